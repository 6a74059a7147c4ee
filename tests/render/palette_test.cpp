#include "render/palette.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>

#include "contrast.hpp"

namespace epsom::drawing {
namespace {

using epsom::test::contrast;
using epsom::test::Rgb;

/// A colour of the fixed part of the palette that xterm, and every other terminal with 256 colours, has.
Rgb of_palette(int number) {
    if (number >= 232) {
        const double gray = 8 + 10 * (number - 232);
        return {gray, gray, gray};
    }
    constexpr std::array<double, 6> levels{0, 95, 135, 175, 215, 255};
    const auto at = [&](int place) { return levels[static_cast<std::size_t>((number - 16) / place % 6)]; };
    return {at(36), at(6), at(1)};
}

constexpr Rgb black{0, 0, 0}, dark_gray{30, 30, 30}, white{255, 255, 255}, cream{253, 246, 227};

}  // namespace

TEST_CASE("every colour can be told from its background") {
    for (const Background background : {Background::unknown, Background::dark, Background::light}) {
        const Terminal terminal{.colors = Colors::many, .background = background};
        for (int ink = 0; ink <= static_cast<int>(Ink::step_4); ++ink) {
            const std::string code{code_of(terminal, static_cast<Ink>(ink))};
            CAPTURE(code);
            const std::size_t at = code.rfind("38;5;");
            if (at == std::string::npos) continue;
            const Rgb color = of_palette(std::stoi(code.substr(at + 5)));
            if (background != Background::light)
                CHECK(std::min(contrast(color, black), contrast(color, dark_gray)) >= 3);
            if (background != Background::dark) CHECK(std::min(contrast(color, white), contrast(color, cream)) >= 3);
        }
    }
}

TEST_CASE("without colours there is no escape sequence, and none around nothing") {
    CHECK(colored({}, Ink::above, "x") == "x");
    CHECK(colored({.colors = Colors::sixteen}, Ink::plain, "x") == "x");
    CHECK(colored({.colors = Colors::sixteen}, Ink::above, "").empty());
    CHECK(
        colored({.colors = Colors::sixteen, .background = Background::dark}, Ink::above, "x") == "\x1b[1;91mx\x1b[0m");
}

TEST_CASE("the four states have four colours") {
    for (const Colors colors : {Colors::sixteen, Colors::many}) {
        for (const Background background : {Background::unknown, Background::dark, Background::light}) {
            const Terminal terminal{.colors = colors, .background = background};
            const std::array states{Ink::met, Ink::below, Ink::above, Ink::unknown};
            for (std::size_t i = 0; i < states.size(); ++i) {
                for (std::size_t j = 0; j < i; ++j) CHECK(code_of(terminal, states[i]) != code_of(terminal, states[j]));
            }
        }
    }
}

}  // namespace epsom::drawing
