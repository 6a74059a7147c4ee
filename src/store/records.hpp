#pragma once

#include <cstdint>
#include <optional>
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

/// Where records are read and written, and the sums that follow from them.
struct Records {
    Statements& statements;
    DaySumTable& day_sums;
};

Image image_of(const Records& db, RecordKind kind, const std::string& uuid);
void remove_live(const Records& db, RecordKind kind, const std::string& uuid);
void bury(const Records& db, RecordKind kind, const std::string& uuid, std::int64_t stamp);
void unbury(const Records& db, const std::string& uuid);
/// Brings a record back to the state of `image`, to the letter.
void restore(const Records& db, RecordKind kind, const std::string& uuid, const Image& image);
/// Makes the present state of a record, which is `image`, an edit that happens now. One that was never heard of becomes
/// a tombstone, because another device may have heard of it since.
void restamp(const Records& db, RecordKind kind, const std::string& uuid, const Image& image, std::int64_t stamp);

/// A random one (version 4). Throws MachineError when the system gives no random numbers.
std::string random_uuid();

}  // namespace epsom::store
