#pragma once

#include <string_view>

#include "epsom/result.hpp"

namespace epsom {

/// `10d` or `2w` as days, at least 1 and at most 366.
Result<int> parse_day_count(std::string_view text);

}  // namespace epsom
