#include <algorithm>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "epsom/tables/tables.hpp"
#include "table_sources.hpp"

namespace {

using epsom::data::Files;
using epsom::test::table_sources;

constexpr std::string_view spread_head = "nutrient\tsex\tfrom\tto\tsd\tcv\tsurvey\tsource\n";
constexpr std::string_view spread_row = "magnesium\tfemale\t19\t50\t85.9 mg\t37\tpublished\ta book\n";

/// That `rows` alone in the table are refused in that line, for that reason.
void refuses_spread(const std::string& rows, std::string_view line_and_why) {
    Files files = table_sources();
    files["day_to_day.tsv"] = std::string{spread_head} + rows;
    CAPTURE(rows);
    CHECK(std::ranges::count(epsom::data::compile(files).errors, "day_to_day.tsv:" + std::string{line_and_why}) == 1);
}

std::string spread_with(std::string_view from, std::string_view to) {
    return epsom::test::replaced(spread_row, from, to);
}

}  // namespace

TEST_CASE("a spread that nobody can look up, or that has no source, does not compile") {
    refuses_spread(spread_with("magnesium", "manganesium"), "2: 'manganesium' is not a nutrient of ingredients.tsv");
    refuses_spread(spread_with("female", "women"), "2: 'women' is not a value of sex");
    refuses_spread(spread_with("85.9 mg", "85.9"), "2: '85.9' is not an amount above zero, such as '85.9 mg'");
    refuses_spread(spread_with("\t19\t50", "\t50\t19"), "2: the ages end before they begin");
    refuses_spread(spread_with("published", "own"), "2: 'own' is not a value of survey");
    refuses_spread(spread_with("a book", "NHANES 2015-2016"), "2: the survey is not that of the source");
    refuses_spread(std::string{spread_row} + spread_with("\t19\t50", "\t50\t70"),
        "3: nobody is in two groups of one nutrient, as with day_to_day.tsv:2");
    refuses_spread(std::string{spread_row} + spread_with("female", ""),
        "3: nobody is in two groups of one nutrient, as with day_to_day.tsv:2");
    Files files = table_sources();
    files["day_to_day.tsv"] = std::string{spread_head} + spread_with("a book", "memory");
    CHECK(epsom::data::compile(files).errors.size() == 1);
    files = table_sources();
    files["requirement_cv.tsv"] += "iodine\t20\t\ta book\n";
    CHECK(epsom::data::compile(files).errors.size() == 1);
}

TEST_CASE("each person has at most one group, and the cells of the book are those of its pages") {
    using namespace epsom;
    const auto sd = [](Nutrient nutrient, Sex sex, int years) {
        const DayToDay* found = day_to_day_of(tables::day_to_day(), nutrient, sex, years * 12);
        return found == nullptr ? -1.0 : static_cast<double>(found->sd.nanograms()) / 1e6;
    };
    CHECK(sd(Nutrient::magnesium, Sex::female, 19) == 85.9);
    CHECK(sd(Nutrient::magnesium, Sex::female, 50) == 85.9);
    CHECK(sd(Nutrient::magnesium, Sex::female, 51) == 94.4);
    CHECK(sd(Nutrient::magnesium, Sex::male, 2) == 63.7);
    CHECK(sd(Nutrient::magnesium, Sex::male, 0) == -1);
    CHECK(sd(Nutrient::calcium, Sex::female, 30) == 325);
    CHECK(sd(Nutrient::niacin, Sex::female, 30) == -1);
    for (const DayToDay& group : tables::day_to_day()) {
        CHECK(group.sd > Mass{});
        CHECK(group.cv_percent > 0);
        CHECK(group.survey != Survey::own);
    }
}
