#include "log_several.hpp"

#include <algorithm>

#include "epsom/domain/nights/diary.hpp"
#include "epsom/render/text.hpp"
#include "epsom/text/text.hpp"
#include "session/doses.hpp"

namespace epsom {
namespace {

using std::chrono::days;

/// What is typed of a moment, once; by default now.
Result<MomentWords> moment_typed(const SetWords& words, const LogLine& line) {
    if (line.at && words.moment) {
        return Error{"two times given: " + in_quotes(words.moment->text) + " and --at " + in_quotes(*line.at),
            "leave one of them out"};
    }
    return line.at ? parse_moment_words(*line.at) : Result<MomentWords>{words.moment.value_or(MomentWords{})};
}

bool is_left_out(const SetWords& words, const Dose& dose) {
    return std::ranges::find(words.left_out, dose.uuid, &Dose::uuid) != words.left_out.end();
}

/// The first dose after `but` that is not among `doses`.
const Dose* not_among(const SetWords& words, const std::vector<const Dose*>& doses) {
    for (const Dose* dose : words.left_out) {
        if (std::ranges::find(doses, dose->uuid, &Dose::uuid) == doses.end()) return dose;
    }
    return nullptr;
}

/// Whether the dose is paused on that day, which `several` then warns of.
bool is_paused(const Dose& dose, Day day, Several& several) {
    if (!dose.plan.paused_on(day)) return false;
    const std::string name = printable(dose.name);
    several.warnings.push_back(name + " is paused and was left out; to log it: epsom log " + name);
    return true;
}

Error nothing_left(const Several& several, const std::string& shown) {
    if (!several.warnings.empty())
        return {"every dose of " + shown + " is paused or left out", "'epsom dose list' shows what is paused"};
    return {"no dose is left to log", "leave out fewer doses after 'but'"};
}

std::optional<Error> add_set(Several& several, const SetWords& words, const LogLine& line, const MomentWords& when,
    const Context& context, const Store& store, const Catalogue& catalogue, std::span<const Intake> before) {
    const Clock& clock = context.clock();
    const auto members = members_of(catalogue.doses(), words.name);
    if (const Dose* other = not_among(words, members)) {
        return Error{in_quotes(other->name) + " is not in the set " + in_quotes(words.name),
            "to see its doses: epsom dose set " + printable(words.name)};
    }
    for (const Dose* dose : members) {
        if (is_left_out(words, *dose)) continue;
        const OwnTimes own = [dose](Day day) { return times_on(dose->plan, day); };
        const auto moment = resolve(when, clock, own);
        if (!moment) return moment.error();
        const std::optional<Day> night = line.night ? std::optional{night_at(moment->local())} : std::nullopt;
        if (is_paused(*dose, night.value_or(clock.day_of(*moment)), several)) continue;
        Reading reading;
        auto intake = entry_of({*dose, *moment, night}, {.topical = false, .food = false, .note = line.note}, store,
            clock, reading, before);
        if (!intake) return intake.error();
        if (auto time = reading_of(when, *moment, clock, own); !time.empty()) {
            if (std::ranges::find(several.notes, time) == several.notes.end()) several.notes.push_back(std::move(time));
        }
        several.intakes.push_back(std::move(*intake));
        several.repeats.push_back(reading.repeats);
    }
    if (several.intakes.empty()) return nothing_left(several, "the set " + in_quotes(words.name));
    return std::nullopt;
}

std::optional<Error> add_due(Several& several, const SetWords& words, const LogLine& line, const MomentWords& when,
    const Context& context, const Store& store, const Catalogue& catalogue) {
    const Clock& clock = context.clock();
    const auto moment = resolve(when, clock);
    if (!moment) return moment.error();
    const Clock then{moment->at, clock.zone, clock.day_start};
    std::vector<const Dose*> due;
    for (const Dose& dose : catalogue.doses()) {
        for (const Outcome& outcome : watch(store, dose, then.now).standing(then)) {
            if (outcome.state != SlotState::due) continue;
            due.push_back(&dose);
            if (is_left_out(words, dose)) continue;
            auto intake = make_intake(dose, std::nullopt, std::nullopt, outcome.slot.servings, {.note = line.note});
            if (!intake) return intake.error();
            intake->moment = *moment;
            intake->day = day_counted(outcome.slot, then.day_of(*moment));
            several.intakes.push_back(std::move(*intake));
        }
    }
    if (const Dose* other = not_among(words, due)) {
        return Error{in_quotes(other->name) + " is not due" + (due.empty() ? ", and neither is another dose" : ""),
            "to see what is due: epsom check due"};
    }
    if (several.intakes.empty() && !due.empty()) return nothing_left(several, "what is due");
    return std::nullopt;
}

/// The entry of the day before, once more; empty where its dose is paused.
Result<std::optional<Intake>> once_more(const Intake& earlier, const Moment& moment, const LogLine& line,
    const Clock& clock, const Store& store, const Catalogue& catalogue, std::span<const Intake> before,
    Several& several) {
    const auto& doses = catalogue.doses();
    const auto dose = std::ranges::find(doses, earlier.dose, &Dose::uuid);
    if (earlier.dose.empty() || dose == doses.end()) {
        Intake copy = earlier;
        copy.id = 0;
        copy.uuid.clear();
        copy.recorded = copy.origin = 0;
        copy.moment = moment;
        copy.day = clock.day_of(moment);
        copy.note = line.note;
        several.repeats.emplace_back();
        return std::optional{std::move(copy)};
    }
    if (is_paused(*dose, clock.day_of(moment), several)) return std::optional<Intake>{};
    Reading reading;
    auto intake = entry_of({.dose = *dose, .moment = moment, .count = earlier.servings},
        {.topical = earlier.route == Route::topical, .food = earlier.source == Source::food, .note = line.note}, store,
        clock, reading, before);
    if (!intake) return intake.error();
    // So many units as were typed the day before, where the serving is still the same.
    if (earlier.value && intake->unit == earlier.unit &&
        units_of(*dose, earlier.servings).thousandths() == *earlier.value)
        intake->value = earlier.value;
    several.repeats.push_back(reading.repeats);
    return std::optional{std::move(*intake)};
}

std::optional<Error> add_again(Several& several, const SetWords& words, const LogLine& line, const MomentWords& when,
    const Context& context, const Store& store, const Catalogue& catalogue, std::span<const Intake> before) {
    // What was taken later on that day is probably still to come today.
    constexpr std::chrono::hours before_now{2};
    constexpr minutes after_now{30};
    const Clock& clock = context.clock();
    const auto moment = resolve(when, clock);
    if (!moment) return moment.error();
    const Day day = clock.day_of(*moment) - days{1};
    const LocalTime same_time = moment->local() - days{1};
    std::vector<Intake> earlier;
    store.for_each_intake({day, day}, [&](const Intake& intake) {
        if (is_diary(intake.kind)) return;
        const auto away = intake.moment.local() - same_time;
        if (-before_now <= away && away <= after_now) earlier.push_back(intake);
    });
    if (earlier.empty()) {
        return Error{"nothing was logged from " + spell_time(same_time - before_now) + " to " +
                         spell_time(same_time + after_now) + " on " + spell_day(day),
            "to see that day: epsom log list " + spell_day(day)};
    }
    std::vector<const Dose*> taken;
    for (const Dose& dose : catalogue.doses()) {
        if (std::ranges::find(earlier, dose.uuid, &Intake::dose) != earlier.end()) taken.push_back(&dose);
    }
    if (const Dose* other = not_among(words, taken)) {
        return Error{in_quotes(other->name) + " was not logged at this time on " + spell_day(day),
            "to see that day: epsom log list " + spell_day(day)};
    }
    std::string from, last_time;
    std::vector<Intake> so_far{before.begin(), before.end()};
    for (const Intake& intake : earlier) {
        if (std::ranges::find(words.left_out, intake.dose, &Dose::uuid) != words.left_out.end()) continue;
        auto again = once_more(intake, *moment, line, clock, store, catalogue, so_far, several);
        if (!again) return again.error();
        if (!*again) continue;
        const std::string time = spell_time(intake.moment.local());
        from += (from.empty()           ? ""
                    : time == last_time ? ", "
                                        : "; ") +
                (time == last_time ? "" : time + " ") + printable(intake.what);
        last_time = time;
        so_far.push_back(**again);
        several.intakes.push_back(std::move(**again));
    }
    if (several.intakes.empty()) return nothing_left(several, "what was logged then");
    const bool is_yesterday = day == clock.today() - days{1};
    several.notes.push_back("As " + (is_yesterday ? "yesterday" : "on " + spell_day(day)) + " " + from);
    return std::nullopt;
}

}  // namespace

Result<std::optional<SetWords>> set_in(
    const LogLine& line, const Context& context, const Store& store, const Catalogue& catalogue) {
    auto words = read_set_words(line.words, catalogue.doses());
    if (!words) return std::optional<SetWords>{};
    if (*words) return std::optional{std::move(**words)};
    // "morning glycinate 200mg" is not the set of that name.
    Reading ignored;
    if (line.intake(context, store, catalogue, ignored)) return std::optional<SetWords>{};
    return words->error();
}

std::optional<Error> idle_option(const LogLine& line, const SetWords& words, bool typed_as_option) {
    const std::string shown = typed_as_option ? "--due" : in_quotes(words.name);
    for (const auto& [option, given] : {std::pair{"--compound", line.compound}, std::pair{"--as", line.as.has_value()},
             std::pair{"--topical", line.topical}, std::pair{"--food", line.food},
             std::pair{"--night", line.night && words.kind != SetWords::Kind::set}}) {
        if (!given) continue;
        return Error{std::string{option} + " has no effect with " + shown,
            "leave it out; " + shown + " accepts --at, --note" +
                (words.kind == SetWords::Kind::set ? ", --night" : "") + " and --dry-run"};
    }
    return std::nullopt;
}

Result<Several> read_several(const SetWords& words, const LogLine& line, const Context& context, const Store& store,
    const Catalogue& catalogue, std::span<const Intake> before) {
    if (!is_utf8(line.note)) return Error{"the note is not valid UTF-8", "use UTF-8 text"};
    const auto when = moment_typed(words, line);
    if (!when) return when.error();
    Several several;
    std::optional<Error> error;
    switch (words.kind) {
        case SetWords::Kind::set:
            error = add_set(several, words, line, *when, context, store, catalogue, before);
            break;
        case SetWords::Kind::due: error = add_due(several, words, line, *when, context, store, catalogue); break;
        case SetWords::Kind::again:
            error = add_again(several, words, line, *when, context, store, catalogue, before);
            break;
    }
    if (error) return *error;
    return several;
}

}  // namespace epsom
