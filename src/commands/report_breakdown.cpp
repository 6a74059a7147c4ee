#include "report_breakdown.hpp"

#include <algorithm>

#include "epsom/render/fields.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"

namespace epsom {

std::string explain_entries(
    const Terminal& terminal, const Store& store, DayRange range, std::span<const Nutrient> wanted) {
    std::vector<std::string> lines;
    store.for_each_intake(range, [&](const Intake& intake) {
        for (const Content& content : intake.contents) {
            const bool asked = wanted.empty() || std::ranges::find(wanted, content.nutrient) != wanted.end();
            if (!asked || content.amount == Mass{}) continue;
            lines.push_back(spell_day(intake.day) + " " + std::string{info(content.nutrient).key} + ": " +
                            explain_content(intake, content, tables::find_compound(content.compound)));
        }
    });
    return explanation(terminal, "How each amount was calculated", lines);
}

void report_breakdown(
    const Context& context, const Store& store, const BreakdownAsked& asked, Format format, const Write& write) {
    const auto& [range, nutrients, by, explain] = asked;
    const std::string period = spell_range(range);
    std::vector<std::pair<Nutrient, std::vector<BreakdownRow>>> groups;
    for (const Nutrient nutrient : nutrients) groups.emplace_back(nutrient, store.breakdown(range, nutrient, by));
    if (format == Format::text) {
        std::string pages;
        for (const auto& [nutrient, rows] : groups) {
            if (!rows.empty() || groups.size() == 1)
                pages += (pages.empty() ? "" : "\n") + breakdown_page(context.terminal(), range, nutrient, by, rows);
        }
        write(pages.empty() ? "No entries in this period.\n" : pages);
        if (explain) write(explain_entries(context.terminal(), store, range, nutrients));
        return;
    }
    const auto writer = record_writer(format, write);
    const std::string generated = spell_moment(context.clock().moment());
    const std::string from = spell_day(range.from);
    const std::string to = spell_day(range.to);
    writer->begin({{"schema", "epsom/report-breakdown/1"}, {"generated_at", generated}, {"from", from}, {"to", to},
                      {"by", spell(by)}},
        breakdown_columns(by));
    for (const auto& [nutrient, rows] : groups) {
        Mass total;
        for (const auto& row : rows) total += row.amount;
        for (const auto& row : rows) writer->row(breakdown_record(by, period, nutrient, row, total));
    }
    writer->end({});
}

}  // namespace epsom
