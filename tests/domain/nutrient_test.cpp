#include "epsom/domain/amounts/nutrient.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "../tsv.hpp"
#include "epsom/domain/amounts/ambiguous.hpp"
#include "epsom/text/text.hpp"
#include "paths.hpp"

using namespace epsom;

namespace {

std::string_view key_of(std::string_view name) {
    const auto found = find_nutrient(name);
    return found ? info(*found).key : std::string_view{"unknown"};
}

std::string_view unit_of(std::string_view spelling) {
    const UnitInfo* found = find_unit(spelling);
    return found == nullptr ? std::string_view{"unknown"} : found->unit;
}

Nutrient named(std::string_view name) {
    const auto found = find_nutrient(name);
    REQUIRE_MESSAGE(found, name);
    return *found;
}

Nutrient counted(std::string_view name, std::string_view unit) {
    const UnitInfo* found = find_unit(unit);
    REQUIRE_MESSAGE(found != nullptr, unit);
    return counted_in(named(name), *found);
}

}  // namespace

TEST_CASE("an ingredient is found by key, label and every alias, however they are written") {
    for (const auto& row : known_ingredients()) {
        CAPTURE(row.key);
        CHECK(find_nutrient(row.key) == row.id);
        CHECK(find_nutrient(row.label) == row.id);
        for (const auto& alias : split(row.aliases, ',')) {
            if (!alias.empty()) CHECK_MESSAGE(find_nutrient(alias) == row.id, alias);
        }
    }
    CHECK(find_nutrient("VITAMIN_B12") == Nutrient::vitamin_b12);
    CHECK(find_nutrient("vitamin d") == Nutrient::vitamin_d);
    CHECK(find_nutrient("Co-Enzyme Q10") == find_nutrient("coq10"));
}

TEST_CASE("the usual short forms of vitamins are understood") {
    for (const auto name : {"d3", "vit-d", "vitd", "Vitamin D3"}) CHECK(find_nutrient(name) == Nutrient::vitamin_d);
    for (const auto name : {"b12", "vit B12", "cobalamin"}) CHECK(find_nutrient(name) == Nutrient::vitamin_b12);
    CHECK(key_of("b1") == "thiamin");
    CHECK(key_of("vitamin b2") == "riboflavin");
    CHECK(key_of("b3") == "niacin");
    CHECK(key_of("vit b5") == "pantothenic-acid");
    CHECK(key_of("b6") == "vitamin-b6");
    CHECK(key_of("B7") == "biotin");
    CHECK(key_of("vitamin-b9") == "folate");
    CHECK(key_of("vit c") == "vitamin-c");
}

TEST_CASE("other names of ingredients are understood") {
    CHECK(key_of("thiamine") == "thiamin");
    CHECK(key_of("fibre") == "fiber");
    CHECK(key_of("omega-3") == "omega-3");
    CHECK(key_of("Omega 3") == "omega-3");
    CHECK(key_of("CoQ10") == "coq10");
    CHECK(key_of("NAC") == "n-acetylcysteine");
}

TEST_CASE("other words name no ingredient") {
    for (const auto name :
        {"", "vitamin", "b", "k", "ala", "mag", "folic-acid", "retinol", "niacinamide", "k1", "unobtainium"}) {
        CHECK_MESSAGE(key_of(name) == "unknown", name);
    }
}

TEST_CASE("a word of several readings names none of them, and says which they are") {
    const auto readings = [](std::string_view word) {
        const auto keys = readings_of(word);
        return std::vector<std::string_view>{keys.begin(), keys.end()};
    };
    using Keys = std::vector<std::string_view>;
    CHECK(readings("k") == Keys{"vitamin-k", "potassium"});
    CHECK(readings("P") == Keys{"phosphorus", "protein"});
    CHECK(readings("ALA") == Keys{"alpha-linolenic-acid", "alpha-lipoic-acid"});
    CHECK(readings("zinc").empty());
    CHECK(readings("").empty());
    for (const char letter : {'a', 'b', 'c', 'd', 'e', 'f', 'i', 'k', 'p', 'v'}) {
        const std::string word{letter};
        CHECK_MESSAGE(!find_nutrient(word), word);
        CHECK_MESSAGE(!readings_of(word).empty(), word);
        for (const auto key : readings_of(word)) CHECK_MESSAGE(key_of(key) == key, word);
    }
}

TEST_CASE("the nutrients of the first edition keep their ids") {
    CHECK(static_cast<int>(named("magnesium")) == 0);
    CHECK(static_cast<int>(named("iron")) == 1);
    CHECK(static_cast<int>(named("calcium")) == 2);
    CHECK(static_cast<int>(named("vitamin-d")) == 3);
    CHECK(static_cast<int>(named("vitamin-b12")) == 4);
    CHECK(static_cast<int>(named("folate")) == 5);
    for (const auto& row : known_ingredients()) CHECK((row.edition == 1) == (static_cast<int>(row.id) < 6));
}

TEST_CASE("the ids that rules speak of are those of the table") {
    CHECK(named("vitamin-a") == Nutrient::vitamin_a);
    CHECK(named("vitamin-c") == Nutrient::vitamin_c);
    CHECK(named("vitamin-e") == Nutrient::vitamin_e);
    CHECK(named("niacin") == Nutrient::niacin);
    CHECK(named("zinc") == Nutrient::zinc);
}

TEST_CASE("an id is one of the table's or none") {
    for (const auto& row : known_ingredients()) {
        CHECK(is_ingredient_id(static_cast<int>(row.id)));
        CHECK(&info(row.id) == &row);
    }
    for (const std::int64_t id : {-1, 37, 99, 999, 0x7fff, 0x8000, 1 << 20}) CHECK_FALSE(is_ingredient_id(id));
}

TEST_CASE("minerals are shown in mg, vitamins in mcg, as before") {
    for (const auto nutrient : {Nutrient::magnesium, Nutrient::iron, Nutrient::calcium})
        CHECK(info(nutrient).unit == "mg");
    for (const auto nutrient : {Nutrient::vitamin_d, Nutrient::vitamin_b12, Nutrient::folate})
        CHECK(info(nutrient).unit == "mcg");
}

TEST_CASE("group, unit, daily values and FoodData Central numbers of the nutrients equal the transcription") {
    const auto records = test::read_tsv(test::data_path("nutrients.tsv"));
    CHECK(records.size() == 37);
    const auto amount = [](const test::Record& record, const std::string& column) -> std::int64_t {
        if (record.at(column).empty()) return 0;
        const std::string& unit = record.at(column + "_unit");
        return test::exact(record.at(column), unit == "g" ? ng_per_g : unit.starts_with("mg") ? ng_per_mg : ng_per_ug);
    };
    for (const auto& record : records) {
        CAPTURE(record.at("slug"));
        const NutrientInfo& row = info(named(record.at("slug")));
        CHECK(row.key == record.at("slug"));
        CHECK(row.is_nutrient());
        CHECK(row.unit == record.at("display_unit"));
        CHECK((row.group == Group::mineral) == (record.at("class") == "mineral"));
        CHECK((row.group == Group::vitamin) == (record.at("class") == "vitamin"));
        CHECK(std::to_string(row.fdc_id) == record.at("usda_fdc_id"));
        CHECK(row.daily_value == amount(record, "fda_dv"));
        CHECK(row.nrv == amount(record, "eu_nrv"));
    }
    CHECK(known_nutrients().size() == records.size());
}

TEST_CASE("one IU has a fixed mass where it does not depend on the form") {
    CHECK(info(Nutrient::vitamin_d).iu_steps == 25);
    CHECK(info(Nutrient::vitamin_a).iu_steps == 300);
    CHECK(info(Nutrient::vitamin_e).iu_steps == 0);
}

TEST_CASE("a unit is found however labels spell it") {
    CHECK(unit_of("ug") == "mcg");
    CHECK(unit_of("\u00B5g") == "mcg");
    CHECK(unit_of("\u03BCg") == "mcg");
    CHECK(unit_of("MG") == "mg");
    CHECK(unit_of("FCC DU") == "DU");
    CHECK(unit_of("FCC ALU") == "ALU");
    CHECK(unit_of("ALU/LacU") == "ALU");
    CHECK(unit_of("GALU") == "GalU");
    CHECK(unit_of("Live Cells") == "CFU");
    CHECK(unit_of("billion") == "billion CFU");
    CHECK(unit_of("unit(s)") == "units");
    CHECK(unit_of("mL") == "ml");
    for (const auto word : {"", "IU", "tsp", "drops", "kcal", "%", "capsules"})
        CHECK_MESSAGE(unit_of(word) == "unknown", word);
}

TEST_CASE("a unit says what it measures and how many steps it has") {
    CHECK(find_unit("g")->steps == ng_per_g);
    CHECK(find_unit("billion CFU")->steps == 1'000'000'000);
    CHECK(find_unit("billion CFU")->measure == Measure::cells);
    CHECK(find_unit("ml")->steps == 1000);
    CHECK(find_unit("HUT")->measure == Measure::activity);
    CHECK(find_unit("HUT")->steps == 1000);
    for (const auto& row : known_ingredients()) {
        const UnitInfo* unit = find_unit(row.unit);
        REQUIRE_MESSAGE(unit != nullptr, row.unit);
        CHECK(unit->unit == row.unit);
        CHECK(unit->steps == row.unit_steps);
        CHECK(unit->measure == row.measure);
    }
}

TEST_CASE("an ingredient of the user's own is the same one for the same value") {
    const OwnIngredient cocoa{.uuid = "5d1c", .key = "cocoa-powder", .label = "Cocoa powder", .unit = "g"};
    const Nutrient first = own_ingredient(cocoa);
    CHECK(is_own(first));
    CHECK(own_ingredient(cocoa) == first);
    OwnIngredient other = cocoa;
    other.uuid = "77aa";
    CHECK(own_ingredient(other) != first);
    for (int i = 0; i < 300; ++i) {
        const std::string number = std::to_string(i);
        static_cast<void>(own_ingredient(
            {.uuid = "many" + number, .key = "many-" + number, .label = "Many " + number, .unit = "mg"}));
    }
    CHECK(own_ingredient(cocoa) == first);
    CHECK(own_value(first) == cocoa);
    const NutrientInfo& shown = info(first);
    CHECK(shown.id == first);
    CHECK(shown.key == "cocoa-powder");
    CHECK(shown.label == "Cocoa powder");
    CHECK(shown.unit == "g");
    CHECK(shown.unit_steps == ng_per_g);
    CHECK_FALSE(shown.is_nutrient());
    CHECK_FALSE(find_nutrient("cocoa-powder").has_value());
}

TEST_CASE("protease in HUT and in SAPU are two ingredients") {
    const Nutrient in_hut = counted("protease", "HUT");
    const Nutrient in_sapu = counted("protease", "SAPU");
    CHECK(in_hut == named("protease"));
    CHECK(in_sapu != in_hut);
    CHECK(info(in_sapu).key == "protease-sapu");
    CHECK(info(in_sapu).label == "Protease (SAPU)");
    CHECK(info(in_sapu).unit == "SAPU");
    CHECK(counted("protease", "SAP") == in_sapu);
    CHECK(counted_in(in_sapu, *find_unit("HUT")) == in_hut);
    CHECK(counted_in(in_sapu, *find_unit("SAPU")) == in_sapu);
}

TEST_CASE("any mass of an enzyme is the same ingredient, whatever the unit") {
    const Nutrient by_mass = counted("protease", "mg");
    CHECK(info(by_mass).key == "protease-mg");
    CHECK(info(by_mass).measure == Measure::mass);
    CHECK(counted("protease", "g") == by_mass);
    CHECK(counted_in(counted("protease", "SAPU"), *find_unit("mcg")) == by_mass);
}

TEST_CASE("units of the same measure count the same ingredient") {
    CHECK(counted("magnesium", "g") == Nutrient::magnesium);
    CHECK(counted("probiotic", "billion CFU") == named("probiotic"));
    CHECK(info(counted("valerian", "l")).key == "valerian-ml");
}

TEST_CASE("an ingredient that is on file is counted as it is, not once more") {
    const Nutrient on_file = own_ingredient({.uuid = "a0f3", .key = "lipase-lu", .label = "Lipase (LU)", .unit = "LU"});
    CHECK(counted("lipase", "LU") == on_file);
}

TEST_CASE("an own ingredient is counted in other units, and back") {
    const Nutrient own =
        own_ingredient({.uuid = "c4e1", .key = "papaya-enzyme", .label = "Papaya enzyme", .unit = "PU"});
    const Nutrient by_mass = counted_in(own, *find_unit("mg"));
    CHECK(info(by_mass).key == "papaya-enzyme-mg");
    CHECK(counted_in(by_mass, *find_unit("PU")) == own);
}
