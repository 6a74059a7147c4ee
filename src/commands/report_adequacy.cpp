#include "report_adequacy.hpp"

#include "epsom/render/adequacy.hpp"
#include "epsom/render/format.hpp"
#include "session/adequacy.hpp"

namespace epsom {

ExitCode report_adequacy(Context& context, const Store& store, const Authority& authority, DayRange range,
    std::span<const Nutrient> nutrients, bool explain, Format format, const Write& write) {
    const auto all = read_adequacy(store, context.profile(), authority, range, nutrients, context.clock().today());
    if (format == Format::text) {
        write(adequacy_page(context.terminal(), range, all, explain));
        return ExitCode::ok;
    }
    const auto writer = record_writer(format, write);
    writer->begin({{"schema", "epsom/report-adequacy/1"}, {"generated_at", spell_moment(context.clock().moment())},
                      {"from", spell_day(range.from)}, {"to", spell_day(range.to)}, {"reference", authority.key}},
        adequacy_columns());
    for (const NutrientAdequacy& nutrient : all) {
        for (const AdequacyLine& line : nutrient.lines) writer->row(adequacy_record(nutrient, line));
    }
    writer->end({});
    return ExitCode::ok;
}

}  // namespace epsom
