#include "schedule_fixture.hpp"

#include <algorithm>

using namespace epsom;
using namespace epsom::test;

namespace {

Plan plan_with(Rule rule, std::string_view from, std::vector<minutes> times = {8h}) {
    Schedule schedule = daily(from, std::move(times));
    schedule.rule = rule;
    return plan_of(schedule);
}

Lines days_with_slots(const Plan& plan, std::string_view from, std::string_view to) {
    Lines days_found;
    for (const auto& slot : slots_between(plan, {day(from), day(to)}, clock_at("2026-11-20T12:00"))) {
        days_found.push_back(spell_day(slot.day).substr(5));
    }
    return days_found;
}

}  // namespace

TEST_CASE("a daily schedule has each of its times every day, by time") {
    const Plan plan = plan_of(daily("2026-11-01", {8h, 21h + 30min}));
    CHECK(shown(slots_on(plan, day("2026-11-20"), clock_at("2026-11-20T12:00"))) ==
          Lines{"2026-11-20 08:00+01:00", "2026-11-20 21:30+01:00"});
}

TEST_CASE("a slot knows its servings, its grace and the time as it was scheduled") {
    Schedule schedule = daily("2026-11-01", {});
    schedule.times = {{8h, Count{2}}};
    schedule.grace = 30min;
    const Slot slot = slots_on(plan_of(schedule), day("2026-11-20"), clock_at("2026-11-20T12:00")).front();
    CHECK(slot.servings == Count{2});
    CHECK(slot.grace == 30min);
    CHECK(slot.time == 8h);
    CHECK(slot.day == day("2026-11-20"));
}

TEST_CASE("a schedule has slots from its first to its last day, both included") {
    Schedule schedule = daily("2026-11-10", {8h});
    schedule.until = day("2026-11-12");
    CHECK(days_with_slots(plan_of(schedule), "2026-11-01", "2026-11-30") == Lines{"11-10", "11-11", "11-12"});
}

TEST_CASE("a schedule on weekdays has slots on those") {
    CHECK(days_with_slots(plan_with(OnWeekdays{0b0010101}, "2026-01-01"), "2026-11-16", "2026-11-22") ==
          Lines{"11-16", "11-18", "11-20"});
}

TEST_CASE("a weekday is that of the user's day, also for a slot after midnight") {
    const Plan plan = plan_with(OnWeekdays{0b0000001}, "2026-01-01", {1h + 30min});
    const auto slots =
        slots_between(plan, {day("2026-11-16"), day("2026-11-17")}, clock_at("2026-11-20T12:00", berlin(), 4h));
    CHECK(shown(slots) == Lines{"2026-11-17 01:30+01:00"});
    CHECK(slots.front().day == day("2026-11-16"));
}

TEST_CASE("a schedule on days of the month skips months that lack the day") {
    const auto rule = OnMonthDays{1U << 15 | 1U << 31};
    CHECK(days_with_slots(plan_with(rule, "2026-01-01"), "2026-01-01", "2026-03-31") ==
          Lines{"01-15", "01-31", "02-15", "03-15", "03-31"});
}

TEST_CASE("the last day of the month is the 28th, 29th, 30th or 31st") {
    const Plan plan = plan_with(OnMonthDays{1U}, "2028-01-01");
    CHECK(days_with_slots(plan, "2028-01-01", "2028-04-30") == Lines{"01-31", "02-29", "03-31", "04-30"});
    CHECK(days_with_slots(plan_with(OnMonthDays{1U}, "2026-01-01"), "2026-02-01", "2026-02-28") == Lines{"02-28"});
}

TEST_CASE("every second day counts on across a leap day and a change of year") {
    CHECK(days_with_slots(plan_with(EveryDays{2}, "2028-02-27"), "2028-02-25", "2028-03-05") ==
          Lines{"02-27", "02-29", "03-02", "03-04"});
    CHECK(days_with_slots(plan_with(EveryDays{2}, "2026-12-30"), "2026-12-28", "2027-01-05") ==
          Lines{"12-30", "01-01", "01-03", "01-05"});
}

TEST_CASE("a cycle starts with its days on") {
    CHECK(days_with_slots(plan_with(Cycle{3, 2}, "2026-11-01"), "2026-11-01", "2026-11-12") ==
          Lines{"11-01", "11-02", "11-03", "11-06", "11-07", "11-08", "11-11", "11-12"});
}

TEST_CASE("a cycle of 21 days on and 7 off repeats every 28 days") {
    const Plan plan = plan_with(Cycle{21, 7}, "2026-01-01");
    for (int i = 0; i < 1000; ++i) {
        const Day at = day("2026-01-01") + days{i};
        REQUIRE(slots_on(plan, at, clock_at("2026-11-20T12:00")).size() == (i % 28 < 21 ? 1U : 0U));
    }
}

TEST_CASE("what is taken as needed and what follows the last intake have no fixed slots") {
    const Clock clock = clock_at("2026-11-20T12:00");
    CHECK(slots_on(Plan{}, day("2026-11-20"), clock).empty());
    CHECK(slots_on(plan_with(AsNeeded{}, "2026-11-01", {}), day("2026-11-20"), clock).empty());
    CHECK(slots_on(plan_with(Interval{8h}, "2026-11-01", {}), day("2026-11-20"), clock).empty());
}

TEST_CASE("a slot that summer time skips falls on the first moment after the gap") {
    const Plan plan = plan_of(daily("2026-01-01", {2h, 2h + 30min, 3h}));
    CHECK(shown(slots_on(plan, day("2026-03-29"), clock_at("2026-11-20T12:00"))) ==
          Lines{"2026-03-29 03:00+02:00", "2026-03-29 03:00+02:00", "2026-03-29 03:00+02:00"});
    CHECK(slots_on(plan, day("2026-03-29"), clock_at("2026-11-20T12:00"))[1].time == 2h + 30min);
}

TEST_CASE("a slot whose time occurs twice happens once, the first time") {
    const Plan plan = plan_of(daily("2026-01-01", {2h + 30min}));
    CHECK(shown(slots_on(plan, day("2026-10-25"), clock_at("2026-11-20T12:00"))) == Lines{"2026-10-25 02:30+02:00"});
}

TEST_CASE("the slots of a day that the calendar skips wait for the next one") {
    const Plan plan = plan_of(daily("2011-12-01", {8h}));
    CHECK(shown(slots_on(plan, day("2011-12-30"), clock_at("2011-12-31T12:00", samoa()))) ==
          Lines{"2011-12-31 00:00+14:00"});
    CHECK(shown(slots_on(plan, day("2011-12-29"), clock_at("2011-12-31T12:00", samoa()))) ==
          Lines{"2011-12-29 08:00-10:00"});
}

TEST_CASE("a slot before the day start belongs to the day before, and comes last in it") {
    const Clock clock = clock_at("2026-11-20T12:00", berlin(), 4h);
    const Plan plan = plan_of(daily("2026-11-01", {1h + 30min, 4h, 21h}));
    CHECK(shown(slots_on(plan, day("2026-11-20"), clock)) ==
          Lines{"2026-11-20 04:00+01:00", "2026-11-20 21:00+01:00", "2026-11-21 01:30+01:00"});
}

TEST_CASE("a slot before the day start is skipped by the clocks on the night after its day") {
    const Clock clock = clock_at("2026-11-20T12:00", berlin(), 4h);
    const Plan plan = plan_of(daily("2026-01-01", {2h + 30min}));
    CHECK(shown(slots_on(plan, day("2026-03-28"), clock)) == Lines{"2026-03-29 03:00+02:00"});
    CHECK(shown(slots_on(plan, day("2026-03-29"), clock)) == Lines{"2026-03-30 02:30+02:00"});
}

TEST_CASE("in another zone the slots keep their time on the wall clock") {
    const Plan plan = plan_of(daily("2026-11-01", {21h}));
    const Clock abroad = clock_at("2026-11-20T12:00", Zone::fixed(-5h));
    CHECK(shown(slots_on(plan, day("2026-11-20"), abroad)) == Lines{"2026-11-20 21:00-05:00"});
}

TEST_CASE("what was missed already when a schedule was made is not one of its slots") {
    Schedule schedule = daily("2026-11-20", {8h, 10h, 21h});
    schedule.since = utc("2026-11-20T11:00");  // 12:00 here: the slot at 10:00 is due for another instant
    const auto slots = slots_on(plan_of(schedule), day("2026-11-20"), clock_at("2026-11-20T12:00"));
    CHECK(shown(slots) == Lines{"2026-11-20 10:00+01:00", "2026-11-20 21:00+01:00"});
}

TEST_CASE("a paused day has no slots, its neighbours do") {
    Plan plan = plan_of(daily("2026-11-01", {8h}));
    plan.pauses = {{day("2026-11-03"), day("2026-11-04")}, {day("2026-11-07"), {}}};
    CHECK(days_with_slots(plan, "2026-11-01", "2026-11-30") == Lines{"11-01", "11-02", "11-05", "11-06"});
}

TEST_CASE("a day says why it has no slots") {
    Schedule schedule = daily("2026-11-10", {8h});
    schedule.until = day("2026-11-20");
    schedule.rule = EveryDays{2};
    Plan plan = plan_of(schedule);
    plan.pauses = {{day("2026-11-14"), day("2026-11-15")}};
    CHECK(kind_of(plan, day("2026-11-09")) == DayKind::before);
    CHECK(kind_of(plan, day("2026-11-10")) == DayKind::planned);
    CHECK(kind_of(plan, day("2026-11-11")) == DayKind::free);
    CHECK(kind_of(plan, day("2026-11-14")) == DayKind::paused);
    CHECK(kind_of(plan, day("2026-11-21")) == DayKind::after);
    CHECK(kind_of(Plan{}, day("2026-11-21")) == DayKind::as_needed);
    CHECK(kind_of(plan_with(Interval{8h}, "2026-11-01"), day("2026-11-21")) == DayKind::planned);
    CHECK(kind_of(plan_with(AsNeeded{}, "2026-11-01", {}), day("2026-11-21")) == DayKind::as_needed);
}

TEST_CASE("a new schedule takes over from now and leaves what was due before as it was") {
    const Plan old = plan_of(daily("2026-11-01", {8h, 21h}));
    Schedule next = daily("2026-11-20", {8h + 30min, 20h});
    next.since = utc("2026-11-20T11:00");
    const Plan plan = replanned(old, next);
    const Clock clock = clock_at("2026-11-20T12:00");
    CHECK(shown(slots_on(plan, day("2026-11-19"), clock)) == Lines{"2026-11-19 08:00+01:00", "2026-11-19 21:00+01:00"});
    CHECK(shown(slots_on(plan, day("2026-11-20"), clock)) == Lines{"2026-11-20 08:00+01:00", "2026-11-20 20:00+01:00"});
    CHECK(shown(slots_on(plan, day("2026-11-21"), clock)) == Lines{"2026-11-21 08:30+01:00", "2026-11-21 20:00+01:00"});
}

TEST_CASE("a slot at the time of a change is there once, also when the grace changes") {
    Schedule old = daily("2026-11-01", {8h});
    old.grace = 10min;
    Schedule next = daily("2026-11-20", {8h});
    next.since = utc("2026-11-20T08:00");  // 09:00 here
    CHECK(slots_on(replanned(plan_of(old), next), day("2026-11-20"), clock_at("2026-11-20T12:00")).size() == 1);
}

TEST_CASE("a new schedule with a first day replaces everything from that day on") {
    const Plan old = replanned(plan_of(daily("2026-11-01", {8h})), daily("2026-11-15", {9h}));
    CHECK(old.schedules.size() == 2);
    const Plan plan = replanned(old, daily("2026-11-10", {10h}));
    const Clock clock = clock_at("2026-11-20T12:00");
    CHECK(shown(slots_on(plan, day("2026-11-09"), clock)) == Lines{"2026-11-09 08:00+01:00"});
    CHECK(shown(slots_on(plan, day("2026-11-10"), clock)) == Lines{"2026-11-10 10:00+01:00"});
    CHECK(shown(slots_on(plan, day("2026-11-15"), clock)) == Lines{"2026-11-15 10:00+01:00"});
}

TEST_CASE("a new schedule that begins later leaves the old one until then") {
    const Plan plan = replanned(plan_of(daily("2026-11-01", {8h})), daily("2026-12-01", {9h}));
    CHECK(schedule_on(plan, day("2026-11-30"))->times.front().time == 8h);
    CHECK(schedule_on(plan, day("2026-12-01"))->times.front().time == 9h);
    CHECK(schedule_on(plan, day("2026-10-31")) == nullptr);
}

TEST_CASE("a schedule made twice in the same second is there once") {
    Schedule schedule = daily("2026-11-20", {8h});
    schedule.since = utc("2026-11-20T11:00");
    CHECK(replanned(replanned(Plan{}, schedule), schedule).schedules.size() == 1);
}

TEST_CASE("as needed ends a plan, and is no plan where there was none") {
    CHECK(replanned(Plan{}, Schedule{.from = day("2026-11-20")}) == Plan{});
    const Plan plan = replanned(plan_of(daily("2026-11-01", {8h})), Schedule{.from = day("2026-11-20")});
    CHECK(days_with_slots(plan, "2026-11-18", "2026-11-30") == Lines{"11-18", "11-19"});
}

TEST_CASE("a pause begins once, and takes in those that begin within it") {
    Plan plan = plan_of(daily("2026-11-01", {8h}));
    plan = *paused(plan, {day("2026-11-25"), day("2026-12-05")});
    plan = *paused(plan, {day("2026-11-20"), day("2026-11-30")});
    CHECK(plan.pauses == std::vector{Pause{day("2026-11-20"), day("2026-12-05")}});
    CHECK(paused(plan, {day("2026-11-22"), {}}).error().message ==
          "the dose is already paused since 2026-11-20 until 2026-12-05");
    CHECK(paused(plan, {day("2026-12-22"), day("2026-12-21")}).error().message ==
          "'2026-12-21' is before the pause starts, 2026-12-22");
}

TEST_CASE("an open pause takes in all later ones") {
    Plan plan = *paused(plan_of(daily("2026-11-01", {8h})), {day("2026-11-25"), day("2026-12-05")});
    plan = *paused(plan, {day("2026-11-20"), {}});
    CHECK(plan.pauses == std::vector{Pause{day("2026-11-20"), {}}});
}

TEST_CASE("resuming brings back the slots from today on, and keeps the paused days before") {
    Plan plan = *paused(plan_of(daily("2026-11-01", {8h})), {day("2026-11-10"), {}});
    plan = *resumed(plan, clock_at("2026-11-20T00:00"));
    CHECK(plan.pauses == std::vector{Pause{day("2026-11-10"), day("2026-11-19")}});
    CHECK(resumed(plan, clock_at("2026-11-20T00:00")).error().message == "the dose is not paused");
    CHECK(resumed(*paused(plan, {day("2026-11-20"), {}}), clock_at("2026-11-20T00:00"))->pauses.size() == 1);
    CHECK(resumed(*paused(plan, {day("2026-12-20"), {}}), clock_at("2026-11-25T00:00"))->pauses.size() == 1);
}

TEST_CASE("resuming during the day leaves out what was missed until then, and changes nothing before") {
    const Plan before = *paused(plan_of(daily("2026-11-01", {8h, 21h})), {day("2026-11-10"), {}});
    const Clock noon = clock_at("2026-11-20T12:00");
    const Plan plan = *resumed(before, noon);
    REQUIRE(slots_on(plan, day("2026-11-20"), noon).size() == 1);
    CHECK(slots_on(plan, day("2026-11-20"), noon).front().time == minutes{21h});
    CHECK(forgone_on(plan, day("2026-11-20"), noon).size() == 1);
    CHECK(slots_on(plan, day("2026-11-09"), noon).size() == 2);
    CHECK(slots_on(plan, day("2026-11-19"), noon).empty());
    CHECK(slots_on(plan, day("2026-11-21"), noon).size() == 2);
    CHECK(*parse_plan(spell(plan)) == plan);
    // One that is still due is taken up.
    CHECK(slots_on(*resumed(before, clock_at("2026-11-20T09:00")), day("2026-11-20"), noon).size() == 2);
    // Without a night of a pause before it, the morning was missed.
    CHECK(slots_on(*resumed(*paused(plan_of(daily("2026-11-01", {8h, 21h})), {day("2026-11-20"), {}}), noon),
              day("2026-11-20"), noon)
              .size() == 2);
}

TEST_CASE("the slots of a range are those of its days") {
    std::mt19937 random{20261120};
    const Clock clock = clock_at("2026-11-20T12:00", berlin(), 4h);
    for (int trial = 0; trial < 100; ++trial) {
        const Plan plan = some_plan(random, day("2026-02-20"));
        std::vector<Slot> one_by_one;
        for (Day at = day("2026-02-15"); at <= day("2026-04-30"); at += days{1}) {
            std::ranges::copy(slots_on(plan, at, clock), std::back_inserter(one_by_one));
        }
        REQUIRE(slots_between(plan, {day("2026-02-15"), day("2026-04-30")}, clock) == one_by_one);
    }
}

TEST_CASE("slots lie within their own day, and no day loses one to the clocks") {
    std::mt19937 random{29};
    const Clock clock = clock_at("2026-11-20T12:00", berlin(), 4h);
    for (int trial = 0; trial < 100; ++trial) {
        Plan plan = some_plan(random, day("2026-01-01"));
        plan.schedules.resize(1);
        plan.schedules.front().since.reset();
        for (Day at = day("2026-03-20"); at <= day("2026-04-05"); at += days{1}) {
            const auto slots = slots_on(plan, at, clock);
            Count sum{0};
            for (const auto& slot : slots) {
                REQUIRE(clock.day_of(slot.at) == at);
                sum = sum + slot.servings;
            }
            REQUIRE(sum == servings_on(plan, at));
            REQUIRE((slots.empty() || slots.size() == times_on(plan, at).size()));
        }
    }
}

TEST_CASE("a schedule that is changed twice on one day still has each time once") {
    const Clock morning{Instant{seconds{1'795'161'600}}, Zone::fixed(seconds{0}), minutes{0}};  // 2026-11-20 08:00
    const auto daily = [&](minutes after, minutes grace) {
        Clock clock = morning;
        clock.now += after;
        auto schedule = make_schedule({.at = {"08:00"}, .grace = std::to_string(grace.count()) + "m"}, clock);
        REQUIRE(schedule);
        return *schedule;
    };
    Plan plan = replanned({}, daily(minutes{0}, minutes{120}));
    plan = replanned(plan, daily(minutes{60}, minutes{1}));
    plan = replanned(plan, daily(minutes{61}, minutes{120}));
    CHECK(slots_on(plan, morning.today(), morning).size() == 1);
}
