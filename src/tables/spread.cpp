#include "epsom/domain/adequacy/spread.hpp"
#include "epsom/tables/tables.hpp"

namespace epsom::tables {
namespace {

#include "spread.inc"

}  // namespace

std::span<const DayToDay> day_to_day() { return day_to_day_rows; }
std::span<const RequirementSpread> requirement_spread() { return requirement_spread_rows; }

}  // namespace epsom::tables
