#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <random>

#include "epsom/domain/nights/symptom.hpp"

using namespace epsom;

namespace {

constexpr std::int64_t common = 420;  // makes every week's mean whole

std::int64_t sum(const std::vector<int>& scores) {
    return std::accumulate(scores.begin(), scores.end(), std::int64_t{0});
}

/// `labellings` of the nights, of which `as_far` lie at least as far from expectation as the real one.
struct Count {
    std::int64_t as_far = 0, labellings = 0;
};

/// One labelling after the other, written out on purpose: k of each week's scores in every possible way.
void enumerate(std::span<const WeekScores> weeks, std::int64_t excess, std::int64_t limit, Count& count) {
    if (weeks.empty()) {
        ++count.labellings;
        if (std::abs(excess) >= limit) ++count.as_far;
        return;
    }
    auto scores = weeks.front().with;
    scores.insert(scores.end(), weeks.front().without.begin(), weeks.front().without.end());
    const auto k = std::ssize(weeks.front().with);
    const auto expected = common / std::ssize(scores) * k * sum(scores);
    for (unsigned subset = 0; subset < 1U << scores.size(); ++subset) {
        if (std::popcount(subset) != k) continue;
        std::int64_t total = 0;
        for (std::size_t i = 0; i < scores.size(); ++i) total += (subset >> i & 1U) != 0 ? scores[i] : 0;
        enumerate(weeks.subspan(1), excess + common * total - expected, limit, count);
    }
}

Count enumerated(std::vector<WeekScores> weeks, int trial) {
    std::int64_t excess = 0;
    for (auto& week : weeks) {
        for (int& score : week.with) score -= trial;
        const auto n = std::ssize(week.with) + std::ssize(week.without);
        excess += common * sum(week.with) - common / n * std::ssize(week.with) * (sum(week.with) + sum(week.without));
    }
    Count count;
    enumerate(weeks, 0, std::abs(excess), count);
    return count;
}

/// The method to the letter: outwards in steps of 0.1 for as long as p > 0.05.
std::optional<ScoreRange> walked(const std::vector<WeekScores>& weeks) {
    const auto accepted = [&](int trial) {
        const auto count = enumerated(weeks, trial);
        return 20 * count.as_far > count.labellings;
    };
    const int start = static_cast<int>(std::lround(10 * week_adjusted_difference(weeks)));
    int low = start, high = start;
    while (low > -100 && accepted(low - 1)) --low;
    while (high < 100 && accepted(high + 1)) ++high;
    if (low == -100 || high == 100) return std::nullopt;
    return ScoreRange{low / 10.0, high / 10.0};
}

int some(std::mt19937& random, int from, int to) {
    return from + static_cast<int>(random() % static_cast<unsigned>(to - from + 1));
}

std::vector<int> some_scores(std::mt19937& random, int count, int step, int shift) {
    std::vector<int> scores;
    for (int i = 0; i < count; ++i) scores.push_back(step * some(random, 0, 100 / step / 2) + shift);
    return scores;
}

/// Scores in whole or half points, one kind of night sometimes clearly worse.
std::vector<WeekScores> some_weeks(std::mt19937& random, int count, int largest) {
    const int step = some(random, 0, 1) == 0 ? 10 : 5;
    const int shift = 10 * some(random, 0, 4);
    std::vector<WeekScores> weeks;
    for (int i = 0; i < count; ++i) {
        const int n = some(random, 2, largest);
        const int k = some(random, 1, n - 1);
        weeks.push_back({some_scores(random, k, step, 0), some_scores(random, n - k, step, shift)});
    }
    return weeks;
}

}  // namespace

TEST_CASE("p is what writing out every labelling gives") {
    std::mt19937 random{20260106};
    for (int trial = 0; trial < 200; ++trial) {
        const auto weeks = some_weeks(random, some(random, 1, 4), 6);
        const auto count = enumerated(weeks, 0);
        const double share = static_cast<double>(count.as_far) / static_cast<double>(count.labellings);
        REQUIRE(permutation_p(weeks) == doctest::Approx(share).epsilon(1e-12));
    }
}

TEST_CASE("the range is what walking outwards step by step gives") {
    std::mt19937 random{20260107};
    int found = 0;
    for (int trial = 0; trial < 60; ++trial) {
        const auto weeks = some_weeks(random, 4, 5);
        const auto range = walked(weeks);
        if (range) ++found;
        REQUIRE(permutation_range(weeks) == range);
    }
    CHECK(found > 20);
}

TEST_CASE("the difference is the least-squares coefficient beside one constant per week") {
    std::mt19937 random{20260108};
    for (int trial = 0; trial < 200; ++trial) {
        const auto weeks = some_weeks(random, some(random, 1, 9), 7);
        double products = 0, squares = 0;
        for (const auto& [with, without] : weeks) {
            const auto n = static_cast<double>(with.size() + without.size());
            const auto label = static_cast<double>(with.size()) / n;
            for (const int score : with) products += (1 - label) * score;
            for (const int score : without) products -= label * score;
            squares += static_cast<double>(with.size()) * (1 - label);
        }
        REQUIRE(week_adjusted_difference(weeks) == doctest::Approx(products / squares / 10).epsilon(1e-12));
    }
}

TEST_CASE("scores that are all alike leave nothing to chance") {
    const std::vector<WeekScores> weeks(5, WeekScores{{30, 30}, {30, 30, 30}});
    CHECK(week_adjusted_difference(weeks) == 0);
    CHECK(permutation_p(weeks) == doctest::Approx(1));
    CHECK(permutation_range(weeks) == ScoreRange{0, 0});
}

TEST_CASE("too few labellings to reach 1 in 20 give no range") {
    CHECK(permutation_range(std::vector{WeekScores{{10, 20}, {50, 60}}}) == std::nullopt);
}

TEST_CASE("the smallest p is one labelling of all, even over years") {
    CHECK(permutation_p(std::vector(4, WeekScores{{0}, {100, 100}})) == doctest::Approx(1.0 / 81).epsilon(1e-12));
    // 35 labellings a week; what is under 1e-90 is trimmed.
    const auto of_weeks = [](std::size_t weeks) {
        return permutation_p(std::vector(weeks, WeekScores{{0, 0, 0}, {100, 100, 100, 100}}));
    };
    CHECK(std::log(of_weeks(50)) == doctest::Approx(-50 * std::log(35.0)).epsilon(1e-12));
    CHECK(of_weeks(150) == 0);
}
