#include <doctest/doctest.h>

#include <array>
#include <string>

#include "../nutrients.hpp"
#include "epsom/domain/amounts/nutrient.hpp"
#include "epsom/exchange/records.hpp"
#include "full_store.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

Nutrient cocoa() { return own_ingredient({{}, "cocoa-powder", "Cocoa powder", "mg"}); }

Dose greens(Mass amount) {
    Dose dose{.name = "greens", .contents = {{cocoa(), amount, "", Basis::label}}};
    dose.created = berlin().at(utc("2026-10-01T08:00"));
    return dose;
}

void add(Store& store, Dose dose) {
    Change change{store, utc("2026-11-20T20:00")};
    change.put(dose);
    change.commit("dose add " + dose.name);
}

std::string all_of(const Store& store) {
    std::string text;
    store.for_each_record([&text](const Stored& record) { text += exchange::export_line(record); });
    return text;
}

void merge(Store& into, const Store& from) {
    Change change{into, utc("2026-11-20T21:00")};
    from.for_each_record([&](const Stored& record) {
        const auto read = exchange::read_export_line(exchange::export_line(record));
        REQUIRE(read.has_value());
        REQUIRE(read->has_value());
        (void)change.merge(**read);
    });
    change.commit("import");
}

Nutrient only_own(const Store& store) {
    const auto own = store.own_ingredients();
    REQUIRE(own.size() == 1);
    return own.front();
}

}  // namespace

TEST_CASE("an ingredient of the user's own is on file with the first thing that contains it, and goes with its undo") {
    Store store = Store::in_memory();
    CHECK(store.own_ingredients().empty());
    add(store, greens(500_mg));
    const Nutrient own = only_own(store);
    CHECK(info(own).label == "Cocoa powder");
    CHECK(store.own_ingredient_named("COCOA Powder") == own);
    CHECK(store.doses()[0].contents[0].nutrient == own);
    REQUIRE(store.undo(utc("2026-11-20T20:01")));
    CHECK(store.own_ingredients().empty());
    REQUIRE(store.redo(utc("2026-11-20T20:02")));
    CHECK(info(store.doses()[0].contents[0].nutrient).key == "cocoa-powder");
}

TEST_CASE("a renamed ingredient has its new name in everything that contains it") {
    Store store = Store::in_memory();
    add(store, greens(500_mg));
    Intake taken = *make_intake(store.doses()[0], {}, {}, Count{1}, {});
    taken.moment = berlin().at(utc("2026-10-20T08:00"));
    taken.day = day("2026-10-20");
    const Intake entry = logged(store, taken);
    {
        Change change{store, utc("2026-11-20T20:05")};
        change.rename(only_own(store), "raw-cocoa", "Raw cocoa");
        change.commit("dose ingredient rename cocoa-powder");
    }
    CHECK(info(store.intake(entry.id)->contents[0].nutrient).key == "raw-cocoa");
    CHECK(info(store.doses()[0].contents[0].nutrient).key == "raw-cocoa");
    CHECK(ledger_on(store, day("2026-10-20"), only_own(store)).supplement == 500_mg);
    REQUIRE(store.undo(utc("2026-11-20T20:06")));
    CHECK(info(store.intake(entry.id)->contents[0].nutrient).key == "cocoa-powder");
    CHECK(store.faults().empty());
}

TEST_CASE("devices that made the same ingredient, or renamed it, agree after they have met, in either order") {
    Store phone = Store::in_memory();
    Store laptop = Store::in_memory();
    add(phone, greens(500_mg));
    Dose other = greens(250_mg);
    other.name = "shake";
    add(laptop, other);
    {
        Change change{laptop, utc("2026-11-20T20:30")};
        change.rename(only_own(laptop), "raw-cocoa", "Raw cocoa");
        change.commit("dose ingredient rename cocoa-powder");
    }
    Store one = Store::in_memory();
    merge(one, phone);
    merge(one, laptop);
    Store two = Store::in_memory();
    merge(two, laptop);
    merge(two, phone);
    merge(two, laptop);
    CHECK(all_of(one) == all_of(two));
    CHECK(info(only_own(one)).key == "raw-cocoa");
    for (const Dose& dose : one.doses()) CHECK(dose.contents[0].nutrient == only_own(one));
    CHECK(one.faults().empty());
}

TEST_CASE("an ingredient that something contains stays when another device removed it") {
    Store phone = Store::in_memory();
    add(phone, greens(500_mg));
    Change change{phone, utc("2026-11-20T21:00")};
    Stored removal{.kind = RecordKind::ingredient,
        .uuid = own_value(only_own(phone)).uuid,
        .stamp = 9'000'000'000'000'000,
        .content = Tombstone{}};
    CHECK(change.merge(removal) == Merged::known);
    change.commit("import");
    CHECK(phone.own_ingredients().size() == 1);
}

TEST_CASE("amounts of different measures are never added") {
    Store store = Store::in_memory();
    const Nutrient protease = *find_nutrient("protease");
    for (const char* amount : {"25 SAPU", "45000 HUT", "10 SAPU"})
        logged(store, entry(protease, amount, "2026-10-20 08:00"));
    const Nutrient sapu = only_own(store);
    CHECK(info(sapu).key == "protease-sapu");
    CHECK(ledger_on(store, day("2026-10-20"), sapu).supplement == Mass::from_nanograms(35'000));
    CHECK(ledger_on(store, day("2026-10-20"), protease).supplement == Mass::from_nanograms(45'000'000));
}

TEST_CASE("an entry says nothing of an ingredient that came to the list after its label was entered") {
    Store store = Store::in_memory();
    Dose old{.name = "multi", .contents = {{Nutrient::magnesium, 100_mg, "", Basis::label}}};
    old.edition = 1;
    add(store, old);
    Intake taken = *make_intake(store.doses()[0], {}, {}, Count{1}, {});
    CHECK(taken.edition == 1);
    taken.moment = berlin().at(utc("2026-10-20T08:00"));
    taken.day = day("2026-10-20");
    logged(store, taken);
    CHECK(ledger_on(store, day("2026-10-20"), Nutrient::zinc).lacks_value);
    CHECK_FALSE(ledger_on(store, day("2026-10-20"), Nutrient::iron).lacks_value);
    CHECK_FALSE(ledger_on(store, day("2026-10-20"), *find_nutrient("melatonin")).lacks_value);
    // What is logged by its own name is all that it is, whenever it was.
    Intake oxide = entry(tables::find_compound("oxide"), "100mg", "2026-10-21 08:00");
    oxide.edition = 1;
    logged(store, oxide);
    CHECK_FALSE(ledger_on(store, day("2026-10-21"), Nutrient::zinc).lacks_value);
}

TEST_CASE("imported foods of an older schema, and what undo would bring back of them, keep their amounts") {
    const TemporaryDirectory directory;
    const fs::path file = directory / "epsom.db";
    write_second_schema(file);
    SQLite::Database{file.string(), SQLite::OPEN_READWRITE, 0, store::checked_files()}.exec(
        "INSERT INTO food VALUES ('f1', 5, 'oats', 'Oats', 'a table', 138000000, NULL, 52000000, 0, NULL, 44000);"
        "INSERT INTO change(id, at, title, undone, imported) VALUES (900, 1, 'import usda-fdc', 0, 1);"
        "INSERT INTO change_row(change, place, kind, uuid, image) VALUES"
        " (900, 1, 5, 'f1', '[4,\"oats\",\"Oats\",\"an older table\",1000000,null,null,null,null,2000]')");
    const auto peeked = Store::open(file, Store::Access::peek).food("oats");
    Store store = Store::open(file, Store::Access::write);
    const auto oats = store.food("oats");
    REQUIRE(oats);
    CHECK(oats == peeked);
    Amounts expected;
    expected.set(Nutrient::magnesium, 138_mg);
    expected.set(Nutrient::calcium, 52_mg);
    expected.set(Nutrient::vitamin_d, Mass{});
    expected.set(Nutrient::folate, 44_ug);
    CHECK(oats->per_100g == expected);
    CHECK(store.faults().empty());
    REQUIRE(store.undo(utc("2026-11-20T20:06")));
    const auto before = store.food("oats");
    REQUIRE(before);
    CHECK(before->source == "an older table");
    Amounts older;
    older.set(Nutrient::magnesium, 1_mg);
    older.set(Nutrient::folate, 2_ug);
    CHECK(before->per_100g == older);
}
