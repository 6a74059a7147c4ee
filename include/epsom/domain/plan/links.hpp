#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/plan/dose.hpp"

namespace epsom {

/// Whether `dose` waits for the dose with `uuid`, by links that hold on `day` or later, over others too.
[[nodiscard]] bool waits_for(const Dose& dose, std::string_view uuid, std::span<const Dose> doses, Day day);
/// The names of the doses with a schedule, on `day` or later, that follows the dose with `uuid` itself.
[[nodiscard]] std::vector<std::string> followers_of(std::string_view uuid, std::span<const Dose> doses, Day day);
/// Gives each link the name that its leader has now; none where it is gone.
void name_leaders(std::span<Dose> doses);

}  // namespace epsom
