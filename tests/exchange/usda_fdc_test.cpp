#include <doctest/doctest.h>

#include "exchange/reading.hpp"

using namespace epsom;
using namespace epsom::exchange;
using namespace epsom::test;

namespace {

const std::string nutrient_rows =
    "\"id\",\"name\",\"unit_name\",\"nutrient_nbr\",\"rank\"\n\"1090\",\"Magnesium, Mg\",\"MG\",\"304\",\"\"\n"
    "\"1110\",\"Vitamin D (D2 + D3), International Units\",\"IU\",\"324\",\"\"\n"
    "\"1114\",\"Vitamin D (D2 + D3)\",\"UG\",\"328\",\"\"\n\"1177\",\"Folate, total\",\"UG\",\"417\",\"\"\n"
    "\"1186\",\"Folic acid\",\"UG\",\"431\",\"\"\n\"1187\",\"Folate, food\",\"UG\",\"432\",\"\"\n"
    "\"1190\",\"Folate, DFE\",\"UG\",\"435\",\"\"\n";
const std::string food_rows =
    "fdc_id,data_type,description\n1,sr_legacy_food,\"Pizza, 12\"\" round\"\n2,sample_food,Sample\n"
    "3,branded_food,Almonds\n4,foundation_food,Almonds\n";

Reading fdc(
    const std::string& amounts, const std::string& foods = food_rows, const std::string& of_nutrients = nutrient_rows) {
    return read_files("usda-fdc", {of_nutrients, foods, amounts});
}
std::optional<Mass> value(const ImportedFood& food, Nutrient nutrient) { return food.per_100g.of(nutrient); }

}  // namespace

TEST_CASE("FoodData Central's sample gives foods with the values of 100 g") {
    const auto reading = read_files(
        "usda-fdc", {sample("fdc_csv/nutrient.csv"), sample("fdc_csv/food.csv"), sample("fdc_csv/food_nutrient.csv")});
    CHECK(reading.trouble() == "");
    REQUIRE(reading.foods.size() == 31);
    Mass magnesium, iron, calcium, vitamin_d, b12, folate;
    std::size_t unknown_folate = 0, unknown_d = 0;
    for (const auto& food : reading.foods) {
        magnesium += value(food, Nutrient::magnesium).value_or(Mass{});
        iron += value(food, Nutrient::iron).value_or(Mass{});
        calcium += value(food, Nutrient::calcium).value_or(Mass{});
        vitamin_d += value(food, Nutrient::vitamin_d).value_or(Mass{});
        b12 += value(food, Nutrient::vitamin_b12).value_or(Mass{});
        folate += value(food, Nutrient::folate).value_or(Mass{});
        unknown_folate += value(food, Nutrient::folate) ? 0 : 1;
        unknown_d += value(food, Nutrient::vitamin_d) ? 0 : 1;
    }
    // sums of a spreadsheet over food_nutrient.csv
    CHECK(magnesium == 5256_mg);
    CHECK(iron.nanograms() == 123'990'000);
    CHECK(calcium == 4077_mg);
    CHECK(vitamin_d.nanograms() == 20'200);
    CHECK(b12.nanograms() == 23'800);
    CHECK(folate == 2104_ug);
    CHECK(unknown_folate == 2);
    CHECK(unknown_d == 3);
    CHECK(reading.foods[4].name == "Almonds");
    CHECK(reading.foods[4].source == "USDA FDC 900005 sr_legacy_food");
    CHECK(reading.foods[4].number == 900005);
}

TEST_CASE("values are joined by nutrient.id; micrograms go before IU, DFE before total folate") {
    const auto reading =
        fdc("fdc_id,nutrient_id,amount\n1,1090,270\n1,304,999\n1,1110,100\n3,1110,40\n3,1114,2\n3,1190,50\n3,1177,40\n"
            "4,1177,40\n4,1186,10\n4,1187,30\n2,1090,5\n9,1090,5\n1,1190,\n");
    CHECK(reading.trouble() == "");
    REQUIRE(reading.foods.size() == 3);
    CHECK(reading.foods[0].name == "Pizza, 12\" round");
    CHECK(value(reading.foods[0], Nutrient::magnesium) == 270_mg);
    CHECK(value(reading.foods[0], Nutrient::vitamin_d)->nanograms() == 2500);
    CHECK_FALSE(value(reading.foods[0], Nutrient::folate));
    CHECK(value(reading.foods[1], Nutrient::vitamin_d) == 2_ug);
    CHECK(value(reading.foods[1], Nutrient::folate) == 50_ug);
    CHECK(value(reading.foods[2], Nutrient::folate) == 47_ug);
    CHECK(reading.notes() ==
          "1 sample row of food.csv left out\n1 food has the same name as an earlier one; their FDC numbers differ\n");
}

TEST_CASE("what is wrong is refused with its file and line") {
    const auto reading =
        fdc("fdc_id,nutrient_id,amount\n1,1090,270\n1,1090,271\nx,1090,1\n1,x,1\n1,1114,\"1,5\"\n1,1177\n"
            "1,1177,200000000\n");
    CHECK(reading.trouble() ==
          "3:3 food 1 has two amounts of magnesium\n4:1 'x' is not an fdc_id\n5:2 'x' is not a nutrient_id\n6:3 '1,5'"
          " has a comma; use a decimal point, and no thousands separator\n"
          "7:2 2 fields for 3 columns; the line may be truncated\n8:3 '200000000' is more than 100 g in 100 g");
    for (const auto& refusal : reading.refusals) CHECK(refusal.file == "food_nutrient.csv");
    CHECK(fdc("", "fdc_id,description\n1,A\n1,B\n").refusals.at(0).reason == "fdc_id 1 appears twice");
}

TEST_CASE("a join by nutrient_nbr, foreign ids and missing columns or files are refused") {
    CHECK(
        fdc("fdc_id,nutrient_id,amount\n1,304,270\n").trouble() == "stopped 1:0 no amount matches a food in food.csv");
    CHECK(fdc("", food_rows, "id,name,unit_name\n304,\"Magnesium, Mg\",MG\n").trouble() ==
          "stopped 1:0 no tracked nutrient is listed by its id (magnesium is 1090)");
    CHECK(fdc("", food_rows, "id,name,unit_name\n1090,\"Zinc, Zn\",MG\n").trouble() ==
          "stopped 2:2 nutrient 1090 is called 'Zinc, Zn' instead of magnesium; not a FoodData Central file");
    CHECK(fdc("", food_rows, "id,name,unit_name\n1090,Magnesium,SPOONS\n").trouble() ==
          "stopped 2:3 'SPOONS' is not a unit of magnesium");
    const auto no_column = fdc("", "fdc_id,name\n");
    CHECK(no_column.trouble() == "stopped 1:0 missing column 'description'");
    CHECK(no_column.summary.stopped->file == "food.csv");
    CHECK(
        read_files("usda-fdc", {nutrient_rows, food_rows}).trouble() == "stopped 0:0 missing file: food_nutrient.csv");
    CHECK(read_files("usda-fdc", {nutrient_rows,
                                     "\xFF\xFE"
                                     "f",
                                     ""})
              .summary.stopped->file == "food.csv");
}
