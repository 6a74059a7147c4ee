#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/text.hpp"
#include "epsom/render/text.hpp"

/// What every page is drawn with.
namespace epsom::drawing {

struct Glyphs {
    std::string_view supplement, food, usual, target, upper, over, low, unknown, dash, dot, at_least, off_scale;
    std::array<std::string_view, 8> strip;  // from a little to the target and beyond
    std::string_view silent;
};
const Glyphs& glyphs(const Terminal& terminal);

inline constexpr std::string_view color_over = "1;91", color_low = "36", color_unknown = "33", color_food = "32", color_quiet = "2", color_heading = "1";
std::string colored(const Terminal& terminal, std::string_view code, std::string_view text);
std::string right(std::string_view text, std::size_t width);
std::string without_trailing_blanks(std::string text);

/// A state as the first column shows it.
struct Look { std::string_view glyph, color; };
Look look_of(const Terminal& terminal, Mark mark);
Mark mark_of(const ReportRow& row);

/// The mean rounded to a nanogram, for spelling.
inline Mass mass_of(const Mean& mean) { return mean.sum.scaled(1, mean.days); }
/// `text` in lines of at most `width` columns, the later ones indented.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent);
/// `Mon, Tue, Wed and 3 more`.
std::string listed(const std::vector<std::string>& parts, std::size_t most);
std::string days(int count);
std::string scope_words(Scope scope);
/// `310 mg (RDA)`.
std::string applied_words(const Applied& applied, Nutrient nutrient);
/// The distinct values of one role over the rows, in order: `310 mg`, or `310 mg, then 320 mg`.
std::string values_over(std::span<const ReportRow> rows, std::optional<Applied> References::*role);
/// `Mon 2026-10-19`, `2026-W43`.
std::string label_of(const ReportRow& row);
std::string sentence(std::string text);

}  // namespace epsom::drawing
