#include "fuzzed.hpp"

EPSOM_FUZZ_TARGET(apple_health) { epsom::test::fuzz(epsom::exchange::Format::apple_health, bytes); }
