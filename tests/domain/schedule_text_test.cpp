#include "schedule_fixture.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

template <class T> std::string refusal(const Result<T>& result) { return result ? "accepted" : result.error().message; }
std::string refused(const ScheduleWords& words) { return refusal(make_schedule(words, clock_at("2026-11-20T12:00"))); }
/// A rule as it is typed, read and spelled again.
std::string again(const Result<Rule>& rule) { return rule ? spell(*rule) : rule.error().message; }

}  // namespace

TEST_CASE("a slot time may say how many servings") {
    CHECK(*parse_slot_time("08:00") == SlotTime{8h, Count{1}});
    CHECK(*parse_slot_time("08:00x2") == SlotTime{8h, Count{2}});
    CHECK(*parse_slot_time(" 9pm X0.5 ") == SlotTime{21h, Count::from_thousandths(500)});
    CHECK(*parse_slot_time("00:00") == SlotTime{0min, Count{1}});
    CHECK(spell(SlotTime{8h, Count{1}}) == "08:00");
    CHECK(spell(SlotTime{21h + 5min, Count::from_thousandths(1500)}) == "21:05x1.5");
}

TEST_CASE("an impossible slot time is refused") {
    CHECK(refusal(parse_slot_time("25:00")) == "'25:00' is not a time of day");
    CHECK(refusal(parse_slot_time("08:60")) == "'08:60' is not a time of day");
    CHECK(refusal(parse_slot_time("13pm")) == "'13pm' is not a time of day");
    CHECK(refusal(parse_slot_time("eight")) == "'eight' is not a time of day");
    CHECK(refusal(parse_slot_time("")) == "'' is not a time of day");
    CHECK(refusal(parse_slot_time("08:00:30")) == "'08:00:30' is not a time of day");
    for (const auto text :
        {"08:00x", "08:00x0", "08:00xx2", "08:00x2x", "08:00x-1", "08:00x1,5", "08:00x1001", "08:00x0.0001"}) {
        CHECK(refusal(parse_slot_time(text)) == "'" + std::string{text} + "' has no number of servings after the x");
    }
}

TEST_CASE("weekdays are names, lists and stretches, in any case") {
    CHECK(again(parse_on("mon,wed,fri")) == "mon,wed,fri");
    CHECK(again(parse_on("Friday, MONDAY")) == "mon,fri");
    CHECK(again(parse_on("mon-fri")) == "mon,tue,wed,thu,fri");
    CHECK(again(parse_on("sat-mon")) == "mon,sat,sun");
    CHECK(*parse_on("mon-sun") == Rule{Daily{}});
}

TEST_CASE("days of the month are numbers, stretches and the last") {
    CHECK(again(parse_on("15,1")) == "1,15");
    CHECK(again(parse_on("1-3,last")) == "1,2,3,last");
    CHECK(again(parse_on("31")) == "31");
}

TEST_CASE("a day that nobody knows is refused") {
    CHECK(refusal(parse_on("funday")) == "'funday' is not a weekday");
    CHECK(parse_on("wedd").error().hint == "did you mean 'wed'?");
    CHECK(refusal(parse_on("mon-funday")) == "'funday' is not a weekday");
    CHECK(refusal(parse_on("mon,,fri")) == "'mon,,fri' has an empty item");
    CHECK(refusal(parse_on("")) == "'' has an empty item");
    CHECK(refusal(parse_on("mon,mon")) == "'mon,mon' has a day twice");
    CHECK(refusal(parse_on("mon-wed,tue")) == "'mon-wed,tue' has a day twice");
    CHECK(refusal(parse_on("mon,15")) == "'mon,15' mixes weekdays and days of the month");
    CHECK(refusal(parse_on("0")) == "'0' is not a day of the month");
    CHECK(refusal(parse_on("32")) == "'32' is not a day of the month");
    CHECK(refusal(parse_on("99999999999999999999")) == "'99999999999999999999' is not a day of the month");
    CHECK(refusal(parse_on("9-3")) == "'9-3' ends before it starts");
    CHECK(refusal(parse_on("last,last")) == "'last,last' has a day twice");
}

TEST_CASE("every so many days is counted in days or weeks") {
    CHECK(again(parse_every("2d")) == "2d");
    CHECK(again(parse_every("12w")) == "84d");
    CHECK(*parse_every("1d") == Rule{Daily{}});
    CHECK(refusal(parse_every("0d")) == "'0d' is zero days");
    CHECK(refusal(parse_every("2")) == "'2' is not a number of days");
    CHECK(refusal(parse_every("d")) == "'d' is not a number of days");
    CHECK(refusal(parse_every("-2d")) == "'-2d' is not a number of days");
    CHECK(refusal(parse_every("1.5d")) == "'1.5d' is not a number of days");
    CHECK(refusal(parse_every("8h")) == "'8h' is not a number of whole days");
    CHECK(refusal(parse_every("367d")) == "'367d' exceeds one year");
    CHECK(refusal(parse_every("99999999999999999999w")) == "'99999999999999999999w' exceeds one year");
}

TEST_CASE("a cycle has days on and days off") {
    CHECK(again(parse_cycle("21d/7d")) == "21d/7d");
    CHECK(again(parse_cycle("3w/1w")) == "21d/7d");
    CHECK(refusal(parse_cycle("21d")) == "'21d' is not a cycle");
    CHECK(refusal(parse_cycle("21d/7d/7d")) == "'21d/7d/7d' is not a cycle");
    CHECK(refusal(parse_cycle("21d/0d")) == "'21d/0d' is zero days");
    CHECK(refusal(parse_cycle("0d/7d")) == "'0d/7d' is zero days");
    CHECK(refusal(parse_cycle("/7d")) == "'/7d' is not a number of days");
    CHECK(refusal(parse_cycle("21d/400d")) == "'21d/400d' exceeds one year");
}

TEST_CASE("an interval is a duration from a quarter of an hour to a year") {
    CHECK(parse_interval("8h")->every == 8h);
    CHECK(refusal(parse_interval("14m")) == "'14m' is too short for an interval");
    CHECK(refusal(parse_interval("400d")) == "'400d' exceeds one year");
    CHECK(refusal(parse_interval("0h")) == "duration '0h' is zero");
    CHECK(refusal(parse_interval("often")) == "'often' is not a duration");
}

TEST_CASE("a stretch of the day opens and closes") {
    CHECK(*parse_window("08:00-22:00") == DayWindow{8h, 22h});
    CHECK(*parse_window("10pm-6am") == DayWindow{22h, 6h});
    CHECK(spell(DayWindow{8h, 22h}) == "08:00-22:00");
    CHECK(refusal(parse_window("08:00")) == "'08:00' is not a time range");
    CHECK(refusal(parse_window("08:00-25:00")) == "'08:00-25:00' is not a time range");
    CHECK(refusal(parse_window("08:00-08:00")) == "'08:00-08:00' starts and ends at the same time");
}

TEST_CASE("grace is shorter than a day") {
    CHECK(*parse_grace("30m") == 30min);
    CHECK(refusal(parse_grace("24h")) == "'24h' is too long for a grace period");
    CHECK(refusal(parse_grace("0m")) == "duration '0m' is zero");
}

TEST_CASE("times alone are a daily schedule from today, made now") {
    const Schedule schedule = made({.at = {"21:00", "08:00x2"}});
    CHECK(schedule.rule == Rule{Daily{}});
    CHECK(schedule.times == std::vector{SlotTime{8h, Count{2}}, SlotTime{21h, Count{1}}});
    CHECK(schedule.from == day("2026-11-20"));
    CHECK(schedule.since == utc("2026-11-20T11:00"));
    CHECK(schedule.grace == 2h);
}

TEST_CASE("a schedule with a typed first day counts from that day, however early") {
    const Schedule schedule =
        made({.at = {"08:00"}, .every = "2d", .from = "2026-11-01", .until = "2026-12-31", .grace = "30m"});
    CHECK(schedule.from == day("2026-11-01"));
    CHECK(!schedule.since);
    CHECK(schedule.until == day("2026-12-31"));
    CHECK(schedule.grace == 30min);
    CHECK(schedule.rule == Rule{EveryDays{2}});
}

TEST_CASE("nothing typed is taken as needed") {
    CHECK(made({}).rule == Rule{AsNeeded{}});
    CHECK(made({.as_needed = true}).rule == Rule{AsNeeded{}});
}

TEST_CASE("an interval needs no time, and may have a first one") {
    CHECK(made({.interval = "8h"}).rule == Rule{Interval{8h, {}}});
    const Schedule schedule = made({.at = {"07:00x2"}, .interval = "3h", .between = "07:00-22:00"});
    CHECK(schedule.rule == Rule{Interval{3h, DayWindow{7h, 22h}}});
    CHECK(schedule.times == std::vector{SlotTime{7h, Count{2}}});
}

TEST_CASE("a schedule that does not fit together is refused") {
    CHECK(refused({.at = {"08:00", "8am"}}) == "'08:00' is given twice");
    CHECK(refused({.at = {"08:00,08:00x2"}}) == "'08:00' is given twice");
    CHECK(refused({.at = {"08:00"}, .on = "mon", .every = "2d"}) == "--on and --every cannot be combined");
    CHECK(refused({.at = {"08:00"}, .cycle = "21d/7d", .as_needed = true}) ==
          "--cycle and --as-needed cannot be combined");
    CHECK(refused({.on = "mon"}) == "--on needs a time of day");
    CHECK(refused({.every = "2d"}) == "--every needs a time of day");
    CHECK(refused({.cycle = "21d/7d"}) == "--cycle needs a time of day");
    CHECK(refused({.at = {"08:00", "12:00"}, .interval = "8h"}) == "an interval takes one --at, not 2");
    CHECK(refused({.at = {"08:00"}, .as_needed = true}) == "as-needed doses have no scheduled times");
    CHECK(refused({.until = "2026-12-01", .as_needed = true}) == "as-needed doses take no --until or --grace");
    CHECK(refused({.at = {"08:00"}, .between = "08:00-22:00"}) == "--between requires --interval");
    CHECK(refused({.from = "2026-11-20"}) == "--from needs a schedule");
    CHECK(refused({.until = "2026-11-20"}) == "--until needs a schedule");
    CHECK(refused({.grace = "2h"}) == "--grace needs a schedule");
    CHECK(refused({.at = {"08:00"}, .from = "2026-11-20", .until = "2026-11-19"}) ==
          "'2026-11-19' (--until) is before the first day, 2026-11-20");
    CHECK(refused({.at = {"08:00"}, .until = "yesterday"}) ==
          "'yesterday' (--until) is before the first day, 2026-11-20");
    CHECK(refused({.at = {"08:00"}, .from = "2026-02-30"}) == "'2026-02-30' is not a date");
    CHECK(refused({.at = {"08:00"}, .from = "1999-12-31"}) == "'1999-12-31' (--from) is before 2000-01-01");
    CHECK(refused({.at = {"08:00"}, .until = "soon"}) == "'soon' is not a date");
    CHECK(refused({.at = {"08:00"}, .every = ""}) == "'' is not a number of days");
    CHECK(refused({.at = {"08:00"}, .grace = "x"}) == "'x' is not a duration");
    CHECK(refused({.interval = "8h", .between = "x"}) == "'x' is not a time range");
}

TEST_CASE("every refusal names a remedy and ends without a stop") {
    for (const auto& words : {ScheduleWords{.at = {"25:00"}}, ScheduleWords{.at = {"08:00"}, .on = "x"},
             ScheduleWords{.at = {"08:00"}, .every = "0d"}, ScheduleWords{.at = {"08:00"}, .until = "2026-01-01"},
             ScheduleWords{.interval = "1m"}, ScheduleWords{.on = "mon"}}) {
        const auto schedule = make_schedule(words, clock_at("2026-11-20T12:00"));
        REQUIRE(!schedule);
        CHECK(!schedule.error().hint.empty());
        CHECK(!schedule.error().message.ends_with('.'));
        CHECK(!schedule.error().hint.ends_with('.'));
    }
}

TEST_CASE("a schedule is described as a person would say it") {
    CHECK(describe(made({.at = {"08:00x2", "21:00"}})) == "daily at 08:00 x2 and 21:00");
    CHECK(describe(made({.at = {"08:00", "12:00", "21:00"}})) == "daily at 08:00, 12:00 and 21:00");
    CHECK(describe(made({.at = {"08:00"}, .on = "mon,fri"})) == "Mon, Fri at 08:00");
    CHECK(describe(made({.at = {"08:00"}, .on = "1,15,last"})) == "on days 1, 15 and last of the month at 08:00");
    CHECK(describe(made({.at = {"08:00"}, .on = "15"})) == "on day 15 of the month at 08:00");
    CHECK(describe(made({.at = {"08:00"}, .on = "last"})) == "on the last day of the month at 08:00");
    CHECK(describe(made({.at = {"08:00"}, .every = "2d"})) == "every 2 days at 08:00, from 2026-11-20");
    CHECK(describe(made({.at = {"08:00"}, .cycle = "21d/1d", .until = "2026-12-31"})) ==
          "21 days on, 1 day off at 08:00, from 2026-11-20, until 2026-12-31");
    CHECK(describe(made({.at = {"08:00x2"}, .interval = "8h", .between = "08:00-22:00"})) ==
          "every 8h after the previous dose, x2, first at 08:00, between 08:00 and 22:00");
    CHECK(describe(made({.interval = "90m"})) == "every 1h30m after the previous dose");
    CHECK(describe(made({})) == "as needed");
}

TEST_CASE("a plan is one line in a file") {
    Plan plan = replanned(Plan{},
        made(
            {.at = {"08:00x2", "21:00"}, .on = "mon,wed", .from = "2026-11-01", .until = "2026-12-31", .grace = "3h"}));
    plan = replanned(plan, made({.at = {"07:00"}, .interval = "3h", .between = "07:00-22:00"}));
    plan = *paused(*paused(plan, {day("2026-11-25"), day("2026-11-26")}), {day("2026-12-01"), {}});
    CHECK(spell(plan) ==
          "at 08:00x2,21:00 on mon,wed from 2026-11-01 until 2026-12-31 grace 3h; "
          "at 07:00 interval 3h between 07:00-22:00 from 2026-11-20 since 2026-11-20T11:00:00+00:00; "
          "pause 2026-11-25..2026-11-26; pause 2026-12-01..");
    CHECK(*parse_plan(spell(plan)) == plan);
    CHECK(spell(Plan{}).empty());
    CHECK(*parse_plan("") == Plan{});
}

TEST_CASE("a plan that changed twice on one day comes back in that order") {
    Plan plan = replanned(Plan{}, made({.at = {"08:00"}}, "2026-11-20T09:00"));
    plan = replanned(plan, made({.at = {"09:00"}}, "2026-11-20T10:00"));
    CHECK(plan.schedules.size() == 2);
    CHECK(*parse_plan(spell(plan)) == plan);
}

TEST_CASE("any plan comes back from its line") {
    std::mt19937 random{42};
    for (int trial = 0; trial < 500; ++trial) {
        const Plan plan = some_plan(random, day("2026-02-20"));
        const auto back = parse_plan(spell(plan));
        REQUIRE_MESSAGE(back, spell(plan));
        REQUIRE(*back == plan);
    }
}

TEST_CASE("a plan that ended and is taken as needed again comes back too") {
    const Plan plan = replanned(plan_of(daily("2026-11-01", {8h})), Schedule{.from = day("2026-11-20")});
    CHECK(spell(plan) == "at 08:00 from 2026-11-01; as-needed from 2026-11-20");
    CHECK(*parse_plan(spell(plan)) == plan);
}

TEST_CASE("a line that is no plan is refused, whatever it is") {
    for (const auto text : {"x", "at", "at 08:00", "at 25:00 from 2026-11-01", "from 2026-11-01", "at 08:00 from today",
             "at 08:00 on mon at 09:00 from 2026-11-01", "on mon from 2026-11-01", "after :2h from 2026-11-01",
             "after u from 2026-11-01", "after u:2h at 08:00 from 2026-11-01",
             "at 08:00 on mon at 08:00 on mon,tue from 2026-11-01", "at 08:00 on mon every 2d from 2026-11-01",
             "at 08:00 from 2026-11-01 until", "at 08:00 from 2026-11-01 until 2026-10-01",
             "at 08:00 from 2026-11-01 since now", "at 08:00 from 2026-11-01 since 2026-11-01",
             "at 08:00 from 2026-11-01;", "at 08:00 from 2026-11-02; at 08:00 from 2026-11-01", "pause",
             "pause 2026-11-01", "pause ..2026-11-01", "pause 2026-11-01..x", "pause 2026-11-02..2026-11-01",
             "pause 2026-11-01..; pause 2026-12-01..", "at 08:00 from 2026-11-01; at 09:00 from 2026-11-01",
             "as-needed as-needed from 2026-11-01", "interval 15m between 08:00-22:00 from 0001-01-01"}) {
        CHECK_MESSAGE(!parse_plan(text), text);
    }
}

TEST_CASE("no text whatever breaks the parsers, and what they read is spelled so that they read it again") {
    std::mt19937 random{7};
    int read = 0, refused = 0;
    const auto check = [&](const auto& parsed, auto again) {
        if (parsed) {
            ++read;
            REQUIRE(again(*parsed));
        } else {
            ++refused;
            REQUIRE(!parsed.error().message.empty());
        }
    };
    constexpr std::string_view letters = "0123456789:x/-.,; dwhmonatfriues\0\xFF\n";
    for (int trial = 0; trial < 20'000; ++trial) {
        std::string text;
        for (int n = pick(random, 0, 24); n > 0; --n)
            text += letters[static_cast<std::size_t>(pick(random, 0, static_cast<int>(letters.size()) - 1))];
        CAPTURE(text);
        const auto plan = [](const Plan& it) { return *parse_plan(spell(it)) == it; };
        check(parse_slot_time(text), [](const SlotTime& it) { return *parse_slot_time(spell(it)) == it; });
        check(parse_on(text), [](const Rule& it) { return it == Rule{Daily{}} || *parse_on(spell(it)) == it; });
        check(parse_every(text), [](const Rule& it) { return it == Rule{Daily{}} || *parse_every(spell(it)) == it; });
        check(parse_cycle(text), [](const Rule& it) { return *parse_cycle(spell(it)) == it; });
        check(parse_interval(text), [](const Interval& it) { return *parse_interval(spell(Rule{it})) == it; });
        check(parse_window(text), [](const DayWindow& it) { return *parse_window(spell(it)) == it; });
        check(parse_max(text), [](const Limits& it) { return *parse_max(spell_max(it)) == it; });
        check(parse_plan("at " + text), plan);
        check(parse_plan(text), plan);
    }
    CHECK(read > 100);
    CHECK(refused > 100'000);
}
