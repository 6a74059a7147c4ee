// MedTimer's two files: the list of events, fields separated by semicolons without any quoting, and the JSON backup.

#include "medtimer.hpp"

#include <algorithm>
#include <utility>

#include "epsom/text/text.hpp"
#include "importers.hpp"
#include "quantities.hpp"
#include "table_reader.hpp"
#include "taken_status.hpp"

namespace epsom::exchange {
namespace {

constexpr std::size_t event_fields = 9;  // their names are translated, their number and order are not
enum Field : std::size_t { reminded, name, dosage, taken, tags, interval, notes, reminded_at, taken_at };

/// A local time as phones write it has four numbers at least: `5/3/21 2:00 AM`.
bool looks_like_a_time(std::string_view text) {
    std::size_t numbers = 0;
    bool in_number = false;
    for (const char c : text) {
        const bool digit = c >= '0' && c <= '9';
        if (digit && !in_number) ++numbers;
        in_number = digit;
    }
    return numbers >= 4;
}

class MedTimerImporter final : public TextReader {
public:
    MedTimerImporter(const Settings& settings, Sink sink)
        : TextReader{"medtimer", settings, std::move(sink)},
          table_{';', TableReader::Quoting::none, [this](const TableRow& row) { take(row); }},
          events_{out_},
          clock_{settings.clock} {}

private:
    enum class Kind { unknown, table, json };

    void text(std::string_view text) override;
    void end() override;
    bool read_past(const Refusal& broken) override {
        if (kind_ == Kind::table) table_.spoil(broken.reason);
        return kind_ == Kind::table;
    }
    void take(const TableRow& row);
    void take_event(const Json& event);
    void take_medicine(const Json& item);
    void take_product(const Json& item, Result<ImportedProduct> product);
    /// Medicines that follow others, each after the one that it follows.
    void hand_over_followers();
    /// Medicines of one name are one dose; the first has the name.
    void take_namesakes(std::span<const Json> items);
    /// Whether the medicine has a slot then, which is skipped.
    bool take_skip(const Json& event);

    Kind kind_ = Kind::unknown;
    TableReader table_;
    bool header_taken_ = false;
    std::string json_;  // all of it; and while the kind is not known, blanks
    Events events_;
    Clock clock_;
    Leaders leaders_;
    std::vector<ImportedProduct> followers_;  // not yet handed over
    std::set<std::string> tags_;
};

void MedTimerImporter::text(std::string_view text) {
    if (kind_ == Kind::table) return table_.feed(text);
    json_ += text;
    const auto first = kind_ == Kind::unknown ? json_.find_first_not_of(" \t\r\n") : std::string::npos;
    if (first != std::string::npos) {
        kind_ = json_[first] == '{' || json_[first] == '[' ? Kind::json : Kind::table;
        if (kind_ == Kind::table) return table_.feed(std::exchange(json_, {}));
    }
    if (json_.size() > largest_json) out_.stop({0, 0, "the file is larger than 64 MB: not a MedTimer backup"});
}

void MedTimerImporter::end() {
    if (kind_ == Kind::json && !out_.stopped()) {
        const auto is_item = [](JsonPath path) {
            return (path.size() == 3 && (path[0] == "events" || path[0] == "medicines") && path[1] == "list" &&
                       path[2] == "*") ||
                   (path.size() == 2 && path[0] == "list" && path[1] == "*");
        };
        // The medicines first, wherever they are: the events are theirs. And all reminders before those that follow
        // one.
        bool any = false;
        std::map<std::string, std::size_t> still_to_come;  // medicines, by name_key()
        auto refusal = walk_json(json_, is_item, [&](JsonPath, const Json& item) {
            any = true;
            index_reminders(item, leaders_);
            if (!item["medicine"].is(Json::Type::null)) ++still_to_come[name_key(item["medicine"]["name"].words())];
        });
        if (!refusal && any) {
            std::map<std::string, std::vector<Json>> namesakes;
            walk_json(json_, is_item, [&](JsonPath, const Json& item) {
                if (item["medicine"].is(Json::Type::null)) return;
                const std::string key = name_key(item["medicine"]["name"].words());
                auto& others = namesakes[key];
                const bool last = --still_to_come[key] == 0;
                if (last && others.empty()) return take_medicine(item);
                others.push_back(item);
                if (last) take_namesakes(others);
            });
            hand_over_followers();
        }
        out_.names.forget();
        if (!refusal && any) {
            walk_json(json_, is_item, [&](JsonPath, const Json& item) {
                if (item["medicine"].is(Json::Type::null)) take_event(item);
            });
        }
        if (refusal) {
            out_.stop(std::move(*refusal));
        } else if (!any) {
            out_.stop({1, 1, "not a MedTimer backup: no list of events or medicines"});
        }
    } else if (!out_.stopped()) {
        if (auto refusal = table_.finish()) out_.stop(std::move(*refusal));
        if (!out_.stopped() && !header_taken_) out_.stop({1, 0, "the file is empty"});
    }
    events_.end();
    if (tags_.empty()) return;
    std::vector<std::string> tags;
    for (const std::string& tag : tags_) tags.push_back(in_quotes(tag));
    out_.note("tags left out: " + joined(tags, ", ") + "; for doses that are logged together: epsom dose set --help");
}

void MedTimerImporter::take(const TableRow& row) {
    if (out_.stopped()) return;
    if (!header_taken_) {
        header_taken_ = true;
        if (row.fields.size() == 3) {
            return out_.stop(
                {row.line, 0, "this is the medicine list of MedTimer; import the event list or the backup"});
        }
        if (row.fields.size() != event_fields || row.flaw != nullptr) {
            return out_.stop({row.line, 0, "expected the 9 columns of MedTimer's event list"});
        }
        return;
    }
    if (row.flaw != nullptr) return out_.refuse(*row.flaw);
    const std::size_t count = row.fields.size();
    if (count < event_fields) {
        return out_.refuse({row.line, count,
            Delivery::counted(count, "field", "fields") +
                " instead of 9: MedTimer does not quote line breaks in notes; import its JSON backup"});
    }
    // The last two are sound whatever the fields before them hold.
    const std::string_view taken_utc = trim(row.fields[count - 1]);
    if (taken_utc.empty()) return events_.unanswered();
    const bool shifted =
        count > event_fields && !(looks_like_a_time(row.fields[reminded]) && looks_like_a_time(row.fields[taken]));
    if (shifted) {
        return out_.refuse({row.line, name + 1,
            Delivery::counted(count, "field", "fields") +
                " instead of 9: MedTimer does not quote ';' in names; import its JSON backup"});
    }
    const auto stamp = read_stamp(taken_utc);
    if (!stamp) return out_.refuse(row.line, count, stamp.error());
    if (!stamp->time || !stamp->offset)
        return out_.refuse({row.line, count, in_quotes(taken_utc) + " is not a UTC time such as 2021-05-03T00:00:00Z"});
    const Instant at{(LocalTime{stamp->date} + *stamp->time - *stamp->offset).time_since_epoch()};
    const std::string_view note = count == event_fields ? row.fields[notes] : std::string_view{};
    events_.take(
        {std::string{row.fields[name]}, std::string{row.fields[dosage]}, std::string{note}, at, row.line, dosage + 1});
}

void MedTimerImporter::take_event(const Json& event) {
    const std::string_view status = event["status"].words();
    if (status == "SKIPPED") {
        return events_.skipped(take_skip(event));
    }
    const auto known = read_status(StatusHeading::state, status);
    if (known && !known->taken) return events_.unanswered();
    if (!known) return out_.refuse({event.line, event.column, "unknown status " + in_quotes(status)});
    const auto at = event["processedTimestamp"].whole();
    if (!at || *at == 0) return out_.refuse({event.line, event.column, "missing processedTimestamp (time taken)"});
    const Json& amount = event["amount"];
    // Anything beyond the calendar is refused by it; this only keeps the arithmetic whole.
    const std::int64_t second = std::clamp<std::int64_t>(*at, -100'000'000'000, 100'000'000'000);
    events_.take({std::string{event["medicineName"].words()}, amount.text, std::string{event["notes"].words()},
        Instant{seconds{second}}, event.line, event.column});
}

void MedTimerImporter::take_medicine(const Json& item) {
    take_product(item, medtimer_product(item, out_.names, leaders_, clock_));
}

void MedTimerImporter::take_namesakes(std::span<const Json> items) {
    Json together = items.front();
    std::size_t with_stock = 0;
    for (const Json& item : items) {
        const auto stock = read_count(item["medicine"]["amount"].text);
        if (stock && *stock > Count{0}) ++with_stock;
        if (&item == &items.front()) continue;
        for (std::size_t i = 0; i < together.keys.size(); ++i) {
            if (together.keys[i] != "reminders") continue;
            std::ranges::copy(item["reminders"].items, std::back_inserter(together.items[i].items));
        }
    }
    auto product = medtimer_product(together, out_.names, leaders_, clock_);
    if (!product) return take_product(items.front(), std::move(product));
    const auto by_hand = [&product] { return std::ranges::find(product->by_hand, "dose schedule", &ByHand::command); };
    std::string named = std::to_string(items.size()) + " medicines are called " + in_quotes(product->dose.name);
    if (const auto lost = by_hand(); lost != product->by_hand.end()) {
        // Without one plan for all of them the first keeps its own.
        ByHand others{named + "; their reminders do not fit one schedule, so only those of the first are kept",
            lost->command, lost->options};
        product = medtimer_product(items.front(), out_.names, leaders_, clock_);
        if (!product) return take_product(items.front(), std::move(product));
        if (by_hand() == product->by_hand.end()) product->by_hand.push_back(std::move(others));
    } else {
        product->by_hand.push_back({named + "; they are imported as one dose"});
    }
    if (with_stock > 1) product->by_hand.push_back({named + "; the stock is that of the first"});
    take_product(items.front(), std::move(product));
}

void MedTimerImporter::take_product(const Json& item, Result<ImportedProduct> product) {
    if (!product) return out_.refuse(item.line, item.column, product.error());
    constexpr std::size_t most = 100;
    for (const Json& tag : item["tags"].items) {
        if (const auto name = trim(tag["name"].words()); !name.empty() && tags_.size() < most) tags_.emplace(name);
    }
    events_.add_medicine(product->dose.name);
    if (product->without_leader) followers_.push_back(std::move(*product));
    else out_.product(std::move(*product));
}

void MedTimerImporter::hand_over_followers() {
    const auto leader_of = [](const ImportedProduct& product) -> std::string {
        for (const Schedule& schedule : product.schedules) {
            if (const auto* link = std::get_if<After>(&schedule.rule)) return name_key(link->name);
        }
        return {};
    };
    while (!followers_.empty()) {
        auto next = std::ranges::find_if(followers_, [&](const ImportedProduct& product) {
            return std::ranges::none_of(followers_,
                [&](const ImportedProduct& other) { return name_key(other.dose.name) == leader_of(product); });
        });
        if (next == followers_.end()) {
            // They follow each other: the first of them cannot.
            next = followers_.begin();
            next->schedules.clear();
            next->by_hand.push_back(*next->without_leader);
        }
        out_.product(std::move(*next));
        followers_.erase(next);
    }
}

bool MedTimerImporter::take_skip(const Json& event) {
    const auto at = event["remindedTimestamp"].whole();
    const auto placed =
        at ? out_.timeline.place(Instant{seconds{std::clamp<std::int64_t>(*at, -100'000'000'000, 100'000'000'000)}})
           : Result<Placed>{Error{}};
    return placed &&
           out_.skip(
               {.dose = events_.called(event["medicineName"].words()), .slot = placed->moment, .line = event.line});
}

}  // namespace

Result<Likeness> like_medtimer(const Beginning& beginning) {
    if (beginning.form == Beginning::Form::table) {
        const auto fields = first_record(beginning.text, ';', TableReader::Quoting::none);
        const auto is_iso = [&fields](Field field) { return fields[field].find("ISO 8601") != std::string::npos; };
        return fields.size() == event_fields && is_iso(reminded_at) && is_iso(taken_at) ? Likeness::sure
                                                                                        : Likeness::none;
    }
    const auto has = [&beginning](std::string_view key) { return beginning.has_key(key); };
    return has("medicineName") || (has("medicines") && has("list")) || (has("medicine") && has("reminders")) ||
                   (has("events") && has("list"))
               ? Likeness::sure
               : Likeness::none;
}

std::unique_ptr<Reader> medtimer_reader(const Settings& settings, Sink sink) {
    return std::make_unique<MedTimerImporter>(settings, std::move(sink));
}

}  // namespace epsom::exchange
