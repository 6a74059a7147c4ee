#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "epsom/domain/intake.hpp"
#include "epsom/domain/nights/score.hpp"
#include "epsom/domain/time/moment.hpp"
#include "epsom/result.hpp"

namespace epsom {

/// What a sleep entry says besides how long one slept; each part may be missing.
struct SleepDetails {
    std::optional<Score> quality;    // 0 the worst, 10 the best
    std::optional<minutes> latency;  // time to fall asleep
    std::optional<int> wakings;
    std::optional<minutes> from, until;  // asleep between these times of day; both or none
    friend bool operator==(const SleepDetails&, const SleepDetails&) = default;
};
/// `2`; up to 99.
Result<int> parse_wakings(std::string_view text);
/// `20m`, `0m`; up to a day.
Result<minutes> parse_latency(std::string_view text);
/// As an entry keeps it: `quality 7 latency 20m wakings 2 from 22:30 until 06:15`; empty without any.
std::string spell(const SleepDetails& details);
/// Error: not what spell() writes.
Result<SleepDetails> parse_sleep_details(std::string_view text);
/// Those of a sleep entry; none where its text cannot be read.
[[nodiscard]] SleepDetails details_of(const Intake& sleep);

/// A later entry of the same night together with an earlier one: what the later leaves out is kept.
[[nodiscard]] Intake with_earlier_sleep(Intake later, const Intake& earlier);
/// Whether `merged` has all that `earlier` says.
[[nodiscard]] bool keeps_sleep(const Intake& merged, const Intake& earlier);

/// A time of the night of `night`; before noon it is of the morning after.
[[nodiscard]] LocalTime in_night(Day night, minutes time);
/// A night's sleep between two times of day; its length is elapsed time, also over a clock change.
struct SleepSpan {
    Moment from, until;
    [[nodiscard]] minutes length() const { return std::chrono::floor<minutes>(until.at - from.at); }
};
/// Error: an end before its start, as of `08:00-23:00`.
Result<SleepSpan> sleep_span(Day night, minutes from, minutes until, const Clock& clock);

}  // namespace epsom
