#pragma once

#include <optional>
#include <string>

#include "session/context.hpp"

namespace epsom {

/// `epsom export --format sqlite FILE`: what `file` is to contain, and what it may replace. An earlier one is replaced
/// without being asked, so that cron can write to the same place each night; any other file only by `force`.
struct SqliteAsked {
    std::optional<std::string> file;  // empty, or "-": standard output, which is refused
    std::optional<std::string> period;
    bool force = false;
};
ExitCode export_sqlite(Context& context, const SqliteAsked& asked);

}  // namespace epsom
