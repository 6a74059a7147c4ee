#include "exchange/nutrient_names.hpp"

#include <doctest/doctest.h>

#include "epsom/text/text.hpp"
#include "exchange/reading.hpp"

using namespace epsom;
using namespace epsom::exchange;

namespace {

std::string called(std::string_view name) {
    const auto nutrient = food_nutrient_called(name);
    return nutrient ? std::string{info(*nutrient).key} : "";
}

}  // namespace

TEST_CASE("each tracked nutrient is known by its key, its label and its aliases") {
    for (const NutrientInfo& nutrient : known_nutrients()) {
        INFO(nutrient.key);
        CHECK(called(nutrient.key) == nutrient.key);
        CHECK(called(nutrient.label) == nutrient.key);
        for (const std::string& alias : split(nutrient.aliases, ',')) {
            if (!alias.empty()) CHECK(called(alias) == nutrient.key);
        }
    }
}

TEST_CASE("headings of food diaries name their nutrients") {
    const std::pair<std::string_view, std::string_view> names[] = {{"B1 (Thiamine)", "thiamin"},
        {"B2 (Riboflavin)", "riboflavin"}, {"B3 (Niacin)", "niacin"}, {"B5 (Pantothenic Acid)", "pantothenic-acid"},
        {"B6 (Pyridoxine)", "vitamin-b6"}, {"B12 (Cobalamin)", "vitamin-b12"}, {"B12, Cobalamin", "vitamin-b12"},
        {"Vitamin D (D2 + D3)", "vitamin-d"}, {"Vitamin B1 (Thiamine)", "thiamin"}, {"Niacin (B3)", "niacin"},
        {"Vitamin A, RAE", "vitamin-a"}, {"Vitamin E (alpha-tocopherol)", "vitamin-e"}, {"Magnesium, Mg", "magnesium"},
        {"Fiber, total dietary", "fiber"}, {"Vitamin C, total ascorbic acid", "vitamin-c"}, {"Folate (DFE)", "folate"},
        {"Folate, total", "folate"}, {"Choline, total", "choline"}, {"Iron (total)", "iron"},
        {"Magnesium [elemental]", "magnesium"}, {"Pantothensäure", "pantothenic-acid"}, {"Zink", "zinc"},
        {"Sélénium", "selenium"}, {"Vitamina B12", "vitamin-b12"}, {"cálcio", "calcium"}, {"vitamin_b6", "vitamin-b6"},
        {"dietary_fiber", "fiber"}, {"PantothenicAcid", "pantothenic-acid"}};
    for (const auto& each : names) {
        INFO(each.first);
        CHECK(called(each.first) == each.second);
    }
}

TEST_CASE("what is only near to a nutrient is not counted as it, and is told apart from what is far from any") {
    for (const std::string_view name : {"Retinol", "Beta-carotene", "Folic acid", "Folsäure", "Niacin (NE)",
             "Niacin Equivalents", "Soluble Fiber", "Insoluble Fiber", "Salt", "Vitamin K2", "Vitamin D2",
             "Folate, food", "Vitamin A (retinol)", "Iron (from food)"}) {
        INFO(name);
        CHECK(called(name) == "");
        CHECK(is_near_to_a_nutrient(name));
    }
    for (const std::string_view name : {"Energy", "Omega-3", "ALA", "Net Carbs", "Caffeine", "Cystine", "", "("}) {
        INFO(name);
        CHECK(called(name) == "");
        CHECK_FALSE(is_near_to_a_nutrient(name));
    }
}

TEST_CASE("an international unit of food has no mass where it depends on the form") {
    CHECK_FALSE(unit_in_food("IU", Nutrient::vitamin_a));
    CHECK_FALSE(unit_in_food("International Unit(s)", Nutrient::vitamin_a));
    CHECK_FALSE(unit_in_food("IU", Nutrient::vitamin_e));
    CHECK(unit_in_food("mcg", Nutrient::vitamin_a) == Unit{1000});
    CHECK(unit_in_food("IU", Nutrient::vitamin_d) == Unit{25});
}

TEST_CASE("a food lists what is known of it, and one unknown where nothing is") {
    std::vector<Content> contents{{Nutrient::niacin, 2_mg, "", Basis::table}, {Nutrient::iron, {}, "", Basis::table},
        {Nutrient::calcium, Mass{}, "", Basis::table}};
    settle_food(contents);
    CHECK(contents == std::vector<Content>{{Nutrient::calcium, Mass{}, "", Basis::table},
                          {Nutrient::niacin, 2_mg, "", Basis::table},
                          {Nutrient::niacin_from_tryptophan, {}, "", Basis::table}});
    contents = {{Nutrient::iron, {}, "", Basis::table}, {Nutrient::calcium, {}, "", Basis::table}};
    settle_food(contents);
    CHECK(contents == std::vector<Content>{{Nutrient::iron, {}, "", Basis::table}});
    contents.clear();
    settle_food(contents);
    CHECK(contents.size() == 1);
}
