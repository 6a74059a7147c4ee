#include <doctest/doctest.h>

#include "epsom/domain/amount.hpp"
#include "exchange/reading.hpp"

using namespace epsom;
using namespace epsom::exchange;
using namespace epsom::test;

namespace {

/// A label with these rows, of 2 capsules a serving.
std::string label(const std::string& rows, const std::string& sizes = R"-({"order":1,"minQuantity":2,"maxQuantity":2,"unit":"Capsule(s)"})-") {
    return R"-({"id":999901,"fullName":"Product","brandName":"Example","servingSizes":[)-" + sizes + R"-(],"ingredientRows":[)-" + rows + "]}";
}
std::string row(const std::string& name, const std::string& quantity, const std::string& unit, const std::string& more = "") {
    return R"-({"name":")-" + name + R"-(","quantity":[{"servingSizeOrder":1,"operator":"=","quantity":)-" + quantity + R"-(,"unit":")-" + unit + R"-("}])-" + more + "}";
}
std::string contents(const std::string& text) {
    const auto reading = read(Format::dsld, text);
    std::string result;
    for (const auto& product : reading.products) {
        for (const Content& content : product.dose.contents) {
            result += std::string{info(content.nutrient).key} + (content.compound.empty() ? "" : ":" + content.compound) + "=" + (content.amount ? spell(*content.amount) : "?") + " ";
        }
    }
    return result + reading.trouble();
}

}  // namespace

TEST_CASE("a DSLD label is a product: name, serving and its elemental contents") {
    const auto reading = read(Format::dsld, R"-({"id":999901,"fullName":"Magnesium Glycinate 200 mg","brandName":"Example","offMarket":0,
"servingSizes":[{"order":1,"minQuantity":2,"maxQuantity":2,"minDailyServings":1,"maxDailyServings":1,"unit":"Capsule(s)"}],
"ingredientRows":[{"order":1,"name":"Magnesium","category":"mineral","ingredientGroup":"Magnesium","quantity":[{"servingSizeOrder":1,
"servingSizeQuantity":2,"operator":"=","quantity":200,"unit":"mg","dailyValueTargetGroup":[{"name":"Adults and children 4 or more years of age",
"operator":"=","percent":48}]}],"forms":[{"name":"Magnesium Bisglycinate"}],"nestedRows":[]}],
"otheringredients":{"text":null,"ingredients":[{"name":"Magnesium Stearate"}]}})-");
    CHECK(reading.trouble() == "");
    CHECK(reading.notes() == "");
    REQUIRE(reading.products.size() == 1);
    const auto& product = reading.products.front();
    CHECK(product.dose.name == "Magnesium Glycinate 200 mg");
    CHECK(product.brand == "Example");
    CHECK(product.origin == "DSLD 999901");
    CHECK(product.dose.serving == Serving{Count{2}, "capsule"});
    CHECK(product.dose.contents == std::vector<Content>{{Nutrient::magnesium, 200_mg, "glycinate", Basis::label}});
}

TEST_CASE("units, forms and folate are read as labels write them") {
    CHECK(contents(label(row("Magnesium (as Magnesium Citrate)", "0.2", "Gram(s)"))) == "magnesium:citrate=200 mg ");
    CHECK(contents(label(row("Vitamin D3", "1000", "IU"))) == "vitamin-d=25 mcg ");
    CHECK(contents(label(row("Vitamin B12", "500", "Microgram(s)"))) == "vitamin-b12=500 mcg ");
    CHECK(contents(label(row("Folate", "680", "mcg DFE", R"-(,"forms":[{"name":"Folic Acid"}])-"))) == "folate:folic-acid=680 mcg ");
    CHECK(contents(label(row("Folic Acid", "400", "mcg"))) == "folate:folic-acid=680 mcg ");
    CHECK(contents(label(row("Magnesium", "100", "mg", R"-(,"forms":[{"name":"Magnesium Oxide"},{"name":"Magnesium Citrate"}])-"))) == "magnesium=100 mg ");
    CHECK(contents(label(row("Magnesium", "100", "mg") + "," + row("Iron", "18", "mg") + "," + row("Zinc", "5", "mg"))) == "magnesium=100 mg iron=18 mg ");
    CHECK(contents(label(R"-({"name":"Mineral blend","nestedRows":[)-" + row("Magnesium", "50", "mg") + "]}," + row("Magnesium", "100", "mg"))) == "magnesium=150 mg ");
}

TEST_CASE("a salt's mass is not taken for the element's") {
    CHECK(contents(label(row("Magnesium Citrate", "1000", "mg"))) == "magnesium:citrate=? ");
    CHECK(contents(label(R"-({"name":"Magnesium Citrate","quantity":[{"servingSizeOrder":1,"operator":"=","quantity":200,"unit":"mg","dailyValueTargetGroup":[{"percent":48}]}]})-")) == "magnesium:citrate=200 mg ");
    CHECK(contents(label(R"-({"name":"Magnesium Citrate","quantity":[{"servingSizeOrder":1,"operator":"=","quantity":1000,"unit":"mg","dailyValueTargetGroup":[{"percent":38}]}]})-")) == "magnesium:citrate=? ");
    CHECK(contents(label(row("Magnesium L-Threonate", "2000", "mg") + "," + row("Magnesium", "144", "mg"))) == "magnesium=144 mg ");
}

TEST_CASE("what a label does not say exactly is unknown") {
    CHECK(contents(label(R"-({"name":"Magnesium","quantity":[{"servingSizeOrder":1,"operator":"<","quantity":1,"unit":"mg"}]})-")) == "magnesium=? ");
    CHECK(contents(label(R"-({"name":"Magnesium","quantity":[]})-")) == "magnesium=? ");
    CHECK(contents(label(row("Magnesium", "null", "mg"))) == "magnesium=? ");
    CHECK(contents(label(row("Magnesium", "1", "cups"))) == "1:188 'cups' is not a unit of magnesium");
    CHECK(contents(label(row("Magnesium", "-1", "mg"))).find("has a sign") != std::string::npos);
    CHECK(contents(label(row("Zinc", "1", "mg"))).find("contains no tracked nutrient") != std::string::npos);
    CHECK(contents(R"-({"ingredientRows":[]})-").find("missing 'fullName'") != std::string::npos);
    CHECK(contents(label(row("Magnesium", "1", "mg"), "")).find("missing serving unit") != std::string::npos);
}

TEST_CASE("of several serving sizes the first is taken, with its own quantity") {
    const auto reading = read(Format::dsld, label(R"-({"name":"Magnesium","quantity":[{"servingSizeOrder":2,"operator":"=","quantity":400,"unit":"mg"},{"servingSizeOrder":1,"operator":"=","quantity":200,"unit":"mg"}]})-",
                                                  R"-({"order":2,"minQuantity":4,"maxQuantity":4,"unit":"Tablet(s)"},{"order":1,"minQuantity":2,"maxQuantity":3,"unit":"Tablet(s)"})-"));
    REQUIRE(reading.products.size() == 1);
    CHECK(reading.products[0].dose.contents.front().amount == 200_mg);
    CHECK(reading.products[0].dose.serving == Serving{Count{2}, "tablet"});
    CHECK(reading.notes() ==
          "'Product': several serving sizes; using the first: 2 tablets\n'Product': a serving is 2 to 3 tablet;"
          " amounts are read as those of 2 tablets\n");
}

TEST_CASE("lists of labels and search results hold several, other JSON none") {
    const std::string one = label(row("Magnesium", "100", "mg"));
    CHECK(read(Format::dsld, "[" + one + "," + one + "]").products.size() == 2);
    CHECK(read(Format::dsld, R"-({"hits":[{"_source":)-" + one + "}]}").products.size() == 1);
    CHECK(read(Format::dsld, R"-({"hits":{"hits":[{"_source":)-" + one + "}]}}").products.size() == 1);
    CHECK(read(Format::dsld, R"-({"hits":[]})-").trouble() ==
          "stopped 1:1 no label in this JSON: missing 'ingredientRows'");
    CHECK(read(Format::dsld, one.substr(0, one.size() / 2)).summary.stopped->reason ==
          "the file ends in the middle of the JSON; it may be truncated");
    std::string many = "[";
    for (int i = 0; i < 300'000; ++i) many += "1,";
    CHECK(read(Format::dsld, R"-({"a":)-" + many + "1]}").summary.stopped->reason ==
          "an object has more than 250,000 values");
}
