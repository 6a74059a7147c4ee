#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <optional>
#include <vector>

// Damage to a data file is noticed when it is read: each page ends in a checksum of the rest of it. They are written and compared
// between SQLite and its own access to files, as by SQLite's extension cksumvfs (sqlite.org/cksumvfs.html), with another sum: one
// that also knows where in the file its page belongs, and is not 0 for a page of zeros. A page that does not carry its checksum
// is an SQLITE_IOERR_DATA. Journals are not touched: what they hold gets its checksums when it is rolled back.
namespace epsom::store {

/// The name under which SQLite opens files so, on top of what its default access to files is now.
const char* checked_files();

/// A file that SQLite has still to begin, or to write anew as a whole, will have checksums. Call it before the first question.
void want_checksums(SQLite::Database& db);
/// The same for a file that a backup fills, whose pages may come in any order.
void expect_checksums(SQLite::Database& db, int page_size);

/// Whether the pages of the file carry checksums, as its first page says when it was read last; empty for a store in memory.
std::optional<bool> carries_checksums(SQLite::Database& db);

struct DamagedPages {
    std::int64_t of = 0;  // how many pages there are
    std::vector<std::int64_t> pages;  // numbers from 1
};
/// Reads every page of a file with checksums but those that are free: a power cut may leave a half-written one, because SQLite neither
/// restores nor reads them. Call it in a transaction, so that nobody writes meanwhile.
DamagedPages damaged_pages(SQLite::Database& db);

/// While it lives, pages are read without a look at their checksums: for a backup, which also reads what is free.
class Unchecked {
public:
    explicit Unchecked(SQLite::Database& db);
    Unchecked(const Unchecked&) = delete;
    Unchecked& operator=(const Unchecked&) = delete;
    ~Unchecked();

private:
    SQLite::Database& db_;
};

}  // namespace epsom::store
