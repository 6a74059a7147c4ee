#pragma once

#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "epsom/domain/plan/adherence.hpp"
#include "epsom/domain/plan/coin.hpp"
#include "epsom/domain/plan/schedule.hpp"
#include "zones.hpp"

namespace epsom::test {

inline Schedule daily(std::string_view from, std::vector<minutes> times) {
    Schedule schedule{.rule = Daily{}, .from = day(from)};
    for (const auto time : times) schedule.times.push_back({time, Count{1}});
    return schedule;
}
inline Plan plan_of(Schedule schedule) { return Plan{.schedules = {std::move(schedule)}}; }

/// As logged at that local time: the day and the offset of then.
inline DoseIntake intake(std::string_view local, const Clock& clock, std::int64_t id = 1) {
    const Moment moment = clock.zone.at(*parse_instant(local, clock.zone));
    return {id, moment, clock.day_of(moment), Count{1}};
}

inline Schedule made(const ScheduleWords& words, std::string_view now = "2026-11-20T12:00") {
    const auto schedule = make_schedule(words, clock_at(now));
    REQUIRE_MESSAGE(schedule, (schedule ? "" : schedule.error().message));
    return *schedule;
}

using Lines = std::vector<std::string>;
/// `2026-11-20 08:00+01:00`, for one look at what came out.
inline std::string shown(const Slot& slot) {
    const std::string moment = spell_moment(slot.at);
    return moment.substr(0, 10) + " " + moment.substr(11, 5) + moment.substr(19);
}
inline Lines shown(const std::vector<Slot>& slots) {
    Lines all;
    for (const auto& slot : slots) all.push_back(shown(slot));
    return all;
}
/// `21 08:00 taken`: day of the month, scheduled time, state.
inline Lines shown(const std::vector<Outcome>& outcomes) {
    Lines all;
    for (const auto& [slot, state, by] : outcomes) {
        all.push_back(
            spell_day(slot.day).substr(8) + " " + spell_time_of_day(slot.time) + " " + std::string{spell(state)});
    }
    return all;
}
inline int pick(std::mt19937& random, int from, int to) { return std::uniform_int_distribution{from, to}(random); }

/// Any plan that a user could have: one to three schedules, pauses.
inline Plan some_plan(std::mt19937& random, Day start) {
    Plan plan;
    Day from = start;
    const int count = pick(random, 1, 3);
    for (int i = 0; i < count; ++i, from += days{pick(random, 1, 40)}) {
        Schedule schedule{.from = from};
        bool own_days = false;
        switch (pick(random, 0, 8)) {
            case 0: schedule.rule = Daily{}; break;
            case 1: schedule.rule = OnWeekdays{static_cast<std::uint8_t>(pick(random, 1, 126))}; break;
            case 2: schedule.rule = OnMonthDays{static_cast<std::uint32_t>(pick(random, 1, 1 << 30))}; break;
            case 3: schedule.rule = EveryDays{pick(random, 2, 9)}; break;
            case 4: schedule.rule = Cycle{pick(random, 1, 9), pick(random, 1, 9)}; break;
            case 5: schedule.rule = Interval{minutes{15 * pick(random, 1, 200)}}; break;
            case 6: schedule.rule = After{"leader", minutes{15 * pick(random, 1, 40)}}; break;
            case 7:
                own_days = true;
                schedule.rule = Daily{};
                break;
            default:
                schedule.rule =
                    Interval{minutes{15 * pick(random, 1, 40)}, DayWindow{8h, minutes{60 * pick(random, 0, 7)}}};
                break;
        }
        const bool interval = std::holds_alternative<Interval>(schedule.rule);
        const bool linked = std::holds_alternative<After>(schedule.rule);
        std::set<int> times;
        for (int n = pick(random, interval ? 0 : 1, interval ? 1 : 4); n > 0 && !linked; --n)
            times.insert(pick(random, 0, 95) * 15);
        for (const int time : times)
            schedule.times.push_back({minutes{time}, Count::from_thousandths(pick(random, 1, 6) * 500)});
        if (own_days && schedule.times.size() > 1) {
            const auto some = static_cast<std::uint8_t>(pick(random, 1, 126));
            for (SlotTime& each : schedule.times) {
                each.days = OnWeekdays{static_cast<std::uint8_t>(127 - some)};
                if (pick(random, 0, 2) == 0) each.anchor = "breakfast-30m";
            }
            schedule.times.front().days = OnWeekdays{some};
        }
        if (pick(random, 0, 3) == 0) schedule.until = from + days{pick(random, 0, 60)};
        if (pick(random, 0, 2) == 0) schedule.since = Instant{from.time_since_epoch()} + minutes{pick(random, 0, 1439)};
        if (pick(random, 0, 2) == 0) schedule.grace = minutes{pick(random, 1, 300)};
        plan.schedules.push_back(schedule);
    }
    Day at = start;
    for (int n = pick(random, 0, 2); n > 0; --n) {
        at += days{pick(random, 1, 20)};
        const Pause pause{at, at + days{pick(random, 0, 10)}};
        plan.pauses.push_back(pause);
        at = *pause.until + days{1};
    }
    return plan;
}

/// `plan` with a run by lot in the place of one of its schedules.
inline Plan with_run(Plan plan, std::mt19937& random) {
    const auto last = static_cast<int>(plan.schedules.size()) - 1;
    Schedule& schedule = plan.schedules[static_cast<std::size_t>(pick(random, 0, last))];
    const bool pairs = pick(random, 0, 1) == 0;
    const auto seed = static_cast<std::uint64_t>(pick(random, 0, 1'000'000));
    const Coin coin{draw_nights(2 * pick(random, fewest_nights / 2, 30), pairs, seed), pairs, seed};
    schedule.rule = coin;
    schedule.until = last_night(schedule.from, coin);
    schedule.times = {{minutes{15 * pick(random, 0, 95)}, Count{1}}};
    return plan;
}

/// A dose with what is on file about it.
struct Case {
    Plan plan;
    Clock clock = clock_at("2026-11-20T12:00");
    std::vector<DoseIntake> intakes = {};
    std::vector<Skip> skips = {};
    std::vector<Leader> leaders = {};

    void take(std::initializer_list<std::string_view> moments) {
        for (const auto moment : moments)
            intakes.push_back(intake(moment, clock, static_cast<std::int64_t>(intakes.size()) + 1));
    }
    void skip(std::string_view on, minutes time) { skips.push_back({.day = day(on), .time = time}); }
    [[nodiscard]] History history() const { return {intakes, skips, leaders}; }
    [[nodiscard]] Lines on(std::string_view from, std::string_view to) const {
        return shown(outcomes(plan, {day(from), day(to)}, history(), clock));
    }
    [[nodiscard]] Lines today() const {
        return shown(outcomes(plan, {clock.today(), clock.today()}, history(), clock));
    }
};

}  // namespace epsom::test

/// Prints lists of lines where a comparison fails.
namespace doctest {
template <> struct StringMaker<std::vector<std::string>> {
    static String convert(const std::vector<std::string>& lines) {
        std::string all;
        for (const auto& line : lines) all += "\n    " + line;
        return all.c_str();
    }
};
}  // namespace doctest
