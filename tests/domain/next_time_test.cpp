#include "epsom/domain/spacing/next_time.hpp"

#include "interaction_fixture.hpp"

using namespace epsom;
using namespace epsom::test;
using namespace epsom::test::taken;

namespace {

/// At 2026-11-20 12:00, for a woman of 31: a RDA of 320 mg magnesium, and a UL of 350 mg from supplements.
struct Asking {
    Dose dose = dose_of("calm", {}, {Nutrient::magnesium});  // 100 mg
    std::vector<TakenThing> others = {};
    std::vector<DoseIntake> intakes = {};
    Mass taken_today{};
    Clock clock{when("12:00").at, berlin(), minutes{0}};

    [[nodiscard]] NextTime next() const {
        const RuleBook rules = book();
        const Profile profile{.person = {.born = Day{std::chrono::year{1995} / 10 / 25}, .sex = Sex::female}};
        return next_time({dose, others, intakes, rules, profile, *tables::find_authority("US_CA"), clock,
            [this](Day day, std::span<const Nutrient> wanted) {
                DayLedgers ledgers{wanted};
                for (std::size_t i = 0; i < ledgers.size(); ++i) {
                    ledgers[i].day = day;
                    if (day == clock.today()) ledgers[i].supplement = taken_today;
                }
                return ledgers;
            }});
    }
    [[nodiscard]] std::string said() const {
        const NextTime next_one = next();
        std::string out = next_one.at ? spell_moment(berlin().at(*next_one.at)).substr(0, 16) : "never";
        for (const Delay& delay : next_one.delays) {
            if (const auto* wait = std::get_if<Wait>(&delay)) out += "; " + wait->conflict.other.name;
            else if (const auto* possible = std::get_if<NextPossible>(&delay))
                out += "; " + why(*possible, dose.limits);
            else out += "; " + describe(std::get<OverUpper>(delay));
        }
        return out;
    }
};

}  // namespace

TEST_CASE("a dose that nothing speaks against can be taken now") { CHECK(Asking{}.said() == "2026-11-20T12:00"); }

TEST_CASE("the next time is after every rule of spacing") {
    CHECK(Asking{.others = {medicine("levothyroxine", "11:00")}}.said() == "2026-11-20T15:00; levothyroxine");
}

TEST_CASE("the next time keeps the dose's own limits") {
    Asking asking;
    asking.dose.limits.gap = minutes{6 * 60};
    asking.intakes = {{.moment = when("10:00")}};
    CHECK(asking.said() == "2026-11-20T16:00; minimum 6h between doses, and one was taken at 2026-11-20 10:00");
}

TEST_CASE("a limit may end later than the gap of a rule, and both are named") {
    Asking asking{.others = {medicine("levothyroxine", "11:00")}};
    asking.dose.limits.gap = minutes{6 * 60};
    asking.intakes = {{.moment = when("10:00")}};
    CHECK(asking.said() ==
          "2026-11-20T16:00; levothyroxine; minimum 6h between doses, and one was taken at 2026-11-20 10:00");
}

TEST_CASE("a serving that would exceed the upper level waits for the next day") {
    CHECK(Asking{.taken_today = 250_mg}.said() == "2026-11-20T12:00");
    CHECK(Asking{.taken_today = 251_mg}.said() ==
          "2026-11-21T00:00; magnesium on 2026-11-20 would exceed the upper level: 351 mg of 350 mg UL");
}

TEST_CASE("two nutrients that are above their upper levels today both wait for the next day") {
    Asking asking{.taken_today = 251_mg};
    asking.dose.contents.push_back({Nutrient::calcium, 2300_mg, "", Basis::label});
    CHECK(asking.said() ==
          "2026-11-21T00:00; magnesium on 2026-11-20 would exceed the upper level: 351 mg of 350 mg UL"
          "; calcium on 2026-11-20 would exceed the upper level: 2,551 mg of 2,500 mg UL");
}

TEST_CASE("a serving above the upper level by itself has no next time") {
    Asking asking;
    asking.dose.contents.front().amount = 400_mg;
    CHECK(asking.said() ==
          "never; magnesium on 2026-11-20 would exceed the upper level: 400 mg of 350 mg UL"
          "; magnesium on 2026-11-21 would exceed the upper level: 400 mg of 350 mg UL");
}

TEST_CASE("a serving of more than a window allows has no next time") {
    Asking asking;
    asking.dose.limits = {.most = Count::from_thousandths(500), .window = minutes{24 * 60}};
    CHECK(asking.said() == "never; the limit is 0.5 in 24h");
}
