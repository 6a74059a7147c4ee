#pragma once

#include <string>
#include <string_view>
#include <vector>

/// What every page in HTML shares.
namespace epsom {

/// A whole page: its name and what it is about (a period) as title, the name as first heading, beside it whose page it
/// is, or a line to write it on where `person` is empty. `style` and `body` are markup.
std::string html_page(std::string_view name, std::string_view person, std::string_view about, std::string_view style,
    std::string_view body);

/// Escaped, and days kept from being torn apart at their hyphens.
std::string html_words(const std::string& text);
/// A list with a sentence an item.
std::string sentence_list(const std::vector<std::string>& sentences);

}  // namespace epsom
