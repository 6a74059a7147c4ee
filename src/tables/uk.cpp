#include "authorities.hpp"
#include "checks.hpp"
#include "reference_literals.hpp"

namespace epsom::tables {
namespace {

constexpr std::string_view coma_1991 = "COMA 1991 DRVs (Report 41), as reprinted by BNF 2021";
constexpr std::string_view coma_1991_270_plus_50 =
    "COMA 1991 DRVs (Report 41), as reprinted by BNF 2021 "
    "(270 + 50 lactation increment)";
constexpr std::string_view coma_1991_300_plus_50 =
    "COMA 1991 DRVs (Report 41), as reprinted by BNF 2021 "
    "(+50 lactation increment on 300; derived)";
constexpr std::string_view coma_1991_pregnant =
    "COMA 1991 DRVs (Report 41), as reprinted by BNF 2021 "
    "(no pregnancy increment; base by age)";
constexpr std::string_view evm_2003 = "EVM 2003 Safe Upper Levels: guidance level (adults, supplemental)";

// The GL is a guidance level on thin data, weaker than a UL; set for adults but not for pregnancy or lactation. Of the
// report's values only the RNIs are here; its EARs and LRNIs are not, for want of a text to check them against.
constexpr ReferenceValue rows[] = {
    // nutrient kind       sex     stage      from         up to   value           applies to    source
    {magnesium, Kind::rni, male,   none,      0_mo,         3_mo,  55_mg, per_day, total,        coma_1991},
    {magnesium, Kind::rni, male,   none,      3_mo,         6_mo,  60_mg, per_day, total,        coma_1991},
    {magnesium, Kind::rni, male,   none,      6_mo,         9_mo,  75_mg, per_day, total,        coma_1991},
    {magnesium, Kind::rni, male,   none,      9_mo,          1_y,  80_mg, per_day, total,        coma_1991},
    {magnesium, Kind::rni, male,   none,       1_y,          4_y,  85_mg, per_day, total,        coma_1991},
    {magnesium, Kind::rni, male,   none,       4_y,          7_y, 120_mg, per_day, total,        coma_1991},
    {magnesium, Kind::rni, male,   none,       7_y,         11_y, 200_mg, per_day, total,        coma_1991},
    {magnesium, Kind::rni, male,   none,      11_y,         15_y, 280_mg, per_day, total,        coma_1991},
    {magnesium, Kind::rni, male,   none,      15_y,         19_y, 300_mg, per_day, total,        coma_1991},
    {magnesium, Kind::rni, male,   none,      19_y,         51_y, 300_mg, per_day, total,        coma_1991},
    {magnesium, Kind::rni, male,   none,      51_y, no_age_limit, 300_mg, per_day, total,        coma_1991},

    {magnesium, Kind::rni, female, none,      0_mo,         3_mo,  55_mg, per_day, total,        coma_1991},
    {magnesium, Kind::rni, female, none,      3_mo,         6_mo,  60_mg, per_day, total,        coma_1991},
    {magnesium, Kind::rni, female, none,      6_mo,         9_mo,  75_mg, per_day, total,        coma_1991},
    {magnesium, Kind::rni, female, none,      9_mo,          1_y,  80_mg, per_day, total,        coma_1991},
    {magnesium, Kind::rni, female, none,       1_y,          4_y,  85_mg, per_day, total,        coma_1991},
    {magnesium, Kind::rni, female, none,       4_y,          7_y, 120_mg, per_day, total,        coma_1991},
    {magnesium, Kind::rni, female, none,       7_y,         11_y, 200_mg, per_day, total,        coma_1991},
    {magnesium, Kind::rni, female, none,      11_y,         15_y, 280_mg, per_day, total,        coma_1991},
    {magnesium, Kind::rni, female, none,      15_y,         19_y, 300_mg, per_day, total,        coma_1991},
    {magnesium, Kind::rni, female, none,      19_y,         51_y, 270_mg, per_day, total,        coma_1991},
    {magnesium, Kind::rni, female, none,      51_y, no_age_limit, 270_mg, per_day, total,        coma_1991},

    {magnesium, Kind::gl,  any,    none,      18_y, no_age_limit, 400_mg, per_day, supplemental, evm_2003},

    {magnesium, Kind::rni, female, pregnant,  15_y,         19_y, 300_mg, per_day, total,        coma_1991_pregnant},
    {magnesium, Kind::rni, female, pregnant,  19_y,         51_y, 270_mg, per_day, total,        coma_1991_pregnant},

    {magnesium, Kind::rni, female, lactating, 15_y,         19_y, 350_mg, per_day, total,        coma_1991_300_plus_50},
    {magnesium, Kind::rni, female, lactating, 19_y,         51_y, 320_mg, per_day, total,        coma_1991_270_plus_50},
};
static_assert(sound<rows>());

}  // namespace

constexpr Authority uk{
    .key = "UK",
    .name = "COMA Dietary Reference Values 1991; Expert Group on Vitamins and Minerals 2003",
    .rows = rows,
};

}  // namespace epsom::tables
