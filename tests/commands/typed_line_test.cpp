#include "session/typed_line.hpp"

#include <random>
#include <vector>

#include <doctest/doctest.h>

#include "command_line.hpp"

using namespace epsom;
using Words = std::vector<std::string>;

TEST_CASE("a line to type again is quoted where a shell would read it otherwise") {
    CHECK(typed_line(Words{}) == "epsom");
    CHECK(typed_line(Words{"log", "evening mag", "2x"}) == "epsom log 'evening mag' 2x");
    CHECK(typed_line(Words{"log", "x", "--note", "don't; rm *"}) == "epsom log x --note 'don'\\''t; rm *'");
    CHECK(typed_line(Words{"log", "", "@1"}) == "epsom log '' @1");
    CHECK(typed_line(Words{"dose", "add", "\u00DCberdosis", "--contains=iron=1mg"}) ==
          "epsom dose add \u00DCberdosis --contains=iron=1mg");
}

TEST_CASE("a line that is long, or that a terminal cannot show, is not offered") {
    CHECK(typed_line(Words{"log", std::string(300, 'x')}) == "");
    CHECK(typed_line(Words{"log", "a\x1B[2J"}) == "");
    CHECK(typed_line(Words{"log", "\xFF"}) == "");
    CHECK(usable_hint("", "other") == "other");
    CHECK(usable_hint(std::string(500, 'x'), "other") == "other");
    CHECK(usable_hint("epsom log", "other") == "epsom log");
}

TEST_CASE("one word is replaced, also behind its option") {
    CHECK(typed_line(Words{"report", "--output", "x.pdf"}, "x.pdf", "x.html") == "epsom report --output x.html");
    CHECK(typed_line(Words{"report", "--output=x.pdf"}, "x.pdf", "x.html") == "epsom report --output=x.html");
    CHECK(typed_line(Words{"report"}, "x.pdf", "x.html") == "");
}

TEST_CASE("a line that is offered gives back the words that it was made of") {
    std::mt19937 random{20261129};
    constexpr std::string_view letters = "ab =*$\"-@;\\~";
    for (int trial = 0; trial < 2000; ++trial) {
        Words words;
        for (auto left = random() % 4; left > 0; --left) {
            std::string word;
            for (auto length = random() % 5; length > 0; --length) word += letters[random() % letters.size()];
            words.push_back(word);
        }
        Words typed = epsom::test::shell_split(typed_line(words));
        typed.erase(typed.begin());
        REQUIRE(typed == words);
    }
}
