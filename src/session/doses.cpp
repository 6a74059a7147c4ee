#include "doses.hpp"

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

WatchedDose watch(const Store& store, const Dose& dose, Instant moment) {
    return {dose, store.intakes_of(dose, history_begins(dose, moment)), store.skips_of(dose),
        dose.stock ? store.taken_from_stock(dose) : std::vector<DoseIntake>{}};
}

WatchedDose watch(const Store& store, const Dose& dose, DayRange range) {
    // The range and the day before it; the entries of a day are within two days of its midnight in UTC.
    const Instant from{range.from.time_since_epoch() - std::chrono::days{3}};
    return {dose, store.intakes_of(dose, from), store.skips_of(dose), {}};
}

}  // namespace epsom
