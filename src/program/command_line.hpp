#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "registry.hpp"
#include "session/arguments.hpp"

namespace epsom {

/// Declares the options that every command takes.
void declare(Options& options, GlobalOptions& globals);

/// A line as it was typed, read as far as it can be: the program runs it, completion goes on from it.
struct CommandLine {
    const CommandEntry* entry = nullptr;  // without one `options` are the global ones alone
    std::unique_ptr<Command> command = nullptr;
    Options options = {};         // point into `command` and the globals
    Arguments arguments = {};     // of the words that are not the command's own
    std::size_t at = 0;           // where in the line the command's first word is, or one that names none
    std::string misspelled = {};  // the word after a command that has subcommands and takes no operand
};

/// The words of a command come first, but for global options and their values: `epsom --db f dose --ascii list`. Words
/// further on are operands, except where a command with subcommands meets the name of one as its first operand.
CommandLine read_command_line(std::span<const std::string> words, GlobalOptions& globals);

}  // namespace epsom
