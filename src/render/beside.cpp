#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "drawing.hpp"
#include "epsom/render/text.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

/// `text` in lines of at most `width` columns; unchanged where it fits into one.
std::vector<std::string> in_lines(const std::string& text, std::size_t width) {
    if (display_width(text) <= width) return {text};
    std::vector<std::string> lines{""};
    for (const auto& whole : words_of(text)) {
        std::string_view word = whole;
        if (!lines.back().empty()) {
            if (display_width(lines.back()) + 1 + display_width(word) <= width) {
                lines.back() += " " + whole;
                continue;
            }
            lines.emplace_back();
        }
        while (display_width(word) > width) {
            const std::size_t end = drawing::bytes_within(word, width);
            if (end == word.size()) break;
            lines.back() = word.substr(0, end);
            lines.emplace_back();
            word.remove_prefix(end);
        }
        lines.back() = word;
    }
    return lines;
}

}  // namespace

std::string beside(const std::string& name, std::size_t column, const std::string& text, const Terminal& terminal) {
    const auto width = static_cast<std::size_t>(std::max(terminal.width, 40));
    column = std::min(column, width * 2 / 3);
    std::string out;
    std::string line = name;
    if (display_width(name) >= column) {
        for (const auto& part : in_lines(name, width)) out += part + "\n";
        line.clear();
    }
    if (text.empty()) return line.empty() ? out : out + line + "\n";
    for (const auto& part : in_lines(text, width - column)) {
        out += line + std::string(column - display_width(line), ' ') + part + "\n";
        line.clear();
    }
    return out;
}

}  // namespace epsom
