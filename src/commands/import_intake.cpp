#include "import_intake.hpp"

#include <algorithm>
#include <utility>

#include "epsom/domain/plan/dose_name.hpp"
#include "epsom/domain/plan/dose_set.hpp"
#include "epsom/render/fields.hpp"
#include "epsom/text/plain.hpp"
#include "epsom/text/text.hpp"
#include "session/typed_line.hpp"

namespace epsom {

using exchange::Refusal;

void Tally::name_format(std::string_view key) {
    const auto named = split(what, ',');
    if (std::ranges::any_of(named, [key](const std::string& each) { return trim(each) == key; })) return;
    (what += what.empty() ? "" : ", ") += key;
}

void Tally::refuse(Refusal refusal) {
    if (refusal.file.empty()) refusal.file = file;
    refusals.push_back(std::move(refusal));
}

void Tally::finish(const exchange::Summary& summary) {
    if (summary.stopped) {
        refuse(*summary.stopped);
        if (summary.handed_over > 0 && !summary.unusable) refusals.back().reason += "; the rest was not read";
    }
    left_out += summary.left_out;
    unusable = unusable || summary.unusable;
    // A name of one of several files is enough.
    if (!read_any) unmatched = summary.unmatched;
    std::erase_if(unmatched, [&summary](const std::string& name) {
        return std::ranges::find(summary.unmatched, name) == summary.unmatched.end();
    });
    read_any = true;
    notes.insert(notes.end(), summary.notes.begin(), summary.notes.end());
}
namespace {

std::string told(const exchange::ByHand& by_hand, const std::string& name) {
    if (by_hand.options.empty()) return by_hand.why;
    std::vector<std::string> line = split(by_hand.command, ' ');
    line.push_back(name);
    line.insert(line.end(), by_hand.options.begin(), by_hand.options.end());
    const std::string command = typed_line(line);
    return by_hand.why + (command.empty() ? "" : "; to add it: " + command);
}

/// What a file has in another way than the dose of that name: "250 mg magnesium instead of 200 mg". Empty where that is
/// nothing, or the file has no amounts that can be compared.
std::string differences(const Dose& known, const Dose& file) {
    std::vector<std::string> all;
    if (known.serving.count != file.serving.count) {
        if (file.serving == Serving{}) return {};
        all.push_back("a serving of " + spell(file.serving) + " instead of " + spell(known.serving));
    }
    for (const Content& content : file.contents) {
        if (!content.amount) continue;
        const auto same = std::ranges::find(known.contents, content.nutrient, &Content::nutrient);
        const bool has = same != known.contents.end();
        if (has && same->amount == content.amount) continue;
        const std::string before = !has           ? "none"
                                   : same->amount ? spell(*same->amount, content.nutrient)
                                                  : "an unknown amount";
        all.push_back(spell(*content.amount, content.nutrient) + " " + std::string{info(content.nutrient).key} +
                      " instead of " + before);
    }
    constexpr std::size_t most = 6;
    const std::size_t others = all.size() > most ? all.size() - most : 0;
    all.resize(all.size() - others);
    return joined(all, ", ") + (others > 0 ? " and " + std::to_string(others) + " more" : "");
}

}  // namespace

exchange::Settings Intaker::settings() {
    return {context_.clock(), [this](std::string_view name) { return thing(name); },
        [this](std::string_view name) { return own_dose(name); }, supplements_};
}

exchange::Sink Intaker::sink() {
    return {[this](exchange::ImportedEntry&& entry) { return take(entry); },
        [this](exchange::ImportedProduct&& product) { take(std::move(product)); },
        [this](exchange::ImportedFood&& food) { take(food); },
        [this](Refusal refusal) { tally_.refuse(std::move(refusal)); },
        [this](const exchange::ImportedSkip& skip) { return take(skip); }};
}

std::optional<Thing> Intaker::thing(std::string_view name) const {
    auto found = catalogue_.thing(name);
    if (found || catalogue_.own_dose(name) == nullptr) return found;
    for (const std::string kind : {"compound:", "nutrient:"}) {
        if (!found) found = catalogue_.thing(kind + std::string{name});
    }
    return found;
}

const Dose* Intaker::own_dose(std::string_view name) {
    const auto brought = brought_.find(name_key(name));
    return brought == brought_.end() ? catalogue_.own_dose(name) : &brought->second;
}

bool Intaker::lead(exchange::ImportedProduct& product) {
    for (Schedule& schedule : product.schedules) {
        auto* link = std::get_if<After>(&schedule.rule);
        if (link == nullptr) continue;
        const Dose* leader = own_dose(link->name);
        if (leader == nullptr) return false;
        const DayKind kind = kind_of(leader->plan, context_.clock().today());
        if (kind == DayKind::as_needed || kind == DayKind::after) return false;
        link->leader = leader->uuid;
        link->name = leader->name;
    }
    return true;
}

bool Intaker::take(const exchange::ImportedSkip& skip) {
    const Dose* dose = own_dose(skip.dose);
    if (dose == nullptr) return false;
    const Day day = context_.clock().day_of(skip.slot);
    for (const Slot& slot : slots_on(dose->plan, day, context_.clock())) {
        if (slot.at.at != skip.slot.at) continue;
        const auto skips = store_.skips_of(*dose);
        const bool known = std::ranges::any_of(
            skips, [&](const Skip& other) { return other.day == slot.day && other.time == slot.time; });
        tally_.count(known ? Merged::known : Merged::added);
        if (known) return true;
        Skip left_out{.dose = dose->uuid, .day = slot.day, .time = slot.time};
        change_.put(left_out);
        return true;
    }
    return false;
}

bool Intaker::take(exchange::ImportedEntry& entry) {
    progress_.at(tally_.total());
    Intake& intake = entry.intake;
    if (intake.moment.at > context_.clock().now) {
        tally_.refuse({entry.line, 0, spell_moment(intake.moment) + " is in the future"});
        return false;
    }
    if (entry.day_total ? others_on(intake) : total_of(intake.day)) {
        tally_.refuse({entry.line, 0,
            spell_day(intake.day) + (entry.day_total ? " already has entries, which its total would count twice"
                                                     : " already has a total, which this entry would count twice")});
        return false;
    }
    if (const auto why = counted_twice(entry)) {
        tally_.refuse({entry.line, 0, spell_day(intake.day) + *why});
        return false;
    }
    if (entry.own && !change_.has_entry(intake.uuid) && was_logged(intake)) {
        tally_.count(Merged::known);
        return true;
    }
    Earlier& earlier = earlier_on(intake.day);
    const Merged merged = change_.add_once(intake);
    compare(intake, merged, earlier);
    tally_.count(merged == Merged::known && renewed(intake) ? Merged::updated : merged);
    return true;
}

bool Intaker::renewed(const Intake& intake) {
    const auto number = change_.untouched_entry(intake.uuid);
    const auto stored = number ? store_.intake(*number) : std::nullopt;
    // What a dose of one's own contained then stays, whatever it contains now.
    if (!stored || !stored->dose.empty() || !intake.dose.empty()) return false;
    Intake now = *stored;
    const bool stays_supplement = now.source == Source::supplement && intake.source == Source::food;
    if (stays_supplement) {
        if (supplements_that_stay_++ == 0) first_that_stays_ = *stored;
    } else if (now.source != intake.source) {
        now.source = intake.source;
        now.kind = intake.kind;
        now.servings = intake.servings;
        now.unit = intake.unit;
        now.quantity = intake.quantity;
        now.note = intake.note;
        now.contents = intake.contents;
    }
    for (const Content& content : intake.contents) {
        const auto known = std::ranges::find(now.contents, content.nutrient, &Content::nutrient);
        if (stays_supplement) {
            if (content.amount.value_or(Mass{}) == Mass{}) continue;
            if (known == now.contents.end()) now.contents.push_back({content.nutrient, content.amount});
            else known->amount = content.amount;
        } else if (known == now.contents.end()) {
            now.contents.push_back(content);
        } else if (content.amount && known->amount != content.amount) {
            *known = content;
        }
    }
    std::ranges::sort(now.contents, {}, &Content::nutrient);
    if (now == *stored) return false;
    now.edition = intake.edition;
    change_.renew(now);
    return true;
}

void Intaker::finish() {
    tell_corrected();
    if (supplements_that_stay_ == 0) return;
    const bool one = supplements_that_stay_ == 1;
    tally_.notes.push_back(std::to_string(supplements_that_stay_) +
                           (one ? " row that the file has as food stays a supplement: "
                                : " rows that the file has as food stay supplements, the first is ") +
                           in_quotes(first_that_stays_.what) + "; to make it food: epsom log edit " +
                           std::to_string(first_that_stays_.id) + " --food");
}

namespace {

std::size_t hash_of(Instant at, std::string_view what) {
    return std::hash<std::string_view>{}(what) ^
           (static_cast<std::size_t>(at.time_since_epoch().count()) * 0x9E3779B97F4A7C15U);
}

}  // namespace

Intaker::Earlier& Intaker::earlier_on(Day day) {
    if (latest_ != nullptr && latest_day_ == day) return *latest_;
    const auto tried = earlier_.try_emplace(day);
    latest_ = &tried.first->second;
    latest_day_ = day;
    if (!tried.second) return *latest_;
    store_.for_each_name(day, [this](std::int64_t id, const std::string& uuid, Instant at, std::string_view what) {
        if (!exchange::is_imported(uuid)) return;
        latest_->entries.push_back({std::hash<std::string>{}(uuid), hash_of(at, what), id});
        latest_->names.push_back(latest_->entries.back().when_what);
    });
    std::ranges::sort(latest_->entries, {}, &Earlier::Entry::uuid);
    std::ranges::sort(latest_->names);
    return *latest_;
}

void Intaker::compare(const Intake& intake, Merged merged, Earlier& earlier) {
    if (earlier.entries.empty()) return;
    if (merged == Merged::known) {
        const std::size_t uuid = std::hash<std::string>{}(intake.uuid);
        const auto found = std::ranges::lower_bound(earlier.entries, uuid, {}, &Earlier::Entry::uuid);
        if (found != earlier.entries.end() && found->uuid == uuid) found->again = true;
        return;
    }
    const std::size_t when_what = hash_of(intake.moment.at, intake.what);
    if (std::ranges::binary_search(earlier.names, when_what))
        beside_.push_back({intake.moment, intake.day, intake.what, when_what});
}

void Intaker::tell_corrected() {
    std::size_t count = 0, first_id = 0;
    const Beside* first = nullptr;
    Day day{};
    std::multimap<std::size_t, std::int64_t> gone;  // of that day: time and name, and the number
    std::ranges::stable_sort(beside_, {}, &Beside::day);
    for (const Beside& each : beside_) {
        if (&each == &beside_.front() || each.day != day) {
            day = each.day;
            gone.clear();
            for (const Earlier::Entry& entry : earlier_.at(day).entries) {
                if (!entry.again) gone.emplace(entry.when_what, entry.id);
            }
        }
        const auto found = gone.find(each.when_what);
        if (found == gone.end()) continue;
        if (count++ == 0) {
            first = &each;
            first_id = static_cast<std::size_t>(found->second);
        }
        gone.erase(found);
    }
    if (first == nullptr) return;
    std::string when = spell_moment(first->moment).substr(0, 16);  // 2026-11-18T09:00
    when[10] = ' ';
    tally_.notes.push_back(
        (count == 1 ? "1 row has the day, time and name of an imported entry that the file lacks; both "
                      "count: "
                    : std::to_string(count) + " rows have the day, time and name of imported entries that the file "
                                              "lacks; both count; the first: ") +
        when + " " + in_quotes(first->what) + "; if the row replaces it: epsom log remove " + std::to_string(first_id));
}

bool Intaker::was_logged(const Intake& intake) {
    const auto hash = [](const Intake& entry) {
        std::string text = std::to_string(entry.moment.at.time_since_epoch().count());
        for_each_row(entry, [&text](const EntryFields& fields) {
            // Without the number, which differs in every database.
            append_json(text, Record{fields.begin() + 1, fields.end()});
        });
        return std::hash<std::string>{}(text);
    };
    const auto tried = logged_.try_emplace(intake.day);
    std::vector<std::size_t>& before = tried.first->second;
    if (tried.second) {
        store_.for_each_intake({intake.day, intake.day}, [&](const Intake& entry) { before.push_back(hash(entry)); });
    }
    const auto found = std::ranges::find(before, hash(intake));
    if (found == before.end()) return false;
    before.erase(found);
    return true;
}

bool Intaker::total_of(Day day) {
    if (asked_ != day) {
        asked_ = day;
        has_total_ = change_.has_entry(exchange::day_total_uuid(day));
    }
    return has_total_;
}

std::optional<std::string> Intaker::counted_twice(const exchange::ImportedEntry& entry) {
    const Intake& intake = entry.intake;
    if (entry.total_of_day.empty() || change_.has_entry(intake.uuid)) return std::nullopt;
    if (!entry.nutrient_total && change_.has_entry(entry.total_of_day))
        return " already has the sum of " + intake.what + ", which this amount would count twice";
    if (entry.nutrient_total && has_amounts_beside(entry))
        return " already has imported amounts of " + intake.what + ", which its sum would count twice";
    return std::nullopt;
}

bool Intaker::has_amounts_beside(const exchange::ImportedEntry& total) {
    const Day day = total.intake.day;
    const auto asked = amounts_.try_emplace(day);
    auto& amounts = asked.first->second;
    if (asked.second) {
        store_.for_each_intake({day, day}, [&](const Intake& stored) {
            if (stored.kind == Taken::nutrient && stored.source == total.intake.source &&
                exchange::is_imported(stored.uuid))
                amounts.emplace_back(stored.what, stored.uuid);
        });
    }
    return std::ranges::any_of(amounts, [&total](const auto& amount) {
        return amount.first == total.intake.what && amount.second != total.total_of_day;
    });
}

bool Intaker::others_on(const Intake& total) {
    bool others = false;
    store_.for_each_intake({total.day, total.day},
        [&](const Intake& intake) { others = others || (intake.uuid != total.uuid && !intake.contents.empty()); });
    return others;
}

void Intaker::take(exchange::ImportedProduct&& product) {
    Dose dose = std::move(product.dose);
    dose.name = with_plain_blanks(dose.name);
    const std::vector<Dose> doses = store_.doses();
    const auto name = imported_dose_name(dose.name, set_names(doses));
    for (const Dose& known : doses) {
        if (name_key(known.name) == name_key(dose.name) || (name && name_key(known.name) == name_key(*name))) {
            const bool stored = !brought_.contains(name_key(dose.name));
            brought_.insert_or_assign(name_key(dose.name), known);
            tally_.count(Merged::known);
            if (const std::string differ = differences(known, dose); stored && !differ.empty()) {
                const std::string command =
                    typed_line(std::vector<std::string>{"dose", "rename", known.name, "NEW-NAME"});
                tally_.notes.push_back(
                    in_quotes(known.name) + " is kept as it is; the file has " + differ +
                    (command.empty() ? "" : "; to import that as another dose, first rename it: " + command));
            }
            return;
        }
    }
    const auto wrong = name ? flaw(dose) : std::optional{name.error()};
    if (wrong) {
        tally_.refuse({product.line, 0, wrong->message});
        return;
    }
    const std::string called = std::exchange(dose.name, *name);
    if (const std::string plain = with_plain_blanks(called); plain != *name) {
        const bool too_long = shortened_name(plain) != plain;
        std::string_view why = "the name would be read as something else";
        if (too_long) why = "a name has at most 60 characters";
        else if (plain.starts_with('-')) why = "the name looks like an option";
        else if (!members_of(doses, called).empty()) why = "the name is that of a set";
        tally_.notes.push_back((too_long ? "shortened " : "renamed ") + in_quotes(called) + " to " + in_quotes(*name) +
                               ", as " + std::string{why});
    }
    dose.created = context_.clock().moment();
    if (!product.schedules.empty() && !lead(product)) {
        product.schedules.clear();
        if (product.without_leader) product.by_hand.push_back(*product.without_leader);
    }
    for (Schedule& schedule : product.schedules) dose.plan = replanned(std::move(dose.plan), std::move(schedule));
    for (const exchange::ByHand& each : product.by_hand) tally_.notes.push_back(told(each, *name));
    change_.put(dose);
    brought_.insert_or_assign(name_key(called), dose);
    tally_.count(Merged::added);
}

void Intaker::take(const exchange::ImportedFood& food) {
    progress_.at(tally_.total());
    tally_.count(
        change_.merge_food("usda-fdc-" + std::to_string(food.number), {food.name, food.source, food.per_100g}));
}

}  // namespace epsom
