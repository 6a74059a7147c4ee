// Cronometer's servings.csv and dailysummary.csv. The user chooses which nutrients they list, so columns are found by
// name.

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "delivery.hpp"
#include "epsom/domain/amounts/amount.hpp"
#include "epsom/text/text.hpp"
#include "importers.hpp"
#include "nutrient_names.hpp"
#include "quantities.hpp"
#include "row_reader.hpp"
#include "supplements.hpp"

namespace epsom::exchange {
namespace {

constexpr std::string_view origin = "Cronometer";

/// The nutrient of a heading without its unit. ALA is alpha-linolenic acid here, a fat; elsewhere it may be another.
std::optional<Nutrient> find_heading(std::string_view name) {
    const std::string key = lower(name);
    return food_nutrient_called(key == "ala" ? "alpha-linolenic acid" : key == "la" ? "linoleic acid" : name);
}

/// `2.00 capsule`, `2.00 x 32.00 g`: how many of which unit, or the mass where the amount is one.
struct Portion {
    Count count{1};
    std::string_view unit = {};
    std::optional<Mass> mass = {};
    bool nothing = false;
};
/// Empty when `text` does not begin with a number.
std::optional<Portion> read_serving(std::string_view text) {
    const auto number_at = [](std::string_view from) { return from.substr(0, from.find_first_not_of("0123456789.")); };
    const std::string_view first = number_at(text);
    if (!is_plain_number(first)) return std::nullopt;
    if (first.find_first_of("123456789") == std::string_view::npos) return Portion{.nothing = true};
    const std::string_view unit = trim(text.substr(first.size()));
    const auto count = read_count(first);
    if (unit == "g") {
        const auto grams = read_mass(first, Unit{ng_per_g});
        return Portion{.mass = grams ? std::optional{*grams} : std::nullopt};
    }
    if (!count) return Portion{};  // 1500 ml are not 1500 pieces
    const std::string_view each = unit.starts_with("x ") ? number_at(unit.substr(2)) : std::string_view{};
    if (each.empty()) return Portion{.count = *count, .unit = unit};
    const std::string_view of = trim(unit.substr(2 + each.size()));
    if (const auto grams = read_mass(each, Unit{ng_per_g}); of == "g" && grams && *count * *grams <= largest_mass)
        return Portion{.mass = *count * *grams};
    const auto pieces = read_count(each);
    if (!pieces || pieces->thousandths() * count->thousandths() > largest_count.thousandths() * 1000) return Portion{};
    return Portion{.count = Count::from_thousandths(count->thousandths() * pieces->thousandths() / 1000), .unit = of};
}

class CronometerImporter final : public RowReader {
public:
    CronometerImporter(const Settings& settings, Sink sink)
        : RowReader{"cronometer", '\0', settings, std::move(sink)}, supplements_by_{settings.supplements} {}

private:
    Shape read_header(const TableRow& row) override;
    void take_row(const TableRow& row) override;
    void end_of_rows() override;
    /// Whether the columns are those of one of Cronometer's two tables; stops where they are not.
    void check_columns(const TableRow& row, bool metric);
    void take_serving(const TableRow& row);
    void take_day(const TableRow& row);
    bool is_supplement(const TableRow& row, std::string_view name, const std::optional<Portion>& serving,
        std::span<const Content> contents);
    void take_value_heading(const TableRow& row, std::size_t place, const Heading& heading);
    /// The amounts that the row has; false when the row was refused.
    bool read_contents(const TableRow& row, std::vector<Content>& contents);

    [[nodiscard]] static std::string_view field(const TableRow& row, std::optional<std::size_t> place) {
        return place ? trim(row.fields[*place]) : std::string_view{};
    }

    Supplements supplements_by_;
    std::vector<std::string> unread_;
    std::optional<std::size_t> day_, time_, group_, name_, amount_, category_, completed_;
    struct Macro {
        std::size_t place;
        bool energy;
    };
    std::vector<Macro> macros_;             // energy, protein, carbohydrate, fat: what no capsule has
    std::vector<std::size_t> all_amounts_;  // every nutrient's column, known here or not
    std::vector<NutrientColumn> nutrients_;
    LeftOut not_tracked_, not_convertible_;
    bool day_totals_ = false;  // a daily summary
    std::set<Day> days_;       // of it
    struct Groups {
        std::size_t rows = 0, last_line = 0;
    };
    std::map<Day, Groups> groups_;  // and its rows of groups
    std::size_t much_water_ = 0;
    std::size_t supplements_ = 0, foods_ = 0, incomplete_ = 0, folates_ = 0;
};

void CronometerImporter::end_of_rows() {
    std::size_t group_rows = 0;
    for (const auto& [day, groups] : groups_) {
        if (days_.contains(day)) group_rows += groups.rows;
        else out_.refuse({groups.last_line, 0, spell_day(day) + " has rows of groups and no row 'Total'"});
    }
    if (supplements_ + foods_ > 0) {
        out_.note(Delivery::counted(supplements_, "row", "rows") +
                  " imported as supplements (group 'Supplements', or without category and energy), " +
                  std::to_string(foods_) + " as food");
    }
    supplements_by_.end(out_);
    if (!unread_.empty()) {
        out_.note("ignored " + std::string{unread_.size() == 1 ? "column: " : "columns: "} + joined(unread_, ", "));
    }
    if (incomplete_ > 0)
        out_.note(Delivery::counted(incomplete_, "day is", "days are") + " not marked complete in Cronometer");
    if (day_totals_) {
        out_.note("daily totals are imported as food and may include supplements; servings.csv separates them");
    }
    out_.leave_out(group_rows, "row of groups", "rows of groups", ": the rows 'Total' contain them");
    not_convertible_.end(out_, "not imported, as epsom cannot convert them");
    not_tracked_.end(out_, "not imported");
    if (much_water_ > 0) {
        out_.note("water of " + Delivery::counted(much_water_, "row", "rows") +
                  " left out: epsom keeps at most 1 kg in an entry");
    }
    if (folates_ > 0) out_.note("folate is imported as dietary folate equivalents (DFE)");
}

void CronometerImporter::take_row(const TableRow& row) {
    if (day_totals_) {
        take_day(row);
    } else {
        take_serving(row);
    }
}

RowReader::Shape CronometerImporter::read_header(const TableRow& row) {
    Shape shape{.width = row.fields.size(), .least = row.fields.size()};
    bool metric = false;
    for (std::size_t i = 0; i < row.fields.size(); ++i) {
        const std::string key = lower(trim(row.fields[i]));
        const Heading heading = split_heading(row.fields[i]);
        std::optional<std::size_t>* const place = key == "day" || key == "date" ? &day_
                                                  : key == "time"               ? &time_
                                                  : key == "group"              ? &group_
                                                  : key == "food name"          ? &name_
                                                  : key == "amount"             ? &amount_
                                                  : key == "category"           ? &category_
                                                  : key == "completed"          ? &completed_
                                                                                : nullptr;
        if (place != nullptr) {
            if (*place) {
                out_.stop({row.line, i + 1, "column " + in_quotes(row.fields[i]) + " appears twice"});
                return shape;
            }
            *place = i;
            continue;
        }
        metric = metric || key == "metric" || key == "exercise" || key == "note";
        if (key != "completed" && shape.statuses.take_heading(row.fields[i], i)) continue;
        if (heading.unit.empty()) {
            shape.statuses.watch(i);
            if (!key.empty() && unread_.size() < 8) unread_.push_back(in_quotes(trim(row.fields[i])));
            continue;
        }
        take_value_heading(row, i, heading);
        if (out_.stopped()) return shape;
    }
    check_columns(row, metric);
    shape.date = day_;
    if (amount_) shape.numbers.push_back(*amount_);
    for (const auto& column : nutrients_) shape.numbers.push_back(column.place);
    return shape;
}

void CronometerImporter::check_columns(const TableRow& row, bool metric) {
    day_totals_ = completed_ && !name_;
    if (!day_totals_ && (!name_ || !amount_ || !day_)) {
        return out_.stop({row.line, 0,
            metric ? "not a Cronometer food export; export 'Servings' and import servings.csv"
                   : "expected the columns of Cronometer's servings.csv (Day, Food Name,"
                     " Amount) or dailysummary.csv (Date, Completed)"});
    }
    if (!day_) return out_.stop({row.line, 0, "missing column 'Date'"});
    if (nutrients_.empty()) {
        return out_.stop({row.line, 0,
            "no column of a tracked nutrient, such as 'Magnesium (mg)'; show one in Cronometer and export again"});
    }
}

void CronometerImporter::take_value_heading(const TableRow& row, std::size_t place, const Heading& heading) {
    all_amounts_.push_back(place);
    const std::string name = lower(heading.name);
    const bool macro = name == "energy" || name == "protein" || name == "carbs" || name == "fat";
    if (macro) macros_.push_back({place, name == "energy"});
    const std::string_view whole = trim(row.fields[place]);
    const auto nutrient = find_heading(heading.name);
    if (!nutrient && macro) return;  // it tells supplements from food
    if (!nutrient) return (is_near_to_a_nutrient(heading.name) ? not_convertible_ : not_tracked_).add(whole);
    const auto unit = unit_in_food(heading.unit, *nutrient);
    if (!unit) {
        if (lower(heading.unit) == "iu" || find_unit(heading.unit) || epsom::find_unit(heading.unit) != nullptr)
            return not_convertible_.add(whole);
        return out_.stop({row.line, place + 1, "unknown unit in column " + in_quotes(row.fields[place])});
    }
    if (std::ranges::find(nutrients_, *nutrient, &NutrientColumn::nutrient) != nutrients_.end()) {
        return out_.stop({row.line, place + 1,
            "second column for " + std::string{info(*nutrient).key} + ": " + in_quotes(row.fields[place])});
    }
    nutrients_.push_back({*nutrient, place, *unit});
}

bool CronometerImporter::read_contents(const TableRow& row, std::vector<Content>& contents) {
    for (const auto& column : nutrients_) {
        const std::string_view written = field(row, column.place);
        if (has_no_value(written)) continue;
        const std::string cell = rows_.marks().plain(written);
        const auto ambiguous = rows_.marks().two_readings(written);
        const auto mass = ambiguous ? Result<Mass>{*ambiguous} : read_mass(cell, column.unit);
        if (!mass && is_water(column.nutrient) && is_plain_number(cell)) {
            ++much_water_;
            continue;
        }
        if (!mass) {
            refuse(row, column.place, mass.error());
            return false;
        }
        if (column.nutrient == Nutrient::folate && *mass > Mass{}) ++folates_;
        contents.push_back({column.nutrient, *mass, "", Basis::table});
    }
    std::ranges::sort(contents, {}, &Content::nutrient);
    return true;
}

bool CronometerImporter::is_supplement(const TableRow& row, std::string_view name,
    const std::optional<Portion>& serving, std::span<const Content> contents) {
    DiaryRow facts{.name = name, .group = field(row, group_), .category = field(row, category_)};
    if (serving) {
        facts.unit = serving->unit;
        facts.count = serving->count;
    }
    for (const Macro& macro : macros_)
        facts.macros.push_back(
            read_macro(rows_.marks().plain(field(row, macro.place)), macro.energy, false, facts.count));
    facts.values = static_cast<std::size_t>(
        std::ranges::count_if(all_amounts_, [&](std::size_t place) { return !has_no_value(field(row, place)); }));
    const auto named = find_nutrient(name);
    facts.names_substance = named && info(*named).is_nutrient() && !is_water(*named);
    for (const Content& content : contents) {
        facts.names_substance = facts.names_substance || !out_.names.compound_in(name, content.nutrient).empty();
    }
    return supplements_by_.is_supplement(facts);
}

void CronometerImporter::take_serving(const TableRow& row) {
    ImportedEntry entry{.origin = std::string{origin}, .line = row.line};
    Intake& intake = entry.intake;
    const auto day = read_date(field(row, day_), rows_.orders());
    if (!day) return refuse(row, day_, day.error());
    Stamp stamp{.date = *day};
    if (const std::string_view time = field(row, time_); !time.empty()) {
        const auto of_day = read_time_cell(time);
        if (!of_day) return refuse(row, time_, of_day.error());
        stamp.time = *of_day;
    }
    const auto placed = out_.timeline.place(stamp);
    if (!placed) return refuse(row, stamp.time ? time_ : day_, placed.error());
    intake.moment = placed->moment;
    intake.day = placed->day;
    intake.what = field(row, name_);
    if (leave_out_digest(intake.what, out_)) return;
    if (intake.what.empty()) return refuse(row, name_, {"missing food name"});

    const std::string_view amount = field(row, amount_);
    if (const auto ambiguous = rows_.marks().two_readings(amount)) return refuse(row, amount_, *ambiguous);
    const std::string plain_amount = rows_.marks().plain(amount);
    const auto serving = read_serving(plain_amount);
    if (!serving && !amount.empty()) {
        return refuse(row, amount_, {in_quotes(amount) + " is not a Cronometer amount such as '2.00 capsule'"});
    }
    if (serving && serving->nothing) {
        out_.leave_out_zero();
        return;
    }
    if (!read_contents(row, intake.contents)) return;
    const bool supplement = is_supplement(row, intake.what, serving, intake.contents);
    if (supplement) {
        if (!supplements_by_.settle(intake.what, intake.contents, out_)) return;
        intake.kind = Taken::dose;
        if (serving) {
            intake.servings = serving->count;
            intake.unit = serving->unit;
            intake.quantity = serving->mass;
        }
    } else {
        intake.kind = Taken::food;
        intake.source = Source::food;
        if (serving) intake.quantity = serving->mass;
        if (!intake.quantity) intake.note = amount;
        settle_food(intake.contents);
    }
    // Which nutrients are listed is the user's choice at each export, so they are no part of what a row is.
    const std::string identity = key_of(stamp) + "\n" + intake.what + "\n" + std::string{amount};
    if (!out_.entry(std::move(entry), identity)) return;
    ++(supplement ? supplements_ : foods_);
    if (!stamp.time) ++out_.without_time;
}

void CronometerImporter::take_day(const TableRow& row) {
    const auto day = read_date(field(row, day_), rows_.orders());
    if (!day) return refuse(row, day_, day.error());
    if (group_ && lower(field(row, group_)) != "total") {
        Groups& groups = groups_[*day];
        ++groups.rows;
        groups.last_line = row.line;
        return;
    }
    const std::string completed = lower(field(row, completed_));
    if (completed != "true" && completed != "false") {
        return refuse(
            row, completed_, {in_quotes(completed) + " is neither true nor false; the line may be truncated"});
    }
    const auto placed = out_.timeline.place(Stamp{.date = *day});
    if (!placed) return refuse(row, day_, placed.error());
    if (!days_.insert(*day).second) {
        return refuse(row, day_, {spell_day(*day) + " appears twice", "keep one line for each day"});
    }
    ImportedEntry entry{.origin = std::string{origin}, .line = row.line, .day_total = true};
    entry.intake.moment = placed->moment;
    entry.intake.day = placed->day;
    entry.intake.what = "all of the day";
    entry.intake.kind = Taken::food;
    entry.intake.source = Source::food;
    entry.intake.uuid = day_total_uuid(*day);
    if (!read_contents(row, entry.intake.contents)) return;
    settle_food(entry.intake.contents);
    if (!out_.entry(std::move(entry))) return;
    if (completed == "false") ++incomplete_;
    ++out_.without_time;
}

}  // namespace

std::string day_total_uuid(Day day) { return uuid_of("cronometer day " + spell_day(day)); }

Result<Likeness> like_cronometer(const Beginning& beginning) {
    const auto has = [&beginning](std::string_view heading) { return beginning.has_heading(heading); };
    const bool lists_amounts = std::ranges::any_of(
        beginning.headings, [](const std::string& heading) { return !split_heading(heading).unit.empty(); });
    if ((has("food name") && has("amount") && (has("day") || has("date"))) ||
        (has("date") && has("completed") && lists_amounts && !has("amount")))
        return Likeness::sure;
    if (has("day") && has("group") && (has("metric") || has("exercise") || has("note")))
        return Error{"not a Cronometer food export", "export 'Servings' and import servings.csv"};
    return Likeness::none;
}

std::unique_ptr<Reader> cronometer_reader(const Settings& settings, Sink sink) {
    return std::make_unique<CronometerImporter>(settings, std::move(sink));
}

}  // namespace epsom::exchange
