#include "authorities.hpp"
#include "checks.hpp"
#include "reference_literals.hpp"

namespace epsom::tables {
namespace {

constexpr std::string_view cns_2023 = "CNS 2023 DRIs, appendix tables 3-6/3-7 (pp. 634-635)";
constexpr std::string_view cns_260_plus_0 = "CNS 2023 DRIs, appendix tables 3-6/3-7 (pp. 634-635) (base 260 + 0)";
constexpr std::string_view cns_260_plus_30 = "CNS 2023 DRIs, appendix tables 3-6/3-7 (pp. 634-635) (base 260 + 30)";
constexpr std::string_view cns_270_plus_0 = "CNS 2023 DRIs, appendix tables 3-6/3-7 (pp. 634-635) (base 270 + 0)";
constexpr std::string_view cns_270_plus_30 = "CNS 2023 DRIs, appendix tables 3-6/3-7 (pp. 634-635) (base 270 + 30)";
constexpr std::string_view cns_320_plus_0 = "CNS 2023 DRIs, appendix tables 3-6/3-7 (pp. 634-635) (base 320 + 0)";
constexpr std::string_view cns_320_plus_40 = "CNS 2023 DRIs, appendix tables 3-6/3-7 (pp. 634-635) (base 320 + 40)";
constexpr std::string_view cns_330_plus_0 = "CNS 2023 DRIs, appendix tables 3-6/3-7 (pp. 634-635) (base 330 + 0)";
constexpr std::string_view cns_330_plus_40 = "CNS 2023 DRIs, appendix tables 3-6/3-7 (pp. 634-635) (base 330 + 40)";

// No UL for magnesium. Pregnancy adds 30 mg to the EAR and 40 mg to the RNI, lactation nothing.
constexpr ReferenceValue rows[] = {
    // nutrient kind       sex     stage      from         up to   value           applies to  source
    {magnesium, Kind::ai,  any,    none,      0_mo,         6_mo,  20_mg, per_day, total,      cns_2023},
    {magnesium, Kind::ai,  any,    none,      6_mo,          1_y,  65_mg, per_day, total,      cns_2023},

    {magnesium, Kind::rni, any,    none,       1_y,          4_y, 140_mg, per_day, total,      cns_2023},
    {magnesium, Kind::rni, any,    none,       4_y,          7_y, 160_mg, per_day, total,      cns_2023},
    {magnesium, Kind::rni, any,    none,       7_y,          9_y, 200_mg, per_day, total,      cns_2023},
    {magnesium, Kind::rni, any,    none,       9_y,         12_y, 250_mg, per_day, total,      cns_2023},
    {magnesium, Kind::rni, any,    none,      12_y,         15_y, 320_mg, per_day, total,      cns_2023},
    {magnesium, Kind::rni, any,    none,      15_y,         18_y, 330_mg, per_day, total,      cns_2023},
    {magnesium, Kind::rni, any,    none,      18_y,         30_y, 330_mg, per_day, total,      cns_2023},
    {magnesium, Kind::rni, any,    none,      30_y,         50_y, 320_mg, per_day, total,      cns_2023},
    {magnesium, Kind::rni, any,    none,      50_y,         65_y, 320_mg, per_day, total,      cns_2023},
    {magnesium, Kind::rni, any,    none,      65_y,         75_y, 310_mg, per_day, total,      cns_2023},
    {magnesium, Kind::rni, any,    none,      75_y, no_age_limit, 300_mg, per_day, total,      cns_2023},

    {magnesium, Kind::ear, any,    none,       1_y,          4_y, 110_mg, per_day, total,      cns_2023},
    {magnesium, Kind::ear, any,    none,       4_y,          7_y, 130_mg, per_day, total,      cns_2023},
    {magnesium, Kind::ear, any,    none,       7_y,          9_y, 170_mg, per_day, total,      cns_2023},
    {magnesium, Kind::ear, any,    none,       9_y,         12_y, 210_mg, per_day, total,      cns_2023},
    {magnesium, Kind::ear, any,    none,      12_y,         15_y, 260_mg, per_day, total,      cns_2023},
    {magnesium, Kind::ear, any,    none,      15_y,         18_y, 270_mg, per_day, total,      cns_2023},
    {magnesium, Kind::ear, any,    none,      18_y,         30_y, 270_mg, per_day, total,      cns_2023},
    {magnesium, Kind::ear, any,    none,      30_y,         50_y, 270_mg, per_day, total,      cns_2023},
    {magnesium, Kind::ear, any,    none,      50_y,         65_y, 270_mg, per_day, total,      cns_2023},
    {magnesium, Kind::ear, any,    none,      65_y,         75_y, 260_mg, per_day, total,      cns_2023},
    {magnesium, Kind::ear, any,    none,      75_y, no_age_limit, 250_mg, per_day, total,      cns_2023},

    {magnesium, Kind::rni, female, pregnant,  12_y,         15_y, 360_mg, per_day, total,      cns_320_plus_40},
    {magnesium, Kind::rni, female, pregnant,  15_y,         18_y, 370_mg, per_day, total,      cns_330_plus_40},
    {magnesium, Kind::rni, female, pregnant,  18_y,         30_y, 370_mg, per_day, total,      cns_330_plus_40},
    {magnesium, Kind::rni, female, pregnant,  30_y,         50_y, 360_mg, per_day, total,      cns_320_plus_40},

    {magnesium, Kind::ear, female, pregnant,  12_y,         15_y, 290_mg, per_day, total,      cns_260_plus_30},
    {magnesium, Kind::ear, female, pregnant,  15_y,         18_y, 300_mg, per_day, total,      cns_270_plus_30},
    {magnesium, Kind::ear, female, pregnant,  18_y,         30_y, 300_mg, per_day, total,      cns_270_plus_30},
    {magnesium, Kind::ear, female, pregnant,  30_y,         50_y, 300_mg, per_day, total,      cns_270_plus_30},

    {magnesium, Kind::rni, female, lactating, 12_y,         15_y, 320_mg, per_day, total,      cns_320_plus_0},
    {magnesium, Kind::rni, female, lactating, 15_y,         18_y, 330_mg, per_day, total,      cns_330_plus_0},
    {magnesium, Kind::rni, female, lactating, 18_y,         30_y, 330_mg, per_day, total,      cns_330_plus_0},
    {magnesium, Kind::rni, female, lactating, 30_y,         50_y, 320_mg, per_day, total,      cns_320_plus_0},

    {magnesium, Kind::ear, female, lactating, 12_y,         15_y, 260_mg, per_day, total,      cns_260_plus_0},
    {magnesium, Kind::ear, female, lactating, 15_y,         18_y, 270_mg, per_day, total,      cns_270_plus_0},
    {magnesium, Kind::ear, female, lactating, 18_y,         30_y, 270_mg, per_day, total,      cns_270_plus_0},
    {magnesium, Kind::ear, female, lactating, 30_y,         50_y, 270_mg, per_day, total,      cns_270_plus_0},
};
static_assert(sound<rows>());

}  // namespace

constexpr Authority china{
    .key = "CHINA",
    .name = "Chinese Nutrition Society DRIs 2023",
    .rows = rows,
};

}  // namespace epsom::tables
