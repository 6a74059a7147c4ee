#include "command_line.hpp"

using namespace epsom;
using namespace epsom::test;

TEST_CASE("undo takes back every kind of change and says which") {
    CommandLine epsom;
    epsom.ok("profile set --born 1995-10-25 --sex female --day-start 04:00");
    epsom.ok("profile stage pregnant --from 2026-03-01");
    epsom.ok("profile unset sex");
    epsom.ok("log glycinate 200mg 21:00");
    epsom.ok("log almonds 30g 08:00");
    epsom.ok("log edit 1 --amount 300mg");
    epsom.ok("log remove 1");
    epsom.ok("log remove 2");
    epsom.ok("log -", "glycinate 1mg 08:00\nglycinate 2mg 09:00\n");
    epsom.ok("log remove 3 4");
    for (const auto title : {"log remove 2 entries", "log 2 entries", "log remove #2 almonds 30 g",
             "log remove #1 glycinate 300 mg", "log edit #1 glycinate 300 mg", "log almonds 30 g, 2026-11-20 08:00",
             "log glycinate 200 mg, 2026-11-20 21:00", "profile unset sex", "profile stage pregnant from 2026-03-01",
             "profile set born sex day-start"}) {
        CHECK(epsom.ok("undo") == "Undone: " + std::string{title} + "\n");
    }
    const Answer nothing = epsom("undo");
    CHECK(nothing.status == 2);
    CHECK(nothing.err == "epsom: error: nothing to undo\nepsom: hint: 'epsom log list' shows the entries\n");
    CHECK(epsom.ok("redo") == "Redone: profile set born sex day-start\n");
    CHECK(epsom.ok("profile").find("1995-10-25 (31 years)") != std::string::npos);
}

TEST_CASE("undo and redo lead back to the same report") {
    CommandLine epsom;
    epsom.as_woman().ok("log -", "glycinate 200mg 2026-11-19 21:30\nalmonds 30g 2026-11-19 08:00\n");
    const std::string before = epsom.ok("report --format csv");
    epsom.ok("log edit 1 --amount 400mg");
    epsom.ok("log remove 2");
    const std::string after = epsom.ok("report --format csv");
    REQUIRE(before != after);
    epsom.ok("undo");
    epsom.ok("undo");
    CHECK(epsom.ok("report --format csv") == before);
    epsom.ok("redo");
    epsom.ok("redo");
    CHECK(epsom.ok("report --format csv") == after);
}

TEST_CASE("after a new change there is nothing to redo") {
    CommandLine epsom;
    epsom.ok("log glycinate 200mg");
    epsom.ok("undo");
    epsom.ok("log glycinate 100mg");
    CHECK(epsom("redo").status == 2);
}

TEST_CASE("undo is quiet when it is asked to be") {
    CommandLine epsom;
    epsom.ok("log glycinate 200mg");
    CHECK(epsom.ok("undo -q") == "");
    CHECK(epsom.ok("redo --quiet") == "");
}

TEST_CASE("names of what was undone are printed harmlessly") {
    CommandLine epsom;
    epsom.ok("import -", R"({"type":"epsom","schema":"epsom/export/1"}
{"type":"entry","uuid":"a1","stamp":1,"id":1,"at":"2026-11-19T21:00:00+01:00","day":"2026-11-19",)"
                         R"("what":"ca\u001b[2Jlm",)"
                         R"("kind":"nutrient","servings":1,"source":"supplement","route":"oral","note":null,)"
                         R"("quantity_ng":null,"serving_unit":null,"dose":null,"value":null,"onset":null,"recorded":1,)"
                         R"("contents":[{"nutrient":"magnesium","compound":null,"basis":"label","ng":100000000}]})"
                         "\n");
    epsom.ok("log remove 1");
    CHECK(epsom.ok("undo") == "Undone: log remove #1 ca?[2Jlm 100 mg\n");
    CHECK(epsom.ok("redo") == "Redone: log remove #1 ca?[2Jlm 100 mg\n");
}
