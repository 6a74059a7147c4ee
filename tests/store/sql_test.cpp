// SQL is written down and values are bound. The sources are read for statements that are put together, and every
// writing command is given names that would be SQL.

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <regex>
#include <set>

#include "commands/command_line.hpp"
#include "epsom/store/store.hpp"
#include "epsom/text/text.hpp"
#include "paths.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

/// Statements that are not one literal, literals as "", with the reason why no value can get in.
const std::map<std::string, std::string>& put_together() {
    static const std::map<std::string, std::string> allowed{
        {R"(analysis.cpp: analysis_schema)", "a constant"},
        {R"(analysis.cpp: analysis_indexes)", "a constant"},
        {R"(analysis.cpp: select)", "one of the literals of a table"},
        {R"(analysis.cpp: insert)", "one of the literals of a table"},
        {R"(faults.cpp: invariant.broken)", "one of the literals of a table"},
        {R"(merge.cpp: amounts_of_food)", "a constant"},
        {R"(merge.cpp: std::string{stored_food} + "")", "a constant and a literal"},
        {R"(merge.cpp: stored_food + condition + "" + std::to_string(most))",
            "a condition ?1, ?2 … for as many words as were typed, and a number"},
        {R"(records.cpp: text.substr(0, end))", "text is one of the table's literals"},
        {R"(records.cpp: text)", "a literal, or one of the table's"},
        {R"(change.cpp: sql)", "callers hand in literals"},
        {R"(change.cpp: query)", "callers hand in literals"},
        {R"(schema.cpp: steps[step].sql)", "one of the literals of the schema"},
        {R"(schema.cpp: steps[step].stands_in)", "one of the literals of the schema"},
        {R"(schema.cpp: stands_in_for_renamed)", "a literal of the schema"},
        {R"(schema.cpp: kept_tables)", "a literal of the schema"},
        {R"(schema.cpp: moved_tables)", "a literal of the schema"},
        {R"(schema.cpp: moved_indexes)", "a literal of the schema"},
        {R"(schema.cpp: first_clock)", "a literal of the schema"},
        {R"(schema.cpp: rename_moved)", "a literal of the schema"},
        {R"(schema.cpp: drop_moved)", "a literal of the schema"},
        {R"(schema.cpp: std::string{""} + table.table + "" + table.select)", "literals of the schema"},
        {R"(take_over.cpp: keys)", "one of seven literals"},
        {R"(change.cpp: forget)", "one of two literals"},
        {R"(change.cpp: are_entries ? spell_out_entries : spell_out_foods)", "constants"},
        {R"(change.cpp: kind == RecordKind::intake ? std::string_view{""} : "")", "two literals"},
        {R"(change.cpp: keep_row)", "a constant"},
        {R"(schema.cpp: "" + std::to_string(application_id))", "a pragma takes no binding; a constant"},
        {R"(schema.cpp: "" + std::to_string(newest_schema()))", "a pragma takes no binding; a number"},
        {R"(salvage.cpp: sql)", "callers hand in literals"},
        {R"(salvage_rows.cpp: select_ + condition + order_ + direction)", "names from a table of literals, and ?1"},
        {R"(salvage_rows.cpp: query)", "callers hand in literals"},
        {R"(salvage_rows.cpp: named)", "one of four literals"},
        {R"(schema.cpp: "" + std::to_string(pragma(db, "")))", "a pragma takes no binding; a number"},
        {R"(schema.cpp: std::string{""} + name)", "callers hand in literals"},
        {R"(entries.cpp: entry_of)", "a constant and a literal"},
        {R"(entries.cpp: intake_columns + condition)", "callers hand in literals"},
        {R"x(days.cpp: std::string{""} + group + "" + (by == Grouping::hour ? "" : ""))x",
            "group is one of three literals"},
        {R"(entries.cpp: std::string{intake_columns} + "")", "two literals"},
        {R"(entries.cpp: std::string{intake_columns} + "" + std::to_string(column(kind)) + "")",
            "a constant, literals and a number"},
        {R"(entries.cpp: sql)", "callers hand in a constant and literals"},
        {R"(health_connect.cpp: "" + name + "")", "name is one of two literals"},
        {R"(health_connect.cpp: text + "" + std::string{table})", "columns of a list of literals, or NULL"},
    };
    return allowed;
}

/// Adjacent literals become one "", runs of blanks one blank.
std::string without_literals(std::string_view code) {
    std::string text;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (code[i] == '"') {
            for (++i; i < code.size() && code[i] != '"'; ++i) i += code[i] == '\\' ? 1 : 0;
            while (text.ends_with(' ')) text.pop_back();
            if (!text.ends_with("\"\""))
                text += (text.empty() || text.back() == '{' || text.back() == '(' ? "" : " ") + std::string{"\"\""};
        } else if (code[i] == ' ' || code[i] == '\n') {
            if (!text.empty() && text.back() != ' ') text += ' ';
        } else {
            text += code[i];
        }
    }
    return std::string{trim(text)};
}

/// What stands between the bracket before `start` and its partner, from the `argument`th comma on.
std::string argument(std::string_view code, std::size_t start, int argument) {
    int depth = 1;
    std::size_t from = start, i = start;
    for (; i < code.size(); ++i) {
        const char c = code[i];
        if (c == '"') {
            for (++i; i < code.size() && code[i] != '"'; ++i) i += code[i] == '\\' ? 1 : 0;
        } else if (c == '(' || c == '{' || c == '[') {
            ++depth;
        } else if (c == ')' || c == '}' || c == ']') {
            if (--depth == 0) break;
        } else if (c == ',' && depth == 1) {
            if (argument == 0) break;
            --argument;
            from = i + 1;
        }
    }
    return argument == 0 ? std::string{code.substr(from, i - from)} : "";
}

std::string answers(CommandLine& epsom) {
    return epsom.ok("log list all --format csv") + epsom.ok("dose list --format json") +
           epsom.ok("profile --format json");
}

}  // namespace

TEST_CASE("a statement of SQL is one literal, or one of those that are known to hold no value") {
    const std::array<std::pair<std::regex, int>, 3> takers{
        {{std::regex{R"(SQLite::Statement \w+\{)"}, 1}, {std::regex{R"(\.(?:exec|execAndGet|tryExec|use)\()"}, 0},
            {std::regex{R"(\.emplace\((?=impl_->db|db\b))"}, 1}}};
    int seen = 0;
    std::set<std::string> used;
    for (const auto& entry : fs::recursive_directory_iterator{source_path("src")}) {
        if (entry.path().extension() != ".cpp" && entry.path().extension() != ".hpp") continue;
        const std::string code = bytes_of(entry.path());
        for (const auto& [taker, place] : takers) {
            for (auto at = std::sregex_iterator{code.begin(), code.end(), taker}; at != std::sregex_iterator{}; ++at) {
                const std::string sql =
                    without_literals(argument(code, static_cast<std::size_t>(at->position() + at->length()), place));
                if (sql.empty()) continue;  // a step of a statement that was made elsewhere
                ++seen;
                if (sql == "\"\"") continue;
                const std::string found = entry.path().filename().string() + ": " + sql;
                used.insert(found);
                CHECK_MESSAGE(put_together().contains(found), found);
            }
        }
        // SQL belongs to the store, and to the reader of a database.
        const std::string folder = entry.path().parent_path().filename().string();
        if (folder != "store" && entry.path().filename() != "health_connect.cpp")
            CHECK_MESSAGE(code.find("SQLite::Statement") == std::string::npos, entry.path().string());
    }
    CHECK(seen > 50);
    for (const auto& allowed : put_together())
        CHECK_MESSAGE(used.contains(allowed.first), allowed.first << " is no longer there");
}

TEST_CASE("names that would be SQL are names") {
    for (const std::string name :
        {"Robert'); DROP TABLE intake;--", "x' OR '1'='1", "\"; DELETE FROM dose; --", "a%_?1"}) {
        CommandLine epsom;
        const auto ok = [&](const std::vector<std::string>& words) {
            const Answer answer = epsom.run(words);
            REQUIRE_MESSAGE(answer.status == 0, in_quotes(words[0] + " " + words[1]) << ": " << answer.err);
            return answer.out;
        };
        ok({"log", "iron", "18mg", "--note", name});
        ok({"dose", "add", name, "--contains", "magnesium=100mg", "--serving", "1 capsule", "--at", "08:00", "--stock",
            "9", "--note", name});
        ok({"log", name});
        ok({"log", "edit", "@1", "--note", name + name});
        ok({"log", "symptom", "5", "--name", name});
        ok({"log", "factor", name, "2 cups"});
        ok({"dose", "rule", "add", name, "iron", "2h"});
        ok({"dose", "edit", name, "--note", name});
        ok({"dose", "schedule", name, "--at", "09:00"});
        ok({"dose", "pause", name});
        ok({"dose", "resume", name});
        ok({"dose", "stock", name, "5"});
        CHECK(ok({"dose", "find", name}).starts_with(name.substr(0, 20)));
        CHECK(epsom.run({"profile", "unset", name}).status == 2);
        CHECK(epsom.run({"log", "remove", name}).status == 2);
        CHECK(ok({"dose", "show", name}).starts_with(name + "\n"));
        CHECK(nlohmann::json::parse(epsom.ok("dose list --format json")).at("doses").at(0).at("name") == name);
        CHECK(split(epsom.ok("log list all --format ndjson"), '\n').size() == 5);
        const std::string before = answers(epsom);
        ok({"dose", "rename", name, name + "!"});
        ok({"undo"});
        CHECK(answers(epsom) == before);
        const Answer copy = epsom.run({"export"});
        CommandLine other;
        REQUIRE(other.run({"import", "-"}, copy.out).status == 0);
        CHECK(answers(other) == before);
        ok({"dose", "rule", "remove", name, "iron"});
        ok({"dose", "remove", name});
        CHECK(epsom.run({"check", "database"}).status == 0);
    }
}
