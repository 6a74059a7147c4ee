#pragma once

#include <cmath>
#include <optional>

#include "epsom/domain/nights/symptom.hpp"

namespace epsom {

/// The accepted trial farthest from `start` in one `direction`, on the outcome's grid and at most its whole away from
/// 0. A step moves the observed labelling away from expectation at least as far as any other, so p only falls on the
/// way out: it does not matter that the search begins at the guess of `roughly`.
template <class Accepts, class Roughly>
int last_accepted(int start, int direction, const OutcomeScale& scale, const Accepts& accepts, const Roughly& roughly) {
    const int step = direction * scale.grid;
    const auto inside = [&](int trial) { return trial * direction < scale.whole; };
    int trial = start;
    while (inside(trial) && roughly(trial + step)) trial += step;
    if (trial == start || accepts(trial)) {
        while (inside(trial) && accepts(trial + step)) trial += step;
        return trial;
    }
    do {
        trial -= step;
    } while (trial != start && !accepts(trial));
    return trial;
}

/// A test inverted: the outermost differences around `difference`, in steps, that `accepts` keeps. Empty when an end
/// reaches the whole scale, or when not even the place nearest to the difference is kept.
template <class Accepts, class Roughly>
std::optional<ScoreRange> accepted_range(
    double difference, const OutcomeScale& scale, const Accepts& accepts, const Roughly& roughly) {
    const int start = scale.grid * static_cast<int>(std::lround(difference / scale.grid));
    if (!accepts(start)) return std::nullopt;
    const int low = last_accepted(start, -1, scale, accepts, roughly);
    const int high = last_accepted(start, 1, scale, accepts, roughly);
    if (low <= -scale.whole || high >= scale.whole) return std::nullopt;
    return ScoreRange{scale.in_unit(low), scale.in_unit(high)};
}

}  // namespace epsom
