#include "epsom/domain/adequacy/person_adequacy.hpp"

namespace epsom {
namespace {

double in_unit(Mass amount, Nutrient nutrient) {
    return static_cast<double>(amount.nanograms()) / static_cast<double>(info(nutrient).unit_steps);
}

bool has(AdequacyReason reason) { return reason != AdequacyReason::none; }

/// The standard deviation of requirements; or why there is none.
AdequacyReason put_requirement_sd(AdequacyLine& line, const AdequacyQuestion& question) {
    const RequirementSpread* row = line.requirement_cv;
    if (row != nullptr && has(row->reason)) return row->reason;
    const bool same_terms = line.reference->terms == Terms::kept;
    if (row == nullptr || !question.of_national_academies || !same_terms) return AdequacyReason::no_requirement_cv;
    if (!row->half_of_rda) {
        line.ground.requirement_sd = line.ground.reference * row->cv_percent / 100;
        return AdequacyReason::none;
    }
    const auto& target = question.references.target;
    if (!target || target->kind != Kind::rda) return AdequacyReason::no_requirement_cv;
    line.ground.requirement_sd = (in_unit(target->value, line.nutrient) - line.ground.reference) / 2;
    return AdequacyReason::none;
}

/// Why the line can have no figure whatever the days are.
AdequacyReason refusal(AdequacyLine& line, const AdequacyQuestion& question) {
    if (!line.reference) return AdequacyReason::no_requirement;
    if (line.against == Against::upper_level && line.reference->scope != Scope::total)
        return AdequacyReason::ul_supplement_only;
    // Of these every group's days are far from symmetric, so that nothing is said of them whatever it is set against.
    if (line.requirement_cv != nullptr && line.requirement_cv->reason == AdequacyReason::intake_cv_over_70)
        return AdequacyReason::intake_cv_over_70;
    return line.against == Against::requirement ? put_requirement_sd(line, question) : AdequacyReason::none;
}

AdequacyLine line_of(Nutrient nutrient, Against against, const std::optional<Applied>& reference,
    std::span<const CompleteIntake> days, const AdequacyQuestion& question) {
    AdequacyLine line{.nutrient = nutrient, .against = against, .reference = reference};
    line.requirement_cv = requirement_spread_of(question.requirement_cv, nutrient);
    if (reference) line.ground.reference = in_unit(reference->value, nutrient);
    // The surveys left out women who are pregnant or breast-feed.
    if (question.references.months && question.references.stage == LifeStage::none)
        line.day_to_day = day_to_day_of(question.day_to_day, nutrient, question.sex, *question.references.months);
    if (line.day_to_day != nullptr) {
        line.ground.food_sd = in_unit(line.day_to_day->sd, nutrient);
        line.ground.cv_percent = line.day_to_day->cv_percent;
    }
    const AdequacyReason reason = refusal(line, question);
    line.figure = adequacy(days, line.ground);
    if (has(reason)) line.figure.reason = reason;
    return line;
}

}  // namespace

std::vector<AdequacyLine> adequacy_lines(
    Nutrient nutrient, std::span<const CompleteIntake> days, const AdequacyQuestion& question) {
    const References& references = question.references;
    const bool by_ai = !references.requirement && references.target && references.target->kind == Kind::ai;
    std::vector<AdequacyLine> lines{
        by_ai ? line_of(nutrient, Against::adequate_intake, references.target, days, question)
              : line_of(nutrient, Against::requirement, references.requirement, days, question)};
    if (references.upper) lines.push_back(line_of(nutrient, Against::upper_level, references.upper, days, question));
    return lines;
}

}  // namespace epsom
