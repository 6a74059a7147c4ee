#include "typed_line.hpp"

#include <algorithm>
#include <vector>

#include "epsom/text/text.hpp"

namespace epsom {
namespace {

constexpr std::size_t longest_line = 200;

/// Whether a shell, also zsh with its globs, passes `word` on unchanged.
bool is_plain(std::string_view word) {
    return !word.empty() && word.front() != '=' && std::ranges::all_of(word, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || byte >= 0x80;
        return letter || std::string_view{"-_.,:/@%+="}.find(c) != std::string_view::npos;
    });
}

}  // namespace

std::string shell_quoted(std::string_view word) {
    if (is_plain(word)) return std::string{word};
    std::string quoted = "'";
    for (const char c : word) quoted += c == '\'' ? std::string{"'\\''"} : std::string(1, c);
    return quoted + "'";
}

std::string usable_hint(const std::string& hint, std::string_view otherwise) {
    constexpr std::size_t longest = 400;
    return hint.empty() || hint.size() > longest ? std::string{otherwise} : hint;
}

std::string typed_line(std::span<const std::string> arguments) {
    std::string line = "epsom";
    for (const auto& word : arguments) {
        line += " " + shell_quoted(word);
        if (line.size() > longest_line) return {};
    }
    return printable(line) == line ? line : "";
}

std::string typed_line(std::span<const std::string> arguments, std::string_view word, std::string_view replacement) {
    std::vector<std::string> changed{arguments.begin(), arguments.end()};
    const auto found = std::ranges::find_if(changed, [word](const std::string& argument) {
        return argument == word || (argument.starts_with("--") && argument.ends_with("=" + std::string{word}));
    });
    if (found == changed.end()) return {};
    *found = found->substr(0, found->size() - word.size()) + std::string{replacement};
    return typed_line(changed);
}

}  // namespace epsom
