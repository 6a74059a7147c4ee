#pragma once

#include <string_view>

#include "epsom/render/terminal.hpp"

namespace epsom {

struct Surroundings;

/// Columns for text on standard output: the terminal's, else those of COLUMNS, else 80.
int screen_width(const Surroundings& surroundings);
/// What standard output can show. `color` is the value of --color.
Terminal screen(const Surroundings& surroundings, std::string_view color, bool ascii);
/// What standard error can show, where it is a terminal.
Terminal error_screen(const Surroundings& surroundings, std::string_view color);

}  // namespace epsom
