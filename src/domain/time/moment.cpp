#include "epsom/domain/time/moment.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "epsom/domain/time/calendar_names.hpp"
#include "epsom/text/blank.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

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
    std::size_t start = 0;
    for (std::size_t i = 0; i <= text.size();) {
        const std::size_t blank = blank_at(text.substr(i));
        if (blank == 0 && i < text.size()) {
            ++i;
            continue;
        }
        if (i > start) words.emplace_back(text.substr(start, i - start));
        i += blank == 0 ? 1 : blank;
        start = i;
    }
    return words;
}

Result<Instant> parse_instant(std::string_view text, const Zone& zone) {
    const auto words = words_of(text);
    const auto match = match_moment(words);
    using Kind = MomentWords::Kind;
    if (match && match->used == words.size()) {
        const MomentWords& read = match->words;
        const bool iso = read.date && !read.part && parse_iso_day(std::string_view{read.text}.substr(0, 10));
        const LocalTime local = LocalTime{read.date.value_or(Day{})} + read.time + read.extra;
        if (iso && read.kind == Kind::instant) return Instant{local.time_since_epoch()} - read.offset;
        if (iso && read.kind == Kind::date_time) {
            if (const auto moment = zone.resolve(local)) return moment->at;
            return Error{
                in_quotes(text) + " does not exist: a clock change skips it", "choose another time or add an offset"};
        }
    }
    return Error{in_quotes(text) + " is not a valid time", "use 2026-11-20T21:30 or 2026-11-20T21:30:00+01:00"};
}

Result<minutes> parse_duration(std::string_view text) {
    struct Unit {
        char letter;
        int minutes;
    };
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
    if (!rest.empty() || folded.empty()) {
        return Error{in_quotes(text) + " is not a duration", "use 90m, 2h, 1h30m, 3d or 2w"};
    }
    if (total == 0) return Error{"duration " + in_quotes(text) + " is zero", "use 90m, 2h, 1h30m, 3d or 2w"};
    return minutes{total};
}

Result<Day> parse_day(std::string_view text, Day today) {
    const std::string folded = lower(trim(text));
    if (folded == "today") return today;
    if (folded == "yesterday") return today - days{1};
    if (const auto day = parse_iso_day(folded)) return *day;
    return Error{in_quotes(text) + " is not a date", "use a date such as 2026-11-20, or today or yesterday"};
}

std::string spell_day(Day day) {
    const std::chrono::year_month_day date{day};
    std::string text = std::to_string(static_cast<int>(date.year()));
    if (text.size() < 4) text.insert(0, 4 - text.size(), '0');
    const auto two = [&text](unsigned part) {
        ((text += '-') += static_cast<char>('0' + part / 10)) += static_cast<char>('0' + part % 10);
    };
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
    return spell_day(std::chrono::floor<days>(local)) + "T" + spell_time(local) + ":" + two(second) +
           (total < 0 ? "-" : "+") + two(magnitude / 60) + ":" + two(magnitude % 60);
}

std::string spell_duration(minutes duration) {
    struct Unit {
        std::string_view letter;
        std::int64_t minutes;
    };
    std::string text;
    std::int64_t rest = duration.count();
    for (const auto& unit : {Unit{"d", 24 * 60}, Unit{"h", 60}, Unit{"m", 1}}) {
        if (rest >= unit.minutes) text += std::to_string(rest / unit.minutes) + std::string{unit.letter};
        rest %= unit.minutes;
    }
    return text.empty() ? "0m" : text;
}

std::string_view spell_weekday(Day day) { return short_weekday_names[std::chrono::weekday{day}.iso_encoding() - 1]; }

IsoWeek iso_week(Day day) {
    const auto encoding = static_cast<int>(std::chrono::weekday{day}.iso_encoding());  // 1 = Monday
    const Day thursday = day + days{4 - encoding};
    const auto year = std::chrono::year_month_day{thursday}.year();
    const Day first{year / std::chrono::January / 1};
    return {static_cast<int>(year), static_cast<int>((thursday - first).count()) / 7 + 1};
}

}  // namespace epsom
