#include "commands/log_diary.hpp"

#include <cmath>
#include <fstream>

#include "command_line.hpp"
#include "epsom/text/text.hpp"
#include "paths.hpp"

using namespace epsom;
using namespace epsom::test;
using nlohmann::json;

namespace {

/// A home in which commands are typed at any time of day.
class Home : public CommandLine {
public:
    explicit Home(const std::string& time) { at(time); }
    void at(const std::string& time) { now = *parse_instant(time, zone); }
    Answer type(const std::vector<std::string>& words, const std::string& input = "") { return run(words, input); }
    /// What is printed, warnings and errors after it.
    std::string say(const std::string& line, const std::string& input = "") {
        const auto answer = run(words_of(line), input);
        return answer.out + answer.err;
    }
};

std::vector<json> vectors() {
    std::ifstream file{test::data_path("symptom_vectors.ndjson")};
    std::vector<json> all;
    for (std::string line; std::getline(file, line);) all.push_back(json::parse(line));
    return all;
}

/// A vector as a person would type it: a missing score is no line, an unknown dose a day without any.
std::string lines_of(const json& vector) {
    std::istringstream scores{vector.at("scores").get<std::string>()};
    std::istringstream doses{vector.at("doses").get<std::string>()};
    std::string lines;
    Day date = day(vector.at("start").get<std::string>());
    for (std::string score, dose; scores >> score && doses >> dose; date += days{1}) {
        if (score != "-") lines += "symptom " + score + " --night " + spell_day(date) + "\n";
        if (dose == "?") continue;
        lines += dose == "0" ? "almonds 30g " + spell_day(date) + " 08:00\n"
                             : "glycinate " + dose + "mg " + spell_day(date) + " 22:00\n";
    }
    return lines;
}

std::string period_of(const json& vector) {
    const auto count = words_of(vector.at("scores").get<std::string>()).size();
    const std::string start = vector.at("start").get<std::string>();
    return start + ".." + spell_day(day(start) + days{static_cast<int>(count) - 1});
}

/// The report's words for a vector; S7 is one of four comparisons.
std::vector<std::string> question(const json& vector) {
    std::vector<std::string> words{"report", "symptoms", period_of(vector)};
    if (vector.contains("start_date")) {
        words.insert(words.end(), {"--since", vector.at("start_date").get<std::string>()});
    } else {
        words.insert(words.end(), {"--at-least", std::to_string(vector.at("at_least_mg").get<int>()) + "mg"});
    }
    if (vector.value("comparisons", 1) == 4)
        words.insert(words.end(), {"--at-least", "200mg", "--name", "rls", "--name", "cramps"});
    return words;
}

void log_vector(Home& home, const json& vector) {
    std::string lines = lines_of(vector);
    if (vector.value("comparisons", 1) == 4)
        lines += "symptom 2 --name cramps --night " + vector.at("start").get<std::string>() + "\n";
    const auto logged = home.type({"log", "-"}, lines);
    REQUIRE_MESSAGE(logged.status == 0, logged.err);
}

bool near(const json& found, const json& expected) {
    if (found.is_number() && expected.is_number())
        return std::abs(found.get<double>() - expected.get<double>()) <= 1e-6;
    if (!expected.is_array()) return found == expected;
    if (!found.is_array() || found.size() != expected.size()) return false;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (!near(found[i], expected[i])) return false;
    }
    return true;
}

}  // namespace

TEST_CASE("the method's vectors, typed in line by line, come out of the report number for number") {
    for (const auto& vector : vectors()) {
        Home home{"2026-07-01T12:00"};
        log_vector(home, vector);
        auto words = question(vector);
        words.insert(words.end(), {"--format", "json"});
        const auto answer = home.type(words);
        REQUIRE_MESSAGE(answer.status == 0, answer.err);
        CHECK(home.type(words).out == answer.out);
        const json report = json::parse(answer.out);
        CHECK(report.at("schema") == "epsom/report-symptoms/1");
        const json& found = vector.contains("start_date") ? report.at("before_after") : report.at("comparisons").at(0);
        CHECK(found.at("analysis") == vector.at("analysis"));
        for (const auto& item : vector.at("expected").items()) {
            // The vectors divide the limit among all comparisons; here the first is the main one.
            if (item.key() == "verdict" && vector.value("comparisons", 1) > 1) continue;
            CHECK_MESSAGE(near(found.at(item.key()), item.value()), vector.at("id"), " ", item.key(), ": ",
                found.at(item.key()).dump());
        }
        for (const char* key : {"mean_with", "difference", "interval", "p", "flags", "verdict"}) {
            if (!vector.contains("start_date") && !vector.at("expected").contains(key)) CHECK(found.at(key).is_null());
        }
        CHECK_FALSE(found.at("text").empty());
        CHECK(report.at("nights").size() ==
              words_of(vector.at("scores").get<std::string>()).size() * (vector.value("comparisons", 1) == 4 ? 2 : 1));
    }
}

TEST_CASE("no page says what the log cannot bear") {
    for (const auto& vector : vectors()) {
        Home home{"2026-07-01T12:00"};
        log_vector(home, vector);
        std::string page;
        for (const auto& word : words_of(lower(home.type(question(vector)).out))) {
            for (const auto& part : split(word, '\n')) page += part.empty() ? "" : part + " ";
        }
        // "If it works slowly" is the method's own sentence.
        const auto known = page.find(lower(same_night_text));
        if (known != std::string::npos) page.erase(known, same_night_text.size());
        for (const std::string word : {"works", "does not work", "helps", "caused by", "effective", "significant",
                 "proven", "treat", "improved", "**"}) {
            CHECK_MESSAGE(page.find(word) == std::string::npos, vector.at("id"), " says '", word, "'");
        }
    }
}

TEST_CASE("a later score of a night takes the place of the earlier one, in one change") {
    Home home{"2026-11-20T08:00"};
    CHECK(home.say("log symptom 6") == "Logged symptom rls 6, for last night, Thu 2026-11-19 (#1)\n");
    home.at("2026-11-20T09:00");
    CHECK(home.say("log symptom 4.5 --onset 23:10") ==
          "Logged symptom rls 4.5, onset 23:10, for last night, Thu 2026-11-19 (#1)\n"
          "Replaced the previous score: symptom rls 6\n");
    CHECK(home.say("log symptom 3 --name cramps") == "Logged symptom cramps 3, for last night, Thu 2026-11-19 (#2)\n");
    CHECK(home.say("log list") ==
          "Thu 2026-11-19\n  night  symptom rls 4.5, onset 23:10                                         #1\n"
          "  night  symptom cramps 3                                                     #2\n");
    home.say("undo");
    home.say("undo");
    CHECK(home.say("log list").find("symptom rls 6 ") != std::string::npos);
    home.say("redo");
    CHECK(home.say("log list").find("symptom rls 4.5, onset 23:10") != std::string::npos);
}

TEST_CASE("sleep and factors are kept beside the intakes, and in no sum") {
    Home home{"2026-11-20T20:00"};
    home.say("log glycinate 200mg 2026-11-19 21:00");
    CHECK(home.say("log sleep 6h30m --night yesterday") == "Logged sleep 6h30m, for last night, Thu 2026-11-19 (#2)\n");
    CHECK(home.say("log sleep 7h --night yesterday") ==
          "Logged sleep 7h, for last night, Thu 2026-11-19 (#2)\nReplaced the previous sleep entry: sleep 6h30m\n");
    CHECK(home.say("log factor caffeine 2 cups 15:00") == "Logged factor caffeine 2 cups, 2026-11-20 15:00 (#3)\n");
    CHECK(home.say("log factor exercise 30m 2h ago") == "Logged factor exercise 30m, 2026-11-20 18:00 (#4)\n");
    CHECK(home.say("log symptom 6.5 --night 2026-11-18 --note bad") ==
          "Logged symptom rls 6.5, for the night of Wed 2026-11-18 (#5)\n");
    CHECK(home.say("report entries all --format csv") ==
          "id,at,day,what,kind,servings,amount,unit,nutrient,compound,basis,source,route,note,quantity,"
          "quantity_unit,detail\n"
          "5,2026-11-20T20:00:00+01:00,2026-11-18,rls,symptom,,,,,,,,,bad,6.5,score,\n"
          "1,2026-11-19T21:00:00+01:00,2026-11-19,glycinate,compound,1,200,mg,magnesium,glycinate,label,"
          "supplement,oral,,,,\n"
          "2,2026-11-20T20:00:00+01:00,2026-11-19,sleep,sleep,,,,,,,,,,420,min,\n"
          "3,2026-11-20T15:00:00+01:00,2026-11-20,caffeine,factor,,,,,,,,,,2,cups,\n"
          "4,2026-11-20T18:00:00+01:00,2026-11-20,exercise,factor,,,,,,,,,,30,min,\n");
    const json days_logged = json::parse(home.say("report week --format json"));
    CHECK(days_logged.at("summary").at("days_logged") == 1);
    CHECK(home.say("log remove 2") == "Removed #2: sleep 7h, night of 2026-11-19\n");
    const json entries = json::parse(home.say("log list 2026-11-18 --format json"));
    CHECK(entries.at("rows").at(0).at("source").is_null());
    CHECK(entries.at("rows").at(0).at("quantity") == 6.5);
    CHECK(entries.at("rows").at(0).at("contents").empty());
}

TEST_CASE("an entry of the diary is edited by what it has, and by nothing else") {
    Home home{"2026-11-20T08:00"};
    home.say("log symptom 6");
    home.say("log symptom 2 --night 2026-11-17");
    home.say("log sleep 6h");
    home.say("log factor caffeine 07:00");
    home.say("log glycinate 200mg 07:30");
    CHECK(home.say("log edit 1 --score 7.5 --onset 1am --note restless") ==
          "Changed #1: symptom rls 7.5, onset 01:00, night of 2026-11-19\n");
    CHECK(
        home.say("log edit 1 --night 2026-11-18") == "Changed #1: symptom rls 7.5, onset 01:00, night of 2026-11-18\n");
    CHECK(home.say("log edit 1 --night 2026-11-17") ==
          "epsom: error: that night already has a score: #2, symptom rls 2\n"
          "epsom: hint: edit or remove that entry first\n");
    CHECK(home.say("log edit 1 --amount 300mg") ==
          "epsom: error: #1 is a diary entry and has no amount\nepsom: hint: epsom log edit 1 --score 6\n");
    CHECK(home.say("log edit 3 --amount 7h").starts_with("epsom: error: #3 is a diary entry and has no amount\n"));
    CHECK(home.say("log edit 4 --amount 300mg").starts_with("epsom: error: #4 is a diary entry and has no amount\n"));
    CHECK(home.say("log edit 1 --at 07:00").starts_with("epsom: error: #1 is dated by its night and has no time\n"));
    CHECK(home.say("log edit 5 --score 3")
              .starts_with("epsom: error: --score applies only to symptoms; #5 is 'glycinate 200 mg'\n"));
    CHECK(home.say("log edit 3 --onset 23:00")
              .starts_with("epsom: error: --onset applies only to symptoms; #3 is 'sleep 6h'\n"));
    CHECK(home.say("log edit 5 --night 2026-11-18")
              .starts_with("epsom: error: --night applies only to symptoms and sleep"));
    CHECK(home.say("log edit 1 --night 2026-12-01")
              .starts_with("epsom: error: the night of '2026-12-01' is in the future\n"));
    CHECK(home.say("log edit 4 --at 06:00") == "Changed #4: factor caffeine, 2026-11-20 06:00\n");
}

TEST_CASE("a batch takes lines of the diary, all or nothing") {
    Home home{"2026-11-20T08:00"};
    CHECK(home.say("log -",
              "glycinate 200mg 2026-11-19 22:00\nsymptom 4 --night 2026-11-19\nsymptom 5 --night 2026-11-19\n"
              "sleep 6h30m\nfactor caffeine 2 cups 07:00\n") == "Logged 5 entries, 2026-11-19..2026-11-20\n");
    CHECK(home.say("log list 2026-11-19").find("symptom rls 5 ") != std::string::npos);
    CHECK(home.say("log list 2026-11-19").find("symptom rls 4 ") == std::string::npos);
    CHECK(home.say("log -", "symptom 4\nsymptom eleven\n") ==
          "epsom: error: line 2: 'eleven' is not a score from 0 to 10\nepsom: hint: give a score such as 6 or 6.5,"
          " from 0 (none) to 10 (worst imaginable)\n");
    CHECK(home.say("log -", "epsom log glycinate 200mg\n") ==
          "epsom: error: line 1: begins with 'epsom log'\n"
          "epsom: hint: put only the entry on each line: glycinate 200mg 2026-11-19 21:30\n");
    CHECK(home.say("log -", "log glycinate 200mg\n").starts_with("epsom: error: line 1: begins with 'log'\n"));
    CHECK(home.say("log -", "symptom 4 --topical\n").starts_with("epsom: error: line 1: unknown option '--topical'\n"));
}

TEST_CASE("nothing is written, and no file made, by what is refused") {
    Home home{"2026-11-20T08:00"};
    CHECK(home.type({"log", "symptom", "11"}).status == 2);
    CHECK(home.type({"log", "sleep", "25h"}).status == 2);
    CHECK(home.type({"log", "factor"}).status == 2);
    CHECK_FALSE(fs::exists(home.file()));
    CHECK(home.say("undo").find("nothing to undo") != std::string::npos);
}

TEST_CASE("the small hours belong to the day before, when days start later") {
    Home home{"2026-11-21T02:00"};
    home.say("profile set --day-start 04:00");
    CHECK(home.say("log factor caffeine today 23:00") == "Logged factor caffeine, 2026-11-20 23:00 (#1)\n");
    CHECK(home.say("log symptom 5") == "Logged symptom rls 5, for last night, Fri 2026-11-20 (#2)\n");
    CHECK(home.say("log symptom 4 --night today") ==
          "Logged symptom rls 4, for last night, Fri 2026-11-20 (#2)\nReplaced the previous score: symptom rls 5\n");
}

TEST_CASE("the check of symptoms is silent for those who keep no diary, unless they ask for it") {
    Home home{"2026-11-20T11:00"};
    CHECK(home.type({"check"}).status == 0);
    CHECK(home.type({"check", "symptom"}).status == 1);
    CHECK(home.type({"check", "symptom", "--by", "12:00"}).status == 0);
    CHECK(home.type({"check", "all"}).out.find("no score") == std::string::npos);
    home.say("log symptom 5 --night 2026-11-10");
    CHECK(home.type({"check", "all"}).out.find("no score for last night, Thu 2026-11-19") != std::string::npos);
    CHECK(home.type({"check"}).status == 0);
    CHECK(json::parse(home.type({"check", "symptom", "--format", "json"}).out).at("findings").at(0).at("code") ==
          "symptom-missing");
    CHECK(home.type({"check", "symptom", "--once"}).status == 1);
    CHECK(home.type({"check", "symptom", "--once"}).status == 0);
    CHECK(home.type({"check", "stock", "--by", "12:00"}).status == 2);
    home.say("log symptom 5");
    CHECK(home.type({"check", "symptom"}).status == 0);
}

TEST_CASE("the report counts what has begun: from the first entry on, tonight only once it is scored") {
    Home home{"2026-11-20T08:00"};
    home.say("log -",
        "glycinate 200mg 2026-11-16 22:00\nsymptom 4 --night 2026-11-16\nglycinate 200mg 2026-11-18 22:00\n"
        "symptom 3 --night 2026-11-18\n");
    const auto nights = [&home] { return json::parse(home.say("report symptoms --format json")); };
    json report = nights();
    CHECK(report.at("from") == "2026-11-16");
    CHECK(report.at("to") == "2026-11-18");
    CHECK(report.at("comparisons").at(0).at("at_least_mg") == 200);
    CHECK(report.at("before_after").is_null());
    CHECK(report.at("nights").at(1).at("left_out") == "no_score");
    home.say("log symptom 4");
    CHECK(nights().at("to") == "2026-11-19");
    home.say("log symptom 4 --night today");
    CHECK(nights().at("to") == "2026-11-20");
    CHECK(nights().at("nights").at(4).at("left_out") == "dose_unknown");
}

TEST_CASE("a name of sleep is sleep, also where none is logged") {
    Home home{"2026-11-20T08:00"};
    home.say("log almonds 30g");
    const std::string page = home.say("report symptoms --name sleep");
    CHECK(page.find("no ratings of sleep in this period") != std::string::npos);
    CHECK(page.find("To log how you slept: epsom log sleep 6h30m") != std::string::npos);
    CHECK(home.say("log sleep 6h30m --quality 7 --latency 20m --wakings 2").starts_with("Logged sleep 6h30m"));
    CHECK(home.say("report symptoms --name SLEEP").find("sleep: mean 6h30m over 1 night") != std::string::npos);
}

TEST_CASE("what does not go with the report of symptoms is refused") {
    Home home{"2026-11-20T08:00"};
    const auto refused = [&home](const std::string& line) {
        const auto answer = home.type(words_of(line));
        return answer.status == 2 ? answer.err.substr(0, answer.err.find('\n')) : "not refused";
    };
    CHECK(refused("report --name rls") == "epsom: error: --name requires 'report symptoms'");
    CHECK(refused("report symptoms --explain") == "epsom: error: --explain cannot be used with 'report symptoms'");
    CHECK(refused("report symptoms --by week") == "epsom: error: --by cannot be used with 'report symptoms'");
    CHECK(refused("report symptoms --at-least 200") == "epsom: error: '200' has no unit");
    CHECK(refused("report symptoms --evening 9pm") == "epsom: error: '9pm' is not a time range");
    CHECK(refused("report symptoms --since 2026-11-21") == "epsom: error: --since '2026-11-21' is in the future");
    CHECK(refused("report symptoms --since 2026-11-01 --name a --name b") ==
          "epsom: error: --since takes one symptom, but several are given");
    CHECK(refused("report symptoms --nutrient all").starts_with("epsom: error: unknown nutrient 'all'"));
    home.say("log symptom 4 --name cramps");
    const auto answer = home.type(words_of("report symptoms --name cramp"));
    CHECK(answer.status == 2);
    CHECK(answer.err == "epsom: error: no score of 'cramp' in this period\nepsom: hint: did you mean 'cramps'?\n");
    CHECK(home.say("report symptoms").find("Rated in this period: cramps. To show one: --name 'cramps'") !=
          std::string::npos);
}
