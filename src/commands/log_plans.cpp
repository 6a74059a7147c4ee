#include "log_plans.hpp"

#include <algorithm>
#include <optional>

#include "epsom/text/text.hpp"
#include "session/doses.hpp"
#include "session/spacing.hpp"

namespace epsom {
namespace {

bool holds_dose(std::span<const Intake> intakes, const std::string& uuid) {
    return std::ranges::find(intakes, uuid, &Intake::dose) != intakes.end();
}

/// `amoxicillin: finished, 19 of 20 taken`, of the entry that ends it; not again of one more.
std::optional<std::string> finished(
    const Dose& dose, std::span<const Intake> intakes, const Store& store, const Clock& clock) {
    if (!holds_dose(intakes, dose.uuid) || dose.plan.schedules.empty() || !dose.plan.schedules.back().until ||
        dose.plan.schedules.front().from > clock.today())
        return std::nullopt;
    const DayRange days{dose.plan.schedules.front().from, clock.today()};
    const WatchedDose watched = watch(store, dose, days);
    const auto end = end_of(dose.plan, watched.history(), clock);
    if (!end || !end->over || end->last < clock.today()) return std::nullopt;
    WatchedDose before = watched;
    std::erase_if(before.intakes, [intakes](const DoseIntake& intake) {
        return std::ranges::find(intakes, intake.id, &Intake::id) != intakes.end();
    });
    if (end_of(dose.plan, before.history(), clock)->over) return std::nullopt;
    const Adherence kept = adherence(dose.plan, days, watched.history(), clock);
    return printable(dose.name) + ": finished, " + std::to_string(kept.taken) + " of " + std::to_string(kept.due()) +
           " taken";
}

/// `calm: next 10:10, 2h after zinc`.
std::optional<std::string> led(
    const Dose& dose, std::span<const Intake> intakes, const Store& store, const Clock& clock) {
    const Schedule* schedule = schedule_on(dose.plan, clock.today());
    const auto* link = schedule == nullptr ? nullptr : std::get_if<After>(&schedule->rule);
    if (link == nullptr || !holds_dose(intakes, link->leader)) return std::nullopt;
    const WatchedDose watched = watch(store, dose, clock.now);
    const auto next = next_slot(dose.plan, watched.history(), clock);
    if (!next) return std::nullopt;
    const std::string word = next->state == SlotState::due ? "due since " : "next ";
    return printable(dose.name) + ": " + word + near_time(next->slot.at, clock) + ", " + printable(describe(*schedule));
}

}  // namespace

std::vector<std::string> plan_notes(
    std::span<const Intake> intakes, const Store& store, std::span<const Dose> doses, const Clock& clock) {
    std::vector<std::string> notes;
    for (const Dose& dose : doses) {
        if (auto note = finished(dose, intakes, store, clock)) notes.push_back(std::move(*note));
        if (auto next = led(dose, intakes, store, clock)) notes.push_back(std::move(*next));
    }
    return notes;
}

}  // namespace epsom
