#pragma once

#include <span>
#include <vector>

#include "epsom/domain/adequacy/adequacy.hpp"
#include "epsom/domain/reference.hpp"

namespace epsom {

/// One nutrient of one person against one reference value, with what the figure rests on.
struct AdequacyLine {
    Nutrient nutrient = Nutrient::magnesium;
    Against against = Against::requirement;
    std::optional<Applied> reference;  // empty: there is none
    AdequacyGround ground;
    const DayToDay* day_to_day = nullptr;               // the survey's row; null: the person's own days
    const RequirementSpread* requirement_cv = nullptr;  // against a requirement
    Adequacy figure;
    [[nodiscard]] Survey survey() const { return day_to_day != nullptr ? day_to_day->survey : Survey::own; }
};

/// One nutrient of a period: on which days all of it is known, and what can be said.
struct NutrientAdequacy {
    Nutrient nutrient = Nutrient::magnesium;
    int days = 0;          // of the period
    int days_logged = 0;   // with any entry
    int days_lacking = 0;  // declared complete, but something of them has no value for this nutrient
    std::vector<CompleteIntake> complete;
    std::vector<AdequacyLine> lines;
};

/// What is known of the person and of the spreads.
struct AdequacyQuestion {
    const References& references;  // the authority's own, not a personal target
    bool of_national_academies;    // whose spread of requirements is known
    std::optional<Sex> sex;
    std::span<const DayToDay> day_to_day;
    std::span<const RequirementSpread> requirement_cv;
};

/// First what is enough: the requirement, or the AI where there is none; then the upper level, where there is one.
[[nodiscard]] std::vector<AdequacyLine> adequacy_lines(
    Nutrient nutrient, std::span<const CompleteIntake> days, const AdequacyQuestion& question);

}  // namespace epsom
