#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

// Damage to a database is noticed when it is read: each page ends in a checksum of its rest. They are written and
// compared between SQLite and its own access to files, as by SQLite's extension cksumvfs (sqlite.org/cksumvfs.html).
// The sum is another one: it also knows where in the file its page belongs, and is not 0 for a page of zeros. A page
// without its checksum is an SQLITE_IOERR_DATA. Journals are not touched: their pages get checksums when they are
// rolled back.
namespace epsom::store {

/// The name under which SQLite opens files so, on top of what its default access to files is now.
const char* checked_files();

/// A file that SQLite has yet to begin, or to rewrite as a whole, will have checksums. Call it before the first query.
void want_checksums(SQLite::Database& db);
/// A file that a backup fills, with pages in any order, will have checksums.
void expect_checksums(SQLite::Database& db, int page_size);

/// Whether the pages of the file carry checksums, as its first page says when it was read last; empty for a store in
/// memory.
std::optional<bool> carries_checksums(SQLite::Database& db);

/// Whether a program that knows no checksums wrote the file last. Each page that it wrote lacks its checksum, as a
/// damaged one does. But epsom leaves a mark of its own, with SQLite's counter of changes, where SQLite puts the number
/// of its version: the first page without its checksum is damaged where the mark is, and another program's where that
/// has put a number over it, with both its counters alike.
bool written_by_another(SQLite::Database& db);
/// Reads and writes the pages of a file that another program wrote as they are.
void believe(SQLite::Database& db, bool believed);
[[nodiscard]] bool is_believed(SQLite::Database& db);
/// Repairs pages while they are read, for what can be saved of a damaged file: a page with one damaged byte is read as
/// it was, which its checksum tells. Its number goes to `mended`, which must outlive the connection's last question.
void mend_pages(SQLite::Database& db, std::set<std::int64_t>& mended);
/// The first page is read whatever its checksum: the tables that it names are those of epsom.
void overlook_first_page(SQLite::Database& db);
/// Gives every page but the first one that lacks its checksum one, in place: what SQLite reads of it does not change.
/// The caller keeps others from reading and writing, and then changes the first page, whose checksum makes the file
/// epsom's again.
void add_missing_checksums(SQLite::Database& db);
/// Whether the file has a write-ahead log, which epsom never gives it.
bool has_log(SQLite::Database& db);

struct DamagedPages {
    std::int64_t of = 0;              // how many pages there are
    std::vector<std::int64_t> pages;  // numbers from 1
};
/// Reads every page of a file with checksums but those that are free: a power cut may leave a half-written one, because
/// SQLite neither restores nor reads them. Call it in a transaction, so that nobody writes meanwhile.
DamagedPages damaged_pages(SQLite::Database& db);

/// Reads pages without a look at their checksums while it lives: for a backup, which also reads what is free.
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
