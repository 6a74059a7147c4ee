#pragma once

#include <span>
#include <string>
#include <string_view>

#include "epsom/result.hpp"

namespace epsom {

/// The name of a dose that another program's file brings: see check_dose_name(); what cannot be a name is written with
/// hyphens, or with an ending. Error: nothing of it makes a name, or a dose of that name exists.
Result<std::string> imported_dose_name(std::string_view text, std::span<const std::string> others = {});

}  // namespace epsom
