#include "timeline.hpp"

#include <algorithm>
#include <cstdint>

#include "epsom/text/blank.hpp"
#include "epsom/text/text.hpp"

namespace epsom::exchange {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

constexpr Day first_day{std::chrono::year{1900} / std::chrono::January / 1};
constexpr Day last_day{std::chrono::year{2199} / std::chrono::December / 31};

/// Takes one or two digits from the front.
std::optional<int> take_number(std::string_view& text) {
    int value = 0;
    std::size_t length = 0;
    while (length < 2 && length < text.size() && is_digit(text[length])) value = 10 * value + (text[length++] - '0');
    if (length == 0) return std::nullopt;
    text.remove_prefix(length);
    return value;
}

Error no_time(std::string_view text) { return {in_quotes(text) + " is not a time of day", "use 21:30 or 9:30 PM"}; }

/// `+01:00`, `-0400`, `+01`, `Z`; empty for any other `text`.
std::optional<seconds> read_offset(std::string_view text) {
    if (text == "Z" || text == "z" || text == "UTC" || text == "GMT") return 0s;
    if (text.size() < 3 || (text.front() != '+' && text.front() != '-')) return std::nullopt;
    const bool west = text.front() == '-';
    text.remove_prefix(1);
    const auto hours = take_number(text);
    if (text.starts_with(':')) text.remove_prefix(1);
    const auto minutes = text.empty() ? std::optional{0} : take_number(text);
    if (!hours || !minutes || !text.empty() || *hours > 18 || *minutes > 59) return std::nullopt;
    const seconds offset = std::chrono::hours{*hours} + std::chrono::minutes{*minutes};
    return west ? -offset : offset;
}

/// Three numbers and the separator between them.
struct DateParts {
    std::array<int, 3> numbers{};
    std::array<std::size_t, 3> lengths{};
    char separator = '-';
};
std::optional<DateParts> date_parts(std::string_view text) {
    DateParts parts;
    for (std::size_t i = 0; i < 3; ++i) {
        std::size_t length = 0;
        while (length < text.size() && length < 4 && is_digit(text[length]))
            parts.numbers[i] = 10 * parts.numbers[i] + (text[length++] - '0');
        if (length == 0 || length == 3) return std::nullopt;
        parts.lengths[i] = length;
        text.remove_prefix(length);
        if (i == 2) break;
        if (text.empty() || (text.front() != '-' && text.front() != '/' && text.front() != '.') ||
            (i == 1 && text.front() != parts.separator))
            return std::nullopt;
        parts.separator = text.front();
        text.remove_prefix(1);
        while (parts.separator == '.' && text.starts_with(' ')) text.remove_prefix(1);  // "18. 11. 2026"
    }
    const auto is_long = [&](std::size_t i) { return parts.lengths[i] == 4; };
    if (!text.empty() || is_long(1) || (is_long(0) && is_long(2))) return std::nullopt;
    return parts;
}

/// The orders that the way it is written leaves open.
std::uint8_t orders_of(const DateParts& parts) {
    if (parts.lengths[0] == 4) return year_first;
    if (parts.separator == '.') return day_first;
    return parts.lengths[2] == 4 ? day_first | month_first : any_order;
}

/// Empty where the calendar has no such day.
std::optional<Day> day_in(const DateParts& parts, DateOrders order) {
    const auto& n = parts.numbers;
    const std::size_t year_at = order == year_first ? 0 : 2, month_at = order == month_first ? 0 : 1,
                      day_at = order == day_first     ? 0
                               : order == month_first ? 1
                                                      : 2;
    const int year = parts.lengths[year_at] == 4 ? n[year_at] : 2000 + n[year_at];
    const std::chrono::year_month_day date{std::chrono::year{year},
        std::chrono::month{static_cast<unsigned>(n[month_at])}, std::chrono::day{static_cast<unsigned>(n[day_at])}};
    if (!date.ok()) return std::nullopt;
    return Day{date};
}

constexpr std::array every_order{day_first, month_first, year_first};

/// Whether two letters follow each other near the start, as in the name of a month: most dates have none.
bool may_name_month(std::string_view text) {
    bool after_letter = false;
    for (const char c : text.substr(0, 24)) {
        const auto byte = static_cast<unsigned char>(c);
        const bool letter = byte >= 'A' && (byte >= 0x80 || static_cast<unsigned char>((byte | 0x20) - 'a') < 26);
        if (letter && after_letter) return true;
        after_letter = letter;
    }
    return false;
}

}  // namespace

std::optional<std::string> with_month_number(std::string_view text) {
    struct Month {
        std::string_view start;
        int number;
    };
    constexpr Month months[] = {{"jan", 1}, {"feb", 2}, {"fév", 2}, {"mar", 3}, {"mär", 3}, {"mrz", 3}, {"apr", 4},
        {"avr", 4}, {"may", 5}, {"mai", 5}, {"juin", 6}, {"jun", 6}, {"juil", 7}, {"jul", 7}, {"aug", 8}, {"aoû", 8},
        {"sep", 9}, {"oct", 10}, {"okt", 10}, {"nov", 11}, {"dec", 12}, {"dez", 12}, {"déc", 12}};
    constexpr std::size_t longest = 64;
    text = trim(text);
    if (text.size() > longest || !may_name_month(text)) return std::nullopt;
    int month = 0, day = 0, year = 0;
    std::size_t at = 0;
    while (at < text.size() && (month == 0 || day == 0 || year == 0)) {
        std::size_t end = at;
        const auto belongs = [&](char c) { return c != ' ' && c != ',' && c != '-' && c != '.' && c != '/'; };
        while (end < text.size() && belongs(text[end])) ++end;
        const std::string word = lower(text.substr(at, end - at));
        const bool is_number = !word.empty() && std::ranges::all_of(word, is_digit);
        if (is_number && word.size() <= 2 && day == 0) {
            day = std::stoi(word);
        } else if (is_number && word.size() == 4 && year == 0) {
            year = std::stoi(word);
        } else if (is_number || (month != 0 && !word.empty())) {
            return std::nullopt;
        } else {
            for (const Month& each : months) {
                if (month == 0 && word.starts_with(each.start)) month = each.number;
            }
        }
        at = end + 1;
    }
    if (month == 0 || day == 0 || year == 0) return std::nullopt;
    const auto two = [](int value) { return (value < 10 ? "0" : "") + std::to_string(value); };
    return std::to_string(year) + "-" + two(month) + "-" + two(day) +
           (at <= text.size() ? " " + std::string{trim(text.substr(std::min(at, text.size())))} : "");
}

std::uint8_t orders_of(std::string_view text, std::uint8_t orders) {
    const auto parts = date_parts(trim(text));
    if (!parts || parts->lengths[0] == 4 || parts->separator == '.') return orders;
    std::uint8_t possible = 0;
    for (const DateOrders order : every_order) {
        if ((orders & orders_of(*parts) & order) != 0 && day_in(*parts, order)) possible |= order;
    }
    return possible;
}

Result<Day> read_date(std::string_view text, std::uint8_t orders) {
    text = trim(text);
    const auto parts = date_parts(text);
    if (!parts) return Error{in_quotes(text) + " is not a date", "use a date such as 2026-11-20"};
    const std::uint8_t open = orders_of(*parts);
    const bool has_own = open == year_first || open == day_first;
    std::optional<Day> reading;
    for (const DateOrders order : every_order) {
        if ((open & order) == 0 || (!has_own && (orders & order) == 0)) continue;
        const auto day = day_in(*parts, order);
        if (!day || reading == day) continue;
        if (reading) {
            return Error{"ambiguous date " + in_quotes(text) + ": " + spell_day(*reading) + " or " + spell_day(*day),
                "use dates such as 2026-11-20"};
        }
        reading = day;
    }
    if (!reading) {
        if (!has_own && orders_of(text) != 0) {
            return Error{in_quotes(text) + " is in another format than the other dates in this column",
                "use dates such as 2026-11-20"};
        }
        return Error{in_quotes(text) + " is not a calendar date",
            parts->separator == '.' && parts->lengths[0] != 4 ? "dates with points start with the day: 20.11.2026"
                                                              : "check the date"};
    }
    if (*reading < first_day || *reading > last_day) {
        return Error{in_quotes(text) + " is out of range: the year is not between 1900 and 2199", "check the date"};
    }
    return *reading;
}

std::string_view date_of_stamp(std::string_view text) {
    text = trim(text);
    std::size_t end = 1;  // a blank, a comma or a T after a digit
    const auto ends = [&] {
        return is_digit(text[end - 1]) &&
               (blank_at(text.substr(end)) > 0 || text[end] == 'T' || text[end] == 't' || text[end] == ',');
    };
    while (end < text.size() && !ends()) ++end;
    return text.substr(0, end);
}

Result<seconds> read_time(std::string_view text) {
    std::string folded;
    std::string_view rest = trim(text);
    enum class Half { none, am, pm } half = Half::none;
    if (!rest.empty() && !is_digit(rest.back())) {
        for (const auto& word : words_of(lower(rest))) folded += word;  // also "9:07 p. m."
        rest = folded;
        for (const std::string_view ending : {"uhr", "h"}) {
            if (rest.size() > ending.size() + 3 && rest.ends_with(ending))
                rest.remove_suffix(ending.size());  // 21:30 Uhr
        }
        for (const std::string_view ending : {"am", "a.m.", "pm", "p.m."}) {
            if (half != Half::none || !rest.ends_with(ending)) continue;
            half = ending.front() == 'a' ? Half::am : Half::pm;
            rest = trim(rest.substr(0, rest.size() - ending.size()));
        }
    }
    const auto hour = take_number(rest);
    if (!hour || (rest.empty() && half == Half::none)) return no_time(text);
    int parts[] = {0, 0};  // minutes and seconds
    for (int& part : parts) {
        if (rest.empty()) break;
        // 21.30 and 21h30
        const bool also = &part == parts && half == Half::none && (rest.front() == '.' || rest.front() == 'h');
        const bool separates = rest.front() == ':' || also;
        if (rest.size() < 3 || !separates || !is_digit(rest[1]) || !is_digit(rest[2])) return no_time(text);
        rest.remove_prefix(1);
        part = *take_number(rest);
    }
    if (rest.starts_with('.') && rest.size() > 1 && std::ranges::all_of(rest.substr(1), is_digit))
        rest = {};  // parts of a second
    const bool fits = half == Half::none ? *hour < 24 : *hour >= 1 && *hour <= 12;
    if (!rest.empty() || !fits || parts[0] > 59 || parts[1] > 59) return no_time(text);
    const int of_day = half == Half::none ? *hour : *hour % 12 + (half == Half::pm ? 12 : 0);
    return std::chrono::hours{of_day} + std::chrono::minutes{parts[0]} + seconds{parts[1]};
}

Result<seconds> read_time_cell(std::string_view text) {
    text = trim(text);
    constexpr std::size_t longest = 20;
    const std::string_view decimals = text.size() > 2 ? text.substr(2) : std::string_view{};
    const bool fraction = !decimals.empty() && decimals.size() <= longest && text[0] == '0' &&
                          (text[1] == '.' || text[1] == ',') && std::ranges::all_of(decimals, is_digit);
    if (!fraction) return read_time(text);
    // To the second, of nine digits.
    std::int64_t billionths = 0;
    for (std::size_t i = 0; i < 9; ++i) billionths = 10 * billionths + (i < decimals.size() ? decimals[i] - '0' : 0);
    const std::int64_t second = std::min<std::int64_t>((billionths * 86'400 + 500'000'000) / 1'000'000'000, 86'399);
    const auto two = [](std::int64_t value) { return (value < 10 ? "0" : "") + std::to_string(value); };
    const std::string time =
        two(second / 3600) + ":" + two(second / 60 % 60) + (second % 60 == 0 ? std::string{} : ":" + two(second % 60));
    if (const auto other = read_time(text)) {
        const std::string minutes = "00:" + two(other->count() / 60);
        return Error{"ambiguous time " + in_quotes(text) + ": " + minutes + ", or " + time + " as a fraction of a day",
            "use " + minutes + " or " + time};
    }
    return Error{in_quotes(text) + " is not a time of day, but perhaps a fraction of a day", "use " + time + " for it"};
}

Result<Stamp> read_stamp(std::string_view written, std::uint8_t orders) {
    const auto numeric = with_month_number(written);
    const std::string_view text = trim(numeric ? std::string_view{*numeric} : written);
    const std::string_view front = date_of_stamp(text);
    const auto date = read_date(front, orders);
    if (!date) return date_parts(front) ? date.error() : read_date(text, orders).error();
    Stamp stamp{.date = *date};
    const std::size_t end = front.size();
    std::string_view rest = text.substr(end);
    if (rest.starts_with(',')) rest.remove_prefix(1);
    if (rest.starts_with('T') || rest.starts_with('t')) rest.remove_prefix(1);
    rest = trim(rest);
    if (rest.empty()) {
        if (end < text.size()) return no_time(text);
        return stamp;
    }
    const auto starts_zone = [](char c) { return c == '+' || c == '-' || c == 'Z' || c == 'z'; };
    const auto found = std::ranges::find_if(rest, starts_zone);
    auto zone = found == rest.end() ? std::string_view::npos : static_cast<std::size_t>(found - rest.begin());
    if (zone == std::string_view::npos) {
        for (const std::string_view name : {" UTC", " GMT"}) {
            if (rest.ends_with(name)) zone = rest.size() - name.size();
        }
    }
    const auto time = read_time(rest.substr(0, zone));
    if (!time) return time.error();
    stamp.time = *time;
    if (zone != std::string_view::npos) {
        stamp.offset = read_offset(trim(rest.substr(zone)));
        stamp.utc = rest.find_first_of("+-", zone) == std::string_view::npos;
        if (!stamp.offset) {
            return Error{in_quotes(rest.substr(zone)) + " is not a UTC offset", "use an offset such as +01:00"};
        }
    }
    return stamp;
}

std::string key_of(const Stamp& stamp) {
    const auto key = [](char kind, std::int64_t count) { return std::string{kind} += std::to_string(count); };
    if (!stamp.time) return key('d', stamp.date.time_since_epoch().count());
    const LocalTime local = LocalTime{stamp.date} + *stamp.time;
    if (stamp.offset) return key('u', (local.time_since_epoch() - *stamp.offset).count());
    return key('l', local.time_since_epoch().count());
}

Result<Placed> Timeline::place(const Stamp& stamp) {
    const LocalTime local = LocalTime{stamp.date} + stamp.time.value_or(12h);
    if (stamp.offset && stamp.utc) return place(Instant{local.time_since_epoch() - *stamp.offset});
    if (stamp.offset) return place(Moment{Instant{local.time_since_epoch() - *stamp.offset}, *stamp.offset});
    const auto moment = resolve(local);
    if (!moment) {
        // What a clock shows then that was not changed.
        const seconds before = clock_.zone.at(Instant{local.time_since_epoch() - 26h}).offset;
        const LocalTime shown = clock_.zone.at(Instant{local.time_since_epoch() - before}).local();
        return Error{spell_day(stamp.date) + " " + spell_time(local) +
                         " does not exist in this time zone: a clock change skips it",
            "use " + spell_day(std::chrono::floor<days>(shown)) + " " + spell_time(shown) +
                ", or set TZ to the time zone of the file"};
    }
    if (!stamp.time) return Placed{*moment, stamp.date};
    return place(*moment);
}

Result<Placed> Timeline::place(Instant instant) {
    if (instant < Instant{first_day.time_since_epoch()} || instant > Instant{last_day.time_since_epoch()}) {
        return Error{
            "time " + std::to_string(instant.time_since_epoch().count()) + " (seconds since 1970) is out of range",
            "check the date"};
    }
    return place(clock_.zone.at(instant));
}

Result<Placed> Timeline::place(const Moment& moment) {
    const Day day = clock_.day_of(moment);
    if (day < first_day || day > last_day) return Error{"the year is not between 1900 and 2199", "check the date"};
    return Placed{moment, day};
}

std::optional<Moment> Timeline::resolve(LocalTime local) {
    const Day day = std::chrono::floor<days>(local);
    Known& known = known_[static_cast<std::uint64_t>(day.time_since_epoch().count()) % known_.size()];
    if (!known.filled || known.day != day) {
        // Offsets lie within 26 hours: the same one this long around the day is that of the whole day.
        const Instant midnight{LocalTime{day}.time_since_epoch()};
        const seconds offset = clock_.zone.at(midnight).offset;
        const bool same =
            clock_.zone.at(midnight - 26h).offset == offset && clock_.zone.at(midnight + 50h).offset == offset;
        known = {day, same ? std::optional{offset} : std::nullopt, true};
    }
    if (!known.offset) return clock_.zone.resolve(local);
    return Moment{Instant{local.time_since_epoch() - *known.offset}, *known.offset};
}

}  // namespace epsom::exchange
