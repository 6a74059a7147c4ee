#pragma once

// domain/amounts: nutrients and other ingredients, compounds, masses, counts, units, and how each is read and spelled.
// Amounts are whole nanograms or thousandths, so that sums never round.
// Never here: who takes them or when, or what is recommended.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "epsom/domain/amounts/mass.hpp"
#include "epsom/result.hpp"

namespace epsom {

/// What is counted: a nutrient, or any other ingredient that a label lists. The number is the `id` of its row in
/// src/data/ingredients.tsv. It is what databases keep, so it is never given to another row. Only those that rules
/// speak of have a name here.
enum class Nutrient : std::uint16_t {
    magnesium = 0,
    iron = 1,
    calcium = 2,
    vitamin_d = 3,
    vitamin_b12 = 4,
    folate = 5,
    vitamin_a = 6,
    vitamin_c = 7,
    vitamin_e = 8,
    niacin = 12,
    zinc = 28,
    vitamin_a_from_carotenoids = 900,
    niacin_from_tryptophan = 901,
    folate_from_folic_acid = 902,
};

/// What an amount measures. Amounts are whole steps: nanograms of a mass, microlitres of a volume, thousandths of a
/// unit of activity, single live cells. Amounts of different measures are never added.
enum class Measure : std::uint8_t { mass, volume, activity, cells };

/// Where a report lists it. All but `ingredient` have values that an authority or a food table publishes. A `part` is
/// no row of a report: what a food holds of a nutrient in one form, for what counts that form otherwise.
enum class Group : std::uint8_t { mineral, vitamin, other, ingredient, part };
inline constexpr Group every_group[] = {Group::mineral, Group::vitamin, Group::other, Group::ingredient};

struct NutrientInfo {
    Nutrient id;
    std::string_view key;     // as typed and printed: "vitamin-d"
    std::string_view label;   // as a person writes it: "Vitamin D"
    std::string_view unit;    // shown: "mg", "mcg", "g", "CFU", "HUT"
    std::int64_t unit_steps;  // what one unit has: nanograms of a mass
    Measure measure;
    Group group;
    std::uint8_t edition;      // the edition of the list that it came with: what was logged before says nothing of it
    std::string_view symbol;   // "Mg"; empty where it is no element
    std::string_view aliases;  // separated by commas
    std::int64_t iu_steps;     // what one IU has where that does not depend on the form; else 0
    std::int64_t daily_value;  // the US Daily Value for adults (21 CFR 101.9), in steps; 0 without one
    std::int64_t nrv;          // the EU nutrient reference value (Regulation 1169/2011, annex XIII); 0 without one
    std::int32_t fdc_id;       // its number in USDA FoodData Central; 0 without one
    Nutrient part_of;          // of a part: the nutrient; else itself
    [[nodiscard]] bool is_nutrient() const { return group < Group::ingredient; }
    /// Whether food tables may have values for it: then what a food says nothing of is unknown, as of a nutrient.
    [[nodiscard]] bool in_food_tables() const { return is_nutrient() || fdc_id != 0; }
    [[nodiscard]] bool is_part() const { return group == Group::part; }
};

/// The list that an entry of today answers for.
inline constexpr std::uint8_t newest_edition = 2;

/// The rows of the table but for parts, by id; the user's own ingredients are not among them.
[[nodiscard]] std::span<const NutrientInfo> known_ingredients();
/// The known ingredients that are nutrients: values are published for them. They come first among all.
[[nodiscard]] std::span<const NutrientInfo> known_nutrients();
/// The row of a nutrient, which must exist.
[[nodiscard]] const NutrientInfo& info(Nutrient nutrient);
/// Whether the table has a row with that id.
[[nodiscard]] bool is_ingredient_id(std::int64_t id);

/// An ingredient by key, label or alias of the table; case, spaces, '-' and '_' do not matter: "vitd", "d3" and "b12"
/// are understood.
[[nodiscard]] std::optional<Nutrient> find_nutrient(std::string_view name);
/// An ingredient or a part by its key, as exports name it.
[[nodiscard]] std::optional<Nutrient> find_kept(std::string_view key);

/// An ingredient of the user's own, as a database keeps it.
struct OwnIngredient {
    std::string uuid;   // the same on every device; empty until it is on file
    std::string key;    // "cocoa-powder"
    std::string label;  // "Cocoa powder"
    std::string unit;   // a unit that find_unit() knows
    friend bool operator==(const OwnIngredient&, const OwnIngredient&) = default;
};
/// The Nutrient that stands for `ingredient` as long as the program runs. Equal values give equal ones. `unit` must be
/// known.
[[nodiscard]] Nutrient own_ingredient(const OwnIngredient& ingredient);
/// The key of an ingredient that a label calls `name`: "cocoa-powder" of "Cocoa powder". Error: it cannot be typed as a
/// name, or is longer than 60 characters.
[[nodiscard]] Result<std::string> ingredient_key(std::string_view name);
/// What an ingredient of the user's own was made of.
[[nodiscard]] const OwnIngredient& own_value(Nutrient own);
[[nodiscard]] constexpr bool is_own(Nutrient nutrient) { return static_cast<std::uint16_t>(nutrient) >= 0x8000; }

/// The order in which ingredients are listed, the same on every device: those of the table by id, then the user's own
/// by key.
[[nodiscard]] bool listed_before(Nutrient a, Nutrient b);

/// A unit as labels write it: "mg", "billion CFU", "HUT".
struct UnitInfo {
    std::string_view unit;       // as printed: "CFU"
    std::string_view spellings;  // separated by commas
    Measure measure;
    std::int64_t steps;  // what one has
};
/// Case matters only where two units differ by it. Null when unknown.
[[nodiscard]] const UnitInfo* find_unit(std::string_view spelling);
/// The ingredient itself where `unit` measures what it is counted in; else the same ingredient as counted in `unit`,
/// which is an ingredient of its own ("protease-sapu"): amounts of two measures are never added.
[[nodiscard]] Nutrient counted_in(Nutrient nutrient, const UnitInfo& unit);

}  // namespace epsom
