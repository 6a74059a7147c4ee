#pragma once

#include <optional>

#include "csv_content.hpp"

namespace epsom::exchange {

/// What a row of the diary says, in a table that epsom wrote itself, besides when, what and the note: the score of a
/// symptom, the sleep of a night, the amount of a factor, a blood value.
std::optional<Fault> read_diary(const Cells& cells, Intake& entry);

}  // namespace epsom::exchange
