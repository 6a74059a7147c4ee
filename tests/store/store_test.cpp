#include "epsom/store/store.hpp"

#include <SQLiteCpp/Database.h>
#include <sqlite3.h>

#include <map>
#include <random>
#include <set>

#include <doctest/doctest.h>

#include "store_fixture.hpp"
#include "temporary.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

std::vector<std::string> groups(
    const Store& store, Grouping by, Nutrient nutrient = Nutrient::magnesium, DayRange range = always) {
    std::vector<std::string> lines;
    for (const auto& row : store.breakdown(range, nutrient, by)) {
        lines.push_back(row.group + " " + spell_in_unit(row.amount, nutrient) + " in " + std::to_string(row.intakes));
    }
    return lines;
}
using Lines = std::vector<std::string>;

std::string found(const Store& store, DayRange range) {
    std::string text;
    store.for_each_intake(
        range, [&text](const Intake& intake) { text += intake.what + " " + spell_time(intake.moment.local()) + "; "; });
    return text;
}

}  // namespace

TEST_CASE("what was put on file comes back as it was") {
    Store store = Store::in_memory();
    std::mt19937 random{1};
    for (int trial = 0; trial < 200; ++trial) {
        const Intake put = logged(store, some_entry(random));
        const auto read = store.intake(put.id);
        REQUIRE(read.has_value());
        REQUIRE(spelled(*read) == spelled(put));
    }
}

TEST_CASE("an entry keeps the offset of its moment") {
    Store store = Store::in_memory();
    const Intake put = logged(store, glycinate("200mg", "2026-07-01T21:30:00-05:00"));
    CHECK(spell_moment(store.intake(put.id)->moment) == "2026-07-01T21:30:00-05:00");
}

TEST_CASE("each entry has a uuid of its own, random and of version 4") {
    Store store = Store::in_memory();
    std::set<std::string> seen;
    for (int i = 0; i < 200; ++i) {
        const std::string uuid = logged(store, glycinate("200mg", "2026-10-20 21:30")).uuid;
        REQUIRE(uuid.size() == 36);
        REQUIRE(uuid[14] == '4');
        REQUIRE(std::string_view{"89ab"}.find(uuid[19]) != std::string_view::npos);
        REQUIRE(seen.insert(uuid).second);
    }
}

TEST_CASE("a file that does not exist is read as an empty one and not made") {
    const TemporaryDirectory directory;
    const Store store = Store::open(directory / "none" / "epsom.db", Store::Access::read);
    CHECK(content_of(store) == content_of(Store::in_memory()));
    CHECK_FALSE(store.first_day().has_value());
    CHECK_FALSE(fs::exists(directory / "none"));
}

TEST_CASE("a file is made with its directories when something is written") {
    const TemporaryDirectory directory;
    const fs::path file = directory / "some" / "where" / "epsom.db";
    {
        Store store = Store::open(file, Store::Access::write);
        logged(store, glycinate("200mg", "2026-10-20 21:30"));
    }
    CHECK(found(Store::open(file, Store::Access::read), always) == "glycinate 21:30; ");
}

TEST_CASE("reading changes no byte of the file") {
    const TemporaryDirectory directory;
    const fs::path file = directory / "epsom.db";
    {
        Store store = Store::open(file, Store::Access::write);
        logged(store, glycinate("200mg", "2026-10-20 21:30"));
    }
    const std::string before = bytes_of(file);
    CHECK(content_of(Store::open(file, Store::Access::read)) != "");
    CHECK(bytes_of(file) == before);
}

TEST_CASE("two programs see each other's changes") {
    const TemporaryDirectory directory;
    Store one = Store::open(directory / "epsom.db", Store::Access::write);
    logged(one, glycinate("200mg", "2026-10-20 21:30"));
    Store other = Store::open(directory / "epsom.db", Store::Access::write);
    logged(other, glycinate("100mg", "2026-10-20 22:30"));
    CHECK(found(one, always) == "glycinate 21:30; glycinate 22:30; ");
    CHECK(content_of(one) == content_of(other));
}

TEST_CASE("a change that is not finished keeps nobody from reading") {
    const TemporaryDirectory directory;
    Store writer = Store::open(directory / "epsom.db", Store::Access::write);
    Change change{writer, utc("2026-11-20T21:00")};
    Intake intake = glycinate("200mg", "2026-10-20 21:30");
    change.put(intake);
    CHECK(found(Store::open(directory / "epsom.db", Store::Access::read), always) == "");
    change.commit("log");
    CHECK(found(Store::open(directory / "epsom.db", Store::Access::read), always) == "glycinate 21:30; ");
}

TEST_CASE("who opens a store to write keeps others from it until the change is on file or given up") {
    const TemporaryDirectory directory;
    const auto file = directory / "epsom.db";
    const auto waits = [&] {  // a second, not the five of epsom itself
        SQLite::Database other{file.string(), SQLite::OPEN_READWRITE, 1000};
        return other.tryExec("BEGIN IMMEDIATE") == SQLITE_BUSY;
    };
    Store first = Store::open(file, Store::Access::write);
    CHECK(waits());
    logged(first, glycinate("200mg", "2026-10-20 21:30"));
    CHECK_FALSE(waits());
    {
        Store second = Store::open(file, Store::Access::write);
        const Change change{second, utc("2026-11-20T21:00")};
        CHECK(waits());
    }
    CHECK_FALSE(waits());
    CHECK(found(first, always) == "glycinate 21:30; ");
}

TEST_CASE(
    "entries come by time, those of the same moment in the order in which they were logged; the latest was logged "
    "last") {
    Store store = Store::in_memory();
    for (const auto local : {"2026-10-21 21:30", "2026-10-20 08:00", "2026-10-20 21:30"})
        logged(store, glycinate("200mg", local));
    logged(store, almonds("30g", "2026-10-20 08:00"));
    CHECK(found(store, always) == "glycinate 08:00; almonds 08:00; glycinate 21:30; glycinate 21:30; ");
    CHECK(store.latest(1)->what == "almonds");
    CHECK(store.latest(3)->day == day("2026-10-20"));
    CHECK(store.latest(4)->day == day("2026-10-21"));
    CHECK_FALSE(store.latest(5).has_value());
    CHECK_FALSE(store.intake(99).has_value());
}

TEST_CASE("a period holds its days' entries, whatever the zone and the day start") {
    Store store = Store::in_memory();
    Intake late = glycinate("200mg", "2026-10-21 01:30");
    late.day = day("2026-10-20");  // the day started at 04:00
    logged(store, late);
    logged(store, glycinate("100mg", "2026-10-20T23:30:00-10:00"));
    logged(store, glycinate("100mg", "2026-10-20T00:30:00+13:00"));
    logged(store, glycinate("100mg", "2026-10-21 08:00"));
    CHECK(
        found(store, {day("2026-10-20"), day("2026-10-20")}) == "glycinate 00:30; glycinate 01:30; glycinate 23:30; ");
    CHECK(found(store, {day("2026-10-21"), day("2026-10-21")}) == "glycinate 08:00; ");
}

TEST_CASE("the first day is that of the earliest entry") {
    Store store = Store::in_memory();
    CHECK_FALSE(store.first_day().has_value());
    logged(store, glycinate("200mg", "2026-10-20 21:30"));
    logged(store, glycinate("200mg", "2026-10-19 21:30"));
    CHECK(store.first_day() == day("2026-10-19"));
}

TEST_CASE("a day's two ledgers are kept apart") {
    Store store = Store::in_memory();
    logged(store, glycinate("200mg", "2026-10-20 21:30"));
    logged(store, almonds("30g", "2026-10-20 08:00"));
    logged(store, entry(tables::find_compound("chloride-topical"), "150mg", "2026-10-20 22:00"));
    const DayLedger magnesium = ledger_on(store, day("2026-10-20"));
    CHECK(magnesium.logged);
    CHECK(magnesium.food_logged);
    CHECK_FALSE(magnesium.lacks_value);
    CHECK(magnesium.supplement == 200_mg);
    CHECK(magnesium.food == 81_mg);
    CHECK(magnesium.topical == 150_mg);
}

TEST_CASE("food was logged on a day whatever nutrient is asked for") {
    Store store = Store::in_memory();
    logged(store, entry(Nutrient::magnesium, "90mg", "2026-10-20 08:00", {.food = true}));
    const DayLedger iron = ledger_on(store, day("2026-10-20"), Nutrient::iron);
    CHECK(iron.logged);
    CHECK(iron.food_logged);
    CHECK(iron.lacks_value);
    CHECK(iron.food == Mass{});
}

TEST_CASE("food on the skin is no food that was eaten") {
    Store store = Store::in_memory();
    logged(store, entry(tables::find_food("almonds"), "30g", "2026-10-20 08:00", {.topical = true}));
    const DayLedger magnesium = ledger_on(store, day("2026-10-20"));
    CHECK_FALSE(magnesium.food_logged);
    CHECK(magnesium.topical == 81_mg);
    CHECK(magnesium.food == Mass{});
}

TEST_CASE("the folic acid of supplements is known apart from other folate") {
    Store store = Store::in_memory();
    logged(store, entry(Nutrient::folate, "400ug", "2026-10-20 08:00", {.folic_acid = true}));
    logged(store, entry(Nutrient::folate, "100ug", "2026-10-20 09:00"));
    const DayLedger folate = ledger_on(store, day("2026-10-20"), Nutrient::folate);
    CHECK(folate.supplement == 780_ug);
    CHECK(folate.supplement_forms.of(LimitForm::folic_acid) == 680_ug);
}

TEST_CASE("days without an entry are not handed out, and a silent day has an empty ledger") {
    Store store = Store::in_memory();
    logged(store, glycinate("200mg", "2026-10-20 21:30"));
    CHECK(ledgers_of(store, {day("2026-10-21"), day("2026-10-30")}) == "");
    CHECK_FALSE(ledger_on(store, day("2026-10-21")).logged);
    CHECK(ledger_on(store, day("2026-10-21")).day == day("2026-10-21"));
}

TEST_CASE("the ledgers are the sums of the entries") {
    std::mt19937 random{2};
    Store store = Store::in_memory();
    std::vector<Intake> intakes;
    for (int i = 0; i < 300; ++i) intakes.push_back(some_entry(random));
    log_all(store, intakes);
    std::map<Day, std::array<DayLedger, some_nutrients.size()>> sums;
    store.for_each_intake(always, [&sums](const Intake& intake) {
        for (std::size_t i = 0; i < some_nutrients.size(); ++i) {
            DayLedger& ledger = sums[intake.day][i];
            const bool oral = intake.route == Route::oral;
            ledger.food_logged = ledger.food_logged || (oral && intake.source == Source::food);
            const bool listed =
                std::ranges::find(intake.contents, some_nutrients[i], &Content::nutrient) != intake.contents.end();
            ledger.lacks_value = ledger.lacks_value || (oral && intake.source == Source::food && !listed);
            for (const Content& content : intake.contents) {
                if (content.nutrient != some_nutrients[i]) continue;
                if (!content.amount) {
                    ledger.lacks_value = ledger.lacks_value || oral;
                } else if (!oral) {
                    ledger.topical += *content.amount;
                } else if (intake.source == Source::food) {
                    ledger.food += *content.amount;
                } else {
                    ledger.supplement += *content.amount;
                    if (content.compound == folic_acid_key)
                        ledger.supplement_forms.add(LimitForm::folic_acid, *content.amount);
                }
            }
        }
    });
    for (const auto& [on, expected] : sums) {
        const DayLedgers ledgers = store.ledgers_on(on, some_nutrients);
        for (std::size_t i = 0; i < some_nutrients.size(); ++i) {
            REQUIRE(ledgers[i].supplement == expected[i].supplement);
            REQUIRE(ledgers[i].supplement_forms.of(LimitForm::folic_acid) ==
                    expected[i].supplement_forms.of(LimitForm::folic_acid));
            REQUIRE(ledgers[i].food == expected[i].food);
            REQUIRE(ledgers[i].topical == expected[i].topical);
            REQUIRE(ledgers[i].food_logged == expected[i].food_logged);
            REQUIRE(ledgers[i].lacks_value == expected[i].lacks_value);
        }
    }
    CHECK(sums.size() == 13);
}

TEST_CASE("the order in which entries were logged never changes a report") {
    std::mt19937 random{20240229};
    for (int trial = 0; trial < 40; ++trial) {
        std::vector<Intake> intakes;
        for (int i = 0; i < 25; ++i) intakes.push_back(some_entry(random));
        Store one = Store::in_memory();
        log_all(one, intakes);
        std::ranges::shuffle(intakes, random);
        Store other = Store::in_memory();
        log_all(other, intakes);
        REQUIRE(ledgers_of(one) == ledgers_of(other));
        for (const Grouping by : {Grouping::source, Grouping::what, Grouping::hour}) {
            for (const Nutrient nutrient : some_nutrients)
                REQUIRE(groups(one, by, nutrient) == groups(other, by, nutrient));
        }
    }
}

TEST_CASE("a nutrient's oral amount is broken down by source, thing and hour") {
    Store store = Store::in_memory();
    logged(store, glycinate("200mg", "2026-10-20 21:30"));
    logged(store, glycinate("100mg", "2026-10-20 21:59"));
    logged(store, almonds("30g", "2026-10-20 08:00"));
    logged(store, entry(tables::find_compound("chloride-topical"), "150mg", "2026-10-20 22:00"));
    CHECK(groups(store, Grouping::source) == Lines{"supplement 300 in 2", "food 81 in 1"});
    CHECK(groups(store, Grouping::what) == Lines{"glycinate 300 in 2", "almonds 81 in 1"});
    CHECK(groups(store, Grouping::hour) == Lines{"08 81 in 1", "21 300 in 2"});
    CHECK(groups(store, Grouping::what, Nutrient::vitamin_d).empty());
    CHECK(groups(store, Grouping::what, Nutrient::magnesium, {day("2026-10-21"), day("2026-10-22")}).empty());
}

TEST_CASE("the hour is that of the wall clock of then, also before 1970") {
    Store store = Store::in_memory();
    logged(store, glycinate("200mg", "2026-07-01T23:30:00-09:30"));
    logged(store, glycinate("100mg", "1969-12-31T22:30:00+01:00"));
    CHECK(groups(store, Grouping::hour) == Lines{"22 100 in 1", "23 200 in 1"});
}
