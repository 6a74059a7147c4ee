#include "fuzzed.hpp"

EPSOM_FUZZ_TARGET(cronometer) { epsom::test::fuzz("cronometer", bytes); }
