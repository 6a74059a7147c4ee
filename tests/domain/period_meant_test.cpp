#include "epsom/domain/time/period_meant.hpp"

#include <random>

#include <doctest/doctest.h>

#include "epsom/domain/time/period.hpp"
#include "zones.hpp"

using namespace epsom;
using epsom::test::day;

namespace {

std::string meant(std::string_view text) { return period_meant(text, day("2026-11-20")); }

}  // namespace

TEST_CASE("a period as people say it is one that epsom reads") {
    CHECK(meant("30") == "30d");
    CHECK(meant("30 days") == "30d");
    CHECK(meant("last 30 days") == "30d");
    CHECK(meant("the past 4 weeks") == "4w");
    CHECK(meant("6 months") == "6m");
    CHECK(meant("2yrs") == "2y");
    CHECK(meant("this month") == "month");
    CHECK(meant("Last Week") == "last-week");
    CHECK(meant("november") == "2026-11");
    CHECK(meant("december") == "2025-12");
    CHECK(meant("Oct 2024") == "2024-10");
    CHECK(meant("week 3") == "2026-W03");
    CHECK(meant("q3") == "2026-q3");
    CHECK(meant("11/19/2026") == "2026-11-19");
    CHECK(meant("19 Nov 2026") == "2026-11-19");
    CHECK(meant("2026-10-01 to 2026-10-31") == "2026-10-01..2026-10-31");
    CHECK(meant("october to november") == "2026-10..2026-11");
    CHECK(meant("everything") == "all");
}

TEST_CASE("what has two readings, lies ahead or is no period has no meaning") {
    for (const char* text : {"", "0", "-5", "2027", "q4 2027", "05/06/2026", "tomorrow", "iron", "week month",
             "next week", "..2026-10-01", "99999 days", "12/31/2026", "to", "1 to"}) {
        CAPTURE(std::string{text});
        CHECK(meant(text) == "");
    }
}

TEST_CASE("whatever is typed, what is meant can be read") {
    std::mt19937 random{20261129};
    constexpr std::array<std::string_view, 16> words{"last", "30", "days", "4", "weeks", "november", "2026", "to", "-",
        "this", "month", "q3", "11/19/2026", "..", "week", "0"};
    int found = 0;
    for (int trial = 0; trial < 5000; ++trial) {
        std::string text;
        for (auto left = random() % 5; left > 0; --left) text += std::string{words[random() % words.size()]} + " ";
        const std::string period = meant(text);
        if (period.empty()) continue;
        ++found;
        CAPTURE(text);
        REQUIRE(parse_period(period, day("2026-11-20")).has_value());
    }
    CHECK(found > 100);
}
