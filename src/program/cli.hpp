#pragma once

#include <span>
#include <string>

#include "session/context.hpp"

namespace epsom {

/// The whole program except the process around it: arguments without the program's name in, exit status out.
ExitCode run(std::span<const std::string> arguments, const Surroundings& surroundings);

/// `--db`, else $EPSOM_DB, else the directory for the user's data; empty when there is none.
std::optional<DataFile> data_file(const GlobalOptions& globals, const Surroundings& surroundings);

}  // namespace epsom
