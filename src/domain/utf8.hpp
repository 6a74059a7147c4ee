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

}  // namespace epsom
