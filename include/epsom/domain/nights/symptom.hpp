#pragma once

#include <compare>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/amounts/mass.hpp"
#include "epsom/domain/time/moment.hpp"
#include "epsom/result.hpp"

namespace epsom {

/// How bad a symptom was in one night, in whole tenths of a point: 0 is none, 100 the worst imaginable. A personal
/// diary number, not a validated scale.
class Score {
public:
    constexpr Score() = default;
    [[nodiscard]] static constexpr Score from_tenths(int tenths) { return Score{tenths}; }
    [[nodiscard]] constexpr int tenths() const { return tenths_; }
    friend constexpr auto operator<=>(Score, Score) = default;

private:
    explicit constexpr Score(int tenths) : tenths_{tenths} {}
    int tenths_ = 0;
};

/// `0` to `10`, half points as `6.5`; nothing else.
Result<Score> parse_score(std::string_view text);
/// `6`, `6.5`.
std::string spell(Score score);

/// One night, dated by the evening it starts. `score` is empty when none was given. `dose` is what was taken that
/// evening; empty when nobody knows, which is not the same as nothing. Functions take nights in any order; of several
/// of one date the last counts.
struct Night {
    Day date;
    std::optional<Score> score;
    std::optional<Mass> dose;
};

/// Of all scored nights. Empty means where there are none; `nights_above_zero_per_week` is 0 to 7.
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

/// Differences in points, both ends accepted.
struct ScoreRange {
    double low, high;
    friend bool operator==(const ScoreRange&, const ScoreRange&) = default;
};

/// The scores of one week, in tenths of a point, split by kind of night: at least one of each, at most seven in all.
struct WeekScores {
    std::vector<int> with, without;
};
/// With against without in points, adjusted for the weeks: the least-squares coefficient beside one constant per week.
[[nodiscard]] double week_adjusted_difference(std::span<const WeekScores> weeks);
/// The share of all labellings within weeks whose difference is at least as large as the real one, which counts itself.
/// Every labelling is counted, none drawn; shares under 1e-90 may come out as 0.
[[nodiscard]] double permutation_p(std::span<const WeekScores> weeks);
/// That test inverted: the outermost differences, in steps of 0.1 points, that it keeps at 0.05. Empty when an end
/// reaches 10 points, or when not even the step nearest to the difference is kept.
[[nodiscard]] std::optional<ScoreRange> permutation_range(std::span<const WeekScores> weeks);

/// Nights with at least `at_least` against nights with less, within the same Monday-to-Sunday weeks. Scores and
/// differences in points; a negative difference is a lower score on nights with.
struct SameWeek {
    Mass at_least;
    int nights_given = 0;  // = usable + no_score + dose_unknown; a night that lacks both counts as no_score
    int usable = 0;
    int no_score = 0;
    int dose_unknown = 0;
    int n_with = 0;
    int n_without = 0;
    ComparisonStatus status = ComparisonStatus::too_few_nights;

    // Over all usable nights. Empty when there are too few nights.
    std::optional<double> mean_with, mean_without, median_with, median_without;
    std::optional<int> weeks_with_both, with_in_weeks, without_in_weeks;

    // Over the weeks with both kinds of night. From here on empty unless the status is ok.
    std::optional<double> difference;
    std::optional<ScoreRange> interval;  // also empty as permutation_range() is
    std::optional<int> pairs_better, pairs_tied, pairs_worse;
    std::optional<double> nap;  // share of pairs better, ties half: 0.5 is no difference
    std::optional<double> p;    // share of all labellings within weeks with a difference as large

    // Over all usable nights again.
    std::optional<double> r1_score, r1_label;         // also empty where nothing varies or no dates are adjacent
    std::optional<double> neighbour;                  // 0.10 or more: may be slow drift
    std::optional<double> previous_night_difference;  // also empty below 5 nights of each kind
    std::vector<SymptomFlag> flags;
    std::optional<int> comparisons;
    std::optional<SymptomVerdict> verdict;

    friend bool operator==(const SameWeek&, const SameWeek&) = default;
};

/// `comparisons`, at least 1, is how many the same report makes; each then has to pass 0.05 / comparisons.
[[nodiscard]] SameWeek same_week(std::span<const Night> nights, Mass at_least, int comparisons);

/// `as_large` of the `possible` start dates have an absolute difference at least that of the real one, itself
/// included. Not a p-value, as the date was not drawn by lot.
struct Placement {
    int as_large, possible;
    friend bool operator==(const Placement&, const Placement&) = default;
};

/// The 28 days before `start_date` against the 28 from `start_date` + `skip` on; doses are not looked at. A
/// description: the difference may be anything that changed.
struct BeforeAfter {
    Day start_date{};
    std::chrono::days skip{0};
    int n_before = 0;  // scored nights
    int n_after = 0;
    ComparisonStatus status = ComparisonStatus::too_few_nights;

    // Empty when there are too few nights.
    std::optional<double> mean_before, mean_after, median_before, median_after;
    std::optional<double> difference;             // after - before, in points
    std::optional<double> nap;                    // over all pairs: above 0.5 is lower after
    std::optional<double> slope_per_week_before;  // Theil-Sen, points per week
    std::optional<double> expected_from_trend;    // that slope continued, in points
    std::vector<SymptomFlag> flags;
    std::optional<Placement> placement;  // also empty below 20 possible start dates

    friend bool operator==(const BeforeAfter&, const BeforeAfter&) = default;
};
[[nodiscard]] BeforeAfter before_after(std::span<const Night> nights, Day start_date, std::chrono::days skip = {});

/// Whole sentences, with stops, that say no more than the numbers bear. `nutrient` is named as within a sentence:
/// "magnesium".
std::string verdict_text(const SameWeek& result, std::string_view nutrient);
std::string verdict_text(const BeforeAfter& result, std::string_view nutrient);
/// One text per flag, in the order of `flags`.
std::vector<std::string> flag_texts(const SameWeek& result);
std::vector<std::string> flag_texts(const BeforeAfter& result);
/// "in 2 of 100 cases", "in fewer than 1 of 1000 cases".
std::string chance_in_words(double p);
/// Empty when only one comparison was made.
std::string comparisons_text(int comparisons);
/// Goes with every same-week comparison that was made.
inline constexpr std::string_view same_night_text =
    "Comparing nights can only show a same-night effect. If it works slowly, both kinds of night change together.";
/// All of the above that belongs to `result`, in the order in which it is read; never empty.
std::vector<std::string> sentences(const SameWeek& result, std::string_view nutrient);
std::vector<std::string> sentences(const BeforeAfter& result, std::string_view nutrient);

}  // namespace epsom
