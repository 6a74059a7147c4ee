#pragma once

#include <array>

// The tables, as today's files have them and as each earlier schema had them.
//
// A record (a setting, a stage, an intake with its contents) is known by its uuid (uuid_column.hpp) and carries the
// stamp of its last change: microseconds since 1970, never twice the same, so that the newer of two edits is known
// wherever it was made. What was removed leaves a tombstone with the stamp of its end. `change` and `change_row` hold
// what undo needs: for each record that a change touched, how it was before (change.cpp).
namespace epsom::store {

/// `user_version` counts the steps that a file has taken; steps are only ever appended. A reader that may not write to
/// an older file reads it as it is, with `stands_in` for what the step would have added.
struct Step {
    const char* sql;
    const char* stands_in;
};
extern const std::array<Step, 6> steps;

/// The tables of today that the steps above had already made as they are.
extern const char* const kept_tables;
/// Those that the last step makes again in another form, and their indexes. A new file is made of these and of the
/// tables above, without any step.
extern const char* const moved_tables;
extern const char* const moved_indexes;
extern const char* const first_clock;

/// How a table in another form gets its rows from the earlier ones. They are called intake_6, content_6 and so on
/// meanwhile: renamed or, where the file may not be written, views of those names.
struct Moved {
    const char* table;
    const char* select;
};
extern const std::array<Moved, 11> moved;
extern const char* const rename_moved;
extern const char* const drop_moved;
extern const char* const stands_in_for_renamed;

}  // namespace epsom::store
