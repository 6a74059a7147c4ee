#include "fuzzed.hpp"

EPSOM_FUZZ_TARGET(csv) { epsom::test::fuzz("csv", bytes); }
