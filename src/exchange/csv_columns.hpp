#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/amounts/nutrient.hpp"
#include "epsom/result.hpp"
#include "quantities.hpp"
#include "taken_status.hpp"

namespace epsom::exchange {

/// What a column of a table of intakes can mean.
enum class Column : std::uint8_t {
    at,
    date,
    time,
    day,
    what,
    amount,
    unit,
    nutrient,
    compound,
    basis,
    source,
    route,
    note,
    kind,
    servings,
    quantity,
    quantity_unit,
    id,
    uuid,
    group,
    category,
    serving,
    weight,
    detail  // of the diary, in what epsom wrote
};
inline constexpr std::size_t column_count = 24;

/// Energy, protein, carbohydrate or fat.
struct MacroColumn {
    std::size_t place;
    bool energy, kilojoules;
};

/// Which field means what.
struct Columns {
    std::array<std::optional<std::size_t>, column_count> place{};
    std::vector<Column> present;        // those with a place
    std::string amount_unit;            // of "amount (mg)"
    std::vector<std::string> unused;    // headings that mean nothing here
    std::vector<std::string> unitless;  // of a nutrient, in a table with a column for each: percent, or nobody knows
    std::size_t width = 0;
    StatusColumns statuses;
    std::vector<NutrientColumn> nutrients;  // of a table with a column for each; else empty
    std::vector<MacroColumn> macros;
    std::vector<std::size_t> values;  // every "Name (unit)"
    [[nodiscard]] bool wide() const { return !nutrients.empty(); }
    bool own = false;  // as `report entries` and `log list` write it
    [[nodiscard]] bool has(Column column) const { return place[static_cast<std::size_t>(column)].has_value(); }
};

/// Case, blanks, '-' and '_' do not matter. Errors: two columns of one meaning; nothing that says when, what or how
/// much.
Result<Columns> read_columns(std::span<const std::string_view> headings);

/// Whether these look like the headings of such a table; for recognising it.
bool are_columns(std::span<const std::string_view> headings);

/// The text without the apostrophe that keeps a spreadsheet from running it as a formula.
std::string_view without_guard(std::string_view cell);

}  // namespace epsom::exchange
