#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "epsom/domain/time/moment.hpp"

namespace epsom {

/// Days, both ends included; never empty.
struct DayRange {
    Day from;
    Day to;
    [[nodiscard]] int days() const { return static_cast<int>((to - from).count()) + 1; }
    [[nodiscard]] bool contains(Day day) const { return from <= day && day <= to; }
    friend bool operator==(const DayRange&, const DayRange&) = default;
};

/// A period as typed; `from` is empty for `all`, which starts with the first entry. `to` is never after today.
struct Period {
    std::optional<Day> from;
    Day to;
    friend bool operator==(const Period&, const Period&) = default;
};

/// `today`, `week`, `last-month`, `7d`, `2026-W42`, `2026-q3`, `A..B`, `all` …, as of `today`.
/// Errors: unknown words, days the calendar lacks, an end before its start, a period wholly after today.
Result<Period> parse_period(std::string_view text, Day today);

/// What a report's rows stand for.
enum class Span { day, week, month, year };
/// The row that `day` falls into, without cutting at any report's ends.
DayRange span_around(Day day, Span span);
inline Day monday_of(Day day) { return span_around(day, Span::week).from; }
/// How many rows `range` makes.
int rows_of(DayRange range, Span span);
/// The finest span of which `range` makes at most `most` rows, or else the year.
Span finest_span(DayRange range, int most);
/// `2026-11-20`, `2026-W47`, `2026-11`, `2026`.
std::string spell_span(Day day, Span span);
/// `2026-10-19..2026-11-01`, or one day alone.
std::string spell_range(DayRange range);

}  // namespace epsom
