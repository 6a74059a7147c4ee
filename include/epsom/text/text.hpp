#pragma once

// text: letters, words and columns, and nothing of supplements.
// It takes strings and gives strings or numbers. It stands on the standard library and utf8proc alone.
// Never here: a unit, a date, a name of the field, a stream.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace epsom {

/// How names are compared: in lower case and composed, whatever their script, without blanks, dashes and '_'.
std::string name_key(std::string_view name);
std::string lower(std::string_view text);
std::string_view trim(std::string_view text);
std::vector<std::string> split(std::string_view text, char separator);
std::string joined(std::span<const std::string> words, std::string_view between = " ");
/// 1 to 12 for "one" to "twelve"; else empty.
std::optional<int> spelled_number(std::string_view word);
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The names nearest to `word`, best first, at most three; empty when nothing is near. Distance is optimal string
/// alignment on name keys, up to a third of the word; a name that begins with the word counts as near.
std::vector<std::string> nearest(std::string_view word, std::span<const std::string_view> names);
/// "did you mean 'glycinate'?", "did you mean 'oats', 'oat bran' or 'oatmeal'?", or empty.
std::string did_you_mean(std::string_view word, std::span<const std::string_view> names);

bool is_utf8(std::string_view bytes);
/// How many code points UTF-8 text has.
std::size_t characters(std::string_view text);
/// For a terminal or a message: control characters, bidirectional marks and bytes that are no UTF-8 become '?' or
/// U+FFFD.
std::string printable(std::string_view text);
/// `'text'` for messages: printable, shortened to 60 characters.
std::string in_quotes(std::string_view text);
/// The same for the name of a file, of which nothing is cut off.
std::string path_in_quotes(std::string_view path);
/// The most columns that a terminal takes: wide characters are two, combining marks none, joined emoji the sum of their
/// parts.
std::size_t display_width(std::string_view text);
/// `text` padded with blanks, or shortened with '…' (or '~' when `ascii`), to exactly `width` columns on any terminal:
/// of joined emoji, which some draw as one and some one by one, only the first is kept, in its plain tone and form.
std::string fitted(std::string_view text, std::size_t width, bool ascii);

}  // namespace epsom
