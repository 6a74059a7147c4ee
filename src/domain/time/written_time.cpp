#include "written_time.hpp"

#include <algorithm>
#include <string>

#include "epsom/text/text.hpp"

namespace epsom {

using namespace std::chrono_literals;

std::optional<int> fixed_number(std::string_view text, std::size_t at, std::size_t digits) {
    if (at + digits > text.size()) return std::nullopt;
    int value = 0;
    for (const char c : text.substr(at, digits)) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<int> short_number(std::string_view text, std::size_t digits) {
    if (text.empty() || text.size() > digits) return std::nullopt;
    return fixed_number(text, 0, text.size());
}

std::optional<WrittenTime> read_time(std::string_view text) {
    std::string folded{text};
    std::erase(folded, folded.ends_with('.') ? '.' : '\0');  // a.m., p.m.
    std::string_view rest = folded;
    int half = 0;  // 1 am, 2 pm
    if (rest.ends_with("am") || rest.ends_with("pm")) {
        half = rest.ends_with("am") ? 1 : 2;
        rest.remove_suffix(2);
    }
    const auto colon = rest.find_first_of(half == 0 ? ":" : ":.");
    const std::string_view hour_text = rest.substr(0, colon);
    if (hour_text.empty() || hour_text.size() > 2 || (colon == std::string_view::npos && half == 0))
        return std::nullopt;
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
    return WrittenTime{
        minutes{of_day * 60 + minute}, seconds{second}, half == 0 ? Clockface::full : Clockface::half_named};
}

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

std::optional<Day> date_of(int year, int month, int day) {
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
        std::chrono::day{static_cast<unsigned>(day)}};
    return date.ok() ? std::optional{Day{date}} : std::nullopt;
}

Result<minutes> parse_time_of_day(std::string_view text) {
    if (const auto time = read_time(lower(trim(text))); time && time->extra == 0s) return time->time;
    return Error{in_quotes(text) + " is not a time of day", "use 04:00, 21:30 or 9pm"};
}

std::optional<Day> parse_iso_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = fixed_number(text, 0, 4);
    const auto month = fixed_number(text, 5, 2);
    const auto day = fixed_number(text, 8, 2);
    if (!year || !month || !day || *year < 1) return std::nullopt;
    return date_of(*year, *month, *day);
}

}  // namespace epsom
