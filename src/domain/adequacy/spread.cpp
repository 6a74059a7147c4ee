#include "epsom/domain/adequacy/spread.hpp"

#include <algorithm>
#include <array>

namespace epsom {

std::string_view spell(Survey survey) {
    return survey == Survey::published ? "published" : survey == Survey::nhanes ? "nhanes" : "own";
}

std::string_view spell(AdequacyReason reason) {
    constexpr std::array<std::string_view, 9> words{"none", "intake_cv_60_70", "intake_cv_over_70",
        "skewed_requirement", "no_requirement", "no_requirement_cv", "ul_supplement_only", "no_published_sd",
        "no_complete_days"};
    return words[static_cast<std::size_t>(reason)];
}

const DayToDay* day_to_day_of(std::span<const DayToDay> rows, Nutrient nutrient, std::optional<Sex> sex, int months) {
    const int years = months / 12;
    const auto fits = [&](const DayToDay& row) {
        return row.nutrient == nutrient && row.from_years <= years && years <= row.to_years &&
               (!row.sex || row.sex == sex);
    };
    const auto found = std::ranges::find_if(rows, fits);
    return found == rows.end() ? nullptr : &*found;
}

const RequirementSpread* requirement_spread_of(std::span<const RequirementSpread> rows, Nutrient nutrient) {
    const auto found = std::ranges::find(rows, nutrient, &RequirementSpread::nutrient);
    return found == rows.end() ? nullptr : &*found;
}

}  // namespace epsom
