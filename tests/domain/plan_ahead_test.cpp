#include <algorithm>

#include "schedule_fixture.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

/// A letter a day: the servings, `p` paused, `.` none.
std::string ahead(const Plan& plan, std::string_view today = "2026-11-20", int most = 60) {
    std::string text;
    for (const PlannedDay& planned : plan_ahead(plan, day(today), days{most})) {
        text += planned.kind == DayKind::paused       ? "p"
                : planned.servings == epsom::Count{0} ? "."
                                                      : std::to_string(planned.servings.thousandths() / 1000);
    }
    return text;
}

Schedule steps(std::string_view from, int servings) {
    return {.times = {{21h, epsom::Count{servings}}}, .rule = Daily{}, .from = day(from)};
}

}  // namespace

TEST_CASE("a plan that is the same every day has nothing to show") {
    CHECK(ahead(plan_of(daily("2026-01-01", {8h, 21h}))).empty());
    CHECK(ahead({}).empty());
    CHECK(ahead(plan_of({.rule = Interval{8h}, .from = day("2026-01-01"), .until = day("2026-12-01")})).empty());
    // What was over before today is no change to come.
    Plan over = plan_of(daily("2026-01-01", {8h}));
    over.pauses = {{day("2026-03-01"), day("2026-03-05")}};
    CHECK(ahead(over).empty());
}

TEST_CASE("a taper, a course, a pause and a cycle are shown to six days after their last change") {
    Plan taper = plan_of(steps("2026-01-01", 3));
    taper.schedules.push_back(steps("2026-11-22", 2));
    taper.schedules.push_back(steps("2026-11-25", 1));
    taper.schedules.back().until = day("2026-11-26");
    CHECK(ahead(taper) == "3322211......");
    Plan course = plan_of(steps("2026-11-19", 1));
    course.schedules.back().until = day("2026-11-21");
    CHECK(ahead(course) == "11......");
    Plan pause = plan_of(steps("2026-01-01", 2));
    pause.pauses = {{day("2026-11-18"), day("2026-11-22")}};
    CHECK(ahead(pause) == "ppp222222");
    pause.pauses = {{day("2026-11-22"), {}}};
    CHECK(ahead(pause) == "22ppppppp");
    const Plan cycle = plan_of({.times = {{8h, epsom::Count{1}}}, .rule = Cycle{2, 1}, .from = day("2026-11-20")});
    CHECK(ahead(cycle) == "11.11.11.11.1");
    CHECK(ahead(cycle, "2026-11-20", 4) == "11.1");
}

TEST_CASE("each day ahead is what the schedule says of it") {
    std::mt19937 random{20261130};
    int shown = 0;
    for (int trial = 0; trial < 500; ++trial) {
        const Day today = day("2026-11-20");
        const Plan plan = some_plan(random, today - days{pick(random, 0, 60)});
        Day expected = today;
        for (const PlannedDay& planned : plan_ahead(plan, today, days{90})) {
            REQUIRE(planned.day == expected);
            REQUIRE(planned.servings == servings_on(plan, planned.day));
            REQUIRE(planned.kind == kind_of(plan, planned.day));
            expected += days{1};
            ++shown;
        }
        REQUIRE(expected <= today + days{90});
    }
    CHECK(shown > 1000);
}
