#pragma once

#include <string>

#include "epsom/domain/nights/nights.hpp"
#include "epsom/render/terminal.hpp"

namespace epsom::drawing {

/// Every night: the ratings above, the evening doses and factors below, a column a night, as many weeks a line as there
/// is room for.
std::string symptoms_strip(
    const Terminal& terminal, const SymptomReport& report, const NightLog& log, std::size_t width);

}  // namespace epsom::drawing
