#include "schema.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <string>

#include "columns.hpp"
#include "epsom/store/store.hpp"
#include "impl.hpp"
#include "page_checksum.hpp"

namespace epsom::store {
namespace {

/// `user_version` counts the steps that a file has taken; steps are only ever appended.
///
/// A record (a setting, a stage, an intake with its contents) is known by its uuid and carries the stamp of its last
/// change: microseconds since 1970, never twice the same, so that the newer of two edits is known wherever it was made.
/// What was removed leaves a tombstone with the stamp of its end. `change` and `change_row` hold what undo needs: for
/// each record that a change touched, how it was before (see change.cpp). A reader that may not write to an older file
/// reads it as it is, with `stands_in` for what the step would have added.
struct Step {
    const char* sql;
    const char* stands_in;
};
// The text of a CREATE is compared with the one in the file: a line of it that is too long is broken between literals.
constexpr std::array steps{
    Step{R"sql(
CREATE TABLE clock (one INTEGER PRIMARY KEY CHECK (one = 1), stamp INTEGER NOT NULL) STRICT;
INSERT INTO clock VALUES (1, 0);

CREATE TABLE setting (key TEXT PRIMARY KEY, stamp INTEGER NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE stage (
  uuid TEXT PRIMARY KEY, stamp INTEGER NOT NULL,
  stage INTEGER NOT NULL, from_day INTEGER NOT NULL, until_day INTEGER) STRICT, WITHOUT ROWID;

CREATE TABLE intake (
  id INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL UNIQUE, stamp INTEGER NOT NULL,
  at INTEGER NOT NULL, utc_offset INTEGER NOT NULL, day INTEGER NOT NULL,
  what TEXT NOT NULL, kind INTEGER NOT NULL, dose TEXT, servings INTEGER NOT NULL, quantity INTEGER, unit TEXT NOT NULL,
  source INTEGER NOT NULL, route INTEGER NOT NULL, note TEXT NOT NULL, recorded INTEGER NOT NULL,
  value INTEGER, onset INTEGER, origin INTEGER NOT NULL) STRICT;
CREATE INDEX intake_by_time ON intake (day, at);
CREATE INDEX intake_of_dose ON intake (dose, at) WHERE dose IS NOT NULL;
CREATE INDEX intake_from_stock ON intake (dose, recorded) WHERE dose IS NOT NULL;

-- Stands in the order in which reports add up; day, source and route are those of the intake.
CREATE TABLE content (
  day INTEGER NOT NULL, nutrient INTEGER NOT NULL, source INTEGER NOT NULL, route INTEGER NOT NULL,
  intake INTEGER NOT NULL REFERENCES intake,
  amount INTEGER, compound TEXT NOT NULL, basis INTEGER NOT NULL,
  PRIMARY KEY (day, nutrient, source, route, intake)) STRICT, WITHOUT ROWID;
CREATE INDEX content_of_intake ON content (intake);

-- A dose as its label and its taker have it; the plan is text, as schedule.hpp spells it.
CREATE TABLE dose (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, stamp INTEGER NOT NULL,
  name TEXT NOT NULL, serving INTEGER NOT NULL, unit TEXT NOT NULL, source INTEGER NOT NULL, route INTEGER NOT NULL,
  substance TEXT NOT NULL, note TEXT NOT NULL, plan TEXT NOT NULL, most INTEGER, most_window INTEGER NOT NULL, )sql"
         R"sql(gap INTEGER NOT NULL,
  stock INTEGER, counted INTEGER NOT NULL, created_at INTEGER NOT NULL, created_offset INTEGER NOT NULL) STRICT;
CREATE TABLE dose_content (
  dose INTEGER NOT NULL REFERENCES dose, nutrient INTEGER NOT NULL, amount INTEGER, compound TEXT NOT NULL, )sql"
         R"sql(basis INTEGER NOT NULL,
  PRIMARY KEY (dose, nutrient)) STRICT, WITHOUT ROWID;

-- A slot that was left out on purpose.
CREATE TABLE skip (
  uuid TEXT PRIMARY KEY, stamp INTEGER NOT NULL, dose TEXT NOT NULL, day INTEGER NOT NULL, time INTEGER NOT NULL,
  note TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- Foods of imported tables, by name_key(); amounts in 100 g.
CREATE TABLE food (
  uuid TEXT PRIMARY KEY, stamp INTEGER NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL, source TEXT NOT NULL,
  magnesium INTEGER, iron INTEGER, calcium INTEGER, vitamin_d INTEGER, vitamin_b12 INTEGER, folate INTEGER) )sql"
         R"sql(STRICT, WITHOUT ROWID;
CREATE INDEX food_by_key ON food (key);

-- What `check --once` has said, and since when it is so; no part of what undo takes back.
CREATE TABLE announced (finding TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE tombstone (
  uuid TEXT PRIMARY KEY, kind INTEGER NOT NULL, stamp INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE change (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, title TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0,
  imported INTEGER NOT NULL) STRICT;
CREATE TABLE change_row (
  change INTEGER NOT NULL REFERENCES change, place INTEGER NOT NULL,
  kind INTEGER NOT NULL, uuid TEXT NOT NULL, image TEXT,
  PRIMARY KEY (change, place)) STRICT, WITHOUT ROWID;
)sql",
        ""},
    Step{"", ""},  // 2: pages carry checksums, see page_checksum.hpp; the tables are those of 1
    Step{R"sql(
ALTER TABLE skip ADD COLUMN at INTEGER;  -- when it was decided; null in what earlier versions wrote

-- The user said that all food (1), or all supplements (0), of the day is in the log.
CREATE TABLE complete_day (
  uuid TEXT PRIMARY KEY, stamp INTEGER NOT NULL, day INTEGER NOT NULL, source INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX complete_day_by_day ON complete_day (day, source);
-- Food that was logged used to be all food of its day: the next report says that it no longer is.
INSERT INTO announced(finding, at) SELECT 'partial-food', 0 FROM (SELECT 1 FROM content WHERE source = 1 AND
  route = 0 LIMIT 1);
)sql",
        "CREATE TEMP VIEW skip AS SELECT *, NULL AS at FROM main.skip;"
        "CREATE TEMP VIEW complete_day AS SELECT '' AS uuid, 0 AS stamp, 0 AS day, 0 AS source WHERE false"},
    Step{R"sql(
-- The list of ingredients that an entry, or the label of a dose, answers for: of one that came later it says nothing.
ALTER TABLE intake ADD COLUMN edition INTEGER NOT NULL DEFAULT 1;
ALTER TABLE dose ADD COLUMN edition INTEGER NOT NULL DEFAULT 1;

-- The user's own ingredients. Contents name them by their id, which is never given to another. Theirs begin where the
-- ids of the program's table end.
CREATE TABLE ingredient (
  id INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL UNIQUE, stamp INTEGER NOT NULL,
  key TEXT NOT NULL, name TEXT NOT NULL, unit TEXT NOT NULL) STRICT;
INSERT INTO sqlite_sequence(name, seq) VALUES ('ingredient', 32767);

-- A food has one row for each ingredient of which its table knows how much 100 g hold.
ALTER TABLE food RENAME TO food_of_six;
DROP INDEX food_by_key;
CREATE TABLE food (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, stamp INTEGER NOT NULL,
  key TEXT NOT NULL, name TEXT NOT NULL, source TEXT NOT NULL) STRICT;
CREATE INDEX food_by_key ON food (key, uuid);
CREATE TABLE food_amount (
  food INTEGER NOT NULL REFERENCES food, nutrient INTEGER NOT NULL, amount INTEGER NOT NULL,
  PRIMARY KEY (food, nutrient)) STRICT, WITHOUT ROWID;
INSERT INTO food(uuid, stamp, key, name, source) SELECT uuid, stamp, key, name, source FROM food_of_six ORDER BY uuid;
INSERT INTO food_amount(food, nutrient, amount)
  SELECT food.id, six.nutrient, six.amount FROM food JOIN (
    SELECT uuid, 0 AS nutrient, magnesium AS amount FROM food_of_six UNION ALL
    SELECT uuid, 1, iron FROM food_of_six UNION ALL
    SELECT uuid, 2, calcium FROM food_of_six UNION ALL SELECT uuid, 3, vitamin_d FROM food_of_six UNION ALL
    SELECT uuid, 4, vitamin_b12 FROM food_of_six UNION ALL SELECT uuid, 5, folate FROM food_of_six) AS six USING (uuid)
  WHERE six.amount IS NOT NULL ORDER BY food.id, six.nutrient;
DROP TABLE food_of_six;
-- Foods that undo would bring back have the same form.
UPDATE change_row SET image = json_array(image ->> 0, image ->> 1, image ->> 2, image ->> 3,
    (SELECT json_group_array(json_array(value, image ->> (value + 4))) FROM json_each('[0,1,2,3,4,5]')
      WHERE image ->> (value + 4) IS NOT NULL))
  WHERE kind = 5 AND image IS NOT NULL AND json_valid(image) AND json_array_length(image) = 10;
)sql",
        "CREATE TEMP VIEW intake AS SELECT *, 1 AS edition, '' AS detail FROM main.intake;"
        "CREATE TEMP VIEW dose AS SELECT *, 1 AS edition, '' AS sets, NULL AS low, NULL AS expires FROM main.dose;"
        "CREATE TEMP VIEW ingredient AS SELECT 0 AS id, '' AS uuid, 0 AS stamp, '' AS key, '' AS name, '' AS unit "
        "WHERE false;"
        "CREATE TEMP VIEW food AS SELECT row_number() OVER (ORDER BY uuid) AS id, uuid, stamp, key, name, source FROM "
        "main.food;"
        "CREATE TEMP VIEW food_amount AS SELECT six.id AS food, one.value AS nutrient,"
        " CASE one.value WHEN 0 THEN magnesium WHEN 1 THEN iron WHEN 2 THEN calcium WHEN 3 THEN vitamin_d WHEN 4 THEN "
        "vitamin_b12 ELSE folate END"
        " AS amount FROM (SELECT row_number() OVER (ORDER BY uuid) AS id, * FROM main.food) AS six JOIN "
        "json_each('[0,1,2,3,4,5]') AS one"
        " WHERE amount IS NOT NULL"},
    Step{R"sql(
-- What else an entry of the diary says, as text; see intake.hpp.
ALTER TABLE intake ADD COLUMN detail TEXT NOT NULL DEFAULT '';
-- Blood values are few, and every report asks for those of its period.
CREATE INDEX intake_of_lab ON intake (day, at) WHERE kind = 8;
)sql",
        // Of an older file the view of step 4 has it.
        "CREATE TEMP VIEW IF NOT EXISTS intake AS SELECT *, '' AS detail FROM main.intake"},
    Step{R"sql(
-- The names of the sets that a dose belongs to, a line each; days before it runs out; the last day of its supply.
ALTER TABLE dose ADD COLUMN sets TEXT NOT NULL DEFAULT '';
ALTER TABLE dose ADD COLUMN low INTEGER;
ALTER TABLE dose ADD COLUMN expires INTEGER;
)sql",
        "CREATE TEMP VIEW IF NOT EXISTS dose AS SELECT *, '' AS sets, NULL AS low, NULL AS expires FROM main.dose"},
};
constexpr int first_readable = 1;
constexpr int first_with_checksums = 2;

int pragma(SQLite::Database& db, const char* name) { return db.execAndGet(std::string{"PRAGMA "} + name).getInt(); }

}  // namespace

int newest_schema() { return static_cast<int>(steps.size()); }

bool lacks_checksums(SQLite::Database& db) {
    const int version = pragma(db, "user_version");  // which reads the first page
    return version >= first_with_checksums && carries_checksums(db) == false;
}

bool is_newest(SQLite::Database& db) {
    return pragma(db, "application_id") == application_id && pragma(db, "user_version") == newest_schema() &&
           carries_checksums(db) != false;
}

bool is_readable(SQLite::Database& db) {
    const int version = pragma(db, "user_version");
    return pragma(db, "application_id") == application_id && version >= first_readable && version <= newest_schema();
}

void lend_todays_tables(SQLite::Database& db) {
    if (!is_readable(db)) return;
    for (int step = pragma(db, "user_version"); step < newest_schema(); ++step)
        db.exec(steps[static_cast<std::size_t>(step)].stands_in);
}

std::optional<Marks> marks_in(const std::filesystem::path& file) {
    std::array<unsigned char, 72> head{};
    std::ifstream{file, std::ios::binary}.read(reinterpret_cast<char*>(head.data()), head.size());
    if (std::string_view{reinterpret_cast<const char*>(head.data()), 16} != std::string_view{"SQLite format 3\0", 16})
        return std::nullopt;
    const auto number = [&head](std::size_t at) {
        return std::int64_t{head[at]} << 24 | head[at + 1] << 16 | head[at + 2] << 8 | head[at + 3];
    };
    return Marks{
        .owner = number(68), .version = number(60), .empty = number(68) == 0 && number(60) == 0 && number(40) == 0};
}

Marks marks_in(SQLite::Database& db) {
    return {.owner = pragma(db, "application_id"), .version = pragma(db, "user_version"), .empty = false};
}

void refuse_others(const std::optional<Marks>& marks) {
    if (!marks) return;
    if (marks->owner != application_id && !marks->empty) {
        throw MachineError{"the database belongs to another program", "choose another file with --db or EPSOM_DB"};
    }
    if (marks->version > newest_schema()) {
        throw MachineError{"the database was written by a newer epsom (schema " + std::to_string(marks->version) +
                               ", this version knows " + std::to_string(newest_schema()) + ")",
            "update epsom"};
    }
}

namespace {

/// Rewrites a whole file with checksums. A damaged file stays as it is, as the checksums would hide the damage.
void add_checksums(SQLite::Database& db) {
    if (db.execAndGet("PRAGMA integrity_check(1)").getString() != "ok") throw damage();
    want_checksums(db);
    // No page goes to the file before the first one, which says that those after it carry checksums; nor does any when
    // this is rolled back, as the first one is the first in the journal too.
    db.exec("PRAGMA synchronous = EXTRA; PRAGMA cache_spill = OFF");
    sqlite3_limit(db.getHandle(), SQLITE_LIMIT_ATTACHED, 1);  // for VACUUM's own use, in memory
    db.exec("VACUUM");
    sqlite3_limit(db.getHandle(), SQLITE_LIMIT_ATTACHED, 0);
    db.exec("PRAGMA cache_spill = ON");
}

void take_steps(SQLite::Database& db, bool bare) {
    if (bare) add_checksums(db);
    WriteTransaction transaction{db};
    // Another epsom may have done it while this one waited for the lock.
    for (int step = pragma(db, "user_version"); step < newest_schema(); ++step)
        db.exec(steps[static_cast<std::size_t>(step)].sql);
    db.exec("PRAGMA application_id = " + std::to_string(application_id));
    db.exec("PRAGMA user_version = " + std::to_string(newest_schema()));
    transaction.commit([](SQLite::Database& file) { return is_newest(file); });
}

/// Takes the steps where the lock is free; else the file stays as it is.
void take_steps_if_possible(SQLite::Database& db, bool bare) {
    if (sqlite3_db_readonly(db.getHandle(), "main") != 0) return;
    sqlite3_busy_timeout(db.getHandle(), 0);
    try {
        take_steps(db, bare);
    } catch (const SQLite::Exception& error) {
        constexpr std::array harmless{SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_BUSY, SQLITE_FULL};
        if (std::ranges::find(harmless, error.getErrorCode() & 0xFF) == harmless.end()) throw;
    }
    sqlite3_busy_timeout(db.getHandle(), lock_wait);
}

}  // namespace

std::vector<std::string> differing_tables(SQLite::Database& db) {
    SQLite::Database right{":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
    const int version = std::clamp(pragma(db, "user_version"), 0, newest_schema());
    for (int step = 0; step < version; ++step) right.exec(steps[static_cast<std::size_t>(step)].sql);
    std::vector<std::string> differing;
    SQLite::Statement expected{right, "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"};
    SQLite::Statement there{db, "SELECT 1 FROM sqlite_schema WHERE type = ?1 AND name = ?2 AND sql = ?3"};
    while (expected.executeStep()) {
        there.reset();
        for (int i = 0; i < 3; ++i) there.bind(i + 1, expected.getColumn(i).getString());
        if (!there.executeStep())
            differing.push_back(expected.getColumn(0).getString() + " '" + expected.getColumn(1).getString() + "'");
    }
    return differing;
}

void make_ours(SQLite::Database& db) {
    if (carries_checksums(db) == false) {
        db.exec("ROLLBACK");
        believe(db, false);
        add_checksums(db);
        return;
    }
    // In place, then the first page in a transaction of its own: a power cut leaves it as it was, and all of this is
    // done again.
    add_missing_checksums(db);
    db.exec("PRAGMA user_version = " + std::to_string(pragma(db, "user_version")));
    db.exec("COMMIT");
}

void upgrade(SQLite::Database& db, bool for_writing) {
    const int version = pragma(db, "user_version");
    const int owner = pragma(db, "application_id");
    refuse_others(Marks{
        .owner = owner, .version = version, .empty = owner == 0 && version == 0 && pragma(db, "schema_version") == 0});
    const bool bare = carries_checksums(db) == false && pragma(db, "page_count") > 0;
    if (version < 0 || (version >= first_with_checksums && bare)) throw damage();
    if (version == newest_schema()) return;
    if (for_writing || version == 0) take_steps(db, bare);
    else take_steps_if_possible(db, bare);
}

}  // namespace epsom::store
