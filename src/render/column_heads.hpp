#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/render/terminal.hpp"

namespace epsom::drawing {

/// The lines above a table. A label goes into the lowest line that has room for it, so that one line is enough where
/// all fit beside each other.
class ColumnHeads {
public:
    explicit ColumnHeads(const Terminal& terminal) : terminal_{terminal} {}
    /// `text`, which may have colours, from `column` on.
    void put(std::size_t column, std::string_view text);
    /// `target 320 mg │`: words that end with the `glyph` at `column`, or begin with it where the line has no room
    /// before.
    void tick(std::size_t column, std::string_view words, std::string_view glyph);
    /// The lines, quiet, from the highest to the lowest.
    [[nodiscard]] std::string text() const;

private:
    struct Label {
        std::size_t from = 0, to = 0;
        std::string text;
    };
    [[nodiscard]] bool has_room(std::size_t line, std::size_t from, std::size_t to) const;
    void add(std::size_t line, std::size_t from, std::size_t to, std::string_view text);

    Terminal terminal_;
    std::vector<std::vector<Label>> lines_;  // the lowest first
};

}  // namespace epsom::drawing
