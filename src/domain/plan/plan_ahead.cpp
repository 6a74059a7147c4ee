#include <algorithm>

#include "epsom/domain/plan/schedule.hpp"

namespace epsom {
namespace {

using std::chrono::days;

/// The last day from `today` on that is not like those after it, as far as it is known today; empty when there is none.
std::optional<Day> last_change(const Plan& plan, Day today) {
    std::optional<Day> last;
    const auto note = [&](Day day) {
        if (day >= today) last = std::max(last.value_or(day), day);
    };
    for (const Schedule& schedule : plan.schedules) {
        if (schedule.from > today) note(schedule.from);
        if (schedule.until) note(*schedule.until);
    }
    for (const Pause& pause : plan.pauses) {
        note(pause.from);
        if (pause.until) note(*pause.until);
        else if (pause.contains(today)) note(today);
    }
    const Schedule* now = schedule_on(plan, last.value_or(today));
    const auto* cycle = now == nullptr ? nullptr : std::get_if<Cycle>(&now->rule);
    // Twice around shows how it goes on.
    if (cycle != nullptr && !now->until) note(last.value_or(today) + days{2 * (cycle->on + cycle->off)});
    return last;
}

}  // namespace

std::vector<PlanChange> changes_after(const Plan& plan, Day today) {
    std::vector<PlanChange> changes;
    const auto put = [&](Day day, std::string what) {
        if (day > today) changes.push_back({day, std::move(what)});
    };
    for (std::size_t i = 0; i < plan.schedules.size(); ++i) {
        Schedule schedule = plan.schedules[i];
        const auto until = schedule.until;
        const bool last = i + 1 == plan.schedules.size();
        const bool ends = until && (last || *until + days{1} < plan.schedules[i + 1].from);
        const bool said = schedule.from <= today;  // describe() names the end of what holds now
        schedule.until.reset();                    // it is a change of its own
        put(schedule.from, describe(schedule));
        if (ends && !said) put(*until + days{1}, "ended");
    }
    const auto end = plan.schedules.empty() ? std::nullopt : plan.schedules.back().until;
    for (const Pause& pause : plan.pauses) {
        if (end && pause.from > *end) continue;
        put(pause.from, "paused" + (pause.until ? " until " + spell_day(*pause.until) : ""));
    }
    std::ranges::stable_sort(changes, {}, &PlanChange::day);
    return changes;
}

std::vector<PlannedDay> plan_ahead(const Plan& plan, Day today, days most) {
    constexpr days shown_after{6};
    const auto last = last_change(plan, today);
    if (!last) return {};
    std::vector<PlannedDay> ahead;
    for (Day day = today; day <= *last + shown_after && day < today + most; day += days{1}) {
        const Schedule* schedule = schedule_on(plan, day);
        // How much that comes to on a day is not known before it is taken.
        if (schedule != nullptr && follows_log(schedule->rule)) return {};
        ahead.push_back({day, kind_of(plan, day), servings_on(plan, day)});
    }
    const auto differs = [&](const PlannedDay& day) {
        return day.kind != ahead.front().kind || day.servings != ahead.front().servings;
    };
    if (std::ranges::none_of(ahead, differs)) ahead.clear();
    return ahead;
}

}  // namespace epsom
