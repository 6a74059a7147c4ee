#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "../tsv.hpp"
#include "epsom/tables/tables.hpp"
#include "paths.hpp"

namespace {

using namespace epsom;

const std::string transcription = test::data_path("compounds.tsv");

std::string_view spelled(CompoundKind kind) {
    switch (kind) {
        case CompoundKind::salt: return "salt";
        case CompoundKind::chelate: return "chelate";
        case CompoundKind::element: return "element";
        case CompoundKind::mixture: return "mixture";
        case CompoundKind::vitamer: return "vitamer";
        case CompoundKind::excipient: break;
    }
    return "excipient";
}

/// The element's part of the whole in steps of 1 / `steps`, rounded.
std::int64_t share(const MolarMass& mass, std::int64_t steps) {
    return (2 * mass.element * steps + mass.total) / (2 * mass.total);
}

TEST_CASE("magnesium, iron and calcium come as the compounds of the transcription, which are the first, in its order") {
    const auto records = test::read_tsv(transcription);
    const auto compounds = tables::compounds();
    REQUIRE(records.size() == 85);
    REQUIRE(compounds.size() == 219);
    for (std::size_t i = 0; i < records.size(); ++i) {
        const auto& record = records[i];
        const Compound& compound = compounds[i];
        CAPTURE(compound.key);
        CHECK(compound.key == record.at("slug"));
        CHECK(compound.name == record.at("name"));
        CHECK(compound.formula == record.at("formula"));
        CHECK(compound.element == record.at("element"));
        CHECK(spelled(compound.kind) == record.at("kind"));
        CHECK((compound.route == Route::topical ? "topical" : "oral") == record.at("route"));
        CHECK_FALSE(compound.is_counted_otherwise());
        // "magnesium" is the nutrient, not the compound whose form is not stated
        CHECK(compound.aliases == (compound.key == "unspecified" ? "mag,mg supplement" : record.at("aliases")));
    }
}

TEST_CASE("the compounds of other nutrients agree with the sample of the transcription") {
    // What a label must say, for no source gives the share.
    const std::vector<std::string_view> without_share{
        "l-methylfolate-calcium", "l-methylfolate-glucosamine", "folinic-acid", "calcifediol"};
    const auto records = test::read_tsv(test::data_path("compounds_sample.tsv"));
    CHECK(records.size() == 45);
    for (const auto& record : records) {
        CAPTURE(record.at("slug"));
        const Compound* const compound = tables::find_compound(record.at("slug"));
        REQUIRE(compound != nullptr);
        CHECK(compound->name == (compound->key == "free-riboflavin" ? "Riboflavin, free base" : record.at("name")));
        CHECK(compound->formula == record.at("formula"));
        CHECK(spelled(compound->kind) == record.at("kind"));
        CHECK((compound->route == Route::topical ? "topical" : "oral") == record.at("route"));
        CHECK(molar_mass(*compound).total == test::exact(record.at("molar_mass_g_mol"), 1000));
        const NutrientInfo& nutrient = info(compound->nutrient);
        CHECK((compound->element.empty() ? nutrient.key : compound->element) == record.at("element"));
        CHECK(compound->element == nutrient.symbol);
        const auto part = elemental(*compound, 100_mg);
        CHECK(part.has_value() == (std::ranges::find(without_share, compound->key) == without_share.end()));
        if (part) CHECK(part->scaled(1, 1'000).nanograms() == test::exact(record.at("elemental_fraction"), 100'000));
    }
}

TEST_CASE("an IU of vitamin E depends on the form: 0.67 mg natural, 0.45 mg synthetic") {
    for (const std::string ester : {"ol", "yl-acetate", "yl-succinate"}) {
        const Compound* const natural = tables::find_compound("d-alpha-tocopher" + ester);
        const Compound* const synthetic = tables::find_compound("dl-alpha-tocopher" + ester);
        REQUIRE(natural != nullptr);
        REQUIRE(synthetic != nullptr);
        CHECK(natural->iu_steps == 670'000);
        CHECK(synthetic->iu_steps == 450'000);
    }
}

TEST_CASE("an IU of other vitamins has the same mass in each of their forms") {
    for (const auto& compound : tables::compounds()) {
        if (compound.nutrient == Nutrient::vitamin_e || compound.iu_steps == 0) continue;
        CHECK_MESSAGE(compound.iu_steps == info(compound.nutrient).iu_steps, compound.key);
    }
    CHECK(tables::find_compound("cholecalciferol")->iu_steps == 25);
    CHECK(tables::find_compound("beta-carotene")->iu_steps == 300);
}

TEST_CASE("folic acid counts 1.7 times as folate, beta-carotene half as vitamin A, choline's drugs by their choline") {
    CHECK(tables::find_compound("folic acid")->counted(100_ug) == 170_ug);
    CHECK(tables::find_compound("beta-carotene")->counted(100_ug) == 50_ug);
    CHECK(tables::find_compound("citicoline")->counted(100_mg) == Mass::from_nanograms(21'333'000));
    CHECK(tables::find_compound("niacinamide")->counted(100_mg) == 100_mg);
}

TEST_CASE("retinol and its esters are the preformed vitamin A") {
    std::vector<std::string_view> preformed;
    for (const auto& compound : tables::compounds()) {
        if (limit_form(compound.key) == LimitForm::retinol) preformed.push_back(compound.key);
    }
    CHECK(preformed == std::vector<std::string_view>{"retinol", "retinyl-palmitate", "retinyl-acetate"});
}

TEST_CASE("what else a compound brings equals the sample of the transcription") {
    for (const auto& record : test::read_tsv(test::data_path("companions_sample.tsv"))) {
        CAPTURE(record.at("slug"));
        const Compound* const compound = tables::find_compound(record.at("slug"));
        REQUIRE(compound != nullptr);
        CHECK(compound->formula == record.at("formula"));
        const auto companions = tables::companions_of(*compound);
        const auto found = std::ranges::find_if(companions, [&](const Companion& companion) {
            const NutrientInfo& nutrient = info(companion.nutrient);
            return nutrient.symbol == record.at("also") || nutrient.key == record.at("also");
        });
        REQUIRE(found != companions.end());
        const Mass part = (100_mg).scaled(found->numerator, found->denominator);
        CHECK(part.scaled(1, 1'000).nanograms() == test::exact(record.at("fraction"), 100'000));
    }
}

TEST_CASE("a compound of one counted substance has no companion, nor has one that is not of the table") {
    CHECK(tables::companions_of(*tables::find_compound("oxide")).empty());
    Compound unknown = *tables::find_compound("chloride");
    CHECK(tables::companions_of(unknown).size() == 1);
    unknown.key = "unheard-of";
    CHECK(tables::companions_of(unknown).empty());
}

TEST_CASE("molar mass and elemental share of every formula equal the published computation") {
    int computed = 0;
    for (const auto& record : test::read_tsv(transcription)) {
        CAPTURE(record.at("slug"));
        const Compound* const compound = tables::find_compound(record.at("slug"));
        REQUIRE(compound != nullptr);
        const MolarMass mass = molar_mass(*compound);
        if (record.at("formula").empty()) {
            CHECK(mass.total == 0);
            CHECK(record.at("elemental_fraction").empty());
            continue;
        }
        ++computed;
        CHECK(mass.total == test::exact(record.at("molar_mass_g_mol"), 1000));
        CHECK(share(mass, 100'000) == test::exact(record.at("elemental_fraction"), 100'000));
        CHECK(share(mass, 10'000) == test::exact(record.at("elemental_pct"), 100));
    }
    CHECK(computed == 76);
}

TEST_CASE("500 mg of magnesium oxide hold 301.5 mg of magnesium") {
    const Compound* const oxide = tables::find_compound("oxide");
    REQUIRE(oxide != nullptr);
    CHECK(elemental(*oxide, 500_mg) == Mass::from_nanograms(301'520'941));
}

TEST_CASE("a compound without a formula has no elemental share") {
    const Compound* const buffered = tables::find_compound("bisglycinate-buffered");
    REQUIRE(buffered != nullptr);
    CHECK(buffered->kind == CompoundKind::mixture);
    CHECK_FALSE(elemental(*buffered, 500_mg).has_value());
}

TEST_CASE("a compound is found by every name of the transcription") {
    for (const auto& record : test::read_tsv(transcription)) {
        const Compound* const expected = tables::find_compound(record.at("slug"));
        REQUIRE(expected != nullptr);
        CHECK(expected->key == record.at("slug"));
        CHECK_MESSAGE(tables::find_compound(record.at("name")) == expected, record.at("name"));
        std::string_view aliases = record.at("aliases");
        while (!aliases.empty()) {
            const std::size_t comma = aliases.find(',');
            const std::string_view alias = aliases.substr(0, comma);
            if (alias != "magnesium") CHECK_MESSAGE(tables::find_compound(alias) == expected, alias);
            aliases.remove_prefix(comma == std::string_view::npos ? aliases.size() : comma + 1);
        }
    }
}

TEST_CASE("case, spaces, hyphens and underscores do not matter in a compound's name") {
    const Compound* const citrate = tables::find_compound("citrate");
    REQUIRE(citrate != nullptr);
    CHECK(tables::find_compound("Citrate") == citrate);
    CHECK(tables::find_compound("MAGNESIUM CITRATE") == citrate);
    CHECK(tables::find_compound("magnesium-citrate") == citrate);
    CHECK(tables::find_compound("Magnesium_Citrate") == citrate);
    CHECK(tables::find_compound("magnesiumcitrate") == citrate);
    CHECK(tables::find_compound("mag ox") == tables::find_compound("oxide"));
    CHECK(tables::find_compound("Citrate Nonahydrate") == tables::find_compound("citrate-nonahydrate"));
}

TEST_CASE("a compound's name is understood without what it has in brackets") {
    CHECK(tables::find_compound("Magnesium glycinate") == tables::find_compound("glycinate"));
    CHECK(tables::find_compound("magnesium glycinate (bisglycinate)") == tables::find_compound("glycinate"));
    CHECK(tables::find_compound("sucrosomial magnesium") == tables::find_compound("sucrosomial"));
}

TEST_CASE("Epsom salt is eaten as sulfate and bathed in as another compound") {
    const Compound* const eaten = tables::find_compound("epsom salt");
    const Compound* const bath = tables::find_compound("epsom salt bath");
    REQUIRE(eaten != nullptr);
    REQUIRE(bath != nullptr);
    CHECK(eaten->route == Route::oral);
    CHECK(bath->route == Route::topical);
}

TEST_CASE("an ingredient's name is not a compound, but for chloride, which is magnesium chloride's key too") {
    for (const auto& row : known_ingredients()) {
        if (row.key == "chloride") continue;
        CHECK_MESSAGE(tables::find_compound(row.key) == nullptr, row.key);
        CHECK_MESSAGE(tables::find_compound(row.label) == nullptr, row.label);
    }
    CHECK(tables::find_compound("chloride")->nutrient == Nutrient::magnesium);
}

TEST_CASE("an unknown compound is not found") {
    for (const std::string_view name : {"", " ", "-", "kryptonate", "citrat", "bisglycinate)", ","}) {
        CHECK(tables::find_compound(name) == nullptr);
    }
}

TEST_CASE("no source of a compound is memory") {
    for (const auto& compound : tables::compounds()) CHECK(compound.source.find("memory") == std::string_view::npos);
}

}  // namespace
