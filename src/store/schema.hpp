#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace epsom::store {

/// "epsm": what marks a SQLite file as ours.
inline constexpr int application_id = 0x6570736d;
/// The newest schema that this program writes.
int newest_schema();
/// Whether the file's pages carry no checksums though its schema says that they do.
bool lacks_checksums(SQLite::Database& db);
/// Whether the file is ours and has the newest schema.
bool is_newest(SQLite::Database& db);
/// Whether the file is ours and has tables that can be read without a change to it.
bool is_readable(SQLite::Database& db);

/// Where the file is older and stays so, gives this connection what its tables lack, empty and only to be read.
void lend_todays_tables(SQLite::Database& db);

/// The tables and indexes that are missing, or not as the steps up to the file's version make them: "table 'intake'".
std::vector<std::string> differing_tables(SQLite::Database& db);

/// What the head of a file says about it.
struct Marks {
    std::int64_t owner, version;
    bool empty;  // nobody's yet
};
/// Of a file that SQLite will not read, from its bytes.
std::optional<Marks> marks_in(const std::filesystem::path& file);
Marks marks_in(SQLite::Database& db);
/// Throws MachineError when the file is another program's or newer than this one.
void refuse_others(const std::optional<Marks>& marks);

/// Makes a file that another program wrote, and that was checked as a whole, epsom's again: with checksums and without
/// a write-ahead log. Call it in an exclusive transaction, which it ends.
void make_ours(SQLite::Database& db);

/// Brings an empty or older file to the newest schema. Throws MachineError when the file is another program's, newer
/// than this one, or damaged. A file that can be read as it is may stay so unless it is opened `for_writing`: it may be
/// on read-only media.
void upgrade(SQLite::Database& db, bool for_writing);

}  // namespace epsom::store
