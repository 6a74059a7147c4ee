#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "csv_columns.hpp"
#include "delivery.hpp"
#include "epsom/domain/amounts/fraction.hpp"
#include "epsom/text/text.hpp"
#include "number_marks.hpp"
#include "table_reader.hpp"

namespace epsom::exchange {

/// What a row says, before it is known whether it can be meant; empty cells are empty.
class Cells {
public:
    Cells(const TableRow& of_row, const Columns& of_columns, const NumberMarks& of_table)
        : row{of_row}, columns{of_columns}, marks{of_table} {
        for (const Column column : columns.present) cells_[static_cast<std::size_t>(column)] = trim(untrimmed(column));
        for (std::size_t i = 0; const Column column : numbers) {
            std::string_view& cell = cells_[static_cast<std::size_t>(column)];
            if (!is_whole(cell)) cell = plain_[i] = marks.plain(with_decimals(cell));
            ++i;
        }
    }
    Cells(const Cells&) = delete;
    Cells& operator=(const Cells&) = delete;
    [[nodiscard]] std::string_view operator[](Column column) const { return cells_[static_cast<std::size_t>(column)]; }
    /// With the blanks around it.
    [[nodiscard]] std::string_view untrimmed(Column column) const {
        const auto& place = columns.place[static_cast<std::size_t>(column)];
        return place && *place < row.fields.size() ? without_guard(row.fields[*place]) : std::string_view{};
    }
    /// Of the amount: the row's own, or that of the heading.
    [[nodiscard]] std::string_view unit() const {
        return (*this)[Column::unit].empty() ? std::string_view{columns.amount_unit} : (*this)[Column::unit];
    }

    const TableRow& row;
    const Columns& columns;
    const NumberMarks& marks;

    /// Whose cells begin with a number.
    static constexpr std::array numbers{Column::amount, Column::servings, Column::quantity, Column::weight};

private:
    std::array<std::string_view, column_count> cells_{};
    std::array<std::string, numbers.size()> plain_;
};

/// Why a row cannot be used, and in which column.
struct Fault {
    Column column;
    Error error;
    std::optional<std::size_t> place = {};  // of a nutrient's own column
};

/// One of `all` by its spelling, in any case.
template <class Enum, std::size_t size>
std::optional<Enum> find_word(std::string_view word, const std::array<Enum, size>& all) {
    const std::string key = lower(word);
    for (const Enum each : all) {
        if (spell(each) == key) return each;
    }
    return std::nullopt;
}

/// An amount that is not one number, though the row has a unit for it: "100-200", "2 x 100", "trace".
/// `may_be_unknown`: whether the row can go without one.
std::optional<Fault> flaw_of_number(const Cells& cells, bool may_be_unknown = true);

/// Whether the amount is the mass of the whole compound.
bool says_compound(std::string_view basis);

/// The nutrient that the row names, itself or by its compound, and how much of it; without an amount it is unknown.
/// `whole` is the mass of the compound where the row states that.
std::optional<Fault> read_content(const Cells& cells, NameBook& names, Content& content, std::optional<Mass>& whole);

}  // namespace epsom::exchange
