#include <algorithm>

#include "epsom/domain/time/moment.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using MomentKind = MomentWords::Kind;

/// A clock time alone reaches no further back: before that, the one that is still to come may as well be meant.
constexpr auto longest_back = 16h;
/// Until then the night before lasts.
constexpr auto night_ends = 4h;

/// When a part of the day is, its own times between `from` and `until`, and when it has begun; hours after the day's
/// midnight.
struct PartTimes {
    minutes usual, from, until, begins;
};
PartTimes times_of(DayPart part) {
    switch (part) {
        case DayPart::morning: return {8h, 4h, 12h, 4h};
        case DayPart::noon: return {12h, 11h, 15h, 12h};
        case DayPart::afternoon: return {15h, 12h, 18h, 12h};
        case DayPart::evening: return {18h, 16h, 24h, 17h};
        case DayPart::night: break;
    }
    return {22h, 18h, 24h + night_ends, 20h};
}

std::string spell_local(LocalTime local) {
    return spell_day(std::chrono::floor<days>(local)) + " " + spell_time(local);
}
std::string spell_with_weekday(LocalTime local) {
    return std::string{spell_weekday(std::chrono::floor<days>(local))} + " " + spell_local(local);
}

/// The wall clock's `time` of the user's `day`: times before the day start fall on the next calendar date.
LocalTime on_user_day(Day day, minutes time, const Clock& clock) {
    return LocalTime{time < clock.day_start ? day + days{1} : day} + time;
}

/// Words that say `local` exactly, as short as they can be.
std::string shortest(LocalTime local, const Clock& clock) {
    const auto time = local - std::chrono::floor<days>(local);
    const bool whole = time % 60s == 0s;
    const minutes of_day = std::chrono::floor<minutes>(time);
    for (const int back : {0, 1}) {
        if (whole && on_user_day(clock.today() - days{back}, of_day, clock) == local)
            return (back == 0 ? "today " : "yesterday ") + spell_time(local);
    }
    return spell_local(local) + (whole ? "" : spell_moment({Instant{local.time_since_epoch()}, 0s}).substr(16, 3));
}

/// The past moment that the clock showed at `local`, in words; else now.
std::string up_to_now(LocalTime local, const Clock& clock) {
    const auto moment = clock.zone.resolve(local);
    return moment && moment->at <= clock.now ? shortest(local, clock) : "now";
}

Error in_the_future(const MomentWords& words, LocalTime local, const Clock& clock) {
    const std::string day_before = up_to_now(local - days{1}, clock);
    return {in_quotes(words.text) + " is in the future",
        day_before == "now" ? "use 'now' or an earlier time" : "use 'now', or '" + day_before + "' for the day before"};
}

Result<Moment> existing(LocalTime local, const Clock& clock, const MomentWords& words) {
    if (const auto moment = clock.zone.resolve(local)) return *moment;
    // By the offset of before the change, which is what a clock that nobody has set shows.
    const Moment shown = clock.zone.at(
        Instant{local.time_since_epoch()} - clock.zone.at(Instant{local.time_since_epoch()} - 26h).offset);
    return Error{in_quotes(words.text) + " does not exist: a clock change skips it on " +
                     spell_day(std::chrono::floor<days>(local)),
        "use '" + up_to_now(shown.local(), clock) + "' if that is what the clock showed"};
}

/// The day that was typed. Of `tonight` and `last night`: the evening on which it began.
Day day_named(const MomentWords& words, const Clock& clock) {
    const LocalTime now = clock.moment().local();
    const Day date = std::chrono::floor<days>(now);
    if (words.evenings_back) return *words.evenings_back == 1 || now - date < night_ends ? date - days{1} : date;
    if (words.date) return *words.date;
    if (words.month_day) {
        auto year = std::chrono::year_month_day{date}.year();
        for (;; --year) {
            const std::chrono::year_month_day then{year, words.month_day->month, words.month_day->day};
            if (then.ok() && Day{then} <= date) return Day{then};
        }
    }
    const Day today = clock.today();
    if (!words.weekday) return today - days{words.days_back};
    const auto back = std::chrono::weekday{today} - *words.weekday;
    return today - (back == days{0} && words.before_today ? days{7} : back);
}

/// The wall clock at the typed time of `day`.
LocalTime local_of(const MomentWords& words, Day day, const Clock& clock) {
    const LocalTime on_date = LocalTime{day} + words.time + words.extra;
    const bool after_midnight = words.part == DayPart::night && words.time < 12h;
    if (after_midnight) return on_date + days{1};
    if (words.date || words.month_day || words.evenings_back) return on_date;
    return on_user_day(day, words.time, clock) + words.extra;
}

struct PartOfDay {
    LocalTime local;
    bool own = false;
};
/// When a part of `day` is: the own time that is nearest to its usual one.
PartOfDay part_of_day(DayPart part, Day day, const OwnTimes& own) {
    const PartTimes times = times_of(part);
    std::optional<minutes> nearest;
    const auto distance = [&](minutes time) { return std::chrono::abs(time - times.usual); };
    if (own) {
        for (minutes time : own(day)) {
            if (time + 24h < times.until) time += 24h;
            if (time < times.from || time >= times.until) continue;
            if (!nearest || distance(time) < distance(*nearest)) nearest = time;
        }
    }
    return {LocalTime{day} + nearest.value_or(times.usual), nearest.has_value()};
}

/// The day whose part is meant: of `evening` alone the latest that has come.
Day day_of_part(const MomentWords& words, const Clock& clock, const OwnTimes& own) {
    const LocalTime now = clock.moment().local();
    const Day day = words.any_day ? std::chrono::floor<days>(now) : day_named(words, clock);
    const bool begun =
        now >= LocalTime{day} + times_of(*words.part).begins || now >= part_of_day(*words.part, day, own).local;
    if (begun) return day;
    const bool latest = words.any_day || (words.weekday && day == clock.today());
    return latest ? day - days{words.any_day ? 1 : 7} : day;
}

/// `earlier` was too long ago for a clock time alone.
Error two_readings(const MomentWords& words, const Moment& earlier, const Clock& clock) {
    const LocalTime later = earlier.local() + days{1};
    const auto ago = std::chrono::floor<minutes>(clock.now - earlier.at);
    return {in_quotes(words.text) + " could be " + spell_with_weekday(earlier.local()) + ", " + spell_duration(ago) +
                " ago, or " + spell_with_weekday(later) + ", which is in the future",
        "for the earlier one use '" + shortest(earlier.local(), clock) + "'"};
}

/// A month and a day without a year, which were last year and come sooner again than that is ago: both are named.
std::optional<Error> year_unknown(const MomentWords& words, const Moment& earlier, const Clock& clock) {
    if (!words.month_day) return std::nullopt;
    const Day date = std::chrono::floor<days>(clock.moment().local());
    const Day then = std::chrono::floor<days>(earlier.local());
    const std::chrono::year_month_day coming{
        std::chrono::year_month_day{date}.year(), words.month_day->month, words.month_day->day};
    if (!coming.ok() || Day{coming} <= date || Day{coming} - date >= date - then) return std::nullopt;
    return Error{in_quotes(words.text) + " could be " + spell_with_weekday(earlier.local()) + ", " +
                     spell_duration(date - then) + " ago, or " +
                     spell_with_weekday(LocalTime{Day{coming}} + (earlier.local() - LocalTime{then})) +
                     ", which is in the future",
        "for the earlier one use '" + shortest(earlier.local(), clock) + "'"};
}

/// The latest such time, even if the clocks will skip the next one.
Result<Moment> time_alone(const MomentWords& words, const Clock& clock) {
    const LocalTime now = clock.moment().local();
    const Day date = std::chrono::floor<days>(now);
    const LocalTime of_today = LocalTime{date} + words.time + words.extra;
    const auto moment = clock.zone.resolve(of_today);
    const bool to_come = moment ? moment->at > clock.now : of_today > now;
    auto latest = existing(to_come ? of_today - days{1} : of_today, clock, words);
    if (latest && clock.now - latest->at > longest_back) return two_readings(words, *latest, clock);
    return latest;
}

/// `at 9`: morning and evening are both named, as they can be typed.
Error half_unknown(const MomentWords& words, const Clock& clock) {
    const Day date = words.any_day ? std::chrono::floor<days>(clock.moment().local()) : day_named(words, clock);
    std::string hint;
    for (const minutes time : {words.time % (12h), words.time % (12h) + 12h}) {
        LocalTime local = LocalTime{date} + time;
        if (const auto moment = clock.zone.resolve(local); words.any_day && moment && moment->at > clock.now)
            local -= days{1};
        const std::string text = up_to_now(local, clock);
        if (text != "now") hint += (hint.empty() ? "'" : " or '") + text + "'";
    }
    const auto half = [&](minutes time) { return spell_time_of_day(time); };
    return {in_quotes(words.text) + " could be " + half(words.time % (12h)) + " or " + half(words.time % (12h) + 12h),
        hint.empty() ? "use 'now' or an earlier time" : "use " + hint};
}

}  // namespace

Result<Moment> resolve(const MomentWords& words, const Clock& clock, const OwnTimes& own) {
    const auto not_after_now = [&](Result<Moment> moment) -> Result<Moment> {
        if (moment && moment->at > clock.now) return in_the_future(words, moment->local(), clock);
        if (const auto unknown = moment ? year_unknown(words, *moment, clock) : std::nullopt) return *unknown;
        return moment;
    };
    switch (words.kind) {
        case MomentKind::refused: return *words.trouble;
        case MomentKind::now: return clock.moment();
        case MomentKind::ago: return clock.zone.at(clock.now - words.ago);
        case MomentKind::time: return time_alone(words, clock);
        case MomentKind::half_day: return half_unknown(words, clock);
        case MomentKind::instant:
            return not_after_now(
                Moment{Instant{(LocalTime{*words.date} + words.time + words.extra).time_since_epoch()} - words.offset,
                    words.offset});
        case MomentKind::midnight: {
            const LocalTime start{day_named(words, clock)};
            return Error{in_quotes(words.text) + " could be the start or the end of that day",
                "use '" + up_to_now(start, clock) + "' or '" + up_to_now(start + days{1}, clock) + "'"};
        }
        case MomentKind::day_only: {
            const LocalTime now = clock.moment().local();
            const Day day = day_named(words, clock);
            if (LocalTime{day} > now) return in_the_future(words, LocalTime{day}, clock);
            return Error{"missing time of day in " + in_quotes(words.text),
                "add the time, such as '" + printable(words.text) + " " + spell_time(now) + "'"};
        }
        case MomentKind::part: {
            const Day day = day_of_part(words, clock, own);
            const auto moment = existing(part_of_day(*words.part, day, own).local, clock, words);
            if (!moment) return moment;
            const LocalTime now = clock.moment().local();
            if (moment->at > clock.now && now >= LocalTime{day} + times_of(*words.part).begins) return clock.moment();
            if (words.any_day && clock.now - moment->at > longest_back) return two_readings(words, *moment, clock);
            return not_after_now(moment);
        }
        case MomentKind::day_time:
        case MomentKind::date_time: break;
    }
    Day day = day_named(words, clock);
    auto moment = existing(local_of(words, day, clock), clock, words);
    if (words.weekday && day == clock.today() && moment && moment->at > clock.now) {
        day -= days{7};
        moment = existing(local_of(words, day, clock), clock, words);
    }
    return not_after_now(moment);
}

std::string reading_of(const MomentWords& words, const Moment& moment, const Clock& clock, const OwnTimes& own) {
    if (words.kind != MomentKind::part) return {};
    const PartOfDay read = part_of_day(*words.part, day_of_part(words, clock, own), own);
    const bool now = moment == clock.moment() && read.local != moment.local();
    return in_quotes(words.text) + " was read as " + spell_time(moment.local()) + ", " +
           (now           ? "now"
               : read.own ? "its scheduled time"
                          : "the default time for that part of the day");
}

Result<MomentWords> parse_moment_words(std::string_view text) {
    const auto words = words_of(text);
    auto match = match_moment(words);
    if (!match || match->used != words.size()) {
        return Error{
            in_quotes(text) + " is not a valid time", "use 21:30, 'yesterday 21:30', '2026-11-19 21:30' or '90m ago'"};
    }
    return std::move(match->words);
}

Result<Moment> parse_moment(std::string_view text, const Clock& clock, const OwnTimes& own) {
    const auto words = parse_moment_words(text);
    return words ? resolve(*words, clock, own) : Result<Moment>{words.error()};
}

}  // namespace epsom
