#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "epsom/domain/plan/schedule.hpp"

namespace epsom {

/// OnWeekdays::days of every day.
inline constexpr std::uint8_t whole_week = 0x7F;

/// The times of `breakfast-30m x2`, each with the days of the week that have the meal then. Errors: an unknown meal, a
/// time of another day.
Result<std::vector<SlotTime>> times_with(std::string_view text, std::span<const Anchor> anchors);
/// The error where a meal differs by weekday and the days of the dose do not follow the week.
Error depends_on_weekday(const SlotTime& time);
/// After how many days the days of the schedule, or of any of its times, repeat.
int round_of(const Schedule& schedule);

/// The times typed, each with the days that are its own. Errors: those of the parsers, an unknown meal.
Result<std::vector<SlotTime>> read_times(const ScheduleWords& words);
/// Days that all times share become the schedule's, else each time has its own; the times are sorted. Errors: a time
/// twice on a day, a meal that differs by weekday with a rule that does not.
std::optional<Error> settle_days(Schedule& schedule);

/// Times with the same days.
struct TimesOfDays {
    Rule days;
    std::vector<SlotTime> times;
};
/// Where all times have the same days, one group with the rule of the schedule; without times none.
std::vector<TimesOfDays> groups_of(const Schedule& schedule);

}  // namespace epsom
