#pragma once

#include <span>
#include <string>

#include "context.hpp"

namespace epsom {

/// `epsom __complete WORD...`: what may follow, one VALUE<TAB>DESCRIPTION a line; the last word is the one being typed. Reads
/// only, makes nothing, and stays silent about errors.
ExitCode complete(std::span<const std::string> words, const Surroundings& surroundings);

}  // namespace epsom
