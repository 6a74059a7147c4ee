#include "fuzzed.hpp"

EPSOM_FUZZ_TARGET(medtimer) { epsom::test::fuzz(epsom::exchange::Format::medtimer, bytes); }
