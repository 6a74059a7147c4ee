#include "epsom/text/text.hpp"
#include "epsom/domain/time/moment.hpp"
#include "epsom/text/choice.hpp"

#include <array>
#include <random>

#include <doctest/doctest.h>

using namespace epsom;
using Names = std::vector<std::string>;

namespace {

constexpr std::array<std::string_view, 7> names{
    "glycinate", "gluconate", "citrate", "citrate-nonahydrate", "oxide", "US_CA", "UK"};

/// Any bytes: much of it printable, some of it UTF-8, some of it neither.
std::string some_bytes(std::mt19937& random) {
    constexpr std::array<std::string_view, 18> pieces{"a", "Z", " ", "\n", "\x1b[31m", "é", "夜", "🌙", "👨", "\u200d",
        "\ufe0f", "🏽", "e\xCC\x81", "\xE2\x80\xAE", "\xC3", "\xFF", "\x7F", "\xED\xA0\x80"};
    std::string bytes;
    for (auto length = std::uniform_int_distribution{0, 40}(random); length > 0; --length)
        bytes += pieces[random() % pieces.size()];
    return bytes;
}

}  // namespace

TEST_CASE("names are compared without case, spaces, hyphens and underscores") {
    CHECK(name_key("Citrate-Nonahydrate") == "citratenonahydrate");
    CHECK(name_key("citrate nonahydrate") == name_key("CITRATE_NONAHYDRATE"));
    CHECK(name_key(" - _ ") == "");
}

TEST_CASE("letters outside ASCII are compared as they are") { CHECK(name_key("Grüne Welle") == "grünewelle"); }

TEST_CASE("blanks are trimmed at both ends, never inside") {
    CHECK(trim(" \t two words\r\n") == "two words");
    CHECK(trim(" \t\r\n") == "");
    CHECK(trim("") == "");
}

TEST_CASE("splitting keeps empty parts") {
    CHECK(split("a,,b,", ',') == Names{"a", "", "b", ""});
    CHECK(split("", ',') == Names{""});
}

TEST_CASE("a misspelled name is suggested by its edit distance") {
    CHECK(nearest("glicinate", names).front() == "glycinate");
    CHECK(nearest("oxdie", names) == Names{"oxide"});  // neighbours swapped
    CHECK(nearest("zinc", names).empty());
}

TEST_CASE("a name that begins with the word is near, the shorter one first") {
    CHECK(nearest("cit", names) == Names{"citrate", "citrate-nonahydrate"});
    CHECK(nearest("us", names).front() == "US_CA");
}

TEST_CASE("a name is suggested once, and never more than three") {
    const std::array<std::string_view, 6> many{"oats", "oat", "oath", "oat", "oaty", "oak"};
    CHECK(nearest("oat", many).size() == 3);
    CHECK(nearest("oat", many).front() == "oat");
    CHECK(nearest("oat", many)[1] != "oat");
}

TEST_CASE("nothing is suggested for nothing") {
    CHECK(nearest("", names).empty());
    CHECK(nearest(" -_", names).empty());
    CHECK(did_you_mean("zinc", names) == "");
}

TEST_CASE("suggestions read as a question") {
    CHECK(did_you_mean("oxdie", names) == "did you mean 'oxide'?");
    CHECK(did_you_mean("cit", names) == "did you mean 'citrate' or 'citrate-nonahydrate'?");
    const std::array<std::string_view, 3> oats{"oats", "oat-bran", "oatmeal"};
    CHECK(did_you_mean("oat", oats) == "did you mean 'oats', 'oat-bran' or 'oatmeal'?");
}

TEST_CASE("a very long word is compared without delay") { CHECK(nearest(std::string(1'000'000, 'g'), names).empty()); }

TEST_CASE("UTF-8 is told from what only looks like it") {
    for (const auto valid : {"", "plain", "µg", "夜", "🌙", "\x7F", "\xF4\x8F\xBF\xBF"}) CHECK(is_utf8(valid));
    for (const auto broken : {"\x80", "\xC3", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
             "\xF5\x80\x80\x80", "\xFF", "\xE5\xA4"}) {
        CHECK_FALSE(is_utf8(broken));
    }
}

TEST_CASE("control characters and marks that mislead never reach a terminal") {
    CHECK(printable("a\x1b[31mb\n\t\x7F") == "a?[31mb???");
    CHECK(printable("\xC2\x9B"
                    "31m") == "?31m");  // the one-byte form of ESC [
    CHECK(printable("a\xE2\x80\xAE"
                    "b\xE2\x81\xA6"
                    "c") == "a?b?c");  // reversed reading
    CHECK(printable("\xEF\xBB\xBFx") == "?x");
    CHECK(printable("Träumerle 夜") == "Träumerle 夜");
}

TEST_CASE("bytes that are no UTF-8 become replacement characters") {
    CHECK(printable("a\xFF"
                    "b") ==
          "a\xEF\xBF\xBD"
          "b");
}

TEST_CASE("whatever comes in, what is printed is UTF-8 without controls") {
    std::mt19937 random{7};
    for (int trial = 0; trial < 2000; ++trial) {
        const std::string shown = printable(some_bytes(random));
        REQUIRE(is_utf8(shown));
        REQUIRE(printable(shown) == shown);
        REQUIRE(shown.find_first_of("\x1b\n\x7f") == std::string::npos);
    }
}

TEST_CASE("messages quote sixty characters at most") {
    CHECK(in_quotes("200x") == "'200x'");
    CHECK(in_quotes("") == "''");
    CHECK(in_quotes(std::string(60, 'a')) == "'" + std::string(60, 'a') + "'");
    CHECK(in_quotes(std::string(61, 'a')) == "'" + std::string(60, 'a') + "...'");
    std::string nights;
    for (int i = 0; i < 100; ++i) nights += "夜";
    CHECK(in_quotes(nights) == "'" + nights.substr(0, 180) + "...'");
    CHECK(in_quotes("\x1b[2J") == "'?[2J'");
}

TEST_CASE("widths are those of a terminal") {
    struct Sample {
        std::string_view text;
        std::size_t columns;
    };
    // What the cursor moved by in xterm 379 and tmux 3.3a.
    constexpr Sample samples[] = {{"", 0}, {"µg", 2}, {"é", 1}, {"夜", 2}, {"e\u0301", 1}, {"a\u0300\u0301\u0302", 1},
        {"漢字", 4}, {"ｱ", 1}, {"Ａ", 2}, {"한국", 4},
        {"\u1112\u1161\u11ab", 2},        // a Hangul syllable in its three parts
        {"\u0e01\u0e35\u0e48", 1},        // Thai with a vowel and a tone above
        {"\u0915\u094d\u0937\u093f", 3},  // Devanagari kshi
        {"\u0628\u064e", 1}, {"\u05d0\u05b8", 1}, {"a\u200bb", 2}, {"a\u2060b", 2}, {"\u3000", 2}, {"\u3164", 2},
        {"葛\U000e0100", 2}, {"≥", 1}, {"█", 1}, {"▒", 1}, {"▲", 1}, {"–", 1}, {"…", 1}, {"💊", 2}, {"🧪", 2},
        {"☕", 2}, {"❤", 1}, {"👍🏽", 4}, {"🇩🇪", 2},
        {"🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", 2},  // England's flag
        {"\U00020000", 2}, {"\U0003134f", 2}, {"\u0600", 1}, {"\u0904\u0903", 2}};
    for (const Sample& sample : samples) {
        INFO(sample.text);
        CHECK(display_width(sample.text) == sample.columns);
    }
}

TEST_CASE("where terminals differ the width is that of the widest") {
    CHECK(display_width("👨\u200d👩\u200d👧") == 6);  // xterm; 2 in tmux
    CHECK(display_width("❤\ufe0f") == 2);          // kitty; 1 in xterm and tmux
}

TEST_CASE("text is padded or shortened to a column") {
    CHECK(fitted("oats", 6, false) == "oats  ");
    CHECK(fitted("almonds", 5, false) == "almo…");
    CHECK(fitted("almonds", 5, true) == "almo~");
    CHECK(fitted("almonds", 7, false) == "almonds");
    CHECK(fitted("夜夜", 3, false) == "夜…");
    CHECK(fitted("夜夜夜", 4, false) == "夜… ");  // half a character is never shown
    CHECK(fitted("x", 0, false) == "");
}

TEST_CASE("a column holds only what every terminal gives the same width") {
    CHECK(fitted("👨\u200d👩\u200d👧 family", 12, false) == "👨 family   ");
    CHECK(fitted("🏳\ufe0f\u200d🌈!", 4, false) == "🏳!  ");
    CHECK(fitted("👍🏽", 4, false) == "👍  ");
    CHECK(fitted("❤\ufe0f", 2, false) == "❤ ");
    CHECK(fitted("🇩🇪", 4, false) == "🇩🇪  ");
}

TEST_CASE("a shortened text keeps a letter and its marks together") {
    CHECK(fitted("e\u0301e\u0301e\u0301", 2, false) == "e\u0301…");
    CHECK(fitted("夜👨\u200d👩\u200d👧夜", 5, false) == "夜👨…");
}

TEST_CASE("a fitted text fills its column exactly, whatever it is") {
    std::mt19937 random{11};
    for (int trial = 0; trial < 2000; ++trial) {
        const std::string text = printable(some_bytes(random));
        const auto width = static_cast<std::size_t>(random() % 30);
        REQUIRE(display_width(fitted(text, width, random() % 2 == 0)) == width);
    }
}

TEST_CASE("names are the same whatever their case and composition, in every script") {
    const std::pair<std::string_view, std::string_view> same[] = {{"kräuter-mag", "KRÄUTER MAG"},
        {"kräuter-mag", "kra\u0308uter_mag"}, {"Öl", "öl"}, {"Straße", "STRASSE"}, {"ΜΑΓΝΗΣΙΟ", "μαγνησιο"},
        {"Магний", "МАГНИЙ"}, {"ＭＡＧ", "mag"}, {"マグネシウム", "ﾏｸﾞﾈｼｳﾑ"}, {"evening\u2011mag", "evening-mag"},
        {"mag\u2013ox", "mag ox"}, {"B12 (500µg)", "b12 (500\u03BCG)"}};
    for (const auto& pair : same) CHECK_MESSAGE(name_key(pair.first) == name_key(pair.second), pair.first);
    CHECK(name_key("kräuter") != name_key("krauter"));
    CHECK(name_key("日本") != name_key("日木"));
    CHECK(name_key("क्\u200Dष") == name_key("क्\u200Dष"));
    CHECK(name_key("\u200B\uFEFF ").empty());
    CHECK(name_key("\xFFOil") == "\xFFoil");
}

TEST_CASE("blanks of every kind are blanks, joiners are none") {
    for (const std::string_view blank :
        {"\u00A0", "\u202F", "\u2009", "\u200B", "\u2060", "\u3000", "\uFEFF", "\t", " "}) {
        const std::string name = "mag" + std::string{blank} + "citrate";
        CHECK_MESSAGE(name_key(name) == "magcitrate", name);
        CHECK(words_of(name) == std::vector<std::string>{"mag", "citrate"});
        CHECK(trim(std::string{blank} + "x y" + std::string{blank}) == "x y");
        CHECK(trim(blank).empty());
    }
    const std::string family = "👨\u200d👩\u200d👧";
    CHECK(words_of(family) == std::vector{family});
    CHECK(trim("क्\u200Dष\u200D") == "क्\u200Dष\u200D");
    CHECK(words_of("").empty());
    CHECK(words_of(" a  b ") == std::vector<std::string>{"a", "b"});
}

TEST_CASE(
    "an unknown word is answered with the nearest choices, else with what is meant for all, else with every one") {
    constexpr std::array<std::string_view, 3> three{"text", "csv", "json"};
    CHECK(either(std::array<std::string_view, 1>{"text"}) == "text");
    CHECK(either(three) == "text, csv or json");
    CHECK(unknown("format", "jso", three) == Error{"unknown format 'jso'", "did you mean 'json'?"});
    CHECK(unknown("format", "xml", three) == Error{"unknown format 'xml'", "use text, csv or json"});
    CHECK(unknown("format", "xml", three, "leave it out") == Error{"unknown format 'xml'", "leave it out"});
}

TEST_CASE("a choice is picked in any case and with blanks around it") {
    struct Row {
        std::string_view key;
        int number;
    };
    constexpr std::array rows{Row{"one", 1}, Row{"two", 2}};
    CHECK(pick("row", " Two ", rows, &Row::key)->number == 2);
    CHECK(pick("row", "three", rows, &Row::key).error() == Error{"unknown row 'three'", "use one or two"});
}
