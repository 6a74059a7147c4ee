#include "report_adherence.hpp"

#include "epsom/render/fields.hpp"
#include "epsom/text/text.hpp"
#include "session/doses.hpp"

namespace epsom {
namespace {

/// The state of each slot, a line each.
std::string explain_slots(
    const Terminal& terminal, const std::vector<std::pair<std::string, std::vector<Outcome>>>& doses) {
    std::vector<std::string> lines;
    for (const auto& [name, slots] : doses) {
        for (const Outcome& outcome : slots) {
            std::string line = printable(name) + " " + spell(outcome.slot) + ": " + std::string{spell(outcome.state)};
            if (outcome.intake)
                line += " at " + spell_time(outcome.intake->moment.local()) + " (#" +
                        std::to_string(outcome.intake->id) + ")";
            lines.push_back(std::move(line));
        }
    }
    return explanation(terminal, "Scheduled doses", lines);
}

}  // namespace

void report_adherence(
    const Context& context, const Store& store, DayRange range, bool explain, Format format, const Write& write) {
    std::vector<AdherenceRow> rows;
    std::vector<std::pair<std::string, std::vector<Outcome>>> slots;
    for (const Dose& dose : store.doses()) {
        if (dose.plan.schedules.empty()) continue;
        const WatchedDose watched = watch(store, dose, range);
        rows.push_back({dose.name, adherence(dose.plan, range, watched.history(), context.clock())});
        if (explain) slots.emplace_back(dose.name, outcomes(dose.plan, range, watched.history(), context.clock()));
    }
    if (format == Format::text) {
        write(adherence_page(context.terminal(), range, rows));
        write(explain_slots(context.terminal(), slots));
        return;
    }
    const auto writer = record_writer(format, write);
    const std::string generated = spell_moment(context.clock().moment());
    const std::string from = spell_day(range.from);
    const std::string to = spell_day(range.to);
    writer->begin({{"schema", "epsom/report-adherence/1"}, {"generated_at", generated}, {"from", from}, {"to", to}},
        adherence_columns());
    for (const AdherenceRow& row : rows) writer->row(adherence_record(row));
    writer->end({});
}

}  // namespace epsom
