#include "epsom/domain/reference.hpp"

#include <array>

#include <doctest/doctest.h>

#include "epsom/domain/amounts/amount.hpp"
#include "epsom/tables/tables.hpp"
#include "zones.hpp"

using namespace epsom;
using epsom::test::day;

namespace {

constexpr Nutrient magnesium = Nutrient::magnesium;
constexpr auto female = Sex::female;
constexpr auto male = Sex::male;

ReferenceValue row(Kind kind, std::optional<Sex> sex, LifeStage stage, int from, int to, Mass value,
    Scope scope = Scope::total, bool per_kg = false) {
    return {magnesium, kind, sex, stage, from, to, value, per_kg, scope, Terms::kept, std::nullopt, "a test"};
}

/// A country where everybody needs round numbers.
const std::array<ReferenceValue, 11> rows{
    row(Kind::ai, std::nullopt, LifeStage::none, 0, 12, 50_mg),
    row(Kind::rni, std::nullopt, LifeStage::none, 0, 12, 60_mg),
    row(Kind::rni_formula, std::nullopt, LifeStage::none, 0, 12, 70_mg),
    row(Kind::rda, female, LifeStage::none, 12, 372, 300_mg),
    row(Kind::rda, female, LifeStage::none, 372, no_age_limit, 310_mg),
    row(Kind::rda, male, LifeStage::none, 12, no_age_limit, 400_mg),
    row(Kind::rda, std::nullopt, LifeStage::pregnant, 216, 612, 350_mg),
    row(Kind::ear, female, LifeStage::none, 12, no_age_limit, 250_mg),
    row(Kind::lrni, female, LifeStage::none, 12, no_age_limit, 150_mg),
    row(Kind::ul, std::nullopt, LifeStage::none, 12, 216, 5_mg, Scope::supplemental, true),
    row(Kind::ul, std::nullopt, LifeStage::none, 216, no_age_limit, 250_mg, Scope::supplemental),
};
const Authority country{"TEST", "A country", rows};

Person woman(std::string_view born) { return Person{.born = day(born), .sex = female, .weight = {}, .stages = {}}; }
References on(const Person& person, std::string_view when) {
    return references_on(person, country, magnesium, day(when));
}

std::string spelled(const std::optional<Applied>& applied) {
    return applied ? std::string{spell(applied->kind)} + " " + spell(applied->value) : "none";
}

}  // namespace

TEST_CASE("values change on the birthday itself") {
    CHECK(spelled(on(woman("1995-10-25"), "2026-10-24").target) == "RDA 300 mg");
    CHECK(spelled(on(woman("1995-10-25"), "2026-10-25").target) == "RDA 310 mg");
}

TEST_CASE("an age group begins with its first month and ends before its last") {
    CHECK(spelled(on(woman("2025-01-10"), "2026-01-09").target) == "RNI 60 mg");
    CHECK(spelled(on(woman("2025-01-10"), "2026-01-10").target) == "RDA 300 mg");
}

TEST_CASE("of several targets the one on the strongest evidence is the target") {
    CHECK(spelled(on(woman("2026-01-01"), "2026-06-01").target) == "RNI 60 mg");
}

TEST_CASE("the value for formula-fed infants is never the target") {
    const Authority formula_only{"TEST", "", std::span{rows}.subspan(2, 1)};
    CHECK_FALSE(references_on(woman("2026-01-01"), formula_only, magnesium, day("2026-06-01")).target.has_value());
}

TEST_CASE("each role has its own value") {
    const References found = on(woman("1980-05-17"), "2026-11-20");
    CHECK(spelled(found.target) == "RDA 310 mg");
    CHECK(spelled(found.requirement) == "EAR 250 mg");
    CHECK(spelled(found.lower) == "LRNI 150 mg");
    CHECK(spelled(found.upper) == "UL 250 mg");
    CHECK(found.upper->scope == Scope::supplemental);
    CHECK(found.target->row == &rows[4]);
    CHECK(found.months == 558);
}

TEST_CASE("a pregnancy replaces the values and adds nothing to them") {
    Person person = woman("1995-10-25");
    person.stages = {{LifeStage::pregnant, day("2026-03-01"), day("2026-11-20")}};
    const References found = on(person, "2026-11-20");
    CHECK(spelled(found.target) == "RDA 350 mg");
    CHECK(spelled(found.upper) == "none");  // this country sets none in pregnancy: that is not the adults' limit
    CHECK(found.stage == LifeStage::pregnant);
    CHECK(spelled(on(person, "2026-11-21").target) == "RDA 310 mg");
}

TEST_CASE("outside the ages of a life stage nothing is published") {
    Person person = woman("2010-01-01");
    person.stages = {{LifeStage::pregnant, day("2026-01-01"), std::nullopt}};
    CHECK_FALSE(on(person, "2026-06-01").target.has_value());
}

TEST_CASE("a life stage says as much as a sex") {
    Person person{.born = day("1995-10-25"),
        .sex = {},
        .weight = {},
        .stages = {{LifeStage::pregnant, day("2026-01-01"), std::nullopt}}};
    const References found = on(person, "2026-06-01");
    CHECK(spelled(found.target) == "RDA 350 mg");
    CHECK_FALSE(found.needs_sex);
}

TEST_CASE("without a birth date nothing is assumed") {
    const References found = on(Person{.born = {}, .sex = female, .weight = {}, .stages = {}}, "2026-11-20");
    CHECK(found.needs_born);
    CHECK_FALSE(found.target.has_value());
    CHECK_FALSE(found.upper.has_value());
    CHECK_FALSE(found.months.has_value());
}

TEST_CASE("without a sex only what holds for both is known") {
    const References found = on(Person{.born = day("1980-05-17"), .sex = {}, .weight = {}, .stages = {}}, "2026-11-20");
    CHECK(found.needs_sex);
    CHECK(spelled(found.target) == "none");
    CHECK(spelled(found.upper) == "UL 250 mg");
}

TEST_CASE("an infant's values need no sex") {
    const References found = on(Person{.born = day("2026-01-01"), .sex = {}, .weight = {}, .stages = {}}, "2026-06-01");
    CHECK_FALSE(found.needs_sex);
    CHECK(spelled(found.target) == "RNI 60 mg");
}

TEST_CASE("a limit per kilogram needs the weight") {
    Person child = woman("2016-11-02");
    CHECK(on(child, "2025-11-02").needs_weight);
    CHECK_FALSE(on(child, "2025-11-02").upper.has_value());
    child.weight = Mass::from_nanograms(28'300 * ng_per_g);
    CHECK_FALSE(on(child, "2025-11-02").needs_weight);
    CHECK(spelled(on(child, "2025-11-02").upper) == "UL 141.5 mg");
}

TEST_CASE("before birth nothing is published") {
    const References found = on(woman("2026-11-20"), "2026-11-19");
    CHECK_FALSE(found.target.has_value());
    CHECK_FALSE(found.needs_born);
}

TEST_CASE("a nutrient that an authority does not speak of has no values and misses none") {
    const References found = references_on(Person{}, country, Nutrient::iron, day("2026-11-20"));
    CHECK_FALSE(found.target.has_value());
    CHECK_FALSE(found.needs_born);
}

TEST_CASE("a personal target and upper level take the authority's place") {
    Profile profile{.person = woman("1980-05-17")};
    profile.target.set(Nutrient::magnesium, 420_mg);
    profile.upper.set(Nutrient::magnesium, 600_mg);
    const References found = references_on(profile, country, magnesium, day("2026-11-20"));
    CHECK(spelled(found.target) == "personal 420 mg");
    CHECK(spelled(found.upper) == "personal 600 mg");
    CHECK(spelled(found.requirement) == "EAR 250 mg");
    CHECK(found.target->row == nullptr);
}

TEST_CASE("a personal upper level keeps the scope of the authority's") {
    Profile profile;
    profile.upper.set(Nutrient::magnesium, 600_mg);
    profile.upper.set(Nutrient::iron, 20_mg);
    CHECK(references_on(profile, country, magnesium, day("2026-11-20")).upper->scope == Scope::supplemental);
    CHECK(references_on(profile, country, Nutrient::iron, day("2026-11-20")).upper->scope ==
          Scope::total);  // nothing to keep
}

TEST_CASE("a personal value holds for one nutrient alone") {
    Profile profile;
    profile.target.set(Nutrient::magnesium, 420_mg);
    CHECK_FALSE(references_on(profile, country, Nutrient::calcium, day("2026-11-20")).target.has_value());
}

TEST_CASE("the largest value of a role leaves limits per kilogram out") {
    CHECK(largest(country, magnesium, Role::limit) == 250_mg);
    CHECK(largest(country, magnesium, Role::target) == 400_mg);
    CHECK_FALSE(largest(country, Nutrient::iron, Role::target).has_value());
}

TEST_CASE("no printed upper level of magnesium counts food") {
    for (const Authority& authority : tables::authorities()) {
        for (const ReferenceValue& value : authority.rows) {
            if (value.nutrient == magnesium && role_of(value.kind) == Role::limit)
                CHECK(value.scope == Scope::supplemental);
        }
    }
}

TEST_CASE("one authority never has two values of the same role, strength and person") {
    for (const Authority& authority : tables::authorities()) {
        for (const ReferenceValue& a : authority.rows) {
            for (const ReferenceValue& b : authority.rows) {
                if (&a == &b || a.nutrient != b.nutrient || a.kind != b.kind || a.stage != b.stage ||
                    a.scope != b.scope || a.phytate != b.phytate)
                    continue;
                const bool same_sex = !a.sex || !b.sex || a.sex == b.sex;
                const bool apart = a.to_months <= b.from_months || b.to_months <= a.from_months;
                REQUIRE((!same_sex || apart));
            }
        }
    }
}
