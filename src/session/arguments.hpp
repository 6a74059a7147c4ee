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
    std::optional<Error> refusal;              // why the line cannot run; an unknown option is the last reason
};

/// Reads `words`, the line without the words of the command, with CLI11, which only arguments.cpp includes. Every
/// option that has a value sets its target, also in a line that is refused: completion asks for those too.
Arguments read_arguments(const Options& options, std::span<const std::string> words);

/// The operands. Error: why the line is refused.
Result<std::vector<std::string>> read_operands(const Options& options, std::span<const std::string> words);

}  // namespace epsom
