#include "entropy.hpp"

#include <exception>
#include <random>

#include "epsom/machine_error.hpp"

namespace epsom {

std::uint64_t machine_entropy() try {
    std::random_device device;  // 32 bits a call
    const std::uint64_t high = device();
    return high << 32 | device();
} catch (const std::exception&) {
    throw MachineError{"this machine gives no random numbers", "choose a seed: --seed 42"};
}

}  // namespace epsom
