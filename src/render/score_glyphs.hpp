#pragma once

#include <optional>
#include <string>

#include "epsom/domain/nights/symptom.hpp"
#include "epsom/render/terminal.hpp"

/// How a night's rating looks in one character.
namespace epsom::drawing {

/// Eight heights, of which the lowest is only 0; without parts of a block a digit, and `*` for 10. A dot without a
/// rating.
std::string score_glyph(const Terminal& terminal, const std::optional<Score>& score);
/// `▁ 0 to █ 10, · not rated`.
std::string score_words(const Terminal& terminal);

}  // namespace epsom::drawing
