#include "column_heads.hpp"

#include <algorithm>

#include "drawing.hpp"

namespace epsom::drawing {

bool ColumnHeads::has_room(std::size_t line, std::size_t from, std::size_t to) const {
    if (to > chart_width(terminal_)) return false;
    return line >= lines_.size() || std::ranges::none_of(lines_[line], [&](const Label& label) {
        return from < label.to + 2 && label.from < to + 2;  // two blanks tell labels apart
    });
}

void ColumnHeads::add(std::size_t line, std::size_t from, std::size_t to, std::string_view text) {
    if (line >= lines_.size()) lines_.resize(line + 1);
    lines_[line].push_back({from, to, std::string{text}});
}

void ColumnHeads::put(std::size_t column, std::string_view text) {
    const std::size_t to = column + visible_width(text);
    std::size_t line = 0;
    while (line < lines_.size() && !has_room(line, column, to)) ++line;
    add(line, column, to, text);
}

void ColumnHeads::tick(std::size_t column, std::string_view words, std::string_view glyph) {
    const std::size_t width = display_width(words) + 1 + display_width(glyph);
    const std::size_t before = column + 1 - std::min(column + 1, width);
    for (std::size_t line = 0;; ++line) {
        if (width <= column + 1 && has_room(line, before, column + 1))
            return add(line, before, column + 1, std::string{words} + " " + std::string{glyph});
        if (has_room(line, column, column + width))
            return add(line, column, column + width, std::string{glyph} + " " + std::string{words});
        if (line > lines_.size()) return;
    }
}

std::string ColumnHeads::text() const {
    std::string out;
    for (std::size_t line = lines_.size(); line-- > 0;) {
        std::vector<Label> labels = lines_[line];
        std::ranges::sort(labels, {}, &Label::from);
        std::size_t column = 0;
        std::string text;
        for (const Label& label : labels) {
            text += std::string(label.from - column, ' ') + (label.text.find('\x1b') == std::string::npos
                                                                    ? colored(terminal_, Ink::quiet, label.text)
                                                                    : label.text);
            column = label.to;
        }
        out += text + "\n";
    }
    return out;
}

}  // namespace epsom::drawing
