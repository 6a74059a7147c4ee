#include "epsom/text/text.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <tuple>

#include "epsom/text/blank.hpp"
#include "epsom/text/plain.hpp"
#include "utf8.hpp"

namespace epsom {
namespace {

bool separates(char c) { return c == ' ' || c == '-' || c == '_' || c == '\t' || c == '\n' || c == '\r'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> two_back(b.size() + 1), back(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) back[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({back[j] + 1, row[j - 1] + 1, back[j - 1] + (a[i - 1] != b[j - 1] ? 1U : 0U)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], two_back[j - 2] + 1);
        }
        two_back.swap(back);
        back.swap(row);
    }
    return back[b.size()];
}

/// Whether `other` names another substance than `key`, however near its spelling is: vitamin-a and vitamin-d, b6 and
/// b12 differ in what is counted, not in how it is spelled.
bool another_substance(std::string_view key, std::string_view other) {
    const auto digits = [](std::string_view text) {
        std::string found;
        std::ranges::copy_if(text, std::back_inserter(found), [](char c) { return c >= '0' && c <= '9'; });
        return found;
    };
    constexpr std::string_view vitamin = "vitamin";
    if (other.starts_with(vitamin)) return !key.ends_with(other.substr(vitamin.size())) || digits(key) != digits(other);
    return !digits(key).empty() && !digits(other).empty() && digits(key) != digits(other);
}

/// The dashes that word processors put for '-'.
bool is_dash(std::string_view text) {
    return text.size() >= 3 && text.starts_with("\xE2") &&
           ((text[1] == '\x80' && text[2] >= '\x90' && text[2] <= '\x95') || text.substr(1, 2) == "\x88\x92");
}

constexpr auto as_nfkc =
    static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_IGNORE);

/// `text` as utf8proc maps it; empty when it is not UTF-8.
std::string mapped_text(std::string_view text, utf8proc_option_t options) {
    utf8proc_uint8_t* mapped = nullptr;
    const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
        static_cast<utf8proc_ssize_t>(text.size()), &mapped, options);
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned{mapped, &std::free};
    return size > 0 ? std::string{reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size)}
                    : std::string{};
}

std::string key_of_any(std::string_view name) {
    // As Unicode compares identifiers (NFKC_Casefold): full-width letters as plain ones, without marks that nobody
    // sees.
    const std::string mapped = mapped_text(name, static_cast<utf8proc_option_t>(as_nfkc | UTF8PROC_CASEFOLD));
    std::string_view rest = mapped.empty() && !is_utf8(name) ? name : mapped;
    std::string key;
    while (!rest.empty()) {
        if (const std::size_t size = blank_at(rest)) {
            rest.remove_prefix(size);
        } else if (is_dash(rest)) {
            rest.remove_prefix(3);
        } else {
            if (!separates(rest.front())) key += lower(rest.front());
            rest.remove_prefix(1);
        }
    }
    return key;
}

}  // namespace

std::string name_key(std::string_view name) {
    std::string key(name.size(), '\0');
    auto end = key.begin();
    for (const char c : name) {
        if (static_cast<unsigned char>(c) >= 0x80) return key_of_any(name);
        if (!separates(c)) *end++ = lower(c);
    }
    key.erase(end, key.end());
    return key;
}

std::optional<int> spelled_number(std::string_view word) {
    constexpr std::array<std::string_view, 12> numbers{
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"};
    const auto found = std::ranges::find(numbers, word);
    return found == numbers.end() ? std::nullopt : std::optional{static_cast<int>(found - numbers.begin()) + 1};
}

std::string lower(std::string_view text) {
    std::string result{text};
    for (char& c : result) c = lower(c);
    return result;
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string_view trim(std::string_view text) {
    const auto is_plain = [](char c) { return c > ' ' && static_cast<unsigned char>(c) < 0x80; };
    if (!text.empty() && is_plain(text.front()) && is_plain(text.back())) return text;  // as nearly all is
    while (const std::size_t size = blank_at(text)) text.remove_prefix(size);
    while (const std::size_t size = blank_before_end(text)) text.remove_suffix(size);
    return text;
}

std::string with_plain_blanks(std::string_view text) {
    std::string plain;
    for (text = trim(text); !text.empty();) {
        std::size_t blanks = 0;
        while (const std::size_t size = blank_at(text.substr(blanks))) blanks += size;
        plain += blanks > 0 ? ' ' : text.front();
        text.remove_prefix(blanks > 0 ? blanks : 1);
    }
    return plain;
}

std::string plain_text(std::string_view text) {
    std::string plain = with_plain_blanks(text);
    if (std::ranges::all_of(plain, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return plain;
    for (const std::string_view mark : {"\xE2\x84\xA2", "\xE2\x84\xA0", "\xC2\xAE"}) {  // TM, SM, (R)
        for (auto at = plain.find(mark); at != std::string::npos; at = plain.find(mark))
            plain.replace(at, mark.size(), " ");
    }
    const std::string mapped = mapped_text(plain, as_nfkc);
    return with_plain_blanks(mapped.empty() ? plain : mapped);
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

std::string joined(std::span<const std::string> words, std::string_view between) {
    std::string text;
    for (const auto& word : words) (text += text.empty() ? "" : between) += word;
    return text;
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
    // Whoever mistypes a word seldom mistypes its first letter: kalium is not calcium.
    const std::size_t allowed = std::max<std::size_t>(1, key.size() / 3);
    for (const std::string_view name : names) {
        const std::string other = name_key(name);
        const std::size_t longer = std::max(other.size(), key.size());
        const std::size_t shorter = std::min(other.size(), key.size());
        std::size_t distance = longer - shorter <= allowed ? edit_distance(key, other) : longer;
        const bool starts = key.size() >= 2 && other.starts_with(key);
        if (starts) distance = std::min<std::size_t>(distance, 1);
        if (distance <= allowed && !another_substance(key, other) && (distance < 2 || key.front() == other.front()))
            found.push_back({distance, !starts, longer - shorter, name});
    }
    std::ranges::stable_sort(found, {}, &Candidate::order);
    std::vector<std::string> result;
    for (const auto& candidate : found) {
        if (result.size() < 3 && std::ranges::find(result, candidate.name) == result.end())
            result.emplace_back(candidate.name);
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

std::string path_in_quotes(std::string_view path) { return "'" + printable(path) + "'"; }

}  // namespace epsom
