#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "epsom/result.hpp"

namespace epsom {

/// At most `most` characters of a name, 60 for a dose's, without a blank, comma, dash or bracket where it was cut.
std::string shortened_name(std::string_view name, std::size_t most = 60);
/// The name of a dose that another program's file brings: see check_dose_name(); what cannot be a name is written with
/// hyphens, or with an ending. Error: nothing of it makes a name, or a dose of that name exists.
Result<std::string> imported_dose_name(std::string_view text, std::span<const std::string> others = {});

}  // namespace epsom
