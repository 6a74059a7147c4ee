#include "epsom/domain/plan/repetition.hpp"

#include <algorithm>

#include "epsom/text/text.hpp"

namespace epsom {

using namespace std::chrono_literals;

namespace {

/// The intake after `at` that has taken `slot`, and that nothing was due for if one at `at` takes it.
std::optional<DoseIntake> taken_later(
    const Moment& at, const Slot& slot, const Plan& plan, const History& history, const Clock& clock) {
    const Day day = clock.day_of(at);
    const DayRange around{
        std::min(slot.day, day) - std::chrono::days{1}, std::max(slot.day, day) + std::chrono::days{1}};
    const auto all = outcomes(plan, around, history, clock);
    const auto taker = std::ranges::find_if(all, [&](const Outcome& outcome) {
        return outcome.taken() && outcome.slot.day == slot.day && outcome.slot.time == slot.time;
    });
    if (taker == all.end() || taker->intake->moment.at <= at.at || taker->intake->moment.at - at.at > 12h)
        return std::nullopt;
    std::vector<DoseIntake> intakes{history.intakes.begin(), history.intakes.end()};
    intakes.push_back({0, at, day_counted(slot, day), slot.servings});
    const auto with = outcomes(plan, around, {intakes, history.skips, history.leaders}, clock);
    const bool due = std::ranges::any_of(with, [&](const Outcome& outcome) {
        return outcome.state == SlotState::taken && outcome.intake->id == taker->intake->id &&
               outcome.slot.at.at <= taker->intake->moment.at;
    });
    return due ? std::nullopt : taker->intake;
}

}  // namespace

std::optional<DoseIntake> repeated(
    const Moment& at, const std::optional<Slot>& slot, const Plan& plan, const History& history, const Clock& clock) {
    const auto apart = [&](const DoseIntake& intake) { return std::chrono::abs(at.at - intake.moment.at); };
    const auto nearest = std::ranges::min_element(history.intakes, {}, apart);
    if (nearest == history.intakes.end() || apart(*nearest) > 12h) return std::nullopt;
    const Schedule* schedule = schedule_on(plan, clock.day_of(at));
    const bool scheduled = schedule != nullptr && !std::holds_alternative<AsNeeded>(schedule->rule);
    if (!scheduled) return std::nullopt;
    const auto away = slot ? at.at - slot->at.at : 0s;
    const bool due = slot && ((0s <= away && (slot->of_interval || away <= slot->grace)) ||
                                 std::chrono::abs(away) <= apart(*nearest));
    return due ? taken_later(at, *slot, plan, history, clock) : std::optional{*nearest};
}

bool same_entry(const Intake& a, const Intake& b) {
    if (a.id == b.id || is_diary(a.kind) || a.kind != b.kind || std::chrono::abs(a.moment.at - b.moment.at) > 10min)
        return false;
    const bool same_thing = a.dose == b.dose && (!a.dose.empty() || name_key(a.what) == name_key(b.what));
    return same_thing && a.servings == b.servings && a.quantity == b.quantity && a.contents == b.contents;
}

}  // namespace epsom
