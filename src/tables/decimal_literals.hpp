#pragma once

#include <cstdint>

#include "epsom/domain/mass.hpp"

namespace epsom::tables {

/// `digits`, with an optional point, in nanograms. In a constant, what is finer than a nanogram does not compile.
constexpr Mass exactly(const char* digits, std::int64_t unit_ng) {
    std::int64_t sum = 0;
    bool after_point = false;
    for (; *digits != '\0'; ++digits) {
        if (*digits == '.') {
            after_point = true;
            continue;
        }
        if (*digits < '0' || *digits > '9') throw "only digits and a point";
        if (after_point) {
            if (unit_ng % 10 != 0) throw "finer than a nanogram";
            unit_ng /= 10;
            sum += (*digits - '0') * unit_ng;
        } else {
            sum = sum * 10 + (*digits - '0') * unit_ng;
        }
    }
    return Mass::from_nanograms(sum);
}

/// In the tables these take the place of epsom::literals: they read `0.27_mg` too, and exactly.
constexpr Mass operator""_g(const char* digits) { return exactly(digits, ng_per_g); }
constexpr Mass operator""_mg(const char* digits) { return exactly(digits, ng_per_mg); }
constexpr Mass operator""_ug(const char* digits) { return exactly(digits, ng_per_ug); }

}  // namespace epsom::tables
