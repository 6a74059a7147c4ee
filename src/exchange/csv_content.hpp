#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "csv_columns.hpp"
#include "delivery.hpp"
#include "epsom/domain/text.hpp"
#include "table_reader.hpp"

namespace epsom::exchange {

/// What a row says, before it is known whether it can be meant; empty cells are empty.
struct Cells {
    const TableRow& row;
    const Columns& columns;
    [[nodiscard]] std::string_view raw(Column column) const {
        const auto& place = columns.place[static_cast<std::size_t>(column)];
        return place && *place < row.fields.size() ? row.fields[*place] : std::string_view{};
    }
    [[nodiscard]] std::string_view operator[](Column column) const { return trim(without_guard(raw(column))); }
    /// Of the amount: the row's own, or that of the heading.
    [[nodiscard]] std::string unit() const { return std::string{(*this)[Column::unit].empty() ? std::string_view{columns.amount_unit} : (*this)[Column::unit]}; }
};

/// Why a row cannot be used, and in which column.
struct Fault {
    Column column;
    Error error;
};
template <class Enum, std::size_t size>
std::optional<Enum> find_word(std::string_view word, const std::array<Enum, size>& all) {
    const std::string key = lower(word);
    for (const Enum each : all) {
        if (spell(each) == key) return each;
    }
    return std::nullopt;
}
/// Whether the amount is the mass of the whole compound.
bool says_compound(std::string_view basis);

/// The nutrient that the row names, itself or by its compound, and how much of it; without an amount it is unknown. `whole` is
/// the mass of the compound where the row states that.
std::optional<Fault> read_content(const Cells& cells, NameBook& names, Content& content, std::optional<Mass>& whole);

}  // namespace epsom::exchange
