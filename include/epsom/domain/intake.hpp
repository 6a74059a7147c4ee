#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/compound.hpp"
#include "epsom/domain/mass.hpp"
#include "epsom/domain/moment.hpp"
#include "epsom/domain/nutrient.hpp"

namespace epsom {

/// `supplement` covers medicines that contain the nutrient.
enum class Source : std::uint8_t { supplement, food };
/// Where a number comes from: what the label (or the user) says, a compound's formula, a food table.
enum class Basis : std::uint8_t { label, formula, table };
/// What kind of thing was taken.
enum class Taken : std::uint8_t { compound, nutrient, food, dose, substance };

[[nodiscard]] constexpr std::string_view spell(Source source) { return source == Source::food ? "food" : "supplement"; }
[[nodiscard]] constexpr std::string_view spell(Route route) { return route == Route::topical ? "topical" : "oral"; }
[[nodiscard]] constexpr std::string_view spell(Basis basis) {
    return basis == Basis::label ? "label" : basis == Basis::formula ? "formula" : "table";
}
[[nodiscard]] constexpr std::string_view spell(Taken kind) {
    switch (kind) {
        case Taken::compound: return "compound";
        case Taken::nutrient: return "nutrient";
        case Taken::food: return "food";
        case Taken::dose: return "dose";
        case Taken::substance: break;
    }
    return "substance";
}

/// One nutrient of an intake: the elemental amount; folate in dietary folate equivalents (DFE).
struct Content {
    Nutrient nutrient = Nutrient::magnesium;
    std::optional<Mass> amount;  // empty: the source has no value, so the day's total is a lower bound
    std::string compound;        // the compound's key; "folic-acid" for folate that is; may be empty
    Basis basis = Basis::label;
    friend bool operator==(const Content&, const Content&) = default;
};

/// Something taken, as it was when it was logged: later changes of doses, tables or zone do not touch it.
struct Intake {
    std::int64_t id = 0;    // the entry's number, given by the store
    std::string uuid;       // the same on every device, given by the store
    Moment moment;
    Day day{};              // by the day start of then
    std::string what;       // "glycinate", "almonds", "calm"
    Taken kind = Taken::nutrient;
    Count servings;
    std::optional<Mass> quantity;  // what was weighed: the food, or the whole compound
    std::string unit;              // of a dose: "capsules"; else empty
    Source source = Source::supplement;
    Route route = Route::oral;
    std::string note;
    std::vector<Content> contents;  // in the order of the nutrients, each once
    friend bool operator==(const Intake&, const Intake&) = default;
};

/// Folic acid from supplements counts 1.7 times its mass as DFE (IOM 1998).
[[nodiscard]] constexpr Mass dfe_of_folic_acid(Mass folic_acid) { return folic_acid.scaled(17, 10); }
[[nodiscard]] constexpr Mass folic_acid_of_dfe(Mass dfe) { return dfe.scaled(10, 17); }
inline constexpr std::string_view folic_acid = "folic-acid";

}  // namespace epsom
