#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/result.hpp"

namespace epsom::exchange {

/// What a heading asks of each row: its state ("Status"), whether it was taken ("Taken?"), whether it was not
/// ("Skipped", "deleted_at"), or why it was not ("Skip reason").
enum class StatusHeading : std::uint8_t { state, taken, not_taken, reason };
/// By the words of English, German, French, Spanish, Italian, Dutch and Portuguese, and some others; empty for any
/// other heading.
std::optional<StatusHeading> find_status_heading(std::string_view heading);

/// Whether the dose of a row was taken.
struct Status {
    bool taken = true;
    std::string why = {};  // "skipped", as the row says it; of one that was not taken
};
/// Error: a value that is known neither as taken nor as not taken.
Result<Status> read_status(StatusHeading heading, std::string_view value);

/// The columns of a table that say whether a row was taken.
class StatusColumns {
public:
    /// Whether the heading is one of them.
    bool take_heading(std::string_view heading, std::size_t place);
    /// A column whose heading says nothing of it, a note for one: a cell that is "skipped" and no more counts all the
    /// same.
    void watch(std::size_t place) { watched_.push_back(place); }
    struct Fault {
        std::size_t place;
        Error error;
    };
    /// Not taken when one of them says so; else the first that says nothing that is known.
    std::optional<Fault> read(std::span<const std::string_view> fields, Status& status) const;

private:
    struct Column {
        StatusHeading heading;
        std::size_t place;
        std::string name;
    };
    std::vector<Column> columns_;
    std::vector<std::size_t> watched_;
};

}  // namespace epsom::exchange
