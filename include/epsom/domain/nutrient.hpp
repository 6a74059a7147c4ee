#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "epsom/domain/mass.hpp"

namespace epsom {

enum class Nutrient : std::uint8_t { magnesium, iron, calcium, vitamin_d, vitamin_b12, folate };

struct NutrientInfo {
    Nutrient id;
    std::string_view key;    // as typed and printed: "vitamin-d"
    std::string_view label;  // as a person writes it: "Vitamin D"
    std::string_view unit;   // shown: "mg" or "mcg"
    std::int64_t unit_ng;    // what one unit weighs
};

inline constexpr std::array nutrients{
    NutrientInfo{Nutrient::magnesium, "magnesium", "Magnesium", "mg", ng_per_mg},
    NutrientInfo{Nutrient::iron, "iron", "Iron", "mg", ng_per_mg},
    NutrientInfo{Nutrient::calcium, "calcium", "Calcium", "mg", ng_per_mg},
    NutrientInfo{Nutrient::vitamin_d, "vitamin-d", "Vitamin D", "mcg", ng_per_ug},
    NutrientInfo{Nutrient::vitamin_b12, "vitamin-b12", "Vitamin B12", "mcg", ng_per_ug},
    NutrientInfo{Nutrient::folate, "folate", "Folate", "mcg", ng_per_ug},
};
static_assert([] {
    for (std::size_t i = 0; i < nutrients.size(); ++i) {
        if (static_cast<std::size_t>(nutrients[i].id) != i) return false;
    }
    return true;
}(), "the table is in the order of the enumeration");

[[nodiscard]] constexpr const NutrientInfo& info(Nutrient nutrient) { return nutrients[static_cast<std::size_t>(nutrient)]; }

/// Case, spaces, '-' and '_' do not matter; "vitd", "d3" and "b12" are understood.
[[nodiscard]] std::optional<Nutrient> find_nutrient(std::string_view name);

}  // namespace epsom
