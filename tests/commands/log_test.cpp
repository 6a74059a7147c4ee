#include "command_line.hpp"

using namespace epsom;
using namespace epsom::test;
using Json = nlohmann::json;

TEST_CASE("log repeats what was stored, then the day so far") {
    CommandLine epsom;
    epsom.as_woman();
    CHECK(epsom.ok("log glycinate 200mg 90m ago") ==
          "Logged glycinate: 200 mg magnesium, Fri 2026-11-20 20:30 (#1)\n"
          "Magnesium today  at least 200 of 320 mg (RDA)\n                 supplements 200 of 350 mg (UL)\n");
    CHECK(epsom.ok("log almonds 100g") ==
          "Logged almonds 100 g: 270 mg magnesium, 3.7 mg iron, 269 mg calcium, 44 mcg folate and 19 more, Fri "
          "2026-11-20 22:00 (#2)\n"
          "Magnesium today  at least 470 of 320 mg (RDA), met\n                 supplements 200 of 350 mg (UL)\n");
}

TEST_CASE("without a profile log still answers") {
    CommandLine epsom;
    CHECK(epsom.ok("log vitamin-d 1000IU") ==
          "Logged vitamin-d: 25 mcg vitamin-d, Fri 2026-11-20 22:00 (#1)\nVitamin D today  at least 25 mcg\n");
}

TEST_CASE("an intake above the upper level is logged, with a warning") {
    CommandLine epsom;
    epsom.as_woman().ok("log glycinate 350mg");
    const Answer answer = epsom("log glycinate 1mg");
    CHECK(answer.status == 0);
    CHECK(answer.err ==
          "epsom: warning: magnesium today: 351 mg, above the upper level of 350 mg (UL, supplements only)\n");
}

TEST_CASE("an amount equal to the upper level is logged without a warning") {
    CommandLine epsom;
    epsom.as_woman();
    CHECK(epsom("log glycinate 350mg").err == "");
}

TEST_CASE("an amount that looks like a slip is logged, with a question") {
    CommandLine epsom;
    CHECK(
        epsom("log glycinate 200g").err ==
        "epsom: warning: 200,000 mg of magnesium at once is at least 10 times the upper level; check the unit ('epsom "
        "undo' reverts it)\n");
    CHECK(epsom("log glycinate 200ug").err ==
          "epsom: warning: 200 mcg of magnesium is unusually small; check the unit ('epsom undo' reverts it)\n");
}

TEST_CASE("an additive of tablets is no dose") {
    CommandLine epsom;
    CHECK(epsom("log stearate 10mg").err ==
          "epsom: warning: stearate is a tablet additive; labels do not count it as a dose\n");
}

TEST_CASE("what goes on the skin is kept and shown, and in no total") {
    CommandLine epsom;
    CHECK(epsom.ok("log chloride-topical 150mg") ==
          "Logged chloride-topical: 150 mg magnesium, 438 mg chloride, topical, Fri 2026-11-20 22:00 (#1)\n"
          "Topical: recorded, not counted in totals.\nMagnesium today  at least 0 mg\n");
    CHECK(epsom.ok("report today --format csv").find(",1,1,0,0,0,0,150,unknown,true,") != std::string::npos);
}

TEST_CASE("an intake after midnight counts for the day that has not ended") {
    CommandLine epsom;
    epsom.ok("profile set --day-start 04:00");
    CHECK(epsom.ok("log glycinate 200mg 2026-11-20T01:30")
              .starts_with(
                  "Logged glycinate: 200 mg magnesium, Fri 2026-11-20 01:30, which counts for 2026-11-19 (#1)\n"));
    CHECK(epsom.ok("log glycinate 200mg 2026-11-20T04:00")
              .starts_with("Logged glycinate: 200 mg magnesium, Fri 2026-11-20 04:00 (#2)\n"));
}

TEST_CASE("an intake after midnight keeps its date wherever it is named") {
    CommandLine epsom;
    epsom.ok("profile set --day-start 04:00");
    epsom.ok("log glycinate 200mg 2026-11-20T01:30");
    CHECK(epsom.ok("log edit 1 --note x") ==
          "Changed #1: glycinate: 200 mg magnesium, 2026-11-20 01:30 (counted as 2026-11-19)\n");
    CHECK(epsom.ok("log remove 1") ==
          "Removed #1: glycinate: 200 mg magnesium, 2026-11-20 01:30 (counted as 2026-11-19)\n");
    for (int i = 0; i < 2; ++i) epsom.ok("undo");
    CHECK(epsom.ok("undo") == "Undone: log glycinate 200 mg, 2026-11-20 01:30 (counted as 2026-11-19)\n");
}

TEST_CASE("a later day start does not move what is on file") {
    CommandLine epsom;
    epsom.ok("log glycinate 200mg 2026-11-20T01:30");
    epsom.ok("profile set --day-start 04:00");
    CHECK(epsom.ok("log list all --format csv").find(",2026-11-20,glycinate,") != std::string::npos);
}

TEST_CASE("--night counts for the day before") {
    CommandLine epsom;
    CHECK(
        epsom.ok("log glycinate 200mg today 01:30 --night").find("Fri 2026-11-20 01:30, which counts for 2026-11-19") !=
        std::string::npos);
}

TEST_CASE("a dry run answers the same and writes nothing") {
    CommandLine epsom;
    CHECK(epsom.ok("log glycinate 200mg --dry-run") ==
          "Would log glycinate: 200 mg magnesium, Fri 2026-11-20 22:00\nMagnesium today  at least 200 mg\n");
    CHECK_FALSE(fs::exists(epsom.file()));
    epsom.as_woman().ok("log glycinate 200mg");
    const std::string before = bytes_of(epsom.file());
    const Answer answer = epsom("log glycinate 200mg --dry-run");
    CHECK(answer.out.find("Magnesium today  at least 400 of 320 mg (RDA)") != std::string::npos);
    CHECK(answer.err ==
          "epsom: warning: magnesium today: 400 mg, above the upper level of 350 mg (UL, supplements only)\n"
          "epsom: warning: glycinate 200 mg is already logged at 22:00 (#1); 'epsom undo' reverts this entry\n");
    CHECK(bytes_of(epsom.file()) == before);
    CHECK(epsom.ok("log list").find("#2") == std::string::npos);
}

TEST_CASE("what is refused writes nothing") {
    CommandLine epsom;
    epsom.ok("log glycinate 200mg");
    const std::string before = bytes_of(epsom.file());
    for (const auto line :
        {"log glycinate", "log glycinate 200mg 2026-11-21 08:00", "log bisglycinate-buffered 1g --compound",
            "log edit 1 --amount 0mg", "log edit 7 --note x", "log remove 1 7", "profile set --born 1995-10-25 --sex x",
            "profile unset foo", "profile stage pregnant --from x", "report --by x", "redo"}) {
        CHECK_MESSAGE(epsom(line).status == 2, line);
    }
    CHECK(bytes_of(epsom.file()) == before);
}

TEST_CASE("log answers in json") {
    CommandLine epsom;
    epsom.as_woman();
    const Json answer = epsom("log 2x oxide 500mg --compound --format json --note 'a \"b\"'").json();
    CHECK(answer.at("schema") == "epsom/log/1");
    CHECK(answer.at("change") == "logged");
    REQUIRE(answer.at("entries").size() == 1);
    const Json& entry = answer.at("entries")[0];
    CHECK(entry.at("id") == 1);
    CHECK(entry.at("at") == "2026-11-20T22:00:00+01:00");
    CHECK(entry.at("day") == "2026-11-20");
    CHECK(entry.at("what") == "oxide");
    CHECK(entry.at("kind") == "compound");
    CHECK(entry.at("servings") == 2);
    CHECK(entry.at("note") == "a \"b\"");
    CHECK(
        entry.at("contents") ==
        Json::parse(R"([{"nutrient":"magnesium","amount":603.042,"unit":"mg","compound":"oxide","basis":"formula"}])"));
    CHECK(answer.at("warnings")[0].at("code") == "over-upper");
    REQUIRE(answer.at("today").size() == 1);
    CHECK(answer.at("today")[0].at("period") == "2026-11-20");
    CHECK(answer.at("today")[0].at("over_upper") == true);
    CHECK(answer.at("today")[0].at("target") == 320);
}

TEST_CASE("the json of a dry run says that nothing changed") {
    CommandLine epsom;
    CHECK(epsom("log glycinate 200mg --dry-run --format json").json().at("change") == "none");
}

// --- the batch
// -------------------------------------------------------------------------------------------------------------

TEST_CASE("a batch logs one line per entry, in one change") {
    CommandLine epsom;
    CHECK(epsom.ok("log -",
              "# a comment\n\nglycinate 200mg 2026-11-19 21:30\n"
              "  oxide 500mg --compound 2026-11-20 08:00 --note 'with water'\r\n") ==
          "Logged 2 entries, 2026-11-19..2026-11-20\n");
    CHECK(epsom.ok("log list all --format csv").find(",with water,") != std::string::npos);
    CHECK(epsom.ok("undo") == "Undone: log 2 entries\n");
    CHECK(epsom.ok("log list all") == "No entries yet.\n");
}

TEST_CASE("a batch is all or nothing, and names the line that is wrong") {
    CommandLine epsom;
    const Answer answer =
        epsom("log -", "glycinate 200mg 2026-11-19 21:30\n# fine\nglycinate 200mgs 2026-11-19 21:30\n");
    CHECK(answer.status == 2);
    CHECK(answer.out == "");
    CHECK(answer.err == "epsom: error: line 3: unknown unit 'mgs' in '200mgs'\nepsom: hint: did you mean 'mg'?\n");
    CHECK(epsom.ok("log list all") == "No entries yet.\n");
}

TEST_CASE("each line of a batch is refused for what is wrong with it") {
    CommandLine epsom;
    const auto refusal = [&epsom](std::string_view line) {
        const std::string err = epsom("log -", line).err;
        return err.substr(0, err.find('\n'));
    };
    CHECK(refusal("glycinate 200mg --frob\n") == "epsom: error: line 1: unknown option '--frob'");
    CHECK(refusal("\nglycinate 200mg --note 'open\n") == "epsom: error: line 2: unclosed quote");
    CHECK(refusal("glycinate 200mg \xFF\n") == "epsom: error: line 1: not valid UTF-8");
    CHECK(refusal({"glycinate 200mg \0\n", 18}) == "epsom: error: line 1: contains a NUL character");
    CHECK(refusal("glycinate 200mg 2026-11-21 08:00\n") == "epsom: error: line 1: '2026-11-21 08:00' is in the future");
    CHECK(refusal("--dry-run\n") == "epsom: error: line 1: unknown option '--dry-run'");
    CHECK(refusal("-\n") == "epsom: error: line 1: '-' has a sign");
    CHECK(refusal("") == "epsom: error: nothing to log on standard input");
    CHECK(refusal("# only a comment\n") == "epsom: error: nothing to log on standard input");
}

TEST_CASE("a batch may start with a byte order mark and end without a line end") {
    CommandLine epsom;
    CHECK(epsom.ok("log -", "\xEF\xBB\xBFglycinate 200mg 2026-11-19 21:30") == "Logged 1 entry, 2026-11-19\n");
}

TEST_CASE("a batch may be tried without writing") {
    CommandLine epsom;
    CHECK(epsom.ok("log - --dry-run", "glycinate 200mg 2026-11-19 21:30\n") == "Would log 1 entry, 2026-11-19\n");
    CHECK_FALSE(fs::exists(epsom.file()));
}

// --- the entries
// ---------------------------------------------------------------------------------------------------------------

TEST_CASE("list shows the entries of a period, seven days without one") {
    CommandLine epsom;
    epsom.ok("log -", "glycinate 200mg 2026-11-13 21:30\nglycinate 100mg 2026-11-14 21:30\n");
    CHECK(epsom.ok("log list") ==
          "Sat 2026-11-14\n  21:30  glycinate: 100 mg magnesium                                          #2\n");
    CHECK(epsom.ok("log list 2026-11-13").find("#1") != std::string::npos);
    CHECK(epsom.ok("log list all --format ndjson").find("\"id\":1,") != std::string::npos);
    CHECK(epsom.ok("report entries today") == "No entries on 2026-11-20.\n");
}

TEST_CASE("list has all formats of a report") {
    CommandLine epsom;
    epsom.ok("log glycinate 200mg --note '=1+1'");
    CHECK(epsom.ok("log list --format csv") ==
          "id,at,day,what,kind,servings,amount,unit,nutrient,compound,basis,source,route,note,quantity,"
          "quantity_unit,detail\n"
          "1,2026-11-20T22:00:00+01:00,2026-11-20,glycinate,compound,1,200,mg,magnesium,glycinate,label,supplement,"
          "oral,'=1+1,,,\n");
    CHECK(epsom("log list --format json").json().at("rows")[0].at("contents").size() == 1);
    CHECK(epsom.ok("log list --format tsv").find("\t=1+1\t") != std::string::npos);
    CHECK(epsom.ok("log list --format md").starts_with("| id | at |"));
}

TEST_CASE("an entry may be edited: its amount, moment and note") {
    CommandLine epsom;
    epsom.ok("log glycinate 200mg 21:00");
    CHECK(epsom.ok("log edit 1 --amount 300mg") == "Changed #1: glycinate: 300 mg magnesium, 2026-11-20 21:00\n");
    CHECK(epsom.ok("log edit @1 --at 'yesterday 08:00' --note 'a note'") ==
          "Changed #1: glycinate: 300 mg magnesium, 2026-11-19 08:00\n");
    CHECK(epsom.ok("log list --format csv")
              .find("2026-11-19T08:00:00+01:00,2026-11-19,glycinate,compound,1,300,mg,magnesium,glycinate,label,"
                    "supplement,oral,a note,") != std::string::npos);
    CHECK(epsom.ok("report today --format csv").find(",none,") != std::string::npos);
}

TEST_CASE("an entry of a dose may be edited by the mass of its nutrient, as it is logged") {
    CommandLine epsom;
    epsom.ok("dose add calm --contains magnesium=100mg --stock 10 -q");
    epsom.ok("log calm");
    CHECK(epsom.ok("log edit @1 --amount 300mg").starts_with("Changed #1: 3x calm: 300 mg magnesium"));
    CHECK(epsom.ok("dose stock calm").find("7 servings left") != std::string::npos);
    CHECK(epsom.ok("log edit @1 --amount '2 servings'").starts_with("Changed #1: 2x calm: 200 mg magnesium"));
    CHECK(epsom.ok("undo").find("Undone") != std::string::npos);
    CHECK(epsom("log edit @1 --amount 2x").err == "epsom: error: '2x' has no unit\nepsom: hint: use '2 servings'\n");
    epsom.ok("dose add powder --contains magnesium=300mg --serving '5 g' -q");
    epsom.ok("log powder");
    CHECK(epsom.ok("log edit @1 --amount 10g").starts_with("Changed #2: 2x powder: 600 mg magnesium"));
}

TEST_CASE("a food's amount may be edited by weight or by its servings") {
    CommandLine epsom;
    epsom.ok("log almonds 30g");
    CHECK(epsom.ok("log edit 1 --amount 60g").starts_with("Changed #1: almonds 60 g: 162 mg magnesium"));
    CHECK(epsom.ok("log edit 1 --amount '2 servings'").starts_with("Changed #1: almonds 56.8 g: 153 mg magnesium"));
    CHECK(epsom.ok("log list --format csv").find(",almonds,food,2,153.36,") != std::string::npos);
}

TEST_CASE("a note may be taken away") {
    CommandLine epsom;
    epsom.ok("log glycinate 200mg --note wrong");
    epsom.ok("log edit 1 --note ''");
    CHECK(epsom("log list --format json").json().at("rows")[0].at("note").is_null());
}

TEST_CASE("entries are named by number or by how late they were logged") {
    CommandLine epsom;
    epsom.ok(
        "log -", "glycinate 1mg 2026-11-19 21:30\nglycinate 2mg 2026-11-18 21:30\nglycinate 3mg 2026-11-20 21:30\n");
    CHECK(epsom.ok("log remove @2") == "Removed #2: glycinate: 2 mg magnesium, 2026-11-18 21:30\n");
    CHECK(epsom.ok("log remove 3 @2 1") ==
          "Removed #3: glycinate: 3 mg magnesium, 2026-11-20 21:30\n"
          "Removed #1: glycinate: 1 mg magnesium, 2026-11-19 21:30\n");
    CHECK(epsom("log remove @1").status == 2);
}

TEST_CASE("a word of a command's own can be logged behind two dashes alone") {
    CommandLine epsom;
    CHECK(epsom("log list").status == 0);
    CHECK(epsom("log -- list").err.starts_with("epsom: error: unknown name 'list'"));
}

TEST_CASE("a form is called what the label calls it beside its nutrient") {
    CommandLine epsom;
    CHECK(epsom.ok("log zinc 15mg --as gluconate").starts_with("Logged zinc: 15 mg zinc as zinc-gluconate, "));
    CHECK(epsom.ok("log magnesium 100mg --as gluconate")
              .starts_with("Logged magnesium: 100 mg magnesium as gluconate, "));
    CHECK(epsom.ok("dose add cold --contains zinc:gluconate=15mg")
              .starts_with("Added cold\n  contains  15 mg zinc as zinc-gluconate in 1 serving\n"));
    CHECK(epsom("log zinc 15mg --as glycerophosphate").err ==
          "epsom: error: glycerophosphate is a compound of magnesium, not of zinc\n"
          "epsom: hint: name a compound of zinc\n");
}

TEST_CASE("a kitchen salt is not read as an amount of sodium") {
    CommandLine epsom;
    const Answer answer = epsom("log salt 5g");
    CHECK(answer.status == 2);
    CHECK(answer.err.find("unknown name 'salt'") != std::string::npos);
}
