#include "fuzzed.hpp"

EPSOM_FUZZ_TARGET(health_auto_export) { epsom::test::fuzz("health-auto-export", bytes); }
