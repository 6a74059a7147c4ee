#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace epsom {

/// What is compared between nights: how a symptom was rated, or how one slept.
enum class OutcomeKind : std::uint8_t { symptom, sleep_time, sleep_quality, sleep_latency, wakings };

/// How an outcome is counted and said. Values are whole steps: `steps` of them are one of its unit.
struct OutcomeScale {
    OutcomeKind kind;
    std::string_view name;  // as `--name` takes it; a symptom has its own
    std::string_view unit;  // of values and differences: "points"
    int steps;
    int grid;     // a range of differences is told to so many steps
    int whole;    // no value is above it
    int notable;  // from so many steps on a difference of nights before is a reason to doubt (ours, not published)
    bool high_is_bad;
    std::string_view lower, higher;  // "Nights with it scored lower than other nights of the same week"
    [[nodiscard]] constexpr double in_unit(double value) const { return value / steps; }
};

inline constexpr std::array outcome_scales{
    OutcomeScale{OutcomeKind::symptom, "", "points", 10, 1, 100, 10, true, "scored lower", "scored higher"},
    OutcomeScale{
        OutcomeKind::sleep_time, "sleep", "minutes", 1, 5, 24 * 60, 30, false, "had less sleep", "had more sleep"},
    OutcomeScale{OutcomeKind::sleep_quality, "sleep quality", "points", 10, 1, 100, 10, false,
        "had a lower sleep quality", "had a higher sleep quality"},
    OutcomeScale{OutcomeKind::sleep_latency, "sleep latency", "minutes", 1, 5, 24 * 60, 30, true,
        "had less time to fall asleep", "had more time to fall asleep"},
    OutcomeScale{
        OutcomeKind::wakings, "wakings", "wakings", 10, 1, 1000, 10, true, "had fewer wakings", "had more wakings"},
};
[[nodiscard]] constexpr const OutcomeScale& scale_of(OutcomeKind kind) {
    return outcome_scales[static_cast<std::size_t>(kind)];
}
inline constexpr const OutcomeScale& symptom_scale = outcome_scales[0];

}  // namespace epsom
