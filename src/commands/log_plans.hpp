#pragma once

#include <span>
#include <string>
#include <vector>

#include "epsom/domain/plan/dose.hpp"
#include "epsom/store/store.hpp"

namespace epsom {

/// What entries that are in the log by now mean for plans, a line each: a course is finished, a linked dose has its
/// time.
std::vector<std::string> plan_notes(
    std::span<const Intake> intakes, const Store& store, std::span<const Dose> doses, const Clock& clock);

}  // namespace epsom
