#include "catalogue.hpp"

#include "epsom/domain/text.hpp"
#include "epsom/tables/tables.hpp"

namespace epsom {
namespace {

/// A food by its whole name, or by the first words of the name when no other food starts with them.
const Food* food_named(std::string_view name) {
    if (const Food* food = tables::find_food(name)) return food;
    const std::string key = lower(trim(name));
    const Food* found = nullptr;
    for (const Food& food : tables::foods()) {
        if (food.key.size() <= key.size() || food.key[key.size()] != '-' || name_key(food.key.substr(0, key.size())) != name_key(key)) continue;
        if (found != nullptr) return nullptr;
        found = &food;
    }
    return found;
}

std::optional<Named> look_up(std::string_view name) {
    const auto colon = name.find(':');
    const std::string kind = colon == std::string_view::npos ? "" : lower(trim(name.substr(0, colon)));
    const bool forced = kind == "food" || kind == "compound" || kind == "nutrient";
    const std::string_view bare = forced ? trim(name.substr(colon + 1)) : name;
    if (name_key(bare).empty()) return std::nullopt;
    if (!forced || kind == "compound") {
        if (const Compound* compound = tables::find_compound(bare)) return Named{compound};
    }
    if (!forced || kind == "nutrient") {
        if (const auto nutrient = find_nutrient(bare)) return Named{*nutrient};
        if (is_folic_acid(bare)) return Named{Nutrient::folate, true};
    }
    if (!forced || kind == "food") {
        if (const Food* food = food_named(bare)) return Named{food};
    }
    return std::nullopt;
}

}  // namespace

bool is_named(std::string_view name) { return look_up(name).has_value(); }

Result<Named> find_named(std::string_view name) {
    if (const auto found = look_up(name)) return *found;
    return Error{"nothing is called " + in_quotes(name), did_you_mean(name, suggestable_names())};
}

std::vector<std::string_view> suggestable_names() {
    std::vector<std::string_view> names;
    for (const Compound& compound : tables::compounds()) names.push_back(compound.key);
    for (const auto& nutrient : nutrients) names.push_back(nutrient.key);
    for (const Food& food : tables::foods()) names.push_back(food.key);
    return names;
}

}  // namespace epsom
