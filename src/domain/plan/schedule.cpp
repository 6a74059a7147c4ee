#include "epsom/domain/plan/schedule.hpp"

#include <algorithm>
#include <tuple>

#include "epsom/text/text.hpp"

namespace epsom {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

template <class... F> struct Overloaded : F... { using F::operator()...; };
template <class... F> Overloaded(F...) -> Overloaded<F...>;

/// The first moment at which the wall clock shows `local` or, where a change skips it, later.
Moment wall(LocalTime local, const Zone& zone) {
    if (const auto moment = zone.resolve(local)) return *moment;
    // Local time only jumps ahead here, so the first instant at or past it can be found by halving.
    Instant before{local.time_since_epoch() - 26h};
    Instant after{local.time_since_epoch() + 26h};
    while (after - before > 1s) {
        const Instant middle = before + (after - before) / 2;
        (zone.at(middle).local() < local ? before : after) = middle;
    }
    return zone.at(after);
}

/// Whether `day` is one of the rule's, counted from `first`.
bool has_day(const Rule& rule, Day first, Day day) {
    const auto since = (day - first).count();
    return std::visit(Overloaded{
                          [](const Daily&) { return true; },
                          [&](const OnWeekdays& one) {
                              return (one.days >> (std::chrono::weekday{day}.iso_encoding() - 1) & 1U) != 0;
                          },
                          [&](const OnMonthDays& one) {
                              const bool last = std::chrono::year_month_day{day + days{1}}.day() == std::chrono::day{1};
                              const auto of_month = static_cast<unsigned>(std::chrono::year_month_day{day}.day());
                              return (one.days >> of_month & 1U) != 0 || (last && (one.days & 1U) != 0);
                          },
                          [&](const EveryDays& one) { return since % one.days == 0; },
                          [&](const Cycle& one) { return since % (one.on + one.off) < one.on; },
                          [&](const Coin& one) {
                              return 0 <= since && since < std::ssize(one.nights) &&
                                     one.nights[static_cast<std::size_t>(since)] == '1';
                          },
                          [](const Interval&) { return false; },
                          [](const AsNeeded&) { return false; },
                          [](const After&) { return false; },
                      },
        rule);
}

bool has_slot(const Schedule& schedule, const SlotTime& time, Day day) {
    return has_day(schedule.rule, schedule.from, day) && has_day(time.days, schedule.from, day);
}

bool has_slots(const Schedule& schedule, Day day) {
    return std::ranges::any_of(schedule.times, [&](const SlotTime& time) { return has_slot(schedule, time, day); });
}

/// Of the slots of the day on which a schedule was made, it has those that were not missed by its own grace.
bool missed_before(const Schedule& made, const Slot& slot) {
    return made.since && slot.at.at + made.grace < *made.since;
}

/// `next` is `before` once more from the day on which a pause was ended.
bool resumes(const Plan& plan, const Schedule& before, const Schedule& next) {
    Schedule same = before;
    same.from = next.from;
    same.since = next.since;
    return next.since && same == next && plan.paused_on(next.from - days{1});
}

bool within(const Schedule& schedule, Day day) {
    return schedule.from <= day && (!schedule.until || day <= *schedule.until);
}

/// The last schedule that has begun, even where its last day is over.
const Schedule* begun_by(const Plan& plan, Day day) {
    const auto after = std::ranges::upper_bound(plan.schedules, day, {}, &Schedule::from);
    return after == plan.schedules.begin() ? nullptr : &*(after - 1);
}

}  // namespace

bool follows_log(const Rule& rule) {
    return std::holds_alternative<Interval>(rule) || std::holds_alternative<After>(rule);
}

bool Plan::paused_on(Day day) const {
    return std::ranges::any_of(pauses, [day](const Pause& pause) { return pause.contains(day); });
}

Moment moment_on(Day day, minutes time, const Clock& clock) {
    const Day date = time < clock.day_start ? day + days{1} : day;
    return wall(LocalTime{date} + time, clock.zone);
}

Instant start_of(Day day, const Clock& clock) { return moment_on(day, clock.day_start, clock).at; }

bool holds(const Plan& plan, std::size_t index, const Slot& slot) {
    const Schedule& schedule = plan.schedules[index];
    if (!within(schedule, slot.day) || plan.paused_on(slot.day) || missed_before(schedule, slot)) return false;
    if (index + 1 == plan.schedules.size()) return true;
    const Schedule& next = plan.schedules[index + 1];
    return slot.day < next.from ||
           (slot.day == next.from && missed_before(next, slot) && !resumes(plan, schedule, next));
}

std::vector<Slot> slots_on(const Plan& plan, Day day, const Clock& clock) {
    std::vector<Slot> slots;
    for (std::size_t i = 0; i < plan.schedules.size(); ++i) {
        const Schedule& schedule = plan.schedules[i];
        if (!within(schedule, day) || !has_slots(schedule, day)) continue;
        if (i + 1 < plan.schedules.size() && plan.schedules[i + 1].from < day) continue;
        for (const SlotTime& each : schedule.times) {
            if (!has_slot(schedule, each, day)) continue;
            const Slot slot{day, each.time, moment_on(day, each.time, clock), each.servings, schedule.grace};
            if (holds(plan, i, slot)) slots.push_back(slot);
        }
    }
    // Of schedules that were changed on the same day two may claim a time: the later one has it.
    std::ranges::reverse(slots);
    const auto order = [](const Slot& slot) { return std::tuple{slot.at.at, slot.time}; };
    std::ranges::stable_sort(slots, {}, order);
    slots.erase(
        std::unique(slots.begin(), slots.end(), [&](const Slot& a, const Slot& b) { return order(a) == order(b); }),
        slots.end());
    return slots;
}

std::vector<Slot> slots_between(const Plan& plan, DayRange range, const Clock& clock) {
    std::vector<Slot> slots;
    for (Day day = range.from; day <= range.to; day += days{1})
        std::ranges::copy(slots_on(plan, day, clock), std::back_inserter(slots));
    return slots;
}

std::vector<Slot> forgone_on(const Plan& plan, Day day, const Clock& clock) {
    std::vector<Slot> slots;
    const Schedule* schedule = schedule_on(plan, day);
    if (schedule == nullptr || !schedule->since || schedule->from != day || !has_slots(*schedule, day) ||
        plan.paused_on(day))
        return slots;
    const bool planned_before = std::ranges::any_of(plan.schedules, [&](const Schedule& other) {
        return &other != schedule && within(other, day) && !resumes(plan, other, *schedule) &&
               (has_slots(other, day) || follows_log(other.rule));
    });
    if (planned_before) return slots;
    for (const SlotTime& each : schedule->times) {
        if (!has_slot(*schedule, each, day)) continue;
        const Slot slot{day, each.time, moment_on(day, each.time, clock), each.servings, schedule->grace};
        if (missed_before(*schedule, slot)) slots.push_back(slot);
    }
    return slots;
}

const Schedule* schedule_on(const Plan& plan, Day day) {
    const Schedule* schedule = begun_by(plan, day);
    return schedule != nullptr && within(*schedule, day) ? schedule : nullptr;
}

DayKind kind_of(const Plan& plan, Day day) {
    if (plan.schedules.empty()) return DayKind::as_needed;
    const Schedule* schedule = begun_by(plan, day);
    if (schedule == nullptr) return DayKind::before;
    if (std::holds_alternative<AsNeeded>(schedule->rule)) return DayKind::as_needed;
    if (!within(*schedule, day)) return DayKind::after;
    if (plan.paused_on(day)) return DayKind::paused;
    return follows_log(schedule->rule) || has_slots(*schedule, day) ? DayKind::planned : DayKind::free;
}

std::vector<minutes> times_on(const Plan& plan, Day day) {
    std::vector<minutes> times;
    const Schedule* schedule = schedule_on(plan, day);
    if (schedule == nullptr || follows_log(schedule->rule)) return times;
    for (const SlotTime& slot : schedule->times) {
        if (has_day(slot.days, schedule->from, day)) times.push_back(slot.time);
    }
    return times;
}

bool each_portion_on(const Plan& plan, Day day, const std::function<bool(Count)>& visit) {
    const Schedule* schedule = schedule_on(plan, day);
    if (schedule == nullptr || plan.paused_on(day)) return true;
    return std::ranges::all_of(
        schedule->times, [&](const SlotTime& slot) { return !has_slot(*schedule, slot, day) || visit(slot.servings); });
}

Count servings_on(const Plan& plan, Day day) {
    Count sum{0};
    each_portion_on(plan, day, [&sum](Count servings) {
        sum = sum + servings;
        return true;
    });
    return sum;
}

Plan replanned(Plan plan, Schedule next) {
    std::erase_if(plan.schedules, [&](const Schedule& old) {
        if (old.from != next.from) return old.from > next.from;
        return !next.since || (old.since && *old.since >= *next.since);
    });
    if (!plan.schedules.empty() || !std::holds_alternative<AsNeeded>(next.rule))
        plan.schedules.push_back(std::move(next));
    return plan;
}

Plan replanned(Plan plan, std::vector<Schedule> steps) {
    for (Schedule& step : steps) plan = replanned(std::move(plan), std::move(step));
    return plan;
}

Result<Plan> paused(Plan plan, Pause pause) {
    if (pause.until && *pause.until < pause.from) {
        return Error{"'" + spell_day(*pause.until) + "' is before the pause starts, " + spell_day(pause.from),
            "choose a later date"};
    }
    for (const auto& old : plan.pauses) {
        if (!old.contains(pause.from)) continue;
        const std::string end = old.until ? " until " + spell_day(*old.until) : "";
        return Error{"the dose is already paused since " + spell_day(old.from) + end, "resume it first"};
    }
    for (const auto& old : plan.pauses) {
        if (pause.contains(old.from) && pause.until)
            pause.until = old.until ? std::max(*old.until, *pause.until) : old.until;
    }
    std::erase_if(plan.pauses, [&](const Pause& old) { return pause.contains(old.from); });
    plan.pauses.push_back(pause);
    std::ranges::sort(plan.pauses, {}, &Pause::from);
    return plan;
}

namespace {

/// Whether the schedule may begin again on a day of its own, and have the same days as before.
bool can_begin_on(const Schedule& schedule, Day day) {
    const auto keeps = [](const Rule& rule) {
        return std::holds_alternative<Daily>(rule) || std::holds_alternative<OnWeekdays>(rule) ||
               std::holds_alternative<OnMonthDays>(rule) || std::holds_alternative<EveryDays>(rule);
    };
    return keeps(schedule.rule) && has_day(schedule.rule, schedule.from, day) &&
           std::ranges::all_of(schedule.times, [&](const SlotTime& time) {
               return keeps(time.days) &&
                      (!std::holds_alternative<EveryDays>(time.days) || has_day(time.days, schedule.from, day));
           });
}

}  // namespace

Result<Plan> resumed(Plan plan, const Clock& clock) {
    const Day today = clock.today();
    const bool was_paused = plan.paused_on(today) && plan.paused_on(today - days{1});
    bool changed = false;
    for (auto& pause : plan.pauses) {
        if (pause.until && *pause.until < today) continue;
        pause.until = today - days{1};
        changed = true;
    }
    if (!changed) return Error{"the dose is not paused", ""};
    std::erase_if(plan.pauses, [](const Pause& pause) { return *pause.until < pause.from; });
    const Schedule* schedule = schedule_on(plan, today);
    if (!was_paused || schedule == nullptr || !can_begin_on(*schedule, today)) return plan;
    const auto missed = [&](const Slot& slot) { return slot.at.at + slot.grace < clock.now; };
    if (std::ranges::none_of(slots_on(plan, today, clock), missed)) return plan;
    // What was missed while the pause lasted is not scheduled: the schedule begins again.
    Schedule again = *schedule;
    again.from = today;
    again.since = clock.now;
    const auto place = plan.schedules.begin() + (schedule - plan.schedules.data());
    if (schedule->from == today) *place = std::move(again);
    else plan.schedules.insert(place + 1, std::move(again));
    return plan;
}

}  // namespace epsom
