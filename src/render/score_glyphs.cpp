#include "score_glyphs.hpp"

#include <array>
#include <string_view>

#include "formatted.hpp"

namespace epsom::drawing {
namespace {

constexpr std::array<std::string_view, 8> heights{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

std::string_view not_rated(const Terminal& terminal) { return terminal.charset == Charset::ascii ? "." : "·"; }

}  // namespace

std::string score_glyph(const Terminal& terminal, const std::optional<Score>& score) {
    if (!score) return std::string{not_rated(terminal)};
    const int tenths = score->tenths();
    if (terminal.plain()) return tenths >= 95 ? "*" : std::to_string((tenths + 5) / 10);
    const std::size_t step = tenths == 0 ? 0 : 1 + static_cast<std::size_t>((tenths - 1) * 7 / 100);
    return std::string{heights[step]};
}

std::string score_words(const Terminal& terminal) {
    const std::string scale =
        terminal.plain() ? "0 to 9, * 10" : formatted("{} 0 to {} 10", heights.front(), heights.back());
    return formatted("{}, {} not rated", scale, not_rated(terminal));
}

}  // namespace epsom::drawing
