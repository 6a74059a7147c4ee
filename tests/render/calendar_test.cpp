#include <doctest/doctest.h>

#include "epsom/text/text.hpp"
#include "render/pages.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

/// Days that repeat a pattern of eleven: amounts known and not, none of it, too much, nothing logged.
std::vector<DayLedger> patterned(DayRange range) {
    constexpr std::array supplements{320_mg, 250_mg, 150_mg, 50_mg, 0_mg, 400_mg, 0_mg, 50_mg, 150_mg, 250_mg, 0_mg};
    std::vector<DayLedger> ledgers;
    for (Day on = range.from; on <= range.to; on += days{1}) {
        const auto at = static_cast<std::size_t>((on - range.from).count()) % supplements.size();
        if (at == 10) continue;
        ledgers.push_back(
            {.day = on, .logged = true, .food_logged = at < 6, .food_complete = at < 6, .supplement = supplements[at]});
    }
    return ledgers;
}

std::string drawn(const Terminal& terminal, DayRange range) {
    const std::string text = calendar(woman(), terminal, range, patterned(range));
    const auto start = text.find("\n\n20") + 2;
    return text.substr(start, text.find("\n\nLog food") + 1 - start);
}

}  // namespace

TEST_CASE("a long report is a calendar, a column a week") {
    const DayRange range{day("2026-01-01"), day("2026-03-31")};
    CHECK(calendar(woman(), {.charset = Charset::ascii}, range, patterned(range)) ==
          R"(Magnesium  at least 165 of 310 mg (RDA) a day; met on at least 17 of 82 days
           supplements 165 of 350 mg (UL) a day; above on 8 of 82 days
2026-01-01..2026-03-31  82 of 90 days logged  food not logged on 32 days
! above UL: Tue 2026-01-06 (400 mg), Sat 2026-01-17 (400 mg),
  Wed 2026-01-28 (400 mg), Sun 2026-02-08 (400 mg) and 4 more
v below target: Fri 2026-01-02, Sat 2026-01-03, Sun 2026-01-04, Mon 2026-01-05
  and 29 more

2026 Jan         Feb         Mar
Mon    0 # - .     _ ? o +     ! O = 0 #
Tue    ! O = 0     # - . _     ? o + ! O
Wed    ? o + !     O = 0 #     - . _ ?
Thu  # - . _ ?     o + ! O     = 0 # -
Fri  O = 0 # -     . _ ? o     + ! O =
Sat  o + ! O =     0 # - .     _ ? o +
Sun  . _ ? o     + ! O =     0 # - . _

of target:  0 none  . 1-33%  o 34-66%  O 67-99%  # met
of target (minimum):  ? none  - 1-33%  = 34-66%  + 67-99%  # met
! above upper level  _ no entries

Log food or set a usual diet: epsom profile set --diet magnesium=250mg
One line per day: --by day. Averages: --by week, --by month.
)");
}

TEST_CASE("a calendar is drawn with what the screen has; a new year begins with its number") {
    const DayRange range{day("2025-11-20"), day("2026-01-20")};
    CHECK(drawn({}, range) == R"(2025 Nov   Dec         2026
Mon    ▁   ▆ ⣀ ▂ · ?     ▃ ⣶ ▲
Tue    ▲   ▅ ⣤ ▁ ▆ ⣀     ▂ · ?
Wed    ?   ▃ ⣶ ▲ ▅ ⣤     ▁ ▆
Thu  ▆ ⣀   ▂ · ? ▃     ⣶ ▲ ▅
Fri  ▅ ⣤   ▁ ▆ ⣀ ▂     · ? ▃
Sat  ▃ ⣶   ▲ ▅ ⣤ ▁     ▆ ⣀ ▂
Sun  ▂ ·   ? ▃ ⣶ ▲     ▅ ⣤ ▁

of target:  ▁ none  ▂ 1-33%  ▃ 34-66%  ▅ 67-99%  ▆ met
of target (minimum):  ? none  ⣀ 1-33%  ⣤ 34-66%  ⣶ 67-99%  ▆ met
▲ above upper level  · no entries
)");
    CHECK(drawn({.charset = Charset::console}, range) == R"(2025 Nov   Dec         2026
Mon    0   █ ░ . · ?     o ■ ▲
Tue    ▲   O ▒ 0 █ ░     . · ?
Wed    ?   o ■ ▲ O ▒     0 █
Thu  █ ░   . · ? o     ■ ▲ O
Fri  O ▒   0 █ ░ .     · ? o
Sat  o ■   ▲ O ▒ 0     █ ░ .
Sun  . ·   ? o ■ ▲     O ▒ 0

of target:  0 none  . 1-33%  o 34-66%  O 67-99%  █ met
of target (minimum):  ? none  ░ 1-33%  ▒ 34-66%  ■ 67-99%  █ met
▲ above upper level  · no entries
)");
}

TEST_CASE("years that have no room beside each other stand below each other") {
    CHECK(drawn({.charset = Charset::ascii}, {day("2024-11-01"), day("2026-02-10")}) ==
          R"(2024 Jan   Feb   Mar   Apr   May   Jun   Jul   Aug   Sep    Oct   Nov   Dec
Mon                                                                ._?o  +!O=0
Tue                                                                0#-.  _?o+!
Wed                                                                !O=0  #-._
Thu                                                                ?o+!  O=0#
Fri                                                               #-._?  o+!O
Sat                                                               O=0#-  ._?o
Sun                                                               o+!O  =0#-.

2025 Jan   Feb   Mar    Apr   May   Jun    Jul   Aug   Sep   Oct   Nov   Dec
Mon   #-._  ?o+!  O=0#-  ._?o  +!O=  0#-._  ?o+!  O=0# -._?o  +!O=  0#-. _?o+!
Tue   O=0#  -._?  o+!O  =0#-.  _?o+  !O=0  #-._?  o+!O =0#-.  _?o+  !O=0 #-._?
Wed  ?o+!O  =0#-  ._?o  +!O=0  #-._  ?o+!  O=0#-  ._?o +!O=  0#-._  ?o+! O=0#-
Thu  -._?o  +!O=  0#-.  _?o+  !O=0#  -._?  o+!O=  0#-. _?o+  !O=0#  -._? o+!O
Fri  =0#-.  _?o+  !O=0  #-._  ?o+!O  =0#-  ._?o  +!O=0 #-._  ?o+!O  =0#- ._?o
Sat  +!O=  0#-.  _?o+!  O=0#  -._?o  +!O=  0#-.  _?o+! O=0#  -._?  o+!O= 0#-.
Sun  _?o+  !O=0  #-._?  o+!O  =0#-  ._?o+  !O=0  #-._? o+!O  =0#-  ._?o+ !O=0

2026 Jan   Feb   Mar    Apr   May   Jun   Jul   Aug    Sep   Oct   Nov    Dec
Mon   O=0#  -.
Tue   o+!O  =0
Wed   ._?o  +
Thu  =0#-.  _
Fri  +!O=0  #
Sat  _?o+!  O
Sun  #-._  ?o

of target:  0 none  . 1-33%  o 34-66%  O 67-99%  # met
of target (minimum):  ? none  - 1-33%  = 34-66%  + 67-99%  # met
! above upper level  _ no entries
)");
}

TEST_CASE("a narrow screen has half a year in a line") {
    CHECK(drawn({.charset = Charset::ascii, .width = 40}, {day("2025-01-01"), day("2025-12-31")}) ==
          R"(2025 Jan Feb Mar  Apr May Jun
Mon   !O=0#-._?o+!O=0#-._?o+!O=0
Tue   ?o+!O=0#-._?o+!O=0#-._?o+
Wed  #-._?o+!O=0#-._?o+!O=0#-._
Thu  O=0#-._?o+!O=0#-._?o+!O=0#
Fri  o+!O=0#-._?o+!O=0#-._?o+!O
Sat  ._?o+!O=0#-._?o+!O=0#-._?o
Sun  0#-._?o+!O=0#-._?o+!O=0#-.

2025 Jul Aug  Sep Oct Nov  Dec
Mon   #-._?o+!O=0#-._?o+!O=0#-._
Tue  !O=0#-._?o+!O=0#-._?o+!O=0#
Wed  ?o+!O=0#-._?o+!O=0#-._?o+!O
Thu  -._?o+!O=0#-._?o+!O=0#-._?
Fri  =0#-._?o+!O=0#-._?o+!O=0#-
Sat  +!O=0#-._?o+!O=0#-._?o+!O=
Sun  _?o+!O=0#-._?o+!O=0#-._?o+

of target:  0 none  . 1-33%  o 34-66%
  O 67-99%  # met
of target (minimum):  ? none  - 1-33%
  = 34-66%  + 67-99%  # met
! above upper level  _ no entries
)");
}

TEST_CASE("days without a target are marked as logged, and those above an upper level as such") {
    const DayRange range{day("2026-01-01"), day("2026-01-12")};
    const std::string text = calendar(Profile{}, {.charset = Charset::ascii}, range, patterned(range));
    CHECK(text.find("Thu  x x\n") != std::string::npos);
    CHECK(text.find("_ no entries  x logged, no target\n") != std::string::npos);
    CHECK(text.find("? targets need a birth date: epsom profile set --born 1980-05-17\n") != std::string::npos);
}

TEST_CASE("a calendar without any entry is not drawn") {
    CHECK(calendar(woman(), {.charset = Charset::ascii}, {day("2026-01-01"), day("2026-12-31")}, {}) ==
          "Magnesium  no entries in this period\n2026-01-01..2026-12-31  0 of 365 days logged\n");
}

TEST_CASE("rated nights are a row above the days, a mean for each column") {
    const DayRange range{day("2026-01-01"), day("2026-03-10")};
    std::vector<Night> nights;
    for (Day on = range.from; on <= range.to; on += days{1}) nights.push_back({on, std::nullopt, std::nullopt});
    nights[3].score = Score::from_tenths(40);
    nights[4].score = Score::from_tenths(0);
    nights[5].score = Score::from_tenths(90);
    const std::string text =
        calendar(woman(), {.charset = Charset::ascii}, range, patterned(range), "leg pain", nights);
    CHECK(text.find("\n2026     Jan         Feb         Mar\nleg pain 4 5 . . .   . . . . .   . . .\n") !=
          std::string::npos);
    CHECK(text.find("\nleg pain: mean rating of a column's nights, 0 to 9, * 10, . not rated\n") != std::string::npos);
}
