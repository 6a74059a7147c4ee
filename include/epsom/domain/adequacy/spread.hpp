#pragma once

// domain/adequacy: how sure one can be that a person's usual intake meets a requirement. The method of the Institute of
// Medicine, Dietary Reference Intakes: Applications in Dietary Assessment (2000), appendix B.
// It stands on reference. Days come in as numbers.
// Never here: a word about a body, or about what to take.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "epsom/domain/amounts/mass.hpp"
#include "epsom/domain/amounts/nutrient.hpp"
#include "epsom/domain/person.hpp"

namespace epsom {

/// Where a standard deviation from day to day comes from: the book's survey, NHANES 2015-2016, or the person's own
/// days.
enum class Survey : std::uint8_t { published, nhanes, own };
[[nodiscard]] std::string_view spell(Survey survey);  // "published"

/// How much one person's intake of a nutrient from food differs from day to day in a group. Ages in completed years,
/// both included.
struct DayToDay {
    Nutrient nutrient;
    std::optional<Sex> sex;  // empty: both
    int from_years, to_years;
    Mass sd;         // of one person's days, pooled over the group
    int cv_percent;  // that in percent of the group's mean
    Survey survey;
    std::string_view source;
};

/// Why a figure is not given, or is given with a caution.
enum class AdequacyReason : std::uint8_t {
    none,
    intake_cv_60_70,     // a caution: days are not quite symmetric
    intake_cv_over_70,   // days are far from symmetric
    skewed_requirement,  // requirements are far from a normal distribution
    no_requirement,      // the authority has neither an EAR nor an AI, or the person is not known
    no_requirement_cv,   // nobody has published how much requirements differ
    ul_supplement_only,  // the upper level counts a part of the intake, whose days nobody has surveyed
    no_published_sd,     // no survey of this nutrient and group, and fewer than 21 complete days
    no_complete_days
};
[[nodiscard]] std::string_view spell(AdequacyReason reason);  // "no_complete_days"

/// How much the requirements of people of one group differ around the EAR of the National Academies.
struct RequirementSpread {
    Nutrient nutrient;
    int cv_percent;         // 0 where the next is true
    bool half_of_rda;       // the standard deviation is half of RDA - EAR: the RDA is two of them above the EAR
    AdequacyReason reason;  // for which it is not computed; none where it is
    std::string_view source;
};

/// The row for a person of that sex and age; null where there is none.
[[nodiscard]] const DayToDay* day_to_day_of(
    std::span<const DayToDay> rows, Nutrient nutrient, std::optional<Sex> sex, int months);
[[nodiscard]] const RequirementSpread* requirement_spread_of(
    std::span<const RequirementSpread> rows, Nutrient nutrient);

}  // namespace epsom
