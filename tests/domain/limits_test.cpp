#include "schedule_fixture.hpp"

#include <algorithm>

using namespace epsom;
using namespace epsom::test;

namespace {

const Clock here = clock_at("2026-11-20T12:00");
Instant at(std::string_view local) { return *parse_instant(local, here.zone); }

std::vector<DoseIntake> taken(std::initializer_list<std::string_view> moments) {
    std::vector<DoseIntake> intakes;
    for (const auto moment : moments)
        intakes.push_back(intake(moment, here, static_cast<std::int64_t>(intakes.size()) + 1));
    return intakes;
}

}  // namespace

TEST_CASE("a limit is servings in a rolling time") {
    CHECK(*parse_max("3/24h") == Limits{.most = Count{3}, .window = 24h});
    CHECK(*parse_max("0.5 / 2d") == Limits{.most = Count::from_thousandths(500), .window = 48h});
    CHECK(spell_max(*parse_max("3/24h")) == "3/24h");
    CHECK(*parse_max(spell_max(*parse_max("3/24h"))) == *parse_max("3/24h"));
    CHECK(spell_max(Limits{}).empty());
}

TEST_CASE("a limit that is none is refused") {
    for (const auto text : {"3", "/24h", "x/24h", "-1/24h", "2x/24h"}) {
        CHECK(parse_max(text).error().message == "'" + std::string{text} + "' is not a limit");
    }
    CHECK(parse_max("0/24h").error().message == "'0' is zero");
    CHECK(parse_max("3/").error().message == "'3/' has no duration after the slash");
    CHECK(parse_max("3/0h").error().message == "'3/0h' has no duration after the slash");
    CHECK(parse_max("3/400d").error().message == "'3/400d' exceeds one year");
    CHECK(parse_gap("0h").error().message == "duration '0h' is zero");
    CHECK(parse_gap("400d").error().message == "'400d' exceeds one year");
    CHECK(*parse_gap("4h") == 4h);
}

TEST_CASE("without limits anything is possible now") {
    const auto next = next_possible(Limits{}, taken({"2026-11-20T11:59"}), at("2026-11-20T12:00"));
    CHECK(next.limit == LimitKind::none);
    CHECK(next.at == at("2026-11-20T12:00"));
    CHECK(why(next, Limits{}).empty());
    CHECK(!Limits{}.any());
}

TEST_CASE("the next intake waits until the oldest has left the window") {
    const Limits limits = *parse_max("3/24h");
    const auto intakes = taken({"2026-11-20T08:00", "2026-11-19T18:30", "2026-11-20T11:00"});
    const auto next = next_possible(limits, intakes, at("2026-11-20T12:00"));
    CHECK(next.limit == LimitKind::most);
    CHECK(next.at == at("2026-11-20T18:30"));
    CHECK(next.in_window == Count{3});
    CHECK(why(next, limits) == "the limit is 3 in 24h, and the dose at 2026-11-19 18:30 counts until then");
}

TEST_CASE("what was taken exactly a window ago counts no more") {
    const Limits limits = *parse_max("1/24h");
    CHECK(next_possible(limits, taken({"2026-11-19T12:00"}), at("2026-11-20T12:00")).limit == LimitKind::none);
    CHECK(next_possible(limits, taken({"2026-11-19T12:01"}), at("2026-11-20T12:00")).at == at("2026-11-20T12:01"));
}

TEST_CASE("a window is elapsed time: on the night of the clock change it ends an hour earlier on the clock") {
    const Limits limits = *parse_max("1/24h");
    const auto next = next_possible(limits, taken({"2026-10-24T20:00"}), at("2026-10-25T10:00"));
    CHECK(spell_moment(here.zone.at(*next.at)) == "2026-10-25T19:00:00+01:00");
}

TEST_CASE("servings count, not intakes") {
    const Limits limits = *parse_max("3/24h");
    auto intakes = taken({"2026-11-20T08:00", "2026-11-20T10:00"});
    intakes[0].servings = Count{2};
    CHECK(next_possible(limits, intakes, at("2026-11-20T12:00")).at == at("2026-11-21T08:00"));
    CHECK(next_possible(limits, intakes, at("2026-11-20T12:00"), Count{3}).at == at("2026-11-21T10:00"));
    intakes.pop_back();
    CHECK(next_possible(limits, intakes, at("2026-11-20T12:00")).limit == LimitKind::none);
    CHECK(next_possible(limits, intakes, at("2026-11-20T12:00"), Count{2}).at == at("2026-11-21T08:00"));
}

TEST_CASE("more than a window ever allows is never possible") {
    const Limits limits = *parse_max("3/24h");
    const auto next = next_possible(limits, {}, at("2026-11-20T12:00"), Count{4});
    CHECK(next.limit == LimitKind::too_much);
    CHECK(!next.at);
    CHECK(why(next, limits) == "the limit is 3 in 24h");
}

TEST_CASE("the next intake keeps the gap to the last") {
    const Limits limits{.gap = 4h};
    const auto next = next_possible(limits, taken({"2026-11-20T10:30", "2026-11-20T02:00"}), at("2026-11-20T12:00"));
    CHECK(next.limit == LimitKind::gap);
    CHECK(next.at == at("2026-11-20T14:30"));
    CHECK(why(next, limits) == "minimum 4h between doses, and one was taken at 2026-11-20 10:30");
    CHECK(next_possible(limits, taken({"2026-11-20T08:00"}), at("2026-11-20T12:00")).limit == LimitKind::none);
    CHECK(next_possible(limits, taken({"2026-11-20T12:00"}), at("2026-11-20T12:00")).at == at("2026-11-20T16:00"));
}

TEST_CASE("of a gap and a window the later one decides") {
    const Limits limits{.most = Count{2}, .window = 6h, .gap = 4h};
    CHECK(next_possible(limits, taken({"2026-11-20T07:00", "2026-11-20T11:00"}), at("2026-11-20T12:00")).at ==
          at("2026-11-20T15:00"));
    CHECK(next_possible(limits, taken({"2026-11-20T11:00", "2026-11-20T11:30"}), at("2026-11-20T12:00")).at ==
          at("2026-11-20T17:00"));
}

TEST_CASE("a forgotten intake is judged by those after it, too") {
    const Limits limits{.most = Count{2}, .window = 24h, .gap = 1h};
    const auto later = taken({"2026-11-20T13:00", "2026-11-20T20:00"});
    CHECK(next_possible(limits, later, at("2026-11-20T12:30")).at == at("2026-11-21T13:00"));
    CHECK(next_possible(Limits{.gap = 1h}, later, at("2026-11-20T12:30")).at == at("2026-11-20T14:00"));
}

TEST_CASE("the next possible moment keeps all limits, and no earlier one does") {
    std::mt19937 random{3};
    const auto allowed = [](const Limits& limits, std::vector<DoseIntake> intakes, Instant moment, Count servings) {
        for (const auto& other : intakes) {
            const auto apart = other.moment.at > moment ? other.moment.at - moment : moment - other.moment.at;
            if (apart < limits.gap) return false;
        }
        if (!limits.most) return true;
        intakes.push_back({99, {moment, 0s}, {}, servings});
        for (const auto& end : intakes) {
            Count sum{0};
            bool holds_new = false;
            for (const auto& one : intakes) {
                if (one.moment.at > end.moment.at || end.moment.at - one.moment.at >= limits.window) continue;
                sum = sum + one.servings;
                holds_new = holds_new || one.id == 99;
            }
            if (holds_new && sum > *limits.most) return false;
        }
        return true;
    };
    for (int trial = 0; trial < 500; ++trial) {
        Limits limits;
        if (pick(random, 0, 3) > 0)
            limits = {.most = Count{pick(random, 1, 4)}, .window = minutes{pick(random, 1, 12)}};
        if (pick(random, 0, 1) > 0) limits.gap = minutes{pick(random, 1, 5)};
        std::vector<DoseIntake> intakes;
        for (int n = pick(random, 0, 8); n > 0; --n)
            intakes.push_back({n, {Instant{minutes{pick(random, 0, 30)}}, 0s}, {}, Count{pick(random, 1, 2)}});
        const Instant asked{minutes{pick(random, 0, 35)}};
        const Count servings{pick(random, 1, 2)};
        const auto next = next_possible(limits, intakes, asked, servings);
        if (limits.most && servings > *limits.most) {
            REQUIRE(!next.at);
            continue;
        }
        REQUIRE(next.at);
        REQUIRE(allowed(limits, intakes, *next.at, servings));
        for (Instant earlier = asked; earlier < *next.at; earlier += 1min)
            REQUIRE(!allowed(limits, intakes, earlier, servings));
        std::ranges::shuffle(intakes, random);
        REQUIRE(next_possible(limits, intakes, asked, servings).at == next.at);
        REQUIRE((next.limit == LimitKind::none) == (*next.at == asked));
    }
}
