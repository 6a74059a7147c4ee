// data/wrong_lines.txt: command lines that cannot be done, each with its whole answer.

#include "command_line.hpp"
#include "epsom/domain/text.hpp"
#include "paths.hpp"

using namespace epsom;
using namespace epsom::test;

TEST_CASE("a command line that cannot be done is answered with one error and its remedy, and changes nothing") {
    CommandLine epsom;
    epsom.as_woman().ok("log glycinate 200mg 21:00");
    const std::string file = bytes_of(epsom.file());
    std::ifstream lines{test::data_path("wrong_lines.txt")};
    int seen = 0;
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with("$ epsom ")) continue;
        std::string error, hint;
        REQUIRE(std::getline(lines, error));
        REQUIRE(std::getline(lines, hint));
        CAPTURE(line);
        const Answer answer = epsom(std::string_view{line}.substr(8));
        CHECK(answer.status == 2);
        CHECK(answer.out == "");
        CHECK(answer.err == "epsom: " + error + "\nepsom: " + hint + "\n");
        ++seen;
    }
    CHECK(seen > 100);
    CHECK(bytes_of(epsom.file()) == file);
}
