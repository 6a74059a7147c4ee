#pragma once

#include <string>
#include <string_view>

namespace epsom {

/// `1/2 tablet`, `½`, `1½x`: the leading fraction as a decimal, `0.5 tablet`. Thirds, which are none, stay as they are.
std::string with_decimals(std::string_view text);

}  // namespace epsom
