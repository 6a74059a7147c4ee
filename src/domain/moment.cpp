#include "epsom/domain/moment.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "epsom/domain/text.hpp"

namespace epsom {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

constexpr std::array<std::string_view, 7> weekday_names{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 7> weekday_long{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};
constexpr std::string_view how_to_say_when = "write 21:30, 'yesterday 21:30', '2026-11-19 21:30' or '90m ago'";

/// Exactly `digits` digits at `at`, or empty.
std::optional<int> fixed_number(std::string_view text, std::size_t at, std::size_t digits) {
    if (at + digits > text.size()) return std::nullopt;
    int value = 0;
    for (const char c : text.substr(at, digits)) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<std::chrono::weekday> find_weekday(std::string_view word) {
    const std::string folded = lower(word);
    for (unsigned i = 0; i < 7; ++i) {
        if (folded == lower(weekday_names[i]) || folded == weekday_long[i]) return std::chrono::weekday{i};
    }
    return std::nullopt;
}

struct Time { minutes time{0}; seconds extra{0}; };

/// `21:30`, `21:30:15`, `9pm`, `9:05am`; empty when `text` is no time of day.
std::optional<Time> read_time(std::string_view text) {
    const std::string folded = lower(text);
    std::string_view rest = folded;
    int half = 0;  // 1 am, 2 pm
    if (rest.ends_with("am") || rest.ends_with("pm")) {
        half = rest.ends_with("am") ? 1 : 2;
        rest.remove_suffix(2);
    }
    const auto colon = rest.find(':');
    const std::string_view hour_text = rest.substr(0, colon);
    if (hour_text.empty() || hour_text.size() > 2 || (colon == std::string_view::npos && half == 0)) return std::nullopt;
    const auto hour = fixed_number(hour_text, 0, hour_text.size());
    int minute = 0;
    int second = 0;
    if (colon != std::string_view::npos) {
        const std::string_view tail = rest.substr(colon + 1);
        const auto parsed = fixed_number(tail, 0, 2);
        if (!parsed) return std::nullopt;
        minute = *parsed;
        if (tail.size() == 5 && tail[2] == ':') {
            const auto more = fixed_number(tail, 3, 2);
            if (!more) return std::nullopt;
            second = *more;
        } else if (tail.size() != 2) {
            return std::nullopt;
        }
    }
    if (!hour || minute > 59 || second > 59) return std::nullopt;
    int of_day = *hour;
    if (half != 0) {
        if (of_day < 1 || of_day > 12) return std::nullopt;
        of_day = of_day % 12 + (half == 2 ? 12 : 0);
    }
    if (of_day > 23) return std::nullopt;
    return Time{minutes{of_day * 60 + minute}, seconds{second}};
}

/// `Z`, `+01:00`, `+0100`, `+01`, at most 26 hours; empty when `text` is no offset.
std::optional<seconds> read_offset(std::string_view text) {
    if (text == "Z" || text == "z") return 0s;
    if (text.size() < 3 || (text.front() != '+' && text.front() != '-')) return std::nullopt;
    const auto hour = fixed_number(text, 1, 2);
    std::optional<int> minute = 0;
    if (text.size() == 6 && text[3] == ':') {
        minute = fixed_number(text, 4, 2);
    } else if (text.size() == 5) {
        minute = fixed_number(text, 3, 2);
    } else if (text.size() != 3) {
        return std::nullopt;
    }
    if (!hour || !minute || *hour > 26 || *minute > 59) return std::nullopt;
    const seconds offset{(*hour * 60 + *minute) * 60};
    return text.front() == '-' ? -offset : offset;
}

/// `2026-11-19T21:30`, with seconds and an offset when they are there.
std::optional<MomentWords> read_date_time(std::string_view text) {
    if (text.size() < 16 || (text[10] != 'T' && text[10] != 't')) return std::nullopt;
    const auto day = parse_iso_day(text.substr(0, 10));
    const std::string_view rest = text.substr(11);
    const auto zone = rest.find_first_of("+-Zz");
    const auto time = read_time(rest.substr(0, zone));
    if (!day || !time || rest.find_first_of("aApP") != std::string_view::npos) return std::nullopt;
    MomentWords words{.kind = MomentWords::Kind::date_time, .time = time->time, .extra = time->extra, .date = *day};
    if (zone != std::string_view::npos) {
        const auto offset = read_offset(rest.substr(zone));
        if (!offset) return std::nullopt;
        words.kind = MomentWords::Kind::instant;
        words.offset = *offset;
    }
    return words;
}

/// A first word that names a day: today, yesterday, a weekday, a date.
std::optional<MomentWords> read_day_word(std::string_view word) {
    MomentWords words{.kind = MomentWords::Kind::day_only};
    const std::string folded = lower(word);
    if (folded == "today" || folded == "yesterday") {
        words.days_back = folded == "today" ? 0 : 1;
        return words;
    }
    if (const auto weekday = find_weekday(word)) {
        words.weekday = weekday;
        return words;
    }
    if (const auto day = parse_iso_day(word)) {
        words.date = *day;
        return words;
    }
    return std::nullopt;
}

Error in_the_future(const std::string& text) {
    return {in_quotes(text) + " is after now; only what was taken can be logged", "write a moment up to now"};
}

LocalTime at_time(Day day, const MomentWords& words) { return LocalTime{day} + words.time + words.extra; }

Result<Moment> existing(LocalTime local, const Clock& clock, const std::string& text) {
    if (const auto moment = clock.zone.resolve(local)) return *moment;
    return Error{in_quotes(text) + " does not exist: the clocks skip it on " + spell_day(std::chrono::floor<days>(local)),
                 "write the time that the clock showed"};
}

/// The moment of user's day `day` at the typed time: times before the day start fall on the next calendar date.
LocalTime on_user_day(Day day, const MomentWords& words, const Clock& clock) {
    return at_time(words.time < clock.day_start ? day + days{1} : day, words);
}

}  // namespace

std::optional<Moment> Zone::resolve(LocalTime local) const {
    const Instant as_utc{local.time_since_epoch()};
    std::optional<Moment> first;
    // Offsets lie between -26 and +26 hours; around a change the one before and the one after are both tried.
    for (const auto probe : {-26h, 0h, 26h}) {
        const seconds offset = offset_at_(as_utc + probe);
        const Moment candidate{as_utc - offset, offset};
        if (offset_at_(candidate.at) == offset && (!first || candidate.at < first->at)) first = candidate;
    }
    return first;
}

Day Clock::day_of(const Moment& moment) const { return std::chrono::floor<days>(moment.local() - day_start); }

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (auto& word : split(text, ' ')) {
        if (!word.empty()) words.push_back(std::move(word));
    }
    return words;
}

std::optional<MomentMatch> match_moment(std::span<const std::string> words) {
    if (words.empty()) return std::nullopt;
    const auto match = [&](MomentWords found, std::size_t used) {
        found.text = joined(words.first(used));
        return MomentMatch{std::move(found), used};
    };
    const std::string& first = words[0];
    if (words.size() > 1 && lower(words[1]) == "ago") {
        if (const auto ago = parse_duration(first)) return match({.kind = MomentWords::Kind::ago, .ago = *ago}, 2);
    }
    if (lower(first) == "now") return match({.kind = MomentWords::Kind::now}, 1);
    if (auto found = read_date_time(first)) return match(*found, 1);
    if (auto day = read_day_word(first)) {
        if (words.size() > 1) {
            std::string_view second = words[1];
            std::optional<seconds> offset;
            const auto zone = second.find_first_of("+-");
            if (day->date && zone != std::string_view::npos && zone > 0) {
                offset = read_offset(second.substr(zone));
                if (offset) second = second.substr(0, zone);
            }
            if (const auto time = read_time(second)) {
                day->time = time->time;
                day->extra = time->extra;
                day->kind = offset ? MomentWords::Kind::instant : day->date ? MomentWords::Kind::date_time : MomentWords::Kind::day_time;
                day->offset = offset.value_or(0s);
                return match(*day, 2);
            }
        }
        return match(*day, 1);
    }
    if (const auto time = read_time(first)) return match({.kind = MomentWords::Kind::time, .time = time->time, .extra = time->extra}, 1);
    return std::nullopt;
}

Result<Moment> resolve(const MomentWords& words, const Clock& clock) {
    using Kind = MomentWords::Kind;
    const Moment now = clock.moment();
    const auto not_after_now = [&](Result<Moment> moment) -> Result<Moment> {
        if (moment && moment->at > clock.now) return in_the_future(words.text);
        return moment;
    };
    switch (words.kind) {
        case Kind::now: return now;
        case Kind::ago: return clock.zone.at(clock.now - words.ago);
        case Kind::instant: return not_after_now(Moment{Instant{at_time(*words.date, words).time_since_epoch()} - words.offset, words.offset});
        case Kind::date_time: return not_after_now(existing(at_time(*words.date, words), clock, words.text));
        case Kind::day_only:
            return Error{in_quotes(words.text) + " is a day without a time", "add the time, such as '" + printable(words.text) + " 21:30'"};
        case Kind::time: {
            // The latest such time: today's, or yesterday's where today's is still to come, even if the clocks will skip it.
            const Day date = std::chrono::floor<days>(now.local());
            const LocalTime of_today = at_time(date, words);
            const auto moment = clock.zone.resolve(of_today);
            const bool to_come = moment ? moment->at > clock.now : of_today > now.local();
            return existing(to_come ? at_time(date - days{1}, words) : of_today, clock, words.text);
        }
        case Kind::day_time: break;
    }
    const Day today = clock.today();
    if (!words.weekday) return not_after_now(existing(on_user_day(today - days{words.days_back}, words, clock), clock, words.text));
    const auto back = std::chrono::weekday{today} - *words.weekday;
    const auto latest = existing(on_user_day(today - back, words, clock), clock, words.text);
    if (back == days{0} && latest && latest->at > clock.now) return existing(on_user_day(today - days{7}, words, clock), clock, words.text);
    return latest;
}

Result<Moment> parse_moment(std::string_view text, const Clock& clock) {
    const auto words = words_of(text);
    const auto match = match_moment(words);
    if (!match || match->used != words.size()) {
        return Error{in_quotes(text) + " is not a moment", std::string{how_to_say_when}};
    }
    return resolve(match->words, clock);
}

Result<Instant> parse_instant(std::string_view text, const Zone& zone) {
    const auto words = words_of(text);
    const auto match = match_moment(words);
    using Kind = MomentWords::Kind;
    if (match && match->used == words.size()) {
        if (match->words.kind == Kind::instant) {
            return Instant{at_time(*match->words.date, match->words).time_since_epoch()} - match->words.offset;
        }
        if (match->words.kind == Kind::date_time) {
            if (const auto moment = zone.resolve(at_time(*match->words.date, match->words))) return moment->at;
            return Error{in_quotes(text) + " does not exist: the clocks skip it", "write another time or an offset"};
        }
    }
    return Error{in_quotes(text) + " is not a moment", "write it as 2026-11-20T21:30 or 2026-11-20T21:30:00+01:00"};
}

Result<minutes> parse_duration(std::string_view text) {
    struct Unit { char letter; int minutes; };
    constexpr std::array units{Unit{'w', 7 * 24 * 60}, Unit{'d', 24 * 60}, Unit{'h', 60}, Unit{'m', 1}};
    const std::string folded = lower(trim(text));
    std::string_view rest = folded;
    std::int64_t total = 0;
    auto next_unit = units.begin();  // each at most once, larger ones first
    while (!rest.empty()) {
        std::int64_t number = 0;
        const auto [end, failed] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
        const auto length = static_cast<std::size_t>(end - rest.data());
        if (failed != std::errc{} || number < 0 || length == 0 || length >= rest.size() || rest.front() == '-') break;
        const auto unit = std::ranges::find(next_unit, units.end(), rest[length], &Unit::letter);
        if (unit == units.end() || number > 52'560'000 / unit->minutes) break;  // a hundred years
        total += number * unit->minutes;
        next_unit = unit + 1;
        rest.remove_prefix(length + 1);
    }
    if (!rest.empty() || folded.empty()) return Error{in_quotes(text) + " is not a duration", "write 90m, 2h, 1h30m, 3d or 2w"};
    if (total == 0) return Error{in_quotes(text) + " is no time at all", "write 90m, 2h, 1h30m, 3d or 2w"};
    return minutes{total};
}

Result<minutes> parse_time_of_day(std::string_view text) {
    if (const auto time = read_time(trim(text)); time && time->extra == 0s) return time->time;
    return Error{in_quotes(text) + " is not a time of day", "write it as 04:00, 21:30 or 9pm"};
}

std::optional<Day> parse_iso_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = fixed_number(text, 0, 4);
    const auto month = fixed_number(text, 5, 2);
    const auto day = fixed_number(text, 8, 2);
    if (!year || !month || !day || *year < 1) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return std::nullopt;
    return Day{date};
}

Result<Day> parse_day(std::string_view text, Day today) {
    const std::string folded = lower(trim(text));
    if (folded == "today") return today;
    if (folded == "yesterday") return today - days{1};
    if (const auto day = parse_iso_day(folded)) return *day;
    return Error{in_quotes(text) + " is not a day", "write it as 2026-11-20, today or yesterday"};
}

std::string spell_day(Day day) {
    const std::chrono::year_month_day date{day};
    std::string text = std::to_string(static_cast<int>(date.year()));
    if (text.size() < 4) text.insert(0, 4 - text.size(), '0');
    const auto two = [&text](unsigned part) { ((text += '-') += static_cast<char>('0' + part / 10)) += static_cast<char>('0' + part % 10); };
    two(static_cast<unsigned>(date.month()));
    two(static_cast<unsigned>(date.day()));
    return text;
}

std::string spell_time_of_day(minutes time) {
    const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return two(time.count() / 60) + ":" + two(time.count() % 60);
}

std::string spell_time(LocalTime local) {
    return spell_time_of_day(std::chrono::floor<minutes>(local - std::chrono::floor<days>(local)));
}

std::string spell_moment(const Moment& moment) {
    const LocalTime local = moment.local();
    const auto second = (local - std::chrono::floor<minutes>(local)).count();
    const auto total = moment.offset.count() / 60;
    const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    const auto magnitude = total < 0 ? -total : total;
    return spell_day(std::chrono::floor<days>(local)) + "T" + spell_time(local) + ":" + two(second) + (total < 0 ? "-" : "+") +
           two(magnitude / 60) + ":" + two(magnitude % 60);
}

std::string spell_duration(minutes duration) {
    struct Unit { std::string_view letter; std::int64_t minutes; };
    std::string text;
    std::int64_t rest = duration.count();
    for (const auto& unit : {Unit{"d", 24 * 60}, Unit{"h", 60}, Unit{"m", 1}}) {
        if (rest >= unit.minutes) text += std::to_string(rest / unit.minutes) + std::string{unit.letter};
        rest %= unit.minutes;
    }
    return text.empty() ? "0m" : text;
}

std::string_view spell_weekday(Day day) { return weekday_names[std::chrono::weekday{day}.c_encoding()]; }

IsoWeek iso_week(Day day) {
    const auto encoding = static_cast<int>(std::chrono::weekday{day}.iso_encoding());  // 1 = Monday
    const Day thursday = day + days{4 - encoding};
    const auto year = std::chrono::year_month_day{thursday}.year();
    const Day first{year / std::chrono::January / 1};
    return {static_cast<int>(year), static_cast<int>((thursday - first).count()) / 7 + 1};
}

}  // namespace epsom
