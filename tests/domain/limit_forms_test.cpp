#include <optional>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "epsom/domain/check.hpp"
#include "epsom/domain/report.hpp"
#include "epsom/tables/tables.hpp"
#include "zones.hpp"

using namespace epsom;
using epsom::test::day;

namespace {

const Nutrient sodium = *find_nutrient("sodium");

constexpr std::string_view logged_on = "2026-11-20";

const Authority& published_by(std::string_view key) { return *tables::find_authority(key); }

Profile woman_of(std::string_view key) {
    Profile profile;
    profile.person.born = day("1980-05-17");
    profile.person.sex = Sex::female;
    profile.authority = key;
    return profile;
}

/// A day whose food is all logged.
DayLedger day_with_all_food() {
    return {.day = day(logged_on), .logged = true, .food_logged = true, .food_complete = true};
}

DayLedger taking(Mass amount, std::string_view form, Source source = Source::supplement) {
    DayLedger ledger = day_with_all_food();
    ledger.add(source, amount, limit_form(form));
    return ledger;
}

ReportRow judged(std::string_view key, Nutrient nutrient, const DayLedger& ledger) {
    return report_day(woman_of(key), published_by(key), nutrient, ledger, ledger.day);
}

TEST_CASE("vitamin A's upper level counts retinol of every source, and no carotene") {
    DayLedger ledger = taking(3000_ug, "retinyl-palmitate");
    ledger.add(Source::supplement, 9000_ug, limit_form("beta-carotene"));
    ledger.add(Source::food, 500_ug, LimitForm::carotene);
    const ReportRow exact = judged("US_CA", Nutrient::vitamin_a, ledger);
    CHECK(exact.references.upper->scope == Scope::preformed);
    CHECK(exact.upper_amount->sum == 3000_ug);
    CHECK(exact.over_upper == false);  // 3,000 mcg is not above 3,000 mcg
    CHECK(exact.total->sum == 12'500_ug);
    ledger.add(Source::food, 1_ug, LimitForm::retinol);
    CHECK(judged("US_CA", Nutrient::vitamin_a, ledger).over_upper == true);
}

TEST_CASE("a food's retinol is what does not come from carotenoids") {
    DayLedger ledger = day_with_all_food();
    ledger.add(Source::food, 900_ug, LimitForm::unsaid);
    ledger.add_part(200_ug);
    const ReportRow known = judged("US_CA", Nutrient::vitamin_a, ledger);
    CHECK(known.upper_amount->sum == 700_ug);
    ledger.add(Source::food, 4000_ug, LimitForm::unsaid);  // of which nobody knows
    const ReportRow open = judged("US_CA", Nutrient::vitamin_a, ledger);
    CHECK_FALSE(open.upper_amount.has_value());
    CHECK_FALSE(open.over_upper.has_value());
    CHECK(open.days_upper_unknown == 1);
}

TEST_CASE("a form that nobody stated is unknown, never zero, unless what is known is above") {
    struct Case {
        std::string_view key;
        Nutrient nutrient;
        Mass little, much;
    };
    const Case cases[] = {{"US_CA", Nutrient::vitamin_a, 900_ug, 4000_ug}, {"US_CA", Nutrient::folate, 400_ug, 2000_ug},
        {"EFSA", Nutrient::niacin, 9_mg, 50_mg}};
    for (const Case& each : cases) {
        CAPTURE(each.key);
        const ReportRow little = judged(each.key, each.nutrient, taking(each.little, ""));
        CHECK_FALSE(little.upper_amount.has_value());
        CHECK_FALSE(little.over_upper.has_value());
        CHECK(little.days_upper_unknown == 0);  // not even if all of it were in that form
        CHECK(upper_findings(std::vector{little}).empty());
        const ReportRow much = judged(each.key, each.nutrient, taking(each.much, ""));
        CHECK_FALSE(much.over_upper.has_value());
        CHECK(much.days_upper_unknown == 1);
        const auto found = upper_findings(std::vector{much});
        REQUIRE(found.size() == 1);
        CHECK(found.front().code == finding_code("upper-unknown"));
    }
    DayLedger ledger = taking(5000_ug, "retinol");
    ledger.add(Source::supplement, 10_ug, LimitForm::unsaid);
    CHECK(judged("US_CA", Nutrient::vitamin_a, ledger).over_upper == true);
}

TEST_CASE("each form of niacin has its own upper level") {
    const ReportRow amide = judged("EFSA", Nutrient::niacin, taking(500_mg, "niacinamide"));
    CHECK(amide.references.upper->scope == Scope::nicotinamide);
    CHECK(amide.references.upper->value == 900_mg);
    CHECK(amide.over_upper == false);
    CHECK(judged("EFSA", Nutrient::niacin, taking(901_mg, "niacinamide")).over_upper == true);
    DayLedger both = taking(500_mg, "niacinamide");
    both.add(Source::supplement, 11_mg, limit_form("nicotinic-acid"));
    const ReportRow flushing = judged("EFSA", Nutrient::niacin, both);
    CHECK(flushing.references.upper->scope == Scope::nicotinic_acid);
    CHECK(flushing.upper_amount->sum == 11_mg);
    CHECK(flushing.over_upper == true);
    CHECK(judged("EFSA", Nutrient::niacin, taking(30_mg, "", Source::food)).over_upper == false);
    // In the USA and Canada one limit counts every form of supplements.
    CHECK(judged("US_CA", Nutrient::niacin, taking(36_mg, "niacinamide")).over_upper == true);
    CHECK(judged("US_CA", Nutrient::niacin, taking(35_mg, "")).over_upper == false);
}

TEST_CASE("folic acid of supplements and in fortified food is compared by its mass") {
    DayLedger ledger = taking(dfe_of_folic_acid(900_ug), "folic-acid");
    ledger.add(Source::food, 600_ug, LimitForm::unsaid);
    ledger.add_part(dfe_of_folic_acid(100_ug));
    const ReportRow exact = judged("US_CA", Nutrient::folate, ledger);
    CHECK(exact.upper_amount->sum == 1000_ug);
    CHECK(exact.over_upper == false);
    CHECK(judged("US_CA", Nutrient::folate, taking(2000_ug, "l-methylfolate-calcium")).upper_amount->sum == Mass{});
}

TEST_CASE("synthetic vitamin E counts at its full mass, and a form that nobody stated at half of it or all") {
    CHECK(judged("US_CA", Nutrient::vitamin_e, taking(600_mg, "d-alpha-tocopherol")).upper_amount->sum == 600_mg);
    CHECK(judged("US_CA", Nutrient::vitamin_e, taking(600_mg, "dl-alpha-tocopherol")).upper_amount->sum == 1200_mg);
    CHECK(judged("US_CA", Nutrient::vitamin_e, taking(600_mg, "dl-alpha-tocopherol")).over_upper == true);
    const ReportRow half = judged("US_CA", Nutrient::vitamin_e, taking(500_mg, ""));
    CHECK(half.upper_amount->sum == 500_mg);
    CHECK(half.over_upper == false);
    const ReportRow open = judged("US_CA", Nutrient::vitamin_e, taking(501_mg, ""));
    CHECK(open.upper_amount->sum == 501_mg);
    CHECK_FALSE(open.over_upper.has_value());
    CHECK(judged("US_CA", Nutrient::vitamin_e, taking(1001_mg, "")).over_upper == true);
}

TEST_CASE("a target in retinol equivalents counts food's carotenoids twice and a supplement's a third") {
    DayLedger ledger = taking(300_ug, "beta-carotene");
    ledger.add(Source::food, 400_ug, LimitForm::unsaid);
    ledger.add_part(200_ug);
    const ReportRow european = judged("EFSA", Nutrient::vitamin_a, ledger);
    CHECK(european.total->sum == 700_ug);
    CHECK(european.target_amount->sum == 700_ug);  // 100 + 200 + 2 x 200
    ledger.add_part(100_ug);
    CHECK(judged("EFSA", Nutrient::vitamin_a, ledger).target_amount->sum == 800_ug);
    CHECK(judged("US_CA", Nutrient::vitamin_a, ledger).target_amount->sum == 700_ug);
}

TEST_CASE("a British target of folate counts folic acid by its mass") {
    const ReportRow folate = judged("UK", Nutrient::folate, taking(dfe_of_folic_acid(200_ug), "folic-acid"));
    CHECK(folate.total->sum == 340_ug);
    CHECK(folate.target_amount->sum == 200_ug);
    CHECK(folate.status == Status::met);
}

TEST_CASE("what does not state its form counts as little towards a target as it can") {
    // 340 mcg DFE are 340 mcg of folate, or 200 mcg of folic acid.
    const ReportRow folate = judged("UK", Nutrient::folate, taking(340_ug, ""));
    CHECK(folate.target_amount->sum == 200_ug);
    CHECK(folate.at_least);
    CHECK(folate.status == Status::met);
    const ReportRow little = judged("UK", Nutrient::folate, taking(339_ug, ""));
    CHECK(little.status == Status::unknown);
    const auto findings = target_findings(std::vector{little});
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].message == "at least 199.4 of the 200 mcg target (folate, not DFE)");
    // 900 mcg RAE of a supplement's carotene are 300 mcg RE; a food's carotene is twice as much in RE.
    const ReportRow vitamin_a = judged("EFSA", Nutrient::vitamin_a, taking(900_ug, ""));
    CHECK(vitamin_a.target_amount->sum == 300_ug);
    CHECK(vitamin_a.status == Status::unknown);
    const ReportRow carrot = judged("EFSA", Nutrient::vitamin_a, taking(400_ug, "", Source::food));
    CHECK(carrot.target_amount->sum == 400_ug);
    CHECK(carrot.status == Status::unknown);
    // An authority that counts as amounts are kept needs no form.
    CHECK(judged("US_CA", Nutrient::folate, taking(339_ug, "")).status == Status::below);
}

TEST_CASE("an ester of nicotinic acid is not counted as none of it") {
    const ReportRow niacin = judged("UK", Nutrient::niacin, taking(40_mg, "inositol-hexanicotinate"));
    CHECK_FALSE(niacin.over_upper.has_value());
    CHECK_FALSE(niacin.upper_amount.has_value());
}

TEST_CASE("EPA, DHA and caffeine are in food tables: food that is not known makes their totals minimums") {
    for (const auto key : {"epa", "dha", "caffeine", "melatonin"}) {
        INFO(key);
        Profile profile = woman_of("US_CA");
        const Nutrient nutrient = *find_nutrient(key);
        profile.target.set(nutrient, 250_mg);
        const bool eaten = std::string_view{key} != "melatonin";
        DayLedger ledger = taking(100_mg, "");
        CHECK(report_day(profile, published_by("US_CA"), nutrient, ledger, ledger.day).status == Status::below);
        ledger.food_complete = false;
        const ReportRow open = report_day(profile, published_by("US_CA"), nutrient, ledger, ledger.day);
        CHECK(open.at_least == eaten);
        CHECK(open.status == (eaten ? Status::unknown : Status::below));
    }
}

TEST_CASE("a food whose tryptophan nobody knows has at least its niacin") {
    DayLedger ledger = taking(5_mg, "", Source::food);
    CHECK_FALSE(judged("US_CA", Nutrient::niacin, ledger).at_least);
    ledger.lacks_value = true;
    CHECK(judged("US_CA", Nutrient::niacin, ledger).at_least);
}

TEST_CASE("sodium's reduction level is neither a target nor an upper level") {
    const ReportRow salty = judged("US_CA", sodium, taking(2301_mg, "", Source::food));
    CHECK(salty.references.reduction->value == 2300_mg);
    CHECK(salty.over_reduction == true);
    CHECK_FALSE(salty.references.upper.has_value());
    CHECK_FALSE(salty.over_upper.has_value());
    CHECK(salty.status == Status::met);
    CHECK(judged("US_CA", sodium, taking(2300_mg, "", Source::food)).over_reduction == false);
    CHECK(upper_findings(std::vector{salty}).empty());
    DayLedger open = taking(500_mg, "", Source::food);
    open.food_complete = false;
    CHECK_FALSE(judged("US_CA", sodium, open).over_reduction.has_value());
    open.add(Source::food, 2_g, LimitForm::unsaid);
    CHECK(judged("US_CA", sodium, open).over_reduction == true);
}

TEST_CASE("a safe level of intake is called so") {
    const ReportRow iron = judged("EFSA", Nutrient::iron, taking(41_mg, ""));
    CHECK(iron.references.upper->kind == Kind::sli);
    const auto found = upper_findings(std::vector{iron});
    REQUIRE(found.size() == 1);
    CHECK(found.front().message == "above the safe level: 41 of 40 mg (SLI)");
}

TEST_CASE("zinc's target follows the phytate of the diet, moderate where nobody said") {
    const auto target = [](std::string_view key, std::optional<Phytate> phytate) {
        Profile profile = woman_of(key);
        profile.person.phytate = phytate;
        return references_on(profile, published_by(key), Nutrient::zinc, day(logged_on)).target->value;
    };
    CHECK(target("EFSA", std::nullopt) == Mass::from_nanograms(9'300'000));
    CHECK(target("EFSA", Phytate::low) == Mass::from_nanograms(7'500'000));
    CHECK(target("EFSA", Phytate::moderate) == Mass::from_nanograms(9'300'000));
    CHECK(target("EFSA", Phytate::high) == 11_mg);
    CHECK(target("EFSA", Phytate::very_high) == Mass::from_nanograms(12'700'000));
    CHECK(target("DACH", Phytate::high) == 10_mg);
    CHECK(target("DACH", Phytate::very_high) == 10_mg);  // the highest that it has
    CHECK(target("US_CA", Phytate::very_high) == 8_mg);
}

}  // namespace
