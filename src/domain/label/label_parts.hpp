#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/label/label.hpp"

/// The parts of a line of a facts panel, for label_text.cpp and label.cpp.
namespace epsom::label {

[[nodiscard]] constexpr bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
/// How many blanks `text` begins with.
[[nodiscard]] constexpr std::size_t blanks_at(std::string_view text) {
    const auto end = text.find_first_not_of(" \t");
    return end == std::string_view::npos ? text.size() : end;
}
/// In lower case, also the umlauts; blanks tidied.
std::string folded_text(std::string_view text);

/// Whether `text` begins with `word` and then something that is no letter.
bool starts_with_word(std::string_view text, std::string_view word);
/// The length of the first of `words` that `text` begins with; 0 when there is none.
std::size_t first_word(std::string_view text, std::initializer_list<std::string_view> words);
bool among(std::string_view text, std::initializer_list<std::string_view> words);

/// One way to write letters that labels write in several: plain quotes, dashes, blanks and brackets, no marks of
/// footnotes or trade, cells
/// with a tab between.
std::string plain(std::string_view text);

/// How the numbers of a label are written: "1.000" is one in English, a thousand in German.
enum class Numbers : bool { english, european };

struct FoundNumber {
    LabelNumber number;
    std::size_t size;  // bytes
};
/// "1,000", "2,5", "1 000", "1.5 x 10^9"; empty without a number at the start of `text`.
std::optional<FoundNumber> number_at(std::string_view text, Numbers numbers);

struct FoundAmount {
    LabelAmount amount;
    std::size_t size;
    bool rate = false;  // "2,400 GDU/g" is not an amount
};
/// "<5 mg", "2.5-5 mg", "50 billion CFU" at the start of `text`.
std::optional<FoundAmount> amount_at(std::string_view text, Numbers numbers);
/// "100%", "100 % NRV", "<1%" at the start of `text`.
std::optional<FoundNumber> percent_at(std::string_view text, Numbers numbers);

/// Whether `text` may be a unit of an amount, as unit_of() understands it.
bool is_unit(std::string_view text);

/// What the units of a label mean besides those of find_unit().
enum class Equivalent : unsigned char { none, dfe, rae, re, ne, te };
struct FoundUnit {
    const UnitInfo* unit = nullptr;  // null for IU, and for what is unknown
    bool iu = false;
    Equivalent equivalent = Equivalent::none;
    int tens = 0;  // "billion CFU" is CFU with nine more of them
    [[nodiscard]] bool known() const { return unit != nullptr || iu; }
};
FoundUnit unit_of(std::string_view printed);

/// `text` without what is in brackets; blanks tidied.
std::string without_brackets(std::string_view text);
std::vector<std::string> brackets_of(std::string_view text);
/// The items of a list: "oxide, citrate and malate". Brackets and numbers are not taken apart.
std::vector<std::string> list_items(std::string_view text);
/// Whether a name is that of a mixture: "Focus Matrix".
bool names_a_blend(std::string_view name);

}  // namespace epsom::label
