#include "entries.hpp"

#include <charconv>

#include "epsom/render/fields.hpp"
#include "epsom/text/text.hpp"

namespace epsom {

Result<Intake> find_entry(const std::string& text, const Store& store) {
    const bool by_place = text.starts_with('@');
    const std::string_view digits = std::string_view{text}.substr(by_place ? 1 : 0);
    std::int64_t number = 0;
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (failed != std::errc{} || end != digits.data() + digits.size() || digits.front() == '-' || number < 1) {
        return Error{in_quotes(text) + " is not an entry",
            "give its number, such as 12, or @1 for the last one logged; 'epsom log list' shows the numbers"};
    }
    const auto found = by_place ? store.latest(number) : store.intake(number);
    if (found) return *found;
    return Error{"no entry " + in_quotes(text), "'epsom log list all' shows every entry"};
}

void write_entries(const Store& store, DayRange range, Format format, const Terminal& terminal, Instant now,
    const Zone& zone, const Write& write) {
    if (format == Format::text) {
        std::vector<Intake> intakes;
        store.for_each_intake(range, [&](const Intake& intake) { intakes.push_back(intake); });
        write(entries_page(terminal, intakes, range, zone));
        return;
    }
    const auto writer = record_writer(format, write);
    writer->begin({{"schema", "epsom/report-entries/1"}, {"generated_at", spell_moment(zone.at(now))},
                      {"from", spell_day(range.from)}, {"to", spell_day(range.to)}},
        entry_columns());
    store.for_each_intake(range, [&](const Intake& intake) {
        if (info(format).nests) {
            writer->row(nested_entry(intake));
        } else {
            for_each_row(intake, [&](const EntryFields& row) { writer->row(row); });
        }
    });
    writer->end({});
}

}  // namespace epsom
