#pragma once

#include <cstddef>
#include <string_view>

namespace epsom {

struct Decoded {
    char32_t code;     // U+FFFD when the bytes are no UTF-8
    std::size_t size;  // bytes taken, at least 1
    bool valid;
};

/// The character at the start of `bytes` (not empty); overlong forms and surrogates are not UTF-8.
Decoded decode(std::string_view bytes);

/// Controls, and marks that reorder or hide what a reader sees.
[[nodiscard]] constexpr bool misleads(char32_t code) {
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x061C || code == 0x200E || code == 0x200F ||
           (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;
}

}  // namespace epsom
