#pragma once

#include <cstdint>

namespace epsom {

/// Which characters the reader's screen has: the console of Linux has blocks and arrows, but no part of a block.
enum class Charset : std::uint8_t { ascii, console, unicode };
/// How many colours are used.
enum class Colors : std::uint8_t { none, sixteen, many };
/// What the colours are seen on, as far as the screen says so.
enum class Background : std::uint8_t { unknown, dark, light };

/// What the reader's screen can show.
struct Terminal {
    Charset charset = Charset::unicode;
    Colors colors = Colors::none;
    Background background = Background::unknown;
    int width = 80;
    [[nodiscard]] bool plain() const { return charset != Charset::unicode; }
};

/// A state shown in the first column and by colour, never by colour alone.
enum class Mark : std::uint8_t { met, below, unknown, above, no_target, none };

}  // namespace epsom
