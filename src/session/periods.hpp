#pragma once

#include <string>

#include "context.hpp"
#include "epsom/domain/time/period.hpp"

namespace epsom {

/// A period's days; `all` starts with the first entry.
Result<DayRange> read_range(const std::string& text, const Context& context, const Store& store);
/// Days for a list of entries. `all` ends with the last entry, which a wrong clock may have dated after today.
Result<DayRange> read_entry_range(const std::string& text, const Context& context, const Store& store);

}  // namespace epsom
