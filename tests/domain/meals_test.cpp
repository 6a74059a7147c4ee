// Times with days of their own, meals, courses and tapers.

#include "epsom/domain/amounts/amount.hpp"
#include "epsom/domain/plan/anchor.hpp"
#include "schedule_fixture.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

using When = WhenWord::Kind;

std::vector<Anchor> meals(const std::vector<std::string>& typed) { return *read_anchors(typed, {}); }

ScheduleWords put(std::vector<WhenWord> typed, ScheduleWords words = {}) {
    const auto all = arranged(std::move(words), typed);
    REQUIRE_MESSAGE(all, (all ? "" : all.error().message));
    return *all;
}
std::string refusal_of(std::vector<WhenWord> typed) {
    const auto all = arranged({}, typed);
    if (!all) return all.error().message;
    const auto schedule = make_schedule(*all, clock_at("2026-11-20T12:00"));
    return schedule ? "taken: " + describe(*schedule) : schedule.error().message;
}
/// `11-20 07:30x2`: the slots of some days.
Lines slots_of(const Plan& plan, std::string_view from, std::string_view to) {
    Lines lines;
    for (const Slot& slot : slots_between(plan, {day(from), day(to)}, clock_at("2026-11-20T12:00")))
        lines.push_back(shown(slot).substr(5, 11) + (slot.servings == Count{1} ? "" : "x" + spell(slot.servings)));
    return lines;
}

}  // namespace

TEST_CASE("each word for days goes with the times before it, or after it where days come first") {
    const auto both = put({{When::at, "07:00x2"}, {When::on, "mon-fri"}, {When::at, "09:00"}, {When::on, "sat,sun"}});
    const Schedule schedule = made(both);
    CHECK(describe(schedule) == "Mon, Tue, Wed, Thu, Fri at 07:00 x2; Sat, Sun at 09:00");
    CHECK(made(put({{When::on, "mon-fri"}, {When::at, "07:00x2"}, {When::on, "sat,sun"}, {When::at, "09:00"}})) ==
          schedule);
    CHECK(slots_of(plan_of(schedule), "2026-11-27", "2026-11-30") ==
          Lines{"11-27 07:00x2", "11-28 09:00", "11-29 09:00", "11-30 07:00x2"});
    CHECK(times_on(plan_of(schedule), day("2026-11-28")) == std::vector<minutes>{9h});
    CHECK(servings_on(plan_of(schedule), day("2026-11-27")) == Count{2});
    // One word for days is for all times, wherever it was typed.
    CHECK(made(put({{When::at, "07:00"}, {When::on, "mon"}, {When::at, "09:00"}})) ==
          made({.at = {"07:00", "09:00"}, .on = "mon"}));
    // Days that all share are the schedule's.
    CHECK(made(put({{When::at, "07:00"}, {When::on, "mon"}, {When::at, "09:00"}, {When::on, "mon"}})) ==
          made({.at = {"07:00", "09:00"}, .on = "mon"}));
    CHECK(describe(made(put({{When::at, "08:00"}, {When::on, "odd"}, {When::at, "08:00x2"}, {When::on, "even"}}))) ==
          "on odd days of the month at 08:00; on even days of the month at 08:00 x2");
    CHECK(describe(made(put({{When::at, "08:00"}, {When::every, "2d"}, {When::at, "21:00"}, {When::on, "mon-sun"}}))) ==
          "every 2 days at 08:00, from 2026-11-20; daily at 21:00");
}

TEST_CASE("times and days that do not go together are refused") {
    CHECK(refusal_of({{When::at, "07:00"}, {When::on, "mon"}, {When::at, "09:00"}, {When::on, "sat"},
              {When::at, "10:00"}}) == "--at '10:00' has no days");
    CHECK(refusal_of({{When::on, "mon"}, {When::at, "07:00"}, {When::on, "sat"}}) == "--on 'sat' has no time");
    CHECK(refusal_of({{When::at, "07:00"}, {When::on, "mon"}, {When::on, "sat"}}) ==
          "--on appears twice: 'mon' and 'sat'");
    CHECK(refusal_of({{When::at, "07:00"}, {When::on, "mon"}, {When::every, "2d"}}) ==
          "--on and --every cannot be combined");
    CHECK(refusal_of({{When::at, "07:00"}, {When::on, "mon-fri"}, {When::at, "07:00"}, {When::on, "fri"}}) ==
          "'07:00' is given twice on some days");
    CHECK(refusal_of({{When::at, "07:00"}, {When::on, "31"}, {When::at, "07:00"}, {When::on, "last"}}) ==
          "'07:00' is given twice on some days");
    CHECK(refusal_of({{When::at, "07:00"}, {When::on, "mon"}, {When::at, "07:00"}, {When::every, "2d"}}) ==
          "'07:00' is given twice on some days");
}

TEST_CASE("a meal gives its time by the weekday") {
    const auto anchors = meals({"breakfast=07:30", "breakfast:sat,sun=09:00", "dinner=18:00"});
    const auto with = [&](std::vector<WhenWord> typed) { return made(put(std::move(typed), {.anchors = anchors})); };
    CHECK(describe(with({{When::with, "dinner"}})) == "daily at 18:00 (dinner)");
    CHECK(describe(with({{When::with, "Breakfast-30m x2"}})) ==
          "Mon, Tue, Wed, Thu, Fri at 07:00 x2 (breakfast-30m); Sat, Sun at 08:30 x2 (breakfast-30m)");
    CHECK(describe(with({{When::with, "breakfast+1h"}, {When::on, "fri,sat"}})) ==
          "Fri at 08:30 (breakfast+1h); Sat at 10:00 (breakfast+1h)");
    CHECK(describe(with({{When::with, "dinner"}, {When::every, "2d"}})) ==
          "every 2 days at 18:00 (dinner), from 2026-11-20");
    const auto refused = [&](std::vector<WhenWord> typed, ScheduleWords words = {}) {
        words.anchors = anchors;
        const auto all = arranged(std::move(words), typed);
        REQUIRE(all);
        const auto schedule = make_schedule(*all, clock_at("2026-11-20T12:00"));
        REQUIRE_FALSE(schedule);
        return schedule.error().message;
    };
    CHECK(refused({{When::with, "lunch"}}) == "no 'lunch' among the times of the profile");
    CHECK(refused({{When::with, "breakfast-9h"}}) == "'breakfast-9h' (--with) is not on the same day as 'breakfast'");
    CHECK(refused({{When::with, "breakfast"}, {When::every, "2d"}}) ==
          "the time of 'breakfast' depends on the weekday, which only --on can follow");
    CHECK(refused({{When::with, "dinner"}}, {.interval = "8h"}) == "an interval takes no --with");
    CHECK(refused({{When::with, "dinner"}, {When::at, "18:00"}}) == "'18:00' is given twice");
}

TEST_CASE("a plan with meals is read back as it was spelled") {
    const auto anchors = meals({"breakfast=07:30", "breakfast:sat,sun=09:00"});
    const Plan plan = plan_of(made(put({{When::with, "breakfast-30mx2"}, {When::at, "21:00"}}, {.anchors = anchors})));
    CHECK(spell(plan) ==
          "at 07:00x2@breakfast-30m on mon,tue,wed,thu,fri at 08:30x2@breakfast-30m on sat,sun at 21:00 on mon-sun "
          "from 2026-11-20 since 2026-11-20T11:00:00+00:00");
    CHECK(*parse_plan(spell(plan)) == plan);
}

TEST_CASE("when a meal moves, what was due before stays and what comes follows it") {
    const auto before = meals({"breakfast=07:30"});
    const auto after = meals({"breakfast=08:00", "breakfast:sat,sun=10:00"});
    Clock clock = clock_at("2026-11-25T12:00");
    const Plan plan = plan_of(made(put({{When::with, "breakfast"}}, {.from = "2026-11-20", .anchors = before})));
    const Plan moved = *with_meals(plan, before, after, clock);
    CHECK(*parse_plan(spell(moved)) == moved);
    CHECK(slots_of(moved, "2026-11-24", "2026-11-28") ==
          Lines{"11-24 07:30", "11-25 07:30", "11-26 08:00", "11-27 08:00", "11-28 10:00"});
    CHECK(*with_meals(moved, after, after, clock) == moved);
    // A schedule to come is changed in its place; one that is over stays.
    Plan ahead = replanned(plan_of(daily("2026-11-01", {8h})),
        made(put({{When::with, "breakfast"}}, {.from = "2026-12-01", .anchors = before})));
    ahead = *with_meals(ahead, before, after, clock);
    CHECK(ahead.schedules.size() == 2);
    CHECK(slots_of(ahead, "2026-12-01", "2026-12-01") == Lines{"12-01 08:00"});
    CHECK_FALSE(with_meals(plan, before, {}, clock));
    // Times that have other days than those of the week keep them.
    const Plan mixed =
        plan_of(made(put({{When::with, "breakfast"}, {When::every, "2d"}, {When::at, "21:00"}, {When::on, "mon-sun"}},
            {.from = "2026-11-20", .anchors = before})));
    CHECK(slots_of(*with_meals(mixed, before, meals({"breakfast=09:00"}), clock), "2026-11-26", "2026-11-28") ==
          Lines{"11-26 09:00", "11-26 21:00", "11-27 21:00", "11-28 09:00", "11-28 21:00"});
    CHECK_FALSE(with_meals(mixed, before, after, clock));
    // Days are counted on: every second day stays the same days, and a cycle is finished.
    const auto later = meals({"breakfast=09:00"});
    const Plan second =
        plan_of(made(put({{When::with, "breakfast"}, {When::every, "2d"}}, {.from = "2026-11-20", .anchors = before})));
    CHECK(slots_of(*with_meals(second, before, later, clock), "2026-11-22", "2026-11-28") ==
          Lines{"11-22 07:30", "11-24 07:30", "11-26 09:00", "11-28 09:00"});
    const Plan cycle = plan_of(
        made(put({{When::with, "breakfast"}, {When::cycle, "7d/3d"}}, {.from = "2026-11-20", .anchors = before})));
    const Plan on = *with_meals(cycle, before, later, clock);
    CHECK(slots_of(on, "2026-11-24", "2026-12-01") ==
          Lines{"11-24 07:30", "11-25 07:30", "11-26 09:00", "11-30 09:00", "12-01 09:00"});
    CHECK(*parse_plan(spell(on)) == on);
}

TEST_CASE("a course has a length, and says how much of it is left") {
    const Schedule schedule =
        made({.at = {"08:00", "20:00"}, .from = "2026-11-20", .length = "10d"}, "2026-11-19T12:00");
    CHECK(schedule.until == day("2026-11-29"));
    Case dose{plan_of(schedule), clock_at("2026-11-20T09:00")};
    CHECK(end_of(dose.plan, {}, clock_at("2026-11-01T09:00")) == PlanEnd{day("2026-11-29"), 20});
    CHECK(end_of(dose.plan, dose.history(), dose.clock) == PlanEnd{day("2026-11-29"), 20});
    dose.take({"2026-11-20T09:00"});
    CHECK(end_of(dose.plan, dose.history(), dose.clock) == PlanEnd{day("2026-11-29"), 19});
    dose.clock = clock_at("2026-11-29T20:30");
    CHECK(end_of(dose.plan, dose.history(), dose.clock)->left == 1);
    dose.take({"2026-11-29T20:30"});
    CHECK(end_of(dose.plan, dose.history(), dose.clock) == PlanEnd{day("2026-11-29"), 0, true});
    const auto refused = [](const ScheduleWords& words) {
        return make_schedule(words, clock_at("2026-11-20T12:00")).error().message;
    };
    CHECK(refused({.at = {"08:00"}, .until = "2026-12-01", .length = "10d"}) ==
          "two ends given: --until '2026-12-01' and --for '10d'");
    CHECK(refused({.at = {"08:00"}, .length = "0d"}) == "'0d' is zero days");
    CHECK(refused({.length = "10d"}) == "--for needs a schedule");
    CHECK(refused({.length = "10d", .as_needed = true}) == "as-needed doses take no --for");
    CHECK(refused({.at = {"21:00"}, .seed = "1", .length = "10d", .coin = true}) ==
          "--coin and --for cannot be combined: the run ends after its nights");
}

TEST_CASE("a taper is one schedule after the other") {
    const Clock clock = clock_at("2026-11-20T12:00");
    const auto steps = make_schedules({.at = {"08:00"}, .taper = "3, 2,1,0.5", .step = "1w"}, clock);
    REQUIRE(steps);
    const Plan plan = replanned({}, *steps);
    CHECK(*parse_plan(spell(plan)) == plan);
    REQUIRE(plan.schedules.size() == 4);
    CHECK(slots_of(plan, "2026-11-26", "2026-11-27") == Lines{"11-26 08:00x3", "11-27 08:00x2"});
    CHECK(slots_of(plan, "2026-12-16", "2026-12-19") == Lines{"12-16 08:00x0.5", "12-17 08:00x0.5"});
    CHECK(changes_after(plan, day("2026-11-20")) ==
          std::vector<PlanChange>{{day("2026-11-27"), "daily at 08:00 x2"}, {day("2026-12-04"), "daily at 08:00"},
              {day("2026-12-11"), "daily at 08:00 x0.5"}, {day("2026-12-18"), "ended"}});
    const auto refused = [&](ScheduleWords words) {
        words.at = {words.at.empty() ? "08:00" : words.at.front()};
        const auto made = make_schedules(words, clock);
        return made ? "taken" : made.error().message;
    };
    CHECK(refused({.taper = "3,2"}) == "--taper requires --step, the length of each step");
    CHECK(refused({.step = "7d"}) == "--step requires --taper");
    CHECK(refused({.taper = "3", .step = "7d"}) == "'3' (--taper) is a single step");
    CHECK(refused({.taper = "3,x", .step = "7d"}) == "'3,x' (--taper) has 'x', which is not a number of servings");
    CHECK(refused({.taper = "3,0", .step = "7d"}) == "'3,0' (--taper) has '0', which is not a number of servings");
    CHECK(refused({.at = {"08:00x2"}, .taper = "3,2", .step = "7d"}) ==
          "'08:00x2' has servings of its own, and --taper gives them");
    CHECK(refused({.every = "2d", .taper = "3,2", .step = "7d"}) ==
          "'7d' (--step) is not a multiple of the 2 days after which the days repeat");
    CHECK(refused({.every = "2d", .taper = "3,2", .step = "8d"}) == "taken");
}
