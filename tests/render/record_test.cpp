#include "epsom/render/record.hpp"

#include <array>
#include <random>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "epsom/render/format.hpp"
#include "epsom/text/text.hpp"

using namespace epsom;
using Json = nlohmann::json;

namespace {

constexpr std::array<std::string_view, 3> columns{"name", "amount", "over"};

/// A document of `rows` with a head and a tail.
std::string written(Format format, const std::vector<Record>& rows, std::span<const std::string_view> names = columns) {
    std::string out;
    const auto writer = record_writer(format, [&out](std::string_view text) { out += text; });
    writer->begin(
        {{"schema", "epsom/test/1"}, {"profile.born", Value{}}, {"profile.sex", "female"}, {"by", "day"}}, names);
    for (const Record& row : rows) writer->row(row);
    writer->end({{"summary.days", 2}, {"summary.mean", Value::fraction(1, 3)}});
    return out;
}
Record row(const std::string& name) {
    return {{"name", name}, {"amount", Value::fraction(301'520'941, 1'000'000)}, {"over", false}};
}

std::string number(const Value& value) {
    std::string out;
    append_plain(out, value);
    return out;
}

/// One csv cell after the header.
std::string csv_cell(const std::string& text) {
    const std::string out = written(Format::csv, {{{"name", text}}}, std::span{columns}.first(1));
    return out.substr(5, out.size() - 6);
}
std::string tsv_cell(const std::string& text) {
    const std::string out = written(Format::tsv, {{{"name", text}}}, std::span{columns}.first(1));
    return out.substr(5, out.size() - 6);
}
std::string md_cell(const std::string& text) {
    const std::string out = written(Format::md, {{{"name", text}}}, std::span{columns}.first(1));
    return out.substr(out.find("---") + 8, out.size() - out.find("---") - 11);
}

/// RFC 4180, read back strictly: rows of cells.
std::vector<std::vector<std::string>> read_csv(std::string_view text) {
    std::vector<std::vector<std::string>> rows{{""}};
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string& cell = rows.back().back();
        if (quoted && text[i] == '"' && i + 1 < text.size() && text[i + 1] == '"') {
            cell += '"';
            ++i;
        } else if (text[i] == '"') {
            REQUIRE((quoted || cell.empty()));
            quoted = !quoted;
        } else if (!quoted && text[i] == ',') {
            rows.back().emplace_back();
        } else if (!quoted && text[i] == '\n') {
            rows.push_back({""});
        } else {
            cell += text[i];
        }
    }
    REQUIRE_FALSE(quoted);
    REQUIRE(rows.back() == std::vector<std::string>{""});
    rows.pop_back();
    return rows;
}

std::string some_text(std::mt19937& random) {
    constexpr std::array<std::string_view, 18> pieces{
        "a", "b c", ",", "\"", "\n", "\r", "\t", "\\", "=", "+", "-", "@", "'", "|", "夜", "\x1b[0m", "\xFF", "`*<["};
    std::string text;
    for (auto length = random() % 8; length > 0; --length) text += pieces[random() % pieces.size()];
    return text;
}

}  // namespace

TEST_CASE("numbers have a point, no thousands marks and no trailing zeros") {
    CHECK(number(Value{1'234'567}) == "1234567");
    CHECK(number(Value::fraction(1, 3)) == "0.333");
    CHECK(number(Value::fraction(2, 3)) == "0.667");
    CHECK(number(Value::fraction(4'000, 1'000)) == "4");
    CHECK(number(Value::fraction(1'345, 13, 1)) == "103.5");
    CHECK(number(Value::fraction(0, 5)) == "0");
    CHECK(number(Value{std::int64_t{9'000'000'000}}) == "9000000000");
}

TEST_CASE("csv has a header, LF lines and empty cells for what is absent") {
    CHECK(written(Format::csv, {row("oats"), {{"name", Value{}}, {"amount", Value{}}, {"over", true}}}) ==
          "name,amount,over\noats,301.521,false\n,,true\n");
}

TEST_CASE("csv without rows still has its header") {
    CHECK(written(Format::csv, {}) == "name,amount,over\n");
    CHECK(written(Format::tsv, {}) == "name\tamount\tover\n");
}

TEST_CASE("csv quotes what would break a line or a cell") {
    CHECK(csv_cell("a,b") == "\"a,b\"");
    CHECK(csv_cell("say \"oats\"") == "\"say \"\"oats\"\"\"");
    CHECK(csv_cell("two\nlines") == "\"two\nlines\"");
    CHECK(csv_cell("plain text") == "plain text");
}

TEST_CASE("a csv cell that a spreadsheet would run gets an apostrophe") {
    for (const auto text : {"=1+1", "+1", "-1", "@SUM(A1)"}) CHECK(csv_cell(text) == "'" + std::string{text});
    CHECK(csv_cell("\tx") == "'\tx");
    CHECK(csv_cell("\rx") == "\"'\rx\"");
    CHECK(csv_cell("=1,2") == "\"'=1,2\"");
    CHECK(csv_cell("a=1") == "a=1");
}

TEST_CASE("a negative number in csv is no formula") {
    CHECK(written(Format::csv, {{{"name", Value::fraction(-3, 2)}}}, std::span{columns}.first(1)) == "name\n-1.5\n");
}

TEST_CASE("whatever a csv cell holds, a reader gets it back") {
    std::mt19937 random{1};
    for (int trial = 0; trial < 3000; ++trial) {
        const std::string first = some_text(random);
        const std::string second = some_text(random);
        const auto rows = read_csv(written(Format::csv, {{{"name", first}, {"amount", 1}, {"over", second}}}));
        REQUIRE(rows.size() == 2);
        REQUIRE(rows[1].size() == 3);
        const auto guarded = [](const std::string& text) {
            return (!text.empty() && std::string_view{"=+-@\t\r"}.find(text.front()) != std::string_view::npos ? "'"
                                                                                                               : "") +
                   text;
        };
        REQUIRE(rows[1][0] == guarded(first));
        REQUIRE(rows[1][2] == guarded(second));
    }
}

TEST_CASE("tsv escapes tabs, line ends and backslashes, and quotes nothing") {
    CHECK(tsv_cell("a\tb\nc\rd\\e") == "a\\tb\\nc\\rd\\\\e");
    CHECK(tsv_cell("say \"oats\", =1+1") == "say \"oats\", =1+1");
    CHECK(written(Format::tsv, {row("oats")}) == "name\tamount\tover\noats\t301.521\tfalse\n");
}

TEST_CASE("whatever a tsv cell holds, it stays one cell of one line") {
    std::mt19937 random{2};
    for (int trial = 0; trial < 3000; ++trial) {
        const std::string text = some_text(random);
        const std::string cell = tsv_cell(text);
        REQUIRE(cell.find_first_of("\t\n\r") == std::string::npos);
        std::string back;
        for (std::size_t i = 0; i < cell.size(); ++i) {
            if (cell[i] != '\\') {
                back += cell[i];
                continue;
            }
            const char c = cell[++i];
            back += c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : '\\';
        }
        REQUIRE(back == text);
    }
}

TEST_CASE("json is one object with its schema, rows and summary") {
    CHECK(written(Format::json, {row("oats"), row("rye")}) ==
          R"({"schema":"epsom/test/1","profile":{"born":null,"sex":"female"},"by":"day","rows":[
{"name":"oats","amount":301.521,"over":false},
{"name":"rye","amount":301.521,"over":false}
],"summary":{"days":2,"mean":0.333}}
)");
}

TEST_CASE("json without rows has an empty array") {
    const Json document = Json::parse(written(Format::json, {}));
    CHECK(document.at("rows").empty());
    CHECK(document.at("summary").at("days") == 2);
}

TEST_CASE("ndjson has an object a line and nothing else") {
    CHECK(written(Format::ndjson, {row("oats"), row("rye")}) ==
          "{\"name\":\"oats\",\"amount\":301.521,\"over\":false}\n"
          "{\"name\":\"rye\",\"amount\":301.521,\"over\":false}\n");
    CHECK(written(Format::ndjson, {}) == "");
}

TEST_CASE("nested records are arrays of objects") {
    const std::vector<Record> parts{{{"nutrient", "iron"}}, {{"nutrient", "folate"}}};
    std::string out;
    append_json(out, {{"what", "multi"}, {"contents", parts}, {"none", std::vector<Record>{}}});
    CHECK(out == R"({"what":"multi","contents":[{"nutrient":"iron"},{"nutrient":"folate"}],"none":[]})");
}

TEST_CASE("whatever a text holds, its json is valid and gives it back") {
    std::mt19937 random{3};
    for (int trial = 0; trial < 3000; ++trial) {
        const std::string text = some_text(random);
        std::string out;
        append_json(out, {{"text", text}});
        const Json parsed = Json::parse(out);
        REQUIRE(parsed.at("text") == (is_utf8(text) ? text : printable(text)));
        REQUIRE(out.find('\n') == std::string::npos);
        REQUIRE(out.find('\x1b') == std::string::npos);
    }
}

TEST_CASE("markdown is a pipe table whose cells cannot break out of it") {
    CHECK(written(Format::md, {row("oats")}) ==
          "| name | amount | over |\n| --- | --- | --- |\n| oats | 301.521 | false |\n");
    CHECK(md_cell("a|b`c*d<e[f\\g") == "a\\|b\\`c\\*d\\<e\\[f\\\\g");
    CHECK(md_cell("two\nlines\x1b[0m") == "two?lines?\\[0m");
}

TEST_CASE("a long document is handed on in pieces, whole and in order") {
    std::string out;
    int pieces = 0;
    const auto writer = record_writer(Format::ndjson, [&](std::string_view text) {
        out += text;
        ++pieces;
    });
    writer->begin({}, {});
    for (int i = 0; i < 30'000; ++i) writer->row(Record{{"i", i}});
    writer->end({});
    CHECK(pieces > 2);
    CHECK(out.starts_with("{\"i\":0}\n{\"i\":1}\n"));
    CHECK(out.ends_with("{\"i\":29999}\n"));
}
