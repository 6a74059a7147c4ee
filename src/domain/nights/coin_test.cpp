#include "epsom/domain/nights/coin_test.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>

#include "accepted_range.hpp"
#include "symptom_arithmetic.hpp"

namespace epsom {
namespace {

using Whole = std::int64_t;

Whole floor_divided(Whole a, Whole b) { return a / b - (a % b < 0 ? 1 : 0); }  // b > 0

/// How many choices of a fixed number of scores have which sum. Sums are in steps.
struct Choices {
    Whole first = 0;            // the smallest sum
    std::vector<double> below;  // below[i]: choices whose sum is less than first + i
    std::vector<double> above;  // above[i]: choices whose sum is at least first + i
    std::vector<double> counts;

    [[nodiscard]] double at_least(Whole sum) const {
        const Whole i = sum - first;
        return i <= 0 ? above.front() : i >= std::ssize(counts) ? 0 : above[static_cast<std::size_t>(i)];
    }
    [[nodiscard]] double at_most(Whole sum) const {
        const Whole i = sum - first + 1;
        return i <= 0 ? 0 : i >= std::ssize(counts) ? below.back() : below[static_cast<std::size_t>(i)];
    }
};

/// For each number of scores how many choices have which sum: counted score by score. A year of nights has 10^108
/// choices, which a double holds; each is counted with about 15 digits.
std::vector<Choices> choices_of(std::vector<Whole> scores) {
    std::ranges::sort(scores);
    const auto n = scores.size();
    std::vector<Choices> all(n + 1);
    Whole smallest = 0, largest = 0;
    for (std::size_t count = 0; count <= n; ++count) {
        if (count > 0) {
            smallest += scores[count - 1];
            largest += scores[n - count];
        }
        all[count].first = smallest;
        all[count].counts.resize(static_cast<std::size_t>(largest - smallest) + 1);
    }
    all[0].counts[0] = 1;
    for (std::size_t used = 0; used < n; ++used) {
        for (std::size_t count = used + 1; count > 0; --count) {
            const auto& from = all[count - 1];
            auto& to = all[count];
            // The smallest scores come first, so no shift is negative. No choice has a sum beyond the end.
            const Whole shift = from.first + scores[used] - to.first;
            const auto reach = std::min<Whole>(std::ssize(from.counts), std::ssize(to.counts) - shift);
            for (Whole i = 0; i < reach; ++i) {
                to.counts[static_cast<std::size_t>(i + shift)] += from.counts[static_cast<std::size_t>(i)];
            }
        }
    }
    for (Choices& each : all) {
        each.below.resize(each.counts.size() + 1);
        std::partial_sum(each.counts.begin(), each.counts.end(), each.below.begin() + 1);
        each.above.resize(each.counts.size());
        std::partial_sum(each.counts.rbegin(), each.counts.rend(), each.above.rbegin());
    }
    return all;
}

/// The exact test of two kinds of nights. A trial difference is subtracted from the scores with before anything is
/// compared; as it is the same for each of them, the sums of those of both kinds are counted once for all trials.
class Halves {
public:
    Halves(std::span<const int> with, std::span<const int> without)
        : k_{std::ssize(with)},
          n_{std::ssize(with) + std::ssize(without)},
          with_sum_{sum(with)},
          without_sum_{sum(without)} {
        // In common steps from the smallest score, so that whole points need no room for tenths.
        least_ = std::min(std::ranges::min(with), std::ranges::min(without));
        for (const auto kind : {with, without}) {
            for (const int score : kind) {
                step_ = std::gcd(step_, Whole{score} - least_);
                squares_ += static_cast<double>(score) * score;
            }
        }
        step_ = std::max<Whole>(step_, 1);
        const auto in_steps = [&](std::span<const int> kind) {
            std::vector<Whole> steps;
            for (const int score : kind) steps.push_back((score - least_) / step_);
            return steps;
        };
        with_ = choices_of(in_steps(with));
        without_ = choices_of(in_steps(without));
    }

    /// In steps of the outcome.
    [[nodiscard]] double difference() const {
        return static_cast<double>(n_ * with_sum_ - k_ * (with_sum_ + without_sum_)) /
               static_cast<double>(k_ * (n_ - k_));
    }

    /// The share of all choices of k of the n scores that lie at least as far from expectation as the observed one.
    [[nodiscard]] double share_as_far(int trial) const {
        const Whole all = with_sum_ - trial * k_ + without_sum_;
        const Whole far = std::abs(n_ * (with_sum_ - trial * k_) - k_ * all);
        if (far == 0) return 1;
        double as_far = 0, total = 0;
        // `a` of the chosen had the dose, the others not.
        for (Whole a = std::max<Whole>(0, 2 * k_ - n_); a <= k_; ++a) {
            const Choices& one = with_[static_cast<std::size_t>(a)];
            const Choices& other = without_[static_cast<std::size_t>(k_ - a)];
            total += one.above.front() * other.above.front();
            for (std::size_t i = 0; i < one.counts.size(); ++i) {
                if (one.counts[i] == 0) continue;
                // n * (known + steps of the other sum) is at most k * all - far, or at least k * all + far.
                const Whole known = (one.first + static_cast<Whole>(i)) * step_ + k_ * least_ - a * trial;
                const Whole low = floor_divided(k_ * all - far - n_ * known, n_ * step_);
                const Whole high = -floor_divided(-(k_ * all + far - n_ * known), n_ * step_);
                as_far += one.counts[i] * (other.at_most(low) + other.at_least(high));
            }
        }
        return std::min(as_far / total, 1.0);
    }

    /// For the range p only has to be told from 0.05.
    [[nodiscard]] bool accepts(int trial) const { return !at_most(share_as_far(trial), significance); }
    [[nodiscard]] bool roughly_accepts(int trial) const {
        const auto k = static_cast<double>(k_), n = static_cast<double>(n_);
        const auto with = static_cast<double>(with_sum_ - trial * k_);
        const double total = with + static_cast<double>(without_sum_);
        const double squares = squares_ - 2.0 * trial * static_cast<double>(with_sum_) + k * trial * trial;
        return roughly_expected(with - k / n * total, variance_of_choice(k, n, total, squares));
    }

private:
    Whole k_, n_, with_sum_, without_sum_;
    double squares_ = 0;
    Whole least_ = 0, step_ = 0;
    std::vector<Choices> with_, without_;
};

std::optional<ScoreRange> range_of(const Halves& test, const OutcomeScale& scale) {
    return accepted_range(
        test.difference(), scale, [&](int trial) { return test.accepts(trial); },
        [&](int trial) { return test.roughly_accepts(trial); });
}

double mean_of(std::span<const int> values, const OutcomeScale& scale) {
    return scale.in_unit(static_cast<double>(sum(values)) / static_cast<double>(values.size()));
}

/// Values by kind, in steps of the outcome.
struct Kinds {
    std::vector<int> with, without;
    void add(bool is_with, int value) { (is_with ? with : without).push_back(value); }
};

/// The complete pairs, each as a block of its own.
std::vector<WeekScores> complete_pairs(std::span<const CoinNight> nights) {
    std::vector<WeekScores> pairs;
    for (std::size_t i = 0; i + 1 < nights.size(); i += 2) {
        const CoinNight &a = nights[i], &b = nights[i + 1];
        if (!a.value || !b.value) continue;
        const CoinNight &with = a.with ? a : b, &without = a.with ? b : a;
        pairs.push_back({{*with.value}, {*without.value}});
    }
    return pairs;
}

SymptomVerdict verdict_of(double p, double difference) {
    if (!at_most(p, significance)) return SymptomVerdict::no_clear_difference;
    return difference < 0 ? SymptomVerdict::lower_with : SymptomVerdict::higher_with;
}

CoinStatus status_of(const CoinRun& run, const CoinResult& result, Day today) {
    if (run.ended) return CoinStatus::ended;
    if (run.paused) return CoinStatus::paused;
    if (today < run.first) return CoinStatus::to_come;
    if (today <= run.last) return CoinStatus::under_way;
    const bool enough = result.pairs ? result.pairs_complete >= fewest_rated
                                     : std::min(result.rated_with, result.rated_without) >= fewest_rated;
    return enough ? CoinStatus::ok : CoinStatus::too_few_nights;
}

AsTaken as_taken(std::span<const CoinNight> nights, const OutcomeScale& scale) {
    Kinds kinds;
    for (const CoinNight& night : nights) {
        if (night.value && night.taken) kinds.add(*night.taken, *night.value);
    }
    AsTaken result;
    result.with = static_cast<int>(kinds.with.size());
    result.without = static_cast<int>(kinds.without.size());
    if (result.with > 0) result.mean_with = mean_of(kinds.with, scale);
    if (result.without > 0) result.mean_without = mean_of(kinds.without, scale);
    if (result.mean_with && result.mean_without) result.difference = *result.mean_with - *result.mean_without;
    return result;
}

}  // namespace

double halves_p(std::span<const int> with, std::span<const int> without) {
    return Halves{with, without}.share_as_far(0);
}

std::optional<ScoreRange> halves_range(
    std::span<const int> with, std::span<const int> without, const OutcomeScale& scale) {
    return range_of(Halves{with, without}, scale);
}

CoinResult coin_test(const CoinRun& run, std::span<const CoinNight> nights, Day today, const OutcomeScale& scale) {
    CoinResult result;
    result.pairs = run.coin.pairs;
    result.nights = run.nights();
    result.nights_with = run.with();
    result.past = run.past(today);
    Kinds rated;
    for (std::size_t i = 0; i < nights.size(); ++i) {
        const CoinNight& night = nights[i];
        if (night.value) rated.add(night.with, *night.value);
        if (static_cast<int>(i) >= result.past || !night.taken) continue;
        ++result.known;
        if (*night.taken == night.with) ++result.followed;
    }
    result.rated_with = static_cast<int>(rated.with.size());
    result.rated_without = static_cast<int>(rated.without.size());
    std::vector<WeekScores> pairs;
    if (result.pairs) {
        pairs = complete_pairs(nights);
        result.pairs_complete = static_cast<int>(pairs.size());
        result.pairs_left_out = result.nights / 2 - result.pairs_complete;
    }
    result.status = status_of(run, result, today);
    if (result.status != CoinStatus::ok) return result;

    if (result.pairs) {
        rated = {};
        for (const WeekScores& pair : pairs) {
            rated.with.push_back(pair.with.front());
            rated.without.push_back(pair.without.front());
        }
        result.difference = week_adjusted_difference(pairs, scale);
        result.interval = permutation_range(pairs, scale);
        result.p = permutation_p(pairs);
    } else {
        const Halves test{rated.with, rated.without};
        result.difference = scale.in_unit(test.difference());
        result.interval = range_of(test, scale);
        result.p = test.share_as_far(0);
    }
    result.mean_with = mean_of(rated.with, scale);
    result.mean_without = mean_of(rated.without, scale);
    result.verdict = verdict_of(*result.p, *result.difference);
    result.as_taken = as_taken(nights, scale);
    return result;
}

}  // namespace epsom
