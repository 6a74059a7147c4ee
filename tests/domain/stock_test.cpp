#include "epsom/domain/plan/stock.hpp"

#include <algorithm>

#include "epsom/domain/check.hpp"
#include "epsom/text/text.hpp"
#include "schedule_fixture.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

/// 2 capsules a serving, at 08:00 and 21:00.
Dose calm() {
    Dose dose;
    dose.name = "calm";
    dose.serving = {Count{2}, "capsules"};
    dose.plan = plan_of(daily("2026-11-01", {8h, 21h}));
    return dose;
}
std::string runs_out(const Dose& dose, int units, const Case& on_file) {
    const auto found = run_out_day(dose, Count{units}, on_file.history(), on_file.clock);
    return found ? spell_day(*found) : "never";
}
std::string runs_out(const Dose& dose, int units, std::string_view now) {
    return runs_out(dose, units, Case{dose.plan, clock_at(now)});
}

}  // namespace

TEST_CASE("a stock is set or added to") {
    CHECK(*parse_stock("60") == StockChange{false, Count{60}});
    CHECK(*parse_stock("+30") == StockChange{true, Count{30}});
    CHECK(*parse_stock("0") == StockChange{false, Count{0}});
    CHECK(*parse_stock("12.5") == StockChange{false, Count::from_thousandths(12'500)});
    CHECK(*parse_stock("12.5000") == StockChange{false, Count::from_thousandths(12'500)});
    CHECK(*restocked(Count{12}, *parse_stock("+30")) == Count{42});
    CHECK(*restocked(Count{12}, *parse_stock("60")) == Count{60});
    CHECK(*restocked({}, *parse_stock("+30")) == Count{30});
}

TEST_CASE("a stock that is none is refused") {
    CHECK(parse_stock("-5").error().message == "'-5' is negative");
    CHECK(parse_stock("+-5").error().message == "'+-5' is negative");
    for (const auto text : {"", "+", "many", "1e3", "0x10", "1,5", ".5", "60 capsules", "5.", "++5"}) {
        CHECK(parse_stock(text).error().message == "'" + std::string{text} + "' is not a number of units");
    }
    CHECK(parse_stock("0.0001").error().message == "'0.0001' has more than 3 decimals");
    CHECK(parse_stock("1000001").error().message == "supply '1000001' exceeds the limit of 1000000");
    CHECK(parse_stock("99999999999999999999999999").error().message ==
          "supply '99999999999999999999999999' exceeds the limit of 1000000");
    CHECK(parse_stock("+0").error().message == "'+0' adds nothing");
    CHECK(restocked(largest_stock, *parse_stock("+1")).error().message ==
          "supply '1000001' exceeds the limit of 1000000");
}

TEST_CASE("the stock falls with each intake, and not below zero") {
    const std::vector<DoseIntake> intakes{{1, {}, {}, Count{1}}, {2, {}, {}, Count::from_thousandths(500)}};
    CHECK(units_left(calm(), Count{60}, intakes) == Count{57});
    CHECK(units_left(calm(), Count{2}, intakes) == Count{0});
    CHECK(units_left(calm(), Count{60}, {}) == Count{60});
    CHECK(units_over(calm(), Count{60}, intakes) == Count{0});
    CHECK(units_over(calm(), Count{3}, intakes) == Count{0});
    CHECK(units_over(calm(), Count{2}, intakes) == Count{1});
}

TEST_CASE("a stock runs out on the first day with a slot that it does not cover") {
    CHECK(runs_out(calm(), 4, "2026-11-20T07:00") == "2026-11-21");
    CHECK(runs_out(calm(), 3, "2026-11-20T07:00") == "2026-11-20");
    CHECK(runs_out(calm(), 60, "2026-11-20T07:00") == "2026-12-05");
    CHECK(runs_out(calm(), 0, "2026-11-20T07:00") == "2026-11-20");
}

TEST_CASE("of today only the slots that are undecided need stock") {
    CHECK(runs_out(calm(), 2, "2026-11-20T12:00") == "2026-11-21");  // 08:00 was missed
    Case on_file{calm().plan, clock_at("2026-11-20T07:00")};
    on_file.skip("2026-11-20", 21h);
    CHECK(runs_out(calm(), 2, on_file) == "2026-11-21");
    on_file.take({"2026-11-20T06:59"});
    CHECK(runs_out(calm(), 0, on_file) == "2026-11-21");
}

TEST_CASE("a slot of yesterday that is still due needs stock today") {
    auto dose = calm();
    dose.plan = plan_of(daily("2026-11-01", {23h + 30min}));
    CHECK(runs_out(dose, 0, "2026-11-21T00:30") == "2026-11-21");
    CHECK(runs_out(dose, 2, "2026-11-21T00:30") == "2026-11-21");
    CHECK(runs_out(dose, 4, "2026-11-21T00:30") == "2026-11-22");
    CHECK(runs_out(dose, 2, "2026-11-21T01:31") == "2026-11-22");
}

TEST_CASE("a stock lasts over days without slots") {
    auto dose = calm();
    dose.plan.schedules.front().rule = Cycle{21, 7};
    CHECK(runs_out(dose, 8, "2026-11-20T07:00") == "2026-11-29");
    dose.plan.pauses = {{day("2026-11-21"), day("2026-12-10")}};
    CHECK(runs_out(dose, 8, "2026-11-20T07:00") == "2026-12-12");
}

TEST_CASE("a later schedule is taken into account") {
    auto dose = calm();
    dose.plan = replanned(dose.plan, daily("2026-11-22", {8h, 12h, 16h, 21h}));
    CHECK(runs_out(dose, 16, "2026-11-20T07:00") == "2026-11-23");
}

TEST_CASE("an interval runs on from the last intake") {
    auto dose = calm();
    dose.plan = plan_of(Schedule{.times = {{8h, Count{1}}}, .rule = Interval{24h, {}}, .from = day("2026-11-01")});
    Case on_file{dose.plan, clock_at("2026-11-20T12:00")};
    on_file.take({"2026-11-20T10:00"});
    CHECK(runs_out(dose, 4, on_file) == "2026-11-23");
    CHECK(runs_out(dose, 400, on_file) == "2027-06-09");
}

TEST_CASE("a stock without a plan, and one for more than ten years, do not run out") {
    auto dose = calm();
    CHECK(runs_out(dose, 100'000, "2026-11-20T07:00") == "never");
    dose.plan = {};
    CHECK(runs_out(dose, 0, "2026-11-20T07:00") == "never");
    dose.plan = plan_of(daily("2026-11-01", {8h}));
    dose.plan.schedules.front().until = day("2026-11-25");
    CHECK(runs_out(dose, 12, "2026-11-20T07:00") == "never");
    CHECK(runs_out(dose, 11, "2026-11-20T07:00") == "2026-11-25");
}

TEST_CASE("a stock is enough until a day, or says what is missing") {
    const Case on_file{calm().plan, clock_at("2026-11-20T12:00")};
    const auto until = [&](int units, std::string_view last) {
        return enough_until(calm(), Count{units}, day(last), on_file.history(), on_file.clock);
    };
    CHECK(until(60, "2026-12-04").needed == Count{58});
    CHECK(until(60, "2026-12-04").enough());
    CHECK(until(60, "2026-12-05").missing == Count{2});
    CHECK(!until(60, "2026-12-05").enough());
    CHECK(until(0, "2026-11-20").missing == Count{2});
    CHECK(until(0, "2026-11-19").enough());
    CHECK(until(0, "2027-01-31").missing == Count{2 + 72 * 4});
}

TEST_CASE("more stock never runs out sooner, and is enough until the day before") {
    std::mt19937 random{365};
    for (int trial = 0; trial < 60; ++trial) {
        auto dose = calm();
        dose.plan = some_plan(random, day("2026-03-01"));
        Case on_file{dose.plan, clock_at("2026-03-10T12:00", berlin(), minutes{60 * pick(random, 0, 4)})};
        if (pick(random, 0, 1) == 0) on_file.take({"2026-03-09T20:00", "2026-03-10T09:00"});
        const Day horizon = on_file.clock.today() + days{3653};
        std::optional<Day> before = day("2026-03-10");
        for (const int units : {0, 1, 2, 3, 5, 8, 13, 60, 300, 1000}) {
            const auto found = run_out_day(dose, Count{units}, on_file.history(), on_file.clock);
            if (found) {
                REQUIRE(before);
                REQUIRE(*before <= *found);
                REQUIRE(enough_until(dose, Count{units}, *found - days{1}, on_file.history(), on_file.clock).enough());
                REQUIRE(!enough_until(dose, Count{units}, *found, on_file.history(), on_file.clock).enough());
            } else {
                REQUIRE(enough_until(dose, Count{units}, horizon, on_file.history(), on_file.clock).enough());
            }
            before = found;
        }
    }
}

TEST_CASE("an expiry is a day or the last day of a month") {
    const auto read = [](std::string_view text) {
        const auto day = parse_expiry(text);
        return !day ? day.error().message : *day ? spell_day(**day) : "none";
    };
    CHECK(read("2027-03") == "2027-03-31");
    CHECK(read("2028-02") == "2028-02-29");
    CHECK(read("03/2027") == "2027-03-31");
    CHECK(read(" 2027-03-15 ") == "2027-03-15");
    CHECK(read("2020-01") == "2020-01-31");
    CHECK(read("None") == "none");
    for (const char* text : {"", "2027", "03/27", "2027-13", "13/2027", "2027-02-30", "2027/03", "soon", "0a/2027"})
        CHECK(read(text) == in_quotes(text) + " is not a day or a month");
}

TEST_CASE("a time before a supply runs out is in days or weeks") {
    CHECK(*parse_low("14d") == std::chrono::days{14});
    CHECK(*parse_low("2w") == std::chrono::days{14});
    CHECK(*parse_low("none") == std::nullopt);
    for (const char* text : {"", "0d", "14", "-1d", "soon", "367d"}) CHECK_FALSE(parse_low(text));
}

TEST_CASE("a supply is reported its own time before it runs out or expires, unless another is asked for") {
    Dose dose;
    dose.name = "calm";
    dose.uuid = "u";
    dose.plan = *parse_plan("at 21:00 from 2026-11-01");
    const Clock clock{utc("2026-11-20T08:00"), Zone::fixed(seconds{0}), minutes{0}};
    const auto found = [&](std::optional<minutes> lead = {}) {
        const WatchedDose watched{dose, {}, {}, {}};
        std::string text;
        for (const Finding& finding : stock_findings(std::vector{watched}, clock, lead))
            text += (text.empty() ? "" : "; ") + std::string{finding.code.key} + " " + finding.since;
        return text;
    };
    constexpr minutes day{24 * 60};
    CHECK(found().empty());
    dose.stock = Count{10};
    CHECK(found().empty());
    CHECK(found(10 * day) == "stock-low 2026-11-20");
    dose.low = std::chrono::days{10};
    CHECK(found() == "stock-low 2026-11-20");
    CHECK(found(9 * day).empty());
    dose.stock = Count{1000};
    for (int ahead = -3; ahead <= 20; ++ahead) {
        const Day last = clock.today() + std::chrono::days{ahead};
        dose.expires = last;
        CAPTURE(ahead);
        CHECK(found() == (ahead < 0        ? "expired " + spell_day(last + std::chrono::days{1})
                             : ahead <= 10 ? "expires " + spell_day(last - std::chrono::days{10})
                                           : ""));
        CHECK(found(3 * day).empty() == (ahead > 3));
    }
    dose.expires = clock.today();
    dose.stock = Count{0};
    CHECK(found() == "stock-out 2026-11-20");
    dose.stock = std::nullopt;
    CHECK(found() == "expires 2026-11-10");
}
