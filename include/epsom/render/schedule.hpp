#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/plan/dose.hpp"
#include "epsom/domain/time/moment.hpp"
#include "epsom/render/terminal.hpp"

namespace epsom {

/// An iCalendar file (RFC 5545) with an event that rings for each time of each schedule, in the wall clock's time
/// wherever that is. Several events where one rule cannot say it (most cycles). Intervals and what is taken as needed
/// have none: when they come depends on intakes. A schedule that was over within the last year is still there with its
/// end, so that a calendar which has it without one learns of it. A pause that ends in more than ten years has no end.
/// Linked times that the log has given by now are events of their own.
struct KnownSlot {
    const Dose* dose;
    Slot slot;
};
std::string ics(std::span<const Dose> doses, const Clock& clock, std::span<const KnownSlot> known = {});
/// The doses whose times, now or later, depend on when something was taken: a calendar cannot have those to come.
std::vector<std::string> not_known_ahead(std::span<const Dose> doses, const Clock& clock);

/// Lines for a crontab, one for each time of day at which something is or will be due. They run `command` every day,
/// which has to be silent while nothing is due: so pauses, weekdays and cycles need no lines of their own. `command` is
/// a line of shell; only what cron itself would take for more than that is escaped. `program` is what makes such lines
/// again.
std::string crontab(
    std::span<const Dose> doses, const Clock& clock, std::string_view command, std::string_view program = "epsom");

/// How many days plan_strip() has room for.
std::chrono::days plan_strip_days(const Terminal& terminal);
/// The days of a taper, course, pause or cycle as a line of a dose's card: week by week from the first of `days` on,
/// and below it what the marks mean. Empty below 60 columns, and without days.
std::string plan_strip(const Terminal& terminal, const Dose& dose, std::span<const PlannedDay> days);

}  // namespace epsom
