#include <doctest/doctest.h>

#include "epsom/domain/amounts/amount.hpp"
#include "exchange/reading.hpp"

using namespace epsom;
using namespace epsom::exchange;
using namespace epsom::test;

namespace {

const std::string header = "Reminded;Name;Dosage;Taken;Tags;Interval;Notes;Reminded (ISO 8601);Taken (ISO 8601)\n";
std::string event(const std::string& name, const std::string& dosage, const std::string& notes = "") {
    return "10/5/26 9:00 PM;" + name + ";" + dosage + ";10/5/26 9:04 PM;;0:00;" + notes +
           ";2026-10-06T01:00:00Z;2026-10-06T01:04:00Z\n";
}
std::string contents(const ImportedEntry& entry) {
    std::string text;
    for (const Content& content : entry.intake.contents) {
        text += std::string{info(content.nutrient).key} + (content.compound.empty() ? "" : ":" + content.compound) +
                "=" + spell(content.amount.value_or(Mass{})) + " ";
    }
    return text;
}
/// What a dosage of a medicine comes to, or why it is refused.
std::string dosed(const std::string& name, const std::string& dosage) {
    const auto reading = read("medtimer", header + event(name, dosage));
    return reading.entries.empty() ? reading.trouble() + reading.notes() : contents(reading.entries.front());
}

}  // namespace

TEST_CASE("MedTimer's events are intakes when they were taken, at the user's time") {
    const auto reading =
        read("medtimer", header +
                             "10/5/26 9:00 PM;Magnesium glycinate;200 mg;10/5/26 9:04 PM;sleep, mineral;0:00;with "
                             "\"water\";2026-10-06T01:00:00Z;2026-10-06T01:04:00Z\n"
                             "10/6/26 9:00 PM;Magnesium glycinate;200 mg;;;0:00;;2026-10-07T01:00:00Z;\n");
    CHECK(reading.trouble() == "");
    REQUIRE(reading.entries.size() == 1);
    const Intake& intake = reading.entries[0].intake;
    CHECK(spell_moment(intake.moment) == "2026-10-06T03:04:00+02:00");
    CHECK(intake.what == "Magnesium glycinate");
    CHECK(intake.note == "with \"water\"");
    CHECK(contents(reading.entries[0]) == "magnesium:glycinate=200 mg ");
    CHECK(reading.notes() == "1 reminder left out: not marked 'taken'\n");
}

TEST_CASE("the strength is read from the dosage or from the name, and never made up") {
    CHECK(dosed("Magnesium glycinate", "200 mg") == "magnesium:glycinate=200 mg ");
    CHECK(dosed("Magnesium citrate 150 mg", "1") == "magnesium:citrate=150 mg ");
    CHECK(dosed("Magnesium citrate 150 mg", "2 tablets") == "magnesium:citrate=300 mg ");
    CHECK(dosed("Magnesium citrate 150 mg", "0.5") == "magnesium:citrate=75 mg ");
    CHECK(dosed("Magnesium Citrate Powder", "0.3g") == "magnesium=300 mg ");
    CHECK(dosed("Vitamin D3 (1000 IU)", "2") == "vitamin-d=50 mcg ");
    CHECK(dosed("Folic acid 400 mcg", "1") == "folate:folic-acid=680 mcg ");
    CHECK(dosed("Magnesium glycinate", "2") ==
          "2:3 unknown amount of magnesium in '2' of 'Magnesium glycinate'; put the strength in MedTimer's name or"
          " dosage, such as '200 mg', or add a dose of this name");
    CHECK(dosed("Magnesium citrate 150 mg", "1/3").starts_with("2:3 '1/3' is not a valid amount"));
    CHECK(dosed("Magnesium citrate 150 mg", "1/2") == "magnesium:citrate=75 mg ");
    CHECK(dosed("Magnesium citrate 150 mg", "1\xC2\xBD tablets") == "magnesium:citrate=225 mg ");
    CHECK(dosed("Magnesium citrate", "187,5 mg") == "magnesium:citrate=187.5 mg ");
    CHECK(dosed("Magnesium citrate", "1,500 mg").starts_with("2:3 ambiguous separator in '1,500 mg'"));
    CHECK(dosed("Eisen 1,5 mg", "2") == "iron=3 mg ");
    CHECK(dosed("Zinc-free Calm 90 mg", "1").find("zinc=") == std::string::npos);
    CHECK(dosed("Multi without iron 90 mg", "1").find("iron=") == std::string::npos);
    CHECK(dosed("Magnesium 100 mg or 200 mg", "1").starts_with("2:3 'Magnesium 100 mg or 200 mg' has two strengths"));
    CHECK(dosed("Calcium with magnesium", "200 mg")
              .starts_with("2:3 'Calcium with magnesium' names several nutrients for one amount"));
    CHECK(dosed("Iron 1,500 mg", "1").starts_with("2:3 '1,500' has a comma"));
    CHECK(dosed("Magnesium 150 mg", "-1").starts_with("2:3 dosage '-1' has a sign; use a number"));
    CHECK(dosed("Vitamin D3", "1000 I.E.") == "vitamin-d=25 mcg ");
    CHECK(dosed("Magnesium 150 mg", "0") == "1 row left out: amount is zero\n");
    CHECK(dosed("Magnesium", "0") == "1 row left out: amount is zero\n");
    CHECK(dosed("Vitamin D3", "0 IU") == "1 row left out: amount is zero\n");
    CHECK(dosed("Ibuprofen", "0") == "1 row left out: amount is zero\n");
}

TEST_CASE("an amount of zero is no dose of a medicine of the backup either") {
    Dose magnesium, ibuprofen;
    magnesium.name = "magnesium 200 mg";
    magnesium.contents = {{Nutrient::magnesium, 200_mg, "", Basis::label}};
    magnesium.serving = {Count{2}, "tablets"};
    ibuprofen.name = "ibuprofen";
    Settings settings = settings_in(berlin());
    settings.dose = [&](std::string_view name) {
        return name == magnesium.name ? &magnesium : name == ibuprofen.name ? &ibuprofen : nullptr;
    };
    for (const std::string amount : {"0", "0.0", "0 tablets", "0 mg"}) {
        const auto reading =
            read("medtimer", header + event("Magnesium 200 mg", amount) + event("Ibuprofen", amount), settings);
        CHECK(reading.trouble() == "");
        CHECK(reading.entries.empty());
        CHECK(reading.notes() == "2 rows left out: amount is zero\n");
    }
}

TEST_CASE("an amount without a number was taken all the same, and stays unknown") {
    const auto reading = read("medtimer",
        header + event("Magnesium citrate 150 mg", "?") + event("Magnesium citrate 150 mg", "") + event("Iron", "two"));
    CHECK(reading.trouble() == "");
    REQUIRE(reading.entries.size() == 3);
    CHECK(reading.entries[0].intake.contents ==
          std::vector<Content>{{Nutrient::magnesium, std::nullopt, "citrate", Basis::label}});
    CHECK_FALSE(amount(reading.entries[2], Nutrient::iron));
    CHECK(reading.notes() ==
          "3 doses imported with an unknown amount, as theirs has no number: 'Iron', 'Magnesium citrate 150 mg'\n");
    Dose calm;
    calm.name = "calm";
    calm.contents = {{Nutrient::magnesium, 400_mg, "glycinate", Basis::label}};
    Settings settings = settings_in(berlin());
    settings.dose = [&calm](std::string_view name) { return name == "calm" ? &calm : nullptr; };
    const auto own = read("medtimer", header + event("calm", "?"), settings);
    REQUIRE(own.entries.size() == 1);
    CHECK(own.entries[0].intake.contents ==
          std::vector<Content>{{Nutrient::magnesium, std::nullopt, "glycinate", Basis::label}});
}

TEST_CASE("blanks and digits of any width are those of a name") {
    for (const std::string name : {"Magnesium\xC2\xA0"
                                   "200 mg",
             "Magnesium\xE2\x80\x89"
             "200\xE2\x80\xAF"
             "mg",
             "Magnesium\xE3\x80\x80"
             "200 mg",
             "Magnesium\xE2\x84\xA2 \xEF\xBC\x92\xEF\xBC\x90\xEF\xBC\x90 mg"})
        CHECK(dosed(name, "1") == "magnesium=200 mg ");
    CHECK(dosed("Magnesium\xC2\xA0Glycinate 100\xC2\xA0mg", "2\xC2\xA0tablets") == "magnesium:glycinate=200 mg ");
    CHECK(dosed("Vitamin D3 25\xC2\xA0\xC2\xB5"
                "g",
              "1") == "vitamin-d=25 mcg ");
    const auto reading = read("medtimer", header + event("Magnesium\xC2\xA0"
                                                         "200 mg",
                                                       "1"));
    REQUIRE(reading.entries.size() == 1);
    CHECK(reading.entries[0].intake.what == "Magnesium 200 mg");
}

TEST_CASE("a name that puts several nutrients together is never one of them alone") {
    for (const std::string name : {"D3 25 \xC2\xB5"
                                   "g + K2",
             "Magnesium 200 mg + B6", "Vitamin C 500 mg + E", "Vitamins C and E 100 mg", "K + D3 25 mcg",
             "Zinc 15 mg and copper", "Calcium/Magnesium 200 mg"}) {
        INFO(name);
        CHECK(dosed(name, "1").find("names several nutrients for one amount") != std::string::npos);
    }
    CHECK(dosed("Vitamin D3 25 mcg a day", "1") == "vitamin-d=25 mcg ");
    CHECK(dosed("Vitamin C 500 mg + rose hips", "1") == "vitamin-c=500 mg ");
    CHECK(dosed("Magnesium 200 mg + C", "1") == "magnesium=200 mg ");
}

TEST_CASE("medicines of one name are one dose, with the reminders of all") {
    const auto backup = [](const std::string& second, const std::string& reminders) {
        return R"({"medicines":{"list":[{"medicine":{"name":"Magnesium 100 mg","amount":30},"reminders":[{"timeInMinutes":480,"amount":"1"}]},
{"medicine":{"name":")" +
               second + R"(","amount":20},"reminders":[)" + reminders + "]}]}}";
    };
    const auto both = read("medtimer", backup("MAGNESIUM 100 mg", R"({"timeInMinutes":1260,"amount":"2"})"));
    REQUIRE(both.products.size() == 1);
    REQUIRE(both.products[0].schedules.size() == 1);
    CHECK(both.products[0].dose.name == "Magnesium 100 mg");
    CHECK(both.products[0].schedules[0].times ==
          std::vector<SlotTime>{{minutes{480}, Count{1}}, {minutes{1260}, Count{2}}});
    CHECK(both.products[0].by_hand ==
          std::vector<ByHand>{{"2 medicines are called 'Magnesium 100 mg'; they are imported as one dose"},
              {"2 medicines are called 'Magnesium 100 mg'; the stock is that of the first"}});
    const auto apart = read("medtimer",
        backup("Magnesium 100 mg",
            R"({"timeInMinutes":480,"amount":"1","intervalStart":1795000000,"intervalStartsFromProcessed":true})"));
    REQUIRE(apart.products.size() == 1);
    REQUIRE(apart.products[0].schedules.size() == 1);
    CHECK(apart.products[0].schedules[0].times == std::vector<SlotTime>{{minutes{480}, Count{1}}});
    REQUIRE(apart.products[0].by_hand.size() == 2);
    CHECK(apart.products[0].by_hand[0] ==
          ByHand{
              "2 medicines are called 'Magnesium 100 mg'; their reminders do not fit one schedule, so only those of the"
              " first are kept",
              "dose schedule", {"--at", "08:00"}});
}

TEST_CASE("medicines without nutrients are kept without amounts, and named") {
    const auto reading = read("medtimer",
        header + event("Levothyroxine 50 mcg", "1") + event("Ibuprofen", "400 mg") + event("Ibuprofen", "400 mg"));
    CHECK(reading.trouble() == "");
    CHECK(reading.entries.size() == 3);
    CHECK(reading.entries[0].intake.contents.empty());
    CHECK(reading.notes().find("3 doses imported without amounts, as the name contains no tracked nutrient:"
                               " 'Ibuprofen', 'Levothyroxine 50 mcg'") != std::string::npos);
}

TEST_CASE("a medicine that the user has as a dose contains what the dose does") {
    Dose calm;
    calm.name = "calm";
    calm.uuid = "11111111-1111-4111-8111-111111111111";
    calm.contents = {{Nutrient::magnesium, 400_mg, "glycinate", Basis::label}};
    calm.serving = {Count{2}, "capsules"};
    Settings settings = settings_in(berlin());
    settings.dose = [&calm](std::string_view name) { return name == "calm" ? &calm : nullptr; };
    const auto reading = read("medtimer", header + event("Calm", "1 capsule") + event("Calm", "2"), settings);
    REQUIRE(reading.entries.size() == 1);
    CHECK(contents(reading.entries[0]) == "magnesium:glycinate=200 mg ");
    CHECK(reading.entries[0].intake.dose == calm.uuid);
    CHECK(reading.trouble() == "3:3 '2' could be servings or capsules; use '2 capsules'");
}

TEST_CASE("semicolons and line breaks, which MedTimer does not quote, shift nothing silently") {
    const auto reading = read("medtimer",
        header + event("Iron", "18 mg", "one; two") + event("Iron; slow", "18 mg") +
            "10/5/26 9:00 PM;Iron;18 mg;10/5/26 9:04 PM;;0:00;two\nlines;2026-10-06T01:00:00Z;2026-10-06T01:04:00Z\n");
    REQUIRE(reading.entries.size() == 1);
    CHECK(contents(reading.entries[0]) == "iron=18 mg ");
    CHECK(reading.trouble() ==
          "3:2 10 fields instead of 9: MedTimer does not quote ';' in names; import its JSON backup\n"
          "4:7 7 fields instead of 9: MedTimer does not quote line breaks in notes; import its JSON backup\n"
          "5:3 3 fields instead of 9: MedTimer does not quote line breaks in notes; import its JSON backup");
}

TEST_CASE("other tables of MedTimer are named, translated headings understood") {
    CHECK(read("medtimer", "Medicine;Dosage;Time\n").trouble() ==
          "stopped 1:0 this is the medicine list of MedTimer; import the event list or the backup");
    CHECK(read("medtimer", "a;b\n").trouble() == "stopped 1:0 expected the 9 columns of MedTimer's event list");
    CHECK(read("medtimer", "").trouble() == "stopped 1:0 the file is empty");
    CHECK(read("medtimer",
              "Erinnert;Name;Dosis;Genommen;Tags;Intervall;Notizen;Erinnert (ISO 8601);Genommen (ISO 8601)\n" +
                  event("Iron", "18 mg"))
              .entries.size() == 1);
}

TEST_CASE("MedTimer's backup gives the events that were taken") {
    const auto reading = read("medtimer", R"({"settings":{"x":[1,2,{"list":[{"a":1}]}]},"events":{"version":25,"list":[
{"medicineName":"Magnesium citrate 150 mg","amount":"1","status":"TAKEN","remindedTimestamp":1791234000,"processedTimestamp":1791234240,"reminderId":3,"tags":["sleep"],"notes":"warm"},
{"medicineName":"Magnesium citrate 150 mg","amount":"1","status":"SKIPPED","processedTimestamp":1791234240},
{"medicineName":"Magnesium citrate 150 mg","amount":"1","status":"RAISED"},
{"medicineName":"Magnesium citrate 150 mg","amount":"1","status":"TAKEN"},
{"medicineName":"Magnesium citrate 150 mg","amount":"1","status":"EATEN"},
{"medicineName":"Magnesium citrate 150 mg","amount":"1","status":"TAKEN","processedTimestamp":99999999999999}
]}})");
    REQUIRE(reading.entries.size() == 1);
    CHECK(spell_moment(reading.entries[0].intake.moment) == "2026-10-05T23:04:00+02:00");
    CHECK(contents(reading.entries[0]) == "magnesium:citrate=150 mg ");
    CHECK(reading.entries[0].intake.note == "warm");
    CHECK(reading.entries[0].line == 2);
    CHECK(reading.trouble() ==
          "5:1 missing processedTimestamp (time taken)\n6:1 unknown status 'EATEN'\n"
          "7:1 time 100000000000 (seconds since 1970) is out of range; check the date");
    CHECK(reading.notes() ==
          "1 skipped reminder left out: the file has no schedules\n1 reminder left out: not marked 'taken'\n");
}

TEST_CASE("the event list and the backup of the same events are different imports, each repeatable") {
    const std::string single =
        R"({"version":25,"list":[{"medicineName":"Iron 18 mg","amount":"1","status":"TAKEN","processedTimestamp":1791234240}]})";
    CHECK(read("medtimer", single) == read("medtimer", single));
    CHECK(read("medtimer", single).entries.size() == 1);
    const auto csv =
        read("medtimer", header + "x;Iron 18 mg;1;10/5/26 9:04 PM;;0:00;;2026-10-05T21:00:00Z;2026-10-05T21:04:00Z\n");
    CHECK(csv.entries.at(0).intake.uuid == read("medtimer", single).entries.at(0).intake.uuid);
}

TEST_CASE("medicines of the backup are doses where they say what they contain") {
    const auto reading = read("medtimer", R"({"medicines":{"version":25,"list":[
{"medicine":{"name":"Magnesium citrate 150 mg","amount":60,"unit":"tablets","notes":"evening"},"tags":[],"reminders":[
  {"timeInMinutes":1260,"amount":"2","days":[true,true,true,true,true,true,true],"active":true},
  {"timeInMinutes":480,"amount":"1","days":[true,true,true,true,true,true,true],"active":true},
  {"timeInMinutes":481,"amount":"1","active":false}]},
{"medicine":{"name":"Iron"},"reminders":[{"timeInMinutes":480,"amount":"18 mg","days":[true,false,true,false,true,false,true]}]},
{"medicine":{"name":"Magnesium"},"reminders":[{"timeInMinutes":480,"amount":"1"}]},
{"medicine":{"name":"Ibuprofen"},"reminders":[]}]}})");
    CHECK(reading.trouble() == "");
    REQUIRE(reading.products.size() == 4);
    const auto& magnesium = reading.products[0];
    CHECK(magnesium.dose.name == "Magnesium citrate 150 mg");
    CHECK(magnesium.dose.contents == std::vector<Content>{{Nutrient::magnesium, 150_mg, "citrate", Basis::label}});
    CHECK(magnesium.dose.serving == Serving{Count{1}, "tablets"});
    CHECK(magnesium.dose.stock == Count{60});
    REQUIRE(magnesium.schedules.size() == 1);
    CHECK(magnesium.schedules[0].times == std::vector<SlotTime>{{minutes{480}, Count{1}}, {minutes{1260}, Count{2}}});
    CHECK(reading.products[1].dose.contents == std::vector<Content>{{Nutrient::iron, 18_mg, "", Basis::label}});
    REQUIRE(reading.products[1].schedules.size() == 1);
    CHECK(reading.products[1].schedules[0].rule == Rule{OnWeekdays{0b1010101}});
    CHECK(reading.products[2].dose.contents ==
          std::vector<Content>{{Nutrient::magnesium, std::nullopt, "", Basis::label}});
    CHECK(reading.products[3].dose.substance == "ibuprofen");
    CHECK(reading.products[2].by_hand ==
          std::vector<ByHand>{{"missing amount of magnesium in 'Magnesium'", "dose edit", {"--label", "-"}}});
    CHECK(reading.products[3].by_hand ==
          std::vector<ByHand>{{"'Ibuprofen' is imported without contents: its name contains no tracked nutrient"}});
    CHECK(reading.notes() == "");
}

TEST_CASE("broken JSON is refused with line and column") {
    CHECK(read("medtimer", "{\"events\":{\"list\":[\n{\"status\":\"TAKEN\"").trouble() ==
          "stopped 2:17 the file ends in the middle of the JSON; it may be truncated");
    CHECK(read("medtimer", "{\"events\":\n oops}").trouble() == "stopped 2:2 invalid JSON");
    CHECK(
        read("medtimer", "{\"a\":1}").trouble() == "stopped 1:1 not a MedTimer backup: no list of events or medicines");
    CHECK(read("medtimer", "{\"a\":" + std::string(100'000, '[')).trouble() ==
          "stopped 1:69 the JSON is nested deeper than 64 levels");
    CHECK(read("medtimer", "{\"events\":{\"list\":[{\"notes\":\"" + std::string(300'000, 'x') + "\"}]}}")
              .summary.stopped->reason == "a string is longer than 64 kB");
}
