#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>

namespace epsom::store {

/// A table that an export reads.
struct SavedTable {
    std::string_view name;
    /// Its rows are found one by one with this where the table cannot be read from end to end: a number, else a uuid or
    /// a word.
    std::string_view key;
    bool is_numbered;
    std::string_view called;  // "log entries: at least 12 lost"
};
inline constexpr std::array saved_tables{
    SavedTable{"setting", "key", false, "profile settings"},
    SavedTable{"stage", "uuid", false, "life stages"},
    SavedTable{"dose", "id", true, "doses"},
    SavedTable{"ingredient", "uuid", false, "your own ingredients"},
    SavedTable{"food", "id", true, "imported foods"},
    SavedTable{"intake", "id", true, "log entries"},
    SavedTable{"content", "intake", true, "contents of log entries"},
    SavedTable{"skip", "uuid", false, "skipped doses"},
    SavedTable{"complete_day", "uuid", false, "statements that a day is complete"},
    SavedTable{"tombstone", "uuid", false, "marks of what was removed"},
};

/// Whether an error means that something of the file cannot be read, which salvage goes on without.
bool is_loss(const SQLite::Exception& error);

/// Copies the row or rows with that key. Throws SQLite::Exception when they cannot be read.
void copy_rows(SQLite::Database& from, SQLite::Database& to, const SavedTable& table, const std::string& key);

/// What could not be read of a table.
struct Unread {
    bool any = false;
    std::set<std::int64_t> keys;  // of a numbered table, as far as it is known which
};

/// Copies all that can be read of a damaged table: from its first row on, from its last one back, then row by row.
Unread copy_readable(SQLite::Database& from, SQLite::Database& to, const SavedTable& table);

/// How many entries the indexes of the damaged file name that are not in the copy.
std::int64_t lost_entries(SQLite::Database& from, SQLite::Database& to);

/// An entry some of whose contents could not be read has unknown amounts, never none: of the nutrients that the sums of
/// its day name, else of all. How many entries that are, of `intakes`.
int leave_unknown(SQLite::Database& from, SQLite::Database& to, const std::set<std::int64_t>& intakes);

}  // namespace epsom::store
