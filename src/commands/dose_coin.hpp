#pragma once

#include "epsom/domain/plan/dose.hpp"
#include "epsom/store/store.hpp"

namespace epsom {

/// The schedule of `dose schedule NAME --coin`. What was not typed is filled in: a seed of the machine, the time of the
/// schedule of now, the first evening that is not decided yet. Errors: those of make_schedule(), a medicine, a run that
/// is not over, a pause within the run, an evening on which the dose was already taken.
Result<Schedule> draw_run(ScheduleWords words, const Dose& dose, const Store& store, const Clock& clock);

}  // namespace epsom
