#include <doctest/doctest.h>

#include "command_line.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// A user with one dose of two capsules, daily at 21:00.
struct Evening : CommandLine {
    Evening() {
        now = *parse_instant("2026-11-10T12:00", zone);
        ok("dose add evening-mag --contains magnesium=240mg --serving '3 capsules' --at 21:00");
        now = *parse_instant("2026-11-20T22:00", zone);
    }
    void at(std::string_view time) { now = *parse_instant(time, zone); }
};

}  // namespace

// --- times -------------------------------------------------------------------------------------------------------

TEST_CASE("a time that has not come yet is never yesterday's without a word") {
    CommandLine epsom;
    epsom.now = *parse_instant("2026-11-20T21:20", epsom.zone);
    const Answer refused = epsom("log glycinate 200mg 22:00");
    CHECK(refused.status == 2);
    CHECK(refused.err ==
          "epsom: error: '22:00' could be Thu 2026-11-19 22:00, 23h20m ago, or Fri 2026-11-20 22:00, which is in the"
          " future\n"
          "epsom: hint: for the earlier one use 'yesterday 22:00'\n");
    CHECK(epsom("log glycinate 200mg --at 22:00").status == 2);
    CHECK(epsom("log -", "glycinate 200mg 22:00\n").status == 2);
    CHECK(epsom("log factor caffeine 22:00").status == 2);
    CHECK(has(epsom.ok("log glycinate 200mg yesterday 22:00"), "Thu 2026-11-19 22:00"));
    CHECK(epsom("log edit 1 --at 22:00").status == 2);
}

TEST_CASE("a part of the day is the dose's scheduled time in it, and the answer says so") {
    Evening epsom;
    epsom.at("2026-11-20T09:00");
    const std::string answer = epsom.ok("log evening-mag last night");
    CHECK(has(answer, "Thu 2026-11-19 21:00"));
    CHECK(has(answer, "'last night' was read as 21:00, its scheduled time\n"));
    CHECK(has(epsom.ok("log glycinate 100mg --at 'this morning'"),
        "'this morning' was read as 08:00, the default time for that part of the day\n"));
    CHECK(has(epsom.ok("log factor caffeine this morning"), "2026-11-20 08:00"));
}

TEST_CASE("a part of the day is no time where a dose has that name") {
    Evening epsom;
    epsom.ok("dose add morning --contains iron=14mg");
    CHECK(has(epsom.ok("log morning"), "Logged morning: 14 mg iron, Fri 2026-11-20 22:00"));
    CHECK(has(epsom.ok("log morning this morning"), "Fri 2026-11-20 08:00"));
    const Answer both = epsom("log evening-mag morning");
    CHECK(both.status == 2);
    CHECK(has(both.err, "cannot be one entry"));
}

TEST_CASE("--night is the evening's date, whatever the day start") {
    for (const auto start : {"00:00", "04:00"}) {
        CommandLine epsom;
        epsom.ok("profile set --day-start " + std::string{start});
        epsom.now = *parse_instant("2026-11-20T01:30", epsom.zone);
        CHECK(epsom("log glycinate 200mg --night --format json").json()["entries"][0]["day"] == "2026-11-19");
    }
}

TEST_CASE("--due takes a moment and refuses what would have no effect") {
    Evening epsom;
    CHECK(has(
        epsom.ok("log --due --at 21:10 --dry-run"), "Would log evening-mag: 240 mg magnesium, Fri 2026-11-20 21:10"));
    CHECK(has(epsom.ok("log --due --at 21:10 --note tired"), "Fri 2026-11-20 21:10"));
    for (const auto option : {"--compound", "--as citrate", "--topical", "--food", "--night"})
        CHECK(epsom("log --due " + std::string{option}).status == 2);
}

TEST_CASE("@1 is the entry that was logged last, whenever it was taken") {
    CommandLine epsom;
    epsom.ok("log glycinate 100mg 21:00");
    epsom.ok("log citrate 200mg yesterday 21:00");
    CHECK(has(epsom.ok("log edit @1 --amount 150mg"), "#2"));
    CHECK(has(epsom.ok("log remove @1"), "Removed #2"));
    CHECK(has(epsom.ok("log remove @1"), "Removed #1"));
}

TEST_CASE("times of another zone stand with their offset") {
    CommandLine epsom;
    epsom.ok("log glycinate 100mg 2026-11-20T15:05:00-05:00");
    epsom.ok("log citrate 100mg 21:05");
    const std::string list = epsom.ok("log list today");
    CHECK(has(list, "  15:05 -05:00  glycinate"));
    CHECK(has(list, "  21:05  citrate"));
    CHECK(has(epsom.ok("log remove 1"), "2026-11-20 15:05 -05:00"));
}

// --- amounts -------------------------------------------------------------------------------------------------------

TEST_CASE("units stay as they were typed, in answers, lists and on another device") {
    Evening epsom;
    CHECK(has(epsom.ok("log evening-mag 2 capsules"), "Logged 2 capsules of evening-mag: 160 mg magnesium"));
    const std::string list = epsom.ok("log list");
    CHECK(has(list, "2 capsules of evening-mag"));
    CHECK_FALSE(has(list, "0.667"));
    const std::string exported = epsom.ok("export");
    CommandLine other;
    other.ok("import -", exported);
    CHECK(has(other.ok("log list"), "2 capsules of evening-mag"));
    CHECK(has(epsom.ok("log edit 1 --amount '1 capsule'"), "1 capsule of evening-mag"));
    CHECK_FALSE(has(epsom.ok("log edit 1 --amount '2 servings'"), "capsule"));
}

TEST_CASE("a bare number says neither capsules nor servings") {
    Evening epsom;
    const Answer refused = epsom("log evening-mag 2");
    CHECK(refused.status == 2);
    CHECK(refused.err ==
          "epsom: error: '2' could be 2 capsules or 2 servings of 3 capsules\nepsom: hint: use '2 capsules' or '2x'\n");
    CHECK(has(epsom.ok("log evening-mag 2x"), "Logged 2x evening-mag: 480 mg"));
    CHECK(epsom("log 9 evening-mag").status == 2);
    CHECK(epsom("log -", "evening-mag 2\n").status == 2);
    CHECK(epsom("log evening-mag 21.30").err ==
          "epsom: error: '21.30' could be a time or a count\nepsom: hint: use '21:30' or '21.30x'\n");
    CHECK(epsom("log evening-mag 2130").err == "epsom: error: '2130' is not a time of day\nepsom: hint: use '21:30'\n");
    CHECK(has(epsom.ok("log evening-mag 1/2x 20:00"), "Logged 0.5x evening-mag"));
    CHECK(has(epsom.ok("log evening-mag ½ capsule 19:00"), "Logged 0.5 capsules of evening-mag"));
}

TEST_CASE("a double entry is stored and warned of") {
    Evening epsom;
    CHECK(epsom("log evening-mag").err.empty());
    const Answer again = epsom("log evening-mag");
    CHECK(again.status == 0);
    CHECK(has(again.err, "evening-mag is already logged at 22:00 (#1) and not due; 'epsom undo' reverts this entry"));
}

TEST_CASE("two doses that were both due are no double entry") {
    CommandLine epsom;
    const auto at = [&epsom](std::string_view time) { epsom.now = *parse_instant(time, epsom.zone); };
    at("2026-11-19T07:00");
    epsom.ok("dose add b --contains iron=1mg --at 09:00 --at 09:30 -q");
    at("2026-11-20T09:45");
    const Answer both = epsom("log --due");
    CHECK(has(both.out, "(#2)"));
    CHECK(both.err.empty());
    CHECK(has(epsom("log b").err, "b is already logged at 09:45"));
}

TEST_CASE("a dose that is logged again at an earlier time is warned of") {
    CommandLine epsom;
    const auto at = [&epsom](std::string_view time) { epsom.now = *parse_instant(time, epsom.zone); };
    at("2026-11-18T12:00");
    epsom.ok("dose add calm --contains magnesium=100mg --at 21:00 -q");
    at("2026-11-20T22:00");
    epsom.ok("log calm");
    CHECK(has(epsom("log calm 21:00").err, "calm is already logged at 22:00 (#1) and not due"));
}

TEST_CASE("skip does not take a later dose for one that was not scheduled yet") {
    CommandLine epsom;
    const auto at = [&epsom](std::string_view time) { epsom.now = *parse_instant(time, epsom.zone); };
    at("2026-11-20T10:30");
    epsom.ok("dose add calm --contains magnesium=100mg --at 08:00 --at 20:00 -q");
    CHECK(epsom("log skip calm").err ==
          "epsom: error: 'calm' was not scheduled yet at 2026-11-20 08:00; the next is at 2026-11-20 20:00\n"
          "epsom: hint: to skip that one: epsom log skip calm 2026-11-20\n");
    CHECK(has(epsom.ok("log skip calm 2026-11-20"), "Skipped calm 2026-11-20 20:00"));
}

TEST_CASE("what passed while a dose was paused is not missed when it is resumed") {
    CommandLine epsom;
    const auto at = [&epsom](std::string_view time) { epsom.now = *parse_instant(time, epsom.zone); };
    at("2026-11-18T12:00");
    epsom.ok("dose add calm --contains magnesium=100mg --at 08:00 --at 21:00 -q");
    at("2026-11-19T12:00");
    epsom.ok("dose pause calm -q");
    at("2026-11-21T12:00");
    epsom.ok("dose resume calm -q");
    CHECK(epsom.ok("check due missed").empty());
    CHECK(has(epsom.ok("report adherence 2026-11-21"), "no scheduled doses taken or missed yet"));
    // An entry now is for the time that passed, and tonight's stays due.
    epsom.ok("log calm -q");
    at("2026-11-21T21:10");
    CHECK(epsom("check due").status == 1);
    at("2026-11-22T11:00");
    CHECK(epsom("check missed").status == 1);
}

TEST_CASE("the same entry twice within ten minutes is warned of") {
    CommandLine epsom;
    CHECK_FALSE(has(epsom("log glycinate 100mg 21:05").err, "already"));
    CHECK(has(epsom("log glycinate 100mg 21:10").err,
        "glycinate 100 mg is already logged at 21:05 (#1); 'epsom undo' reverts this entry"));
    CHECK_FALSE(has(epsom("log glycinate 100mg 20:30").err, "already"));
    CHECK(epsom("log glycinate 100mg 21:10 --format json").json()["warnings"][0]["code"] == "logged-twice");
}

TEST_CASE("an amount above the upper level at once is warned of without a profile, and names --compound") {
    CommandLine epsom;
    const Answer iron = epsom("log ferrous-sulfate 325mg");
    CHECK(iron.status == 0);
    CHECK(has(iron.err,
        "325 mg of iron at once is above the upper level of 45 mg; if that is the weight of the whole compound: epsom "
        "log ferrous-sulfate 325mg --compound"));
    CHECK(has(epsom("log glycinate 2000mg").err, "epsom log glycinate 2g --compound (282 mg magnesium)"));
    CHECK(epsom("log ferrous-sulfate 325mg --compound 20:00").err ==
          "epsom: warning: 65 mg of iron at once is above the upper level of 45 mg ('epsom undo' reverts it)\n"
          "epsom: warning: ferrous-sulfate and glycinate 2 h apart; recommended gap 3-4 h (earliest ferrous-sulfate:"
          " 02:00)\n");
    // Where the whole compound is the nutrient, its weight is no other reading.
    CHECK(epsom("log nicotinic-acid 50mg").err ==
          "epsom: warning: 50 mg of niacin at once is above the upper level of 35 mg ('epsom undo' reverts it)\n");
    CommandLine another;
    CHECK(another("log glycinate 350mg").err == "");
}

TEST_CASE("an amount that rounds to its target or upper level has the decimals that tell them apart") {
    CommandLine epsom;
    epsom.as_woman();
    epsom.ok("profile set --target magnesium=320mg --upper magnesium=350mg");
    CHECK(has(epsom.ok("log glycinate 319.6mg"), "at least 319.6 of 320 mg (personal)\n"));
    CHECK(has(epsom("check target").out, "magnesium: at least 319.6 of the 320 mg target"));
    CHECK(has(epsom.ok("report today"), "at least 319.6 of 320 mg"));
    const Answer over = epsom("log glycinate 30.8mg 20:00");
    CHECK(has(over.err, "magnesium today: 350.4 mg, above the upper level of 350 mg"));
    CHECK(has(epsom("check upper").out, "350.4 of 350 mg"));
}

TEST_CASE("folate of no stated form is not known against its upper level") {
    CommandLine epsom;
    epsom.as_woman();
    const Answer unknown = epsom("log folate 1600mcg --format json");
    CHECK(unknown.json()["today"][0]["upper_amount"].is_null());
    CHECK(unknown.json()["today"][0]["over_upper"].is_null());
    CHECK(has(epsom.ok("log folate 10mcg 20:00"), "amount not known (folic acid or"));
    CHECK(has(epsom("log folic-acid 1100mcg").err, "folate today: 1,100 mcg, above the upper level of 1,000 mcg"));
}

TEST_CASE("after folate an amount is DFE, after folic-acid it is folic acid") {
    CommandLine epsom;
    CHECK(has(epsom.ok("log folic-acid 400mcg 20:00"), "680 mcg folate (400 mcg folic acid x 1.7)"));
    CHECK(has(epsom.ok("log folate 400mcg --as folic-acid 19:00"), "400 mcg folate as folic-acid"));
    CHECK(has(epsom.ok("dose find folic"), "folic-acid"));
    CHECK(has(epsom.ok("dose add b9 --contains folic-acid=400mcg"), "680 mcg"));
}

TEST_CASE("a vitamin's name is never answered with another vitamin's, nor a letter with a guess") {
    CommandLine epsom;
    for (const auto name : {"vitamin-h1", "vitamin-b17", "vitamin-u", "vitamin", "mineral"}) {
        for (const std::string& line :
            {"log " + std::string{name} + " 100mg", "dose add multi --contains " + std::string{name} + "=100mg",
                "report --nutrient " + std::string{name}}) {
            const Answer refused = epsom(line);
            CHECK(refused.status == 2);
            CHECK_MESSAGE(!has(refused.err, "did you mean 'vitamin"), refused.err);
            CHECK_MESSAGE(!has(refused.err, "did you mean 'calcium"), refused.err);
        }
    }
    CHECK(has(epsom("log magnesum 100mg").err, "did you mean 'magnesium'?"));
    CHECK(has(epsom("log k 100mg").err, "'k' could be 'vitamin-k' or 'potassium'"));
    CHECK(has(epsom("log d 25mcg").err, "use 'vitamin-d'"));
}

TEST_CASE("units may be written out, and a comma is answered with its readings") {
    CommandLine epsom;
    CHECK(has(epsom.ok("log glycinate 200 milligrams 21:00"), "200 mg magnesium"));
    CHECK(has(epsom.ok("log vitamin-d 25 micrograms 20:00"), "25 mcg vitamin-d"));
    CHECK(has(epsom.ok("log vitamin-d 1000IE 19:00"), "25 mcg vitamin-d"));
    CHECK(has(epsom.ok("log almonds 1 oz"), "almonds 28.349523125 g"));
    CHECK(has(epsom.ok("log spinach-raw 2 cups"), "spinach-raw 60 g"));
    CHECK(has(epsom("log glycinate 1,330mg").err, "use 1330mg or 1.33mg"));
    CHECK(has(epsom("log glycinate 187,5mg").err, "use 187.5mg"));
}
