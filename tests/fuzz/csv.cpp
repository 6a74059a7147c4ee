#include "fuzzed.hpp"

EPSOM_FUZZ_TARGET(csv) { epsom::test::fuzz(epsom::exchange::Format::csv, bytes); }
