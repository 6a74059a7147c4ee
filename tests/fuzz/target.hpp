#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

/// A target is a function of bytes. With EPSOM_LIBFUZZER it is a program of its own that libFuzzer drives; without, the
/// tests call it with a few hundred damaged files.
#ifdef EPSOM_LIBFUZZER
#define EPSOM_FUZZ_TARGET(name)                                                          \
    static void fuzz_##name(std::string_view bytes);                                     \
    extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) { \
        fuzz_##name({reinterpret_cast<const char*>(data), size});                        \
        return 0;                                                                        \
    }                                                                                    \
    static void fuzz_##name(std::string_view bytes)
#else
#include "targets.hpp"
#define EPSOM_FUZZ_TARGET(name) void epsom::test::fuzz_##name(std::string_view bytes)
#endif

namespace epsom::test {

/// A promise that holds whatever was read.
inline void require(bool holds, const char* what) {
    if (!holds) throw std::logic_error{what};
}

}  // namespace epsom::test
