#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "../tsv.hpp"
#include "epsom/tables/tables.hpp"
#include "paths.hpp"

namespace {

using namespace epsom;

const std::string transcription = test::data_path("foods.tsv");

std::optional<Mass> amount(const std::string& text, std::int64_t unit_ng) {
    if (text.empty()) return std::nullopt;
    return Mass::from_nanograms(test::exact(text, unit_ng));
}

TEST_CASE("every food of the transcription is in the table, with the same amounts") {
    for (const auto& record : test::read_tsv(transcription)) {
        CAPTURE(record.at("slug"));
        const Food* const food = tables::find_food(record.at("slug"));
        REQUIRE(food != nullptr);
        CHECK(food->key == record.at("slug"));
        CHECK(food->name == record.at("name"));
        CHECK(food->serving_name == record.at("serving_name"));
        CHECK(food->serving == amount(record.at("serving_g"), ng_per_g));
        CHECK(food->source == "USDA SR28 NDB " + record.at("ndb_no"));
        const auto holds = [&](Nutrient nutrient, const char* column, std::int64_t unit_ng) {
            CAPTURE(column);
            CHECK(amount_of(food->per_100g, nutrient) == amount(record.at(column), unit_ng));
        };
        holds(Nutrient::magnesium, "mg_per_100g", ng_per_mg);
        holds(Nutrient::iron, "iron_mg_per_100g", ng_per_mg);
        holds(Nutrient::calcium, "calcium_mg_per_100g", ng_per_mg);
        holds(Nutrient::vitamin_d, "vitamin_d_iu_per_100g", 25);
        holds(Nutrient::vitamin_b12, "b12_ug_per_100g", ng_per_ug);
        holds(Nutrient::folate, "folate_dfe_ug_per_100g", ng_per_ug);
    }
}

TEST_CASE("what 100 g hold of the other nutrients equals the sample of the transcription") {
    struct Column {
        const char* name;
        std::string_view key;
        std::int64_t unit_ng;
    };
    constexpr Column columns[] = {
        {"vitamin_a_rae_ug", "vitamin-a", ng_per_ug},
        {"vitamin_c_mg", "vitamin-c", ng_per_mg},
        {"vitamin_e_mg", "vitamin-e", ng_per_mg},
        {"vitamin_k_ug", "vitamin-k", ng_per_ug},
        {"thiamin_mg", "thiamin", ng_per_mg},
        {"riboflavin_mg", "riboflavin", ng_per_mg},
        {"niacin_mg", "niacin", ng_per_mg},
        {"pantothenic_acid_mg", "pantothenic-acid", ng_per_mg},
        {"vitamin_b6_mg", "vitamin-b6", ng_per_mg},
        {"choline_mg", "choline", ng_per_mg},
        {"zinc_mg", "zinc", ng_per_mg},
        {"copper_mg", "copper", ng_per_mg},
        {"selenium_ug", "selenium", ng_per_ug},
        {"manganese_mg", "manganese", ng_per_mg},
        {"phosphorus_mg", "phosphorus", ng_per_mg},
        {"potassium_mg", "potassium", ng_per_mg},
        {"sodium_mg", "sodium", ng_per_mg},
        {"fluoride_ug", "fluoride", ng_per_ug},
        {"fiber_g", "fiber", ng_per_g},
        {"protein_g", "protein", ng_per_g},
        {"ala_g", "alpha-linolenic-acid", ng_per_g},
        {"linoleic_g", "linoleic-acid", ng_per_g},
        {"epa_g", "epa", ng_per_g},
        {"dha_g", "dha", ng_per_g},
        {"water_g", "water", ng_per_g},
    };
    const auto records = test::read_tsv(test::data_path("foods_sample.tsv"));
    CHECK(records.size() == 38);
    for (const auto& record : records) {
        CAPTURE(record.at("slug"));
        const Food* const food = tables::find_food(record.at("slug"));
        REQUIRE(food != nullptr);
        for (const auto& column : columns) {
            CAPTURE(column.name);
            const std::string& transcribed = record.at(std::string{column.name} + "_per_100g");
            const auto held = amount_of(food->per_100g, *find_nutrient(column.key));
            const auto made = amount_of(food->per_100g, Nutrient::niacin_from_tryptophan);
            CHECK((column.key == "niacin" && held && made ? std::optional{*held - *made} : held) ==
                  amount(transcribed, column.unit_ng));
        }
    }
}

TEST_CASE("a food's amounts are in the order of the nutrients, each once, and of nutrients that are known") {
    for (const auto& food : tables::foods()) {
        CAPTURE(food.key);
        const auto wrong =
            std::ranges::adjacent_find(food.per_100g, std::ranges::greater_equal{}, &NutrientAmount::nutrient);
        CHECK(wrong == food.per_100g.end());
        for (const auto& each : food.per_100g) {
            CHECK(is_ingredient_id(static_cast<int>(each.nutrient)));
            CHECK(each.amount >= Mass{});
        }
    }
}

TEST_CASE("the table has no food that is not in the transcription") {
    const auto records = test::read_tsv(transcription);
    CHECK(records.size() == 228);
    CHECK(tables::foods().size() == records.size());
    for (const auto& food : tables::foods()) {
        const auto is_food = [&](const test::Record& record) { return record.at("slug") == food.key; };
        CHECK_MESSAGE(std::ranges::any_of(records, is_food), food.key);
    }
}

TEST_CASE("vitamin D in IU agrees with the printed micrograms, which are rounded to a tenth") {
    for (const auto& record : test::read_tsv(transcription)) {
        const Food* const food = tables::find_food(record.at("slug"));
        REQUIRE(food != nullptr);
        const auto exact = amount_of(food->per_100g, Nutrient::vitamin_d);
        const auto rounded = amount(record.at("vitamin_d_ug_per_100g"), ng_per_ug);
        CAPTURE(food->key);
        REQUIRE(exact.has_value() == rounded.has_value());
        if (exact) CHECK(std::abs((*exact - *rounded).nanograms()) <= 50);
    }
}

TEST_CASE("what a food table does not know is not zero") {
    int unknown = 0;
    for (const auto& food : tables::foods()) {
        for (const auto nutrient : {Nutrient::magnesium, Nutrient::iron, Nutrient::calcium, Nutrient::vitamin_d,
                 Nutrient::vitamin_b12, Nutrient::folate}) {
            unknown += amount_of(food.per_100g, nutrient) ? 0 : 1;
        }
    }
    CHECK(unknown == 24);
    const Food* const spinach = tables::find_food("spinach-cooked");
    REQUIRE(spinach != nullptr);
    CHECK(amount_of(spinach->per_100g, Nutrient::vitamin_b12) == Mass{});
    CHECK_FALSE(amount_of(spinach->per_100g, *find_nutrient("alpha-linolenic-acid")).has_value());
    CHECK_FALSE(amount_of(spinach->per_100g, *find_nutrient("iodine")).has_value());
}

TEST_CASE("a food is found by key and by name, however they are spelled") {
    for (const auto& food : tables::foods()) {
        CHECK(tables::find_food(food.key) == &food);
        CHECK(tables::find_food(food.name) == &food);
    }
    const Food* const almonds = tables::find_food("almonds");
    REQUIRE(almonds != nullptr);
    CHECK(tables::find_food("ALMONDS") == almonds);
    CHECK(tables::find_food("Spinach, Boiled, Drained") == tables::find_food("spinach-cooked"));
    CHECK(tables::find_food("spinach_cooked") == tables::find_food("Spinach Cooked"));
}

TEST_CASE("an unknown food is not found") {
    for (const std::string_view name : {"", " ", "unobtainium", "almond"}) CHECK(tables::find_food(name) == nullptr);
}

TEST_CASE("no food has the name of a compound or a nutrient") {
    for (const auto& food : tables::foods()) {
        CHECK_MESSAGE(tables::find_compound(food.key) == nullptr, food.key);
        CHECK_MESSAGE(tables::find_compound(food.name) == nullptr, food.name);
    }
    for (const auto& nutrient : known_nutrients()) {
        CHECK_MESSAGE(tables::find_food(nutrient.key) == nullptr, nutrient.key);
    }
}

}  // namespace
