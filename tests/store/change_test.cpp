#include <SQLiteCpp/SQLiteCpp.h>

#include <random>
#include <stdexcept>

#include <doctest/doctest.h>

#include "store/uuid_column.hpp"
#include "store_fixture.hpp"
#include "temporary.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

const Instant now = utc("2026-11-20T21:00");

std::string undone(Store& store) {
    const auto change = store.undo(now);
    return change ? change->title : "nothing";
}
std::string redone(Store& store) {
    const auto change = store.redo(now);
    return change ? change->title : "nothing";
}
void set(Store& store, std::string_view key, const std::optional<std::string>& value) {
    Change change{store, now};
    change.set(key, value);
    change.commit("set " + std::string{key});
}
void add_stage(Store& store, LifeStage stage, std::string_view from) {
    Change change{store, now};
    change.add_stage({stage, day(from), std::nullopt});
    change.commit("stage");
}

std::vector<Intake> all(const Store& store) {
    std::vector<Intake> intakes;
    store.for_each_intake(always, [&intakes](const Intake& intake) { intakes.push_back(intake); });
    return intakes;
}

/// One change of any kind, of one record or of several. False when it came to nothing.
bool change_something(Store& store, std::mt19937& random, const std::string& title) {
    const auto intakes = all(store);
    Change change{store, now};
    for (auto steps = 1 + random() % 3; steps > 0; --steps) {
        switch (random() % 8) {
            case 0:
            case 1:
            case 2: {
                Intake intake = some_entry(random);
                change.put(intake);
                break;
            }
            case 3:
            case 4: {
                if (intakes.empty()) break;
                Intake edited = some_entry(random);
                const Intake& old = intakes[random() % intakes.size()];
                edited.id = old.id;
                edited.uuid = old.uuid;
                change.put(edited);
                break;
            }
            case 5:
                if (!intakes.empty()) change.remove(intakes[random() % intakes.size()]);
                break;
            case 6: {
                constexpr std::array<std::string_view, 6> keys{
                    "born", "sex", "day-start", "diet.magnesium", "condition.kidney-disease", "anchor.breakfast"};
                constexpr std::array<std::string_view, 6> values{
                    "1995-10-25", "male", "240", "250000000", "1", "07:30;sat,sun=09:00"};
                const auto which = random() % keys.size();
                change.set(keys[which], random() % 3 == 0 ? std::nullopt : std::optional{std::string{values[which]}});
                break;
            }
            default:
                if (random() % 4 == 0) {
                    change.remove_stages();
                } else {
                    const Day from = day("2026-03-01") + days{random() % 3};
                    change.add_stage({random() % 2 == 0 ? LifeStage::pregnant : LifeStage::lactating, from,
                        random() % 2 == 0 ? std::nullopt : std::optional{from + days{30}}});
                }
        }
    }
    if (change.empty()) return false;
    change.commit(title);
    return true;
}

}  // namespace

TEST_CASE("undo takes back an entry, redo brings it back, with its number and uuid") {
    Store store = Store::in_memory();
    const std::string before = content_of(store);
    const Intake put = logged(store, glycinate("200mg", "2026-10-20 21:30"), "log glycinate");
    const std::string after = content_of(store);
    CHECK(undone(store) == "log glycinate");
    CHECK(content_of(store) == before);
    CHECK(redone(store) == "log glycinate");
    CHECK(content_of(store) == after);
    CHECK(store.intake(put.id)->uuid == put.uuid);
}

TEST_CASE("undo takes back an edit, and the entry keeps its number and uuid") {
    Store store = Store::in_memory();
    Intake intake = logged(store, glycinate("200mg", "2026-10-20 21:30"));
    const std::string before = content_of(store);
    intake.contents[0].amount = 300_mg;
    intake.day = day("2026-10-19");
    logged(store, intake, "edit");
    CHECK(store.intake(intake.id)->contents[0].amount == 300_mg);
    CHECK(store.intake(intake.id)->uuid == intake.uuid);
    CHECK(ledger_on(store, day("2026-10-19")).supplement == 300_mg);
    CHECK_FALSE(ledger_on(store, day("2026-10-20")).logged);
    CHECK(undone(store) == "edit");
    CHECK(content_of(store) == before);
}

TEST_CASE("undo brings a removed entry back") {
    Store store = Store::in_memory();
    const Intake intake = logged(store, almonds("30g", "2026-10-20 08:00"));
    const std::string before = content_of(store);
    {
        Change change{store, now};
        change.remove(intake);
        change.commit("remove");
    }
    CHECK(all(store).empty());
    CHECK(ledgers_of(store) == "");
    CHECK(undone(store) == "remove");
    CHECK(content_of(store) == before);
    CHECK(redone(store) == "remove");
    CHECK(all(store).empty());
}

TEST_CASE("a skip that was taken back leaves a sound file, and comes back") {
    Store store = Store::in_memory();
    Dose calm;
    calm.name = "calm";
    {
        Change change{store, now};
        change.put(calm);
        change.commit("dose add calm");
    }
    {
        Change change{store, now};
        Skip skip{.dose = calm.uuid, .day = day("2026-11-20"), .time = minutes{1260}, .note = "away"};
        change.put(skip);
        change.commit("log skip calm");
    }
    CHECK(undone(store) == "log skip calm");
    CHECK(store.faults().empty());
    CHECK(redone(store) == "log skip calm");
    CHECK(store.skips_of(calm).size() == 1);
    CHECK(store.faults().empty());
}

TEST_CASE("what is removed leaves a tombstone for other devices, until it comes back") {
    const TemporaryDirectory directory;
    Store store = Store::open(directory / "epsom.db", Store::Access::write);
    const auto tombstones = [&directory] {
        SQLite::Database db{(directory / "epsom.db").string(), SQLite::OPEN_READONLY};
        store::add_uuid_functions(db);
        return db.execAndGet("SELECT coalesce(group_concat(uuid_text(uuid)), '') FROM tombstone").getString();
    };
    const Intake intake = logged(store, glycinate("200mg", "2026-10-20 21:30"));
    CHECK(tombstones() == "");
    {
        Change change{store, now};
        change.remove(intake);
        change.commit("remove");
    }
    CHECK(tombstones() == intake.uuid);
    undone(store);
    CHECK(tombstones() == "");
    redone(store);
    CHECK(tombstones() == intake.uuid);
    undone(store);
    undone(store);  // the entry itself: another device may have heard of it
    CHECK(tombstones() == intake.uuid);
    redone(store);
    CHECK(tombstones() == "");
    set(store, "sex", "female");
    set(store, "sex", std::nullopt);
    CHECK(tombstones() == "sex");
}

TEST_CASE("undo takes back settings, also those that replaced others") {
    Store store = Store::in_memory();
    set(store, "day-start", "240");
    set(store, "day-start", "300");
    set(store, "day-start", std::nullopt);
    CHECK(store.profile().day_start == 0min);
    CHECK(undone(store) == "set day-start");
    CHECK(store.profile().day_start == 5h);
    undone(store);
    CHECK(store.profile().day_start == 4h);
    undone(store);
    CHECK(store.profile().day_start == 0min);
    redone(store);
    redone(store);
    redone(store);
    CHECK(store.profile().day_start == 0min);
    CHECK(redone(store) == "nothing");
}

TEST_CASE("undo takes back life stages") {
    Store store = Store::in_memory();
    add_stage(store, LifeStage::pregnant, "2026-03-01");
    const std::string before = content_of(store);
    {
        Change change{store, now};
        change.remove_stages();
        change.commit("unset stage");
    }
    CHECK(store.profile().person.stages.empty());
    CHECK(undone(store) == "unset stage");
    CHECK(content_of(store) == before);
}

TEST_CASE("a stage of the same kind and first day takes the place of the one before, as one step") {
    Store store = Store::in_memory();
    add_stage(store, LifeStage::pregnant, "2026-03-01");
    const std::string before = content_of(store);
    {
        Change change{store, now};
        change.add_stage({LifeStage::pregnant, day("2026-03-01"), day("2026-11-09")});
        change.commit("end");
    }
    CHECK(store.profile().person.stages ==
          std::vector<Stage>{{LifeStage::pregnant, day("2026-03-01"), day("2026-11-09")}});
    CHECK(undone(store) == "end");
    CHECK(content_of(store) == before);
}

TEST_CASE("life stages that began together keep their order when they come back") {
    for (int trial = 0; trial < 10; ++trial) {  // uuids are random
        Store store = Store::in_memory();
        add_stage(store, LifeStage::pregnant, "2026-03-01");
        add_stage(store, LifeStage::lactating, "2026-03-01");
        add_stage(store, LifeStage::pregnant, "2026-03-01");
        const std::string before = content_of(store);
        {
            Change change{store, now};
            change.remove_stages();
            change.commit("unset stage");
        }
        undone(store);
        REQUIRE(content_of(store) == before);
        redone(store);
        undone(store);
        REQUIRE(content_of(store) == before);
    }
}

TEST_CASE("a change of many records is undone as one") {
    Store store = Store::in_memory();
    const std::string before = content_of(store);
    {
        Change change{store, now};
        for (const auto local : {"2026-10-20 08:00", "2026-10-20 21:30"}) {
            Intake intake = glycinate("200mg", local);
            change.put(intake);
        }
        change.set("sex", "female");
        change.commit("import");
    }
    CHECK(all(store).size() == 2);
    CHECK(undone(store) == "import");
    CHECK(content_of(store) == before);
}

TEST_CASE("a record that one change touches twice comes back as it was before both") {
    Store store = Store::in_memory();
    Intake intake = logged(store, glycinate("200mg", "2026-10-20 21:30"));
    const std::string before = content_of(store);
    {
        Change change{store, now};
        intake.note = "one";
        change.put(intake);
        change.remove(intake);
        Intake fresh = glycinate("1mg", "2026-10-20 22:30");
        change.put(fresh);
        change.remove(fresh);
        change.commit("twice");
    }
    CHECK(all(store).empty());
    undone(store);
    CHECK(content_of(store) == before);
}

TEST_CASE("without a change there is nothing to undo or redo") {
    Store store = Store::in_memory();
    CHECK(undone(store) == "nothing");
    CHECK(redone(store) == "nothing");
    CHECK_FALSE(store.undoable().has_value());
    CHECK_FALSE(store.redoable().has_value());
}

TEST_CASE("changes are undone from the last to the first and redone from the first to the last") {
    Store store = Store::in_memory();
    for (const auto title : {"one", "two", "three"}) logged(store, glycinate("200mg", "2026-10-20 21:30"), title);
    CHECK(store.undoable()->title == "three");
    CHECK(undone(store) == "three");
    CHECK(undone(store) == "two");
    CHECK(store.undoable()->title == "one");
    CHECK(store.redoable()->title == "two");
    CHECK(redone(store) == "two");
    CHECK(undone(store) == "two");
    CHECK(undone(store) == "one");
    CHECK(undone(store) == "nothing");
    CHECK(redone(store) == "one");
    CHECK(redone(store) == "two");
    CHECK(redone(store) == "three");
    CHECK(redone(store) == "nothing");
}

TEST_CASE("a new change ends what can be redone") {
    Store store = Store::in_memory();
    logged(store, glycinate("200mg", "2026-10-20 21:30"), "one");
    logged(store, glycinate("200mg", "2026-10-20 21:30"), "two");
    undone(store);
    logged(store, glycinate("200mg", "2026-10-20 21:30"), "other");
    CHECK(redone(store) == "nothing");
    CHECK(undone(store) == "other");
    CHECK(undone(store) == "one");
}

TEST_CASE("numbers of entries that were taken back are not given again") {
    Store store = Store::in_memory();
    logged(store, glycinate("200mg", "2026-10-20 21:30"));
    const Intake second = logged(store, glycinate("200mg", "2026-10-20 21:30"));
    undone(store);
    CHECK(logged(store, glycinate("200mg", "2026-10-20 21:30")).id > second.id);
}

TEST_CASE("what was not committed did not happen") {
    const TemporaryDirectory directory;
    Store store = Store::open(directory / "epsom.db", Store::Access::write);
    logged(store, glycinate("200mg", "2026-10-20 21:30"));
    const std::string before = content_of(store);
    const std::string bytes = bytes_of(directory / "epsom.db");
    try {
        Change change{store, now};
        Intake intake = almonds("30g", "2026-10-20 08:00");
        change.put(intake);
        change.set("sex", "female");
        throw std::runtime_error{"the power failed"};
    } catch (const std::runtime_error&) {}
    CHECK(content_of(store) == before);
    CHECK(bytes_of(directory / "epsom.db") == bytes);
    CHECK(undone(store) == "log");
}

TEST_CASE("a change that is refused halfway leaves nothing of itself") {
    Store store = Store::in_memory();
    const Intake intake = logged(store, glycinate("200mg", "2026-10-20 21:30"));
    const std::string before = content_of(store);
    {
        Change change{store, now};
        Intake other = almonds("30g", "2026-10-20 08:00");
        change.put(other);
        Intake twin = glycinate("100mg", "2026-10-20 22:30");
        twin.id = intake.id;  // another entry's number
        CHECK_THROWS_AS(change.put(twin), MachineError);
    }
    CHECK(content_of(store) == before);
}

TEST_CASE("an empty change is none") {
    Store store = Store::in_memory();
    {
        Change change{store, now};
        change.set("sex", std::nullopt);  // which was not set
        change.remove_stages();           // of which there are none
        CHECK(change.empty());
        change.commit("nothing");
    }
    CHECK_FALSE(store.undoable().has_value());
}

TEST_CASE("setting what is already so can be taken back like any change") {
    Store store = Store::in_memory();
    set(store, "sex", "female");
    set(store, "sex", "female");
    undone(store);
    CHECK(store.profile().person.sex == Sex::female);
}

TEST_CASE(
    "whatever was changed, undoing and redoing walks through the same states, none of which breaks a rule of the "
    "file") {
    std::mt19937 random{20260229};
    for (int trial = 0; trial < 15; ++trial) {
        Store store = Store::in_memory();
        std::vector<std::string> states{content_of(store)};
        std::vector<std::string> ledgers{ledgers_of(store)};
        std::vector<std::string> titles;
        std::size_t at = 0;  // the present is states[at]
        for (int step = 0; step < 40; ++step) {
            const auto what = random() % 4;
            if (what == 0 && at > 0) {
                REQUIRE(undone(store) == titles[--at]);
            } else if (what == 1 && at < titles.size()) {
                REQUIRE(redone(store) == titles[at++]);
            } else {
                const std::string title = "change " + std::to_string(step);
                if (change_something(store, random, title)) {
                    states.resize(++at);
                    ledgers.resize(at);
                    titles.resize(at - 1);
                    states.push_back(content_of(store));
                    ledgers.push_back(ledgers_of(store));
                    titles.push_back(title);
                }
            }
            REQUIRE(content_of(store) == states[at]);
            REQUIRE(ledgers_of(store) == ledgers[at]);
            REQUIRE(store.faults() == std::vector<std::string>{});
        }
        while (at > 0) {
            REQUIRE(undone(store) == titles[--at]);
            REQUIRE(content_of(store) == states[at]);
        }
        REQUIRE(undone(store) == "nothing");
        while (at < titles.size()) {
            REQUIRE(redone(store) == titles[at++]);
            REQUIRE(content_of(store) == states[at]);
        }
        REQUIRE(redone(store) == "nothing");
    }
}

TEST_CASE("what an import adds and then changes or removes is gone after undo, and as it was after redo") {
    const TemporaryDirectory directory;
    const fs::path file = directory / "epsom.db";
    Store store = Store::open(file, Store::Access::write);
    logged(store, glycinate("200mg", "2026-10-20 21:30"));
    const auto told = [&store] {
        std::string text;
        store.for_each_record([&](const Stored& record) {
            text += record.uuid + " " + std::to_string(record.stamp) + (record.removed() ? " removed\n" : "\n");
        });
        for (const auto& intake : {store.latest(1), store.latest(2), store.latest(3)})
            text += intake ? std::to_string(intake->id) + intake->note + " " : "- ";
        return text;
    };
    const std::string before = told();
    std::vector<Intake> added;
    for (int i = 0; i < 5; ++i) {
        added.push_back(glycinate(std::to_string(100 + i) + "mg", "2026-10-21 21:30"));
        added.back().uuid = "0a4b2f78-926e-4ec6-a4e8-7fb7bb0d3ab" + std::to_string(i);
    }
    {
        Change change{store, utc("2026-11-20T21:30"), Change::Kind::imported};
        for (int i = 0; i < 4; ++i) CHECK(change.add_once(added[static_cast<std::size_t>(i)]) == Merged::added);
        CHECK(change.add_once(added[0]) == Merged::known);
        added[1].note = "corrected";
        change.put(added[1]);
        change.remove(added[2]);
        CHECK(change.add_once(added[2]) == Merged::known);  // it was removed
        CHECK(change.add_once(added[4]) == Merged::added);
        change.commit("import");
    }
    const std::string after = told();
    CHECK(after != before);
    for (int round = 0; round < 2; ++round) {
        REQUIRE(store.undo(utc("2026-11-20T22:00")));
        CHECK(told() == before);
        REQUIRE(store.redo(utc("2026-11-20T22:01")));
        CHECK(told() == after);
    }
    CHECK(store.faults().empty());
}
