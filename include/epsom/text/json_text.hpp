#pragma once

#include <string>
#include <string_view>

namespace epsom {

/// A JSON text with what printable() would replace written as `\u202e`: the same values, and nothing that a terminal
/// obeys.
std::string escaped_json(std::string_view json);

}  // namespace epsom
