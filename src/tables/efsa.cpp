#include "authorities.hpp"
#include "checks.hpp"
#include "reference_literals.hpp"

namespace epsom::tables {
namespace {

constexpr std::string_view efsa_2015 = "EFSA NDA 2015 DRV magnesium (EFSA J 13(7):4186)";
constexpr std::string_view efsa_2015_derived =
    "EFSA NDA 2015 DRV magnesium (EFSA J 13(7):4186) "
    "(derived: same AI as non-pregnant, non-lactating)";
constexpr std::string_view efsa_2017 = "EFSA DRV summary tables v4 (2017)";
constexpr std::string_view efsa_2017_no_sun = "EFSA DRV summary tables v4 (2017) (assumes minimal skin synthesis)";
constexpr std::string_view efsa_2017_postmenopausal =
    "EFSA DRV summary tables v4 (2017) "
    "(printed by menopausal status, not age; split at 51 y is assumed here); postmenopausal";
constexpr std::string_view efsa_2017_premenopausal =
    "EFSA DRV summary tables v4 (2017) "
    "(printed by menopausal status, not age; split at 51 y is assumed here); premenopausal";
constexpr std::string_view efsa_2025 = "EFSA UL overview v11 (2025)";
constexpr std::string_view efsa_2025_folic_acid =
    "EFSA UL overview v11 (2025) "
    "(folic acid and authorised folate salts in supplements or added to food; not natural food folate)";
constexpr std::string_view scf_2001 =
    "SCF 2001 UL magnesium "
    "(carried in EFSA UL overview v11, 2025): readily dissociable salts and MgO in supplements, water or added to food";

// The UL for magnesium leaves out what food holds by nature, and is not set below 4 years. There is no UL for iron.
// The AI for magnesium at 1 to 2 years is 170 mg; the 160 mg of the draft still circulates.
// Folate counts dietary folate equivalents, an AI in pregnancy and a PRI otherwise; its ULs count folic acid, and the one
// for "4-6 months" stands here from 4 up to 6 completed months.
constexpr ReferenceValue rows[] = {
    // nutrient   kind       sex     stage      from         up to    value           applies to    source
    {magnesium,   Kind::ai,  male,   none,      6_mo,          1_y,   80_mg, per_day, total,        efsa_2015},
    {magnesium,   Kind::ai,  male,   none,       1_y,          3_y,  170_mg, per_day, total,        efsa_2015},
    {magnesium,   Kind::ai,  male,   none,       3_y,         10_y,  230_mg, per_day, total,        efsa_2015},
    {magnesium,   Kind::ai,  male,   none,      10_y,         18_y,  300_mg, per_day, total,        efsa_2015},
    {magnesium,   Kind::ai,  male,   none,      18_y, no_age_limit,  350_mg, per_day, total,        efsa_2015},

    {magnesium,   Kind::ai,  female, none,      6_mo,          1_y,   80_mg, per_day, total,        efsa_2015},
    {magnesium,   Kind::ai,  female, none,       1_y,          3_y,  170_mg, per_day, total,        efsa_2015},
    {magnesium,   Kind::ai,  female, none,       3_y,         10_y,  230_mg, per_day, total,        efsa_2015},
    {magnesium,   Kind::ai,  female, none,      10_y,         18_y,  250_mg, per_day, total,        efsa_2015},
    {magnesium,   Kind::ai,  female, none,      18_y, no_age_limit,  300_mg, per_day, total,        efsa_2015},

    {magnesium,   Kind::ul,  any,    none,       4_y,          7_y,  250_mg, per_day, supplemental, scf_2001},
    {magnesium,   Kind::ul,  any,    none,       7_y,         11_y,  250_mg, per_day, supplemental, scf_2001},
    {magnesium,   Kind::ul,  any,    none,      11_y,         15_y,  250_mg, per_day, supplemental, scf_2001},
    {magnesium,   Kind::ul,  any,    none,      15_y,         18_y,  250_mg, per_day, supplemental, scf_2001},
    {magnesium,   Kind::ul,  any,    none,      18_y, no_age_limit,  250_mg, per_day, supplemental, scf_2001},

    {magnesium,   Kind::ai,  female, pregnant,  10_y,         18_y,  250_mg, per_day, total,        efsa_2015_derived},
    {magnesium,   Kind::ai,  female, pregnant,  18_y, no_age_limit,  300_mg, per_day, total,        efsa_2015},
    {magnesium,   Kind::ul,  female, pregnant,  10_y, no_age_limit,  250_mg, per_day, supplemental, scf_2001},

    {magnesium,   Kind::ai,  female, lactating, 10_y,         18_y,  250_mg, per_day, total,        efsa_2015_derived},
    {magnesium,   Kind::ai,  female, lactating, 18_y, no_age_limit,  300_mg, per_day, total,        efsa_2015},
    {magnesium,   Kind::ul,  female, lactating, 10_y, no_age_limit,  250_mg, per_day, supplemental, scf_2001},

    {iron,        Kind::pri, male,   none,      6_mo,          1_y,   11_mg, per_day, total,        efsa_2017},
    {iron,        Kind::pri, male,   none,       1_y,          7_y,    7_mg, per_day, total,        efsa_2017},
    {iron,        Kind::pri, male,   none,       7_y,         12_y,   11_mg, per_day, total,        efsa_2017},
    {iron,        Kind::pri, male,   none,      12_y,         18_y,   11_mg, per_day, total,        efsa_2017},
    {iron,        Kind::pri, male,   none,      18_y, no_age_limit,   11_mg, per_day, total,        efsa_2017},

    {iron,        Kind::pri, female, none,      6_mo,          1_y,   11_mg, per_day, total,        efsa_2017},
    {iron,        Kind::pri, female, none,       1_y,          7_y,    7_mg, per_day, total,        efsa_2017},
    {iron,        Kind::pri, female, none,       7_y,         12_y,   11_mg, per_day, total,        efsa_2017},
    {iron,        Kind::pri, female, none,      12_y,         18_y,   13_mg, per_day, total,        efsa_2017},
    {iron,        Kind::pri, female, none,      18_y,         51_y,   16_mg, per_day, total,        efsa_2017_premenopausal},
    {iron,        Kind::pri, female, none,      51_y, no_age_limit,   11_mg, per_day, total,        efsa_2017_postmenopausal},

    {iron,        Kind::ar,  male,   none,      6_mo,          1_y,    8_mg, per_day, total,        efsa_2017},
    {iron,        Kind::ar,  male,   none,       1_y,          7_y,    5_mg, per_day, total,        efsa_2017},
    {iron,        Kind::ar,  male,   none,       7_y,         12_y,    8_mg, per_day, total,        efsa_2017},
    {iron,        Kind::ar,  male,   none,      12_y,         18_y,    8_mg, per_day, total,        efsa_2017},
    {iron,        Kind::ar,  male,   none,      18_y, no_age_limit,    6_mg, per_day, total,        efsa_2017},

    {iron,        Kind::ar,  female, none,      6_mo,          1_y,    8_mg, per_day, total,        efsa_2017},
    {iron,        Kind::ar,  female, none,       1_y,          7_y,    5_mg, per_day, total,        efsa_2017},
    {iron,        Kind::ar,  female, none,       7_y,         12_y,    8_mg, per_day, total,        efsa_2017},
    {iron,        Kind::ar,  female, none,      12_y,         18_y,    7_mg, per_day, total,        efsa_2017},
    {iron,        Kind::ar,  female, none,      18_y,         51_y,    7_mg, per_day, total,        efsa_2017_premenopausal},
    {iron,        Kind::ar,  female, none,      51_y, no_age_limit,    6_mg, per_day, total,        efsa_2017_postmenopausal},

    {iron,        Kind::pri, female, pregnant,  18_y, no_age_limit,   16_mg, per_day, total,        efsa_2017},
    {iron,        Kind::ar,  female, pregnant,  18_y, no_age_limit,    7_mg, per_day, total,        efsa_2017},

    {iron,        Kind::pri, female, lactating, 18_y, no_age_limit,   16_mg, per_day, total,        efsa_2017},
    {iron,        Kind::ar,  female, lactating, 18_y, no_age_limit,    7_mg, per_day, total,        efsa_2017},

    {calcium,     Kind::ai,  any,    none,      6_mo,          1_y,  280_mg, per_day, total,        efsa_2017},

    {calcium,     Kind::pri, any,    none,       1_y,          4_y,  450_mg, per_day, total,        efsa_2017},
    {calcium,     Kind::pri, any,    none,       4_y,         11_y,  800_mg, per_day, total,        efsa_2017},
    {calcium,     Kind::pri, any,    none,      11_y,         18_y, 1150_mg, per_day, total,        efsa_2017},
    {calcium,     Kind::pri, any,    none,      18_y,         25_y, 1000_mg, per_day, total,        efsa_2017},
    {calcium,     Kind::pri, any,    none,      25_y, no_age_limit,  950_mg, per_day, total,        efsa_2017},

    {calcium,     Kind::ar,  any,    none,       1_y,          4_y,  390_mg, per_day, total,        efsa_2017},
    {calcium,     Kind::ar,  any,    none,       4_y,         11_y,  680_mg, per_day, total,        efsa_2017},
    {calcium,     Kind::ar,  any,    none,      11_y,         18_y,  960_mg, per_day, total,        efsa_2017},
    {calcium,     Kind::ar,  any,    none,      18_y,         25_y,  860_mg, per_day, total,        efsa_2017},
    {calcium,     Kind::ar,  any,    none,      25_y, no_age_limit,  750_mg, per_day, total,        efsa_2017},

    {calcium,     Kind::ul,  any,    none,      18_y, no_age_limit, 2500_mg, per_day, total,        efsa_2025},

    {calcium,     Kind::pri, female, pregnant,  18_y,         25_y, 1000_mg, per_day, total,        efsa_2017},
    {calcium,     Kind::pri, female, pregnant,  25_y, no_age_limit,  950_mg, per_day, total,        efsa_2017},
    {calcium,     Kind::ar,  female, pregnant,  18_y,         25_y,  860_mg, per_day, total,        efsa_2017},
    {calcium,     Kind::ar,  female, pregnant,  25_y, no_age_limit,  750_mg, per_day, total,        efsa_2017},
    {calcium,     Kind::ul,  female, pregnant,  18_y, no_age_limit, 2500_mg, per_day, total,        efsa_2025},

    {calcium,     Kind::pri, female, lactating, 18_y,         25_y, 1000_mg, per_day, total,        efsa_2017},
    {calcium,     Kind::pri, female, lactating, 25_y, no_age_limit,  950_mg, per_day, total,        efsa_2017},
    {calcium,     Kind::ar,  female, lactating, 18_y,         25_y,  860_mg, per_day, total,        efsa_2017},
    {calcium,     Kind::ar,  female, lactating, 25_y, no_age_limit,  750_mg, per_day, total,        efsa_2017},
    {calcium,     Kind::ul,  female, lactating, 18_y, no_age_limit, 2500_mg, per_day, total,        efsa_2025},

    {vitamin_d,   Kind::ai,  any,    none,      6_mo,          1_y,   10_ug, per_day, total,        efsa_2017},
    {vitamin_d,   Kind::ai,  any,    none,       1_y, no_age_limit,   15_ug, per_day, total,        efsa_2017_no_sun},

    {vitamin_d,   Kind::ul,  any,    none,      0_mo,         6_mo,   25_ug, per_day, total,        efsa_2025},
    {vitamin_d,   Kind::ul,  any,    none,      6_mo,          1_y,   35_ug, per_day, total,        efsa_2025},
    {vitamin_d,   Kind::ul,  any,    none,       1_y,          4_y,   50_ug, per_day, total,        efsa_2025},
    {vitamin_d,   Kind::ul,  any,    none,       4_y,          7_y,   50_ug, per_day, total,        efsa_2025},
    {vitamin_d,   Kind::ul,  any,    none,       7_y,         11_y,   50_ug, per_day, total,        efsa_2025},
    {vitamin_d,   Kind::ul,  any,    none,      11_y,         15_y,  100_ug, per_day, total,        efsa_2025},
    {vitamin_d,   Kind::ul,  any,    none,      15_y,         18_y,  100_ug, per_day, total,        efsa_2025},
    {vitamin_d,   Kind::ul,  any,    none,      18_y, no_age_limit,  100_ug, per_day, total,        efsa_2025},

    {vitamin_d,   Kind::ai,  female, pregnant,  18_y, no_age_limit,   15_ug, per_day, total,        efsa_2017},
    {vitamin_d,   Kind::ul,  female, pregnant,  18_y, no_age_limit,  100_ug, per_day, total,        efsa_2025},

    {vitamin_d,   Kind::ai,  female, lactating, 18_y, no_age_limit,   15_ug, per_day, total,        efsa_2017},
    {vitamin_d,   Kind::ul,  female, lactating, 18_y, no_age_limit,  100_ug, per_day, total,        efsa_2025},

    {vitamin_b12, Kind::ai,  any,    none,      6_mo,          1_y,  1.5_ug, per_day, total,        efsa_2017},
    {vitamin_b12, Kind::ai,  any,    none,       1_y,          4_y,  1.5_ug, per_day, total,        efsa_2017},
    {vitamin_b12, Kind::ai,  any,    none,       4_y,          7_y,  1.5_ug, per_day, total,        efsa_2017},
    {vitamin_b12, Kind::ai,  any,    none,       7_y,         11_y,  2.5_ug, per_day, total,        efsa_2017},
    {vitamin_b12, Kind::ai,  any,    none,      11_y,         15_y,  3.5_ug, per_day, total,        efsa_2017},
    {vitamin_b12, Kind::ai,  any,    none,      15_y,         18_y,    4_ug, per_day, total,        efsa_2017},
    {vitamin_b12, Kind::ai,  any,    none,      18_y, no_age_limit,    4_ug, per_day, total,        efsa_2017},

    {vitamin_b12, Kind::ai,  female, pregnant,  18_y, no_age_limit,  4.5_ug, per_day, total,        efsa_2017},

    {vitamin_b12, Kind::ai,  female, lactating, 18_y, no_age_limit,    5_ug, per_day, total,        efsa_2017},

    {folate,      Kind::ai,  any,    none,      6_mo,          1_y,   80_ug, per_day, total,        efsa_2017},

    {folate,      Kind::pri, any,    none,       1_y,          4_y,  120_ug, per_day, total,        efsa_2017},
    {folate,      Kind::pri, any,    none,       4_y,          7_y,  140_ug, per_day, total,        efsa_2017},
    {folate,      Kind::pri, any,    none,       7_y,         11_y,  200_ug, per_day, total,        efsa_2017},
    {folate,      Kind::pri, any,    none,      11_y,         15_y,  270_ug, per_day, total,        efsa_2017},
    {folate,      Kind::pri, any,    none,      15_y,         18_y,  330_ug, per_day, total,        efsa_2017},
    {folate,      Kind::pri, any,    none,      18_y, no_age_limit,  330_ug, per_day, total,        efsa_2017},

    {folate,      Kind::ar,  any,    none,       1_y,          4_y,   90_ug, per_day, total,        efsa_2017},
    {folate,      Kind::ar,  any,    none,       4_y,          7_y,  110_ug, per_day, total,        efsa_2017},
    {folate,      Kind::ar,  any,    none,       7_y,         11_y,  160_ug, per_day, total,        efsa_2017},
    {folate,      Kind::ar,  any,    none,      11_y,         15_y,  210_ug, per_day, total,        efsa_2017},
    {folate,      Kind::ar,  any,    none,      15_y,         18_y,  250_ug, per_day, total,        efsa_2017},
    {folate,      Kind::ar,  any,    none,      18_y, no_age_limit,  250_ug, per_day, total,        efsa_2017},

    {folate,      Kind::ul,  any,    none,      4_mo,         6_mo,  200_ug, per_day, supplemental, efsa_2025_folic_acid},
    {folate,      Kind::ul,  any,    none,      6_mo,          1_y,  200_ug, per_day, supplemental, efsa_2025_folic_acid},
    {folate,      Kind::ul,  any,    none,       1_y,          4_y,  200_ug, per_day, supplemental, efsa_2025_folic_acid},
    {folate,      Kind::ul,  any,    none,       4_y,          7_y,  300_ug, per_day, supplemental, efsa_2025_folic_acid},
    {folate,      Kind::ul,  any,    none,       7_y,         11_y,  400_ug, per_day, supplemental, efsa_2025_folic_acid},
    {folate,      Kind::ul,  any,    none,      11_y,         15_y,  600_ug, per_day, supplemental, efsa_2025_folic_acid},
    {folate,      Kind::ul,  any,    none,      15_y,         18_y,  800_ug, per_day, supplemental, efsa_2025_folic_acid},
    {folate,      Kind::ul,  any,    none,      18_y, no_age_limit, 1000_ug, per_day, supplemental, efsa_2025_folic_acid},

    {folate,      Kind::ai,  female, pregnant,  18_y, no_age_limit,  600_ug, per_day, total,        efsa_2017},
    {folate,      Kind::ul,  female, pregnant,  18_y, no_age_limit, 1000_ug, per_day, supplemental, efsa_2025_folic_acid},

    {folate,      Kind::pri, female, lactating, 18_y, no_age_limit,  500_ug, per_day, total,        efsa_2017},
    {folate,      Kind::ar,  female, lactating, 18_y, no_age_limit,  380_ug, per_day, total,        efsa_2017},
    {folate,      Kind::ul,  female, lactating, 18_y, no_age_limit, 1000_ug, per_day, supplemental, efsa_2025_folic_acid},
};
static_assert(sound<rows>());

}  // namespace

constexpr Authority efsa{
    .key = "EFSA",
    .name = "European Food Safety Authority, 2015-2017; UL 2001-2025",
    .rows = rows,
};

}  // namespace epsom::tables
