#include "epsom/domain/plan/adherence.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "slot_matching.hpp"

namespace epsom {

using std::chrono::days;

namespace {

/// How many days before its own an intake may find the slot that it takes. A linked slot has the day of its leader's,
/// which may have been taken late, and after another one.
days reach_back(const Plan& plan) {
    const bool linked = std::ranges::any_of(
        plan.schedules, [](const Schedule& schedule) { return std::holds_alternative<After>(schedule.rule); });
    return linked ? linked_reach : days{1};
}

bool ahead(SlotState state) { return state == SlotState::due || state == SlotState::open; }

/// How long after its time a missed slot can still be taken.
bool in_reach(const Slot& slot, const Clock& clock) {
    return clock.now < std::max(start_of(slot.day + days{1}, clock), slot.at.at + slot_reach);
}

}  // namespace

std::string_view spell(SlotState state) {
    switch (state) {
        case SlotState::open: return "open";
        case SlotState::due: return "due";
        case SlotState::taken: return "taken";
        case SlotState::late: return "late";
        case SlotState::skipped: return "skipped";
        case SlotState::missed: break;
    }
    return "missed";
}

const After* idle_link(const Plan& plan, std::span<const Leader> leaders, Day day) {
    const Schedule* schedule = schedule_on(plan, day);
    const auto* link = schedule == nullptr ? nullptr : std::get_if<After>(&schedule->rule);
    if (link == nullptr) return nullptr;
    const auto leader = std::ranges::find(leaders, link->leader, &Leader::dose);
    const bool idle = leader == leaders.end() || kind_of(leader->plan, day) == DayKind::as_needed ||
                      idle_link(leader->plan, leader->leaders, day) != nullptr;
    return idle ? link : nullptr;
}

std::vector<Outcome> outcomes(const Plan& plan, DayRange range, const History& history, const Clock& clock) {
    auto all = SlotMatching{plan, range, history, clock}.outcomes();
    std::erase_if(all, [&](const Outcome& outcome) { return !range.contains(outcome.slot.day); });
    return all;
}

std::vector<Outcome> standing(const Plan& plan, const History& history, const Clock& clock, minutes lead) {
    const DayRange around{clock.today() - reach_back(plan),
        clock.day_of(clock.zone.at(clock.now + lead)) + days{lead > minutes{0} ? 1 : 0}};
    auto all = SlotMatching{plan, around, history, clock}.outcomes();
    std::erase_if(all, [&](const auto& outcome) {
        const auto& [slot, state, intake] = outcome;
        if (state == SlotState::open) return lead == minutes{0} || slot.at.at > clock.now + lead;
        return state != SlotState::due && !(state == SlotState::missed && in_reach(slot, clock));
    });
    std::ranges::stable_sort(all, {}, [](const Outcome& outcome) { return outcome.slot.at.at; });
    return all;
}

namespace {

enum class Forgone : std::uint8_t { kept, left_out };

SlotMatch matched(const Plan& plan, const Moment& moment, const History& history, const Clock& clock,
    std::optional<Day> day, Forgone forgone) {
    const Day own = clock.day_of(moment);
    const Day first = own - reach_back(plan);
    std::vector<DoseIntake> before;
    std::ranges::copy_if(history.intakes, std::back_inserter(before),
        [&](const DoseIntake& other) { return other.moment.at <= moment.at; });
    SlotMatching matching{plan, day ? DayRange{*day, *day} : DayRange{own - days{1}, own + days{1}},
        {before, history.skips, history.leaders}, clock};
    if (forgone == Forgone::left_out) matching.leave_out_forgone();
    const DoseIntake asked{0, moment, day.value_or(own), Count{1}};
    const auto found = matching.slot_for(asked, day ? DayRange{*day, *day} : DayRange{first, own});
    return {found, found ? day_counted(*found, asked.day) : asked.day};
}

}  // namespace

Day day_counted(const Slot& slot, Day own) { return slot.of_interval ? own : std::min(slot.day, own); }

SlotMatch match_slot(
    const Plan& plan, const Moment& moment, const History& history, const Clock& clock, std::optional<Day> day) {
    return matched(plan, moment, history, clock, day, Forgone::kept);
}

std::optional<Slot> slot_to_skip(const Plan& plan, const History& history, const Clock& clock, std::optional<Day> day) {
    if (!day) return matched(plan, clock.moment(), history, clock, std::nullopt, Forgone::left_out).slot;
    for (const Outcome& outcome : outcomes(plan, {*day, *day}, history, clock)) {
        if (outcome.undecided()) return outcome.slot;
    }
    return std::nullopt;
}

std::optional<Outcome> next_slot(const Plan& plan, const History& history, const Clock& clock) {
    for (const Outcome& outcome : standing(plan, history, clock)) {
        if (outcome.state == SlotState::due) return outcome;
    }
    const Day today = clock.today();
    DayRange range{today - reach_back(plan), today + days{1}};
    for (const Day end : {today + days{1}, today + days{40}, today + days{2 * 366}}) {
        range.to = end;
        auto all = outcomes(plan, range, history, clock);
        const auto open = std::ranges::find(all, SlotState::open, &Outcome::state);
        if (open != all.end()) return *open;
        range.from = end + days{1};
    }
    return std::nullopt;
}

std::vector<Slot> interval_slots_ahead(const Plan& plan, Day last, const History& history, const Clock& clock) {
    std::vector<Slot> slots;
    const SlotMatching matching{plan, {clock.today(), clock.today()}, history, clock};
    for (IntervalForecast forecast = matching.forecast(); const auto slot = forecast.next(last);)
        slots.push_back(*slot);
    return slots;
}

namespace {

/// What a linked dose needs if each slot of its leader is taken, by day.
std::vector<std::pair<Day, Count>> linked_ahead(
    const Plan& plan, Day last, const History& history, const Clock& clock) {
    std::vector<std::pair<Day, Count>> ahead;
    for (const Leader& leader : history.leaders) {
        each_slot_ahead(leader.plan, last, history_of(leader), clock, [&](Day day, Count) {
            const Schedule* schedule = schedule_on(plan, day);
            const auto* link = schedule == nullptr ? nullptr : std::get_if<After>(&schedule->rule);
            if (link != nullptr && link->leader == leader.dose && !plan.paused_on(day))
                ahead.emplace_back(day, link->servings);
            return true;
        });
    }
    std::ranges::stable_sort(ahead, {}, &std::pair<Day, Count>::first);
    return ahead;
}

}  // namespace

void each_slot_ahead(const Plan& plan, Day last, const History& history, const Clock& clock,
    const std::function<bool(Day, Count)>& visit) {
    const Day today = clock.today();
    const SlotMatching matching{plan, {today - reach_back(plan), today}, history, clock};
    for (const Outcome& outcome : matching.fixed_outcomes()) {
        if (ahead(outcome.state) && outcome.slot.day <= today && !visit(today, outcome.slot.servings)) return;
    }
    IntervalForecast forecast = matching.forecast();
    const auto linked = linked_ahead(plan, last, history, clock);
    auto next_linked = linked.begin();
    for (Day day = today; day <= last; day += days{1}) {
        for (; next_linked != linked.end() && next_linked->first <= day; ++next_linked) {
            if (!visit(day, next_linked->second)) return;
        }
        while (const auto slot = forecast.next(day)) {
            if (!visit(day, slot->servings)) return;
        }
        const auto planned = [&](Count servings) { return visit(day, servings); };
        if (day > today && !each_portion_on(plan, day, planned)) return;
    }
}

std::optional<PlanEnd> end_of(const Plan& plan, const History& history, const Clock& clock) {
    if (plan.schedules.empty()) return std::nullopt;
    const Schedule& last = plan.schedules.back();
    if (!last.until || std::holds_alternative<Coin>(last.rule)) return std::nullopt;
    PlanEnd end{.last = *last.until};
    each_slot_ahead(plan, end.last, history, clock, [&](Day, Count) {
        ++end.left;
        return true;
    });
    // The leader of a linked dose may be paused, and go on.
    end.over = end.left == 0 && plan.schedules.front().from <= clock.today() &&
               (end.last <= clock.today() || !std::holds_alternative<After>(last.rule));
    return end;
}

/// Wilson, J Am Stat Assoc 1927;22:209-212, doi 10.1080/01621459.1927.10502953, without continuity correction.
std::optional<Share> share(int count, int of) {
    if (of <= 0) return std::nullopt;
    constexpr double z = 1.959964;  // the normal distribution's 97.5 % point
    const double n = of;
    const double p = count / n;
    const double scale = 1 + z * z / n;
    const double centre = (p + z * z / (2 * n)) / scale;
    const double half = z / scale * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    // At the ends the bound is exactly 0 or 1, which floating point only comes near.
    return Share{100 * p, count == 0 ? 0 : 100 * (centre - half), count == of ? 100 : 100 * (centre + half)};
}

std::vector<Outcome> outcomes_so_far(const Plan& plan, DayRange range, const History& history, const Clock& clock) {
    if (plan.schedules.empty()) return {};
    range.from = std::max(range.from, plan.schedules.front().from);
    range.to = std::min(range.to, clock.today());
    if (range.to < range.from) return {};
    return outcomes(plan, range, history, clock);
}

Adherence adherence(const Plan& plan, DayRange range, const History& history, const Clock& clock) {
    Adherence sum;
    for (const auto& outcome : outcomes_so_far(plan, range, history, clock)) {
        switch (outcome.state) {
            case SlotState::late: ++sum.late; [[fallthrough]];
            case SlotState::taken: ++sum.taken; break;
            case SlotState::skipped: ++sum.skipped; break;
            case SlotState::missed: ++sum.missed; break;
            case SlotState::due: ++sum.waiting; break;
            case SlotState::open: ++sum.later; break;
        }
    }
    return sum;
}

}  // namespace epsom
