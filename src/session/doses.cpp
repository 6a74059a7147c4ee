#include "doses.hpp"

#include <algorithm>

#include "epsom/domain/plan/dose_set.hpp"
#include "epsom/text/text.hpp"

namespace epsom {

Result<std::string> new_dose_name(
    std::span<const std::string> words, std::span<const Dose> doses, std::string_view itself) {
    std::vector<std::string> others;
    for (const Dose& dose : doses) {
        if (itself.empty() || dose.uuid != itself) others.push_back(dose.name);
    }
    constexpr std::string_view prefix = "dose:";
    std::string typed = joined(words);
    const bool prefixed = lower(typed).starts_with(prefix);
    if (prefixed) typed.erase(0, prefix.size());
    const bool quoted = words.size() == 1 && words.front().find(' ') != std::string::npos;
    auto name = check_dose_name(typed, others, prefixed || quoted ? Naming::forced : Naming::usual);
    if (name && !members_of(doses, *name).empty()) {
        return Error{in_quotes(*name) + " is a set",
            "choose another name; to remove the set: epsom dose set " + printable(*name) + " --remove"};
    }
    return name;
}

DoseIntake as_dose_intake(const Intake& intake) { return {intake.id, intake.moment, intake.day, intake.servings}; }

namespace {

/// The doses that `dose` follows, with their histories from `from` on. `behind` are the doses on the way to it: where a
/// merge of two devices made a circle, it ends there.
std::vector<Leader> leaders_of(const Store& store, const Dose& dose, Instant from, std::vector<std::string> behind) {
    std::vector<Leader> leaders;
    behind.push_back(dose.uuid);
    std::optional<std::vector<Dose>> doses;
    for (const Schedule& schedule : dose.plan.schedules) {
        const auto* link = std::get_if<After>(&schedule.rule);
        if (link == nullptr || std::ranges::find(behind, link->leader) != behind.end() ||
            std::ranges::find(leaders, link->leader, &Leader::dose) != leaders.end())
            continue;
        if (!doses) doses = store.doses();
        const auto found = std::ranges::find(*doses, link->leader, &Dose::uuid);
        if (found == doses->end()) continue;
        leaders.push_back({found->uuid, found->plan, store.intakes_of(*found, from), store.skips_of(*found),
            leaders_of(store, *found, from, behind)});
    }
    return leaders;
}

WatchedDose watch_from(const Store& store, const Dose& dose, Instant from, std::vector<DoseIntake> from_stock) {
    return {dose, store.intakes_of(dose, from), store.skips_of(dose), std::move(from_stock),
        leaders_of(store, dose, from, {})};
}

}  // namespace

WatchedDose watch(const Store& store, const Dose& dose, Instant moment) {
    return watch_from(store, dose, history_begins(dose, moment),
        dose.stock ? store.taken_from_stock(dose) : std::vector<DoseIntake>{});
}

WatchedDose watch(const Store& store, const Dose& dose, DayRange range) {
    // The range and the day before it; the entries of a day are within two days of its midnight in UTC.
    return watch_from(store, dose, Instant{range.from.time_since_epoch() - std::chrono::days{3}}, {});
}

}  // namespace epsom
