#include "epsom/domain/today.hpp"

#include "interaction_fixture.hpp"

using namespace epsom;
using namespace epsom::test;
using namespace epsom::test::taken;

namespace {

WatchedDose watched(std::string_view name, std::vector<minutes> times, std::vector<DoseIntake> intakes = {}) {
    Dose dose = dose_of(name, std::move(times), {Nutrient::magnesium});
    dose.serving = {epsom::Count{2}, "capsules"};
    return {.dose = std::move(dose), .intakes = std::move(intakes), .skips = {}, .from_stock = {}};
}

Lines said(const std::vector<NextSlot>& slots) {
    Lines all;
    for (const NextSlot& next : slots) {
        all.push_back(next.dose + " " + std::string{spell(next.state)} + " " +
                      spell_moment(next.slot.at).substr(0, 16) + " " + next.portion);
    }
    return all;
}

Lines said(const std::vector<Lane>& lanes) {
    Lines all;
    for (const Lane& lane : lanes) {
        std::string line = lane.name;
        for (const LanePoint& point : lane.points)
            line += "; " + spell_time(point.at.local()) + " " + std::string{spell(point.state)} + " " + point.portion;
        all.push_back(line);
    }
    return all;
}

Intake entry(std::string_view what, std::string_view time, Taken kind = Taken::food) {
    Intake intake;
    intake.id = 100;
    intake.what = what;
    intake.kind = kind;
    intake.moment = when(time);
    intake.day = day("2026-11-20");
    return intake;
}

}  // namespace

TEST_CASE("what is due comes by its time, and nothing else then") {
    const Clock clock = clock_at("2026-11-20T12:30");
    const std::vector doses{watched("late", {21h}), watched("noon", {12h}), watched("eleven", {11h})};
    CHECK(said(next_slots(doses, clock)) ==
          Lines{"eleven due 2026-11-20T11:00 2 capsules", "noon due 2026-11-20T12:00 2 capsules"});
}

TEST_CASE("where nothing is due, the first slot to come is alone, of whatever day") {
    const Clock clock = clock_at("2026-11-20T23:30");
    CHECK(said(next_slots(std::vector{watched("calm", {9h}), watched("zinc", {8h})}, clock)) ==
          Lines{"zinc open 2026-11-21T08:00 2 capsules"});
    CHECK(next_slots(std::vector{watched("as-needed", {})}, clock).empty());
    CHECK(next_slots({}, clock).empty());
}

TEST_CASE("a lane has what became of each slot, and what was taken besides") {
    const Clock clock = clock_at("2026-11-20T14:00");
    DoseIntake taken = intake("2026-11-20T08:10", clock, 7);
    taken.servings = epsom::Count::from_thousandths(500);
    const std::vector doses{watched("calm", {8h, 21h}, {taken}), watched("zinc", {9h})};
    Intake by_slot = entry("calm", "08:10", Taken::dose);
    by_slot.id = 7;
    Intake almonds = entry("almonds", "10:00");
    almonds.quantity = 30000_mg;
    const std::vector intakes{by_slot, almonds, entry("Almonds", "12:00"), entry("rls", "00:00", Taken::symptom)};
    CHECK(said(lanes_of(doses, intakes, clock)) == Lines{"calm; 08:10 taken 1 capsule; 21:00 open 2 capsules",
                                                       "zinc; 09:00 missed 2 capsules",
                                                       "almonds; 10:00 taken 30 g; 12:00 taken "});
}

TEST_CASE("a slot of yesterday that is still due is said first, and is in no lane of today") {
    const Clock clock = clock_at("2026-11-21T00:30");
    const std::vector doses{watched("calm", {23h})};
    CHECK(said(next_slots(doses, clock)) == Lines{"calm due 2026-11-20T23:00 2 capsules"});
    CHECK(said(lanes_of(doses, {}, clock)) == Lines{"calm; 23:00 open 2 capsules"});
}

TEST_CASE("what a run by lot leaves out tonight is said, and only then") {
    WatchedDose calm = watched("calm", {21h});
    Schedule& schedule = calm.dose.plan.schedules.front();
    schedule.rule = Coin{"01100101011001011010", true, 1};
    schedule.from = test::day("2026-11-20");
    schedule.until = test::day("2026-12-09");
    const std::vector doses{calm, watched("zinc", {8h})};
    const auto on = [&](std::string_view now) {
        Lines all;
        for (const LeftToLot& left : without_tonight(doses, clock_at(now))) {
            all.push_back(left.dose + " " + std::to_string(left.night) + " of " + std::to_string(left.nights));
        }
        return all;
    };
    CHECK(on("2026-11-19T12:00").empty());
    CHECK(on("2026-11-20T12:00") == Lines{"calm 1 of 20"});
    CHECK(on("2026-11-21T12:00").empty());
    CHECK(on("2026-12-09T12:00") == Lines{"calm 20 of 20"});
    CHECK(on("2026-12-10T12:00").empty());
}

namespace {

/// A dose as needed, and when it was taken.
WatchedDose with_limits(const Limits& limits, const std::vector<std::string_view>& times, const Clock& clock) {
    WatchedDose dose = watched("ibuprofen", {});
    dose.dose.limits = limits;
    for (const auto time : times) dose.intakes.push_back(intake(time, clock, 1));
    return dose;
}

std::string possible(const Limits& limits, const std::vector<std::string_view>& times, std::string_view now) {
    const Clock clock = clock_at(now);
    const auto dose = as_needed_now(with_limits(limits, times, clock), clock);
    if (!dose) return "none";
    return (dose->at ? spell_moment(*dose->at).substr(0, 16) : std::string{"never"}) + " " +
           spell(dose->next.in_window) + (dose->counts() ? " counts" : "");
}

constexpr Limits three_a_day{.most = epsom::Count{3}, .window = 24h, .gap = 4h};

}  // namespace

TEST_CASE("what is taken as needed is possible when gap and window allow it, and the window rolls") {
    CHECK(possible(three_a_day, {}, "2026-11-20T12:00") == "2026-11-20T12:00 0");
    CHECK(possible(three_a_day, {"2026-11-20T09:00"}, "2026-11-20T12:00") == "2026-11-20T13:00 1 counts");
    CHECK(possible(three_a_day, {"2026-11-20T09:00"}, "2026-11-20T13:00") == "2026-11-20T13:00 1 counts");
    const std::vector<std::string_view> three{"2026-11-19T20:00", "2026-11-20T01:00", "2026-11-20T07:00"};
    CHECK(possible(three_a_day, three, "2026-11-20T12:00") == "2026-11-20T20:00 3 counts");
    CHECK(possible(three_a_day, three, "2026-11-20T19:59") == "2026-11-20T20:00 3 counts");
    CHECK(possible(three_a_day, three, "2026-11-20T20:00") == "2026-11-20T20:00 2 counts");
    CHECK(possible(three_a_day, three, "2026-11-21T07:00") == "2026-11-21T07:00 0");
    CHECK(possible({.gap = 4h}, {"2026-11-20T09:00"}, "2026-11-20T12:59") == "2026-11-20T13:00 0 counts");
    CHECK(possible({.gap = 4h}, {"2026-11-20T09:00"}, "2026-11-20T13:00") == "2026-11-20T13:00 0");
    CHECK(possible({.most = epsom::Count::from_thousandths(500), .window = 24h}, {}, "2026-11-20T12:00") == "never 0");
}

TEST_CASE("a dose without limits, with times of its own, or paused, has nothing of that") {
    const Clock clock = clock_at("2026-11-20T12:00");
    CHECK_FALSE(as_needed_now(watched("calm", {}), clock));
    WatchedDose scheduled = watched("calm", {9h});
    scheduled.dose.limits = three_a_day;
    CHECK_FALSE(as_needed_now(scheduled, clock));
    WatchedDose paused = watched("calm", {});
    paused.dose.limits = three_a_day;
    CHECK(as_needed_now(paused, clock));
    paused.dose.plan.pauses = {Pause{test::day("2026-11-20"), {}}};
    CHECK_FALSE(as_needed_now(paused, clock));
}
