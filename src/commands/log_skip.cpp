#include "log_skip.hpp"

#include <algorithm>

#include "epsom/domain/plan/coin.hpp"
#include "epsom/text/text.hpp"
#include "session/catalogue.hpp"
#include "session/doses.hpp"
#include "session/typed_line.hpp"

namespace epsom {
namespace {

using std::chrono::days;

/// `calm`, `calm yesterday`, `evening mag 2026-11-18`.
struct Asked {
    const Dose* dose = nullptr;
    std::optional<Day> day = {};
};

Result<Asked> read_words(const std::vector<std::string>& words, const Catalogue& catalogue, Day today) {
    const auto whole = catalogue.dose(joined(words));
    if (whole || words.size() == 1) return whole ? Result<Asked>{{*whole}} : whole.error();
    const auto name = catalogue.dose(joined(std::span{words}.first(words.size() - 1)));
    if (!name) return whole.error();
    return parse_day(words.back(), today).transform([&name](Day day) { return Asked{*name, day}; });
}

/// Why there is nothing to skip, and what could be.
Error nothing_to_skip(const Asked& asked, const WatchedDose& watched, const Clock& clock) {
    const Dose& dose = *asked.dose;
    const std::string name = in_quotes(dose.name);
    const std::string show = "epsom dose show " + printable(dose.name);
    const Day day = asked.day.value_or(clock.today());
    const auto of_day = outcomes(dose.plan, {day, day}, watched.history(), clock);
    if (asked.day && !of_day.empty())
        return {"every scheduled dose of " + name + " on " + spell_day(day) + " is taken or skipped", show};
    switch (kind_of(dose.plan, day)) {
        case DayKind::as_needed: return {name + " is taken as needed and has no scheduled dose to skip", show};
        case DayKind::paused: return {name + " is paused on " + spell_day(day), show};
        case DayKind::before: return {"the schedule of " + name + " begins after " + spell_day(day), show};
        case DayKind::after: return {"the schedule of " + name + " ended before " + spell_day(day), show};
        case DayKind::planned:
        case DayKind::free: break;
    }
    const auto run = run_ahead(dose.plan, clock);
    if (run && run->has(day) && !run->with_on(day))
        return {
            "by the draw, " + spell_day(day) + " is a night without " + name + ", so there is nothing to skip", show};
    if (asked.day) return {name + " has no scheduled dose on " + spell_day(day), show};
    const auto recent = outcomes(dose.plan, {day - days{14}, day}, watched.history(), clock);
    for (auto outcome = recent.rbegin(); outcome != recent.rend(); ++outcome) {
        if (outcome->state != SlotState::missed) continue;
        return {name + " has no scheduled dose to skip now",
            "epsom log skip " + printable(dose.name) + " " + spell_day(outcome->slot.day)};
    }
    return {name + " has no scheduled dose to skip now", show};
}

}  // namespace

void LogSkip::options(Options& options) {
    options.operands("DOSE [DAY]", words_)
        .offer({Offer::dose})
        .value("--note", note_, "TEXT", "Reason for skipping")
        .examples("  epsom log skip calm\n  epsom log skip calm today\n");
}

ExitCode LogSkip::run(Context& context) {
    if (words_.empty()) return context.refuse({"missing DOSE", "epsom log skip calm"});
    if (!is_utf8(note_)) return context.refuse({"the note is not valid UTF-8", "use UTF-8 text"});
    Store store = context.open_existing();
    const Clock& clock = context.clock();
    const Catalogue catalogue{store};
    const auto asked = read_words(words_, catalogue, clock.today());
    if (!asked) return context.refuse(asked.error());
    const Dose& dose = *asked->dose;
    const Day first = std::min(asked->day.value_or(clock.today()), clock.today()) - days{15};
    const WatchedDose watched = watch(store, dose, DayRange{first, clock.today()});
    const auto slot = slot_to_skip(dose.plan, watched.history(), clock, asked->day);
    if (!slot) return context.refuse(nothing_to_skip(*asked, watched, clock));
    // What an entry now would be for was not scheduled: the one after it is not skipped in its place.
    const auto now = match_slot(dose.plan, clock.moment(), watched.history(), clock).slot;
    if (!asked->day && now && *now != *slot) {
        return context.refuse(
            {in_quotes(dose.name) + " was not scheduled yet at " + spell(*now) + "; the next is at " + spell(*slot),
                "to skip that one: epsom log skip " + shell_quoted(printable(dose.name)) + " " + spell_day(slot->day)});
    }
    Skip skip{.dose = dose.uuid, .day = slot->day, .time = slot->time, .note = note_, .at = clock.now};
    Change change{store, clock.now};
    change.put(skip);
    const std::string what = dose.name + " " + spell(*slot);
    change.commit("log skip " + what);
    if (!context.quiet()) context.print("Skipped " + printable(what) + "\n");
    return ExitCode::ok;
}

}  // namespace epsom
