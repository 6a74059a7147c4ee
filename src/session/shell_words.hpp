#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "epsom/result.hpp"

namespace epsom {

/// The words of `line` as a POSIX shell passes them on: blanks separate; '…', "…" and \ quote; # begins a comment at
/// the start of a word. Errors: what a shell would expand or run, unquoted; a quote that is not closed; a backslash at
/// the end.
Result<std::vector<std::string>> shell_words(std::string_view line);

}  // namespace epsom
