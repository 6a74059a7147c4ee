#include "symptoms_words.hpp"

#include <algorithm>
#include <cmath>

#include "coin_section.hpp"
#include "drawing.hpp"
#include "epsom/domain/nights/diary.hpp"
#include "epsom/domain/plan/dose.hpp"
#include "epsom/render/text.hpp"
#include "epsom/text/text.hpp"
#include "formatted.hpp"

namespace epsom::symptoms_words {

using namespace drawing;

namespace {

std::string nights_text(int count) { return count == 1 ? "1 night" : formatted("{} nights", count); }

/// `6h40m`, `25 minutes`, `6.3 of 10`, `1.4`: a mean of an outcome.
std::string spell_mean(const NightOutcome& outcome, double mean) {
    if (outcome.kind == OutcomeKind::sleep_time) return spell_sleep(minutes{std::lround(mean)});
    if (outcome.scale().steps == 1) return formatted("{:.0f} {}", mean, outcome.scale().unit);
    return formatted("{:.1f}", mean);
}

/// `3 or more`, `above 0`: from which rating on a night counts.
std::string threshold(const std::optional<Score>& from) { return from ? spell(*from) + " or more" : "above 0"; }

std::string summary_line(const SymptomNights& symptom, const std::optional<Score>& from) {
    const SymptomSummary& summary = symptom.summary;
    const std::string name = printable(symptom.outcome.name);
    if (!summary.mean) return formatted("{}: no night rated", name);
    const std::string nights = nights_text(summary.nights_scored);
    if (symptom.outcome.kind != OutcomeKind::symptom) {
        return formatted("{}: mean {}{} over {}", name, spell_mean(symptom.outcome, *summary.mean),
            symptom.outcome.kind == OutcomeKind::sleep_quality ? " of 10" : "", nights);
    }
    double reached = 0;
    for (const MonthNights& month : symptom.course.months) reached += month.reached;
    return formatted("{}: mean {:.1f} of 10 over {}, {} on {:.1f} nights a week", name, *summary.mean, nights,
        threshold(from), 7 * reached / summary.nights_scored);
}

/// Nights excluded from the comparison, with the reasons.
std::string left_out_line(const SymptomNights& symptom, bool named, bool by_dose) {
    std::vector<std::string> reasons;
    if (symptom.no_score > 0) reasons.push_back(formatted("{} not rated", nights_text(symptom.no_score)));
    if (by_dose && symptom.dose_unknown > 0) {
        reasons.push_back(formatted("{} with unknown evening dose (no entries that day, or an amount missing)",
            nights_text(symptom.dose_unknown)));
    }
    const std::string whose = named ? printable(symptom.outcome.name) + ": " : "";
    if (reasons.empty()) return whose + "no nights excluded";
    std::string text;
    for (const auto& reason : reasons) text += (text.empty() ? "" : "; ") + reason;
    return whose + "excluded: " + text;
}

/// The average of the nights with logged sleep; empty without one.
std::string sleep_line(const SymptomReport& report, const NightLog& log) {
    const SleepNights sleep = log.sleep(report.range);
    if (!sleep.mean) return {};
    return formatted("sleep: average {} over {}", spell_sleep(*sleep.mean), nights_text(sleep.logged));
}

Section comparison_section(const SymptomReport& report, const SymptomComparison& comparison, const NightLog& log) {
    Section section;
    const SameWeek& r = comparison.result;
    const NightOutcome& outcome = comparison.outcome;
    const ComparisonWords words = words_of(comparison, log.nutrient());
    const std::string hours =
        formatted(" {} from {} to {}{}", info(log.nutrient()).key, spell_time_of_day(log.evening().from),
            spell_time_of_day(log.evening().to), report.usual ? " (usual single dose)" : "");
    section.heading =
        formatted("{}: nights with {}{}", printable(outcome.name), words.with, words.is_dose ? hours : "");
    if (!words.is_dose && r.kind_unknown > 0) {
        const auto* factor = std::get_if<AskedFactor>(&comparison.kind);
        section.lines.push_back(formatted("{} excluded: {}.", nights_text(r.kind_unknown),
            factor != nullptr && factor->at_least
                ? "it was not rated that day"
                : "nothing else was logged that day, so nobody knows whether it was there"));
    }
    if (r.status == ComparisonStatus::not_comparable) {
        section.lines.push_back(
            formatted("{} with, mean {}; {} without, mean {}. Unadjusted means: effects of {} and date are mixed.",
                nights_text(r.n_with), spell_mean(outcome, *r.mean_with), r.n_without,
                spell_mean(outcome, *r.mean_without), words.is_dose ? "dose" : words.subject));
    } else if (r.status == ComparisonStatus::ok) {
        const int weeks = *r.weeks_with_both;
        section.lines.push_back(formatted("{} with, {} without; {} both.", nights_text(r.n_with), r.n_without,
            weeks == 1 ? "1 week has" : formatted("{} weeks have", weeks)));
    }
    section.lines.push_back(verdict_text(r, words));
    if (r.verdict == SymptomVerdict::lower_with || r.verdict == SymptomVerdict::higher_with) {
        const bool better_is_lower = outcome.scale().high_is_bad;
        section.lines.push_back(formatted("{} same-week pairs of nights: {} lower with, {} equal, {} higher.",
            *r.pairs_better + *r.pairs_tied + *r.pairs_worse, better_is_lower ? *r.pairs_better : *r.pairs_worse,
            *r.pairs_tied, better_is_lower ? *r.pairs_worse : *r.pairs_better));
    }
    for (const auto& text : flag_texts(r, words)) section.lines.push_back(text);
    if (r.status != ComparisonStatus::too_few_nights && r.usable < 28) {
        section.lines.push_back(
            formatted("{}; at least 28 are recommended before drawing conclusions.", nights_text(r.usable)));
    }
    return section;
}

Section before_after_section(const BeforeAfter& r, const NightOutcome& outcome, Nutrient nutrient) {
    Section section;
    const OutcomeScale& scale = outcome.scale();
    section.heading =
        formatted("{} before and after {} (description only)", printable(outcome.name), spell_day(r.start_date));
    if (r.status == ComparisonStatus::ok) {
        section.lines.push_back(formatted(
            "{} before, mean {}; {} after, mean {}. {:.0f}% of before-after pairs were {} after (ties count half).",
            nights_text(r.n_before), spell_mean(outcome, *r.mean_before), r.n_after, spell_mean(outcome, *r.mean_after),
            100 * *r.nap, scale.high_is_bad ? "lower" : "higher"));
    }
    for (const auto& text : sentences(r, words_of(outcome, nutrient))) section.lines.push_back(text);
    if (r.slope_per_week_before && std::abs(*r.slope_per_week_before) * scale.steps >= 0.5) {
        section.lines.push_back(
            formatted("Before the start, ratings changed by {:.1f} {} a week. That trend alone would give {:.1f} {}.",
                *r.slope_per_week_before, scale.unit, *r.expected_from_trend, scale.unit));
    }
    return section;
}

std::string spell_month(std::chrono::year_month month) {
    return spell_day(Day{month / std::chrono::day{1}}).substr(0, 7);
}

/// Months, the longest run of free nights, the trend: what there is to see in a longer period.
std::optional<Section> course_section(const SymptomNights& symptom, const std::optional<Score>& from) {
    Section section;
    const Course& course = symptom.course;
    const NightOutcome& outcome = symptom.outcome;
    const bool rated = outcome.kind == OutcomeKind::symptom;
    const auto& longest = course.longest;
    const bool has_run = rated && longest && longest->days() > 1;
    if (course.months.size() < 2 && !has_run && !course.trend) return std::nullopt;
    section.heading = formatted("{}: course", printable(outcome.name));
    if (course.months.size() > 1) {
        for (const MonthNights& month : course.months) {
            if (!month.mean) {
                section.lines.push_back(formatted("{}: no night rated", spell_month(month.month)));
                continue;
            }
            section.lines.push_back(formatted("{}: {} of {} nights rated, mean {}{}", spell_month(month.month),
                month.rated, month.nights, spell_mean(outcome, *month.mean),
                rated ? formatted(", {} on {:.1f} nights a week", threshold(from), *month.reached_per_week()) : ""));
        }
    }
    if (has_run) {
        section.lines.push_back(formatted(
            "Longest run without a rating {}: {}, {} to {}{}. An unrated night ends a run. Spells "
            "without symptoms for days to months occur on their own (NINDS).",
            from ? "of " + threshold(from) : threshold(from), nights_text(longest->days()), spell_day(longest->from),
            spell_day(longest->to), course.latest == longest ? " (the last night of the period)" : ""));
    }
    if (course.trend) {
        const OutcomeScale& scale = outcome.scale();
        section.lines.push_back(
            formatted("Trend over {} weekly means: {:+.2f} {} a week (range {:+.2f} to {:+.2f}). Weeks that are "
                      "alike in runs make this range too narrow.",
                course.trend->weeks, course.trend->per_week, scale.unit, course.trend->range.low,
                course.trend->range.high));
    }
    return section;
}

/// Each factor of the period, with the nights it was there.
Section factors_section(const SymptomReport& report) {
    Section section;
    section.heading = "Factors";
    for (const FactorRow& row : report.factors) {
        std::string line =
            formatted("{}: {} of {}", printable(spell(row.factor)), row.nights, nights_text(report.range.days()));
        if (row.unknown > 0) line += formatted(", {} unknown", row.unknown);
        section.lines.push_back(line);
    }
    const auto plain = std::ranges::find_if(report.factors, [](const FactorRow& row) { return !row.compared; });
    if (plain != report.factors.end()) {
        section.lines.push_back(
            formatted("To compare: epsom report symptoms --with {}", in_quotes(plain->factor.name)));
    }
    return section;
}

std::vector<Section> sections_of(const SymptomReport& report, const NightLog& log) {
    std::vector<Section> sections = coin_sections(report.runs);
    for (const auto& comparison : report.comparisons) sections.push_back(comparison_section(report, comparison, log));
    if (report.before_after) {
        sections.push_back(before_after_section(*report.before_after, report.symptoms.front().outcome, log.nutrient()));
    }
    for (const auto& symptom : report.symptoms) {
        if (auto course = course_section(symptom, report.from)) sections.push_back(std::move(*course));
    }
    return sections;
}

/// How to begin, or what to ask for instead.
Section nothing_rated(const std::vector<std::string>& known, OutcomeKind asked) {
    if (asked != OutcomeKind::symptom) {
        return {"", {"To log how you slept: epsom log sleep 6h30m --quality 7 --latency 20m --wakings 2"}};
    }
    if (known.empty()) return {"", {"To rate last night from 0 (none) to 10 (worst imaginable): epsom log symptom 6"}};
    return {"",
        {formatted("Rated in this period: {}. To show one: --name {}", listed(known, 5), in_quotes(known.front()))}};
}

}  // namespace

Words words(const SymptomReport& report, const NightLog& log) {
    Words words;
    words.facts.push_back(spell_range(report.range));
    words.rated = std::ranges::any_of(
        report.symptoms, [](const SymptomNights& symptom) { return symptom.summary.nights_scored > 0; });
    if (!words.rated) {
        words.sentences.push_back(
            formatted("no ratings of {} in this period", printable(report.symptoms.front().outcome.name)));
        words.sections = coin_sections(report.runs);
        words.sections.push_back(nothing_rated(log.names(report.range), report.symptoms.front().outcome.kind));
        if (!report.factors.empty()) words.sections.push_back(factors_section(report));
        return words;
    }
    const bool by_dose =
        report.comparisons.empty() ||
        std::ranges::any_of(report.comparisons, [](const SymptomComparison& one) { return one.at_least() != nullptr; });
    for (const auto& symptom : report.symptoms) {
        words.sentences.push_back(summary_line(symptom, report.from));
        words.facts.push_back(left_out_line(symptom, report.symptoms.size() > 1, by_dose));
    }
    const bool about_sleep = std::ranges::any_of(
        report.symptoms, [](const SymptomNights& symptom) { return symptom.outcome.kind == OutcomeKind::sleep_time; });
    if (std::string sleep = about_sleep ? "" : sleep_line(report, log); !sleep.empty())
        words.sentences.push_back(std::move(sleep));
    words.sections = sections_of(report, log);
    if (!report.factors.empty()) words.sections.push_back(factors_section(report));
    if (report.comparisons.empty() && std::ranges::none_of(report.runs, &RunReport::decides)) {
        words.sections.push_back(
            {"", {formatted("No evening dose of {} ({} to {}) in this period, so nothing to compare.",
                     info(log.nutrient()).key, spell_time_of_day(log.evening().from),
                     spell_time_of_day(log.evening().to))}});
    }
    const bool any_compared = std::ranges::any_of(
        report.comparisons, [](const SymptomComparison& one) { return one.result.status == ComparisonStatus::ok; });
    if (any_compared) {
        if (std::string made = comparisons_text(static_cast<int>(report.comparisons.size())); !made.empty())
            words.closing.push_back(std::move(made));
        words.closing.emplace_back(same_night_text);
    }
    words.closing.emplace_back("Background and evidence: man epsom-restless-legs");
    return words;
}

}  // namespace epsom::symptoms_words
