#include "epsom/render/format.hpp"

#include <doctest/doctest.h>

#include "epsom/text/text.hpp"

using namespace epsom;

TEST_CASE("formats have names, and a file's ending may choose one") {
    CHECK(*parse_format("ndjson") == Format::ndjson);
    CHECK(parse_format("jsn").error().hint == "did you mean 'json'?");
    CHECK(*parse_format("CSV") == Format::csv);
    CHECK(parse_format("xml").error().hint == "use text, csv, tsv, json, ndjson, md, html or svg");
    CHECK(format_of_file("report.csv") == Format::csv);
    CHECK(format_of_file("/tmp/a.b/Report.JSON") == Format::json);
    CHECK(format_of_file("report.txt") == Format::text);
    CHECK_FALSE(format_of_file("report").has_value());
    CHECK_FALSE(format_of_file("report.xlsx").has_value());
    CHECK_FALSE(format_of_file("").has_value());
}

TEST_CASE("each format writes records, a page or both, and text is every command's own") {
    for (const FormatInfo& format : formats) {
        CAPTURE(format.key);
        CHECK((format.writer != nullptr || format.page != nullptr) == (format.id != Format::text));
        CHECK(parse_record_format(format.key).has_value() == format.of_records());
        CHECK(format_of_file("report." + std::string{format.extension}) == format.id);
    }
}

TEST_CASE("sentences list the formats of the table") {
    CHECK(std::string_view{record_formats_help} == "text, csv, tsv, json, ndjson or md (default: text)");
    CHECK(parse_record_format("xml").error().hint == "use text, csv, tsv, json, ndjson or md");
    CHECK(parse_record_format("svg").error().hint ==
          "'epsom report --format svg' works; here use text, csv, tsv, json, ndjson or md");
    constexpr std::array<std::string_view, 1> one{"text"};
    CHECK(std::string_view{ChoicesText{one}} == "text");
    CHECK(std::string_view{ChoicesText{{}}}.empty());
}
