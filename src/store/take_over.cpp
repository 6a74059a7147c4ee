#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>

#include "columns.hpp"
#include "day_sums.hpp"
#include "impl.hpp"
#include "page_checksum.hpp"
#include "schema.hpp"

namespace epsom {
namespace {

void begin_alone(SQLite::Database& db) {
    if (store::has_log(db)) db.exec("PRAGMA journal_mode = DELETE");
    db.exec("PRAGMA synchronous = EXTRA; BEGIN EXCLUSIVE");
}

/// Keys and sums as epsom writes them, and numbers of its own after those that are there.
void write_as_ours(store::Statements& statements) {
    SQLite::Database& db = statements.database();
    if (store::marks_in(db).version != store::newest_schema()) return;
    for (const char* keys : {"UPDATE intake SET uuid = uuid_key(uuid), dose = uuid_key(dose)"
                             " WHERE uuid IS NOT uuid_key(uuid) OR dose IS NOT uuid_key(dose)",
             "UPDATE skip SET uuid = uuid_key(uuid), dose = uuid_key(dose)"
             " WHERE uuid IS NOT uuid_key(uuid) OR dose IS NOT uuid_key(dose)",
             "UPDATE dose SET uuid = uuid_key(uuid) WHERE uuid IS NOT uuid_key(uuid)",
             "UPDATE stage SET uuid = uuid_key(uuid) WHERE uuid IS NOT uuid_key(uuid)",
             "UPDATE food SET uuid = uuid_key(uuid) WHERE uuid IS NOT uuid_key(uuid)",
             "UPDATE ingredient SET uuid = uuid_key(uuid) WHERE uuid IS NOT uuid_key(uuid)",
             "UPDATE tombstone SET uuid = uuid_key(uuid) WHERE uuid IS NOT uuid_key(uuid)"}) {
        db.exec(keys);
    }
    db.exec(
        "UPDATE clock SET intake = max(intake, coalesce((SELECT max(id) FROM intake), 0)),"
        " ingredient = max(ingredient, coalesce((SELECT max(id) FROM ingredient), 0))");
    store::DaySumTable{statements}.renew_all();
}

/// "3 of 41 pages".
std::string pages_of(const store::DamagedPages& written) {
    return std::to_string(written.pages.size()) + " of " + std::to_string(written.of) +
           (written.of == 1 ? " page" : " pages");
}

}  // namespace

const std::vector<std::string>& Store::warnings() const { return impl_->warnings; }

void Store::take_over(Access access) {
    SQLite::Database& db = impl_->db;
    const auto end = [&db] {
        if (sqlite3_get_autocommit(db.getHandle()) == 0) db.exec("ROLLBACK");
    };
    /// Calls `work`, which writes; false when one who only reads goes on without.
    const auto wrote = [&](const auto& work) {
        sqlite3_busy_timeout(db.getHandle(), access == Access::write ? store::lock_wait : 0);
        try {
            work();
        } catch (const SQLite::Exception& error) {
            if (access == Access::write || !store::is_harmless(error)) throw;
            end();
            store::believe(db, true);
        }
        sqlite3_busy_timeout(db.getHandle(), store::lock_wait);
        return sqlite3_get_autocommit(db.getHandle()) == 0;
    };
    end();
    store::believe(db, true);
    const bool writable =
        sqlite3_db_readonly(db.getHandle(), "main") == 0;  // else the lock would be a fault of the disk
    const bool alone = writable && wrote([&] { begin_alone(db); });
    if (!alone) db.exec("BEGIN");
    db.exec("SAVEPOINT lent");
    store::lend_todays_tables(db);
    const auto wrong = faults();
    if (!wrong.empty() && access == Access::inspect) return;
    db.exec("ROLLBACK TO lent; RELEASE lent");
    if (!wrong.empty()) {
        throw MachineError{"another program changed the database, which is now inconsistent: " + wrong.front(),
            "details: epsom check database; to save what can be read: epsom export --salvage FILE"};
    }
    const std::string pages =
        store::carries_checksums(db) == false ? "all of its pages" : pages_of(store::damaged_pages(db));
    const bool done = alone && wrote([&] {
        write_as_ours(impl_->statements);
        store::make_ours(db);
        store::begin(db, access);
    });
    impl_->warnings.push_back("another program changed the database (" + pages + "); epsom checked the changes " +
                              (done ? "and accepted them" : "but cannot accept them now"));
    if (access == Access::inspect) return store::lend_todays_tables(db);
    end();
    if (!store::is_newest(db)) store::upgrade(db, access == Access::write);
    store::begin(db, access);
    if (access != Access::write) store::lend_todays_tables(db);
    if (!done && store::is_newest(db)) store::distrust_day_sums(db);
}

}  // namespace epsom
