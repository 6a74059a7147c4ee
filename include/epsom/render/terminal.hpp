#pragma once

#include <cstdint>

namespace epsom {

/// Which characters the reader's screen has: the console of Linux has blocks and arrows, but no part of a block.
enum class Charset : std::uint8_t { ascii, console, unicode };

/// What the reader's screen can show.
struct Terminal {
    Charset charset = Charset::unicode;
    bool color = false;
    int width = 80;
    [[nodiscard]] bool plain() const { return charset != Charset::unicode; }
};

/// A state shown in the first column and by colour, never by colour alone.
enum class Mark : std::uint8_t { fine, low, unknown, over, none };

}  // namespace epsom
