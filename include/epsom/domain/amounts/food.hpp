#pragma once

#include <span>
#include <string_view>

#include "epsom/domain/amounts/amounts.hpp"
#include "epsom/domain/amounts/mass.hpp"
#include "epsom/domain/amounts/nutrient.hpp"

namespace epsom {

/// A food and what 100 g of it hold. What `per_100g` does not list is unknown, which is not zero.
struct Food {
    std::string_view key;                      // "almonds"
    std::string_view name;                     // "Almonds"
    std::string_view serving_name;             // "1 oz (23 whole kernels)"; empty without a household measure
    Mass serving;                              // what one serving weighs; zero without one
    std::span<const NutrientAmount> per_100g;  // in the order of the nutrients; folate in DFE
    std::string_view source;                   // "USDA SR28 NDB 12061"
};

}  // namespace epsom
