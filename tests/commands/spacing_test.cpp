// `epsom dose rule` and `epsom check next`: own rules, what they change, and what each refusal says.

#include "dose_in_use.hpp"

using namespace epsom;
using namespace epsom::test;
using Json = nlohmann::json;

namespace {

/// A dose of calcium beside the one in use, taken at 19:30.
class TwoDoses : public DoseInUse {
public:
    TwoDoses() {
        ok("-q dose add bone --contains calcium=500mg");
        ok("-q log bone 19:30");
    }
};

}  // namespace

TEST_CASE("an own rule is listed, and keeps two doses apart wherever they meet") {
    TwoDoses epsom;
    CHECK(epsom.ok("dose rule list") ==
          R"(No rules of your own. To list the published rules for a name: epsom dose rule list levothyroxine
)");
    CHECK(epsom.ok("check next calm") == "calm: now\n");
    CHECK(epsom.ok("dose rule add calm bone 3h") == R"(Added: calm and bone at least 3 h apart (your own rule)
)");
    CHECK(epsom.ok("dose rule list") == R"(calm and bone at least 3 h apart (your own rule)
)");
    CHECK(epsom.ok("dose rule list bone") == R"(calm and bone at least 3 h apart (your own rule)
)");
    CHECK(epsom.found("check next calm") == R"(calm: from 22:30
  recommended gap 3 h after bone (19:30), until 22:30
)");
    CHECK(epsom.found("check next calm --explain") == R"(calm: from 22:30
  recommended gap 3 h after bone (19:30) (your own rule), until 22:30

       14    17    20    23    02    05    08    11
  calm      ╌╌╌╌╌╌╌╌╌╌╌╌
  bone            ●│                                     19:30
  ● taken  ╌ too near to another  │ now
)");
    CHECK(epsom("log calm 19:45").err ==
          R"(epsom: warning: bone and calm 15 min apart; gap of your own rule 3 h (earliest calm: 22:30)
)");
    CHECK(epsom.found("check spacing") == R"(calm: bone and calm 15 min apart; gap of your own rule 3 h
)");
    CHECK(epsom.found("check spacing --explain") ==
          R"(calm: bone at 19:30 and calm at 19:45: 15 min apart; recommended gap 3 h (your own rule)
)");
}

TEST_CASE("an own rule is taken back by undo, or removed whichever name comes first") {
    TwoDoses epsom;
    epsom.ok("dose rule add calm bone 3h");
    CHECK(epsom.ok("undo") == R"(Undone: dose rule add calm bone
)");
    CHECK(epsom.ok("check next calm") == "calm: now\n");
    CHECK(epsom.ok("redo") == R"(Redone: dose rule add calm bone
)");
    CHECK(epsom.ok("dose rule remove Bone calm") == R"(Removed: calm and bone at least 3 h apart (your own rule)
)");
    CHECK(epsom.ok("dose rule list") ==
          R"(No rules of your own. To list the published rules for a name: epsom dose rule list levothyroxine
)");
    CHECK(epsom.ok("check next calm") == "calm: now\n");
    CHECK(epsom.ok("undo") == R"(Undone: dose rule remove calm bone
)");
    CHECK(epsom.ok("-q dose rule remove calm bone") == "");
    CHECK(epsom.ok("-q dose rule add calm bone 1h") == "");
    CHECK(epsom.ok("dose rule list") == R"(calm and bone at least 1 h apart (your own rule)
)");
}

TEST_CASE("a second rule of the same two takes the place of the first") {
    TwoDoses epsom;
    epsom.ok("dose rule add calm bone 3h");
    epsom.ok("dose rule add bone calm 90m");
    CHECK(epsom.ok("dose rule list") == R"(bone and calm at least 1 h 30 min apart (your own rule)
)");
    epsom.ok("dose rule ignore calm bone");
    CHECK(epsom.ok("dose rule list") == R"(calm and bone: ignored (your own rule)
)");
    CHECK(epsom.ok("check next calm") == "calm: now\n");
}

TEST_CASE("check next waits for the gap and the maximum of the dose itself") {
    DoseInUse epsom;
    epsom.ok("-q dose edit calm --gap 4h");
    epsom.ok("-q log calm 18:00");
    CHECK(epsom.found("check next calm") == R"(calm: from 2026-11-21 00:00
  minimum 4h between doses, and one was taken at 2026-11-20 18:00
  magnesium on 2026-11-20 would exceed the upper level: 400 mg of 350 mg UL
)");
    epsom.ok("-q dose edit calm --max 1/24h");
    CHECK(epsom.found("check next calm") == R"(calm: from 2026-11-21 18:00
  the limit is 1 in 24h, and the dose at 2026-11-20 18:00 counts until then
)");
}

TEST_CASE("check next waits for the day after where the upper level is reached") {
    DoseInUse epsom;
    epsom.ok("-q log glycinate 200mg 19:00");
    CHECK(epsom.found("check next calm") == R"(calm: from 2026-11-21 00:00
  magnesium on 2026-11-20 would exceed the upper level: 400 mg of 350 mg UL
)");
}

TEST_CASE("check next knows no time for a serving that is above the upper level alone") {
    DoseInUse epsom;
    epsom.ok("-q dose edit calm --contains magnesium=400mg");
    CHECK(epsom.found("check next calm") == R"(calm: no time without a conflict
  magnesium on 2026-11-20 would exceed the upper level: 400 mg of 350 mg UL
  magnesium on 2026-11-21 would exceed the upper level: 400 mg of 350 mg UL
)");
}

TEST_CASE("check next keeps clear of what is scheduled") {
    DoseInUse epsom;
    epsom.ok("-q dose add bone --contains calcium=500mg");
    epsom.ok("-q dose rule add calm bone 2h");
    CHECK(epsom.found("check next bone") == R"(bone: from 23:00
  recommended gap 2 h before and after calm (21:00), until 23:00
)");
}

TEST_CASE("dose rule list without rules of the name says what is near it") {
    DoseInUse epsom;
    CHECK(epsom.refusal("dose rule list zork") == R"(epsom: error: no known rule for 'zork'
epsom: hint: to add your own: epsom dose rule add NAME magnesium 4h
)");
    CHECK(epsom.refusal("dose rule list levothyroxin") == R"(epsom: error: no known rule for 'levothyroxin'
epsom: hint: did you mean 'levothyroxine'?
)");
}

TEST_CASE("dose rule refuses what is no rule") {
    DoseInUse epsom;
    for (const auto& [line, error, hint] : std::vector<Refused>{
             {"dose rule add calm", "a rule takes two names and a duration",
                 "epsom dose rule add levothyroxine magnesium 4h"},
             {"dose rule add calm iron 4h 5h", "a rule takes two names and a duration",
                 "epsom dose rule add levothyroxine magnesium 4h"},
             {"dose rule add calm zork 4h", "'zork' is not a dose, medicine or nutrient", "epsom dose list"},
             {"dose rule add calm irom 4h", "'irom' is not a dose, medicine or nutrient", "did you mean 'iron'?"},
             {"dose rule add calm iron never", "'never' is not a duration", "use 90m, 2h, 1h30m, 3d or 2w"},
             {"dose rule add calm calm 4h", "'calm' is named twice",
                 "for a minimum time between doses, use --gap with 'epsom dose edit'"},
             {"dose rule ignore calm", "missing the two names to ignore", "epsom dose rule ignore calm zinc"},
             {"dose rule ignore calm zork", "'zork' is not a dose, medicine or nutrient", "epsom dose list"},
             {"dose rule ignore calm calm", "'calm' is named twice",
                 "for a minimum time between doses, use --gap with 'epsom dose edit'"},
             {"dose rule remove", "missing the two names of the rule", "'epsom dose rule list' shows your rules"},
             {"dose rule remove calm iron", "you have no rule for 'calm' and 'iron'",
                 "'epsom dose rule list' shows your rules"},
         }) {
        CHECK(epsom.refusal(line) == refused(error, hint));
    }
}

TEST_CASE("check next refuses a name that is no dose") {
    DoseInUse epsom;
    for (const auto& [line, error, hint] : std::vector<Refused>{
             {"check next", "missing DOSE", "'epsom dose list' shows your doses"},
             {"check next nothing", "unknown dose 'nothing'", "'epsom dose list' shows your doses"},
             {"check next clam", "unknown dose 'clam'", "did you mean 'calm'?"},
         }) {
        CHECK(epsom.refusal(line) == refused(error, hint));
    }
}

TEST_CASE("a caution about a medicine is said once, when both are first on file") {
    const std::string said = "keep vitamin K intake the same from day to day; changes move the INR\n";
    CommandLine epsom;
    epsom.ok("log warfarin");
    CHECK(epsom("log vitamin-k 100mcg").err == "epsom: warning: warfarin and vitamin-k: " + said);
    CHECK(epsom("log vitamin-k 90mcg yesterday 08:00").err == "");
    CHECK(epsom("log k2 50mcg").err == "");  // the same rule
    epsom.ok("undo");
    epsom.ok("undo");
    epsom.ok("undo");
    CHECK(epsom("dose add kmix --contains vitamin-k=45mcg").err == "epsom: warning: warfarin and kmix: " + said);
    CHECK(epsom("log kmix").err == "");
    CHECK(epsom("log vitamin-k 100mcg").err == "");
    CHECK(epsom("dose edit kmix --contains vitamin-k=50mcg").err == "");
    CHECK(epsom("dose edit kmix --contains vitamin-k=50mcg --contains st-johns-wort=300mg").err ==
          "epsom: warning: warfarin and kmix: speeds the breakdown of warfarin: weaker effect\n");
    CHECK(epsom("dose rename kmix k-mix").err == "");
}

TEST_CASE("a caution is said in either order, for a whole batch, and in json") {
    CommandLine epsom;
    epsom.ok("log melatonin 3mg yesterday 22:00");
    CHECK(epsom("log fluvoxamine 12:00").err ==
          "epsom: warning: melatonin and fluvoxamine: melatonin AUC 17 times, peak 12 times higher\n"
          "epsom: warning: fluvoxamine is named as making restless legs worse (Winkelman 2025); see man "
          "epsom-restless-legs\n");
    CHECK(epsom("log -", "sertraline 08:00\nst-johns-wort 300mg 20:00\nsertraline yesterday 08:00\n").err ==
          "epsom: warning: sertraline and st-johns-wort: serotonin syndrome reported together\n"
          "epsom: warning: sertraline is named as making restless legs worse (Winkelman 2025, NCT04462796); see man "
          "epsom-restless-legs\n");
    const auto answer = Json::parse(epsom("log warfarin 12:00 --format json").out);
    bool found = false;
    for (const auto& warning : answer["warnings"]) found = found || warning["code"] == "caution";
    CHECK(found);
}

TEST_CASE("what rests on a weak source, and what minerals do to each other, is only listed") {
    CommandLine epsom;
    epsom.ok("log glycinate 100mg yesterday 08:00");
    CHECK(epsom("log calcium 100mg 20:00").err == "");
    CHECK(epsom("log vitamin-d 25mcg 20:00").err == "");
    CHECK(epsom.ok("dose rule list calcium").find("unverified: ") != std::string::npos);
}

TEST_CASE("a list of rules has the citations of what it cites on request") {
    CommandLine epsom;
    epsom.ok("log glycinate 100mg");
    const std::string listed = epsom.ok("dose rule list cefdinir --sources");
    CHECK(listed.find("\nSources\n  Omnicef label (FDA): OMNICEF (cefdinir), US prescribing information") !=
          std::string::npos);
    CHECK(listed.find("Synthroid") == std::string::npos);
    CHECK(epsom.ok("dose rule list --sources").find("Synthroid label 2024 (FDA): SYNTHROID") != std::string::npos);
}
