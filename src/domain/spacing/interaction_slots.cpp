#include <algorithm>

#include "epsom/domain/spacing/interaction.hpp"
#include "interaction_pair.hpp"

namespace epsom {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

/// How many days around a day may hold what is too near to it.
days reach(const RuleBook& book) {
    minutes longest{0};
    for (const Interaction& rule : book.rules)
        longest = std::max({longest, rule.spacing.before.most, rule.spacing.after.most});
    for (const UserRule& rule : book.own) longest = std::max(longest, rule.gap);
    return std::chrono::ceil<days>(longest + 24h);  // a day of a clock change is shorter than others
}

/// The time of `day` nearest to `slot` that nothing blocks and no slot of the dose itself has.
std::optional<minutes> free_time(
    const Slot& slot, std::span<const Slot> own, std::span<const Pair> pairs, Day day, const Clock& clock) {
    const auto time_at = [&](Instant at) -> std::optional<minutes> {
        if (std::ranges::any_of(pairs, [&](const Pair& pair) { return pair.blocks(at); })) return std::nullopt;
        if (std::ranges::any_of(own, [&](const Slot& each) { return each.at.at == at; })) return std::nullopt;
        const LocalTime local = clock.zone.at(at).local();
        const auto time = std::chrono::floor<minutes>(local - std::chrono::floor<days>(local));
        // Another day's, or the second of an hour that occurs twice: a schedule cannot mean it.
        return moment_on(day, time, clock).at == at ? std::optional{time} : std::nullopt;
    };
    for (minutes away = 1min; away < 25h; away += 1min) {
        if (const auto later = time_at(slot.at.at + away)) return later;
        if (const auto earlier = time_at(slot.at.at - away)) return earlier;
    }
    return std::nullopt;
}

}  // namespace

std::vector<SlotCollision> slot_collisions(
    const Dose& dose, std::span<const Dose> others, Day day, const Clock& clock, const RuleBook& book) {
    const auto slots = slots_on(dose.plan, day, clock);
    if (slots.empty()) return {};
    const days around = reach(book);
    std::vector<TakenThing> things;
    for (const Dose& other : others) {
        for (const Slot& slot : slots_between(other.plan, {day - around, day + around}, clock))
            things.push_back(thing_of(other, slot.at));
    }
    std::vector<Pair> pairs;
    for (const TakenThing& thing : things) {
        Pair pair{thing_of(dose, slots.front().at), thing, book};
        if (pair.spaced()) pairs.push_back(std::move(pair));
    }
    std::vector<SlotCollision> collisions;
    for (const Slot& slot : slots) {
        TakenThing thing = thing_of(dose, slot.at);
        std::optional<std::optional<minutes>> instead;
        for (Conflict& conflict : conflicts(thing, things, book)) {
            if (!instead) instead = free_time(slot, slots, pairs, day, clock);
            collisions.push_back({slot, std::move(conflict), *instead});
        }
    }
    return collisions;
}

}  // namespace epsom
