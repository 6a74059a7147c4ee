#include <chrono>

#include <doctest/doctest.h>

#include "epsom/domain/amounts/amount.hpp"
#include "exchange/reading.hpp"

using namespace epsom;
using namespace epsom::exchange;
using namespace epsom::test;

namespace {

Reading csv(const std::string& text) { return read("csv", text); }

/// An entry in one line.
std::string line(const ImportedEntry& entry) {
    const Intake& intake = entry.intake;
    std::string text = spell_moment(intake.moment) + " " + intake.what + " " + std::string{spell(intake.kind)} + " " +
                       std::string{spell(intake.source)};
    if (intake.route == Route::topical) text += " topical";
    if (intake.quantity) text += " of " + spell(*intake.quantity);
    for (const Content& content : intake.contents) {
        if (intake.source == Source::food && !content.amount) continue;
        text += " " + std::string{info(content.nutrient).key} +
                (content.compound.empty() ? "" : ":" + content.compound) + "=" +
                (content.amount ? spell_decimal(content.amount->nanograms(), ng_per_mg, 6) : "?");
        if (content.basis != Basis::label) text += " " + std::string{spell(content.basis)};
    }
    return text + (intake.note.empty() ? "" : " (" + intake.note + ")");
}

std::string lines(const Reading& reading) {
    std::string text;
    for (const auto& entry : reading.entries) text += line(entry) + "\n";
    return text + reading.trouble();
}

}  // namespace

TEST_CASE("a table says when, what and how much in columns of many names") {
    CHECK(lines(csv("date,time,what,amount,unit\n2026-10-05,21:30,glycinate,200,mg\n")) ==
          "2026-10-05T21:30:00+02:00 glycinate compound supplement magnesium:glycinate=200\n");
    CHECK(lines(csv("When,Supplement,Dose\n2026-10-05 9:30 PM,Magnesium citrate,0.2 g\n")) ==
          "2026-10-05T21:30:00+02:00 citrate compound supplement magnesium:citrate=200\n");
    CHECK(lines(csv("DATE/TIME;Name;Amount (mcg);Notes\n2026-10-05T21:30:00-04:00;vitamin D;25;after dinner\n")) ==
          "2026-10-05T21:30:00-04:00 vitamin-d nutrient supplement vitamin-d=0.025 (after dinner)\n");
    CHECK(lines(csv("taken at\tproduct\tnutrient\tamount\tunit\n2026-10-05 21:30\tSlow Brand\tmagnesium\t100\tmg\n")) ==
          "2026-10-05T21:30:00+02:00 Slow Brand dose supplement magnesium=100\n");
    CHECK(lines(csv("day,what,amount\n2026-10-05,iron,18mg\n")) ==
          "2026-10-05T12:00:00+02:00 iron nutrient supplement iron=18\n");
}

TEST_CASE("an amount is elemental unless the row says that it is the compound's") {
    const std::string head = "at,what,amount,unit,basis,compound\n";
    CHECK(lines(csv(head + "2026-10-05 08:00,oxide,500,mg,,\n")) ==
          "2026-10-05T08:00:00+02:00 oxide compound supplement magnesium:oxide=500\n");
    CHECK(lines(csv(head + "2026-10-05 08:00,oxide,500,mg,compound,\n")) ==
          "2026-10-05T08:00:00+02:00 oxide compound supplement of 500 mg magnesium:oxide=301.520941 formula\n");
    CHECK(lines(csv(head + "2026-10-05 08:00,my powder,500,mg,compound,oxide\n")) ==
          "2026-10-05T08:00:00+02:00 my powder dose supplement of 500 mg magnesium:oxide=301.520941 formula\n");
    CHECK(lines(csv(head + "2026-10-05 08:00,magnesium,500,mg,compound,\n")).find("compound") != std::string::npos);
    CHECK(csv(head + "2026-10-05 08:00,my powder,500,mg,compound,dimagnesium-malate\n").trouble() ==
          "2:5 no formula known for dimagnesium-malate; use the elemental amount on the label");
    CHECK(lines(csv(head + "2026-10-05 08:00,folic acid,400,mcg,,\n")) ==
          "2026-10-05T08:00:00+02:00 folate nutrient supplement of 400 mcg folate:folic-acid=0.68\n");
}

TEST_CASE("an empty amount is unknown, a zero is nothing taken") {
    const auto reading =
        csv("date,what,amount,unit\n2026-10-05,glycinate,,mg\n2026-10-05,glycinate,0,mg\n2026-10-05,almonds,,\n"
            "2026-10-05,iron,0.00 mg,\n");
    CHECK(lines(reading) ==
          "2026-10-05T12:00:00+02:00 glycinate compound supplement magnesium:glycinate=?\n"
          "2026-10-05T12:00:00+02:00 almonds food food\n");
    CHECK(reading.entries[1].intake.contents.size() == 33);
    CHECK(reading.notes() == "2 rows have no time of day; using 12:00\n2 rows left out: amount is zero\n");
}

TEST_CASE("foods are looked up, and a food's other nutrients are unknown") {
    const auto reading =
        csv("date,what,amount,source,nutrient\n2026-10-05,almonds,30 g,,\n2026-10-05,My soup,80 mg,food,magnesium\n");
    REQUIRE(reading.entries.size() == 2);
    CHECK(reading.entries[0].intake.quantity == 30_g);
    CHECK(amount(reading.entries[0], Nutrient::magnesium) == 81_mg);
    CHECK(reading.entries[1].intake.contents.size() == 1);
    CHECK(amount(reading.entries[1], Nutrient::magnesium) == 80_mg);
    CHECK_FALSE(amount(reading.entries[1], Nutrient::iron));
    CHECK(reading.entries[1].intake.kind == Taken::food);
}

TEST_CASE("rows that name different nutrients of the same thing at the same time are one entry") {
    const auto reading =
        csv("date,time,what,nutrient,amount,unit\n2026-10-05,08:00,Multi,vitamin D,1000,IU\n"
            "2026-10-05,08:00,Multi,magnesium,100,mg\n"
            "2026-10-05,08:00,Multi,magnesium,100,mg\n2026-10-05,09:00,Multi,iron,18,mg\n");
    CHECK(lines(reading) ==
          "2026-10-05T08:00:00+02:00 Multi dose supplement magnesium=100 vitamin-d=0.025\n"
          "2026-10-05T08:00:00+02:00 Multi dose supplement magnesium=100\n"
          "2026-10-05T09:00:00+02:00 Multi dose supplement iron=18\n");
}

TEST_CASE("the user's doses are known by name") {
    Dose calm;
    calm.name = "calm";
    calm.uuid = "11111111-1111-4111-8111-111111111111";
    calm.contents = {{Nutrient::magnesium, 400_mg, "glycinate", Basis::label}};
    calm.serving = {Count{2}, "capsules"};
    Settings settings = settings_in(berlin());
    settings.dose = [&calm](std::string_view name) { return name == "calm" ? &calm : nullptr; };
    const auto reading = read(
        "csv", "date,what,amount\n2026-10-05,Calm,1 capsule\n2026-10-05,calm,200 mg\n2026-10-05,calm,3\n", settings);
    CHECK(lines(reading) ==
          "2026-10-05T12:00:00+02:00 calm dose supplement magnesium:glycinate=200\n"
          "2026-10-05T12:00:00+02:00 calm dose supplement magnesium:glycinate=200\n"
          "4:3 '3' has no unit; add a unit: g, mg, mcg or IU, such as 200mg");
    CHECK(reading.entries[0].intake.dose == calm.uuid);
    CHECK(reading.entries[0].intake.servings == Count::from_thousandths(500));
}

TEST_CASE("epsom's own csv comes back as it was") {
    const auto reading = csv(
        "id,at,day,what,kind,servings,amount,unit,nutrient,compound,basis,source,route,note,quantity,quantity_unit\n"
        "1,2026-10-19T07:40:00+02:00,2026-10-19,almonds,food,1,81,mg,magnesium,,table,food,oral,,30,g\n"
        "1,2026-10-19T07:40:00+02:00,2026-10-19,almonds,food,1,1.113,mg,iron,,table,food,oral,,30,g\n"
        "1,2026-10-19T07:40:00+02:00,2026-10-19,almonds,food,1,,mcg,vitamin-d,,table,food,oral,,30,g\n"
        "1,2026-10-19T07:40:00+02:00,2026-10-19,almonds,food,1,0,mcg,vitamin-b12,,table,food,oral,,30,g\n"
        "2,2026-10-20T01:30:00+02:00,2026-10-19,oxide,compound,1,301.526,mg,magnesium,oxide,formula,supplement,oral,"
        "'=1+1,500,mg\n"
        "3,2026-10-20T22:00:00+02:00,2026-10-20,'-spray,dose,2,150,mg,magnesium,chloride-topical,label,supplement,"
        "topical,\"two\nlines\",,\n"
        "4,2026-10-20T22:00:00+02:00,2026-10-20,levothyroxine,substance,1,,,,,,supplement,oral,,,\n"
        "5,2026-10-20T22:00:00+02:00,2026-10-20,folate,nutrient,1,680,mcg,folate,folic-acid,label,supplement,"
        "oral,,0.4,mg\n");
    CHECK(
        lines(reading) ==
        "2026-10-19T07:40:00+02:00 almonds food food of 30 g magnesium=81 table iron=1.113 table vitamin-b12=0 table\n"
        "2026-10-20T01:30:00+02:00 oxide compound supplement of 500 mg magnesium:oxide=301.526 formula (=1+1)\n"
        "2026-10-20T22:00:00+02:00 -spray dose supplement topical magnesium:chloride-topical=150 (two\nlines)\n"
        "2026-10-20T22:00:00+02:00 levothyroxine substance supplement\n"
        "2026-10-20T22:00:00+02:00 folate nutrient supplement of 400 mcg folate:folic-acid=0.68\n");
    CHECK(reading.entries[0].intake.contents.size() == 4);
    CHECK(reading.entries[1].intake.day == day("2026-10-19"));
    CHECK(reading.entries[2].intake.servings == Count{2});
    CHECK(reading.notes() == "");
}

TEST_CASE("a file's own uuids are kept") {
    const auto reading =
        csv("uuid,at,what,amount\n6fa459ea-ee8a-4ca4-894e-db77e160355e,2026-10-05 08:00,oxide,5mg\n"
            "nonsense,2026-10-05 08:00,oxide,5mg\n");
    CHECK(reading.entries.at(0).intake.uuid == "6fa459ea-ee8a-4ca4-894e-db77e160355e");
    CHECK(reading.trouble() == "3:1 'nonsense' is not a uuid; leave the column out");
}

TEST_CASE("every cell that cannot be meant is refused with its place, and the other rows are read") {
    const auto reading =
        csv("date,time,what,amount,unit,nutrient,compound,source,route,note\n"
            "2026-10-05,08:00,oxide,200,mg,,,,,fine\n"
            "2026-13-05,08:00,oxide,200,mg,,,,,\n"
            "2026-10-05,25:00,oxide,200,mg,,,,,\n"
            "2026-10-05,08:00,oxyde,200,mg,,,,,\n"
            "2026-10-05,08:00,oxide,\"1,200\",mg,,,,,\n"
            "2026-10-05,08:00,oxide,200,mgs,,,,,\n"
            "2026-10-05,08:00,oxide,-200,mg,,,,,\n"
            "2026-10-05,08:00,oxide,200,,,,,,\n"
            "2026-10-05,08:00,x,200,mg,magnesum,,,,\n"
            "2026-10-05,08:00,x,200,mg,iron,oxide,,,\n"
            "2026-10-05,08:00,x,200,mg,magnesium,unobtainium,,,\n"
            "2026-10-05,08:00,x,200,mg,magnesium,,amazon,,\n"
            "2026-10-05,08:00,x,200,mg,magnesium,,,rectal,\n"
            "2026-10-05,08:00,x,200,IU,magnesium,,,,\n"
            "2026-10-05,08:00,x,200 mcg,mg,magnesium,,,,\n"
            ",08:00,x,200,mg,magnesium,,,,\n"
            "2026-10-05 07:00,08:00,x,200,mg,magnesium,,,,\n"
            "2026-10-05,08:00,,200,mg,,,,,\n"
            "2026-10-05,08:00,x,2000,g,magnesium,,,,\n"
            "2026-10-05,08:00\n"
            "2026-10-05,08:00,oxide,200,mg,,,,,,,,\n"
            "2026-10-05,08:00,oxide,200,mg,,,,,,x\n");
    CHECK(reading.entries.size() == 2);
    CHECK(reading.trouble() ==
          "3:1 '2026-13-05' is not a calendar date; check the date\n"
          "4:2 '25:00' is not a time of day; use 21:30 or 9:30 PM\n"
          "5:3 unknown name 'oxyde'; fill in 'nutrient' and 'compound'\n"
          "6:4 ambiguous separator in '1,200'; use 1200 or 1.2\n"
          "7:4 unknown unit 'mgs' in '200 mgs'; did you mean 'mg'?\n"
          "8:4 '-200' has a sign; leave out the sign\n"
          "9:4 '200' has no unit; add a unit: g, mg, mcg or IU, such as 200mg\n"
          "10:6 'magnesum' is not a tracked nutrient; did you mean 'magnesium'?\n"
          "11:7 'oxide' is not a compound of iron\n"
          "12:7 unknown compound 'unobtainium'; leave it empty\n"
          "13:8 'amazon' is neither 'supplement' nor 'food'\n"
          "14:9 'rectal' is neither 'oral' nor 'topical'\n"
          "15:5 IU has no fixed mass for magnesium; use mg, as on the label\n"
          "16:5 unit of '200 mcg' conflicts with 'mg'; leave one of them out\n"
          "17:1 missing date; fill in the date\n"
          "18:2 time given in two columns; leave one of them empty\n"
          "19:3 missing name; fill in 'what' or 'nutrient'\n"
          "20:4 '2000' is more than 1 kg; check the number and the unit\n"
          "21:2 2 fields for 10 columns; the line may be truncated\n"
          "23:11 11 fields for 10 columns; put quotes around a field that contains the separator");
}

TEST_CASE("an entry of several lines is refused whole") {
    const std::string head = "id,at,what,nutrient,amount,unit\n";
    const auto reading = csv(head +
                             "1,2026-10-05 08:00,Multi,iron,18,mg\n1,2026-10-05 08:00,Multi,calcium,much,mg\n"
                             "1,2026-10-05 08:00,Multi,magnesium,5,mg\n2,2026-10-05 08:00,Multi,iron,18,mg\n");
    CHECK(reading.entries.size() == 1);
    CHECK(reading.trouble() ==
          "3:5 'much' is not a number; use one number, or leave it empty if the amount is unknown\n"
          "2:0 another line of the same entry is invalid\n"
          "4:0 another line of the same entry is invalid");
    CHECK(csv(head + "1,2026-10-05 08:00,Multi,iron,18,mg\n1,2026-10-05 08:00,Multi,iron,18,mg\n").trouble() ==
          "3:4 the entry has iron twice; use a separate id for each entry\n2:0 another line of the same entry is"
          " invalid");
}

TEST_CASE("a table that lacks what it needs is refused before any row") {
    CHECK(csv("").trouble() == "stopped 1:0 the file is empty");
    CHECK(csv("colour,shape\nred,round\n").trouble() ==
          "stopped 1:0 missing columns: time ('at', or 'date' and 'time'); name ('what' or 'nutrient'); amount"
          " ('amount' and 'unit', or 'Magnesium (mg)'); line 1 must name the columns; found 'colour', 'shape'");
    CHECK(csv("date,what,amount,dose\n").trouble() ==
          "stopped 1:0 columns 'amount' and 'dose' have the same meaning; leave one of them out");
    CHECK(csv("date,what,amount,price,shop\n2026-10-05,oxide,5mg,3,here\n").notes() ==
          "1 row has no time of day; using 12:00\nignored columns: 'price', 'shop'\n");
    CHECK(csv("date,what,amount,count\n2026-10-05,oxide,5mg,2\n2026-10-05,oxide,5mg,1\n").trouble() ==
          "2:4 ambiguous amount: per serving or total for 2; use the total amount and leave the count empty");
}

TEST_CASE("a column that counts tablets is one of servings, in the languages of the columns") {
    for (const std::string count : {"Count", "Qty", "Tablets", "Pills", "Capsules", "Tabletten", "Anzahl", "Stück",
             "Comprimés", "cápsulas", "Compresse", "Aantal", "Number of tablets"}) {
        const std::string head = "Date,Supplement,Dosage,Unit," + count + "\n2026-10-05,Magnesium,200,mg,";
        CHECK(lines(csv(head + "2\n")) ==
              "2:5 ambiguous amount: per serving or total for 2; use the total amount and leave the count empty");
        const auto one = csv(head + "1\n");
        CHECK(one.trouble() == "");
        CHECK(one.total(Nutrient::magnesium) == 200_mg);
        CHECK(one.notes().find("ignored") == std::string::npos);
    }
    // Of two such columns one is read, and the other is named.
    CHECK(csv("Date,Supplement,Dosage,Unit,Count,Tablets\n2026-10-05,Magnesium,200,mg,1,2\n")
              .notes()
              .find("ignored column: 'Tablets'") != std::string::npos);
}

TEST_CASE("importing a file again gives the same uuids, whatever its line ends, marks and zone") {
    const std::string text =
        "date,time,what,amount\n2026-10-05,08:00,oxide,5mg\n2026-10-05,08:00,oxide,5mg\n"
        "2026-10-06,9:00 PM,glycinate,200 mg\n";
    std::string windows = "\xEF\xBB\xBF";
    for (const char c : text) windows += c == '\n' ? "\r\n" : std::string{c};
    const auto here = csv(text);
    const auto there = read("csv", windows, settings_in(Zone::fixed(-5h)));
    REQUIRE(here.entries.size() == 3);
    REQUIRE(there.entries.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) CHECK(here.entries[i].intake.uuid == there.entries[i].intake.uuid);
    CHECK(here.entries[0].intake.uuid != here.entries[1].intake.uuid);
    CHECK(here == csv(windows));
}

TEST_CASE("10,000 rows are all read") {
    std::string text = "date,time,what,amount,unit,note\n";
    for (int i = 0; i < 10'000; ++i) {
        const int day = i / 100 % 28 + 1;
        text += "20" + std::to_string(10 + i / 2800 % 16) + "-0" + std::to_string(i / 11 % 9 + 1) + "-" +
                (day < 10 ? "0" : "") + std::to_string(day) + ",08:" + std::to_string(10 + i % 50) +
                (i % 3 == 0      ? ",glycinate,"
                    : i % 3 == 1 ? ",Magnesium citrate,"
                                 : ",iron,") +
                std::to_string(i % 400 + 1) + ",mg,after breakfast\n";
    }
    std::size_t entries = 0;
    const auto reader = (*find_importer("csv"))->reader(settings_in(berlin()), {.entry = [&entries](ImportedEntry&&) {
        return ++entries > 0;
    }});
    reader->feed(text);
    const auto summary = reader->finish();
    CHECK(entries == 10'000);
    CHECK(summary.handed_over == 10'000);
}

TEST_CASE("an amount with a plain blank is refused, with one of thousands it is read") {
    const auto amounts = [](const std::string& name, const std::string& amount) {
        return lines(csv("date,what,amount,unit\n2026-10-05," + name + "," + amount + "\n"));
    };
    const std::string refused = "2:3 ambiguous blank in '2 500";
    for (const std::string name : {"magnesium", "Magnesium citrate 150 mg"}) {
        CHECK(amounts(name, "2 500 mg,").starts_with(refused));
        CHECK(amounts(name, "2 500,mg").starts_with(refused));
        CHECK(amounts(name, "2\u00A0500 mg,").find("=2500") != std::string::npos);
        CHECK(amounts(name, "2\u202F500,mg").find("=2500") != std::string::npos);
    }
    CHECK(lines(csv("date,name,Magnesium (mg)\n2026-10-05,Oats,2 500\n")) ==
          "2:3 ambiguous blank in '2 500' (magnesium); leave the blank out where it marks thousands");
}

TEST_CASE("a number that could be thousands waits for one that says how the table writes them") {
    const std::string head = "date,what,amount,unit\n";
    const auto amounts = [&](std::string_view rows) { return lines(csv(head + std::string{rows})); };
    const std::string day = "2026-10-05T12:00:00+02:00 glycinate compound supplement magnesium:glycinate=";
    CHECK(amounts("2026-10-05,glycinate,\"1,050\",mg\n2026-10-05,glycinate,12.5,mg\n") ==
          day + "1050\n" + day + "12.5\n");
    CHECK(amounts("2026-10-05,glycinate,\"1,050\",mg\n2026-10-05,glycinate,\"150,00\",mg\n") ==
          day + "1.05\n" + day + "150\n");
    CHECK(amounts("2026-10-05,glycinate,\"1,241.5 mg\",\n") == day + "1241.5\n");
    CHECK(amounts("2026-10-05,glycinate,\"1,050\",mg\n2026-10-05,glycinate,200,mg\n") ==
          day + "200\n2:3 ambiguous separator in '1,050'; use 1050 or 1.05");
    // Rows keep their order while one waits.
    CHECK(amounts("2026-10-05,glycinate,\"1,050\",mg\n2026-10-05,glycinate,200,mg\n2026-10-05,glycinate,12.5,mg\n") ==
          day + "1050\n" + day + "200\n" + day + "12.5\n");
    // What was read one way is undone when another row shows the other way.
    const auto reading = csv(head + "2026-10-05,glycinate,1.125,mg\n2026-10-05,glycinate,\"150,00\",mg\n");
    CHECK(reading.summary.unusable);
    CHECK(reading.trouble() ==
          "stopped 3:0 '1.125' could be thousands, as this row has a decimal comma; use points for decimals only");
    const std::string wide = "date;name;Magnesium (mg);Iron (mg);Energy (kcal)\n2026-10-05;Stew;";
    CHECK(lines(csv(wide + "1.125;0,5;1.200,5\n")) ==
          "2026-10-05T12:00:00+02:00 Stew food food magnesium=1125 table iron=0.5 table\n");
    CHECK(lines(csv(wide + "1.125;5;1200\n")) == "2:3 ambiguous separator in '1.125' (magnesium); use 1125 or 1.1250");
}

TEST_CASE("numbers that contradict each other refuse a table that depends on them, in any order of its rows") {
    const auto refused = [](const std::string& head, std::vector<std::string> rows, const std::string& why) {
        std::ranges::sort(rows);
        do {
            std::string text = head;
            for (const auto& row : rows) text += row;
            const auto reading = csv(text);
            CHECK(reading.summary.unusable);
            CHECK_MESSAGE(reading.trouble().find(why) != std::string::npos, reading.trouble());
        } while (std::ranges::next_permutation(rows).found);
    };
    const auto why = [](const std::string& number) {
        return " have different decimal marks, which leaves two readings of '" + number +
               "'; use points for decimals only";
    };
    refused("date;what;amount;unit\n",
        {"2026-10-05;magnesium;1.234;mg\n", "2026-10-05;zinc;1,5;mg\n", "2026-10-05;iron;12.5;mg\n"}, why("1.234"));
    refused("date,what,amount,unit\n",
        {"2026-10-05,magnesium,\"1,234\",mg\n", "2026-10-05,zinc,\"1,5\",mg\n", "2026-10-05,iron,\"12,345.6\",mg\n"},
        why("1,234"));
    refused("Date,Name,Magnesium (mg),Zinc (mg)\n",
        {"2026-10-05,Oats,\"1,234\",\"1,5\"\n", "2026-10-05,Beans,\"12,345.6\",2\n"}, why("1,234"));
    refused("Date,Name,Magnesium (mg),Zinc (mg)\n", {"2026-10-05,Oats,1.234,0.5\n", "2026-10-05,Beans,2,\"0,5\"\n"},
        why("1.234"));
    // Without a number that depends on them, each is read as it can be read.
    CHECK(csv("date;what;amount;unit\n2026-10-05;zinc;1,5;mg\n2026-10-05;iron;12.5;mg\n").entries.size() == 2);
    CHECK_FALSE(csv("date;what;amount;unit\n2026-10-05;zinc;1,5;mg\n2026-10-05;iron;12.5;mg\n").summary.unusable);
}

TEST_CASE("MyFitnessPal's meals are read as far as they have amounts, and what has none is named") {
    const auto reading = csv(
        "\xEF\xBB\xBF"
        "Date,Meal,Calories,Fat (g),Saturated Fat,Polyunsaturated Fat,Monounsaturated Fat,Trans Fat,"
        "Cholesterol,Sodium (mg),Potassium,Carbohydrates (g),Fiber,Sugar,Protein (g),Vitamin A,Vitamin C,Calcium,Iron,"
        "Note\r\n"
        "2026-10-05,Breakfast,\"1,050\",30.5,2,1,1,0,5,812.4,300,60,8,10,25.5,10,20,30,15,\r\n"
        "2026-10-05,Dinner,700,20,2,1,1,0,5,640,300,60,8,10,31,10,20,30,15,late\r\n"
        "Totals,,\"1,750\",50.5,4,2,2,0,10,\"1,452.4\",600,120,16,20,56.5,20,40,60,30,\r\n");
    CHECK(lines(reading) ==
          "2026-10-05T12:00:00+02:00 Breakfast food food sodium=812.4 table protein=25500 table\n"
          "2026-10-05T12:00:00+02:00 Dinner food food sodium=640 table protein=31000 table (late)\n");
    CHECK(reading.notes() ==
          "2 rows have no time of day; using 12:00\n"
          "1 row left out: sums of other rows\n"
          "0 rows imported as supplements (by group, or as tablets, capsules and the like without energy), 2 as food\n"
          "columns without a unit are not read: 'Potassium', 'Fiber', 'Vitamin A', 'Vitamin C', 'Calcium', 'Iron'; a "
          "heading such as 'Potassium (mg)' names it\n"
          "ignored columns: 'Saturated Fat', 'Polyunsaturated Fat', 'Monounsaturated Fat', 'Trans Fat', 'Cholesterol', "
          "'Sugar'\n");
}

TEST_CASE("a cell that is 'skipped' and no more counts in a column of any name") {
    for (const std::string heading : {"note", "Ereignis", "column 5", "Antwort"}) {
        const auto reading = csv("date,what,amount,unit," + heading +
                                 "\n2026-10-05,glycinate,200,mg,Skipped\n2026-10-06,glycinate,200,mg,\n"
                                 "2026-10-07,glycinate,200,mg,\xC3\xBC"
                                 "bersprungen\n2026-10-08,glycinate,200,mg,not skipped\n");
        CHECK(reading.entries.size() == 2);
        CHECK(reading.summary.left_out == 2);
        CHECK(reading.notes().find("2 rows left out as not taken: skipped, \xC3\xBC"
                                   "bersprungen\n") != std::string::npos);
    }
}

TEST_CASE("rows that sum up others, and rows of separators alone, are no rows") {
    for (const std::string sum : {"Total", "TOTAL", "Daily Total", "Summe", "Total:", "Totals:", "Summe:", "Total :",
             "Grand total:", "Totaal:", "Suma", "Total du jour", "Zwischensumme", "Subtotal"}) {
        const auto reading = csv("Date,Name,Energy (kcal),Magnesium (mg)\n2026-10-05,Oats,300,100\n2026-10-05," + sum +
                                 ",300,100\n,,,\n" + sum + ",,300,100\n");
        CHECK(reading.trouble() == "");
        CHECK(reading.entries.size() == 1);
        CHECK(reading.notes().find("2 rows left out: sums of other rows\n") != std::string::npos);
        CHECK(reading.summary.left_out == 2);
    }
    CHECK(csv("date,what,amount,unit\n2026-10-05,Total Magnesium 100 mg,100,mg\n").entries.size() == 1);
}

TEST_CASE("rows of averages and goals are left out, each for its reason") {
    const auto notes = [](const std::string& name, std::size_t left_out) {
        const auto reading = csv(
            "Date,Name,Magnesium (mg)\n2026-10-05,Oats,100\n2026-10-05," + name + ",300\n2026-10-06," + name + ",90\n");
        CHECK(reading.entries.size() == 3 - left_out);
        CHECK(reading.summary.left_out == left_out);
        return reading.notes();
    };
    for (const std::string name : {"Average", "Durchschnitt:", "Daily average"})
        CHECK(notes(name, 2).find("2 rows left out: averages of other rows\n") != std::string::npos);
    for (const std::string name : {"Goal", "Remaining", "Target", "RDA", "Your Daily Goal"}) {
        CHECK(
            notes(name, 2).find("2 rows left out: goals or reference amounts: '" + name + "'\n") != std::string::npos);
    }
    for (const std::string name : {"Goal bar", "Total Greek yogurt", "Restful"}) notes(name, 0);
}

TEST_CASE("a dose of the user's that is called as a sum or a goal is taken") {
    Dose goal;
    goal.name = "Goal";
    goal.contents = {{Nutrient::magnesium, 400_mg, "", Basis::label}};
    Settings settings = settings_in(berlin());
    settings.dose = [&goal](std::string_view name) { return name == "goal" ? &goal : nullptr; };
    CHECK(read("csv", "date,what,amount,unit\n2026-10-05,Goal,100,mg\n", settings).entries.size() == 1);
}

TEST_CASE("of an entry in several rows all are refused where one is") {
    const auto reading =
        csv("date,time,what,nutrient,amount,unit\n2026-10-05,08:00,Multi,magnesium,100,mg\n"
            "2026-10-05,08:00,Multi,zinc,1x,mg\n2026-10-05,08:00,Multi,iron,5,mg\n");
    CHECK(reading.entries.empty());
    CHECK(reading.refusals.size() == 3);
}

TEST_CASE("columns of many names have statuses") {
    const auto left_out = [](const std::string& heading, const std::string& value) {
        const auto reading = csv("date,what,amount,unit," + heading + "\n2026-10-05,glycinate,200,mg," + value +
                                 "\n2026-10-06,glycinate,200,mg,\n");
        return reading.summary.left_out == 1 && reading.entries.size() == 1;
    };
    CHECK(left_out("Event", "skipped"));
    CHECK(left_out("type", "skipped"));
    CHECK(left_out("skip_reason", "felt sick"));
    CHECK(left_out("Reason for skipping", "nausea"));
    CHECK(left_out("Remark", "not taken"));
    CHECK(left_out("Bemerkung", "nicht genommen"));
    CHECK(left_out("Notes", "skipped"));
    const auto asked =
        csv("date,what,amount,unit,Einnahme\n2026-10-05,glycinate,200,mg,nein\n2026-10-06,glycinate,200,mg,ja\n");
    CHECK(asked.entries.size() == 1);
}

TEST_CASE("names that say a nutrient and a strength, in the languages of the columns") {
    const std::string day = "2026-10-05T12:00:00+02:00 ";
    CHECK(lines(csv("date,what,amount,unit\n2026-10-05,Magnesium Citrate 150 mg,150,mg\n")) ==
          day + "Magnesium Citrate 150 mg dose supplement magnesium:citrate=150\n");
    CHECK(lines(csv("date,what,amount\n2026-10-05,Magnesium Citrate 150 mg,2 tablets\n")) ==
          day + "Magnesium Citrate 150 mg dose supplement magnesium:citrate=300\n");
    CHECK(lines(csv("Datum;Was;Menge;Einheit\n5.10.2026;Zink;10;mg\n")) == day + "Zink dose supplement zinc=10\n");
    CHECK(lines(csv("date,what,amount,unit\n2026-10-05,glycinate,\xC2\xBD,g\n")) ==
          day + "glycinate compound supplement magnesium:glycinate=500\n");
    CHECK(lines(csv("date,what,amount,unit\n2026-10-05,zinc,5 mg,g\n")) ==
          "2:4 unit of '5 mg' conflicts with 'g'; leave one of them out");
    CHECK(lines(csv("date,what,amount,unit,quantity\n2026-10-05,glycinate,150,mg,3\n")) ==
          "2:5 ambiguous amount: per serving or total for 3; use the total amount and leave the count empty");
}

TEST_CASE("dates with a month's name, times with a point or an h, and UTC on the user's day") {
    for (const std::string date : {"5 Oct 2026", "Oct 5 2026", "\"Mon, 5 Oct 2026\"", "\"October 5, 2026\"",
             "5-Oct-2026", "5. Oktober 2026", "5 octobre 2026"})
        CHECK(lines(csv("date,what,amount,unit\n" + date + ",glycinate,200,mg\n")) ==
              "2026-10-05T12:00:00+02:00 glycinate compound supplement magnesium:glycinate=200\n");
    for (const std::string time : {"21.30", "21h30", "21:30", "21:30 Uhr"})
        CHECK(lines(csv("date,time,what,amount,unit\n5 Oct 2026," + time + ",glycinate,200,mg\n")) ==
              "2026-10-05T21:30:00+02:00 glycinate compound supplement magnesium:glycinate=200\n");
    const auto utc = csv("timestamp,what,amount,unit\n2026-11-18T23:30:00Z,zinc,6,mg\n");
    REQUIRE(utc.entries.size() == 1);
    CHECK(utc.entries[0].intake.day == day("2026-11-19"));
    CHECK(csv("date,what,amount,unit\n18 Nov,glycinate,200,mg\n").trouble() ==
          "2:1 '18 Nov' is not a date; use a date such as 2026-11-20");
}

TEST_CASE("times that may be fractions of a day are refused") {
    CHECK(lines(csv(
              "date,time,what,amount,unit\n2026-10-05,0.25,glycinate,200,mg\n2026-10-05,0.875,glycinate,200,mg\n")) ==
          "2:2 ambiguous time '0.25': 00:25, or 06:00 as a fraction of a day; use 00:25 or 06:00\n"
          "3:2 '0.875' is not a time of day, but perhaps a fraction of a day; use 21:00 for it");
    CHECK(csv("date,what,amount,unit\n05.10.2026 0.25,glycinate,200,mg\n").entries.size() == 1);
}

TEST_CASE("an amount that is not one number is called so, and not a unit") {
    const std::string why = " is not a number; use one number, or leave it empty if the amount is unknown";
    const auto said = [](const std::string& head, const std::string& row) {
        return lines(csv(head + "\n2026-10-05," + row + "\n"));
    };
    for (const std::string cell : {"100-200", "2e2", "2 x 100", "trace", "<1", "~200", "-"}) {
        CHECK(said("date,what,amount,unit", "magnesium," + cell + ",mg") == "2:3 '" + cell + "'" + why);
        CHECK(said("date,what,amount (mg)", "magnesium," + cell) == "2:3 '" + cell + "'" + why);
        CHECK(said("date,what,amount,unit", "Magnesium 100 mg," + cell + ",mg") ==
              "2:3 '" + cell + "' is not a number; use one number");
        CHECK(said("date,what,nutrient,amount,unit", "Multi,magnesium," + cell + ",mg") == "2:4 '" + cell + "'" + why);
    }
    CHECK(said("date,what,amount,unit", "magnesium,200 mg,mcg") ==
          "2:4 unit of '200 mg' conflicts with 'mcg'; leave one of them out");
    CHECK(said("date,what,amount,unit", "magnesium,-5,mg") == "2:3 '-5' has a sign; leave out the sign");
}

TEST_CASE("units are read as labels spell them") {
    const auto read_as = [](const std::string& row) {
        return lines(csv("date,what,amount,unit,source\n2026-10-05," + row + "\n")).substr(26);
    };
    for (const std::string unit : {"IU", "I.U.", "I.E.", "i.u.", "IE", "UI"}) {
        CHECK(read_as("vitamin d,1000," + unit + ",") == "vitamin-d nutrient supplement vitamin-d=0.025\n");
        CHECK(read_as("vitamin d,1000 " + unit + ",,") == "vitamin-d nutrient supplement vitamin-d=0.025\n");
        CHECK(read_as("Vitamin D 1000 IU,1000," + unit + ",") == read_as("Vitamin D 1000 IU,1000,IU,"));
    }
    for (const std::string amount : {"900,mcg RAE,", "900 mcg RAE,,", "900,\u00B5g rae,"})
        CHECK(read_as("vitamin a," + amount) == "vitamin-a nutrient supplement vitamin-a=0.9\n");
    CHECK(read_as("folic acid,400,mcg DFE,") == "folate nutrient supplement folate:folic-acid=0.4\n");
    CHECK(read_as("niacin,16,mg NE,") == "niacin nutrient supplement niacin=16\n");
    CHECK(read_as("folate,400,mcg DFE,") == "folate nutrient supplement folate=0.4\n");
    CHECK(csv("date,what,nutrient,amount,unit\n2026-10-05,Multi,vitamin a,900,mcg RAE\n").total(Nutrient::vitamin_a) ==
          Mass::from_nanograms(900 * ng_per_ug));
    for (const std::string row : {"magnesium,100,mcg DFE,", "magnesium,100,mcg RAE,", "zinc,16,mg NE,"})
        CHECK(csv("date,what,amount,unit,source\n2026-10-05," + row + "\n").entries.empty());
    CHECK(lines(csv("date,what,amount,unit,source\n2026-10-05,niacin,16,mg NE,food\n")) ==
          "2:4 'mg NE' of food counts tryptophan, which is not niacin; use mg of niacin");
}

TEST_CASE("a dash in a column of a nutrient is no value") {
    for (const std::string dash : {"-", "--", "\u2013", "\u2014", " - "}) {
        CHECK(lines(csv(
                  "date,name,Magnesium (mg),Iron (mg),Energy (kcal)\n2026-10-05,Oats," + dash + ",2," + dash + "\n")) ==
              lines(csv("date,name,Magnesium (mg),Iron (mg),Energy (kcal)\n2026-10-05,Oats,,2,\n")));
    }
    CHECK(lines(csv("date,name,Magnesium (mg)\n2026-10-05,Oats,-5\n")) == "2:3 '-5' has a sign (magnesium)");
}

TEST_CASE("a second column of a nutrient counts where the first is empty") {
    const std::string head = "date,name,Vitamin D (IU),Vitamin D (mcg),Energy (kcal)\n2026-10-05,Stew,";
    CHECK(lines(csv(head + ",9,300\n")) == "2026-10-05T12:00:00+02:00 Stew food food vitamin-d=0.009 table\n");
    CHECK(lines(csv(head + "400,10,300\n")) == "2026-10-05T12:00:00+02:00 Stew food food vitamin-d=0.01 table\n");
    CHECK(lines(csv(head + "400,9,300\n")) ==
          "2:4 '9' differs from the other column (vitamin-d); leave one of them empty");
}
