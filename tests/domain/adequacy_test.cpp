#include "epsom/domain/adequacy/adequacy.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <random>

#include "epsom/domain/adequacy/person_adequacy.hpp"
#include "epsom/tables/tables.hpp"
#include "zones.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

/// Complete days whose mean is `mean`, all alike: a survey's spread does not look at how they differ.
std::vector<CompleteIntake> days_of(int count, double mean) {
    return std::vector<CompleteIntake>(static_cast<std::size_t>(count), CompleteIntake{mean, 0});
}

Adequacy against_ear(int days, double mean, double ear, double cv, double sd) {
    return adequacy(days_of(days, mean), {ear, ear * cv / 100, sd, 38});
}

/// Both as the worked examples of the method print them.
void check(const Adequacy& figure, Against against, double ratio, double percent) {
    CHECK(std::abs(figure.ratio - ratio) < 0.0005);
    CHECK(std::abs(figure.percent(against) - percent) < 0.05);
}

References references_for(Nutrient nutrient, std::string_view born, Sex sex, LifeStage stage = LifeStage::none) {
    Person person;
    person.born = day(born);
    person.sex = sex;
    if (stage != LifeStage::none) person.stages.push_back({.stage = stage, .from = day("2026-01-01"), .until = {}});
    return references_on(person, tables::authorities().front(), nutrient, day("2026-11-20"));
}

std::vector<AdequacyLine> lines_for(Nutrient nutrient, std::string_view born, Sex sex,
    const std::vector<CompleteIntake>& days, LifeStage stage = LifeStage::none, bool of_national_academies = true) {
    const References references = references_for(nutrient, born, sex, stage);
    return adequacy_lines(
        nutrient, days, {references, of_national_academies, sex, tables::day_to_day(), tables::requirement_spread()});
}

std::string reason_for(Nutrient nutrient, std::string_view born, Sex sex, const std::vector<CompleteIntake>& days,
    LifeStage stage = LifeStage::none) {
    return std::string{spell(lines_for(nutrient, born, sex, days, stage).front().figure.reason)};
}

/// Days as a person's own may be, with a dose that is always the same.
std::vector<CompleteIntake> own_days(int count, double mean, double sd, double supplement, unsigned seed) {
    std::mt19937 random{seed};
    std::normal_distribution<double> day{mean, sd};
    std::vector<CompleteIntake> days;
    for (int i = 0; i < count; ++i) days.push_back({std::max(0.0, day(random)), supplement});
    return days;
}

}  // namespace

TEST_CASE("the worked examples of the method come out to the digits printed") {
    const auto w1 = against_ear(3, 320, 265, 10, 85.9);
    CHECK(w1.difference == doctest::Approx(55));
    CHECK(std::abs(w1.difference_sd - 56.2304) < 0.0005);
    check(w1, Against::requirement, 0.97812, 83.60);
    CHECK(w1.surety() == Surety::probably);
    // The mean that has the ratio k: EAR + k SD_D.
    const auto needed = [](double sd, double k, int n) {
        return 265 + k * against_ear(n, 265, 265, 10, sd).difference_sd;
    };
    CHECK(std::abs(needed(85.9, 2, 1) - 444.79) < 0.005);
    CHECK(std::abs(needed(85.9, 2, 3) - 377.46) < 0.005);
    CHECK(std::abs(needed(85.9, 2, 7) - 348.82) < 0.005);
    CHECK(std::abs(needed(85.9 * 1.25, 2, 1) - 486.19) < 0.005);
    CHECK(std::abs(needed(85.9 * 1.25, 2, 7) - 361.94) < 0.005);
    CHECK(std::abs(needed(85.9 * 1.5, 2, 3) - 422.94) < 0.005);
    CHECK(std::abs(needed(85.9, -2, 7) - 181.18) < 0.005);
    const auto against = [](int days, double mean, double reference, double sd) {
        return adequacy(days_of(days, mean), {reference, {}, sd, 38});
    };
    check(against(3, 560, 500, 50), Against::adequate_intake, 2.07846, 98.12);
    CHECK(against(3, 560, 500, 50).surety() == Surety::very_likely);
    constexpr std::array calcium{std::array{325.0, .6154, 1.0659, 1.6282}, std::array{406.0, .4926, .8532, 1.3033},
        std::array{488.0, .4098, .7099, 1.0843}};
    for (const auto& row : calcium) {
        int column = 1;
        for (const int n : {1, 3, 7}) {
            const auto figure = against(n, 1200, 1000, row[0]);
            CHECK(std::abs(figure.ratio - row[static_cast<std::size_t>(column++)]) < 0.0005);
        }
    }
    check(against(1, 3.8, 4.0, 0.41), Against::upper_level, -0.4878, 68.7);
    check(against(3, 3.8, 4.0, 0.41), Against::upper_level, -0.8449, 80.1);
    check(against(7, 3.8, 4.0, 0.41), Against::upper_level, -1.2906, 90.2);
    const auto w9 = against_ear(7, 300, 350, 10, 122);
    check(w9, Against::requirement, -0.86370, 80.61);
    CHECK(w9.surety() == Surety::leaning);
    const auto w10 = against_ear(4, 250, 300, 10, 86);
    check(w10, Against::requirement, -0.95364, 82.99);
    CHECK(w10.surety() == Surety::probably);
    const auto w11 = against_ear(30, 420, 350, 10, 94);
    check(w11, Against::requirement, 1.79574, 96.37);
    CHECK(w11.surety() == Surety::likely);
}

TEST_CASE("an AI that is not reached keeps the probability of being above it") {
    const auto figure = adequacy(days_of(3, 450), {500, {}, 50.0, 38});
    check(figure, Against::adequate_intake, -1.7320, 4.163);
}

TEST_CASE("what the method refuses is refused with its reason") {
    const auto days = days_of(7, 300);
    CHECK(reason_for(Nutrient::vitamin_b12, "1986-01-01", Sex::male, days) == "intake_cv_over_70");
    CHECK(reason_for(Nutrient::iron, "1996-01-01", Sex::female, days) == "skewed_requirement");
    CHECK(reason_for(Nutrient::magnesium, "1998-01-01", Sex::female, days, LifeStage::pregnant) == "no_published_sd");
    CHECK(reason_for(Nutrient::magnesium, "1986-01-01", Sex::female, {}) == "no_complete_days");
    CHECK(reason_for(Nutrient::vitamin_d, "1986-01-01", Sex::female, days) == "intake_cv_over_70");
    CHECK(reason_for(Nutrient::zinc, "1986-01-01", Sex::female, days) == "no_requirement_cv");
    const auto magnesium = lines_for(Nutrient::magnesium, "1986-01-01", Sex::female, days);
    REQUIRE(magnesium.size() == 2);
    CHECK(magnesium[1].figure.reason == AdequacyReason::ul_supplement_only);
    const auto elsewhere = lines_for(Nutrient::magnesium, "1986-01-01", Sex::female, days, LifeStage::none, false);
    CHECK(elsewhere.front().figure.reason == AdequacyReason::no_requirement_cv);
}

TEST_CASE("the spread is the book's where it has a stored page, else that of NHANES") {
    const auto days = days_of(3, 320);
    const auto woman = lines_for(Nutrient::magnesium, "1986-01-01", Sex::female, days).front();
    CHECK(woman.survey() == Survey::published);
    CHECK(*woman.ground.food_sd == doctest::Approx(85.9));
    check(woman.figure, Against::requirement, 0.97812, 83.60);
    const auto man = lines_for(Nutrient::magnesium, "1986-01-01", Sex::male, days).front();
    CHECK(man.survey() == Survey::nhanes);
    CHECK(*man.ground.food_sd == doctest::Approx(127));
    // Calcium: half of RDA - EAR; its upper level counts the whole intake.
    const auto calcium = lines_for(Nutrient::calcium, "1986-01-01", Sex::female, days_of(7, 1000));
    CHECK(*calcium[0].ground.requirement_sd == doctest::Approx(100));
    CHECK(calcium[1].figure.is_figure());
    CHECK(calcium[1].figure.above < 0.001);
    CHECK(lines_for(*find_nutrient("potassium"), "1986-01-01", Sex::female, days_of(7, 3000)).front().against ==
          Against::adequate_intake);
}

TEST_CASE("supplements that are the same every day move the mean and not the spread") {
    std::vector<CompleteIntake> days = days_of(4, 200);
    for (auto& day : days) day.supplement = 100;
    const AdequacyGround ground{265, 26.5, 85.9, 38};
    CHECK(adequacy(days, ground).ratio == doctest::Approx(against_ear(4, 300, 265, 10, 85.9).ratio));
    days[0].supplement = 0;
    days[1].supplement = 200;  // the same mean; sample variance 20000 / 3
    const auto varied = adequacy(days, ground);
    CHECK(varied.within_sd == doctest::Approx(std::sqrt(85.9 * 85.9 + 20000.0 / 3)));
    CHECK(std::abs(varied.ratio) < std::abs(against_ear(4, 300, 265, 10, 85.9).ratio));
}

TEST_CASE("a dose that is always the same has exactly no spread") {
    for (const double dose : {0.1, 20.0, 33.3, 1e-3}) {
        std::vector<CompleteIntake> days = days_of(25, 100);
        for (auto& day : days) day.supplement = dose;
        const auto figure = adequacy(days, {95, 19, 30, 40});
        CHECK(figure.supplement_sd == 0);
        CHECK(figure.supplement_mean == dose);
    }
}

TEST_CASE("an own spread needs 21 complete days and is carried through as a t distribution") {
    const AdequacyGround ground{335, 33.5, {}, 0};
    CHECK(adequacy(own_days(20, 360, 90, 0, 1), ground).reason == AdequacyReason::no_published_sd);
    const auto figure = adequacy(own_days(21, 360, 90, 100, 1), ground);
    REQUIRE(figure.is_figure());
    const double of_mean = figure.food_sd * figure.food_sd / 21;
    const double variance = 33.5 * 33.5 + of_mean;
    CHECK(*figure.degrees == doctest::Approx(variance * variance / (of_mean * of_mean / 20)));
    CHECK(figure.ratio == doctest::Approx((figure.mean - 335) / std::sqrt(variance)));
    const auto ai = adequacy(own_days(21, 360, 90, 100, 1), {400, {}, {}, 0});
    CHECK(*ai.degrees == doctest::Approx(20));
    CHECK(adequacy(own_days(30, 100, 200, 0, 2), ground).reason == AdequacyReason::intake_cv_over_70);
    CHECK(adequacy(days_of(30, 100), ground).reason == AdequacyReason::no_published_sd);  // days that never differ
}

TEST_CASE("the approximation of an own spread is within 0.4 points of the integral over t") {
    // The exact figure: over u of Student's t with n - 1 degrees, Phi((M + u s / sqrt(n) - EAR) / SD_r).
    std::mt19937 random{20261130};
    for (int trial = 0; trial < 40; ++trial) {
        const int n = 21 + static_cast<int>(random() % 60);
        const double ear = 300, sd_r = 30, mean = 240 + static_cast<double>(random() % 120);
        const double sd = 40 + static_cast<double>(random() % 100);
        const auto seed = static_cast<unsigned>(random());
        const auto figure = adequacy(own_days(n, mean, sd, 0, seed), {ear, sd_r, {}, 0});
        if (!figure.is_figure()) continue;
        double exact = 0;
        constexpr int steps = 2000;
        for (int i = 0; i < steps; ++i) {
            const double from = -12 + 24.0 * i / steps, to = -12 + 24.0 * (i + 1) / steps;
            const double share = student_below(to, n - 1) - student_below(from, n - 1);
            const double u = (from + to) / 2;
            exact += share * normal_below((figure.mean + u * figure.food_sd / std::sqrt(n) - ear) / sd_r);
        }
        REQUIRE(std::abs(100 * (figure.above - exact)) < 0.4);
    }
}

TEST_CASE("the distributions agree with printed tables") {
    CHECK(normal_below(1.959964) == doctest::Approx(0.975).epsilon(1e-6));
    CHECK(student_below(2.228139, 10) == doctest::Approx(0.975).epsilon(1e-6));
    CHECK(student_below(-1, 3) == doctest::Approx(0.1955011).epsilon(1e-6));
    CHECK(student_below(12.7062, 1) == doctest::Approx(0.975).epsilon(1e-6));
    CHECK(student_below(1.7, 1e9) == doctest::Approx(normal_below(1.7)).epsilon(1e-6));
    for (const double t : {0.0, 0.3, 1.0, 2.5, 8.0}) {
        CHECK(student_below(t, 7.5) + student_below(-t, 7.5) == doctest::Approx(1));
    }
}
