#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <numeric>

#include "accepted_range.hpp"
#include "epsom/domain/nights/symptom.hpp"
#include "symptom_arithmetic.hpp"

namespace epsom {
namespace {

[[maybe_unused]] constexpr std::int64_t days_per_week = 7;  // where nothing is asserted

/// 420 = lcm(1, ..., 7): a week's mean times this is whole.
constexpr std::int64_t common = 420;

std::int64_t k(const WeekScores& week) { return std::ssize(week.with); }
std::int64_t n(const WeekScores& week) { return std::ssize(week.with) + std::ssize(week.without); }

// The exact permutation test. A trial difference is subtracted from the scores of nights with before anything is
// computed: at the true one, labels would not matter.

/// S, 420 E and 420 I of the method, in steps: the sum over nights with, what the week means lead to expect of it, and
/// by how much it grows per step of difference.
struct Balance {
    std::int64_t observed = 0, expected420 = 0, information420 = 0;
    [[nodiscard]] std::int64_t excess420() const { return common * observed - expected420; }
    [[nodiscard]] double difference() const {  // steps
        return static_cast<double>(excess420()) / static_cast<double>(information420);
    }
};

Balance balance(std::span<const WeekScores> weeks, int trial) {
    Balance b;
    for (const auto& week : weeks) {
        assert(!week.with.empty() && !week.without.empty() && n(week) <= days_per_week);
        const auto with = sum(week.with) - trial * k(week);
        b.observed += with;
        b.expected420 += common / n(week) * k(week) * (with + sum(week.without));
        b.information420 += common / n(week) * k(week) * (n(week) - k(week));
    }
    return b;
}

/// A sum that k of the week's n scores may have, and which share of all choices of k has it.
struct Choice {
    std::int64_t total;
    double share;
};

/// By total, ascending.
std::vector<Choice> choices(const WeekScores& week, int trial) {
    std::vector<int> scores;
    for (const int score : week.with) scores.push_back(score - trial);
    scores.insert(scores.end(), week.without.begin(), week.without.end());

    std::vector<std::int64_t> total_of(std::size_t{1} << scores.size());
    std::vector<std::int64_t> totals;
    for (unsigned subset = 1; subset < total_of.size(); ++subset) {
        const auto last = static_cast<std::size_t>(std::countr_zero(subset));
        total_of[subset] = total_of[subset & (subset - 1)] + scores[last];
        if (std::popcount(subset) == k(week)) totals.push_back(total_of[subset]);
    }
    std::ranges::sort(totals);

    const double one = 1.0 / static_cast<double>(totals.size());
    std::vector<Choice> merged;
    for (const auto total : totals) {
        if (merged.empty() || merged.back().total != total) merged.push_back({total, 0});
        merged.back().share += one;
    }
    return merged;
}

/// shares[i] is the share of labellings whose sum over nights with is first + i steps.
struct Distribution {
    std::int64_t first = 0;
    std::vector<double> shares{1.0};
};

Distribution convolved(const Distribution& sofar, std::span<const Choice> week, std::int64_t step) {
    const auto position = [&](std::int64_t total) {
        return static_cast<std::size_t>((total - week.front().total) / step);
    };
    Distribution next{sofar.first + week.front().total, {}};
    next.shares.resize(sofar.shares.size() + position(week.back().total));
    for (const auto& [total, share] : week) {
        double* const out = next.shares.data() + position(total);
        for (std::size_t i = 0; i < sofar.shares.size(); ++i) out[i] += share * sofar.shares[i];
    }
    return next;
}

/// Drops the outermost sums while their shares are below `negligible`.
void trim(Distribution& distribution, std::int64_t step, double negligible) {
    auto& shares = distribution.shares;
    const auto counts = [&](double share) { return share >= negligible; };
    shares.erase(std::find_if(shares.rbegin(), shares.rend(), counts).base(), shares.end());
    const auto front = std::ranges::find_if(shares, counts);
    distribution.first += (front - shares.begin()) * step;
    shares.erase(shares.begin(), front);
}

std::int64_t common_step(std::span<const std::vector<Choice>> weeks) {
    std::int64_t step = 0;
    for (const auto& week : weeks) {
        for (const auto& choice : week) step = std::gcd(step, choice.total - week.front().total);
    }
    return std::max<std::int64_t>(step, 1);
}

/// The share of all labellings within weeks that lie at least as far from expectation as the observed one.
double share_as_far(std::span<const WeekScores> weeks, int trial, double negligible) {
    std::vector<std::vector<Choice>> possible;
    for (const auto& week : weeks) possible.push_back(choices(week, trial));
    const auto step = common_step(possible);

    Distribution sums;
    for (const auto& week : possible) {
        sums = convolved(sums, week, step);
        trim(sums, step, negligible);
    }

    const auto b = balance(weeks, trial);
    double p = 0;
    for (std::size_t i = 0; i < sums.shares.size(); ++i) {
        const auto total = sums.first + static_cast<std::int64_t>(i) * step;
        if (std::abs(common * total - b.expected420) >= std::abs(b.excess420())) p += sums.shares[i];
    }
    return std::min(p, 1.0);
}

/// For the range p only has to be told from 0.05.
bool accepts(std::span<const WeekScores> weeks, int trial) {
    return !at_most(share_as_far(weeks, trial, 1e-15), significance);
}

/// What the normal approximation says instead: cheap, and near.
bool roughly_accepts(std::span<const WeekScores> weeks, int trial) {
    double variance = 0;
    for (const auto& week : weeks) {
        const auto all = static_cast<double>(n(week));
        const auto with = static_cast<double>(k(week));
        double total = 0, squares = 0;
        const auto add = [&](double score) {
            total += score;
            squares += score * score;
        };
        for (const int score : week.with) add(score - trial);
        for (const int score : week.without) add(score);
        variance += variance_of_choice(with, all, total, squares);
    }
    const auto excess = static_cast<double>(balance(weeks, trial).excess420()) / static_cast<double>(common);
    return roughly_expected(excess, variance);
}

}  // namespace

double week_adjusted_difference(std::span<const WeekScores> weeks, const OutcomeScale& scale) {
    return scale.in_unit(balance(weeks, 0).difference());
}

double permutation_p(std::span<const WeekScores> weeks) {
    return share_as_far(weeks, 0, 1e-100);  // trimmed only to keep clear of denormal numbers
}

std::optional<ScoreRange> permutation_range(std::span<const WeekScores> weeks, const OutcomeScale& scale) {
    return accepted_range(
        balance(weeks, 0).difference(), scale, [&](int trial) { return accepts(weeks, trial); },
        [&](int trial) { return roughly_accepts(weeks, trial); });
}

}  // namespace epsom
