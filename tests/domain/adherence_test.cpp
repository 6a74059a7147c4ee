#include "schedule_fixture.hpp"

#include <algorithm>
#include <map>

using namespace epsom;
using namespace epsom::test;

namespace {

const DayRange november{day("2026-11-01"), day("2026-11-30")};

Case twice_a_day(std::string_view now) { return {plan_of(daily("2026-11-01", {8h, 21h})), clock_at(now)}; }
}  // namespace

TEST_CASE("a slot is open before its time, due until its time plus grace, then missed") {
    CHECK(twice_a_day("2026-11-20T07:59:59").today() == Lines{"20 08:00 open", "20 21:00 open"});
    CHECK(twice_a_day("2026-11-20T08:00").today() == Lines{"20 08:00 due", "20 21:00 open"});
    CHECK(twice_a_day("2026-11-20T10:00").today() == Lines{"20 08:00 due", "20 21:00 open"});
    CHECK(twice_a_day("2026-11-20T10:00:01").today() == Lines{"20 08:00 missed", "20 21:00 open"});
    CHECK(
        twice_a_day("2026-11-21T12:00").on("2026-11-20", "2026-11-20") == Lines{"20 08:00 missed", "20 21:00 missed"});
}

TEST_CASE("a slot's grace goes on after midnight") {
    Case late{plan_of(daily("2026-11-01", {23h + 30min})), clock_at("2026-11-21T01:30")};
    CHECK(late.on("2026-11-20", "2026-11-20") == Lines{"20 23:30 due"});
    late.clock = clock_at("2026-11-21T01:31");
    CHECK(late.on("2026-11-20", "2026-11-20") == Lines{"20 23:30 missed"});
}

TEST_CASE("an intake up to time plus grace is in time, a later one of the day late") {
    auto dose = twice_a_day("2026-11-20T23:59");
    dose.take({"2026-11-20T10:00", "2026-11-20T23:01"});
    CHECK(dose.today() == Lines{"20 08:00 taken", "20 21:00 late"});
}

TEST_CASE("an intake satisfies the nearest slot of its day, before or after it") {
    auto dose = twice_a_day("2026-11-20T12:00");
    dose.take({"2026-11-20T06:00"});
    CHECK(dose.today() == Lines{"20 08:00 taken", "20 21:00 open"});
    dose.take({"2026-11-20T11:00"});
    CHECK(dose.today() == Lines{"20 08:00 taken", "20 21:00 taken"});
    CHECK(outcomes(dose.plan, {day("2026-11-20"), day("2026-11-20")}, dose.history(), dose.clock)[1].intake->id == 2);
}

TEST_CASE("between two slots as near, an intake satisfies the earlier") {
    Case dose{plan_of(daily("2026-11-01", {8h, 12h})), clock_at("2026-11-20T12:30")};
    dose.take({"2026-11-20T10:00"});
    CHECK(dose.today() == Lines{"20 08:00 taken", "20 12:00 due"});
}

TEST_CASE("an intake takes slots of the day that it counts for") {
    auto dose = twice_a_day("2026-11-20T12:00");
    dose.take({"2026-11-20T00:10"});
    CHECK(dose.on("2026-11-19", "2026-11-20") ==
          Lines{"19 08:00 missed", "19 21:00 missed", "20 08:00 taken", "20 21:00 open"});
}

TEST_CASE("an intake after midnight satisfies the slot of the evening when days start at four") {
    Case dose{plan_of(daily("2026-11-01", {23h})), clock_at("2026-11-20T12:00", berlin(), 4h)};
    dose.take({"2026-11-20T00:30"});
    CHECK(dose.on("2026-11-19", "2026-11-20") == Lines{"19 23:00 taken", "20 23:00 open"});
}

TEST_CASE("more intakes than slots leave the slots as they are") {
    auto dose = twice_a_day("2026-11-20T22:00");
    dose.take({"2026-11-20T08:00", "2026-11-20T20:50", "2026-11-20T21:00", "2026-11-20T21:10"});
    CHECK(dose.today() == Lines{"20 08:00 taken", "20 21:00 taken"});
    CHECK(outcomes(dose.plan, {day("2026-11-20"), day("2026-11-20")}, dose.history(), dose.clock)[1].intake->id == 2);
}

TEST_CASE("a skipped slot is neither missed nor taken") {
    auto dose = twice_a_day("2026-11-20T22:00");
    dose.skip("2026-11-20", 8h);
    dose.take({"2026-11-20T08:10"});
    CHECK(dose.today() == Lines{"20 08:00 skipped", "20 21:00 due"});  // 21:00 was more than twelve hours away
    dose.take({"2026-11-20T09:00"});
    CHECK(dose.today() == Lines{"20 08:00 skipped", "20 21:00 taken"});
}

TEST_CASE("a skip names one slot: another time or day is not skipped") {
    auto dose = twice_a_day("2026-11-20T22:00");
    dose.skip("2026-11-20", 9h);
    dose.skip("2026-11-19", 21h);
    CHECK(dose.on("2026-11-19", "2026-11-20") ==
          Lines{"19 08:00 missed", "19 21:00 skipped", "20 08:00 missed", "20 21:00 due"});
}

TEST_CASE("a skip still holds where the clocks skip the time") {
    Case dose{plan_of(daily("2026-03-01", {2h + 30min})), clock_at("2026-03-29T12:00")};
    dose.skip("2026-03-29", 2h + 30min);
    CHECK(dose.today() == Lines{"29 02:30 skipped"});
}

TEST_CASE("an intake of a slot that the clocks skipped is measured from the moment after the gap") {
    Case dose{plan_of(daily("2026-03-01", {2h + 30min})), clock_at("2026-03-29T12:00")};
    dose.take({"2026-03-29T05:00"});
    CHECK(dose.today() == Lines{"29 02:30 taken"});
    dose.intakes.clear();
    dose.take({"2026-03-29T05:01"});
    CHECK(dose.today() == Lines{"29 02:30 late"});
}

TEST_CASE("an intake in the second of two equal hours is an hour later than the clock says") {
    Case dose{plan_of(daily("2026-10-01", {2h + 30min})), clock_at("2026-10-25T12:00")};
    dose.plan.schedules.front().grace = 30min;
    dose.intakes = {{1, clock_at("2026-10-25T12:00").zone.at(utc("2026-10-25T01:45")), day("2026-10-25"),
        Count{1}}};  // 02:45 again
    CHECK(dose.today() == Lines{"25 02:30 late"});
}

TEST_CASE("what was taken in time abroad stays in time at home") {
    Case dose{plan_of(daily("2026-11-01", {8h, 14h, 20h})), clock_at("2026-11-20T12:00")};
    const Clock auckland = clock_at("2026-11-20T12:00", Zone::fixed(13h));
    for (const auto moment : {"2026-11-18T08:05", "2026-11-18T20:10"}) dose.intakes.push_back(intake(moment, auckland));
    CHECK(dose.on("2026-11-18", "2026-11-18") == Lines{"18 08:00 taken", "18 14:00 missed", "18 20:00 taken"});
}

TEST_CASE("a paused day has no slots to miss, and an intake on it satisfies none") {
    auto dose = twice_a_day("2026-11-20T12:00");
    dose.plan = *paused(dose.plan, {day("2026-11-18"), day("2026-11-19")});
    dose.take({"2026-11-19T08:00"});
    CHECK(dose.on("2026-11-17", "2026-11-19") == Lines{"17 08:00 missed", "17 21:00 missed"});
}

TEST_CASE("a changed schedule leaves the slots before it as they were") {
    auto dose = twice_a_day("2026-11-20T22:00");
    dose.take({"2026-11-19T08:00", "2026-11-19T21:00", "2026-11-20T08:00"});
    Schedule next = daily("2026-11-20", {7h, 12h, 18h});
    next.since = utc("2026-11-20T11:00");
    dose.plan = replanned(dose.plan, next);
    CHECK(dose.on("2026-11-19", "2026-11-20") ==
          Lines{"19 08:00 taken", "19 21:00 taken", "20 08:00 taken", "20 12:00 missed", "20 18:00 missed"});
}

TEST_CASE("what was taken before a schedule was made leaves the slots after it open") {
    Schedule made = daily("2026-11-20", {8h, 21h});
    made.since = utc("2026-11-20T11:00");  // 12:00 here: the slot at 08:00 is none that could be missed
    Case dose{plan_of(made), clock_at("2026-11-20T21:30")};
    CHECK(dose.today() == Lines{"20 21:00 due"});
    dose.take({"2026-11-20T08:10"});
    CHECK(dose.today() == Lines{"20 08:00 taken", "20 21:00 due"});
    dose.take({"2026-11-20T20:30"});
    CHECK(dose.today() == Lines{"20 08:00 taken", "20 21:00 taken"});
    CHECK(adherence(dose.plan, november, dose.history(), dose.clock).taken == 2);
    // Where another schedule had the morning, its slots stand for it.
    Case changed{plan_of(daily("2026-11-01", {7h})), clock_at("2026-11-20T21:30")};
    changed.plan = replanned(changed.plan, made);
    changed.take({"2026-11-20T08:10"});
    CHECK(changed.today() == Lines{"20 07:00 taken", "20 21:00 due"});
    // Where nothing was planned until then, they do too.
    changed.plan = replanned(plan_of(Schedule{.rule = AsNeeded{}, .from = day("2026-11-01")}), made);
    CHECK(changed.today() == Lines{"20 08:00 taken", "20 21:00 due"});
    changed.plan.schedules.front().from = day("2026-11-20");  // both on one day
    CHECK(changed.today() == Lines{"20 08:00 taken", "20 21:00 due"});
}

TEST_CASE("an intake without amount takes the servings of the slot it will satisfy") {
    auto dose = twice_a_day("2026-11-20T12:00");
    dose.plan.schedules.front().times[1].servings = Count{2};
    CHECK(match_slot(dose.plan, dose.clock.moment(), dose.history(), dose.clock).slot->servings == Count{1});
    dose.take({"2026-11-20T08:00"});
    CHECK(match_slot(dose.plan, dose.clock.moment(), dose.history(), dose.clock).slot->servings == Count{2});
    dose.take({"2026-11-20T09:00"});
    CHECK(!match_slot(dose.plan, dose.clock.moment(), dose.history(), dose.clock).slot);
    CHECK(!match_slot(Plan{}, dose.clock.moment(), {}, dose.clock).slot);
}

TEST_CASE("skipping means the slot that an intake would take: the due one, else the nearest undecided one") {
    const auto skips = [](const Case& dose) {
        const auto slot = slot_to_skip(dose.plan, dose.history(), dose.clock);
        return slot ? spell_day(slot->day).substr(8) + " " + spell_time_of_day(slot->time) : "none";
    };
    CHECK(skips(twice_a_day("2026-11-20T09:59")) == "20 08:00");
    CHECK(skips(twice_a_day("2026-11-20T13:00")) == "20 08:00");
    CHECK(skips(twice_a_day("2026-11-20T19:00")) == "20 21:00");
    CHECK(skips(twice_a_day("2026-11-21T00:00")) == "20 21:00");
    CHECK(skips({plan_of(daily("2026-11-01", {23h})), clock_at("2026-11-21T00:30")}) == "20 23:00");
    auto dose = twice_a_day("2026-11-20T12:00");
    dose.skip("2026-11-20", 8h);
    CHECK(skips(dose) == "20 21:00");
    dose.take({"2026-11-20T11:00"});
    CHECK(skips(dose) == "none");
    // What was missed before the schedule was made is no slot: it cannot be skipped, once or twice.
    Schedule made = daily("2026-11-20", {8h, 21h});
    made.since = utc("2026-11-20T11:00");  // 12:00 here
    Case late{plan_of(made), clock_at("2026-11-20T12:00")};
    CHECK(skips(late) == "20 21:00");
    late.skip("2026-11-20", 21h);
    CHECK(skips(late) == "none");
    Case morning{plan_of(made), clock_at("2026-11-20T08:30")};
    CHECK(skips(morning) == "none");
}

TEST_CASE("the next slot is the one due, else the first to come, however far") {
    const auto next = [](const Case& dose) {
        const auto outcome = next_slot(dose.plan, dose.history(), dose.clock);
        return outcome ? shown(outcome->slot) + " " + std::string{spell(outcome->state)} : "none";
    };
    CHECK(next(twice_a_day("2026-11-20T09:00")) == "2026-11-20 08:00+01:00 due");
    CHECK(next(twice_a_day("2026-11-20T12:00")) == "2026-11-20 21:00+01:00 open");
    Case yearly{plan_of(daily("2026-11-20", {8h}))};
    yearly.plan.schedules.front().rule = EveryDays{366};
    yearly.take({"2026-11-20T08:00"});
    CHECK(next(yearly) == "2027-11-21 08:00+01:00 open");
    yearly.plan.schedules.front().until = day("2027-01-01");
    CHECK(next(yearly) == "none");
    CHECK(next({Plan{}}) == "none");
}

TEST_CASE("the share kept comes with Wilson's 95 % interval") {
    const auto rounded = [](double value) { return static_cast<int>(value * 10 + 0.5); };
    struct Known {
        int count, of, percent, low, high;
    };  // in tenths of a percent
    for (const auto& known : {Known{8, 10, 800, 490, 943}, Known{0, 10, 0, 0, 278}, Known{10, 10, 1000, 722, 1000},
             Known{1, 1, 1000, 207, 1000}, Known{81, 263, 308, 255, 366}, Known{15, 148, 101, 62, 160},
             Known{0, 20, 0, 0, 161}, Known{1, 29, 34, 6, 172}}) {
        const auto kept = share(known.count, known.of);
        CAPTURE(known.count);
        REQUIRE(kept);
        CHECK(rounded(kept->percent) == known.percent);
        CHECK(rounded(kept->low) == known.low);
        CHECK(rounded(kept->high) == known.high);
    }
    CHECK(share(0, 10)->low == 0);
    CHECK(share(10, 10)->high == 100);
    CHECK(!share(0, 0));
}

TEST_CASE("a share lies within its interval, and the interval within 0 and 100") {
    for (int of = 1; of <= 400; ++of) {
        for (int count = 0; count <= of; ++count) {
            const auto kept = share(count, of);
            REQUIRE(0 <= kept->low);
            REQUIRE(kept->low <= kept->percent);
            REQUIRE(kept->percent <= kept->high);
            REQUIRE(kept->high <= 100);
        }
    }
}

TEST_CASE("adherence is taken of taken and missed; skipped slots and those to come do not count") {
    auto dose = twice_a_day("2026-11-20T21:30");
    dose.plan.schedules.front().from = day("2026-11-18");
    dose.take({"2026-11-18T08:00", "2026-11-18T23:30", "2026-11-19T08:00"});
    dose.skip("2026-11-19", 21h);
    const Adherence kept = adherence(dose.plan, november, dose.history(), dose.clock);
    CHECK(kept == Adherence{.taken = 3, .late = 1, .skipped = 1, .missed = 1, .waiting = 1, .later = 0});
    CHECK(kept.due() == 6);
    CHECK(kept.open() == 1);
    CHECK(kept.kept()->percent == doctest::Approx(75));
}

TEST_CASE("adherence begins with the dose and ends now") {
    auto dose = twice_a_day("2026-11-20T12:00");
    Schedule schedule = daily("2026-11-20", {8h, 21h});
    schedule.since = utc("2026-11-20T10:00");
    dose.plan = plan_of(schedule);
    CHECK(adherence(dose.plan, november, dose.history(), dose.clock) == Adherence{.later = 1});
    CHECK(!adherence(dose.plan, november, dose.history(), dose.clock).kept());
    CHECK(adherence(dose.plan, {day("2026-10-01"), day("2026-10-31")}, dose.history(), dose.clock) == Adherence{});
    CHECK(adherence(Plan{}, november, dose.history(), dose.clock) == Adherence{});
}

TEST_CASE("a slot taken ahead of its time counts as soon as it is taken") {
    auto dose = twice_a_day("2026-11-20T12:00");
    dose.take({"2026-11-20T08:00", "2026-11-20T11:59"});
    const Adherence kept = adherence(dose.plan, {day("2026-11-20"), day("2026-11-20")}, dose.history(), dose.clock);
    CHECK(kept == Adherence{.taken = 2});
    CHECK(kept.due() == 2);
}

namespace {

/// A plan with intakes and skips on many of its days, as a careless person leaves them.
Case some_case(std::mt19937& random) {
    Case dose{
        some_plan(random, day("2026-03-10")), clock_at("2026-04-10T12:00", berlin(), minutes{60 * pick(random, 0, 4)})};
    dose.clock.now += minutes{pick(random, 0, 1439)};
    for (int n = pick(random, 0, 60); n > 0; --n) {
        const Instant at = utc("2026-03-12T00:00") + minutes{pick(random, 0, 30 * 1440)};
        if (at > dose.clock.now) continue;
        const Moment moment = dose.clock.zone.at(at);
        dose.intakes.push_back({n, moment, dose.clock.day_of(moment), Count{1}});
    }
    for (Day at = day("2026-03-12"); at < day("2026-04-10"); at += days{1}) {
        for (const auto& slot : slots_on(dose.plan, at, dose.clock)) {
            if (pick(random, 0, 9) == 0) dose.skips.push_back({.day = at, .time = slot.time});
        }
    }
    return dose;
}
const DayRange asked{day("2026-03-15"), day("2026-04-15")};

}  // namespace

TEST_CASE("the order in which intakes and skips are on file never matters") {
    std::mt19937 random{20240229};
    for (int trial = 0; trial < 300; ++trial) {
        auto dose = some_case(random);
        const auto before = outcomes(dose.plan, asked, dose.history(), dose.clock);
        std::ranges::shuffle(dose.intakes, random);
        std::ranges::shuffle(dose.skips, random);
        REQUIRE(outcomes(dose.plan, asked, dose.history(), dose.clock) == before);
    }
}

TEST_CASE("every slot is there once, in one state that its time allows, and no intake satisfies two") {
    std::mt19937 random{5};
    for (int trial = 0; trial < 300; ++trial) {
        const auto dose = some_case(random);
        const auto all = outcomes(dose.plan, asked, dose.history(), dose.clock);
        std::map<std::int64_t, int> used;
        for (const auto& [slot, state, by] : all) {
            REQUIRE(by.has_value() == (state == SlotState::taken || state == SlotState::late));
            if (by) REQUIRE(++used[by->id] == 1);
            const Instant end = slot.at.at + slot.grace;
            if (state == SlotState::open) REQUIRE(dose.clock.now < slot.at.at);
            if (state == SlotState::due)
                REQUIRE((slot.at.at <= dose.clock.now && (slot.of_interval || dose.clock.now <= end)));
            if (state == SlotState::missed) REQUIRE(end < dose.clock.now);
        }
        const auto same = [](const Slot& a, const Slot& b) { return a.at == b.at && a.time == b.time; };
        REQUIRE(std::ranges::adjacent_find(all, same, &Outcome::slot) == all.end());
        for (const auto& slot : slots_between(dose.plan, asked, dose.clock)) {
            REQUIRE(std::ranges::count(all, slot, &Outcome::slot) >= 1);
        }
    }
}

TEST_CASE("a day tells the same alone as in a longer range") {
    std::mt19937 random{77};
    for (int trial = 0; trial < 100; ++trial) {
        const auto dose = some_case(random);
        std::vector<Outcome> one_by_one;
        for (Day at = asked.from; at <= asked.to; at += days{1}) {
            std::ranges::copy(
                outcomes(dose.plan, {at, at}, dose.history(), dose.clock), std::back_inserter(one_by_one));
        }
        REQUIRE(outcomes(dose.plan, asked, dose.history(), dose.clock) == one_by_one);
    }
}

TEST_CASE("the numbers of adherence add up to the slots") {
    std::mt19937 random{78};
    for (int trial = 0; trial < 100; ++trial) {
        const auto dose = some_case(random);
        const Adherence sum = adherence(dose.plan, asked, dose.history(), dose.clock);
        const auto all = outcomes(dose.plan, {asked.from, dose.clock.today()}, dose.history(), dose.clock);
        REQUIRE(sum.due() + sum.later == static_cast<int>(all.size()));
        REQUIRE(sum.late <= sum.taken);
    }
}

TEST_CASE("one more intake never leaves fewer slots taken") {
    std::mt19937 random{79};
    for (int trial = 0; trial < 200; ++trial) {
        auto dose = some_case(random);
        const auto fixed = [](const Schedule& schedule) { return !std::holds_alternative<Interval>(schedule.rule); };
        if (dose.intakes.empty() || !std::ranges::all_of(dose.plan.schedules, fixed)) continue;
        const int with = adherence(dose.plan, asked, dose.history(), dose.clock).taken;
        dose.intakes.pop_back();
        REQUIRE(adherence(dose.plan, asked, dose.history(), dose.clock).taken <= with);
    }
}

TEST_CASE("an entry that was due when it was taken keeps its time, whatever day it is counted on") {
    // 01:00 belongs to the day before once days begin at 04:00; the entries keep the days that they had.
    for (const auto day_start : {0min, 240min}) {
        Case bed{plan_of(daily("2026-11-01", {1h}))};
        bed.clock = clock_at("2026-11-20T12:00");
        bed.take({"2026-11-18T01:05", "2026-11-19T01:05", "2026-11-20T01:05"});
        bed.clock.day_start = day_start;
        const DayRange both{day("2026-11-18"), day("2026-11-19")};
        const Adherence told = adherence(bed.plan, both, bed.history(), bed.clock);
        CHECK(told.taken == 2);
        CHECK(told.missed == 0);
    }
    // said to be of the evening before
    Case night{plan_of(daily("2026-11-01", {30min})), clock_at("2026-11-21T00:40")};
    night.take({"2026-11-20T00:35", "2026-11-21T00:35"});
    night.intakes.back().day -= std::chrono::days{1};
    CHECK(night.today() == Lines{"21 00:30 taken"});
}

TEST_CASE("a time that was skipped or taken does not keep an entry from the next one") {
    Case late{plan_of(daily("2026-11-19", {30min, 23h + 30min})), clock_at("2026-11-21T00:35")};
    late.skip("2026-11-20", 23h + 30min);
    late.take({"2026-11-20T22:50"});
    CHECK(late.today() == Lines{"21 00:30 taken", "21 23:30 open"});
}
