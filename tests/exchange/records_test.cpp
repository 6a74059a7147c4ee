#include "epsom/exchange/records.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "epsom/domain/amounts/amount.hpp"
#include "epsom/text/text.hpp"
#include "zones.hpp"

using namespace epsom;
using namespace epsom::exchange;
using namespace epsom::test;

namespace {

/// `key` of a good line gets another value; what reading it says, or nothing.
std::string refusal(const Stored& record, const std::string& key, const nlohmann::json& value) {
    nlohmann::json line = nlohmann::json::parse(export_line(record));
    REQUIRE(line.contains(key));
    line[key] = value;
    const auto read = read_export_line(line.dump());
    return read ? "" : read.error().message;
}
std::string refusal_of_setting(const std::string& key, const std::string& value) {
    const auto read = read_export_line(export_line({RecordKind::setting, key, 5, Setting{value}}));
    return read ? "" : read.error().message;
}

Stored entry(Taken kind, std::optional<std::int64_t> value = {}) {
    Intake intake{.id = 7,
        .moment = {utc("2026-11-20T20:00"), 3600s},
        .day = day("2026-11-20"),
        .what = "rls",
        .kind = kind,
        .servings = Count{1},
        .value = value};
    intake.recorded = 3;
    return {RecordKind::intake, "7f1c", 3, intake};
}
Stored dose() {
    Dose dose{.name = "calm", .serving = {Count{2}, "capsules"}};
    dose.contents = {{Nutrient::magnesium, Mass::from_nanograms(200 * ng_per_mg), "glycinate", Basis::label}};
    dose.created = {utc("2026-11-20T20:00"), 3600s};
    return {RecordKind::dose, "5f1c", 3, dose};
}

}  // namespace

TEST_CASE("a stamp that would leave no room for later ones is refused") {
    CHECK(refusal(entry(Taken::nutrient), "stamp", 253'402'300'799'999'999) == "");
    for (const std::int64_t stamp :
        {std::int64_t{0}, std::int64_t{-1}, 253'402'300'800'000'000, std::numeric_limits<std::int64_t>::max()}) {
        CHECK(refusal(entry(Taken::nutrient), "stamp", stamp) == "'stamp' is not a valid time");
    }
    CHECK(refusal(entry(Taken::nutrient), "recorded", std::numeric_limits<std::int64_t>::max()) ==
          "'recorded' is not a valid time");
    CHECK(refusal(dose(), "counted", -1) == "'counted' is not a valid time");
}

TEST_CASE("a setting that nobody could have made is refused, not read as another one") {
    CHECK(refusal_of_setting("born", "1980-05-17") == "");
    CHECK(refusal_of_setting("sex", "male") == "");
    CHECK(refusal_of_setting("weight", "61500000000000") == "");
    CHECK(refusal_of_setting("day-start", "240") == "");
    CHECK(refusal_of_setting("food-log", "complete") == "");
    CHECK(refusal_of_setting("food-log", "all") == "'all' is not a value of the setting 'food-log'");
    CHECK(refusal_of_setting("upper.magnesium", "350000000") == "");
    CHECK(refusal_of_setting("what.comes.later", "anything") == "");
    CHECK(refusal_of_setting("born", "17.5.1980") == "'17.5.1980' is not a value of the setting 'born'");
    CHECK(refusal_of_setting("sex", "x") == "'x' is not a value of the setting 'sex'");
    CHECK(
        refusal_of_setting("weight", "600000000000000") == "'600000000000000' is not a value of the setting 'weight'");
    CHECK(refusal_of_setting("day-start", "720") == "'720' is not a value of the setting 'day-start'");
    CHECK(refusal_of_setting("day-start", "4h") == "'4h' is not a value of the setting 'day-start'");
    CHECK(refusal_of_setting("reference", "") == "'' is not a value of the setting 'reference'");
    for (const char* group : {"diet", "target", "upper"}) {
        CHECK(refusal_of_setting(std::string{group} + ".iron", "-1") ==
              "'-1' is not a value of the setting '" + std::string{group} + ".iron'");
        CHECK(refusal_of_setting(std::string{group} + ".iron", "1000000000001") ==
              "'1000000000001' is not a value of the setting '" + std::string{group} + ".iron'");
    }
}

TEST_CASE("a complete day is kept under its own day, which every device knows it by") {
    const CompleteDay complete{day("2026-11-20"), Source::food};
    const Stored record{RecordKind::complete, record_key(complete), 3, complete};
    CHECK(export_line(record) ==
          "{\"type\":\"complete\",\"uuid\":\"2026-11-20 "
          "food\",\"stamp\":3,\"day\":\"2026-11-20\",\"source\":\"food\"}\n");
    CHECK(refusal(record, "stamp", 4) == "");
    CHECK(refusal(record, "day", "2026-11-21") == "'uuid' is not '2026-11-21 food'");
    CHECK(refusal(record, "day", "2026-02-30") == "invalid 'day'");
    CHECK(refusal(record, "source", "supplement") == "'uuid' is not '2026-11-20 supplement'");
    CHECK(refusal(record, "source", "drinks") == "unknown 'source': 'drinks'");
    CHECK(refusal(record, "uuid", "x") == "'uuid' is not '2026-11-20 food'");
}

TEST_CASE("a food of which nothing is known is a food all the same") {
    const Stored food = [] {
        Stored made = entry(Taken::food);
        std::get<Intake>(made.content).source = Source::food;
        return made;
    }();
    const auto read = read_export_line(export_line(food));
    REQUIRE(read.has_value());
    const auto& contents = std::get<Intake>((*read)->content).contents;
    REQUIRE(contents.size() == 1);
    CHECK_FALSE(contents.front().amount.has_value());
}

TEST_CASE("a score is 0 to 10, a night no longer than a day, and neither may be missing") {
    CHECK(refusal(entry(Taken::symptom, 60), "value", 100) == "");
    CHECK(refusal(entry(Taken::symptom, 60), "value", 101) == "'value' is not a valid value");
    CHECK(refusal(entry(Taken::symptom, 60), "value", nullptr) == "'value' is not a whole number");
    CHECK(refusal(entry(Taken::sleep, 390), "value", 1441) == "'value' is not a valid value");
    CHECK(refusal(entry(Taken::sleep, 390), "value", -1) == "'value' is not a valid value");
    CHECK(refusal(entry(Taken::factor, 30), "value", nullptr) == "");
    CHECK(refusal(entry(Taken::factor, 30), "value", 6.5) == "'value' is not a whole number");
}

TEST_CASE("the detail of an entry is in its line only where there is one, and comes back") {
    CHECK(export_line(entry(Taken::lab)).find("detail") == std::string::npos);
    Stored drawn = entry(Taken::lab);
    std::get<Intake>(drawn.content).detail = "45 in 15..150";
    CHECK(export_line(drawn).find(R"("detail":"45 in 15..150")") != std::string::npos);
    const auto read = read_export_line(export_line(drawn));
    REQUIRE(read);
    CHECK(std::get<Intake>((**read).content) == [&] {
        Intake same = std::get<Intake>(drawn.content);
        same.uuid.clear();
        return same;
    }());
    CHECK(refusal(drawn, "detail", 45) == "'detail' is not a string");
    CHECK(refusal(drawn, "detail", "normal") == "'detail' is not a blood value: 'normal'");
    CHECK(refusal(drawn, "detail", "<10 in ..150") == "");
}

TEST_CASE("a dose has a name that can be shown, and a gap of at most a year") {
    CHECK(refusal(dose(), "name", "50% =x") == "");
    CHECK(refusal(dose(), "name", "") == "'name' is not a dose name: ''");
    CHECK(refusal(dose(), "name", "a\nb") == "'name' is not a dose name: 'a?b'");
    CHECK(refusal(dose(), "gap_minutes", 366 * 24 * 60) == "");
    for (const std::int64_t gap :
        {std::int64_t{-1}, std::int64_t{366 * 24 * 60 + 1}, std::numeric_limits<std::int64_t>::max()}) {
        CHECK(refusal(dose(), "gap_minutes", gap) == "'gap_minutes' is not a valid gap");
    }
}

TEST_CASE("the sets of a dose, its low supply and its expiry are exported and read back") {
    CHECK(export_line(dose()).find("sets") == std::string::npos);
    CHECK(export_line(dose()).find("expires") == std::string::npos);
    Stored record = dose();
    Dose& travels = std::get<Dose>(record.content);
    travels.sets = {"evening", "travel"};
    travels.low = std::chrono::days{14};
    travels.expires = Day{std::chrono::days{20'999}};
    CHECK(export_line(record).find(R"("sets":["evening","travel"],"low_days":14,"expires":"2027-06-30")") !=
          std::string::npos);
    const auto read = read_export_line(export_line(record));
    REQUIRE(read);
    CHECK(std::get<Dose>((**read).content) == travels);
    CHECK(refusal(record, "sets", "evening") == "'sets' is not a list");
    CHECK(refusal(record, "sets", nlohmann::json::array({"Evening", "even ing"})) == "a name appears twice in 'sets'");
    CHECK(refusal(record, "sets", nlohmann::json{"a\nb"}) == "'sets' has an empty or unprintable name");
    CHECK(refusal(record, "sets", nlohmann::json::array({7})) == "'sets' has an empty or unprintable name");
    CHECK(refusal(record, "low_days", -1) == "'low_days' is not a valid number of days");
    CHECK(refusal(record, "low_days", 3661) == "'low_days' is not a valid number of days");
    CHECK(refusal(record, "expires", "2027-02-30") == "invalid 'expires'");
}

TEST_CASE("a kilogram of folic acid, the most that can be logged, is exported and read back") {
    Stored record = entry(Taken::nutrient);
    std::get<Intake>(record.content).contents = {
        {Nutrient::folate, dfe_of_folic_acid(largest_mass), std::string{folic_acid_key}, Basis::label}};
    const auto read = read_export_line(export_line(record));
    REQUIRE(read);
    CHECK(std::get<Intake>((**read).content).contents == std::get<Intake>(record.content).contents);
    std::get<Intake>(record.content).contents.front().amount =
        dfe_of_folic_acid(largest_mass) + Mass::from_nanograms(1);
    CHECK(read_export_line(export_line(record)).error().message == "'ng' is not a valid mass");
}

TEST_CASE("an export is shown by a terminal as it is, and says exactly what the note is") {
    Stored record = entry(Taken::nutrient);
    const std::string note = "\x1B[2J \xC2\x9B \x7F \xE2\x80\xAE \xE2\x81\xA6 \xE5\xA4\x9C \"\\u202e\"";
    std::get<Intake>(record.content).note = note;
    const std::string line = export_line(record);
    CHECK(line.find(R"("note":"\u001b[2J \u009b \u007f \u202e \u2066 )"
                    "\xE5\xA4\x9C"
                    R"( \"\\u202e\"")") != std::string::npos);
    CHECK(std::get<Intake>((**read_export_line(line)).content).note == note);
}
