#include "epsom/domain/time/moment.hpp"

#include <array>
#include <map>
#include <random>

#include <doctest/doctest.h>

#include "zones.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

/// A Friday evening in winter.
const Clock friday = clock_at("2026-11-20T22:00");

std::string moment(std::string_view text, const Clock& clock = friday) {
    return answer(parse_moment(text, clock), spell_moment);
}
std::string reason(std::string_view text, const Clock& clock = friday) {
    const auto found = parse_moment(text, clock);
    return found ? spell_moment(*found) : found.error().message;
}
std::string duration(std::string_view text) { return answer(parse_duration(text), spell_duration); }
std::string instant(std::string_view text, const Zone& zone = berlin()) {
    return answer(parse_instant(text, zone), [](Instant at) { return spell_moment({at, 0s}); });
}
std::string local_in(const Zone& zone, std::string_view local) {
    const auto found = zone.resolve(LocalTime{utc(local).time_since_epoch()});
    return found ? spell_moment(*found) : "skipped";
}

}  // namespace

// --- the forms ---------------------------------------------------------------------------------------------------

TEST_CASE("a time alone is the latest such time that is not after now, up to 16 elapsed hours ago") {
    CHECK(moment("21:30") == "2026-11-20T21:30:00+01:00");
    CHECK(moment("22:00") == "2026-11-20T22:00:00+01:00");
    CHECK(moment("06:00") == "2026-11-20T06:00:00+01:00");
    CHECK(moment("05:59") ==
          "'05:59' could be Fri 2026-11-20 05:59, 16h1m ago, or Sat 2026-11-21 05:59, which is in the future | for"
          " the earlier one use 'today 05:59'");
    CHECK(moment("22:01") ==
          "'22:01' could be Thu 2026-11-19 22:01, 23h59m ago, or Fri 2026-11-20 22:01, which is in the future | for"
          " the earlier one use 'yesterday 22:01'");
    CHECK(moment("22:01", clock_at("2026-11-20T14:01")) == "2026-11-19T22:01:00+01:00");
    CHECK(moment("9:05") == "2026-11-20T09:05:00+01:00");
    CHECK(moment("21:30:15") == "2026-11-20T21:30:15+01:00");
}

TEST_CASE("a month and day are the latest, unless they come sooner again than they are ago") {
    CHECK(moment("Nov 19 9pm") == "2026-11-19T21:00:00+01:00");
    CHECK(moment("20 May 21:00") == "2026-05-20T21:00:00+02:00");
    CHECK(moment("1/1 08:00") == "2026-01-01T08:00:00+01:00");
    CHECK(moment("Dec 30 21:00", clock_at("2026-01-03T12:00")) == "2025-12-30T21:00:00+01:00");
    CHECK(moment("Jul 5 21:00", clock_at("2026-01-03T12:00")) == "2025-07-05T21:00:00+01:00");
    CHECK(moment("Jul 4 21:00", clock_at("2026-01-03T12:00")) ==
          "'Jul 4 21:00' could be Fri 2025-07-04 21:00, 183d ago, or Sat 2026-07-04 21:00, which is in the future | for"
          " the earlier one use '2025-07-04 21:00'");
    CHECK(moment("21.11. 9pm") ==
          "'21.11. 9pm' could be Fri 2025-11-21 21:00, 364d ago, or Sat 2026-11-21 21:00, which is in the future | for"
          " the earlier one use '2025-11-21 21:00'");
    CHECK(moment("Dec 24 evening") ==
          "'Dec 24 evening' could be Wed 2025-12-24 18:00, 331d ago, or Thu 2026-12-24 18:00, which is in the future |"
          " for the earlier one use '2025-12-24 18:00'");
    CHECK(moment("Feb 29 21:00") == "2024-02-29T21:00:00+01:00");
    CHECK(moment("Nov 21 2025 9pm") == "2025-11-21T21:00:00+01:00");
}

TEST_CASE("a time may be written with am and pm") {
    CHECK(moment("9pm") == "2026-11-20T21:00:00+01:00");
    CHECK(moment("9PM") == "2026-11-20T21:00:00+01:00");
    CHECK(moment("9:15am") == "2026-11-20T09:15:00+01:00");
    CHECK(moment("today 12am") == "2026-11-20T00:00:00+01:00");
    CHECK(moment("12pm") == "2026-11-20T12:00:00+01:00");
    CHECK(moment("today 12:30am") == "2026-11-20T00:30:00+01:00");
}

TEST_CASE("a time may follow today, yesterday or a weekday") {
    CHECK(moment("today 08:00") == "2026-11-20T08:00:00+01:00");
    CHECK(moment("yesterday 21:30") == "2026-11-19T21:30:00+01:00");
    CHECK(moment("mon 21:30") == "2026-11-16T21:30:00+01:00");
    CHECK(moment("Monday 9pm") == "2026-11-16T21:00:00+01:00");
    CHECK(moment("SAT 21:30") == "2026-11-14T21:30:00+01:00");
    CHECK(moment("thu 21:30") == "2026-11-19T21:30:00+01:00");
}

TEST_CASE("today's weekday means today, or a week ago while that time is still to come") {
    CHECK(moment("fri 21:30") == "2026-11-20T21:30:00+01:00");
    CHECK(moment("fri 22:30") == "2026-11-13T22:30:00+01:00");
}

TEST_CASE("a date takes a time, with or without an offset") {
    CHECK(moment("2026-11-19 21:30") == "2026-11-19T21:30:00+01:00");
    CHECK(moment("2026-11-19T21:30") == "2026-11-19T21:30:00+01:00");
    CHECK(moment("2026-11-19T21:30:45") == "2026-11-19T21:30:45+01:00");
    CHECK(moment("2026-11-19T21:30:00+01:00") == "2026-11-19T21:30:00+01:00");
    CHECK(moment("2026-11-19 9pm") == "2026-11-19T21:00:00+01:00");
}

TEST_CASE("an offset that was typed is kept") {
    CHECK(moment("2026-11-19T21:30:00-05:00") == "2026-11-19T21:30:00-05:00");
    CHECK(moment("2026-11-19T21:30+05:45") == "2026-11-19T21:30:00+05:45");
    CHECK(moment("2026-11-19T21:30Z") == "2026-11-19T21:30:00+00:00");
    CHECK(moment("2026-11-19 21:30+0530") == "2026-11-19T21:30:00+05:30");
    CHECK(moment("2026-11-19T21:30-03") == "2026-11-19T21:30:00-03:00");
}

TEST_CASE("without an offset the one of that moment is kept, not today's") {
    CHECK(moment("2026-07-01 21:30") == "2026-07-01T21:30:00+02:00");
    CHECK(parse_moment("2026-07-01 21:30", friday)->at == utc("2026-07-01T19:30"));
}

TEST_CASE("a duration ago counts real time") {
    CHECK(moment("90m ago") == "2026-11-20T20:30:00+01:00");
    CHECK(moment("2h ago") == "2026-11-20T20:00:00+01:00");
    CHECK(moment("1h30m ago") == "2026-11-20T20:30:00+01:00");
    CHECK(moment("3d ago") == "2026-11-17T22:00:00+01:00");
    CHECK(moment("2h AGO", clock_at("2026-10-25T03:30")) == "2026-10-25T02:30:00+02:00");  // across the change
}

TEST_CASE("now is now") {
    CHECK(moment("now") == "2026-11-20T22:00:00+01:00");
    CHECK(moment("NOW") == "2026-11-20T22:00:00+01:00");
}

TEST_CASE("blanks between the words do not matter") {
    CHECK(moment("  yesterday    21:30 ") == "2026-11-19T21:30:00+01:00");
}

// --- what is refused ------------------------------------------------------------------------------------------------

TEST_CASE("what is after now is refused") {
    for (const auto text :
        {"2026-11-20 22:01", "2026-11-21 08:00", "2026-11-20T22:00:01", "2026-11-20T22:00:00-01:00", "today 22:30"}) {
        CHECK(reason(text) == "'" + std::string{text} + "' is in the future");
    }
    CHECK(moment("2026-11-20T22:30+02:00") == "2026-11-20T22:30:00+02:00");  // which is half an hour ago
}

TEST_CASE("a day alone is refused where a moment is meant") {
    for (const auto text : {"2026-11-19", "today", "yesterday", "mon"}) {
        CHECK(moment(text) ==
              "missing time of day in '" + std::string{text} + "' | add the time, such as '" + text + " 22:00'");
    }
}

TEST_CASE("times that no clock shows are refused") {
    for (const auto text :
        {"24:00", "25:00", "21:60", "21:3", "2130", "21:30:60", "0am", "13pm", "21:30pm", "9", ":30", "21:", "-1:30"}) {
        CHECK(reason(text) == "'" + std::string{text} + "' is not a valid time");
    }
}

TEST_CASE("days that the calendar lacks are refused") {
    for (const auto text : {"2026-02-29 08:00", "2026-02-30T08:00", "2026-04-31 08:00", "2026-13-01 08:00",
             "2026-00-10 08:00", "0000-01-01 08:00", "2026-1-1 08:00"}) {
        CHECK(reason(text) == "'" + std::string{text} + "' is not a valid time");
    }
}

TEST_CASE("what is no moment is refused, with the forms that are") {
    for (const auto text : {"", "soon", "ago", "90m", "-2h ago", "21:30 22:00", "now now", "2026-11-19T",
             "2026-11-19T21:30X", "2026-11-19T21:30+", "2026-11-19T21:30+1", "2026-11-19T21:30+27:00",
             "2026-11-19T21:30+01:60", "2026-11-19T9pm+01:00"}) {
        CHECK(moment(text) ==
              "'" + std::string{text} +
                  "' is not a valid time | use 21:30, 'yesterday 21:30', '2026-11-19 21:30' or '90m ago'");
    }
}

TEST_CASE("29 February is a day in leap years alone") {
    const Clock later = clock_at("2028-06-01T12:00");
    CHECK(moment("2028-02-29 08:00", later) == "2028-02-29T08:00:00+01:00");
    CHECK(reason("2027-02-29 08:00", later) == "'2027-02-29 08:00' is not a valid time");
    CHECK(parse_iso_day("2000-02-29").has_value());
    CHECK_FALSE(parse_iso_day("2100-02-29").has_value());
}

// --- clock changes
// ------------------------------------------------------------------------------------------------------

TEST_CASE("a local time that a clock change skips is refused") {
    const Clock clock = clock_at("2026-03-30T12:00");
    CHECK(moment("2026-03-29 02:30", clock) ==
          "'2026-03-29 02:30' does not exist: a clock change skips it on 2026-03-29 | use 'yesterday 03:30' if that"
          " is what the clock showed");
    CHECK(
        reason("yesterday 02:00", clock) == "'yesterday 02:00' does not exist: a clock change skips it on 2026-03-29");
    CHECK(reason("sun 02:59", clock) == "'sun 02:59' does not exist: a clock change skips it on 2026-03-29");
    CHECK(reason("02:30", clock_at("2026-03-29T12:00")) ==
          "'02:30' does not exist: a clock change skips it on 2026-03-29");
}

TEST_CASE("the times next to a skipped hour exist") {
    const Clock clock = clock_at("2026-03-30T12:00");
    CHECK(moment("2026-03-29 01:59", clock) == "2026-03-29T01:59:00+01:00");
    CHECK(moment("2026-03-29 03:00", clock) == "2026-03-29T03:00:00+02:00");
}

TEST_CASE("a skipped time that is still to come does not hide yesterday's") {
    CHECK(moment("02:30", clock_at("2026-03-29T01:00"))
              .starts_with("'02:30' could be Sat 2026-03-28 02:30, 22h30m ago, or Sun 2026-03-29 02:30"));
}

TEST_CASE("a local time that occurs twice means the first") {
    const Clock clock = clock_at("2026-10-26T12:00");
    CHECK(moment("2026-10-25 02:30", clock) == "2026-10-25T02:30:00+02:00");
    CHECK(moment("yesterday 02:00", clock) == "2026-10-25T02:00:00+02:00");
    CHECK(moment("2026-10-25 03:00", clock) == "2026-10-25T03:00:00+01:00");
    CHECK(moment("02:45", clock_at("2026-10-25T02:15+01:00")) == "2026-10-25T02:45:00+02:00");  // half an hour ago
}

TEST_CASE("the second of two equal times is reached with its offset") {
    CHECK(moment("2026-10-25T02:30:00+01:00", clock_at("2026-10-26T12:00")) == "2026-10-25T02:30:00+01:00");
}

TEST_CASE("clocks may change by half an hour") {
    CHECK(local_in(lord_howe(), "2026-10-04T01:59") == "2026-10-04T01:59:00+10:30");
    CHECK(local_in(lord_howe(), "2026-10-04T02:15") == "skipped");
    CHECK(local_in(lord_howe(), "2026-10-04T02:30") == "2026-10-04T02:30:00+11:00");
    CHECK(local_in(lord_howe(), "2026-04-05T01:45") == "2026-04-05T01:45:00+11:00");
    CHECK(local_in(lord_howe(), "2026-04-05T02:00") == "2026-04-05T02:00:00+10:30");
}

TEST_CASE("clocks may skip a whole day") {
    CHECK(local_in(samoa(), "2011-12-29T23:59") == "2011-12-29T23:59:00-10:00");
    CHECK(local_in(samoa(), "2011-12-30T00:00") == "skipped");
    CHECK(local_in(samoa(), "2011-12-30T23:59") == "skipped");
    CHECK(local_in(samoa(), "2011-12-31T00:00") == "2011-12-31T00:00:00+14:00");
    CHECK(reason("yesterday 21:30", clock_at("2011-12-31T12:00", samoa())) ==
          "'yesterday 21:30' does not exist: a clock change skips it on 2011-12-30");
}

TEST_CASE("every local time is either skipped or shown by the clock at the moment that is found") {
    for (const Zone& zone : {berlin(), lord_howe(), samoa(), Zone::fixed(-12h), Zone::fixed(5h + 45min)}) {
        for (const auto& [from, to] : {std::pair{utc("2026-03-27T00:00"), utc("2026-04-07T00:00")},
                 std::pair{utc("2026-10-02T00:00"), utc("2026-10-27T00:00")},
                 std::pair{utc("2011-12-28T00:00"), utc("2012-01-02T00:00")}}) {
            for (Instant at = from; at < to; at += 7min + 30s) {
                const Moment shown = zone.at(at);
                const auto found = zone.resolve(shown.local());
                REQUIRE(found.has_value());
                REQUIRE(found->local() == shown.local());
                REQUIRE(zone.at(found->at) == *found);
                REQUIRE(found->at <= at);  // the first of two
            }
        }
    }
}

// --- the day of a moment --------------------------------------------------------------------------------------------

TEST_CASE("a day lasts until the next one's start") {
    const Clock clock = clock_at("2026-11-21T12:00", berlin(), 4h);
    const auto counted_for = [&](std::string_view local) {
        return spell_day(clock.day_of(clock.zone.at(*parse_instant(local, clock.zone))));
    };
    CHECK(counted_for("2026-11-21T01:30") == "2026-11-20");
    CHECK(counted_for("2026-11-21T03:59:59") == "2026-11-20");
    CHECK(counted_for("2026-11-21T04:00") == "2026-11-21");
    CHECK(counted_for("2026-11-20T23:59") == "2026-11-20");
}

TEST_CASE("the wall clock decides the day, whatever the clocks did that night") {
    const Clock clock = clock_at("2026-11-21T12:00", berlin(), 4h);
    CHECK(spell_day(clock.day_of(clock.zone.at(utc("2026-10-25T02:59")))) ==
          "2026-10-24");  // 03:59 by the clock, five hours after midnight
    CHECK(spell_day(clock.day_of(clock.zone.at(utc("2026-10-25T03:00")))) == "2026-10-25");
    CHECK(spell_day(clock.day_of(clock.zone.at(utc("2026-03-29T01:59")))) == "2026-03-28");
    CHECK(spell_day(clock.day_of(clock.zone.at(utc("2026-03-29T02:00")))) == "2026-03-29");
}

TEST_CASE("the day follows the offset that was typed") {
    const Clock clock = clock_at("2026-11-21T12:00");
    CHECK(spell_day(clock.day_of(*parse_moment("2026-11-20T23:00:00-08:00", clock))) == "2026-11-20");
    CHECK(spell_day(clock.day_of(*parse_moment("2026-11-21T06:00:00+01:00", clock))) == "2026-11-21");
}

TEST_CASE("after midnight and before the day start it is still the day before") {
    const Clock clock = clock_at("2026-11-21T01:30", berlin(), 4h);
    CHECK(spell_day(clock.today()) == "2026-11-20");
    CHECK(moment("today 21:30", clock) == "2026-11-20T21:30:00+01:00");
    CHECK(moment("yesterday 21:30", clock) == "2026-11-19T21:30:00+01:00");
    CHECK(moment("fri 21:30", clock) == "2026-11-20T21:30:00+01:00");
    CHECK(moment("21:30", clock) == "2026-11-20T21:30:00+01:00");
}

TEST_CASE("a time before the day start belongs to the night after the day that is named") {
    const Clock clock = clock_at("2026-11-21T12:00", berlin(), 4h);
    CHECK(moment("yesterday 01:30", clock) == "2026-11-21T01:30:00+01:00");
    CHECK(moment("thu 01:30", clock) == "2026-11-20T01:30:00+01:00");
    CHECK(moment("2026-11-20 01:30", clock) == "2026-11-20T01:30:00+01:00");  // a date is a date
}

TEST_CASE("whatever was said, the moment that is found is not after now") {
    constexpr std::array<std::string_view, 12> forms{"21:30", "00:10", "03:59", "9pm", "today 08:00", "yesterday 21:30",
        "mon 12:00", "fri 23:00", "sun 01:00", "90m ago", "now", "2026-10-25 02:30"};
    std::mt19937 random{5};
    int seen = 0;
    for (int trial = 0; trial < 5000; ++trial) {
        const Instant now = utc("2026-03-20T00:00") + seconds{random() % (86'400 * 300)};
        const Clock clock{now, trial % 2 == 0 ? berlin() : lord_howe(), minutes{trial % 3 == 0 ? 240 : 0}};
        const auto found = parse_moment(forms[random() % forms.size()], clock);
        if (found) REQUIRE(found->at <= now);
        seen += found ? 1 : 0;
    }
    CHECK(seen > 2'500);
}

// --- matching words
// ------------------------------------------------------------------------------------------------------

TEST_CASE("the longest moment at the start of the words is taken") {
    const auto used = [](std::vector<std::string> words) {
        const auto match = match_moment(words);
        return match ? match->used : 0;
    };
    CHECK(used({"90m", "ago", "calm"}) == 2);
    CHECK(used({"yesterday", "21:30", "calm"}) == 2);
    CHECK(used({"yesterday", "calm"}) == 1);
    CHECK(used({"2026-11-19", "21:30"}) == 2);
    CHECK(used({"21:30", "yesterday"}) == 2);
    CHECK(used({"90m", "calm"}) == 0);
    CHECK(used({"calm"}) == 0);
    CHECK(used({}) == 0);
}

// --- the present, from the environment
// --------------------------------------------------------------------------------

TEST_CASE("an instant is a date and a time, with an offset or in the zone") {
    CHECK(instant("2026-11-20T21:30:00+01:00") == "2026-11-20T20:30:00+00:00");
    CHECK(instant("2026-11-20T21:30") == "2026-11-20T20:30:00+00:00");
    CHECK(instant("2026-11-20 21:30") == "2026-11-20T20:30:00+00:00");
    CHECK(instant("2026-11-20T21:30:15Z") == "2026-11-20T21:30:15+00:00");
    CHECK(instant("2099-01-01T00:00") == "2098-12-31T23:00:00+00:00");  // the future is allowed
}

TEST_CASE("other texts are no instant") {
    for (const auto text : {"", "now", "21:30", "2026-11-20", "yesterday 21:30", "90m ago", "1700000000",
             "2026-11-20T25:00", "2026-02-30T12:00", "x 2026-11-20T12:00"}) {
        CHECK(instant(text) ==
              "'" + std::string{text} + "' is not a valid time | use 2026-11-20T21:30 or 2026-11-20T21:30:00+01:00");
    }
    CHECK(instant("2026-03-29T02:30") ==
          "'2026-03-29T02:30' does not exist: a clock change skips it | choose another time or add an offset");
}

// --- durations
// ---------------------------------------------------------------------------------------------------------------

TEST_CASE("a duration is made of weeks, days, hours and minutes") {
    CHECK(*parse_duration("90m") == 90min);
    CHECK(*parse_duration("2h") == 2h);
    CHECK(*parse_duration("1h30m") == 90min);
    CHECK(*parse_duration("3d") == 72h);
    CHECK(*parse_duration("2w") == 14 * 24h);
    CHECK(*parse_duration("1w1d1h1m") == (7 + 1) * 24h + 61min);
    CHECK(*parse_duration(" 2H ") == 2h);
}

TEST_CASE("a duration is spelled in days, hours and minutes") {
    CHECK(duration("90m") == "1h30m");
    CHECK(duration("2w") == "14d");
    CHECK(duration("1440m") == "1d");
    CHECK(spell_duration(0min) == "0m");
}

TEST_CASE("what is no duration is refused") {
    for (const auto text : {"", "90", "m", "1.5h", "-2h", "+2h", "2h2h", "30m1h", "2hours", "2 h", "1y", "h2",
             "99999999999999999999m", "5300w", "1e3m"}) {
        CHECK(duration(text) == "'" + std::string{text} + "' is not a duration | use 90m, 2h, 1h30m, 3d or 2w");
    }
    CHECK(duration("0m") == "duration '0m' is zero | use 90m, 2h, 1h30m, 3d or 2w");
    CHECK(duration("0h0m") == "duration '0h0m' is zero | use 90m, 2h, 1h30m, 3d or 2w");
}

TEST_CASE("a spelled duration is read back as the same") {
    for (int count = 1; count < 30'000; count += 7)
        REQUIRE(*parse_duration(spell_duration(minutes{count})) == minutes{count});
}

// --- times of day, days
// ---------------------------------------------------------------------------------------------------

TEST_CASE("a time of day has no seconds") {
    const auto spelled = [](std::string_view text) { return answer(parse_time_of_day(text), spell_time_of_day); };
    CHECK(spelled("04:00") == "04:00");
    CHECK(spelled("9pm") == "21:00");
    CHECK(spelled(" 0:00 ") == "00:00");
    for (const auto text : {"4", "24:00", "04:00:30", "noon", ""}) {
        CHECK(spelled(text) == "'" + std::string{text} + "' is not a time of day | use 04:00, 21:30 or 9pm");
    }
}

TEST_CASE("a day is a date, today or yesterday") {
    const auto spelled = [](std::string_view text) { return answer(parse_day(text, day("2026-03-01")), spell_day); };
    CHECK(spelled("2026-11-20") == "2026-11-20");
    CHECK(spelled("today") == "2026-03-01");
    CHECK(spelled("Yesterday") == "2026-02-28");
    for (const auto text : {"", "tomorrow", "2026-02-29", "20261120", "2026-11", "mon"}) {
        CHECK(spelled(text) ==
              "'" + std::string{text} + "' is not a date | use a date such as 2026-11-20, or today or yesterday");
    }
}

TEST_CASE("a spelled day is read back as the same") {
    for (Day on = day("1895-12-30"); on < day("2110-01-01"); on += days{13})
        REQUIRE(parse_iso_day(spell_day(on)) == on);
    CHECK(spell_day(day("0001-01-01")) == "0001-01-01");
}

TEST_CASE("moments are spelled with the offset of then") {
    CHECK(spell_moment({utc("2026-11-20T20:30"), 1h}) == "2026-11-20T21:30:00+01:00");
    CHECK(spell_moment({utc("2026-11-20T20:30"), -(3h + 30min)}) == "2026-11-20T17:00:00-03:30");
    CHECK(spell_moment({utc("2026-11-20T20:30"), 0s}) == "2026-11-20T20:30:00+00:00");
}

TEST_CASE("a spelled moment is read back as the same") {
    std::mt19937 random{6};
    for (int trial = 0; trial < 3000; ++trial) {
        const Moment at{
            utc("1990-01-01T00:00") + seconds{random()}, minutes{static_cast<int>(random() % (27 * 60)) - 13 * 60}};
        REQUIRE(*parse_moment(spell_moment(at), clock_at("2200-01-01T00:00")) == at);
    }
}

// --- ISO weeks
// -----------------------------------------------------------------------------------------------------------------

TEST_CASE("a week belongs to the year of its Thursday") {
    CHECK(iso_week(day("2026-01-01")) == IsoWeek{2026, 1});
    CHECK(iso_week(day("2025-12-29")) == IsoWeek{2026, 1});
    CHECK(iso_week(day("2025-12-28")) == IsoWeek{2025, 52});
    CHECK(iso_week(day("2026-12-31")) == IsoWeek{2026, 53});
    CHECK(iso_week(day("2027-01-03")) == IsoWeek{2026, 53});
    CHECK(iso_week(day("2027-01-04")) == IsoWeek{2027, 1});
    CHECK(iso_week(day("2024-12-30")) == IsoWeek{2025, 1});
    CHECK(iso_week(day("2021-01-03")) == IsoWeek{2020, 53});
    CHECK(iso_week(day("2000-01-02")) == IsoWeek{1999, 52});
}

TEST_CASE("weeks follow one another without gaps, seven days each, from Monday") {
    std::map<IsoWeek, int> lengths;
    const Day first = day("2019-12-30");
    const Day last = day("2031-01-05");
    IsoWeek before = iso_week(first);
    for (Day on = first; on <= last; on += days{1}) {
        const IsoWeek week = iso_week(on);
        REQUIRE(before <= week);
        if (week != before) REQUIRE(spell_weekday(on) == "Mon");
        ++lengths[week];
        before = week;
    }
    for (const auto& [week, length] : lengths) REQUIRE(length == 7);
    CHECK(lengths.size() == 575);
    CHECK(lengths.contains(IsoWeek{2020, 53}));
    CHECK(lengths.contains(IsoWeek{2026, 53}));
    CHECK_FALSE(lengths.contains(IsoWeek{2025, 53}));
}
