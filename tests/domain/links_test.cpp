// Doses that follow others: their slots come from the log.

#include "epsom/domain/plan/links.hpp"

#include <algorithm>

#include "epsom/domain/check.hpp"
#include "epsom/domain/plan/stock.hpp"
#include "schedule_fixture.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

Plan linked(minutes gap, std::string_view from = "2026-11-01") {
    return plan_of({.rule = After{"leader", gap}, .from = day(from)});
}

/// A leader with times, and the dose that follows it.
struct Pair {
    Case leader;
    Case follower;
    explicit Pair(std::vector<minutes> times, minutes gap = 2h, std::string_view now = "2026-11-20T12:00")
        : leader{plan_of(daily("2026-11-01", std::move(times)))}, follower{linked(gap)} {
        at(now);
    }
    void at(std::string_view now) { leader.clock = follower.clock = clock_at(now); }
    /// What became of the follower's slots on these days, with the moments of the slots.
    [[nodiscard]] Lines on(std::string_view from, std::string_view to) {
        tell();
        Lines lines;
        for (const auto& [slot, state, by] :
            outcomes(follower.plan, {day(from), day(to)}, follower.history(), follower.clock))
            lines.push_back(
                spell_day(slot.day).substr(8) + ": " + shown(slot).substr(5, 11) + " " + std::string{spell(state)});
        return lines;
    }
    void tell() { follower.leaders = {{"leader", leader.plan, leader.intakes, leader.skips, {}}}; }
};

}  // namespace

TEST_CASE("a linked slot comes from the intake that takes the leader's slot, and is on the leader's day") {
    Pair pair{{8h}};
    pair.at("2026-11-20T09:00");
    CHECK(pair.on("2026-11-20", "2026-11-20").empty());  // not known yet
    pair.leader.take({"2026-11-20T08:25"});
    CHECK(pair.on("2026-11-20", "2026-11-20") == Lines{"20: 11-20 10:25 open"});
    pair.at("2026-11-20T10:30");
    CHECK(pair.on("2026-11-20", "2026-11-20") == Lines{"20: 11-20 10:25 due"});
    pair.follower.take({"2026-11-20T10:31"});
    CHECK(pair.on("2026-11-20", "2026-11-20") == Lines{"20: 11-20 10:25 taken"});
}

TEST_CASE("a leader that is skipped or missed gives no slot, one that is late gives a late one") {
    Pair pair{{8h, 20h}, 2h, "2026-11-20T23:30"};
    pair.leader.skip("2026-11-20", 8h);
    CHECK(pair.on("2026-11-20", "2026-11-20").empty());
    pair.leader.take({"2026-11-20T22:45"});  // of 20:00, late
    CHECK(pair.on("2026-11-20", "2026-11-20") == Lines{"20: 11-21 00:45 open"});
    CHECK(pair.on("2026-11-21", "2026-11-21").empty());
    pair.at("2026-11-21T00:50");
    pair.tell();
    const auto match =
        match_slot(pair.follower.plan, pair.follower.clock.moment(), pair.follower.history(), pair.follower.clock);
    REQUIRE(match.slot);
    CHECK(match.day == day("2026-11-20"));  // as after midnight it counts for its evening
    CHECK(standing(pair.follower.plan, pair.follower.history(), pair.follower.clock).size() == 1);
}

TEST_CASE("a leader that is logged twice gives one slot, from the first") {
    Pair pair{{8h}, 2h, "2026-11-20T09:00"};
    pair.leader.take({"2026-11-20T08:05", "2026-11-20T08:20"});
    CHECK(pair.on("2026-11-20", "2026-11-20") == Lines{"20: 11-20 10:05 open"});
}

TEST_CASE("the gap is elapsed time, also in the night when the clocks change") {
    Pair back{{1h + 30min}, 2h, "2026-10-25T12:00"};
    back.leader.plan.schedules.front().from = back.follower.plan.schedules.front().from = day("2026-10-01");
    back.leader.take({"2026-10-25T01:30"});
    CHECK(back.on("2026-10-25", "2026-10-25") == Lines{"25: 10-25 02:30 missed"});  // the second 02:30
    Pair forward{{1h + 30min}, 2h, "2026-03-29T12:00"};
    forward.leader.plan.schedules.front().from = forward.follower.plan.schedules.front().from = day("2026-03-01");
    forward.leader.take({"2026-03-29T01:30"});
    CHECK(forward.on("2026-03-29", "2026-03-29") == Lines{"29: 03-29 04:30 missed"});
}

TEST_CASE("a skip of a linked slot holds when the leader's time is corrected") {
    Pair pair{{8h}, 2h, "2026-11-20T11:00"};
    pair.leader.take({"2026-11-20T08:05"});
    pair.tell();
    const auto slot = slot_to_skip(pair.follower.plan, pair.follower.history(), pair.follower.clock);
    REQUIRE(slot);
    pair.follower.skips.push_back({.day = slot->day, .time = slot->time, .at = pair.follower.clock.now});
    CHECK(pair.on("2026-11-20", "2026-11-20") == Lines{"20: 11-20 10:05 skipped"});
    pair.leader.intakes.clear();
    pair.leader.take({"2026-11-20T08:15"});
    CHECK(pair.on("2026-11-20", "2026-11-20") == Lines{"20: 11-20 10:15 skipped"});
}

TEST_CASE("an interval leads too, and what follows belongs to the day on which it was taken") {
    Pair pair{{}, 1h, "2026-11-20T18:00"};
    pair.leader.plan = plan_of({.rule = Interval{8h, {}}, .from = day("2026-11-18"), .since = utc("2026-11-18T06:00")});
    pair.leader.take({"2026-11-20T09:00", "2026-11-20T17:00"});
    CHECK(pair.on("2026-11-20", "2026-11-20") == Lines{"20: 11-20 10:00 missed", "20: 11-20 18:00 due"});
}

TEST_CASE("a chain of links goes on, and a leader that is not known gives nothing") {
    Pair pair{{8h}, 2h, "2026-11-20T12:30"};
    pair.leader.take({"2026-11-20T08:00"});
    pair.follower.take({"2026-11-20T10:10"});
    pair.tell();
    Case last{plan_of({.rule = After{"middle", 1h}, .from = day("2026-11-01")}), pair.follower.clock};
    CHECK(last.today().empty());
    last.leaders = {{"middle", pair.follower.plan, pair.follower.intakes, {}, pair.follower.leaders}};
    CHECK(last.today() == Lines{"20 08:00 due"});
    CHECK(outcomes(last.plan, {day("2026-11-20"), day("2026-11-20")}, last.history(), last.clock).front().slot.at.at ==
          utc("2026-11-20T10:10"));  // 11:10 in Berlin
}

TEST_CASE("a linked dose is paused, begins and ends as others do") {
    Pair pair{{8h}, 2h, "2026-11-20T23:00"};
    pair.leader.take({"2026-11-18T08:00", "2026-11-19T08:00", "2026-11-20T08:00"});
    CHECK(pair.on("2026-11-18", "2026-11-20").size() == 3);
    pair.follower.plan.pauses = {{day("2026-11-19"), day("2026-11-19")}};
    CHECK(pair.on("2026-11-18", "2026-11-20") == Lines{"18: 11-18 10:00 missed", "20: 11-20 10:00 missed"});
    pair.follower.plan.schedules.front().until = day("2026-11-19");
    CHECK(pair.on("2026-11-18", "2026-11-20") == Lines{"18: 11-18 10:00 missed"});
}

TEST_CASE("a link that can give no slot is found") {
    Pair pair{{8h}};
    pair.tell();
    const auto found = [&] {
        WatchedDose watched{Dose{.uuid = "u", .name = "calm", .plan = pair.follower.plan}, {}, {}, {}};
        watched.leaders = pair.follower.leaders;
        std::get<After>(watched.dose.plan.schedules.front().rule).name = "zinc";
        const auto findings = missed_findings(std::vector{watched}, pair.follower.clock);
        return findings.empty() ? "" : findings.front().message;
    };
    CHECK(found() == "");
    pair.follower.leaders.front().plan = {};
    CHECK(found() == "never due: zinc, which it follows, has no scheduled times");
    // A circle: the leader waits for the dose itself, which is not told again.
    pair.follower.leaders.front().plan = plan_of({.rule = After{"u", 2h}, .from = day("2026-11-01")});
    CHECK(found() == "never due: zinc, which it follows, has no scheduled times");
    pair.follower.leaders.clear();
    CHECK(found() == "never due: zinc, which it follows, has no scheduled times");
    pair.follower.plan.pauses = {{day("2026-11-20"), day("2026-11-20")}};
    CHECK(found() == "");
}

TEST_CASE("a linked course is over when its last day is, also while its leader is paused") {
    Pair pair{{8h}, 2h, "2026-11-20T09:00"};
    pair.follower.plan.schedules.front().until = day("2026-11-22");
    pair.tell();
    CHECK(end_of(pair.follower.plan, pair.follower.history(), pair.follower.clock) == PlanEnd{day("2026-11-22"), 3});
    pair.leader.plan.pauses = {{day("2026-11-20"), std::nullopt}};
    pair.tell();
    CHECK(end_of(pair.follower.plan, pair.follower.history(), pair.follower.clock) == PlanEnd{day("2026-11-22"), 0});
    pair.at("2026-11-23T09:00");
    CHECK(end_of(pair.follower.plan, pair.follower.history(), pair.follower.clock)->over);
}

TEST_CASE("a supply lasts as if each slot of the leader were taken") {
    Pair pair{{8h, 20h}, 2h, "2026-11-20T09:00"};
    pair.leader.take({"2026-11-20T08:00"});
    pair.tell();
    const Dose dose{.plan = pair.follower.plan};
    // Today 10:00 and the evening's, then two a day.
    CHECK(run_out_day(dose, Count{4}, pair.follower.history(), pair.follower.clock) == day("2026-11-22"));
    CHECK(run_out_day(dose, Count{5}, pair.follower.history(), pair.follower.clock) == day("2026-11-22"));
    CHECK(run_out_day(dose, Count{6}, pair.follower.history(), pair.follower.clock) == day("2026-11-23"));
}

TEST_CASE("who waits for whom is found over others, and only by links that still hold") {
    std::vector<Dose> doses(3);
    doses[0] = {.uuid = "a", .name = "a", .plan = plan_of(daily("2026-11-01", {8h}))};
    doses[1] = {.uuid = "b", .name = "b", .plan = plan_of({.rule = After{"a", 2h}, .from = day("2026-11-01")})};
    doses[2] = {.uuid = "c", .name = "c", .plan = plan_of({.rule = After{"b", 2h}, .from = day("2026-11-01")})};
    const Day today = day("2026-11-20");
    CHECK(waits_for(doses[2], "a", doses, today));
    CHECK_FALSE(waits_for(doses[0], "c", doses, today));
    CHECK(followers_of("a", doses, today) == std::vector<std::string>{"b"});
    doses[1].plan = replanned(doses[1].plan, daily("2026-11-10", {9h}));
    CHECK_FALSE(waits_for(doses[2], "a", doses, today));
    CHECK(waits_for(doses[2], "a", doses, day("2026-11-05")));
    name_leaders(doses);
    CHECK(describe(doses[2].plan.schedules.front()) == "2h after b");
    doses.erase(doses.begin() + 1);
    name_leaders(doses);
    CHECK(describe(doses[1].plan.schedules.front()) == "2h after a dose that is gone");
    // A circle, as a merge could make it, ends.
    std::vector<Dose> circle(2);
    circle[0] = {.uuid = "a", .name = "a", .plan = plan_of({.rule = After{"b", 2h}, .from = today})};
    circle[1] = {.uuid = "b", .name = "b", .plan = plan_of({.rule = After{"a", 2h}, .from = today})};
    CHECK(waits_for(circle[0], "a", circle, today));
    CHECK_FALSE(waits_for(circle[0], "x", circle, today));
}

TEST_CASE("in forty days each slot of the leader that was taken has one slot after it, over a clock change") {
    std::mt19937 random{20261130};
    for (int trial = 0; trial < 60; ++trial) {
        CAPTURE(trial);
        const minutes gap{pick(random, 1, 600)};
        const Day first = day(trial % 2 == 0 ? "2026-10-01" : "2026-03-10");
        // Where the leader has one time a day, it may be late, and logged twice: no other slot is in reach.
        const bool once_a_day = trial % 3 == 0;
        Pair pair{once_a_day ? std::vector<minutes>{minutes{pick(random, 0, 700)}}
                             : std::vector<minutes>{minutes{pick(random, 0, 700)}, minutes{pick(random, 800, 1439)}},
            gap};
        pair.leader.plan.schedules.front().from = pair.follower.plan.schedules.front().from = first;
        pair.leader.clock = pair.follower.clock = clock_at(spell_day(first + days{41}) + "T00:00");
        const auto take = [](Case& dose, Instant when, Day on) {
            const auto id = static_cast<std::int64_t>(dose.intakes.size()) + 1;
            dose.intakes.push_back({id, dose.clock.zone.at(when), on, Count{1}});
        };
        std::vector<Instant> wanted;
        for (Day at = first; at < first + days{40}; at += days{1}) {
            for (const Slot& slot : slots_on(pair.leader.plan, at, pair.leader.clock)) {
                const int what = pick(random, 0, 9);
                if (what == 0) continue;  // missed
                if (what == 1) {
                    pair.leader.skip(spell_day(at), slot.time);
                    continue;
                }
                const Instant taken = slot.at.at + minutes{pick(random, 0, once_a_day ? 300 : 49)};
                take(pair.leader, taken, at);
                if (once_a_day && what == 2) take(pair.leader, taken + minutes{pick(random, 1, 60)}, at);
                wanted.push_back(taken + gap);
            }
        }
        pair.tell();
        const DayRange lived{first, first + days{40}};
        const auto found = outcomes(pair.follower.plan, lived, pair.follower.history(), pair.follower.clock);
        std::vector<Instant> moments;
        for (const Outcome& outcome : found) moments.push_back(outcome.slot.at.at);
        std::ranges::sort(moments);
        std::ranges::sort(wanted);
        REQUIRE(moments == wanted);
        // Taken in time, each of them is kept.
        for (const Outcome& outcome : found) take(pair.follower, outcome.slot.at.at, outcome.slot.day);
        const Adherence kept = adherence(pair.follower.plan, lived, pair.follower.history(), pair.follower.clock);
        REQUIRE(kept == Adherence{.taken = static_cast<int>(wanted.size())});
    }
}
