// What a terminal is told while an import is long.

#include "commands/import_progress.hpp"

#include <doctest/doctest.h>

using namespace epsom;

TEST_CASE("progress has a bar where the length is known, and a rate") {
    using std::chrono::milliseconds;
    CHECK(spell(Pace{.size = 1000, .passed = 450, .records = 12'345, .since = milliseconds{1500}}) ==
          "importing ━━━━━━━━━╌╌╌╌╌╌╌╌╌╌╌ 45 %, 12,345 records, 8,230 a second");
    CHECK(spell(Pace{.size = 1000, .passed = 1000, .records = 1, .since = milliseconds{500}, .ascii = true}) ==
          "importing [####################] 100 %, 1 record, 2 a second");
    CHECK(spell(Pace{.records = 7}) == "importing 7 records");
    CHECK(spell(Pace{.size = 3, .passed = 9, .ascii = true}).find("100 %") != std::string::npos);
}
