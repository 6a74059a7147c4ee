#include "exchange/table_reader.hpp"

#include <algorithm>

#include <doctest/doctest.h>

using namespace epsom::exchange;

namespace {

/// Records as `line[field|field]`, flaws as `line:field reason`, and what finish() says.
std::string records(std::string_view text, std::size_t piece = 1 << 20, char separator = ',',
    TableReader::Quoting quoting = TableReader::Quoting::rfc4180) {
    std::string result;
    TableReader table{separator, quoting, [&result](const TableRow& row) {
                          if (row.flaw != nullptr) {
                              result += "<" + std::to_string(row.flaw->line) + ":" + std::to_string(row.flaw->column) +
                                        " " + row.flaw->reason + ">";
                              return;
                          }
                          result += std::to_string(row.line) + "[";
                          for (std::size_t i = 0; i < row.fields.size(); ++i)
                              result += (i == 0 ? "" : "|") + std::string{row.fields[i]};
                          result += "]";
                      }};
    for (; !text.empty(); text.remove_prefix(std::min(piece, text.size()))) table.feed(text.substr(0, piece));
    if (const auto refusal = table.finish())
        result += "!" + std::to_string(refusal->line) + ":" + std::to_string(refusal->column) + " " + refusal->reason;
    return result;
}

}  // namespace

TEST_CASE("csv is read as RFC 4180 has it") {
    CHECK(records("a,b\n1,2\n") == "1[a|b]2[1|2]");
    CHECK(records("a,b\r\n1,2\r\n") == "1[a|b]2[1|2]");
    CHECK(records("a,b\n1,2") == "1[a|b]2[1|2]");
    CHECK(records("a,b\n\n\n1,2\n\r\n") == "1[a|b]4[1|2]");
    CHECK(records("a,,\n,,\n") == "1[a||]2[||]");
    CHECK(records("\"a,b\",\"say \"\"hi\"\"\",\"\"\n") == "1[a,b|say \"hi\"|]");
    CHECK(records("\"two\nlines\",b\nc,d\n") == "1[two\nlines|b]3[c|d]");
    CHECK(records("\"two\r\nlines\",b\r\nc,d\r\n") == "1[two\nlines|b]3[c|d]");
    CHECK(records("") == "");
    CHECK(records("\n\n") == "");
    CHECK(records("\"\"\n") == "1[]");
}

TEST_CASE("a broken record is refused and the next one read") {
    CHECK(records("a,b\n1\" x,2\n3,4\n") ==
          "1[a|b]<2:1 quote inside an unquoted field; double it and put quotes around the field>3[3|4]");
    CHECK(records("\"a\"b,c\nd,e\n") == "<1:1 text after a closing quote; double a quote inside quotes>2[d|e]");
    CHECK(records("a,b\nc\rd,e\nf,g\n") ==
          "1[a|b]<2:1 carriage return inside a field; end lines with LF or CR LF>3[f|g]");
    CHECK(records("a,b\n\"never closed\nc,d\n") == "1[a|b]!2:1 unclosed quote; the file may be truncated");
}

TEST_CASE("lines may end with CR alone, where the first one does") {
    const std::string text = "a,b\r1,\"two\rlines\"\r\r3,4";
    for (std::size_t piece = 1; piece <= text.size(); ++piece)
        CHECK(records(text, piece, '\0') == "1[a|b]2[1|two\nlines]5[3|4]");
}

TEST_CASE("a first line may name the separator") {
    for (const std::string end : {"\n", "\r\n"}) {
        const std::string text = "sep=;" + end + "a,b;c" + end + "1,5;2" + end;
        for (std::size_t piece = 1; piece <= text.size(); ++piece)
            CHECK(records(text, piece, '\0') == "2[a,b|c]3[1,5|2]");
    }
    CHECK(records("sep=\n1\n", 1 << 20, '\0') == "1[sep=]2[1]");
    CHECK(records("separate,b\n", 1 << 20, '\0') == "1[separate|b]");
    CHECK(records("sep", 2, '\0') == "1[sep]");
}

TEST_CASE("what is too long is refused without being kept") {
    const std::string giant(300'000, 'x');
    CHECK(records("a," + giant + "\nb,c\n") == "<1:2 the field is longer than 64 kB>2[b|c]");
    CHECK(records("a,\"" + giant + "\"\nb,c\n") == "<1:2 the field is longer than 64 kB>2[b|c]");
    CHECK(records(std::string(10'000, ',') + "\nb\n") == "<1:4097 the record has more than 4096 fields>2[b]");
    std::string wide;
    for (int i = 0; i < 30; ++i) wide += std::string(60'000, 'y') + ",";
    CHECK(records(wide + "\nb\n").ends_with(" the record is longer than 1 MB>2[b]"));
}

TEST_CASE("without quoting a quote is a character like any other") {
    CHECK(records("a;\"b\nc\";d\n", 1 << 20, ';', TableReader::Quoting::none) == "1[a|\"b]2[c\"|d]");
}

TEST_CASE("the separator is found in the first line, outside quotes") {
    CHECK(records("a;b\n1;2,3\n", 1 << 20, '\0') == "1[a|b]2[1|2,3]");
    CHECK(records("a\tb\n1\t2\n", 1 << 20, '\0') == "1[a|b]2[1|2]");
    CHECK(records("\"a;b\",c\n1,2\n", 1 << 20, '\0') == "1[a;b|c]2[1|2]");
    CHECK(records("a\n1;2\n", 1 << 20, '\0') == "1[a]2[1;2]");
    CHECK(records("a,b", 1 << 20, '\0') == "1[a|b]");
}

TEST_CASE("pieces of any size give the same records") {
    const std::string text = "a,\"b \"\"q\"\"\r\nc\",d\r\n1,2\"3,4\r\n\"x\"y,z\n\n,\"\",\n5,6,7\n\"open\r\n";
    const std::string whole = records(text, 1 << 20, '\0');
    for (std::size_t piece = 1; piece < text.size(); ++piece) CHECK(records(text, piece, '\0') == whole);
}

TEST_CASE("the separator is the first outside quotes, wherever the pieces are cut") {
    const std::string text = "\"a\nb,c\";d\n1;2,3\n";
    for (std::size_t piece = 1; piece <= text.size(); ++piece)
        CHECK(records(text, piece, '\0') == "1[a\nb,c|d]3[1|2,3]");
    // A heading of more than 64 kB is refused anyway; what follows it decides nothing.
    const std::string far = std::string(70'000, 'x') + ";y\n1;2\n";
    CHECK(records(far, 1'000, '\0') == records(far, far.size(), '\0'));
}
