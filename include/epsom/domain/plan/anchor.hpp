#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/time/moment.hpp"
#include "epsom/result.hpp"

/// Times of a day that have a name of the user's own, such as breakfast, for doses that are taken with a meal.
namespace epsom {

struct Anchor {
    std::string name;  // in lower case
    /// After midnight, of the user's days from Monday to Sunday. Empty: no such meal on that day.
    std::array<std::optional<minutes>, 7> times = {};
    [[nodiscard]] std::optional<minutes> on(Day day) const;
    friend bool operator==(const Anchor&, const Anchor&) = default;
};

/// By its name, in any case; null where there is none.
[[nodiscard]] const Anchor* find_anchor(std::span<const Anchor> anchors, std::string_view name);

/// Those of `anchors` that `typed` adds or changes, whole: `breakfast=07:30` sets every day, `breakfast:sat,sun=09:00`
/// these days alone, whichever was typed first, and `breakfast:sat=none` takes the day out. Errors: a name that reads
/// as something else or is empty, what is no weekday or no time of day, the same day twice, a name without any day
/// left.
Result<std::vector<Anchor>> read_anchors(std::span<const std::string> typed, std::span<const Anchor> anchors);

/// As the profile keeps its times: `07:30;sat,sun=09:00`, `mon,tue=07:30`. The time of most days comes without them,
/// where every day has one.
[[nodiscard]] std::string spell_times(const Anchor& anchor);
/// Reads what spell_times() wrote, and nothing else.
[[nodiscard]] std::optional<Anchor> kept_anchor(std::string_view name, std::string_view times);
/// For a person: `07:30; Sat, Sun 09:00`.
[[nodiscard]] std::string describe_times(const Anchor& anchor);

}  // namespace epsom
