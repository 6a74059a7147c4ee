#include "dose_show.hpp"

#include "epsom/render/schedule.hpp"
#include "epsom/render/today.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"
#include "session/catalogue.hpp"
#include "session/coin_runs.hpp"
#include "session/dose_facts.hpp"
#include "session/file_format.hpp"

namespace epsom {
namespace {

/// A run by lot that is not over.
void add_run(Record& record, const Plan& plan, const Clock& clock) {
    const auto run = run_ahead(plan, clock);
    if (!run) {
        record.push_back({"run", Value{}});
        return;
    }
    const auto maybe = [](const std::optional<Day>& day) { return day ? Value{spell_day(*day)} : Value{}; };
    const Record fields{{"run.from", spell_day(run->first)}, {"run.to", spell_day(run->last)},
        {"run.drawn", run->coin.nights}, {"run.pairs", run->coin.pairs},
        {"run.seed", static_cast<std::int64_t>(run->coin.seed)}, {"run.ended", maybe(run->ended)},
        {"run.paused", maybe(run->paused)}};
    record.insert(record.end(), fields.begin(), fields.end());
}

}  // namespace

void DoseShow::options(Options& options) {
    options.operands("NAME", name_)
        .offer({Offer::dose})
        .value("--format", format_, "FORMAT", "text or json (default: text)")
        .words(text_or_json_choices)
        .examples("  epsom dose show calm\n");
}

ExitCode DoseShow::run(Context& context) {
    const auto format = text_or_json("dose show", format_);
    if (!format) return context.refuse(format.error());
    if (name_.empty()) return context.refuse({"missing NAME", "'epsom dose list' shows the names"});
    const Store store = context.open(Store::Access::read);
    const Catalogue catalogue{store};
    const auto found = catalogue.dose(joined(name_));
    if (!found) return context.refuse(found.error());
    const Dose& dose = **found;
    if (*format == Format::text) {
        const Terminal& terminal = context.terminal();
        const auto ahead = plan_ahead(dose.plan, context.clock().today(), plan_strip_days(terminal));
        context.print(beside(printable(dose.name), 0, "", terminal) + dose_card(store, dose, context) +
                      evenings_with(dose.plan, context) + plan_strip(terminal, dose, ahead));
        if (const auto* named = tables::find_aggravating(dose.substance); named != nullptr)
            context.print(beside("  legs", 12, describe(dose.substance, *named), terminal));
        return ExitCode::ok;
    }
    const DoseFacts facts{store, dose, context.clock()};
    const auto contents = content_records(dose);
    Record record{{"schema", "epsom/dose/1"}};
    for (auto& field : dose_record(facts, dose.contents.empty() ? nullptr : &dose.contents.front()))
        record.push_back(field);
    record.push_back({"contents", contents});
    for (auto& field : as_needed_fields(as_needed_now(facts.watched, context.clock())))
        record.push_back(std::move(field));
    add_run(record, dose.plan, context.clock());
    std::string out;
    append_json(out, record);
    context.print(out + "\n");
    return ExitCode::ok;
}

}  // namespace epsom
