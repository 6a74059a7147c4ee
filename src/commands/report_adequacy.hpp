#pragma once

#include "session/context.hpp"

namespace epsom {

/// `epsom report adequacy 30d --nutrient iron`: how sure one can be that usual intake meets the requirement.
ExitCode report_adequacy(Context& context, const Store& store, const Authority& authority, DayRange range,
    std::span<const Nutrient> nutrients, bool explain, Format format, const Write& write);

}  // namespace epsom
