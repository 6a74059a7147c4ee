#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/result.hpp"
#include "epsom/text/text.hpp"

/// What is typed where only certain words are taken.
namespace epsom {

/// A word that may be typed, and what it means.
struct Choice {
    std::string_view word, about;
};

/// The keys of a table's rows, in their order.
template <std::ranges::forward_range Rows, class Key>
std::vector<std::string_view> choices_of(const Rows& rows, Key key) {
    std::vector<std::string_view> names;
    for (const auto& row : rows) names.push_back(std::invoke(key, row));
    return names;
}

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

/// `text, csv or json`.
std::string either(std::span<const std::string_view> names);

/// The hint about a word that is none of `names`: the nearest of them; where none is near `otherwise`, or if that is
/// empty `use text, csv or json`.
std::string hint_for(std::string_view typed, std::span<const std::string_view> names, std::string_view otherwise = {});

/// `unknown sex 'x'`, with that hint.
Error unknown(std::string_view what, std::string_view typed, std::span<const std::string_view> names,
    std::string_view otherwise = {});

/// The row of `table` whose key was typed, in any case and with blanks around it. Error: as unknown() says it.
template <std::ranges::forward_range Table, class Key>
Result<std::ranges::range_value_t<Table>> pick(
    std::string_view what, std::string_view typed, const Table& table, Key key, std::string_view otherwise = {}) {
    const std::string word = lower(trim(typed));
    for (const auto& row : table) {
        if (std::invoke(key, row) == word) return row;
    }
    return unknown(what, typed, choices_of(table, key), otherwise);
}

}  // namespace epsom
