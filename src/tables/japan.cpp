#include "authorities.hpp"
#include "checks.hpp"
#include "reference_literals.hpp"

namespace epsom::tables {
namespace {

constexpr std::string_view mhlw_2020 = "MHLW DRIs for Japanese 2020 (English ed., p. 33)";
constexpr std::string_view mhlw_2020_adults =
    "MHLW DRIs for Japanese 2020 "
    "(English ed., p. 33) note 1: sources other than ordinary food, adults";
constexpr std::string_view mhlw_2020_children =
    "MHLW DRIs for Japanese 2020 "
    "(English ed., p. 33) note 1: sources other than ordinary food, children";
constexpr std::string_view mhlw_230_plus_0 = "MHLW DRIs for Japanese 2020 (English ed., p. 33) (base 230 + 0)";
constexpr std::string_view mhlw_230_plus_30 = "MHLW DRIs for Japanese 2020 (English ed., p. 33) (base 230 + 30)";
constexpr std::string_view mhlw_240_plus_0 = "MHLW DRIs for Japanese 2020 (English ed., p. 33) (base 240 + 0)";
constexpr std::string_view mhlw_240_plus_30 = "MHLW DRIs for Japanese 2020 (English ed., p. 33) (base 240 + 30)";
constexpr std::string_view mhlw_260_plus_0 = "MHLW DRIs for Japanese 2020 (English ed., p. 33) (base 260 + 0)";
constexpr std::string_view mhlw_260_plus_30 = "MHLW DRIs for Japanese 2020 (English ed., p. 33) (base 260 + 30)";
constexpr std::string_view mhlw_270_plus_0 = "MHLW DRIs for Japanese 2020 (English ed., p. 33) (base 270 + 0)";
constexpr std::string_view mhlw_270_plus_40 = "MHLW DRIs for Japanese 2020 (English ed., p. 33) (base 270 + 40)";
constexpr std::string_view mhlw_290_plus_0 = "MHLW DRIs for Japanese 2020 (English ed., p. 33) (base 290 + 0)";
constexpr std::string_view mhlw_290_plus_40 = "MHLW DRIs for Japanese 2020 (English ed., p. 33) (base 290 + 40)";
constexpr std::string_view mhlw_310_plus_0 = "MHLW DRIs for Japanese 2020 (English ed., p. 33) (base 310 + 0)";
constexpr std::string_view mhlw_310_plus_40 = "MHLW DRIs for Japanese 2020 (English ed., p. 33) (base 310 + 40)";

// In force from 2020 to 2024. Ordinary food has no limit; for children the limit is per kilogram of body weight.
// Pregnancy adds 30 mg to the EAR and 40 mg to the RDA, lactation nothing.
constexpr ReferenceValue rows[] = {
    // nutrient kind       sex     stage      from         up to   value           applies to    source
    {magnesium, Kind::ai,  any,    none,      0_mo,         6_mo,  20_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::ai,  any,    none,      6_mo,          1_y,  60_mg, per_day, total,        mhlw_2020},

    {magnesium, Kind::rda, male,   none,       1_y,          3_y,  70_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::rda, male,   none,       3_y,          6_y, 100_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::rda, male,   none,       6_y,          8_y, 130_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::rda, male,   none,       8_y,         10_y, 170_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::rda, male,   none,      10_y,         12_y, 210_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::rda, male,   none,      12_y,         15_y, 290_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::rda, male,   none,      15_y,         18_y, 360_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::rda, male,   none,      18_y,         30_y, 340_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::rda, male,   none,      30_y,         50_y, 370_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::rda, male,   none,      50_y,         65_y, 370_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::rda, male,   none,      65_y,         75_y, 350_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::rda, male,   none,      75_y, no_age_limit, 320_mg, per_day, total,        mhlw_2020},

    {magnesium, Kind::rda, female, none,       1_y,          3_y,  70_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::rda, female, none,       3_y,          6_y, 100_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::rda, female, none,       6_y,          8_y, 130_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::rda, female, none,       8_y,         10_y, 160_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::rda, female, none,      10_y,         12_y, 220_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::rda, female, none,      12_y,         15_y, 290_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::rda, female, none,      15_y,         18_y, 310_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::rda, female, none,      18_y,         30_y, 270_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::rda, female, none,      30_y,         50_y, 290_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::rda, female, none,      50_y,         65_y, 290_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::rda, female, none,      65_y,         75_y, 280_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::rda, female, none,      75_y, no_age_limit, 260_mg, per_day, total,        mhlw_2020},

    {magnesium, Kind::ear, male,   none,       1_y,          3_y,  60_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::ear, male,   none,       3_y,          6_y,  80_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::ear, male,   none,       6_y,          8_y, 110_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::ear, male,   none,       8_y,         10_y, 140_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::ear, male,   none,      10_y,         12_y, 180_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::ear, male,   none,      12_y,         15_y, 250_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::ear, male,   none,      15_y,         18_y, 300_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::ear, male,   none,      18_y,         30_y, 280_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::ear, male,   none,      30_y,         50_y, 310_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::ear, male,   none,      50_y,         65_y, 310_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::ear, male,   none,      65_y,         75_y, 290_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::ear, male,   none,      75_y, no_age_limit, 270_mg, per_day, total,        mhlw_2020},

    {magnesium, Kind::ear, female, none,       1_y,          3_y,  60_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::ear, female, none,       3_y,          6_y,  80_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::ear, female, none,       6_y,          8_y, 110_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::ear, female, none,       8_y,         10_y, 140_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::ear, female, none,      10_y,         12_y, 180_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::ear, female, none,      12_y,         15_y, 240_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::ear, female, none,      15_y,         18_y, 260_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::ear, female, none,      18_y,         30_y, 230_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::ear, female, none,      30_y,         50_y, 240_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::ear, female, none,      50_y,         65_y, 240_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::ear, female, none,      65_y,         75_y, 230_mg, per_day, total,        mhlw_2020},
    {magnesium, Kind::ear, female, none,      75_y, no_age_limit, 220_mg, per_day, total,        mhlw_2020},

    {magnesium, Kind::ul,  any,    none,       1_y,         18_y,   5_mg, per_kg,  supplemental, mhlw_2020_children},
    {magnesium, Kind::ul,  any,    none,      18_y, no_age_limit, 350_mg, per_day, supplemental, mhlw_2020_adults},

    {magnesium, Kind::rda, female, pregnant,  12_y,         15_y, 330_mg, per_day, total,        mhlw_290_plus_40},
    {magnesium, Kind::rda, female, pregnant,  15_y,         18_y, 350_mg, per_day, total,        mhlw_310_plus_40},
    {magnesium, Kind::rda, female, pregnant,  18_y,         30_y, 310_mg, per_day, total,        mhlw_270_plus_40},
    {magnesium, Kind::rda, female, pregnant,  30_y,         50_y, 330_mg, per_day, total,        mhlw_290_plus_40},

    {magnesium, Kind::ear, female, pregnant,  12_y,         15_y, 270_mg, per_day, total,        mhlw_240_plus_30},
    {magnesium, Kind::ear, female, pregnant,  15_y,         18_y, 290_mg, per_day, total,        mhlw_260_plus_30},
    {magnesium, Kind::ear, female, pregnant,  18_y,         30_y, 260_mg, per_day, total,        mhlw_230_plus_30},
    {magnesium, Kind::ear, female, pregnant,  30_y,         50_y, 270_mg, per_day, total,        mhlw_240_plus_30},

    {magnesium, Kind::ul,  female, pregnant,  12_y,         18_y,   5_mg, per_kg,  supplemental, mhlw_2020_children},
    {magnesium, Kind::ul,  female, pregnant,  18_y,         50_y, 350_mg, per_day, supplemental, mhlw_2020_adults},

    {magnesium, Kind::rda, female, lactating, 12_y,         15_y, 290_mg, per_day, total,        mhlw_290_plus_0},
    {magnesium, Kind::rda, female, lactating, 15_y,         18_y, 310_mg, per_day, total,        mhlw_310_plus_0},
    {magnesium, Kind::rda, female, lactating, 18_y,         30_y, 270_mg, per_day, total,        mhlw_270_plus_0},
    {magnesium, Kind::rda, female, lactating, 30_y,         50_y, 290_mg, per_day, total,        mhlw_290_plus_0},

    {magnesium, Kind::ear, female, lactating, 12_y,         15_y, 240_mg, per_day, total,        mhlw_240_plus_0},
    {magnesium, Kind::ear, female, lactating, 15_y,         18_y, 260_mg, per_day, total,        mhlw_260_plus_0},
    {magnesium, Kind::ear, female, lactating, 18_y,         30_y, 230_mg, per_day, total,        mhlw_230_plus_0},
    {magnesium, Kind::ear, female, lactating, 30_y,         50_y, 240_mg, per_day, total,        mhlw_240_plus_0},

    {magnesium, Kind::ul,  female, lactating, 12_y,         18_y,   5_mg, per_kg,  supplemental, mhlw_2020_children},
    {magnesium, Kind::ul,  female, lactating, 18_y,         50_y, 350_mg, per_day, supplemental, mhlw_2020_adults},
};
static_assert(sound<rows>());

}  // namespace

constexpr Authority japan{
    .key = "JAPAN",
    .name = "MHLW Dietary Reference Intakes for Japanese 2020",
    .rows = rows,
};

}  // namespace epsom::tables
