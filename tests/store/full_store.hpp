#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdlib>
#include <string>

#include "epsom/text/text.hpp"
#include "paths.hpp"
#include "store/page_checksum.hpp"
#include "store/schema_steps.hpp"
#include "store_fixture.hpp"
#include "temporary.hpp"

/// A data file with something of every kind, for what breaks files.
namespace epsom::test {

/// With EPSOM_FAULTS=all in the environment every case is tried, else a sample.
inline bool all() {
    const char* const asked = std::getenv("EPSOM_FAULTS");
    return asked != nullptr && std::string_view{asked} == "all";
}

/// For what breaks a file below its checksums.
inline SQLite::Database checked_sql(const fs::path& file) {
    return {file.string(), SQLite::OPEN_READWRITE, 0, store::checked_files()};
}

/// A file of the first schema, or of an older one than today's, of which all but the first had checksums. What a schema
/// added has a value in some row.
inline void write_schema(const fs::path& file, int version) {
    SQLite::Database db{file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, 0, store::checked_files()};
    if (version > 1) store::want_checksums(db);
    db.exec(bytes_of(data_path("schema_1.sql")));
    for (int step = 1; step < version; ++step) db.exec(store::steps[static_cast<std::size_t>(step)].sql);
    if (version >= 5) db.exec("UPDATE intake SET detail = 'salted' WHERE id = 3");
    if (version >= 6) db.exec("UPDATE dose SET sets = 'evening' || char(10) || 'travel', low = 14");
    db.exec("PRAGMA user_version = " + std::to_string(version));
}

/// The schema that 0.1.0 wrote.
inline void write_second_schema(const fs::path& file) { write_schema(file, 2); }

/// Something of every kind, some of it taken back.
inline void fill(Store& store) {
    Change profile{store, utc("2026-11-01T08:00")};
    profile.set("born", "1995-10-25");
    profile.set("sex", "female");
    profile.set("diet.magnesium", "250000000");
    profile.set("rule.iron.tea", "iron\ttea\t120");
    profile.set("food-log", "complete");
    profile.put(CompleteDay{Day{days{20'740}}, Source::food});
    profile.put(CompleteDay{Day{days{20'741}}, Source::supplement});
    profile.add_stage({LifeStage::pregnant, Day{days{20'500}}, Day{days{20'700}}});
    profile.commit("profile set");
    std::mt19937 random{7};
    std::vector<Intake> some;
    for (int i = 0; i < 40; ++i) some.push_back(some_entry(random));
    log_all(store, some);
    Dose calm;
    calm.name = "calm";
    calm.serving = {Count{2}, "capsules"};
    calm.contents = {{Nutrient::magnesium, Mass::from_nanograms(200'000'000), "glycinate", Basis::label}};
    calm.plan = *parse_plan("at 21:00 from 2026-11-10");
    calm.stock = Count{60};
    calm.sets = {"evening", "travel"};
    calm.low = days{14};
    calm.expires = Day{days{20'999}};
    calm.note = std::string(6000, 'n');  // runs over to other pages
    {
        Change change{store, utc("2026-11-10T08:00")};
        change.put(calm);
        Skip skip{.dose = calm.uuid, .day = Day{days{20'760}}, .time = minutes{1260}, .note = "away"};
        change.put(skip);
        StoredFood oats{"Oats", "a table", {}};
        oats.per_100g.set(Nutrient::magnesium, 1_g);
        change.merge_food("0a4b2f78-926e-4ec6-a4e8-7fb7bb0d3ab2", oats);
        change.commit("dose add calm");
    }
    const Intake gone = logged(store, glycinate("100mg", "2026-10-20 08:00"));
    {
        Change change{store, utc("2026-11-20T21:30")};
        change.remove(gone);
        change.remove(CompleteDay{Day{days{20'741}}, Source::supplement});
        change.commit("log remove");
    }
    Intake drawn{.moment = berlin().at(utc("2026-10-21T07:00")), .day = Day{days{20'747}}, .what = "ferritin"};
    drawn.kind = Taken::lab;
    drawn.unit = "ng/mL";
    drawn.detail = "45 in 15..150";
    logged(store, drawn);
    logged(store, almonds("30g", "2026-10-21 08:00"));
    store.undo(utc("2026-11-20T22:00"));
    store.announce([](auto) { return Store::Announced{{"dose-due calm", utc("2026-11-20T21:00")}}; });
}

/// Everything that epsom reads of a file.
inline std::string everything(const Store& store) {
    std::string text = content_of(store) + ledgers_of(store);
    for (const Dose& dose : store.doses()) {
        text += dose.name + " " + dose.serving.unit + " " + spell(dose.plan) + " " + dose.note + " " +
                (dose.stock ? spell(*dose.stock) : "-") + " " + joined(dose.sets, "+") +
                (dose.low ? " low " + std::to_string(dose.low->count()) : "") +
                (dose.expires ? " expires " + spell_day(*dose.expires) : "") + "\n";
        for (const auto& intake : store.intakes_of(dose, Instant{})) text += std::to_string(intake.id) + "\n";
        for (const auto& skip : store.skips_of(dose)) text += spell_day(skip.day) + skip.note + "\n";
    }
    for (const auto& rule : store.user_rules())
        text += rule.first + rule.second + std::to_string(rule.gap.count()) + "\n";
    store.for_each_record(
        [&text](const Stored& record) { text += record.uuid + " " + std::to_string(record.stamp) + "\n"; });
    for (const auto& food : store.foods_with({}, 100)) text += food.name + food.source + "\n";
    const auto undoable = store.undoable();
    const auto redoable = store.redoable();
    return text + (undoable ? undoable->title : "-") + (redoable ? redoable->title : "-");
}

}  // namespace epsom::test
