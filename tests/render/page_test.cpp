#include "epsom/render/text.hpp"

#include <doctest/doctest.h>

#include "epsom/text/text.hpp"
#include "render/pages.hpp"

using namespace epsom;
using namespace epsom::test;

TEST_CASE("a report begins with the answer, then names days above and below, then shows a bar a day") {
    const DayRange range{day("2026-10-19"), day("2026-10-22")};
    const std::vector<DayLedger> ledgers{{.day = day("2026-10-19"),
                                             .logged = true,
                                             .food_logged = true,
                                             .food_complete = true,
                                             .supplement = 400_mg,
                                             .food = 156_mg},
        {.day = day("2026-10-20"),
            .logged = true,
            .food_logged = true,
            .food_complete = true,
            .supplement = 100_mg,
            .food = 100_mg},
        {.day = day("2026-10-22"), .logged = true, .supplement = 150_mg, .topical = 20_mg}};
    CHECK(page(woman(), {.charset = Charset::ascii, .width = 80}, range, Span::day, ledgers) ==
          R"(Magnesium  at least 302 of 310 mg (RDA) a day; met on at least 1 of 3 days
           supplements 217 of 350 mg (UL) a day; above on 1 of 3 days
2026-10-19..2026-10-22  3 of 4 days logged  food not logged on 1 day
! above UL: Mon 2026-10-19 (400 mg)
v below target: Tue 2026-10-20

v below  ! above UL  ? not known  # supplements  = food          supplements
                     total  % target               | target 310 mg   UL 350 mg ]
! Mon 2026-10-19    556 mg      179%  #############|####=======  ##############!
v Tue 2026-10-20    200 mg       65%  ####=====    |             ####          ]
  Wed 2026-10-21         -
? Thu 2026-10-22  >=150 mg       48%  #######      |             ######        ]
    plus 20 mg topical, not in the total

Log food or set a usual diet: epsom profile set --diet magnesium=250mg
)");
}

TEST_CASE("a period in which nothing was logged is not judged") {
    CHECK(page(woman(), {.charset = Charset::ascii}, {day("2026-10-19"), day("2026-10-25")}, Span::day, {}) ==
          "Magnesium  no entries in this period\n2026-10-19..2026-10-25  0 of 7 days logged\n");
}

TEST_CASE("without a birth date or a sex the report says how to get a target") {
    const DayRange range{day("2026-10-20"), day("2026-10-20")};
    const std::vector<DayLedger> ledgers{
        {.day = range.from, .logged = true, .food_logged = true, .food_complete = true, .supplement = 200_mg}};
    CHECK(page(Profile{}, {.charset = Charset::ascii}, range, Span::day, ledgers)
              .find("? targets need a birth date: epsom profile set --born 1980-05-17\n") != std::string::npos);
    Profile no_sex;
    no_sex.person.born = day("1980-05-17");
    CHECK(page(no_sex, {.charset = Charset::ascii}, range, Span::day, ledgers)
              .find("? targets depend on sex: epsom profile set --sex female\n") != std::string::npos);
}

TEST_CASE("an entry in words repeats what was taken, how much and on what basis") {
    CHECK(in_words(glycinate("200mg", "2026-10-19 21:30")) == "glycinate: 200 mg magnesium");
    CHECK(in_words(entry(tables::find_compound("oxide"), "500mg", "2026-10-19 21:30", {.compound = true})) ==
          "oxide: 302 mg magnesium (500 mg of oxide by formula)");
    CHECK(in_words(entry(Nutrient::magnesium, "200mg", "2026-10-19 21:30", {.as = tables::find_compound("citrate")})) ==
          "magnesium: 200 mg magnesium as citrate");
    CHECK(in_words(entry(Nutrient::folate, "400ug", "2026-10-19 21:30", {.folic_acid = true})) ==
          "folate: 680 mcg folate (400 mcg folic acid x 1.7)");
    CHECK(in_words(entry(tables::find_compound("chloride-topical"), "150mg", "2026-10-19 21:30")) ==
          "chloride-topical: 150 mg magnesium, topical");
    CHECK(in_words(entry(tables::find_compound("glycinate"), "200mg", "2026-10-19 21:30", {}, Count{2})) ==
          "2x glycinate: 400 mg magnesium");
    CHECK(in_words(almonds("30g", "2026-10-19 08:00")) ==
          "almonds 30 g: 81 mg magnesium, 1.1 mg iron, 81 mg calcium, 13.2 mcg folate and 19 more");
}

TEST_CASE("control characters in names and notes never reach a terminal") {
    Intake intake = glycinate("200mg", "2026-10-19 21:30");
    intake.what = "cal\x1b[31mm";
    intake.note = "two\nlines \xE2\x80\xAE reversed";
    const std::vector<Intake> intakes{intake};
    const std::string text =
        entries_page({.charset = Charset::unicode, .width = 80}, intakes, {intake.day, intake.day}, berlin());
    CHECK(text == "Mon 2026-10-19\n  21:30  cal?[31mm: 200 mg magnesium as glycinate - two?lines ? reversed      #0\n");
}

TEST_CASE("the entries of a period stand under their days") {
    Intake first = glycinate("200mg", "2026-10-19 21:30");
    first.id = 1;
    Intake second = almonds("30g", "2026-10-20 08:00");
    second.id = 12;
    const std::vector<Intake> intakes{first, second};
    CHECK(entries_page({.charset = Charset::ascii, .width = 60}, intakes, {first.day, second.day}, berlin()) ==
          R"(Mon 2026-10-19
  21:30  glycinate: 200 mg magnesium                      #1

Tue 2026-10-20
  08:00  almonds 30 g: 81 mg magnesium, 1.1 mg iron,     #12
         81 mg calcium, 13.2 mcg folate and 19 more
)");
    CHECK(entries_page({}, {}, {first.day, second.day}, berlin()) == "No entries in 2026-10-19..2026-10-20.\n");
    CHECK(entries_page({}, {}, {first.day, first.day}, berlin()) == "No entries on 2026-10-19.\n");
}

TEST_CASE("a breakdown shows the share of each") {
    const std::vector<BreakdownRow> rows{{"glycinate", 300_mg, 2}, {"almonds", 100_mg, 1}};
    CHECK(breakdown_page({.charset = Charset::ascii, .width = 60}, {day("2026-10-19"), day("2026-10-20")},
              Nutrient::magnesium, Grouping::what, rows) ==
          R"(Magnesium by item  400 mg from 3 entries; 75% from glycinate
2026-10-19..2026-10-20  oral; unknown amounts not counted

item         amount  share  entries
glycinate    300 mg    75%        2  #######################
almonds      100 mg    25%        1  ########
)");
}

TEST_CASE("the day so far is a line against the target and one against the upper level") {
    const ReportRow row = report_day(woman(), us_ca(), Nutrient::magnesium,
        {.day = day("2026-10-20"),
            .logged = true,
            .food_logged = true,
            .food_complete = true,
            .supplement = 200_mg,
            .food = 50_mg},
        day("2026-10-20"));
    CHECK(day_line({.charset = Charset::ascii, .width = 200}, row, day("2026-10-20")) ==
          "Magnesium today  250 of 310 mg (RDA), not met\n                 supplements 200 of 350 mg (UL)\n");
    CHECK(day_line({.charset = Charset::ascii, .width = 200}, row, day("2026-10-21"))
              .starts_with("Magnesium on 2026-10-20  250 of 310 mg "));
}

TEST_CASE("a reference value names the row that it is") {
    const References found = references_on(woman(), us_ca(), Nutrient::magnesium, day("2026-10-20"));
    CHECK(explain_reference(*found.target, Nutrient::magnesium)
              .starts_with("RDA 310 mg: female, 19 to 30 years, all sources; IOM 1997"));
    CHECK(explain_reference(*found.upper, Nutrient::magnesium)
              .starts_with("UL 350 mg: both sexes, 19 to 30 years, supplements only; IOM 1997"));
}

TEST_CASE("a content names the formula, table or label that it comes from") {
    Intake oxide = entry(tables::find_compound("oxide"), "500mg", "2026-10-19 21:30", {.compound = true});
    oxide.id = 6;
    CHECK(explain_content(oxide, oxide.contents[0], tables::find_compound("oxide")) ==
          "301.521 mg from oxide at 21:30 (#6): by formula, 500 mg x 24.305 / 40.304 of MgO");
    Intake nuts = almonds("30g", "2026-10-19 08:00");
    CHECK(explain_content(nuts, nuts.contents[0], nullptr) ==
          "81 mg from almonds at 08:00 (#0): from the food table, 30 g");
    Intake label = glycinate("200mg", "2026-10-19 21:30");
    CHECK(explain_content(label, label.contents[0], nullptr) == "200 mg from glycinate at 21:30 (#0): from the label");
}
