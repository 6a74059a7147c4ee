#pragma once

#include <cstdint>

namespace epsom {

/// 64 random bits of the machine. Throws MachineError when it has none to give.
std::uint64_t machine_entropy();

}  // namespace epsom
