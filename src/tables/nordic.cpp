#include "authorities.hpp"
#include "checks.hpp"
#include "reference_literals.hpp"

namespace epsom::tables {
namespace {

constexpr std::string_view nnr_ai = "NNR 2023 Table 15 (AI)";
constexpr std::string_view nnr_ai_no_age = "NNR 2023 Table 15 (AI) (no age printed)";
constexpr std::string_view nnr_ar = "NNR 2023 Table 20 (provisional AR = 0.8 x AI)";
constexpr std::string_view nnr_ar_no_age = "NNR 2023 Table 20 (provisional AR = 0.8 x AI) (no age printed)";
constexpr std::string_view nnr_ul =
    "NNR 2023 Table 21 (adults): "
    "readily dissociable salts and MgO in supplements, water or added to food";
constexpr std::string_view nnr_ul_scf = "NNR 2023 Table 21 (adults); SCF 2001 states it covers pregnant and lactating women";

// No RI is set for magnesium; the authors call their provisional AR likely too high. What is printed for pregnancy and
// lactation without an age stands from 10 years here.
constexpr ReferenceValue rows[] = {
    // nutrient kind           sex     stage      from         up to   value           applies to    source
    {magnesium, Kind::ai,      male,   none,      0_mo,         6_mo,  25_mg, per_day, total,        nnr_ai},
    {magnesium, Kind::ai,      male,   none,      6_mo,          1_y,  80_mg, per_day, total,        nnr_ai},
    {magnesium, Kind::ai,      male,   none,       1_y,          4_y, 170_mg, per_day, total,        nnr_ai},
    {magnesium, Kind::ai,      male,   none,       4_y,          7_y, 230_mg, per_day, total,        nnr_ai},
    {magnesium, Kind::ai,      male,   none,       7_y,         11_y, 230_mg, per_day, total,        nnr_ai},
    {magnesium, Kind::ai,      male,   none,      11_y,         15_y, 300_mg, per_day, total,        nnr_ai},
    {magnesium, Kind::ai,      male,   none,      15_y,         18_y, 300_mg, per_day, total,        nnr_ai},
    {magnesium, Kind::ai,      male,   none,      18_y,         25_y, 350_mg, per_day, total,        nnr_ai},
    {magnesium, Kind::ai,      male,   none,      25_y,         51_y, 350_mg, per_day, total,        nnr_ai},
    {magnesium, Kind::ai,      male,   none,      51_y,         71_y, 350_mg, per_day, total,        nnr_ai},
    {magnesium, Kind::ai,      male,   none,      71_y, no_age_limit, 350_mg, per_day, total,        nnr_ai},

    {magnesium, Kind::ai,      female, none,      0_mo,         6_mo,  25_mg, per_day, total,        nnr_ai},
    {magnesium, Kind::ai,      female, none,      6_mo,          1_y,  80_mg, per_day, total,        nnr_ai},
    {magnesium, Kind::ai,      female, none,       1_y,          4_y, 170_mg, per_day, total,        nnr_ai},
    {magnesium, Kind::ai,      female, none,       4_y,          7_y, 230_mg, per_day, total,        nnr_ai},
    {magnesium, Kind::ai,      female, none,       7_y,         11_y, 230_mg, per_day, total,        nnr_ai},
    {magnesium, Kind::ai,      female, none,      11_y,         15_y, 250_mg, per_day, total,        nnr_ai},
    {magnesium, Kind::ai,      female, none,      15_y,         18_y, 250_mg, per_day, total,        nnr_ai},
    {magnesium, Kind::ai,      female, none,      18_y,         25_y, 300_mg, per_day, total,        nnr_ai},
    {magnesium, Kind::ai,      female, none,      25_y,         51_y, 300_mg, per_day, total,        nnr_ai},
    {magnesium, Kind::ai,      female, none,      51_y,         71_y, 300_mg, per_day, total,        nnr_ai},
    {magnesium, Kind::ai,      female, none,      71_y, no_age_limit, 300_mg, per_day, total,        nnr_ai},

    {magnesium, Kind::ar_prov, male,   none,      0_mo,         6_mo,  20_mg, per_day, total,        nnr_ar},
    {magnesium, Kind::ar_prov, male,   none,      6_mo,          1_y,  64_mg, per_day, total,        nnr_ar},
    {magnesium, Kind::ar_prov, male,   none,       1_y,          4_y, 136_mg, per_day, total,        nnr_ar},
    {magnesium, Kind::ar_prov, male,   none,       4_y,          7_y, 184_mg, per_day, total,        nnr_ar},
    {magnesium, Kind::ar_prov, male,   none,       7_y,         11_y, 184_mg, per_day, total,        nnr_ar},
    {magnesium, Kind::ar_prov, male,   none,      11_y,         15_y, 240_mg, per_day, total,        nnr_ar},
    {magnesium, Kind::ar_prov, male,   none,      15_y,         18_y, 240_mg, per_day, total,        nnr_ar},
    {magnesium, Kind::ar_prov, male,   none,      18_y,         25_y, 280_mg, per_day, total,        nnr_ar},
    {magnesium, Kind::ar_prov, male,   none,      25_y,         51_y, 280_mg, per_day, total,        nnr_ar},
    {magnesium, Kind::ar_prov, male,   none,      51_y,         71_y, 280_mg, per_day, total,        nnr_ar},
    {magnesium, Kind::ar_prov, male,   none,      71_y, no_age_limit, 280_mg, per_day, total,        nnr_ar},

    {magnesium, Kind::ar_prov, female, none,      0_mo,         6_mo,  20_mg, per_day, total,        nnr_ar},
    {magnesium, Kind::ar_prov, female, none,      6_mo,          1_y,  64_mg, per_day, total,        nnr_ar},
    {magnesium, Kind::ar_prov, female, none,       1_y,          4_y, 136_mg, per_day, total,        nnr_ar},
    {magnesium, Kind::ar_prov, female, none,       4_y,          7_y, 184_mg, per_day, total,        nnr_ar},
    {magnesium, Kind::ar_prov, female, none,       7_y,         11_y, 184_mg, per_day, total,        nnr_ar},
    {magnesium, Kind::ar_prov, female, none,      11_y,         15_y, 200_mg, per_day, total,        nnr_ar},
    {magnesium, Kind::ar_prov, female, none,      15_y,         18_y, 200_mg, per_day, total,        nnr_ar},
    {magnesium, Kind::ar_prov, female, none,      18_y,         25_y, 240_mg, per_day, total,        nnr_ar},
    {magnesium, Kind::ar_prov, female, none,      25_y,         51_y, 240_mg, per_day, total,        nnr_ar},
    {magnesium, Kind::ar_prov, female, none,      51_y,         71_y, 240_mg, per_day, total,        nnr_ar},
    {magnesium, Kind::ar_prov, female, none,      71_y, no_age_limit, 240_mg, per_day, total,        nnr_ar},

    {magnesium, Kind::ul,      any,    none,      18_y, no_age_limit, 250_mg, per_day, supplemental, nnr_ul},

    {magnesium, Kind::ai,      female, pregnant,  10_y, no_age_limit, 300_mg, per_day, total,        nnr_ai_no_age},
    {magnesium, Kind::ar_prov, female, pregnant,  10_y, no_age_limit, 240_mg, per_day, total,        nnr_ar_no_age},
    {magnesium, Kind::ul,      female, pregnant,  18_y, no_age_limit, 250_mg, per_day, supplemental, nnr_ul_scf},

    {magnesium, Kind::ai,      female, lactating, 10_y, no_age_limit, 300_mg, per_day, total,        nnr_ai_no_age},
    {magnesium, Kind::ar_prov, female, lactating, 10_y, no_age_limit, 240_mg, per_day, total,        nnr_ar_no_age},
    {magnesium, Kind::ul,      female, lactating, 18_y, no_age_limit, 250_mg, per_day, supplemental, nnr_ul_scf},
};
static_assert(sound<rows>());

}  // namespace

constexpr Authority nordic{
    .key = "NORDIC",
    .name = "Nordic Nutrition Recommendations 2023",
    .rows = rows,
};

}  // namespace epsom::tables
