#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "epsom/render/terminal.hpp"

/// Colours by what they say, never by their name: a page asks for the colour of a state, and the screen decides which
/// that is.
namespace epsom::drawing {

/// What a colour says. `step_1` to `step_4` are a share of the target in a calendar: up to a third, up to two thirds,
/// less than all, all.
enum class Ink : std::uint8_t {
    plain,
    quiet,
    heading,
    met,
    below,
    above,
    unknown,
    supplement,
    food,
    step_1,
    step_2,
    step_3,
    step_4,
};

/// The parameters of the escape sequence (ECMA-48 SGR); empty for the screen's own colour.
std::string_view code_of(const Terminal& terminal, Ink ink);
std::string colored(const Terminal& terminal, Ink ink, std::string_view text);

}  // namespace epsom::drawing
