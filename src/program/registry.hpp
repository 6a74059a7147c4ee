#pragma once

// program: the list of commands and everything that is made from it: command line, dispatch, help, completion.
// It may know every command by its entry.
// Never here: what a single command does, or anything that is asked of the database.

#include <memory>
#include <span>
#include <string_view>

#include "session/command.hpp"

namespace epsom {

struct CommandEntry {
    std::string_view path;     // "log", "log list"
    std::string_view summary;  // one line
    std::unique_ptr<Command> (*make)();
};

/// Every command, in the order in which help lists them.
std::span<const CommandEntry> registry();
/// The command of that path, or none.
const CommandEntry* find_command(std::string_view path);

}  // namespace epsom
