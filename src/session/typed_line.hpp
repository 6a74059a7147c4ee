#pragma once

#include <span>
#include <string>
#include <string_view>

namespace epsom {

/// `'evening mag'`: one argument as a shell reads it back.
std::string shell_quoted(std::string_view word);
/// `epsom log 'evening mag'`: arguments as a shell reads them back. Empty where a terminal cannot show them unchanged,
/// or where the line is too long to type: a hint never offers a shortened line.
std::string typed_line(std::span<const std::string> arguments);
/// Replaces `word` in the line, also after "--option=". Empty where `word` is not among the arguments.
std::string typed_line(std::span<const std::string> arguments, std::string_view word, std::string_view replacement);

/// `hint`, or `otherwise` where it is empty or too long to type.
std::string usable_hint(const std::string& hint, std::string_view otherwise);

}  // namespace epsom
