#include <doctest/doctest.h>

#include <array>
#include <string>

#include "epsom/domain/nights/symptom.hpp"

using namespace epsom;
using std::chrono::days;

TEST_CASE("a score is 0 to 10 in halves, and is spelled as it was typed") {
    for (int tenths = 0; tenths <= 100; tenths += 5) {
        const auto text = spell(Score::from_tenths(tenths));
        const auto score = parse_score(text);
        REQUIRE_MESSAGE(score.has_value(), text);
        CHECK(score->tenths() == tenths);
    }
    CHECK(spell(Score::from_tenths(0)) == "0");
    CHECK(spell(Score::from_tenths(65)) == "6.5");
    CHECK(spell(Score::from_tenths(100)) == "10");
}

TEST_CASE("a score that is anything else is refused") {
    constexpr std::array wrong{"", "11", "10.5", "-1", "+6", "6.0", "6.25", "6.3", "6,5", ".5", "6.", "06", "1e1",
        "0x6", "nan", "six", " 6", "6 ", "6/10", "10.0", "6.55", "100", "6.5.5", "6½"};
    for (const std::string text : wrong) CHECK_MESSAGE(!parse_score(text).has_value(), text);
}

TEST_CASE("a refused score is quoted, with the remedy") {
    const auto score = parse_score("11");
    CHECK(score.error().message == "'11' is not a score from 0 to 10");
    CHECK(score.error().hint == "give a score such as 6 or 6.5, from 0 (none) to 10 (worst imaginable)");
}

TEST_CASE("the summary is taken over scored nights, whatever their doses") {
    const Day monday{std::chrono::year{2026} / 1 / 5};
    const std::vector<Night> nights{
        {monday, Score::from_tenths(40), {}},
        {monday + days{1}, {}, 300_mg},
        {monday + days{2}, Score::from_tenths(0), 300_mg},
        {monday + days{3}, Score::from_tenths(5), 0_mg},
        {monday + days{4}, Score::from_tenths(0), 0_mg},
    };
    const auto summary = symptom_summary(nights);
    CHECK(summary.nights_scored == 4);
    CHECK(*summary.mean == doctest::Approx(1.125));
    CHECK(*summary.nights_above_zero_per_week == doctest::Approx(3.5));
}

TEST_CASE("without a scored night there is no mean") {
    CHECK(symptom_summary({}) == SymptomSummary{});
    const Night unscored{Day{}, {}, 300_mg};
    CHECK(symptom_summary({&unscored, 1}) == SymptomSummary{});
}
