#include <sqlite3.h>

#include <filesystem>

#include "../nutrients.hpp"
#include "epsom/exchange/records.hpp"
#include "fuzz/typed.hpp"
#include "raw.hpp"

using namespace epsom;
using namespace epsom::test;

/// A damaged data file: three bytes say where a small one gets which byte. Reading it may fail with a sentence and in
/// no other way.
EPSOM_FUZZ_TARGET(store_file) {
    static const Prompt prompt;
    static const TemporaryDirectory home;
    static const fs::path file = home / "epsom.db";
    std::string damaged = prompt.bytes();
    for (; bytes.size() >= 3; bytes.remove_prefix(3)) {
        const std::size_t at =
            (static_cast<unsigned char>(bytes[0]) * 256U + static_cast<unsigned char>(bytes[1])) * 7 % damaged.size();
        damaged[at] = bytes[2];
    }
    write_file(file, damaged);
    const auto attempt = [](auto work) {
        try {
            work();
        } catch (const MachineError& error) {
            require(std::string_view{error.what()}.size() > 10 && raw_in(printable(error.what())).empty(),
                "a failure is a sentence");
        }
    };
    constexpr DayRange always{Day{days{-1'000'000}}, Day{days{1'000'000}}};
    const std::vector<Nutrient> every = test::every_nutrient();
    attempt([&] {
        const Store store = Store::open(file, Store::Access::read);
        attempt([&] { (void)store.profile(); });
        attempt([&] { store.for_each_day(always, every, [](Day, const DayLedgers&) {}); });
        attempt([&] { store.for_each_intake(always, [](const Intake&) {}); });
        attempt([&] { store.for_each_record([](const Stored& record) { (void)exchange::export_line(record); }); });
        attempt([&] {
            for (const Dose& dose : store.doses()) {
                (void)store.intakes_of(dose, Instant{});
                (void)store.skips_of(dose);
                (void)store.taken_from_stock(dose);
            }
        });
        attempt([&] { (void)store.latest(1); });
        attempt([&] { (void)store.breakdown(always, Nutrient::magnesium, Grouping::what); });
        attempt([&] { (void)store.user_rules(); });
        attempt([&] { (void)store.undoable(); });
        attempt([&] { (void)store.faults(); });
    });
    attempt([&] {
        Store store = Store::open(file, Store::Access::write);
        attempt([&] { (void)store.undo(utc("2026-11-20T21:00")); });
        attempt([&] {
            Change change{store, utc("2026-11-20T21:00")};
            Intake intake{.moment = {utc("2026-11-20T20:00"), 0s},
                .day = day("2026-11-20"),
                .what = "glycinate",
                .kind = Taken::compound,
                .servings = Count{1}};
            intake.contents = {{Nutrient::magnesium, Mass::from_nanograms(1), "glycinate", Basis::label}};
            change.put(intake);
            change.commit("log");
        });
    });
    for (const char* side : {"-journal", "-wal", "-shm"}) fs::remove(file.string() + side);
}
