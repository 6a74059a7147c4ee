#include "dose_coin.hpp"

#include <algorithm>

#include "epsom/domain/plan/coin.hpp"
#include "epsom/text/text.hpp"
#include "session/doses.hpp"
#include "system/entropy.hpp"

namespace epsom {
namespace {

using std::chrono::days;

/// Why no run can be drawn for the dose now.
std::optional<Error> not_by_lot(const Dose& dose, const Clock& clock) {
    if (!dose.substance.empty()) {
        return Error{in_quotes(dose.name) + " is kept as a medicine, and medicines are never taken by lot",
            "'man epsom-chance' says why"};
    }
    const auto run = run_ahead(dose.plan, clock);
    if (run && !run->ended) {
        const std::string time = spell_time_of_day(run->time);
        return Error{in_quotes(dose.name) + " already has a run by lot, through " + spell_day(run->last) +
                         ": drawing again would spoil it",
            "to end it early: epsom dose schedule " + printable(dose.name) + " --at " + time};
    }
    return std::nullopt;
}

/// The only time of the schedule of now, as `--at` takes it.
Result<std::string> time_of_now(const Dose& dose, Day today) {
    const Schedule* now = schedule_on(dose.plan, today);
    const bool daily_times = now != nullptr && !std::holds_alternative<Interval>(now->rule) && !now->times.empty();
    if (!daily_times)
        return Error{in_quotes(dose.name) + " has no scheduled time of day", "add one, such as --at 21:00"};
    if (now->times.size() > 1) {
        return Error{in_quotes(dose.name) + " has " + std::to_string(now->times.size()) +
                         " scheduled times, and --coin takes one",
            "add one, such as --at " + spell(now->times.back())};
    }
    return spell(now->times.front());
}

}  // namespace

Result<Schedule> draw_run(ScheduleWords words, const Dose& dose, const Store& store, const Clock& clock) {
    if (auto error = not_by_lot(dose, clock)) return *error;
    const Day today = clock.today();
    if (!words.seed) words.seed = std::to_string(machine_entropy() & largest_seed);
    const bool other_rule = words.on || words.every || words.cycle || words.interval || words.between || words.after ||
                            !words.with.empty() || !words.groups.empty();
    if (words.at.empty() && !other_rule && !words.as_needed) {
        auto time = time_of_now(dose, today);
        if (!time) return time.error();
        words.at.push_back(std::move(*time));
        if (!words.grace) words.grace = spell_duration(schedule_on(dose.plan, today)->grace);
    }
    const auto intakes = watch(store, dose, DayRange{today, today}).intakes;
    const bool taken = std::ranges::find(intakes, today, &DoseIntake::day) != intakes.end();
    if (taken && !words.from) words.from = spell_day(today + days{1});
    auto schedule = make_schedule(words, clock);
    if (!schedule) return schedule;
    if (taken && schedule->from == today) {
        return Error{in_quotes(*words.from) + " (--from) cannot be drawn: " + in_quotes(dose.name) +
                         " was already taken on that day",
            "use " + spell_day(today + days{1})};
    }
    for (const Pause& pause : dose.plan.pauses) {
        if (pause.from > *schedule->until || (pause.until && *pause.until < schedule->from)) continue;
        const std::string free_from = pause.until ? spell_day(*pause.until + days{1}) : "";
        return Error{in_quotes(dose.name) + " is paused from " + spell_day(pause.from) +
                         (pause.until ? " until " + spell_day(*pause.until) : "") + ", within the run",
            "resume it first: epsom dose resume " + printable(dose.name) +
                (pause.until ? "; or use --from " + free_from : "")};
    }
    return schedule;
}

}  // namespace epsom
