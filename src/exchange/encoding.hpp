#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "epsom/exchange/exchange.hpp"

namespace epsom::exchange {

/// How deep anything in a file of another program may be nested, and how long a text in it may be.
inline constexpr std::size_t deepest = 64, longest_text = 64 * 1024;

/// What is wrong and what to do about it, in one line.
std::string sentence(const Error& error);

/// What `bytes` (the first of a file) are when they cannot be text, in a sentence; empty when they may be.
std::optional<Error> no_text(std::string_view bytes);

/// How the characters of a file are written.
enum class Encoding : std::uint8_t { ascii, utf8, utf16_little, utf16_big, windows_1252 };

/// Passes text on as UTF-8, without a byte order mark, and stops at what is not text. UTF-16 is known by its mark or
/// its zeros; Windows-1252, which has Latin-1 in it, by an XML declaration, or in a table, by its first byte that no
/// UTF-8 has, unless the 64 kB from there have characters of UTF-8 too.
class TextGate {
public:
    using Pass = std::function<void(std::string_view)>;
    /// Whether a byte that is not text is left out and the rest read.
    using ReadPast = std::function<bool(const Refusal&)>;
    /// Where and why it stopped; empty while it did not.
    std::optional<Refusal> feed(std::string_view bytes, const Pass& pass, const ReadPast& read_past = {});
    std::optional<Refusal> finish(const Pass& pass, const ReadPast& read_past = {});
    /// As far as it is known by now.
    [[nodiscard]] Encoding encoding() const { return encoding_; }
    /// Windows-1252 that the file does not name.
    [[nodiscard]] bool took_for_windows_1252() const { return encoding_ == Encoding::windows_1252 && !declared_; }
    /// It stopped since what was handed on was taken for the wrong encoding.
    [[nodiscard]] bool misled() const { return misled_; }

private:
    struct Out {
        const Pass& pass;
        const ReadPast& read_past;
        bool last;  // no more bytes come
    };
    std::optional<Refusal> check(std::string_view bytes, const Out& out);
    /// The mark or the declaration at the start; false while too little of it is there.
    bool begin(std::string_view& bytes, bool last, std::optional<Refusal>& refusal);
    std::optional<Refusal> check_utf8(std::string_view bytes, const Out& out);
    std::optional<Refusal> convert(std::string_view bytes, const Out& out);
    void hand_on(std::string_view text, const Out& out);
    /// Whether the reader goes on after what is wrong here.
    [[nodiscard]] bool goes_on(const Refusal& refusal, const Out& out);

    Encoding encoding_ = Encoding::ascii;
    std::string held_;  // too few bytes to judge
    bool begun_ = false;
    bool declared_ = false;  // the file names its encoding
    bool misled_ = false;
    std::size_t line_ = 1;
    std::size_t column_ = 1;
};

}  // namespace epsom::exchange
