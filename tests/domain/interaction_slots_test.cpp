#include <algorithm>

#include "interaction_fixture.hpp"

using namespace epsom;
using namespace epsom::test;
using namespace epsom::test::taken;

namespace {

Dose levothyroxine(std::vector<minutes> times) {
    return dose_of("levothyroxine", std::move(times), {}, "levothyroxine");
}
Dose calm(std::vector<minutes> times) { return dose_of("calm", std::move(times), {Nutrient::magnesium}); }

/// `09:00 levothyroxine 07:00, better 11:00`
Lines collisions(const Dose& dose, const std::vector<Dose>& others, std::string_view on = "2026-11-20",
    const Clock& clock = clock_at("2026-11-20T12:00"), const RuleBook& rules = book()) {
    Lines all;
    for (const auto& [slot, conflict, instead] : slot_collisions(dose, others, day(on), clock, rules)) {
        all.push_back(spell_time(slot.at.local()) + " " + conflict.other.name + " " +
                      spell_time(conflict.other.at.local()) + ", better " +
                      (instead ? spell_time_of_day(*instead) : "none"));
    }
    return all;
}

}  // namespace

TEST_CASE("slots that are too near collide, and a time that would not is named") {
    CHECK(collisions(calm({9h}), {levothyroxine({7h})}) == Lines{"09:00 levothyroxine 07:00, better 11:00"});
    CHECK(collisions(calm({11h}), {levothyroxine({7h})}) == Lines{});
    CHECK(collisions(levothyroxine({7h}), {calm({9h})}) == Lines{"07:00 calm 09:00, better 05:00"});
}

TEST_CASE("every slot of the day is compared with every slot around it") {
    CHECK(collisions(calm({9h, 21h}), {levothyroxine({7h}), dose_of("moxi", {20h}, {}, "moxifloxacin")}) ==
          Lines{"09:00 levothyroxine 07:00, better 11:00", "21:00 moxi 20:00, better 12:00"});
}

TEST_CASE("a slot collides over midnight with that of another day") {
    CHECK(collisions(calm({30min}), {levothyroxine({22h})}) == Lines{"00:30 levothyroxine 22:00, better 02:00"});
    CHECK(
        collisions(calm({23h + 30min}), {levothyroxine({60min})}) == Lines{"23:30 levothyroxine 01:00, better 21:00"});
}

TEST_CASE("of two times equally near the later is named") {
    CHECK(collisions(calm({7h}), {levothyroxine({7h})}) == Lines{"07:00 levothyroxine 07:00, better 11:00"});
}

TEST_CASE("the time named keeps clear of all doses, of the dose's own slots, and within the user's day") {
    CHECK(collisions(calm({9h}), {levothyroxine({7h}), dose_of("iron", {12h}, {Nutrient::iron})}) ==
          Lines{"09:00 levothyroxine 07:00, better 03:00", "09:00 iron 12:00, better 03:00"});
    CHECK(collisions(calm({9h, 11h}), {levothyroxine({7h})}) == Lines{"09:00 levothyroxine 07:00, better 11:01"});
    CHECK(collisions(calm({9h}), {levothyroxine({7h}), dose_of("iron", {12h}, {Nutrient::iron})}, "2026-11-20",
              clock_at("2026-11-20T12:00", berlin(), 4h)) ==
          Lines{"09:00 levothyroxine 07:00, better 16:00", "09:00 iron 12:00, better 16:00"});
}

TEST_CASE("a day without a free time names none") {
    const auto blocked = collisions(calm({9h}), {levothyroxine({0h, 4h, 8h, 12h, 16h, 20h})});
    REQUIRE(blocked.size() == 2);
    CHECK(blocked.front() == "09:00 levothyroxine 08:00, better none");
}

TEST_CASE("days without slots, doses as needed and the dose itself collide with nothing") {
    CHECK(collisions(calm({}), {levothyroxine({7h})}) == Lines{});
    CHECK(collisions(calm({9h}), {levothyroxine({})}) == Lines{});
    CHECK(collisions(calm({9h}), {levothyroxine({7h})}, "2025-12-31") == Lines{});
    CHECK(collisions(dose_of("multi", {9h}, {Nutrient::magnesium, Nutrient::iron}),
              {dose_of("multi", {8h}, {Nutrient::magnesium, Nutrient::iron})}) == Lines{});
}

TEST_CASE("when clocks change, slots collide on that day alone") {
    const Dose early = levothyroxine({1h});
    CHECK(collisions(calm({5h}), {early}, "2026-03-28") == Lines{});
    CHECK(collisions(calm({5h}), {early}, "2026-03-29") == Lines{"05:00 levothyroxine 01:00, better 06:00"});
    CHECK(collisions(calm({5h}), {early}, "2026-10-25") == Lines{});
    CHECK(collisions(calm({4h}), {early}, "2026-10-25") == Lines{});
    CHECK(collisions(calm({4h}), {early}, "2026-10-24") == Lines{"04:00 levothyroxine 01:00, better 05:00"});
}

TEST_CASE("the time named is one that a schedule can mean: the first of an hour that occurs twice") {
    // 4 h after 23:30 the clocks show 02:30 for the second time.
    CHECK(collisions(calm({2h}), {levothyroxine({23h + 30min})}, "2026-10-25") ==
          Lines{"02:00 levothyroxine 23:30, better 03:00"});
}

TEST_CASE("the user's own rule reaches over days") {
    const std::vector<UserRule> own{*make_user_rule("calm", "weekly", "2d")};
    const auto rules = tables::rule_book(own);
    Dose weekly = dose_of("weekly", {8h}, {Nutrient::vitamin_d});
    weekly.plan.schedules.front().rule = OnWeekdays{0b0000001};
    CHECK(collisions(calm({8h}), {weekly}, "2026-11-17", clock_at("2026-11-20T12:00"), rules) ==
          Lines{"08:00 weekly 08:00, better none"});
    CHECK(collisions(calm({8h}), {weekly}, "2026-11-18", clock_at("2026-11-20T12:00"), rules) == Lines{});
    CHECK(collisions(calm({7h}), {weekly}, "2026-11-18", clock_at("2026-11-20T12:00"), rules) ==
          Lines{"07:00 weekly 08:00, better 08:00"});
}

TEST_CASE("a time that is named collides with nothing once the slot is there") {
    std::mt19937 random{20260326};
    const std::vector<std::string> substances{
        "levothyroxine", "ciprofloxacin", "alendronate", "metformin", "gabapentin", "doxycycline"};
    int moved = 0;
    for (int trial = 0; trial < 200; ++trial) {
        const std::string on = trial % 3 == 0 ? "2026-11-20" : trial % 3 == 1 ? "2026-03-29" : "2026-10-25";
        const Clock clock = clock_at("2026-11-20T12:00", berlin(), trial % 2 == 0 ? 0min : 240min);
        std::vector<Dose> others;
        for (int i = pick(random, 1, 3); i > 0; --i) {
            const auto& substance = substances[static_cast<std::size_t>(pick(random, 0, 5))];
            others.push_back(dose_of("other " + std::to_string(i), {minutes{pick(random, 0, 1439)}}, {}, substance));
        }
        const Dose dose = calm({minutes{pick(random, 0, 1439)}});
        const auto found = slot_collisions(dose, others, day(on), clock, book());
        if (found.empty() || !found.front().instead) continue;
        ++moved;
        REQUIRE(collisions(calm({*found.front().instead}), others, on, clock) == Lines{});
    }
    CHECK(moved > 50);
}
