#include "epsom/domain/person.hpp"

#include <doctest/doctest.h>

#include "zones.hpp"

using namespace epsom;
using epsom::test::day;
using std::chrono::days;

namespace {

int months(std::string_view born, std::string_view on) { return completed_months(day(born), day(on)); }

}  // namespace

TEST_CASE("a month is completed on the day of the month of birth") {
    CHECK(months("2024-05-10", "2025-05-09") == 11);
    CHECK(months("2024-05-10", "2025-05-10") == 12);
    CHECK(months("1995-10-25", "2026-10-24") == 371);
    CHECK(months("1995-10-25", "2026-10-25") == 372);
}

TEST_CASE("on the day of birth no month is completed") {
    CHECK(months("2025-06-15", "2025-06-15") == 0);
    CHECK(months("2025-06-15", "2025-07-14") == 0);
    CHECK(months("2025-06-15", "2025-07-15") == 1);
}

TEST_CASE("29 February birthdays fall on 1 March in other years") {
    CHECK(months("2008-02-29", "2022-02-28") == 167);
    CHECK(months("2008-02-29", "2022-03-01") == 168);
}

TEST_CASE("29 February birthdays fall on 29 February in leap years") {
    CHECK(months("2008-02-29", "2024-02-28") == 191);
    CHECK(months("2008-02-29", "2024-02-29") == 192);
    CHECK(months("2000-02-29", "2100-02-28") == 1199);  // 2100 is no leap year
    CHECK(months("2000-02-29", "2100-03-01") == 1200);
}

TEST_CASE("who is born on the 31st completes a short month on the first of the next") {
    CHECK(months("2025-08-31", "2026-02-28") == 5);
    CHECK(months("2025-08-31", "2026-03-01") == 6);
    CHECK(months("2025-08-31", "2025-09-30") == 0);
    CHECK(months("2025-08-31", "2025-10-01") == 1);
    CHECK(months("2025-08-31", "2025-10-31") == 2);
}

TEST_CASE("before birth the age is negative") {
    CHECK(months("2025-06-15", "2025-06-14") == -1);
    CHECK(months("2025-06-15", "2024-06-15") == -12);
}

TEST_CASE("an age never falls from one day to the next, and rises by a month at most") {
    for (const auto born : {"2008-02-29", "2007-12-31", "2009-01-30", "2010-06-15"}) {
        int before = completed_months(day(born), day(born));
        for (Day on = day(born); on < day(born) + days{4000}; on += days{1}) {
            const int now = completed_months(day(born), on);
            REQUIRE((now == before || now == before + 1));
            before = now;
        }
    }
}

TEST_CASE("a life stage holds from its first day to its last, both included") {
    Person person;
    person.stages = {{LifeStage::pregnant, day("2026-03-01"), day("2026-11-20")}};
    CHECK(person.stage_on(day("2026-02-28")) == LifeStage::none);
    CHECK(person.stage_on(day("2026-03-01")) == LifeStage::pregnant);
    CHECK(person.stage_on(day("2026-11-20")) == LifeStage::pregnant);
    CHECK(person.stage_on(day("2026-11-21")) == LifeStage::none);
}

TEST_CASE("a life stage without an end lasts") {
    Person person;
    person.stages = {{LifeStage::lactating, day("2026-11-20"), std::nullopt}};
    CHECK(person.stage_on(day("2030-01-01")) == LifeStage::lactating);
}

TEST_CASE("of several life stages the one that began last holds") {
    Person person;
    person.stages = {{LifeStage::lactating, day("2026-11-20"), std::nullopt},
        {LifeStage::pregnant, day("2026-03-01"), std::nullopt}};
    CHECK(person.stage_on(day("2026-11-19")) == LifeStage::pregnant);
    CHECK(person.stage_on(day("2026-11-20")) == LifeStage::lactating);
}

TEST_CASE("of two life stages that began together the one recorded last holds") {
    Person person;
    person.stages = {{LifeStage::pregnant, day("2026-03-01"), std::nullopt},
        {LifeStage::lactating, day("2026-03-01"), std::nullopt}};
    CHECK(person.stage_on(day("2026-03-01")) == LifeStage::lactating);
}

TEST_CASE("stages overlap when they share a day, and one that begins on the same day is the same stage") {
    const std::vector<Stage> stages{{LifeStage::pregnant, day("2026-03-01"), day("2026-11-09")},
        {LifeStage::lactating, day("2026-11-10"), std::nullopt}};
    const auto in_the_way = [&stages](LifeStage stage, std::string_view from, std::string_view until) {
        const Stage* found =
            overlapping(stages, {stage, day(from), until.empty() ? std::nullopt : std::optional{day(until)}});
        return found == nullptr ? "none" : std::string{spell(found->stage)};
    };
    CHECK(in_the_way(LifeStage::pregnant, "2025-01-01", "2026-02-28") == "none");
    CHECK(in_the_way(LifeStage::pregnant, "2025-01-01", "2026-03-01") == "pregnant");
    CHECK(in_the_way(LifeStage::lactating, "2026-11-09", "2026-11-09") == "pregnant");
    CHECK(in_the_way(LifeStage::pregnant, "2027-01-01", "") == "lactating");
    CHECK(in_the_way(LifeStage::pregnant, "2026-03-01", "2026-10-31") == "none");
    CHECK(in_the_way(LifeStage::pregnant, "2026-03-01", "") == "lactating");
    CHECK(in_the_way(LifeStage::lactating, "2026-03-01", "2026-03-01") == "pregnant");
    CHECK(in_the_way(LifeStage::lactating, "2026-11-10", "2027-05-01") == "none");
}
