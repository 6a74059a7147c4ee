// Days that were said to be complete, as the data file keeps them; and that the food of a day is seen whatever nutrient
// is asked for.

#include <SQLiteCpp/SQLiteCpp.h>

#include <doctest/doctest.h>

#include <map>

#include "full_store.hpp"
#include "paths.hpp"
#include "store/page_checksum.hpp"
#include "store/schema.hpp"
#include "store_fixture.hpp"
#include "temporary.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

void declare(Store& store, std::string_view on, Source source) {
    Change change{store, utc("2026-11-20T21:00")};
    change.put(CompleteDay{day(on), source});
    change.commit("log complete");
}

DayLedger ledger_of(const Store& store, std::string_view on, Nutrient nutrient = Nutrient::magnesium) {
    return ledger_on(store, day(on), nutrient);
}

/// The ledgers of one nutrient alone, as a report of it asks.
std::string alone(const Store& store, Nutrient nutrient, DayRange range = always) {
    std::string text;
    store.for_each_day(range, std::array{nutrient}, [&](Day on, const DayLedgers& ledgers) {
        const DayLedger& ledger = ledgers[0];
        text += spell_day(on) + (ledger.logged ? " logged " : " ") + std::to_string(ledger.food.nanograms()) +
                (ledger.food_logged ? " food" : "") + (ledger.food_complete ? " complete" : "") +
                (ledger.lacks_value ? " lacks" : "") + "\n";
    });
    return text;
}
std::string together(const Store& store, Nutrient nutrient, DayRange range = always) {
    std::string text;
    store.for_each_day(range, some_nutrients, [&](Day on, const DayLedgers& ledgers) {
        const DayLedger& ledger = *ledgers.of(nutrient);
        text += spell_day(on) + (ledger.logged ? " logged " : " ") + std::to_string(ledger.food.nanograms()) +
                (ledger.food_logged ? " food" : "") + (ledger.food_complete ? " complete" : "") +
                (ledger.lacks_value ? " lacks" : "") + "\n";
    });
    return text;
}

/// A food that says something of `known` alone, as other programs' files have it.
Intake food_with(std::string_view local, std::initializer_list<Nutrient> known) {
    Intake food = almonds("30g", local);
    std::erase_if(food.contents,
        [&](const Content& content) { return std::ranges::find(known, content.nutrient) == known.end(); });
    return food;
}

}  // namespace

TEST_CASE("a complete day is handed out between the logged ones, with nothing in it") {
    Store store = Store::in_memory();
    logged(store, glycinate("200mg", "2026-10-20 21:30"));
    logged(store, glycinate("200mg", "2026-10-22 21:30"));
    for (const char* on : {"2026-10-19", "2026-10-21", "2026-10-22", "2026-10-24"}) declare(store, on, Source::food);
    declare(store, "2026-10-21", Source::supplement);
    declare(store, "2026-10-23", Source::supplement);
    CHECK(alone(store, Nutrient::magnesium) ==
          "2026-10-19 logged 0 complete\n2026-10-20 logged 0\n2026-10-21 logged 0 complete\n"
          "2026-10-22 logged 0 complete\n2026-10-23 logged 0\n2026-10-24 logged 0 complete\n");
    CHECK(alone(store, Nutrient::magnesium, {day("2026-10-20"), day("2026-10-21")}) ==
          "2026-10-20 logged 0\n2026-10-21 logged 0 complete\n");
    CHECK(alone(store, Nutrient::magnesium, {day("2026-10-23"), day("2026-10-30")}) ==
          "2026-10-23 logged 0\n2026-10-24 logged 0 complete\n");
    CHECK(ledger_of(store, "2026-10-21").logged);
    CHECK_FALSE(ledger_of(store, "2026-10-25").logged);
    CHECK(store.first_day() == day("2026-10-19"));
    CHECK(store.faults().empty());
}

TEST_CASE("what was declared is taken back, brought back, and leaves a tombstone") {
    Store store = Store::in_memory();
    declare(store, "2026-10-20", Source::food);
    const std::string declared = content_of(store);
    CHECK(store.undo(utc("2026-11-20T21:01"))->title == "log complete");
    CHECK(store.complete_days(always).empty());
    store.redo(utc("2026-11-20T21:02"));
    CHECK(content_of(store) == declared);
    Change change{store, utc("2026-11-20T21:03")};
    change.remove(CompleteDay{day("2026-10-20"), Source::food});
    change.commit("log complete --not");
    CHECK(store.complete_days(always).empty());
    std::string records;
    store.for_each_record(
        [&records](const Stored& record) { records += record.uuid + (record.removed() ? " removed\n" : "\n"); });
    CHECK(records == "2026-10-20 food removed\n");
    declare(store, "2026-10-20", Source::food);
    CHECK(content_of(store) == declared);
    CHECK(store.faults().empty());
}

TEST_CASE("two devices that declare the same day agree about it") {
    Store laptop = Store::in_memory(), phone = Store::in_memory();
    declare(laptop, "2026-10-20", Source::food);
    declare(phone, "2026-10-20", Source::food);
    const auto merge = [](Store& into, const Store& from) {
        Change change{into, utc("2026-11-20T22:00")};
        from.for_each_record([&change](const Stored& record) { change.merge(record); });
        change.commit("import");
    };
    merge(laptop, phone);
    CHECK(laptop.complete_days(always) == std::vector{CompleteDay{day("2026-10-20"), Source::food}});
    {
        Change change{phone, utc("2026-11-20T23:00")};
        change.remove(CompleteDay{day("2026-10-20"), Source::food});
        change.commit("log complete --not");
    }
    merge(laptop, phone);
    CHECK(laptop.complete_days(always).empty());
    CHECK(laptop.faults().empty());
}

TEST_CASE("a statement that is kept under another day, or about no source, is a fault") {
    const TemporaryDirectory directory;
    const auto faults_after = [&](const char* damage) {
        const fs::path file = directory / "epsom.db";
        fs::remove(file);
        {
            Store store = Store::open(file, Store::Access::write);
            declare(store, "2026-10-20", Source::food);
        }
        SQLite::Database{file.string(), SQLite::OPEN_READWRITE, 0, store::checked_files()}.exec(damage);
        std::string text;
        for (const auto& fault : Store::open(file, Store::Access::inspect).faults()) text += fault + "\n";
        return text;
    };
    CHECK(faults_after("SELECT 1") == "");
    CHECK(
        faults_after("UPDATE complete_day SET day = day + 1") == "complete-day records stored under another day: 1\n");
    CHECK(faults_after("UPDATE complete_day SET source = 0") == "complete-day records stored under another day: 1\n");
    CHECK(faults_after("UPDATE complete_day SET source = 2") ==
          "rows of an unknown kind: 1\ncomplete-day records stored under another day: 1\n");
    CHECK(faults_after("UPDATE complete_day SET stamp = 9000000000000000") ==
          "changes later than the database clock: 1\n");
}

TEST_CASE(
    "a food that has no row for a nutrient is food of its day, and nobody knows how much of the nutrient it holds") {
    Store store = Store::in_memory();
    logged(store, food_with("2026-10-20 08:00", {Nutrient::magnesium}));
    const DayLedger iron = ledger_of(store, "2026-10-20", Nutrient::iron);
    CHECK(iron.logged);
    CHECK(iron.food_logged);
    CHECK(iron.lacks_value);
    CHECK_FALSE(ledger_of(store, "2026-10-20", Nutrient::magnesium).lacks_value);
    CHECK(alone(store, Nutrient::iron) == "2026-10-20 logged 0 food lacks\n");
    CHECK(together(store, Nutrient::iron) == alone(store, Nutrient::iron));
}

TEST_CASE("two foods that know different nutrients leave both open") {
    Store store = Store::in_memory();
    logged(store, food_with("2026-10-20 08:00", {Nutrient::iron}));
    logged(store, food_with("2026-10-20 09:00", {Nutrient::magnesium}));
    for (const Nutrient nutrient : {Nutrient::magnesium, Nutrient::iron, Nutrient::folate})
        CHECK(ledger_of(store, "2026-10-20", nutrient).lacks_value);
}

TEST_CASE("a food that holds none of a nutrient by its table does not leave it open") {
    Store store = Store::in_memory();
    logged(store, almonds("30g", "2026-10-20 08:00"));
    CHECK(ledger_of(store, "2026-10-20", Nutrient::vitamin_d).food == Mass{});
    CHECK_FALSE(ledger_of(store, "2026-10-20", Nutrient::vitamin_d).lacks_value);
}

TEST_CASE("a nutrient asked for alone and all of them together give the same ledgers, whatever rows a food has") {
    std::mt19937 random{20261129};
    for (int trial = 0; trial < 30; ++trial) {
        Store store = Store::in_memory();
        std::vector<Intake> intakes;
        std::map<std::pair<Day, std::size_t>, bool> lacks;
        for (int i = 0; i < 20; ++i) {
            Intake intake = some_entry(random);
            std::erase_if(intake.contents, [&](const Content&) {
                return intake.source == Source::food && intake.contents.size() > 1 && random() % 3 == 0;
            });
            if (intake.contents.empty()) continue;
            for (std::size_t n = 0; n < some_nutrients.size(); ++n) {
                const auto row = std::ranges::find(intake.contents, some_nutrients[n], &Content::nutrient);
                const bool open = row == intake.contents.end() ? intake.source == Source::food : !row->amount;
                lacks[{intake.day, n}] |= intake.route == Route::oral && open;
            }
            intakes.push_back(std::move(intake));
        }
        log_all(store, intakes);
        declare(store, "2026-10-25", random() % 2 == 0 ? Source::food : Source::supplement);
        for (std::size_t n = 0; n < some_nutrients.size(); ++n) {
            REQUIRE(alone(store, some_nutrients[n]) == together(store, some_nutrients[n]));
            for (const auto& [key, expected] : lacks) {
                if (key.second == n) REQUIRE(ledger_on(store, key.first, some_nutrients[n]).lacks_value == expected);
            }
        }
    }
}

TEST_CASE("a file of an older schema that cannot be changed is read as one without complete days") {
    const TemporaryDirectory directory;
    const fs::path file = directory / "epsom.db";
    const auto make = [&] {
        fs::remove(file);
        SQLite::Database{file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE}.exec(
            bytes_of(data_path("schema_1.sql")));
    };
    make();
    const std::string bytes = bytes_of(file);
    const auto shown = [&](Store::Access access) {
        const Store store = Store::open(file, access);
        return content_of(store) + (store.is_announced("partial-food") ? "notice" : "");
    };
    const std::string peeked = shown(Store::Access::peek);
    CHECK(bytes_of(file) == bytes);
    CHECK(Store::open(file, Store::Access::inspect).faults().empty());
    CHECK(bytes_of(file) == bytes);
    {
        SQLite::Database other{file.string(), SQLite::OPEN_READWRITE};
        other.exec("BEGIN IMMEDIATE");  // another program is about to write
        CHECK(shown(Store::Access::read) == peeked);
        other.exec("ROLLBACK");
    }
    CHECK(shown(Store::Access::read) == peeked + "notice");  // there is food in it
    CHECK(SQLite::Database{file.string(), SQLite::OPEN_READONLY}.execAndGet("PRAGMA user_version").getInt() ==
          store::newest_schema());
    CHECK(Store::open(file, Store::Access::inspect).faults().empty());
}

TEST_CASE("a file of the second schema is brought up to date by whoever can, and read as it is by others") {
    const TemporaryDirectory directory;
    const fs::path file = directory / "epsom.db";
    write_second_schema(file);
    const std::string bytes = bytes_of(file);
    const std::string peeked = content_of(Store::open(file, Store::Access::peek));
    CHECK(Store::open(file, Store::Access::inspect).faults().empty());
    CHECK(bytes_of(file) == bytes);
    {
        const Store store = Store::open(file, Store::Access::read);
        CHECK(content_of(store) == peeked);
        CHECK(store.is_announced("partial-food"));
        CHECK(store.faults().empty());
    }
    Store store = Store::open(file, Store::Access::write);
    declare(store, "2026-10-20", Source::food);
    CHECK(store.complete_days(always) == std::vector{CompleteDay{day("2026-10-20"), Source::food}});
    CHECK(store.faults().empty());
}

TEST_CASE("a file without food has nothing to say about it after an upgrade") {
    const TemporaryDirectory directory;
    const fs::path file = directory / "epsom.db";
    SQLite::Database{file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE}.exec(
        bytes_of(data_path("schema_1.sql")) + "DELETE FROM content WHERE source = 1;");
    CHECK_FALSE(Store::open(file, Store::Access::read).is_announced("partial-food"));
    CHECK_FALSE(Store::in_memory().is_announced("partial-food"));
}
