#pragma once

#include <string>
#include <string_view>

namespace epsom {

/// Text as it stands between tags and in quoted attributes of HTML and SVG. Control characters and bidirectional marks are
/// not passed on.
std::string escaped(std::string_view text);

/// Text as it stands in a Markdown line or table cell.
std::string markdown_escaped(std::string_view text);

}  // namespace epsom
