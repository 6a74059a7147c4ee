#include "epsom/domain/nutrient.hpp"

#include "epsom/domain/text.hpp"

namespace epsom {

std::optional<Nutrient> find_nutrient(std::string_view name) {
    struct Spelling { std::string_view key; Nutrient nutrient; };
    constexpr Spelling short_forms[] = {
        {"vitd", Nutrient::vitamin_d},      {"d3", Nutrient::vitamin_d},
        {"vitamind3", Nutrient::vitamin_d}, {"b12", Nutrient::vitamin_b12},      {"vitb12", Nutrient::vitamin_b12},
        {"cobalamin", Nutrient::vitamin_b12},
    };
    const std::string key = name_key(name);
    for (const auto& nutrient : nutrients) {
        if (key == name_key(nutrient.key)) return nutrient.id;
    }
    for (const auto& form : short_forms) {
        if (key == form.key) return form.nutrient;
    }
    return std::nullopt;
}

}  // namespace epsom
