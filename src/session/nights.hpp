#pragma once

#include "epsom/domain/nights/nights.hpp"
#include "epsom/store/store.hpp"

namespace epsom {

/// Everything that nights of `range` can depend on.
[[nodiscard]] NightLog read_nights(const Store& store, const Evening& evening, Nutrient nutrient, DayRange range);

/// Leaves out nights before the first entry of the log, and tonight while it has no score: nobody missed those.
[[nodiscard]] DayRange nights_begun(DayRange period, const NightLog& log, const Store& store, const Clock& clock);

}  // namespace epsom
