// Every day of 2020 to 2030 by the clocks of twelve zones, with their real changes, as the C library knows them.

#include <array>
#include <cstdlib>
#include <ctime>
#include <optional>

#include <doctest/doctest.h>

#include "epsom/domain/plan/schedule.hpp"
#include "epsom/domain/time/period.hpp"
#include "zones.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

constexpr std::array zone_names{"Asia/Kolkata", "Australia/Adelaide", "Australia/Lord_Howe", "Asia/Kathmandu",
    "Pacific/Chatham", "Africa/Casablanca", "America/St_Johns", "Europe/Berlin", "America/New_York", "Asia/Tehran",
    "America/Santiago", "Antarctica/Troll"};

/// The process's zone while it lives.
class InZone {
public:
    explicit InZone(const char* name) {
        if (const char* before = std::getenv("TZ")) before_ = before;
        setenv("TZ", name, 1);
        tzset();
    }
    InZone(const InZone&) = delete;
    InZone& operator=(const InZone&) = delete;
    ~InZone() {
        if (before_) setenv("TZ", before_->c_str(), 1);
        else unsetenv("TZ");
        tzset();
    }
    [[nodiscard]] Zone zone() const {
        return Zone{[](Instant at) -> seconds {
            const std::time_t time = at.time_since_epoch().count();
            std::tm local{};
            localtime_r(&time, &local);
            return seconds{local.tm_gmtoff};
        }};
    }

private:
    std::optional<std::string> before_;
};

/// How often the offset of `zone` grows or shrinks from one day to the next.
struct Changes {
    int forward = 0, back = 0;
};
Changes changes(const Zone& zone, Day from, Day to) {
    Changes count;
    const Instant end{to.time_since_epoch()};
    for (Instant at{from.time_since_epoch()}; at < end; at += 24h) {
        const auto before = zone.at(at).offset, after = zone.at(at + 24h).offset;
        count.forward += after > before ? 1 : 0;
        count.back += after < before ? 1 : 0;
    }
    return count;
}

Plan morning_noon_and_night() {
    Schedule schedule{.rule = Daily{}, .from = day("2019-12-01")};
    for (const minutes time : {30min, 2h + 15min, 3h + 59min, 4h + 0min, 12h + 0min, 23h + 59min})
        schedule.times.push_back({time, Count{1}});
    return Plan{.schedules = {schedule}};
}

}  // namespace

TEST_CASE("the zones of these tests change their clocks in both directions, or never") {
    if (InZone{"Europe/Berlin"}.zone().at(utc("2026-07-01T12:00")).offset != 2h) {
        MESSAGE("no time zones on this machine: skipped");
        return;
    }
    for (const std::string name : zone_names) {
        CAPTURE(name);
        const InZone in{name.c_str()};
        const auto [forward, back] = changes(in.zone(), day("2020-01-01"), day("2031-01-01"));
        if (name == "Asia/Kolkata" || name == "Asia/Kathmandu") CHECK(forward + back == 0);
        else CHECK((forward >= 2 && back >= 2));
    }
}

TEST_CASE(
    "by every zone's clock each moment of 2020 to 2030 is spelled, read back and counted for a day that never goes "
    "back by more than a clock change") {
    const Clock later{utc("2032-01-01T00:00"), Zone::fixed(0s), 0min};
    for (const char* name : zone_names) {
        const InZone in{name};
        CAPTURE(name);
        for (const minutes day_start : {0min, 240min}) {
            const Clock clock{later.now, in.zone(), day_start};
            Day before = clock.day_of(clock.zone.at(utc("2020-01-01T00:00")));
            for (Instant at = utc("2020-01-01T00:00"); at < utc("2031-01-01T00:00"); at += 187min) {
                const Moment moment = clock.zone.at(at);
                REQUIRE(*parse_moment(spell_moment(moment), later) == moment);
                const Day on = clock.day_of(moment);
                REQUIRE(on - before <= days{1});  // none is skipped
                REQUIRE(on - before >= -days{1});
                before = on;
                // What the wall clock shows is found again, at the first time that it does.
                const auto found = clock.zone.resolve(moment.local());
                REQUIRE((found && found->local() == moment.local() && found->at <= at));
            }
        }
    }
}

TEST_CASE("by every zone's clock each day of 2020 to 2030 has its slots once, in order, on that day") {
    const Plan plan = morning_noon_and_night();
    for (const char* name : zone_names) {
        const InZone in{name};
        CAPTURE(name);
        for (const minutes day_start : {0min, 240min}) {
            const Clock clock{utc("2031-06-01T00:00"), in.zone(), day_start};
            Instant last{};
            for (Day on = day("2020-01-01"); on <= day("2030-12-31"); on += days{1}) {
                const auto slots = slots_on(plan, on, clock);
                REQUIRE(slots.size() == plan.schedules.front().times.size());
                for (const Slot& slot : slots) {
                    REQUIRE(slot.day == on);
                    REQUIRE(clock.zone.at(slot.at.at) == slot.at);
                    REQUIRE(slot.at.at >= last);
                    last = slot.at.at;
                    // On time unless the clocks skip it, and then at the first moment after.
                    const LocalTime planned{
                        (on + (slot.time < day_start ? days{1} : days{0})).time_since_epoch() + slot.time};
                    const auto exists = clock.zone.resolve(planned);
                    if (exists) REQUIRE(*exists == slot.at);
                    else REQUIRE((slot.at.local() > planned && slot.at.local() <= planned + 2h));
                }
            }
        }
    }
}

TEST_CASE("Samoa's day that never was has slots after it, and no moment that cannot be read back") {
    const auto check = [](const Zone& zone) {
        const Clock clock{utc("2012-02-01T00:00"), zone, 4h};
        Plan plan = morning_noon_and_night();
        plan.schedules.front().from = day("2011-12-01");
        Instant last{};
        for (Day on = day("2011-12-20"); on <= day("2012-01-10"); on += days{1}) {
            const auto slots = slots_on(plan, on, clock);
            CHECK(slots.size() == 6);
            for (const Slot& slot : slots) {
                REQUIRE(slot.at.at >= last);
                last = slot.at.at;
            }
        }
        for (Instant at = utc("2011-12-20T00:00"); at < utc("2012-01-10T00:00"); at += 7min) {
            const Moment moment = zone.at(at);
            REQUIRE(*parse_moment(spell_moment(moment), clock) == moment);
            REQUIRE(spell_day(Day{std::chrono::floor<days>(moment.local())}) != "2011-12-30");
        }
    };
    check(samoa());
    // The same of the machine's own data, where it has some.
    const InZone in{"Pacific/Apia"};
    if (in.zone().at(utc("2011-12-30T09:00")).offset == -10h) check(in.zone());
}

TEST_CASE("each day of 2020 to 2030 is in exactly one week, month and year, and is the next one's yesterday") {
    for (Day on = day("2020-01-01"); on <= day("2030-12-31"); on += days{1}) {
        for (const Span span : {Span::day, Span::week, Span::month, Span::year}) {
            const DayRange range = span_around(on, span);
            REQUIRE(range.contains(on));
            REQUIRE(span_around(range.from, span) == range);
            REQUIRE(span_around(range.to, span) == range);
            REQUIRE(span_around(range.to + days{1}, span).from == range.to + days{1});
            REQUIRE(*parse_period(spell_span(on, span), range.to) == Period{range.from, range.to});
        }
        REQUIRE(*parse_period("yesterday", on + days{1}) == Period{on, on});
    }
}
