#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

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
        case CompoundKind::excipient: break;
    }
    return "excipient";
}

/// The element's part of the whole in steps of 1 / `steps`, rounded.
std::int64_t share(const MolarMass& mass, std::int64_t steps) {
    return (2 * mass.element * steps + mass.total) / (2 * mass.total);
}

TEST_CASE("the compounds are those of the transcription, in its order") {
    const auto records = test::read_tsv(transcription);
    const auto compounds = tables::compounds();
    REQUIRE(compounds.size() == 85);
    REQUIRE(records.size() == compounds.size());
    for (std::size_t i = 0; i < records.size(); ++i) {
        const auto& record = records[i];
        const Compound& compound = compounds[i];
        CAPTURE(compound.key);
        CHECK(compound.key == record.at("slug"));
        CHECK(compound.name == record.at("name"));
        CHECK(compound.formula == record.at("formula"));
        CHECK(element_symbol(compound.nutrient) == record.at("element"));
        CHECK(spelled(compound.kind) == record.at("kind"));
        CHECK((compound.route == Route::topical ? "topical" : "oral") == record.at("route"));
        // "magnesium" is the nutrient, not the compound whose form is not stated
        CHECK(compound.aliases == (compound.key == "unspecified" ? "mag,mg supplement" : record.at("aliases")));
    }
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

TEST_CASE("a nutrient's name is not a compound") {
    for (const auto& nutrient : nutrients) {
        CHECK(tables::find_compound(nutrient.key) == nullptr);
        CHECK(tables::find_compound(nutrient.label) == nullptr);
    }
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
