#include "catalogue.hpp"

#include <algorithm>
#include <utility>

#include "epsom/tables/tables.hpp"
#include "epsom/text/choice.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

/// A food by the first words of its name, when no other food starts with them.
const Food* food_beginning(std::string_view name) {
    std::string beginning = lower(trim(name));
    std::ranges::replace_if(
        beginning, [](char c) { return c == ' ' || c == '_'; }, '-');
    beginning += '-';
    const Food* found = nullptr;
    for (const Food& food : tables::foods()) {
        if (!food.key.starts_with(beginning)) continue;
        if (found != nullptr) return nullptr;
        found = &food;
    }
    return found;
}

}  // namespace

OfKind of_kind(std::string_view text) {
    const auto colon = text.find(':');
    std::string kind = colon == std::string_view::npos ? "" : lower(trim(text.substr(0, colon)));
    const bool known =
        kind == "food" || kind == "compound" || kind == "nutrient" || kind == "substance" || kind == "dose";
    return known ? OfKind{std::move(kind), trim(text.substr(colon + 1))} : OfKind{"", text};
}

std::optional<Named> Catalogue::look_up(std::string_view name) const {
    const OfKind named = of_kind(name);
    const std::string& kind = named.kind;
    const bool forced = !kind.empty();
    const std::string_view bare = named.name;
    if (name_key(bare).empty()) return std::nullopt;
    if (!forced || kind == "dose") {
        if (const Dose* dose = find_dose(doses_, bare)) return Named{dose};
    }
    // Folic acid is a form whose labels state its own mass.
    if ((!forced || kind == "nutrient") && is_folic_acid(bare)) return Named{Thing{Nutrient::folate}, true};
    if (!forced || kind == "compound") {
        if (const Compound* compound = tables::find_compound(bare)) return Named{Thing{compound}};
    }
    if (!forced || kind == "nutrient") {
        if (const auto nutrient = find_nutrient(bare)) return Named{Thing{*nutrient}};
        if (const auto own = store_.own_ingredient_named(bare)) return Named{Thing{*own}};
    }
    if (!forced || kind == "substance") {
        if (const Substance* substance = tables::find_substance(bare)) return Named{Thing{substance}};
    }
    if (!forced || kind == "food") {
        if (const Food* food = tables::find_food(bare)) return Named{Thing{food}};
        if (const Food* food = imported_food(bare)) return Named{Thing{food}};
        if (const Food* food = food_beginning(bare)) return Named{Thing{food}};
    }
    return std::nullopt;
}

const Food* Catalogue::imported_food(std::string_view name) const {
    const std::string key = name_key(name);
    for (const Kept& kept : imported_) {
        if (kept.key == key) return &kept.food;
    }
    auto stored = store_.food(key);
    if (!stored) return nullptr;
    Kept& kept = imported_.emplace_back(Kept{std::move(*stored), key, {}});
    kept.food = {.key = kept.stored.name,
        .name = kept.stored.name,
        .serving_name = {},
        .serving = {},
        .per_100g = kept.stored.per_100g.all(),
        .source = kept.stored.source};
    return &kept.food;
}

std::optional<Thing> Catalogue::thing(std::string_view name) const {
    const auto found = look_up(name);
    if (!found || found->dose() != nullptr) return std::nullopt;
    if (found->folic_acid) return Thing{tables::find_compound(folic_acid_key)};
    return std::get<Thing>(found->what);
}

Result<Named> Catalogue::find(std::string_view name) const {
    if (const auto found = look_up(name)) return *found;
    return Error{"unknown name " + in_quotes(name), did_you_mean(name, names())};
}

Result<const Dose*> Catalogue::dose(std::string_view name) const {
    if (const Dose* found = find_dose(doses_, name.starts_with("dose:") ? name.substr(5) : name)) return found;
    return unknown("dose", name, choices_of(doses_, &Dose::name),
        doses_.empty() ? "to add one: epsom dose add calm --contains magnesium:glycinate=200mg --at 21:00"
                       : "'epsom dose list' shows all doses");
}

std::vector<std::string_view> Catalogue::names() const {
    std::vector<std::string_view> names;
    for (const Dose& dose : doses_) names.push_back(dose.name);
    for (const Compound& compound : tables::compounds()) names.push_back(compound.key);
    for (const auto& nutrient : known_ingredients()) names.push_back(nutrient.key);
    for (const Nutrient own : store_.own_ingredients()) names.push_back(info(own).key);
    names.push_back(folic_acid_key);
    for (const Substance& substance : tables::substances()) {
        if (substance.type != SubstanceType::lifestyle) names.push_back(substance.key);
    }
    for (const Food& food : tables::foods()) names.push_back(food.key);
    return names;
}

}  // namespace epsom
