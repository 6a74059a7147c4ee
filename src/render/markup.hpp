#pragma once

#include <string>
#include <string_view>

namespace epsom {

/// Text escaped for use between tags and in quoted attributes of HTML and SVG. Control characters and bidirectional
/// marks are not passed on.
std::string escaped(std::string_view text);

/// Text escaped for a Markdown line or table cell.
std::string markdown_escaped(std::string_view text);

}  // namespace epsom
