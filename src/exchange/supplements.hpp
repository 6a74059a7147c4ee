#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "delivery.hpp"
#include "nutrient_names.hpp"

namespace epsom::exchange {

/// What a row of a food diary says of itself.
struct DiaryRow {
    std::string_view name;
    std::string_view group;     // the meal, or "Supplements"
    std::string_view category;  // of food; empty for what the user made
    std::string_view unit;      // "tablet", of which `count` were taken
    Count count{1};
    bool names_substance = false;  // the name is a nutrient's or a compound's
    /// Energy, protein, carbohydrate and fat: what all food has. `has_value` where the cell is filled, `almost_none`
    /// where it says no more than a capsule has.
    struct Macro {
        bool has_value, almost_none;
    };
    std::vector<Macro> macros = {};
    std::size_t values = 0;  // filled cells of all nutrients
};

/// Tells supplements from food, and keeps the account of what was in doubt.
class Supplements {
public:
    /// `named` are the groups and names that the user says are supplements.
    explicit Supplements(std::span<const std::string> named);
    /// Whether the user named it.
    bool is_named(std::string_view name, std::string_view group = {});
    bool is_supplement(const DiaryRow& row);
    /// The contents of a supplement's row: what it has none of is not listed, unless it has none of anything. Where the
    /// row has no value, the amount of the nutrient that the name names is unknown, and a name without one is kept
    /// without contents. False: the name names several, and the row is left out and counted.
    bool settle(std::string_view name, std::vector<Content>& contents, Delivery& out);
    /// Says which rows were in doubt, and what decides.
    void end(Delivery& out) const;

private:
    struct Named {
        std::string text, key;
        bool matched = false;
    };
    std::vector<Named> named_;
    std::set<std::string> doubtful_;
    std::size_t doubtful_rows_ = 0;
    LeftOut without_amounts_, left_out_;
};

/// Leaves a row out that nobody took, by what it is called: the sum or the mean of other rows ("Total:", "Summe",
/// "Average"), or what a day should have ("Goal", "RDA"). Not where a dose of the user's has that name.
bool leave_out_digest(std::string_view name, Delivery& out);

/// Whether a macronutrient's cell says no more than a capsule, a gummy or a drop of oil has; `number` in kcal or in g.
DiaryRow::Macro read_macro(std::string_view number, bool is_energy, bool in_kilojoules, Count pieces);

}  // namespace epsom::exchange
