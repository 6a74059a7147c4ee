#include "session/shell_words.hpp"

#include <cstdlib>
#include <random>

#include <doctest/doctest.h>

#include "command_line.hpp"
#include "epsom/text/text.hpp"
#include "session/typed_line.hpp"
#include "temporary.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

/// `[a][b c]`, or the error with its hint.
std::string read_back(std::string_view line) {
    const auto words = shell_words(line);
    if (!words) return words.error().message + "; " + words.error().hint;
    std::string text;
    for (const std::string& word : *words) text += "[" + word + "]";
    return text;
}

}  // namespace

TEST_CASE("a line of a batch has the words that a shell would pass on") {
    CHECK(read_back("  glycinate \t200mg\r") == "[glycinate][200mg]");
    CHECK(read_back("--note 'a handful'") == "[--note][a handful]");
    CHECK(read_back("'a'b\"c d\"e ''") == "[abc de][]");
    CHECK(read_back(R"(Nature\'s\ own "say \"hi\" \$5 \`x\` \\ \n")") == R"([Nature's own][say "hi" $5 `x` \ \n])");
    CHECK(read_back(R"('\n $x `y` "z"')") == R"([\n $x `y` "z"])");
    CHECK(read_back("zinc 5mg # in the evening") == "[zinc][5mg]");
    CHECK(read_back("zinc#2 '#1' a#") == "[zinc#2][#1][a#]");
    CHECK(read_back("# all of it") == "");
    CHECK(read_back("5~6 a=b %x [x] {y} a! ^") == "[5~6][a=b][%x][[x]][{y}][a!][^]");
}

TEST_CASE("what a shell would not pass on is refused, with a word that it does") {
    const auto hint = [](std::string_view line) {
        const auto words = shell_words(line);
        return words ? "read" : words.error().hint;
    };
    CHECK(read_back("zinc 5*") == "unquoted '*' has a special meaning in a shell; use '5*' in a name, or --note '5*'");
    CHECK(hint("a;b") == "use 'a;b' in a name, or --note 'a;b'");
    CHECK(hint("zinc 5mg (with food) 08:00") == "use '(with food)' in a name, or --note '(with food)'");
    CHECK(hint("zinc 5mg --note (x)") == "use '(x)'");
    CHECK(hint("zinc 5mg --note=(x)") == "use '--note=(x)'");
    CHECK(hint("~zinc") == "use '~zinc' in a name, or --note '~zinc'");
    CHECK(hint("'a'&b") == "write \\&");
    CHECK(read_back("\"$HOME\"") == "'$' in double quotes has a special meaning in a shell; use '$HOME'");
    CHECK(hint("zinc \"costs $5\" 08:00") == "use 'costs $5'");
    CHECK(hint("\"it's `x`\"") == "write \\`");
    CHECK(hint("--note=\"costs $5\"") == "write \\$");
    CHECK(read_back("Nature's") == "unclosed quote; add the closing quote, or write \\' for an apostrophe");
    CHECK(read_back("\"open") == "unclosed quote; add the closing quote, or write \\\" for a quote");
    CHECK(read_back("end\\") == "backslash at the end of the line; leave it out, or write \\\\");
    for (const char c : std::string_view{"$`*?|&;<>()"}) {
        INFO(c);
        const std::string word = "a" + std::string(1, c) + "b";
        const auto refused = shell_words(word);
        REQUIRE(!refused);
        CHECK(refused.error().hint == "use '" + word + "' in a name, or --note '" + word + "'");
        CHECK(read_back("'" + word + "'") == "[" + word + "]");
        CHECK(read_back("a\\" + std::string(1, c) + "b") == "[" + word + "]");
    }
}

TEST_CASE("what ends a command in a shell is not a part of the word before it") {
    CHECK(read_back("zinc 200mg;") == "unquoted ';' has a special meaning in a shell; use 200mg");
    CHECK(read_back("zinc 200mg&& ") == "unquoted '&' has a special meaning in a shell; use 200mg");
    CHECK(read_back("zinc 200mg; iron 5mg") ==
          "unquoted ';' has a special meaning in a shell; put one entry on each line");
    CHECK(read_back("zinc 200mg ;") == "unquoted ';' has a special meaning in a shell; put one entry on each line");
}

TEST_CASE("words that are quoted for a shell are read back as they were") {
    std::mt19937 random{20261130};
    constexpr std::string_view letters = "ab1 \t'\"\\$`*?~|&;<>()#=!{}[]-\xC3\xA9";
    for (int trial = 0; trial < 5000; ++trial) {
        std::vector<std::string> words(1 + random() % 4);
        std::vector<std::string> quoted;
        for (std::string& word : words) {
            const std::size_t length = random() % 8;
            for (std::size_t i = 0; i < length; ++i) word += letters[random() % letters.size()];
            quoted.push_back(shell_quoted(word));
        }
        const auto read = shell_words(joined(quoted));
        REQUIRE(read);
        REQUIRE(*read == words);
    }
}

TEST_CASE("lines that are read are read as the shell of this machine does") {
    std::mt19937 random{26};
    constexpr std::string_view letters = "ab1  ''\"\"\\\\$`*#=-:~,";
    const TemporaryDirectory home;
    std::string script = "set -f\n", expected;
    int lines = 0;
    while (lines < 500) {
        std::string line;
        for (std::size_t length = 1 + random() % 14; length > 0; --length) line += letters[random() % letters.size()];
        const auto words = shell_words(line);
        if (!words || words->empty()) continue;
        ++lines;
        script += "printf '<%s>' " + line + "\necho\n";
        for (const std::string& word : *words) expected += "<" + word + ">";
        expected += "\n";
    }
    write_file(home / "lines.sh", script);
    const std::string command =
        "sh " + shell_quoted((home / "lines.sh").string()) + " >" + shell_quoted((home / "out").string());
    REQUIRE(std::system(command.c_str()) == 0);
    CHECK(bytes_of(home / "out") == expected);
}
