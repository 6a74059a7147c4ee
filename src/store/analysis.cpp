#include "epsom/store/analysis.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

#include <array>
#include <cassert>
#include <cerrno>
#include <optional>
#include <system_error>
#include <type_traits>
#include <vector>

#include "epsom/machine_error.hpp"
#include "schema.hpp"

namespace epsom {
namespace {

/// "epsa": what marks a file as a database for analysis.
constexpr std::int64_t analysis_id = 0x65707361;

/// Moments and days are text as ISO 8601 has them, truth values 0 and 1, what is not known NULL.
constexpr const char* analysis_schema = R"sql(
PRAGMA journal_mode = OFF;  -- a file that is not finished is thrown away
PRAGMA synchronous = OFF;   -- it is synced once, when it is finished
PRAGMA temp_store = MEMORY;
PRAGMA foreign_keys = ON;
PRAGMA application_id = 0x65707361;
PRAGMA user_version = 1;
BEGIN;

CREATE TABLE meta (
  schema TEXT NOT NULL PRIMARY KEY, epsom_version TEXT NOT NULL, generated_at TEXT NOT NULL,
  first_day TEXT NOT NULL, last_day TEXT NOT NULL, reference TEXT NOT NULL,
  name TEXT, born TEXT, sex TEXT, day_start TEXT NOT NULL) STRICT;

CREATE TABLE dose (
  uuid TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, serving REAL NOT NULL, serving_unit TEXT NOT NULL,
  source TEXT NOT NULL, route TEXT NOT NULL, substance TEXT, schedule TEXT NOT NULL, next TEXT,
  paused INTEGER NOT NULL, stock REAL, run_out TEXT, note TEXT, sets TEXT, low_days INTEGER, expires TEXT,
  ahead TEXT, last_day TEXT, doses_left INTEGER) STRICT;

CREATE TABLE dose_content (
  dose_uuid TEXT NOT NULL REFERENCES dose (uuid), nutrient TEXT NOT NULL, amount REAL, unit TEXT NOT NULL,
  compound TEXT, basis TEXT NOT NULL,
  PRIMARY KEY (dose_uuid, nutrient)) STRICT;

CREATE TABLE entry (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, day TEXT NOT NULL, what TEXT NOT NULL, kind TEXT NOT NULL,
  servings REAL, source TEXT, route TEXT, note TEXT, quantity REAL, quantity_unit TEXT, detail TEXT,
  dose_uuid TEXT REFERENCES dose (uuid)) STRICT;

CREATE TABLE content (
  entry_id INTEGER NOT NULL REFERENCES entry (id), nutrient TEXT NOT NULL, amount REAL, unit TEXT NOT NULL,
  compound TEXT, basis TEXT NOT NULL,
  PRIMARY KEY (entry_id, nutrient)) STRICT;

CREATE TABLE scheduled (
  id INTEGER PRIMARY KEY, dose_uuid TEXT NOT NULL REFERENCES dose (uuid), dose TEXT NOT NULL,
  day TEXT NOT NULL, at TEXT NOT NULL, servings REAL NOT NULL, state TEXT NOT NULL, taken_at TEXT,
  entry_id INTEGER REFERENCES entry (id)) STRICT;

CREATE TABLE day (
  period TEXT NOT NULL, nutrient TEXT NOT NULL, unit TEXT NOT NULL, days INTEGER NOT NULL,
  days_logged INTEGER NOT NULL, supplement REAL, food REAL, usual_diet REAL, total REAL, topical REAL,
  diet TEXT NOT NULL, at_least INTEGER NOT NULL, target REAL, target_kind TEXT, target_percent REAL,
  requirement REAL, requirement_kind TEXT, upper REAL, upper_kind TEXT, upper_scope TEXT, upper_amount REAL,
  upper_percent REAL, over_upper INTEGER, status TEXT NOT NULL, days_met INTEGER NOT NULL,
  days_over_upper INTEGER NOT NULL, stage TEXT NOT NULL, cdrr REAL, over_cdrr INTEGER,
  PRIMARY KEY (period, nutrient)) STRICT;

CREATE TABLE night (
  night TEXT NOT NULL, name TEXT NOT NULL, score REAL, dose REAL, unit TEXT NOT NULL, onset TEXT, sleep INTEGER,
  factors TEXT, left_out TEXT, note TEXT, sleep_quality REAL, sleep_latency INTEGER, wakings INTEGER,
  nutrient TEXT NOT NULL,
  PRIMARY KEY (night, name)) STRICT;

CREATE TABLE lab (
  id INTEGER NOT NULL PRIMARY KEY REFERENCES entry (id), name TEXT NOT NULL, day TEXT NOT NULL, comparator TEXT,
  value REAL, unit TEXT, range_low REAL, range_high REAL, note TEXT) STRICT;

CREATE TABLE reference_value (
  nutrient TEXT NOT NULL, role TEXT NOT NULL, first_day TEXT NOT NULL, last_day TEXT NOT NULL,
  value REAL NOT NULL, unit TEXT NOT NULL, kind TEXT NOT NULL, scope TEXT, counted_as TEXT, diet TEXT,
  authority TEXT, source TEXT NOT NULL,
  PRIMARY KEY (nutrient, role, first_day)) STRICT;
)sql";

/// Made last, which takes less time than to keep them while rows are added.
constexpr const char* analysis_indexes = R"sql(
CREATE INDEX entry_by_day ON entry (day, at);
CREATE INDEX entry_of_dose ON entry (dose_uuid) WHERE dose_uuid IS NOT NULL;
CREATE INDEX content_of_nutrient ON content (nutrient);
CREATE INDEX scheduled_by_day ON scheduled (day, at);
CREATE INDEX scheduled_of_dose ON scheduled (dose_uuid, day);
CREATE INDEX day_of_nutrient ON day (nutrient, period);
CREATE INDEX lab_by_name ON lab (name, day);
COMMIT;
)sql";

struct TableStatements {
    AnalysisTable table;
    const char* select;  // no row: for the names of its columns
    const char* insert;
};
constexpr std::array analysis_tables{
    TableStatements{AnalysisTable::meta, "SELECT * FROM meta", "INSERT INTO meta VALUES (?,?,?,?,?,?,?,?,?,?)"},
    TableStatements{
        AnalysisTable::dose, "SELECT * FROM dose", "INSERT INTO dose VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"},
    TableStatements{
        AnalysisTable::dose_content, "SELECT * FROM dose_content", "INSERT INTO dose_content VALUES (?,?,?,?,?,?)"},
    TableStatements{
        AnalysisTable::entry, "SELECT * FROM entry", "INSERT INTO entry VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"},
    TableStatements{AnalysisTable::content, "SELECT * FROM content", "INSERT INTO content VALUES (?,?,?,?,?,?)"},
    TableStatements{
        AnalysisTable::scheduled, "SELECT * FROM scheduled", "INSERT INTO scheduled VALUES (?,?,?,?,?,?,?,?,?)"},
    TableStatements{AnalysisTable::day, "SELECT * FROM day",
        "INSERT INTO day VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"},
    TableStatements{
        AnalysisTable::night, "SELECT * FROM night", "INSERT INTO night VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)"},
    TableStatements{AnalysisTable::lab, "SELECT * FROM lab", "INSERT INTO lab VALUES (?,?,?,?,?,?,?,?,?)"},
    TableStatements{AnalysisTable::reference_value, "SELECT * FROM reference_value",
        "INSERT INTO reference_value VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"},
};
constexpr std::size_t place_of(AnalysisTable table) { return static_cast<std::size_t>(table); }
static_assert([] {
    for (std::size_t i = 0; i < analysis_tables.size(); ++i) {
        if (place_of(analysis_tables[i].table) != i) return false;
    }
    return true;
}());

}  // namespace

struct AnalysisDatabase::Impl {
    struct Table {
        std::vector<std::string> columns;
        std::optional<SQLite::Statement> insert;
    };
    explicit Impl(const std::filesystem::path& file) : db{file.string(), SQLite::OPEN_READWRITE} {}

    /// Calls `work`, and says what the system answered where SQLite fails.
    template <class Work> void written(Work&& work) {
        try {
            work();
        } catch (const SQLite::Exception& error) {
            const int code = error.getErrorCode() & 0xFF;
            if (code == SQLITE_CONSTRAINT || code == SQLITE_MISMATCH)
                throw MachineError{
                    std::string{"the database is inconsistent: "} + error.what(), "to check it: epsom check database"};
            const int reason = sqlite3_system_errno(db.getHandle());
            throw std::system_error{
                code == SQLITE_FULL ? ENOSPC : (reason != 0 ? reason : EIO), std::generic_category()};
        }
    }

    SQLite::Database db;
    std::array<Table, analysis_tables.size()> tables;
};

AnalysisDatabase::AnalysisDatabase(const std::filesystem::path& file) {
    try {
        impl_ = std::make_unique<Impl>(file);
    } catch (const SQLite::Exception&) {
        throw std::system_error{errno != 0 ? errno : EIO, std::generic_category()};
    }
    impl_->written([this] {
        impl_->db.exec(analysis_schema);
        for (const auto& [table, select, insert] : analysis_tables) {
            auto& [columns, statement] = impl_->tables[place_of(table)];
            SQLite::Statement names{impl_->db, select};
            for (int i = 0; i < names.getColumnCount(); ++i) columns.emplace_back(names.getColumnName(i));
            statement.emplace(impl_->db, insert);
        }
    });
}

AnalysisDatabase::~AnalysisDatabase() = default;

std::span<const std::string> AnalysisDatabase::columns(AnalysisTable table) const {
    return impl_->tables[place_of(table)].columns;
}

void AnalysisDatabase::add(AnalysisTable table, std::span<const Cell> row) {
    auto& [columns, insert] = impl_->tables[place_of(table)];
    assert(row.size() == columns.size());
    impl_->written([&row, &insert = *insert] {
        for (std::size_t i = 0; i < row.size(); ++i) {
            const int place = static_cast<int>(i) + 1;
            std::visit(
                [&](const auto& value) {
                    using Held = std::remove_cvref_t<decltype(value)>;
                    if constexpr (std::is_same_v<Held, std::monostate>) insert.bind(place);
                    else if constexpr (std::is_same_v<Held, std::string>) insert.bindNoCopy(place, value);
                    else insert.bind(place, value);
                },
                row[i]);
        }
        insert.exec();
        insert.reset();
    });
}

void AnalysisDatabase::finish() {
    impl_->written([this] {
        for (auto& [columns, insert] : impl_->tables) insert.reset();
        impl_->db.exec(analysis_indexes);
    });
}

bool AnalysisDatabase::is_in(const std::filesystem::path& file) {
    const auto marks = store::marks_in(file);
    return marks && marks->owner == analysis_id;
}

}  // namespace epsom
