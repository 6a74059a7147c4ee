#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/logging.hpp"

namespace epsom {

/// Everything that can be named when logging, in the order in which names are looked up: compounds and their aliases,
/// nutrients, foods. `food:oats-dry` and `compound:citrate` force a kind.
struct Named {
    Thing thing;
    bool folic_acid = false;  // "folic-acid" names folate, and says which form
};
Result<Named> find_named(std::string_view name);
bool is_named(std::string_view name);

/// The names to suggest, without aliases.
std::vector<std::string_view> suggestable_names();

}  // namespace epsom
