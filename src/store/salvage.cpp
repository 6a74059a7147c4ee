#include <SQLiteCpp/VariadicBind.h>
#include <sqlite3.h>

#include <algorithm>
#include <map>
#include <set>

#include "columns.hpp"
#include "impl.hpp"
#include "page_checksum.hpp"
#include "salvage_rows.hpp"
#include "schema.hpp"

namespace epsom {
namespace {

/// "1 entry", "2 entries".
std::string counted(std::int64_t number, const char* one, const char* more) {
    return std::to_string(number) + " " + (number == 1 ? one : more);
}

/// To a file of an older schema, as the tables that are there tell and not its number, which may be damaged, is lent
/// what it lacks. Whether the names of the tables could be read.
bool lend_what_lacks(SQLite::Database& from) {
    try {
        if (!from.tableExists("day_sum")) store::lend_todays_tables(from);
        return true;
    } catch (const SQLite::Exception& error) {
        if (!store::is_loss(error)) throw;
        return false;
    }
}

/// Everything else is found by the names of the tables. Pages that cannot be repaired are read as they are.
void read_names_of_tables(SQLite::Database& from) {
    if (lend_what_lacks(from)) return;
    const store::Unchecked unchecked{from};
    if (lend_what_lacks(from)) return;
    // A table whose CREATE cannot be read is then the only one that is lost.
    sqlite3_db_config(from.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
    from.exec("PRAGMA writable_schema = ON");
    lend_what_lacks(from);
}

/// Whether every page that says where the tables are carries its checksum, or could be put right.
bool names_are_whole(const std::filesystem::path& file, std::set<std::int64_t>& mended) {
    try {
        SQLite::Database anew{file.string(), SQLite::OPEN_READWRITE, 0, store::checked_files()};
        store::mend_pages(anew, mended);
        anew.exec("SELECT * FROM sqlite_schema");
        return true;
    } catch (const SQLite::Exception&) {
        return false;
    }
}

bool is_readable(const Store& store) {
    try {
        (void)store.profile();
        store.for_each_record([](const Stored&) {});
        return true;
    } catch (const MachineError&) {
        return false;
    }
}

}  // namespace

/// Copies what a damaged file holds into an empty store, and says what it lacks.
class Store::Salvaged {
public:
    Salvaged(const Store& store, std::vector<std::string>& lost) : store_{store}, to_{store.impl_->db}, lost_{lost} {
        to_.exec("PRAGMA foreign_keys = OFF; BEGIN");
    }

    void copy_from(SQLite::Database& from) {
        std::map<std::string_view, store::Unread> unread;
        for (const auto& table : store::saved_tables) unread[table.name] = store::copy_readable(from, to_, table);
        for (const auto& table : store::saved_tables) {
            if (!unread[table.name].any || table.name == "content") continue;
            const auto entries = table.name == "intake" ? store::lost_entries(from, to_) : 0;
            const auto how_many =
                entries > 0 ? "at least " + std::to_string(entries) + " lost" : std::string{"some may be lost"};
            lost_.push_back(std::string{table.called} + ": " + how_many);
        }
        if (const int entries = store::leave_unknown(from, to_, unread["content"].keys); entries > 0) {
            lost_.push_back("contents of " + counted(entries, "log entry", "log entries") +
                            ": their amounts are exported as unknown");
        }
    }

    /// Takes out what an export could not hold, so that what is left can be read and imported.
    void keep_what_is_right() {
        left_out(
            "contents without an entry", to_.exec("DELETE FROM content WHERE intake NOT IN (SELECT id FROM intake)"));
        left_out("contents of an ingredient whose name is lost",
            to_.exec("DELETE FROM content WHERE nutrient >= 32768 AND nutrient NOT IN (SELECT id FROM ingredient)"));
        // A dose without some of what it contains would log too little from now on.
        left_out("doses with an ingredient whose name is lost",
            to_.exec("DELETE FROM dose WHERE EXISTS (SELECT 1 FROM json_each(dose.contents)"
                     " WHERE value ->> 0 >= 32768 AND value ->> 0 NOT IN (SELECT id FROM ingredient))"));
        left_out("deletion records of existing records",
            to_.exec(
                "DELETE FROM tombstone WHERE uuid IN (SELECT uuid FROM intake UNION ALL SELECT uuid FROM dose UNION ALL"
                " SELECT uuid FROM skip UNION ALL SELECT uuid FROM stage UNION ALL SELECT uuid FROM food UNION ALL "
                "SELECT uuid FROM ingredient UNION ALL"
                " SELECT key FROM setting UNION ALL SELECT uuid FROM complete_day)"));
        if (is_readable(store_)) return;
        keep_readable_entries();
        keep_readable("profile settings", "setting", "SELECT key FROM setting", "DELETE FROM setting WHERE key = ?1");
        keep_readable(
            "life stages", "stage", "SELECT uuid_text(uuid) FROM stage", "DELETE FROM stage WHERE uuid = uuid_key(?1)");
        keep_readable("doses", "dose", "SELECT id FROM dose", "DELETE FROM dose WHERE id = ?1");
        keep_readable("imported foods", "food", "SELECT id FROM food", "DELETE FROM food WHERE id = ?1");
        keep_readable("own ingredients", "ingredient", "SELECT uuid_text(uuid) FROM ingredient",
            "DELETE FROM ingredient WHERE uuid = uuid_key(?1)");
        keep_readable(
            "skipped doses", "skip", "SELECT uuid_text(uuid) FROM skip", "DELETE FROM skip WHERE uuid = uuid_key(?1)");
        keep_readable("complete days", "complete_day", "SELECT uuid FROM complete_day",
            "DELETE FROM complete_day WHERE uuid = ?1");
        keep_readable("deletion records", "tombstone", "SELECT uuid_text(uuid) FROM tombstone",
            "DELETE FROM tombstone WHERE uuid = uuid_key(?1)");
    }

private:
    void left_out(const std::string& what, int rows) {
        if (rows > 0) lost_.push_back(what + ": " + std::to_string(rows) + " left out");
    }

    int remove(const char* sql, const std::string& key) {
        SQLite::Statement statement{to_, sql};
        statement.bind(1, key);
        return statement.exec();
    }

    std::vector<std::string> keys(const char* sql) {
        std::vector<std::string> all;
        SQLite::Statement named{to_, sql};
        while (named.executeStep()) all.push_back(named.getColumn(0).getString());
        return all;
    }

    void keep_readable_entries() {
        int bad = 0;
        for (const std::string& id : keys("SELECT id FROM intake")) {
            try {
                (void)store_.intake(std::stoll(id));
            } catch (const MachineError&) {
                ++bad;
                remove("DELETE FROM content WHERE intake = ?1", id);
                remove("DELETE FROM intake WHERE id = ?1", id);
            }
        }
        left_out("log entries with unknown values", bad);
    }

    /// Each row is read in a store of its own.
    void keep_readable(const std::string& called, std::string_view name, const char* sql, const char* removal) {
        const auto table_named = [](std::string_view wanted) {
            return *std::ranges::find(store::saved_tables, wanted, &store::SavedTable::name);
        };
        int bad = 0;
        for (const std::string& key : keys(sql)) {
            const Store alone = Store::in_memory();
            SQLite::Database& one = alone.impl_->db;
            one.exec("PRAGMA foreign_keys = OFF");
            store::copy_rows(to_, one, table_named(name), key);
            if (is_readable(alone)) continue;
            ++bad;
            remove(removal, key);
        }
        left_out(called + " with unknown values", bad);
    }

    const Store& store_;
    SQLite::Database& to_;
    std::vector<std::string>& lost_;
};

Store::Saved Store::salvage(const std::filesystem::path& file, const std::function<void(const Stored&)>& each) {
    const Store whole = in_memory();
    std::vector<std::string> lost;
    std::set<std::int64_t> mended;
    store::guarded([&] {
        Impl damaged{file.string(), SQLite::OPEN_READWRITE};
        SQLite::Database& from = damaged.db;
        store::defend(from);
        if (store::written_by_another(from)) {
            store::believe(from, true);
        } else {
            store::mend_pages(from, mended);
            store::overlook_first_page(from);
        }
        from.exec("BEGIN");
        store::refuse_others(store::marks_in(from));
        read_names_of_tables(from);
        Salvaged salvaged{whole, lost};
        salvaged.copy_from(from);
        salvaged.keep_what_is_right();
        if (!store::is_believed(from) && !names_are_whole(file, mended))
            lost.emplace_back("the list of tables is damaged: more may be lost");
    });
    std::size_t records = 0;
    whole.for_each_record([&](const Stored& record) {
        ++records;
        each(record);
    });
    if (records == 0 && !lost.empty()) {
        throw MachineError{"nothing in the database can be read",
            "restore your latest backup (made with 'epsom export --backup FILE')"};
    }
    return {.lost = lost, .mended = static_cast<int>(mended.size())};
}

}  // namespace epsom
