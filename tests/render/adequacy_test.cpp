#include "epsom/render/adequacy.hpp"

#include <doctest/doctest.h>

using namespace epsom;

namespace {

/// What is said of three days with that mean against 300 mg.
std::string said_of(double mean, Against against, Kind kind) {
    NutrientAdequacy nutrient{
        .nutrient = Nutrient::magnesium, .days = 3, .days_logged = 3, .complete = {}, .lines = {}};
    nutrient.complete.assign(3, CompleteIntake{mean, 0});
    AdequacyLine line{.nutrient = Nutrient::magnesium, .against = against};
    line.reference = Applied{300_mg, kind, Scope::total, Terms::kept, "a book", nullptr};
    static constexpr DayToDay survey{Nutrient::magnesium, {}, 19, 50, 85_mg, 38, Survey::published, "a survey"};
    line.day_to_day = &survey;
    line.ground = {300, {}, 85.0, 38};
    if (against == Against::requirement) line.ground.requirement_sd = 30;
    line.figure = adequacy(nutrient.complete, line.ground);
    const std::string text = adequacy_sentence(nutrient, line);
    return text.substr(0, text.find(';'));
}

}  // namespace

TEST_CASE("each direction and each doubt of adequacy has its words") {
    CHECK(said_of(400, Against::requirement, Kind::ear) ==
          "about 96% sure that usual intake meets the requirement of someone like you");
    CHECK(said_of(230, Against::requirement, Kind::ear) ==
          "about 89% sure that usual intake is below the requirement of someone like you");
    CHECK(said_of(310, Against::requirement, Kind::ear) ==
          "cannot tell whether usual intake meets the requirement of someone like you: about 57% sure that it does");
    CHECK(
        said_of(290, Against::requirement, Kind::ear) ==
        "cannot tell whether usual intake meets the requirement of someone like you: about 57% sure that it does not");
    CHECK(said_of(400, Against::adequate_intake, Kind::ai) ==
          "about 98% sure that usual intake is above the adequate intake (AI), and so enough");
    CHECK(
        said_of(290, Against::adequate_intake, Kind::ai) ==
        "no conclusion: about 42% sure that usual intake is above the adequate intake (AI), and an intake below it may "
        "be enough");
    CHECK(said_of(200, Against::upper_level, Kind::ul) == "about 98% sure that usual intake is below the upper level");
    CHECK(said_of(400, Against::upper_level, Kind::ul) == "about 98% sure that usual intake is above the upper level");
    CHECK(said_of(290, Against::upper_level, Kind::ul) ==
          "cannot tell whether usual intake is below the upper level: about 58% sure that it is");
    CHECK(said_of(310, Against::upper_level, Kind::ul) ==
          "cannot tell whether usual intake is below the upper level: about 58% sure that it is not");
    CHECK(said_of(900, Against::upper_level, Kind::ul) ==
          "more than 99% sure that usual intake is above the upper level");
}

TEST_CASE("no sentence on adequacy judges a person or advises") {
    for (const double mean : {10.0, 290.0, 310.0, 900.0}) {
        for (const Against against : {Against::requirement, Against::adequate_intake, Against::upper_level}) {
            const std::string text = said_of(mean, against, Kind::ear);
            for (const char* word : {"deficien", "should", "raise", "supplement", "safe", "your level"})
                CHECK_MESSAGE(text.find(word) == std::string::npos, text);
        }
    }
}
