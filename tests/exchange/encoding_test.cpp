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

TEST_CASE("UTF-16 is read, in both orders of its bytes and with or without its mark") {
    const std::u16string text = u"Day;Folate (\u00b5g)\r\n\u65e5,\U0001F48A\n";
    const std::string utf8 = "Day;Folate (\xC2\xB5g)\r\n\xE6\x97\xA5,\xF0\x9F\x92\x8A\n";
    for (const bool big : {false, true}) {
        for (const bool marked : {false, true}) {
            std::string bytes = !marked ? "" : big ? "\xFE\xFF" : "\xFF\xFE";
            for (const char16_t unit : text) {
                const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xFF);
                (bytes += big ? high : low) += big ? low : high;
            }
            for (std::size_t piece = 1; piece <= bytes.size(); ++piece) REQUIRE(passed(bytes, piece) == utf8);
            CHECK(passed(bytes + "x") == utf8 + "|3:1 the file ends in the middle of a character; it may be truncated");
        }
    }
    CHECK(passed("\xFF\xFE"
                 "a\0\0\xDC"
                 "b\0"sv) == "a|1:2 this character is not UTF-16; save the file as UTF-8");
}

TEST_CASE("Windows-1252 is read where no character of the file is UTF-8, or its declaration says so") {
    const std::string text = "a,b\nc,5 \xB5g \x93na\xEFve\x94 \x80\n";
    const std::string utf8 = "a,b\nc,5 \xC2\xB5g \xE2\x80\x9Cna\xC3\xAFve\xE2\x80\x9D \xE2\x82\xAC\n";
    for (std::size_t piece = 1; piece <= text.size(); ++piece) CHECK(passed(text, piece) == utf8);
    CHECK(passed("a \x81 b") == "a |1:3 byte 0x81 is neither UTF-8 nor Windows-1252; save the file as UTF-8");
    // Latin-1 that could be UTF-8, if it were not declared.
    const std::string declaration = "<?xml version='1.0' encoding='ISO-8859-1'?>";
    const std::string xml = declaration + "<a b='\xC3\xBC'/>";
    for (std::size_t piece = 1; piece <= xml.size(); ++piece)
        CHECK(passed(xml, piece) == declaration + "<a b='\xC3\x83\xC2\xBC'/>");
    CHECK(passed("<?xml version='1.0' encoding='koi8-r'?><a/>") ==
          "|1:1 encoding 'koi8-r' is not read; save the file as UTF-8, and let its first line say so");
}

TEST_CASE("XML and JSON that name no encoding are UTF-8") {
    for (const std::string start : {"<a>", "{", "["})
        CHECK(passed(start + "\xE9!").find("byte 0xE9 is not UTF-8") != std::string::npos);
}

TEST_CASE("bytes of two encodings are never taken for one") {
    const std::string end = "; save all of it as UTF-8";
    const std::string far(70'000, '.');
    CHECK(passed("caf\xE9 " + far + "\xC3\xBC") ==
          "caf\xC3\xA9 " + far + "|1:70007 the file has characters in UTF-8 and others in Windows-1252" + end);
    CHECK(passed("caf\xE9 \xC3\xBC") ==
          "caf|1:4 byte 0xE9 is not UTF-8, as the rest of the file is; save the file as UTF-8");
}

TEST_CASE("what is not text is named, with its place and what to do") {
    CHECK(passed("a,\xC2\xB5\nc,5 \xB5g\n") ==
          "a,\xC2\xB5\nc,5 |2:5 byte 0xB5 is not UTF-8, as the rest of the file is; save the file as UTF-8");
    CHECK(passed("a,b\nc\0"
                 "d"sv) == "a,b\nc|2:2 NUL byte: not text; save the file as UTF-8 text");
    CHECK(passed("PK\x03\x04 and so on") == "|0:0 the file is a zip archive; unzip it and import the files in it");
    CHECK(passed("\x1F\x8B\x08\x00 and so on"sv).starts_with("|0:0 the file is compressed"));
    CHECK(passed("SQLite format 3\0 and so on"sv).starts_with("|0:0 the file is an SQLite database"));
    CHECK(passed("abc\nde\xE2\x82") == "abc\nde|2:3 the file ends in the middle of a character; it may be truncated");
    CHECK(passed("\xC2\xB5 overlong \xC0\xAF").find("byte 0xC0") != std::string::npos);
    CHECK(passed("\xC2\xB5 surrogate \xED\xA0\x80").find("byte 0xED") != std::string::npos);
    CHECK(passed("\xC2\xB5 beyond \xF4\x90\x80\x80").find("byte 0xF4") != std::string::npos);
}

TEST_CASE("where it stops does not depend on the pieces") {
    const std::string text = "first line\nsecond \xC2\xB5 line\nthird \xB5 line\n";
    const std::string whole = passed(text);
    for (std::size_t piece = 1; piece < text.size(); ++piece) CHECK(passed(text, piece) == whole);
}

TEST_CASE("a declaration that does not end is looked at as far in a whole file as in its pieces") {
    const std::string text = "<?xml version='1.0' -->\n" + std::string(2000, ' ') + "<a encoding='koi8-r' ?>\n";
    for (const std::size_t piece : {1U, 7U, 1000U, 1024U, 1500U, 4096U}) CHECK(passed(text, piece) == text);
}
