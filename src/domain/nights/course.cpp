#include "epsom/domain/nights/course.hpp"

#include <algorithm>
#include <map>

#include "symptom_arithmetic.hpp"

namespace epsom {
namespace {

using std::chrono::days;

constexpr int nights_of_a_week = 4;
constexpr std::size_t weeks_of_a_trend = 6;

std::vector<MonthNights> months_of(
    std::span<const std::optional<int>> values, DayRange range, int from, const OutcomeScale& scale) {
    std::vector<MonthNights> months;
    std::int64_t total = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::chrono::year_month_day date{range.from + days{static_cast<int>(i)}};
        const std::chrono::year_month month{date.year(), date.month()};
        if (months.empty() || months.back().month != month) {
            months.push_back({.month = month});
            total = 0;
        }
        MonthNights& current = months.back();
        ++current.nights;
        if (!values[i]) continue;
        ++current.rated;
        if (*values[i] >= from) ++current.reached;
        total += *values[i];
        current.mean = scale.in_unit(static_cast<double>(total) / current.rated);
    }
    return months;
}

struct Runs {
    std::optional<DayRange> longest, latest;
};

Runs runs_of(std::span<const std::optional<int>> values, DayRange range, int from) {
    Runs runs;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Day night = range.from + days{static_cast<int>(i)};
        if (!values[i] || *values[i] >= from) {
            runs.latest.reset();
            continue;
        }
        runs.latest = DayRange{runs.latest ? runs.latest->from : night, night};
        if (!runs.longest || runs.latest->days() >= runs.longest->days()) runs.longest = runs.latest;
    }
    return runs;
}

struct WeekMean {
    int week;  // counted from the first one
    double mean;
};

std::vector<WeekMean> week_means(
    std::span<const std::optional<int>> values, DayRange range, const OutcomeScale& scale) {
    const Day first = range.from - days{std::chrono::weekday{range.from}.iso_encoding() - 1};
    std::map<int, std::vector<int>> weeks;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const int week = static_cast<int>((range.from - first).count() + static_cast<int>(i)) / 7;
        if (values[i]) weeks[week].push_back(*values[i]);
    }
    std::vector<WeekMean> means;
    for (const auto& [week, nights] : weeks) {
        if (std::ssize(nights) >= nights_of_a_week)
            means.push_back(
                {week, scale.in_unit(static_cast<double>(sum(nights)) / static_cast<double>(nights.size()))});
    }
    return means;
}

/// How many of the sorted slopes lie outside the range at each end: the most that Kendall's statistic allows at 0.05,
/// by its exact distribution over all orders of `n` values.
std::size_t slopes_outside(std::size_t n) {
    // shares[i]: the share of orders with i pairs the wrong way round.
    std::vector<double> shares{1.0};
    for (std::size_t k = 2; k <= n; ++k) {
        std::vector<double> next(shares.size() + k - 1);
        for (std::size_t i = 0; i < shares.size(); ++i) {
            for (std::size_t moved = 0; moved < k; ++moved) next[i + moved] += shares[i] / static_cast<double>(k);
        }
        shares = std::move(next);
    }
    double tail = 0;
    std::size_t outside = 0;
    while (at_most(tail + shares[outside], significance / 2)) tail += shares[outside++];
    return outside;
}

std::optional<Trend> trend_of(const std::vector<WeekMean>& weeks) {
    if (weeks.size() < weeks_of_a_trend) return std::nullopt;
    std::vector<double> slopes;
    for (std::size_t i = 0; i < weeks.size(); ++i) {
        for (std::size_t j = i + 1; j < weeks.size(); ++j)
            slopes.push_back((weeks[j].mean - weeks[i].mean) / (weeks[j].week - weeks[i].week));
    }
    std::ranges::sort(slopes);
    const std::size_t outside = slopes_outside(weeks.size());
    const std::size_t half = slopes.size() / 2;
    const double middle = slopes.size() % 2 == 1 ? slopes[half] : (slopes[half - 1] + slopes[half]) / 2;
    return Trend{static_cast<int>(weeks.size()), middle, {slopes[outside - 1], slopes[slopes.size() - outside]}};
}

}  // namespace

std::optional<double> MonthNights::reached_per_week() const {
    return rated == 0 ? std::nullopt : std::optional{7.0 * reached / rated};
}

Course course_of(std::span<const std::optional<int>> values, DayRange range, int from, const OutcomeScale& scale) {
    Course course{.months = months_of(values, range, from, scale), .longest = {}, .latest = {}, .trend = {}};
    const Runs runs = runs_of(values, range, from);
    course.longest = runs.longest;
    course.latest = runs.latest;
    course.trend = trend_of(week_means(values, range, scale));
    return course;
}

}  // namespace epsom
