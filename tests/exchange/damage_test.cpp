// Every reader on damaged files: pieces, other line ends, and a few hundred random changes with a fixed seed. The fuzz
// targets
// (-DEPSOM_FUZZ=ON) do the same without end.

#include <sqlite3.h>

#include <array>
#include <cstdlib>
#include <random>

#include <doctest/doctest.h>

#include "exchange/reading.hpp"
#include "fuzz/targets.hpp"
#include "temporary.hpp"

using namespace epsom;
using namespace epsom::exchange;
using namespace epsom::test;

namespace {

const std::string table =
    "date,time,what,amount,unit,nutrient,compound,basis,source,note\n2026-10-05,08:00,oxide,500,mg,,,compound,,\"two\n"
    "lines\"\n"
    "2026-10-05,9:00 PM,Multi,1000,IU,vitamin d,,,,\xC2\xB5\n2026-10-05,9:00 PM,Multi,18,mg,iron,,,,'=1\n"
    "2026-10-06,,almonds,30,g,,,,food,\n2026-10-25,02:30,iron,18mg,,,,,,\n";
const std::string own =
    "id,at,day,what,kind,servings,amount,unit,nutrient,compound,basis,source,route,note,quantity,quantity_unit,detail\n"
    "1,2026-10-05T08:00:00+02:00,2026-10-05,calm,dose,2,200,mg,magnesium,glycinate,label,supplement,oral,\"a, b\",,,\n"
    "1,2026-10-05T08:00:00+02:00,2026-10-05,calm,dose,2,5,mg,zinc,,label,supplement,oral,\"a, b\",,,\n"
    "2,2026-10-05T09:00:00+02:00,2026-10-05,levo,substance,1,,,,,,,,,,,\n"
    "3,2026-10-06T08:00:00+02:00,2026-10-05,rls,symptom,,,,,,,,,left leg,6.5,score,from 23:30\n"
    "4,2026-10-06T08:00:00+02:00,2026-10-05,sleep,sleep,,,,,,,,,,405,min,quality 7\n"
    "5,2026-10-05T15:00:00+02:00,2026-10-05,coffee,factor,,,,,,,,,,2,cups,\n"
    "6,2026-10-05T12:00:00+02:00,2026-10-05,ferritin,lab,,,,,,,,,,45,ng/mL,45 in 15..150\n"
    "7,2026-10-05T12:00:00+02:00,2026-10-05,note,note,,,,,,,,,long flight,,,\n";
const std::string events =
    "Reminded;Name;Dosage;Taken;Tags;Interval;Notes;Reminded (ISO 8601);Taken (ISO 8601)\n"
    "10/5/26 9:00 PM;Magnesium glycinate 100 mg;2;10/5/26 9:04 PM;a, b;0:00;x; "
    "y;2026-10-06T01:00:00Z;2026-10-06T01:04:00Z\n"
    "10/5/26 9:00 PM;Ibuprofen;1;10/5/26 9:04 PM;;0:00;;2026-10-06T01:00:00Z;2026-10-06T01:04:00Z\n";
const std::string backup =
    "{\"medicines\":{\"version\":25,\"list\":[{\"medicine\":{\"name\":\"Iron 18 "
    "mg\",\"amount\":60,\"unit\":\"tablets\"},\"reminders\":[{\"timeInMinutes\":480,\"amount\":\"1\","
    "\"days\":[true,true]}]}]},\n"
    "\"events\":{\"version\":25,\"list\":[{\"medicineName\":\"Iron 18 "
    "mg\",\"amount\":\"1\",\"status\":\"TAKEN\",\"processedTimestamp\":1791234240,"
    "\"tags\":[],\"notes\":\"\\u00b5\"}]}}";
const std::string plans =
    R"({"medicines":{"version":25,"list":[{"medicine":{"name":"Iron 18 mg","amount":60.0,"expirationDate":20900},
"reminders":[{"reminderId":2,"timeInMinutes":120,"amount":"1","linkedReminderId":1}]},
{"medicine":{"name":"Zinc 10 mg","amount":9.5},"reminders":[{"reminderId":1,"timeInMinutes":480,"amount":"20 mg",
"consecutiveDays":21,"pauseDays":7,"cycleStartDay":20700,"periodStart":20750,"periodEnd":20800},
{"reminderId":3,"timeInMinutes":0,"outOfStockReminderType":"ONCE","outOfStockThreshold":10}]},
{"medicine":{"name":"Calcium 500 mg"},"reminders":[{"reminderId":4,"timeInMinutes":240,"amount":"2",
"windowedInterval":true,"intervalStartTimeOfDay":480,"intervalEndTimeOfDay":120}]},
{"medicine":{"name":"Biotin 30 mcg"},"reminders":[{"reminderId":5,"timeInMinutes":60,"amount":"1","activeDaysOfMonth":5}]}]}})";
const std::string marks =
    "Date,Zinc 10 mg,\"Walk, far\",\n2026-10-05,YES_MANUAL,25000,\n2026-10-06,2,NO,\n2026-10-07,SKIP,YES_MANUAL,\n";
const std::string phone_json =
    "{\"data\":{\"metrics\":[{\"name\":\"magnesium\",\"units\":\"mg\",\"data\":[{\"qty\":80.5,\"date\":\"2026-10-05 "
    "12:00:00 -0400\",\"source\":\"App\"}]},{\"name\":\"step_count\",\"units\":\"count\",\"data\":[]}],\n"
    "\"medications\":[{\"displayText\":\"Iron 18 mg\",\"start\":\"2026-10-05 07:00:00 -0400\",\"dosage\":1,"
    "\"units\":\"count\",\"status\":\"Taken\"}]}}";
const std::string label =
    "{\"id\":1,\"fullName\":\"P\",\"servingSizes\":[{\"order\":1,\"minQuantity\":2,\"maxQuantity\":2,"
    "\"unit\":\"Capsule(s)\"}],\"ingredientRows\":[{\"name\":\"Magnesium (as Oxide)\","
    "\"quantity\":[{\"servingSizeOrder\":1,\"operator\":\"=\",\"quantity\":200.5,\"unit\":\"mg\"}],"
    "\"forms\":[{\"name\":\"x\"}]},{\"name\":\"Folic Acid\",\"quantity\":[{\"quantity\":"
    "400,\"unit\":\"mcg\"}]},{\"name\":\"Blend\",\"nestedRows\":[{\"name\":\"Iron "
    "Bisglycinate\",\"quantity\":[{\"quantity\":5,\"unit\":\"mg\"}]}]}]}";

std::string foods() {
    return sample("fdc_csv/nutrient.csv") + "----\n" + sample("fdc_csv/food.csv") + "----\n" +
           sample("fdc_csv/food_nutrient.csv").substr(0, 3000);
}
std::string first_lines(const std::string& text, std::size_t bytes) {
    return text.substr(0, text.find('\n', bytes) + 1);
}

std::string database() {
    const TemporaryDirectory directory;
    const auto path = directory / "health.db";
    sqlite3* db = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &db) == SQLITE_OK);
    std::string sql =
        "PRAGMA page_size = 512; CREATE TABLE nutrition_record_table(row_id INTEGER PRIMARY KEY, start_time INTEGER, "
        "meal_name TEXT, magnesium REAL, iron REAL);";
    for (int i = 0; i < 60; ++i)
        sql += "INSERT INTO nutrition_record_table(start_time, meal_name, magnesium) VALUES (17912342" +
               std::to_string(i % 10) + "0000, 'meal', 0.1);";
    REQUIRE(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(db);
    return bytes_of(path);
}

/// One to five changes: bytes flipped, cut out, doubled, moved, or replaced by what readers stumble over.
std::string damaged(std::string bytes, std::mt19937& random) {
    static const std::array<std::string, 24> stumbles{"\"", "\r", "\n", "\r\n", ",", ";", std::string(1, '\0'), "\xB5",
        "\xEF\xBB\xBF", "\x1B[2J", "9e99", "-1", "1,5", "<", ">", "]]>", "&x;", "<!DOCTYPE", "{", "[", "}", "\\u0000",
        "'=", "99999999999999999999"};
    const auto below = [&random](std::size_t n) { return n == 0 ? 0 : random() % n; };
    for (std::size_t changes = 1 + below(5); changes > 0 && !bytes.empty(); --changes) {
        const std::size_t at = below(bytes.size());
        const std::size_t length = std::min<std::size_t>(below(20) + 1, bytes.size() - at);
        switch (below(6)) {
            case 0: bytes[at] = static_cast<char>(random() & 0xFF); break;
            case 1: bytes.erase(at, length); break;
            case 2: bytes.insert(at, bytes.substr(at, length)); break;
            case 3: bytes.insert(at, stumbles[below(stumbles.size())]); break;
            case 4: bytes.resize(at); break;
            default: std::swap(bytes[at], bytes[below(bytes.size())]); break;
        }
    }
    return bytes;
}

void damage(
    const std::vector<std::string>& seeds, std::string_view name, void (*target)(std::string_view), int trials) {
    CHECK(wrote_seeds(name, seeds) == (std::getenv("EPSOM_FUZZ_SEEDS") != nullptr));
    std::mt19937 random{20261105};  // fixed seed: a failure can be repeated
    for (const auto& seed : seeds) {
        CHECK_NOTHROW(target(seed));
        for (int trial = 0; trial < trials; ++trial) {
            const std::string bytes = damaged(seed, random);
            INFO(bytes.substr(0, 2000));
            REQUIRE_NOTHROW(target(bytes));
        }
    }
}

}  // namespace

TEST_CASE("a file cut into two pieces anywhere reads like the whole") {
    const auto check = [](std::string_view from, const std::string& text) {
        const Reading whole = read(from, text);
        CHECK(whole.entries.size() + whole.products.size() > 0);
        for (std::size_t cut = 0; cut <= text.size(); ++cut) REQUIRE(read_cut(from, text, cut) == whole);
    };
    check("csv", table);
    check("csv", own);
    check("cronometer", first_lines(sample("cronometer_servings.csv"), 2500));
    check("cronometer", first_lines(sample("cronometer_dailysummary.csv"), 1500));
    check("apple-health", first_lines(sample("apple_health_export.xml"), 5000));
    check("medtimer", events);
    check("medtimer", " \n" + backup);
    check("medtimer", plans);
    check("loop-habit", marks);
    check("health-auto-export", phone_json);
    check("dsld", label);
}

TEST_CASE("byte order marks and Windows line ends change nothing but the place of an error") {
    for (const std::string name :
        {"cronometer_servings.csv", "cronometer_dailysummary.csv", "apple_health_export.xml"}) {
        const std::string text = sample(name);
        std::string windows = "\xEF\xBB\xBF";
        for (const char c : text) windows += c == '\n' ? std::string{"\r\n"} : std::string{c};
        const std::string_view from = name.starts_with("apple") ? "apple-health" : "cronometer";
        CHECK(read(from, windows) == read(from, text));
    }
}

TEST_CASE("every beginning of a file is read or refused, and never gives an entry that the whole file has not") {
    const std::string text = first_lines(sample("cronometer_servings.csv"), 2500);
    const Reading whole = read("cronometer", text);
    for (std::size_t length = 0; length < text.size(); ++length) {
        const Reading part = read("cronometer", text.substr(0, length));
        for (std::size_t i = 0; i < part.entries.size(); ++i)
            REQUIRE(part.entries[i].intake.contents == whole.entries[i].intake.contents);
    }
}

TEST_CASE("damaged tables are read or refused") {
    CHECK(read("csv", own).trouble() == "");
    CHECK(read("csv", own).entries.size() == 7);
    damage({table, own, sample("cronometer_servings.csv").substr(0, 2000)}, "csv", fuzz_csv, 400);
}
TEST_CASE("damaged files of Cronometer are read or refused") {
    damage({first_lines(sample("cronometer_servings.csv"), 2500),
               first_lines(sample("cronometer_dailysummary.csv"), 1500)},
        "cronometer", fuzz_cronometer, 250);
}
TEST_CASE("damaged files of Apple Health are read or refused") {
    damage({first_lines(sample("apple_health_export.xml"), 6000) + "</HealthData>"}, "apple_health", fuzz_apple_health,
        400);
}
TEST_CASE("damaged files of MedTimer are read or refused") {
    damage({events, backup, plans}, "medtimer", fuzz_medtimer, 400);
}
TEST_CASE("damaged files of Loop Habit Tracker are read or refused") {
    damage({marks}, "loop_habit", fuzz_loop_habit, 400);
}
TEST_CASE("damaged files of Health Auto Export are read or refused") {
    damage({phone_json}, "health_auto_export", fuzz_health_auto_export, 400);
}
TEST_CASE("damaged files of Health Connect are read or refused") {
    damage({database()}, "health_connect", fuzz_health_connect, 300);
}
TEST_CASE("damaged labels are read or refused") { damage({label}, "dsld", fuzz_dsld, 600); }
TEST_CASE("damaged files of FoodData Central are read or refused") {
    damage({foods()}, "usda_fdc", fuzz_usda_fdc, 300);
}
TEST_CASE("damaged files are recognised or not") {
    damage({table, events, backup, label, sample("cronometer_dailysummary.csv").substr(0, 1500)}, "recognise",
        fuzz_recognise, 200);
}
