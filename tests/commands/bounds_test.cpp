// Input that is larger than anyone means it is done at once or refused in one sentence.

#include <memory>

#include <nlohmann/json.hpp>

#include "commands/command_line.hpp"
#include "epsom/text/text.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

std::string repeated(std::string_view text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}
/// The one sentence of a refusal.
std::string refusal(const Answer& answer) {
    CHECK(answer.status == 2);
    CHECK(answer.out == "");
    return answer.err.substr(0, answer.err.find('\n'));
}

}  // namespace

TEST_CASE("more words than one entry can have are refused at once") {
    CommandLine epsom;
    std::vector<std::string> words(30'001, "glycinate");
    words.front() = "log";
    CHECK(refusal(epsom.run(words)) == "epsom: error: 30000 arguments are too many for one entry");
    words.front() = "elemental";
    words.insert(words.begin(), "dose");
    CHECK(refusal(epsom.run(words)) == "epsom: error: 30000 arguments are too many for one entry");
    words[1] = "find";
    CHECK(refusal(epsom.run(words)) == "epsom: error: too many search words (30000)");
    CHECK(epsom.run({"log", repeated("x ", 64)}).err.find("too many") == std::string::npos);
    CHECK(refusal(epsom.run({"log", repeated("x ", 65)})) == "epsom: error: 65 arguments are too many for one entry");
    CHECK(refusal(epsom.run({"log", std::string(100'000, 'x')})).starts_with("epsom: error: unknown name 'xxx"));
}

TEST_CASE("what comes on standard input for log has an end") {
    CommandLine epsom;
    CHECK(refusal(epsom.run({"log", "-"}, std::string(17U << 20, '\n'))) ==
          "epsom: error: standard input is too large for one change");
    CHECK(refusal(epsom.run({"log", "-"}, "iron 1mg\n" + std::string(10'001, 'x'))) ==
          "epsom: error: line 2: longer than 10,000 characters");
    CHECK(epsom.run({"log", "-"}, "iron 1mg --note '" + std::string(9'980, 'x') + "'\n").status == 0);
    CHECK(epsom.run({"log", "-", "-q"}, repeated("iron 1mg\n", 2'000)).status == 0);
    CHECK(
        nlohmann::json::parse(epsom.ok("report --nutrient iron --format json")).at("summary").at("mean_total") == 2001);
}

TEST_CASE("an import refuses what is nested deeper than any file is") {
    CommandLine epsom;
    for (const char* format :
        {"epsom", "medtimer", "loop-habit", "health-auto-export", "dsld", "csv", "cronometer", "apple-health"}) {
        const Answer answer = epsom.run({"import", "-", "--from", format}, repeated("[", 100'000));
        CHECK(answer.status == 3);
        CHECK(answer.err.starts_with("epsom: error: line 1"));
    }
}

TEST_CASE("nobody is told what comes due in more than a year") {
    CommandLine epsom;
    epsom.ok("dose add often --contains iron=1mg --interval 15m --from 2000-01-01");
    CHECK(epsom("check all --lead 366d").status == 1);
    for (const char* lead : {"367d", "9999d"})
        CHECK(refusal(epsom("check due --lead " + std::string{lead})) ==
              "epsom: error: --lead '" + std::string{lead} + "' is more than a year");
}

namespace {

/// A line that takes a day or a period last, and what becomes of the first and of the last day of the calendar there.
struct Edge {
    std::string line;
    int first, last, from_first, to_first;  // "0001-01-01", "9999-12-31", "0001-01-01..", "..0001-01-01"
    int first_moment = 2;
};

}  // namespace

TEST_CASE("the first and the last day of the calendar are days or refused, wherever a day is typed") {
    const auto begun = [] {
        auto epsom = std::make_unique<CommandLine>();
        epsom->as_woman();
        epsom->ok("dose add calm --contains magnesium=200mg --at 08:00 --from 2026-11-01");
        epsom->ok("log calm");
        return epsom;
    };
    // A period may begin on the first day, and never after today; a day is no period; a moment is never a day alone.
    for (const Edge& edge :
        {Edge{"profile set --born ", 2, 2, 2, 2}, Edge{"profile stage pregnant --from ", 0, 0, 2, 2},
            Edge{"profile stage pregnant --from 2026-01-01 --until ", 2, 0, 2, 2},
            Edge{"log iron 1mg --at ", 2, 2, 2, 2, 0}, Edge{"log iron 1mg ", 2, 2, 2, 2, 0},
            Edge{"log symptom 5 --night ", 0, 2, 2, 2}, Edge{"dose schedule calm --at 08:00 --from ", 2, 0, 2, 2},
            Edge{"dose schedule calm --at 08:00 --until ", 2, 0, 2, 2}, Edge{"dose pause calm --until ", 2, 0, 2, 2},
            Edge{"report ", 0, 2, 0, 2}, Edge{"report entries ", 0, 2, 0, 2}, Edge{"report adherence ", 0, 2, 0, 2},
            Edge{"report symptoms ", 0, 2, 0, 2}, Edge{"report reference --on ", 0, 0, 2, 2},
            Edge{"report symptoms --since ", 0, 2, 2, 2}, Edge{"log list ", 0, 2, 0, 2},
            Edge{"report intake --by year ", 0, 2, 0, 2}, Edge{"report adherence --explain ", 0, 2, 0, 2},
            Edge{"export --format csv --period ", 0, 2, 0, 2}}) {
        const auto status = [&](const std::string& typed) {
            const auto epsom = begun();
            const Answer answer = (*epsom)(edge.line + typed);
            CHECK_MESSAGE((answer.status == 2) == answer.err.starts_with("epsom: error: "),
                edge.line << typed << ": " << answer.err);
            CHECK((*epsom)("check all").status == 1);
            CHECK((*epsom)("dose list --format ics").status == 0);
            return answer.status;
        };
        CAPTURE(edge.line);
        CHECK(status("0001-01-01") == edge.first);
        CHECK(status("9999-12-31") == edge.last);
        CHECK(status("0001-01-01..") == edge.from_first);
        CHECK(status("..0001-01-01") == edge.to_first);
        CHECK(status("0001-01-01T00:00:00+14:00") == edge.first_moment);
        CHECK(status("9999-12-31T23:59:59-14:00") == 2);
    }
}
