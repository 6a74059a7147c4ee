#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>

#include "columns.hpp"
#include "day_sums.hpp"
#include "epsom/text/text.hpp"
#include "impl.hpp"
#include "own_ingredients.hpp"
#include "page_checksum.hpp"
#include "schema.hpp"

namespace epsom {
namespace {

/// A rule that every database of epsom keeps: how many rows break it, and what that means.
struct Invariant {
    const char* broken;
    const char* meaning;
};
// The bounds that columns.hpp reads by, as the SQL below writes them.
static_assert(store::column(store::last(Taken{})) == 9 && store::column(store::last(Source{})) == 1 &&
              store::column(store::last(Route{})) == 1 && store::first_own == 32768 &&
              store::column(store::last(Basis{})) == 2 && store::column(store::last(LifeStage{})) == 2 &&
              store::column(store::last(RecordKind{})) == 7 && store::most_mass.nanograms() == 1'000'000'000'000'000);
constexpr std::array invariants{
    Invariant{"SELECT (SELECT count(*) FROM pragma_foreign_key_check)"
              " + (SELECT count(*) FROM change_row WHERE change NOT IN (SELECT id FROM change))",
        "rows that belong to no record"},
    Invariant{
        "SELECT (SELECT count(*) FROM intake WHERE kind NOT BETWEEN 0 AND 9 OR source NOT IN (0, 1) OR route NOT IN "
        "(0, 1))"
        " + (SELECT count(*) FROM dose WHERE source NOT IN (0, 1) OR route NOT IN (0, 1))"
        " + (SELECT count(*) FROM content WHERE nutrient < 0 OR (nutrient >= 32768 AND nutrient NOT IN (SELECT id "
        "FROM ingredient)) OR basis NOT BETWEEN 0 AND 2)"
        " + (SELECT count(*) FROM dose, json_each(dose.contents) WHERE value ->> 0 < 0 OR (value ->> 0 >= 32768 AND "
        "value ->> 0 NOT IN (SELECT id FROM ingredient)) OR value ->> 3 NOT BETWEEN 0 AND 2)"
        " + (SELECT count(*) FROM stage WHERE stage NOT IN (1, 2)) + (SELECT count(*) FROM tombstone WHERE kind NOT "
        "BETWEEN 0 AND 7)"
        " + (SELECT count(*) FROM change_row WHERE kind NOT BETWEEN 0 AND 7)"
        " + (SELECT count(*) FROM food, json_each(food.amounts) WHERE value ->> 0 < 0 OR (value ->> 0 >= 32768 AND "
        "value ->> 0 NOT IN (SELECT id FROM ingredient)))"
        " + (SELECT count(*) FROM complete_day WHERE source NOT IN (0, 1))",
        "rows of an unknown kind"},
    Invariant{
        "SELECT (SELECT count(*) FROM intake WHERE servings < 0 OR quantity NOT BETWEEN 0 AND 1000000000000000)"
        " + (SELECT count(*) FROM content WHERE amount NOT BETWEEN 0 AND 1000000000000000) + (SELECT count(*) FROM "
        "dose WHERE serving < 0)"
        " + (SELECT count(*) FROM dose, json_each(dose.contents) WHERE value ->> 1 NOT BETWEEN 0 AND 1000000000000000)"
        " + (SELECT count(*) FROM food, json_each(food.amounts) WHERE value ->> 1 NOT BETWEEN 0 AND 1000000000000000)",
        "impossible amounts"},
    Invariant{
        "SELECT count(*) FROM tombstone WHERE uuid IN (SELECT uuid FROM intake UNION ALL SELECT uuid FROM dose UNION "
        "ALL SELECT uuid FROM skip"
        " UNION ALL SELECT uuid FROM stage UNION ALL SELECT uuid FROM food UNION ALL SELECT key FROM setting"
        " UNION ALL SELECT uuid FROM complete_day UNION ALL SELECT uuid FROM ingredient)",
        "records both present and deleted"},
    Invariant{"SELECT abs((SELECT count(*) FROM clock) - 1)"
              " + (SELECT count(*) FROM (SELECT coalesce(stamp, recorded) AS stamp FROM intake "
              "UNION ALL SELECT stamp FROM dose UNION ALL"
              " SELECT stamp FROM setting UNION ALL SELECT stamp FROM stage UNION ALL SELECT stamp FROM skip UNION ALL "
              "SELECT stamp FROM food UNION ALL"
              " SELECT stamp FROM tombstone UNION ALL SELECT stamp FROM complete_day UNION ALL SELECT stamp FROM "
              "ingredient) WHERE stamp > (SELECT max(stamp) FROM clock))",
        "changes later than the database clock"},
    // A statement about a day has one key on every device, see record_key(); after 9999 SQLite has no dates.
    Invariant{
        "SELECT count(*) FROM complete_day"
        " WHERE uuid IS NOT date(day * 86400, 'unixepoch') || CASE source WHEN 1 THEN ' food' ELSE ' supplement' END",
        "complete-day records stored under another day"},
    // An image is a stamp, or a list that begins with one and has as many parts as its kind of record (see
    // records.hpp); where the uuid is a number, it is the last number of those that were added; that of a dose had 18
    // in schema 3 and 19 in schema 5, that of an entry had 19 and, in schema 4, 20, that of a skip had one less in
    // schema 2.
    Invariant{
        "SELECT count(*) FROM change_row WHERE image IS NOT NULL AND CASE WHEN NOT json_valid(image) THEN true"
        " WHEN json_type(image) = 'integer' THEN"
        "  typeof(uuid) = 'integer' AND (CAST(image AS INTEGER) < uuid OR kind NOT IN (2, 5))"
        " ELSE json_type(image) IS NOT 'array' OR json_type(image, '$[0]') IS NOT 'integer'"
        "  OR json_array_length(image) IS NOT CASE kind WHEN 0 THEN 2 WHEN 1 THEN 4 WHEN 2 THEN "
        "iif(json_array_length(image) IN (19, 20), json_array_length(image), 21)"
        " WHEN 3 THEN iif(json_array_length(image) IN (18, 19), json_array_length(image), 22)"
        " WHEN 4 THEN iif(json_array_length(image) = 5, 5, 6) WHEN 5 THEN iif(json_type(image, '$[4]') = 'array', 5, "
        "10) WHEN 6 THEN 3 WHEN 7 THEN 5 END END",
        "records that undo could not restore"},
};

/// "3 of its 41 pages are damaged (pages 7, 9, 12)".
std::string spelled(const store::DamagedPages& damaged) {
    constexpr std::size_t most = 10;
    const bool one = damaged.pages.size() == 1;
    std::string text = std::to_string(damaged.pages.size()) + " of its " + std::to_string(damaged.of) +
                       (damaged.of == 1 ? " page" : " pages") + (one ? " is damaged (page " : " are damaged (pages ");
    for (std::size_t i = 0; i < std::min(damaged.pages.size(), most); ++i) {
        text += (i == 0 ? "" : ", ") + std::to_string(damaged.pages[i]);
    }
    return text + (damaged.pages.size() > most ? " …)" : ")");
}

/// Asks one question; that it cannot be answered is a fault too.
template <class Question> void look(std::vector<std::string>& faults, Question&& question) {
    try {
        question();
    } catch (const SQLite::Exception& failure) {
        if (!store::is_damage(failure)) store::rethrow_as_machine_error();
        faults.emplace_back("it is truncated or unreadable");
    }
}

/// What another program made of the tables.
std::vector<std::string> schema_faults(SQLite::Database& db) {
    std::vector<std::string> faults;
    const auto differing = store::differing_tables(db);
    for (const auto& name : differing) faults.push_back("its " + name + " differs from the schema of epsom");
    SQLite::Statement extra{db,
        "SELECT type || ' ' || name FROM sqlite_schema AS s WHERE type = 'trigger' OR (type = 'index' AND upper(sql) "
        "LIKE 'CREATE UNIQUE%')"};
    while (extra.executeStep()) faults.push_back("unexpected " + extra.getColumn(0).getString());
    return faults;
}

}  // namespace

std::vector<std::string> store::content_faults(SQLite::Database& db) {
    std::vector<std::string> faults;
    look(faults, [&] {
        SQLite::Statement integrity{db, "PRAGMA integrity_check(20)"};
        while (integrity.executeStep()) {
            for (const auto& line : split(integrity.getColumn(0).getString(), '\n')) {
                if (line != "ok" && !line.starts_with("***")) faults.push_back("SQLite reports: " + line);
            }
        }
    });
    if (!faults.empty()) return faults;
    look(faults, [&] { faults = schema_faults(db); });
    if (!faults.empty()) return faults;
    for (const Invariant& invariant : invariants) {
        look(faults, [&] {
            if (const auto count = db.execAndGet(invariant.broken).getInt64(); count > 0)
                faults.push_back(std::string{invariant.meaning} + ": " + std::to_string(count));
        });
    }
    // Another program cannot keep them: they are written again when the file is accepted.
    if (faults.empty() && !is_believed(db) && marks_in(db).version == newest_schema()) {
        look(faults, [&] {
            Statements statements{db};
            if (const auto count = DaySumTable{statements}.wrong(); count > 0)
                faults.push_back("days whose totals differ from their entries: " + std::to_string(count));
        });
    }
    return faults;
}

std::vector<std::string> Store::faults() const {
    std::vector<std::string> faults;
    SQLite::Database& db = impl_->db;
    std::optional<SQLite::Transaction> one_moment;
    look(faults, [&] {
        if (sqlite3_get_autocommit(db.getHandle()) != 0) one_moment.emplace(db);
        db.execAndGet("SELECT count(*) FROM sqlite_schema");
        if (!store::is_believed(db) && store::lacks_checksums(db)) {
            faults.emplace_back("its pages lack their checksums");
        }
    });
    if (!store::is_believed(db)) {
        if (const auto damaged = store::damaged_pages(db); !damaged.pages.empty()) return {spelled(damaged)};
    }
    if (!faults.empty()) return faults;
    faults = store::content_faults(db);
    if (!faults.empty()) return faults;
    // The final test reads each record as an export does.
    try {
        (void)profile();
        for_each_record([](const Stored&) {});
    } catch (const MachineError&) {
        faults.emplace_back("a record has an unknown value");
    }
    return faults;
}

}  // namespace epsom
