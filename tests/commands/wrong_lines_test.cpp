// data/wrong_lines.txt: command lines that cannot be done, each with its whole answer, and what comes of its hint when
// it is typed.

#include "command_line.hpp"
#include "epsom/text/text.hpp"
#include "hints.hpp"
#include "paths.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

struct WrongLine {
    std::vector<std::string> before;  // "+ dose add calm …": what was typed before it
    std::string line, error, hint;    // "$ epsom …" and its two lines
    std::string next;     // "next: …": the question that follows the hint, where it is not yet all that is to be said
    bool advice = false;  // "advice": a hint that only the user can turn into something to type
};

std::vector<WrongLine> wrong_lines() {
    std::vector<WrongLine> found;
    std::vector<std::string> before;
    std::ifstream lines{test::data_path("wrong_lines.txt")};
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("+ ")) before.push_back(line.substr(2));
        if (line.starts_with("next: ")) found.back().next = line.substr(6);
        if (line == "advice") found.back().advice = true;
        if (!line.starts_with("$ epsom ")) continue;
        WrongLine& wrong = found.emplace_back();
        wrong.line = line.substr(8);
        wrong.before = std::exchange(before, {});
        REQUIRE(std::getline(lines, wrong.error));
        REQUIRE(std::getline(lines, wrong.hint));
    }
    return found;
}

/// A woman's data file in an empty directory, which is the current one while this lives.
struct Begun {
    explicit Begun(const WrongLine& wrong) {
        fs::current_path(epsom.home.path());
        epsom.as_woman().ok("log glycinate 200mg 21:00");
        write_file(epsom.home / "servings.csv", "date,time,name,amount,unit\n2026-11-19,21:30,glycinate,200,mg\n");
        for (const auto& line : wrong.before) epsom.ok(line);
    }
    ~Begun() { fs::current_path(directory); }
    Begun(const Begun&) = delete;
    Begun& operator=(const Begun&) = delete;
    fs::path directory = fs::current_path();
    CommandLine epsom;
};

}  // namespace

TEST_CASE("a command line that cannot be done is answered with one error and its remedy, and changes nothing") {
    const auto lines = wrong_lines();
    CHECK(lines.size() > 350);
    for (const WrongLine& wrong : lines) {
        Begun begun{wrong};
        const std::string file = bytes_of(begun.epsom.file());
        CAPTURE(wrong.line);
        const Answer answer = begun.epsom(wrong.line);
        CHECK(answer.status == 2);
        CHECK(answer.out == "");
        CHECK(answer.err == "epsom: " + wrong.error + "\nepsom: " + wrong.hint + "\n");
        CHECK(bytes_of(begun.epsom.file()) == file);
    }
}

TEST_CASE("a hint works when it is typed, or leads to the next question") {
    int typed = 0;
    for (const WrongLine& wrong : wrong_lines()) {
        CAPTURE(wrong.line);
        CAPTURE(wrong.hint);
        const auto lines = HintReader{wrong.line, wrong.error, wrong.hint}.lines();
        if (wrong.advice) continue;
        CHECK_FALSE(lines.empty());
        std::vector<std::string> questions;
        for (const auto& line : lines) {
            Begun begun{wrong};
            const Answer answer = begun.epsom(line);
            CAPTURE(line);
            ++typed;
            if (answer.status == 0 || (answer.status == 1 && line.starts_with("check"))) continue;
            questions.push_back(answer.err.substr(7, answer.err.find('\n') - 7));
            CHECK(questions.back() == wrong.next);
        }
        CHECK(questions.empty() == wrong.next.empty());
    }
    CHECK(typed >= 150);
}
