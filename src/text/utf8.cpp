#include "utf8.hpp"

#include "epsom/text/text.hpp"

namespace epsom {

Decoded decode(std::string_view bytes) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    const unsigned char first = byte(0);
    if (first < 0x80) return {first, 1, true};
    const std::size_t size = first >= 0xF0 && first < 0xF5   ? 4
                             : first >= 0xE0 && first < 0xF0 ? 3
                             : first >= 0xC2 && first < 0xE0 ? 2
                                                             : 0;
    if (size == 0 || bytes.size() < size) return {0xFFFD, 1, false};
    char32_t code = first & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return {0xFFFD, 1, false};
        code = (code << 6) | (byte(i) & 0x3FU);
    }
    const bool overlong = (size == 3 && code < 0x800) || (size == 4 && code < 0x10000);
    if (overlong || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {0xFFFD, 1, false};
    return {code, size, true};
}

bool is_utf8(std::string_view bytes) {
    while (!bytes.empty()) {
        const Decoded next = decode(bytes);
        if (!next.valid) return false;
        bytes.remove_prefix(next.size);
    }
    return true;
}

}  // namespace epsom
