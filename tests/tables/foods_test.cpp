#include <algorithm>
#include <cstdint>
#include <cstdlib>
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
        CHECK(food->per_100g == PerNutrient{
            amount(record.at("mg_per_100g"), ng_per_mg),
            amount(record.at("iron_mg_per_100g"), ng_per_mg),
            amount(record.at("calcium_mg_per_100g"), ng_per_mg),
            amount(record.at("vitamin_d_iu_per_100g"), ng_per_iu),
            amount(record.at("b12_ug_per_100g"), ng_per_ug),
            amount(record.at("folate_dfe_ug_per_100g"), ng_per_ug),
        });
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
        const auto exact = food->per_100g[static_cast<std::size_t>(Nutrient::vitamin_d)];
        const auto rounded = amount(record.at("vitamin_d_ug_per_100g"), ng_per_ug);
        CAPTURE(food->key);
        REQUIRE(exact.has_value() == rounded.has_value());
        if (exact) CHECK(std::abs((*exact - *rounded).nanograms()) <= 50);
    }
}

TEST_CASE("what a food table does not know is not zero") {
    int unknown = 0;
    for (const auto& food : tables::foods()) {
        for (const auto& each : food.per_100g) unknown += each ? 0 : 1;
    }
    CHECK(unknown == 24);
    const Food* const spinach = tables::find_food("spinach-cooked");
    REQUIRE(spinach != nullptr);
    CHECK(spinach->per_100g[static_cast<std::size_t>(Nutrient::vitamin_b12)] == Mass{});
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
    for (const auto& nutrient : nutrients) CHECK(tables::find_food(nutrient.key) == nullptr);
}

}  // namespace
