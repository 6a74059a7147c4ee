#pragma once

#include <vector>

#include "epsom/domain/report.hpp"
#include "epsom/store/store.hpp"

namespace epsom {

/// One report for each nutrient in `wanted`, all fed by one pass over the days. `sink` gets the rows, `summaries` the whole of
/// each, in the order of the nutrients.
void run_reports(const Store& store, const Profile& profile, const Authority& authority, DayRange range, Span span, const NutrientSet& wanted,
                 const IntakeReport::Sink& sink, std::vector<ReportSummary>& summaries);

}  // namespace epsom
