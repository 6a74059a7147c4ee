#pragma once

#include <optional>
#include <string_view>

#include "epsom/result.hpp"

namespace epsom {

/// Why a single letter names no nutrient: what it could be, a vitamin or an element's symbol. Empty for every other
/// name.
std::optional<Error> single_letter(std::string_view name);

}  // namespace epsom
