#pragma once

// domain/time: instants, days, zones and periods, and how they are typed and spelled.
// It stands on text. It knows the present only as a Clock that was handed in.
// Never here: the system's clock or zone files, or anything that is taken.

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/result.hpp"

namespace epsom {

using std::chrono::minutes;
using std::chrono::seconds;

/// A point on the world's clock, UTC.
using Instant = std::chrono::sys_seconds;
/// What a wall clock shows.
using LocalTime = std::chrono::local_seconds;
/// A day on the user's wall calendar; no time zone, so a dose taken on Monday stays on Monday.
using Day = std::chrono::local_days;

/// An instant with the UTC offset that the wall clock had then, kept as it was.
struct Moment {
    Instant at;
    seconds offset{0};
    [[nodiscard]] LocalTime local() const { return LocalTime{at.time_since_epoch() + offset}; }
    friend bool operator==(const Moment&, const Moment&) = default;
};

/// From `from` to `until`, which is not part of it.
struct TimeSpan {
    Instant from, until;
    friend bool operator==(const TimeSpan&, const TimeSpan&) = default;
};

/// A time zone, known only by its UTC offset at any instant; the machine's is handed in from above.
class Zone {
public:
    explicit Zone(std::function<seconds(Instant)> offset_at) : offset_at_{std::move(offset_at)} {}
    [[nodiscard]] static Zone fixed(seconds offset) {
        return Zone{[offset](Instant) { return offset; }};
    }

    [[nodiscard]] Moment at(Instant instant) const { return {instant, offset_at_(instant)}; }
    /// When the wall clock shows `local`: empty when a clock change skips it, the first time when it occurs twice.
    [[nodiscard]] std::optional<Moment> resolve(LocalTime local) const;

private:
    std::function<seconds(Instant)> offset_at_;
};

/// The present, and what a day is to this user: 01:30 belongs to the day before when days start at 04:00.
struct Clock {
    Instant now;
    Zone zone;
    minutes day_start{0};

    [[nodiscard]] Moment moment() const { return zone.at(now); }
    [[nodiscard]] Day day_of(const Moment& moment) const;
    [[nodiscard]] Day today() const { return day_of(moment()); }
};

/// A part of the day, as people say it in place of a clock time.
enum class DayPart : std::uint8_t { morning, noon, afternoon, evening, night };
[[nodiscard]] std::string_view spell(DayPart part);

/// A day by month and day alone: the latest such day.
struct MonthDay {
    std::chrono::month month;
    std::chrono::day day;
};

/// A moment as it was typed, before it is known whether it exists.
struct MomentWords {
    /// `half_day`: a time that may be of the morning or the evening; `midnight`: of a day, which has two; `refused`:
    /// words about time that name no moment.
    enum class Kind : std::uint8_t {
        now,
        ago,
        time,
        day_time,
        date_time,
        instant,
        day_only,
        part,
        half_day,
        midnight,
        refused
    } kind = Kind::now;
    minutes ago{0};
    minutes time{0};    // minutes after midnight
    seconds extra{0};   // seconds, where they were typed
    int days_back = 0;  // the day: 0 today, 1 yesterday; unless one of the next five names it
    std::optional<std::chrono::weekday> weekday = {};
    bool before_today = false;  // of `last friday`: on a Friday, a week ago
    std::optional<Day> date = {};
    std::optional<MonthDay> month_day = {};
    std::optional<int> evenings_back = {};  // 0 tonight, 1 last night: by the evening on which the night began
    std::optional<DayPart> part = {};
    bool any_day = false;               // `evening`: no day was typed, the latest is meant
    seconds offset{0};                  // instant
    std::optional<Error> trouble = {};  // refused
    std::string text = {};              // as typed, for messages
};

/// The longest moment that `words` begin with, and how many words it takes; empty when they begin with none.
struct MomentMatch {
    MomentWords words;
    std::size_t used = 0;
};
[[nodiscard]] std::optional<MomentMatch> match_moment(std::span<const std::string> words);
/// Whether `text` is an hour of a part of the day and nothing else: `at 7 this morning`, not `at 13 this morning`.
[[nodiscard]] bool is_hour_of_part(std::string_view text);
/// How many of the first words are spelled as a date that the calendar does not have, or that is not read:
/// `31.11.2026`, `30 feb`, `Sept 31`, `20-11-2026`. 0 when they are not.
[[nodiscard]] std::size_t impossible_date(std::span<const std::string> words);

/// The times of day at which the thing in question is usually taken on a day.
using OwnTimes = std::function<std::vector<minutes>(Day)>;

/// A part of the day is the own time in it, or 08:00, 12:00, 15:00, 18:00, 22:00; while it lasts, no later than now.
/// Errors: a skipped local time, a moment after now, a day without a time, a time alone of more than 16 elapsed hours
/// ago, a month and day of last year that come sooner again than that is ago.
Result<Moment> resolve(const MomentWords& words, const Clock& clock, const OwnTimes& own = {});

/// How words without a clock time were read: `'last night' was read as 21:00, its scheduled time`; else empty.
std::string reading_of(const MomentWords& words, const Moment& moment, const Clock& clock, const OwnTimes& own = {});

/// `21:30`, `9pm`, `yesterday 21:30`, `2026-11-19T21:30:00+01:00`, `90m ago`, `now`, `last night`.
Result<Moment> parse_moment(std::string_view text, const Clock& clock, const OwnTimes& own = {});
/// The words of a text that is one moment and nothing else.
Result<MomentWords> parse_moment_words(std::string_view text);
/// `2026-11-20T21:30:00+01:00`, or without an offset, then in `zone`. For EPSOM_NOW: the future is allowed.
Result<Instant> parse_instant(std::string_view text, const Zone& zone);
/// `90m`, `2h`, `1h30m`, `3d`, `2w`; more than zero.
Result<minutes> parse_duration(std::string_view text);
/// `04:00`, `21:30`, `9pm`: minutes after midnight.
Result<minutes> parse_time_of_day(std::string_view text);
/// `2026-11-20`, `today`, `yesterday`.
Result<Day> parse_day(std::string_view text, Day today);
/// Only the ISO form, a day that the calendar has.
std::optional<Day> parse_iso_day(std::string_view text);

std::string spell_day(Day day);                  // 2026-11-20
std::string spell_time(LocalTime local);         // 21:30
std::string spell_time_of_day(minutes time);     // 21:30
std::string spell_moment(const Moment& moment);  // 2026-11-20T21:30:00+01:00
std::string spell_duration(minutes duration);    // 1h30m
std::string_view spell_weekday(Day day);         // Mon

/// Splits at blanks.
std::vector<std::string> words_of(std::string_view text);

/// ISO 8601 week: the year is that of the week's Thursday.
struct IsoWeek {
    int year;
    int week;
    friend auto operator<=>(const IsoWeek&, const IsoWeek&) = default;
};
IsoWeek iso_week(Day day);

}  // namespace epsom
