#include "epsom/domain/plan/repetition.hpp"

#include <doctest/doctest.h>

#include "zones.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

constexpr minutes morning_time{8 * 60}, evening_time{20 * 60};

Plan twice_a_day() {
    return {.schedules = {Schedule{.times = {{morning_time, Count{1}}, {evening_time, Count{1}}},
                .rule = Daily{},
                .from = day("2026-11-01")}}};
}

/// When `taken` was taken and `at` is logged: the number of the one that is repeated, or 0.
std::int64_t repeats(std::string_view taken, std::string_view at, const Plan& plan = twice_a_day()) {
    const Clock clock = clock_at(at);
    const Moment before = clock.zone.at(*parse_instant(taken, clock.zone));
    const DoseIntake intake{7, before, clock.day_of(before), Count{1}};
    const History history{std::span{&intake, 1}, {}};
    const auto found =
        repeated(clock.moment(), match_slot(plan, clock.moment(), history, clock).slot, plan, history, clock);
    return found ? found->id : 0;
}

Intake logged(std::int64_t id, std::string_view at, std::string_view what = "glycinate", Mass amount = 200_mg) {
    Intake intake{.id = id,
        .moment = berlin().at(*parse_instant(at, berlin())),
        .what = std::string{what},
        .kind = Taken::compound,
        .servings = Count{1}};
    intake.contents.push_back({Nutrient::magnesium, amount, "glycinate", Basis::label});
    return intake;
}

}  // namespace

TEST_CASE("a dose again with nothing due repeats the one before") {
    CHECK(repeats("2026-11-20T08:00", "2026-11-20T08:01") == 7);
    CHECK(repeats("2026-11-20T08:00", "2026-11-20T12:00") == 7);
    CHECK(repeats("2026-11-20T20:00", "2026-11-20T22:00") == 7);
}

TEST_CASE("a dose that is due, or nearly, repeats nothing") {
    CHECK(repeats("2026-11-20T08:00", "2026-11-20T20:00") == 0);
    CHECK(repeats("2026-11-20T08:00", "2026-11-20T19:00") == 0);
    CHECK(repeats("2026-11-19T20:00", "2026-11-20T08:10") == 0);
}

TEST_CASE("an earlier time than that of an entry repeats it where only one was due") {
    const Plan once{
        .schedules = {Schedule{.times = {{evening_time, Count{1}}}, .rule = Daily{}, .from = day("2026-11-01")}}};
    CHECK(repeats("2026-11-20T21:00", "2026-11-20T20:00", once) == 7);
    CHECK(repeats("2026-11-20T21:00", "2026-11-20T19:30", once) == 7);
    CHECK(repeats("2026-11-20T20:05", "2026-11-20T08:00") == 0);
    CHECK(repeats("2026-11-20T10:00", "2026-11-20T08:00") == 7);
    CHECK(repeats("2026-11-20T20:05", "2026-11-19T20:05", once) == 0);
}

TEST_CASE("what is taken as needed repeats nothing") {
    CHECK(repeats("2026-11-20T08:00", "2026-11-20T08:01", {}) == 0);
}

TEST_CASE("the same of the same within ten minutes is the same entry") {
    const Intake first = logged(1, "2026-11-20T21:05");
    CHECK(same_entry(logged(2, "2026-11-20T21:05"), first));
    CHECK(same_entry(logged(2, "2026-11-20T21:15"), first));
    CHECK(same_entry(logged(2, "2026-11-20T20:55"), first));
    CHECK_FALSE(same_entry(logged(2, "2026-11-20T21:16"), first));
    CHECK_FALSE(same_entry(logged(2, "2026-11-20T21:05", "glycinate", 100_mg), first));
    CHECK_FALSE(same_entry(logged(2, "2026-11-20T21:05", "citrate"), first));
    CHECK_FALSE(same_entry(first, first));
}
