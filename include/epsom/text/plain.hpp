#pragma once

#include <string>
#include <string_view>

namespace epsom {

/// `text` with one ' ' for each run of blanks of any kind, and none at its ends.
std::string with_plain_blanks(std::string_view text);
/// As with_plain_blanks(), and letters and digits of any width as plain ones (NFKC); trade marks are left out. Text
/// that is not UTF-8 keeps its bytes.
std::string plain_text(std::string_view text);

}  // namespace epsom
