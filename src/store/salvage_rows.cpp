#include "salvage_rows.hpp"

#include <SQLiteCpp/VariadicBind.h>
#include <sqlite3.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "columns.hpp"
#include "day_sums.hpp"
#include "epsom/domain/amounts/nutrient.hpp"
#include "impl.hpp"

namespace epsom::store {
namespace {

void bind_column(SQLite::Statement& put, int place, const SQLite::Column& value) {
    if (value.isNull()) put.bind(place);
    else if (value.isInteger()) put.bind(place, value.getInt64());
    else if (value.isBlob()) put.bind(place, value.getBlob(), value.getBytes());
    else put.bind(place, value.getString());
}

/// Copies the rows that a query gives. What no table of ours takes is no row.
void copy_all(SQLite::Statement& rows, SQLite::Statement& put) {
    while (rows.executeStep()) {
        put.reset();
        for (int i = 0; i < rows.getColumnCount(); ++i) bind_column(put, i + 1, rows.getColumn(i));
        put.tryExecuteStep();
    }
}

/// The columns of a table as this epsom has it, and the statements that take its rows from one file to the other.
class Rows {
public:
    Rows(SQLite::Database& from, SQLite::Database& to, const SavedTable& table) : from_{from} {
        std::string columns, places;
        SQLite::Statement named{to, "SELECT name FROM pragma_table_info(?1)"};
        named.bind(1, std::string{table.name});
        while (named.executeStep()) {
            columns += (columns.empty() ? "" : ", ") + named.getColumn(0).getString();
            places += places.empty() ? "?" : ", ?";
        }
        const std::string name{table.name}, key{table.key};
        select_ = "SELECT " + columns + " FROM " + name + " NOT INDEXED";
        between_ = " WHERE " + key + " BETWEEN ?1 AND ?2";
        is_ = " WHERE " + key + " = uuid_key(?1)";
        order_ = " ORDER BY " + key;
        put_.emplace(to, "INSERT OR IGNORE INTO " + name + "(" + columns + ") VALUES (" + places + ")");
    }

    /// Copies rows from the first one on and from the last one back, each until one cannot be read; whether all could.
    bool all() {
        return try_to([&] { copy("", ""); }) || (try_to([&] { copy("", " DESC"); }), false);
    }
    bool between(const std::string& first, const std::string& last) {
        return try_to([&] { copy(between_, "", first, last); }) ||
               (try_to([&] { copy(between_, " DESC", first, last); }), false);
    }
    /// Those whose key is a uuid that begins with this byte.
    void beginning_with(unsigned char byte) {
        const std::string first(1, static_cast<char>(byte)), last = first + std::string(16, '\xFF');
        try_to([&] { copy(between_, "", Bytes{first}, Bytes{last}); }) ||
            try_to([&] { copy(between_, " DESC", Bytes{first}, Bytes{last}); });
    }
    /// The row or rows of one key. Throws where one cannot be read.
    void of(const std::string& key) { copy(is_, "", key); }

private:
    template <class... Bounds> void copy(const std::string& condition, const char* direction, const Bounds&... bounds) {
        SQLite::Statement rows{from_, select_ + condition + order_ + direction};
        [[maybe_unused]] int place = 0;
        (bind(rows, ++place, bounds), ...);
        copy_all(rows, *put_);
    }
    struct Bytes {
        const std::string& bytes;
    };
    static void bind(SQLite::Statement& rows, int place, const std::string& text) { rows.bind(place, text); }
    static void bind(SQLite::Statement& rows, int place, Bytes bound) {
        rows.bind(place, bound.bytes.data(), static_cast<int>(bound.bytes.size()));
    }
    template <class Work> static bool try_to(const Work& work) {
        try {
            work();
            return true;
        } catch (const SQLite::Exception& error) {
            if (!is_loss(error)) throw;
            return false;
        }
    }

    SQLite::Database& from_;
    std::string select_, between_, is_, order_;
    std::optional<SQLite::Statement> put_;
};

/// A number that a query gives, or 0 where it cannot be answered.
std::int64_t number(SQLite::Database& db, const std::string& query) {
    try {
        return db.execAndGet(query).getInt64();
    } catch (const SQLite::Exception&) {
        return 0;
    }
}

struct Keys {
    std::int64_t first, last;
};

/// All that may be there: ids go on past the last one that is known.
Keys keys_of(SQLite::Database& from, SQLite::Database& to, const SavedTable& table) {
    if (table.name == "content")
        return {number(to, "SELECT min(id) FROM intake"), number(to, "SELECT max(id) FROM intake")};
    if (table.name == "food") return {1, number(from, "SELECT max(id) FROM food") + 1'000};
    std::int64_t last = number(to, "SELECT max(id) FROM dose");
    if (table.name == "intake") {
        last = std::max({last, number(to, "SELECT max(id) FROM intake"), number(from, "SELECT intake FROM clock"),
            number(from, "SELECT max(id) FROM main.intake INDEXED BY intake_by_time")});
    }
    constexpr std::int64_t more = 1'000, most = 5'000'000;
    return {1, std::min(last + more, most)};
}

/// The nutrients that the sums of a day name, or all where those cannot be read either.
std::vector<std::int64_t> named_nutrients(SQLite::Database& from, std::int64_t day) {
    std::vector<std::int64_t> named;
    try {
        Statements statements{from};
        DaySumTable{statements}.for_each(
            {Day{std::chrono::days{day}}, Day{std::chrono::days{day}}}, [&](Day, const DaySums& sums) {
                for (const Sum& sum : sums.sums) named.push_back(sum.nutrient);
            });
    } catch (const SQLite::Exception& error) {
        if (!is_loss(error)) throw;
    } catch (const MachineError&) {  // an impossible value
    }
    if (named.empty()) {
        for (const NutrientInfo& known : known_ingredients()) {
            if (known.is_nutrient()) named.push_back(column(known.id));
        }
    }
    return named;
}

}  // namespace

bool is_loss(const SQLite::Exception& error) {
    const int code = error.getErrorCode() & 0xFF;
    return is_damage(error) || code == SQLITE_IOERR || code == SQLITE_ERROR || code == SQLITE_NOTADB;
}

void copy_rows(SQLite::Database& from, SQLite::Database& to, const SavedTable& table, const std::string& key) {
    Rows{from, to, table}.of(key);
}

Unread copy_readable(SQLite::Database& from, SQLite::Database& to, const SavedTable& table) {
    Rows rows{from, to, table};
    if (rows.all()) return {};
    Unread unread{.any = true, .keys = {}};
    if (table.is_numbered) {
        const auto [first, last] = keys_of(from, to, table);
        for (std::int64_t key = first; key <= last; ++key) {
            if (const auto text = std::to_string(key); !rows.between(text, text)) unread.keys.insert(key);
        }
        return unread;
    }
    constexpr std::string_view letters = "0123456789abcdefghijklmnopqrstuvwxyz";
    for (const char first : letters) {
        for (const char second : letters) {
            const std::string prefix{first, second};
            rows.between(prefix, prefix + '~');
        }
    }
    for (int byte = 0; byte <= 0xFF; ++byte) rows.beginning_with(static_cast<unsigned char>(byte));
    return unread;
}

std::int64_t lost_entries(SQLite::Database& from, SQLite::Database& to) {
    std::set<std::int64_t> lost;
    SQLite::Statement there{to, "SELECT 1 FROM intake WHERE id = ?1"};
    for (const char* named : {"SELECT id FROM main.intake INDEXED BY intake_by_time WHERE day IS NOT NULL ORDER BY day",
             "SELECT id FROM main.intake INDEXED BY intake_by_time WHERE day IS NOT NULL ORDER BY day DESC",
             "SELECT id FROM main.intake INDEXED BY sqlite_autoindex_intake_1 WHERE uuid IS NOT NULL ORDER BY uuid",
             "SELECT id FROM main.intake INDEXED BY sqlite_autoindex_intake_1 WHERE uuid IS NOT NULL"
             " ORDER BY uuid DESC"}) {
        try {
            SQLite::Statement ids{from, named};
            while (ids.executeStep()) {
                there.reset();
                there.bind(1, ids.getColumn(0).getInt64());
                if (!there.executeStep()) lost.insert(ids.getColumn(0).getInt64());
            }
        } catch (const SQLite::Exception& error) {
            if (!is_loss(error)) throw;
        }
    }
    return static_cast<std::int64_t>(lost.size());
}

int leave_unknown(SQLite::Database& from, SQLite::Database& to, const std::set<std::int64_t>& intakes) {
    int entries = 0;
    SQLite::Statement taken{to, "SELECT id, day FROM intake WHERE kind < ?1"};
    SQLite::Statement put{
        to, "INSERT OR IGNORE INTO content(intake, nutrient, amount, compound, basis) VALUES (?1, ?2, NULL, '', 0)"};
    taken.bind(1, column(Taken::symptom));
    while (taken.executeStep()) {
        const std::int64_t id = taken.getColumn(0).getInt64();
        if (!intakes.contains(id)) continue;
        int missing = 0;
        for (const std::int64_t nutrient : named_nutrients(from, taken.getColumn(1).getInt64())) {
            put.reset();
            SQLite::bind(put, id, nutrient);
            missing += put.exec();
        }
        if (missing > 0) ++entries;
    }
    return entries;
}

}  // namespace epsom::store
