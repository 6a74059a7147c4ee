#include "epsom/domain/today.hpp"

#include <algorithm>

#include "epsom/domain/plan/coin.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

std::string portion_of(const Dose& dose, Count servings) {
    return spell_units(units_of(dose, servings), dose.serving.unit);
}

std::string portion_of(const Intake& intake) {
    if (const auto units = units_typed(intake.kind, intake.value)) return spell_units(*units, intake.unit);
    if (intake.quantity) return spell(*intake.quantity);
    if (intake.contents.size() == 1 && intake.contents[0].amount)
        return spell(*intake.contents[0].amount, intake.contents[0].nutrient);
    return intake.unit.empty() ? "" : spell_units(intake.servings, intake.unit);
}

NextSlot next_slot_of(const Dose& dose, const Outcome& outcome) {
    return {.dose = dose.name,
        .portion = portion_of(dose, outcome.slot.servings),
        .slot = outcome.slot,
        .state = outcome.state,
        .wait_until = {}};
}

constexpr auto moment_of_slot = [](const NextSlot& next) { return next.slot.at.at; };

}  // namespace

std::vector<NextSlot> next_slots(std::span<const WatchedDose> doses, const Clock& clock) {
    std::vector<NextSlot> due, ahead;
    for (const WatchedDose& watched : doses) {
        for (const Outcome& outcome : watched.standing(clock)) {
            if (outcome.state == SlotState::due) due.push_back(next_slot_of(watched.dose, outcome));
        }
        if (!due.empty()) continue;
        const auto next = next_slot(watched.dose.plan, watched.history(), clock);
        if (next && next->state == SlotState::open) ahead.push_back(next_slot_of(watched.dose, *next));
    }
    std::ranges::stable_sort(due, {}, moment_of_slot);
    if (!due.empty() || ahead.empty()) return due;
    return {*std::ranges::min_element(ahead, {}, moment_of_slot)};
}

std::optional<AsNeededNow> as_needed_now(const WatchedDose& watched, const Clock& clock) {
    const Dose& dose = watched.dose;
    const Day today = clock.today();
    if (!dose.limits.any() || kind_of(dose.plan, today) != DayKind::as_needed || dose.plan.paused_on(today))
        return std::nullopt;
    const NextPossible next = next_possible(dose.limits, watched.intakes, clock.now);
    return AsNeededNow{dose.name, dose.limits, next, next.at ? std::optional{clock.zone.at(*next.at)} : std::nullopt};
}

std::vector<LeftToLot> without_tonight(std::span<const WatchedDose> doses, const Clock& clock) {
    std::vector<LeftToLot> without;
    const Day today = clock.today();
    for (const WatchedDose& watched : doses) {
        const auto run = run_ahead(watched.dose.plan, clock);
        if (run && run->has(today) && !run->with_on(today) && !watched.dose.plan.paused_on(today))
            without.push_back({watched.dose.name, run->number(today), run->nights()});
    }
    return without;
}

std::vector<Lane> lanes_of(std::span<const WatchedDose> doses, std::span<const Intake> intakes, const Clock& clock) {
    std::vector<Lane> lanes;
    std::vector<std::int64_t> shown;  // entries that took a slot
    const auto lane = [&lanes](const std::string& name) -> Lane& {
        const auto same = [&name](const Lane& other) { return name_key(other.name) == name_key(name); };
        const auto found = std::ranges::find_if(lanes, same);
        return found == lanes.end() ? lanes.emplace_back(Lane{.name = name, .points = {}, .closed = {}}) : *found;
    };
    const Day today = clock.today();
    for (const WatchedDose& watched : doses) {
        for (const Outcome& outcome : outcomes(watched.dose.plan, {today, today}, watched.history(), clock)) {
            if (outcome.intake) shown.push_back(outcome.intake->id);
            const Moment at = outcome.intake ? outcome.intake->moment : outcome.slot.at;
            const Count servings = outcome.intake ? outcome.intake->servings : outcome.slot.servings;
            lane(watched.dose.name).points.push_back({at, outcome.state, portion_of(watched.dose, servings)});
        }
    }
    for (const Intake& intake : intakes) {
        if (is_diary(intake.kind) || std::ranges::find(shown, intake.id) != shown.end()) continue;
        lane(intake.what).points.push_back({intake.moment, SlotState::taken, portion_of(intake)});
    }
    const auto moment_of = [](const LanePoint& point) { return point.at.at; };
    for (Lane& each : lanes) std::ranges::stable_sort(each.points, {}, moment_of);
    std::ranges::stable_sort(lanes, {}, [](const Lane& each) { return each.points.front().at.at; });
    return lanes;
}

}  // namespace epsom
