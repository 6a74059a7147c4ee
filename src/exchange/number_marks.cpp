#include "number_marks.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "epsom/text/blank.hpp"
#include "epsom/text/text.hpp"

namespace epsom::exchange {
namespace {

/// A number as groups of digits and the marks between them: '.', ',', '\'', or ' ' for a blank that does not break the
/// line. A plain one is not a mark: "2 500 mg" may also be two of 500 mg.
struct Marked {
    std::vector<std::string> groups;
    std::string marks;
    std::size_t size = 0;  // bytes of the cell
};

std::size_t mark_at(std::string_view text, char& mark) {
    if (text.empty()) return 0;
    mark = text.front();
    if (mark == '.' || mark == ',' || mark == '\'') return 1;
    constexpr std::string_view apostrophe = "\xE2\x80\x99";
    if (text.starts_with(apostrophe)) {
        mark = '\'';
        return apostrophe.size();
    }
    mark = ' ';
    return is_plain_blank(text.front()) ? 0 : blank_at(text);
}

Marked read_marked(std::string_view cell) {
    Marked number;
    const auto digits = [&cell](std::size_t from) {
        std::size_t end = from;
        while (end < cell.size() && is_digit(cell[end])) ++end;
        return end - from;
    };
    std::size_t at = digits(0);
    if (at == 0) return number;
    number.groups.emplace_back(cell.substr(0, at));
    while (at < cell.size()) {
        char mark = 0;
        const std::size_t size = mark_at(cell.substr(at), mark);
        const std::size_t length = size == 0 ? 0 : digits(at + size);
        // Blanks and apostrophes are marks only between groups of three.
        if (length == 0 || ((mark == ' ' || mark == '\'') && length != 3)) break;
        number.marks += mark;
        number.groups.emplace_back(cell.substr(at + size, length));
        at += size + length;
    }
    number.size = at;
    return number;
}

/// Whether the first `count` marks are one and the same, with three digits after each.
bool groups_thousands(const Marked& number, std::size_t count) {
    if (number.groups.front().size() > 3 || number.groups.front().front() == '0') return false;
    for (std::size_t i = 0; i < count; ++i) {
        if (number.marks[i] != number.marks[0] || number.groups[i + 1].size() != 3) return false;
    }
    return true;
}

enum class Reading { none, whole, decimal, thousands, both };
struct Read {
    Reading as = Reading::none;
    char decimal = 0;  // the mark before the decimals, that is there or would be
};

/// What the number can be, by itself.
Read reading_of(const Marked& number) {
    const std::size_t count = number.marks.size();
    if (number.groups.empty()) return {};
    if (count == 0) return {Reading::whole};
    const char last = number.marks.back();
    const bool splits_decimals = last == '.' || last == ',';
    if (count == 1 && splits_decimals)
        return groups_thousands(number, 1) ? Read{Reading::both} : Read{Reading::decimal, last};
    if (groups_thousands(number, count)) return {Reading::thousands, last == ',' ? '.' : last == '.' ? ',' : '\0'};
    if (splits_decimals && last != number.marks.front() && groups_thousands(number, count - 1))
        return {Reading::decimal, last};
    return {};
}

std::string without_marks(const Marked& number, bool decimal) {
    std::string text;
    for (std::size_t i = 0; i < number.groups.size(); ++i) {
        if (decimal && i > 0 && i + 1 == number.groups.size()) text += '.';
        text += number.groups[i];
    }
    return text;
}

/// "2 500 mg": 2500 mg, or two of 500 mg.
bool has_blank_in_number(std::string_view cell) {
    const auto first = std::min(cell.find_first_not_of("0123456789"), cell.size());
    if (first == 0 || first > 3 || first == cell.size() || !is_plain_blank(cell[first])) return false;
    cell.remove_prefix(first + 1);
    return std::min(cell.find_first_not_of("0123456789"), cell.size()) == 3;
}

}  // namespace

bool is_whole(std::string_view cell) { return std::ranges::all_of(cell, is_digit); }

void NumberMarks::learn(std::string_view cell) {
    // Points alone say nothing new, which nearly all cells have.
    if (cell.find_first_of(point_decimal ? "," : ".,") == std::string_view::npos) return;
    const Read read = reading_of(read_marked(cell));
    point_decimal = point_decimal || read.decimal == '.';
    comma_decimal = comma_decimal || read.decimal == ',';
}

bool NumberMarks::needs_others(std::string_view cell) const {
    if (no_thousands) return false;
    // Three digits before the mark at most, and three behind it, which few cells have.
    const auto mark = cell.find_first_of(".,");
    if (mark == 0 || mark > 3 || cell.size() < mark + 4 || !std::ranges::all_of(cell.substr(mark + 1, 3), is_digit))
        return false;
    return reading_of(read_marked(cell)).as == Reading::both;
}

bool NumberMarks::is_open(std::string_view cell) const {
    if (no_thousands || point_decimal != comma_decimal) return false;
    const Marked number = read_marked(cell);
    if (reading_of(number).as != Reading::both) return false;
    return !(comma_separates && !comma_decimal && number.marks.front() == '.');
}

bool NumberMarks::is_assumed(std::string_view cell) const {
    if (no_thousands || !comma_separates || point_decimal || comma_decimal) return false;
    const Marked number = read_marked(cell);
    return reading_of(number).as == Reading::both && number.marks.front() == '.';
}

std::string NumberMarks::plain(std::string_view cell) const {
    const Marked number = read_marked(cell);
    const Read read = reading_of(number);
    if (read.as == Reading::none || read.as == Reading::whole || is_open(cell)) return std::string{cell};
    bool decimal = read.as == Reading::decimal;
    if (read.as == Reading::both) {
        const char mark = number.marks.front();
        decimal = no_thousands || (point_decimal == comma_decimal && mark == '.') ||
                  (point_decimal != comma_decimal && mark == (point_decimal ? '.' : ','));
    }
    return without_marks(number, decimal) + std::string{cell.substr(number.size)};
}

std::optional<Error> NumberMarks::two_readings(std::string_view cell) const {
    if (is_whole(cell)) return std::nullopt;
    if (has_blank_in_number(cell))
        return Error{"ambiguous blank in " + in_quotes(cell), "leave the blank out where it marks thousands"};
    if (!is_open(cell)) return std::nullopt;
    const Marked number = read_marked(cell);
    std::string decimals = number.groups.back();
    while (decimals.ends_with('0')) decimals.pop_back();
    if (decimals.size() == number.groups.back().size()) decimals += '0';  // 1.125 would be ambiguous again
    return Error{"ambiguous separator in " + in_quotes(cell), "use " + without_marks(number, false) + " or " +
                                                                  number.groups.front() +
                                                                  (decimals.empty() ? "" : ".") + decimals};
}

}  // namespace epsom::exchange
