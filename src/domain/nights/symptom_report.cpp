#include <algorithm>

#include "epsom/domain/amounts/amount.hpp"
#include "epsom/domain/nights/nights.hpp"
#include "epsom/text/text.hpp"

namespace epsom {

using std::chrono::days;

namespace {

FactorRow factor_row(const NightLog& log, const AskedFactor& factor, const SymptomQuestion& question) {
    FactorRow row{.factor = factor};
    for (const ComparedNight& night : log.told_apart(question.outcomes.front(), factor, question.range)) {
        row.there.push_back(night.with);
        if (night.with == true) ++row.nights;
        if (!night.with) ++row.unknown;
        if (night.value && night.with) ++(*night.with ? row.rated_with : row.rated_without);
    }
    return row;
}

/// Those that were compared, each as it was asked for, then the others.
std::vector<FactorRow> factor_rows(const NightLog& log, const SymptomReport& report, const SymptomQuestion& question) {
    std::vector<FactorRow> rows;
    for (const SymptomComparison& comparison : report.comparisons) {
        const auto* factor = std::get_if<AskedFactor>(&comparison.kind);
        if (factor == nullptr || comparison.outcome != question.outcomes.front()) continue;
        rows.push_back(factor_row(log, *factor, question));
        rows.back().compared = true;
        rows.back().p = comparison.result.p;
        rows.back().p_holm = comparison.result.p_holm;
    }
    for (const FactorNights& other : log.factors(question.range)) {
        const auto same = [&](const FactorRow& row) {
            return !row.factor.after && !row.factor.at_least && name_key(row.factor.name) == name_key(other.name);
        };
        if (std::ranges::none_of(rows, same)) rows.push_back(factor_row(log, {other.name, {}}, question));
    }
    return rows;
}

SymptomSummary summary_of(const SymptomNights& symptom) {
    if (symptom.outcome.kind == OutcomeKind::symptom) return symptom_summary(symptom.nights);
    SymptomSummary summary;
    double total = 0;
    for (const auto& value : symptom.values) {
        if (!value) continue;
        ++summary.nights_scored;
        total += *value;
    }
    if (summary.nights_scored > 0) summary.mean = symptom.outcome.scale().in_unit(total / summary.nights_scored);
    return summary;
}

}  // namespace

SymptomReport symptom_report(const NightLog& log, const SymptomQuestion& question) {
    SymptomReport report;
    report.range = question.range;
    report.from = question.from;
    std::vector<NightKind> kinds = question.kinds;
    if (kinds.empty() && !question.by_lot) {
        report.usual = true;
        if (const auto usual = log.usual_dose(question.range)) kinds.emplace_back(*usual);
    }
    for (const NightOutcome& outcome : question.outcomes) {
        SymptomNights symptom;
        symptom.outcome = outcome;
        symptom.values = log.values(outcome, question.range);
        symptom.nights = log.nights(outcome.kind == OutcomeKind::symptom ? outcome.name : "", question.range);
        symptom.summary = summary_of(symptom);
        const int from = question.from ? question.from->tenths() : 1;
        symptom.course = course_of(symptom.values, question.range, from, outcome.scale());
        for (std::size_t i = 0; i < symptom.values.size(); ++i) {
            if (!symptom.values[i]) ++symptom.no_score;
            else if (!symptom.nights[i].dose) ++symptom.dose_unknown;
        }
        for (const NightKind& kind : kinds) {
            const auto nights = log.told_apart(outcome, kind, question.range);
            report.comparisons.push_back({outcome, kind, same_week(nights, outcome.scale())});
        }
        report.symptoms.push_back(std::move(symptom));
    }
    std::vector<SameWeek*> results;
    for (SymptomComparison& comparison : report.comparisons) results.push_back(&comparison.result);
    correct_for_number(results);
    if (question.outcomes.empty()) return report;
    const NightOutcome& first = question.outcomes.front();
    if (question.since) {
        const DayRange around{*question.since - days{28}, *question.since + days{27}};
        report.before_after =
            before_after(log.told_apart(first, Mass{}, around), *question.since, days{0}, first.scale());
    }
    report.factors = factor_rows(log, report, question);
    return report;
}

ComparisonWords words_of(const SymptomComparison& comparison, Nutrient nutrient) {
    ComparisonWords words = words_of(comparison.outcome, nutrient);
    if (const auto* factor = std::get_if<AskedFactor>(&comparison.kind)) {
        words.with = printable(spell(*factor));
        words.subject = printable(factor->name);
        words.is_dose = false;
    } else {
        words.with = "at least " + spell(std::get<Mass>(comparison.kind));
    }
    return words;
}

ComparisonWords words_of(const NightOutcome& outcome, Nutrient nutrient) {
    return {
        .with = {}, .subject = "the " + std::string{info(nutrient).key}, .is_dose = true, .scale = &outcome.scale()};
}

}  // namespace epsom
