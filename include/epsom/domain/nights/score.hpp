#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "epsom/result.hpp"

namespace epsom {

/// How bad a symptom was in one night, in whole tenths of a point: 0 is none, 100 the worst imaginable. A personal
/// diary number, not a validated scale.
class Score {
public:
    constexpr Score() = default;
    [[nodiscard]] static constexpr Score from_tenths(int tenths) { return Score{tenths}; }
    [[nodiscard]] constexpr int tenths() const { return tenths_; }
    friend constexpr auto operator<=>(Score, Score) = default;

private:
    explicit constexpr Score(int tenths) : tenths_{tenths} {}
    int tenths_ = 0;
};

/// `0` to `10`, half points as `6.5`; nothing else.
Result<Score> parse_score(std::string_view text);
/// `6`, `6.5`.
std::string spell(Score score);

}  // namespace epsom
