#include "epsom/domain/time/day_meant.hpp"

#include <random>

#include <doctest/doctest.h>

#include "zones.hpp"

using namespace epsom;

namespace {

std::string days_in(std::string_view text) {
    std::string found;
    for (const Day day : days_meant(text)) found += (found.empty() ? "" : " or ") + spell_day(day);
    return found.empty() ? "none" : found;
}

}  // namespace

TEST_CASE("a day that is written in another way is that day") {
    for (const char* text : {"1980-05-17", "1980-5-17", "1980/05/17", "1980.5.17", "19800517", "05/17/1980",
             "17/05/1980", "17.05.1980", "17.5.1980", "5-17-1980", "May 17 1980", "may 17, 1980", "17 May 1980",
             "17th of may 1980", "17-may-1980", "1980 May 17", " MAY 17th, 1980 "}) {
        CAPTURE(std::string{text});
        if (std::string_view{text}.find(" of ") != std::string_view::npos) CHECK(days_in(text) == "none");
        else CHECK(days_in(text) == "1980-05-17");
    }
}

TEST_CASE("where the month can be either number there are two days, and dots put the day first") {
    CHECK(days_in("05/06/1980") == "1980-05-06 or 1980-06-05");
    CHECK(days_in("5-6-1980") == "1980-05-06 or 1980-06-05");
    CHECK(days_in("05.06.1980") == "1980-06-05");
    CHECK(days_in("05/05/1980") == "1980-05-05");
}

TEST_CASE("what is no day of the calendar, or has no year of four digits, is none") {
    for (const char* text : {"", "1980", "May 1980", "05/17/80", "30 Feb 1980", "31/04/1981", "13/13/1980",
             "ma 17 1980", "1.2.3.1980", "2026-10-01..2026-10-02", "17 17 May", "99999999", "0000-01-01", "yesterday",
             "a/b/c", "1980-05-17T10:00"}) {
        CAPTURE(std::string{text});
        CHECK(days_in(text) == "none");
    }
}

TEST_CASE("every day is found in each way of writing it, also beside the reading that is not meant") {
    std::mt19937 random{20261129};
    for (int trial = 0; trial < 2000; ++trial) {
        const Day day{std::chrono::days{static_cast<int>(random() % 60'000)}};
        const std::string iso = spell_day(day);
        const std::string year = iso.substr(0, 4), month = iso.substr(5, 2), date = iso.substr(8, 2);
        for (const std::string& text : {iso, year + month + date, month + "/" + date + "/" + year,
                 date + "/" + month + "/" + year, date + "." + month + "." + year}) {
            const auto found = days_meant(text);
            CAPTURE(text);
            REQUIRE(std::ranges::find(found, day) != found.end());
            REQUIRE(found.size() <= 2);
        }
    }
}
