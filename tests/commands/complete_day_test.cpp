// Days that say how complete they are: `log complete`, `profile set --food-log`, `check open-day`, and what reports
// make of them.

#include <SQLiteCpp/Database.h>

#include "command_line.hpp"
#include "epsom/text/text.hpp"
#include "paths.hpp"

using namespace epsom;
using namespace epsom::test;
using Json = nlohmann::json;

namespace {

/// The columns from `days_logged` to `status`, without the reference values.
std::string judged(CommandLine& epsom, const std::string& period, const std::string& more = "") {
    std::string text;
    const Json report = epsom("report " + period + " --format json " + more).json();
    for (const Json& row : report.at("rows")) {
        text += (text.empty() ? "" : "\n") + row.at("period").get<std::string>() + " " + row.at("days_logged").dump();
        for (const char* key : {"supplement", "food", "usual_diet", "total"}) text += " " + row.at(key).dump();
        text += " " + row.at("diet").get<std::string>() + (row.at("at_least").get<bool>() ? " >= " : " ") +
                row.at("status").get<std::string>();
    }
    return text;
}

void at(CommandLine& epsom, std::string_view local) { epsom.now = *parse_instant(local, epsom.zone); }

}  // namespace

TEST_CASE("a cup of coffee leaves a met day met") {
    CommandLine epsom;
    epsom.as_woman().ok("profile set --diet magnesium=240mg");
    epsom.ok("log glycinate 150mg");
    CHECK(judged(epsom, "today") == "2026-11-20 1 150 0 240 390 usual met");
    CHECK(
        epsom.ok("log 7mg magnesium --food").find("Magnesium today  390 of 320 mg (RDA), met\n") != std::string::npos);
    CHECK(judged(epsom, "today") == "2026-11-20 1 150 7 233 390 usual met");
    CHECK(epsom.ok("log complete food").find("Magnesium today  157 of 320 mg (RDA), not met\n") != std::string::npos);
    CHECK(judged(epsom, "today") == "2026-11-20 1 150 7 0 157 logged below");
    epsom.ok("undo");
    CHECK(judged(epsom, "today") == "2026-11-20 1 150 7 233 390 usual met");
}

TEST_CASE("some food without a usual diet leaves the day open") {
    CommandLine epsom;
    epsom.as_woman().ok("log glycinate 100mg");
    CHECK(judged(epsom, "today") == "2026-11-20 1 100 0 0 100 unknown >= unknown");
    CHECK(epsom.ok("log almonds 30g").find("Magnesium today  at least 181 of 320 mg (RDA)\n") != std::string::npos);
    CHECK(judged(epsom, "today") == "2026-11-20 1 100 81 0 181 partial >= unknown");
    CHECK(epsom("check --format short").out.find("\u2265181/320") != std::string::npos);
    const std::string page = epsom.ok("report today");
    CHECK(page.find("\n2026-11-20  only some food logged\n") != std::string::npos);
    CHECK(page.find("epsom log complete food 2026-11-20\n") != std::string::npos);
    CHECK(epsom.ok("report today --format md")
              .find("Only some food logged on 1 of 1 day with entries; totals are minimums.") != std::string::npos);
    CHECK(epsom("report today --format json").json().at("summary").at("days_diet_partial") == 1);
    epsom.ok("log complete food 2026-11-20");
    CHECK(epsom("check --format short").out.find("Mg 181/320") != std::string::npos);
    CHECK(epsom.ok("report today").find("minimum") == std::string::npos);
}

TEST_CASE("a silent day that was declared complete counts as zero and enters means") {
    CommandLine epsom;
    epsom.as_woman().ok("log glycinate 200mg 2026-11-18 21:00");
    CHECK(epsom.ok("log complete 2026-11-17..2026-11-18") ==
          "Complete: food and supplements for 2026-11-17..2026-11-18, 2 days\n");
    CHECK(judged(epsom, "2026-11-16..2026-11-19") ==
          "2026-11-16 0 null null null null unknown >= none\n2026-11-17 1 0 0 0 0 logged below\n"
          "2026-11-18 1 200 0 0 200 logged below\n2026-11-19 0 null null null null unknown >= none");
    CHECK(judged(epsom, "week", "--by week") == "2026-W47 2 100 0 0 100 logged below");
    CHECK(epsom("report all --format json").json().at("from") == "2026-11-17");
    CHECK(epsom.ok("report 2026-11-17 --explain --format csv")
              .find("supplements: declared complete; food: declared complete") != std::string::npos);
    CHECK(epsom.ok("report week --by what --format csv")
              .ends_with("\n2026-11-16..2026-11-20,magnesium,mg,glycinate,200,100,1\n"));
}

TEST_CASE("supplements that are complete leave the food as it was, and food leaves the supplements") {
    CommandLine epsom;
    epsom.as_woman();
    epsom.ok("log complete supplements 2026-11-18");
    CHECK(judged(epsom, "2026-11-18") == "2026-11-18 1 0 0 0 0 unknown >= unknown");
    epsom.ok("profile set --diet magnesium=330mg");
    CHECK(judged(epsom, "2026-11-18") == "2026-11-18 1 0 0 330 330 usual met");
    epsom.ok("log complete food 2026-11-19");
    CHECK(judged(epsom, "2026-11-19") == "2026-11-19 1 0 0 0 0 logged below");
}

TEST_CASE("a complete food log closes a day that is over, not one that goes on") {
    CommandLine epsom;
    epsom.as_woman().ok("profile set --food-log complete --diet magnesium=250mg");
    epsom.ok("log glycinate 100mg");
    epsom.ok("log almonds 30g");
    CHECK(judged(epsom, "today") == "2026-11-20 1 100 81 169 350 usual met");
    at(epsom, "2026-11-21T00:00");
    CHECK(judged(epsom, "2026-11-20") == "2026-11-20 1 100 81 0 181 logged below");
    epsom.ok("profile set --day-start 04:00");
    CHECK(judged(epsom, "2026-11-20") == "2026-11-20 1 100 81 169 350 usual met");
    epsom.ok("profile unset food-log");
    at(epsom, "2026-11-21T04:00");
    CHECK(judged(epsom, "2026-11-20") == "2026-11-20 1 100 81 169 350 usual met");
}

TEST_CASE("the profile shows its food log where one was set") {
    CommandLine epsom;
    CHECK(epsom("profile --format json").json().at("food_log") == "partial");
    CHECK(epsom.ok("profile").find("food log") == std::string::npos);
    CHECK(epsom.ok("profile set --food-log Complete").find("food log      complete\n") != std::string::npos);
    CHECK(epsom("profile --format json").json().at("food_log") == "complete");
    CHECK(epsom.ok("report today --format html").find("<th>Food log</th><td>complete: ") != std::string::npos);
    CHECK(epsom("profile set --food-log all").err ==
          "epsom: error: unknown food log 'all'\nepsom: hint: use complete or partial\n");
    CHECK(epsom("profile set --food-log complet").err ==
          "epsom: error: unknown food log 'complet'\nepsom: hint: did you mean 'complete'?\n");
    epsom.ok("profile unset food-log");
    CHECK(epsom.ok("profile").find("food log") == std::string::npos);
}

TEST_CASE("days are declared in the words of periods and days") {
    CommandLine epsom;
    const auto declared = [&epsom](const std::string& words) {
        epsom.ok("log complete " + words);
        const Store store = Store::open(epsom.file(), Store::Access::read);
        std::string text;
        for (const CompleteDay& complete : store.complete_days({day("2000-01-01"), day("2100-01-01")}))
            text += record_key(complete) + "\n";
        return text;
    };
    const auto undone = [&](const std::string& words) {
        const std::string text = declared(words);
        epsom.ok("undo");
        return text;
    };
    CHECK(undone("") == "2026-11-20 supplement\n2026-11-20 food\n");
    CHECK(undone("food") == "2026-11-20 food\n");
    CHECK(undone("food supplements food") == "2026-11-20 supplement\n2026-11-20 food\n");
    CHECK(undone("yesterday Food") == "2026-11-19 food\n");
    CHECK(undone("supplement 2026-11-16") == "2026-11-16 supplement\n");
    CHECK(undone("food 2026-11-01..2026-11-02") == "2026-11-01 food\n2026-11-02 food\n");
    CHECK(
        undone("food week") == "2026-11-16 food\n2026-11-17 food\n2026-11-18 food\n2026-11-19 food\n2026-11-20 food\n");
    CHECK(split(undone("last-week"), '\n').size() == 14 + 1);
    CHECK(declared("food yesterday") == "2026-11-19 food\n");
    CHECK(declared("2d") == "2026-11-19 supplement\n2026-11-19 food\n2026-11-20 supplement\n2026-11-20 food\n");
    CHECK(declared("--not food 2d") == "2026-11-19 supplement\n2026-11-20 supplement\n");
    CHECK(epsom.ok("undo") == "Undone: log complete --not food 2026-11-19..2026-11-20\n");
}

TEST_CASE("what has no effect is refused, and its hint works") {
    CommandLine epsom;
    CHECK(epsom("log complete --not").err ==
          "epsom: error: 2026-11-20 is not declared complete\n"
          "epsom: hint: to declare it: epsom log complete 2026-11-20\n");
    epsom.ok("log complete 2026-11-20");
    CHECK(epsom("log complete food").err ==
          "epsom: error: food 2026-11-20 is already declared complete\n"
          "epsom: hint: to withdraw it: epsom log complete --not food 2026-11-20\n");
    CHECK(epsom("log complete food").status == 2);
    CHECK(epsom.ok("log complete --not food 2026-11-20").starts_with("Not complete: food for 2026-11-20\n"));
    CHECK(epsom("log complete --not food").err ==
          "epsom: error: food 2026-11-20 is not declared complete\n"
          "epsom: hint: to declare it: epsom log complete food 2026-11-20\n");
    CHECK(epsom("log complete foood").err ==
          "epsom: error: 'foood' is not a period\nepsom: hint: did you mean 'food'?\n");
    CHECK(epsom("log complete tomorrow").status == 2);
    CHECK(epsom("log complete 2026-11-21")
              .err.starts_with("epsom: error: '2026-11-21' starts after today,"
                               " 2026-11-20\n"));
}

TEST_CASE("an entry on a declared day counts, and the answer says that the day stays declared") {
    CommandLine epsom;
    epsom.as_woman().ok("log complete");
    CHECK(epsom.ok("log almonds 30g").find("Food on 2026-11-20 stays declared complete.\n") != std::string::npos);
    CHECK(epsom.ok("log glycinate 100mg").find("stays") == std::string::npos);
    CHECK(judged(epsom, "today") == "2026-11-20 1 100 81 0 181 logged below");
}

TEST_CASE("declared days go to another device and back in an export") {
    CommandLine laptop, phone;
    laptop.ok("log complete food 2026-11-18..2026-11-19");
    laptop.ok("log complete --not food 2026-11-19");
    const std::string device = laptop.ok("export");
    CHECK(device.find(R"({"type":"complete","uuid":"2026-11-18 food",)") != std::string::npos);
    CHECK(device.find(R"({"type":"tombstone","uuid":"2026-11-19 food",)") != std::string::npos);
    phone.ok("import -", device);
    CHECK(phone.ok("export") == device);
    CHECK(phone.ok("check database") == "");
    CHECK(phone("log complete food 2026-11-18").status == 2);
}

TEST_CASE("a food of which one nutrient alone is known is the same in a report of one nutrient and of all") {
    CommandLine epsom;
    epsom.as_woman();
    const std::string device =
        R"({"type":"epsom","schema":"epsom/export/1"})"
        "\n"
        R"({"type":"entry","uuid":"a","stamp":1,"id":1,"at":"2026-11-20T08:00:00+01:00","day":"2026-11-20","what":"soup","kind":"food","servings":1,"source":"food","route":"oral","note":null,)"
        R"("quantity_ng":null,"serving_unit":null,"dose":null,"value":null,"onset":null,"recorded":1,"contents":[{"nutrient":"magnesium","amount":60,"unit":"mg","compound":"","basis":"label","ng":60000000}]})"
        "\n";
    epsom.ok("import -", device);
    const std::string all =
        epsom.ok("report today --nutrient magnesium,iron,calcium,vitamin-d,b12,folate --format csv");
    for (const char* nutrient : {"magnesium", "iron", "calcium", "vitamin-d", "vitamin-b12", "folate"}) {
        const auto lines = split(epsom.ok(std::string{"report today --format csv --nutrient "} + nutrient), '\n');
        CHECK(all.find(lines[1]) != std::string::npos);
    }
    CHECK(judged(epsom, "today", "--nutrient iron") == "2026-11-20 1 0 0 0 0 partial >= unknown");
    epsom.ok("log complete");
    CHECK(judged(epsom, "today", "--nutrient iron") == "2026-11-20 1 0 0 0 0 logged >= unknown");
    CHECK(judged(epsom, "today") == "2026-11-20 1 0 60 0 60 logged below");
}

TEST_CASE("an evening whose supplements were declared had no dose") {
    CommandLine epsom;
    epsom.ok("log glycinate 200mg 2026-11-16 21:00");
    for (const char* night : {"2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19"})
        epsom.ok(std::string{"log symptom 4 --night "} + night);
    epsom.ok("log complete supplements 2026-11-17");
    epsom.ok("log complete food 2026-11-18");
    CHECK(epsom("report symptoms week --format json").json().dump().find("\"dose_unknown\":2") != std::string::npos);
}

TEST_CASE("an open day is said once an evening, and only on request") {
    CommandLine epsom;
    epsom.as_woman();
    at(epsom, "2026-11-20T19:00");
    CHECK(epsom("check open-day").status == 0);
    CHECK(epsom("check open-day --from 18:30").status == 1);
    at(epsom, "2026-11-20T20:00");
    CHECK(epsom("check").out == "");
    CHECK(epsom("check all").out.find("complete") == std::string::npos);
    CHECK(epsom("check open-day --once").out ==
          "2026-11-20: nothing logged; if nothing was taken or eaten: epsom log complete\n");
    CHECK(epsom("check open-day --once").out == "");
    CHECK(epsom("check open-day --format short").out == "Mg -/320 \u00B7 open: 2026-11-20\n");
    CHECK(epsom("check open-day --format json").json().at("findings")[0].at("code") == "day-open");
    epsom.ok("log almonds 30g");
    CHECK(epsom("check open-day").out ==
          "2026-11-20: food not marked complete; if all of it is logged: epsom log complete food\n");
    epsom.ok("log complete food");
    CHECK(epsom("check open-day").status == 0);
    at(epsom, "2026-11-21T20:00");
    CHECK(epsom("check open-day --once").out ==
          "2026-11-21: nothing logged; if nothing was taken or eaten: epsom log complete\n");
    CHECK(epsom("check all").out.find("2026-11-21: nothing logged; if nothing was taken") !=
          std::string::npos);  // days are declared here
    CHECK(epsom("check --from 20:00").err ==
          "epsom: error: --from requires 'check open-day'\nepsom: hint: epsom check open-day --from 20:00\n");
    CHECK(epsom("check open-day --from x").status == 2);
}

TEST_CASE("after an upgrade the first report that has such days says once that some food is no longer all food") {
    CommandLine epsom;
    fs::create_directories(epsom.file().parent_path());
    SQLite::Database{epsom.file().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE}.exec(
        bytes_of(data_path("schema_1.sql")) + "DELETE FROM setting WHERE key = 'diet.magnesium';");
    at(epsom, "2026-11-22T22:00");
    const std::string said =
        "epsom: warning: a day's logged food is no longer assumed to be complete: 1 day changes from below target to "
        "unknown\n"
        "epsom: hint: if you log all your food: epsom profile set --food-log complete\n";
    CHECK(epsom("report 2026-11-19").err == "");
    CHECK(epsom("report --format csv").err == said);
    CHECK(epsom("report").err == "");
    CHECK(epsom.ok("undo") != "");
    CHECK(epsom("report").err == "");
    CommandLine fresh;
    fresh.as_woman().ok("log almonds 30g");
    CHECK(fresh("report").err == "");
}
