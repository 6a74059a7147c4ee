// What `dose edit` and `dose schedule` do to a dose, and to everything that reads it.

#include "dose_in_use.hpp"

using namespace epsom;
using namespace epsom::test;

TEST_CASE("a dose in use is shown with all that the tests of its changes start from") {
    DoseInUse epsom;
    CHECK(epsom.card() == R"(calm
  contains  200 mg magnesium as glycinate in 2 capsules
  schedule  daily at 08:00 and 21:00
  next      Fri 2026-11-20 21:00: 2 capsules (200 mg magnesium)
  supply    54 capsules, runs out 2026-12-04
  note      with water
)");
    CHECK(epsom.fields() == R"(schema "epsom/dose/1"
name "calm"
nutrient "magnesium"
amount 200
unit "mg"
compound "glycinate"
serving 2
serving_unit "capsules"
source "supplement"
route "oral"
substance null
schedule "daily at 08:00 and 21:00"
next "2026-11-20T21:00:00+01:00"
paused false
stock 54
run_out "2026-12-04"
note "with water"
sets null
low_days null
expires null
ahead null
last_day null
doses_left null
content {"nutrient":"magnesium","amount":200,"unit":"mg","compound":"glycinate","basis":"label"}
next_possible null
in_window null
most null
window null
run null
)");
    CHECK(epsom.found() == R"(calm: missed 2 capsules (200 mg magnesium) at 08:00
calm: 2 capsules (200 mg magnesium) due at 21:00
magnesium: nothing logged yet; target 320 mg
)");
    CHECK(epsom.adherence() == R"(Adherence  3 of 9 scheduled doses taken
2026-11-14..2026-11-20

dose  taken  late  skipped  missed  open  adherence      95% CI
calm      3     0        0       6     1        33%   12 to 65%

Adherence = taken / (taken + missed), with 95% confidence interval (Wilson).

Scheduled doses
  calm 2026-11-16 08:00: missed
  calm 2026-11-16 21:00: taken at 21:00 (#1)
  calm 2026-11-17 08:00: taken at 08:05 (#2)
  calm 2026-11-17 21:00: missed
  calm 2026-11-18 08:00: missed
  calm 2026-11-18 21:00: taken at 21:00 (#3)
  calm 2026-11-19 08:00: missed
  calm 2026-11-19 21:00: missed
  calm 2026-11-20 08:00: missed
  calm 2026-11-20 21:00: open
)");
}

TEST_CASE("dose edit --contains takes the place of all contents, and what is logged keeps its own") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose edit calm --contains magnesium:citrate=150mg --contains iron=5mg") ==
          R"(Changed calm; past entries are unchanged
-   contains  200 mg magnesium as glycinate in 2 capsules
-   next      Fri 2026-11-20 21:00: 2 capsules (200 mg magnesium)
+   contains  150 mg magnesium as citrate, 5 mg iron in 2 capsules
+   next      Fri 2026-11-20 21:00: 2 capsules
- amount 200
- compound "glycinate"
- content {"nutrient":"magnesium","amount":200,"unit":"mg","compound":"glycinate","basis":"label"}
+ amount 150
+ compound "citrate"
+ content {"nutrient":"magnesium","amount":150,"unit":"mg","compound":"citrate","basis":"label"}
+ content {"nutrient":"iron","amount":5,"unit":"mg","compound":null,"basis":"label"}
- calm: missed 2 capsules (200 mg magnesium) at 08:00
- calm: 2 capsules (200 mg magnesium) due at 21:00
+ calm: missed 2 capsules at 08:00
+ calm: 2 capsules due at 21:00
)");
}

TEST_CASE("dose edit --compound counts the element of the weight that --contains gives") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose edit calm --contains magnesium:oxide=500mg --compound") ==
          R"(Changed calm; past entries are unchanged
-   contains  200 mg magnesium as glycinate in 2 capsules
-   next      Fri 2026-11-20 21:00: 2 capsules (200 mg magnesium)
+   contains  302 mg magnesium as oxide (by formula) in 2 capsules
+   next      Fri 2026-11-20 21:00: 2 capsules (302 mg magnesium)
- amount 200
- compound "glycinate"
- content {"nutrient":"magnesium","amount":200,"unit":"mg","compound":"glycinate","basis":"label"}
+ amount 301.521
+ compound "oxide"
+ content {"nutrient":"magnesium","amount":301.521,"unit":"mg","compound":"oxide","basis":"formula"}
- calm: missed 2 capsules (200 mg magnesium) at 08:00
- calm: 2 capsules (200 mg magnesium) due at 21:00
+ calm: missed 2 capsules (302 mg magnesium) at 08:00
+ calm: 2 capsules (302 mg magnesium) due at 21:00
)");
}

TEST_CASE("dose edit --substance makes it a medicine without nutrients") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose edit calm --substance levothyroxine") == R"(Changed calm; past entries are unchanged
-   contains  200 mg magnesium as glycinate in 2 capsules
-   next      Fri 2026-11-20 21:00: 2 capsules (200 mg magnesium)
+   contains  levothyroxine (medicine)
+   next      Fri 2026-11-20 21:00: 2 capsules
- nutrient "magnesium"
- amount 200
- unit "mg"
- compound "glycinate"
- substance null
- content {"nutrient":"magnesium","amount":200,"unit":"mg","compound":"glycinate","basis":"label"}
+ nutrient null
+ amount null
+ unit null
+ compound null
+ substance "levothyroxine"
- calm: missed 2 capsules (200 mg magnesium) at 08:00
- calm: 2 capsules (200 mg magnesium) due at 21:00
+ calm: missed 2 capsules at 08:00
+ calm: 2 capsules due at 21:00
)");
}

TEST_CASE("dose edit --food makes it food") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose edit calm --food") == R"(Changed calm; past entries are unchanged
+   source    food
- source "supplement"
+ source "food"
)");
}

TEST_CASE("dose edit --topical keeps it out of totals") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose edit calm --topical") == R"(Changed calm; past entries are unchanged
+   route     topical (not counted in totals)
- route "oral"
+ route "topical"
)");
}

TEST_CASE("dose edit --max limits the servings within a time") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose edit calm --max 3/24h") == R"(Changed calm; past entries are unchanged
-   schedule  daily at 08:00 and 21:00
+   schedule  daily at 08:00 and 21:00, at most 3/24h
- schedule "daily at 08:00 and 21:00"
+ schedule "daily at 08:00 and 21:00, at most 3/24h"
)");
}

TEST_CASE("dose edit --gap asks for time since the last dose") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose edit calm --gap 48h") == R"(Changed calm; past entries are unchanged
epsom: warning: calm: scheduled times are less than 2d apart
-   schedule  daily at 08:00 and 21:00
+   schedule  daily at 08:00 and 21:00, at least 2d apart
+   earliest  2026-11-20 21:00: minimum 2d between doses, and one was taken at
+             2026-11-18 21:00
- schedule "daily at 08:00 and 21:00"
+ schedule "daily at 08:00 and 21:00, at least 2d apart"
)");
}

TEST_CASE("dose edit --note takes the place of the note") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose edit calm --note 'after dinner'") == R"(Changed calm; past entries are unchanged
-   note      with water
+   note      after dinner
- note "with water"
+ note "after dinner"
)");
}

TEST_CASE("dose edit with an empty note removes it") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose edit calm --note ''") == R"(Changed calm; past entries are unchanged
-   note      with water
- note "with water"
+ note null
)");
}

TEST_CASE("dose edit --serving changes what later doses take from the supply, and not what is left of it") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose edit calm --serving '1 tablet'") == R"(Changed calm; past entries are unchanged
-   contains  200 mg magnesium as glycinate in 2 capsules
-   next      Fri 2026-11-20 21:00: 2 capsules (200 mg magnesium)
-   supply    54 capsules, runs out 2026-12-04
+   contains  200 mg magnesium as glycinate in 1 tablet
+   next      Fri 2026-11-20 21:00: 1 tablet (200 mg magnesium)
+   supply    54 tablets, runs out 2026-12-17
- serving 2
- serving_unit "capsules"
- run_out "2026-12-04"
+ serving 1
+ serving_unit "tablet"
+ run_out "2026-12-17"
- calm: missed 2 capsules (200 mg magnesium) at 08:00
- calm: 2 capsules (200 mg magnesium) due at 21:00
+ calm: missed 1 tablet (200 mg magnesium) at 08:00
+ calm: 1 tablet (200 mg magnesium) due at 21:00
)");
    epsom.ok("log calm 19:00");
    CHECK(epsom.ok("dose stock calm") == R"(calm: 53 tablets left; runs out Thu 2026-12-17
)");
}

TEST_CASE("what is logged after an edit has the new contents, source and route") {
    DoseInUse epsom;
    epsom.ok("dose edit calm --contains magnesium:citrate=150mg --food");
    CHECK(epsom.ok("log calm 19:00") == R"(Logged calm: 150 mg magnesium as citrate, Fri 2026-11-20 19:00 (#4)
Magnesium today  at least 150 of 320 mg (RDA)
                 supplements 0 of 350 mg (UL)
)");
    epsom.ok("dose edit calm --topical");
    CHECK(epsom.ok("log calm 19:30") == R"(Logged calm: 150 mg magnesium as citrate, topical, Fri 2026-11-20 19:30 (#5)
Topical: recorded, not counted in totals.
Magnesium today  at least 150 of 320 mg (RDA)
                 supplements 0 of 350 mg (UL)
)");
    CHECK(epsom.ok("log list today") == R"(Fri 2026-11-20
  19:00  calm: 150 mg magnesium as citrate                                    #4
  19:30  calm: 150 mg magnesium as citrate, topical                           #5
)");
}

TEST_CASE("what is logged after an edit is held against the new limits") {
    DoseInUse epsom;
    epsom.ok("dose edit calm --max 2/24h --gap 4h");
    CHECK(epsom("log calm 18:00").err == "");
    CHECK(epsom("log calm 19:30").err ==
          R"(epsom: warning: magnesium today: 400 mg, above the upper level of 350 mg (UL, supplements only)
epsom: warning: calm: minimum 4h between doses, and one was taken at 2026-11-20 18:00
epsom: warning: calm is already logged at 18:00 (#4) and not due; 'epsom undo' reverts this entry
)");
    CHECK(epsom("check next calm").out == R"(calm: from 2026-11-21 18:00
  the limit is 2 in 24h, and the dose at 2026-11-20 18:00 counts until then
)");
}

TEST_CASE("dose edit says nothing when it is asked to be quiet, and edits") {
    DoseInUse epsom;
    CHECK(epsom.ok("-q dose edit calm --note x") == "");
    CHECK(epsom.card() == R"(calm
  contains  200 mg magnesium as glycinate in 2 capsules
  schedule  daily at 08:00 and 21:00
  next      Fri 2026-11-20 21:00: 2 capsules (200 mg magnesium)
  supply    54 capsules, runs out 2026-12-04
  note      x
)");
}

TEST_CASE("dose edit refuses what it cannot read, and what a dose cannot be") {
    DoseInUse epsom;
    for (const auto& [line, error, hint] : std::vector<Refused>{
             {"dose edit calm", "nothing to change",
                 "give --contains, --serving, --max, --low or --note, such as --note evening"},
             {"dose edit", "missing NAME", "'epsom dose list' shows the names"},
             {"dose edit nothing --note x", "unknown dose 'nothing'", "'epsom dose list' shows all doses"},
             {"dose edit calm --compound", "nothing to change",
                 "give --contains, --serving, --max, --low or --note, such as --note evening"},
             {"dose edit calm --compound --note x", "--compound requires --contains", "leave out --compound"},
             {"dose edit calm --contains magnesium", "missing amount in --contains 'magnesium'",
                 "add the amount, such as magnesium=200mg or magnesium:citrate=200mg"},
             {"dose edit calm --contains magnesium=1mg --contains magnesium=2mg", "magnesium is given twice",
                 "list each nutrient once"},
             {"dose edit calm --contains magnesium:sucrosomial=1g --compound",
                 "--compound needs a formula, and sucrosomial (Sucrosomial magnesium (oxide based)) has none",
                 "log the elemental magnesium on the label, without --compound"},
             {"dose edit calm --contains magnesium:oxid=1mg", "unknown compound 'oxid'", "did you mean 'oxide'?"},
             {"dose edit calm --contains magnesium=lots", "'lots' is not an amount",
                 "add a unit: g, mg, mcg or IU, such as 200mg"},
             {"dose edit calm --serving '2'", "'2' is not a serving",
                 "give a number and a unit, such as '2 capsules' or '5 g'"},
             {"dose edit calm --max 3", "'3' is not a limit", "give servings and a time, such as 3/24h"},
             {"dose edit calm --gap never", "'never' is not a duration", "use 90m, 2h, 1h30m, 3d or 2w"},
             {"dose edit calm --substance levothyroxine --contains magnesium=1mg",
                 "'calm' is a medicine ('levothyroxine') and cannot contain nutrients",
                 "leave out --substance or --contains"},
             {"dose edit calm --substance ''", "--substance requires a value",
                 "'epsom dose edit --help' lists all options"},
             {"dose edit calm --note x --note y", "--note appears twice: 'x' and 'y'", "keep one --note"},
             {"dose edit calm --at 08:00", "unknown option '--at'", "epsom dose schedule calm --at 08:00"},
         }) {
        CHECK(epsom.refusal(line) == refused(error, hint));
    }
}

TEST_CASE("dose schedule --at gives new times from now on, and the past keeps its own") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose schedule calm --at 07:00 --at 20:30x2") == R"(Scheduled calm
-   schedule  daily at 08:00 and 21:00
-   next      Fri 2026-11-20 21:00: 2 capsules (200 mg magnesium)
-   supply    54 capsules, runs out 2026-12-04
+   schedule  daily at 07:00 and 20:30 x2
+   next      Fri 2026-11-20 20:30: 4 capsules (400 mg magnesium)
+   supply    54 capsules, runs out 2026-11-29
- schedule "daily at 08:00 and 21:00"
- next "2026-11-20T21:00:00+01:00"
- run_out "2026-12-04"
+ schedule "daily at 07:00 and 20:30 x2"
+ next "2026-11-20T20:30:00+01:00"
+ run_out "2026-11-29"
- calm: 2 capsules (200 mg magnesium) due at 21:00
+ calm: 4 capsules (400 mg magnesium) due at 20:30
-   calm 2026-11-20 21:00: open
+   calm 2026-11-20 20:30: open
)");
}

TEST_CASE("dose schedule --on weekdays leaves the other days free") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose schedule calm --at 21:00 --on mon,wed") == R"(Scheduled calm
-   schedule  daily at 08:00 and 21:00
-   next      Fri 2026-11-20 21:00: 2 capsules (200 mg magnesium)
-   supply    54 capsules, runs out 2026-12-04
+   schedule  Mon, Wed at 21:00
+   next      Mon 2026-11-23 21:00: 2 capsules (200 mg magnesium)
+   supply    54 capsules, runs out 2027-02-24
- schedule "daily at 08:00 and 21:00"
- next "2026-11-20T21:00:00+01:00"
- run_out "2026-12-04"
+ schedule "Mon, Wed at 21:00"
+ next "2026-11-23T21:00:00+01:00"
+ run_out "2027-02-24"
- calm: 2 capsules (200 mg magnesium) due at 21:00
- calm      3     0        0       6     1        33%   12 to 65%
-   calm 2026-11-20 21:00: open
+ calm      3     0        0       6     0        33%   12 to 65%
)");
}

TEST_CASE("dose schedule --on days of the month leaves the other days free") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose schedule calm --at 21:00 --on 1,15,last") == R"(Scheduled calm
-   schedule  daily at 08:00 and 21:00
-   next      Fri 2026-11-20 21:00: 2 capsules (200 mg magnesium)
-   supply    54 capsules, runs out 2026-12-04
+   schedule  on days 1, 15 and last of the month at 21:00
+   next      Mon 2026-11-30 21:00: 2 capsules (200 mg magnesium)
+   supply    54 capsules, runs out 2027-08-31
- schedule "daily at 08:00 and 21:00"
- next "2026-11-20T21:00:00+01:00"
- run_out "2026-12-04"
+ schedule "on days 1, 15 and last of the month at 21:00"
+ next "2026-11-30T21:00:00+01:00"
+ run_out "2027-08-31"
- calm: 2 capsules (200 mg magnesium) due at 21:00
- calm      3     0        0       6     1        33%   12 to 65%
-   calm 2026-11-20 21:00: open
+ calm      3     0        0       6     0        33%   12 to 65%
)");
}

TEST_CASE("dose add --dry-run warns of a schedule as dose add does") {
    CommandLine epsom;
    CHECK(epsom("dose add b12 --contains vitamin-b12=1mg --on 31 --at 09:00 --dry-run").err ==
          "epsom: warning: no doses in months without day 31\n"
          "epsom: hint: for the last day of every month: --on last\n");
}

TEST_CASE("a schedule that has more than the dose's own limits allow is warned of, and the limits can be removed") {
    CommandLine epsom;
    const auto warned = [&](std::string_view when) {
        return epsom("dose add z --contains magnesium=5mg --dry-run " + std::string{when}).err;
    };
    constexpr std::string_view more = "epsom: warning: z: the schedule has more than 2 in 24h\n";
    constexpr std::string_view closer = "epsom: warning: z: scheduled times are less than 6h apart\n";
    CHECK(warned("--at 08:00 --at 12:00 --at 18:00 --max 2/24h") == more);
    CHECK(warned("--at 08:00x3 --on mon --max 2/24h") == more);
    CHECK(warned("--at 08:00 --at 20:00 --max 2/24h") == "");
    CHECK(warned("--at 08:00 --taper 3,2,1 --step 7d --max 2/24h") == more);
    CHECK(warned("--at 08:00 --taper 2,1 --step 7d --max 2/24h") == "");
    CHECK(warned("--interval 8h --max 2/24h") == more);
    CHECK(warned("--interval 12h --max 2/24h") == "");
    CHECK(warned("--interval 4h --gap 6h") == closer);
    CHECK(warned("--interval 6h --gap 6h") == "");
    CHECK(warned("--at 08:00 --at 13:59 --gap 6h") == closer);
    CHECK(warned("--at 22:00 --at 03:00 --gap 6h") == closer);
    CHECK(warned("--at 08:00 --at 14:00 --gap 6h") == "");
    CHECK(warned("--max 3/24h --gap 6h") == "");

    epsom.ok("dose add z --contains magnesium=5mg --at 08:00 --at 12:00 --at 18:00");
    CHECK(epsom("dose edit z --max 2/24h -q").err == more);
    CHECK(epsom("dose edit z --gap 6h -q").err == closer);
    CHECK(epsom("dose edit z --note evening -q").err == "");
    epsom.ok("dose edit z --max none --gap none");
    CHECK(epsom.ok("dose show z").find("daily at 08:00, 12:00 and 18:00\n") != std::string::npos);
}

TEST_CASE("dose schedule --on a day that some months lack says so") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose schedule calm --at 21:00 --on 31") == R"(Scheduled calm
epsom: warning: no doses in months without day 31
epsom: hint: for the last day of every month: epsom dose schedule calm --on last --at 21:00
-   schedule  daily at 08:00 and 21:00
-   next      Fri 2026-11-20 21:00: 2 capsules (200 mg magnesium)
-   supply    54 capsules, runs out 2026-12-04
+   schedule  on day 31 of the month at 21:00
+   next      Thu 2026-12-31 21:00: 2 capsules (200 mg magnesium)
+   supply    54 capsules, runs out 2030-10-31
- schedule "daily at 08:00 and 21:00"
- next "2026-11-20T21:00:00+01:00"
- run_out "2026-12-04"
+ schedule "on day 31 of the month at 21:00"
+ next "2026-12-31T21:00:00+01:00"
+ run_out "2030-10-31"
- calm: 2 capsules (200 mg magnesium) due at 21:00
- calm      3     0        0       6     1        33%   12 to 65%
-   calm 2026-11-20 21:00: open
+ calm      3     0        0       6     0        33%   12 to 65%
)");
}

TEST_CASE("dose schedule --every counts the days from the first one") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose schedule calm --at 21:00 --every 3d --from 2026-11-19") == R"(Scheduled calm
-   schedule  daily at 08:00 and 21:00
-   next      Fri 2026-11-20 21:00: 2 capsules (200 mg magnesium)
-   supply    54 capsules, runs out 2026-12-04
+   schedule  every 3 days at 21:00, from 2026-11-19
+   next      Sun 2026-11-22 21:00: 2 capsules (200 mg magnesium)
+   supply    54 capsules, runs out 2027-02-11
- schedule "daily at 08:00 and 21:00"
- next "2026-11-20T21:00:00+01:00"
- run_out "2026-12-04"
+ schedule "every 3 days at 21:00, from 2026-11-19"
+ next "2026-11-22T21:00:00+01:00"
+ run_out "2027-02-11"
- calm: missed 2 capsules (200 mg magnesium) at 08:00
- calm: 2 capsules (200 mg magnesium) due at 21:00
- Adherence  3 of 9 scheduled doses taken
- calm      3     0        0       6     1        33%   12 to 65%
-   calm 2026-11-19 08:00: missed
-   calm 2026-11-20 08:00: missed
-   calm 2026-11-20 21:00: open
+ Adherence  3 of 7 scheduled doses taken
+ calm      3     0        0       4     0        43%   16 to 75%
)");
}

TEST_CASE("dose schedule --cycle takes turns of days on and days off") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose schedule calm --at 21:00 --cycle 2d/1d") == R"(Scheduled calm
-   schedule  daily at 08:00 and 21:00
-   supply    54 capsules, runs out 2026-12-04
+   schedule  2 days on, 1 day off at 21:00, from 2026-11-20
+   supply    54 capsules, runs out 2026-12-30
- schedule "daily at 08:00 and 21:00"
- run_out "2026-12-04"
+ schedule "2 days on, 1 day off at 21:00, from 2026-11-20"
+ run_out "2026-12-30"
)");
}

TEST_CASE("dose schedule --interval counts from the last dose") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose schedule calm --interval 6h") == R"(Scheduled calm
-   schedule  daily at 08:00 and 21:00
-   next      Fri 2026-11-20 21:00: 2 capsules (200 mg magnesium)
-   supply    54 capsules, runs out 2026-12-04
+   schedule  every 6h after the previous dose
+   due since Fri 2026-11-20 20:00: 2 capsules (200 mg magnesium)
+   supply    54 capsules, runs out 2026-11-27
- schedule "daily at 08:00 and 21:00"
- next "2026-11-20T21:00:00+01:00"
- run_out "2026-12-04"
+ schedule "every 6h after the previous dose"
+ next "2026-11-20T20:00:00+01:00"
+ run_out "2026-11-27"
- calm: 2 capsules (200 mg magnesium) due at 21:00
+ calm: 2 capsules (200 mg magnesium) due since 20:00
+ calm: 54 capsules left; runs out Fri 2026-11-27
-   calm 2026-11-20 21:00: open
+   calm 2026-11-20 20:00: due
)");
}

TEST_CASE("dose schedule --interval with --at begins at that time") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose schedule calm --interval 6h --at 22:00") == R"(Scheduled calm
-   schedule  daily at 08:00 and 21:00
-   next      Fri 2026-11-20 21:00: 2 capsules (200 mg magnesium)
-   supply    54 capsules, runs out 2026-12-04
+   schedule  every 6h after the previous dose, first at 22:00
+   next      Fri 2026-11-20 22:00: 2 capsules (200 mg magnesium)
+   supply    54 capsules, runs out 2026-11-27
- schedule "daily at 08:00 and 21:00"
- next "2026-11-20T21:00:00+01:00"
- run_out "2026-12-04"
+ schedule "every 6h after the previous dose, first at 22:00"
+ next "2026-11-20T22:00:00+01:00"
+ run_out "2026-11-27"
- calm: 2 capsules (200 mg magnesium) due at 21:00
+ calm: 2 capsules (200 mg magnesium) due at 22:00
+ calm: 54 capsules left; runs out Fri 2026-11-27
-   calm 2026-11-20 21:00: open
+   calm 2026-11-20 22:00: open
)");
}

TEST_CASE("dose schedule --between keeps an interval to hours of the day") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose schedule calm --interval 12h --between 08:00-19:00") == R"(Scheduled calm
-   schedule  daily at 08:00 and 21:00
-   next      Fri 2026-11-20 21:00: 2 capsules (200 mg magnesium)
-   supply    54 capsules, runs out 2026-12-04
+   schedule  every 12h after the previous dose, between 08:00 and 19:00
+   next      Sat 2026-11-21 08:00: 2 capsules (200 mg magnesium)
+   supply    54 capsules, runs out 2026-12-18
- schedule "daily at 08:00 and 21:00"
- next "2026-11-20T21:00:00+01:00"
- run_out "2026-12-04"
+ schedule "every 12h after the previous dose, between 08:00 and 19:00"
+ next "2026-11-21T08:00:00+01:00"
+ run_out "2026-12-18"
- calm: 2 capsules (200 mg magnesium) due at 21:00
- calm      3     0        0       6     1        33%   12 to 65%
-   calm 2026-11-20 21:00: open
+ calm      3     0        0       6     0        33%   12 to 65%
)");
}

TEST_CASE("dose schedule --from a later day leaves today as it is") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose schedule calm --at 06:00 --from 2026-12-01") == R"(Scheduled calm
-   supply    54 capsules, runs out 2026-12-04
+   then      2026-12-01 daily at 06:00
+   supply    54 capsules, runs out 2026-12-07
- run_out "2026-12-04"
- ahead null
+ run_out "2026-12-07"
+ ahead "2026-12-01 daily at 06:00"
)");
}

TEST_CASE("dose schedule --from an earlier day judges the days since by the new times") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose schedule calm --at 20:30 --from 2026-11-18") == R"(Scheduled calm
-   schedule  daily at 08:00 and 21:00
-   next      Fri 2026-11-20 21:00: 2 capsules (200 mg magnesium)
-   supply    54 capsules, runs out 2026-12-04
+   schedule  daily at 20:30
+   next      Fri 2026-11-20 20:30: 2 capsules (200 mg magnesium)
+   supply    54 capsules, runs out 2026-12-17
- schedule "daily at 08:00 and 21:00"
- next "2026-11-20T21:00:00+01:00"
- run_out "2026-12-04"
+ schedule "daily at 20:30"
+ next "2026-11-20T20:30:00+01:00"
+ run_out "2026-12-17"
- calm: missed 2 capsules (200 mg magnesium) at 08:00
- calm: 2 capsules (200 mg magnesium) due at 21:00
+ calm: 2 capsules (200 mg magnesium) due at 20:30
- Adherence  3 of 9 scheduled doses taken
- calm      3     0        0       6     1        33%   12 to 65%
-   calm 2026-11-18 08:00: missed
-   calm 2026-11-18 21:00: taken at 21:00 (#3)
-   calm 2026-11-19 08:00: missed
-   calm 2026-11-19 21:00: missed
-   calm 2026-11-20 08:00: missed
-   calm 2026-11-20 21:00: open
+ Adherence  3 of 6 scheduled doses taken
+ calm      3     0        0       3     1        50%   19 to 81%
+   calm 2026-11-18 20:30: taken at 21:00 (#3)
+   calm 2026-11-19 20:30: missed
+   calm 2026-11-20 20:30: open
)");
}

TEST_CASE("dose schedule --until ends the supply's use") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose schedule calm --at 21:00 --until 2026-11-30") == R"(Scheduled calm
-   schedule  daily at 08:00 and 21:00
-   supply    54 capsules, runs out 2026-12-04
+   schedule  daily at 21:00, until 2026-11-30
+   course    11 doses left, last day 2026-11-30
+   supply    54 capsules
- schedule "daily at 08:00 and 21:00"
- run_out "2026-12-04"
- last_day null
- doses_left null
+ schedule "daily at 21:00, until 2026-11-30"
+ run_out null
+ last_day "2026-11-30"
+ doses_left 11
)");
}

TEST_CASE("dose schedule --grace keeps a dose due for longer") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose schedule calm --at 08:00 --at 18:30 --grace 14h") == R"(Scheduled calm
-   schedule  daily at 08:00 and 21:00
-   next      Fri 2026-11-20 21:00: 2 capsules (200 mg magnesium)
-   supply    54 capsules, runs out 2026-12-04
+   schedule  daily at 08:00 and 18:30
+   due since Fri 2026-11-20 08:00: 2 capsules (200 mg magnesium)
+   supply    54 capsules, runs out 2026-12-03
- schedule "daily at 08:00 and 21:00"
- next "2026-11-20T21:00:00+01:00"
- run_out "2026-12-04"
+ schedule "daily at 08:00 and 18:30"
+ next "2026-11-20T08:00:00+01:00"
+ run_out "2026-12-03"
- calm: missed 2 capsules (200 mg magnesium) at 08:00
- calm: 2 capsules (200 mg magnesium) due at 21:00
+ calm: 2 capsules (200 mg magnesium) due since 08:00
+ calm: 2 capsules (200 mg magnesium) due since 18:30
- Adherence  3 of 9 scheduled doses taken
- calm      3     0        0       6     1        33%   12 to 65%
-   calm 2026-11-20 08:00: missed
-   calm 2026-11-20 21:00: open
+ Adherence  3 of 8 scheduled doses taken
+ calm      3     0        0       5     2        38%   14 to 69%
+   calm 2026-11-20 08:00: due
+   calm 2026-11-20 18:30: due
)");
}

TEST_CASE("dose schedule --as-needed ends what is scheduled") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose schedule calm --as-needed") == R"(Scheduled calm
-   schedule  daily at 08:00 and 21:00
-   next      Fri 2026-11-20 21:00: 2 capsules (200 mg magnesium)
-   supply    54 capsules, runs out 2026-12-04
+   schedule  as needed
+   supply    54 capsules
- schedule "daily at 08:00 and 21:00"
- next "2026-11-20T21:00:00+01:00"
- run_out "2026-12-04"
+ schedule "as needed"
+ next null
+ run_out null
- calm: 2 capsules (200 mg magnesium) due at 21:00
- calm      3     0        0       6     1        33%   12 to 65%
-   calm 2026-11-20 21:00: open
+ calm      3     0        0       6     0        33%   12 to 65%
)");
}

TEST_CASE("a schedule of a later day begins on that day") {
    DoseInUse epsom;
    epsom.ok("dose schedule calm --at 06:00 --from 2026-11-22");
    epsom.at("2026-11-21T20:30");
    CHECK(epsom.found("check due --lead 12h") == R"(calm: 2 capsules (200 mg magnesium) due at 21:00
calm: 2 capsules (200 mg magnesium) due at 2026-11-22 06:00
)");
    epsom.at("2026-11-22T06:15");
    CHECK(epsom.found("check due --lead 24h") == R"(calm: 2 capsules (200 mg magnesium) due since 06:00
calm: 2 capsules (200 mg magnesium) due at 2026-11-23 06:00
)");
    CHECK(epsom.card() == R"(calm
  contains  200 mg magnesium as glycinate in 2 capsules
  schedule  daily at 06:00
  due since Sun 2026-11-22 06:00: 2 capsules (200 mg magnesium)
  supply    54 capsules, runs out 2026-12-19
  note      with water
)");
}

TEST_CASE("a schedule that comes too close to a medicine says so, and when it would not") {
    DoseInUse epsom;
    epsom.ok("dose add thyroid --substance levothyroxine --at 07:00");
    const Answer answer = epsom("-q dose schedule calm --at 08:00");
    CHECK(answer.status == 0);
    CHECK(answer.err == R"(epsom: warning: thyroid and calm 1 h apart; recommended gap 4 h (no conflict at 11:00)
)");
}

TEST_CASE("dose schedule refuses what it cannot read, and what no schedule can be") {
    DoseInUse epsom;
    for (const auto& [line, error, hint] : std::vector<Refused>{
             {"dose schedule", "missing NAME", "'epsom dose list' shows the names"},
             {"dose schedule calm", "missing schedule", "give --at 21:00, --interval 8h or --as-needed"},
             {"dose schedule nothing --at 08:00", "unknown dose 'nothing'", "'epsom dose list' shows all doses"},
             {"dose schedule calm --as-needed --at 21:00", "as-needed doses have no scheduled times",
                 "leave out --at or --as-needed"},
             {"dose schedule calm --between 08:00-22:00", "--between requires --interval",
                 "leave it out, or add --interval 8h"},
             {"dose schedule calm --on mon", "--on needs a time of day", "add one, such as --at 08:00"},
             {"dose schedule calm --every 2d", "--every needs a time of day", "add one, such as --at 08:00"},
             {"dose schedule calm --cycle 2d/1d", "--cycle needs a time of day", "add one, such as --at 08:00"},
             {"dose schedule calm --until 2026-12-31", "--until needs a schedule", "add a time, such as --at 08:00"},
             {"dose schedule calm --from 2026-12-01", "--from needs a schedule", "add a time, such as --at 08:00"},
             {"dose schedule calm --grace 1h", "--grace needs a schedule", "add a time, such as --at 08:00"},
             {"dose schedule calm --at 25:00", "'25:00' is not a time of day",
                 "use 08:00 or 9pm, with servings as 08:00x2"},
             {"dose schedule calm --at 21:00 --at 21:00", "'21:00' is given twice", "for two servings use 21:00x2"},
             {"dose schedule calm --at 21:00 --on funday", "'funday' is not a weekday",
                 "use mon, tue, wed, thu, fri, sat or sun"},
             {"dose schedule calm --at 21:00 --on 32", "'32' is not a day of the month", "use 1 to 31, or last"},
             {"dose schedule calm --at 21:00 --every 0d", "'0d' is zero days", "use at least 1d"},
             {"dose schedule calm --at 21:00 --every 2d --on mon", "--every and --on cannot be combined",
                 "keep one of them"},
             {"dose schedule calm --at 21:00 --cycle 21d", "'21d' is not a cycle",
                 "give days on and days off, such as 21d/7d"},
             {"dose schedule calm --interval 0h", "duration '0h' is zero", "use 90m, 2h, 1h30m, 3d or 2w"},
             {"dose schedule calm --interval 8h --between 08:00", "'08:00' is not a time range",
                 "give the first and last time, such as 08:00-22:00"},
             {"dose schedule calm --at 21:00 --from never", "'never' is not a date",
                 "use a date such as 2026-11-20, or today or yesterday"},
             {"dose schedule calm --at 21:00 --until never", "'never' is not a date",
                 "use a date such as 2026-11-20, or today or yesterday"},
             {"dose schedule calm --at 21:00 --until 2026-11-01",
                 "'2026-11-01' (--until) is before the first day, 2026-11-20",
                 "choose a later date, or an earlier --from"},
             {"dose schedule calm --at 21:00 --grace never", "'never' is not a duration",
                 "use 90m, 2h, 1h30m, 3d or 2w"},
         }) {
        CHECK(epsom.refusal(line) == refused(error, hint));
    }
}

TEST_CASE("a compound converts by its name, and by its name with its kind") {
    CommandLine epsom;
    const std::string by_name = epsom("dose elemental 500mg oxide").out;
    CHECK(by_name.starts_with("500 mg oxide (Magnesium oxide) contains "));
    CHECK(epsom("dose elemental 500mg compound:oxide").out == by_name);
    CHECK(epsom("dose elemental 500mg food:oxide").status == 2);
}

TEST_CASE("lines for cron name the database unless it is the one that cron finds") {
    CommandLine epsom;
    epsom.ok("dose add calm --contains magnesium=100mg --at 21:00 -q");
    CHECK(epsom.ok("dose list --format crontab").find("\n0 21 * * * epsom check due --once\n") != std::string::npos);
    const std::string anna = (epsom.home / "anna smith.db").string();
    epsom.environment["EPSOM_DB"] = anna;
    epsom.ok("dose add calm --contains magnesium=100mg --at 21:00 -q");
    const std::string lines = epsom.ok("dose list --format crontab");
    CHECK(lines.find("\n0 21 * * * epsom --db '" + anna + "' check due --once\n") != std::string::npos);
    CHECK(
        lines.find("replace these lines: epsom --db '" + anna + "' dose list --format crontab\n") != std::string::npos);
    epsom.environment.erase("EPSOM_DB");
    epsom.environment["XDG_DATA_HOME"] = epsom.home.path().string();
    epsom.ok("dose add calm --contains magnesium=100mg --at 21:00 -q");
    CHECK(epsom.ok("dose list --format crontab").find("epsom --db ") != std::string::npos);
}

TEST_CASE("a course that begins later says when it ends") {
    CommandLine epsom;
    epsom.ok("dose add o --contains magnesium=100mg --at 08:00 --for 10d --from 2026-12-01 -q");
    const auto dose = epsom("dose show o --format json").json();
    CHECK(dose.dump().find("\"last_day\":\"2026-12-10\"") != std::string::npos);
    CHECK(dose.dump().find("\"doses_left\":10") != std::string::npos);
    CHECK(epsom.ok("dose show o").find("course") != std::string::npos);
}
