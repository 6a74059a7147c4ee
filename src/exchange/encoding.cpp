#include "encoding.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>

namespace epsom::exchange {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t longest_mark = 4;
constexpr std::string_view bom = "\xEF\xBB\xBF";

bool plain(std::uint64_t eight) {
    constexpr std::uint64_t ones = 0x0101010101010101U;
    constexpr std::uint64_t tops = 0x8080808080808080U;
    return ((eight | (eight - ones)) & tops) == 0;  // no byte above 0x7F, and none that is 0
}

/// How many bytes from the start are ASCII without NUL.
std::size_t plain_length(std::string_view bytes) {
    std::size_t i = 0;
    for (; i + 8 <= bytes.size(); i += 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, bytes.data() + i, 8);
        if (!plain(eight)) break;
    }
    while (i < bytes.size() && bytes[i] > 0) ++i;
    return i;
}

/// The length of the UTF-8 character at the start; 0 when there is none, or it is cut by the end.
struct Character {
    std::size_t size = 0;
    bool cut = false;
};
Character character(std::string_view bytes) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    const unsigned first = byte(0);
    const std::size_t size = first >= 0xF0 && first < 0xF5   ? 4
                             : first >= 0xE0 && first < 0xF0 ? 3
                             : first >= 0xC2 && first < 0xE0 ? 2
                                                             : 0;
    if (size == 0) return {};
    for (std::size_t i = 1; i < size; ++i) {
        if (i == bytes.size()) return {0, true};
        // overlong forms, surrogates and what is beyond U+10FFFF show in the second byte
        const unsigned low = i > 1 ? 0x80U : first == 0xE0 ? 0xA0U : first == 0xF0 ? 0x90U : 0x80U;
        const unsigned high = i > 1 ? 0xBFU : first == 0xED ? 0x9FU : first == 0xF4 ? 0x8FU : 0xBFU;
        if (byte(i) < low || byte(i) > high) return {};
    }
    return {size, false};
}

std::string hex(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return std::string{"0x"} + "0123456789ABCDEF"[byte >> 4] + "0123456789ABCDEF"[byte & 0x0FU];
}

Error bad_byte(char c) {
    if (c == '\0') return {"NUL byte: not text, or not UTF-8", "save the file as UTF-8 text"};
    return {"byte " + hex(c) + " is not UTF-8; the file may be Latin-1 (Windows-1252)",
        "convert it: iconv -f WINDOWS-1252 -t UTF-8"};
}

}  // namespace

std::string sentence(const Error& error) {
    return error.hint.empty() ? error.message : error.message + "; " + error.hint;
}

std::optional<Error> no_text(std::string_view bytes) {
    const auto utf16 = [] { return Error{"the file is in UTF-16", "convert it: iconv -f UTF-16 -t UTF-8"}; };
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return utf16();
    if (bytes.starts_with("\0\0\xFE\xFF"sv)) return Error{"the file is in UTF-32", "save it as UTF-8"};
    if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) {
        return Error{"the file is a zip archive", "unzip it and import the files in it"};
    }
    if (bytes.starts_with("\x1F\x8B")) return Error{"the file is compressed", "decompress it first: gzip -d"};
    if (bytes.starts_with("%PDF")) return Error{"the file is a PDF", "export the data as csv"};
    if (bytes.starts_with("SQLi")) {
        return Error{"the file is an SQLite database", "if it is a Health Connect export, add --from health-connect"};
    }
    if (bytes.size() >= 2 && (bytes[0] == '\0') != (bytes[1] == '\0')) return utf16();
    return std::nullopt;
}

std::optional<Refusal> TextGate::feed(std::string_view bytes, const Pass& pass, const ReadPast& read_past) {
    if (held_.empty() && begun_) return check(bytes, pass, read_past, false);
    held_ += bytes;
    if (!begun_ && held_.size() < longest_mark) return std::nullopt;
    const std::string joined = std::exchange(held_, {});
    return check(joined, pass, read_past, false);
}

std::optional<Refusal> TextGate::finish(const Pass& pass, const ReadPast& read_past) {
    const std::string joined = std::exchange(held_, {});
    return check(joined, pass, read_past, true);
}

std::optional<Refusal> TextGate::check(std::string_view bytes, const Pass& pass, const ReadPast& read_past, bool last) {
    if (!begun_) {
        begun_ = true;
        if (const auto error = no_text(bytes)) return Refusal{0, 0, sentence(*error)};
        if (bytes.starts_with(bom)) bytes.remove_prefix(bom.size());
    }
    std::size_t good = 0;
    while (true) {
        good += plain_length(bytes.substr(good));
        if (good == bytes.size()) break;
        const Character next = character(bytes.substr(good));
        if (next.cut && !last) {
            held_ = bytes.substr(good);
            break;
        }
        if (next.size == 0) {
            advance(bytes.substr(0, good));
            if (good > 0) pass(bytes.substr(0, good));
            if (next.cut) {
                return Refusal{line_, column_, "the file ends in the middle of a character; it may be truncated"};
            }
            Refusal refusal{line_, column_, sentence(bad_byte(bytes[good]))};
            if (!read_past || !read_past(refusal)) return refusal;
            ++column_;
            bytes.remove_prefix(good + 1);
            good = 0;
            continue;
        }
        good += next.size;
    }
    advance(bytes.substr(0, good));
    if (good > 0) pass(bytes.substr(0, good));
    return std::nullopt;
}

void TextGate::advance(std::string_view passed) {
    line_ += static_cast<std::size_t>(std::ranges::count(passed, '\n'));
    const auto end = passed.rfind('\n');
    if (end == std::string_view::npos) {
        column_ += passed.size();
    } else {
        column_ = passed.size() - end;
    }
}

}  // namespace epsom::exchange
