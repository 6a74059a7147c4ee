#include <doctest/doctest.h>

#include "exchange/reading.hpp"

using namespace epsom;
using namespace epsom::exchange;
using namespace epsom::test;

namespace {

const std::string marks_by_word =
    "Date,Magnesium 200 mg,Calm,Meditate,\n"
    "2026-11-18,YES_MANUAL,NO,YES_MANUAL,\n"
    "2026-11-17,SKIP,YES_MANUAL,UNKNOWN,\n"
    "2026-11-16,YES_AUTO,YES_MANUAL,25000,\n";

Settings with_calm(const Dose& calm) {
    Settings settings = settings_in(berlin());
    settings.dose = [&calm](std::string_view name) { return name == "calm" ? &calm : nullptr; };
    return settings;
}

}  // namespace

TEST_CASE("a checked day of Loop Habit Tracker is an intake where the habit is a dose or names its strength") {
    Dose calm;
    calm.name = "calm";
    calm.uuid = "11111111-1111-4111-8111-111111111111";
    calm.contents = {{Nutrient::magnesium, 100_mg, "glycinate", Basis::label}};
    const auto reading = read("loop-habit", marks_by_word, with_calm(calm));
    CHECK(reading.trouble() == "");
    REQUIRE(reading.entries.size() == 3);
    CHECK(reading.total(Nutrient::magnesium) == 400_mg);
    CHECK(spell_moment(reading.entries[0].intake.moment) == "2026-11-18T12:00:00+01:00");
    CHECK(reading.entries[0].intake.what == "Magnesium 200 mg");
    CHECK(reading.entries[1].intake.dose == calm.uuid);
    CHECK(reading.summary.left_out == 3);
    CHECK(reading.notes() ==
          "3 rows have no time of day; using 12:00\n"
          "1 mark left out, as no dose has the name of the habit: 'Meditate'; to import one, add its dose first: "
          "epsom dose add --help\n"
          "1 mark left out: skipped\n"
          "1 number left out: their unit is not in the file\n");
    // Earlier versions wrote numbers; the entries are the same.
    const auto by_number = read("loop-habit",
        "Date,Magnesium 200 mg,Calm,Meditate,\n2026-11-18,2,0,2,\n2026-11-17,3,2,-1,\n2026-11-16,1,2,0,\n",
        with_calm(calm));
    CHECK(by_number.entries == reading.entries);
    CHECK(by_number.notes().find("1 mark left out: skipped\n") != std::string::npos);
}

TEST_CASE("the files of Loop Habit Tracker are told apart") {
    const auto recognised = [](std::string_view bytes) {
        const auto importer = recognise(bytes, "file");
        return !importer ? importer.error().message : *importer == nullptr ? "" : std::string{(*importer)->key};
    };
    CHECK(recognised(marks_by_word) == "loop-habit");
    CHECK(recognised("Date,Meditate,Wake up early,\n2015-01-25,-1,2,\n2015-01-24,-1,0,\n") == "loop-habit");
    CHECK(recognised("Date,Value,Notes\n2015-01-25,YES_MANUAL,\n") ==
          "this is one habit of Loop Habit Tracker, without its name");
    CHECK(recognised("Position,Name,Type,Question,Description\n001,Meditate,YES_NO,,\n") ==
          "this is the list of habits of Loop Habit Tracker");
    CHECK(recognised("Date,What,Amount\n2026-11-18,magnesium,200 mg\n") == "csv");
    CHECK(recognised("Date,Magnesium (mg)\n2026-11-18,200\n") != "loop-habit");
}

TEST_CASE("a mark that Loop Habit Tracker has not is refused, and no row is lost silently") {
    const auto reading = read("loop-habit",
        "Date,Zinc 10 mg,\n2026-11-18,maybe,\n18.11.2026x,YES_MANUAL,\n"
        "2026-11-16,YES_MANUAL,,2\n2026-11-15,YES_MANUAL");
    CHECK(reading.entries.size() == 1);
    CHECK(reading.refusals.size() == 3);
    CHECK(reading.refusals[0].reason == "'maybe' is not a mark such as YES_MANUAL or NO");
    CHECK(
        reading.refusals[2].reason == "4 fields for 3 columns; put quotes around a field that contains the separator");
    CHECK(read("loop-habit", "a,b\n").trouble() == "stopped 1:0 expected 'Date' and a column for each habit");
    CHECK(read("loop-habit", "").trouble() == "stopped 1:0 the file is empty");
}
