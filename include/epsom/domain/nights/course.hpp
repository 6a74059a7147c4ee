#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <vector>

#include "epsom/domain/nights/symptom.hpp"
#include "epsom/domain/time/period.hpp"

namespace epsom {

/// One calendar month of a period. `reached`: rated nights from the threshold on, which is 7 * reached / rated nights a
/// week.
struct MonthNights {
    std::chrono::year_month month;
    int nights = 0, rated = 0, reached = 0;
    std::optional<double> mean = {};  // in the outcome's unit
    [[nodiscard]] std::optional<double> reached_per_week() const;
    friend bool operator==(const MonthNights&, const MonthNights&) = default;
};

/// The change from week to week: the median slope between the means of any two weeks (Theil-Sen), and the range of
/// slopes that Kendall's exact test keeps at 0.05 (Sen 1968). Weeks that are alike in runs make that range too narrow.
struct Trend {
    int weeks = 0;
    double per_week = 0;  // in the outcome's unit
    ScoreRange range{};
    friend bool operator==(const Trend&, const Trend&) = default;
};

/// How an outcome went over the nights of a period.
struct Course {
    std::vector<MonthNights> months;
    /// Nights in a row, each rated and each below the threshold; a night without a rating ends them, as nobody knows.
    /// The longest such run (of equals the last), and the one that the period ends with.
    std::optional<DayRange> longest, latest;
    std::optional<Trend> trend;  // empty below 6 weeks (Monday to Sunday) with 4 rated nights or more each
    friend bool operator==(const Course&, const Course&) = default;
};
/// `values` has one value a night of `range`, in steps of the outcome; `from` is the threshold in steps.
[[nodiscard]] Course course_of(
    std::span<const std::optional<int>> values, DayRange range, int from, const OutcomeScale& scale = symptom_scale);

}  // namespace epsom
