// Each line of data/worked_examples.tsv is one person on one day, worked out by hand from the published tables: what
// was taken, what the authority says, and how the one stands to the other.

#include <map>
#include <string>

#include <doctest/doctest.h>

#include "epsom/domain/amounts/amount.hpp"
#include "epsom/domain/report.hpp"
#include "epsom/tables/tables.hpp"
#include "paths.hpp"
#include "tsv.hpp"
#include "zones.hpp"

using namespace epsom;
using epsom::test::day;
using epsom::test::exact;
using epsom::test::Record;

namespace {

constexpr Nutrient magnesium = Nutrient::magnesium;

Profile profile_of(const Record& example) {
    Profile profile;
    profile.person.born = day(example.at("birth_date"));
    profile.person.sex = example.at("sex") == "female" ? Sex::female : Sex::male;
    const std::string& stage = example.at("life_stage");
    if (stage != "none")
        profile.person.stages = {
            {stage == "pregnant" ? LifeStage::pregnant : LifeStage::lactating, day(example.at("date")), std::nullopt}};
    return profile;
}

DayLedger ledger_of(const Record& example) {
    DayLedger ledger;
    ledger.day = day(example.at("date"));
    ledger.logged = true;
    ledger.food_logged = ledger.food_complete = true;
    ledger.supplement = Mass::from_nanograms(exact(example.at("supplemental_mg"), ng_per_mg));
    ledger.food = Mass::from_nanograms(exact(example.at("food_mg"), ng_per_mg));
    return ledger;
}

/// `RDA 320`, as an example has it.
std::string spelled(const std::optional<Applied>& applied) {
    return applied ? std::string{spell(applied->kind)} + " " + spell_in_unit(applied->value, magnesium) : "none none";
}

/// Nobody could check these averages, so the tables leave them out.
bool from_memory(const Record& example) {
    return example.at("note").find("ear value from memory") != std::string::npos;
}

std::string over_upper(const ReportRow& row) {
    if (row.references.needs_weight) return "needs_weight";
    if (!row.over_upper) return "not_set";
    return *row.over_upper ? "yes" : "no";
}

std::string percent_of_target(const ReportRow& row) {
    if (!row.references.target) return "none";
    const std::string percent =
        spell_decimal(row.total->sum.nanograms() * 100, row.references.target->value.nanograms(), 1);
    return percent.find('.') == std::string::npos ? percent + ".0" : percent;
}

}  // namespace

TEST_CASE("every worked example comes out as it was worked by hand") {
    const auto examples = test::read_tsv(test::data_path("worked_examples.tsv"));
    REQUIRE(examples.size() == 363);
    for (const Record& example : examples) {
        CAPTURE(example.at("id"));
        CAPTURE(example.at("authority"));
        const Authority* const authority = tables::find_authority(example.at("authority"));
        REQUIRE(authority != nullptr);
        const Profile profile = profile_of(example);
        const DayLedger ledger = ledger_of(example);
        const References references = references_on(profile, *authority, magnesium, ledger.day);
        const ReportRow row = report_day(profile, *authority, magnesium, ledger, ledger.day);

        CHECK(std::to_string(references.months.value()) == example.at("age_months"));
        CHECK(std::to_string(*references.months / 12) == example.at("age_years"));
        CHECK(spell(references.stage) == example.at("life_stage"));
        CHECK(spelled(references.target) == example.at("target_kind") + " " + example.at("target_mg"));
        CHECK(spelled(references.requirement) ==
              (from_memory(example) ? "none none" : example.at("ear_kind") + " " + example.at("ear_mg")));
        const bool per_kg = example.at("ul_mg") == "5_per_kg";
        CHECK(spelled(references.upper) == (per_kg ? "none none" : example.at("ul_kind") + " " + example.at("ul_mg")));
        CHECK(references.needs_weight == per_kg);
        if (references.upper) CHECK(spell(references.upper->scope) == example.at("ul_applies_to"));
        CHECK(spelled(row.references.target) == spelled(references.target));
        CHECK(spell_in_unit(row.total->sum, magnesium) == example.at("total_mg"));
        CHECK(percent_of_target(row) == example.at("pct_of_target"));
        CHECK(over_upper(row) == example.at("over_ul"));
    }
}

TEST_CASE("the worked examples reach every authority but India's and every life stage") {
    std::map<std::string, int> authorities, stages;
    for (const Record& example : test::read_tsv(test::data_path("worked_examples.tsv"))) {
        ++authorities[example.at("authority")];
        ++stages[example.at("life_stage")];
    }
    CHECK(authorities.size() == tables::authorities().size() - 1);
    CHECK_FALSE(authorities.contains("INDIA"));
    CHECK(stages.size() == 3);
}

TEST_CASE("a limit per kilogram follows from the weight") {
    int seen = 0;
    for (const Record& example : test::read_tsv(test::data_path("worked_examples.tsv"))) {
        if (example.at("ul_mg") != "5_per_kg") continue;
        ++seen;
        CAPTURE(example.at("id"));
        Profile profile = profile_of(example);
        profile.person.weight = Mass::from_nanograms(24'500 * ng_per_g);  // 24.5 kg: 5 mg each are 122.5 mg
        const ReportRow row = report_day(
            profile, *tables::find_authority("JAPAN"), magnesium, ledger_of(example), ledger_of(example).day);
        CHECK(spelled(row.references.upper) == "UL 122.5");
        CHECK_FALSE(row.references.needs_weight);
        CHECK(row.over_upper == (exact(example.at("supplemental_mg"), 10) > 1225));
    }
    CHECK(seen == 16);
}
