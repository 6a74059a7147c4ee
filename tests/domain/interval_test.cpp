#include "schedule_fixture.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

Case every_8h(std::string_view now) {
    Schedule schedule{.times = {{8h, Count{1}}}, .rule = Interval{8h, {}}, .from = day("2026-11-20")};
    return {plan_of(schedule), clock_at(now)};
}

}  // namespace

TEST_CASE("an interval's slots follow each other until something is taken") {
    CHECK(every_8h("2026-11-20T17:00").on("2026-11-19", "2026-11-21") ==
          Lines{"20 08:00 missed", "20 16:00 due", "21 00:00 open", "21 08:00 open", "21 16:00 open"});
}

TEST_CASE("after an intake the next slot is an interval away") {
    auto dose = every_8h("2026-11-20T17:00");
    dose.take({"2026-11-20T09:30"});
    CHECK(dose.today() == Lines{"20 08:00 taken", "20 17:30 open"});
    dose.take({"2026-11-20T16:00"});
    CHECK(dose.on("2026-11-20", "2026-11-21") == Lines{"20 08:00 taken", "20 17:30 taken", "21 00:00 open", "21 08:00 open", "21 16:00 open"});
}

TEST_CASE("a late intake of an interval counts for the slot before it, also after midnight") {
    auto dose = every_8h("2026-11-21T01:30");
    dose.take({"2026-11-20T08:00", "2026-11-20T16:00", "2026-11-21T01:00"});
    CHECK(dose.on("2026-11-20", "2026-11-21") == Lines{"20 08:00 taken", "20 16:00 taken", "21 00:00 taken", "21 09:00 open", "21 17:00 open"});
    dose.intakes.back() = intake("2026-11-21T02:30", dose.clock, 3);
    CHECK(dose.on("2026-11-21", "2026-11-21") == Lines{"21 00:00 late", "21 10:30 open", "21 18:30 open"});
}

TEST_CASE("a second helping soon after moves an interval's next slot and satisfies none") {
    auto dose = every_8h("2026-11-20T12:00");
    dose.take({"2026-11-20T08:00", "2026-11-20T09:00"});
    CHECK(dose.today() == Lines{"20 08:00 taken", "20 17:00 open"});
}

TEST_CASE("what was taken before an interval began delays its first slot") {
    auto dose = every_8h("2026-11-20T12:00");
    dose.take({"2026-11-20T03:00"});
    CHECK(dose.today() == Lines{"20 11:00 due", "20 19:00 open"});
    dose.intakes.clear();
    dose.take({"2026-11-19T08:00"});
    CHECK(dose.today() == Lines{"20 08:00 missed", "20 16:00 open"});
    dose.take({"2026-11-19T22:00"});
    CHECK(dose.today() == Lines{"20 08:00 missed", "20 16:00 open"});
}

TEST_CASE("an intake near a fixed time does not count for the interval that ended the evening before") {
    auto dose = every_8h("2026-11-20T12:00");
    dose.plan.schedules.front().from = day("2026-11-10");
    dose.plan.schedules.front().times.front().time = 7h + 50min;
    dose.plan = replanned(dose.plan, daily("2026-11-20", {25min}));
    dose.take({"2026-11-20T00:20"});
    CHECK(dose.on("2026-11-19", "2026-11-19").back() == "19 23:50 missed");
    CHECK(dose.on("2026-11-19", "2026-11-20").back() == "20 00:25 taken");
}

TEST_CASE("an interval without a first time begins when it was made, or with its first day") {
    Case dose{plan_of(Schedule{.rule = Interval{12h, {}}, .from = day("2026-11-20"), .since = utc("2026-11-20T09:15")})};
    CHECK(dose.today() == Lines{"20 10:15 due", "20 22:15 open"});
    dose.plan.schedules.front().since.reset();
    CHECK(dose.today() == Lines{"20 00:00 missed", "20 12:00 due"});
}

TEST_CASE("an interval in a window waits for it to open") {
    auto dose = every_8h("2026-11-20T23:00");
    dose.plan.schedules.front().rule = Interval{5h, DayWindow{8h, 22h}};
    CHECK(dose.today() == Lines{"20 08:00 missed", "20 13:00 missed", "20 18:00 missed"});
    CHECK(dose.on("2026-11-21", "2026-11-21") == Lines{"21 08:00 open", "21 13:00 open", "21 18:00 open"});
    dose.take({"2026-11-20T21:00"});
    CHECK(dose.on("2026-11-21", "2026-11-21") == Lines{"21 08:00 open", "21 13:00 open", "21 18:00 open"});
    dose.plan.schedules.front().rule = Interval{5h, DayWindow{20h, 6h}};
    CHECK(dose.on("2026-11-21", "2026-11-21") == Lines{"21 02:00 open", "21 20:00 open"});
}

TEST_CASE("a window may open before the day starts") {
    auto dose = every_8h("2026-11-21T12:00");
    dose.clock.day_start = 4h;
    dose.plan.schedules.front().rule = Interval{8h, DayWindow{3h, 22h}};
    CHECK(dose.on("2026-11-20", "2026-11-21") == Lines{"20 08:00 missed", "20 16:00 missed", "20 03:00 missed", "21 11:00 due", "21 19:00 open", "21 03:00 open"});
}

TEST_CASE("a window that opens in the hour that occurs twice lets time go on") {
    Case dose{plan_of(Schedule{.rule = Interval{15min, DayWindow{2h + 45min, 2h + 50min}}, .from = day("2026-10-24")}), clock_at("2026-10-24T00:00")};
    CHECK(dose.on("2026-10-24", "2026-10-26").size() >= 3);
}

TEST_CASE("an interval is elapsed time, whatever the clocks do") {
    Case dose{plan_of(Schedule{.times = {{20h, Count{1}}}, .rule = Interval{12h, {}}, .from = day("2026-03-28")}), clock_at("2026-03-28T12:00")};
    CHECK(dose.on("2026-03-28", "2026-03-29") == Lines{"28 20:00 open", "29 09:00 open", "29 21:00 open"});
}

TEST_CASE("a pause silences an interval, which goes on counting") {
    auto dose = every_8h("2026-11-20T12:00");
    dose.plan.pauses = {{day("2026-11-21"), day("2026-11-21")}};
    CHECK(dose.on("2026-11-20", "2026-11-22") == Lines{"20 08:00 missed", "20 16:00 open", "22 00:00 open", "22 08:00 open", "22 16:00 open"});
}

TEST_CASE("a skipped slot of an interval is followed by the next") {
    auto dose = every_8h("2026-11-20T17:00");
    dose.skip("2026-11-20", 8h);
    dose.skip("2026-11-20", 16h);
    CHECK(dose.today() == Lines{"20 08:00 skipped", "20 16:00 skipped"});
    CHECK(dose.on("2026-11-21", "2026-11-21").front() == "21 00:00 open");
}

TEST_CASE("an interval many years old is found without its history") {
    auto dose = every_8h("2026-11-20T17:00");
    dose.plan.schedules.front().from = day("2000-11-20");
    CHECK(dose.today() == Lines{"20 00:00 missed", "20 08:00 missed", "20 16:00 due"});
    dose.take({"2026-11-20T15:00"});
    CHECK(dose.today() == Lines{"20 00:00 missed", "20 08:00 missed", "20 16:00 taken", "20 23:00 open"});
}

TEST_CASE("a slot of a window that is taken ahead of its time is there once") {
    auto dose = every_8h("2026-11-21T12:00");
    dose.plan.schedules.front().rule = Interval{90min, DayWindow{8h, 22h}};
    dose.take({"2026-11-20T21:30", "2026-11-21T06:00"});
    CHECK(dose.on("2026-11-21", "2026-11-21").front() == "21 08:00 taken");
    CHECK(dose.on("2026-11-21", "2026-11-21")[1] == "21 09:30 missed");
}

TEST_CASE("an intake after a pause does not reach back to a slot before it") {
    auto dose = every_8h("2026-11-23T12:00");
    dose.plan.pauses = {{day("2026-11-21"), day("2026-11-22")}};
    dose.take({"2026-11-22T17:00"});
    CHECK(dose.on("2026-11-20", "2026-11-23") == Lines{"20 08:00 missed", "20 16:00 missed", "23 01:00 missed", "23 09:00 missed", "23 17:00 open"});
}
