#pragma once

#include <cstddef>
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

/// What `bytes` (the first of a file) are when they are no UTF-8 text, in a sentence; empty when they may be.
std::optional<Error> no_text(std::string_view bytes);

/// Lets UTF-8 pass, without a byte order mark, and stops at anything else.
class TextGate {
public:
    using Pass = std::function<void(std::string_view)>;
    /// Whether a byte that is no text is left out and the rest read.
    using ReadPast = std::function<bool(const Refusal&)>;
    /// Where and why it stopped; empty while it did not.
    std::optional<Refusal> feed(std::string_view bytes, const Pass& pass, const ReadPast& read_past = {});
    std::optional<Refusal> finish(const Pass& pass, const ReadPast& read_past = {});

private:
    std::optional<Refusal> check(std::string_view bytes, const Pass& pass, const ReadPast& read_past, bool last);
    void advance(std::string_view passed);

    std::string held_;  // too few bytes to judge: the first four of the file, then a cut character
    bool begun_ = false;
    std::size_t line_ = 1;
    std::size_t column_ = 1;
};

}  // namespace epsom::exchange
