#include <doctest/doctest.h>

#include "epsom/domain/amounts/amount.hpp"
#include "exchange/reading.hpp"

using namespace epsom;
using namespace epsom::exchange;
using namespace epsom::test;

namespace {

Reading phone(const std::string& metrics, const std::string& medications = "") {
    return read("health-auto-export", "{\"data\":{\"workouts\":[{\"name\":\"Walk\"}],\"metrics\":[" + metrics +
                                          "],\n\"medications\":[" + medications + "]}}");
}
std::string metric(const std::string& name, const std::string& units, const std::string& points) {
    return "{\"name\":\"" + name + "\",\"units\":\"" + units + "\",\"data\":[" + points + "]}";
}
std::string point(const std::string& date, const std::string& qty, const std::string& source = "Cronometer") {
    return "{\"date\":\"" + date + "\",\"qty\":" + qty + ",\"source\":\"" + source + "\"}";
}
std::string dose(const std::string& name, const std::string& status, const std::string& more = "") {
    return "{\"displayText\":\"" + name +
           "\",\"start\":\"2026-10-05 06:57:56 +1000\",\"end\":\"2026-10-05 06:57:56 +1000\","
           "\"scheduledDate\":\"2026-10-05 07:00:00 +1000\",\"scheduledDosage\":1,\"units\":\"count\",\"form\":null,"
           "\"isArchived\":false,\"codings\":[]," +
           more + "\"status\":\"" + status + "\"}";
}

}  // namespace

TEST_CASE("Health Auto Export's amounts of nutrients are read with their offset and their source") {
    const auto reading =
        phone(metric("magnesium", "mg", point("2026-10-05 21:07:00 -0400", "80.25")) + "," +
              metric("vitamin_b6", "mg", point("2026-10-05 21:07:00 -0400", "1e-1", "")) + "," +
              metric("dietary_water", "mL", point("2026-10-05 21:07:00 -0400", "300")) + "," +
              metric("dietary_caffeine", "mg", point("2026-10-05 21:07:00 -0400", "95")) + "," +
              metric("heart_rate", "count/min", "{\"date\":\"2026-10-05 21:07:00 -0400\",\"Avg\":60}"));
    CHECK(reading.trouble() == "");
    REQUIRE(reading.entries.size() == 2);
    CHECK(spell_moment(reading.entries[0].intake.moment) == "2026-10-05T21:07:00-04:00");
    CHECK(reading.entries[0].origin == "Cronometer");
    CHECK(reading.entries[0].intake.source == Source::food);
    CHECK(reading.entries[0].intake.contents ==
          std::vector<Content>{{Nutrient::magnesium, Mass::from_nanograms(80'250'000), "", Basis::table}});
    CHECK(reading.entries[1].origin == "Health Auto Export");
    CHECK(reading.notes() ==
          "2 amounts imported as food, 0 as supplements; Health Auto Export does not say which they are\n"
          "not imported, as epsom cannot convert them: 'dietary_water (mL)'\nnot imported: 'dietary_caffeine'\n");
}

TEST_CASE("sums of days are said to be some, and each is one record whatever its amount and its sources") {
    const auto day_of = [](const std::string& qty) {
        return phone(metric("iron", "mg", point("2026-10-05 00:00:00 +0200", qty)));
    };
    const auto reading = day_of("8");
    CHECK(reading.notes().find(
              "amounts are sums of days, dated 00:00; a day that was imported before gets its new sum\n") !=
          std::string::npos);
    CHECK(reading.entries.at(0).intake.uuid == day_of("11").entries.at(0).intake.uuid);
    const auto more_sources = phone(metric("iron", "mg", point("2026-10-05 00:00:00 +0200", "8", "Cronometer|Health")));
    CHECK(more_sources.entries.at(0).intake.uuid == reading.entries.at(0).intake.uuid);
    CHECK(more_sources.entries.at(0).nutrient_total);
    const auto next_day = phone(metric("iron", "mg", point("2026-10-06 00:00:00 +0200", "8")));
    CHECK(next_day.entries.at(0).intake.uuid != reading.entries.at(0).intake.uuid);
    // The sum of the 5th stays on the 5th where the day begins at four.
    const std::string file =
        R"({"data":{"metrics":[)" + metric("iron", "mg", point("2026-10-05 00:00:00 +0200", "8")) + "]}}";
    const auto late = read("health-auto-export", file, settings_in(berlin(), 4h));
    CHECK(spell_day(late.entries.at(0).intake.day) == "2026-10-05");
    const auto mixed = phone(
        metric("iron", "mg", point("2026-10-05 00:00:00 +0200", "8") + "," + point("2026-10-05 12:30:00 +0200", "1")));
    CHECK(mixed.notes().find("sums of days") == std::string::npos);
}

TEST_CASE("a heart rate of many years is no obstacle, and names may come after the amounts") {
    std::string beats, amounts;
    for (int n = 0; n < 60'000; ++n)
        beats += R"(,{"Min":50,"date":"2026-10-05 21:07:00 -0400","Max":70,"Avg":60.5,"source":"Watch"})";
    for (int n = 0; n < 3; ++n)
        amounts += (n == 0 ? "" : ",") + point("2026-10-05 0" + std::to_string(n) + ":07:00 -0400", "1");
    const auto reading = phone(R"({"data":[)" + beats.substr(1) + R"(],"units":"count/min","name":"heart_rate"},)" +
                               R"({"data":[)" + amounts + R"(],"units":"mg","name":"iron"},)" +
                               metric("calcium", "mg", "5," + point("2026-10-05 12:07:00 -0400", "2")) +
                               R"(,{"name":"zinc","units":"mg","data":3})");
    CHECK(reading.total(Nutrient::iron) == 3_mg);
    CHECK(reading.total(Nutrient::calcium) == 2_mg);
    CHECK(reading.refusals.size() == 2);
    CHECK(reading.trouble().find("'zinc' has no list of data") != std::string::npos);
    // One amount that is cut off, after others that are whole.
    const auto cut = read("health-auto-export",
        "{\"data\":{\"metrics\":[" + metric("calcium", "mg", point("2026-10-05 12:07:00 -0400", "2")) +
            R"(,{"units":"mg","name":"iron","data":[)" + amounts + R"(,{"date":"2026-10-05 2)");
    CHECK(cut.total(Nutrient::calcium) == 2_mg);
    CHECK(cut.total(Nutrient::iron) == Mass{});
    CHECK(cut.trouble().find("the file ends in the middle of the JSON") != std::string::npos);
}

TEST_CASE("doses that were taken come by name, others are left out and counted") {
    const auto reading =
        phone("", dose("Magnesium citrate 150 mg", "Taken", "\"dosage\":2,") + "," +
                      dose("Iron", "Taken", "\"dosage\":18,\"units\":\"mg\",") + "," + dose("Desvenlafaxine", "Taken") +
                      "," + dose("Iron 18 mg", "Skipped") + "," + dose("Iron 18 mg", "Not Interacted") + "," +
                      dose("Iron 18 mg", "Snoozed") + "," + dose("Iron 18 mg", "Notification Not Sent") + "," +
                      dose("Iron 18 mg", "Not Logged") + "," + dose("Iron 18 mg", "Eaten"));
    REQUIRE(reading.entries.size() == 3);
    CHECK(spell_moment(reading.entries[0].intake.moment) == "2026-10-05T06:57:56+10:00");
    CHECK(reading.entries[0].origin == "Health Auto Export");
    CHECK(reading.entries[0].intake.servings == Count{2});
    CHECK(reading.entries[0].intake.contents ==
          std::vector<Content>{{Nutrient::magnesium, 300_mg, "citrate", Basis::label}});
    CHECK(amount(reading.entries[1], Nutrient::iron) == 18_mg);
    CHECK(reading.entries[2].intake.contents.empty());
    CHECK(reading.refusals.size() == 1);
    CHECK(reading.refusals[0].reason == "unknown status 'Eaten'");
    CHECK(reading.summary.left_out == 5);
    CHECK(reading.notes().find(
              "1 skipped reminder left out: the file has no schedules\n4 reminders left out: not marked 'taken'\n") !=
          std::string::npos);
}

TEST_CASE("a dose without a number was taken all the same, in an amount that is unknown") {
    const auto reading = read("health-auto-export",
        R"({"data":{"medications":[{"displayText":"Magnesium 200 mg","start":"2026-11-18 21:00:00 +0100",)"
        R"("dosage":null,"status":"Taken","units":"tablet"}]}})");
    CHECK(reading.trouble() == "");
    REQUIRE(reading.entries.size() == 1);
    CHECK(reading.entries[0].intake.contents ==
          std::vector<Content>{{Nutrient::magnesium, std::nullopt, "", Basis::label}});
    CHECK(reading.notes() == "1 dose imported with an unknown amount, as theirs has no number: 'Magnesium 200 mg'\n");
}

TEST_CASE("a metric without a unit is said to have none") {
    const auto reading = phone(metric("zinc", "", point("2026-10-05 21:07:00 -0400", "15")) + "," +
                               metric("iron", "cups", point("2026-10-05 21:07:00 -0400", "15")));
    CHECK(reading.entries.empty());
    CHECK(reading.notes() == "not imported, as epsom cannot convert them: 'zinc (no unit)', 'iron (cups)'\n");
}

TEST_CASE("each dose that was left out is counted for one reason") {
    const auto reading = phone("", dose("Iron 18 mg", "Skipped") + "," + dose("Iron 18 mg", "Missed") + "," +
                                       dose("Iron 18 mg", "Taken", "\"dosage\":0,"));
    CHECK(reading.entries.empty());
    CHECK(reading.summary.left_out == 3);
    CHECK(reading.notes() ==
          "1 row left out: amount is zero\n"
          "1 row left out as not taken: missed\n"
          "1 skipped reminder left out: the file has no schedules\n");
}

TEST_CASE("what is wrong in a file of Health Auto Export is refused with its place") {
    const auto reading = phone(metric("iron", "mg",
        point("2026-10-05", "1") + "," + point("x", "1") + "," + point("2026-10-05 10:00:00 +0200", "\"much\"") + "," +
            point("2026-10-05 10:00:00 +0200", "-1") + "," + point("2026-10-05 10:00:00 +0200", "0")));
    CHECK(reading.entries.empty());
    CHECK(reading.refusals.size() == 4);
    CHECK(reading.summary.left_out == 1);
    CHECK(read("health-auto-export", "{\"data\":{}}").trouble() ==
          "stopped 1:1 no metrics and no medications; in Health Auto Export choose JSON, and dietary metrics");
    CHECK(read("health-auto-export", "{\"data\":{\"metrics\":[{\"name\":\"iron\"").summary.stopped);
}

TEST_CASE("Health Auto Export is recognised by its keys") {
    CHECK((*recognise("{\n \"data\" : {\n  \"metrics\" : [ ]\n } }", "x.json"))->key == "health-auto-export");
    CHECK((*recognise(R"({"data":{"medications":[{"displayText":"x"}]}})", "x.json"))->key == "health-auto-export");
}
