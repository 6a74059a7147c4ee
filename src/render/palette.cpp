#include "palette.hpp"

#include <array>

#include "formatted.hpp"

namespace epsom::drawing {
namespace {

constexpr std::size_t inks = static_cast<std::size_t>(Ink::step_4) + 1;
using Codes = std::array<std::string_view, inks>;  // in the order of Ink

// The upper 240 colours of a screen with 256 look the same everywhere. Each of `dark` and `light` has a contrast of 3:1
// or more with its background (#000 to #1e1e1e, #fff to #fdf6e3); each of `either` has it with both.
constexpr Codes many_dark{"", "38;5;246", "1", "38;5;74", "38;5;179", "1;38;5;203", "38;5;140", "38;5;74", "38;5;109",
    "38;5;66", "38;5;30", "38;5;37", "38;5;44"};
constexpr Codes many_light{"", "38;5;241", "1", "38;5;25", "38;5;94", "1;38;5;160", "38;5;96", "38;5;25", "38;5;66",
    "38;5;66", "38;5;67", "38;5;25", "38;5;23"};
constexpr Codes many_either{"", "2", "1", "38;5;31", "38;5;130", "1;38;5;160", "38;5;133", "38;5;31", "38;5;66",
    "38;5;66", "38;5;66", "38;5;31", "38;5;31"};
// The lower 16 are whatever the user made of them; their names are all that is known.
constexpr Codes sixteen_dark{"", "2", "1", "36", "33", "1;91", "35", "36", "36", "2;36", "2;36", "36", "96"};
constexpr Codes sixteen_light{"", "2", "1", "34", "35", "1;31", "90", "34", "90", "90", "90", "34", "1;34"};
constexpr Codes sixteen_either{"", "2", "1", "94", "35", "1;31", "2;35", "94", "94", "2;94", "2;94", "94", "94"};

const Codes& codes(const Terminal& terminal) {
    const bool many = terminal.colors == Colors::many;
    switch (terminal.background) {
        case Background::dark: return many ? many_dark : sixteen_dark;
        case Background::light: return many ? many_light : sixteen_light;
        case Background::unknown: break;
    }
    return many ? many_either : sixteen_either;
}

}  // namespace

std::string_view code_of(const Terminal& terminal, Ink ink) {
    if (terminal.colors == Colors::none) return "";
    return codes(terminal)[static_cast<std::size_t>(ink)];
}

std::string colored(const Terminal& terminal, Ink ink, std::string_view text) {
    const std::string_view code = code_of(terminal, ink);
    return text.empty() || code.empty() ? std::string{text} : formatted("\x1b[{}m{}\x1b[0m", code, text);
}

}  // namespace epsom::drawing
