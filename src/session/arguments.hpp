#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "epsom/result.hpp"
#include "options.hpp"

namespace epsom {

/// What the words of a line are to the options of a command.
struct Arguments {
    std::vector<std::string> operands;
    std::vector<const Options::Option*> given;
    std::vector<std::string> unknown;          // options that nobody declared, without "=value"
    const Options::Option* awaited = nullptr;  // the last word is this option, and its value is missing
    bool options_over = false;                 // after "--"
    std::optional<Error> refusal;              // why the line cannot be run; unknown options come last
};

/// Reads `words`, which are without the command's own, into what `options` point at: all that have a value, whatever
/// speaks against running the line. Its source is the one that knows the command-line library: CLI11 takes the words
/// apart, and which command they are for is decided before.
Arguments read_arguments(const Options& options, std::span<const std::string> words);

/// The operands, where nothing speaks against running the line.
Result<std::vector<std::string>> read_operands(const Options& options, std::span<const std::string> words);

}  // namespace epsom
