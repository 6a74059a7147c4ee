#include "epsom/exchange/records.hpp"

#include <memory>

#include "../nutrients.hpp"
#include "epsom/store/store.hpp"
#include "epsom/text/text.hpp"
#include "fuzz/target.hpp"
#include "raw.hpp"
#include "zones.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

/// Everything that a file hands out, looked at as the commands do.
void read_everything(const Store& store) {
    constexpr DayRange always{Day{days{-1'000'000}}, Day{days{1'000'000}}};
    store.for_each_record([](const Stored& record) {
        require(exchange::export_line(record).ends_with("}\n"), "what is on file can be exported");
    });
    const std::vector<Nutrient> every = test::every_nutrient();
    store.for_each_day(always, every, [](Day, const DayLedgers&) {});
    for (const Dose& dose : store.doses())
        require(store.intakes_of(dose, Instant{}).size() < 100 && !dose.name.empty(), "a dose has a name");
    store.for_each_intake(
        always, [](const Intake& intake) { require(intake.id > 0 && !intake.uuid.empty(), "an entry has a number"); });
    (void)store.user_rules();
    (void)store.first_day();
    require(store.faults().empty(), "what was taken in breaks no rule of the file");
    (void)store.profile();
}

}  // namespace

/// Lines of an export: each is refused with a sentence or says the same when it is written again; a file takes them all
/// in.
EPSOM_FUZZ_TARGET(records) {
    static Store store = Store::in_memory();
    auto change = std::make_unique<Change>(store, utc("2026-11-20T21:00"));
    for (const auto& line : split(bytes, '\n')) {
        const auto record = exchange::read_export_line(line);
        if (!record) {
            require(!record.error().message.empty() && record.error().message.size() < 1000, "a refusal is a sentence");
            continue;
        }
        if (!*record) continue;
        const std::string written = exchange::export_line(**record);
        require(raw_in(written).empty() && written.find('\n') == written.size() - 1, "a record is a line of text");
        const auto again = exchange::read_export_line(written);
        require(
            again && *again && exchange::export_line(**again) == written, "a written record is read back as the same");
        const Merged first = change->merge(**record);
        const Merged second = change->merge(**record);
        require(second == Merged::known || first == Merged::known, "what came a second time is known");
    }
    if (change->empty()) return;
    change->commit("import");
    change.reset();
    read_everything(store);
    require(store.undo(utc("2026-11-20T22:00")).has_value(), "an import can be taken back");
    require(store.faults().empty(), "what was taken back breaks no rule of the file");
}
