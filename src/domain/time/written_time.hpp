#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "epsom/domain/time/moment.hpp"

// Dates and times of day as digits write them.
namespace epsom {

/// Exactly `digits` digits at `at`, or empty.
[[nodiscard]] std::optional<int> fixed_number(std::string_view text, std::size_t at, std::size_t digits);
/// `7`, `19`, at most `digits` of them.
[[nodiscard]] std::optional<int> short_number(std::string_view text, std::size_t digits);

/// How a time of day was written: by the 24-hour clock, which may be half a clock's where a part of the day says so;
/// with am or pm.
enum class Clockface : std::uint8_t { full, half_named, bare };
struct WrittenTime {
    minutes time{0};
    seconds extra{0};
    Clockface face = Clockface::full;
};

/// `21:30`, `21:30:15`, `9pm`, `9:05am`, `9.05am`; empty when `text` is no time of day. In lower case.
[[nodiscard]] std::optional<WrittenTime> read_time(std::string_view text);
/// `Z`, `+01:00`, `+0100`, `+01`, at most 26 hours; empty for any other `text`.
[[nodiscard]] std::optional<seconds> read_offset(std::string_view text);
/// Empty where there is no such day.
[[nodiscard]] std::optional<Day> date_of(int year, int month, int day);

}  // namespace epsom
