#include "fuzzed.hpp"

EPSOM_FUZZ_TARGET(loop_habit) { epsom::test::fuzz("loop-habit", bytes); }
