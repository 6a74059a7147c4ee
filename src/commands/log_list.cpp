#include "log_list.hpp"

#include "epsom/text/text.hpp"
#include "session/entries.hpp"
#include "session/periods.hpp"

namespace epsom {

void LogList::options(Options& options) {
    options.operands("[PERIOD]", period_)
        .offer({Offer::period}, each_place)
        .value("--format", format_, "FORMAT", record_formats_help)
        .words(record_choices)
        .examples("  epsom log list\n  epsom log list last-week --format csv\n");
}

ExitCode LogList::run(Context& context) {
    const auto format = parse_record_format(format_);
    if (!format) return context.refuse(format.error());
    const Store store = context.open(Store::Access::read);
    const auto range = read_entry_range(period_.empty() ? "7d" : joined(period_), context, store);
    if (!range) return context.refuse(range.error());
    if (*format == Format::text && !store.first_day()) {
        context.print("No entries yet.\n");
        return ExitCode::ok;
    }
    write_entries(
        store, *range, *format, context.terminal(), context.clock().now, context.clock().zone, context.out(*format));
    return ExitCode::ok;
}

}  // namespace epsom
