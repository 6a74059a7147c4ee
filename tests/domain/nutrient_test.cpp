#include "epsom/domain/nutrient.hpp"

#include <doctest/doctest.h>

using namespace epsom;

TEST_CASE("a nutrient is found by its name, however it is written") {
    for (const auto& nutrient : nutrients) {
        CHECK(find_nutrient(nutrient.key) == nutrient.id);
        CHECK(find_nutrient(nutrient.label) == nutrient.id);
    }
    CHECK(find_nutrient("VITAMIN_B12") == Nutrient::vitamin_b12);
    CHECK(find_nutrient("vitamin d") == Nutrient::vitamin_d);
}

TEST_CASE("the usual short forms of vitamins are understood") {
    for (const auto name : {"d3", "vit-d", "Vitamin D3"}) CHECK(find_nutrient(name) == Nutrient::vitamin_d);
    for (const auto name : {"b12", "vit B12", "cobalamin"}) CHECK(find_nutrient(name) == Nutrient::vitamin_b12);
}

TEST_CASE("other words name no nutrient") {
    for (const auto name : {"", "zinc", "vitamin", "vitamin-c", "b", "mag", "folic-acid"}) CHECK_FALSE(find_nutrient(name).has_value());
}

TEST_CASE("minerals are shown in mg, vitamins in mcg") {
    for (const auto nutrient : {Nutrient::magnesium, Nutrient::iron, Nutrient::calcium}) CHECK(info(nutrient).unit == "mg");
    for (const auto nutrient : {Nutrient::vitamin_d, Nutrient::vitamin_b12, Nutrient::folate}) CHECK(info(nutrient).unit == "mcg");
}
