#include <algorithm>

#include "interaction_fixture.hpp"

using namespace epsom;
using namespace epsom::test;
using namespace epsom::test::taken;

namespace {

/// Where clocks change and where they do not.
struct Place {
    Zone zone;
    Instant around;
};
std::vector<Place> places() {
    return {{berlin(), utc("2026-11-20T00:00")}, {berlin(), utc("2026-03-29T01:00")},
        {berlin(), utc("2026-10-25T01:00")}, {samoa(), utc("2011-12-30T10:00")}};
}

std::string next(const TakenThing& thing, const std::vector<TakenThing>& others, std::string_view from,
    const RuleBook& rules = book()) {
    return spell_moment(berlin().at(next_good_time(thing, others, when(from).at, rules).at)).substr(0, 16);
}

}  // namespace

TEST_CASE("with nothing against it, the next good time is now") {
    CHECK(next(magnesium(), {}, "09:17") == "2026-11-20T09:17");
    CHECK(next(magnesium(), {medicine("levothyroxine", "04:00")}, "09:17") == "2026-11-20T09:17");
    CHECK(next_good_time(magnesium(), {}, when("09:17").at + 13s, book()).at == when("09:17").at + 13s);
    CHECK(next_good_time(magnesium(), {}, when("09:17").at, book()).waits.empty());
}

TEST_CASE("after levothyroxine at 07:00 magnesium is fine from 11:00") {
    const std::vector<TakenThing> others{medicine("levothyroxine", "07:00")};
    CHECK(next(magnesium(), others, "07:30") == "2026-11-20T11:00");
    const auto found = next_good_time(magnesium(), others, when("07:30").at, book());
    REQUIRE(found.waits.size() == 1);
    CHECK(found.waits.front().until == when("11:00").at);
    CHECK(found.waits.front().conflict.other.name == "levothyroxine");
}

TEST_CASE("a dose that is planned for later counts as well") {
    TakenThing planned = medicine("ciprofloxacin", "12:00");
    planned.planned = true;
    CHECK(next(magnesium(), {planned}, "10:30") == "2026-11-20T14:00");
    CHECK(next(magnesium(), {planned}, "06:00") == "2026-11-20T06:00");
    CHECK(next(magnesium(), {planned}, "06:01") == "2026-11-20T14:00");
}

TEST_CASE("one wait may end in another, and each is named") {
    const std::vector<TakenThing> others{
        medicine("doxycycline", "14:00"), medicine("levothyroxine", "07:00"), iron("12:00")};
    const auto found = next_good_time(magnesium(), others, when("08:00").at, book());
    CHECK(found.at == when("18:00").at);
    Lines waits;
    for (const Wait& wait : found.waits)
        waits.push_back(wait.conflict.other.name + " " + spell_time(berlin().at(wait.until).local()));
    CHECK(waits == Lines{"levothyroxine 11:00", "iron 16:00", "doxycycline 18:00"});
}

TEST_CASE("a gap that opens between two waits is found") {
    CHECK(next(magnesium(), {medicine("levothyroxine", "06:00"), medicine("levothyroxine", "14:00")}, "07:00") ==
          "2026-11-20T10:00");
    CHECK(next(magnesium(), {medicine("levothyroxine", "06:00"), medicine("levothyroxine", "13:59")}, "07:00") ==
          "2026-11-20T17:59");
}

TEST_CASE("after what is only constrained beforehand the next minute will do") {
    CHECK(next(medicine("alendronate"), {calcium("08:00")}, "07:45") == "2026-11-20T08:01");
    CHECK(next(medicine("alendronate"), {calcium("08:00")}, "07:30") == "2026-11-20T07:30");
}

TEST_CASE("gaps reach over midnight") {
    CHECK(too_near(magnesium("2026-11-21T01:00"), medicine("levothyroxine", "2026-11-20T22:00")));
    CHECK(next(magnesium(), {medicine("levothyroxine", "22:30")}, "23:00") == "2026-11-21T02:30");
}

TEST_CASE("gaps are elapsed time, whatever the clocks do") {
    // On 29 March 02:00 becomes 03:00, on 25 October 03:00 becomes 02:00.
    CHECK(too_near(magnesium("2026-03-29T04:30"), medicine("levothyroxine", "2026-03-29T00:00")));
    CHECK(next(magnesium(), {medicine("levothyroxine", "2026-03-29T00:00")}, "2026-03-29T01:00") == "2026-03-29T05:00");
    CHECK_FALSE(too_near(magnesium("2026-10-25T03:00"), medicine("levothyroxine", "2026-10-25T00:00")));
    CHECK(next(magnesium(), {medicine("levothyroxine", "2026-10-25T00:30")}, "2026-10-25T01:00") == "2026-10-25T03:30");
}

TEST_CASE("the next good time has no conflict, and no minute before it is free of one") {
    std::mt19937 random{20260321};
    int waited = 0;
    for (int trial = 0; trial < 240; ++trial) {
        const Place place = places()[static_cast<std::size_t>(trial % 4)];
        const auto others = some_things(random, pick(random, 1, 6), place.around, 10h, place.zone);
        std::vector<UserRule> own;
        if (pick(random, 0, 3) == 0)
            own.push_back(
                *make_user_rule("magnesium", others.front().name, std::to_string(pick(random, 1, 1500)) + "m"));
        const RuleBook rules = tables::rule_book(own);
        TakenThing thing = some_thing(random, place.around, 10h, place.zone);
        const Instant from = thing.at.at;
        const NextGood found = next_good_time(thing, others, from, rules);
        REQUIRE(found.at >= from);
        thing.at = place.zone.at(found.at);
        REQUIRE(conflicts(thing, others, rules).empty());
        REQUIRE((found.at == from) == found.waits.empty());
        if (found.at == from) continue;
        ++waited;
        REQUIRE(found.waits.back().until == found.at);
        REQUIRE(found.at == std::chrono::floor<minutes>(found.at));
        for (Instant at = from; at < found.at; at += minutes{pick(random, 1, 9)}) {
            thing.at = place.zone.at(at);
            REQUIRE_FALSE(conflicts(thing, others, rules).empty());
        }
        thing.at = place.zone.at(found.at - 1min);
        REQUIRE_FALSE(conflicts(thing, others, rules).empty());
    }
    CHECK(waited > 30);
}

TEST_CASE("a minute is closed where something is too near, and no other is") {
    std::mt19937 random{20261130};
    int closed_minutes = 0, open_minutes = 0;
    for (int trial = 0; trial < 120; ++trial) {
        const Place place = places()[static_cast<std::size_t>(trial % 4)];
        const auto others = some_things(random, pick(random, 1, 6), place.around, 10h, place.zone);
        TakenThing thing = some_thing(random, place.around, 10h, place.zone);
        const TimeSpan within{place.around - 10h, place.around + 10h};
        const auto spans = closed_times(thing, others, within, book());
        for (std::size_t i = 0; i < spans.size(); ++i) {
            REQUIRE(spans[i].from < spans[i].until);
            REQUIRE(within.from <= spans[i].from);
            REQUIRE(spans[i].until <= within.until);
            if (i > 0) REQUIRE(spans[i - 1].until < spans[i].from);
        }
        for (Instant at = within.from; at < within.until; at += minutes{pick(random, 1, 13)}) {
            thing.at = place.zone.at(at);
            const bool closed =
                std::ranges::any_of(spans, [at](const TimeSpan& span) { return span.from <= at && at < span.until; });
            REQUIRE(closed == !conflicts(thing, others, book()).empty());
            ++(closed ? closed_minutes : open_minutes);
        }
    }
    CHECK(closed_minutes > 500);
    CHECK(open_minutes > 500);
}

TEST_CASE("the order of the others never changes what is said") {
    std::mt19937 random{20260322};
    for (int trial = 0; trial < 300; ++trial) {
        const Place place = places()[static_cast<std::size_t>(trial % 4)];
        auto others = some_things(random, pick(random, 2, 8), place.around, 8h, place.zone);
        const TakenThing thing = some_thing(random, place.around, 8h, place.zone);
        const auto waits = [&] {
            Lines all;
            const NextGood found = next_good_time(thing, others, thing.at.at, book());
            for (const Wait& wait : found.waits) all.push_back(explain(wait));
            for (const Caution& caution : cautions(thing, others, book())) all.push_back(explain(thing, caution));
            all.push_back(spell_moment(place.zone.at(found.at)));
            return all;
        };
        const auto before = conflicts(thing, others, book());
        const auto waits_before = waits();
        std::ranges::shuffle(others, random);
        REQUIRE(conflicts(thing, others, book()) == before);
        REQUIRE(waits() == waits_before);
    }
}

TEST_CASE("what no rule is about can be left out, and nothing else can") {
    std::mt19937 random{20261126};
    std::size_t left_out = 0, kept = 0;
    const std::vector<UserRule> own{{"spinach", "iron", 90min}};
    for (int i = 0; i < 300; ++i) {
        const RuleBook rules = tables::rule_book(i % 2 == 0 ? std::span<const UserRule>{} : std::span{own});
        const auto others = some_things(random, 12, utc("2026-11-20T08:00"), 8h, berlin());
        const TakenThing thing = some_thing(random, utc("2026-11-20T08:00"), 1h, berlin());
        const auto few = in_rules_with(thing, others, rules);
        for (const TakenThing& other : others) {
            const bool is_kept = std::ranges::find(few, other) != few.end();
            CHECK(is_kept == !rules_between(thing, other, rules).empty());
            ++(is_kept ? kept : left_out);
        }
        CHECK(conflicts(thing, few, rules) == conflicts(thing, others, rules));
        CHECK(cautions(thing, few, rules).size() == cautions(thing, others, rules).size());
        CHECK(
            next_good_time(thing, few, thing.at.at, rules).at == next_good_time(thing, others, thing.at.at, rules).at);
    }
    CHECK(left_out > 500);
    CHECK(kept > 500);
}

TEST_CASE("two things are too near whichever of them is asked about") {
    std::mt19937 random{20260323};
    int near = 0;
    for (int trial = 0; trial < 3000; ++trial) {
        const Place place = places()[static_cast<std::size_t>(trial % 4)];
        const TakenThing a = some_thing(random, place.around, 4h, place.zone);
        TakenThing b = some_thing(random, place.around, 4h, place.zone);
        if (pick(random, 0, 9) == 0) b.at = a.at;
        const auto there = conflicts_of(a, b);
        const auto back = conflicts_of(b, a);
        REQUIRE(there.size() == back.size());
        if (there.empty()) continue;
        ++near;
        REQUIRE(there.front().apart == back.front().apart);
        REQUIRE(there.front().asked == back.front().asked);
        REQUIRE(gaps(there.front()) == gaps(back.front()));
        REQUIRE(explain(a, there.front()) == explain(b, back.front()));
    }
    CHECK(near > 300);
}

TEST_CASE("where the sources are symmetric, times may be exchanged") {
    std::mt19937 random{20260324};
    int symmetric = 0;
    for (int trial = 0; trial < 3000; ++trial) {
        TakenThing a = some_thing(random, utc("2026-10-25T01:00"), 4h, berlin());
        TakenThing b = some_thing(random, utc("2026-10-25T01:00"), 4h, berlin());
        const auto rules = rules_between(a, b, book());
        if (rules.empty() || !std::ranges::all_of(rules, [](const Match& match) { return match.spacing.symmetric(); }))
            continue;
        ++symmetric;
        const bool before = too_near(a, b);
        std::swap(a.at, b.at);
        REQUIRE(too_near(a, b) == before);
    }
    CHECK(symmetric > 100);
}

TEST_CASE("things moved together keep their distance") {
    std::mt19937 random{20260325};
    for (int trial = 0; trial < 1000; ++trial) {
        TakenThing a = some_thing(random, utc("2026-03-28T12:00"), 4h, berlin());
        TakenThing b = some_thing(random, utc("2026-03-28T12:00"), 4h, berlin());
        const bool before = too_near(a, b);
        const minutes shift{pick(random, 0, 2000)};
        a.at = berlin().at(a.at.at + shift);
        b.at = berlin().at(b.at.at + shift);
        REQUIRE(too_near(a, b) == before);
    }
}
