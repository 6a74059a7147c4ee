#include <doctest/doctest.h>

#include "epsom/domain/amounts/amount.hpp"
#include "exchange/reading.hpp"

using namespace epsom;
using namespace epsom::exchange;
using namespace epsom::test;

namespace {

const std::string header = "Day,Time,Group,Food Name,Amount,Energy (kcal),Iron (mg),Magnesium (mg),Category\n";

Reading servings(const std::string& rows) { return read("cronometer", header + rows); }

}  // namespace

TEST_CASE("Cronometer's sample is read to the last microgram, supplements apart from food") {
    const auto reading = read("cronometer", sample("cronometer_servings.csv"));
    CHECK(reading.trouble() == "");
    REQUIRE(reading.entries.size() == 72);
    CHECK(std::ranges::count(
              reading.entries, Source::supplement, [](const auto& entry) { return entry.intake.source; }) == 21);
    // sums of a spreadsheet over the same file
    CHECK(reading.total(Nutrient::magnesium, Source::food).nanograms() == 2'768'300'000);
    CHECK(reading.total(Nutrient::magnesium, Source::supplement).nanograms() == 2'225'000'000);
    CHECK(reading.total(Nutrient::iron, Source::food).nanograms() == 84'890'000);
    CHECK(reading.total(Nutrient::iron, Source::supplement).nanograms() == 100'000'000);
    CHECK(reading.total(Nutrient::calcium).nanograms() == 2'286'030'000);
    CHECK(reading.total(Nutrient::vitamin_d, Source::food).nanograms() ==
          44'712);  // four times 447.10 IU, each 11,177.5 ng
    CHECK(reading.total(Nutrient::vitamin_d, Source::supplement).nanograms() == 50'000);
    CHECK(reading.total(Nutrient::vitamin_b12, Source::food).nanograms() == 9'680);
    CHECK(reading.total(Nutrient::vitamin_b12, Source::supplement).nanograms() == 100'000);
    CHECK(reading.total(Nutrient::folate, Source::food).nanograms() == 2'781'850);
    CHECK(reading.total(Nutrient::folate, Source::supplement).nanograms() == 400'000);
    CHECK(reading.notes() ==
          "11 rows have no time of day; using 12:00\n"
          "21 rows imported as supplements (group 'Supplements', or without category and energy),"
          " 51 as food\n"
          "not imported: 'Alcohol (g)', 'Caffeine (mg)', 'Starch (g)', 'Sugars (g)', 'Added Sugars (g)',"
          " 'Net Carbs (g)', 'Cholesterol (mg)', 'Monounsaturated (g)' and 16 more\n"
          "folate is imported as dietary folate equivalents (DFE)\n");
    CHECK(
        std::ranges::all_of(reading.entries, [](const ImportedEntry& entry) { return entry.origin == "Cronometer"; }));
}

TEST_CASE("a capsule, a slice and a food without value are what Cronometer says they are") {
    const auto reading = servings(
        "2026-10-05,9:07 PM,\"Supplements\",\"Magnesium Bisglycinate, 100 mg Capsule\",\"2.00 capsule\",,,200.00,\"\"\n"
        "2026-10-06,12:00 AM,\"Dinner\",\"Pizza, 12\"\" round\",\"2.00 x 1.00 slice\",210.00,1.90,31.00,\"Baked "
        "Products\"\n"
        "2026-10-06,08:15 ,\"Breakfast\",\"Bread\",\"2.00 x 32.00 g\",161.28,,48.00,\"Baked Products\"\n"
        "2026-10-06,,\"Breakfast\",\"Milk\",\"1500.00 mL\",161.28,,48.00,\"Dairy\"\n");
    CHECK(reading.trouble() == "");
    REQUIRE(reading.entries.size() == 4);

    const Intake& capsules = reading.entries[0].intake;
    CHECK(spell_moment(capsules.moment) == "2026-10-05T21:07:00+02:00");
    CHECK(capsules.what == "Magnesium Bisglycinate, 100 mg Capsule");
    CHECK(capsules.kind == Taken::dose);
    CHECK(capsules.servings == Count{2});
    CHECK(capsules.unit == "capsule");
    CHECK(capsules.contents == std::vector<Content>{{Nutrient::magnesium, 200_mg, "glycinate", Basis::label}});

    const Intake& pizza = reading.entries[1].intake;
    CHECK(pizza.what == "Pizza, 12\" round");
    CHECK(spell_moment(pizza.moment) == "2026-10-06T00:00:00+02:00");
    CHECK(pizza.kind == Taken::food);
    CHECK(pizza.note == "2.00 x 1.00 slice");
    CHECK(pizza.contents.size() == 2);
    CHECK(amount(reading.entries[1], Nutrient::magnesium) == 31_mg);
    CHECK_FALSE(amount(reading.entries[1], Nutrient::calcium));

    CHECK(reading.entries[2].intake.quantity == 64_g);
    CHECK_FALSE(amount(reading.entries[2], Nutrient::iron));
    CHECK(reading.entries[3].intake.note == "1500.00 mL");
}

TEST_CASE("a supplement is recognised by its group, or by having no category and nothing that every food has") {
    const auto reading = servings(
        "2026-10-05,,\"supplements\",\"Anything\",\"1.00 scoop\",10.00,,5.00,\"Beverages\"\n"
        "2026-10-05,,\"Breakfast\",\"Magnesium\",\"1.00 tablet\",,,200.00,\"\"\n"
        "2026-10-05,,\"Breakfast\",\"My soup\",\"1.00 bowl\",80.00,,20.00,\"\"\n"
        "2026-10-05,,\"Breakfast\",\"Water\",\"1.00 cup\",,,2.00,\"Beverages\"\n"
        "2026-10-05,,\"Supplements\",\"Zinc\",\"1.00 tablet\",,,,\"\"\n"
        "2026-10-05,,\"Supplements\",\"Focus\",\"1.00 tablet\",,,,\"\"\n"
        "2026-10-05,,\"Supplements\",\"Calcium with Zinc\",\"1.00 tablet\",,,,\"\"\n");
    std::string sources;
    for (const auto& entry : reading.entries) sources += std::string{spell(entry.intake.source)} + " ";
    CHECK(sources == "supplement supplement food food supplement supplement ");
    CHECK(reading.entries[4].intake.contents ==
          std::vector<Content>{{*find_nutrient("zinc"), std::nullopt, "", Basis::label}});
    CHECK(reading.entries[5].intake.contents.empty());
    CHECK(reading.summary.left_out == 1);
    CHECK(reading.notes().find(
              "imported without amounts, as no tracked nutrient has a value: 'Zinc', 'Focus'\n"
              "left out, as no nutrient of several has a value: 'Calcium with Zinc'\n") != std::string::npos);
}

TEST_CASE("rows of which nothing was eaten are left out, cut-off and strange ones refused") {
    const auto reading = servings(
        "2026-10-05,,\"Lunch\",\"Kale\",\"0.00 g\",0.00,0.00,0.00,\"Vegetables\"\n"
        "2026-10-05,,\"Lunch\",\"Kale\",\"10.00 g\",0.00,0.00,\"1,24,1.2\",\"Vegetables\"\n"
        "10/5/2026,,\"Lunch\",\"Kale\",\"10.00 g\",0.00,0.00,1.00,\"Vegetables\"\n"
        "2026-03-29,2:30 AM,\"Lunch\",\"Kale\",\"10.00 g\",0.00,0.00,1.00,\"Vegetables\"\n"
        "2026-10-05,,\"Lunch\",\"\",\"10.00 g\",0.00,0.00,1.00,\"Vegetables\"\n"
        "2026-10-05,,\"Lunch\",\"Kale\",\"some\",0.00,0.00,1.00,\"Vegetables\"\n"
        "2026-10-05,,\"Lunch\",\"Ka");
    CHECK(reading.entries.empty());
    CHECK(reading.trouble() ==
          "3:8 '1,24,1.2' has a comma; use a decimal point, and no thousands separator\n"
          "stopped 8:4 unclosed quote; the file may be truncated");
    CHECK(reading.notes().starts_with("1 row left out: amount is zero\n"));
}

TEST_CASE("a later export with other columns, clock and line ends finds the same entries") {
    const auto first = read("cronometer",
        "Day,Time,Group,Food Name,Amount,Magnesium (mg),Category\n"
        "2026-10-05,9:07 PM,\"Lunch\",\"Kale\",\"10.00 g\",5.00,\"V\"\n");
    const auto second = read("cronometer",
        "\xEF\xBB\xBF"
        "Day,Time,Group,Food Name,Amount,Iron (mg),Magnesium (mg),Category\r\n"
        "2026-10-04,,Snacks,Nuts,1.00 oz,1.00,9.00,N\r\n"
        "2026-10-05,21:07,Dinner,Kale,10.00 g,1.00,5.00,V\r\n");
    REQUIRE(first.entries.size() == 1);
    REQUIRE(second.entries.size() == 2);
    CHECK(first.entries[0].intake.uuid == second.entries[1].intake.uuid);
}

TEST_CASE("equal rows are separate entries, and the same ones when the file is read again") {
    const std::string row = "2026-10-05,9:00 PM,\"Supplements\",\"Capsule\",\"1.00 capsule\",,,100.00,\"\"\n";
    const auto once = servings(row + row);
    REQUIRE(once.entries.size() == 2);
    CHECK(once.entries[0].intake.uuid != once.entries[1].intake.uuid);
    CHECK(once == servings(row + row));
    CHECK(once.notes().find("1 row repeats an earlier row; all are imported, since equal doses can be"
                            " real") != std::string::npos);
}

TEST_CASE("the units are those of the headings") {
    const auto rows = [](const std::string& heading) {
        return read(
            "cronometer", "Day,Food Name,Amount," + heading + ",Category\n2026-10-05,Egg,1.00 large,25.00,Eggs\n");
    };
    for (const std::string unit : {"\xC2\xB5g", "\xCE\xBCg", "mcg"})
        CHECK(rows("Vitamin D (" + unit + ")").total(Nutrient::vitamin_d) == 25_ug);
    CHECK(rows("Vitamin D (IU)").total(Nutrient::vitamin_d).nanograms() == 625);
    CHECK(rows("Vitamin D (cups)").trouble() == "stopped 1:4 unknown unit in column 'Vitamin D (cups)'");
    CHECK(rows("Caffeine (mg)").trouble() ==
          "stopped 1:0 no column of a tracked nutrient, such as 'Magnesium (mg)'; show one in Cronometer and export"
          " again");
    CHECK(read("cronometer", "Day,Time,Group,Metric,Unit,Amount\n").trouble() ==
          "stopped 1:0 not a Cronometer food export; export 'Servings' and import servings.csv");
    CHECK(read("cronometer", "").trouble() == "stopped 1:0 the file is empty");
}

TEST_CASE("Cronometer's daily summary gives one entry a day, known as a total") {
    const auto reading = read("cronometer", sample("cronometer_dailysummary.csv"));
    CHECK(reading.trouble() == "");
    REQUIRE(reading.entries.size() == 13);
    CHECK(reading.total(Nutrient::magnesium).nanograms() == 4'993'300'000);
    CHECK(reading.total(Nutrient::iron).nanograms() == 184'890'000);
    CHECK(reading.total(Nutrient::calcium).nanograms() == 2'286'030'000);
    CHECK(reading.total(Nutrient::vitamin_d).nanograms() == 94'712);
    CHECK(reading.total(Nutrient::vitamin_b12).nanograms() == 109'680);
    CHECK(reading.total(Nutrient::folate).nanograms() == 3'181'850);
    CHECK(reading.entries[0].day_total);
    CHECK(reading.entries[0].intake.uuid == day_total_uuid(day("2026-10-05")));
    CHECK(reading.notes() ==
          "13 rows have no time of day; using 12:00\n"
          "5 days are not marked complete in Cronometer\n"
          "daily totals are imported as food and may include supplements; servings.csv separates"
          " them\n"
          "not imported: 'Alcohol (g)', 'Caffeine (mg)', 'Starch (g)', 'Sugars (g)', 'Added Sugars (g)',"
          " 'Net Carbs (g)', 'Cholesterol (mg)', 'Monounsaturated (g)' and 16 more\n"
          "folate is imported as dietary folate equivalents (DFE)\n");
}

TEST_CASE("every tracked nutrient that Cronometer has is read, under Cronometer's own names") {
    const auto reading = read("cronometer", sample("cronometer_servings.csv"));
    std::string keys;
    for (const NutrientInfo& nutrient : known_nutrients()) {
        if (reading.total(nutrient.id) > Mass{}) keys += std::string{nutrient.key} + " ";
    }
    CHECK(keys ==
          "magnesium iron calcium vitamin-d vitamin-b12 folate vitamin-a vitamin-c vitamin-e vitamin-k thiamin"
          " riboflavin niacin vitamin-b6 pantothenic-acid copper manganese phosphorus potassium selenium sodium zinc"
          " fiber protein water ");
    const auto more = read("cronometer",
        "Day,Food Name,Amount,Choline (mg),Chromium (\xC2\xB5g),Iodine (\xC2\xB5g),Molybdenum (\xC2\xB5g),"
        "Biotin (\xC2\xB5g),Fluoride (\xC2\xB5g),ALA (g),LA (g),Category\n"
        "2026-10-05,Egg,50.00 g,1.00,2.00,3.00,4.00,5.00,6.00,0.25,0.50,Eggs\n");
    CHECK(more.trouble() == "");
    CHECK(more.notes() ==
          "1 row has no time of day; using 12:00\n0 rows imported as supplements (group 'Supplements',"
          " or without category and energy), 1 as food\n");
    REQUIRE(more.entries.size() == 1);
    CHECK(more.entries[0].intake.contents.size() == 8);
    CHECK(amount(more.entries[0], *find_nutrient("alpha-linolenic-acid")) == 250_mg);
}

TEST_CASE("what cannot be converted is named and not read") {
    const auto reading = read("cronometer",
        "Day,Food Name,Amount,Vitamin A (IU),Retinol (\xC2\xB5g),Water (mL),Vitamin E (IU),Iron (mg),Category\n"
        "2026-10-05,Egg,50.00 g,100.00,30.00,38.00,1.00,0.90,Eggs\n");
    CHECK(reading.trouble() == "");
    CHECK(reading.notes().find("not imported, as epsom cannot convert them: 'Vitamin A (IU)', 'Retinol (\xC2\xB5g)',"
                               " 'Water (mL)', 'Vitamin E (IU)'\n") != std::string::npos);
    CHECK(reading.entries.at(0).intake.contents ==
          std::vector<Content>{{Nutrient::iron, Mass::from_nanograms(900'000), "", Basis::table}});
}

TEST_CASE("a day with more water than an entry holds is read without its water") {
    const auto reading = read("cronometer",
        "Date,Water (g),Magnesium (mg),Completed\n2026-10-05,2450.00,300.00,true\n2026-10-06,900.00,,true\n");
    CHECK(reading.trouble() == "");
    REQUIRE(reading.entries.size() == 2);
    CHECK(reading.total(*find_nutrient("water")) == 900_g);
    CHECK(reading.notes().find("water of 1 row left out: epsom keeps at most 1 kg in an entry\n") != std::string::npos);
}

TEST_CASE("of a daily summary by groups only the totals are read") {
    const std::string header_line = "Date,Group,Magnesium (mg),Completed\n";
    const auto reading = read("cronometer", header_line +
                                                "2026-10-05,Breakfast,100.00,\n2026-10-05,Lunch,200.00,\n"
                                                "2026-10-05,Total,300.00,true\n2026-10-06,Lunch,50.00,\n");
    CHECK(reading.total(Nutrient::magnesium) == 300_mg);
    CHECK(reading.trouble() == "5:0 2026-10-06 has rows of groups and no row 'Total'");
    CHECK(reading.summary.left_out == 2);
    CHECK(reading.notes().find("2 rows of groups left out: the rows 'Total' contain them\n") != std::string::npos);
}

TEST_CASE("a food of which no value is known says so, and a supplement lists no zeros") {
    const auto reading = servings(
        "2026-10-05,,\"Lunch\",\"Kale\",\"10.00 g\",3.00,,,\"Vegetables\"\n"
        "2026-10-05,,\"Supplements\",\"Calm\",\"1.00 scoop\",0.00,0.00,5.00,\"\"\n");
    REQUIRE(reading.entries.size() == 2);
    CHECK(reading.entries[0].intake.contents == std::vector<Content>{{Nutrient::magnesium, {}, "", Basis::table}});
    CHECK(reading.entries[1].intake.contents == std::vector<Content>{{Nutrient::magnesium, 5_mg, "", Basis::label}});
}

TEST_CASE("a daily summary that a spreadsheet changed, or that is cut off, is refused") {
    const auto reading = read("cronometer",
        "Date,Magnesium (mg),Completed\n2026-10-05,402.31,true\n10/6/2026,300.00,TRUE\n2026-10-07,\"1,300.00\",TRUE\n"
        "2026-10-05,1.00,false\n2026-10-08,300.00,tr");
    CHECK(reading.entries.size() == 2);
    REQUIRE(reading.refusals.size() == 3);
    CHECK(reading.refusals[0].reason.starts_with("ambiguous date '10/6/2026'"));
    CHECK(reading.refusals[1].reason == "2026-10-05 appears twice; keep one line for each day");
    CHECK(reading.refusals[2].reason == "'tr' is neither true nor false; the line may be truncated");
}

TEST_CASE("what a spreadsheet made of the numbers, dates and separators is read") {
    const auto reading = read("cronometer",
        "Day;Time;Group;Food Name;Amount;Energy (kcal);Iron (mg);Magnesium (mg);Category\r\n"
        "18.11.2026;21:07;Supplements;Magnesium Citrate;2,00 capsule;0,00;;1.200,00;\r\n"
        "19.11.2026;08:00;Breakfast;Kale;250,00 g;1.210,5;2,5;1.200;Vegetables\r\n");
    CHECK(reading.trouble() == "");
    REQUIRE(reading.entries.size() == 2);
    CHECK(reading.entries[0].intake.servings == Count{2});
    CHECK(amount(reading.entries[0], Nutrient::magnesium) == 1200_mg);
    CHECK(amount(reading.entries[1], Nutrient::magnesium) == 1200_mg);
    CHECK(amount(reading.entries[1], Nutrient::iron) == Mass::from_nanograms(2'500'000));
    CHECK(reading.entries[1].intake.quantity == Mass::from_nanograms(250 * ng_per_g));
}
