#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "epsom/domain/amounts/nutrient.hpp"
#include "epsom/store/store.hpp"

namespace epsom::test {

/// What random entries are made of: some of each group and of both editions of the list.
inline constexpr std::array some_nutrients{Nutrient::magnesium, Nutrient::iron, Nutrient::calcium, Nutrient::vitamin_d,
    Nutrient::vitamin_b12, Nutrient::folate, Nutrient::vitamin_a, Nutrient::zinc};

/// All that the table has.
inline std::vector<Nutrient> every_nutrient() {
    std::vector<Nutrient> all;
    for (const NutrientInfo& known : known_ingredients()) all.push_back(known.id);
    return all;
}

inline DayLedger ledger_on(const Store& store, Day day, Nutrient nutrient = Nutrient::magnesium) {
    return store.ledgers_on(day, std::array{nutrient})[0];
}

}  // namespace epsom::test
