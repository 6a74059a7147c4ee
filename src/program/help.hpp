#pragma once

#include <string>

#include "registry.hpp"

namespace epsom {

/// Columns of help on a screen of `columns`: 40 to 80.
std::size_t help_width(int columns);

/// `epsom --help`: usage, commands, global options.
std::string overview(const Options& globals, std::size_t width);
/// `epsom log --help`: usage, subcommands, options by group, examples.
std::string help_for(const CommandEntry& entry, const Options& options, std::size_t width);

}  // namespace epsom
