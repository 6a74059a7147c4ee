#include "schedule_fixture.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

Case every_8h(std::string_view now) {
    Schedule schedule{.times = {{8h, Count{1}}}, .rule = Interval{8h, {}}, .from = day("2026-11-20")};
    return {plan_of(schedule), clock_at(now)};
}

}  // namespace

TEST_CASE("an interval has one slot, which stays due until it is taken") {
    CHECK(every_8h("2026-11-20T07:00").on("2026-11-19", "2026-11-21") == Lines{"20 08:00 open"});
    CHECK(every_8h("2026-11-20T17:00").on("2026-11-19", "2026-11-21") == Lines{"20 08:00 due"});
    for (const auto now : {"2026-11-24T09:00", "2026-12-20T23:59", "2027-11-20T08:00"}) {
        const Case dose = every_8h(now);
        CHECK(shown(standing(dose.plan, dose.history(), dose.clock)) == Lines{"20 08:00 due"});
        CHECK(next_slot(dose.plan, dose.history(), dose.clock)->state == SlotState::due);
    }
}

TEST_CASE(
    "an interval's slot that was skipped late is followed by one counted from the skip, one skipped ahead from its "
    "time") {
    auto dose = every_8h("2026-11-24T20:00");
    dose.skips.push_back({.day = day("2026-11-20"), .time = 8h, .at = dose.clock.now});
    CHECK(dose.on("2026-11-20", "2026-11-25") == Lines{"20 08:00 skipped", "25 04:00 open"});
    dose.skips.front().at = dose.clock.zone.resolve(LocalTime{day("2026-11-20")} + 7h)->at;
    CHECK(dose.on("2026-11-20", "2026-11-25") == Lines{"20 08:00 skipped", "20 16:00 due"});
}

TEST_CASE("the next slot of an interval is forecast as if each were taken in time") {
    const auto ahead = [](const Case& dose) {
        return shown(interval_slots_ahead(dose.plan, day("2026-11-21"), dose.history(), dose.clock));
    };
    CHECK(ahead(every_8h("2026-11-20T07:00")) == Lines{"2026-11-20 08:00+01:00", "2026-11-20 16:00+01:00",
                                                     "2026-11-21 00:00+01:00", "2026-11-21 08:00+01:00",
                                                     "2026-11-21 16:00+01:00"});
    CHECK(ahead(every_8h("2026-11-20T17:00")) == Lines{"2026-11-20 08:00+01:00", "2026-11-21 01:00+01:00",
                                                     "2026-11-21 09:00+01:00", "2026-11-21 17:00+01:00"});
    auto paused = every_8h("2026-11-20T17:00");
    paused.plan.pauses = {{day("2026-11-21"), day("2026-11-21")}};
    CHECK(ahead(paused) == Lines{"2026-11-20 08:00+01:00"});
    CHECK(
        shown(interval_slots_ahead(paused.plan, day("2026-11-22"), {}, paused.clock)) ==
        Lines{"2026-11-20 08:00+01:00", "2026-11-22 00:00+01:00", "2026-11-22 08:00+01:00", "2026-11-22 16:00+01:00"});
}

TEST_CASE("after an intake the next slot is an interval away") {
    auto dose = every_8h("2026-11-20T17:00");
    dose.take({"2026-11-20T09:30"});
    CHECK(dose.today() == Lines{"20 08:00 taken", "20 17:30 open"});
    dose.take({"2026-11-20T16:00"});
    CHECK(dose.on("2026-11-20", "2026-11-21") == Lines{"20 08:00 taken", "20 17:30 taken", "21 00:00 open"});
}

TEST_CASE("a late intake of an interval counts for the slot before it, also after midnight") {
    auto dose = every_8h("2026-11-21T01:30");
    dose.take({"2026-11-20T08:00", "2026-11-20T16:00", "2026-11-21T01:00"});
    CHECK(dose.on("2026-11-20", "2026-11-21") ==
          Lines{"20 08:00 taken", "20 16:00 taken", "21 00:00 taken", "21 09:00 open"});
    dose.intakes.back() = intake("2026-11-21T02:30", dose.clock, 3);
    CHECK(dose.on("2026-11-21", "2026-11-21") == Lines{"21 00:00 late", "21 10:30 open"});
}

TEST_CASE("a second helping soon after moves an interval's next slot and satisfies none") {
    auto dose = every_8h("2026-11-20T12:00");
    dose.take({"2026-11-20T08:00", "2026-11-20T09:00"});
    CHECK(dose.today() == Lines{"20 08:00 taken", "20 17:00 open"});
}

TEST_CASE("what was taken before an interval began delays its first slot") {
    auto dose = every_8h("2026-11-20T12:00");
    dose.take({"2026-11-20T03:00"});
    CHECK(dose.today() == Lines{"20 11:00 due"});
    dose.intakes.clear();
    dose.take({"2026-11-19T08:00"});
    CHECK(dose.today() == Lines{"20 08:00 due"});
    dose.take({"2026-11-19T22:00"});
    CHECK(dose.today() == Lines{"20 08:00 due"});
}

TEST_CASE("the slot of an interval that another schedule replaced stays due for its grace, then it is missed") {
    auto dose = every_8h("2026-11-20T12:00");
    dose.plan.schedules.front().from = day("2026-11-10");
    dose.plan = replanned(dose.plan, daily("2026-11-20", {4h}));
    dose.take({"2026-11-19T15:50"});
    CHECK(dose.on("2026-11-19", "2026-11-20") == Lines{"19 23:50 missed", "20 04:00 missed"});
    dose.take({"2026-11-20T00:20"});
    CHECK(dose.on("2026-11-19", "2026-11-20") == Lines{"19 23:50 taken", "20 04:00 missed"});
    dose.intakes.back() = intake("2026-11-20T03:50", dose.clock, 2);
    CHECK(dose.on("2026-11-19", "2026-11-20") == Lines{"19 23:50 missed", "20 04:00 taken"});
}

TEST_CASE("an interval without a first time begins when it was made, or with its first day") {
    Case dose{
        plan_of(Schedule{.rule = Interval{12h, {}}, .from = day("2026-11-20"), .since = utc("2026-11-20T09:15")})};
    CHECK(dose.today() == Lines{"20 10:15 due"});
    dose.plan.schedules.front().since.reset();
    CHECK(dose.today() == Lines{"20 00:00 due"});
}

TEST_CASE("a first time that was over when the interval was made is not a slot") {
    auto dose = every_8h("2026-11-20T20:00");
    dose.plan.schedules.front().since = dose.clock.now;
    CHECK(dose.on("2026-11-20", "2026-11-21") == Lines{"21 00:00 open"});
}

TEST_CASE("an interval in a window waits for it to open") {
    const auto ahead = [](const Case& dose) {
        return shown(interval_slots_ahead(dose.plan, day("2026-11-21"), dose.history(), dose.clock));
    };
    auto dose = every_8h("2026-11-20T07:00");
    dose.plan.schedules.front().rule = Interval{5h, DayWindow{8h, 22h}};
    CHECK(ahead(dose) == Lines{"2026-11-20 08:00+01:00", "2026-11-20 13:00+01:00", "2026-11-20 18:00+01:00",
                             "2026-11-21 08:00+01:00", "2026-11-21 13:00+01:00", "2026-11-21 18:00+01:00"});
    dose.clock = clock_at("2026-11-20T23:00");
    dose.take({"2026-11-20T21:00"});
    CHECK(dose.on("2026-11-20", "2026-11-21") == Lines{"20 08:00 late", "21 08:00 open"});
    dose.plan.schedules.front().rule = Interval{5h, DayWindow{20h, 6h}};
    CHECK(dose.on("2026-11-21", "2026-11-21") == Lines{"21 02:00 open"});
}

TEST_CASE("a window may open before the day starts") {
    auto dose = every_8h("2026-11-21T02:00");
    dose.clock.day_start = 4h;
    dose.plan.schedules.front().rule = Interval{8h, DayWindow{3h, 22h}};
    dose.take({"2026-11-20T16:00"});
    CHECK(dose.today() == Lines{"20 08:00 late", "20 03:00 open"});  // 03:00 on the 21st is still the user's 20th
}

TEST_CASE("a window that opens in the hour that occurs twice lets time go on") {
    Case dose{plan_of(Schedule{.rule = Interval{15min, DayWindow{2h + 45min, 2h + 50min}}, .from = day("2026-10-24")}),
        clock_at("2026-10-24T00:00")};
    CHECK(interval_slots_ahead(dose.plan, day("2026-10-26"), {}, dose.clock).size() >= 3);
}

TEST_CASE("an interval is elapsed time, whatever the clocks do") {
    Case dose{plan_of(Schedule{.times = {{20h, Count{1}}}, .rule = Interval{12h, {}}, .from = day("2026-03-28")}),
        clock_at("2026-03-29T12:00")};
    dose.take({"2026-03-28T20:00"});
    CHECK(dose.on("2026-03-28", "2026-03-29") == Lines{"28 20:00 taken", "29 09:00 due"});
}

TEST_CASE("a pause silences an interval and moves its slot to the first day after") {
    auto dose = every_8h("2026-11-20T12:00");
    dose.plan.pauses = {{day("2026-11-21"), day("2026-11-22")}};
    CHECK(dose.on("2026-11-20", "2026-11-23") == Lines{"20 08:00 due"});
    for (const auto now : {"2026-11-21T00:00", "2026-11-22T23:59"}) {
        dose.clock = clock_at(now);
        CHECK(standing(dose.plan, dose.history(), dose.clock).empty());
        CHECK(dose.on("2026-11-20", "2026-11-23") == Lines{"23 00:00 open"});
    }
    dose.clock = clock_at("2026-11-24T12:00");
    CHECK(dose.on("2026-11-20", "2026-11-24") == Lines{"23 00:00 due"});
    dose.plan.pauses.front().until.reset();
    CHECK(dose.on("2026-11-20", "2026-11-24").empty());
}

TEST_CASE("an intake during a pause takes no slot, and the interval counts from it") {
    auto dose = every_8h("2026-11-23T12:00");
    dose.plan.pauses = {{day("2026-11-21"), day("2026-11-22")}};
    dose.take({"2026-11-22T17:00"});
    CHECK(dose.on("2026-11-20", "2026-11-23") == Lines{"23 01:00 due"});
}

TEST_CASE("skips of epsom 0.1, which have no moment, count from the slot that they name") {
    auto dose = every_8h("2026-11-20T17:00");
    dose.skip("2026-11-20", 8h);
    CHECK(dose.today() == Lines{"20 08:00 skipped", "20 16:00 due"});
    dose.skip("2026-11-20", 16h);
    CHECK(dose.on("2026-11-20", "2026-11-21") == Lines{"20 08:00 skipped", "20 16:00 skipped", "21 00:00 open"});
}

TEST_CASE("an interval many years old needs only its latest intake") {
    auto dose = every_8h("2026-11-20T17:00");
    dose.plan.schedules.front().from = day("2000-11-20");
    CHECK(shown(standing(dose.plan, dose.history(), dose.clock)) == Lines{"20 08:00 due"});
    dose.take({"2026-11-20T07:00"});
    CHECK(shown(standing(dose.plan, dose.history(), dose.clock)) == Lines{"20 15:00 due"});
}

TEST_CASE("a slot of a window that is taken ahead of its time is there once") {
    auto dose = every_8h("2026-11-21T12:00");
    dose.plan.schedules.front().rule = Interval{90min, DayWindow{8h, 22h}};
    dose.take({"2026-11-20T21:30", "2026-11-21T06:00"});
    CHECK(dose.on("2026-11-21", "2026-11-21") == Lines{"21 08:00 taken", "21 09:30 due"});
}
