#include "csv_columns.hpp"

#include <algorithm>

#include "epsom/domain/text.hpp"
#include "quantities.hpp"

namespace epsom::exchange {
namespace {

struct Word { std::string_view key; Column column; };
constexpr std::array words{
    Word{"at", Column::at},             Word{"when", Column::at},           Word{"datetime", Column::at},
    Word{"date/time", Column::at},      Word{"timestamp", Column::at},      Word{"takenat", Column::at},
    Word{"date", Column::date},         Word{"day", Column::day},           Word{"time", Column::time},
    Word{"timeofday", Column::time},    Word{"what", Column::what},         Word{"name", Column::what},
    Word{"supplement", Column::what},   Word{"product", Column::what},      Word{"item", Column::what},
    Word{"amount", Column::amount},     Word{"dose", Column::amount},       Word{"dosage", Column::amount},
    Word{"unit", Column::unit},         Word{"units", Column::unit},        Word{"nutrient", Column::nutrient},
    Word{"mineral", Column::nutrient},  Word{"compound", Column::compound}, Word{"form", Column::compound},
    Word{"basis", Column::basis},       Word{"source", Column::source},     Word{"route", Column::route},
    Word{"note", Column::note},         Word{"notes", Column::note},        Word{"comment", Column::note},
    Word{"kind", Column::kind},         Word{"servings", Column::servings}, Word{"count", Column::servings},
    Word{"quantity", Column::quantity}, Word{"quantityunit", Column::quantity_unit},
    Word{"id", Column::id},             Word{"uuid", Column::uuid},
};

std::optional<std::size_t>& place_of(Columns& columns, Column column) { return columns.place[static_cast<std::size_t>(column)]; }

void move_place(Columns& columns, Column from, Column to) {
    place_of(columns, to) = place_of(columns, from);
    place_of(columns, from).reset();
}

/// What each heading means; the error names the second of two that mean the same.
std::optional<Error> find_places(std::span<const std::string_view> headings, Columns& columns) {
    columns.width = headings.size();
    for (std::size_t i = 0; i < headings.size(); ++i) {
        const Heading heading = split_heading(without_guard(headings[i]));
        auto word = std::ranges::find(words, name_key(trim(headings[i])), &Word::key);
        const bool with_unit = word == words.end() && !heading.unit.empty();
        if (with_unit) {
            word = std::ranges::find(words, name_key(heading.name), &Word::key);
            if (word != words.end() && word->column != Column::amount) word = words.end();
        }
        if (word == words.end()) {
            if (!trim(headings[i]).empty()) columns.unused.emplace_back(trim(headings[i]));
            continue;
        }
        if (place_of(columns, word->column)) {
            return Error{"column " + in_quotes(headings[i]) + " means the same as column " + in_quotes(headings[*place_of(columns, word->column)]),
                         "leave one of them out"};
        }
        place_of(columns, word->column) = i;
        if (with_unit) columns.amount_unit = heading.unit;
    }
    return std::nullopt;
}

void settle(Columns& columns) {
    columns.own = columns.has(Column::at) && columns.has(Column::day) && columns.has(Column::kind) && columns.has(Column::basis);
    if (!columns.has(Column::at)) {
        if (!columns.has(Column::date) && columns.has(Column::day)) move_place(columns, Column::day, Column::date);
        if (!columns.has(Column::date) && columns.has(Column::time)) move_place(columns, Column::time, Column::at);
    }
    if (!columns.has(Column::amount) && columns.has(Column::quantity)) {
        move_place(columns, Column::quantity, Column::amount);
        if (!columns.has(Column::unit)) move_place(columns, Column::quantity_unit, Column::unit);
    }
}

bool says_when(const Columns& columns) { return columns.has(Column::at) || columns.has(Column::date); }
bool says_what(const Columns& columns) {
    return columns.has(Column::what) || columns.has(Column::nutrient) || columns.has(Column::compound);
}

}  // namespace

Result<Columns> read_columns(std::span<const std::string_view> headings) {
    Columns columns;
    if (auto error = find_places(headings, columns)) return *error;
    settle(columns);
    std::string missing;
    const auto lacks = [&missing](std::string_view word) { missing += (missing.empty() ? "" : ", and none ") + std::string{"that says "} + std::string{word}; };
    if (!says_when(columns)) lacks("when ('at', or 'date' and 'time')");
    if (!says_what(columns)) lacks("what ('what' or 'nutrient')");
    if (!columns.has(Column::amount)) lacks("how much ('amount', with its 'unit')");
    if (missing.empty()) return columns;
    std::string found;
    for (std::size_t i = 0; i < std::min<std::size_t>(headings.size(), 6); ++i) found += (i == 0 ? "" : ", ") + in_quotes(headings[i]);
    return Error{"there is no column " + missing, "the first line has to name the columns; it says " + found + (headings.size() > 6 ? " ..." : "")};
}

bool are_columns(std::span<const std::string_view> headings) {
    Columns columns;
    if (find_places(headings, columns)) return false;
    settle(columns);
    return says_when(columns) && says_what(columns) && columns.has(Column::amount);
}

std::string_view without_guard(std::string_view cell) {
    constexpr std::string_view formula_starts = "=+-@\t\r";
    if (cell.size() > 1 && cell.front() == '\'' && formula_starts.find(cell[1]) != std::string_view::npos) cell.remove_prefix(1);
    return cell;
}

}  // namespace epsom::exchange
