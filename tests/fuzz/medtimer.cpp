#include "fuzzed.hpp"

EPSOM_FUZZ_TARGET(medtimer) { epsom::test::fuzz("medtimer", bytes); }
