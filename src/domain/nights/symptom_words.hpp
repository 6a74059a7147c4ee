#pragma once

#include <cmath>
#include <cstdlib>
#include <optional>
#include <string>

#include "epsom/domain/nights/symptom.hpp"

namespace epsom {

/// One decimal, rounded half away from zero, as '-0.8'; never '-0.0'.
inline std::string one_decimal(double points) {
    const long tenths = std::lround(points * 10);
    const long size = std::abs(tenths);
    return (tenths < 0 ? "-" : "") + std::to_string(size / 10) + '.' + std::to_string(size % 10);
}

/// Minutes are whole, all else has one decimal.
inline std::string value(double amount, const OutcomeScale& scale) {
    return scale.steps == 1 ? std::to_string(std::lround(amount)) : one_decimal(amount);
}

inline std::string range_text(double from, double to, const OutcomeScale& scale) {
    return "range " + value(from, scale) + " to " + value(to, scale);
}

inline std::string signed_range(const std::optional<ScoreRange>& range, const OutcomeScale& scale) {
    return range ? range_text(range->low, range->high, scale) : "range too wide to report";
}

/// For a difference whose direction is said in words.
inline std::string unsigned_range(const std::optional<ScoreRange>& range, bool lower, const OutcomeScale& scale) {
    if (!range) return signed_range(range, scale);
    return lower ? range_text(-range->high, -range->low, scale) : range_text(range->low, range->high, scale);
}

/// Ours, not published: nothing is established for a nightly score.
inline std::string small_difference(double difference, const OutcomeScale& scale) {
    const bool rated = scale.unit == symptom_scale.unit;
    const bool seen = one_decimal(std::abs(difference)) != "0.0";
    return rated && seen && std::abs(difference) < 1 ? ", a small difference" : "";
}

}  // namespace epsom
