#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "epsom/render/terminal.hpp"

namespace epsom {

/// What goes to standard error beside the answer.
enum class MessageKind : std::uint8_t { error, warning, hint };

/// `epsom: error: …` in one line, with control characters made harmless.
std::string message_line(MessageKind kind, std::string_view message);

/// A message for a terminal: wrapped, later lines indented. A command to type is never broken, since a shell would
/// run each pasted line by itself.
std::string wrapped_message(const Terminal& terminal, MessageKind kind, std::string_view message);

}  // namespace epsom
