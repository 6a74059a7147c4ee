#include "report_rows.hpp"

#include <memory>

namespace epsom {

void run_reports(const Store& store, const Profile& profile, const Authority& authority, DayRange range, Span span, const NutrientSet& wanted,
                 const IntakeReport::Sink& sink, std::vector<ReportSummary>& summaries) {
    std::vector<std::pair<std::size_t, std::unique_ptr<IntakeReport>>> reports;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i]) reports.emplace_back(i, std::make_unique<IntakeReport>(profile, authority, nutrients[i].id, range, span, sink));
    }
    store.for_each_day(range, wanted, [&](Day, const DayLedgers& ledgers) {
        for (const auto& [at, report] : reports) report->add(ledgers[at]);
    });
    for (const auto& [at, report] : reports) summaries.push_back(report->finish());
}

}  // namespace epsom
