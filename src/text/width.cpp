#include <algorithm>
#include <span>

#include "epsom/text/text.hpp"
#include "utf8.hpp"
#include "width_table.hpp"

namespace epsom {
namespace {

constexpr bool in_order(std::span<const CodeRange> ranges) {
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        if (ranges[i].first > ranges[i].last || (i > 0 && ranges[i].first <= ranges[i - 1].last)) return false;
    }
    return true;
}
static_assert(in_order(zero_width) && in_order(double_width), "widths are found by binary search");

bool within(char32_t code, std::span<const CodeRange> ranges) {
    const auto range = std::ranges::lower_bound(ranges, code, {}, &CodeRange::last);
    return range != ranges.end() && range->first <= code;
}

constexpr char32_t joiner = 0x200D;
constexpr char32_t emoji_form = 0xFE0F;  // makes a narrow character a wide emoji, where a terminal knows that

bool is_skin_tone(char32_t code) { return code >= 0x1F3FB && code <= 0x1F3FF; }

std::size_t width_of(char32_t code) {
    if (code < 0x300) return 1;
    if (code == emoji_form) return 1;
    return within(code, zero_width) ? 0 : within(code, double_width) ? 2 : 1;
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
