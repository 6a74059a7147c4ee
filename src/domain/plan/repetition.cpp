#include "epsom/domain/plan/repetition.hpp"

#include <algorithm>

#include "epsom/text/text.hpp"

namespace epsom {

using namespace std::chrono_literals;

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
    return due ? std::nullopt : std::optional{*nearest};
}

bool same_entry(const Intake& a, const Intake& b) {
    if (a.id == b.id || is_diary(a.kind) || a.kind != b.kind || std::chrono::abs(a.moment.at - b.moment.at) > 10min)
        return false;
    const bool same_thing = a.dose == b.dose && (!a.dose.empty() || name_key(a.what) == name_key(b.what));
    return same_thing && a.servings == b.servings && a.quantity == b.quantity && a.contents == b.contents;
}

}  // namespace epsom
