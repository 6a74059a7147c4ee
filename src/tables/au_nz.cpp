#include "authorities.hpp"
#include "checks.hpp"
#include "reference_literals.hpp"

namespace epsom::tables {
namespace {

constexpr std::string_view nhmrc_2006 = "NHMRC/MoH 2006 Nutrient Reference Values, Table 8";
constexpr std::string_view nhmrc_2006_supplements =
    "NHMRC/MoH 2006 Nutrient Reference Values, Table 8 "
    "(ULs refer to supplements)";

// The same amounts as in the USA and Canada, printed as RDI.
constexpr ReferenceValue rows[] = {
    // nutrient kind       sex     stage      from         up to   value           applies to    source
    {magnesium, Kind::ai,  any,    none,      0_mo,         6_mo,  30_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::ai,  any,    none,      6_mo,          1_y,  75_mg, per_day, total,        nhmrc_2006},

    {magnesium, Kind::rdi, male,   none,       1_y,          4_y,  80_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::rdi, male,   none,       4_y,          9_y, 130_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::rdi, male,   none,       9_y,         14_y, 240_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::rdi, male,   none,      14_y,         19_y, 410_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::rdi, male,   none,      19_y,         31_y, 400_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::rdi, male,   none,      31_y,         51_y, 420_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::rdi, male,   none,      51_y,         71_y, 420_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::rdi, male,   none,      71_y, no_age_limit, 420_mg, per_day, total,        nhmrc_2006},

    {magnesium, Kind::rdi, female, none,       1_y,          4_y,  80_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::rdi, female, none,       4_y,          9_y, 130_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::rdi, female, none,       9_y,         14_y, 240_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::rdi, female, none,      14_y,         19_y, 360_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::rdi, female, none,      19_y,         31_y, 310_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::rdi, female, none,      31_y,         51_y, 320_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::rdi, female, none,      51_y,         71_y, 320_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::rdi, female, none,      71_y, no_age_limit, 320_mg, per_day, total,        nhmrc_2006},

    {magnesium, Kind::ear, male,   none,       1_y,          4_y,  65_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::ear, male,   none,       4_y,          9_y, 110_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::ear, male,   none,       9_y,         14_y, 200_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::ear, male,   none,      14_y,         19_y, 340_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::ear, male,   none,      19_y,         31_y, 330_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::ear, male,   none,      31_y,         51_y, 350_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::ear, male,   none,      51_y,         71_y, 350_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::ear, male,   none,      71_y, no_age_limit, 350_mg, per_day, total,        nhmrc_2006},

    {magnesium, Kind::ear, female, none,       1_y,          4_y,  65_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::ear, female, none,       4_y,          9_y, 110_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::ear, female, none,       9_y,         14_y, 200_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::ear, female, none,      14_y,         19_y, 300_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::ear, female, none,      19_y,         31_y, 255_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::ear, female, none,      31_y,         51_y, 265_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::ear, female, none,      51_y,         71_y, 265_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::ear, female, none,      71_y, no_age_limit, 265_mg, per_day, total,        nhmrc_2006},

    {magnesium, Kind::ul,  any,    none,       1_y,          4_y,  65_mg, per_day, supplemental, nhmrc_2006_supplements},
    {magnesium, Kind::ul,  any,    none,       4_y,          9_y, 110_mg, per_day, supplemental, nhmrc_2006_supplements},
    {magnesium, Kind::ul,  any,    none,       9_y,         14_y, 350_mg, per_day, supplemental, nhmrc_2006_supplements},
    {magnesium, Kind::ul,  any,    none,      14_y,         19_y, 350_mg, per_day, supplemental, nhmrc_2006_supplements},
    {magnesium, Kind::ul,  any,    none,      19_y,         31_y, 350_mg, per_day, supplemental, nhmrc_2006_supplements},
    {magnesium, Kind::ul,  any,    none,      31_y,         51_y, 350_mg, per_day, supplemental, nhmrc_2006_supplements},
    {magnesium, Kind::ul,  any,    none,      51_y,         71_y, 350_mg, per_day, supplemental, nhmrc_2006_supplements},
    {magnesium, Kind::ul,  any,    none,      71_y, no_age_limit, 350_mg, per_day, supplemental, nhmrc_2006_supplements},

    {magnesium, Kind::rdi, female, pregnant,  14_y,         19_y, 400_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::rdi, female, pregnant,  19_y,         31_y, 350_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::rdi, female, pregnant,  31_y,         51_y, 360_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::ear, female, pregnant,  14_y,         19_y, 335_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::ear, female, pregnant,  19_y,         31_y, 290_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::ear, female, pregnant,  31_y,         51_y, 300_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::ul,  female, pregnant,  14_y,         19_y, 350_mg, per_day, supplemental, nhmrc_2006_supplements},
    {magnesium, Kind::ul,  female, pregnant,  19_y,         31_y, 350_mg, per_day, supplemental, nhmrc_2006_supplements},
    {magnesium, Kind::ul,  female, pregnant,  31_y,         51_y, 350_mg, per_day, supplemental, nhmrc_2006_supplements},

    {magnesium, Kind::rdi, female, lactating, 14_y,         19_y, 360_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::rdi, female, lactating, 19_y,         31_y, 310_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::rdi, female, lactating, 31_y,         51_y, 320_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::ear, female, lactating, 14_y,         19_y, 300_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::ear, female, lactating, 19_y,         31_y, 255_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::ear, female, lactating, 31_y,         51_y, 265_mg, per_day, total,        nhmrc_2006},
    {magnesium, Kind::ul,  female, lactating, 14_y,         19_y, 350_mg, per_day, supplemental, nhmrc_2006_supplements},
    {magnesium, Kind::ul,  female, lactating, 19_y,         31_y, 350_mg, per_day, supplemental, nhmrc_2006_supplements},
    {magnesium, Kind::ul,  female, lactating, 31_y,         51_y, 350_mg, per_day, supplemental, nhmrc_2006_supplements},
};
static_assert(sound<rows>());

}  // namespace

constexpr Authority au_nz{
    .key = "AU_NZ",
    .name = "NHMRC and NZ Ministry of Health, Nutrient Reference Values 2006",
    .rows = rows,
};

}  // namespace epsom::tables
