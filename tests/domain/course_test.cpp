#include "epsom/domain/nights/course.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "zones.hpp"

using namespace epsom;
using namespace epsom::test;
using std::chrono::days;

namespace {

using Values = std::vector<std::optional<int>>;

Course course(const Values& values, std::string_view from, int threshold = 1) {
    const Day first = day(from);
    return course_of(values, {first, first + days{static_cast<int>(values.size()) - 1}}, threshold);
}

/// Nights that all have the mean of their week.
Values weeks(const std::vector<int>& means) {
    Values values;
    for (const int mean : means) values.insert(values.end(), 7, mean);
    return values;
}

}  // namespace

TEST_CASE("nights are counted by calendar month, those without a rating in no mean") {
    Values values(40, 30);
    values[0] = 0;
    values[1].reset();
    const auto months = course(values, "2026-01-15", 30).months;
    REQUIRE(months.size() == 2);
    CHECK(months[0].month == std::chrono::year{2026} / 1);
    CHECK(months[0].nights == 17);
    CHECK(months[0].rated == 16);
    CHECK(months[0].reached == 15);
    CHECK(*months[0].mean == doctest::Approx(15 * 3.0 / 16));
    CHECK(*months[0].reached_per_week() == doctest::Approx(7 * 15.0 / 16));
    CHECK(months[1].nights == 23);
    CHECK_FALSE(course(Values(3), "2026-01-15").months.front().mean);
    CHECK_FALSE(course(Values(3), "2026-01-15").months.front().reached_per_week());
}

TEST_CASE("a run of free nights ends at a night without a rating") {
    const auto runs = course({0, 0, {}, 0, 0, 0, 20, 0, 0}, "2026-01-05");
    CHECK(*runs.longest == DayRange{day("2026-01-08"), day("2026-01-10")});
    CHECK(*runs.latest == DayRange{day("2026-01-12"), day("2026-01-13")});
    CHECK_FALSE(course({0, 0, {}}, "2026-01-05").latest);
    CHECK_FALSE(course({20, {}, 10}, "2026-01-05").longest);
    CHECK(*course({20, {}, 10}, "2026-01-05", 15).longest == DayRange{day("2026-01-07"), day("2026-01-07")});
}

TEST_CASE("a trend needs six weeks with four nights each") {
    CHECK_FALSE(course(weeks({10, 20, 30, 40, 50}), "2026-01-05").trend);
    Values sparse = weeks({10, 20, 30, 40, 50, 60});
    CHECK(course(sparse, "2026-01-05").trend->weeks == 6);
    for (std::size_t i = 0; i < 4; ++i) sparse[i].reset();  // three are left in the first week
    CHECK_FALSE(course(sparse, "2026-01-05").trend);
}

TEST_CASE("the trend is the median of all slopes, its range what Kendall's exact test keeps") {
    // Six weeks: of 15 slopes the second smallest and the second largest (P(inversions <= 1) = 6/720 <= 0.025 <
    // 20/720).
    const auto trend = *course(weeks({50, 45, 47, 30, 20, 24}), "2026-01-05").trend;
    std::vector<double> slopes;
    const std::vector<double> means{5.0, 4.5, 4.7, 3.0, 2.0, 2.4};
    for (std::size_t i = 0; i < means.size(); ++i) {
        for (std::size_t j = i + 1; j < means.size(); ++j)
            slopes.push_back((means[j] - means[i]) / static_cast<double>(j - i));
    }
    std::ranges::sort(slopes);
    CHECK(trend.per_week == doctest::Approx(slopes[7]));
    CHECK(trend.range.low == doctest::Approx(slopes[1]));
    CHECK(trend.range.high == doctest::Approx(slopes[13]));
}

TEST_CASE("the range of a trend holds the true slope about as often as it says") {
    std::mt19937 random{20261130};
    std::normal_distribution<double> noise{0, 12};
    int held = 0;
    constexpr int trials = 1000, true_slope = 3;  // steps a week
    for (int trial = 0; trial < trials; ++trial) {
        std::vector<int> means;
        for (int week = 0; week < 10; ++week)
            means.push_back(static_cast<int>(std::lround(500 + true_slope * week + noise(random))));
        const auto trend = *course_of(weeks(means), {day("2026-01-05"), day("2026-03-15")}, 1).trend;
        if (trend.range.low <= 0.3 && 0.3 <= trend.range.high) ++held;
    }
    CHECK(held >= 940);  // 95 % or more, less what chance allows in 1,000 trials
}
