#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "epsom/domain/record.hpp"

// One mechanism takes back every change and merges every other device's. A record (a setting, a stage, an intake with
// its contents, a dose, a skip, a food, a complete day) is, at any time, in one of three states, and its image is that
// state as JSON:
//     null                never heard of
//     123                 removed, with the stamp of its end: a tombstone
//     [456, …]            on file: its stamp, then its columns, in the order of `records` in records.cpp
namespace epsom::store {

using Image = std::optional<std::string>;

[[nodiscard]] inline bool is_live(const Image& image) { return image && image->front() == '['; }
/// Of a live record or a tombstone; 0 of one never heard of.
std::int64_t stamp_of(const Image& image);

/// The number of an entry or a dose, in the image of a live one.
std::int64_t id_in(const std::string& image);

/// Statements that are prepared once, however many records they are for, and the days whose sums those change. A
/// database is one for a single record.
class Statements {
public:
    Statements(SQLite::Database& db) : db_{&db} {}  // NOLINT(google-explicit-constructor)
    /// Ready to be bound. `text` has to outlive this.
    [[nodiscard]] SQLite::Statement& prepared(std::string_view text) const;
    /// The sums of a day, given as columns have it, are no longer those of its contents: until renew_day_sums() writes
    /// them, who reads them adds up the contents.
    void note_day(std::int64_t day) const;
    [[nodiscard]] const std::set<std::int64_t>& days() const { return days_; }
    [[nodiscard]] SQLite::Database& database() const { return *db_; }

private:
    SQLite::Database* db_;
    mutable std::map<const char*, SQLite::Statement> prepared_;  // by where the text stands
    mutable std::set<std::int64_t> days_;
};

Image image_of(const Statements& db, RecordKind kind, const std::string& uuid);
void remove_live(const Statements& db, RecordKind kind, const std::string& uuid);
void bury(const Statements& db, RecordKind kind, const std::string& uuid, std::int64_t stamp);
void unbury(const Statements& db, const std::string& uuid);
/// Brings a record back to the state of `image`, to the letter.
void restore(const Statements& db, RecordKind kind, const std::string& uuid, const Image& image);
/// Makes the present state of a record, which is `image`, an edit that happens now. One that was never heard of becomes
/// a tombstone, because another device may have heard of it since.
void restamp(const Statements& db, RecordKind kind, const std::string& uuid, const Image& image, std::int64_t stamp);

/// A random one (version 4). Throws MachineError when the system gives no random numbers.
std::string random_uuid();

}  // namespace epsom::store
