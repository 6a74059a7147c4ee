#include <algorithm>
#include <random>

#include "command_line.hpp"
#include "epsom/text/text.hpp"
#include "paths.hpp"

using namespace epsom;
using namespace epsom::test;
using Json = nlohmann::json;

namespace {

/// Three days with supplements, one of them with food, one above the upper level.
CommandLine& some_days(CommandLine& epsom) {
    epsom.as_woman().ok("log -",
        "glycinate 200mg 2026-11-16 21:30\nalmonds 30g 2026-11-16 08:00\nglycinate 400mg 2026-11-18 21:30\n"
        "vitamin-d 1000IU 2026-11-18 08:00\nglycinate 100mg 2026-11-20 21:30\n");
    return epsom;
}
std::vector<std::string> keys(const Json& object) {
    std::vector<std::string> names;
    for (const auto& [key, value] : object.items()) names.push_back(key);
    std::ranges::sort(names);
    return names;
}
std::vector<std::string> sorted(std::vector<std::string> names) {
    std::ranges::sort(names);
    return names;
}

}  // namespace

TEST_CASE("a report is of the last seven days and of magnesium, unless told otherwise") {
    CommandLine epsom;
    const Json report = some_days(epsom)("report --format json").json();
    CHECK(report.at("schema") == "epsom/report-intake/1");
    CHECK(report.at("generated_at") == "2026-11-20T22:00:00+01:00");
    CHECK(report.at("from") == "2026-11-14");
    CHECK(report.at("to") == "2026-11-20");
    CHECK(report.at("by") == "day");
    CHECK(report.at("reference") == "US_CA");
    CHECK(report.at("profile") == Json::parse(R"({"name":null,"born":"1995-10-25","sex":"female"})"));
    CHECK(report.at("rows").size() == 7);
    CHECK(report.at("rows")[0].at("nutrient") == "magnesium");
}

TEST_CASE("the json of a report has the promised keys, those of the csv header") {
    CommandLine epsom;
    const Json report = some_days(epsom)("report --format json").json();
    CHECK(keys(report) ==
          sorted({"schema", "generated_at", "from", "to", "by", "reference", "profile", "rows", "summary"}));
    const std::string header = split(epsom.ok("report --format csv"), '\n').front();
    for (const Json& row : report.at("rows")) CHECK(keys(row) == sorted(split(header, ',')));
    const Json& summary = report.at("summary");
    CHECK(summary.at("nutrient") == "magnesium");
    CHECK(summary.at("days") == 7);
    CHECK(summary.at("days_logged") == 3);
    CHECK(summary.at("mean_total") == 260.333);
    CHECK(summary.at("days_met") == 1);
    CHECK(summary.at("days_over_upper") == 1);
}

TEST_CASE("json, ndjson, csv and tsv of a report say the same") {
    CommandLine epsom;
    const Json report = some_days(epsom)(
        "report --nutrient magnesium,iron,calcium,vitamin-d,vitamin-b12,folate --by week --format json")
                            .json();
    const auto csv = split(
        epsom.ok("report --nutrient magnesium,iron,calcium,vitamin-d,vitamin-b12,folate --by week --format csv"), '\n');
    const auto tsv = split(
        epsom.ok("report --nutrient magnesium,iron,calcium,vitamin-d,vitamin-b12,folate --by week --format tsv"), '\n');
    const auto ndjson = split(
        epsom.ok("report --nutrient magnesium,iron,calcium,vitamin-d,vitamin-b12,folate --by week --format ndjson"),
        '\n');
    const auto columns = split(csv[0], ',');
    CHECK(split(tsv[0], '\t') == columns);
    REQUIRE(csv.size() == report.at("rows").size() + 2);
    REQUIRE(tsv.size() == csv.size());
    REQUIRE(ndjson.size() == csv.size() - 1);
    for (std::size_t i = 0; i < report.at("rows").size(); ++i) {
        const Json& row = report.at("rows")[i];
        CHECK(Json::parse(ndjson[i]) == row);
        CHECK(split(csv[i + 1], ',') == split(tsv[i + 1], '\t'));
        const auto cells = split(csv[i + 1], ',');
        for (std::size_t at = 0; at < columns.size(); ++at) {
            const Json& value = row.at(columns[at]);
            CHECK(cells[at] == (value.is_null() ? "" : value.is_string() ? value.get<std::string>() : value.dump()));
        }
    }
    CHECK(report.at("rows").size() == 2 * 6);
    CHECK(report.at("summaries").size() == 6);
}

TEST_CASE("a silent day is a row without amounts") {
    CommandLine epsom;
    CHECK(some_days(epsom)
              .ok("report 2026-11-17 --format csv")
              .ends_with("\n2026-11-17,magnesium,mg,1,0,,,,,,unknown,true,320,RDA,,265,EAR,350,UL,supplemental,,,,none,"
                         "0,0,none,,\n"));
}

TEST_CASE("a report may be of one nutrient or of all, however it is written") {
    CommandLine epsom;
    some_days(epsom);
    CHECK(epsom.ok("report 2026-11-18 --nutrient 'Vitamin D' --format csv")
              .find("2026-11-18,vitamin-d,mcg,1,1,25,0,0,25,") != std::string::npos);
    CHECK(epsom.ok("report 2026-11-18 --nutrient d3 --format csv") ==
          epsom.ok("report 2026-11-18 --nutrient vitamin-d --format csv"));
    CHECK(epsom.ok("report --nutrient ALL").starts_with("Nutrients  "));
}

TEST_CASE("a report may use another authority's values for once") {
    CommandLine epsom;
    CHECK(some_days(epsom)("report --reference efsa --format json").json().at("reference") == "EFSA");
    CHECK(epsom("report --format json").json().at("reference") == "US_CA");
}

TEST_CASE("values are those of the day reported, not of today") {
    CommandLine epsom;
    epsom.as_woman();
    CHECK(epsom.ok("report 2026-10-24..2026-10-25 --format csv")
              .find("2026-10-24,magnesium,mg,1,0,,,,,,unknown,true,310,RDA") != std::string::npos);
    CHECK(epsom.ok("report 2026-10-24..2026-10-25 --format csv")
              .find("2026-10-25,magnesium,mg,1,0,,,,,,unknown,true,320,RDA") != std::string::npos);
}

TEST_CASE("a report by source, thing or hour names the whole period") {
    CommandLine epsom;
    some_days(epsom);
    CHECK(epsom.ok("report --by source --format csv") ==
          "period,nutrient,unit,source,amount,percent_of_total,intakes\n"
          "2026-11-14..2026-11-20,magnesium,mg,supplement,700,89.6,3\n"
          "2026-11-14..2026-11-20,magnesium,mg,food,81,10.4,1\n");
    CHECK(epsom.ok("report --by what --format tsv").find("\tglycinate\t700\t89.6\t3\n") != std::string::npos);
    CHECK(epsom.ok("report --by hour --format csv").find(",08,81,10.4,1\n") != std::string::npos);
    const Json json = epsom("report --by what --format json").json();
    CHECK(json.at("schema") == "epsom/report-breakdown/1");
    CHECK(json.at("rows")[0].at("what") == "glycinate");
    CHECK(epsom.ok("report --by what").starts_with("Magnesium by item  "));
}

TEST_CASE("all begins with the first entry") {
    CommandLine epsom;
    CHECK(some_days(epsom)("report all --format json").json().at("from") == "2026-11-16");
    CommandLine nobody;
    CHECK(nobody("report all --format json").json().at("from") == "2026-11-20");
}

TEST_CASE("--explain names the rows, formulas and entries behind each number") {
    CommandLine epsom;
    some_days(epsom).ok("log oxide 500mg --compound 2026-11-19 21:30");
    const std::string page = epsom.ok("report 2026-11-19 --explain");
    CHECK(page.find("301.521 mg from oxide at 21:30 (#6): by formula, 500 mg x 24.305 / 40.304 of\n        MgO\n") !=
          std::string::npos);
    CHECK(page.find("RDA 320 mg: female, 31 to 50 years") != std::string::npos);
    const Json row = epsom("report 2026-11-19 --explain --format json").json().at("rows")[0];
    CHECK(row.at("made_of") == "301.521 mg from oxide at 21:30 (#6): by formula, 500 mg x 24.305 / 40.304 of MgO");
    CHECK(row.at("target_source").get<std::string>().starts_with("IOM 1997"));
    CHECK(epsom("report 2026-11-17 --explain --format json").json().at("rows")[0].at("made_of").is_null());
}

TEST_CASE("--output picks the format from the ending, and --format wins") {
    CommandLine epsom;
    some_days(epsom);
    const auto written = [&epsom](std::string_view name, std::string_view more = "") {
        const std::string file = (epsom.home / name).string();
        const std::string answer = epsom.ok("report --output " + file + " " + std::string{more});
        CHECK(answer.starts_with("Wrote " + file + " ("));
        CHECK(answer.ends_with(" kB)\n"));
        CHECK(epsom.ok("-q report --output " + file + " " + std::string{more}).empty());
        return bytes_of(epsom.home / name);
    };
    CHECK(written("r.csv") == epsom.ok("report --format csv"));
    CHECK(written("r.TSV") == epsom.ok("report --format tsv"));
    CHECK(written("r.json") == epsom.ok("report --format json"));
    CHECK(written("r.ndjson") == epsom.ok("report --format ndjson"));
    CHECK(written("r.md") == epsom.ok("report --format md"));
    CHECK(written("r.txt") + "Sources: epsom report --explain\n" == epsom.ok("report"));
    CHECK(written("r") == written("r.txt"));
    CHECK(written("r.csv", "--format json") == epsom.ok("report --format json"));
    CHECK(epsom.ok("report --format csv --output -") == epsom.ok("report --format csv"));
}

TEST_CASE("--open requires a file, and its hint works when it is typed") {
    CommandLineAtHome epsom;
    some_days(epsom);
    CHECK(epsom.said("report month --open") == R"(epsom: error: --open requires --output FILE
epsom: hint: epsom report month --output report.html --open
exit 2
)");
    CHECK(epsom.said("report --output - --open") == R"(epsom: error: --open requires --output FILE
epsom: hint: leave out --open
exit 2
)");
    CHECK_FALSE(fs::exists("report.html"));
}

TEST_CASE("an output file appears whole or not at all") {
    CommandLine epsom;
    some_days(epsom);
    write_file(epsom.home / "r.csv", "before");
    CHECK(epsom("report --by fortnight --output " + (epsom.home / "r.csv").string()).status == 2);
    CHECK(bytes_of(epsom.home / "r.csv") == "before");
    std::size_t files = 0;
    for (const auto& entry : fs::directory_iterator{epsom.home.path()}) files += entry.is_regular_file() ? 1 : 0;
    CHECK(files == 1);
}

TEST_CASE("a file that cannot be written is a failure of the machine") {
    CommandLine epsom;
    const Answer answer = some_days(epsom)("report --output " + (epsom.home / "none" / "r.csv").string());
    CHECK(answer.status == 3);
    CHECK(answer.err.starts_with("epsom: error: cannot write '"));
    CHECK(answer.err.find(": No such file or directory") != std::string::npos);
}

TEST_CASE("reference lists every nutrient's values with their sources, of one authority or of all") {
    CommandLine epsom;
    epsom.as_woman();
    const Json one = epsom("report reference --format json").json();
    CHECK(one.at("schema") == "epsom/report-reference/1");
    CHECK(one.at("on") == "2026-11-20");
    CHECK(one.at("rows").size() == 37);
    for (const Json& row : one.at("rows")) CHECK(row.at("authority") == "US_CA");
    const Json all = epsom("report reference --reference all --nutrient magnesium --format json").json();
    CHECK(all.at("rows").size() == 10);
    for (const Json& row : all.at("rows")) CHECK((row.at("target").is_null() || !row.at("target_source").is_null()));
    CHECK(epsom.ok("report reference").find("320 mg RDA    265 mg EAR   350 mg UL supplements") != std::string::npos);
}

TEST_CASE("personal values are labelled as such") {
    CommandLine epsom;
    epsom.as_woman().ok("profile set --target magnesium=400mg --upper magnesium=600mg");
    epsom.ok("log glycinate 500mg");
    const Json row = epsom("report today --format json").json().at("rows")[0];
    CHECK(row.at("target") == 400);
    CHECK(row.at("target_kind") == "personal");
    CHECK(row.at("upper") == 600);
    CHECK(row.at("upper_kind") == "personal");
    CHECK(row.at("over_upper") == false);
    CHECK(epsom.ok("report today").find("target 400 mg") != std::string::npos);
}

// --- two weeks of a real log, whose report was worked out independently
// ------------------------------------------------

namespace {

const std::string two_weeks = test::data_path("../golden/two-weeks-in-berlin/");

/// The lines under `# heading` in what the story prints.
std::string section(std::string_view heading) {
    const std::string whole = bytes_of(two_weeks + "stdout");
    const auto start = whole.find("# " + std::string{heading} + "\n");
    REQUIRE(start != std::string::npos);
    const auto from = whole.find('\n', start) + 1;
    return whole.substr(from, whole.find("\n# ", from) + 1 - from);
}
CommandLine& two_weeks_later(CommandLine& epsom) {
    epsom.now = *parse_instant("2026-11-01T23:00", epsom.zone);
    epsom.ok("profile set --born 1995-10-25 --sex female --day-start 04:00");
    return epsom;
}

}  // namespace

TEST_CASE("two weeks are right in every cell, in whatever order they were logged") {
    auto lines = split(bytes_of(two_weeks + "entries.txt"), '\n');
    std::mt19937 random{14};
    for (int trial = 0; trial < 5; ++trial) {
        std::string batch;
        for (const auto& line : lines) batch += line + "\n";
        CommandLine epsom;
        two_weeks_later(epsom).ok("log -", batch);
        for (const auto by : {"day", "week", "month", "source", "what"}) {
            CHECK(epsom.ok("report 2026-10-19..2026-11-01 --format csv --by " + std::string{by}) ==
                  section("by " + std::string{by}));
        }
        std::ranges::shuffle(lines, random);
    }
}

TEST_CASE("two weeks logged one by one, some wrong and undone, are the two weeks") {
    CommandLine epsom;
    two_weeks_later(epsom);
    for (const auto& line : split(bytes_of(two_weeks + "entries.txt"), '\n')) {
        if (line.empty() || line.front() == '#') continue;
        if (line.starts_with("2x")) {
            epsom.ok("log glycinate 1g");
            epsom.ok("undo");
        }
        epsom.ok("log " + line);
    }
    CHECK(epsom.ok("report 2026-10-19..2026-11-01 --format csv") == section("by day"));
}

TEST_CASE("a report ends with the command that names its sources, which says them instead") {
    CommandLine epsom;
    some_days(epsom);
    const std::string page = epsom.ok("report 5d --nutrient magnesium");
    CHECK(page.find("\nSources: epsom report 5d --nutrient magnesium --explain\n") != std::string::npos);
    CHECK(page.find("IOM 1997") == std::string::npos);
    const std::string explained = epsom.ok("report 5d --nutrient magnesium --explain");
    CHECK(explained.find("Sources:") == std::string::npos);
    CHECK(
        explained.find("US_CA UL 350 mg: both sexes, 31 to 50 years, supplements only; IOM 1997") != std::string::npos);
}

TEST_CASE("a year is a calendar with the rated nights above its days") {
    CommandLine epsom;
    some_days(epsom).ok("log symptom 4 --night 2026-11-18");
    const std::string year = epsom.ok("report year");
    CHECK(year.find("\n2026 Jan ") != std::string::npos);
    CHECK(year.find("\nrls ") != std::string::npos);
    CHECK(epsom.ok("report 60d").find("\nrls ") == std::string::npos);
}
