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

}  // namespace epsom
