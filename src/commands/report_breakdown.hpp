#pragma once

#include <span>
#include <string>
#include <vector>

#include "epsom/domain/report.hpp"
#include "session/context.hpp"

namespace epsom {

struct BreakdownAsked {
    DayRange range;
    std::vector<Nutrient> nutrients;
    Grouping by;
    bool explain;
};
/// `epsom report --by what`: what a period's amounts came from.
void report_breakdown(
    const Context& context, const Store& store, const BreakdownAsked& asked, Format format, const Write& write);

/// How each amount of the entries in `range` was calculated, a line each: of `wanted` alone, or of everything where it
/// is empty.
std::string explain_entries(
    const Terminal& terminal, const Store& store, DayRange range, std::span<const Nutrient> wanted);

}  // namespace epsom
