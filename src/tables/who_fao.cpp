#include "authorities.hpp"
#include "checks.hpp"
#include "reference_literals.hpp"

namespace epsom::tables {
namespace {

constexpr std::string_view who_2004 = "WHO/FAO 2004 Vitamin and mineral requirements, 2nd ed., Annex 1";
constexpr std::string_view who_2004_breast_fed =
    "WHO/FAO 2004 Vitamin and mineral requirements, 2nd ed., Annex 1 "
    "(breast-fed)";
constexpr std::string_view who_2004_formula_fed =
    "WHO/FAO 2004 Vitamin and mineral requirements, 2nd ed., Annex 1 "
    "(formula-fed)";
constexpr std::string_view who_2004_lactating =
    "WHO/FAO 2004 Vitamin and mineral requirements, 2nd ed., Annex 1 "
    "(no age printed; 0-12 months)";
constexpr std::string_view who_2004_pregnant =
    "WHO/FAO 2004 Vitamin and mineral requirements, 2nd ed., Annex 1 "
    "(no age printed; same in all trimesters)";
constexpr std::string_view who_2004_split_at_65 =
    "WHO/FAO 2004 Vitamin and mineral requirements, 2nd ed., Annex 1 "
    "(printed 19-65 and 65+; boundary placed at the 65th birthday)";

// The web edition of 2001 (FAO Y2809E) differs at 7-11 months, 4-6 and 10-18 years. There is no UL of its own: the book
// repeats that of the USA for another scope. What is printed for pregnancy and lactation without an age stands from 10
// years here.
constexpr ReferenceValue rows[] = {
    // nutrient kind               sex     stage      from         up to   value           applies to  source
    {magnesium, Kind::rni,         male,   none,      0_mo,         6_mo,  26_mg, per_day, total,      who_2004_breast_fed},
    {magnesium, Kind::rni,         male,   none,      6_mo,          1_y,  54_mg, per_day, total,      who_2004},
    {magnesium, Kind::rni,         male,   none,       1_y,          4_y,  60_mg, per_day, total,      who_2004},
    {magnesium, Kind::rni,         male,   none,       4_y,          7_y,  76_mg, per_day, total,      who_2004},
    {magnesium, Kind::rni,         male,   none,       7_y,         10_y, 100_mg, per_day, total,      who_2004},
    {magnesium, Kind::rni,         male,   none,      10_y,         19_y, 230_mg, per_day, total,      who_2004},
    {magnesium, Kind::rni,         male,   none,      19_y,         65_y, 260_mg, per_day, total,      who_2004_split_at_65},
    {magnesium, Kind::rni,         male,   none,      65_y, no_age_limit, 224_mg, per_day, total,      who_2004_split_at_65},

    {magnesium, Kind::rni,         female, none,      0_mo,         6_mo,  26_mg, per_day, total,      who_2004_breast_fed},
    {magnesium, Kind::rni,         female, none,      6_mo,          1_y,  54_mg, per_day, total,      who_2004},
    {magnesium, Kind::rni,         female, none,       1_y,          4_y,  60_mg, per_day, total,      who_2004},
    {magnesium, Kind::rni,         female, none,       4_y,          7_y,  76_mg, per_day, total,      who_2004},
    {magnesium, Kind::rni,         female, none,       7_y,         10_y, 100_mg, per_day, total,      who_2004},
    {magnesium, Kind::rni,         female, none,      10_y,         19_y, 220_mg, per_day, total,      who_2004},
    {magnesium, Kind::rni,         female, none,      19_y,         65_y, 220_mg, per_day, total,      who_2004_split_at_65},
    {magnesium, Kind::rni,         female, none,      65_y, no_age_limit, 190_mg, per_day, total,      who_2004_split_at_65},

    {magnesium, Kind::rni_formula, any,    none,      0_mo,         6_mo,  36_mg, per_day, total,      who_2004_formula_fed},

    {magnesium, Kind::rni,         female, pregnant,  10_y, no_age_limit, 220_mg, per_day, total,      who_2004_pregnant},

    {magnesium, Kind::rni,         female, lactating, 10_y, no_age_limit, 270_mg, per_day, total,      who_2004_lactating},
};
static_assert(sound<rows>());

}  // namespace

constexpr Authority who_fao{
    .key = "WHO_FAO",
    .name = "WHO/FAO Vitamin and mineral requirements, 2nd ed. 2004",
    .rows = rows,
};

}  // namespace epsom::tables
