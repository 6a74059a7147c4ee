// epsom-formats(5) has every column and key that is really written, and no other.

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <functional>
#include <map>

#include "commands/command_line.hpp"
#include "epsom/text/text.hpp"
#include "manual.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

/// Every key of a document, however deep.
void collect(const nlohmann::json& value, Names& names) {
    if (value.is_object()) {
        for (const auto& [key, inner] : value.items()) {
            names.insert(key);
            // What the table is keyed by is no key of the format.
            if (key != "ng_per_100g") collect(inner, names);
        }
    }
    if (value.is_array()) {
        for (const auto& inner : value) collect(inner, names);
    }
}

/// Columns of csv, keys of json and ndjson.
Names names_in(const std::string& text) {
    Names names;
    if (!text.starts_with("{")) {
        for (const auto& column : split(text.substr(0, text.find('\n')), ',')) names.insert(column);
        return names;
    }
    if (nlohmann::json::accept(text)) {
        collect(nlohmann::json::parse(text), names);
        return names;
    }
    for (const auto& line : split(text, '\n')) {
        if (!line.empty()) collect(nlohmann::json::parse(line), names);
    }
    return names;
}

/// Every key of a schema, however deep.
Names keys_of_schema(CommandLine& epsom, const std::string& name) {
    Names keys;
    const std::function<void(const nlohmann::json&)> look = [&](const nlohmann::json& part) {
        if (part.is_array()) {
            for (const auto& inner : part) look(inner);
        } else if (part.is_object()) {
            for (const auto& [key, inner] : part.items()) {
                if (key == "properties") {
                    for (const auto& property : inner.items()) keys.insert(property.key());
                } else {
                    look(inner);
                }
            }
        }
    };
    look(nlohmann::json::parse(epsom.ok("schema " + name)));
    return keys;
}

/// What a database for analysis answers a question about its tables with.
std::vector<std::string> analysis_says(CommandLine& epsom, const char* question, const std::string& table = "") {
    const std::string file = (epsom.home / "log.sqlite").string();
    epsom.ok("export --format sqlite " + file);
    SQLite::Database db{file, SQLite::OPEN_READONLY};
    SQLite::Statement query{db, question};
    if (!table.empty()) query.bind(1, table);
    std::vector<std::string> names;
    while (query.executeStep()) names.push_back(query.getColumn(0).getString());
    return names;
}
/// "table day"
Names tables_of_analysis(CommandLine& epsom) {
    const auto names = analysis_says(epsom, "SELECT 'table ' || name FROM sqlite_schema WHERE type = 'table'");
    return {names.begin(), names.end()};
}
std::vector<std::string> columns_of_analysis(CommandLine& epsom, const std::string& table) {
    return analysis_says(epsom, "SELECT name FROM pragma_table_info(?1)", table);
}

/// What a section lists, in its order.
std::vector<std::string> columns_in_order(const std::string& section) {
    std::vector<std::string> columns;
    bool within = false;
    for (const auto& line : lines_of(pages / "epsom-formats.5")) {
        if (line.starts_with(".S")) within = line == ".Ss " + section;
        if (!within || !line.starts_with(".It Va ")) continue;
        for (const auto& word : words_of(line.substr(7))) {
            if (word == "Pq") break;
            if (word != ",") columns.push_back(word);
        }
    }
    return columns;
}

/// What epsom-formats(5) names in each of its sections.
std::map<std::string, Names> documented() {
    std::map<std::string, Names> sections;
    std::string chapter;
    std::string section;
    for (const auto& line : lines_of(pages / "epsom-formats.5")) {
        if (line.starts_with(".Sh ")) chapter = line.substr(4);
        if (line.starts_with(".S"))
            section = line.starts_with(".Ss ") && chapter != "DESCRIPTION" ? line.substr(4) : "";
        if (!line.starts_with(".Va ") && !line.starts_with(".It Va ")) continue;
        for (const auto& word : words_of(line.substr(line.find("Va ") + 3))) {
            if (word == "Pq") break;
            if (word.front() >= 'a' && word.front() <= 'z') sections[section].insert(word);
        }
    }
    sections.erase("");
    return sections;
}

}  // namespace

TEST_CASE("the page on formats has every column and key that is written, and no other") {
    CommandLine epsom;
    epsom.as_woman();
    epsom.ok("profile set --diet magnesium=250mg --anchor breakfast=08:00");
    epsom.ok("profile stage lactating --from 2026-10-01");
    epsom.ok("dose add calm --contains magnesium:glycinate=200mg --at 21:00 --stock 60");
    epsom.ok("dose add extra --contains magnesium=50mg --at 23:00");
    epsom.ok("dose add pain --substance ibuprofen --max 3/24h");
    epsom.ok("log pain 20:00");
    epsom.ok("dose add late --contains magnesium=50mg --at 21:30");
    epsom("check --once");  // of which something ends
    epsom.ok("log calm 21:00");
    epsom.ok("log skip extra");
    epsom.ok("log almonds 30g");
    epsom.ok("log probiotic 5 billion CFU 20:00");
    epsom.ok("log glycinate 400mg");
    epsom.ok("dose add shake --contains Cocoa=5g");
    epsom.ok("log oxide 500mg");
    epsom.ok("undo");
    epsom.ok("log symptom 6 --onset 23:10 --night yesterday");
    epsom.ok("log factor stress 7 yesterday 20:00");
    epsom.ok("log remove @3");  // not the diary
    epsom.ok("log lab ferritin 45ng/mL yesterday --range 15..150");
    epsom.ok("dose add lot --contains magnesium=50mg --at 22:30");
    epsom.ok("dose schedule lot --coin --seed 5");  // without it tonight
    epsom.ok("import -",
        "{\"type\":\"epsom\",\"schema\":\"epsom/export/1\"}\n"
        "{\"type\":\"food\",\"uuid\":\"usda-fdc-1\",\"stamp\":1,\"name\":\"Oats\",\"source\":\"USDA\","
        "\"ng_per_100g\":{\"magnesium\":1000}}\n"
        "{\"type\":\"dose\",\"uuid\":\"case\",\"stamp\":1,\"name\":\"case\",\"serving\":1,\"serving_unit\":\"serving\","
        "\"source\":\"supplement\",\"route\":\"oral\",\"substance\":\"loratadine\",\"note\":null,\"plan\":\"\","
        "\"max\":null,\"gap_minutes\":0,\"stock\":60,\"counted\":1,\"created\":\"2026-11-01T08:00:00+01:00\","
        "\"contents\":[],\"sets\":[\"travel\"],\"low_days\":14,\"expires\":\"2027-03-31\"}\n");
    const std::string other = (epsom.home / "other.db").string();
    epsom.ok("log glycinate 200mg --db " + other);
    const Names common{"schema", "generated_at", "from", "to", "rows"};
    const std::map<std::string, std::vector<std::string>> commands{
        {"report intake", {"report today --format csv --explain", "report today --format json --explain --nutrient all",
                              "report --by week --format ndjson"}},
        {"report intake --by source, what, hour",
            {"report --by source --format csv", "report --by what --format json", "report --by hour --format csv"}},
        {"report entries, log list",
            {"report entries 7d --format csv", "report entries 7d --format json", "log list --format json"}},
        {"report adherence", {"report adherence --format csv", "report adherence --format json"}},
        {"report reference", {"report reference --format csv", "report reference --format json"}},
        {"report adequacy", {"report adequacy --format csv", "report adequacy --format json"}},
        {"report symptoms",
            {"report symptoms --format csv", "report symptoms --since 2026-11-10 --at-least 200mg --format json"}},
        {"report labs", {"report labs --format csv", "report labs ferritin --unit mcg/L --format json"}},
        {"dose list, dose show", {"dose list --format csv", "dose list --format json", "dose show calm --format json",
                                     "dose show lot --format json", "dose show pain --format json"}},
        {"dose find", {"dose find almonds --format csv", "dose find almonds --format json"}},
        {"dose ingredient", {"dose ingredient list --format csv", "dose ingredient list --format json"}},
        {"dose elemental", {"dose elemental 500mg oxide --format json"}},
        {"log", {"log glycinate 400mg --format json --dry-run"}},
        {"check", {"check all --format json", "check all --format ndjson", "check all --once --cleared --format json",
                      "check all --format json --db " + epsom.file().string() + " --db " + other}},
        {"today", {"today --format json"}}, {"profile", {"profile --format json"}},
        {"import", {"import - --format json"}}, {"export", {"export"}}};
    const std::map<std::string, std::vector<std::string>> schemas{{"report intake", {"report-intake/1"}},
        {"report intake --by source, what, hour", {"report-breakdown/1"}},
        {"report entries, log list", {"report-entries/1"}}, {"report adherence", {"report-adherence/1"}},
        {"report reference", {"report-reference/1"}}, {"report adequacy", {"report-adequacy/1"}},
        {"report symptoms", {"report-symptoms/1"}}, {"report labs", {"report-labs/1"}},
        {"dose list, dose show", {"doses/1", "dose/1"}}, {"dose find", {"find/1"}},
        {"dose ingredient", {"ingredients/1"}}, {"dose elemental", {"elemental/1"}}, {"log", {"log/1"}},
        {"check", {"check/1"}}, {"today", {"today/1"}}, {"profile", {"profile/1"}}, {"import", {"import/1"}},
        {"export", {"export/2"}}};
    const auto sections = documented();
    for (const auto& command : commands) {
        const std::string section{command.first};
        const auto& lines = command.second;
        CAPTURE(section);
        REQUIRE(sections.contains(section));
        Names written;
        for (const auto& line : lines)
            written = together(
                written, names_in(epsom(line, "date,what,amount\n2026-11-19,glycinate,200mg\nnever,x,y\n").out));
        // Entries stand in the answers of `log` and `today` as in their own report, and so do days and findings.
        Names known = sections.at(section);
        if (section == "log" || section == "today")
            known = together(known, together(sections.at("report intake"), sections.at("report entries, log list")));
        if (section == "today") known = together(known, sections.at("check"));
        CHECK_MESSAGE(without(written, together(known, common)).empty(),
            "written, but not on the page:" << shown(without(written, together(known, common))));
        CHECK_MESSAGE(without(sections.at(section), together(written, common)).empty(),
            "on the page, but not written:" << shown(without(sections.at(section), together(written, common))));
        Names declared;
        for (const auto& schema : schemas.at(section)) declared = together(declared, keys_of_schema(epsom, schema));
        CHECK_MESSAGE(without(declared, together(known, common)).empty(),
            "in the schema, but not on the page:" << shown(without(declared, together(known, common))));
        CHECK_MESSAGE(without(sections.at(section), together(declared, common)).empty(),
            "on the page, but not in the schema:" << shown(without(sections.at(section), together(declared, common))));
    }
    const Names tables = tables_of_analysis(epsom);
    for (const auto& written : sections)
        CHECK_MESSAGE((commands.contains(written.first) || tables.contains(written.first)),
            written.first << " is not looked at here");
}

TEST_CASE("the page on formats has every table of a database for analysis, with its columns in their order") {
    CommandLine epsom;
    epsom.ok("log glycinate 200mg");
    const auto sections = documented();
    for (const std::string& section : tables_of_analysis(epsom)) {
        CAPTURE(section);
        REQUIRE(sections.contains(section));
        const auto columns = columns_of_analysis(epsom, section.substr(section.find(' ') + 1));
        CHECK(sections.at(section) == Names{columns.begin(), columns.end()});
        CHECK(columns_in_order(section) == columns);
    }
}
