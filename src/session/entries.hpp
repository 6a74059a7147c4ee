#pragma once

#include <string>

#include "context.hpp"
#include "epsom/domain/time/period.hpp"

namespace epsom {

/// `12` (an entry's number) or `@1` (the one logged last). Errors: no such entry, not a number.
Result<Intake> find_entry(const std::string& text, const Store& store);

/// Writes the entries of `range` in any format, as `log list`, `report entries` and `export` have them.
void write_entries(const Store& store, DayRange range, Format format, const Terminal& terminal, Instant now,
    const Zone& zone, const Write& write);

}  // namespace epsom
