#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/nights/symptom.hpp"
#include "epsom/domain/plan/coin.hpp"

namespace epsom {

/// One night of a run. `taken`: whether the dose was really taken; empty when nobody knows.
struct CoinNight {
    bool with = false;              // by the draw
    std::optional<int> value = {};  // in steps of the outcome; empty when nobody wrote it down
    std::optional<bool> taken = {};
    friend bool operator==(const CoinNight&, const CoinNight&) = default;
};

/// Rated nights of each kind, or complete pairs, below which nothing is tested. With 5 pairs no result reaches 0.05,
/// with 6 only all six alike: 10 leave room for nights that differ for other reasons.
inline constexpr int fewest_rated = 10;

/// Whether a run can be tested. The test is made once, when its last night is over.
enum class CoinStatus { ok, to_come, under_way, ended, paused, too_few_nights };
std::string_view spell(CoinStatus status);  // "under_way"

/// Rated nights by what was really taken: not protected by the draw.
struct AsTaken {
    int with = 0, without = 0;
    std::optional<double> mean_with, mean_without, difference;  // empty without a night of the kind
    friend bool operator==(const AsTaken&, const AsTaken&) = default;
};

/// The nights of a run compared as they were drawn, whatever was taken. Means and differences in the outcome's unit; a
/// negative difference is a lower value on nights with.
struct CoinResult {
    bool pairs = false;
    int nights = 0, nights_with = 0;
    int past = 0;                                // nights that are over, of an ended run those until its end
    int rated_with = 0, rated_without = 0;       // by the draw
    int pairs_complete = 0, pairs_left_out = 0;  // both nights rated, and not; zero without pairs
    int followed = 0, known = 0;                 // past nights as drawn, of those of which one knows
    CoinStatus status = CoinStatus::under_way;

    // Empty unless the status is ok.
    std::optional<double> mean_with, mean_without;  // of the nights that are compared
    std::optional<double> difference;
    std::optional<ScoreRange> interval;  // also empty as permutation_range() is
    std::optional<double> p;             // share of all draws of the kind with a difference at least as large
    std::optional<SymptomVerdict> verdict;
    std::optional<AsTaken> as_taken;
    friend bool operator==(const CoinResult&, const CoinResult&) = default;
};
/// `nights` are all of the run, in order. With pairs, those with both nights rated are compared: within each, the two
/// are exchanged. Else all rated nights: every choice of as many of them. Every draw is counted, none sampled.
[[nodiscard]] CoinResult coin_test(
    const CoinRun& run, std::span<const CoinNight> nights, Day today, const OutcomeScale& scale = symptom_scale);

/// With against without, where any choice of as many of all these values (in steps of the outcome, some of each kind)
/// was equally likely: the share of choices whose difference of means is at least the real one.
[[nodiscard]] double halves_p(std::span<const int> with, std::span<const int> without);
/// That test inverted, as permutation_range() is.
[[nodiscard]] std::optional<ScoreRange> halves_range(
    std::span<const int> with, std::span<const int> without, const OutcomeScale& scale = symptom_scale);

/// Whole sentences, with stops, that say no more than the numbers bear; never empty. `dose` is its name, `last` the
/// run's last night.
std::vector<std::string> sentences(
    const CoinResult& result, const CoinRun& run, std::string_view dose, const OutcomeScale& scale = symptom_scale);

}  // namespace epsom
