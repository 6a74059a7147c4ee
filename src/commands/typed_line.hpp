#pragma once

#include <span>
#include <string>
#include <string_view>

namespace epsom {

/// `epsom log 'evening mag'`: arguments as a shell reads them back. Empty where a terminal could not show them as they are, or where they are
/// too long for anyone to type: no hint offers a line that is cut.
std::string typed_line(std::span<const std::string> arguments);
/// The same with `replacement` in the place of `word`, also where that follows "--option=". Empty where `word` is not among them.
std::string typed_line(std::span<const std::string> arguments, std::string_view word, std::string_view replacement);

/// `hint`, or `otherwise` where there is none or it repeats more than anyone types: it would be cut, and a cut hint does not work.
std::string usable_hint(const std::string& hint, std::string_view otherwise);

}  // namespace epsom
