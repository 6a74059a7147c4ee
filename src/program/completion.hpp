#pragma once

#include <span>
#include <string>

#include "session/context.hpp"

namespace epsom {

/// `epsom __complete WORD...`: candidates for the last argument, one VALUE<TAB>DESCRIPTION a line. Only reads, creates
/// nothing and reports no errors.
ExitCode complete(std::span<const std::string> words, const Surroundings& surroundings);

}  // namespace epsom
