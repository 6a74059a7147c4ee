#include "epsom/domain/text.hpp"

#include <algorithm>
#include <cstdint>
#include <tuple>

namespace epsom {
namespace {

bool separates(char c) { return c == ' ' || c == '-' || c == '_'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

struct Decoded {
    char32_t code;     // U+FFFD when the bytes are no UTF-8
    std::size_t size;  // bytes taken, at least 1
    bool valid;
};

/// The character at the start of `bytes` (not empty); overlong forms and surrogates are not UTF-8.
Decoded decode(std::string_view bytes) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    const unsigned char first = byte(0);
    if (first < 0x80) return {first, 1, true};
    const std::size_t size = first >= 0xF0 && first < 0xF5 ? 4 : first >= 0xE0 && first < 0xF0 ? 3 : first >= 0xC2 && first < 0xE0 ? 2 : 0;
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

struct CodeRange { char32_t first, last; };

/// Combining marks, joiners and selectors, which take no column of their own (Unicode 15, the scripts in common use).
constexpr CodeRange zero_width[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x0610, 0x061A}, {0x064B, 0x065F}, {0x0E31, 0x0E31}, {0x0E34, 0x0E3A},
    {0x0E47, 0x0E4E}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200F}, {0x2060, 0x2064}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F},
    {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0x1F3FB, 0x1F3FF}, {0xE0100, 0xE01EF}};
/// East Asian wide and fullwidth characters and emoji.
constexpr CodeRange double_width[] = {
    {0x1100, 0x115F}, {0x231A, 0x231B}, {0x23E9, 0x23EC}, {0x2614, 0x2615}, {0x26A1, 0x26A1}, {0x2705, 0x2705}, {0x2728, 0x2728},
    {0x274C, 0x274C}, {0x2753, 0x2755}, {0x2B50, 0x2B50}, {0x2E80, 0x303E}, {0x3041, 0x33FF}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF},
    {0xA000, 0xA4CF}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE30, 0xFE6F}, {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F},
    {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD}};

bool within(char32_t code, std::span<const CodeRange> ranges) {
    return std::ranges::any_of(ranges, [code](const CodeRange& range) { return range.first <= code && code <= range.last; });
}

std::size_t width_of(char32_t code) {
    if (code < 0x300) return 1;
    return within(code, zero_width) ? 0 : within(code, double_width) ? 2 : 1;
}

/// Controls, and marks that reorder or hide what a reader sees.
bool misleads(char32_t code) {
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x061C || code == 0x200E || code == 0x200F ||
           (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;
}

/// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> two_back(b.size() + 1), back(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) back[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({back[j] + 1, row[j - 1] + 1, back[j - 1] + (a[i - 1] != b[j - 1] ? 1U : 0U)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], two_back[j - 2] + 1);
        }
        two_back.swap(back);
        back.swap(row);
    }
    return back[b.size()];
}

}  // namespace

std::string name_key(std::string_view name) {
    std::string key;
    key.reserve(name.size());
    for (const char c : name) {
        if (!separates(c)) key += lower(c);
    }
    return key;
}

std::string lower(std::string_view text) {
    std::string result{text};
    for (char& c : result) c = lower(c);
    return result;
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    for (std::size_t start = 0;;) {
        const auto end = text.find(separator, start);
        parts.emplace_back(text.substr(start, end == std::string_view::npos ? end : end - start));
        if (end == std::string_view::npos) return parts;
        start = end + 1;
    }
}

std::vector<std::string> nearest(std::string_view word, std::span<const std::string_view> names) {
    const std::string key = name_key(word.substr(0, 60));
    if (key.empty()) return {};
    struct Candidate {
        std::size_t distance;
        bool other_start;        // of two equally near names the one that begins with the word comes first,
        std::size_t difference;  // then the one of the nearer length
        std::string_view name;
        auto order() const { return std::tuple{distance, other_start, difference}; }
    };
    std::vector<Candidate> found;
    const std::size_t allowed = std::max<std::size_t>(1, key.size() / 3);
    for (const std::string_view name : names) {
        const std::string other = name_key(name);
        const std::size_t longer = std::max(other.size(), key.size());
        const std::size_t shorter = std::min(other.size(), key.size());
        std::size_t distance = longer - shorter <= allowed ? edit_distance(key, other) : longer;
        const bool starts = key.size() >= 2 && other.starts_with(key);
        if (starts) distance = std::min<std::size_t>(distance, 1);
        if (distance <= allowed) found.push_back({distance, !starts, longer - shorter, name});
    }
    std::ranges::stable_sort(found, {}, &Candidate::order);
    std::vector<std::string> result;
    for (const auto& candidate : found) {
        if (result.size() < 3 && std::ranges::find(result, candidate.name) == result.end()) result.emplace_back(candidate.name);
    }
    return result;
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> names) {
    const auto near = nearest(word, names);
    if (near.empty()) return {};
    std::string hint = "did you mean ";
    for (std::size_t i = 0; i < near.size(); ++i) {
        if (i > 0) hint += i + 1 == near.size() ? " or " : ", ";
        hint += "'" + near[i] + "'";
    }
    return hint + "?";
}

bool is_utf8(std::string_view bytes) {
    while (!bytes.empty()) {
        const Decoded next = decode(bytes);
        if (!next.valid) return false;
        bytes.remove_prefix(next.size);
    }
    return true;
}

std::string printable(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const Decoded next = decode(text);
        if (!next.valid) {
            result += "\xEF\xBF\xBD";
        } else if (misleads(next.code)) {
            result += '?';
        } else {
            result += text.substr(0, next.size);
        }
        text.remove_prefix(next.size);
    }
    return result;
}

std::string in_quotes(std::string_view text) {
    constexpr std::size_t longest = 60;
    const std::string shown = printable(text.substr(0, 4 * longest));
    std::string_view rest = shown;
    std::size_t characters = 0;
    while (!rest.empty() && characters < longest) {
        rest.remove_prefix(decode(rest).size);
        ++characters;
    }
    const bool cut = !rest.empty() || text.size() > 4 * longest;
    return "'" + shown.substr(0, shown.size() - rest.size()) + (cut ? "..." : "") + "'";
}

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
    const std::size_t whole = display_width(text);
    std::string result;
    if (whole <= width) {
        result = text;
        return result.append(width - whole, ' ');
    }
    std::size_t used = 0;
    while (!text.empty()) {
        const Decoded next = decode(text);
        const std::size_t columns = width_of(next.code);
        if (used + columns + 1 > width) break;
        result += text.substr(0, next.size);
        used += columns;
        text.remove_prefix(next.size);
    }
    if (width > 0) {
        result += ascii ? "~" : "…";
        ++used;
    }
    return result.append(width - used, ' ');
}

}  // namespace epsom
