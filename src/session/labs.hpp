#pragma once

#include <string>
#include <vector>

#include "context.hpp"
#include "epsom/domain/labs/lab.hpp"
#include "epsom/domain/time/period.hpp"

namespace epsom {

/// The blood values of `range` by day, earliest first; of the value `name` where one is given.
std::vector<Intake> labs_in(const Store& store, DayRange range, std::string_view name = {});
/// The names of all blood values of the log as they were spelled last, each once.
std::vector<std::string> lab_names(const Store& store);

}  // namespace epsom
