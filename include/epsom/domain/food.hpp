#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "epsom/domain/mass.hpp"
#include "epsom/domain/nutrient.hpp"
#include "epsom/domain/person.hpp"

namespace epsom {

/// A food and what 100 g of it hold; an empty amount is unknown, which is not zero.
struct Food {
    std::string_view key;           // "almonds"
    std::string_view name;          // "Almonds"
    std::string_view serving_name;  // "1 oz (23 whole kernels)"; empty without a household measure
    Mass serving;                   // what one serving weighs; zero without one
    PerNutrient per_100g;           // folate in DFE
    std::string_view source;        // "USDA SR28 NDB 12061"
};

}  // namespace epsom
