#pragma once

#include <span>

#include "context.hpp"
#include "epsom/domain/report.hpp"

namespace epsom {

/// Once after an upgrade from a version for which food that was logged was all food of its day: that days of the report, which have
/// some food, are no longer known to be below the target. Silent where there are none.
void say_that_food_is_partial(const Context& context, Store& store, std::span<const ReportSummary> summaries);

}  // namespace epsom
