#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "epsom/exchange/records.hpp"
#include "epsom/store/store.hpp"

using namespace epsom;
using namespace std::chrono_literals;

namespace {

constexpr Instant start{seconds{1'795'132'800}};  // 2026-11-20

std::vector<Stored> records_of(const Store& store) {
    std::vector<Stored> records;
    store.for_each_record([&](const Stored& record) { records.push_back(record); });
    return records;
}

/// A file's content as an export has it.
std::string content_of(const Store& store) {
    std::string text;
    for (const Stored& record : records_of(store)) text += exchange::export_line(record);
    return text;
}

void merge(Store& into, const std::vector<Stored>& records) {
    Change change{into, start};
    for (const Stored& record : records) change.merge(record);
    change.commit("import");
}

Intake some_intake(std::mt19937& random) {
    const auto at = start - minutes{random() % 10'000};
    Intake intake{.moment = {at, 3600s},
        .day = std::chrono::floor<std::chrono::days>(LocalTime{at.time_since_epoch() + 3600s}),
        .what = "glycinate",
        .kind = Taken::compound};
    intake.contents.push_back({Nutrient::magnesium,
        Mass::from_nanograms(static_cast<std::int64_t>(1 + random() % 400'000'000)), "glycinate", Basis::label});
    if (random() % 4 == 0) intake.detail = std::to_string(random() % 100) + " in 15..150";
    return intake;
}

/// One thing that a user does, at a moment of that device's own clock.
void act(Store& store, std::mt19937& random) {
    const Instant now = start + seconds{random() % 100};
    std::vector<Intake> intakes;
    store.for_each_intake({Day{std::chrono::days{0}}, Day{std::chrono::days{40'000}}},
        [&](const Intake& intake) { intakes.push_back(intake); });
    const auto pick = [&] { return intakes[random() % intakes.size()]; };
    switch (random() % 10) {
        case 0:
            if (!intakes.empty()) {
                Change change{store, now};
                change.remove(pick());
                change.commit("remove");
            }
            return;
        case 1:
            if (!intakes.empty()) {
                Change change{store, now};
                Intake intake = pick();
                intake.note = "edited " + std::to_string(random() % 1000);
                change.put(intake);
                change.commit("edit");
            }
            return;
        case 2: store.undo(now); return;
        case 3: store.redo(now); return;
        case 4: {
            Change change{store, now};
            change.set("born", random() % 3 == 0
                                   ? std::nullopt
                                   : std::optional{std::string{"19"} + std::to_string(50 + random() % 49) + "-01-01"});
            change.commit("profile");
            return;
        }
        case 5: {
            Change change{store, now};
            Dose dose{.name = "dose " + std::to_string(random() % 5),
                .contents = {{Nutrient::iron, 5_mg, "", Basis::label}},
                .sets = random() % 2 == 0 ? std::vector<std::string>{} : std::vector<std::string>{"evening", "travel"},
                .low = random() % 2 == 0 ? std::nullopt : std::optional{std::chrono::days{random() % 100}},
                .expires = random() % 2 == 0 ? std::nullopt : std::optional{Day{std::chrono::days{21'000}}},
                .created = {now, 0s}};
            change.put(dose);
            change.commit("dose");
            return;
        }
        case 6: {
            Change change{store, now};
            const Day from = std::chrono::floor<std::chrono::days>(LocalTime{now.time_since_epoch()}) -
                             std::chrono::days{random() % 300};
            change.add_stage({random() % 2 == 0 ? LifeStage::pregnant : LifeStage::lactating, from,
                random() % 2 == 0 ? std::nullopt : std::optional{from + std::chrono::days{200}}});
            change.commit("stage");
            return;
        }
        case 7: {
            Change change{store, now};
            const CompleteDay complete{std::chrono::floor<std::chrono::days>(LocalTime{now.time_since_epoch()}) -
                                           std::chrono::days{random() % 3},
                random() % 2 == 0 ? Source::food : Source::supplement};
            const auto declared = store.complete_days({complete.day, complete.day});
            if (std::ranges::find(declared, complete) == declared.end()) change.put(complete);
            else change.remove(complete);
            change.commit("complete");
            return;
        }
        default: {
            Change change{store, now};
            Intake intake = some_intake(random);
            change.put(intake);
            change.commit("log");
        }
    }
}

}  // namespace

TEST_CASE("an export taken into an empty file gives an equal export") {
    std::mt19937 random{20261120};
    for (int trial = 0; trial < 40; ++trial) {
        Store original = Store::in_memory();
        for (int i = 0; i < 25; ++i) act(original, random);
        Store copy = Store::in_memory();
        merge(copy, records_of(original));
        REQUIRE(content_of(copy) == content_of(original));
        REQUIRE(copy.faults().empty());
    }
}

TEST_CASE("every line of an export reads back as the record that it was") {
    std::mt19937 random{7};
    Store store = Store::in_memory();
    for (int i = 0; i < 200; ++i) act(store, random);
    for (const Stored& record : records_of(store)) {
        const std::string line = exchange::export_line(record);
        const auto read = exchange::read_export_line(line);
        REQUIRE(read.has_value());
        REQUIRE(read->has_value());
        CHECK(exchange::export_line(**read) == line);
    }
}

TEST_CASE("three devices that exchange everything agree, in any order and however often") {
    std::mt19937 random{20261121};
    for (int trial = 0; trial < 40; ++trial) {
        std::vector<Store> devices;
        Store shared = Store::in_memory();
        for (int i = 0; i < 10; ++i) act(shared, random);
        for (int i = 0; i < 3; ++i) {
            devices.push_back(Store::in_memory());
            merge(devices.back(), records_of(shared));
            for (int j = 0; j < 12; ++j) act(devices.back(), random);
        }
        std::vector<std::vector<Stored>> exports;
        for (const Store& device : devices) exports.push_back(records_of(device));
        std::optional<std::string> agreed;
        for (int round = 0; round < 4; ++round) {
            Store merged = Store::in_memory();
            std::vector<std::size_t> order{0, 1, 2, random() % 3, random() % 3};
            std::ranges::shuffle(order, random);
            for (const auto which : order) {
                auto records = exports[which];
                std::ranges::shuffle(records, random);
                merge(merged, records);
            }
            if (!agreed) agreed = content_of(merged);
            REQUIRE(content_of(merged) == *agreed);
        }
        // Each device comes to the same when it takes in the other two.
        for (std::size_t i = 0; i < 3; ++i) {
            merge(devices[i], exports[(i + 1) % 3]);
            merge(devices[i], exports[(i + 2) % 3]);
            REQUIRE(content_of(devices[i]) == *agreed);
            REQUIRE(devices[i].faults().empty());
        }
    }
}

TEST_CASE("what a merge brings in, undo takes back as if it had never been, so that it can come again") {
    std::mt19937 random{3};
    Store other = Store::in_memory();
    for (int i = 0; i < 20; ++i) act(other, random);
    Store store = Store::in_memory();
    for (int i = 0; i < 20; ++i) act(store, random);
    const std::string before = content_of(store);
    merge(store, records_of(other));
    const std::string after = content_of(store);
    store.undo(start);
    CHECK(content_of(store) == before);
    merge(store, records_of(other));
    CHECK(content_of(store) == after);
}

TEST_CASE("a removal wins over older edits, and a newer edit over the removal") {
    Store laptop = Store::in_memory();
    std::mt19937 random{1};
    Intake intake = some_intake(random);
    {
        Change change{laptop, start};
        change.put(intake);
        change.commit("log");
    }
    Store phone = Store::in_memory();
    merge(phone, records_of(laptop));
    {
        Change change{phone, start + 60s};
        change.remove(*phone.latest(1));
        change.commit("remove");
    }
    merge(laptop, records_of(phone));
    CHECK_FALSE(laptop.latest(1));
    {
        Change change{laptop, start + 120s};
        Intake edited = intake;
        edited.note = "newer";
        change.put(edited);
        change.commit("edit");
    }
    merge(phone, records_of(laptop));
    REQUIRE(phone.latest(1));
    CHECK(phone.latest(1)->note == "newer");
}

TEST_CASE("an import is taken back to the letter, whatever it begins with") {
    Store store = Store::in_memory();
    std::mt19937 random{7};
    Intake intake = some_intake(random);
    intake.uuid = "11111111-1111-8111-8111-111111111111";
    const std::string before = content_of(store);
    const auto import = [&] {
        Change change{store, start, Change::Kind::imported};
        Dose dose;
        dose.name = "calm";
        change.put(dose);
        Intake copy = intake;
        const Merged merged = change.add_once(copy);
        change.commit("import");
        return merged;
    };
    for (int round = 0; round < 2; ++round) {
        CHECK(import() == Merged::added);
        CHECK(import() == Merged::known);
        CHECK(store.undo(start));
        CHECK(store.undo(start));
        CHECK(content_of(store) == before);
    }
}
