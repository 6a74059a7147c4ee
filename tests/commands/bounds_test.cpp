// Input that is larger than anyone means it is done at once or refused in one sentence.

#include <nlohmann/json.hpp>

#include "commands/command_line.hpp"
#include "epsom/domain/text.hpp"

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
    CHECK(refusal(epsom.run(words)) == "epsom: error: 30000 words are too many for one entry");
    words.front() = "elemental";
    words.insert(words.begin(), "dose");
    CHECK(refusal(epsom.run(words)) == "epsom: error: 30000 words are too many for one entry");
    words[1] = "find";
    CHECK(refusal(epsom.run(words)) == "epsom: error: 30000 words are in no name");
    CHECK(epsom.run({"log", repeated("x ", 64)}).err.find("too many") == std::string::npos);
    CHECK(refusal(epsom.run({"log", repeated("x ", 65)})) == "epsom: error: 65 words are too many for one entry");
    CHECK(refusal(epsom.run({"log", std::string(100'000, 'x')})).starts_with("epsom: error: nothing is called 'xxx"));
}

TEST_CASE("what comes on standard input for log has an end") {
    CommandLine epsom;
    CHECK(refusal(epsom.run({"log", "-"}, std::string(17U << 20, '\n'))) == "epsom: error: there is too much on standard input for one change");
    CHECK(refusal(epsom.run({"log", "-"}, "iron 1mg\n" + std::string(10'001, 'x'))) == "epsom: error: line 2: the line is longer than 10,000 characters");
    CHECK(epsom.run({"log", "-"}, "iron 1mg --note '" + std::string(9'980, 'x') + "'\n").status == 0);
    CHECK(epsom.run({"log", "-", "-q"}, repeated("iron 1mg\n", 2'000)).status == 0);
    CHECK(nlohmann::json::parse(epsom.ok("report --nutrient iron --format json")).at("summary").at("mean_total") == 2001);
}

TEST_CASE("an import refuses what is nested deeper than any file is") {
    CommandLine epsom;
    for (const char* format : {"epsom", "medtimer", "dsld", "csv", "cronometer", "apple-health"}) {
        const Answer answer = epsom.run({"import", "-", "--from", format}, repeated("[", 100'000));
        CHECK(answer.status == 3);
        CHECK(answer.err.starts_with("epsom: error: line 1"));
    }
}

TEST_CASE("nobody is told what comes due in more than a year") {
    CommandLine epsom;
    epsom.ok("dose add often --contains iron=1mg --interval 15m --from 2000-01-01");
    CHECK(epsom("check all --lead 366d").status == 1);
    for (const char* lead : {"367d", "9999d"}) CHECK(refusal(epsom("check due --lead " + std::string{lead})) == "epsom: error: --lead '" + std::string{lead} + "' is more than a year");
}

TEST_CASE("the first and the last day of the calendar are days or refused, wherever a day is typed") {
    CommandLine epsom;
    epsom.as_woman();
    epsom.ok("dose add calm --contains magnesium=200mg --at 08:00 --from 2026-11-01");
    epsom.ok("log calm");
    for (const std::string edge : {"0001-01-01", "9999-12-31"}) {
        for (const std::string line : {"profile set --born ", "profile stage pregnant --from ", "profile stage pregnant --from 2026-01-01 --until ", "log iron 1mg --at ", "log iron 1mg ", "log symptom 5 --night ", "dose schedule calm --at 08:00 --from ",
                                       "dose schedule calm --at 08:00 --until ", "dose pause calm --until ", "report ", "report entries ", "report adherence ", "report symptoms ", "report reference --on ", "report symptoms --since ", "log list ",
                                       "report intake --by year ", "report adherence --explain ", "export --format csv --period ", "check next calm --at "}) {
            for (const std::string& typed : {edge, edge + "..", ".." + edge, "0001-01-01.." + edge, edge + "T00:00:00+14:00", edge + "T23:59:59-14:00"}) {
                const Answer answer = epsom(line + typed);
                CHECK_MESSAGE((answer.status == 0 || answer.status == 2), line << typed << ": " << answer.err);
                if (answer.status == 2) CHECK(answer.err.starts_with("epsom: error: "));
            }
        }
        CHECK(epsom("check all").status < 2);
        CHECK(epsom("dose list --format ics").status == 0);
    }
}
