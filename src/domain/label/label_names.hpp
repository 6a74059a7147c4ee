#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "epsom/domain/label/label.hpp"

/// What the names of a facts panel mean.
namespace epsom::label {

struct Named {
    std::optional<Nutrient> nutrient;
    const Compound* compound = nullptr;  // the form that the name says
    bool by_compound = false;            // the name is that of a form: "Magnesium citrate"
    bool elemental = false;              // "Elemental magnesium"
    bool total = false;                  // "Total omega-3"
    bool own_mass = false;               // "Magnesium complex": of its mass, not of the element's
    bool blend = false;
    bool panel = false;    // "Calories": of the nutrition panel, no ingredient
    bool unknown = false;  // then the key and the label of an ingredient of the user's own:
    bool strain = false;   // of a live culture, named by genus and species
    std::string key = {}, label = {};
};
/// `group` is the name that a database lists it under, or empty.
Named find_named(std::string_view name, std::string_view group, const LabelNames& names);
/// Whether a line is of the nutrition panel: "Calories 20".
bool of_nutrition_panel(std::string_view name);
/// The form of `nutrient` that `text` says: "citrate", "60% as beta-carotene"; null when unknown.
const Compound* form_of(Nutrient nutrient, std::string_view text, const LabelNames& names);

}  // namespace epsom::label
