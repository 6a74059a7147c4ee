#pragma once

#include <span>

#include "context.hpp"
#include "epsom/domain/report.hpp"

namespace epsom {

/// Reports once after an upgrade that logged food no longer counts as all food of its day: days with some food change
/// from below target to unknown. Silent where the report has no such days.
void say_that_food_is_partial(const Context& context, Store& store, std::span<const ReportSummary> summaries);

}  // namespace epsom
