#pragma once

#include <string_view>

#include "epsom/domain/label/label.hpp"

// The words by which lines of labels are told apart, in the languages of labels.
namespace epsom::label {

/// Whether a heading of a panel may have it.
[[nodiscard]] bool heading_word(std::string_view word);
/// Whether a serving is counted in it, or a word beside that has it.
[[nodiscard]] bool serving_word(std::string_view word);
/// The kind of a line without an amount, by its first words; `unread` where they do not tell.
[[nodiscard]] LabelRemark::Kind kind_of(std::string_view folded);

}  // namespace epsom::label
