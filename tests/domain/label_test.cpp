#include "epsom/domain/label/label.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>

#include "epsom/domain/amounts/amount.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"
#include "paths.hpp"
#include "tsv.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

const LabelNames names{.compound = [](std::string_view name) { return tables::find_compound(name); }, .own = {}};

std::string shown(Nutrient nutrient, std::optional<Mass> amount) {
    const NutrientInfo& row = info(nutrient);
    return amount ? spell_decimal(amount->nanograms(), row.unit_steps, 9) + " " + std::string{row.unit} : "?";
}
/// "magnesium=100 mg:citrate; zinc=?", in the order of the alphabet.
std::string contents(std::string_view text) {
    std::vector<std::string> all;
    for (const Content& content : read_contents(read_label(text), names).contents) {
        all.push_back(std::string{info(content.nutrient).key} + "=" + shown(content.nutrient, content.amount) +
                      (content.compound.empty() ? "" : ":" + content.compound));
    }
    std::ranges::sort(all);
    return joined(all, "; ");
}
std::string kinds(std::string_view text) {
    std::vector<std::string> all;
    for (const ReadLine& line : read_contents(read_label(text), names).lines) all.emplace_back(spell(line.kind));
    return joined(all, " ");
}
std::string notes(std::string_view text) {
    std::vector<std::string> all;
    for (const ReadLine& line : read_contents(read_label(text), names).lines) {
        if (!line.note.empty()) all.push_back(line.note);
    }
    return joined(all, "\n");
}
std::string serving(std::string_view text) {
    const Label label = read_label(text);
    return label.serving ? spell(*label.serving) : "";
}
std::string file(const std::string& name) {
    std::ifstream stream{source_path("tests/samples/labels/" + name), std::ios::binary};
    if (!stream) throw std::runtime_error{name + " cannot be read"};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

struct Printed {
    std::string_view text, contents;
};
constexpr std::array lines = std::to_array<Printed>({
    {"Magnesium (as magnesium oxide, citrate) 100 mg 24%", "magnesium=100 mg"},
    {"Vitamin D3 (as cholecalciferol) 25 mcg (1,000 IU) 125%", "vitamin-d=25 mcg:cholecalciferol"},
    {"Folate 400 mcg DFE (240 mcg folic acid)", "folate=400 mcg:folic-acid"},
    {"Sodium Less than 5 mg <1%", "sodium=?"},
    {"Sodium <5 mg", "sodium=?"},
    {"Night Calm Proprietary Blend 650 mg: valerian root, L-theanine, GABA",
        "gaba=?; l-theanine=?; proprietary-blend=650 mg; valerian=?"},
    {"Zinc ........ 11 mg", "zinc=11 mg"},
    {"100 mg magnesium", "magnesium=100 mg"},
    {"Vitamin B2 2,5 mg", "riboflavin=2.5 mg"},
    {"Lactobacillus acidophilus 50 billion CFU", "lactobacillus-acidophilus=50000000000 CFU"},
    {"Probiotic blend 1.5 B CFU", "probiotic=1500000000 CFU"},
    {"Nattokinase 20,000 FU", "nattokinase=20000 FU"},
    {"Amylase 12,000 DU", "amylase=12000 DU"},
    {"Magnesium 375 mg 100 % NRV*", "magnesium=375 mg"},
    {"Vitamin C 80 mg (100 % NRV)", "vitamin-c=80 mg"},
    {"| Zinc | 11 mg | 100% |", "zinc=11 mg"},
    {"Zinc 11 mcg.", "zinc=0.011 mg"},
    {"Magnesium 100 Mg", "magnesium=100 mg"},
    {"1,330 mg magnesium bisglycinate providing 240 mg magnesium", "magnesium=240 mg:glycinate"},
    {"Zinc (from 93 mg Zinc Gluconate) 13.3 mg", "zinc=13.3 mg:zinc-gluconate"},
    {"Magnesium Citrate 200 mg 48%", "magnesium=200 mg:citrate"},
    {"Magnesium Citrate 2000 mg", "magnesium=?:citrate"},
    {"Total Omega-3 1,280 mg\nEPA 650 mg\nDHA 450 mg", "dha=450 mg; epa=650 mg"},
    {"Fish oil 2 g (providing 180 mg EPA and 120 mg DHA)", "dha=120 mg; epa=180 mg; fish-oil=2000 mg"},
    {"Fish Oil 1000 mg (EPA 600 mg, DHA 400 mg)", "dha=400 mg; epa=600 mg; fish-oil=1000 mg"},
    {"Vitamin E (as d-alpha tocopherol) 30 IU", "vitamin-e=20.1 mg:d-alpha-tocopherol"},
    {"Vitamin E 30 IU", "vitamin-e=?"},
    {"Vitamin A (as retinyl palmitate and 40% as beta-carotene) 900 mcg RAE 100%", "vitamin-a=900 mcg"},
    {"Vitamin A 5000 IU", "vitamin-a=1500 mcg"},
    {"Beta-Carotene 6 mg", "vitamin-a=3000 mcg:beta-carotene"},
    {"Vitamin C 500 mg, Zinc 10 mg, Vitamin D3 1000 IU",
        "vitamin-c=500 mg; vitamin-d=25 mcg:cholecalciferol; zinc=10 mg"},
    {"Omega-3 1 000 mg", "omega-3=1000 mg"},
    {"Coenzyme Q10 (CoQ10) 100 mg **", "coq10=100 mg"},
    {"L. rhamnosus GG 5 x 10^9 CFU", "lactobacillus-rhamnosus=5000000000 CFU"},
    {"Magnesiumcitrat 2.000 mg\ndavon Magnesium 300 mg 80 % NRV", "magnesium=300 mg:citrate"},
    {"Folsäure 400 µg 200 % NRV", "folate=680 mcg:folic-acid"},
    {"Potassium 87.5 mcg 2%", "potassium=?"},
    {"Vitamin B12 (as methylcobalamin) 1000 mcg 41,667%", "vitamin-b12=1000 mcg:methylcobalamin"},
    {"5-HTP (from Griffonia simplicifolia seed) 100 mg", "5-htp=100 mg"},
    {"Alpha-GPC 300 mg", "choline=?:alpha-gpc"},
    {"Magnesium\n100 mg\n24%", "magnesium=100 mg"},
    {"Vitamin C (mg)\t80\t100", "vitamin-c=80 mg"},
    {"Bromelain (2,400 GDU/g) 50 mg", "bromelain-mg=50 mg"},
    {"Green Tea Extract (standardized to 50% EGCG) 200 mg †", "green-tea-extract=200 mg"},
    {"Turmeric root extract 500 mg (95% curcuminoids)", "curcumin=500 mg"},
    {"Niacin (as niacinamide) 20 mg NE 125%", "niacin=20 mg:niacinamide"},
    {"Vitamin D 1000 I.U. (25 µg)", "vitamin-d=25 mcg"},
    {"Probiotic Blend 30 Billion CFU (215 mg)", "probiotic=30000000000 CFU"},
    {"EPA 600 mg / DHA 400 mg", "dha=400 mg; epa=600 mg"},
    {"Calcium 1,000mg 77%", "calcium=1000 mg"},
    {"Vitamin B12 (as methylcobalamin)..........1,000 mcg..........41,667%", "vitamin-b12=1000 mcg:methylcobalamin"},
    {"Vitamin B 12 500 mcg", "vitamin-b12=500 mcg"},
    {"Vitamin K2 (as menaquinone-7) 100 mcg", "vitamin-k=100 mcg:menaquinone-7"},
    {"Vitamin K2 MK-7 100 mcg 83%", "vitamin-k=100 mcg:menaquinone-7"},
    {"Omega-3 500 mg", "omega-3=500 mg"},
    {"Omega 3 500 mg", "omega-3=500 mg"},
    {"Ginkgo Biloba Extract 24% 120 mg", "ginkgo-biloba-extract=120 mg"},
    {"Ginkgo (standardized to 24% flavone glycosides) 120 mg †", "ginkgo=120 mg"},
    {"Selenium (as L-selenomethionine) 200mcg 364%", "selenium=200 mcg:selenomethionine"},
    {"Iron (as Ferrochel® ferrous bisglycinate chelate) 18 mg 100%", "iron=18 mg:ferrous-bisglycinate"},
    {"Calcium (elemental) 500 mg", "calcium=500 mg"},
    {"Elemental Calcium 500 mg from 1250 mg calcium carbonate", "calcium=500 mg:calcium-carbonate"},
    {"Calcium Carbonate 1250 mg (500 mg elemental calcium)", "calcium=500 mg:calcium-carbonate"},
    {"Calcium Carbonate (elemental calcium 500 mg) 1250 mg", "calcium=500 mg:calcium-carbonate"},
    {"Magnesium Glycinate 1,000 mg (providing 100 mg of elemental magnesium)", "magnesium=100 mg:glycinate"},
    {"Vitamin E 400 IU (as d-alpha tocopheryl succinate)", "vitamin-e=268 mg:d-alpha-tocopheryl-succinate"},
    {"Vitamin A (as beta carotene) 5,000 IU 100%", "vitamin-a=1500 mcg:beta-carotene"},
    {"Vitamin A (100% as beta-carotene) 1,500 mcg RAE", "vitamin-a=1500 mcg:beta-carotene"},
    {"Vitamin A 800 µg RE 100 % NRV", "vitamin-a=800 mcg"},
    {"Vitamin E 12 mg α-TE 100 %", "vitamin-e=12 mg"},
    {"Niacin 16 mg NE", "niacin=16 mg"},
    {"Folate (as Quatrefolic®) 680 mcg DFE (400 mcg L-5-MTHF)", "folate=680 mcg:l-methylfolate-glucosamine"},
    {"Folic Acid 400 mcg 100%", "folate=680 mcg:folic-acid"},
    {"Folate (as folic acid) 400 mcg 100%", "folate=680 mcg:folic-acid"},
    {"Folate 1000 mcg DFE (600 mcg folic acid) 250%", "folate=1000 mcg:folic-acid"},
    {"Bifidobacterium lactis BB-12® 2 billion CFU", "bifidobacterium-lactis=2000000000 CFU"},
    {"Saccharomyces boulardii 250 mg (5 Billion CFU)", "saccharomyces-boulardii=5000000000 CFU"},
    {"Probiotic Blend 25 Billion CFU**: L. acidophilus, B. lactis, L. rhamnosus",
        "bifidobacterium-lactis=?; lactobacillus-acidophilus=?; lactobacillus-rhamnosus=?; probiotic=25000000000 CFU"},
    {"Lactase 9000 FCC ALU", "lactase=9000 ALU"},
    {"Protease 50,000 HUT", "protease=50000 HUT"},
    {"Serrapeptase 120,000 SPU", "serrapeptase=?"},
    {"Melatonin 300 mcg", "melatonin=0.3 mg"},
    {"Melatonin 0.3-0.5 mg", "melatonin=?"},
    {"Caffeine (from green tea) 50mg", "caffeine=50 mg"},
    {"Collagen Peptides (Type I & III) 10 g", "collagen=10 g"},
    {"Hydrolyzed Collagen Type 2 500 mg", "hydrolyzed-collagen-type-2=500 mg"},
    {"Zinc-15 mg", "zinc=15 mg"},
    {"Zinc: 15mg (136%)", "zinc=15 mg"},
    {"Zinc=15mg", "zinc=15 mg"},
    {"• Zinc – 15 mg – 136%", "zinc=15 mg"},
    {"Zn 15 mg", "zinc=15 mg"},
    {"Total Caffeine 300 mg\nCaffeine Anhydrous 200 mg\nGreen coffee bean caffeine 100 mg", "caffeine=300 mg"},
    {"Vitamin D3 25 mcg\nVitamin D3 1000 IU", "vitamin-d=25 mcg:cholecalciferol"},
    {"Vitamin D3 25 mcg 125%\nVitamin D3 25 mcg 125%", "vitamin-d=25 mcg:cholecalciferol"},
    {"Folate 680 mcg DFE\nFolic Acid 400 mcg", "folate=680 mcg:folic-acid"},
    {"BCAA 2:1:1 5 g\n  L-Leucine 2.5 g\n  L-Isoleucine 1.25 g\n  L-Valine 1.25 g",
        "l-isoleucine=1250 mg; l-leucine=2.5 g; l-valine=1250 mg"},
    {"Dietary Fiber 3 g 11%", "fiber=3 g"},
    {"Includes 2g Added Sugars 4%", ""},
    {"Salz 0,1 g", ""},
    {"CoQ10 (ubiquinone) 100 mg", "coq10=100 mg"},
    {"Magnesium (as 500 mg magnesium citrate) 80 mg", "magnesium=80 mg:citrate"},
    {"Vitamin C (as ascorbic acid, rose hips) 500 mg", "vitamin-c=500 mg"},
    {"Chromium (picolinate) 200 mcg", "chromium=200 mcg:chromium-picolinate"},
    {"Manganese (aspartate) 2 mg", "manganese=2 mg"},
    {"Krill Oil 500 mg (of which: EPA 60 mg, DHA 30 mg, Phospholipids 200 mg)",
        "dha=30 mg; epa=60 mg; krill-oil=500 mg; phospholipids=200 mg"},
    {"Magnesium 57 mg 15 % NRV pro Kapsel", "magnesium=57 mg"},
    {"Iodine (from kelp) 150 μg 100%", "iodine=150 mcg"},
    {"Turmeric (Curcuma longa) (root) 500 mg", "turmeric=500 mg"},
    {"Sodium 0 mg 0%", "sodium=0 mg"},
    {"Magnesium 400 mg 95%*", "magnesium=400 mg"},
    {"Vitamin B6 (as pyridoxine HCl and P-5-P) 10 mg", "vitamin-b6=10 mg"},
    {"Potassium (as K citrate) 99 mg 2%", "potassium=99 mg:potassium-citrate"},
    {"Green Tea Leaf Extract (Camellia sinensis) 500 mg [50% EGCG]", "green-tea-extract=500 mg"},
    {"Creatine monohydrate (Creapure®), micronized 5000 mg", "creatine=5 g"},
    {"Vitamin D 800 IE 20 µg", "vitamin-d=20 mcg"},
    {"Ester-C 500 mg", "calcium=?:calcium-ascorbate"},
    {"Vitamin B Complex 50 mg", "proprietary-blend=50 mg"},
    {"Magnesium Complex (oxide, citrate, glycinate) 500 mg", "magnesium=?"},
    {"Vitamin A (as retinyl acetate) 3,500 IU (29% as beta-carotene) 70%", "vitamin-a=1050 mcg"},
    {"Total EPA and DHA 600 mg\nEPA 360 mg\nDHA 240 mg", "dha=240 mg; epa=360 mg"},
    {"EPA + DHA 600 mg", "omega-3=600 mg"},
    {"Vit. C 500 mg", "vitamin-c=500 mg"},
    {"Vit D3 2000iu", "vitamin-d=50 mcg:cholecalciferol"},
    {"Calcium (as Calcium Citrate) ( 500 mg elemental ) 500 mg", "calcium=500 mg:calcium-citrate"},
    {"L-Methylfolate 1000 mcg (1700 mcg DFE)", "folate=1700 mcg:l-methylfolate-calcium"},
    {"Lactobacillus Probiotic Blend 10 Billion AFU", "probiotic=10000000000 CFU"},
    {"Digestive enzyme blend 100 mg (amylase 5000 DU, lipase 500 FIP)", "amylase=5000 DU; lipase=500 FIP"},
    {"Magnesium 250mg (as Magnesium Bisglycinate 2500mg)", "magnesium=250 mg:glycinate"},
    {"Ferrous Sulfate 325 mg (65 mg elemental iron)", "iron=65 mg:ferrous-sulfate"},
    {"Vitamin D3 (Cholecalciferol)\t125µg\t5000IU\t625%", "vitamin-d=125 mcg:cholecalciferol"},
    {"Omega-3-Fettsäuren 600 mg, davon EPA 330 mg, davon DHA 220 mg", "dha=220 mg; epa=330 mg"},
    {"Mg 100 mg", "magnesium=100 mg"},
    {"Taurate Magnesium 1500 mg", "magnesium=?:taurate"},
});

}  // namespace

TEST_CASE("a line of a label is read as it is printed") {
    for (const auto& [printed, expected] : lines) {
        const auto& text = printed;  // clang 14 captures no structured binding
        CAPTURE(text);
        CHECK(contents(text) == expected);
    }
}

TEST_CASE("rows in one line are told apart, whatever is between them") {
    const std::string both = "magnesium=200 mg; zinc=15 mg";
    for (const std::string_view line : {"Magnesium 200 mg 48% Zinc 15 mg 136%", "Magnesium 200 mg Zinc 15 mg",
             "Magnesium 200mg Zinc 15mg", "Magnesium: 200 mg Zinc: 15 mg", "Magnesium\t200 mg\t48%\tZinc\t15 mg\t136%",
             "| Magnesium | 200 mg | 48% | Zinc | 15 mg | 136% |", "Magnesium 200 mg | Zinc 15 mg",
             "Magnesium 200 mg \u2022 Zinc 15 mg", "Magnesium 200 mg \u00B7 Zinc 15 mg",
             "Magnesium 200 mg \u2013 Zinc 15 mg", "Magnesium 200 mg - Zinc 15 mg", "Magnesium 200 mg + Zinc 15 mg",
             "Magnesium 200 mg & Zinc 15 mg", "Magnesium 200 mg and Zinc 15 mg", "Magnesium 200 mg und Zink 15 mg",
             "Magn\u00E9sium 200 mg et Zinc 15 mg", "Magnesio 200 mg Zinco 15 mg",
             "Magnesium 200 mg 53 % NRV Zink 15 mg 150 % NRV", "Magnesium 200 mg. Zinc 15 mg.",
             "200 mg magnesium 15 mg zinc", "200 mg magnesium and 15 mg zinc",
             "Each capsule contains magnesium 200 mg and zinc 15 mg",
             "Each capsule contains: magnesium 200 mg and zinc 15 mg",
             "Serving Size 1 tablet Magnesium 200 mg Zinc 15 mg",
             "Supplement Facts Serving Size 1 tablet Amount Per Serving Magnesium 200 mg Zinc 15 mg"}) {
        CAPTURE(line);
        CHECK(contents(line) == both);
    }
    CHECK(contents("%DV\nMagnesium 200 mg 48 Zinc 15 mg 136") == both);
    CHECK(contents("200 mg magnesium, 15 mg zinc and 1 mg copper") == "copper=1000 mcg; " + both);
    CHECK(contents("Magnesium 200 mg Cocoa powder 50 mg") == "cocoa-powder=50 mg; magnesium=200 mg");
    CHECK(contents("Fish oil 1 g EPA 180 mg DHA 120 mg") == "dha=120 mg; epa=180 mg; fish-oil=1000 mg");
    CHECK(contents("Fish oil 1 g providing EPA 180 mg DHA 120 mg") == "dha=120 mg; epa=180 mg; fish-oil=1000 mg");
    CHECK(contents("L. acidophilus 5 billion CFU B. lactis 3 billion CFU") ==
          "bifidobacterium-lactis=3000000000 CFU; lactobacillus-acidophilus=5000000000 CFU");
    CHECK(serving("Serving Size 1 tablet Amount Per Serving Magnesium 200 mg") == "1 tablet");
}

TEST_CASE("each row of a line has its own form") {
    const std::string both = "magnesium=200 mg:oxide; zinc=15 mg:zinc-oxide";
    for (const std::string_view line : {"Magnesium 200 mg as magnesium oxide Zinc 15 mg as zinc oxide",
             "Magnesium 200 mg as Magnesium Oxide Zinc 15 mg as Zinc Oxide",
             "Magnesium 200 mg (as magnesium oxide) Zinc 15 mg (as zinc oxide)",
             "Magnesium (as magnesium oxide) 200 mg 48% Zinc (as zinc oxide) 15 mg 136%"}) {
        CAPTURE(line);
        CHECK(contents(line) == both);
    }
    CHECK(contents("Zinc 15 mg as zinc gluconate 107 mg") == "zinc=15 mg:zinc-gluconate");
    CHECK(contents("Vitamin D 25 mcg 1000 IU Vitamin K2 (as MK-7) 100 mcg") ==
          "vitamin-d=25 mcg; vitamin-k=100 mcg:menaquinone-7");
    CHECK(contents("Potassium 99 mg as potassium chloride 189 mg") == "potassium=99 mg:potassium-chloride");
    CHECK(contents("Calcium Carbonate 1250 mg Elemental Calcium 500 mg") == "calcium=500 mg:calcium-carbonate");
}

TEST_CASE("amounts of several servings in one line are one row") {
    for (const std::string_view line : {"Zinc 5 mg 45% 10 mg 91%", "Zinc 5 mg per capsule 10 mg per day",
             "Zinc 5 mg adults 2 mg children", "Zinc\t5 mg\t45%\t10 mg\t91%"}) {
        CAPTURE(line);
        CHECK(contents(line) == "zinc=5 mg");
    }
}

TEST_CASE("line ends, blanks and leading marks do not matter") {
    for (const auto& [printed, expected] : lines) {
        const auto& text = printed;  // clang 14 captures no structured binding
        CAPTURE(text);
        std::string other;
        for (const char c : text)
            other += c == '\n' ? std::string{"\r\n"}
                     : c == ' ' && other.size() > 1 && other.back() != '\n' && other.back() != ' '
                         ? std::string{"\u00A0"}
                         : std::string{c};
        CHECK(contents(other + "\r\n") == expected);
    }
}

TEST_CASE("pasted panels are read line by line") {
    std::map<std::string, std::vector<ReadLine>> readings;
    std::map<std::string, std::size_t> next;
    const auto records = read_tsv(source_path("tests/samples/labels/PASTED.tsv"));
    CHECK(records.size() == 162);
    for (const Record& record : records) {
        const std::string& name = record.at("file");
        if (!readings.contains(name)) readings[name] = read_contents(read_label(file(name)), names).lines;
        const auto& read = readings.at(name);
        const std::size_t place = next[name]++;
        CAPTURE(name);
        CAPTURE(record.at("name"));
        REQUIRE(place < read.size());
        const ReadLine& line = read[place];
        CHECK(std::to_string(line.line) == record.at("line"));
        CHECK(line.name == record.at("name"));
        CHECK(line.key == record.at("key"));
        CHECK(spell(line.kind) == record.at("kind"));
        CHECK((line.nutrient ? shown(*line.nutrient, line.amount) : "") == record.at("amount"));
        CHECK(line.form == record.at("form"));
        CHECK((line.counted ? "yes" : "no") == record.at("counted"));
    }
    for (const auto& reading : readings) CHECK_MESSAGE(reading.second.size() == next[reading.first], reading.first);
}

TEST_CASE("every line of a pasted panel is read or kept as a remark") {
    // Those without lines that go on below.
    for (const std::string name : {"amounts_first.txt", "electrolytes_two_servings.txt", "enzymes_units.txt",
             "fish_oil_nested.txt", "french_herbal.txt", "german_multi.txt", "magnesium_salt_beside_element.txt",
             "multi_old_iu_2013.txt", "preworkout_partial_blend.txt", "sentence_list.txt", "two_columns_eu.txt"}) {
        const Label label = read_label(file(name));
        std::size_t number = 0;
        for (const auto& line : split(file(name), '\n')) {
            ++number;
            if (trim(line).empty()) continue;
            const auto here = [number](const auto& each) { return each.line == number; };
            const bool kept = std::ranges::any_of(label.lines, here) || std::ranges::any_of(label.remarks, here);
            CHECK_MESSAGE(kept, name << ":" << number);
        }
    }
}

TEST_CASE("what cannot be read is kept as a remark with its line") {
    const Label label = read_label("Magnesium 100 mg\nsome words of no use\nZinc 5 mg");
    REQUIRE(label.remarks.size() == 1);
    CHECK(label.remarks[0] == LabelRemark{LabelRemark::Kind::unread, 2, "some words of no use"});
    CHECK(label.lines.size() == 2);
}

TEST_CASE("other ingredients are no contents, and go on below") {
    const Label label = read_label("Zinc 5 mg\nOther ingredients: rice flour,\nmagnesium stearate\nCalcium 100 mg");
    CHECK(label.lines.size() == 2);
    REQUIRE(label.remarks.size() == 2);
    CHECK(label.remarks[1] == LabelRemark{LabelRemark::Kind::other_ingredients, 3, "magnesium stearate"});
}

TEST_CASE("the serving is read as people write it") {
    CHECK(serving("Serving Size 2 Capsules") == "2 capsules");
    CHECK(serving("Serving size: 1 tablet (1.2 g)") == "1 tablet");
    CHECK(serving("Serving Size: Two (2) Softgels") == "2 softgels");
    CHECK(serving("Serving Size\n3 Gummies") == "3 gummies");
    CHECK(serving("Supplement Facts - Serving Size: 1/2 tsp (2 g)") == "0.5 teaspoons");
    CHECK(serving("N\u00E4hrwerte pro Tagesdosis (2 Kapseln)\nZink 10 mg") == "2 kapsel");
    CHECK(serving("Each tablet contains: Zinc 10 mg") == "1 tablet");
    CHECK(serving("Zinc 10 mg") == "");
    CHECK(read_label("Servings Per Container: About 60").servings_per_container == 60);
    CHECK(read_label("Serving Size 1 Capsule Servings Per Container 90").servings_per_container == 90);
}

TEST_CASE("the unit of a serving is singular") {
    CHECK(serving_unit("Capsule(s)") == "capsule");
    CHECK(serving_unit("Gummy(ies)") == "gummy");
    CHECK(serving_unit("Vegetable Capsules") == "vegetable capsule");
    CHECK(serving_unit("Soft Gel(s)") == "soft gel");
    CHECK(serving_unit("Gram(s)") == "g");
    CHECK(serving_unit("Lozenges") == "lozenge");
}

TEST_CASE("brackets on a line of their own belong to the line above") {
    CHECK(contents("Serving size 3 capsules\nMagnesium (elemental) 144 mg\n"
                   "(from 2,000 mg Magtein magnesium L-threonate)") == "magnesium=144 mg:l-threonate");
    CHECK(contents("Magnesium 144 mg\nfrom 2,000 mg magnesium citrate\nZinc 15 mg") ==
          "magnesium=144 mg:citrate; zinc=15 mg");
    for (const std::string_view line :
        {"Zinc 15 mg 136%\n(as zinc gluconate)", "Zinc 15 mg\n(zinc gluconate)", "Zinc 15 mg\n  [as zinc gluconate]",
            "Zinc\t15 mg\t136%\n(as zinc gluconate)", "Zinc 15 mg\nas zinc gluconate",
            "Zink 15 mg 150 %\n(als Zinkgluconat)", "Zink 15 mg 150 %\n(aus Zinkgluconat)"}) {
        CAPTURE(line);
        CHECK(contents(line) == "zinc=15 mg:zinc-gluconate");
    }
    CHECK(contents("Magnesium 100 mg Zinc 15 mg\n(as zinc oxide)") == "magnesium=100 mg; zinc=15 mg:zinc-oxide");
    CHECK(contents("Vitamin D3 25 mcg\n(1,000 IU)\n(as cholecalciferol)") == "vitamin-d=25 mcg:cholecalciferol");
    // Directions and remarks are no ingredients.
    for (const std::string_view line : {"Zinc 15 mg\n(Take with food)", "Zinc 15 mg\n(not a source of calories)",
             "Zinc 15 mg\nMinerals\n(see the other side)"}) {
        CAPTURE(line);
        CHECK(contents(line) == "zinc=15 mg");
    }
}

TEST_CASE("of two columns the one of the serving counts") {
    const std::string rows = "Zinc\t5 mg\t45%\t10 mg\t91%\nIron\t9 mg\t50%\t18 mg\t100%";
    const std::string heading = "Per 1 Capsule\t%DV\tPer 2 Capsules\t%DV\n";
    CHECK(contents("Serving Size 2 Capsules\n" + heading + rows) == "iron=18 mg; zinc=10 mg");
    CHECK(contents("Serving Size 1 Capsule\n" + heading + rows) == "iron=9 mg; zinc=5 mg");
    CHECK(contents(rows) == "iron=9 mg; zinc=5 mg");
    CHECK(read_label("Serving Size 2 Capsules\n" + heading + rows).notes ==
          std::vector<std::string>{"amounts are listed for 2 servings; using those per 2 capsules"});
}

TEST_CASE("of two blocks that list the same the one of the serving counts") {
    const auto note = [](std::string_view text) { return joined(read_label(text).notes, "; "); };
    const std::string_view per_serving =
        "Serving Size 2 capsules\nAmount Per Serving\nMagnesium 100 mg\nAmount Per 1 Capsule\nMagnesium 50 mg\n";
    CHECK(contents(per_serving) == "magnesium=100 mg");
    CHECK(serving(per_serving) == "2 capsules");
    CHECK(note(per_serving) == "amounts are listed for 2 servings; using those per serving");
    const std::string blocks =
        "Amount per 1 capsule\nMagnesium 50 mg\nZinc 5 mg\nAmount per 2 capsules\n"
        "Magnesium 100 mg\nZinc 10 mg\n";
    CHECK(contents(blocks) == "magnesium=50 mg; zinc=5 mg");
    CHECK(serving(blocks) == "1 capsule");
    CHECK(contents("Serving Size 2 capsules\n" + blocks) == "magnesium=100 mg; zinc=10 mg");
    CHECK(serving("Serving Size 2 capsules\n" + blocks) == "2 capsules");
    CHECK(note("Serving Size 1 capsule\n" + blocks + "Copper 1 mg") ==
          "amounts are listed for 2 servings; using those per 1 capsule; "
          "'Copper' is listed per 2 capsules only; not added");
    CHECK(contents("Pro Kapsel\nMagnesium 50 mg\nPro Tagesdosis (2 Kapseln)\nMagnesium 100 mg") == "magnesium=50 mg");
    CHECK(contents("Par g\u00E9lule\nMagn\u00E9sium 50 mg\nPar 2 g\u00E9lules\nMagn\u00E9sium 100 mg") ==
          "magnesium=50 mg");
    CHECK(contents("Per 100 g\nMagnesium 1000 mg\nPer scoop (10 g)\nMagnesium 100 mg") == "magnesium=100 mg");
    CHECK(contents("Serving Size 2 capsules\nMagnesium 100 mg\nServing Size 1 capsule\nMagnesium 50 mg") ==
          "magnesium=100 mg");
    CHECK(
        serving("Serving Size 2 capsules\nMagnesium 100 mg\nServing Size 1 capsule\nMagnesium 50 mg") == "2 capsules");
    CHECK(contents("Each capsule contains: Magnesium 50 mg, Zinc 5 mg\n"
                   "Two capsules contain: Magnesium 100 mg, Zinc 10 mg") == "magnesium=50 mg; zinc=5 mg");
}

TEST_CASE("blocks that list different things are added") {
    CHECK(contents("Vitamins per tablet\nVitamin C 80 mg\nMinerals per tablet\nMagnesium 100 mg") ==
          "magnesium=100 mg; vitamin-c=80 mg");
    CHECK(contents("Amount per serving\nZinc 10 mg\nAmount per serving\nZinc 5 mg") == "zinc=15 mg");
    CHECK(contents("Amount per tablet\nZinc 10 mg\nAmount per softgel\nZinc 5 mg") == "zinc=15 mg");
    CHECK(contents("Serving Size 1 tablet\nAmount per serving\nZinc 10 mg\n"
                   "Serving Size 1 softgel\nAmount per serving\nZinc 5 mg") == "zinc=15 mg");
}

TEST_CASE("what is decided is told") {
    CHECK(notes("Magnesium Citrate 4 g\nMagnesium 480 mg") ==
          "'Magnesium Citrate 4 g' is the mass of the whole compound; counted by 'Magnesium 480 mg'");
    CHECK(notes("Vitamin E 30 IU") == "IU of Vitamin E depend on the form, which is not listed");
    CHECK(notes("Cocoa powder 1 g") == "kept as your own ingredient 'Cocoa powder'");
    CHECK(notes("Magnesium 100 mg") == "");
}

TEST_CASE("a line counts once") {
    CHECK(kinds("Zinc 5 mg\nZinc 5 mg") == "nutrient duplicate");
    CHECK(contents("Zinc 5 mg\nZinc 10 mg") == "zinc=15 mg");
    CHECK(contents("Mineral Blend 100 mg\n  Zinc 5 mg\nZinc 5 mg") == "zinc=10 mg");
    CHECK(contents("Vitamin A 900 mcg\n  as beta-carotene 300 mcg\n  as retinyl palmitate 600 mcg") ==
          "vitamin-a=900 mcg");
    CHECK(contents("Vitamin A\n  as beta-carotene 300 mcg RAE\n  as retinyl palmitate 600 mcg RAE") ==
          "vitamin-a=900 mcg");
    CHECK(kinds("EPA 600 mg\nDHA 400 mg\nTotal Omega-3 1,000 mg") == "ingredient ingredient sum");
    CHECK(contents("Omega-3 Fatty Acids 1,000 mg\n  EPA\n  DHA") == "dha=?; epa=?; omega-3=1000 mg");
    CHECK(contents("Zinc 5 mg\nZinc <1 mg") == "zinc=?");
}

TEST_CASE("an ingredient in two units is two ingredients") {
    CHECK(
        contents("Protease 45,000 HUT\nProtease (acid stable) 25 SAPU") == "protease-sapu=25 SAPU; protease=45000 HUT");
}

TEST_CASE("numbers follow the language of the label") {
    CHECK(contents("Serving Size 1 Capsule\nCalcium 1.000 mg") == "calcium=1 mg");
    CHECK(contents("je Kapsel\nCalcium 1.000 mg") == "calcium=1000 mg");
    CHECK(contents("je Kapsel\nRiboflavin 1,40 mg") == "riboflavin=1.4 mg");
    CHECK(contents("Calcium 1,000.5 mg") == "calcium=1000.5 mg");
    CHECK(contents("Calcium 1.000,5 mg") == "calcium=1000.5 mg");
    CHECK(contents("Calcium 1'000 mg") == "calcium=1000 mg");
}

TEST_CASE("hostile text is read without harm") {
    for (const std::string_view text :
        {"", "\n\n\n", "(((((((", "))))", "| | | |", "\xFF\xFE mg 5", "5 mg", "100%", "Zinc 99999999999999999999999 mg",
            "Zinc 5e99 mg", "Zinc (as (as (as zinc", "-5 mg Zinc", "Blend 5 mg:", "Blend: , , ,", "Total", "as",
            "davon 5 mg", "Serving Size", "Serving Size 0 capsules", "Servings Per Container"}) {
        CAPTURE(text);
        const LabelReading reading = read_contents(read_label(text), names);
        for (const Content& content : reading.contents) CHECK((!content.amount || *content.amount >= Mass{}));
    }
    std::string deep;
    for (int i = 0; i < 500; ++i)
        deep += std::string(static_cast<std::size_t>(i), ' ') + "Zinc " + std::to_string(i + 1) + " mg\n";
    CHECK(contents(deep) == "zinc=1 mg");
}
