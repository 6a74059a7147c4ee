#include "epsom/render/schedule.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "domain/schedule_fixture.hpp"
#include "epsom/text/text.hpp"
#include "render/outside.hpp"

namespace epsom {
namespace {

using namespace epsom::test;
using std::chrono::year_month_day;

Dose dose(Plan plan, std::string name = "calm", std::string uuid = "7d444840-9dc0-11d1-b245-5ffdce74fad2") {
    Dose made;
    made.uuid = std::move(uuid);
    made.name = std::move(name);
    made.plan = std::move(plan);
    return made;
}
Clock noon() { return clock_at("2026-11-20T12:00"); }

std::string calendar(const Plan& plan, const Clock& clock = noon()) { return ics(std::vector{dose(plan)}, clock); }

/// Lines end with CRLF here; a blank at the start of one continues the one before.
Lines unfolded(std::string_view text) {
    Lines lines;
    while (!text.empty()) {
        const auto end = text.find("\r\n");
        REQUIRE(end != std::string_view::npos);
        const std::string_view line = text.substr(0, end);
        const bool sound = line.size() <= 75 && line.find_first_of("\r\n") == std::string_view::npos && is_utf8(line);
        if (!sound) FAIL(line);
        if (line.starts_with(' ')) {
            REQUIRE(!lines.empty());
            lines.back() += line.substr(1);
        } else {
            lines.emplace_back(line);
        }
        text.remove_prefix(end + 2);
    }
    return lines;
}

/// What stands after `key:` in every such line, alarms included.
Lines all_of(const std::string& text, const std::string& key) {
    Lines values;
    for (const auto& line : unfolded(text)) {
        if (line.starts_with(key + ":")) values.push_back(line.substr(key.size() + 1));
    }
    return values;
}
/// `20261120T080000 FREQ=DAILY`, then a line for each date left out.
Lines rules(const Plan& plan, const Clock& clock = noon()) {
    Lines values;
    for (const auto& line : unfolded(calendar(plan, clock))) {
        if (line.starts_with("DTSTART:")) values.push_back(line.substr(8));
        if (line.starts_with("RRULE:")) values.back() += " " + line.substr(6);
        if (line.starts_with("EXDATE:")) values.push_back("- " + line.substr(7));
    }
    return values;
}
Clock from_four() { return clock_at("2026-11-20T12:00", berlin(), 4h); }

namespace {

/// A schedule from 2026-11-20 on that was made the day before: one that is made on its first day lacks the times that
/// were over.
Schedule planned(const ScheduleWords& words) { return made(words, "2026-11-19T12:00"); }

}  // namespace

TEST_CASE("a calendar holds an event with an alarm for each time of day") {
    Dose two = dose(plan_of(made({.at = {"08:00,21:30x2"}, .from = "2026-11-21"})), "calm; with, zinc");
    two.serving = {Count{2}, "capsules"};
    two.note = "with food\nnot with \\coffee";
    const Dose other = dose(plan_of(made({.at = {"07:05"}, .on = "mon"})), "iron", "0000");
    std::string text = ics(std::vector{two, other}, clock_at("2026-11-20T12:00:07"));
    for (auto at = text.find("\r\n"); at != std::string::npos; at = text.find("\r\n", at + 1)) text.erase(at, 1);
    CHECK(text == R"(BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//epsom//epsom//EN
BEGIN:VEVENT
UID:7d444840-9dc0-11d1-b245-5ffdce74fad2-20261121-0800
DTSTAMP:20261120T110007Z
DTSTART:20261121T080000
DURATION:PT5M
RRULE:FREQ=DAILY
SUMMARY:calm\; with\, zinc: 2 capsules
DESCRIPTION:with food\nnot with \\coffee
CLASS:PRIVATE
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:PT0S
DESCRIPTION:calm\; with\, zinc: 2 capsules
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:7d444840-9dc0-11d1-b245-5ffdce74fad2-20261121-2130
DTSTAMP:20261120T110007Z
DTSTART:20261121T213000
DURATION:PT5M
RRULE:FREQ=DAILY
SUMMARY:calm\; with\, zinc: 4 capsules
DESCRIPTION:with food\nnot with \\coffee
CLASS:PRIVATE
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:PT0S
DESCRIPTION:calm\; with\, zinc: 4 capsules
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:0000-20261120T110000Z-0705
DTSTAMP:20261120T110007Z
DTSTART:20261123T070500
DURATION:PT5M
RRULE:FREQ=WEEKLY;BYDAY=MO
SUMMARY:iron
CLASS:PRIVATE
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:PT0S
DESCRIPTION:iron
END:VALARM
END:VEVENT
END:VCALENDAR
)");
}

TEST_CASE("a calendar without events is a frame") {
    const std::string frame = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//epsom//epsom//EN\r\nEND:VCALENDAR\r\n";
    CHECK(ics({}, noon()) == frame);
    CHECK(calendar({}) == frame);
    CHECK(calendar(plan_of(made({.as_needed = true}))) == frame);
    CHECK(calendar(plan_of(made({.at = {"08:00"}, .interval = "8h"}))) == frame);
}

TEST_CASE("doses whose times depend on intakes are named, while such a schedule is in force or to come") {
    const auto names = [](const Plan& plan) { return not_known_ahead(std::vector{dose(plan)}, noon()); };
    const Schedule interval{.rule = Interval{minutes{8 * 60}, {}}, .from = day("2026-11-01")};
    const Schedule daily{.times = {{minutes{8 * 60}, Count{1}}}, .rule = Daily{}, .from = day("2026-11-10")};
    Schedule later = interval;
    later.from = day("2027-01-01");
    Schedule over = interval;
    over.until = day("2026-11-02");
    CHECK(names({.schedules = {interval}}) == std::vector<std::string>{"calm"});
    CHECK(names({.schedules = {daily, later}}) == std::vector<std::string>{"calm"});
    CHECK(names({.schedules = {interval, daily}}).empty());
    CHECK(names({.schedules = {over}}).empty());
    CHECK(names({.schedules = {daily}}).empty());
    CHECK(names({}).empty());
}

TEST_CASE("weekdays, days of the month and every so many days are one rule") {
    const auto on = [](const std::string& days) {
        return rules(plan_of(planned({.at = {"21:00"}, .on = days, .from = "2026-11-20"})));
    };
    CHECK(on("mon,wed,fri") == Lines{"20261120T210000 FREQ=WEEKLY;BYDAY=MO,WE,FR"});
    CHECK(on("mon") == Lines{"20261123T210000 FREQ=WEEKLY;BYDAY=MO"});
    CHECK(on("31,1,last") == Lines{"20261130T210000 FREQ=MONTHLY;BYMONTHDAY=1,31,-1"});
    CHECK(rules(plan_of(planned({.at = {"08:00"}, .every = "2w", .from = "2026-11-20"}))) ==
          Lines{"20261120T080000 FREQ=DAILY;INTERVAL=14"});
}

TEST_CASE("a cycle of whole weeks is a rule for each week, any other a rule for each day on") {
    CHECK(rules(plan_of(planned({.at = {"08:00"}, .cycle = "21d/7d", .from = "2026-11-20"}))) ==
          Lines{"20261120T080000 FREQ=WEEKLY;INTERVAL=4;BYDAY=FR,SA,SU,MO,TU,WE,TH;WKST=FR",
              "20261127T080000 FREQ=WEEKLY;INTERVAL=4;BYDAY=FR,SA,SU,MO,TU,WE,TH;WKST=FR",
              "20261204T080000 FREQ=WEEKLY;INTERVAL=4;BYDAY=FR,SA,SU,MO,TU,WE,TH;WKST=FR"});
    CHECK(rules(plan_of(made({.at = {"08:00"}, .cycle = "5d/2d", .from = "2026-11-23"}))) ==
          Lines{"20261123T080000 FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TU,WE,TH,FR;WKST=MO"});
    CHECK(rules(plan_of(planned({.at = {"08:00"}, .cycle = "2d/1d", .from = "2026-11-20"}))) ==
          Lines{"20261120T080000 FREQ=DAILY;INTERVAL=3", "20261121T080000 FREQ=DAILY;INTERVAL=3"});
}

TEST_CASE("a run by lot is one event with its dates") {
    // Drawn: 11111010000110000011.
    const Plan plan =
        plan_of(planned({.at = {"21:00"}, .from = "2026-11-20", .nights = "20", .seed = "42", .coin = true}));
    CHECK(rules(plan) == Lines{"20261120T210000"});
    CHECK(all_of(calendar(plan), "RDATE") == Lines{"20261121T210000", "20261122T210000", "20261123T210000",
                                                 "20261124T210000", "20261126T210000", "20261201T210000",
                                                 "20261202T210000", "20261208T210000", "20261209T210000"});
    const Plan early = replanned(plan, made({.at = {"08:00"}}, "2026-11-23T07:00"));
    CHECK(all_of(calendar(early), "RDATE") == Lines{"20261121T210000", "20261122T210000"});
    const Plan pause = *paused(plan, {day("2026-11-20"), day("2026-11-23")});
    CHECK(rules(pause) == Lines{"20261124T210000"});
}

TEST_CASE("a time before the start of the day rings on the next date") {
    CHECK(
        rules(plan_of(planned({.at = {"03:59,04:00"}, .from = "2026-11-20", .until = "2026-12-31"})), from_four()) ==
        Lines{"20261121T035900 FREQ=DAILY;UNTIL=20270101T035900", "20261120T040000 FREQ=DAILY;UNTIL=20261231T040000"});
    CHECK(rules(plan_of(planned({.at = {"01:30"}, .on = "wed,sun", .from = "2026-11-20"})), from_four()) ==
          Lines{"20261123T013000 FREQ=WEEKLY;BYDAY=TH,MO"});
    CHECK(rules(plan_of(planned({.at = {"01:30"}, .every = "3d", .from = "2026-11-20"})), from_four()) ==
          Lines{"20261121T013000 FREQ=DAILY;INTERVAL=3"});
    CHECK(rules(plan_of(planned({.at = {"01:30"}, .cycle = "5d/2d", .from = "2026-11-20"})), from_four()) ==
          Lines{"20261121T013000 FREQ=WEEKLY;INTERVAL=1;BYDAY=SA,SU,MO,TU,WE;WKST=SA"});
}

TEST_CASE("the date after a day of the month may be in the next month") {
    const auto after = [](const std::string& on) {
        return rules(plan_of(planned({.at = {"01:30"}, .on = on, .from = "2026-11-20"})), from_four());
    };
    CHECK(after("1,15") == Lines{"20261202T013000 FREQ=MONTHLY;BYMONTHDAY=2,16"});
    CHECK(after("last") == Lines{"20261201T013000 FREQ=MONTHLY;BYMONTHDAY=1"});
    CHECK(after("5,last") ==
          Lines{"20261206T013000 FREQ=MONTHLY;BYMONTHDAY=6", "20261201T013000 FREQ=MONTHLY;BYMONTHDAY=1"});
    CHECK(after("31") == Lines{"20270101T013000 FREQ=MONTHLY;BYMONTHDAY=1;BYMONTH=1,2,4,6,8,9,11"});
    CHECK(after("30") == Lines{"20261231T013000 FREQ=MONTHLY;BYMONTHDAY=31",
                             "20261201T013000 FREQ=MONTHLY;BYMONTHDAY=1;BYMONTH=5,7,10,12"});
    CHECK(after("29") == Lines{"20261130T013000 FREQ=MONTHLY;BYMONTHDAY=30", "20280301T013000 FREQ=YEARLY;INTERVAL=4"});
    CHECK(after("28") == Lines{"20261129T013000 FREQ=MONTHLY;BYMONTHDAY=29", "20290301T013000 FREQ=YEARLY;INTERVAL=4",
                             "20300301T013000 FREQ=YEARLY;INTERVAL=4", "20270301T013000 FREQ=YEARLY;INTERVAL=4"});
    CHECK(after("28,29") == Lines{"20261129T013000 FREQ=MONTHLY;BYMONTHDAY=29,30",
                                "20270301T013000 FREQ=MONTHLY;BYMONTHDAY=1;BYMONTH=3"});
}

TEST_CASE("an event ends with its schedule, or when the next one begins") {
    CHECK(rules(plan_of(planned({.at = {"08:00"}, .from = "2026-11-20", .until = "2026-11-20"}))) ==
          Lines{"20261120T080000 FREQ=DAILY;UNTIL=20261120T080000"});
    Schedule first = daily("2026-11-01", {8h});
    CHECK(rules(Plan{{first, daily("2026-12-01", {9h})}}) ==
          Lines{"20261101T080000 FREQ=DAILY;UNTIL=20261130T080000", "20261201T090000 FREQ=DAILY"});
    CHECK(rules(Plan{{first, made({.from = "2026-12-01", .as_needed = true})}}) ==
          Lines{"20261101T080000 FREQ=DAILY;UNTIL=20261130T080000"});
    first.until = day("2026-11-25");
    CHECK(rules(Plan{{first, daily("2026-12-01", {9h})}}) ==
          Lines{"20261101T080000 FREQ=DAILY;UNTIL=20261125T080000", "20261201T090000 FREQ=DAILY"});
}

TEST_CASE("what was missed when a schedule was made has no event") {
    const Plan plan{{daily("2026-11-01", {8h, 21h}), made({.at = {"08:00,11:00,22:00"}})}};
    CHECK(rules(plan) == Lines{"20261101T080000 FREQ=DAILY;UNTIL=20261120T080000",
                             "20261101T210000 FREQ=DAILY;UNTIL=20261119T210000", "20261121T080000 FREQ=DAILY",
                             "20261120T110000 FREQ=DAILY", "20261120T220000 FREQ=DAILY"});
}

TEST_CASE("a pause leaves out its days, and one without an end is the end") {
    Plan plan = plan_of(planned({.at = {"08:00"}, .on = "mon,fri", .from = "2026-11-20"}));
    plan.pauses = {{day("2026-12-01"), day("2026-12-11")}};
    CHECK(rules(plan) == Lines{"20261120T080000 FREQ=WEEKLY;BYDAY=MO,FR", "- 20261204T080000", "- 20261207T080000",
                             "- 20261211T080000"});
    plan.pauses.push_back({day("2026-12-21")});
    CHECK(rules(plan) == Lines{"20261120T080000 FREQ=WEEKLY;BYDAY=MO,FR;UNTIL=20261220T080000", "- 20261204T080000",
                             "- 20261207T080000", "- 20261211T080000"});
    plan.pauses = {{day("2026-11-20"), day("2026-11-24")}};
    CHECK(rules(plan) == Lines{"20261127T080000 FREQ=WEEKLY;BYDAY=MO,FR"});
    plan.pauses = {{day("2026-11-20")}};
    CHECK(rules(plan).empty());
    plan.pauses = {{day("2026-12-21"), day("9999-12-31")}};
    CHECK(rules(plan) == Lines{"20261120T080000 FREQ=WEEKLY;BYDAY=MO,FR;UNTIL=20261220T080000"});
}

TEST_CASE("a pause leaves out the next date of a time before the start of the day") {
    Plan plan = plan_of(planned({.at = {"01:00"}, .from = "2026-11-20"}));
    plan.pauses = {{day("2026-11-22"), day("2026-11-23")}};
    CHECK(rules(plan, from_four()) == Lines{"20261121T010000 FREQ=DAILY", "- 20261123T010000", "- 20261124T010000"});
}

TEST_CASE("what was over within the last year is still told to a calendar that may not know") {
    Schedule ended = daily("2025-01-01", {8h});
    ended.until = day("2025-11-19");
    CHECK(rules(plan_of(ended)) == Lines{"20250101T080000 FREQ=DAILY;UNTIL=20251119T080000"});
    ended.until = day("2025-11-18");
    CHECK(rules(plan_of(ended)).empty());
}

TEST_CASE("no year in a calendar has five digits") {
    Schedule last = daily("2026-11-20", {1h, 8h});
    last.until = day("9999-12-31");
    CHECK(rules(plan_of(last), from_four()) ==
          Lines{"20261121T010000 FREQ=DAILY", "20261120T080000 FREQ=DAILY;UNTIL=99991231T080000"});
    last.from = day("9999-12-31");
    CHECK(rules(plan_of(last), from_four()) == Lines{"99991231T080000 FREQ=DAILY;UNTIL=99991231T080000"});
}

TEST_CASE("a schedule that claims to be made long after its first day is no trouble") {
    Schedule schedule = daily("2026-11-20", {8h});
    schedule.since = utc("9990-01-01T12:00");
    CHECK(rules(plan_of(schedule)) == Lines{"99900102T080000 FREQ=DAILY"});
}

TEST_CASE("an event keeps its UID when its schedule ends, pauses or is planned anew") {
    Plan plan = plan_of(made({.at = {"08:00,21:00"}, .cycle = "2d/1d"}));
    const Lines before = all_of(calendar(plan), "UID");
    CHECK(before.size() == 4);
    CHECK(std::set<std::string>{before.begin(), before.end()}.size() == 4);
    plan.pauses = {{day("2026-11-20"), day("2026-11-30")}, {day("2027-01-01")}};
    CHECK(all_of(calendar(plan, clock_at("2026-12-15T12:00")), "UID") == before);
    plan = replanned(plan, made({.at = {"08:00"}}, "2026-12-16T12:00"));
    const Lines after = all_of(calendar(plan, clock_at("2026-12-17T12:00")), "UID");
    CHECK(after.size() == 5);
    CHECK(Lines{after.begin(), after.begin() + 4} == before);
}

TEST_CASE("nothing in a name, a note or a unit becomes a line of the calendar") {
    Dose hostile =
        dose(plan_of(made({.at = {"08:00"}})), "a\r\nEND:VEVENT\rb\x1b[2J\x7f\u202E;,\\n\"\xff", "x\r\nUID:y");
    hostile.note = "\n\r\nBEGIN:VALARM\n";
    hostile.serving = {Count{3}, "caps\nX:1"};
    const std::string text = ics(std::vector{hostile}, noon());
    const std::string name = R"(a\nEND:VEVENT?b?[2J??\;\,\\n")"
                             "\uFFFD"
                             R"(: 3 caps\nX:1)";
    CHECK(all_of(text, "SUMMARY") == Lines{name});
    CHECK(all_of(text, "DESCRIPTION") == Lines{R"(\n\nBEGIN:VALARM\n)", name});
    CHECK(all_of(text, "UID") == Lines{R"(x\nUID:y-20261120T110000Z-0800)"});
    CHECK(all_of(text, "BEGIN") == Lines{"VCALENDAR", "VEVENT", "VALARM"});
}

/// What a reader makes of an iCalendar TEXT.
std::string unescaped(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            result += text[i];
        } else {
            ++i;
            result += text.at(i) == 'n' ? '\n' : text[i];
        }
    }
    return result;
}

std::string some_name(std::mt19937& random) {
    const std::vector<std::string> letters{
        "a", "Z", " ", ",", ";", ":", "\\", "\\n", "\n", "\"", "=", "é", "ß", "日", "本", "€", "💊", "🧂", "e\u0301"};
    std::string name;
    const int last = static_cast<int>(letters.size()) - 1;
    for (int n = pick(random, 1, 150); n > 0; --n) name += letters[static_cast<std::size_t>(pick(random, 0, last))];
    return name;
}

TEST_CASE("a folded name unfolds to itself") {
    std::mt19937 random{5545};
    for (int trial = 0; trial < 500; ++trial) {
        const Dose named = dose(plan_of(made({.at = {"08:00"}})), some_name(random));
        const Lines summaries =
            all_of(ics(std::vector{named}, noon()), "SUMMARY");  // unfolded() looks at each line, too
        REQUIRE(summaries.size() == 1);
        REQUIRE(unescaped(summaries.front()) == named.name);
    }
}

/// One VEVENT, and what it rings on, by a reading of RFC 5545 that shares nothing with the writer.
struct Event {
    std::string uid;
    Day first{};
    minutes time{0};
    std::map<std::string, std::string> rule;
    std::set<std::string> except;
    std::set<std::string> dates;  // besides the first

    [[nodiscard]] int number(const std::string& key, int otherwise) const {
        const auto found = rule.find(key);
        return found == rule.end() ? otherwise : std::stoi(found->second);
    }
    [[nodiscard]] bool lists(const std::string& key, const std::string& value, bool otherwise) const {
        const auto found = rule.find(key);
        if (found == rule.end()) return otherwise;
        const auto values = split(found->second, ',');
        return std::ranges::find(values, value) != values.end();
    }
    [[nodiscard]] bool rings_on(Day date) const {
        const std::array<std::string, 7> weekdays{"SU", "MO", "TU", "WE", "TH", "FR", "SA"};
        const auto weekday = [&](Day of) { return weekdays[std::chrono::weekday{of}.c_encoding()]; };
        const year_month_day ymd{date};
        const std::string& freq = rule.at("FREQ");
        const int interval = number("INTERVAL", 1);
        const auto of_month = static_cast<int>(static_cast<unsigned>(ymd.day()));
        const std::string month = std::to_string(static_cast<unsigned>(ymd.month()));
        if (freq == "DAILY") return (date - first).count() % interval == 0;
        if (freq == "WEEKLY") {
            const std::string start = rule.contains("WKST") ? rule.at("WKST") : "MO";
            const auto week = [&](Day of) {
                while (weekday(of) != start) of -= days{1};
                return of;
            };
            return (week(date) - week(first)).count() / 7 % interval == 0 &&
                   lists("BYDAY", weekday(date), weekday(date) == weekday(first));
        }
        if (freq == "MONTHLY") {
            if (interval != 1) FAIL("a month's rule with an interval, which this reading does not know");
            const Day next{(ymd.year() / ymd.month() + std::chrono::months{1}) / 1};
            const auto from_end = static_cast<int>((date - next).count());
            return lists("BYMONTH", month, true) && (lists("BYMONTHDAY", std::to_string(of_month), false) ||
                                                        lists("BYMONTHDAY", std::to_string(from_end), false));
        }
        if (freq != "YEARLY") FAIL(freq);
        const year_month_day start{first};
        return ymd.month() == start.month() && ymd.day() == start.day() &&
               static_cast<int>((ymd.year() - start.year()).count()) % interval == 0;
    }
    /// Up to `last`.
    [[nodiscard]] Lines expand(Day last) const {
        Lines moments;
        for (Day date = first; date <= last; date += days{1}) {
            std::string moment = spell_day(date) + " " + spell_time_of_day(time);
            std::string stamp = moment + "00";
            std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
            std::ranges::replace(stamp, ' ', 'T');
            if (rule.empty() ? date != first && !dates.contains(stamp) : !rings_on(date)) continue;
            if (rule.contains("UNTIL") && stamp > rule.at("UNTIL")) break;
            if (!except.contains(stamp)) moments.push_back(std::move(moment));
        }
        return moments;
    }
};

std::vector<Event> events_of(const std::string& text) {
    std::vector<Event> events;
    for (const auto& line : unfolded(text)) {
        const auto colon = line.find(':');
        const std::string key = line.substr(0, colon);
        const std::string value = line.substr(colon + 1);
        if (key == "BEGIN" && value == "VEVENT") events.emplace_back();
        if (key == "UID") events.back().uid = value;
        if (key == "DTSTART") {
            REQUIRE(value.size() == 15);
            events.back().first = day(value.substr(0, 4) + "-" + value.substr(4, 2) + "-" + value.substr(6, 2));
            events.back().time = minutes{std::stoi(value.substr(9, 2)) * 60 + std::stoi(value.substr(11, 2))};
        }
        if (key == "RRULE") {
            for (const auto& part : split(value, ';'))
                events.back().rule[part.substr(0, part.find('='))] = part.substr(part.find('=') + 1);
        }
        if (key == "EXDATE") events.back().except.insert(value);
        if (key == "RDATE") events.back().dates.insert(value);
    }
    return events;
}

/// Dates and times of all slots up to `last`, as a wall calendar has them.
Lines wanted(const Plan& plan, DayRange range, const Clock& clock) {
    Lines moments;
    for (const auto& slot : slots_between(plan, range, clock)) {
        moments.push_back(
            spell_day(slot.day + days{slot.time < clock.day_start ? 1 : 0}) + " " + spell_time_of_day(slot.time));
    }
    std::ranges::sort(moments);
    return moments;
}
/// The same, of the events; they ring once for each slot, so nothing may stand here twice.
Lines rung(const std::vector<Event>& events, DayRange range, const Clock& clock) {
    Lines moments;
    for (const auto& event : events) {
        if (event.first > range.to + days{1}) continue;  // in a leap year after them
        const Lines of_event = event.expand(range.to + days{event.time < clock.day_start ? 1 : 0});
        REQUIRE((of_event.empty() ? Lines{"none"} : of_event).front() ==
                spell_day(event.first) + " " + spell_time_of_day(event.time));
        moments.insert(moments.end(), of_event.begin(), of_event.end());
    }
    std::ranges::sort(moments);
    return moments;
}

Clock some_clock(std::mt19937& random, Day start) {
    const std::vector<minutes> starts{0min, 4h, 5h + 30min, 12h};
    const Instant now{start.time_since_epoch() + days{pick(random, -20, 100)} + minutes{pick(random, 0, 1439)}};
    return {now, berlin(), starts[static_cast<std::size_t>(pick(random, 0, 3))]};
}
/// As the fixture's, but often with a pause that has no end.
Plan some_paused_plan(std::mt19937& random, Day start) {
    Plan plan = some_plan(random, start);
    if (pick(random, 0, 4) == 0) {
        const Day after = plan.pauses.empty() ? start : *plan.pauses.back().until;
        plan.pauses.push_back({after + days{pick(random, 1, 100)}});
    }
    return plan;
}

TEST_CASE("the events of a plan ring at its slots and at no other time") {
    std::mt19937 random{20261120}, runs{20261130};
    for (int trial = 0; trial < 400; ++trial) {
        const Day start = day("2026-02-20") + days{pick(random, 0, 700)};
        const Plan some = some_paused_plan(random, start);
        const Plan plan = trial % 4 == 0 ? with_run(some, runs) : some;
        const Clock clock = some_clock(random, start);
        const DayRange range{start, start + days{731}};
        const std::string text = calendar(plan, clock);
        const auto events = events_of(text);
        CAPTURE(spell(plan));
        CAPTURE(clock.day_start.count());
        REQUIRE(std::ranges::count(all_of(text, "BEGIN"), "VALARM") == std::ssize(events));
        REQUIRE(rung(events, range, clock) == wanted(plan, range, clock));
        std::set<std::string> uids;
        for (const auto& event : events) uids.insert(event.uid);
        REQUIRE(uids.size() == events.size());
    }
}

TEST_CASE("each day of the month rings on the right dates in leap years and others") {
    for (const minutes day_start : {0min, 240min}) {
        const Clock clock = clock_at("2026-11-20T12:00", berlin(), day_start);
        const DayRange range{day("2026-11-20"), day("2033-11-20")};
        for (std::uint32_t bits = 0; bits < 32; ++bits) {
            Schedule schedule = daily("2026-11-20", {1h});
            schedule.rule = OnMonthDays{(bits & 1U) | (bits >> 1U) << 28U | 1U << 5U};
            const Plan plan = plan_of(schedule);
            CAPTURE(spell(plan));
            REQUIRE(rung(events_of(calendar(plan, clock)), range, clock) == wanted(plan, range, clock));
        }
    }
}

/// The first Python that has the packages `icalendar` and `dateutil`, or nothing.
std::string python_that_reads_calendars() {
    const std::string found = output_of(
        "for p in python3 /usr/bin/python3; do \"$p\" -c 'import icalendar, dateutil' 2>/dev/null && { echo \"$p\"; "
        "break; }; done");
    return found.substr(0, found.find('\n'));
}

/// Prints `UID moment` for each time that an event rings up to the date in the second argument, and `UID = summary`.
constexpr std::string_view expander = R"(
import datetime, sys
import icalendar
from dateutil.rrule import rrulestr, rruleset

calendar = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())
last = datetime.datetime.fromisoformat(sys.argv[2])
sys.stdout.reconfigure(encoding='utf-8')
assert not calendar.errors, calendar.errors
for event in calendar.walk('VEVENT'):
    assert not event.errors, event.errors
    alarm, = event.walk('VALARM')
    assert alarm['TRIGGER'].dt == datetime.timedelta(0) and str(alarm['DESCRIPTION']) == str(event['SUMMARY'])
    assert event['DTSTART'].dt.tzinfo is None and event['DTSTAMP'].dt.tzinfo is not None
    assert event['DURATION'].dt == datetime.timedelta(minutes=5)
    print(event['UID'], '=', repr(str(event['SUMMARY'])))
    times = rruleset()
    times.rrule(rrulestr(event['RRULE'].to_ical().decode(), dtstart=event['DTSTART'].dt))
    excluded = event.get('EXDATE', [])
    for dates in excluded if isinstance(excluded, list) else [excluded]:
        for date in dates.dts:
            times.exdate(date.dt)
    for time in times:
        if time > last:
            break
        print(event['UID'], time.strftime('%Y-%m-%d %H:%M'))
)";

TEST_CASE("a parser that is not ours finds the same dates and names") {
    const std::string python = python_that_reads_calendars();
    if (python.empty()) {
        MESSAGE(
            "skipped: there is no Python here with the packages icalendar and dateutil (Debian: python3-icalendar)");
        return;
    }
    std::mt19937 random{20261121};
    const Day start = day("2026-11-20");
    const DayRange range{start, start + days{731}};
    for (const minutes day_start : {0min, 300min}) {
        const Clock clock = clock_at("2026-11-20T12:00", berlin(), day_start);
        std::vector<Dose> doses;
        for (int i = 0; i < 60; ++i)
            doses.push_back(dose(some_paused_plan(random, start), some_name(random), "dose" + std::to_string(100 + i)));
        Dose late =
            dose(plan_of(planned({.at = {"01:00"}, .on = "28,29,30,31", .from = "2026-11-20"})), "late", "dose160");
        for (const std::uint32_t bit : {28U, 29U, 30U, 31U, 0U}) {
            late.uuid.back() = static_cast<char>(late.uuid.back() + 1);
            late.plan.schedules.front().rule = OnMonthDays{1U << bit};
            doses.push_back(late);
        }
        const std::string text = ics(doses, clock);
        const TemporaryFile program{expander};
        const TemporaryFile file{text};
        std::map<std::string, Lines> found;
        std::map<std::string, Lines> summaries;
        // What rings before the start of the day belongs to the day before, so each dose is cut to the range below.
        const std::string last = spell_day(range.to + days{1}) + "T23:59";
        for (const auto& line :
            split(output_of(python + " " + program.argument() + " " + file.argument() + " " + last + " 2>&1"), '\n')) {
            if (line.empty()) continue;
            const auto blank = line.find(' ');
            REQUIRE_MESSAGE((blank != std::string::npos && line.starts_with("dose")), line);
            const bool summary = line.substr(blank, 3) == " = ";
            (summary ? summaries : found)[line.substr(0, 7)].push_back(line.substr(blank + (summary ? 3 : 1)));
        }
        for (const auto& each : doses) {
            Lines moments = found[each.uuid];
            std::erase_if(moments, [&](const std::string& moment) {
                const bool before_start = *parse_time_of_day(moment.substr(11)) < clock.day_start;
                return day(moment.substr(0, 10)) > range.to + days{before_start ? 1 : 0};
            });
            std::ranges::sort(moments);
            CAPTURE(spell(each.plan));
            REQUIRE(moments == wanted(each.plan, range, clock));
        }
        CHECK(summaries["dose161"] == Lines{summaries["dose161"].size(), "'late'"});
    }
}

}  // namespace
}  // namespace epsom
