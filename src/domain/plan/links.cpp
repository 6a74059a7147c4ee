#include "epsom/domain/plan/links.hpp"

#include <algorithm>

namespace epsom {
namespace {

/// Calls `visit` with each link that holds on `day` or later, until it returns true.
bool any_link(const Plan& plan, Day day, const auto& visit) {
    for (std::size_t i = 0; i < plan.schedules.size(); ++i) {
        const bool over = i + 1 < plan.schedules.size() && plan.schedules[i + 1].from <= day;
        const auto* link = std::get_if<After>(&plan.schedules[i].rule);
        if (!over && link != nullptr && visit(*link)) return true;
    }
    return false;
}

bool waits(const Dose& dose, std::string_view uuid, std::span<const Dose> doses, Day day,
    std::vector<std::string_view>& seen) {
    if (std::ranges::find(seen, dose.uuid) != seen.end()) return false;
    seen.push_back(dose.uuid);
    return any_link(dose.plan, day, [&](const After& link) {
        if (link.leader == uuid) return true;
        const auto leader = std::ranges::find(doses, link.leader, &Dose::uuid);
        return leader != doses.end() && waits(*leader, uuid, doses, day, seen);
    });
}

}  // namespace

bool waits_for(const Dose& dose, std::string_view uuid, std::span<const Dose> doses, Day day) {
    std::vector<std::string_view> seen;
    return waits(dose, uuid, doses, day, seen);
}

std::vector<std::string> followers_of(std::string_view uuid, std::span<const Dose> doses, Day day) {
    std::vector<std::string> names;
    for (const Dose& dose : doses) {
        if (any_link(dose.plan, day, [uuid](const After& link) { return link.leader == uuid; }))
            names.push_back(dose.name);
    }
    return names;
}

void name_leaders(std::span<Dose> doses) {
    for (Dose& dose : doses) {
        for (Schedule& schedule : dose.plan.schedules) {
            auto* link = std::get_if<After>(&schedule.rule);
            if (link == nullptr) continue;
            const auto leader = std::ranges::find(doses, link->leader, &Dose::uuid);
            link->name = leader == doses.end() ? "" : leader->name;
        }
    }
}

}  // namespace epsom
