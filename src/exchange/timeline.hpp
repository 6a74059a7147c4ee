#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "epsom/domain/time/moment.hpp"
#include "epsom/result.hpp"

namespace epsom::exchange {

/// When something was taken, as a file says it.
struct Stamp {
    Day date{};
    std::optional<seconds> time = {};    // since midnight; empty where only the day is known
    std::optional<seconds> offset = {};  // from UTC, where it is printed
    bool utc = false;                    // printed as Z, UTC or GMT: of no place, so it is shown where the user is
    friend bool operator==(const Stamp&, const Stamp&) = default;
};

/// The orders in which a date may stand; bits of a set.
enum DateOrders : std::uint8_t { day_first = 1, month_first = 2, year_first = 4, any_order = 7 };

/// `2026-10-05`, `2026/10/5`, `5.10.2026`, `5.10.26`: with points the day is first everywhere. Of other dates that do
/// not begin with the year, those that are one day in all of `orders`. Errors: two readings, both named; days that the
/// calendar lacks; years that cannot be meant.
Result<Day> read_date(std::string_view text, std::uint8_t orders = any_order);
/// The orders among `orders` in which `text` is a day; all of them for a text that is not a date or has its own order.
std::uint8_t orders_of(std::string_view text, std::uint8_t orders = any_order);
/// A date whose month is a word, "Wed, 18 Nov 2026 9:07 PM", with numbers: "2026-11-18 9:07 PM". Empty for any other
/// text.
std::optional<std::string> with_month_number(std::string_view text);
/// The date in front of a stamp.
std::string_view date_of_stamp(std::string_view text);
/// `21:07`, `21:07:30`, `9:07 PM`, `9pm`; 12 AM is midnight.
Result<seconds> read_time(std::string_view text);
/// As read_time(), of a cell with nothing but a time. Error: also what a spreadsheet makes of one, as `0.25` may be
/// 00:25 or a quarter of a day.
Result<seconds> read_time_cell(std::string_view text);
/// A date, then perhaps a time after a blank or a T, then perhaps an offset: `2026-10-05 21:07:00 -0400`.
Result<Stamp> read_stamp(std::string_view text, std::uint8_t orders = any_order);

/// A key that two spellings of one moment share: the UTC instant where an offset is known, else what the wall clock
/// showed, else the day.
std::string key_of(const Stamp& stamp);

/// Where on the user's calendar a stamp falls.
struct Placed {
    Moment moment;
    Day day{};
};

/// Puts stamps on the user's calendar. Asks the zone once a day, not once a row: a conversion costs more than reading a
/// row.
class Timeline {
public:
    explicit Timeline(Clock clock) : clock_{std::move(clock)} {}

    /// A day without a time of day is read as 12:00. Error: a local time that a clock change skips. One that occurs
    /// twice is the first.
    Result<Placed> place(const Stamp& stamp);
    /// Error: years that cannot be meant.
    Result<Placed> place(Instant instant);
    Result<Placed> place(const Moment& moment);

private:
    struct Known {
        Day day{};
        std::optional<seconds> offset;  // all day long; empty on a day on which it changes
        bool filled = false;
    };
    std::optional<Moment> resolve(LocalTime local);

    Clock clock_;
    std::array<Known, 64> known_{};
};

}  // namespace epsom::exchange
