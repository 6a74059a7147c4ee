// What `report entries` writes as csv comes back: into another database whole, into its own not a second time.

#include "command_line.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

/// One entry of every kind, and the corners of those of the diary.
void log_everything(CommandLine& epsom) {
    for (const std::string line : {"dose add calm --contains magnesium:glycinate=200mg --serving '2 capsules'",
             "dose add levo --substance levothyroxine", "log calm '2026-11-17 21:30'", "log levo '2026-11-18 07:00'",
             "log almonds 30g '2026-11-18 08:00'", "log oxide 500mg --compound '2026-11-18 12:00'",
             "log 'folic acid' 400mcg '2026-11-18 12:10'", "log magnesium 300mg --topical '2026-11-18 13:00'",
             "log glycinate 100mg '2026-11-19 00:30' --note 'with \"quotes\", and a comma'",
             "log glycinate 100mg '2026-11-19 00:30'", "log glycinate 100mg '2026-11-19 00:30'",
             "log symptom 7 --night 2026-11-18 --onset 23:30 --note 'left leg'", "log symptom 0 --night 2026-11-17",
             "log symptom cramps 2.5", "log sleep 22:30-05:15 --night 2026-11-18 --quality 7 --latency 20m --wakings 2",
             "log sleep --quality 3 --night 2026-11-17", "log sleep 0h --night 2026-11-16", "log factor stress 7",
             "log factor cats 0", "log factor walk", "log factor walk 30m 2026-11-19 18:00", "log factor alcohol 20g",
             "log factor coffee 2 cups 2026-11-19 15:00", "log lab ferritin 45ng/mL 2026-11-03 --range 15..150",
             "log lab ferritin '<10ng/mL' 2026-10-03", "log note 'long flight' --at '2026-11-19 12:00'"})
        REQUIRE_MESSAGE(epsom("-q " + line).status == 0, line, epsom("-q " + line).err);
}

/// The rows without the numbers of the entries, sorted.
std::vector<std::string> rows(CommandLine& epsom) {
    std::vector<std::string> all;
    for (const auto& line : split(epsom.ok("report entries all --format csv"), '\n'))
        all.push_back(line.substr(std::min(line.size(), line.find(','))));
    std::ranges::sort(all);
    return all;
}

}  // namespace

TEST_CASE("every kind of entry comes back from csv as it was") {
    CommandLineAtHome epsom;
    log_everything(epsom);
    const std::string table = epsom.ok("report entries all --format csv");
    const std::string symptoms = epsom.ok("report symptoms all --format csv");
    CommandLineAtHome other;
    CHECK(other.said("import -", table) ==
          "Imported csv: 24 added, 0 updated, 0 unchanged\n"
          "epsom: warning: 2 rows repeat an earlier row; all are imported, since "
          "equal doses can be real\n");
    CHECK(rows(other) == rows(epsom));
    CHECK(other.ok("report symptoms all --format csv") == symptoms);
    CHECK(other.said("import -", table).starts_with("Imported csv: 0 added, 0 updated, 24 unchanged\n"));
    CHECK(other.ok("undo") == "Undone: import csv: 24 records\n");
    CHECK(other.said("log list all") == "No entries yet.\n");
}

TEST_CASE("a table of the log's own entries adds none of them a second time") {
    CommandLineAtHome epsom;
    log_everything(epsom);
    std::string table = epsom.ok("report entries all --format csv");
    CHECK(epsom.said("import -", table).starts_with("Imported csv: 0 added, 0 updated, 24 unchanged\n"));
    // A row more than there are entries is one more entry.
    const auto row = table.find("glycinate,compound");
    const auto start = table.rfind('\n', row) + 1;
    table += table.substr(start, table.find('\n', row) + 1 - start);
    CHECK(epsom.said("import -", table).starts_with("Imported csv: 1 added, 0 updated, 24 unchanged\n"));
}

TEST_CASE("an ingredient that the database lacks is named with the command that adds it") {
    CommandLineAtHome epsom;
    epsom.ok("dose add greens --contains 'spirulina powder=500mg' --contains magnesium=100mg");
    epsom.ok("log greens '2026-11-18 08:00'");
    const std::string table = epsom.ok("report entries all --format csv");
    CommandLineAtHome other;
    const std::string command = "dose add spirulina-powder --contains own:spirulina-powder=500mg";
    CHECK(other.said("import -", table)
              .starts_with("epsom: error: line 3, column 9: unknown ingredient 'spirulina-powder'; to add it: epsom " +
                           command + "\n"));
    other.ok(command);
    CHECK(other.said("import -", table) == "Imported csv: 1 added, 0 updated, 0 unchanged\n");
    CHECK(rows(other) == rows(epsom));
}

TEST_CASE("a compound is known in a table of epsom's own though a dose has its name") {
    CommandLineAtHome epsom;
    epsom.ok("log citrate 100mg '2026-11-18 08:00'");
    const std::string table = epsom.ok("report entries all --format csv");
    CommandLineAtHome other;
    other.ok("dose add citrate --contains magnesium=100mg");
    CHECK(other.said("import -", table) == "Imported csv: 1 added, 0 updated, 0 unchanged\n");
}

TEST_CASE("a row without a name is refused with its line") {
    const std::string head = "id,at,day,what,kind,servings,amount,unit,nutrient,compound,basis,source,route,note\n";
    for (const std::string row : {",dose,1,100,mg,magnesium,,label,supplement,oral,", ",dose,1,,,,,,supplement,oral,",
             ",nutrient,1,100,mg,magnesium,,label,supplement,oral,"}) {
        CommandLineAtHome epsom;
        const std::string good =
            "1,2026-11-18T08:00:00+01:00,2026-11-18,magnesium,nutrient,1,5,mg,magnesium,,label,,,\n";
        CHECK(epsom.said("import -", head + good + "2,2026-11-18T09:00:00+01:00,2026-11-18," + row + "\n")
                  .starts_with("epsom: error: line 3, column 4: missing name; fill in the name\n"));
        CHECK(epsom.said("log list all") == "No entries yet.\n");
    }
}

TEST_CASE("a row of nothing is left out, and never becomes an entry of something else") {
    CommandLineAtHome epsom;
    CHECK(epsom.said("import -",
              "id,at,day,what,kind,servings,amount,unit,nutrient,compound,basis,source,route,note\n"
              "1,2026-11-18T08:00:00+01:00,2026-11-18,vitamin-d,nutrient,1,0,mcg,,,label,supplement,oral,\n") ==
          "Imported csv: 0 added, 0 updated, 0 unchanged, 1 left out\n"
          "epsom: warning: 1 row left out: amount is zero\n");
    CHECK(epsom.said("log list all") == "No entries yet.\n");
}

TEST_CASE("a row of the diary that cannot be meant is refused with its column") {
    const std::string head =
        "id,at,day,what,kind,servings,amount,unit,nutrient,compound,basis,source,route,note,"
        "quantity,quantity_unit,detail\n1,2026-11-20T08:00:00+01:00,";
    const auto refused = [&](std::string_view row) {
        CommandLineAtHome epsom;
        const std::string said = epsom.said("import -", head + std::string{row} + "\n");
        CHECK(epsom.said("log list all") == "No entries yet.\n");
        return said.substr(0, said.find('\n'));
    };
    CHECK(refused("2026-11-18,rls,symptom,,,,,,,,,,11,score,") ==
          "epsom: error: line 2, column 15: '11' is not a score from 0 to 10; give a score "
          "such as 6 or 6.5, from 0 (none) to 10 (worst imaginable)");
    CHECK(refused("2026-11-18,rls,symptom,,,,,,,,,,7,min,") ==
          "epsom: error: line 2, column 16: 'min' is not 'score'; use the unit score");
    CHECK(refused("2026-11-18,rls,symptom,,,,,,,,,,7,score,late") ==
          "epsom: error: line 2, column 17: 'late' is not when a symptom began; such as 'from 23:30'");
    CHECK(refused("2026-11-21,rls,symptom,,,,,,,,,,7,score,") ==
          "epsom: error: line 2, column 3: '2026-11-21' is not the day of '2026-11-20T08:00:00+01:00'; use the date of "
          "the time, or the day before");
    CHECK(refused("2026-11-18,sleep,sleep,,,,,,,,,,1500,min,") ==
          "epsom: error: line 2, column 15: '1500' is not a number of minutes; use whole minutes, up to 1440");
    CHECK(refused("2026-11-18,sleep,sleep,,,,,,,,,,,,") ==
          "epsom: error: line 2, column 15: missing time slept; use minutes, such as 390");
    CHECK(refused("2026-11-18,coffee,factor,,,,,,,,,,2,,") ==
          "epsom: error: line 2, column 16: missing unit; fill in the unit, such as cups");
    CHECK(refused("2026-11-18,ferritin,lab,,,,,,,,,,46,ng/mL,45 in 15..150") ==
          "epsom: error: line 2, column 15: '46' differs from '45 in 15..150' in 'detail'; correct one of them");
    CHECK(refused("2026-11-18,ferritin,lab,,,,,,,,,,,ng/mL,high") ==
          "epsom: error: line 2, column 17: 'high' is not a blood value; such as '45 in 15..150'");
    CHECK(refused("2026-11-18,note,note,,,,,,,,,,,,") ==
          "epsom: error: line 2, column 14: a note without text; fill in the note");
    CHECK(
        refused("2026-11-18,,factor,,,,,,,,,,,,") == "epsom: error: line 2, column 4: missing name; fill in the name");
}
