#pragma once

#include <span>
#include <vector>

#include "epsom/domain/adequacy/person_adequacy.hpp"
#include "epsom/domain/reference.hpp"
#include "epsom/domain/report.hpp"
#include "epsom/store/store.hpp"

namespace epsom {

/// By the authority's own values of the last day. A day counts when its food was declared complete and nothing of it
/// lacks a value.
[[nodiscard]] std::vector<NutrientAdequacy> read_adequacy(const Store& store, const Profile& profile,
    const Authority& authority, DayRange range, std::span<const Nutrient> nutrients, Day today);

/// Whether any day of a period can be complete: what asks for the days only then.
[[nodiscard]] bool may_be_complete(std::span<const ReportSummary> summaries);

}  // namespace epsom
