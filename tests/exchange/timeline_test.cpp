#include "exchange/timeline.hpp"

#include <doctest/doctest.h>

#include "exchange/encoding.hpp"
#include "zones.hpp"

using namespace epsom;
using namespace epsom::exchange;
using namespace epsom::test;

namespace {

/// As ISO 8601, with what was not said left out.
std::string stamp(std::string_view text) {
    const auto read = read_stamp(text);
    if (!read) return read.error().message;
    if (!read->time) return spell_day(read->date);
    const Instant as_utc{(LocalTime{read->date} + *read->time - read->offset.value_or(0s)).time_since_epoch()};
    return spell_moment({as_utc, 0s}).substr(0, read->offset ? 25 : 19);
}

std::string placed(std::string_view text, const Zone& zone = berlin(), minutes day_start = 0min) {
    Timeline timeline{Clock{utc("2026-11-20T12:00"), zone, day_start}};
    const auto read = read_stamp(text);
    REQUIRE(read);
    const auto at = timeline.place(*read);
    return at ? spell_moment(at->moment) + " " + spell_day(at->day) : at.error().message;
}

}  // namespace

TEST_CASE("a time that a spreadsheet may have made a fraction of a day is refused with both readings") {
    const auto told = [](std::string_view text) {
        const auto time = read_time_cell(text);
        return time ? std::to_string(time->count()) : sentence(time.error());
    };
    CHECK(told("0.25") == "ambiguous time '0.25': 00:25, or 06:00 as a fraction of a day; use 00:25 or 06:00");
    CHECK(told("0.50") == "ambiguous time '0.50': 00:50, or 12:00 as a fraction of a day; use 00:50 or 12:00");
    CHECK(told("0.875") == "'0.875' is not a time of day, but perhaps a fraction of a day; use 21:00 for it");
    CHECK(told("0.5") == "'0.5' is not a time of day, but perhaps a fraction of a day; use 12:00 for it");
    CHECK(told("0,75").ends_with("use 18:00 for it"));
    CHECK(told("0.375694444444444").ends_with("use 09:01 for it"));
    CHECK(told("0.3757").ends_with("use 09:01 for it"));
    CHECK(told("0.99999999999").ends_with("use 23:59:59 for it"));
    CHECK(told("00.25") == "1500");
    CHECK(told("0.25 Uhr") == "1500");
    CHECK(told("8.30") == "30600");
    CHECK(told("0:25") == "1500");
    CHECK(told("8.5") == "'8.5' is not a time of day; use 21:30 or 9:30 PM");
}

TEST_CASE("dates and times are read in the forms that mean one thing") {
    CHECK(stamp("2026-10-05") == "2026-10-05");
    CHECK(stamp("2026/10/05") == "2026-10-05");
    CHECK(stamp("2026-10-05 21:07") == "2026-10-05T21:07:00");
    CHECK(stamp("2026-10-05T21:07:30.250") == "2026-10-05T21:07:30");
    CHECK(stamp("2026-10-05 9:07 PM") == "2026-10-05T21:07:00");
    CHECK(stamp("2026-10-05 9:07\xE2\x80\xAFPM") == "2026-10-05T21:07:00");
    CHECK(stamp("2026-10-05 9:07\xC2\xA0p.m.") == "2026-10-05T21:07:00");
    CHECK(stamp("2026-10-05 12:00 AM") == "2026-10-05T00:00:00");
    CHECK(stamp("2026-10-05 12:30 PM") == "2026-10-05T12:30:00");
    CHECK(stamp("2026-10-05 21:07:00 -0400") == "2026-10-06T01:07:00+00:00");
    CHECK(stamp("2026-10-06T03:07:00+02:00") == "2026-10-06T01:07:00+00:00");
    CHECK(stamp("2026-10-06T01:07:00Z") == "2026-10-06T01:07:00+00:00");
    CHECK(stamp("2026-10-06 01:07 UTC") == "2026-10-06T01:07:00+00:00");
}

TEST_CASE("a month may be a word, and other texts have no such date") {
    CHECK(with_month_number("Wed, 18 Nov 2026 9:07 PM") == "2026-11-18 9:07 PM");
    CHECK(with_month_number("Nov 8, 2026") == "2026-11-08");
    CHECK(stamp("18 Nov 2026 21:07") == "2026-11-18T21:07:00");
    CHECK(stamp("8. Dez. 2026") == "2026-12-08");
    for (const std::string other : {"", "2026-11-18", "2026-11-18T21:07:00Z", "18 Nov", "glycinate"})
        CHECK_FALSE(with_month_number(other));
}

TEST_CASE("a date that can be read in one way only is read, and points put the day first") {
    CHECK(stamp("02.11.2026") == "2026-11-02");
    CHECK(stamp("2.11.26 21:07") == "2026-11-02T21:07:00");
    CHECK(stamp("18.11.2026, 21:07 Uhr") == "2026-11-18T21:07:00");
    CHECK(stamp("11/18/2026 9:07 p.\u00A0m.") == "2026-11-18T21:07:00");
    CHECK(stamp("18-11-2026") == "2026-11-18");
    CHECK(stamp("11/11/2026") == "2026-11-11");
    CHECK(orders_of("11/18/2026") == month_first);
    CHECK(orders_of("11/02/2026") == (day_first | month_first));
    CHECK(spell_day(*read_date("11/02/2026", month_first)) == "2026-11-02");
    CHECK(spell_day(*read_date("11/02/2026", day_first)) == "2026-02-11");
}

TEST_CASE("a moment has the same key however it was written") {
    const auto key = [](std::string_view text) { return key_of(*read_stamp(text)); };
    CHECK(key("2026-10-05 21:07:00 -0400") == key("2026-10-06T03:07:00+02:00"));
    CHECK(key("2026-10-05 9:07 PM") == key("2026/10/05 21:07"));
    CHECK(key("2026-10-05 21:07") != key("2026-10-05 21:07Z"));
    CHECK(key("2026-10-05") != key("2026-10-05 12:00"));
}

TEST_CASE("what could mean two days, or none, is refused") {
    CHECK(stamp("10/5/2026") == "ambiguous date '10/5/2026': 2026-05-10 or 2026-10-05");
    CHECK(stamp("11.18.2026") == "'11.18.2026' is not a calendar date");
    CHECK(stamp("2026-02-29") == "'2026-02-29' is not a calendar date");
    CHECK(stamp("0205-10-05") == "'0205-10-05' is out of range: the year is not between 1900 and 2199");
    CHECK(stamp("yesterday") == "'yesterday' is not a date");
    CHECK(stamp("") == "'' is not a date");
    CHECK(stamp("20261005") == "'20261005' is not a date");
    for (const std::string_view time :
        {"13:00 PM", "0:30 AM", "25:00", "24:00", "7:60", "7", "7:5", "12:00:61", "noon", "1:00 XM", "-1:00"}) {
        CHECK(stamp("2026-10-05 " + std::string{time}) != "");
        CHECK_FALSE(read_stamp("2026-10-05 " + std::string{time}));
    }
    CHECK_FALSE(read_stamp("2026-10-05T"));
    CHECK_FALSE(read_stamp("2026-10-05 21:07 +99:00"));
}

TEST_CASE("local times go through the zone, printed offsets stay") {
    CHECK(placed("2026-10-05 21:07") == "2026-10-05T21:07:00+02:00 2026-10-05");
    CHECK(placed("2026-11-05 21:07") == "2026-11-05T21:07:00+01:00 2026-11-05");
    CHECK(placed("2026-10-05 21:07:00 -0400") == "2026-10-05T21:07:00-04:00 2026-10-05");
    CHECK(placed("2026-03-29 02:30") == "2026-03-29 02:30 does not exist in this time zone: a clock change skips it");
    CHECK(placed("2026-10-25 02:30") == "2026-10-25T02:30:00+02:00 2026-10-25");
    CHECK(placed("2026-10-25 03:30") == "2026-10-25T03:30:00+01:00 2026-10-25");
    CHECK(placed("2011-12-30 12:00", samoa()) ==
          "2011-12-30 12:00 does not exist in this time zone: a clock change skips it");
    CHECK(placed("2026-04-05 01:45", lord_howe()) == "2026-04-05T01:45:00+11:00 2026-04-05");
}

TEST_CASE("a time that a clock change skips gets the time that clocks showed") {
    const auto hint = [](std::string_view text, const Zone& zone) {
        Timeline timeline{Clock{utc("2026-11-20T12:00"), zone, 0min}};
        const auto at = timeline.place(*read_stamp(text));
        REQUIRE_FALSE(at);
        return at.error().hint;
    };
    CHECK(hint("2026-03-29 02:30", berlin()) == "use 2026-03-29 03:30, or set TZ to the time zone of the file");
    CHECK(placed("2026-03-29 03:30") == "2026-03-29T03:30:00+02:00 2026-03-29");
}

TEST_CASE("the day is the user's; a day without time keeps its own") {
    CHECK(placed("2026-10-05 01:30", berlin(), 4h) == "2026-10-05T01:30:00+02:00 2026-10-04");
    CHECK(placed("2026-10-05", berlin(), 4h) == "2026-10-05T12:00:00+02:00 2026-10-05");
    CHECK(placed("2026-10-05", berlin(), 13h) == "2026-10-05T12:00:00+02:00 2026-10-05");
}

TEST_CASE("the remembered offsets give what the zone gives, hour by hour over a year of changes") {
    for (const Zone& zone : {berlin(), lord_howe(), Zone::fixed(-5h)}) {
        Timeline timeline{Clock{utc("2026-11-20T12:00"), zone}};
        for (LocalTime local{day("2026-01-01")}; local < LocalTime{day("2027-01-01")}; local += 47min) {
            const Day date = std::chrono::floor<days>(local);
            const auto at = timeline.place(Stamp{.date = date, .time = local - date});
            const auto expected = zone.resolve(local);
            REQUIRE(at.has_value() == expected.has_value());
            if (expected) REQUIRE(at->moment == *expected);
        }
    }
}
