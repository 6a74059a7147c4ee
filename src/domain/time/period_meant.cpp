#include "epsom/domain/time/period_meant.hpp"

#include <algorithm>
#include <array>

#include "epsom/domain/time/day_meant.hpp"
#include "epsom/domain/time/period.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

using std::chrono::year_month_day;

bool is_number(std::string_view word) {
    return !word.empty() && word.size() <= 4 && std::ranges::all_of(word, is_digit);
}

/// 'd', 'w', 'm' or 'y' of "days", "week", "mo", "yrs"; 0 where it is none.
char unit_of(std::string_view word) {
    struct Unit {
        std::string_view word;
        char letter;
    };
    constexpr std::array units{Unit{"d", 'd'}, Unit{"day", 'd'}, Unit{"days", 'd'}, Unit{"w", 'w'}, Unit{"week", 'w'},
        Unit{"weeks", 'w'}, Unit{"wk", 'w'}, Unit{"wks", 'w'}, Unit{"m", 'm'}, Unit{"mo", 'm'}, Unit{"month", 'm'},
        Unit{"months", 'm'}, Unit{"y", 'y'}, Unit{"year", 'y'}, Unit{"years", 'y'}, Unit{"yr", 'y'}, Unit{"yrs", 'y'}};
    const auto found = std::ranges::find(units, word, &Unit::word);
    return found == units.end() ? '\0' : found->letter;
}

/// `november`, `nov 2026`: without a year the latest one that has begun.
std::string month_in(const std::vector<std::string>& words, Day today) {
    const bool with_year = words.size() == 2 && words[1].size() == 4 && is_number(words[1]);
    if (words.empty() || (words.size() != 1 && !with_year)) return {};
    if (!std::ranges::all_of(words[0], [](char c) { return c >= 'a' && c <= 'z'; })) return {};
    int year = static_cast<int>(year_month_day{today}.year());
    const auto first_of = [&](const std::string& of) { return days_meant(words[0] + " 1 " + of); };
    auto day = first_of(with_year ? words[1] : std::to_string(year));
    if (!with_year && !day.empty() && day[0] > today) day = first_of(std::to_string(--year));
    return day.empty() ? "" : spell_span(day[0], Span::month);
}

std::string period_in(const std::string& text, Day today) {
    auto words = words_of(text);
    while (!words.empty() && (words[0] == "the" || words[0] == "in" || words[0] == "for" || words[0] == "past"))
        words.erase(words.begin());
    if (words.empty()) return {};
    const std::string year = std::to_string(static_cast<int>(year_month_day{today}.year()));
    if (words.size() == 1 && (words[0] == "everything" || words[0] == "ever" || words[0] == "always")) return "all";
    if (words.size() == 1 && words[0].size() == 2 && words[0][0] == 'q') return year + "-" + words[0];
    if (words.size() == 2 && (words[0] == "this" || words[0] == "current"))
        return words[1] == "day" ? "today" : words[1];
    if (words.size() == 2 && (words[0] == "last" || words[0] == "previous") && unit_of(words[1]) != '\0')
        return "last-" + words[1];
    if (words.size() == 2 && words[0] == "week" && is_number(words[1]))
        return year + "-W" + (words[1].size() == 1 ? "0" : "") + words[1];
    if (words[0] == "last" || words[0] == "previous") words.erase(words.begin());
    if (words.size() == 1) {
        const auto end = words[0].find_first_not_of("0123456789");
        const std::string number = words[0].substr(0, end);
        const std::string unit = end == std::string::npos ? "d" : words[0].substr(end);
        if (is_number(number) && number.size() < 4 && unit_of(unit) != '\0') return number + unit_of(unit);
    }
    if (words.size() == 2 && is_number(words[0]) && unit_of(words[1]) != '\0') return words[0] + unit_of(words[1]);
    if (auto month = month_in(words, today); !month.empty()) return month;
    if (const auto days = days_meant(text); days.size() == 1) return spell_day(days[0]);
    return {};
}

}  // namespace

std::string period_meant(std::string_view typed, Day today) {
    constexpr std::size_t longest = 60;
    if (typed.size() > longest) return {};
    const std::string text = lower(trim(typed));
    std::string meant = period_in(text, today);
    for (const std::string_view between : {" to ", " until ", " - ", " .. "}) {
        const auto at = text.find(between);
        if (!meant.empty() || at == std::string::npos) continue;
        const auto end = [&](const std::string& part) {
            return parse_period(part, today) ? part : period_in(part, today);
        };
        const std::string from = end(text.substr(0, at)), to = end(text.substr(at + between.size()));
        if (!from.empty() && !to.empty()) meant = from + ".." + to;
    }
    return parse_period(meant, today) ? meant : "";
}

}  // namespace epsom
