#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "day_sums.hpp"
#include "epsom/domain/record.hpp"
#include "statements.hpp"

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

/// Where records are read and written, and the days whose sums that changes.
class Records {
public:
    explicit Records(Statements& statements) : statements_{&statements} {}
    [[nodiscard]] Statements& statements() const { return *statements_; }
    /// The sums of a day, given as columns have it, are no longer those of its contents: until they are renewed, who
    /// reads them adds up the contents.
    void note_day(std::int64_t day);
    /// Writes the sums of the days that were noted.
    void renew_day_sums() { store::renew_day_sums(*statements_, days_); }

private:
    Statements* statements_;
    std::set<std::int64_t> days_;
};

Image image_of(Records& db, RecordKind kind, const std::string& uuid);
void remove_live(Records& db, RecordKind kind, const std::string& uuid);
void bury(Records& db, RecordKind kind, const std::string& uuid, std::int64_t stamp);
void unbury(Records& db, const std::string& uuid);
/// Brings a record back to the state of `image`, to the letter.
void restore(Records& db, RecordKind kind, const std::string& uuid, const Image& image);
/// Makes the present state of a record, which is `image`, an edit that happens now. One that was never heard of becomes
/// a tombstone, because another device may have heard of it since.
void restamp(Records& db, RecordKind kind, const std::string& uuid, const Image& image, std::int64_t stamp);

/// A random one (version 4). Throws MachineError when the system gives no random numbers.
std::string random_uuid();

}  // namespace epsom::store
