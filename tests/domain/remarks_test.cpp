#include "epsom/domain/remarks.hpp"

#include "epsom/tables/tables.hpp"
#include "schedule_fixture.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

constexpr Day remarks_day{std::chrono::year{2026} / 11 / 20};

Intake supplement_of(std::string what, Content content, Taken kind = Taken::nutrient) {
    return {.day = remarks_day, .what = std::move(what), .kind = kind, .contents = {std::move(content)}};
}

Lines remarks_on_entry(const Intake& intake) {
    const Nutrient nutrient = intake.contents.front().nutrient;
    TouchedDay day{remarks_day, {nutrient}, DayLedgers{std::vector{nutrient}}};
    day.ledgers[0].day = remarks_day;
    day.ledgers[0].logged = true;
    day.ledgers[0].add(intake.source, *intake.contents.front().amount, limit_form(intake.contents.front().compound));
    const Profile profile{.person = {.born = Day{std::chrono::year{1995} / 10 / 25}, .sex = Sex::female}};
    Lines lines;
    for (const Remark& remark : amount_remarks(std::span{&intake, 1}, std::span{&day, 1}, profile,
             *tables::find_authority("US_CA"), remarks_day, tables::find_compound))
        lines.push_back(std::string{remark.code} + ": " + remark.message);
    return lines;
}

}  // namespace

TEST_CASE("an ordinary entry gets no remark") {
    CHECK(remarks_on_entry(supplement_of("magnesium", {.nutrient = Nutrient::magnesium, .amount = 200_mg})).empty());
}

TEST_CASE("ten times the upper level at once is a slip, and the day is above it") {
    CHECK(remarks_on_entry(supplement_of("magnesium", {.nutrient = Nutrient::magnesium, .amount = 3500_mg})) ==
          Lines{"amount-unusual: 3,500 mg of magnesium at once is at least 10 times the upper level; check the unit"
                " ('epsom undo' reverts it)",
              "over-upper: magnesium today: 3,500 mg, above the upper level of 350 mg (UL, supplements only)"});
}

TEST_CASE("a five-hundredth of the target is a slip") {
    CHECK(remarks_on_entry(supplement_of("magnesium", {.nutrient = Nutrient::magnesium, .amount = 200_ug})) ==
          Lines{"amount-unusual: 200 mcg of magnesium is unusually small; check the unit ('epsom undo' reverts it)"});
}

TEST_CASE("an amount that fits the whole compound has the command that reads it so") {
    CHECK(
        remarks_on_entry(supplement_of("oxide",
                             {.nutrient = Nutrient::magnesium, .amount = 500_mg, .compound = "oxide"}, Taken::compound))
            .front() ==
        "amount-unusual: 500 mg of magnesium at once is above the upper level of 350 mg; if that is the weight of"
        " the whole compound: epsom log oxide 500mg --compound (302 mg magnesium)");
}
