#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace epsom {

/// What separates words: the blanks of ASCII and of Unicode, and those that have no width (U+200B, U+2060, U+FEFF). The
/// joiners U+200C and U+200D are none: they are part of words and of emoji.
inline constexpr std::array<std::string_view, 23> wide_blanks{"\xC2\x85", "\xC2\xA0", "\xE1\x9A\x80", "\xE2\x80\x80",
    "\xE2\x80\x81", "\xE2\x80\x82", "\xE2\x80\x83", "\xE2\x80\x84", "\xE2\x80\x85", "\xE2\x80\x86", "\xE2\x80\x87",
    "\xE2\x80\x88", "\xE2\x80\x89", "\xE2\x80\x8A", "\xE2\x80\x8B", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF",
    "\xE2\x81\x9F", "\xE2\x81\xA0", "\xE3\x80\x80", "\xEF\xBB\xBF", "\xE1\xA0\x8E"};

[[nodiscard]] constexpr bool is_plain_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// The bytes of the blank at the start of `text`; 0 when there is none.
[[nodiscard]] constexpr std::size_t blank_at(std::string_view text) {
    if (text.empty()) return 0;
    if (static_cast<unsigned char>(text.front()) < 0x80) return is_plain_blank(text.front()) ? 1 : 0;
    for (const std::string_view blank : wide_blanks) {
        if (text.starts_with(blank)) return blank.size();
    }
    return 0;
}

/// The bytes of the blank at the end of `text`; 0 when there is none.
[[nodiscard]] constexpr std::size_t blank_before_end(std::string_view text) {
    if (text.empty()) return 0;
    if (static_cast<unsigned char>(text.back()) < 0x80) return is_plain_blank(text.back()) ? 1 : 0;
    for (const std::string_view blank : wide_blanks) {
        if (text.ends_with(blank)) return blank.size();
    }
    return 0;
}

}  // namespace epsom
