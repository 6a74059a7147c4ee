#pragma once

#include <span>
#include <string>

#include "context.hpp"

namespace epsom {

/// The whole program but for the process around it: arguments without the program's name in, exit status out.
ExitCode run(std::span<const std::string> arguments, const Surroundings& surroundings);

}  // namespace epsom
