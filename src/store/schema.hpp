#pragma once

#include <SQLiteCpp/Database.h>

namespace epsom::store {

/// "epsm": what marks a SQLite file as ours.
inline constexpr int application_id = 0x6570736d;
/// The newest schema that this program writes.
int newest_schema();
/// Whether the file is ours and has the newest schema.
bool is_newest(SQLite::Database& db);

/// Brings an empty or older file to the newest schema, in one transaction. Throws MachineError when the file is another
/// program's or newer than this one.
void upgrade(SQLite::Database& db);

}  // namespace epsom::store
