#pragma once

#include <string>

#include "command.hpp"

namespace epsom {

/// `epsom --help`, on 80 columns of ASCII.
std::string overview(const Options& globals);
/// `epsom log --help`: usage, subcommands, options, examples.
std::string help_for(const CommandEntry& entry, const Options& options);

}  // namespace epsom
