#include "schema.hpp"

#include <SQLiteCpp/Transaction.h>

#include <array>
#include <string>

#include "epsom/store/store.hpp"

namespace epsom::store {
namespace {

/// `user_version` counts the steps that a file has taken; steps are only ever appended.
///
/// A record (a setting, a stage, an intake with its contents) is known by its uuid and carries the stamp of its last
/// change: microseconds since 1970, never twice the same, so that the newer of two edits is known wherever it was made.
/// What was removed leaves a tombstone with the stamp of its end. `change` and `change_row` hold what undo needs: for each
/// record that a change touched, how it was before (see change.cpp).
constexpr std::array steps{
    R"sql(
CREATE TABLE clock (one INTEGER PRIMARY KEY CHECK (one = 1), stamp INTEGER NOT NULL) STRICT;
INSERT INTO clock VALUES (1, 0);

CREATE TABLE setting (key TEXT PRIMARY KEY, stamp INTEGER NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE stage (
  uuid TEXT PRIMARY KEY, stamp INTEGER NOT NULL,
  stage INTEGER NOT NULL, from_day INTEGER NOT NULL, until_day INTEGER) STRICT, WITHOUT ROWID;

CREATE TABLE intake (
  id INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL UNIQUE, stamp INTEGER NOT NULL,
  at INTEGER NOT NULL, utc_offset INTEGER NOT NULL, day INTEGER NOT NULL,
  what TEXT NOT NULL, kind INTEGER NOT NULL, servings INTEGER NOT NULL, quantity INTEGER, unit TEXT NOT NULL,
  source INTEGER NOT NULL, route INTEGER NOT NULL, note TEXT NOT NULL) STRICT;
CREATE INDEX intake_by_time ON intake (at);

-- Stands in the order in which reports add up; day, source and route are those of the intake.
CREATE TABLE content (
  day INTEGER NOT NULL, nutrient INTEGER NOT NULL, source INTEGER NOT NULL, route INTEGER NOT NULL,
  intake INTEGER NOT NULL REFERENCES intake,
  amount INTEGER, compound TEXT NOT NULL, basis INTEGER NOT NULL,
  PRIMARY KEY (day, nutrient, source, route, intake)) STRICT, WITHOUT ROWID;
CREATE INDEX content_of_intake ON content (intake);

CREATE TABLE tombstone (
  uuid TEXT PRIMARY KEY, kind INTEGER NOT NULL, stamp INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE change (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, title TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE change_row (
  change INTEGER NOT NULL REFERENCES change, place INTEGER NOT NULL,
  kind INTEGER NOT NULL, uuid TEXT NOT NULL, image TEXT,
  PRIMARY KEY (change, place)) STRICT, WITHOUT ROWID;
)sql",
};

int pragma(SQLite::Database& db, const char* name) { return db.execAndGet(std::string{"PRAGMA "} + name).getInt(); }

}  // namespace

int newest_schema() { return static_cast<int>(steps.size()); }

void upgrade(SQLite::Database& db) {
    const int version = pragma(db, "user_version");
    const int owner = pragma(db, "application_id");
    if (owner == application_id && version == newest_schema()) return;
    if (owner != application_id && !(owner == 0 && version == 0 && pragma(db, "schema_version") == 0)) {
        throw MachineError{"the data file belongs to another program", "name another file with --db or EPSOM_DB"};
    }
    if (version > newest_schema()) {
        throw MachineError{"the data file was written by a newer epsom (schema " + std::to_string(version) + ", this one knows " +
                               std::to_string(newest_schema()) + ")",
                           "update epsom on this machine"};
    }
    SQLite::Transaction transaction{db, SQLite::TransactionBehavior::IMMEDIATE};
    // Another epsom may have done it while this one waited for the lock.
    for (int step = pragma(db, "user_version"); step < newest_schema(); ++step) db.exec(steps[static_cast<std::size_t>(step)]);
    db.exec("PRAGMA application_id = " + std::to_string(application_id));
    db.exec("PRAGMA user_version = " + std::to_string(newest_schema()));
    transaction.commit();
}

}  // namespace epsom::store
