#pragma once

#include <string>
#include <string_view>

#include "epsom/domain/time/moment.hpp"

namespace epsom {

/// The period that `30`, `30 days`, `last 4 weeks`, `november`, `this month`, `week 42`, `q3` or `11/19/2026` can only
/// mean, as parse_period() reads it; empty where it knows none, or where the days would all be after today.
std::string period_meant(std::string_view text, Day today);

}  // namespace epsom
