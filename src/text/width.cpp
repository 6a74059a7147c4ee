#include <algorithm>

#include <utf8proc.h>

#include "epsom/text/text.hpp"
#include "utf8.hpp"

namespace epsom {
namespace {

constexpr char32_t joiner = 0x200D;
constexpr char32_t emoji_form = 0xFE0F;  // makes a narrow character a wide emoji, where a terminal knows that

bool is_skin_tone(char32_t code) { return code >= 0x1F3FB && code <= 0x1F3FF; }

/// The vowels and finals of Hangul, which terminals draw into the syllable before them.
bool is_hangul_part(char32_t code) { return (code >= 0x1160 && code <= 0x11FF) || (code >= 0xD7B0 && code <= 0xD7FF); }

std::size_t width_of(char32_t code) {
    if (code < 0x300) return 1;
    if (code == emoji_form) return 1;
    if (is_hangul_part(code)) return 0;
    if (code >= 0x20000 && code <= 0x3FFFD) return 2;  // ideographs, also those that a later Unicode adds
    const auto number = static_cast<utf8proc_int32_t>(code);
    const utf8proc_property_t& property = *utf8proc_get_property(number);
    const int width = utf8proc_charwidth(number);
    // Terminals give a column of their own to marks that take room and to the signs before Arabic numbers.
    const bool drawn = property.category == UTF8PROC_CATEGORY_MC ||
                       property.boundclass == UTF8PROC_BOUNDCLASS_PREPEND ||
                       property.category == UTF8PROC_CATEGORY_ZL || property.category == UTF8PROC_CATEGORY_ZP;
    return width > 0 ? static_cast<std::size_t>(width) : drawn ? 1 : 0;
}

/// A character with its marks, without what terminals take different columns for: emoji that are joined to it, its skin
/// tone, its form as an emoji.
struct Cluster {
    std::string shown;
    std::size_t columns;
    std::size_t size;  // bytes that it stands for
};

Cluster first_cluster(std::string_view text) {
    const Decoded base = decode(text);
    Cluster cluster{std::string{text.substr(0, base.size)}, width_of(base.code), base.size};
    if (base.code == joiner || base.code == emoji_form) cluster.shown.clear(), cluster.columns = 0;
    for (bool joined = false; cluster.size < text.size();) {
        const Decoded next = decode(text.substr(cluster.size));
        const bool differs = next.code == joiner || next.code == emoji_form || is_skin_tone(next.code) || joined;
        if (!differs && width_of(next.code) > 0) break;
        if (!differs) cluster.shown += text.substr(cluster.size, next.size);
        joined = next.code == joiner;
        cluster.size += next.size;
    }
    return cluster;
}

}  // namespace

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    while (!text.empty()) {
        const Decoded next = decode(text);
        width += width_of(next.code);
        text.remove_prefix(next.size);
    }
    return width;
}

std::string fitted(std::string_view text, std::size_t width, bool ascii) {
    std::string shown;
    std::size_t used = 0;
    if (std::ranges::all_of(
            text, [](char c) { return c >= ' ' && c <= '~'; })) {  // as nearly all that is fitted: a column a byte
        shown = text.substr(0, width + 1);
        used = shown.size();
        text = {};
    }
    std::size_t kept_bytes =
        width > 0 ? std::min(used, width - 1) : 0;  // what leaves room for the sign that there is more
    std::size_t kept = kept_bytes;                  // its columns
    while (!text.empty() && used <= width) {
        const Cluster next = first_cluster(text);
        shown += next.shown;
        used += next.columns;
        if (used + 1 <= width) {
            kept_bytes = shown.size();
            kept = used;
        }
        text.remove_prefix(next.size);
    }
    if (used <= width) return shown.append(width - used, ' ');
    shown.resize(kept_bytes);
    if (width > 0) {
        shown += ascii ? "~" : "…";
        ++kept;
    }
    return shown.append(width - kept, ' ');
}

}  // namespace epsom
