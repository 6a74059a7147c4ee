// The JSON of Health Auto Export, an app that writes what Apple Health has: amounts by nutrient, and doses of
// medications.

#include <algorithm>
#include <utility>

#include "epsom/domain/amounts/amount.hpp"
#include "epsom/text/text.hpp"
#include "importers.hpp"
#include "medtimer.hpp"
#include "nutrient_names.hpp"
#include "quantities.hpp"
#include "supplements.hpp"
#include "taken_status.hpp"

namespace epsom::exchange {
namespace {

constexpr std::string_view app_name = "Health Auto Export";
constexpr std::string_view format = "health-auto-export";

constexpr std::string_view dietary_prefix = "dietary_";

/// One amount of a metric, which may have a heart rate of ten years.
bool is_point(JsonPath path) {
    return path.size() == 5 && path[0] == "data" && path[1] == "metrics" && path[2] == "*" && path[3] == "data" &&
           path[4] == "*";
}

bool is_point_metric_or_dose(JsonPath path) {
    return (path.size() == 3 && path[0] == "data" && (path[1] == "metrics" || path[1] == "medications") &&
               path[2] == "*") ||
           is_point(path);
}

/// The nutrient of a metric: "magnesium", "dietary_water".
std::optional<Nutrient> metric_nutrient(const Json& metric) {
    std::string_view name = metric["name"].words();
    if (name.starts_with(dietary_prefix)) name.remove_prefix(dietary_prefix.size());
    return food_nutrient_called(name);
}

/// What identifies the sum of a nutrient on a day. A sum of a day that is not over grows, and so do its sources.
std::string sum_of_day(const std::string& nutrient, Day date) { return nutrient + "\n" + spell_day(date) + "\nsum"; }

class HealthAutoExportImporter final : public TextReader {
public:
    HealthAutoExportImporter(const Settings& settings, Sink sink)
        : TextReader{std::string{format}, settings, std::move(sink)},
          supplements_by_{settings.supplements},
          events_{out_, app_name},
          day_start_{settings.clock.day_start} {}

private:
    void text(std::string_view text) override;
    void end() override;
    /// What the metrics are, whose names may come after their amounts; and whether all amounts are sums of days: dated
    /// at the start of one.
    void read_metrics();
    struct Metric {
        std::optional<Nutrient> nutrient;
        std::optional<Unit> unit;
    };
    void take_metric(const Json& json, const Metric& metric);
    void take_amount(const Json& point, const Metric& metric);
    void take_dose(const Json& dose);

    std::string json_;
    Supplements supplements_by_;
    Events events_;
    minutes day_start_;
    std::vector<Metric> metrics_;  // in the order of the file
    std::size_t metric_ = 0;       // whose amounts are being read
    LeftOut not_tracked_, not_convertible_;
    bool any_ = false, by_day_ = false;
    std::size_t foods_ = 0, supplements_ = 0, folates_ = 0;
};

void HealthAutoExportImporter::text(std::string_view text) {
    json_ += text;
    if (json_.size() > largest_json) out_.stop({0, 0, "the file is larger than 64 MB; export fewer days at once"});
}

void HealthAutoExportImporter::read_metrics() {
    std::size_t all = 0, all_at_midnight = 0, points = 0, at_midnight = 0;
    walk_json(json_, is_point_metric_or_dose, [&](JsonPath path, const Json& item) {
        if (is_point(path)) {
            const auto stamp = read_stamp(item["date"].words());
            ++points;
            if (stamp && stamp->time == seconds{0}) ++at_midnight;
        } else if (path[1] == "metrics") {
            const auto nutrient = metric_nutrient(item);
            metrics_.push_back({nutrient, nutrient ? unit_in_food(item["units"].words(), *nutrient) : std::nullopt});
            if (nutrient) {
                all += points + item["data"].items.size();
                all_at_midnight += at_midnight;
            }
            points = at_midnight = 0;
        }
    });
    by_day_ = all > 0 && all == all_at_midnight;
}

void HealthAutoExportImporter::end() {
    if (!out_.stopped()) {
        read_metrics();
        auto refusal = walk_json(json_, is_point_metric_or_dose, [this](JsonPath path, const Json& item) {
            any_ = true;
            // A metric that the file ends in is not among those read.
            if (is_point(path)) {
                if (metric_ < metrics_.size()) take_amount(item, metrics_[metric_]);
            } else if (path[1] == "metrics") {
                take_metric(item, metrics_[metric_]);
                ++metric_;
            } else {
                take_dose(item);
            }
        });
        if (refusal) {
            out_.stop(std::move(*refusal));
        } else if (!any_) {
            out_.stop({1, 1, "no metrics and no medications; in Health Auto Export choose JSON, and dietary metrics"});
        }
    }
    if (foods_ + supplements_ > 0) {
        out_.note(Delivery::counted(foods_, "amount", "amounts") + " imported as food, " +
                  std::to_string(supplements_) + " as supplements; Health Auto Export does not say which they are");
    }
    if (by_day_) {
        out_.note("amounts are sums of days, dated 00:00; a day that was imported before gets its new sum");
    }
    supplements_by_.end(out_);
    events_.end();
    not_convertible_.end(out_, "not imported, as epsom cannot convert them");
    not_tracked_.end(out_, "not imported");
    if (folates_ > 0) out_.note("folate is imported as dietary folate equivalents (DFE)");
}

void HealthAutoExportImporter::take_metric(const Json& json, const Metric& metric) {
    const std::string_view name = json["name"].words();
    if (!metric.nutrient) {
        if (name.starts_with(dietary_prefix)) not_tracked_.add(name);  // the others are steps and heart rates
        return;
    }
    if (!metric.unit) {
        const std::string_view unit = trim(json["units"].words());
        return not_convertible_.add(std::string{name} + " (" + std::string{unit.empty() ? "no unit" : unit} + ")");
    }
    if (!json["data"].is(Json::Type::array))
        return out_.refuse({json.line, json.column, in_quotes(name) + " has no list of data"});
    for (const Json& no_object : json["data"].items) take_amount(no_object, metric);
}

void HealthAutoExportImporter::take_amount(const Json& point, const Metric& metric) {
    if (!metric.nutrient || !metric.unit) return;
    const Nutrient nutrient = *metric.nutrient;
    const auto refuse = [&](const Error& error) { out_.refuse(point.line, point.column, error); };
    const auto stamp = read_stamp(point["date"].words());
    if (!stamp) return refuse(stamp.error());
    if (!stamp->time || !stamp->offset) {
        return refuse({"date " + in_quotes(point["date"].words()) + " has no time with an offset",
            "expected a time such as 2026-10-05 21:07:00 -0400"});
    }
    // The sum of a day is that of the user's day, which may begin later than the calendar's.
    const auto placed = out_.timeline.place(by_day_ ? Stamp{stamp->date, day_start_, stamp->offset} : *stamp);
    if (!placed) return refuse(placed.error());
    if (!point["qty"].is(Json::Type::number)) return refuse({"the amount has no number 'qty'"});
    const auto mass = read_mass(point["qty"].text, *metric.unit, Exponent::allowed);
    if (!mass) return refuse(mass.error());
    if (*mass == Mass{}) {
        out_.leave_out_zero();
        return;
    }
    const std::string_view source = trim(point["source"].words());
    const std::string key{info(nutrient).key};
    const std::string sum = sum_of_day(key, stamp->date);
    const std::string identity =
        by_day_ ? sum
                : key + "\n" + key_of(*stamp) + "\n" + std::string{source} + "\n" + std::to_string(mass->nanograms());
    ImportedEntry entry{.origin = std::string{source.empty() ? app_name : source},
        .line = point.line,
        .nutrient_total = by_day_,
        .total_of_day = uuid_of(std::string{format} + "\n" + sum)};
    Intake& intake = entry.intake;
    intake.moment = placed->moment;
    intake.day = placed->day;
    intake.kind = Taken::nutrient;
    intake.what = info(nutrient).key;
    const bool supplement = supplements_by_.is_named(info(nutrient).key, entry.origin);
    intake.source = supplement ? Source::supplement : Source::food;
    intake.contents.push_back({nutrient, *mass, "", supplement ? Basis::label : Basis::table});
    if (!supplement) settle_food(intake.contents);
    if (!out_.entry(std::move(entry), identity)) return;
    if (nutrient == Nutrient::folate) ++folates_;
    ++(supplement ? supplements_ : foods_);
}

void HealthAutoExportImporter::take_dose(const Json& dose) {
    const auto refuse = [&](const Error& error) { out_.refuse(dose.line, dose.column, error); };
    const std::string_view said = dose["status"].words();
    const std::string status = name_key(said);
    // A reminder that was not sent, put off or not answered says nothing of the dose.
    constexpr auto unanswered = std::to_array<std::string_view>(
        {"notinteracted", "notificationnotsent", "snoozed", "notlogged", "unspecified"});
    if (status == "skipped") return events_.skipped();
    if (std::ranges::find(unanswered, status) != unanswered.end()) return events_.unanswered();
    const auto known = read_status(StatusHeading::state, said);
    if (said.empty() || !known) return refuse({"unknown status " + in_quotes(said)});
    if (!known->taken) return out_.leave_out_not_taken(known->why);
    // `start` is when it was taken. Older exports have only the time for which it was scheduled.
    const Json& start = dose["start"];
    const std::string_view time = start.words().empty() ? dose["scheduledDate"].words() : start.words();
    const auto stamp = read_stamp(time);
    if (!stamp) return refuse(stamp.error());
    if (!stamp->time || !stamp->offset) return refuse({in_quotes(time) + " is not a time with an offset"});
    const Instant at{(LocalTime{stamp->date} + *stamp->time - *stamp->offset).time_since_epoch()};
    const std::string_view nickname = trim(dose["nickname"].words()), full = trim(dose["displayText"].words());
    const bool by_nickname = !nickname.empty() && (full.empty() || out_.names.find(nickname).dose != nullptr);
    const Json& number = dose["dosage"].is(Json::Type::null) ? dose["scheduledDosage"] : dose["dosage"];
    const std::string_view unit = trim(dose["units"].words());
    std::string amount = number.text;  // none: the dose was taken, nobody knows how much of it
    if (!unit.empty() && lower(unit) != "count") amount += " " + std::string{unit};
    events_.take({std::string{by_nickname ? nickname : full}, amount, "", at, dose.line, dose.column, stamp->offset});
}

}  // namespace

Result<Likeness> like_health_auto_export(const Beginning& beginning) {
    const auto has = [&beginning](std::string_view key) { return beginning.has_key(key); };
    return has("data") && (has("metrics") || has("medications") || has("workouts")) ? Likeness::sure : Likeness::none;
}

std::unique_ptr<Reader> health_auto_export_reader(const Settings& settings, Sink sink) {
    return std::make_unique<HealthAutoExportImporter>(settings, std::move(sink));
}

}  // namespace epsom::exchange
