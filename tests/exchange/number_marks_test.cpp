#include "exchange/number_marks.hpp"

#include <doctest/doctest.h>

using namespace epsom::exchange;

namespace {

/// The cell by itself, in a table that fields are separated in by ';'.
std::string alone(std::string_view cell) {
    NumberMarks marks;
    marks.learn(cell);
    const auto ambiguous = marks.two_readings(cell);
    return ambiguous ? ambiguous->hint : marks.plain(cell);
}

}  // namespace

TEST_CASE("a number with one reading is read so, wherever its point and comma are from") {
    CHECK(alone("200") == "200");
    CHECK(alone("187.5") == "187.5");
    CHECK(alone("187,5 mg") == "187.5 mg");
    CHECK(alone("150,00") == "150.00");
    CHECK(alone("1,241.2") == "1241.2");
    CHECK(alone("1.241,2") == "1241.2");
    CHECK(alone("1,234,567") == "1234567");
    CHECK(alone("1.234.567,5") == "1234567.5");
    CHECK(alone("0,125") == "0.125");
    CHECK(alone("1500,125") == "1500.125");
    CHECK(alone("1\xC2\xA0"
                "241") == "1241");
    CHECK(alone("1\xE2\x80\xAF"
                "241.5") == "1241.5");
    CHECK(alone("1'241.20") == "1241.20");
    CHECK(alone("1\xE2\x80\x99"
                "241") == "1241");
    CHECK(alone("2 capsules") == "2 capsules");
    CHECK(alone("2\u202F500 mg") == "2500 mg");
    CHECK(alone("much") == "much");
    CHECK(alone("") == "");
    // What is not a number stays as it is, and is refused by whoever reads it.
    CHECK(alone("1,2,3") == "1,2,3");
    CHECK(alone("12,34.5") == "12,34.5");
    CHECK(alone("1.2.3") == "1.2.3");
    CHECK(alone("-1,5") == "-1,5");
}

TEST_CASE("a number with two readings waits for a cell that has one") {
    CHECK(alone("1,500") == "use 1500 or 1.5");
    CHECK(alone("1.500 mg") == "use 1500 or 1.5");
    CHECK(alone("1.125") == "use 1125 or 1.1250");
    CHECK(alone("1,000") == "use 1000 or 1");
    for (const std::string point : {"0.5", "1,241.2", "1,234,567"}) {
        NumberMarks marks;
        marks.learn(point);
        CHECK(marks.plain("1,500") == "1500");
        CHECK(marks.plain("1.500") == "1.500");
    }
    for (const std::string comma : {"0,5", "1.241,2", "1.234.567"}) {
        NumberMarks marks;
        marks.learn(comma);
        CHECK(marks.plain("1,500") == "1.500");
        CHECK(marks.plain("1.500") == "1500");
    }
    NumberMarks both;
    both.learn("0,5");
    both.learn("0.5");
    CHECK(both.is_open("1,500"));
    CHECK(both.is_open("1.500"));
    CHECK(both.plain("1,5") == "1.5");
}

TEST_CASE("a number needs others where three digits follow its only mark") {
    const NumberMarks marks;
    for (const std::string_view cell : {"1.234", "1,234", "123,456 mg", "12.500"}) CHECK(marks.needs_others(cell));
    for (const std::string_view cell : {"", "200", "12.5", "1.2345", "0.125", "0,500", "1234.567", "1,234,567",
             "1,234.5", ".500", "1.23a", "mg 1,234"})
        CHECK_FALSE(marks.needs_others(cell));
    CHECK_FALSE(NumberMarks{.no_thousands = true}.needs_others("1.234"));
}

TEST_CASE("a plain blank is never taken for a thousands mark, as it may be two of 500 mg") {
    const std::string hint = "leave the blank out where it marks thousands";
    CHECK(alone("2 500 mg") == hint);
    CHECK(alone("2 500") == hint);
    CHECK(alone("1 241,2") == hint);
    CHECK(alone("2 500 000") == hint);
    CHECK(alone("2 50 mg") == "2 50 mg");
    CHECK(alone("2026 500") == "2026 500");
    const NumberMarks marks;
    CHECK(marks.two_readings("2 500 mg")->message == "ambiguous blank in '2 500 mg'");
}

TEST_CASE("between commas a point is a decimal one until a cell shows otherwise") {
    NumberMarks marks{.comma_separates = true};
    CHECK_FALSE(marks.is_open("1.125"));
    CHECK(marks.is_assumed("1.125"));
    CHECK(marks.plain("1.125") == "1.125");
    CHECK(marks.is_open("1,125"));
    marks.learn("150,00");
    CHECK(marks.plain("1.125") == "1125");
    CHECK_FALSE(marks.is_assumed("1.125"));
}

TEST_CASE("a program without thousands leaves nothing open") {
    const NumberMarks marks{.no_thousands = true};
    CHECK_FALSE(marks.is_open("1,113"));
    CHECK(marks.plain("1,113") == "1.113");
    CHECK(marks.plain("1.113") == "1.113");
}
