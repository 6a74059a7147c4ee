#include "fuzzed.hpp"

EPSOM_FUZZ_TARGET(apple_health) { epsom::test::fuzz("apple-health", bytes); }
