#include "schema.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <string>

#include "columns.hpp"
#include "day_sums.hpp"
#include "epsom/store/store.hpp"
#include "impl.hpp"
#include "page_checksum.hpp"
#include "schema_steps.hpp"

namespace epsom::store {
namespace {

constexpr int first_readable = 1;
constexpr int first_with_checksums = 2;

int pragma(SQLite::Database& db, const char* name) { return db.execAndGet(std::string{"PRAGMA "} + name).getInt(); }

}  // namespace

int newest_schema() { return static_cast<int>(steps.size()) + 1; }

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
    const int version = pragma(db, "user_version");
    if (version == newest_schema()) return;
    for (std::size_t step = static_cast<std::size_t>(version); step < steps.size(); ++step)
        db.exec(steps[step].stands_in);
    db.exec(stands_in_for_renamed);
    for (const Moved& table : moved) {
        db.exec(std::string{"CREATE TEMP VIEW "} + table.table + " AS " + table.select);
    }
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

void vacuum(SQLite::Database& db) {
    sqlite3_limit(db.getHandle(), SQLITE_LIMIT_ATTACHED, 1);  // for its own use, in memory
    const int answer = db.tryExec("VACUUM");
    sqlite3_limit(db.getHandle(), SQLITE_LIMIT_ATTACHED, 0);
    db.check(answer);
}

/// Rewrites a whole file with checksums. A damaged file stays as it is, as the checksums would hide the damage.
void add_checksums(SQLite::Database& db) {
    if (db.execAndGet("PRAGMA integrity_check(1)").getString() != "ok") throw damage();
    want_checksums(db);
    // No page goes to the file before the first one, which says that those after it carry checksums; nor does any when
    // this is rolled back, as the first one is the first in the journal too.
    db.exec("PRAGMA synchronous = EXTRA; PRAGMA cache_spill = OFF");
    vacuum(db);
    db.exec("PRAGMA cache_spill = ON");
}

void make_tables(SQLite::Database& db) {
    db.exec(kept_tables);
    db.exec(moved_tables);
    db.exec(moved_indexes);
    db.exec(first_clock);
}

/// The last step, after the others.
void move_tables(SQLite::Database& db) {
    db.exec(rename_moved);
    db.exec(moved_tables);
    for (const Moved& table : moved) db.exec(std::string{"INSERT INTO "} + table.table + " " + table.select);
    db.exec(drop_moved);  // with their indexes
    db.exec(moved_indexes);
    Statements statements{db};
    DaySumTable{statements}.renew_all();
}

void take_steps(SQLite::Database& db, bool bare) {
    if (bare) add_checksums(db);
    WriteTransaction transaction{db};
    // Another epsom may have done it while this one waited for the lock.
    const int version = pragma(db, "user_version");
    if (version == 0) {
        make_tables(db);
    } else if (version < newest_schema()) {
        for (std::size_t step = static_cast<std::size_t>(version); step < steps.size(); ++step)
            db.exec(steps[step].sql);
        move_tables(db);
    }
    db.exec("PRAGMA application_id = " + std::to_string(application_id));
    db.exec("PRAGMA user_version = " + std::to_string(newest_schema()));
    transaction.commit([](SQLite::Database& file) { return is_newest(file); });
    if (version == 0) return;
    try {
        vacuum(db);  // the earlier tables took more
    } catch (const SQLite::Exception& error) {
        if (!is_harmless(error)) throw;  // else their pages stay in the file, and are used again
    }
}

/// Takes the steps where the lock is free; else the file stays as it is.
void take_steps_if_possible(SQLite::Database& db, bool bare) {
    if (sqlite3_db_readonly(db.getHandle(), "main") != 0) return;
    sqlite3_busy_timeout(db.getHandle(), 0);
    try {
        take_steps(db, bare);
    } catch (const SQLite::Exception& error) {
        if (!is_harmless(error)) throw;
    }
    sqlite3_busy_timeout(db.getHandle(), lock_wait);
}

}  // namespace

std::vector<std::string> differing_tables(SQLite::Database& db) {
    SQLite::Database right{":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
    const int version = std::clamp(pragma(db, "user_version"), 0, newest_schema());
    if (version == newest_schema()) {
        make_tables(right);
    } else {
        for (std::size_t step = 0; step < static_cast<std::size_t>(version); ++step) right.exec(steps[step].sql);
    }
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
