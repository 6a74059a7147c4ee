#pragma once

#include <cstdint>
#include <numeric>
#include <span>

namespace epsom {

/// The level of every test.
inline constexpr double significance = 0.05;

/// Whether p <= limit. Sums of shares carry rounding, so a p that equals the limit must not hang on it.
inline bool at_most(double p, double limit) { return p <= limit + 1e-12; }

/// Of scores in tenths, in tenths.
inline std::int64_t sum(std::span<const int> tenths) {
    return std::accumulate(tenths.begin(), tenths.end(), std::int64_t{0});
}

/// The variance of the sum of `chosen` of `all` scores that add up to `total` and whose squares add up to `squares`.
inline double variance_of_choice(double chosen, double all, double total, double squares) {
    return chosen * (all - chosen) / (all * (all - 1)) * (squares - total * total / all);
}

/// What the normal approximation says of an excess: cheap, and near.
inline bool roughly_expected(double excess, double variance) { return excess * excess < 1.96 * 1.96 * variance; }

}  // namespace epsom
