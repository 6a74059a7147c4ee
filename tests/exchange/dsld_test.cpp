#include <doctest/doctest.h>

#include <map>
#include "epsom/domain/amounts/amount.hpp"

#include "epsom/text/text.hpp"
#include "exchange/dsld.hpp"
#include "exchange/reading.hpp"
#include "tsv.hpp"

using namespace epsom;
using namespace epsom::exchange;
using namespace epsom::test;

namespace {

/// A label with these rows, of 2 capsules a serving.
std::string label(const std::string& rows,
    const std::string& sizes = R"-({"order":1,"minQuantity":2,"maxQuantity":2,"unit":"Capsule(s)"})-") {
    return R"-({"id":999901,"fullName":"Product","brandName":"Example","servingSizes":[)-" + sizes +
           R"-(],"ingredientRows":[)-" + rows + "]}";
}
std::string row(
    const std::string& name, const std::string& quantity, const std::string& unit, const std::string& more = "") {
    return R"-({"name":")-" + name + R"-(","quantity":[{"servingSizeOrder":1,"operator":"=","quantity":)-" + quantity +
           R"-(,"unit":")-" + unit + R"-("}])-" + more + "}";
}
std::string contents(const std::string& text) {
    const auto reading = read("dsld", text);
    std::string result;
    for (const auto& product : reading.products) {
        for (const Content& content : product.dose.contents) {
            result += std::string{info(content.nutrient).key} +
                      (content.compound.empty() ? "" : ":" + content.compound) + "=" +
                      (content.amount ? spell(*content.amount) : "?") + " ";
        }
    }
    return result + reading.trouble();
}

}  // namespace

TEST_CASE("a DSLD label is a product: name, serving and its elemental contents") {
    const auto reading =
        read("dsld", R"-({"id":999901,"fullName":"Magnesium Glycinate 200 mg","brandName":"Example","offMarket":0,
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
    CHECK(contents(label(row("Vitamin D3", "1000", "IU"))) == "vitamin-d:cholecalciferol=25 mcg ");
    CHECK(contents(label(row("Vitamin B12", "500", "Microgram(s)"))) == "vitamin-b12=500 mcg ");
    CHECK(contents(label(row("Folate", "680", "mcg DFE", R"-(,"forms":[{"name":"Folic Acid"}])-"))) ==
          "folate:folic-acid=680 mcg ");
    CHECK(contents(label(row("Folic Acid", "400", "mcg"))) == "folate:folic-acid=680 mcg ");
    CHECK(contents(label(row("Magnesium", "100", "mg",
              R"-(,"forms":[{"name":"Magnesium Oxide"},{"name":"Magnesium Citrate"}])-"))) == "magnesium=100 mg ");
    CHECK(contents(label(row("Magnesium", "100", "mg") + "," + row("Iron", "18", "mg") + "," +
                         row("Zinc", "5", "mg"))) == "magnesium=100 mg iron=18 mg zinc=5 mg ");
    CHECK(contents(label(R"-({"name":"Mineral blend","nestedRows":[)-" + row("Magnesium", "50", "mg") + "]}," +
                         row("Magnesium", "100", "mg"))) == "magnesium=150 mg ");
}

TEST_CASE("a salt's mass is not taken for the element's") {
    CHECK(contents(label(row("Magnesium Citrate", "1000", "mg"))) == "magnesium:citrate=? ");
    CHECK(
        contents(label(
            R"-({"name":"Magnesium Citrate","quantity":[{"servingSizeOrder":1,"operator":"=","quantity":200,"unit":"mg","dailyValueTargetGroup":[{"percent":48}]}]})-")) ==
        "magnesium:citrate=200 mg ");
    CHECK(
        contents(label(
            R"-({"name":"Magnesium Citrate","quantity":[{"servingSizeOrder":1,"operator":"=","quantity":1000,"unit":"mg","dailyValueTargetGroup":[{"percent":38}]}]})-")) ==
        "magnesium:citrate=? ");
    CHECK(contents(label(row("Magnesium L-Threonate", "2000", "mg") + "," + row("Magnesium", "144", "mg"))) ==
          "magnesium:l-threonate=144 mg ");
}

TEST_CASE("what a label does not say exactly is unknown") {
    CHECK(
        contents(label(
            R"-({"name":"Magnesium","quantity":[{"servingSizeOrder":1,"operator":"<","quantity":1,"unit":"mg"}]})-")) ==
        "magnesium=? ");
    CHECK(contents(label(R"-({"name":"Magnesium","quantity":[]})-")) == "magnesium=? ");
    CHECK(contents(label(row("Magnesium", "null", "mg"))) == "magnesium=? ");
    CHECK(contents(label(row("Magnesium", "0", "NP"))) == "magnesium=? ");
    CHECK(contents(label(row("Magnesium", "1", "cups"))) == "magnesium=? ");
    CHECK(contents(label(row("Magnesium", "-1", "mg"))) == "magnesium=? ");
    CHECK(read("dsld", label(row("Magnesium", "1", "cups"))).notes() == "'Product': amount unknown: Magnesium\n");
    CHECK(contents(label(row("Calories", "5", "Calorie(s)"))).find("contains no ingredient") != std::string::npos);
    CHECK(contents(R"-({"ingredientRows":[]})-").find("missing 'fullName'") != std::string::npos);
    CHECK(contents(label(row("Magnesium", "1", "mg"), "")).find("missing serving unit") != std::string::npos);
}

TEST_CASE("of several serving sizes the first is taken, with its own quantity") {
    const auto reading = read("dsld",
        label(
            R"-({"name":"Magnesium","quantity":[{"servingSizeOrder":2,"operator":"=","quantity":400,"unit":"mg"},{"servingSizeOrder":1,"operator":"=","quantity":200,"unit":"mg"}]})-",
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
    CHECK(read("dsld", "[" + one + "," + one + "]").products.size() == 2);
    CHECK(read("dsld", R"-({"hits":[{"_source":)-" + one + "}]}").products.size() == 1);
    CHECK(read("dsld", R"-({"hits":{"hits":[{"_source":)-" + one + "}]}}").products.size() == 1);
    CHECK(read("dsld", R"-({"hits":[]})-").trouble() == "stopped 1:1 no label in this JSON: missing 'ingredientRows'");
    CHECK(read("dsld", one.substr(0, one.size() / 2)).summary.stopped->reason ==
          "the file ends in the middle of the JSON; it may be truncated");
    std::string many = "[";
    for (int i = 0; i < 300'000; ++i) many += "1,";
    CHECK(
        read("dsld", R"-({"a":)-" + many + "1]}").summary.stopped->reason == "an object has more than 250,000 values");
}

TEST_CASE("all lines of the sample labels are read") {
    // Not in the table of ingredients, as no source was found for them: they become ingredients of the user's own.
    const std::map<std::string, std::string> own{{"passionflower", "unknown-name"}, {"lemon-balm", "unknown-name"}};
    std::map<std::string, std::vector<ReadLine>> readings;
    std::map<std::string, std::size_t> next;
    const LabelNames names{.compound = [](std::string_view name) { return tables::find_compound(name); }, .own = {}};
    const auto records = read_tsv(test::source_path("tests/samples/labels/EXPECTED.tsv"));
    CHECK(records.size() == 160);
    for (const Record& record : records) {
        const std::string& name = record.at("file");
        if (!readings.contains(name)) {
            std::ifstream file{test::source_path("tests/samples/labels/" + name), std::ios::binary};
            const std::string text{std::istreambuf_iterator<char>{file}, {}};
            const auto refusal = walk_json(
                text, [](JsonPath path) { return path.empty(); },
                [&](JsonPath, const Json& json) { readings[name] = read_contents(panel_of(json), names).lines; });
            REQUIRE_FALSE(refusal);
        }
        const auto& read = readings.at(name);
        const std::size_t place = next[name]++;
        CAPTURE(name);
        CAPTURE(record.at("row_name"));
        REQUIRE(place < read.size());
        const ReadLine& line = read[place];
        CHECK(line.name == record.at("row_name"));
        const std::string& key = record.at("key");
        if (!key.empty()) CHECK(line.key == key);
        CHECK(spell(line.kind) == (own.contains(key) ? own.at(key) : record.at("kind")));
        // Kelp has no share of iodine, and is not a form.
        if (record.at("form") != "kelp") CHECK(line.form == record.at("form"));
        const std::string& amount = record.at("amount");
        REQUIRE(line.amount.has_value() == !amount.empty());
        if (amount.empty()) continue;
        const UnitInfo* unit = find_unit(record.at("unit"));
        REQUIRE(unit != nullptr);
        const auto power = amount.find("e+");
        std::int64_t expected =
            exact(amount.substr(0, power), unit->steps * (power == std::string::npos ? 1 : 10'000'000'000));
        if (power != std::string::npos) REQUIRE(amount.substr(power) == "e+10");
        CHECK(line.amount->nanograms() == expected);
        CHECK(info(*line.nutrient).measure == unit->measure);
    }
    for (const auto& reading : readings) CHECK_MESSAGE(reading.second.size() == next[reading.first], reading.first);
}

TEST_CASE("labels of the same name are different products") {
    const auto named = [](const std::string& id, const std::string& brand, const std::string& amount) {
        return R"-({"id":)-" + id + R"-(,"fullName":"Zinc Lozenge","brandName":")-" + brand +
               R"-(","servingSizes":[{"order":1,"minQuantity":1,"maxQuantity":1,"unit":"Lozenge(s)"}],)-"
               R"-("ingredientRows":[)-" +
               row("Zinc", amount, "mg") + "]}";
    };
    const std::string text = "[" + named("1", "A", "10") + "," + named("2", "A", "99") + "," + named("3", "B", "50") +
                             "," + named("1", "A", "10") + "," + named("4", "A", "5") + "]";
    const auto reading = read("dsld", text);
    std::vector<std::string> names;
    for (const auto& product : reading.products) names.push_back(product.dose.name);
    CHECK(names == std::vector<std::string>{"Zinc Lozenge", "Zinc Lozenge (A)", "Zinc Lozenge (B)", "Zinc Lozenge",
                       "Zinc Lozenge (DSLD 4)"});
    CHECK(reading.products[1].dose.note == "DSLD 2");
}

TEST_CASE("a label keeps its name beside a dose of another label") {
    Dose dose;
    dose.name = "Product";
    dose.note = "DSLD 5";
    exchange::Settings settings = settings_in(berlin());
    settings.dose = [&dose](std::string_view name) { return name_key(name) == "product" ? &dose : nullptr; };
    const auto name = [&settings] {
        return read("dsld", label(row("Zinc", "5", "mg")), settings).products.at(0).dose.name;
    };
    CHECK(name() == "Product (Example)");
    dose.note = "DSLD 999901";
    CHECK(name() == "Product");
    dose.note = "with breakfast";
    CHECK(name() == "Product");
}

TEST_CASE("an amount may be in the notes, a second unit beside it") {
    const auto noted = [](const std::string& name, const std::string& quantity, const std::string& unit,
                           const std::string& notes) {
        return contents(label(row(name, quantity, unit, R"-(,"notes":")-" + notes + R"-(")-")));
    };
    CHECK(noted("Vitamin D3", "0", "NP", "Vitamin D3 Note: 50 mcg") == "vitamin-d:cholecalciferol=50 mcg ");
    CHECK(noted("Vitamin D", "25", "mcg", "Vitamin D Note: 1,000 IU") == "vitamin-d=25 mcg ");
    CHECK(noted("Folate", "680", "mcg DFE", "Folate Note: (400 mcg folic acid)") == "folate:folic-acid=680 mcg ");
    CHECK(noted("Taurine", "50", "mg", "Taurine Note: 2,400 mg/g") == "taurine=50 mg ");
}

TEST_CASE("what an import does not count, and what it keeps as it is, is told") {
    const auto notes = [](const std::string& rows) { return read("dsld", label(rows)).notes(); };
    CHECK(notes(row("Magnesium Citrate", "1000", "mg") + "," + row("Magnesium", "160", "mg")) ==
          "'Product': not counted, as other lines count it: Magnesium Citrate\n");
    CHECK(notes(row("Cocoa powder", "100", "mg")) == "'Product': kept as your own ingredients: Cocoa powder\n");
}
