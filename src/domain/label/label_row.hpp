#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/label/label.hpp"
#include "label_parts.hpp"

/// One row of a facts panel, for label_text.cpp.
namespace epsom::label {

/// One amount and its percentage; a panel for two servings has two.
struct Column {
    std::vector<LabelAmount> amounts;
    std::optional<LabelNumber> percent;
};
struct Row {
    LabelLine line;
    std::vector<Column> columns;
    std::vector<std::string> parts;  // of a blend, in the same line
    std::size_t indent = 0;
    bool bullet = false;
    bool within = false;  // "davon", "of which": part of the line above
    bool only_name = false;
    std::string text = {};      // that it was read from
    std::size_t last_line = 0;  // of the label
};
/// How the lines of one panel are written.
struct Style {
    Numbers numbers = Numbers::english;
    bool percent_column = false;  // a heading announces percentages, which stand there without their sign
};

/// A part of a line.
struct Token {
    enum class Type : std::uint8_t { word, amount, rate, percent, bracket, tab } type = Type::word;
    std::string text = {};
    LabelAmount amount = {};
    LabelNumber percent = {};
    std::size_t begin = 0;  // in the line
    std::size_t end = 0;    // of an amount
};
std::vector<Token> tokens_of(std::string_view text, const Style& style);

[[nodiscard]] constexpr bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}
bool contains_any(std::string_view text, std::initializer_list<std::string_view> parts);
/// `text` with tabs as blanks, each once.
std::string tidied(std::string_view text);
std::vector<std::string> words_in(std::string_view text);
/// How long the words are that `text` begins with, 0 without any: before the parts of a line or what it provides; at
/// the start of a line that is part of the one above.
std::size_t providing(std::string_view text);
std::size_t part_word(std::string_view text);
/// What introduces a form: "as", "from".
std::size_t form_word(std::string_view text);
/// Without what only holds a line together: "Zinc :", "- Zinc".
std::string trimmed_name(std::string_view name);
/// Whether `second` says the same as `first`, or another thing of the same row, in another unit: "25 mcg (1,000 IU)".
bool another_unit(const LabelAmount& first, const LabelAmount& second);
Row read_row(std::string_view text, const Style& style);
/// The rows of one line: "Vitamin C 80 mg, Zinc 10 mg", "Vitamin C 80 mg 100% Zinc 10 mg 91%".
std::vector<std::string> rows_in(std::string_view text, const Style& style);
/// The number a serving begins with: "2", "1/2", "two (2)"; `range` where there are two.
std::optional<Serving> read_serving(std::string_view text, bool& range);

}  // namespace epsom::label
