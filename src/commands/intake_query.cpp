#include "intake_query.hpp"

#include <algorithm>
#include <memory>

#include "epsom/render/intake_pages.hpp"

namespace epsom {
namespace {

std::string calendar(const Terminal& terminal, const IntakeQuery& query) {
    CalendarPage page{terminal, query.range, query.authority.key};
    const auto summaries = query.run({Span::day}, [&](const ReportRow& row) { page.add(row); });
    return page.finish(summaries.front());
}

std::string bars(const Terminal& terminal, const IntakeQuery& query, Span span, const Explain& explained) {
    IntakePage page{terminal, query.range, query.authority.key};
    const auto add = [&](const ReportRow& row) { page.add(row, explained(row)); };
    if (span == Span::day || span == Span::year) return page.finish(query.run({span}, add).front());
    const auto summaries = query.run({span, Span::day}, [&](const ReportRow& row) { row.span == span ? add(row) : page.add_day(row); });
    return page.finish(summaries.front());
}

std::string overview(const Terminal& terminal, const IntakeQuery& query, Span span, const Explain& explained) {
    OverviewPage page{terminal, query.range, query.authority.key};
    return page.finish(query.run({span}, [&](const ReportRow& row) { page.add(row, explained(row)); }));
}

}  // namespace

std::vector<ReportSummary> IntakeQuery::run(std::initializer_list<Span> spans, const IntakeReport::Sink& sink) const {
    struct Fed { std::size_t nutrient; std::unique_ptr<IntakeReport> report; };
    std::vector<Fed> reports;
    for (const Span span : spans) {
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            if (wanted[i]) reports.push_back({i, std::make_unique<IntakeReport>(profile, authority, nutrients[i].id, range, span, today, sink)});
        }
    }
    store.for_each_day(range, wanted, [&](Day, const DayLedgers& ledgers) {
        for (const Fed& fed : reports) fed.report->add(ledgers[fed.nutrient]);
    });
    std::vector<ReportSummary> summaries;
    for (const Fed& fed : reports) summaries.push_back(fed.report->finish());
    summaries.resize(nutrients_wanted());
    if (summarised) summarised(summaries);
    return summaries;
}

std::size_t IntakeQuery::nutrients_wanted() const { return static_cast<std::size_t>(std::ranges::count(wanted, true)); }

std::string text_page(const Terminal& terminal, const IntakeQuery& query, std::optional<Span> asked, const Explain& explain) {
    const Explain explained = explain ? explain : [](const ReportRow&) { return std::vector<std::string>{}; };
    const DayRange& range = query.range;
    if (query.nutrients_wanted() > 1) return overview(terminal, query, asked.value_or(explain ? Span::day : overview_span(range)), explained);
    const bool many = (range.to - range.from).count() + 1 > most_bars;
    if (!asked && many && !explain) return calendar(terminal, query);
    return bars(terminal, query, asked.value_or(Span::day), explained);
}

}  // namespace epsom
