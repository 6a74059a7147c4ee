#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/adequacy/spread.hpp"
#include "epsom/domain/reference.hpp"

namespace epsom {

/// Numbers in the nutrient's unit, as a row of an adequacy report prints them.

/// One complete day: all food and all supplements of it are known.
struct CompleteIntake {
    double food = 0;
    double supplement = 0;
};

/// What usual intake is set against: what the person's requirement may be (around the EAR), the AI, the upper level.
enum class Against : std::uint8_t { requirement, adequate_intake, upper_level };

/// From a leaning to as sure as the method gets: |z| rounded to a tenth from 0.5, 1, 1.5 and 2 on.
enum class Surety : std::uint8_t { cannot_tell, leaning, probably, likely, very_likely };
[[nodiscard]] std::string_view spell(Surety surety);  // "very_likely"

/// What a figure rests on besides the days.
struct AdequacyGround {
    double reference = 0;                       // the EAR, the AI or the upper level
    std::optional<double> requirement_sd = {};  // of requirements around the EAR; only against them
    std::optional<double> food_sd = {};         // of a survey's days; empty: the person's own days, at least 21
    int cv_percent = 0;                         // of the survey's days
};

/// One figure with every number that it was computed from.
struct Adequacy {
    int days = 0;
    double mean = 0, food_mean = 0, supplement_mean = 0;
    double food_sd = 0;        // of days, from the survey or the person's own
    double supplement_sd = 0;  // of the days' supplements; 0 for a dose that is always the same
    double within_sd = 0;      // both together: sqrt(food_sd^2 + supplement_sd^2)
    double difference = 0;     // mean - reference
    double difference_sd = 0;
    double ratio = 0;                              // difference / difference_sd: z, or t where `degrees` is there
    std::optional<double> degrees;                 // of freedom of a t distribution: the spread is the person's own
    double above = 0;                              // the probability that usual intake is above what it is set against
    AdequacyReason reason = AdequacyReason::none;  // any but none and intake_cv_60_70: there is no figure
    [[nodiscard]] bool is_figure() const {
        return reason == AdequacyReason::none || reason == AdequacyReason::intake_cv_60_70;
    }
    [[nodiscard]] Surety surety() const;
    /// In percent, in the direction of what is said: above where the ratio is above 0. Of an AI that is not reached, of
    /// being above it all the same.
    [[nodiscard]] double percent(Against against) const;
};

inline constexpr int own_spread_days = 21;

/// With a survey's spread z against a normal distribution; with the person's own t, whose degrees of freedom against a
/// requirement are those of Welch and Satterthwaite. Supplements shift the mean; only what differs between days adds to
/// the spread. Errors are its reason: no days, too few for an own spread, days that are far from symmetric.
[[nodiscard]] Adequacy adequacy(std::span<const CompleteIntake> days, const AdequacyGround& ground);

/// The share of a normal distribution below `z`, and of Student's t below `t`.
[[nodiscard]] double normal_below(double z);
[[nodiscard]] double student_below(double t, double degrees);

}  // namespace epsom
