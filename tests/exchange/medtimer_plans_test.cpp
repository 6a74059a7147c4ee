#include <doctest/doctest.h>

#include <array>
#include <map>
#include <random>

#include "epsom/text/text.hpp"
#include "exchange/reading.hpp"

using namespace epsom;
using namespace epsom::exchange;
using namespace epsom::test;

namespace {

std::string medicine_json(const std::string& name, const std::string& reminders, const std::string& more = "") {
    return R"({"medicine":{"name":")" + name + "\"" + more + R"(},"tags":[],"reminders":[)" + reminders + "]}";
}
std::string backup_of(const std::vector<std::string>& medicines) {
    return R"({"medicines":{"version":25,"list":[)" + joined(medicines, ",\n") +
           R"(]},"events":{"version":25,"list":[]}})";
}
Reading planned(const std::vector<std::string>& medicines) { return read("medtimer", backup_of(medicines)); }
/// The plan of a medicine of 100 mg, or what is said in its place; 2026-11-20 is today.
std::string plan_text(const std::string& reminders, const std::string& more = "") {
    const auto reading = planned({medicine_json("Magnesium 100 mg", reminders, more)});
    REQUIRE(reading.trouble() == "");
    const ImportedProduct& product = reading.products.at(0);
    std::string text;
    Plan plan{product.schedules, {}};
    for (Schedule& schedule : plan.schedules) schedule.since.reset();
    text = spell(plan);
    for (const ByHand& each : product.by_hand)
        text += (text.empty() ? "" : " | ") + each.why +
                (each.command.empty() ? "" : " -> " + each.command + " " + joined(each.options));
    return text;
}
std::string at(int minute, const std::string& more = "") {
    return R"({"timeInMinutes":)" + std::to_string(minute) + R"(,"amount":"1")" + more + "}";
}
const std::string week = R"(,"days":[true,true,true,true,true,false,false])";
const std::string weekend = R"(,"days":[false,false,false,false,false,true,true])";
constexpr int nov_20 = 20777;  // days since 1970

}  // namespace

TEST_CASE("MedTimer's reminders on different days, with different amounts, are one plan") {
    CHECK(spell_day(Day{std::chrono::days{nov_20}}) == "2026-11-20");
    CHECK(plan_text(at(480)) == "at 08:00 from 2026-11-20");
    CHECK(plan_text(at(420, week) + "," + at(540, weekend)) ==
          "at 07:00 on mon,tue,wed,thu,fri at 09:00 on sat,sun from 2026-11-20");
    CHECK(plan_text(R"({"timeInMinutes":480,"amount":"2"},{"timeInMinutes":1260,"amount":"0.5 tablets"})") ==
          "at 08:00x2,21:00x0.5 from 2026-11-20");
    CHECK(plan_text(R"({"timeInMinutes":480,"amount":"200 mg"})") == "at 08:00x2 from 2026-11-20");
    // Two reminders at one time are one with both amounts, on the days that have both.
    CHECK(plan_text(at(480) + "," + at(480)) == "at 08:00x2 from 2026-11-20");
    CHECK(plan_text(at(480) + "," + at(480, weekend)) ==
          "at 08:00 on mon,tue,wed,thu,fri at 08:00x2 on sat,sun from 2026-11-20");
    CHECK(plan_text(at(480, R"(,"activeDaysOfMonth":1073741825)")) == "at 08:00 on 1,31 from 2026-11-20");
    CHECK(plan_text(at(480, R"(,"activeDaysOfMonth":-1,"days":[])")) == "at 08:00 from 2026-11-20");
    CHECK(plan_text(at(480) + "," + at(481, R"(,"active":false)")) == "at 08:00 from 2026-11-20");
    CHECK(plan_text(at(481, R"(,"active":false)")) == "");
}

TEST_CASE("a reminder without a first day began when it was made") {
    const auto made = [](std::string_view time, const std::string& more = "") {
        return R"(,"createdTimestamp":)" + std::to_string(utc(time).time_since_epoch().count()) + more;
    };
    CHECK(plan_text(at(480, made("2026-11-10T06:30"))) == "at 08:00 from 2026-11-10");
    // It was made after the time of that day.
    CHECK(plan_text(at(480, made("2026-11-10T07:30"))) == "at 08:00 from 2026-11-11");
    CHECK(plan_text(at(480, week + made("2026-11-10T06:30"))) == "at 08:00 on mon,tue,wed,thu,fri from 2026-11-10");
    CHECK(plan_text(at(480, made("2026-11-10T06:30")) + "," + at(1200, made("2026-11-12T06:30"))) ==
          "at 08:00 from 2026-11-10; at 08:00,20:00 from 2026-11-12");
    CHECK(plan_text(at(480, made("2026-11-10T06:30", R"(,"periodStart":20774)"))) == "at 08:00 from 2026-11-17");
    CHECK(plan_text(at(480, made("2026-11-10T06:30", R"(,"periodEnd":20774)"))) ==
          "at 08:00 from 2026-11-10 until 2026-11-17");
    CHECK(plan_text(at(480, made("2027-11-10T06:30"))) == "at 08:00 from 2026-11-20");
    CHECK(plan_text(at(480, R"(,"createdTimestamp":0)")) == "at 08:00 from 2026-11-20");
}

TEST_CASE("periods of MedTimer's reminders are steps of a plan") {
    const auto step = [](int first, int last, int amount) {
        return R"({"timeInMinutes":480,"amount":")" + std::to_string(amount) + R"(","periodStart":)" +
               std::to_string(first) + R"(,"periodEnd":)" + std::to_string(last) + "}";
    };
    CHECK(plan_text(step(nov_20 - 3, nov_20 + 3, 3) + "," + step(nov_20 + 4, nov_20 + 10, 2) + "," +
                    step(nov_20 + 15, nov_20 + 21, 1)) ==
          "at 08:00x3 from 2026-11-17; at 08:00x2 from 2026-11-24 until 2026-11-30; "
          "at 08:00 from 2026-12-05 until 2026-12-11");
    // A second reminder for some days is added to the one that goes on.
    CHECK(plan_text(at(480) + "," + at(1260, R"(,"periodStart":20780,"periodEnd":20781)")) ==
          "at 08:00 from 2026-11-20; at 08:00,21:00 from 2026-11-23; at 08:00 from 2026-11-25");
    CHECK(plan_text(at(480, R"(,"periodEnd":20700)")) == "");
}

TEST_CASE("cycles of MedTimer go on as they are") {
    const auto cycle = [](int first, const std::string& more = "") {
        return R"(,"consecutiveDays":21,"pauseDays":7,"cycleStartDay":)" + std::to_string(first) + more;
    };
    CHECK(plan_text(at(480, cycle(nov_20 - 40))) == "at 08:00 cycle 21d/7d from 2026-10-11");
    CHECK(plan_text(at(480, cycle(nov_20 + 4))) == "at 08:00 cycle 21d/7d from 2026-11-24");
    // With other times the plan begins where the present round of the cycle did.
    CHECK(plan_text(at(480, cycle(nov_20 - 40)) + "," + at(1260)) ==
          "at 08:00 cycle 21d/7d at 21:00 on mon-sun from 2026-11-08");
    CHECK(plan_text(at(480, cycle(nov_20 - 40)) + "," + at(1260, cycle(nov_20 - 39))) ==
          "no schedule for 'Magnesium 100 mg', as its cycles begin on days that no plan has in common -> "
          "dose schedule --at 08:00,21:00");
    CHECK(plan_text(at(480, cycle(nov_20 - 40) + week)) ==
          "no schedule for 'Magnesium 100 mg', as a reminder is limited by weekdays and by a cycle -> "
          "dose schedule --at 08:00");
    // A period that begins while the cycle pauses loses nothing.
    CHECK(plan_text(at(480, cycle(nov_20 - 23, R"(,"periodStart":20777)"))) == "at 08:00 cycle 21d/7d from 2026-11-25");
}

TEST_CASE("intervals of MedTimer are kept as they are counted") {
    const std::string taken = R"(,"intervalStart":1700000000,"intervalStartsFromProcessed":true)";
    CHECK(plan_text(at(480, taken)) == "interval 8h from 2026-11-20");
    CHECK(plan_text(at(120, R"(,"windowedInterval":true,"intervalStartTimeOfDay":480,"intervalEndTimeOfDay":1320,)"
                            R"("intervalStartsFromProcessed":true)")) ==
          "interval 2h between 08:00-22:00 from 2026-11-20");
    // From reminder to reminder it is the same times each day. 1700000000 is 23:13 in Berlin.
    CHECK(plan_text(at(480, R"(,"intervalStart":1700000000)")) == "at 07:13,15:13,23:13 from 2026-11-20");
    CHECK(plan_text(at(240, R"(,"windowedInterval":true,"intervalStartTimeOfDay":480,"intervalEndTimeOfDay":1200)")) ==
          "at 08:00,12:00,16:00,20:00 from 2026-11-20");
    CHECK(plan_text(at(240, R"(,"windowedInterval":true,"intervalStartTimeOfDay":1200,"intervalEndTimeOfDay":120)")) ==
          "at 00:00,20:00 from 2026-11-20");
    CHECK(plan_text(at(2880, R"(,"intervalStart":1700000000)")).starts_with("at 23:13 cycle 1d/1d from 2023-11-14"));
    CHECK(plan_text(at(300, R"(,"intervalStart":1700000000)")) ==
          "interval 5h from 2026-11-20 | every 5h of 'Magnesium 100 mg' is planned from the last one taken, not from "
          "the last reminder");
    CHECK(plan_text(at(480, taken) + "," + at(480)) ==
          "no schedule for 'Magnesium 100 mg', as it has reminders of several kinds -> dose schedule --at 08:00");
    CHECK(plan_text(at(480, taken) + "," + at(300, taken)) ==
          "no schedule for 'Magnesium 100 mg', as it has several intervals -> dose schedule --interval 8h");
    CHECK(
        plan_text(at(5, taken))
            .starts_with("no schedule for 'Magnesium 100 mg', as a reminder has an interval of less than 15 minutes"));
    CHECK(plan_text(R"({"timeInMinutes":480,"amount":"2")" + taken + "}") == "at 23:13x2 interval 8h from 2026-11-20");
}

TEST_CASE("a reminder that follows another medicine's is a dose that follows it, wherever it is in the file") {
    const std::string zinc = medicine_json("Zinc 10 mg", at(480, R"(,"reminderId":1)"));
    const std::string iron = medicine_json("Iron 20 mg", at(120, R"(,"reminderId":2,"linkedReminderId":1)"));
    const std::string last = medicine_json("Selenium 50 mcg", at(30, R"(,"reminderId":3,"linkedReminderId":2)"));
    std::vector<std::string> file{last, iron, zinc};
    std::mt19937 random{26};
    for (int trial = 0; trial < 20; ++trial) {
        std::ranges::shuffle(file, random);
        const auto reading = planned(file);
        REQUIRE(reading.trouble() == "");
        REQUIRE(reading.products.size() == 3);
        CHECK(reading.products[0].dose.name == "Zinc 10 mg");
        CHECK(reading.products[1].schedules.at(0).rule == Rule{After{"", minutes{120}, Count{1}}});
        CHECK(std::get<After>(reading.products[1].schedules[0].rule).name == "Zinc 10 mg");
        CHECK(std::get<After>(reading.products[2].schedules.at(0).rule).name == "Iron 20 mg");
    }
}

TEST_CASE("a link that no plan has is named, with times to type") {
    const auto said = [](const std::vector<std::string>& medicines) {
        std::string text;
        for (const ImportedProduct& product : planned(medicines).products) {
            for (const ByHand& each : product.by_hand) text += each.why + " -> " + joined(each.options) + "\n";
        }
        return text;
    };
    const std::string follower = medicine_json("Iron 20 mg", at(120, R"(,"reminderId":9,"linkedReminderId":1)"));
    CHECK(said({follower}) == "no schedule for 'Iron 20 mg', as the reminder that it follows is not in the file -> \n");
    CHECK(said({follower,
              medicine_json("Zinc 10 mg", at(480, R"(,"reminderId":1)") + "," + at(1260, R"(,"reminderId":2)"))}) ==
          "no schedule for 'Iron 20 mg', as it follows one of several times of 'Zinc 10 mg' -> --at 10:00\n");
    CHECK(said({follower, medicine_json("Zinc 10 mg", at(480, R"(,"reminderId":1,"active":false)"))}) ==
          "no schedule for 'Iron 20 mg', as it follows a reminder of 'Zinc 10 mg' that is inactive -> --at 10:00\n");
    CHECK(said({medicine_json("Zinc 10 mg",
              at(480, R"(,"reminderId":1)") + "," + at(240, R"(,"reminderId":2,"linkedReminderId":1)"))}) ==
          "no schedule for 'Zinc 10 mg', as it has reminders of several kinds -> --at 08:00,12:00\n");
    // Each follows the other.
    CHECK(said({medicine_json("Zinc 10 mg", at(60, R"(,"reminderId":1,"linkedReminderId":2)")),
              medicine_json("Iron 20 mg", at(60, R"(,"reminderId":2,"linkedReminderId":1)"))}) ==
          "no schedule for 'Zinc 10 mg', as 'Iron 20 mg', which it follows, has no scheduled times -> \n");
}

TEST_CASE("supply, expiry and the alert of MedTimer come along") {
    const std::string alert =
        R"({"timeInMinutes":0,"amount":"?","outOfStockReminderType":"ONCE","outOfStockThreshold":10.0})";
    const std::string supply = R"(,"amount":60.0,"unit":"tablets","expirationDate":20900)";
    const auto reading = planned({medicine_json("Magnesium 100 mg", at(480) + "," + at(1260) + "," + alert, supply)});
    const ImportedProduct& product = reading.products.at(0);
    CHECK(product.dose.stock == Count{60});
    CHECK(product.dose.expires == Day{std::chrono::days{20900}});
    CHECK(product.dose.low == std::chrono::days{5});
    CHECK(product.by_hand.empty());
    CHECK(plan_text(at(480, week) + "," + alert, supply) ==
          "at 08:00 on mon,tue,wed,thu,fri from 2026-11-20 | no alert for 'Magnesium 100 mg' when 10 tablets are left, "
          "as its days differ -> dose edit --low 14d");
    // Nobody knows how long they last.
    CHECK(plan_text(alert, supply) ==
          "no alert for 'Magnesium 100 mg' when 10 tablets are left, as it has no scheduled times");
    CHECK(
        planned({medicine_json("Magnesium 100 mg", alert, R"(,"amount":0.0)")}).products.at(0).dose.stock == Count{0});
    CHECK(planned({medicine_json("Magnesium 100 mg", at(480), R"(,"amount":0.0)")}).products.at(0).dose.stock ==
          std::nullopt);
}

TEST_CASE("amounts of MedTimer's reminders that have no number are one each, and that is said") {
    CHECK(plan_text(R"({"timeInMinutes":480,"amount":"?"})") ==
          "at 08:00 from 2026-11-20 | amount '?' of 'Magnesium 100 mg' has no number; it is planned as 1 serving");
    CHECK(plan_text(R"({"timeInMinutes":480,"amount":"0"})")
              .starts_with("no schedule for 'Magnesium 100 mg', as a reminder has an amount of zero"));
    CHECK(plan_text(R"({"timeInMinutes":480,"amount":"30.0001 mg"})")
              .starts_with("no schedule for 'Magnesium 100 mg', as '30.0001 mg' is not a simple multiple of 100 mg"));
    // The smallest is the serving where the name has no strength.
    const auto reading = planned(
        {medicine_json("Iron", R"({"timeInMinutes":480,"amount":"20 mg"},{"timeInMinutes":1260,"amount":"10 mg"})")});
    CHECK(reading.products.at(0).dose.contents == std::vector<Content>{{Nutrient::iron, 10_mg, "", Basis::label}});
    CHECK(reading.products[0].schedules.at(0).times ==
          std::vector<SlotTime>{{minutes{480}, Count{2}}, {minutes{1260}, Count{1}}});
}

TEST_CASE("a time before the user's day begins belongs to the evening before") {
    const auto reading = read("medtimer",
        backup_of({medicine_json("Magnesium 100 mg", at(60, week)),
            medicine_json("Zinc 10 mg", at(60, R"(,"activeDaysOfMonth":1)"))}),
        settings_in(berlin(), minutes{240}));
    // 01:00 on Monday to Friday are the nights of Sunday to Thursday.
    CHECK(reading.products.at(0).schedules.at(0).rule == Rule{OnWeekdays{0b1001111}});
    CHECK(reading.products.at(1).schedules.at(0).rule == *parse_on("last"));
}

TEST_CASE("a medicine's salt is not a nutrient that it is taken for") {
    const auto contents_of = [](const std::string& name) {
        const auto reading = planned({medicine_json(name, "")});
        std::string keys;
        for (const Content& content : reading.products.at(0).dose.contents)
            keys += std::string{info(content.nutrient).key} + "=" + spell(content.amount.value_or(Mass{})) + " ";
        return keys;
    };
    CHECK(contents_of("Levothyroxine sodium 50 mcg") == "");
    CHECK(contents_of("Atorvastatin calcium 20 mg") == "");
    CHECK(contents_of("Esomeprazole magnesium 40 mg") == "");
    CHECK(contents_of("Chocolate protein 30 g") == "");
    CHECK(contents_of("Nature's Zinc 15 mg") == "zinc=15 mg ");
    CHECK(contents_of("Best Vitamin B12 1000 mcg") == "vitamin-b12=1 mg ");
    CHECK(contents_of("Slow vitamin C 500 mg") == "vitamin-c=500 mg ");
    CHECK(contents_of("Strong Melatonin 1 mg") == "melatonin=1 mg ");
    CHECK(contents_of("Zinc with vitamin C 15 mg") == "");
}

TEST_CASE("a plan that is kept has the times and amounts that MedTimer reminds of, on every day") {
    struct Some {
        int time, amount, first, last;                   // days since 1970; 0: none
        std::array<bool, 7> week{};                      // from Monday
        std::uint32_t month = 0x7FFFFFFF;                // bit 0 is the first
        int cycle_on = 1, cycle_off = 0, cycle_day = 0;  // no cycle without days off
        [[nodiscard]] bool due(int day) const {
            const Day date{std::chrono::days{day}};
            const std::chrono::year_month_day calendar{date};
            const auto weekday = std::chrono::weekday{date}.iso_encoding() - 1;
            if ((first > 0 && day < first) || (last > 0 && day > last) || !week[weekday]) return false;
            if (((month >> (static_cast<unsigned>(calendar.day()) - 1)) & 1U) == 0) return false;
            return cycle_off == 0 || (day >= cycle_day && (day - cycle_day) % (cycle_on + cycle_off) < cycle_on);
        }
    };
    std::mt19937 random{20261126};
    const auto below = [&random](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    int kept = 0;
    for (int trial = 0; trial < 600; ++trial) {
        std::vector<Some> reminders;
        std::string json;
        for (int count = 1 + below(3); count > 0; --count) {
            Some some{.time = std::array{480, 720, 1260}[static_cast<std::size_t>(below(3))],
                .amount = 1 + below(3),
                .first = below(3) == 0 ? nov_20 - 20 + below(50) : 0,
                .last = below(4) == 0 ? nov_20 + below(60) : 0};
            some.week.fill(true);
            const int kind = below(5);
            if (kind == 0) std::ranges::generate(some.week, [&] { return below(2) == 0; });
            if (kind == 1) some.month = 1U << static_cast<unsigned>(below(31));
            if (kind == 2) {
                some.cycle_on = 1 + below(5);
                some.cycle_off = 1 + below(5);
                some.cycle_day = nov_20 - 30 + below(40);
            }
            if (std::ranges::none_of(some.week, [](bool on) { return on; })) some.week.fill(true);
            std::string week_json;
            for (const bool on : some.week)
                week_json += std::string{week_json.empty() ? "" : ","} + (on ? "true" : "false");
            json += (json.empty() ? "" : ",") + std::string{R"({"timeInMinutes":)"} + std::to_string(some.time) +
                    R"(,"amount":")" + std::to_string(some.amount) + R"(","days":[)" + week_json +
                    R"(],"activeDaysOfMonth":)" + std::to_string(static_cast<std::int32_t>(some.month)) +
                    R"(,"consecutiveDays":)" + std::to_string(some.cycle_on) + R"(,"pauseDays":)" +
                    std::to_string(some.cycle_off) + R"(,"cycleStartDay":)" + std::to_string(some.cycle_day) +
                    R"(,"periodStart":)" + std::to_string(some.first) + R"(,"periodEnd":)" + std::to_string(some.last) +
                    "}";
            reminders.push_back(some);
        }
        INFO(json);
        const auto reading = planned({medicine_json("Magnesium 100 mg", json)});
        const ImportedProduct& product = reading.products.at(0);
        if (!product.by_hand.empty()) continue;
        ++kept;
        Plan plan;
        for (const Schedule& schedule : product.schedules) plan = replanned(plan, schedule);
        for (int day = nov_20 + 1; day < nov_20 + 80; ++day) {
            std::map<minutes, Count> expected, found;
            for (const Some& some : reminders) {
                auto& count = expected.try_emplace(minutes{some.time}, Count{0}).first->second;
                if (some.due(day)) count = count + Count{some.amount};
            }
            std::erase_if(expected, [](const auto& each) { return each.second == Count{0}; });
            for (const Slot& slot : slots_on(plan, Day{std::chrono::days{day}}, settings_in(berlin()).clock))
                found.emplace(slot.time, slot.servings);
            INFO(spell(plan));
            INFO(spell_day(Day{std::chrono::days{day}}));
            REQUIRE(found == expected);
        }
    }
    CHECK(kept > 300);
}
