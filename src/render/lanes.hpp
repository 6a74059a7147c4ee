#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/today.hpp"
#include "epsom/render/terminal.hpp"
#include "palette.hpp"

namespace epsom::drawing {

/// How a state of a slot is drawn, and what its mark means.
struct PointLook {
    std::string_view glyph, words;
    Ink ink = Ink::plain;
};
PointLook look_of(const Terminal& terminal, SlotState state);

/// `  and 3 more: epsom check`; without the command where a line has no room for it.
std::string more_words(std::size_t left_out, std::string_view all, std::size_t width);
/// How many lines there is room for, and the command that shows all.
struct LaneRoom {
    std::size_t most;
    std::string_view all;
};
/// 24 hours from `begins` on, a line for each product: its marks by the hour, then its times in words. Below 56 columns
/// the times alone.
std::vector<std::string> lane_lines(
    const Terminal& terminal, std::span<const Lane> lanes, Instant begins, const Moment& now, LaneRoom room);

}  // namespace epsom::drawing
