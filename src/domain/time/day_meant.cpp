#include "epsom/domain/time/day_meant.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "epsom/domain/time/calendar_names.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

/// The month by its name or the first three letters and more of it; 0 where it is none.
unsigned month_named(std::string_view word) {
    if (word.size() < 3) return 0;
    for (unsigned i = 0; i < month_names.size(); ++i) {
        if (lower(month_names[i]).starts_with(word)) return i + 1;
    }
    return 0;
}

/// Digits, also of "17th"; empty for anything else.
std::string_view number_in(std::string_view word) {
    const std::string_view digits = word.substr(0, word.find_first_not_of("0123456789"));
    const std::string_view rest = word.substr(digits.size());
    const bool ordinal = rest.empty() || rest == "st" || rest == "nd" || rest == "rd" || rest == "th";
    return ordinal && digits.size() <= 8 ? digits : std::string_view{};
}

unsigned value_of(std::string_view digits) {
    unsigned value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

void add(std::vector<Day>& found, unsigned year, unsigned month, unsigned day) {
    const std::chrono::year_month_day date{
        std::chrono::year{static_cast<int>(year)}, std::chrono::month{month}, std::chrono::day{day}};
    if (year > 0 && date.ok() && std::ranges::find(found, Day{date}) == found.end()) found.emplace_back(date);
}

}  // namespace

std::vector<Day> days_meant(std::string_view text) {
    constexpr std::size_t longest = 40;
    if (text.size() > longest || text.find("..") != std::string_view::npos) return {};
    std::string spaced = lower(trim(text));
    const bool dots = spaced.find('.') != std::string::npos && spaced.find_first_of("/-") == std::string::npos;
    std::ranges::replace_if(
        spaced, [](char c) { return c == '/' || c == '-' || c == '.' || c == ','; }, ' ');
    std::vector<std::string> words;
    for (auto& word : split(spaced, ' ')) {
        if (!word.empty()) words.push_back(std::move(word));
    }
    std::vector<Day> found;
    if (words.size() == 1 && words[0].size() == 8 && number_in(words[0]).size() == 8) {
        add(found, value_of(words[0].substr(0, 4)), value_of(words[0].substr(4, 2)), value_of(words[0].substr(6)));
        return found;
    }
    unsigned named = 0;
    std::vector<std::string_view> numbers;
    for (const auto& word : words) {
        if (const unsigned month = month_named(word); month > 0 && named == 0) named = month;
        else if (const auto digits = number_in(word); !digits.empty()) numbers.push_back(digits);
        else return {};
    }
    const auto is_year = [](std::string_view digits) { return digits.size() == 4; };
    if (named > 0 && numbers.size() == 2 && is_year(numbers[0]) != is_year(numbers[1])) {
        const bool first = is_year(numbers[0]);
        add(found, value_of(numbers[first ? 0 : 1]), named, value_of(numbers[first ? 1 : 0]));
    } else if (named == 0 && numbers.size() == 3 && is_year(numbers[0])) {
        add(found, value_of(numbers[0]), value_of(numbers[1]), value_of(numbers[2]));
    } else if (named == 0 && numbers.size() == 3 && is_year(numbers[2])) {
        const unsigned first = value_of(numbers[0]), second = value_of(numbers[1]), year = value_of(numbers[2]);
        if (!dots) add(found, year, first, second);
        add(found, year, second, first);
    }
    return found;
}

}  // namespace epsom
