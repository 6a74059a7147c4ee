#include "encoding.hpp"

#include <array>
#include <cstdint>
#include <cstring>
#include <utility>

#include "epsom/text/text.hpp"

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
    if (c == '\0') return {"NUL byte: not text", "save the file as UTF-8 text"};
    return {"byte " + hex(c) + " is not UTF-8, as the rest of the file is", "save the file as UTF-8"};
}

/// Bytes 0x80 to 0x9F of Windows-1252; 0 where it has none.
constexpr std::array<char16_t, 32> windows_1252_marks{0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6,
    0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

/// 0 for a byte that Windows-1252 does not have.
char32_t windows_1252(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 && byte < 0xA0 ? windows_1252_marks[byte - 0x80U] : byte;
}

void append_utf8(std::string& text, char32_t code) {
    const auto add = [&text](char32_t byte) { text += static_cast<char>(byte); };
    if (code < 0x80) return add(code);
    if (code < 0x800) {
        add(0xC0 | (code >> 6));
    } else if (code < 0x10000) {
        add(0xE0 | (code >> 12));
        add(0x80 | ((code >> 6) & 0x3F));
    } else {
        add(0xF0 | (code >> 18));
        add(0x80 | ((code >> 12) & 0x3F));
        add(0x80 | ((code >> 6) & 0x3F));
    }
    add(0x80 | (code & 0x3F));
}

/// Whether there is a character of UTF-8 that is longer than a byte.
bool has_utf8(std::string_view bytes) {
    while (!bytes.empty()) {
        bytes.remove_prefix(plain_length(bytes));
        if (bytes.empty()) return false;
        if (const Character next = character(bytes); next.size > 1) return true;
        bytes.remove_prefix(1);
    }
    return false;
}

/// The name after `encoding=` in an XML declaration, in lower case; empty where it says none.
std::string declared_encoding(std::string_view declaration) {
    const auto key = declaration.find("encoding");
    if (key == std::string_view::npos) return {};
    const auto open = declaration.find_first_of("\"'", key);
    if (open == std::string_view::npos) return {};
    const auto close = declaration.find(declaration[open], open + 1);
    return close == std::string_view::npos ? std::string{} : lower(declaration.substr(open + 1, close - open - 1));
}

constexpr std::string_view xml_start = "<?xml";
constexpr std::size_t longest_declaration = 1024;
/// How far after a byte that is not UTF-8 other characters are searched for.
constexpr std::size_t judged_by = 64 * 1024;

}  // namespace

std::string sentence(const Error& error) {
    return error.hint.empty() ? error.message : error.message + "; " + error.hint;
}

std::optional<Error> no_text(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE\0\0"sv)) return Error{"the file is in UTF-32", "save it as UTF-8"};
    if (bytes.starts_with("\0\0\xFE\xFF"sv)) return Error{"the file is in UTF-32", "save it as UTF-8"};
    if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) {
        return Error{"the file is a zip archive", "unzip it and import the files in it"};
    }
    if (bytes.starts_with("\x1F\x8B")) return Error{"the file is compressed", "decompress it first: gzip -d"};
    if (bytes.starts_with("\x89PNG") || bytes.starts_with("\xFF\xD8\xFF"))
        return Error{"the file is a picture", "export the data as csv"};
    if (bytes.starts_with("\xD0\xCF\x11\xE0")) return Error{"the file is an Excel workbook", "save it as csv"};
    if (bytes.starts_with("%PDF")) return Error{"the file is a PDF", "export the data as csv"};
    if (bytes.starts_with("SQLi")) {
        return Error{"the file is an SQLite database", "if it is a Health Connect export, add --from health-connect"};
    }
    return std::nullopt;
}

std::optional<Refusal> TextGate::feed(std::string_view bytes, const Pass& pass, const ReadPast& read_past) {
    if (held_.empty() && begun_) return check(bytes, {pass, read_past, false});
    held_ += bytes;
    const std::string joined = std::exchange(held_, {});
    return check(joined, {pass, read_past, false});
}

std::optional<Refusal> TextGate::finish(const Pass& pass, const ReadPast& read_past) {
    const std::string joined = std::exchange(held_, {});
    return check(joined, {pass, read_past, true});
}

bool TextGate::begin(std::string_view& bytes, bool last, std::optional<Refusal>& refusal) {
    if (bytes.size() < longest_mark && !last) return false;
    const bool is_xml = bytes.starts_with(xml_start.substr(0, longest_mark));
    const std::string_view start = bytes.substr(0, longest_declaration);
    const std::string_view declaration = is_xml ? start.substr(0, start.find("?>")) : std::string_view{};
    if (is_xml && declaration.size() == start.size() && start.size() < longest_declaration && !last) return false;
    begun_ = true;
    if (const auto error = no_text(bytes)) {
        refusal = Refusal{0, 0, sentence(*error)};
    } else if (bytes.starts_with(bom)) {
        bytes.remove_prefix(bom.size());
        encoding_ = Encoding::utf8;
    } else if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        encoding_ = bytes.front() == '\xFF' ? Encoding::utf16_little : Encoding::utf16_big;
        bytes.remove_prefix(2);
    } else if (bytes.size() >= 4 && bytes[0] != '\0' && bytes[1] == '\0' && bytes[2] != '\0' && bytes[3] == '\0') {
        encoding_ = Encoding::utf16_little;
    } else if (bytes.size() >= 4 && bytes[0] == '\0' && bytes[1] != '\0' && bytes[2] == '\0' && bytes[3] != '\0') {
        encoding_ = Encoding::utf16_big;
    } else if (const std::string name = declared_encoding(declaration);
               name == "iso-8859-1" || name == "latin1" || name == "windows-1252") {
        encoding_ = Encoding::windows_1252;
        declared_ = true;
    } else if (!name.empty() && name != "utf-8" && name != "utf-16" && name != "us-ascii") {
        refusal = Refusal{1, 1,
            "encoding " + in_quotes(name) + " is not read; save the file as UTF-8, and let its first line say so"};
    } else if (bytes.starts_with('<') || bytes.starts_with('{') || bytes.starts_with('[')) {
        encoding_ = Encoding::utf8;  // as XML and JSON have to be
    }
    return true;
}

std::optional<Refusal> TextGate::check(std::string_view bytes, const Out& out) {
    if (!begun_) {
        std::optional<Refusal> refusal;
        if (!begin(bytes, out.last, refusal)) {
            held_ = bytes;
            return std::nullopt;
        }
        if (refusal) return refusal;
    }
    return encoding_ == Encoding::ascii || encoding_ == Encoding::utf8 ? check_utf8(bytes, out) : convert(bytes, out);
}

bool TextGate::goes_on(const Refusal& refusal, const Out& out) {
    if (!out.read_past || !out.read_past(refusal)) return false;
    ++column_;
    return true;
}

std::optional<Refusal> TextGate::check_utf8(std::string_view bytes, const Out& out) {
    std::size_t good = 0;
    while (true) {
        good += plain_length(bytes.substr(good));
        if (good == bytes.size()) break;
        const std::string_view rest = bytes.substr(good);
        const Character next = character(rest);
        if (next.cut && !out.last) {
            held_ = rest;
            break;
        }
        if (next.size > 0) {
            encoding_ = Encoding::utf8;
            good += next.size;
            continue;
        }
        if (encoding_ == Encoding::ascii && rest.front() != '\0' && !next.cut) {
            if (rest.size() < judged_by && !out.last) {
                held_ = rest;
                break;
            }
            encoding_ = has_utf8(rest.substr(0, judged_by)) ? Encoding::utf8 : Encoding::windows_1252;
            if (encoding_ == Encoding::windows_1252) {
                hand_on(bytes.substr(0, good), out);
                return convert(rest, out);
            }
        }
        hand_on(bytes.substr(0, good), out);
        if (next.cut) {
            return Refusal{line_, column_, "the file ends in the middle of a character; it may be truncated"};
        }
        const Refusal refusal{line_, column_, sentence(bad_byte(rest.front()))};
        if (!goes_on(refusal, out)) return refusal;
        bytes.remove_prefix(good + 1);
        good = 0;
    }
    hand_on(bytes.substr(0, good), out);
    return std::nullopt;
}

std::optional<Refusal> TextGate::convert(std::string_view bytes, const Out& out) {
    const bool wide = encoding_ != Encoding::windows_1252;
    const auto unit_at = [&](std::size_t at) -> char32_t {
        const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
        return encoding_ == Encoding::utf16_big ? char32_t{byte(at)} << 8 | byte(at + 1)
                                                : char32_t{byte(at + 1)} << 8 | byte(at);
    };
    std::string text;
    std::size_t at = 0;
    while (at < bytes.size()) {
        std::size_t size = wide ? 2 : 1;
        const bool high = wide && at + 2 <= bytes.size() && (unit_at(at) & 0xFC00U) == 0xD800;
        if (high) size = 4;
        if (at + size > bytes.size()) break;
        char32_t code = wide ? unit_at(at) : windows_1252(bytes[at]);
        if (high && (unit_at(at + 2) & 0xFC00U) == 0xDC00) {
            code = 0x10000 + ((code & 0x3FF) << 10) + (unit_at(at + 2) & 0x3FF);
        } else if (wide && (code & 0xF800U) == 0xD800) {
            code = 0;
            size = 2;
        }
        if (!wide && !declared_ && static_cast<unsigned char>(bytes[at]) >= 0x80) {
            const Character utf8 = character(bytes.substr(at));
            if (utf8.cut && !out.last) break;
            if (utf8.size > 1) {
                hand_on(text, out);
                misled_ = true;
                return Refusal{line_, column_,
                    "the file has characters in UTF-8 and others in Windows-1252; save all of it as UTF-8"};
            }
        }
        if (code == 0) {
            hand_on(std::exchange(text, {}), out);
            const Refusal refusal{line_, column_,
                wide ? sentence({"this character is not UTF-16", "save the file as UTF-8"})
                     : sentence(bytes[at] == '\0'
                                    ? bad_byte('\0')
                                    : Error{"byte " + hex(bytes[at]) + " is neither UTF-8 nor Windows-1252",
                                          "save the file as UTF-8"})};
            if (!goes_on(refusal, out)) return refusal;
        } else {
            append_utf8(text, code);
        }
        at += size;
    }
    hand_on(text, out);
    held_ = bytes.substr(at);
    if (!out.last || held_.empty()) return std::nullopt;
    return Refusal{line_, column_, "the file ends in the middle of a character; it may be truncated"};
}

void TextGate::hand_on(std::string_view text, const Out& out) {
    if (text.empty()) return;
    auto end = std::string_view::npos;  // of the last line
    for (auto at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
        ++line_;
        end = at;
    }
    if (end == std::string_view::npos) {
        column_ += text.size();
    } else {
        column_ = text.size() - end;
    }
    out.pass(text);
}

}  // namespace epsom::exchange
