#include <SQLiteCpp/VariadicBind.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <set>

#include "columns.hpp"
#include "impl.hpp"
#include "page_checksum.hpp"
#include "schema.hpp"

namespace epsom {
namespace {

/// What an export reads, and how its rows are found one by one where a table cannot be read from end to end.
struct Table {
    const char* name;
    const char* key;
    bool numbered;       // else the key is a uuid or a word
    const char* called;  // "12 entries are lost"
};
constexpr std::array tables{
    Table{"setting", "key", false, "profile settings"}, Table{"stage", "uuid", false, "life stages"},
    Table{"dose", "id", true, "doses"},                 Table{"dose_content", "dose", true, "contents of doses"},
    Table{"food", "uuid", false, "imported foods"},     Table{"intake", "id", true, "log entries"},
    Table{"content", "day", true, "contents of log entries"},
    Table{"skip", "uuid", false, "skipped doses"},      Table{"complete_day", "uuid", false, "statements that a day is complete"},
    Table{"tombstone", "uuid", false, "marks of what was removed"},
};

bool is_loss(const SQLite::Exception& error) {
    const int code = error.getErrorCode() & 0xFF;
    return store::is_damage(error) || code == SQLITE_IOERR || code == SQLITE_ERROR || code == SQLITE_NOTADB;
}

void bind(SQLite::Statement& put, int place, const SQLite::Column& value) {
    if (value.isNull()) put.bind(place);
    else if (value.isInteger()) put.bind(place, value.getInt64());
    else put.bind(place, value.getString());
}

/// Copies rows of a damaged file into an empty store.
class Copy {
public:
    Copy(SQLite::Database& from, SQLite::Database& to) : from_{from}, to_{to} {}

    /// Keys of the table that could not be read; empty when all could.
    std::set<std::int64_t> rows_of(const Table& table) {
        std::set<std::int64_t> unread;
        columns_ = "";
        count_ = 0;
        SQLite::Statement columns{to_, "SELECT name FROM pragma_table_info('" + std::string{table.name} + "')"};
        for (; columns.executeStep(); ++count_) columns_ += (count_ == 0 ? "" : ", ") + columns.getColumn(0).getString();
        if (scan(table, "true")) return unread;
        unread.insert(std::numeric_limits<std::int64_t>::min());  // so that it is not empty
        if (!table.numbered) {
            for (int prefix = 0; prefix < 256; ++prefix) {
                const std::string digits{"0123456789abcdef"[prefix / 16], "0123456789abcdef"[prefix % 16]};
                scan(table, std::string{table.key} + " BETWEEN '" + digits + "' AND '" + digits + "~'");
            }
            return unread;
        }
        for (const std::int64_t key : keys_of(table)) {
            if (!scan(table, std::string{table.key} + " = " + std::to_string(key))) unread.insert(key);
        }
        return unread;
    }

private:
    /// From the first row on and from the last one back, each until one cannot be read; whether all could.
    bool scan(const Table& table, const std::string& condition) {
        for (const char* order : {"", " DESC"}) {
            try {
                SQLite::Statement rows{from_, "SELECT " + columns_ + " FROM " + table.name + " NOT INDEXED WHERE " + condition + " ORDER BY " + table.key + order};
                std::string places = "?1";
                for (int i = 1; i < count_; ++i) places += ", ?" + std::to_string(i + 1);
                SQLite::Statement put{to_, "INSERT OR IGNORE INTO " + std::string{table.name} + "(" + columns_ + ") VALUES (" + places + ")"};
                while (rows.executeStep()) {
                    put.reset();
                    for (int i = 0; i < count_; ++i) bind(put, i + 1, rows.getColumn(i));
                    put.tryExecuteStep();  // what no table of ours takes is no row
                }
                return true;
            } catch (const SQLite::Exception& error) {
                if (!is_loss(error)) throw;
            }
        }
        return false;
    }

    /// All that may be there.
    std::vector<std::int64_t> keys_of(const Table& table) {
        const auto number = [](SQLite::Database& db, const std::string& query) {
            try {
                return db.execAndGet(query).getInt64();
            } catch (const SQLite::Exception&) {
                return std::int64_t{0};
            }
        };
        const std::string_view name{table.name};
        std::int64_t first = 1, last = 0;
        if (name == "content") {
            first = number(to_, "SELECT min(day) FROM intake");
            last = number(to_, "SELECT max(day) FROM intake");
        } else {
            last = std::max(number(to_, "SELECT max(" + std::string{table.key} + ") FROM " + table.name), number(to_, "SELECT max(id) FROM dose"));
            if (name == "intake") last = std::max({last, number(from_, "SELECT seq FROM sqlite_sequence WHERE name = 'intake'"), number(from_, "SELECT max(id) FROM intake INDEXED BY intake_by_time")});
            last += 1'000;
        }
        std::vector<std::int64_t> keys;
        constexpr std::int64_t most = 5'000'000;
        for (std::int64_t key = first; key <= std::min(last, first + most); ++key) keys.push_back(key);
        return keys;
    }

    SQLite::Database& from_;
    SQLite::Database& to_;
    std::string columns_;
    int count_ = 0;
};

/// Entries that their indexes name and that could not be read.
std::int64_t lost_entries(SQLite::Database& from, SQLite::Database& to) {
    std::set<std::int64_t> lost;
    SQLite::Statement there{to, "SELECT 1 FROM intake WHERE id = ?1"};
    for (const char* index : {"intake_by_time", "sqlite_autoindex_intake_1"}) {
        for (const char* order : {"", " DESC"}) {
            const std::string key = std::string_view{index} == "intake_by_time" ? "day" : "uuid";
            try {
                SQLite::Statement named{from, "SELECT id FROM intake INDEXED BY " + std::string{index} + " WHERE " + key + " IS NOT NULL ORDER BY " + key + order};
                while (named.executeStep()) {
                    there.reset();
                    there.bind(1, named.getColumn(0).getInt64());
                    if (!there.executeStep()) lost.insert(named.getColumn(0).getInt64());
                }
                break;
            } catch (const SQLite::Exception& error) {
                if (!is_loss(error)) throw;
            }
        }
    }
    return static_cast<std::int64_t>(lost.size());
}

/// An entry some of whose contents could not be read has unknown amounts, never none: of the nutrients that the index names, else of all.
int leave_unknown(SQLite::Database& from, SQLite::Database& to, const std::set<std::int64_t>& unread_days) {
    int entries = 0;
    SQLite::Statement of_days{to, "SELECT id, day, source, route, kind FROM intake"};
    SQLite::Statement put{to, "INSERT OR IGNORE INTO content(day, nutrient, source, route, intake, amount, compound, basis) VALUES (?1, ?2, ?3, ?4, ?5, NULL, '', 0)"};
    while (of_days.executeStep()) {
        if (!unread_days.contains(of_days.getColumn(1).getInt64())) continue;
        std::vector<std::int64_t> nutrients_of;
        try {
            SQLite::Statement named{from, "SELECT nutrient FROM content INDEXED BY content_of_intake WHERE intake = ?1"};
            named.bind(1, of_days.getColumn(0).getInt64());
            while (named.executeStep()) nutrients_of.push_back(named.getColumn(0).getInt64());
        } catch (const SQLite::Exception& error) {
            if (!is_loss(error)) throw;
            nutrients_of.clear();
            const auto kind = of_days.getColumn(4).getInt64();
            for (std::size_t i = 0; i < nutrients.size() && kind < store::column(Taken::symptom); ++i) nutrients_of.push_back(static_cast<std::int64_t>(i));
        }
        int missing = 0;
        for (const auto nutrient : nutrients_of) {
            put.reset();
            put.bind(1, of_days.getColumn(1).getInt64());
            put.bind(2, nutrient);
            put.bind(3, of_days.getColumn(2).getInt64());
            put.bind(4, of_days.getColumn(3).getInt64());
            put.bind(5, of_days.getColumn(0).getInt64());
            missing += put.exec();
        }
        if (missing > 0) ++entries;
    }
    return entries;
}

/// "1 entry", "2 entries".
std::string counted(std::int64_t number, const char* one, const char* more) { return std::to_string(number) + " " + (number == 1 ? one : more); }

/// Takes out what an export could not hold, so that what is left can be read and imported; a sentence for each.
void keep_what_is_right(Store& store, SQLite::Database& db, std::vector<std::string>& lost) {
    const auto drop = [&](const std::string& sql, const char* what) {
        if (const int rows = db.exec(sql); rows > 0) lost.push_back(std::string{what} + ": " + std::to_string(rows) + " left out");
    };
    if (const int rows = db.exec("UPDATE OR REPLACE content SET day = i.day, source = i.source, route = i.route FROM intake AS i WHERE i.id = content.intake"
                                 " AND (content.day, content.source, content.route) IS NOT (i.day, i.source, i.route)");
        rows > 0) {
        lost.push_back("contents that disagreed with their entry about day, source or route: " + std::to_string(rows) + "; the entry's are exported");
    }
    drop("DELETE FROM content WHERE intake NOT IN (SELECT id FROM intake)", "contents without an entry");
    drop("DELETE FROM dose_content WHERE dose NOT IN (SELECT id FROM dose)", "contents without a dose");
    drop("DELETE FROM tombstone WHERE uuid IN (SELECT uuid FROM intake UNION ALL SELECT uuid FROM dose UNION ALL SELECT uuid FROM skip"
         " UNION ALL SELECT uuid FROM stage UNION ALL SELECT uuid FROM food UNION ALL SELECT key FROM setting UNION ALL SELECT uuid FROM complete_day)",
         "marks of removal of what is there");
    /// Takes out each record that cannot be read as one.
    const auto keep_readable = [&](const char* what, const char* ids, const auto& remove, const auto& read) {
        std::vector<std::string> all;
        SQLite::Statement named{db, ids};
        while (named.executeStep()) all.push_back(named.getColumn(0).getString());
        int bad = 0;
        for (const std::string& id : all) {
            try {
                read(id);
            } catch (const MachineError&) {
                ++bad;
                remove(id);
            }
        }
        if (bad > 0) lost.push_back(std::string{what} + " with values that epsom does not know: " + std::to_string(bad) + " left out");
    };
    const auto remove_by = [&db](const char* sql) {
        return [&db, sql](const std::string& id) {
            SQLite::Statement statement{db, sql};
            statement.bind(1, id);
            statement.exec();
        };
    };
    const auto remove_numbered = [&](const char* contents, const char* own) {
        return [=](const std::string& id) {
            remove_by(contents)(id);
            remove_by(own)(id);
        };
    };
    keep_readable("log entries", "SELECT id FROM intake", remove_numbered("DELETE FROM content WHERE intake = CAST(?1 AS INTEGER)", "DELETE FROM intake WHERE id = CAST(?1 AS INTEGER)"),
                  [&](const std::string& id) { (void)store.intake(std::stoll(id)); });
    // Of doses, settings and the rest there are few: each is read without the others.
    const auto is_readable = [&store] {
        try {
            (void)store.profile();
            store.for_each_record([](const Stored&) {});
            return true;
        } catch (const MachineError&) {
            return false;
        }
    };
    for (const Table& table : tables) {
        const std::string name{table.name}, by{table.key};
        if (name == "intake" || name.ends_with("content") || is_readable()) continue;
        db.exec("SAVEPOINT one");
        std::vector<std::string> all, bad;
        SQLite::Statement named{db, "SELECT " + by + " FROM " + name};
        while (named.executeStep()) all.push_back(named.getColumn(0).getString());
        for (const std::string& id : all) {
            for (const Table& other : tables) db.exec("DELETE FROM " + std::string{other.name} + (other.name == name ? " WHERE " + by + " <> '" + id + "'" : ""));
            if (!is_readable()) bad.push_back(id);
            db.exec("ROLLBACK TO one");
        }
        db.exec("RELEASE one");
        for (const std::string& id : bad) remove_by(("DELETE FROM " + name + " WHERE " + by + " = ?1").c_str())(id);
        if (!bad.empty()) lost.push_back(std::string{table.called} + " with values that epsom does not know: " + std::to_string(bad.size()) + " left out");
    }
}

/// Whatever their checksums: without them nothing could be read. To a file of an older schema, as the tables that are there tell and not
/// its number, which may be damaged, is lent what it lacks.
void read_names_of_tables(SQLite::Database& from) {
    const store::Unchecked unchecked{from};
    try {
        if (!from.tableExists("complete_day")) store::lend_todays_tables(from);
    } catch (const SQLite::Exception& error) {
        if (!is_loss(error)) throw;
    }
}

/// Whether every page that says where the tables are carries its checksum.
bool names_are_whole(const std::filesystem::path& file) {
    try {
        SQLite::Database anew{file.string(), SQLite::OPEN_READWRITE, 0, store::checked_files()};
        anew.exec("SELECT * FROM sqlite_schema");
        return true;
    } catch (const SQLite::Exception&) {
        return false;
    }
}

}  // namespace

std::vector<std::string> Store::salvage(const std::filesystem::path& file, const std::function<void(const Stored&)>& each) {
    store::refuse_others(store::marks_in(file));
    Store whole = in_memory();
    SQLite::Database& to = whole.impl_->db;
    std::vector<std::string> lost;
    store::guarded([&] {
        Impl damaged{file.string(), SQLite::OPEN_READWRITE};
        SQLite::Database& from = damaged.db;
        store::defend(from);
        if (store::written_by_another(from)) store::believe(from, true);
        else store::overlook_first_page(from);
        from.exec("BEGIN");
        read_names_of_tables(from);
        to.exec("PRAGMA foreign_keys = OFF; BEGIN");
        Copy copy{from, to};
        std::map<std::string_view, std::set<std::int64_t>> unread;
        for (const Table& table : tables) unread[table.name] = copy.rows_of(table);
        for (const Table& table : tables) {
            if (unread[table.name].empty() || std::string_view{table.name} == "content" || std::string_view{table.name} == "dose_content") continue;
            const auto entries = std::string_view{table.name} == "intake" ? lost_entries(from, to) : 0;
            lost.push_back(std::string{table.called} + ": " + (entries > 0 ? "at least " + std::to_string(entries) + " lost" : "some may be lost"));
        }
        if (!unread["content"].empty()) {
            if (const int entries = leave_unknown(from, to, unread["content"]); entries > 0) {
                lost.push_back("contents of " + counted(entries, "log entry", "log entries") + ": their amounts are exported as unknown");
            }
        }
        // A dose without some of what it contains would log too little from now on.
        SQLite::Statement dose{to, "DELETE FROM dose WHERE id = ?1"};
        int doses = 0;
        for (const auto id : unread["dose_content"]) {
            dose.reset();
            dose.bind(1, id);
            doses += dose.exec();
        }
        if (doses > 0) lost.push_back(counted(doses, "dose is", "doses are") + " left out: what they contain cannot be read");
        keep_what_is_right(whole, to, lost);
        if (!store::is_believed(from) && !names_are_whole(file)) lost.push_back("the list of tables is damaged: more may be lost");
    });
    std::size_t records = 0;
    whole.for_each_record([&](const Stored& record) {
        ++records;
        each(record);
    });
    if (records == 0 && !lost.empty()) throw MachineError{"nothing of the data file can be read", "copy your latest backup over it, which 'epsom export --backup FILE' made"};
    return lost;
}

}  // namespace epsom
