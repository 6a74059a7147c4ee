#include "fuzzed.hpp"

EPSOM_FUZZ_TARGET(dsld) { epsom::test::fuzz(epsom::exchange::Format::dsld, bytes); }
