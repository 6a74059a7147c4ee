// Plans follow the meals of the profile.

#include <algorithm>

#include "epsom/domain/plan/schedule.hpp"
#include "schedule_times.hpp"

namespace epsom {
namespace {

using std::chrono::days;

std::uint8_t weekdays_of(const Rule& rule) {
    const auto* on = std::get_if<OnWeekdays>(&rule);
    return on == nullptr ? whole_week : on->days;
}

std::uint8_t weekdays_of(std::span<const SlotTime> times) {
    std::uint8_t all = 0;
    for (const SlotTime& each : times) all = static_cast<std::uint8_t>(all | weekdays_of(each.days));
    return all;
}

bool is_weekly(const Rule& rule) {
    return std::holds_alternative<Daily>(rule) || std::holds_alternative<OnWeekdays>(rule);
}

/// The times that a meal has in `after`, on the days of `same`: those that it has in `before`.
Result<std::vector<SlotTime>> moved(
    std::span<const SlotTime> same, std::span<const Anchor> before, std::span<const Anchor> after) {
    const SlotTime& first = same.front();
    auto now = times_with(first.anchor, after);
    if (!now) return now;
    for (SlotTime& each : *now) each.servings = first.servings;
    if (!is_weekly(first.days)) {
        const bool one_time = now->size() == 1 && std::holds_alternative<Daily>(now->front().days);
        if (!one_time) return depends_on_weekday(now->front());
        now->front().days = first.days;
        return now;
    }
    const auto until_now = times_with(first.anchor, before);
    const std::uint8_t had = weekdays_of(same);
    const bool all = until_now && had == weekdays_of(*until_now);
    for (SlotTime& each : *now) {
        const auto shared = static_cast<std::uint8_t>(weekdays_of(each.days) & (all ? whole_week : had));
        each.days = shared == whole_week ? Rule{Daily{}} : Rule{OnWeekdays{shared}};
    }
    std::erase_if(*now, [](const SlotTime& each) { return each.days == Rule{OnWeekdays{0}}; });
    return now;
}

/// The schedule with the times that its meals have in `after`.
Result<Schedule> moved(Schedule schedule, std::span<const Anchor> before, std::span<const Anchor> after) {
    std::vector<SlotTime> times;
    std::vector<SlotTime> left = schedule.times;
    while (!left.empty()) {
        const SlotTime first = left.front();
        if (first.anchor.empty()) {
            times.push_back(first);
            left.erase(left.begin());
            continue;
        }
        std::vector<SlotTime> same;  // the times of one meal, on days of the week, or on the same other days
        std::erase_if(left, [&](const SlotTime& each) {
            const bool of_days = is_weekly(first.days) ? is_weekly(each.days) : each.days == first.days;
            const bool is_same = each.anchor == first.anchor && each.servings == first.servings && of_days;
            if (is_same) same.push_back(each);
            return is_same;
        });
        const auto now = moved(same, before, after);
        if (!now) return now.error();
        times.insert(times.end(), now->begin(), now->end());
    }
    schedule.times = std::move(times);
    if (const auto error = settle_days(schedule)) return *error;
    return schedule;
}

/// `schedule` from `today` on, its days counted as before: a cycle that has begun is finished first.
std::vector<Schedule> from_today(const Schedule& schedule, const Clock& clock) {
    const Day today = clock.today();
    const int round = round_of(schedule);
    const auto since = (today - schedule.from).count();
    const Day next_round = schedule.from + days{(since + round - 1) / round * round};
    std::vector<Schedule> pieces;
    const auto put = [&](Schedule piece) {
        piece.since = piece.from == today ? std::optional{clock.now} : std::nullopt;
        if (!schedule.until || piece.from <= *schedule.until) pieces.push_back(std::move(piece));
    };
    const auto* cycle = std::get_if<Cycle>(&schedule.rule);
    if (cycle != nullptr && next_round > today && since % round < cycle->on) {
        Schedule rest = schedule;
        rest.rule = Daily{};
        rest.from = today;
        const Day last = next_round - days{cycle->off + 1};
        rest.until = std::min(schedule.until.value_or(last), last);
        put(std::move(rest));
    }
    Schedule next = schedule;
    next.from = next_round;
    put(std::move(next));
    return pieces;
}

}  // namespace

Result<Plan> with_meals(
    const Plan& plan, std::span<const Anchor> before, std::span<const Anchor> after, const Clock& clock) {
    const Day today = clock.today();
    Plan result{.pauses = plan.pauses};
    for (std::size_t i = 0; i < plan.schedules.size(); ++i) {
        const Schedule& schedule = plan.schedules[i];
        const bool last = i + 1 == plan.schedules.size();
        const bool over = (!last && plan.schedules[i + 1].from <= today) || (schedule.until && *schedule.until < today);
        const bool at_meals =
            std::ranges::any_of(schedule.times, [](const SlotTime& each) { return !each.anchor.empty(); });
        if (over || !at_meals) {
            result.schedules.push_back(schedule);
            continue;
        }
        auto next = moved(schedule, before, after);
        if (!next) return next.error();
        if (*next == schedule) {
            result.schedules.push_back(schedule);
            continue;
        }
        if (schedule.from > today) {
            result.schedules.push_back(std::move(*next));
            continue;
        }
        // Made in this very second: nothing was due by it.
        if (!schedule.since || *schedule.since < clock.now) result.schedules.push_back(schedule);
        for (Schedule& piece : from_today(*next, clock)) {
            if (last || piece.from < plan.schedules[i + 1].from) result.schedules.push_back(std::move(piece));
        }
    }
    return result;
}

}  // namespace epsom
