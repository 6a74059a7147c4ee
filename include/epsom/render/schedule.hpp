#pragma once

#include <span>
#include <string>
#include <string_view>

#include "epsom/domain/plan/dose.hpp"
#include "epsom/domain/time/moment.hpp"

namespace epsom {

/// An iCalendar file (RFC 5545) with an event that rings for each time of each schedule, in the wall clock's time
/// wherever that is. Several events where one rule cannot say it (most cycles). Intervals and what is taken as needed
/// have none: when they come depends on intakes. A schedule that was over within the last year is still there with its
/// end, so that a calendar which has it without one learns of it. A pause that ends in more than ten years has no end.
std::string ics(std::span<const Dose> doses, const Clock& clock);

/// Lines for a crontab, one for each time of day at which something is or will be due. They run `command` every day,
/// which has to be silent while nothing is due: so pauses, weekdays and cycles need no lines of their own. `command` is
/// a line of shell; only what cron itself would take for more than that is escaped.
std::string crontab(std::span<const Dose> doses, const Clock& clock, std::string_view command);

}  // namespace epsom
