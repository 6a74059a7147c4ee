// What `dose rename`, `pause`, `resume`, `stock` and `remove` do to a dose, and to everything that reads it.

#include "dose_in_use.hpp"

using namespace epsom;
using namespace epsom::test;

TEST_CASE("dose rename gives the dose another name wherever it is planned, and the log keeps the old one") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose rename calm evening-mag", "evening-mag") == R"(Renamed evening-mag
- calm
+ evening-mag
- name "calm"
+ name "evening-mag"
- calm: missed 2 capsules (200 mg magnesium) at 08:00
- calm: 2 capsules (200 mg magnesium) due at 21:00
+ evening-mag: missed 2 capsules (200 mg magnesium) at 08:00
+ evening-mag: 2 capsules (200 mg magnesium) due at 21:00
- dose  taken  late  skipped  missed  open  adherence      95% CI
- calm      3     0        0       6     1        33%   12 to 65%
-   calm 2026-11-16 08:00: missed
-   calm 2026-11-16 21:00: taken at 21:00 (#1)
-   calm 2026-11-17 08:00: taken at 08:05 (#2)
-   calm 2026-11-17 21:00: missed
-   calm 2026-11-18 08:00: missed
-   calm 2026-11-18 21:00: taken at 21:00 (#3)
-   calm 2026-11-19 08:00: missed
-   calm 2026-11-19 21:00: missed
-   calm 2026-11-20 08:00: missed
-   calm 2026-11-20 21:00: open
+ dose         taken  late  skipped  missed  open  adherence      95% CI
+ evening-mag      3     0        0       6     1        33%   12 to 65%
+   evening-mag 2026-11-16 08:00: missed
+   evening-mag 2026-11-16 21:00: taken at 21:00 (#1)
+   evening-mag 2026-11-17 08:00: taken at 08:05 (#2)
+   evening-mag 2026-11-17 21:00: missed
+   evening-mag 2026-11-18 08:00: missed
+   evening-mag 2026-11-18 21:00: taken at 21:00 (#3)
+   evening-mag 2026-11-19 08:00: missed
+   evening-mag 2026-11-19 21:00: missed
+   evening-mag 2026-11-20 08:00: missed
+   evening-mag 2026-11-20 21:00: open
)");
}

TEST_CASE("dose rename accepts a name with spaces, and the same name in other letters") {
    DoseInUse epsom;
    CHECK(epsom.ok("-q dose rename calm 'evening mag'") == "");
    CHECK(epsom.ok("-q dose rename 'evening mag' 'Evening Mag'") == "");
    CHECK(epsom.card("evening mag") == R"(Evening Mag
  contains  200 mg magnesium as glycinate in 2 capsules
  schedule  daily at 08:00 and 21:00
  next      Fri 2026-11-20 21:00: 2 capsules (200 mg magnesium)
  supply    54 capsules, runs out 2026-12-04
  note      with water
)");
    CHECK(epsom.ok("dose list") == R"(Evening Mag  200 mg magnesium as glycinate; daily at 08:00 and 21:00; 54
             capsules left
)");
}

TEST_CASE("after dose rename entries are logged by the new name, and the old one is unknown") {
    DoseInUse epsom;
    epsom.ok("dose rename calm evening-mag");
    CHECK(epsom("log calm").err == R"(epsom: error: unknown name 'calm'
epsom: hint: to search: epsom dose find calm; to define it: epsom dose add --help
)");
    CHECK(epsom.ok("log evening-mag 19:00") ==
          R"(Logged evening-mag: 200 mg magnesium as glycinate, Fri 2026-11-20 19:00 (#4)
Magnesium today  at least 200 of 320 mg (RDA)
                 supplements 200 of 350 mg (UL)
)");
    CHECK(epsom.ok("dose stock evening-mag") == R"(evening-mag: 52 capsules left; runs out Fri 2026-12-04
)");
    CHECK(epsom.ok("log list all") == R"(Mon 2026-11-16
  21:00  calm: 200 mg magnesium as glycinate                                  #1

Tue 2026-11-17
  08:05  calm: 200 mg magnesium as glycinate                                  #2

Wed 2026-11-18
  21:00  calm: 200 mg magnesium as glycinate                                  #3

Fri 2026-11-20
  19:00  evening-mag: 200 mg magnesium as glycinate                           #4
)");
}

TEST_CASE("dose rename refuses names that no dose can have") {
    DoseInUse epsom;
    for (const auto& [line, error, hint] : std::vector<Refused>{
             {"dose rename", "missing NAME and NEW", "quote names with spaces: epsom dose rename calm 'evening mag'"},
             {"dose rename calm", "missing NEW", "quote names with spaces: epsom dose rename calm 'evening mag'"},
             {"dose rename calm evening mag", "more than two names given",
                 "quote names with spaces: epsom dose rename calm 'evening mag'"},
             {"dose rename nothing evening-mag", "unknown dose 'nothing'", "'epsom dose list' shows all doses"},
             {"dose rename calm list", "'list' is a reserved word",
                 "choose another name, such as 'calm', or force it with dose:list"},
             {"dose rename calm ''", "empty dose name", "choose another name, such as 'calm' or 'evening-mag'"},
             {"dose rename calm 200mg", "'200mg' would be read as an amount or a time",
                 "choose another name, such as 'calm', or force it with dose:200mg"},
             {"dose rename calm 2x", "'2x' would be read as a count",
                 "choose another name, such as 'calm', or force it with dose:2x"},
             {"dose rename calm --x", "unknown option '--x'", "'epsom dose rename --help' lists all options"},
         }) {
        CHECK(epsom.refusal(line) == refused(error, hint));
    }
}

TEST_CASE("dose rename refuses the name of another dose") {
    DoseInUse epsom;
    epsom.ok("dose add other --contains iron=1mg");
    for (const auto& [line, error, hint] : std::vector<Refused>{
             {"dose rename calm Other", "dose 'other' already exists",
                 "choose another name, or change it with 'epsom dose edit'"},
         }) {
        CHECK(epsom.refusal(line) == refused(error, hint));
    }
}

TEST_CASE("dose pause without an end leaves nothing due and nothing missed from today") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose pause calm") == R"(Paused calm
-   next      Fri 2026-11-20 21:00: 2 capsules (200 mg magnesium)
-   supply    54 capsules, runs out 2026-12-04
+   paused    from 2026-11-20
+   supply    54 capsules
- next "2026-11-20T21:00:00+01:00"
- paused false
- run_out "2026-12-04"
+ next null
+ paused true
+ run_out null
- calm: missed 2 capsules (200 mg magnesium) at 08:00
- calm: 2 capsules (200 mg magnesium) due at 21:00
- Adherence  3 of 9 scheduled doses taken
- calm      3     0        0       6     1        33%   12 to 65%
-   calm 2026-11-20 08:00: missed
-   calm 2026-11-20 21:00: open
+ Adherence  3 of 8 scheduled doses taken
+ calm      3     0        0       5     0        38%   14 to 69%
)");
}

TEST_CASE("dose pause --until a day has doses again on the day after") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose pause calm --until 2026-12-01") == R"(Paused calm
-   next      Fri 2026-11-20 21:00: 2 capsules (200 mg magnesium)
-   supply    54 capsules, runs out 2026-12-04
+   paused    from 2026-11-20 until 2026-12-01
+   next      Wed 2026-12-02 08:00: 2 capsules (200 mg magnesium)
+   supply    54 capsules, runs out 2026-12-15
- next "2026-11-20T21:00:00+01:00"
- paused false
- run_out "2026-12-04"
+ next "2026-12-02T08:00:00+01:00"
+ paused true
+ run_out "2026-12-15"
- calm: missed 2 capsules (200 mg magnesium) at 08:00
- calm: 2 capsules (200 mg magnesium) due at 21:00
- Adherence  3 of 9 scheduled doses taken
- calm      3     0        0       6     1        33%   12 to 65%
-   calm 2026-11-20 08:00: missed
-   calm 2026-11-20 21:00: open
+ Adherence  3 of 8 scheduled doses taken
+ calm      3     0        0       5     0        38%   14 to 69%
)");
}

TEST_CASE("dose pause with a number of days counts today") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose pause calm 1w") == R"(Paused calm
-   next      Fri 2026-11-20 21:00: 2 capsules (200 mg magnesium)
-   supply    54 capsules, runs out 2026-12-04
+   paused    from 2026-11-20 until 2026-11-26
+   next      Fri 2026-11-27 08:00: 2 capsules (200 mg magnesium)
+   supply    54 capsules, runs out 2026-12-10
- next "2026-11-20T21:00:00+01:00"
- paused false
- run_out "2026-12-04"
+ next "2026-11-27T08:00:00+01:00"
+ paused true
+ run_out "2026-12-10"
- calm: missed 2 capsules (200 mg magnesium) at 08:00
- calm: 2 capsules (200 mg magnesium) due at 21:00
- Adherence  3 of 9 scheduled doses taken
- calm      3     0        0       6     1        33%   12 to 65%
-   calm 2026-11-20 08:00: missed
-   calm 2026-11-20 21:00: open
+ Adherence  3 of 8 scheduled doses taken
+ calm      3     0        0       5     0        38%   14 to 69%
)");
}

TEST_CASE("dose pause --from an earlier day takes the days since out of adherence") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose pause calm --from 2026-11-18") == R"(Paused calm
-   next      Fri 2026-11-20 21:00: 2 capsules (200 mg magnesium)
-   supply    54 capsules, runs out 2026-12-04
+   paused    from 2026-11-18
+   supply    54 capsules
- next "2026-11-20T21:00:00+01:00"
- paused false
- run_out "2026-12-04"
+ next null
+ paused true
+ run_out null
- calm: missed 2 capsules (200 mg magnesium) at 08:00
- calm: 2 capsules (200 mg magnesium) due at 21:00
- Adherence  3 of 9 scheduled doses taken
- calm      3     0        0       6     1        33%   12 to 65%
-   calm 2026-11-18 08:00: missed
-   calm 2026-11-18 21:00: taken at 21:00 (#3)
-   calm 2026-11-19 08:00: missed
-   calm 2026-11-19 21:00: missed
-   calm 2026-11-20 08:00: missed
-   calm 2026-11-20 21:00: open
+ Adherence  2 of 4 scheduled doses taken
+ calm      2     0        0       2     0        50%   15 to 85%
)");
}

TEST_CASE("dose pause of days that are over leaves today as it is") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose pause calm --from 2026-11-18 --until 2026-11-19") == R"(Paused calm
- Adherence  3 of 9 scheduled doses taken
- calm      3     0        0       6     1        33%   12 to 65%
-   calm 2026-11-18 08:00: missed
-   calm 2026-11-18 21:00: taken at 21:00 (#3)
-   calm 2026-11-19 08:00: missed
-   calm 2026-11-19 21:00: missed
+ Adherence  2 of 5 scheduled doses taken
+ calm      2     0        0       3     1        40%   12 to 77%
)");
}

TEST_CASE("dose pause of later days leaves today as it is") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose pause calm --from 2026-11-22 3d") == R"(Paused calm
-   supply    54 capsules, runs out 2026-12-04
+   then      2026-11-22 paused until 2026-11-24
+   supply    54 capsules, runs out 2026-12-07
- run_out "2026-12-04"
- ahead null
+ run_out "2026-12-07"
+ ahead "2026-11-22 paused until 2026-11-24"
)");
}

TEST_CASE("nothing is due while a dose is paused, and the first day after the pause is as any other") {
    DoseInUse epsom;
    epsom.ok("dose pause calm 3d");
    for (const auto* time : {"2026-11-20T21:00", "2026-11-21T08:00", "2026-11-22T21:00"}) {
        epsom.at(time);
        CHECK(epsom.found("check due missed") == "");
    }
    epsom.at("2026-11-23T08:00");
    CHECK(epsom.found("check due missed") == R"(calm: 2 capsules (200 mg magnesium) due since 08:00
)");
    CHECK(epsom.adherence() == R"(Adherence  2 of 6 scheduled doses taken
2026-11-17..2026-11-23

dose  taken  late  skipped  missed  open  adherence      95% CI
calm      2     0        0       4     2        33%   10 to 70%

Adherence = taken / (taken + missed), with 95% confidence interval (Wilson).

Scheduled doses
  calm 2026-11-17 08:00: taken at 08:05 (#2)
  calm 2026-11-17 21:00: missed
  calm 2026-11-18 08:00: missed
  calm 2026-11-18 21:00: taken at 21:00 (#3)
  calm 2026-11-19 08:00: missed
  calm 2026-11-19 21:00: missed
  calm 2026-11-23 08:00: due
  calm 2026-11-23 21:00: open
)");
}

TEST_CASE("pauses that meet become one") {
    DoseInUse epsom;
    epsom.ok("dose pause calm --from 2026-11-22 --until 2026-11-30");
    CHECK(epsom.ok("dose pause calm 5d") == R"(Paused calm
  contains  200 mg magnesium as glycinate in 2 capsules
  schedule  daily at 08:00 and 21:00
  paused    from 2026-11-20 until 2026-11-30
  next      Tue 2026-12-01 08:00: 2 capsules (200 mg magnesium)
  supply    54 capsules, runs out 2026-12-14
  note      with water
)");
}

TEST_CASE("dose pause refuses what is no pause") {
    DoseInUse epsom;
    for (const auto& [line, error, hint] : std::vector<Refused>{
             {"dose pause", "missing NAME", "'epsom dose list' shows the names"},
             {"dose pause nothing", "unknown dose 'nothing'", "'epsom dose list' shows all doses"},
             {"dose pause calm 0d", "'0d' is zero days", "use at least 1d"},
             {"dose pause calm 3", "'3' is not a number of days", "use 2d or 1w"},
             {"dose pause calm 3d --until 2026-12-01", "two last days given: '3d' and --until '2026-12-01'",
                 "keep one of them"},
             {"dose pause calm --until 3d", "'3d' is not a date", "epsom dose pause calm 3d"},
             {"dose pause calm --until never", "'never' is not a date",
                 "use a date such as 2026-11-20, or today or yesterday"},
             {"dose pause calm --from never", "'never' is not a date",
                 "use a date such as 2026-11-20, or today or yesterday"},
             {"dose pause calm --until 2026-11-19", "'2026-11-19' is before the pause starts, 2026-11-20",
                 "choose a later date"},
         }) {
        CHECK(epsom.refusal(line) == refused(error, hint));
    }
}

TEST_CASE("dose pause refuses a day that is paused, and names the pause") {
    DoseInUse epsom;
    epsom.ok("dose pause calm 3d");
    for (const auto& [line, error, hint] : std::vector<Refused>{
             {"dose pause calm 1d", "the dose is already paused since 2026-11-20 until 2026-11-22", "resume it first"},
         }) {
        CHECK(epsom.refusal(line) == refused(error, hint));
    }
}

TEST_CASE("dose pause refuses a day of a pause without an end") {
    DoseInUse epsom;
    epsom.ok("dose pause calm");
    for (const auto& [line, error, hint] : std::vector<Refused>{
             {"dose pause calm 1d", "the dose is already paused since 2026-11-20", "resume it first"},
         }) {
        CHECK(epsom.refusal(line) == refused(error, hint));
    }
}

TEST_CASE("dose resume ends a pause that began today as if it had not been") {
    DoseInUse epsom;
    epsom.ok("dose pause calm");
    CHECK(epsom.effect("dose resume calm") == R"(Resumed calm
-   paused    from 2026-11-20
-   supply    54 capsules
+   next      Fri 2026-11-20 21:00: 2 capsules (200 mg magnesium)
+   supply    54 capsules, runs out 2026-12-04
- next null
- paused true
- run_out null
+ next "2026-11-20T21:00:00+01:00"
+ paused false
+ run_out "2026-12-04"
+ calm: missed 2 capsules (200 mg magnesium) at 08:00
+ calm: 2 capsules (200 mg magnesium) due at 21:00
- Adherence  3 of 8 scheduled doses taken
- calm      3     0        0       5     0        38%   14 to 69%
+ Adherence  3 of 9 scheduled doses taken
+ calm      3     0        0       6     1        33%   12 to 65%
+   calm 2026-11-20 08:00: missed
+   calm 2026-11-20 21:00: open
)");
}

TEST_CASE("dose resume ends an older pause with yesterday") {
    DoseInUse epsom;
    epsom.ok("dose pause calm --from 2026-11-18");
    CHECK(epsom.effect("dose resume calm") == R"(Resumed calm
-   paused    from 2026-11-18
-   supply    54 capsules
+   next      Fri 2026-11-20 21:00: 2 capsules (200 mg magnesium)
+   supply    54 capsules, runs out 2026-12-04
- next null
- paused true
- run_out null
+ next "2026-11-20T21:00:00+01:00"
+ paused false
+ run_out "2026-12-04"
+ calm: 2 capsules (200 mg magnesium) due at 21:00
- calm      2     0        0       2     0        50%   15 to 85%
+ calm      2     0        0       2     1        50%   15 to 85%
+   calm 2026-11-20 21:00: open
)");
}

TEST_CASE("dose resume takes back a pause that has not begun") {
    DoseInUse epsom;
    epsom.ok("dose pause calm --from 2026-11-22 3d");
    CHECK(epsom.effect("dose resume calm") == R"(Resumed calm
-   then      2026-11-22 paused until 2026-11-24
-   supply    54 capsules, runs out 2026-12-07
+   supply    54 capsules, runs out 2026-12-04
- run_out "2026-12-07"
- ahead "2026-11-22 paused until 2026-11-24"
+ run_out "2026-12-04"
+ ahead null
)");
}

TEST_CASE("dose resume refuses a dose that is not paused") {
    DoseInUse epsom;
    for (const auto& [line, error, hint] : std::vector<Refused>{
             {"dose resume", "missing NAME", "'epsom dose list' shows the names"},
             {"dose resume nothing", "unknown dose 'nothing'", "'epsom dose list' shows all doses"},
             {"dose resume calm", "the dose is not paused", ""},
         }) {
        CHECK(epsom.refusal(line) == refused(error, hint));
    }
}

TEST_CASE("dose resume refuses a dose whose pause is over") {
    DoseInUse epsom;
    epsom.ok("dose pause calm --from 2026-11-18 --until 2026-11-19");
    for (const auto& [line, error, hint] : std::vector<Refused>{
             {"dose resume calm", "the dose is not paused", ""},
         }) {
        CHECK(epsom.refusal(line) == refused(error, hint));
    }
}

TEST_CASE("dose stock sets what is left") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose stock calm 90") == R"(calm: supply set to 90 capsules
-   supply    54 capsules, runs out 2026-12-04
+   supply    90 capsules, runs out 2026-12-13
- stock 54
- run_out "2026-12-04"
+ stock 90
+ run_out "2026-12-13"
)");
}

TEST_CASE("dose stock with a plus adds to what is left") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose stock calm +30") == R"(calm: supply set to 84 capsules
-   supply    54 capsules, runs out 2026-12-04
+   supply    84 capsules, runs out 2026-12-11
- stock 54
- run_out "2026-12-04"
+ stock 84
+ run_out "2026-12-11"
)");
}

TEST_CASE("dose stock 0 is out of stock") {
    DoseInUse epsom;
    CHECK(epsom.effect("dose stock calm 0") == R"(calm: supply set to 0 capsules
-   supply    54 capsules, runs out 2026-12-04
+   supply    0 capsules, runs out 2026-11-20
- stock 54
- run_out "2026-12-04"
+ stock 0
+ run_out "2026-11-20"
+ calm: out of stock
)");
}

TEST_CASE("dose stock tells what is left, when it runs out and whether it lasts") {
    DoseInUse epsom;
    CHECK(epsom.ok("dose stock calm") == R"(calm: 54 capsules left; runs out Fri 2026-12-04
)");
    CHECK(epsom.ok("dose stock calm --until 2026-11-30") == R"(calm: 54 capsules left; runs out Fri 2026-12-04
lasts through 2026-11-30 (42 capsules needed)
)");
    CHECK(epsom.ok("dose stock calm --until 2027-01-31") == R"(calm: 54 capsules left; runs out Fri 2026-12-04
236 capsules short through 2027-01-31 (290 capsules needed)
)");
}

TEST_CASE("doses that are logged after the count are taken from it") {
    DoseInUse epsom;
    epsom.ok("dose stock calm 10");
    epsom.ok("log calm 2026-11-19 21:00");
    epsom.ok("log calm 19:00");
    CHECK(epsom.ok("dose stock calm") == R"(calm: 6 capsules left; runs out Sun 2026-11-22
)");
    epsom.ok("-q undo");
    CHECK(epsom.ok("dose stock calm") == R"(calm: 8 capsules left; runs out Sun 2026-11-22
)");
}

TEST_CASE("dose stock refuses what is no number of units") {
    DoseInUse epsom;
    for (const auto& [line, error, hint] : std::vector<Refused>{
             {"dose stock", "missing NAME", "'epsom dose list' shows the names"},
             {"dose stock nothing", "unknown dose 'nothing'", "'epsom dose list' shows all doses"},
             {"dose stock nothing 60", "unknown dose 'nothing'", "'epsom dose list' shows all doses"},
             {"dose stock calm many", "'many' is not a number of units",
                 "give the units on hand, such as 60, or the units added, such as +30"},
             {"dose stock calm -- -1", "'-1' is negative",
                 "give the units on hand, such as 60, or the units added, such as +30"},
             {"dose stock calm +0", "'+0' adds nothing",
                 "give the units on hand, such as 60, or the units added, such as +30"},
             {"dose stock calm 60 --until 2026-12-01", "--until cannot be used with the new count '60'",
                 "after setting the count: epsom dose stock calm --until 2026-12-01"},
             {"dose stock calm --until never", "'never' is not a date",
                 "use a date such as 2026-11-20, or today or yesterday"},
             {"dose stock calm --until 2026-11-19", "'2026-11-19' is in the past",
                 "use a later day, such as 2026-12-20"},
         }) {
        CHECK(epsom.refusal(line) == refused(error, hint));
    }
}

TEST_CASE("dose stock of a dose that nobody counts says how to begin") {
    DoseInUse epsom;
    epsom.ok("dose add other --contains iron=1mg");
    for (const auto& [line, error, hint] : std::vector<Refused>{
             {"dose stock other", "'other' has no supply recorded", "to record it: epsom dose stock other 60"},
         }) {
        CHECK(epsom.refusal(line) == refused(error, hint));
    }
}

TEST_CASE("dose remove leaves the entries and nothing else of the dose") {
    DoseInUse epsom;
    const std::string log = epsom.log();
    const std::string before = epsom.everything();
    CHECK(epsom.ok("dose remove calm") == "Removed calm; its entries are kept\n");
    CHECK(epsom.log() == log);
    CHECK(epsom.ok("log list all") == R"(Mon 2026-11-16
  21:00  calm: 200 mg magnesium as glycinate                                  #1

Tue 2026-11-17
  08:05  calm: 200 mg magnesium as glycinate                                  #2

Wed 2026-11-18
  21:00  calm: 200 mg magnesium as glycinate                                  #3
)");
    CHECK(epsom.ok("dose list") == R"(No doses defined. Add one:
  epsom dose add calm --contains magnesium:glycinate=200mg --at 21:00
)");
    CHECK(epsom("dose show calm").err == R"(epsom: error: unknown dose 'calm'
epsom: hint: to add one: epsom dose add calm --contains magnesium:glycinate=200mg --at 21:00
)");
    CHECK(epsom("log calm").err == R"(epsom: error: unknown name 'calm'
epsom: hint: to search: epsom dose find calm; to define it: epsom dose add --help
)");
    CHECK(epsom.found("check due missed stock --lead 2h") == "");
    CHECK(epsom.adherence() == R"(Adherence  no dose has a schedule
2026-11-14..2026-11-20

To set a schedule: epsom dose schedule NAME --at 21:00
)");
    CHECK(epsom.ok("undo") == "Undone: dose remove calm\n");
    CHECK(epsom.everything() == before);
    CHECK(epsom.ok("redo") == "Redone: dose remove calm\n");
    CHECK(epsom.ok("dose list --format ndjson") == "");
}

TEST_CASE("a dose that has the name of a removed one has none of its past") {
    DoseInUse epsom;
    CHECK(epsom.ok("-q dose remove calm") == "");
    epsom.ok("dose add calm --contains iron=5mg --at 21:00 --stock 30");
    CHECK(epsom.adherence() == R"(Adherence  no scheduled doses taken or missed yet
2026-11-14..2026-11-20

dose  taken  late  skipped  missed  open  adherence      95% CI
calm      0     0        0       0     1          –           –

Adherence = taken / (taken + missed), with 95% confidence interval (Wilson).

Scheduled doses
  calm 2026-11-20 21:00: open
)");
    CHECK(epsom.ok("dose stock calm") == R"(calm: 30 servings left; runs out Sun 2026-12-20
)");
}

TEST_CASE("dose remove refuses a name that no dose has") {
    DoseInUse epsom;
    for (const auto& [line, error, hint] : std::vector<Refused>{
             {"dose remove", "missing NAME", "'epsom dose list' shows the names"},
             {"dose remove nothing", "unknown dose 'nothing'", "'epsom dose list' shows all doses"},
         }) {
        CHECK(epsom.refusal(line) == refused(error, hint));
    }
}
