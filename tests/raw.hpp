#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// What must not reach a screen as it is, judged by bytes and not by the function that keeps it away.
namespace epsom::test {

/// The first hostile piece of `text` in hex, or empty: control characters but newlines and those of `allowed`, C1
/// controls, marks that reorder or hide text, and bytes that are no UTF-8.
inline std::string raw_in(std::string_view text, std::string_view allowed = {}) {
    const auto hex = [&](std::size_t at, std::size_t size) {
        constexpr std::string_view digits = "0123456789abcdef";
        std::string found;
        for (const char c : text.substr(at, size))
            (found += digits[static_cast<unsigned char>(c) >> 4]) += digits[static_cast<unsigned char>(c) & 0x0F];
        return found + " at " + std::to_string(at);
    };
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < 0x80) {
            if ((byte < 0x20 || byte == 0x7F) && byte != '\n' && allowed.find(text[i]) == std::string_view::npos)
                return hex(i, 1);
            ++i;
            continue;
        }
        const std::size_t size = byte < 0xC2 ? 0 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : byte < 0xF5 ? 4 : 0;
        if (size == 0 || i + size > text.size()) return hex(i, 1);
        const std::string_view one = text.substr(i, size);
        for (const char c : one.substr(1)) {
            if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) return hex(i, size);
        }
        const bool overlong = one < (size == 3 ? "\xE0\xA0" : size == 4 ? "\xF0\x90" : "");
        const bool surrogate = size == 3 && one >= "\xED\xA0" && one < "\xEE";
        const bool beyond = size == 4 && one >= "\xF4\x90";
        const bool c1 = size == 2 && one < "\xC2\xA0";
        const bool mark = one == "\xD8\x9C" || one == "\xE2\x80\x8E" || one == "\xE2\x80\x8F" ||
                          (one >= "\xE2\x80\xA8" && one <= "\xE2\x80\xAE") ||
                          (one >= "\xE2\x81\xA6" && one <= "\xE2\x81\xA9") || one == "\xEF\xBB\xBF";
        if (overlong || surrogate || beyond || c1 || mark) return hex(i, size);
        i += size;
    }
    return {};
}

}  // namespace epsom::test
