#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace epsom {

/// Appends `text, csv or md`.
constexpr void append_choices(auto& out, std::span<const std::string_view> words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) out += i + 1 < words.size() ? std::string_view{", "} : std::string_view{" or "};
        out += words[i];
    }
}

/// A line of help that the compiler writes from a table: `text, csv or md (default: text)`.
class ChoicesText {
public:
    constexpr explicit ChoicesText(std::span<const std::string_view> words, std::string_view after = {}) {
        append_choices(*this, words);
        *this += after;
    }
    constexpr ChoicesText& operator+=(std::string_view text) {
        for (const char c : text) text_[size_++] = c;
        return *this;
    }
    constexpr operator std::string_view() const { return {text_.data(), size_}; }

private:
    std::array<char, 120> text_{};  // a longer one does not compile
    std::size_t size_ = 0;
};

}  // namespace epsom
