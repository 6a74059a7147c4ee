#include "exchange/encoding.hpp"

#include <doctest/doctest.h>

using namespace epsom::exchange;
using namespace std::string_view_literals;

namespace {

/// What passes, and then why it stopped.
std::string passed(std::string_view bytes, std::size_t piece = 1 << 16) {
    TextGate gate;
    std::string text;
    const auto pass = [&text](std::string_view part) { text += part; };
    std::optional<Refusal> refusal;
    for (; !bytes.empty() && !refusal; bytes.remove_prefix(std::min(piece, bytes.size())))
        refusal = gate.feed(bytes.substr(0, piece), pass);
    if (!refusal) refusal = gate.finish(pass);
    return refusal ? text + "|" + std::to_string(refusal->line) + ":" + std::to_string(refusal->column) + " " +
                         refusal->reason
                   : text;
}

}  // namespace

TEST_CASE("UTF-8 passes in pieces of any size, without its byte order mark") {
    const std::string text =
        "\xEF\xBB\xBF"
        "Day,Folate (\xC2\xB5g)\nna\xC3\xAFve \xE2\x82\xAC \xF0\x9F\x92\x8A\n";
    for (std::size_t piece = 1; piece < text.size(); ++piece) CHECK(passed(text, piece) == text.substr(3));
    CHECK(passed("") == "");
    CHECK(passed("a") == "a");
    CHECK(passed("\xEF\xBB\xBF") == "");
}

TEST_CASE("what is not UTF-8 is named, with its place and what to do") {
    CHECK(passed("a,b\nc,5 \xB5g\n") ==
          "a,b\nc,5 |2:5 byte 0xB5 is not UTF-8; the file may be Latin-1 (Windows-1252); convert it: iconv -f"
          " WINDOWS-1252 -t UTF-8");
    CHECK(passed("a,b\nc\0"
                 "d"sv) == "a,b\nc|2:2 NUL byte: not text, or not UTF-8; save the file as UTF-8 text");
    CHECK(passed("\xFF\xFE"
                 "a\0,\0"sv) == "|0:0 the file is in UTF-16; convert it: iconv -f UTF-16 -t UTF-8");
    CHECK(passed("D\0a\0y\0"sv).starts_with("|0:0 the file is in UTF-16"));
    CHECK(passed("PK\x03\x04 and so on") == "|0:0 the file is a zip archive; unzip it and import the files in it");
    CHECK(passed("\x1F\x8B\x08\x00 and so on"sv).starts_with("|0:0 the file is compressed"));
    CHECK(passed("SQLite format 3\0 and so on"sv).starts_with("|0:0 the file is an SQLite database"));
    CHECK(passed("abc\nde\xE2\x82") == "abc\nde|2:3 the file ends in the middle of a character; it may be truncated");
    CHECK(passed("overlong \xC0\xAF").find("byte 0xC0") != std::string::npos);
    CHECK(passed("surrogate \xED\xA0\x80").find("byte 0xED") != std::string::npos);
    CHECK(passed("beyond \xF4\x90\x80\x80").find("byte 0xF4") != std::string::npos);
}

TEST_CASE("where it stops does not depend on the pieces") {
    const std::string text = "first line\nsecond \xC2\xB5 line\nthird \xB5 line\n";
    const std::string whole = passed(text);
    for (std::size_t piece = 1; piece < text.size(); ++piece) CHECK(passed(text, piece) == whole);
}
