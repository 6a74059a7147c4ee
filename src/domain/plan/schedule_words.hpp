#pragma once

#include "epsom/domain/plan/schedule.hpp"

namespace epsom {

/// The schedule that the words say, as of `today`; without Schedule::since. Errors: those of make_schedule().
Result<Schedule> assemble(const ScheduleWords& words, Day today);

}  // namespace epsom
