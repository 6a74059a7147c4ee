// `epsom import`: its answers, and what each refusal says. What the formats hold is read in tests/exchange.

#include "command_line.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

constexpr std::string_view three_days =
    "date,time,what,amount,unit,note\n"
    "2026-11-18,21:30,glycinate,200,mg,\n"
    "2026-11-19,21:30,glycinate,200,mg,late\n"
    "2026-11-20,08:00,almonds,30,g,\n";

/// Two rows that are wrong around one that is right.
constexpr std::string_view one_of_three =
    "date,time,what,amount,unit\n"
    "2026-11-18,21:30,glycinate,much,mg\n"
    "2026-11-19,21:30,glycinate,200,mg\n"
    "2026-11-30,21:30,glycinate,200,mg\n";

std::string export_line(std::string_view stamp, std::string_view amount) {
    return std::string{R"({"type":"entry","uuid":"a1","stamp":)"} + std::string{stamp} +
           R"(,"id":1,"at":"2026-11-19T21:00:00+01:00","day":"2026-11-19","what":"magnesium","kind":"nutrient",)"
           R"("servings":1,"source":"supplement","route":"oral","note":null,"quantity_ng":null,"serving_unit":null,)"
           R"("dose":null,"value":null,"onset":null,"recorded":1,"contents":[{"nutrient":"magnesium","compound":null,)"
           R"("basis":"label","ng":)" +
           std::string{amount} + "}]}\n";
}
const std::string head = R"({"type":"epsom","schema":"epsom/export/1"})"
                         "\n";

}  // namespace

TEST_CASE("import says what it added, and what it knew when it comes again") {
    CommandLineAtHome epsom;
    write_file("days.csv", three_days);
    CHECK(epsom.said("import days.csv") == R"(Imported csv: 3 added, 0 updated, 0 unchanged
)");
    CHECK(epsom.said("import days.csv") == R"(Imported csv: 0 added, 0 updated, 3 unchanged
)");
    CHECK(epsom.said("log list all") == R"(Wed 2026-11-18
  21:30  glycinate: 200 mg magnesium                                          #1

Thu 2026-11-19
  21:30  glycinate: 200 mg magnesium - late                                   #2

Fri 2026-11-20
  08:00  almonds 30 g: 81 mg magnesium, 1.1 mg iron, 81 mg calcium, 13.2 mcg  #3
         folate and 19 more
)");
    CHECK(epsom.said("undo") == R"(Undone: import csv: 3 records
)");
    CHECK(epsom.said("undo") == R"(epsom: error: nothing to undo
epsom: hint: 'epsom log list' shows the entries
exit 2
)");
    CHECK(epsom.said("log list all") == R"(No entries yet.
)");
}

TEST_CASE("import reads standard input like a file, and says nothing when it is asked to be quiet") {
    CommandLineAtHome epsom;
    CHECK(epsom.said("-q import -", three_days) == "");
    CHECK(epsom.said("import - --from csv", three_days) == R"(Imported csv: 0 added, 0 updated, 3 unchanged
)");
}

TEST_CASE("an export brings what is new, what changed and what was removed") {
    CommandLineAtHome epsom;
    CHECK(epsom.said("import -", head + export_line("5", "100000000")) ==
          R"(Imported epsom: 1 added, 0 updated, 0 unchanged
)");
    CHECK(epsom.said("import -", head + export_line("6", "150000000")) ==
          R"(Imported epsom: 0 added, 1 updated, 0 unchanged
)");
    CHECK(epsom.said("import -", head + export_line("4", "90000000")) ==
          R"(Imported epsom: 0 added, 0 updated, 1 unchanged
)");
    CHECK(epsom.said("log list all") == R"(Thu 2026-11-19
  21:00  magnesium: 150 mg magnesium                                          #1
)");
    CHECK(epsom.said("import -", head + R"({"type":"tombstone","uuid":"a1","stamp":7,"of":"entry"})"
                                        "\n") ==
          R"(Imported epsom: 0 added, 0 updated, 0 unchanged, 1 removed
)");
    CHECK(epsom.said("log list all") == R"(No entries yet.
)");
}

TEST_CASE("a dry run says what would come, and makes no database") {
    CommandLineAtHome epsom;
    CHECK(epsom.said("import - --dry-run", three_days) == R"(Would import csv: 3 added, 0 updated, 0 unchanged
)");
    CHECK_FALSE(fs::exists(epsom.file()));
    epsom.ok("log glycinate 100mg");
    const std::string before = bytes_of(epsom.file());
    CHECK(epsom.said("import - --dry-run", three_days) == R"(Would import csv: 3 added, 0 updated, 0 unchanged
)");
    CHECK(bytes_of(epsom.file()) == before);
}

TEST_CASE("a file with a row that is wrong is refused whole, and each reason has its line") {
    CommandLineAtHome epsom;
    CHECK(
        epsom.said("import -", one_of_three) ==
        R"(epsom: error: line 2, column 4: 'much' is not a number; use one number, or leave it empty if the amount is unknown
epsom: error: line 4: 2026-11-30T21:30:00+01:00 is in the future
epsom: hint: nothing imported; fix the file, or import the valid rows with --skip-invalid
exit 3
)");
    CHECK(epsom.said("log list all") == "No entries yet.\n");
}

TEST_CASE("with --skip-invalid the rows that are right come, and the others are warned of") {
    CommandLineAtHome epsom;
    CHECK(epsom.said("import - --skip-invalid", one_of_three) ==
          R"(Imported csv: 1 added, 0 updated, 0 unchanged, 2 refused
epsom: warning: line 2, column 4: 'much' is not a number; use one number, or leave it empty if the amount is unknown
epsom: warning: line 4: 2026-11-30T21:30:00+01:00 is in the future
)");
    CHECK(epsom.said("log list all") == R"(Thu 2026-11-19
  21:30  glycinate: 200 mg magnesium                                          #1
)");
}

TEST_CASE("with --skip-invalid a file without any row that is right still fails") {
    CommandLineAtHome epsom;
    CHECK(epsom.said("import - --skip-invalid", "date,what,amount,unit\nnever,glycinate,200,mg\n") ==
          R"(epsom: error: line 2, column 1: 'never' is not a date; use a date such as 2026-11-20
epsom: hint: nothing imported; fix the file
exit 3
)");
}

TEST_CASE("with --skip-invalid a file can be imported again, with the same warnings") {
    CommandLineAtHome epsom;
    epsom("import - --skip-invalid", one_of_three);
    CHECK(epsom.said("import - --skip-invalid", one_of_three) ==
          R"(Imported csv: 0 added, 0 updated, 1 unchanged, 2 refused
epsom: warning: line 2, column 4: 'much' is not a number; use one number, or leave it empty if the amount is unknown
epsom: warning: line 4: 2026-11-30T21:30:00+01:00 is in the future
)");
    CHECK(epsom("import - --skip-invalid --format json", one_of_three).status == 0);
    CHECK(epsom("import -", one_of_three).status == 3);
}

TEST_CASE("the rows that a note counts are those that were taken") {
    CommandLineAtHome epsom;
    const std::string wide =
        "Date,Name,Energy (kcal),Magnesium (mg)\n2026-11-18,Oats,300,100\n2027-11-18,Oats,300,100\n";
    CHECK(epsom.said("import - --skip-invalid", wide) ==
          R"(Imported csv: 1 added, 0 updated, 0 unchanged, 1 refused
epsom: warning: line 3: 2027-11-18T12:00:00+01:00 is in the future
epsom: warning: 1 row has no time of day; using 12:00
epsom: warning: 0 rows imported as supplements (by group, or as tablets, capsules and the like without energy), 1 as food
)");
    const std::string servings =
        "Day,Time,Group,Food Name,Amount,Energy (kcal),Magnesium (mg),Category\n"
        "2026-11-18,,Lunch,Beans,80.00 g,300,110.00,Legumes\n2027-11-18,,Lunch,Beans,80.00 g,300,110.00,Legumes\n";
    CHECK(epsom.said("import - --skip-invalid", servings) ==
          R"(Imported cronometer: 1 added, 0 updated, 0 unchanged, 1 refused
epsom: warning: line 3: 2027-11-18T12:00:00+01:00 is in the future
epsom: warning: 1 row has no time of day; using 12:00
epsom: warning: 0 rows imported as supplements (group 'Supplements', or without category and energy), 1 as food
)");
    const auto record = [](const std::string& day) {
        return "<Record type=\"HKQuantityTypeIdentifierDietaryMagnesium\" sourceName=\"App\" unit=\"mg\" "
               "creationDate=\"" +
               day + " 08:00:00 +0100\" startDate=\"" + day + " 08:00:00 +0100\" endDate=\"" + day +
               " 08:00:00 +0100\" value=\"50\"/>";
    };
    CHECK(epsom.said("import - --skip-invalid",
              "<?xml version=\"1.0\"?><HealthData>" + record("2026-11-18") + record("2027-11-18") + "</HealthData>") ==
          R"(Imported apple-health: 1 added, 0 updated, 0 unchanged, 1 refused
epsom: warning: line 1: 2027-11-18T08:00:00+01:00 is in the future
epsom: warning: 0 records imported as supplements (named like a product, or entered by hand in Health), 1 as food
)");
}

TEST_CASE("twenty reasons are printed, and the others counted") {
    CommandLineAtHome epsom;
    std::string table = "date,what,amount,unit\n2026-11-18,glycinate,200,mg\n";
    std::string reasons;
    for (int row = 3; row < 26; ++row) {
        table += "never,glycinate,200,mg\n";
        if (row >= 23) continue;
        reasons += "epsom: error: line " + std::to_string(row) +
                   ", column 1: 'never' is not a date; use a date such as 2026-11-20\n";
    }
    CHECK(epsom.said("import -", table) == reasons +
                                               "epsom: warning: and 3 more; --refused FILE lists all of them\n"
                                               "epsom: hint: nothing imported; fix the file, or import the"
                                               " valid rows with --skip-invalid\nexit 3\n");
}

TEST_CASE("import answers in JSON: what it did, and each refusal with its place") {
    CommandLineAtHome epsom;
    CHECK(epsom.ok("import - --format json", three_days) ==
          R"({"schema":"epsom/import/1","from":"csv","written":true,"added":3,"updated":0,"removed":0,"known":0,)"
          R"("left_out":0,"refused":0,"refusals":[],"notes":[]}
)");
    const Answer answer = epsom("import - --format json", one_of_three);
    CHECK(answer.status == 3);
    CHECK(answer.out ==
          R"({"schema":"epsom/import/1","from":"csv","written":false,"added":0,"updated":0,"removed":0,)"
          R"("known":1,"left_out":0,"refused":2,"refusals":[{"line":2,"column":4,"reason":"'much' is not a )"
          R"(number; use one number, or leave it empty if the amount is unknown","file":null},{"line":4,"column":0,)"
          R"("reason":"2026-11-30T21:30:00+01:00 is in the future","file":null}],"notes":[]}
)");
    CHECK(epsom("import - --format json --skip-invalid --dry-run", one_of_three).out ==
          R"({"schema":"epsom/import/1","from":"csv","written":false,"added":0,"updated":0,"removed":0,)"
          R"("known":1,"left_out":0,"refused":2,"refusals":[{"line":2,"column":4,"reason":"'much' is not a )"
          R"(number; use one number, or leave it empty if the amount is unknown","file":null},{"line":4,"column":0,)"
          R"("reason":"2026-11-30T21:30:00+01:00 is in the future","file":null}],"notes":[]}
)");
}

TEST_CASE("a day's total and entries of that day are never both taken") {
    CommandLineAtHome epsom;
    const std::string totals = "Date,Energy (kcal),Magnesium (mg),Completed\n2026-11-18,2000,310,true\n";
    CHECK(epsom.said("import -", totals) == R"(Imported cronometer: 1 added, 0 updated, 0 unchanged
epsom: warning: 1 row has no time of day; using 12:00
epsom: warning: daily totals are imported as food and may include supplements; servings.csv separates them
)");
    CHECK(epsom.said("import -", "date,time,what,amount,unit\n2026-11-18,08:00,almonds,30,g\n") ==
          R"(epsom: error: line 2: 2026-11-18 already has a total, which this entry would count twice
epsom: hint: nothing imported; fix the file
exit 3
)");
    CommandLineAtHome other;
    other.ok("log almonds 30g 2026-11-18 08:00");
    CHECK(other.said("import -", totals) ==
          R"(epsom: error: line 2: 2026-11-18 already has entries, which its total would count twice
epsom: hint: nothing imported; fix the file
exit 3
)");
}

namespace {

std::string health(std::string_view points) {
    return R"({"data":{"metrics":[{"name":"magnesium","units":"mg","data":[)" + std::string{points} + "]}]}}";
}
std::string health_point(std::string_view time, std::string_view amount, std::string_view source = "Cronometer") {
    return R"({"date":"2026-11-17 )" + std::string{time} + R"(:00 +0100","qty":)" + std::string{amount} +
           R"(,"source":")" + std::string{source} + "\"}";
}
std::string magnesium_on_17th(CommandLineAtHome& epsom) {
    const std::string csv = epsom.ok("report 2026-11-17 --by source --nutrient magnesium --format csv");
    return csv.substr(csv.find('\n') + 1);
}

}  // namespace

TEST_CASE("the sum of a day is one record, which grows as often as it is imported") {
    CommandLineAtHome epsom;
    epsom.ok("import -", health(health_point("00:00", "310.5")));
    CHECK(epsom.ok("import -", health(health_point("00:00", "400", "Cronometer|Health")))
              .starts_with("Imported health-auto-export: 0 added, 1 updated, 0 unchanged\n"));
    CHECK(epsom.ok("import -", health(health_point("00:00", "450")))
              .starts_with("Imported health-auto-export: 0 added, 1 updated, 0 unchanged\n"));
    CHECK(magnesium_on_17th(epsom) == "2026-11-17,magnesium,mg,food,450,100,1\n");
    epsom.ok("undo");
    CHECK(magnesium_on_17th(epsom) == "2026-11-17,magnesium,mg,food,400,100,1\n");
    // What was changed here stays.
    epsom.ok("log edit 1 --note mine");
    epsom.ok("import -", health(health_point("00:00", "500")));
    CHECK(magnesium_on_17th(epsom) == "2026-11-17,magnesium,mg,food,400,100,1\n");
}

TEST_CASE("the sum of a day and single amounts of that day are never both taken") {
    const std::string sum = health(health_point("00:00", "310.5"));
    const std::string amounts = health(health_point("08:00", "150") + "," + health_point("20:00", "160.5"));
    CommandLineAtHome epsom;
    epsom.ok("import -", sum);
    CHECK(epsom.said("import -", amounts) ==
          R"(epsom: error: line 1: 2026-11-17 already has the sum of magnesium, which this amount would count twice
epsom: error: line 1: 2026-11-17 already has the sum of magnesium, which this amount would count twice
epsom: hint: nothing imported; fix the file
exit 3
)");
    CommandLineAtHome other;
    other.ok("import -", amounts);
    CHECK(other.said("import -", sum) ==
          R"(epsom: error: line 1: 2026-11-17 already has imported amounts of magnesium, which its sum would count twice
epsom: hint: nothing imported; fix the file
exit 3
)");
    CHECK(other.ok("import -", amounts).find(": 0 added, 0 updated, 2 unchanged\n") != std::string::npos);
    // A supplement that was logged by hand is another thing than what was eaten.
    CommandLineAtHome by_hand;
    by_hand.ok("log magnesium 200mg 2026-11-17 08:00");
    CHECK(by_hand.ok("import -", sum).find(": 1 added, 0 updated") != std::string::npos);
}

TEST_CASE("a complete day of Apple Health says at least of each nutrient that not all of its foods list") {
    const auto at_least = [](const std::vector<std::string>& types, const std::string& nutrient) {
        CommandLineAtHome epsom;
        std::string records;
        for (const auto& type : types) {
            records += "<Record type=\"HKQuantityTypeIdentifierDietary" + type +
                       "\" sourceName=\"App\" unit=\"mg\" startDate=\"2026-11-18 12:00:00 +0100\" value=\"8\"/>\n";
        }
        epsom.said("import -", "<HealthData>\n" + records + "</HealthData>\n");
        epsom.ok("log complete food 2026-11-18");
        const std::string report = epsom.ok("report 2026-11-18 --format json --nutrient " + nutrient);
        return report.find(R"("at_least":true)") != std::string::npos;
    };
    CHECK_FALSE(at_least({"Magnesium"}, "magnesium"));
    CHECK(at_least({"Magnesium"}, "iron"));
    CHECK(at_least({"Magnesium"}, "zinc"));
    CHECK(at_least({"Magnesium", "Zinc"}, "magnesium"));
    CHECK(at_least({"Niacin"}, "niacin"));
}

TEST_CASE("--supplements names rows that are no food, and has to match one") {
    CommandLineAtHome epsom;
    const std::string servings =
        "Day,Time,Group,Food Name,Amount,Energy (kcal),Magnesium (mg)\n"
        "2026-11-18,8:00 AM,Breakfast,Porridge,250 g,210,61\n"
        "2026-11-18,9:00 PM,Pills,Calm,2 capsules,0,200\n";
    CHECK(epsom.said("import - --supplements Medicine", servings) ==
          R"(epsom: error: --supplements 'Medicine' matches no row
epsom: hint: leave it out, or spell it as in the file
exit 2
)");
    CHECK(epsom.said("log list all") == "No entries yet.\n");
    CHECK(epsom.said("import - --supplements Pills", servings) ==
          R"(Imported cronometer: 2 added, 0 updated, 0 unchanged
epsom: warning: 1 row imported as supplements (group 'Supplements', or without category and energy), 1 as food
)");
    CHECK(epsom.ok("report 2026-11-18 --by source --format csv") ==
          R"(period,nutrient,unit,source,amount,percent_of_total,intakes
2026-11-18,magnesium,mg,supplement,200,76.6,1
2026-11-18,magnesium,mg,food,61,23.4,1
)");
    CHECK(epsom.said("import - --supplements Pills", head) ==
          R"(epsom: error: --supplements cannot be used with epsom files
epsom: hint: leave out --supplements
exit 2
)");
}

TEST_CASE("what was said to be a supplement stays one, whatever was imported before") {
    const std::string oats =
        "Day,Time,Group,Food Name,Amount,Energy (kcal),Magnesium (mg),Category\n"
        "2026-11-18,9:00 AM,Breakfast,Oats,80.00 g,300,110.00,Cereals\n";
    const std::string with_iron =
        "Day,Time,Group,Food Name,Amount,Energy (kcal),Magnesium (mg),Iron (mg),Zinc (mg),Category\n"
        "2026-11-18,9:00 AM,Breakfast,Oats,80.00 g,300,110.00,4,0,Cereals\n";
    const std::string as_food =
        "epsom: warning: 0 rows imported as supplements (group 'Supplements', or without "
        "category and energy), 1 as food\n";
    const std::string stays =
        "epsom: warning: 1 row that the file has as food stays a supplement: 'Oats'; to make it "
        "food: epsom log edit 1 --food\n";
    for (const std::string first : {"import - --supplements Oats", "import -"}) {
        CommandLineAtHome epsom;
        epsom.ok(first, oats);
        epsom.ok("import - --supplements Oats", oats);
        for (int again = 0; again < 2; ++again)
            CHECK(epsom.said("import -", oats) ==
                  "Imported cronometer: 0 added, 0 updated, 1 unchanged\n" + as_food + stays);
        CHECK(epsom.said("import -", with_iron) ==
              "Imported cronometer: 0 added, 1 updated, 0 unchanged\n" + as_food + stays);
        CHECK(epsom.ok("report 2026-11-18 --by source --nutrient iron --format csv") ==
              "period,nutrient,unit,source,amount,percent_of_total,intakes\n2026-11-18,iron,mg,supplement,4,100,1\n");
        // The command of the warning works, and lasts.
        epsom.ok("log edit 1 --food");
        CHECK(epsom.said("import -", with_iron) == "Imported cronometer: 0 added, 0 updated, 1 unchanged\n" + as_food);
    }
    CommandLineAtHome several;
    const std::string twice = oats + "2026-11-18,9:00 PM,Dinner,Oats,40.00 g,150,55.00,Cereals\n";
    several.ok("import - --supplements Oats", twice);
    CHECK(several.said("import -", twice)
              .find("2 rows that the file has as food stay supplements, the first is "
                    "'Oats'; to make it food: epsom log edit 1 --food\n") != std::string::npos);
}

TEST_CASE("an export that a program saved as UTF-16 is read like any other") {
    CommandLineAtHome epsom;
    const std::string text = head + export_line("5", "100000000");
    const auto utf16 = [&text](bool big) {
        std::string bytes = big ? "\xFE\xFF" : "\xFF\xFE";
        for (const char c : text) {
            if (big) bytes += '\0';
            bytes += c;
            if (!big) bytes += '\0';
        }
        return bytes;
    };
    CHECK(epsom.said("import -", utf16(false)) == "Imported epsom: 1 added, 0 updated, 0 unchanged\n");
    CHECK(epsom.said("import -", utf16(true)) == "Imported epsom: 0 added, 0 updated, 1 unchanged\n");
    CHECK(epsom.said("import -", utf16(false) + "x") ==
          R"(epsom: error: line 3, column 1: the file ends in the middle of a character; it may be truncated
epsom: hint: nothing imported; fix the file
exit 3
)");
}

TEST_CASE("a skipped reminder is kept where a schedule has it, and else the reason is said") {
    const auto backup = [](std::string_view reminded) {
        return R"({"medicines":{"version":9,"list":[{"medicine":{"name":"Magnesium 200 mg"},"reminders":[{"active":true,)"
               R"("amount":"1","createdTimestamp":1794700000,"pauseDays":0,"periodEnd":0,"periodStart":0,"reminderId":93,)"
               R"("timeInMinutes":1080}]}]},"events":{"version":9,"list":[{"amount":"1","medicineName":"Magnesium 200 mg",)"
               R"("processedTimestamp":1794934920,"remindedTimestamp":)" +
               std::string{reminded} + R"(,"reminderId":93,"status":"SKIPPED"}]}})";
    };
    CommandLineAtHome epsom;
    CHECK(epsom.said("import -", backup("1794934800")) == R"(Imported medtimer: 2 added, 0 updated, 0 unchanged
epsom: warning: 1 skipped reminder is imported as skipped
)");
    CHECK(epsom.ok("report adherence 2026-11-14..2026-11-20 --format csv") ==
          "dose,due,taken,skipped,missed,open,percent,low,high,late,of\n"
          "Magnesium 200 mg,6,0,1,5,0,0,0,43.4,0,5\n");
    CommandLineAtHome other;
    CHECK(other.said("import -", backup("1794934860")) ==
          R"(Imported medtimer: 1 added, 0 updated, 0 unchanged, 1 left out
epsom: warning: 1 skipped reminder left out: no schedule has it
)");
}

TEST_CASE("a label that is another one than its dose is named, and the dose stays") {
    const auto label = [](std::string_view magnesium, std::string_view more = "") {
        return R"-({"id":1,"fullName":"Calm 2","brandName":"A","servingSizes":[{"order":1,"minQuantity":1,)-"
               R"-("maxQuantity":1,"unit":"Capsule(s)"}],"ingredientRows":[{"name":"Magnesium","quantity":[)-"
               R"-({"servingSizeOrder":1,"quantity":)-" +
               std::string{magnesium} + R"-(,"unit":"mg"}]})-" + std::string{more} + "]}";
    };
    const std::string zinc = R"(,{"name":"Zinc","quantity":[{"servingSizeOrder":1,"quantity":5,"unit":"mg"}]})";
    CommandLineAtHome epsom;
    epsom.ok("import -", label("200"));
    CHECK(epsom.said("import -", label("200")) == "Imported dsld: 0 added, 0 updated, 1 unchanged\n");
    CHECK(epsom.said("import -", label("250", zinc)) == R"(Imported dsld: 0 added, 0 updated, 1 unchanged
epsom: warning: 'Calm 2' is kept as it is; the file has 250 mg magnesium instead of 200 mg, 5 mg zinc instead of none; to import that as another dose, first rename it: epsom dose rename 'Calm 2' NEW-NAME
)");
    CHECK(epsom.ok("dose list") == "Calm 2  200 mg magnesium; as needed\n");
    // The command of the warning works.
    epsom.ok("dose rename 'Calm 2' NEW-NAME");
    CHECK(epsom.said("import -", label("250", zinc)) == "Imported dsld: 1 added, 0 updated, 0 unchanged\n");
}

TEST_CASE("a row that another program corrected is warned of, as its old version counts too") {
    const auto servings = [](const std::vector<std::string_view>& rows) {
        std::string text = "Day,Time,Group,Food Name,Amount,Energy (kcal),Magnesium (mg),Category\n";
        for (const std::string_view row : rows) text += "2026-11-18," + std::string{row} + ",Cereals\n";
        return text;
    };
    const auto warned = [](const Answer& answer) {
        const auto at = answer.err.find(" the day, time and name of");
        return at == std::string::npos ? "" : answer.err.substr(answer.err.rfind("epsom: ", at));
    };
    constexpr std::string_view oats = "9:00 AM,Breakfast,Oats,80.00 g,300,110.00",
                               less = "9:00 AM,Breakfast,Oats,40.00 g,150,55.00",
                               later = "9:05 AM,Breakfast,Oats,40.00 g,150,55.00",
                               rice = "9:00 AM,Breakfast,Rice,80.00 g,300,20.00",
                               less_rice = "9:00 AM,Breakfast,Rice,40.00 g,150,10.00";
    CommandLineAtHome epsom;
    CHECK(warned(epsom.run(shell_split("import -"), servings({oats}))) == "");
    const std::string first = warned(epsom.run(shell_split("import - --dry-run"), servings({less})));
    CHECK(first == warned(epsom.run(shell_split("import -"), servings({less}))));
    epsom.ok("undo");
    CHECK(warned(epsom.run(shell_split("import -"), servings({less}))) ==
          "epsom: warning: 1 row has the day, time and name of an imported entry that the file lacks; both count: "
          "2026-11-18 09:00 'Oats'; if the row replaces it: epsom log remove 1\n");
    CHECK(warned(epsom.run(shell_split("import -"), servings({less}))) == "");
    // The command of the warning works, and what it removed stays removed.
    epsom.ok("log remove 1");
    CHECK(warned(epsom.run(shell_split("import -"), servings({less, oats, later}))) == "");
    // Both of a file are real, wherever the new one is in it.
    for (const auto& both : {servings({oats, less}), servings({less, oats})}) {
        CommandLineAtHome other;
        other.ok("import -", servings({oats}));
        CHECK(warned(other.run(shell_split("import -"), both)) == "");
    }
    CommandLineAtHome several;
    several.ok("import -", servings({oats, rice}));
    CHECK(warned(several.run(shell_split("import -"), servings({less, less_rice}))) ==
          "epsom: warning: 2 rows have the day, time and name of imported entries that the file lacks; both count; the "
          "first: 2026-11-18 09:00 'Oats'; if the row replaces it: epsom log remove 1\n");
    // What was logged by hand is something else.
    CommandLineAtHome by_hand;
    by_hand.ok("log magnesium 200mg 2026-11-18 09:00");
    CHECK(warned(by_hand.run(
              shell_split("import -"), "date,time,what,amount,unit\n2026-11-18,09:00,magnesium,100,mg\n")) == "");
}

TEST_CASE("undo counts one record as one") {
    CommandLineAtHome epsom;
    epsom.ok("import -", "date,what,amount,unit\n2026-11-18,glycinate,200,mg\n");
    CHECK(epsom.said("undo") == "Undone: import csv: 1 record\n");
}

TEST_CASE("a dose whose name has another meaning gets another name, and that is said") {
    CommandLineAtHome epsom;
    const std::string backup = R"({"medicines":{"version":25,"list":[{"medicine":{"name":"week","amount":60,)"
                               R"("unit":"tablets"},"reminders":[]}]},"events":{"version":25,"list":[]}})";
    CHECK(epsom.said("import -", backup) == R"(Imported medtimer: 1 added, 0 updated, 0 unchanged
epsom: warning: renamed 'week' to 'week-dose', as the name would be read as something else
epsom: warning: 'week' is imported without contents: its name contains no tracked nutrient
)");
    CHECK(epsom.said("dose list") == R"(week-dose  week (medicine); as needed; 60 tablets left
)");
}

TEST_CASE("import refuses what is typed wrong before it reads anything") {
    CommandLineAtHome epsom;
    CHECK(epsom.said("import") == R"(epsom: error: missing FILE
epsom: hint: pass a file name, or - for standard input
exit 2
)");
    CHECK(epsom.said("import a.csv --format xml") == R"(epsom: error: import supports --format text or json, not 'xml'
epsom: hint: use text or json
exit 2
)");
    CHECK(epsom.said("import a.csv --format jsno") == R"(epsom: error: import supports --format text or json, not 'jsno'
epsom: hint: did you mean 'json'?
exit 2
)");
    CHECK(epsom.said("import a.csv --from xml") == R"(epsom: error: 'xml' is not an import format
epsom: hint: add --from epsom|csv|cronometer|apple-health|medtimer|loop-habit|health-connect|health-auto-export|dsld|usda-fdc
exit 2
)");
    CHECK(epsom.said("import a.csv --from medtime") == R"(epsom: error: 'medtime' is not an import format
epsom: hint: did you mean 'medtimer'?
exit 2
)");
    CHECK_FALSE(fs::exists(epsom.file()));
}

TEST_CASE("import names the file that it cannot use, and why") {
    CommandLineAtHome epsom;
    CHECK(epsom.said("import none.csv") ==
          R"(epsom: error: the file 'none.csv' cannot be read: No such file or directory
epsom: hint: check its name and permissions
exit 3
)");
    write_file("empty.csv", "");
    CHECK(epsom.said("import empty.csv") == R"(epsom: error: 'empty.csv' is empty
epsom: hint: export it again
exit 3
)");
    CHECK(epsom.said("import -") == R"(epsom: error: standard input is empty
epsom: hint: export it again
exit 3
)");
    CHECK(epsom.said("import - --from csv") == R"(epsom: error: line 1: the file is empty
epsom: hint: nothing imported; fix the file
exit 3
)");
    CHECK(epsom.said("import -", "hello\n") == R"(epsom: error: cannot detect the file format
epsom: hint: add --from epsom|csv|cronometer|apple-health|medtimer|loop-habit|health-connect|health-auto-export|dsld|usda-fdc
exit 3
)");
    CHECK(epsom.said("import - --from dsld", "hello\n") == R"(epsom: error: line 1, column 1: invalid JSON
epsom: hint: nothing imported; fix the file
exit 3
)");
    CHECK(epsom.said("import - --from epsom", "hello\n") == R"(epsom: error: line 1: invalid JSON from character 1
epsom: hint: nothing imported; fix the file
exit 3
)");
    CHECK(epsom.said("import -", "SQLite format 3") ==
          R"(epsom: error: a Health Connect file cannot be read from standard input
epsom: hint: pass the file name
exit 3
)");
    CHECK(epsom.said("import - --from health-connect", "SQLite format 3") ==
          R"(epsom: error: a Health Connect file cannot be read from standard input
epsom: hint: pass the file name
exit 2
)");
}

TEST_CASE("import says when a folder is a file's place, or the reverse") {
    CommandLineAtHome epsom;
    fs::create_directory("folder");
    CHECK(epsom.said("import folder") ==
          R"(epsom: error: unrecognized folder: only a FoodData Central csv download is a folder
epsom: hint: pass a file
exit 3
)");
    CHECK(epsom.said("import folder --from csv") == R"(epsom: error: 'folder' is a folder, but csv is a single file
epsom: hint: pass the file
exit 2
)");
    CHECK(epsom.said("import folder --from epsom") == R"(epsom: error: 'folder' is a folder, but epsom is a single file
epsom: hint: pass the file
exit 2
)");
    CHECK(epsom.said("import folder --from health-connect") ==
          R"(epsom: error: 'folder' is a folder, but health-connect is a single file
epsom: hint: pass the file
exit 2
)");
    write_file("food.csv", "\"fdc_id\",\"data_type\",\"description\"\n");
    CHECK(epsom.said("import food.csv") == R"(epsom: error: this is one file of a FoodData Central download
epsom: hint: pass the folder with food.csv, nutrient.csv and food_nutrient.csv
exit 3
)");
    CHECK(epsom.said("import food.csv --from usda-fdc") == R"(epsom: error: usda-fdc is a folder of files
epsom: hint: pass the folder
exit 2
)");
    CHECK(epsom.said("import folder --from usda-fdc") ==
          R"(epsom: error: the file 'folder/nutrient.csv' cannot be read: No such file or directory
epsom: hint: check its name and permissions
exit 3
)");
}

TEST_CASE("an export with settings of a newer epsom is refused by name") {
    CommandLineAtHome epsom;
    const std::string reference = R"({"type":"setting","key":"reference","stamp":9,"value":"MOON"})"
                                  "\n";
    CHECK(epsom.said("import -", head + reference) == R"(epsom: error: line 2: unknown authority 'MOON'; update epsom
epsom: hint: nothing imported; fix the file
exit 3
)");
    CHECK(epsom.said("import -", R"({"type":"epsom","schema":"epsom/export/9"})"
                                 "\n") ==
          R"(epsom: error: line 1: unknown export schema 'epsom/export/9'; update epsom
epsom: hint: nothing imported; fix the file
exit 3
)");
}

TEST_CASE("an entry becomes what a later file says of it, unless it was changed here") {
    CommandLineAtHome epsom;
    const auto table = [](std::string_view headings, std::string_view porridge, std::string_view soup) {
        return "Day,Time,Group,Food Name,Amount," + std::string{headings} +
               "\n2026-11-18,8:00 AM,Breakfast,Porridge,250 g," + std::string{porridge} +
               "\n2026-11-18,1:00 PM,Lunch,Soup,300 g," + std::string{soup} + "\n";
    };
    epsom.ok("import - -q", table("Magnesium (mg)", "61", "30"));
    const std::string more = table("Magnesium (mg),Iron (mg)", "61,2.5", "30,1.5");
    CHECK(epsom.ok("import -", more).find(": 0 added, 2 updated, 0 unchanged\n") != std::string::npos);
    CHECK(epsom.ok("report 2026-11-18 --nutrient iron --by what --format csv") ==
          "period,nutrient,unit,what,amount,percent_of_total,intakes\n2026-11-18,iron,mg,Porridge,2.5,62.5,1\n"
          "2026-11-18,iron,mg,Soup,1.5,37.5,1\n");
    CHECK(epsom.ok("import -", more).find(": 0 added, 0 updated, 2 unchanged\n") != std::string::npos);
    epsom.ok("undo");
    CHECK(epsom.ok("report 2026-11-18 --nutrient iron --by what --format csv") ==
          "period,nutrient,unit,what,amount,percent_of_total,intakes\n");
    // What was changed here stays; what the file no longer lists stays, too.
    epsom.ok("log edit 1 --note mine -q");
    CHECK(epsom.ok("import -", table("Zinc (mg)", "3", "4")).find(": 0 added, 1 updated, 1 unchanged\n") !=
          std::string::npos);
    CHECK(epsom.ok("report 2026-11-18 --nutrient magnesium --by what --format csv") ==
          "period,nutrient,unit,what,amount,percent_of_total,intakes\n2026-11-18,magnesium,mg,Porridge,61,67,1\n"
          "2026-11-18,magnesium,mg,Soup,30,33,1\n");
}

TEST_CASE("the hint of an import works when it is typed: a row in doubt becomes a supplement") {
    CommandLineAtHome epsom;
    const std::string servings =
        "Day,Time,Group,Food Name,Amount,Energy (kcal),Magnesium (mg)\n"
        "2026-11-18,9:00 PM,Evening,Calm,2 capsules,60,200\n";
    CHECK(epsom.said("import -", servings).find("add --supplements 'Calm'") != std::string::npos);
    CHECK(epsom.ok("import - --supplements Calm", servings).find(": 0 added, 1 updated, 0 unchanged\n") !=
          std::string::npos);
    CHECK(
        epsom.ok("report 2026-11-18 --by source --format csv") ==
        "period,nutrient,unit,source,amount,percent_of_total,intakes\n2026-11-18,magnesium,mg,supplement,200,100,1\n");
}
