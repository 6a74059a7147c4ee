// `epsom dose rule` and `epsom check next`: own rules, what they change, and what each refusal says.

#include "dose_in_use.hpp"

using namespace epsom;
using namespace epsom::test;

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
