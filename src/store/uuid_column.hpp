#pragma once

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <string>

// How the key of a record looks in SQL. A uuid, as RFC 9562 writes it, takes its 16 bytes in place of 36 letters: each
// entry has one in its row, one in the index and, where a dose was taken, three more of that dose. Other keys, such as
// the names of settings, are text.
namespace epsom::store {

void bind_uuid(SQLite::Statement& statement, int place, const std::string& uuid);

/// The key as it was bound. Throws MachineError where it is neither text nor 16 bytes.
[[nodiscard]] std::string uuid_in(const SQLite::Column& value);

/// Gives SQL on this connection `uuid_key(text)` and `uuid_text(key)`, for JSON, which holds no bytes, and for files
/// of older schemas. Null stays null.
void add_uuid_functions(SQLite::Database& db);

}  // namespace epsom::store
