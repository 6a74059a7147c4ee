#include "fuzzed.hpp"

EPSOM_FUZZ_TARGET(cronometer) { epsom::test::fuzz(epsom::exchange::Format::cronometer, bytes); }
