#include "intake_query.hpp"

#include <algorithm>
#include <memory>

#include "adequacy.hpp"
#include "epsom/render/adequacy.hpp"
#include "epsom/render/intake_pages.hpp"
#include "epsom/render/labs.hpp"
#include "labs.hpp"
#include "nights.hpp"
#include "reference.hpp"

namespace epsom {
namespace {

std::string calendar(const Terminal& terminal, const IntakeQuery& query, const Sources& sources) {
    CalendarPage page{terminal, query.range, query.authority.key, sources};
    const NightLog log = read_nights(query.store, {}, query.wanted.front(), query.range);
    if (const auto rated = log.names(query.range); !rated.empty())
        page.add_nights(rated.front(), log.nights(rated.front(), query.range));
    const auto summaries = query.run({Span::day}, [&](const ReportRow& row) { page.add(row); });
    return page.finish(summaries.front());
}

std::string bars(
    const Terminal& terminal, const IntakeQuery& query, Span span, const Explain& explained, const Sources& sources) {
    IntakePage page{terminal, query.range, query.authority.key, sources};
    const auto add = [&](const ReportRow& row) { page.add(row, explained(row)); };
    if (span == Span::day || span == Span::year) return page.finish(query.run({span}, add).front());
    const auto summaries =
        query.run({span, Span::day}, [&](const ReportRow& row) { row.span == span ? add(row) : page.add_day(row); });
    return page.finish(summaries.front());
}

std::string overview(
    const Terminal& terminal, const IntakeQuery& query, Span span, const Explain& explained, const Sources& sources) {
    OverviewPage page{terminal, query.range, query.authority.key, sources};
    return page.finish(query.run({span}, [&](const ReportRow& row) { page.add(row, explained(row)); }));
}

}  // namespace

std::vector<ReportSummary> IntakeQuery::run(std::initializer_list<Span> spans, const IntakeReport::Sink& sink) const {
    struct Fed {
        std::size_t place;
        std::unique_ptr<IntakeReport> report;
    };
    const DayLedgers places{wanted};  // which have an order of their own
    std::vector<Fed> reports;
    for (const Span span : spans) {
        for (const Nutrient nutrient : wanted) {
            reports.push_back({*places.place_of(nutrient),
                std::make_unique<IntakeReport>(profile, authority, nutrient, range, span, today, sink)});
        }
    }
    store.for_each_day(range, wanted, [&](Day, const DayLedgers& ledgers) {
        for (const Fed& fed : reports) fed.report->add(ledgers[fed.place]);
    });
    std::vector<ReportSummary> summaries;
    for (const Fed& fed : reports) summaries.push_back(fed.report->finish());
    summaries.resize(wanted.size());
    if (summarised) summarised(summaries);
    return summaries;
}

namespace {

/// `Zinc is in 2 products: calm, multi`, a line for each of `wanted` that several supplements brought.
std::string products(const Terminal& terminal, const IntakeQuery& query) {
    std::string out;
    for (const auto& [nutrient, names] : query.store.shared_by_products(query.range)) {
        if (std::ranges::find(query.wanted, nutrient) != query.wanted.end())
            out += products_line(terminal, nutrient, names);
    }
    return out;
}

}  // namespace

std::string text_page(const Terminal& terminal, const IntakeQuery& asked_query, std::optional<Span> asked,
    const Explain& explain, const std::string& to_explain) {
    const Sources sources{static_cast<bool>(explain), to_explain};
    const Explain explained = explain ? explain : [](const ReportRow&) { return std::vector<std::string>{}; };
    IntakeQuery query = asked_query;
    bool any_over = false, complete = false;
    query.summarised = [&](std::span<const ReportSummary> summaries) {
        any_over =
            std::ranges::any_of(summaries, [](const ReportSummary& summary) { return summary.days_over_upper > 0; });
        complete = may_be_complete(summaries);
        if (asked_query.summarised) asked_query.summarised(summaries);
    };
    const DayRange& range = query.range;
    const bool many = (range.to - range.from).count() + 1 > most_bars;
    const bool several = query.wanted.size() > 1;
    std::string page =
        several
            ? overview(terminal, query, asked.value_or(explain ? Span::day : overview_span(range)), explained, sources)
        : !asked && many && !explain ? calendar(terminal, query, sources)
                                     : bars(terminal, query, asked.value_or(Span::day), explained, sources);
    // The products matter little for one nutrient that stays below its limit.
    if (several || any_over) page += products(terminal, query);
    if (complete) {
        page += adequacy_lines(
            terminal, read_adequacy(query.store, query.profile, query.authority, range, query.wanted, query.today));
    }
    page += labs_line(terminal, labs_in(query.store, range), range);
    return page + unpublished_note(terminal, query.authority, query.wanted);
}

}  // namespace epsom
