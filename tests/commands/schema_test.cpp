#include <algorithm>

#include "command_line.hpp"
#include "epsom/render/schemas.hpp"
#include "epsom/text/text.hpp"

using namespace epsom;
using namespace epsom::test;

TEST_CASE("'schema' lists each schema with what writes it") {
    CommandLine epsom;
    const auto lines = split(epsom.ok("schema"), '\n');
    CHECK(lines.size() == output_schemas().size() + 1);  // nothing follows the last end of line
    CHECK(lines[0] == "report-intake/1     epsom report");
    CHECK(lines[2] == "report-entries/1    epsom report entries, log list");
}

TEST_CASE("'schema' prints a schema by its name, or as outputs have it, and needs no database") {
    CommandLine epsom;
    const std::string printed = epsom.ok("schema elemental/1");
    CHECK(nlohmann::json::parse(printed).at("title").get<std::string>() == "Elemental amount of a compound");
    CHECK(epsom.ok("schema epsom/elemental/1") == printed);
    CHECK(epsom.ok("schema EPSOM/Elemental/1") == printed);
    const auto answered = epsom("dose elemental 500mg oxide --format json").json();
    CHECK(epsom.ok("schema " + answered.at("schema").get<std::string>()) == printed);
    CHECK_FALSE(fs::exists(epsom.file()));
}

TEST_CASE("every output names a schema that 'schema' prints") {
    CommandLine epsom;
    epsom.as_woman();
    epsom.ok("dose add calm --contains magnesium=200mg --at 21:00");
    for (const auto* const line :
        {"report", "report --by source", "report entries", "report adherence", "report reference", "report adequacy",
            "report symptoms", "report labs", "dose list", "dose show calm", "dose find oat", "dose ingredient list",
            "dose elemental 1g oxide", "log oxide 1mg", "check all", "today", "profile"}) {
        CAPTURE(line);
        const auto written = epsom(std::string{line} + " --format json").json();
        const std::string name = written.at("schema").get<std::string>();
        const auto schema = nlohmann::json::parse(epsom.ok("schema " + name));
        CHECK(schema.at("properties").at("schema").at("const").get<std::string>() == name);
        for (const auto& each : written.items())
            CHECK_MESSAGE(schema.at("properties").contains(each.key()), each.key());
        for (const auto& key : schema.at("required")) CHECK_MESSAGE(written.contains(key.get<std::string>()), key);
    }
}
