// `epsom today`, epsom alone, and what is kept up to date on a terminal.

#include "commands/command_line.hpp"
#include "epsom/text/text.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

/// At 13:30: one dose was taken, one is due and has to wait for it, one is to come.
class AtNoon : public CommandLine {
public:
    AtNoon() {
        now = *parse_instant("2026-11-20T06:00", zone);
        as_woman();
        ok("-q dose add levo --substance levothyroxine --serving '1 tablet' --at 10:00");
        ok("-q dose add calm --contains magnesium:glycinate=200mg --serving '2 capsules' --at 13:00 --stock 4");
        ok("-q dose add zinc-15 --contains zinc=15mg --at 21:00");
        now = *parse_instant("2026-11-20T13:30", zone);
        ok("-q log levo 10:05");
        ok("-q log almonds 30g 12:00");
        ok("-q log symptom 4 --night 2026-11-19");
        ok("-q log symptom 0 --night 2026-11-17");
    }
};

}  // namespace

TEST_CASE("today is what is due, what it adds up to, the day as lines, and what needs attention") {
    AtNoon epsom;
    CHECK(epsom.ok("today") == R"(Fri 2026-11-20 13:30  calm due since 13:00, 2 capsules; wait until 14:05

? Magnesium  ▂▂        │  at least 81 of 320 mg (RDA)
                          supplements 0 of 350 mg (UL)

          00    03    06    09    12    15    18    21
  levo                        ●      │                      10:05, 1 tablet
  almonds                         ●  │                      12:00, 30 g
  calm                              ◆╌╌                     since 13:00
  zinc-15                            │              ○       due 21:00, 1 serving
  ● taken  ◆ due  ○ planned  ╌ too near to another  │ now

· calm: 4 capsules left; runs out Sun 2026-11-22
· calm: scheduled for 13:00, wait until 14:05: recommended gap 4 h after levo
  (10:05)
? food not complete; once all is logged: epsom log complete food
  rls by night  Fri ·  Sat ·  Sun ·  Mon ·  Tue ○ 0  Wed ·  Thu ● 4
)");
    CHECK(epsom.ok("") == epsom.ok("today"));
    CHECK(epsom.ok("--ascii today").find("once all is logged: epsom log complete food") != std::string::npos);
    epsom.ok("-q log complete food");
    CHECK(epsom.ok("today").find("food not") == std::string::npos);
}

TEST_CASE("the same as json has its rows as a report has them, and its findings as check has them") {
    AtNoon epsom;
    const auto json = epsom("today --format json").json();
    CHECK(json["schema"] == "epsom/today/1");
    CHECK(json["day"] == "2026-11-20");
    CHECK(json["next"].dump() ==
          R"([{"dose":"calm","due":"2026-11-20T13:00:00+01:00","portion":"2 capsules","state":"due",)"
          R"("wait_until":"2026-11-20T14:05:00+01:00"}])");
    CHECK(json["rows"] == epsom("report today --format json").json()["rows"]);
    const auto reported = epsom("report entries today --format json").json();
    CHECK(json["entries"] == reported["rows"]);
    auto found = epsom("check missed upper spacing stock --format json").json()["findings"];
    CHECK(json["findings"] == found);
    CHECK(json["nights"].size() == 7);
    CHECK(json["nights"][6].dump() == R"({"night":"2026-11-19","rating":4,"symptom":"rls"})");
    CHECK(json["nights"][5]["rating"].is_null());
    CHECK(json["timeline"].size() == 4);
    CHECK(json["timeline"][2].dump() ==
          R"({"name":"calm","points":[{"at":"2026-11-20T13:00:00+01:00","portion":"2 capsules","state":"due"}],)"
          R"("too_near":[{"from":"2026-11-20T13:30:00+01:00","until":"2026-11-20T14:05:00+01:00"}]})");
}

TEST_CASE("before the first dose or entry, epsom alone says how to begin; today says that there is nothing") {
    CommandLine epsom;
    CHECK(epsom("").status == 2);
    CHECK(epsom("").err.starts_with("epsom: track the supplements you take\n"));
    epsom.as_woman();
    CHECK(epsom("").status == 2);
    CHECK(epsom.ok("today") == R"(Fri 2026-11-20 22:00  nothing scheduled

  Magnesium            │  nothing logged yet; target 320 mg (RDA)

  nothing taken yet
)");
    epsom.ok("-q dose add calm --contains magnesium=200mg --at 23:00");
    CHECK(epsom.ok("").starts_with("Fri 2026-11-20 22:00  calm due 23:00, 1 serving\n"));
    const Answer missing = epsom("--db nowhere.db");
    CHECK(missing.status == 3);
    CHECK(missing.out.empty());
}

TEST_CASE("a nutrient above its upper level is said with its amount, and first among what needs attention") {
    CommandLine epsom;
    epsom.as_woman();
    epsom.ok("-q log oxide 500mg 20:00");
    const std::string page = epsom.ok("");
    CAPTURE(page);
    CHECK(page.find("▲ Magnesium  ▄▄▄▄▄▄▄▄▄▄│  at least 500 of 320 mg (RDA), met\n") != std::string::npos);
    CHECK(page.find("supplements 500 of 350 mg (UL)\n") != std::string::npos);
    CHECK(page.find("\n▲ magnesium: ") != std::string::npos);
}

TEST_CASE("followed nutrients are shown in full where there is room, else a line each") {
    CommandLine epsom;
    epsom.as_woman();
    epsom.ok("-q profile set --follow magnesium,zinc,iron,iodine,vitamin-d,b6,calcium,copper,selenium");
    epsom.ok("-q log zinc 15mg 20:00");
    const std::string page = epsom.ok("");
    CAPTURE(page);
    CHECK(page.find("\n\n✓ Zinc") != std::string::npos);
    CHECK(page.find("\n  and 2 more: epsom report today --nutrient all\n") != std::string::npos);
    CHECK(epsom.ok("report today --nutrient all").find("Zinc") != std::string::npos);
}

TEST_CASE("--watch draws over the screen that was there, and gives it back") {
    AtNoon epsom;
    epsom.terminal = true;
    epsom.environment["NO_COLOR"] = "1";
    const Instant now = epsom.now;
    epsom.frames = {{now, 80, 24}, {now + minutes{60}, 60, 3}};
    const std::string out = epsom.ok("today --watch");
    CHECK(out.starts_with("\x1b[?1049h\x1b[?25l\x1b[HFri 2026-11-20 13:30  calm due since 13:00"));
    CHECK(out.ends_with("\x1b[?25h\x1b[?1049l"));
    // The second picture: an hour later, and only three lines of it.
    const std::string second = out.substr(out.rfind("\x1b[H"));
    CHECK(
        second.starts_with("\x1b[HFri 2026-11-20 14:30  calm due since 13:00, 2 capsules\x1b[K\r\n\x1b[K\r\n? Magnes"));
    CHECK(second.ends_with("\x1b[K\x1b[J\x1b[?25h\x1b[?1049l"));
    CHECK(std::ranges::count(second, '\n') == 2);
    epsom.environment["EPSOM_NOW"] = "2026-11-20T23:00";
    CHECK(epsom.ok("today --watch").find("14:30  ") == std::string::npos);
}

TEST_CASE("an option of today that would have no effect is refused") {
    AtNoon epsom;
    const Answer piped = epsom("today --watch");
    CHECK(piped.status == 2);
    CHECK(piped.err == "epsom: error: --watch requires a terminal\nepsom: hint: leave it out\n");
    epsom.terminal = true;
    CHECK(epsom("today --watch --format json").status == 2);
    CHECK(epsom("today --format csv").status == 2);
    CHECK(epsom("today yesterday").status == 2);
}

TEST_CASE("of a long day, what is still to be taken is shown before what was taken") {
    CommandLine epsom;
    epsom.as_woman();
    epsom.ok("-q dose add late --contains iron=5mg --at 23:00");
    for (int i = 10; i < 22; ++i) epsom.ok("-q log glycinate 1mg --note x " + std::to_string(i) + ":00");
    for (const char* food :
        {"almonds", "oats-dry", "spinach-raw", "banana", "milk-whole", "egg-raw", "tofu", "lentils"})
        epsom("-q log " + std::string{food} + " 30g 09:00");
    for (const char* name : {"zinc", "iron", "calcium", "copper", "iodine", "selenium", "b6", "b12", "vitamin-c"})
        epsom.ok("-q log " + std::string{name} + " 1mg 08:00");
    const std::string page = epsom.ok("");
    CAPTURE(page);
    CHECK(page.find("\n  late ") != std::string::npos);
    CHECK(page.find(" more: epsom report entries today\n") != std::string::npos);
    CHECK(page.find("\n  zinc ") == std::string::npos);
}

TEST_CASE("a wait into another day is said with that day") {
    CommandLine epsom;
    epsom.ok("-q dose add iron-14 --contains iron=14mg --at 22:00");
    epsom.ok("-q dose rule add iron-14 zinc 48h");
    epsom.ok("-q log zinc 15mg 20:00");
    CHECK(
        epsom.ok("").starts_with("Fri 2026-11-20 22:00  iron-14 due since 22:00, 1 serving; wait until\n"
                                 "                      Sun 2026-11-22 20:00\n"));
}
