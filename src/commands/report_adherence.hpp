#pragma once

#include "session/context.hpp"

namespace epsom {

/// `epsom report adherence month`: how each dose with a schedule was kept; on request with the state of each slot.
void report_adherence(
    const Context& context, const Store& store, DayRange range, bool explain, Format format, const Write& write);

}  // namespace epsom
