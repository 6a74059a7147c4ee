#include "fuzzed.hpp"

EPSOM_FUZZ_TARGET(dsld) { epsom::test::fuzz("dsld", bytes); }
