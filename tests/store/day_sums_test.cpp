#include "store/day_sums.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <random>

#include "full_store.hpp"
#include "store_fixture.hpp"
#include "temporary.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

const std::vector<Nutrient> wanted{Nutrient::magnesium, Nutrient::iron, Nutrient::folate, Nutrient::vitamin_a};

std::string told(const DayLedger& ledger) {
    std::string text = spell_day(ledger.day) + (ledger.food_logged ? " food" : "") +
                       (ledger.food_complete ? " complete" : "") + (ledger.lacks_value ? " lacks" : "");
    for (const Mass mass : {ledger.supplement, ledger.food, ledger.topical, ledger.food_part})
        text += " " + std::to_string(mass.nanograms());
    for (std::size_t form = 0; form < limit_form_count; ++form) {
        text +=
            " " + std::to_string(ledger.supplement_forms.of(LimitForm{static_cast<std::uint8_t>(form)}).nanograms());
        text += "+" + std::to_string(ledger.food_forms.of(LimitForm{static_cast<std::uint8_t>(form)}).nanograms());
    }
    return text + " " + std::to_string(ledger.food_of_no_form) + "\n";
}

std::string all_sums_of(const Store& store) {
    std::string text;
    store.for_each_day({Day{days{0}}, Day{days{40'000}}}, wanted, [&](Day, const DayLedgers& ledgers) {
        for (std::size_t i = 0; i < ledgers.size(); ++i) text += told(ledgers[i]);
    });
    return text;
}

}  // namespace

TEST_CASE("sums come back from their bytes, and bytes of other tables or damaged ones are not read") {
    const store::DaySums sums{{{0, Source::supplement, Route::oral, LimitForm::unsaid, 200_mg, 2, 1},
                                  {0, Source::food, Route::topical, LimitForm::synthetic, Mass{}, 1, 1},
                                  {40'000, Source::food, Route::oral, LimitForm::other, 1_g, 300, 0}},
        300};
    const std::string bytes = store::pack(sums);
    store::DaySums back;
    REQUIRE(store::unpack(bytes, back));
    CHECK(back == sums);
    REQUIRE(store::unpack(store::pack({}), back));
    CHECK(back == store::DaySums{});
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        // A cut between two sums leaves fewer of them: page checksums find that.
        if (store::unpack(std::string_view{bytes}.substr(0, size), back)) CHECK(back.sums.size() < sums.sums.size());
    }
    std::string other = bytes;
    other[0] = static_cast<char>(other[0] ^ 1);
    CHECK_FALSE(store::unpack(other, back));
    CHECK_FALSE(store::unpack(bytes + "\xFF", back));
    std::mt19937 random{27};
    for (int i = 0; i < 20'000; ++i) {
        std::string broken = bytes;
        broken[random() % broken.size()] = static_cast<char>(random());
        (void)store::unpack(broken, back);  // no arithmetic that overflows, no memory beyond the bytes
    }
}

TEST_CASE("the sums of each day are those of its entries, whatever happens to them") {
    const TemporaryDirectory directory;
    const fs::path file = directory / "epsom.db";
    Store store = Store::open(file, Store::Access::write);
    std::mt19937 random{270};
    for (int round = 0; round < 12; ++round) {
        std::vector<Intake> some;
        for (int i = 0; i < 20; ++i) {
            some.push_back(some_entry(random));
            some.back().day = Day{days{20'700 + static_cast<int>(random() % 12)}};
        }
        log_all(store, some);
        for (int i = 0; i < 6; ++i) {
            auto entry = store.latest(1 + static_cast<std::int64_t>(random() % 15));
            REQUIRE(entry);
            Change change{store, utc("2026-11-20T21:30")};
            if (random() % 3 == 0) {
                change.remove(*entry);
            } else {
                entry->day += days{static_cast<int>(random() % 3)};
                if (random() % 2 == 0 && !entry->contents.empty()) entry->contents.pop_back();
                change.put(*entry);
            }
            change.commit("edit");
        }
        if (round % 3 == 0) store.undo(utc("2026-11-20T22:00"));
        if (round % 6 == 0) store.redo(utc("2026-11-20T22:00"));
    }
    CHECK(store.faults().empty());
    const std::string kept = all_sums_of(store);
    CHECK(kept.size() > 4'000);
    // The same from the contents: rows of other tables are not read.
    checked_sql(file).exec("UPDATE day_sum SET sums = x'00'");
    CHECK(all_sums_of(Store::open(file, Store::Access::read)) == kept);
    CHECK(Store::open(file, Store::Access::inspect).faults().empty());
}

TEST_CASE("sums of an import are those of its entries, though days come again, are read, or lose an entry meanwhile") {
    const TemporaryDirectory directory;
    Store store = Store::open(directory / "epsom.db", Store::Access::write);
    std::mt19937 random{271};
    for (int round = 0; round < 30; ++round) {
        Change change{store, utc("2026-11-20T21:00"), Change::Kind::imported};
        int day = 20'700;
        std::vector<Intake> added;
        for (int i = 0; i < 40; ++i) {
            if (random() % 3 == 0) ++day;
            if (random() % 12 == 0) day -= 3;
            Intake entry = some_entry(random);
            entry.day = Day{days{day}};
            entry.uuid = "row " + std::to_string(round) + " " + std::to_string(i);
            REQUIRE(change.add_once(entry) == Merged::added);
            added.push_back(entry);
            if (random() % 20 == 0) change.remove(added[random() % added.size()]);
            if (random() % 20 == 0) change.put(added.back());
            if (random() % 20 == 0) CHECK_FALSE(all_sums_of(store).empty());
        }
        const std::string meanwhile = all_sums_of(store);
        if (round % 3 == 0) {  // given up, after an entry of a day that has no other
            Intake last = some_entry(random);
            last.day = Day{days{20'000 + round}};
            last.uuid = "last " + std::to_string(round);
            REQUIRE(change.add_once(last) == Merged::added);
            continue;
        }
        change.commit("import");
        CHECK(all_sums_of(store) == meanwhile);
        REQUIRE(store.faults().empty());
    }
}
