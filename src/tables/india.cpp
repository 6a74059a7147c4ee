#include "authorities.hpp"
#include "checks.hpp"
#include "reference_literals.hpp"

namespace epsom::tables {
namespace {

constexpr std::string_view icmr_2020 =
    "ICMR-NIN 2020 Nutrient Requirements for Indians "
    "(brief note, tables 3-4; adult age not printed)";

// Adults only, from the brief note; what the full book says of children, pregnancy, lactation and limits is not here.
constexpr ReferenceValue rows[] = {
    // nutrient kind       sex     stage  from         up to   value           applies to  source
    {magnesium, Kind::rda, male,   none,  19_y, no_age_limit, 440_mg, per_day, total,      icmr_2020},
    {magnesium, Kind::rda, female, none,  19_y, no_age_limit, 370_mg, per_day, total,      icmr_2020},
    {magnesium, Kind::ear, male,   none,  19_y, no_age_limit, 370_mg, per_day, total,      icmr_2020},
    {magnesium, Kind::ear, female, none,  19_y, no_age_limit, 310_mg, per_day, total,      icmr_2020},
};
static_assert(sound<rows>());

}  // namespace

constexpr Authority india{
    .key = "INDIA",
    .name = "ICMR-NIN Nutrient Requirements for Indians 2020",
    .rows = rows,
};

}  // namespace epsom::tables
