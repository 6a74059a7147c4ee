#include "epsom/domain/time/period.hpp"

#include <array>
#include <charconv>

#include "epsom/text/choice.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

using std::chrono::days;
using std::chrono::last;
using std::chrono::months;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;
using std::chrono::years;

constexpr std::array<std::string_view, 8> named{
    "today", "yesterday", "week", "last-week", "month", "last-month", "year", "last-year"};

std::optional<int> number(std::string_view text) {
    int value = 0;
    if (text.empty() || text.size() > 5 || text.find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::optional<int> year_number(std::string_view text) {
    const auto value = text.size() == 4 ? number(text) : std::nullopt;
    return value && *value > 0 ? value : std::nullopt;
}

DayRange month_range(year_month month) { return {Day{month / 1}, Day{month / last}}; }
DayRange week_range(Day day) {
    const Day monday = day - days{static_cast<int>(std::chrono::weekday{day}.iso_encoding()) - 1};
    return {monday, monday + days{6}};
}
DayRange year_range(year which) {
    return {Day{which / std::chrono::January / 1}, Day{which / std::chrono::December / 31}};
}

/// The day `count` months before `day`; on a day that the month lacks, its last.
Day months_before(Day day, int count) {
    const year_month_day date{day};
    const year_month month = year_month{date.year(), date.month()} - months{count};
    const year_month_day same = month / date.day();
    return same.ok() ? Day{same} : Day{month / last};
}

std::optional<DayRange> named_range(std::string_view text, Day today) {
    const year_month_day date{today};
    const year_month month{date.year(), date.month()};
    if (text == "today") return DayRange{today, today};
    if (text == "yesterday") return DayRange{today - days{1}, today - days{1}};
    if (text == "week") return week_range(today);
    if (text == "last-week") return week_range(today - days{7});
    if (text == "month") return month_range(month);
    if (text == "last-month") return month_range(month - months{1});
    if (text == "year") return year_range(date.year());
    if (text == "last-year") return year_range(date.year() - years{1});
    return std::nullopt;
}

/// `7d`, `4w`, `6m`, `2y`: the last so many, today included.
std::optional<Result<DayRange>> rolling_range(std::string_view text, Day today) {
    if (text.size() < 2) return std::nullopt;
    const auto count = number(text.substr(0, text.size() - 1));
    const char unit = text.back();
    if (!count || std::string_view{"dwmy"}.find(unit) == std::string_view::npos) return std::nullopt;
    const int most = unit == 'd' ? 73'000 : unit == 'w' ? 10'400 : unit == 'm' ? 2'400 : 200;
    if (*count == 0 || *count > most) {
        return Error{in_quotes(text) + (*count == 0 ? " is an empty period" : " is more than 200 years"),
            "use a period such as 7d, 4w or 6m"};
    }
    switch (unit) {
        case 'd': return DayRange{today - days{*count - 1}, today};
        case 'w': return DayRange{today - days{*count * 7 - 1}, today};
        case 'm': return DayRange{months_before(today, *count) + days{1}, today};
        default: return DayRange{months_before(today, *count * 12) + days{1}, today};
    }
}

/// `2026`, `2026-10`, `2026-W42`, `2026-q3`, `2026-10-05`.
std::optional<DayRange> calendar_range(std::string_view text) {
    const auto which = year_number(text.substr(0, std::min<std::size_t>(4, text.size())));
    if (!which) return std::nullopt;
    if (text.size() == 4) return year_range(year{*which});
    if (text[4] != '-') return std::nullopt;
    const std::string_view rest = text.substr(5);
    if (rest.size() == 2 && rest[0] == 'q' && rest[1] >= '1' && rest[1] <= '4') {
        const year_month first = year{*which} / std::chrono::month{static_cast<unsigned>((rest[1] - '1') * 3 + 1)};
        return DayRange{Day{first / 1}, Day{(first + months{2}) / last}};
    }
    if (rest.size() == 3 && rest[0] == 'w') {
        const auto week = number(rest.substr(1));
        if (!week || *week < 1) return std::nullopt;
        const DayRange first = week_range(Day{year{*which} / std::chrono::January / 4});
        const DayRange range{first.from + days{7 * (*week - 1)}, first.to + days{7 * (*week - 1)}};
        if (iso_week(range.from) != IsoWeek{*which, *week}) return std::nullopt;
        return range;
    }
    if (rest.size() == 2) {
        const auto month = number(rest);
        if (!month || *month < 1 || *month > 12) return std::nullopt;
        return month_range(year{*which} / std::chrono::month{static_cast<unsigned>(*month)});
    }
    if (const auto day = parse_iso_day(text)) return DayRange{*day, *day};
    return std::nullopt;
}

Result<DayRange> one_period(std::string_view typed, Day today) {
    const std::string text = lower(typed);
    if (const auto range = named_range(text, today)) return *range;
    if (const auto range = rolling_range(text, today)) return *range;
    if (const auto range = calendar_range(text)) return *range;
    return Error{in_quotes(typed) + " is not a period",
        hint_for(text, named, "use today, week, last-month, 7d, 2026-10, 2026-10-05..2026-10-12 or all")};
}

}  // namespace

Result<Period> parse_period(std::string_view typed, Day today) {
    const std::string text = lower(trim(typed));
    Period period{std::nullopt, today};
    if (text != "all") {
        const auto dots = text.find("..");
        if (dots == 0) return Error{in_quotes(trim(typed)) + " has no first day", "use 2026-10-05..2026-10-12 or all"};
        const auto first = one_period(trim(typed).substr(0, dots), today);
        if (!first) return first.error();
        period.from = first->from;
        period.to = first->to;
        if (dots != std::string::npos) {
            const std::string_view end = trim(typed).substr(dots + 2);
            period.to = std::max(today, first->from);
            if (!end.empty()) {
                const auto second = one_period(end, today);
                if (!second) return second.error();
                if (second->to < first->from)
                    return Error{in_quotes(typed) + " ends before it starts",
                        "did you mean " + in_quotes(std::string{end} + ".." + text.substr(0, dots)) + "?"};
                period.to = second->to;
            }
        }
    }
    if (period.from && *period.from > today) {
        return Error{
            in_quotes(typed) + " starts after today, " + spell_day(today), "use a period up to today, such as 7d"};
    }
    period.to = std::min(period.to, today);
    return period;
}

DayRange span_around(Day day, Span span) {
    const year_month_day date{day};
    switch (span) {
        case Span::day: break;
        case Span::week: return week_range(day);
        case Span::month: return month_range({date.year(), date.month()});
        case Span::year: return year_range(date.year());
    }
    return {day, day};
}

int rows_of(DayRange range, Span span) {
    if (span == Span::day) return range.days();
    int rows = 0;
    for (Day day = range.from; day <= range.to; day = span_around(day, span).to + days{1}) ++rows;
    return rows;
}

Span finest_span(DayRange range, int most) {
    for (const Span span : {Span::day, Span::week, Span::month}) {
        if (rows_of(range, span) <= most) return span;
    }
    return Span::year;
}

std::string spell_span(Day day, Span span) {
    std::string text = spell_day(day);
    switch (span) {
        case Span::day: return text;
        case Span::month: return text.substr(0, text.size() - 3);
        case Span::year: return text.substr(0, text.size() - 6);
        case Span::week: break;
    }
    const IsoWeek week = iso_week(day);
    text = spell_day(Day{year{week.year} / std::chrono::January / 1});
    return text.substr(0, text.size() - 6) + (week.week < 10 ? "-W0" : "-W") + std::to_string(week.week);
}

std::string spell_range(DayRange range) {
    return range.from == range.to ? spell_day(range.from) : spell_day(range.from) + ".." + spell_day(range.to);
}

}  // namespace epsom
