#include "authorities.hpp"
#include "checks.hpp"
#include "reference_literals.hpp"

namespace epsom::tables {
namespace {

constexpr std::string_view iom_1997 = "IOM 1997 DRI for Ca, P, Mg, vitamin D, F - ch. 6";
constexpr std::string_view iom_1997_supplements =
    "IOM 1997 DRI for Ca, P, Mg, vitamin D, F - ch. 6 "
    "(pharmacological agents only)";
constexpr std::string_view iom_1998 = "IOM 1998 DRI for thiamin ... B12 ... choline";
constexpr std::string_view iom_1998_folic_acid =
    "IOM 1998 DRI for thiamin ... B12 ... choline "
    "(synthetic folic acid from supplements and fortified food only)";
constexpr std::string_view iom_2001 = "IOM 2001 DRI for vitamins A, K and trace elements - iron";
constexpr std::string_view iom_2011 = "IOM 2011 DRI for calcium and vitamin D";
constexpr std::string_view iom_2011_disputed =
    "IOM 2011 DRI for calcium and vitamin D "
    "(summary table; the 14-18 y cell is disputed)";

// Where this table looks odd, it is so in print:
// - Children of 1 to 8 years have a magnesium UL below the RDA: the UL counts supplements and medicines, the RDA
//   everything.
// - The vitamin D ULs of 38 and 63 ug are rounded from 1,500 and 2,500 IU (37.5 and 62.5 ug).
// - The calcium EAR at 14 to 18 years is 1,000 mg in pregnancy and lactation and 1,100 mg otherwise, though the report
//   says that pregnancy changes nothing.
// Folate counts dietary folate equivalents; its ULs count folic acid.
constexpr ReferenceValue rows[] = {
    // nutrient   kind       sex     stage      from         up to    value           applies to    source
    {magnesium,   Kind::ai,  any,    none,      0_mo,         6_mo,   30_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::ai,  any,    none,      6_mo,          1_y,   75_mg, per_day, total,        iom_1997},

    {magnesium,   Kind::rda, male,   none,       1_y,          4_y,   80_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::rda, male,   none,       4_y,          9_y,  130_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::rda, male,   none,       9_y,         14_y,  240_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::rda, male,   none,      14_y,         19_y,  410_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::rda, male,   none,      19_y,         31_y,  400_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::rda, male,   none,      31_y,         51_y,  420_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::rda, male,   none,      51_y,         71_y,  420_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::rda, male,   none,      71_y, no_age_limit,  420_mg, per_day, total,        iom_1997},

    {magnesium,   Kind::rda, female, none,       1_y,          4_y,   80_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::rda, female, none,       4_y,          9_y,  130_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::rda, female, none,       9_y,         14_y,  240_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::rda, female, none,      14_y,         19_y,  360_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::rda, female, none,      19_y,         31_y,  310_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::rda, female, none,      31_y,         51_y,  320_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::rda, female, none,      51_y,         71_y,  320_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::rda, female, none,      71_y, no_age_limit,  320_mg, per_day, total,        iom_1997},

    {magnesium,   Kind::ear, male,   none,       1_y,          4_y,   65_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::ear, male,   none,       4_y,          9_y,  110_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::ear, male,   none,       9_y,         14_y,  200_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::ear, male,   none,      14_y,         19_y,  340_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::ear, male,   none,      19_y,         31_y,  330_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::ear, male,   none,      31_y,         51_y,  350_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::ear, male,   none,      51_y,         71_y,  350_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::ear, male,   none,      71_y, no_age_limit,  350_mg, per_day, total,        iom_1997},

    {magnesium,   Kind::ear, female, none,       1_y,          4_y,   65_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::ear, female, none,       4_y,          9_y,  110_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::ear, female, none,       9_y,         14_y,  200_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::ear, female, none,      14_y,         19_y,  300_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::ear, female, none,      19_y,         31_y,  255_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::ear, female, none,      31_y,         51_y,  265_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::ear, female, none,      51_y,         71_y,  265_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::ear, female, none,      71_y, no_age_limit,  265_mg, per_day, total,        iom_1997},

    {magnesium,   Kind::ul,  any,    none,       1_y,          4_y,   65_mg, per_day, supplemental, iom_1997_supplements},
    {magnesium,   Kind::ul,  any,    none,       4_y,          9_y,  110_mg, per_day, supplemental, iom_1997_supplements},
    {magnesium,   Kind::ul,  any,    none,       9_y,         14_y,  350_mg, per_day, supplemental, iom_1997_supplements},
    {magnesium,   Kind::ul,  any,    none,      14_y,         19_y,  350_mg, per_day, supplemental, iom_1997_supplements},
    {magnesium,   Kind::ul,  any,    none,      19_y,         31_y,  350_mg, per_day, supplemental, iom_1997_supplements},
    {magnesium,   Kind::ul,  any,    none,      31_y,         51_y,  350_mg, per_day, supplemental, iom_1997_supplements},
    {magnesium,   Kind::ul,  any,    none,      51_y,         71_y,  350_mg, per_day, supplemental, iom_1997_supplements},
    {magnesium,   Kind::ul,  any,    none,      71_y, no_age_limit,  350_mg, per_day, supplemental, iom_1997_supplements},

    {magnesium,   Kind::rda, female, pregnant,  14_y,         19_y,  400_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::rda, female, pregnant,  19_y,         31_y,  350_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::rda, female, pregnant,  31_y,         51_y,  360_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::ear, female, pregnant,  14_y,         19_y,  335_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::ear, female, pregnant,  19_y,         31_y,  290_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::ear, female, pregnant,  31_y,         51_y,  300_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::ul,  female, pregnant,  14_y,         19_y,  350_mg, per_day, supplemental, iom_1997_supplements},
    {magnesium,   Kind::ul,  female, pregnant,  19_y,         31_y,  350_mg, per_day, supplemental, iom_1997_supplements},
    {magnesium,   Kind::ul,  female, pregnant,  31_y,         51_y,  350_mg, per_day, supplemental, iom_1997_supplements},

    {magnesium,   Kind::rda, female, lactating, 14_y,         19_y,  360_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::rda, female, lactating, 19_y,         31_y,  310_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::rda, female, lactating, 31_y,         51_y,  320_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::ear, female, lactating, 14_y,         19_y,  300_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::ear, female, lactating, 19_y,         31_y,  255_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::ear, female, lactating, 31_y,         51_y,  265_mg, per_day, total,        iom_1997},
    {magnesium,   Kind::ul,  female, lactating, 14_y,         19_y,  350_mg, per_day, supplemental, iom_1997_supplements},
    {magnesium,   Kind::ul,  female, lactating, 19_y,         31_y,  350_mg, per_day, supplemental, iom_1997_supplements},
    {magnesium,   Kind::ul,  female, lactating, 31_y,         51_y,  350_mg, per_day, supplemental, iom_1997_supplements},

    {iron,        Kind::ai,  any,    none,      0_mo,         6_mo, 0.27_mg, per_day, total,        iom_2001},

    {iron,        Kind::rda, male,   none,      6_mo,          1_y,   11_mg, per_day, total,        iom_2001},
    {iron,        Kind::rda, male,   none,       1_y,          4_y,    7_mg, per_day, total,        iom_2001},
    {iron,        Kind::rda, male,   none,       4_y,          9_y,   10_mg, per_day, total,        iom_2001},
    {iron,        Kind::rda, male,   none,       9_y,         14_y,    8_mg, per_day, total,        iom_2001},
    {iron,        Kind::rda, male,   none,      14_y,         19_y,   11_mg, per_day, total,        iom_2001},
    {iron,        Kind::rda, male,   none,      19_y,         31_y,    8_mg, per_day, total,        iom_2001},
    {iron,        Kind::rda, male,   none,      31_y,         51_y,    8_mg, per_day, total,        iom_2001},
    {iron,        Kind::rda, male,   none,      51_y,         71_y,    8_mg, per_day, total,        iom_2001},
    {iron,        Kind::rda, male,   none,      71_y, no_age_limit,    8_mg, per_day, total,        iom_2001},

    {iron,        Kind::rda, female, none,      6_mo,          1_y,   11_mg, per_day, total,        iom_2001},
    {iron,        Kind::rda, female, none,       1_y,          4_y,    7_mg, per_day, total,        iom_2001},
    {iron,        Kind::rda, female, none,       4_y,          9_y,   10_mg, per_day, total,        iom_2001},
    {iron,        Kind::rda, female, none,       9_y,         14_y,    8_mg, per_day, total,        iom_2001},
    {iron,        Kind::rda, female, none,      14_y,         19_y,   15_mg, per_day, total,        iom_2001},
    {iron,        Kind::rda, female, none,      19_y,         31_y,   18_mg, per_day, total,        iom_2001},
    {iron,        Kind::rda, female, none,      31_y,         51_y,   18_mg, per_day, total,        iom_2001},
    {iron,        Kind::rda, female, none,      51_y,         71_y,    8_mg, per_day, total,        iom_2001},
    {iron,        Kind::rda, female, none,      71_y, no_age_limit,    8_mg, per_day, total,        iom_2001},

    {iron,        Kind::ear, male,   none,      6_mo,          1_y,  6.9_mg, per_day, total,        iom_2001},
    {iron,        Kind::ear, male,   none,       1_y,          4_y,    3_mg, per_day, total,        iom_2001},
    {iron,        Kind::ear, male,   none,       4_y,          9_y,  4.1_mg, per_day, total,        iom_2001},
    {iron,        Kind::ear, male,   none,       9_y,         14_y,  5.9_mg, per_day, total,        iom_2001},
    {iron,        Kind::ear, male,   none,      14_y,         19_y,  7.7_mg, per_day, total,        iom_2001},
    {iron,        Kind::ear, male,   none,      19_y,         31_y,    6_mg, per_day, total,        iom_2001},
    {iron,        Kind::ear, male,   none,      31_y,         51_y,    6_mg, per_day, total,        iom_2001},
    {iron,        Kind::ear, male,   none,      51_y,         71_y,    6_mg, per_day, total,        iom_2001},
    {iron,        Kind::ear, male,   none,      71_y, no_age_limit,    6_mg, per_day, total,        iom_2001},

    {iron,        Kind::ear, female, none,      6_mo,          1_y,  6.9_mg, per_day, total,        iom_2001},
    {iron,        Kind::ear, female, none,       1_y,          4_y,    3_mg, per_day, total,        iom_2001},
    {iron,        Kind::ear, female, none,       4_y,          9_y,  4.1_mg, per_day, total,        iom_2001},
    {iron,        Kind::ear, female, none,       9_y,         14_y,  5.7_mg, per_day, total,        iom_2001},
    {iron,        Kind::ear, female, none,      14_y,         19_y,  7.9_mg, per_day, total,        iom_2001},
    {iron,        Kind::ear, female, none,      19_y,         31_y,  8.1_mg, per_day, total,        iom_2001},
    {iron,        Kind::ear, female, none,      31_y,         51_y,  8.1_mg, per_day, total,        iom_2001},
    {iron,        Kind::ear, female, none,      51_y,         71_y,    5_mg, per_day, total,        iom_2001},
    {iron,        Kind::ear, female, none,      71_y, no_age_limit,    5_mg, per_day, total,        iom_2001},

    {iron,        Kind::ul,  any,    none,      0_mo,         6_mo,   40_mg, per_day, total,        iom_2001},
    {iron,        Kind::ul,  any,    none,      6_mo,          1_y,   40_mg, per_day, total,        iom_2001},
    {iron,        Kind::ul,  any,    none,       1_y,          4_y,   40_mg, per_day, total,        iom_2001},
    {iron,        Kind::ul,  any,    none,       4_y,          9_y,   40_mg, per_day, total,        iom_2001},
    {iron,        Kind::ul,  any,    none,       9_y,         14_y,   40_mg, per_day, total,        iom_2001},
    {iron,        Kind::ul,  any,    none,      14_y,         19_y,   45_mg, per_day, total,        iom_2001},
    {iron,        Kind::ul,  any,    none,      19_y,         31_y,   45_mg, per_day, total,        iom_2001},
    {iron,        Kind::ul,  any,    none,      31_y,         51_y,   45_mg, per_day, total,        iom_2001},
    {iron,        Kind::ul,  any,    none,      51_y,         71_y,   45_mg, per_day, total,        iom_2001},
    {iron,        Kind::ul,  any,    none,      71_y, no_age_limit,   45_mg, per_day, total,        iom_2001},

    {iron,        Kind::rda, female, pregnant,  14_y,         19_y,   27_mg, per_day, total,        iom_2001},
    {iron,        Kind::rda, female, pregnant,  19_y,         31_y,   27_mg, per_day, total,        iom_2001},
    {iron,        Kind::rda, female, pregnant,  31_y,         51_y,   27_mg, per_day, total,        iom_2001},
    {iron,        Kind::ear, female, pregnant,  14_y,         19_y,   23_mg, per_day, total,        iom_2001},
    {iron,        Kind::ear, female, pregnant,  19_y,         31_y,   22_mg, per_day, total,        iom_2001},
    {iron,        Kind::ear, female, pregnant,  31_y,         51_y,   22_mg, per_day, total,        iom_2001},
    {iron,        Kind::ul,  female, pregnant,  14_y,         19_y,   45_mg, per_day, total,        iom_2001},
    {iron,        Kind::ul,  female, pregnant,  19_y,         31_y,   45_mg, per_day, total,        iom_2001},
    {iron,        Kind::ul,  female, pregnant,  31_y,         51_y,   45_mg, per_day, total,        iom_2001},

    {iron,        Kind::rda, female, lactating, 14_y,         19_y,   10_mg, per_day, total,        iom_2001},
    {iron,        Kind::rda, female, lactating, 19_y,         31_y,    9_mg, per_day, total,        iom_2001},
    {iron,        Kind::rda, female, lactating, 31_y,         51_y,    9_mg, per_day, total,        iom_2001},
    {iron,        Kind::ear, female, lactating, 14_y,         19_y,    7_mg, per_day, total,        iom_2001},
    {iron,        Kind::ear, female, lactating, 19_y,         31_y,  6.5_mg, per_day, total,        iom_2001},
    {iron,        Kind::ear, female, lactating, 31_y,         51_y,  6.5_mg, per_day, total,        iom_2001},
    {iron,        Kind::ul,  female, lactating, 14_y,         19_y,   45_mg, per_day, total,        iom_2001},
    {iron,        Kind::ul,  female, lactating, 19_y,         31_y,   45_mg, per_day, total,        iom_2001},
    {iron,        Kind::ul,  female, lactating, 31_y,         51_y,   45_mg, per_day, total,        iom_2001},

    {calcium,     Kind::ai,  any,    none,      0_mo,         6_mo,  200_mg, per_day, total,        iom_2011},
    {calcium,     Kind::ai,  any,    none,      6_mo,          1_y,  260_mg, per_day, total,        iom_2011},

    {calcium,     Kind::rda, male,   none,       1_y,          4_y,  700_mg, per_day, total,        iom_2011},
    {calcium,     Kind::rda, male,   none,       4_y,          9_y, 1000_mg, per_day, total,        iom_2011},
    {calcium,     Kind::rda, male,   none,       9_y,         14_y, 1300_mg, per_day, total,        iom_2011},
    {calcium,     Kind::rda, male,   none,      14_y,         19_y, 1300_mg, per_day, total,        iom_2011},
    {calcium,     Kind::rda, male,   none,      19_y,         31_y, 1000_mg, per_day, total,        iom_2011},
    {calcium,     Kind::rda, male,   none,      31_y,         51_y, 1000_mg, per_day, total,        iom_2011},
    {calcium,     Kind::rda, male,   none,      51_y,         71_y, 1000_mg, per_day, total,        iom_2011},
    {calcium,     Kind::rda, male,   none,      71_y, no_age_limit, 1200_mg, per_day, total,        iom_2011},

    {calcium,     Kind::rda, female, none,       1_y,          4_y,  700_mg, per_day, total,        iom_2011},
    {calcium,     Kind::rda, female, none,       4_y,          9_y, 1000_mg, per_day, total,        iom_2011},
    {calcium,     Kind::rda, female, none,       9_y,         14_y, 1300_mg, per_day, total,        iom_2011},
    {calcium,     Kind::rda, female, none,      14_y,         19_y, 1300_mg, per_day, total,        iom_2011},
    {calcium,     Kind::rda, female, none,      19_y,         31_y, 1000_mg, per_day, total,        iom_2011},
    {calcium,     Kind::rda, female, none,      31_y,         51_y, 1000_mg, per_day, total,        iom_2011},
    {calcium,     Kind::rda, female, none,      51_y,         71_y, 1200_mg, per_day, total,        iom_2011},
    {calcium,     Kind::rda, female, none,      71_y, no_age_limit, 1200_mg, per_day, total,        iom_2011},

    {calcium,     Kind::ear, male,   none,       1_y,          4_y,  500_mg, per_day, total,        iom_2011},
    {calcium,     Kind::ear, male,   none,       4_y,          9_y,  800_mg, per_day, total,        iom_2011},
    {calcium,     Kind::ear, male,   none,       9_y,         14_y, 1100_mg, per_day, total,        iom_2011},
    {calcium,     Kind::ear, male,   none,      14_y,         19_y, 1100_mg, per_day, total,        iom_2011},
    {calcium,     Kind::ear, male,   none,      19_y,         31_y,  800_mg, per_day, total,        iom_2011},
    {calcium,     Kind::ear, male,   none,      31_y,         51_y,  800_mg, per_day, total,        iom_2011},
    {calcium,     Kind::ear, male,   none,      51_y,         71_y,  800_mg, per_day, total,        iom_2011},
    {calcium,     Kind::ear, male,   none,      71_y, no_age_limit, 1000_mg, per_day, total,        iom_2011},

    {calcium,     Kind::ear, female, none,       1_y,          4_y,  500_mg, per_day, total,        iom_2011},
    {calcium,     Kind::ear, female, none,       4_y,          9_y,  800_mg, per_day, total,        iom_2011},
    {calcium,     Kind::ear, female, none,       9_y,         14_y, 1100_mg, per_day, total,        iom_2011},
    {calcium,     Kind::ear, female, none,      14_y,         19_y, 1100_mg, per_day, total,        iom_2011},
    {calcium,     Kind::ear, female, none,      19_y,         31_y,  800_mg, per_day, total,        iom_2011},
    {calcium,     Kind::ear, female, none,      31_y,         51_y,  800_mg, per_day, total,        iom_2011},
    {calcium,     Kind::ear, female, none,      51_y,         71_y, 1000_mg, per_day, total,        iom_2011},
    {calcium,     Kind::ear, female, none,      71_y, no_age_limit, 1000_mg, per_day, total,        iom_2011},

    {calcium,     Kind::ul,  any,    none,      0_mo,         6_mo, 1000_mg, per_day, total,        iom_2011},
    {calcium,     Kind::ul,  any,    none,      6_mo,          1_y, 1500_mg, per_day, total,        iom_2011},
    {calcium,     Kind::ul,  any,    none,       1_y,          4_y, 2500_mg, per_day, total,        iom_2011},
    {calcium,     Kind::ul,  any,    none,       4_y,          9_y, 2500_mg, per_day, total,        iom_2011},
    {calcium,     Kind::ul,  any,    none,       9_y,         14_y, 3000_mg, per_day, total,        iom_2011},
    {calcium,     Kind::ul,  any,    none,      14_y,         19_y, 3000_mg, per_day, total,        iom_2011},
    {calcium,     Kind::ul,  any,    none,      19_y,         31_y, 2500_mg, per_day, total,        iom_2011},
    {calcium,     Kind::ul,  any,    none,      31_y,         51_y, 2500_mg, per_day, total,        iom_2011},
    {calcium,     Kind::ul,  any,    none,      51_y,         71_y, 2000_mg, per_day, total,        iom_2011},
    {calcium,     Kind::ul,  any,    none,      71_y, no_age_limit, 2000_mg, per_day, total,        iom_2011},

    {calcium,     Kind::rda, female, pregnant,  14_y,         19_y, 1300_mg, per_day, total,        iom_2011},
    {calcium,     Kind::rda, female, pregnant,  19_y,         31_y, 1000_mg, per_day, total,        iom_2011},
    {calcium,     Kind::rda, female, pregnant,  31_y,         51_y, 1000_mg, per_day, total,        iom_2011},
    {calcium,     Kind::ear, female, pregnant,  14_y,         19_y, 1000_mg, per_day, total,        iom_2011_disputed},
    {calcium,     Kind::ear, female, pregnant,  19_y,         31_y,  800_mg, per_day, total,        iom_2011_disputed},
    {calcium,     Kind::ear, female, pregnant,  31_y,         51_y,  800_mg, per_day, total,        iom_2011_disputed},
    {calcium,     Kind::ul,  female, pregnant,  14_y,         19_y, 3000_mg, per_day, total,        iom_2011},
    {calcium,     Kind::ul,  female, pregnant,  19_y,         31_y, 2500_mg, per_day, total,        iom_2011},
    {calcium,     Kind::ul,  female, pregnant,  31_y,         51_y, 2500_mg, per_day, total,        iom_2011},

    {calcium,     Kind::rda, female, lactating, 14_y,         19_y, 1300_mg, per_day, total,        iom_2011},
    {calcium,     Kind::rda, female, lactating, 19_y,         31_y, 1000_mg, per_day, total,        iom_2011},
    {calcium,     Kind::rda, female, lactating, 31_y,         51_y, 1000_mg, per_day, total,        iom_2011},
    {calcium,     Kind::ear, female, lactating, 14_y,         19_y, 1000_mg, per_day, total,        iom_2011_disputed},
    {calcium,     Kind::ear, female, lactating, 19_y,         31_y,  800_mg, per_day, total,        iom_2011_disputed},
    {calcium,     Kind::ear, female, lactating, 31_y,         51_y,  800_mg, per_day, total,        iom_2011_disputed},
    {calcium,     Kind::ul,  female, lactating, 14_y,         19_y, 3000_mg, per_day, total,        iom_2011},
    {calcium,     Kind::ul,  female, lactating, 19_y,         31_y, 2500_mg, per_day, total,        iom_2011},
    {calcium,     Kind::ul,  female, lactating, 31_y,         51_y, 2500_mg, per_day, total,        iom_2011},

    {vitamin_d,   Kind::ai,  any,    none,      0_mo,         6_mo,   10_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::ai,  any,    none,      6_mo,          1_y,   10_ug, per_day, total,        iom_2011},

    {vitamin_d,   Kind::rda, any,    none,       1_y,          4_y,   15_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::rda, any,    none,       4_y,          9_y,   15_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::rda, any,    none,       9_y,         14_y,   15_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::rda, any,    none,      14_y,         19_y,   15_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::rda, any,    none,      19_y,         31_y,   15_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::rda, any,    none,      31_y,         51_y,   15_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::rda, any,    none,      51_y,         71_y,   15_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::rda, any,    none,      71_y, no_age_limit,   20_ug, per_day, total,        iom_2011},

    {vitamin_d,   Kind::ear, any,    none,       1_y,          4_y,   10_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::ear, any,    none,       4_y,          9_y,   10_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::ear, any,    none,       9_y,         14_y,   10_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::ear, any,    none,      14_y,         19_y,   10_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::ear, any,    none,      19_y,         31_y,   10_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::ear, any,    none,      31_y,         51_y,   10_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::ear, any,    none,      51_y,         71_y,   10_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::ear, any,    none,      71_y, no_age_limit,   10_ug, per_day, total,        iom_2011},

    {vitamin_d,   Kind::ul,  any,    none,      0_mo,         6_mo,   25_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::ul,  any,    none,      6_mo,          1_y,   38_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::ul,  any,    none,       1_y,          4_y,   63_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::ul,  any,    none,       4_y,          9_y,   75_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::ul,  any,    none,       9_y,         14_y,  100_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::ul,  any,    none,      14_y,         19_y,  100_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::ul,  any,    none,      19_y,         31_y,  100_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::ul,  any,    none,      31_y,         51_y,  100_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::ul,  any,    none,      51_y,         71_y,  100_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::ul,  any,    none,      71_y, no_age_limit,  100_ug, per_day, total,        iom_2011},

    {vitamin_d,   Kind::rda, female, pregnant,  14_y,         19_y,   15_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::rda, female, pregnant,  19_y,         31_y,   15_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::rda, female, pregnant,  31_y,         51_y,   15_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::ear, female, pregnant,  14_y,         19_y,   10_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::ear, female, pregnant,  19_y,         31_y,   10_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::ear, female, pregnant,  31_y,         51_y,   10_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::ul,  female, pregnant,  14_y,         19_y,  100_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::ul,  female, pregnant,  19_y,         31_y,  100_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::ul,  female, pregnant,  31_y,         51_y,  100_ug, per_day, total,        iom_2011},

    {vitamin_d,   Kind::rda, female, lactating, 14_y,         19_y,   15_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::rda, female, lactating, 19_y,         31_y,   15_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::rda, female, lactating, 31_y,         51_y,   15_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::ear, female, lactating, 14_y,         19_y,   10_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::ear, female, lactating, 19_y,         31_y,   10_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::ear, female, lactating, 31_y,         51_y,   10_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::ul,  female, lactating, 14_y,         19_y,  100_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::ul,  female, lactating, 19_y,         31_y,  100_ug, per_day, total,        iom_2011},
    {vitamin_d,   Kind::ul,  female, lactating, 31_y,         51_y,  100_ug, per_day, total,        iom_2011},

    {vitamin_b12, Kind::ai,  any,    none,      0_mo,         6_mo,  0.4_ug, per_day, total,        iom_1998},
    {vitamin_b12, Kind::ai,  any,    none,      6_mo,          1_y,  0.5_ug, per_day, total,        iom_1998},

    {vitamin_b12, Kind::rda, any,    none,       1_y,          4_y,  0.9_ug, per_day, total,        iom_1998},
    {vitamin_b12, Kind::rda, any,    none,       4_y,          9_y,  1.2_ug, per_day, total,        iom_1998},
    {vitamin_b12, Kind::rda, any,    none,       9_y,         14_y,  1.8_ug, per_day, total,        iom_1998},
    {vitamin_b12, Kind::rda, any,    none,      14_y,         19_y,  2.4_ug, per_day, total,        iom_1998},
    {vitamin_b12, Kind::rda, any,    none,      19_y,         31_y,  2.4_ug, per_day, total,        iom_1998},
    {vitamin_b12, Kind::rda, any,    none,      31_y,         51_y,  2.4_ug, per_day, total,        iom_1998},
    {vitamin_b12, Kind::rda, any,    none,      51_y,         71_y,  2.4_ug, per_day, total,        iom_1998},
    {vitamin_b12, Kind::rda, any,    none,      71_y, no_age_limit,  2.4_ug, per_day, total,        iom_1998},

    {vitamin_b12, Kind::ear, any,    none,       1_y,          4_y,  0.7_ug, per_day, total,        iom_1998},
    {vitamin_b12, Kind::ear, any,    none,       4_y,          9_y,    1_ug, per_day, total,        iom_1998},
    {vitamin_b12, Kind::ear, any,    none,       9_y,         14_y,  1.5_ug, per_day, total,        iom_1998},
    {vitamin_b12, Kind::ear, any,    none,      14_y,         19_y,    2_ug, per_day, total,        iom_1998},
    {vitamin_b12, Kind::ear, any,    none,      19_y,         31_y,    2_ug, per_day, total,        iom_1998},
    {vitamin_b12, Kind::ear, any,    none,      31_y,         51_y,    2_ug, per_day, total,        iom_1998},
    {vitamin_b12, Kind::ear, any,    none,      51_y,         71_y,    2_ug, per_day, total,        iom_1998},
    {vitamin_b12, Kind::ear, any,    none,      71_y, no_age_limit,    2_ug, per_day, total,        iom_1998},

    {vitamin_b12, Kind::rda, female, pregnant,  14_y,         19_y,  2.6_ug, per_day, total,        iom_1998},
    {vitamin_b12, Kind::rda, female, pregnant,  19_y,         31_y,  2.6_ug, per_day, total,        iom_1998},
    {vitamin_b12, Kind::rda, female, pregnant,  31_y,         51_y,  2.6_ug, per_day, total,        iom_1998},
    {vitamin_b12, Kind::ear, female, pregnant,  14_y,         19_y,  2.2_ug, per_day, total,        iom_1998},
    {vitamin_b12, Kind::ear, female, pregnant,  19_y,         31_y,  2.2_ug, per_day, total,        iom_1998},
    {vitamin_b12, Kind::ear, female, pregnant,  31_y,         51_y,  2.2_ug, per_day, total,        iom_1998},

    {vitamin_b12, Kind::rda, female, lactating, 14_y,         19_y,  2.8_ug, per_day, total,        iom_1998},
    {vitamin_b12, Kind::rda, female, lactating, 19_y,         31_y,  2.8_ug, per_day, total,        iom_1998},
    {vitamin_b12, Kind::rda, female, lactating, 31_y,         51_y,  2.8_ug, per_day, total,        iom_1998},
    {vitamin_b12, Kind::ear, female, lactating, 14_y,         19_y,  2.4_ug, per_day, total,        iom_1998},
    {vitamin_b12, Kind::ear, female, lactating, 19_y,         31_y,  2.4_ug, per_day, total,        iom_1998},
    {vitamin_b12, Kind::ear, female, lactating, 31_y,         51_y,  2.4_ug, per_day, total,        iom_1998},

    {folate,      Kind::ai,  any,    none,      0_mo,         6_mo,   65_ug, per_day, total,        iom_1998},
    {folate,      Kind::ai,  any,    none,      6_mo,          1_y,   80_ug, per_day, total,        iom_1998},

    {folate,      Kind::rda, any,    none,       1_y,          4_y,  150_ug, per_day, total,        iom_1998},
    {folate,      Kind::rda, any,    none,       4_y,          9_y,  200_ug, per_day, total,        iom_1998},
    {folate,      Kind::rda, any,    none,       9_y,         14_y,  300_ug, per_day, total,        iom_1998},
    {folate,      Kind::rda, any,    none,      14_y,         19_y,  400_ug, per_day, total,        iom_1998},
    {folate,      Kind::rda, any,    none,      19_y,         31_y,  400_ug, per_day, total,        iom_1998},
    {folate,      Kind::rda, any,    none,      31_y,         51_y,  400_ug, per_day, total,        iom_1998},
    {folate,      Kind::rda, any,    none,      51_y,         71_y,  400_ug, per_day, total,        iom_1998},
    {folate,      Kind::rda, any,    none,      71_y, no_age_limit,  400_ug, per_day, total,        iom_1998},

    {folate,      Kind::ear, any,    none,       1_y,          4_y,  120_ug, per_day, total,        iom_1998},
    {folate,      Kind::ear, any,    none,       4_y,          9_y,  160_ug, per_day, total,        iom_1998},
    {folate,      Kind::ear, any,    none,       9_y,         14_y,  250_ug, per_day, total,        iom_1998},
    {folate,      Kind::ear, any,    none,      14_y,         19_y,  330_ug, per_day, total,        iom_1998},
    {folate,      Kind::ear, any,    none,      19_y,         31_y,  320_ug, per_day, total,        iom_1998},
    {folate,      Kind::ear, any,    none,      31_y,         51_y,  320_ug, per_day, total,        iom_1998},
    {folate,      Kind::ear, any,    none,      51_y,         71_y,  320_ug, per_day, total,        iom_1998},
    {folate,      Kind::ear, any,    none,      71_y, no_age_limit,  320_ug, per_day, total,        iom_1998},

    {folate,      Kind::ul,  any,    none,       1_y,          4_y,  300_ug, per_day, supplemental, iom_1998_folic_acid},
    {folate,      Kind::ul,  any,    none,       4_y,          9_y,  400_ug, per_day, supplemental, iom_1998_folic_acid},
    {folate,      Kind::ul,  any,    none,       9_y,         14_y,  600_ug, per_day, supplemental, iom_1998_folic_acid},
    {folate,      Kind::ul,  any,    none,      14_y,         19_y,  800_ug, per_day, supplemental, iom_1998_folic_acid},
    {folate,      Kind::ul,  any,    none,      19_y,         31_y, 1000_ug, per_day, supplemental, iom_1998_folic_acid},
    {folate,      Kind::ul,  any,    none,      31_y,         51_y, 1000_ug, per_day, supplemental, iom_1998_folic_acid},
    {folate,      Kind::ul,  any,    none,      51_y,         71_y, 1000_ug, per_day, supplemental, iom_1998_folic_acid},
    {folate,      Kind::ul,  any,    none,      71_y, no_age_limit, 1000_ug, per_day, supplemental, iom_1998_folic_acid},

    {folate,      Kind::rda, female, pregnant,  14_y,         19_y,  600_ug, per_day, total,        iom_1998},
    {folate,      Kind::rda, female, pregnant,  19_y,         31_y,  600_ug, per_day, total,        iom_1998},
    {folate,      Kind::rda, female, pregnant,  31_y,         51_y,  600_ug, per_day, total,        iom_1998},
    {folate,      Kind::ear, female, pregnant,  14_y,         19_y,  520_ug, per_day, total,        iom_1998},
    {folate,      Kind::ear, female, pregnant,  19_y,         31_y,  520_ug, per_day, total,        iom_1998},
    {folate,      Kind::ear, female, pregnant,  31_y,         51_y,  520_ug, per_day, total,        iom_1998},
    {folate,      Kind::ul,  female, pregnant,  14_y,         19_y,  800_ug, per_day, supplemental, iom_1998_folic_acid},
    {folate,      Kind::ul,  female, pregnant,  19_y,         31_y, 1000_ug, per_day, supplemental, iom_1998_folic_acid},
    {folate,      Kind::ul,  female, pregnant,  31_y,         51_y, 1000_ug, per_day, supplemental, iom_1998_folic_acid},

    {folate,      Kind::rda, female, lactating, 14_y,         19_y,  500_ug, per_day, total,        iom_1998},
    {folate,      Kind::rda, female, lactating, 19_y,         31_y,  500_ug, per_day, total,        iom_1998},
    {folate,      Kind::rda, female, lactating, 31_y,         51_y,  500_ug, per_day, total,        iom_1998},
    {folate,      Kind::ear, female, lactating, 14_y,         19_y,  450_ug, per_day, total,        iom_1998},
    {folate,      Kind::ear, female, lactating, 19_y,         31_y,  450_ug, per_day, total,        iom_1998},
    {folate,      Kind::ear, female, lactating, 31_y,         51_y,  450_ug, per_day, total,        iom_1998},
    {folate,      Kind::ul,  female, lactating, 14_y,         19_y,  800_ug, per_day, supplemental, iom_1998_folic_acid},
    {folate,      Kind::ul,  female, lactating, 19_y,         31_y, 1000_ug, per_day, supplemental, iom_1998_folic_acid},
    {folate,      Kind::ul,  female, lactating, 31_y,         51_y, 1000_ug, per_day, supplemental, iom_1998_folic_acid},
};
static_assert(sound<rows>());

}  // namespace

constexpr Authority us_ca{
    .key = "US_CA",
    .name = "Dietary Reference Intakes, Institute of Medicine (now National Academies), USA and Canada, 1997-2011",
    .rows = rows,
};

}  // namespace epsom::tables
