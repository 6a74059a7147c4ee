#include "epsom/domain/time/period.hpp"

#include <random>

#include <doctest/doctest.h>

#include "zones.hpp"

using namespace epsom;
using epsom::test::day;
using std::chrono::days;

namespace {

/// A Friday in ISO week 47.
const Day today = day("2026-11-20");

std::string period(std::string_view text, Day on = today) {
    return epsom::test::answer(parse_period(text, on), [](const Period& found) {
        return (found.from ? spell_day(*found.from) : "the first entry") + ".." + spell_day(found.to);
    });
}
std::string span(std::string_view on, Span which) { return spell_range(span_around(day(on), which)); }

}  // namespace

TEST_CASE("a period may be named") {
    CHECK(period("today") == "2026-11-20..2026-11-20");
    CHECK(period("yesterday") == "2026-11-19..2026-11-19");
    CHECK(period("week") == "2026-11-16..2026-11-20");
    CHECK(period("last-week") == "2026-11-09..2026-11-15");
    CHECK(period("month") == "2026-11-01..2026-11-20");
    CHECK(period("last-month") == "2026-10-01..2026-10-31");
    CHECK(period("year") == "2026-01-01..2026-11-20");
    CHECK(period("last-year") == "2025-01-01..2025-12-31");
    CHECK(period("all") == "the first entry..2026-11-20");
}

TEST_CASE("a period may be the last so many days, weeks, months or years, today included") {
    CHECK(period("1d") == "2026-11-20..2026-11-20");
    CHECK(period("7d") == "2026-11-14..2026-11-20");
    CHECK(period("4w") == "2026-10-24..2026-11-20");
    CHECK(period("6m") == "2026-05-21..2026-11-20");
    CHECK(period("1m") == "2026-10-21..2026-11-20");
    CHECK(period("2y") == "2024-11-21..2026-11-20");
}

TEST_CASE("months before a day that a month lacks end on its last") {
    CHECK(period("1m", day("2026-03-31")) == "2026-03-01..2026-03-31");
    CHECK(period("1m", day("2026-07-31")) == "2026-07-01..2026-07-31");
    CHECK(period("12m", day("2028-02-29")) == "2027-03-01..2028-02-29");
    CHECK(period("1y", day("2028-02-29")) == "2027-03-01..2028-02-29");
}

TEST_CASE("a period may be a year, quarter, month, week or day of the calendar") {
    CHECK(period("2025") == "2025-01-01..2025-12-31");
    CHECK(period("2026-q3") == "2026-07-01..2026-09-30");
    CHECK(period("2026-Q1") == "2026-01-01..2026-03-31");
    CHECK(period("2026-10") == "2026-10-01..2026-10-31");
    CHECK(period("2024-02") == "2024-02-01..2024-02-29");
    CHECK(period("2026-W42") == "2026-10-12..2026-10-18");
    CHECK(period("2026-w01") == "2025-12-29..2026-01-04");
    CHECK(period("2020-W53") == "2020-12-28..2021-01-03");
    CHECK(period("2026-10-05") == "2026-10-05..2026-10-05");
}

TEST_CASE("a range includes both of its ends, each a day or a period") {
    CHECK(period("2026-10-05..2026-10-12") == "2026-10-05..2026-10-12");
    CHECK(period("2026-10-05..2026-10-05") == "2026-10-05..2026-10-05");
    CHECK(period("2026-08..2026-09") == "2026-08-01..2026-09-30");
    CHECK(period("2026-W40..yesterday") == "2026-09-28..2026-11-19");
    CHECK(period("last-month..today") == "2026-10-01..2026-11-20");
    CHECK(period("2026-10-05..") == "2026-10-05..2026-11-20");
    CHECK(period("last-week..") == "2026-11-09..2026-11-20");
}

TEST_CASE("days after today are left out") {
    CHECK(period("2026") == "2026-01-01..2026-11-20");
    CHECK(period("2026-11") == "2026-11-01..2026-11-20");
    CHECK(period("2026-W47") == "2026-11-16..2026-11-20");
    CHECK(period("2026-q4") == "2026-10-01..2026-11-20");
    CHECK(period("2026-11-10..2027-01-01") == "2026-11-10..2026-11-20");
}

TEST_CASE("capitals and blanks around a period do not matter") {
    CHECK(period(" Last-Week ") == "2026-11-09..2026-11-15");
    CHECK(period("7D") == "2026-11-14..2026-11-20");
    CHECK(period("ALL") == "the first entry..2026-11-20");
}

TEST_CASE("a period wholly after today is refused") {
    for (const auto text :
        {"2027", "2026-12", "2026-W48", "2026-11-21", "2026-11-21..", "2026-11-21..2026-11-30", "2027-q1"}) {
        CHECK(period(text) ==
              "'" + std::string{text} + "' starts after today, 2026-11-20 | use a period up to today, such as 7d");
    }
}

TEST_CASE("a range that ends before it starts is refused, with the two the other way round") {
    const auto refused = [](const std::string& first, const std::string& second) {
        const std::string text = first + ".." + second;
        CHECK(period(text) == "'" + text + "' ends before it starts | did you mean '" + second + ".." + first + "'?");
    };
    refused("2026-10-12", "2026-10-05");
    refused("today", "yesterday");
    refused("2026-10", "2026-09");
}

TEST_CASE("a range without a first day is refused") {
    CHECK(period("..2026-10-01") == "'..2026-10-01' has no first day | use 2026-10-05..2026-10-12 or all");
    CHECK(period("..") == "'..' has no first day | use 2026-10-05..2026-10-12 or all");
}

TEST_CASE("no days, or more than two hundred years of them, are refused") {
    CHECK(period("0d") == "'0d' is an empty period | use a period such as 7d, 4w or 6m");
    CHECK(period("99999d") == "'99999d' is more than 200 years | use a period such as 7d, 4w or 6m");
    CHECK(period("201y") == "'201y' is more than 200 years | use a period such as 7d, 4w or 6m");
}

TEST_CASE("what the calendar lacks is no period") {
    for (const auto text :
        {"2026-13", "2026-00", "2026-02-29", "2026-W54", "2025-W53", "2026-W00", "2026-q5", "2026-q0", "2026-1", "202",
            "20260101", "0000", "-7d", "7", "7.5d", "d", "7 d", "", "2026-10-05...", "2026-10-05..x", "x.."}) {
        const auto found = parse_period(text, today);
        REQUIRE_MESSAGE(!found, text);
        CHECK(found.error().message.ends_with("is not a period"));
        CHECK_FALSE(found.error().hint.empty());
    }
}

TEST_CASE("a refused period is quoted as it was typed") {
    CHECK(period("2026-W54").starts_with("'2026-W54' is not a period | use today, week,"));
}

TEST_CASE("a misspelled period is suggested") {
    CHECK(period("lst-week") == "'lst-week' is not a period | did you mean 'last-week'?");
}

TEST_CASE("a day is part of its week, month and year") {
    CHECK(span("2026-11-20", Span::day) == "2026-11-20");
    CHECK(span("2026-11-20", Span::week) == "2026-11-16..2026-11-22");
    CHECK(span("2026-11-20", Span::month) == "2026-11-01..2026-11-30");
    CHECK(span("2026-11-20", Span::year) == "2026-01-01..2026-12-31");
    CHECK(span("2027-01-01", Span::week) == "2026-12-28..2027-01-03");
    CHECK(span("2024-02-10", Span::month) == "2024-02-01..2024-02-29");
}

TEST_CASE("spans are spelled as periods are typed") {
    CHECK(spell_span(day("2026-11-20"), Span::day) == "2026-11-20");
    CHECK(spell_span(day("2026-11-20"), Span::week) == "2026-W47");
    CHECK(spell_span(day("2027-01-01"), Span::week) == "2026-W53");
    CHECK(spell_span(day("2026-01-05"), Span::week) == "2026-W02");
    CHECK(spell_span(day("2026-11-20"), Span::month) == "2026-11");
    CHECK(spell_span(day("2026-11-20"), Span::year) == "2026");
}

TEST_CASE("a spelled span is the period of the same days") {
    const Day end = day("2031-12-31");
    for (Day on = day("2019-12-20"); on < day("2031-01-10"); on += days{3}) {
        for (const Span which : {Span::day, Span::week, Span::month, Span::year}) {
            const auto found = parse_period(spell_span(on, which), end);
            REQUIRE(found);
            REQUIRE(DayRange{*found->from, found->to} == span_around(on, which));
        }
    }
}

TEST_CASE("a range knows its days") {
    const DayRange range{day("2026-10-19"), day("2026-11-01")};
    CHECK(range.days() == 14);
    CHECK(range.contains(day("2026-10-19")));
    CHECK(range.contains(day("2026-11-01")));
    CHECK_FALSE(range.contains(day("2026-11-02")));
    CHECK(spell_range(range) == "2026-10-19..2026-11-01");
    CHECK(spell_range({today, today}) == "2026-11-20");
}
