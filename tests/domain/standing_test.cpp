#include "schedule_fixture.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "epsom/domain/check.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

Lines standing_at(const Case& dose) { return shown(standing(dose.plan, dose.history(), dose.clock)); }

std::string matched(const Case& dose, std::string_view moment) {
    const auto [slot, on] =
        match_slot(dose.plan, dose.clock.zone.at(*parse_instant(moment, dose.clock.zone)), dose.history(), dose.clock);
    return (slot ? spell_day(slot->day).substr(8) + " " + spell_time_of_day(slot->time) : "none") + ", counts for " +
           spell_day(on).substr(8);
}

}  // namespace

TEST_CASE(
    "a slot is due until its grace ends and missed until its day ends or twelve hours have passed, midnight or not") {
    Case bed{plan_of(daily("2026-11-20", {22h + 30min}))};
    const auto at = [&](std::string_view now) {
        bed.clock = clock_at(now);
        return standing_at(bed);
    };
    CHECK(at("2026-11-20T22:29").empty());
    CHECK(at("2026-11-20T22:30") == Lines{"20 22:30 due"});
    CHECK(at("2026-11-21T00:30") == Lines{"20 22:30 due"});
    CHECK(at("2026-11-21T00:31") == Lines{"20 22:30 missed"});
    CHECK(at("2026-11-21T10:29") == Lines{"20 22:30 missed"});
    CHECK(at("2026-11-21T10:30").empty());
    Case morning{plan_of(daily("2026-11-20", {8h}))};
    morning.clock = clock_at("2026-11-20T23:59");
    CHECK(standing_at(morning) == Lines{"20 08:00 missed"});
    morning.clock = clock_at("2026-11-21T00:00");
    CHECK(standing_at(morning).empty());
}

TEST_CASE("what comes due within the lead stands open, over midnight too") {
    Case bed{plan_of(daily("2026-11-20", {10min, 22h + 30min})), clock_at("2026-11-20T23:55")};
    bed.skip("2026-11-20", 10min);
    CHECK(shown(standing(bed.plan, bed.history(), bed.clock, 20min)) == Lines{"20 22:30 due", "21 00:10 open"});
    CHECK(shown(standing(bed.plan, bed.history(), bed.clock, 14min)) == Lines{"20 22:30 due"});
}

TEST_CASE("an intake takes the earliest slot that is due, though another one is nearer") {
    Case dose{plan_of(daily("2026-11-01", {8h, 11h})), clock_at("2026-11-20T12:00")};
    CHECK(matched(dose, "2026-11-20T09:40") == "20 08:00, counts for 20");  // 80 min before 11:00, 100 after 08:00
    dose.take({"2026-11-20T09:40"});
    CHECK(dose.today() == Lines{"20 08:00 taken", "20 11:00 due"});
}

TEST_CASE("an intake with nothing due takes the nearest slot within twelve hours") {
    Case dose{plan_of(daily("2026-11-01", {22h + 30min})), clock_at("2026-11-20T23:00")};
    CHECK(matched(dose, "2026-11-20T00:40") == "19 22:30, counts for 19");
    CHECK(matched(dose, "2026-11-20T10:00") == "19 22:30, counts for 19");
    CHECK(matched(dose, "2026-11-20T10:25") == "19 22:30, counts for 19");
    CHECK(matched(dose, "2026-11-20T10:31") == "20 22:30, counts for 20");
    dose.take({"2026-11-19T22:40"});
    CHECK(matched(dose, "2026-11-20T00:40") == "none, counts for 20");
    CHECK(matched(dose, "2026-11-20T10:29") == "none, counts for 20");
    CHECK(matched(dose, "2026-11-20T10:30") == "20 22:30, counts for 20");
}

TEST_CASE("an intake late on its own day takes that day's slot, however late") {
    Case dose{plan_of(daily("2026-11-01", {8h})), clock_at("2026-11-20T23:30")};
    dose.take({"2026-11-20T23:00"});
    CHECK(dose.today() == Lines{"20 08:00 late"});
}

TEST_CASE("an intake shortly before midnight may take a slot shortly after it") {
    Case dose{plan_of(daily("2026-11-01", {5min})), clock_at("2026-11-20T23:59")};
    dose.take({"2026-11-20T00:10"});
    CHECK(matched(dose, "2026-11-20T23:50") == "21 00:05, counts for 20");
    CHECK(matched(dose, "2026-11-20T21:50") == "none, counts for 20");  // more than its grace ahead
    dose.take({"2026-11-20T23:50"});
    CHECK(dose.on("2026-11-20", "2026-11-21") == Lines{"20 00:05 taken", "21 00:05 taken"});
}

TEST_CASE("an intake that counts for an earlier day leaves the slots of its own day alone") {
    Case dose{plan_of(daily("2026-11-01", {22h + 30min})), clock_at("2026-11-21T09:00")};
    dose.intakes = {
        {1, dose.clock.zone.at(utc("2026-11-19T23:40")), day("2026-11-19"), Count{1}}};  // 00:40 on the 20th
    CHECK(dose.on("2026-11-19", "2026-11-20") == Lines{"19 22:30 late", "20 22:30 missed"});
}

TEST_CASE("with a day named, only its slots are looked at") {
    Case dose{plan_of(daily("2026-11-01", {7h, 22h + 30min})), clock_at("2026-11-20T07:30")};
    CHECK(matched(dose, "2026-11-20T07:30") == "20 07:00, counts for 20");
    const auto evening = match_slot(dose.plan, dose.clock.moment(), dose.history(), dose.clock, day("2026-11-19"));
    REQUIRE(evening.slot);
    CHECK(spell_time_of_day(evening.slot->time) == "22:30");
    CHECK(evening.day == day("2026-11-19"));
}

TEST_CASE("skipping a day takes its earliest undecided slot") {
    Case dose{plan_of(daily("2026-11-01", {8h, 21h})), clock_at("2026-11-20T12:00")};
    const auto skips = [&](std::string_view on) {
        const auto slot = slot_to_skip(dose.plan, dose.history(), dose.clock, day(on));
        return slot ? spell_time_of_day(slot->time) : "none";
    };
    CHECK(skips("2026-11-12") == "08:00");
    dose.skip("2026-11-12", 8h);
    CHECK(skips("2026-11-12") == "21:00");
    dose.skip("2026-11-12", 21h);
    CHECK(skips("2026-11-12") == "none");
    CHECK(skips("2026-10-31") == "none");
}

namespace {

/// A dose that lives through some weeks: what the program would know at each moment, and what it said.
struct Life {
    std::mt19937& random;
    Case dose;
    Instant start;
    bool backdates = false;  // logs intakes later, which lets others take other slots
    std::map<std::string, Instant> said{};
    std::set<Day> resumed_on{};                // what was taken while these days were still paused is not announced
    std::map<std::int64_t, Instant> logged{};  // when an intake was written down
    Life* leader = nullptr;                    // another dose, which this one follows

    /// The leader as this dose sees it, with all of its history or as much as a command reads.
    [[nodiscard]] std::vector<Leader> led_by(bool whole) const {
        if (leader == nullptr) return {};
        const Case& other = leader->dose;
        const Instant from = history_begins(Dose{.plan = dose.plan}, dose.clock.now);
        return {{"leader", other.plan, whole ? other.intakes : since(other.intakes, from), other.skips, {}}};
    }
    static std::vector<DoseIntake> since(std::vector<DoseIntake> all, Instant from) {
        std::ranges::sort(all, {}, [](const DoseIntake& one) { return std::pair{one.moment.at, one.id}; });
        auto first = std::ranges::lower_bound(all, from, {}, [](const DoseIntake& one) { return one.moment.at; });
        if (first != all.begin()) --first;
        return {first, all.end()};
    }

    /// As much as a command reads: three days, the latest intake before them, and all skips.
    [[nodiscard]] WatchedDose watched() const {
        WatchedDose result{Dose{.uuid = "u", .name = "d", .plan = dose.plan}, {}, dose.skips, {}};
        result.intakes = since(dose.intakes, history_begins(result.dose, dose.clock.now));
        result.leaders = led_by(false);
        return result;
    }
    void take(Instant at, Day on) {
        const auto id = static_cast<std::int64_t>(dose.intakes.size()) + 1;
        dose.intakes.push_back({id, dose.clock.zone.at(at), on, Count{1}});
        logged[id] = dose.clock.now;
    }
    void log(Instant at) {
        take(at, match_slot(dose.plan, dose.clock.zone.at(at), watched().history(), dose.clock).day);
    }
    void log_due() {
        for (const Outcome& outcome : watched().standing(dose.clock)) {
            if (outcome.state == SlotState::due) take(dose.clock.now, day_counted(outcome.slot, dose.clock.today()));
        }
    }
    void skip() {
        const auto slot = slot_to_skip(dose.plan, watched().history(), dose.clock);
        if (slot) dose.skips.push_back({.day = slot->day, .time = slot->time, .at = dose.clock.now});
    }
    void act() {
        switch (pick(random, 0, 199)) {
            case 0: log(dose.clock.now); break;
            case 1: log(dose.clock.now - minutes{backdates ? pick(random, 1, 120) : 0}); break;
            case 2: skip(); break;
            case 3:
            case 4:
                log_due();
                REQUIRE(due().empty());
                break;
            case 5:
                if (pick(random, 0, 9) != 0) break;
                if (auto plan = paused(dose.plan, {dose.clock.today(), dose.clock.today() + days{pick(random, 0, 2)}}))
                    dose.plan = *plan;
                break;
            case 6:
                if (auto plan = resumed(dose.plan, dose.clock); plan && pick(random, 0, 9) == 0) {
                    dose.plan = *plan;
                    resumed_on.insert(dose.clock.today());
                }
                break;
            default: break;
        }
    }
    [[nodiscard]] std::vector<Outcome> due() const {
        auto all = watched().standing(dose.clock);
        std::erase_if(all, [](const Outcome& outcome) { return outcome.state != SlotState::due; });
        return all;
    }
    static std::string key(const Slot& slot) { return spell_day(slot.day) + " " + spell_time_of_day(slot.time); }

    /// The answers of `check`, `log --due`, `log skip`, `dose show` and `report adherence` at one moment.
    void compare() {
        dose.leaders = led_by(true);
        const WatchedDose now = watched();
        const auto standing = now.standing(dose.clock);
        std::vector<Slot> due, missed;
        for (const Outcome& outcome : standing)
            (outcome.state == SlotState::due ? due : missed).push_back(outcome.slot);
        const std::vector<WatchedDose> one{now};
        REQUIRE(due_findings(one, dose.clock, 0min).size() == due.size());
        REQUIRE(missed_findings(one, dose.clock).size() == missed.size());
        for (const Outcome& outcome : standing) said.emplace(key(outcome.slot), dose.clock.now);
        const auto next = next_slot(dose.plan, now.history(), dose.clock);
        if (!due.empty()) REQUIRE((next && next->slot == due.front() && next->state == SlotState::due));
        if (due.empty() && next) REQUIRE((next->state == SlotState::open && next->slot.at.at > dose.clock.now));
        const auto skipped = slot_to_skip(dose.plan, now.history(), dose.clock);
        if (!due.empty()) REQUIRE((skipped && *skipped == due.front()));
        if (due.empty() && !missed.empty()) REQUIRE(skipped);
        const DayRange whole{dose.clock.day_of(dose.clock.zone.at(start)) - days{60}, dose.clock.today()};
        const auto all = outcomes(dose.plan, whole, dose.history(), dose.clock);
        for (const Outcome& outcome : all) {
            const auto found = std::ranges::find(standing, outcome.slot, &Outcome::slot);
            if (outcome.state == SlotState::due) REQUIRE(found != standing.end());
            if (found != standing.end()) REQUIRE(*found == outcome);
        }
        REQUIRE(adherence(dose.plan, whole, dose.history(), dose.clock).waiting ==
                static_cast<int>(std::ranges::count(all, SlotState::due, &Outcome::state)));
    }
};

}  // namespace

TEST_CASE(
    "check, log --due, log skip, dose show and adherence agree at every moment, and every slot is announced or taken "
    "before") {
    std::mt19937 random{20261119};
    const char* const many = std::getenv("EPSOM_LIVES");  // NOLINT(concurrency-mt-unsafe)
    const int lives = many == nullptr ? 8 : std::atoi(many);
    struct Start {
        std::string_view at;
        Zone zone;
    };
    const std::array starts{Start{"2026-10-18T00:00", berlin()}, Start{"2026-03-22T00:00", berlin()},
        Start{"2026-09-27T00:00", lord_howe()}};
    for (int life = 0; life < lives; ++life) {
        const auto& [from, zone] = starts[static_cast<std::size_t>(life) % starts.size()];
        Clock begins = clock_at(from, zone, minutes{60 * pick(random, 0, 4)});
        begins.now += minutes{pick(random, 0, 4)};
        Life one{random, Case{some_plan(random, begins.today()), begins}, begins.now, life % 3 == 1};
        if (life % 2 == 0)
            one.dose.plan = plan_of(
                daily(spell_day(begins.today()), {minutes{pick(random, 0, 1200)}, minutes{pick(random, 1201, 1439)}}));
        Life leader{random,
            Case{plan_of(daily(
                     spell_day(begins.today()), {minutes{pick(random, 0, 700)}, minutes{pick(random, 701, 1439)}})),
                begins},
            begins.now, life % 3 == 1};
        if (life % 4 == 1) {
            one.dose.plan = plan_of({.rule = After{"leader", minutes{pick(random, 1, 1439)}}, .from = begins.today()});
        }
        one.leader = &leader;
        CAPTURE(life);
        CAPTURE(spell(one.dose.plan));
        for (int tick = 0; tick < 14 * 288; ++tick, one.dose.clock.now += 5min) {
            CAPTURE(spell_moment(one.dose.clock.moment()));
            leader.dose.clock.now = one.dose.clock.now;
            leader.act();
            one.act();
            if (tick % 12 == 0 || pick(random, 0, 5) == 0) one.compare();
            else
                for (const Outcome& outcome : one.watched().standing(one.dose.clock))
                    one.said.emplace(Life::key(outcome.slot), one.dose.clock.now);
        }
        one.dose.leaders = one.led_by(true);
        const DayRange lived{begins.today() + days{1}, one.dose.clock.today() - days{2}};
        for (const Outcome& outcome : outcomes(one.dose.plan, lived, one.dose.history(), one.dose.clock)) {
            CAPTURE(Life::key(outcome.slot));
            CAPTURE(spell(outcome.state));
            REQUIRE(outcome.state != SlotState::open);
            if (!outcome.slot.of_interval) REQUIRE(outcome.state != SlotState::due);
            if (one.said.contains(Life::key(outcome.slot))) continue;
            REQUIRE(outcome.state != SlotState::missed);
            REQUIRE(outcome.state != SlotState::due);
            const bool announces = !one.backdates && !one.resumed_on.contains(outcome.slot.day) &&
                                   !leader.resumed_on.contains(outcome.slot.day);
            if (outcome.intake && announces) REQUIRE(one.logged.at(outcome.intake->id) <= outcome.slot.at.at + 5min);
        }
    }
}
