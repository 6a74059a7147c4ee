#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/amounts/mass.hpp"
#include "epsom/domain/nights/outcome.hpp"
#include "epsom/domain/nights/score.hpp"
#include "epsom/domain/time/moment.hpp"
#include "epsom/result.hpp"

namespace epsom {

/// One night, dated by the evening it starts. `score` is empty when none was given. `dose` is what was taken that
/// evening; empty when nobody knows, which is not the same as nothing. Functions take nights in any order; of several
/// of one date the last counts.
struct Night {
    Day date;
    std::optional<Score> score;
    std::optional<Mass> dose;
};

/// Of all nights with a value, the mean in the outcome's unit. Empty where there are none; `nights_above_zero_per_week`
/// is 0 to 7.
struct SymptomSummary {
    int nights_scored = 0;
    std::optional<double> mean;
    std::optional<double> nights_above_zero_per_week;
    friend bool operator==(const SymptomSummary&, const SymptomSummary&) = default;
};
[[nodiscard]] SymptomSummary symptom_summary(std::span<const Night> nights);

/// Whether the nights can bear a comparison at all.
enum class ComparisonStatus { ok, too_few_nights, not_comparable };
enum class SymptomVerdict { no_clear_difference, difference_may_be_drift, lower_with, higher_with };
/// What else may explain a difference.
enum class SymptomFlag { taken_after_bad_nights, weekday_pattern, trend_before, started_after_bad_spell };

std::string_view spell(ComparisonStatus status);  // "too_few_nights"
std::string_view spell(SymptomVerdict verdict);   // "no_clear_difference"
std::string_view spell(SymptomFlag flag);         // "weekday_pattern"

/// Differences in the outcome's unit, both ends accepted.
struct ScoreRange {
    double low, high;
    friend bool operator==(const ScoreRange&, const ScoreRange&) = default;
};

/// The values of one week, in steps of the outcome, split by kind of night: at least one of each, at most seven in all.
struct WeekScores {
    std::vector<int> with, without;
};
/// With against without in the outcome's unit, adjusted for the weeks: the least-squares coefficient beside one
/// constant per week.
[[nodiscard]] double week_adjusted_difference(
    std::span<const WeekScores> weeks, const OutcomeScale& scale = symptom_scale);
/// The share of all labellings within weeks whose difference is at least as large as the real one, which counts itself.
/// Every labelling is counted, none drawn; shares under 1e-90 may come out as 0.
[[nodiscard]] double permutation_p(std::span<const WeekScores> weeks);
/// That test inverted: the outermost differences on the outcome's grid that it keeps at 0.05. Empty when an end reaches
/// the whole scale, or when not even the place nearest to the difference is kept.
[[nodiscard]] std::optional<ScoreRange> permutation_range(
    std::span<const WeekScores> weeks, const OutcomeScale& scale = symptom_scale);

/// One night as a comparison reads it. Functions take nights in any order; of several of one date the last counts.
struct ComparedNight {
    Day date;
    std::optional<int> value;  // in steps of the outcome; empty when nobody wrote it down
    std::optional<bool> with;  // of which kind the night is; empty when nobody knows
};

/// Nights of one kind against nights of the other, within the same Monday-to-Sunday weeks. Values and differences in
/// the outcome's unit; a negative difference is a lower value on nights with.
struct SameWeek {
    int nights_given = 0;  // = usable + no_score + kind_unknown; a night that lacks both counts as no_score
    int usable = 0;
    int no_score = 0;
    int kind_unknown = 0;
    int n_with = 0;
    int n_without = 0;
    ComparisonStatus status = ComparisonStatus::too_few_nights;

    // Over all usable nights. Empty when there are too few nights.
    std::optional<double> mean_with, mean_without, median_with, median_without;
    std::optional<int> weeks_with_both, with_in_weeks, without_in_weeks;

    // Over the weeks with both kinds of night. From here on empty unless the status is ok.
    std::optional<double> difference;
    std::optional<ScoreRange> interval;                        // also empty as permutation_range() is
    std::optional<int> pairs_better, pairs_tied, pairs_worse;  // nights with against nights without
    std::optional<double> nap;                                 // share of pairs better, ties half: 0.5 is no difference
    std::optional<double> p;       // share of all labellings within weeks with a difference as large
    std::optional<double> p_holm;  // that p corrected for the number of other comparisons; see correct_for_number()

    // Over all usable nights again.
    std::optional<double> r1_score, r1_label;         // also empty where nothing varies or no dates are adjacent
    std::optional<double> neighbour;                  // 0.10 or more: may be slow drift
    std::optional<double> previous_night_difference;  // also empty below 5 nights of each kind
    std::vector<SymptomFlag> flags;
    std::optional<SymptomVerdict> verdict;  // by p_holm

    friend bool operator==(const SameWeek&, const SameWeek&) = default;
};

/// The comparison as the only one of its report: p_holm is p.
[[nodiscard]] SameWeek same_week(std::span<const ComparedNight> nights, const OutcomeScale& scale = symptom_scale);
/// The first comparison is the one that was asked first, and keeps its p. The others are corrected for their number
/// (Holm 1979: the smallest of m has to pass 0.05 / m, the next 0.05 / (m - 1), and so on, until one fails), and their
/// verdicts with it. Those without p are none.
void correct_for_number(std::span<SameWeek* const> comparisons);

/// `as_large` of the `possible` start dates have an absolute difference at least that of the real one, itself
/// included. Not a p-value, as the date was not drawn by lot.
struct Placement {
    int as_large, possible;
    friend bool operator==(const Placement&, const Placement&) = default;
};

/// The 28 days before `start_date` against the 28 from `start_date` + `skip` on; kinds of night are not looked at. A
/// description: the difference may be anything that changed.
struct BeforeAfter {
    Day start_date{};
    std::chrono::days skip{0};
    int n_before = 0;  // scored nights
    int n_after = 0;
    ComparisonStatus status = ComparisonStatus::too_few_nights;

    // Empty when there are too few nights.
    std::optional<double> mean_before, mean_after, median_before, median_after;
    std::optional<double> difference;             // after - before, in the outcome's unit
    std::optional<double> nap;                    // over all pairs: above 0.5 is lower after
    std::optional<double> slope_per_week_before;  // Theil-Sen, per week
    std::optional<double> expected_from_trend;    // that slope continued
    std::vector<SymptomFlag> flags;
    std::optional<Placement> placement;  // also empty below 20 possible start dates

    friend bool operator==(const BeforeAfter&, const BeforeAfter&) = default;
};
[[nodiscard]] BeforeAfter before_after(std::span<const ComparedNight> nights, Day start_date,
    std::chrono::days skip = {}, const OutcomeScale& scale = symptom_scale);

/// What sentences call the two kinds of night and what was compared.
struct ComparisonWords {
    std::string with;     // "at least 200 mg", "caffeine after 14:00"
    std::string subject;  // as within a sentence: "the magnesium", "caffeine"
    bool is_dose = true;
    const OutcomeScale* scale = &symptom_scale;
};
/// Whole sentences, with stops, that say no more than the numbers bear.
std::string verdict_text(const SameWeek& result, const ComparisonWords& words);
std::string verdict_text(const BeforeAfter& result, const ComparisonWords& words);
/// One text per flag, in the order of `flags`.
std::vector<std::string> flag_texts(const SameWeek& result, const ComparisonWords& words);
std::vector<std::string> flag_texts(const BeforeAfter& result);
/// "in 2 of 100 cases", "in fewer than 1 of 1000 cases".
std::string chance_in_words(double p);
/// `1.5 points`, `25 minutes`: how large a difference is, without its sign.
std::string size_in_words(double difference, const OutcomeScale& scale);
/// Empty when only one comparison was made.
std::string comparisons_text(int comparisons);
/// Goes with every same-week comparison that was made.
inline constexpr std::string_view same_night_text =
    "Comparing nights can only show a same-night effect. If it works slowly, both kinds of night change together.";
/// All of the above that belongs to `result`, one of `comparisons`, in the order in which it is read; never empty.
std::vector<std::string> sentences(const SameWeek& result, const ComparisonWords& words, int comparisons);
std::vector<std::string> sentences(const BeforeAfter& result, const ComparisonWords& words);

}  // namespace epsom
