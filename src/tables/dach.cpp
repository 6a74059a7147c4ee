#include "authorities.hpp"
#include "checks.hpp"
#include "reference_literals.hpp"

namespace epsom::tables {
namespace {

constexpr std::string_view dach_2021 = "D-A-CH reference values (DGE/OeGE/SGE), magnesium, derived 2021";
constexpr std::string_view dach_2021_no_age =
    "D-A-CH reference values (DGE/OeGE/SGE), magnesium, derived 2021 "
    "(no age printed)";

// Estimates of an adequate intake; no UL of its own. These replaced the values of 2000, which many pages still show. What
// is printed for pregnancy and lactation without an age stands from 10 years here.
constexpr ReferenceValue rows[] = {
    // nutrient kind            sex     stage      from         up to   value           applies to  source
    {magnesium, Kind::estimate, male,   none,      0_mo,         4_mo,  24_mg, per_day, total,      dach_2021},
    {magnesium, Kind::estimate, male,   none,      4_mo,          1_y,  80_mg, per_day, total,      dach_2021},
    {magnesium, Kind::estimate, male,   none,       1_y,          4_y, 170_mg, per_day, total,      dach_2021},
    {magnesium, Kind::estimate, male,   none,       4_y,          7_y, 190_mg, per_day, total,      dach_2021},
    {magnesium, Kind::estimate, male,   none,       7_y,         10_y, 240_mg, per_day, total,      dach_2021},
    {magnesium, Kind::estimate, male,   none,      10_y,         13_y, 260_mg, per_day, total,      dach_2021},
    {magnesium, Kind::estimate, male,   none,      13_y,         15_y, 280_mg, per_day, total,      dach_2021},
    {magnesium, Kind::estimate, male,   none,      15_y,         19_y, 330_mg, per_day, total,      dach_2021},
    {magnesium, Kind::estimate, male,   none,      19_y,         25_y, 350_mg, per_day, total,      dach_2021},
    {magnesium, Kind::estimate, male,   none,      25_y,         51_y, 350_mg, per_day, total,      dach_2021},
    {magnesium, Kind::estimate, male,   none,      51_y,         65_y, 350_mg, per_day, total,      dach_2021},
    {magnesium, Kind::estimate, male,   none,      65_y, no_age_limit, 350_mg, per_day, total,      dach_2021},

    {magnesium, Kind::estimate, female, none,      0_mo,         4_mo,  24_mg, per_day, total,      dach_2021},
    {magnesium, Kind::estimate, female, none,      4_mo,          1_y,  80_mg, per_day, total,      dach_2021},
    {magnesium, Kind::estimate, female, none,       1_y,          4_y, 170_mg, per_day, total,      dach_2021},
    {magnesium, Kind::estimate, female, none,       4_y,          7_y, 190_mg, per_day, total,      dach_2021},
    {magnesium, Kind::estimate, female, none,       7_y,         10_y, 240_mg, per_day, total,      dach_2021},
    {magnesium, Kind::estimate, female, none,      10_y,         13_y, 230_mg, per_day, total,      dach_2021},
    {magnesium, Kind::estimate, female, none,      13_y,         15_y, 240_mg, per_day, total,      dach_2021},
    {magnesium, Kind::estimate, female, none,      15_y,         19_y, 260_mg, per_day, total,      dach_2021},
    {magnesium, Kind::estimate, female, none,      19_y,         25_y, 300_mg, per_day, total,      dach_2021},
    {magnesium, Kind::estimate, female, none,      25_y,         51_y, 300_mg, per_day, total,      dach_2021},
    {magnesium, Kind::estimate, female, none,      51_y,         65_y, 300_mg, per_day, total,      dach_2021},
    {magnesium, Kind::estimate, female, none,      65_y, no_age_limit, 300_mg, per_day, total,      dach_2021},

    {magnesium, Kind::estimate, female, pregnant,  10_y, no_age_limit, 300_mg, per_day, total,      dach_2021_no_age},

    {magnesium, Kind::estimate, female, lactating, 10_y, no_age_limit, 300_mg, per_day, total,      dach_2021_no_age},
};
static_assert(sound<rows>());

}  // namespace

constexpr Authority dach{
    .key = "DACH",
    .name = "DGE, OeGE, SGE (Germany, Austria, Switzerland), 2021",
    .rows = rows,
};

}  // namespace epsom::tables
