#include "epsom/render/visit.hpp"

#include <algorithm>
#include <map>

#include <doctest/doctest.h>

#include "contrast.hpp"
#include "epsom/render/format.hpp"
#include "epsom/text/text.hpp"
#include "pages.hpp"
#include "render/visit_multiples.hpp"
#include "render/visit_nights.hpp"
#include "render/visit_words.hpp"
#include "told_apart.hpp"
#include "xml.hpp"
#include "zones.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

/// Magnesium of a woman of 31 over `ledgers`, one a day.
Visit visit_of(const std::vector<DayLedger>& ledgers, DayRange range) {
    Visit visit{.range = range, .made = clock_at("2026-11-20T22:00").moment(), .authority = &us_ca()};
    visit.profile.person.born = day("1995-10-25");
    visit.profile.person.sex = Sex::female;
    NutrientCourse course;
    IntakeReport report{visit.profile, us_ca(), Nutrient::magnesium, range, Span::day, range.to,
        [&course](const ReportRow& row) { course.rows.push_back(row); }};
    for (const DayLedger& ledger : ledgers) report.add(ledger);
    course.summary = report.finish();
    visit.courses.push_back(std::move(course));
    return visit;
}

/// Monday with supplements only, Tuesday silent, Wednesday above the upper level, Thursday with food.
Visit four_days() {
    return visit_of({{.day = day("2026-11-16"), .logged = true, .supplement = 200_mg},
                        {.day = day("2026-11-18"), .logged = true, .supplement = 400_mg},
                        {.day = day("2026-11-19"),
                            .logged = true,
                            .food_logged = true,
                            .food_complete = true,
                            .supplement = 100_mg,
                            .food = 200_mg}},
        {day("2026-11-16"), day("2026-11-19")});
}

double css_contrast(std::string_view a, std::string_view b) { return contrast(rgb_of(a), rgb_of(b)); }

using ColorTable = std::map<std::string, std::string>;
/// The colours that the page's style names for a scheme.
ColorTable colors_of(const std::string& page, const std::string& scheme) {
    const std::string opening = ":root{color-scheme:" + scheme;
    const auto from = page.find(opening);
    REQUIRE(from != std::string::npos);
    ColorTable colors;
    for (const auto& rule : split(page.substr(from, page.find('}', from) - from), ';')) {
        if (rule.starts_with("--")) colors[rule.substr(2, rule.find(':') - 2)] = rule.substr(rule.find(':') + 1);
    }
    return colors;
}

std::string chart_of(const Visit& visit) { return visit_multiples::chart(visit.courses.front(), "").svg; }
bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// Three nights of a woman who took 240 mg, nothing, and nobody knows what.
VisitNights three_nights() {
    VisitNights nights{.range = {day("2026-11-16"), day("2026-11-18")}};
    nights.doses = {{day("2026-11-16"), {}, 240_mg}, {day("2026-11-17"), {}, Mass{}}, {day("2026-11-18"), {}, {}}};
    SymptomNights legs;
    legs.outcome.name = "rls";
    legs.nights = nights.doses;
    legs.nights[0].score = Score::from_tenths(40);
    legs.nights[1].score = Score::from_tenths(0);
    legs.summary = symptom_summary(legs.nights);
    nights.report.symptoms.push_back(legs);
    nights.sleep = {.nights = {minutes{420}, std::nullopt, minutes{240}}, .logged = 2, .mean = minutes{330}};
    nights.factors = {{.name = "caffeine", .there = {false, true, false}, .nights = 1}};
    return nights;
}

}  // namespace

TEST_CASE("a day's bar is its share of the target, food on top of supplements, silence a dotted line") {
    const std::string drawn = chart_of(four_days());
    // 320 mg are 28 pixels above 56; each bar is a slot of 1, and the last of 7 slots are empty.
    CHECK(has(drawn, "viewBox=\"0 0 7 82\""));
    CHECK(has(drawn, "<path class=\"s\" d=\"M0 56v-18h1v18h1v-35h1v26h1v9\"/>"));
    CHECK(has(drawn, "<path class=\"f\" d=\"M3 56v-26h1v26\"/>"));
    CHECK(has(drawn, "<path class=\"d\" d=\"M1 53h1\"/>"));
    // Food is not known on Monday and Wednesday.
    CHECK(has(drawn, "<path class=\"m\" d=\"M0 58h1m1 0h1\"/>"));
    CHECK(has(drawn, "<path class=\"t\" d=\"M0 28H7\"/>"));
    CHECK(has(drawn, "<title>Magnesium by day: 200 to 400 mg</title>"));
}

TEST_CASE("the upper level is drawn against what it counts, in a row of its own") {
    // Of 350 mg from supplements, which have 12 pixels: 200, 400 and 100, but not the 300 of Thursday's total.
    const std::string drawn = chart_of(four_days());
    CHECK(has(drawn, "<path class=\"q\" d=\"M0 80v-7h1v7h2v-3h1v3\"/>"));
    CHECK(has(drawn, "<path class=\"o\" d=\"M2 80v-14h1v14\"/>"));
    CHECK(has(drawn, "<path class=\"l\" d=\"M0 68H7\"/>"));
    // With supplements below half of the level there is nothing to see, however much the food has.
    const std::string food =
        chart_of(visit_of({{.day = day("2026-11-16"), .logged = true, .supplement = 100_mg, .food = 900_mg},
                              {.day = day("2026-11-17"), .logged = true, .supplement = 50_mg}},
            {day("2026-11-16"), day("2026-11-17")}));
    CHECK(has(food, "viewBox=\"0 0 7 60\""));
    CHECK(!has(food, "class=\"l\""));
}

TEST_CASE("a week with a day above the upper level is marked, however low its mean") {
    std::vector<DayLedger> week{{.day = day("2026-11-09"), .logged = true, .supplement = 400_mg}};
    for (int i = 10; i <= 15; ++i) week.push_back({.day = day("2026-11-" + std::to_string(i)), .logged = true});
    Visit visit = visit_of(week, {day("2026-11-09"), day("2026-11-15")});
    NutrientCourse& course = visit.courses.front();
    course.rows.clear();
    IntakeReport report{visit.profile, us_ca(), Nutrient::magnesium, visit.range, Span::week, visit.range.to,
        [&course](const ReportRow& row) { course.rows.push_back(row); }};
    for (const DayLedger& ledger : week) report.add(ledger);
    course.summary = report.finish();
    CHECK(has(chart_of(visit), "<path class=\"o\" d=\"M0 80v-2h1v2\"/>"));
}

TEST_CASE("a bar never crosses a line that its amount does not") {
    const auto drawn = [](Mass supplement) {
        return chart_of(visit_of({{.day = day("2026-11-16"),
                                      .logged = true,
                                      .food_logged = true,
                                      .food_complete = true,
                                      .supplement = supplement},
                                     {.day = day("2026-11-17"), .logged = true}},
            {day("2026-11-16"), day("2026-11-17")}));
    };
    CHECK(has(drawn(320_mg), "class=\"s\" d=\"M0 56v-28h1"));
    CHECK(has(drawn(Mass::from_nanograms(319'999'999)), "class=\"s\" d=\"M0 56v-27h1"));
    CHECK(has(drawn(350_mg), "class=\"q\" d=\"M0 80v-12h1"));
    CHECK(has(drawn(Mass::from_nanograms(349'999'999)), "class=\"q\" d=\"M0 80v-11h1"));
    CHECK(has(drawn(Mass::from_nanograms(350'000'001)), "class=\"o\" d=\"M0 80v-14h1"));
}

TEST_CASE("what is more than twice the target is cut off, marked and still said in words") {
    Visit visit = visit_of({{.day = day("2026-11-16"), .logged = true, .supplement = 3200_mg},
                               {.day = day("2026-11-17"), .logged = true, .supplement = 640_mg}},
        {day("2026-11-16"), day("2026-11-17")});
    CHECK(has(chart_of(visit), "<path class=\"s\" d=\"M0 56v-56h2v56\"/>"));
    CHECK(has(chart_of(visit), "<path class=\"k\" d=\"M0 1h1\"/>"));
    CHECK(has(chart_of(visit), "<title>Magnesium by day: 640 to 3,200 mg</title>"));
    CHECK(has(visit_html(visit), "</svg>more than 200% of target</li>"));
}

TEST_CASE("a target that changes within the period is named twice, and each day compared with its own") {
    Visit visit = four_days();
    visit.courses.front().rows[2].references.target->value = 200_mg;
    visit.courses.front().rows[3].references.target->value = 200_mg;
    CHECK(has(chart_of(visit), "<path class=\"s\" d=\"M0 56v-18h1v18h1v-56h1v42h1v14\"/>"));
    CHECK(has(visit_html(visit), "320 mg, then 200 mg RDA"));
}

TEST_CASE("without a target the highest bar fills the row, and no line is drawn") {
    Visit visit = four_days();
    for (ReportRow& row : visit.courses.front().rows) row.references.target.reset();
    const std::string drawn = chart_of(visit);
    CHECK(has(drawn, "<path class=\"s\" d=\"M0 56v-28h1v28h1v-56h1v42h1v14\"/>"));
    CHECK(!has(drawn, "class=\"t\""));
}

TEST_CASE("the same bar on every day, or next to none, is a sentence instead") {
    const DayRange range{day("2026-11-16"), day("2026-11-18")};
    const auto said = [&](const std::vector<DayLedger>& ledgers) {
        return visit_multiples::instead_of_chart(visit_of(ledgers, range).courses.front());
    };
    const auto each = [](std::string_view on, Mass supplement) {
        return DayLedger{
            .day = day(on), .logged = true, .food_logged = true, .food_complete = true, .supplement = supplement};
    };
    CHECK(said({each("2026-11-16", 200_mg), each("2026-11-17", 200_mg), each("2026-11-18", 200_mg)}) ==
          "200 mg on each of 3 days");
    CHECK(said({each("2026-11-16", 200_mg), each("2026-11-18", 200_mg)}) == "200 mg on each of 2 days with entries");
    CHECK(said({each("2026-11-17", 200_mg)}) == "200 mg on the only day with entries");
    CHECK(said({{.day = day("2026-11-17"), .logged = true, .supplement = 200_mg}}) ==
          "at least 200 mg on the only day with entries");
    CHECK(said({each("2026-11-16", 20_mg), each("2026-11-17", 31_mg)}) == "at most 31 mg a day, 10% of the target");
    CHECK(said({each("2026-11-16", 20_mg), {.day = day("2026-11-17"), .logged = true, .supplement = 31_mg}}) ==
          "no more than 31 mg logged a day, 10% of the target");
    CHECK(said({each("2026-11-16", 20_mg), each("2026-11-17", 32_mg)}).empty());
    CHECK(said({each("2026-11-16", 200_mg), each("2026-11-17", 201_mg)}).empty());
    // What is above the upper level is always seen.
    CHECK(said({each("2026-11-16", 400_mg), each("2026-11-17", 400_mg)}).empty());
}

TEST_CASE("what matters most comes first: above, below, unknown, met, no target") {
    Visit visit = four_days();
    const auto add = [&](Nutrient nutrient, auto change) {
        visit.courses.push_back(visit.courses.front());
        NutrientCourse& course = visit.courses.back();
        course.summary.nutrient = nutrient;
        course.summary.days_over_upper = 0;
        for (ReportRow& row : course.rows) row.nutrient = nutrient;
        change(course);
    };
    add(Nutrient::calcium, [](NutrientCourse& course) {
        for (ReportRow& row : course.rows) row.references.target.reset();
    });
    add(Nutrient::iron, [](NutrientCourse& course) { course.summary.mean_for_target = Mean{320_mg, 1}; });
    add(Nutrient::zinc, [](NutrientCourse& course) { course.summary.days_at_least = 0; });
    add(Nutrient::folate, [](NutrientCourse&) {});
    add(Nutrient::vitamin_c, [](NutrientCourse& course) { course.summary.days_upper_unknown = 2; });
    const Xml page{visit_html(visit)};
    std::vector<std::string> heads;
    for (const auto& head : page.all("th", page.with_class("table", "values"))) heads.push_back(head.text());
    CHECK(heads == std::vector<std::string>{"Nutrient", "Daily average, target, upper level",
                       "Mon11-16Tue11-17Wed11-18Thu11-19", "Above the upper level▲", "Magnesium",
                       "May be above the upper level△", "Vitamin C", "Average below target▼", "Zinc",
                       "Target not known to be reached: the average is a minimum?", "Folate",
                       "Average at or above target✓", "Iron", "No target: each on its own scale–", "Calcium"});
}

TEST_CASE("ratings, evening doses, sleep and factors are one picture over the same nights") {
    const VisitNights nights = three_nights();
    const std::string drawn = visit_nights::picture(nights).svg;
    const Xml picture{drawn};
    CHECK(picture.all("svg").size() == 2);
    std::vector<std::string> lanes;
    for (const auto& text : picture.all("text")) {
        if (text.attributes.contains("class")) lanes.push_back(text.text());
    }
    CHECK(lanes ==
          std::vector<std::string>{"rls, 0 to 10", "Evening dose of magnesium", "Sleep, 0 to 8 hours", "caffeine"});
    // A rating of 4 and one of 0, which is seen; the third night is not rated, and its dose not known.
    CHECK(has(drawn, "<path class=\"q\" d=\"M0 66v-20h1v19h1v1\"/>"));
    CHECK(has(drawn, "<path class=\"d\" d=\"M2 63h1\"/>"));
    CHECK(has(drawn, "<path class=\"s\" d=\"M0 104v-14h1v14\"/>"));
    CHECK(has(drawn, "<path class=\"d\" d=\"M2 101h1\"/>"));
    CHECK(has(drawn, "<path class=\"u\" d=\"M0 158v-26h1v26h1v-15h1v15\"/>"));
    CHECK(has(drawn, "<path class=\"q\" d=\"M1 190v-8h1v8\"/>"));
    CHECK(visit_nights::numbers(nights) ==
          std::vector<std::string>{
              "rls: 2 of 3 nights rated, mean 2.0 of 10 (range 0 to 4), above 0 on 3.5 nights a week.",
              "Evening dose of magnesium (17:00 to 03:00): taken on 1 night, none on 1, unknown on 1.",
              "Sleep: average 5h30m over 2 nights.", "caffeine: 1 of 3 nights."});
    CHECK(picture.all("desc").front().text().starts_with("rls: 2 of 3 nights rated"));
}

TEST_CASE("a comparison of nights is in the words of the domain") {
    VisitNights nights = three_nights();
    nights.report.comparisons.push_back(
        {{"rls"}, 240_mg, same_week(test::told_apart(nights.report.symptoms.front().nights, 240_mg))});
    CHECK(visit_nights::comparison(nights) ==
          std::vector<std::string>{
              "Too few nights to compare: 1 with at least 240 mg, 1 without. 7 of each are needed. 28 "
              "nights in total are better."});
    CHECK(visit_nights::numbers(nights)[1] ==
          "Evening dose of magnesium (17:00 to 03:00): at least 240 mg on 1 night, none on 1, unknown on 1.");
}

TEST_CASE("a diary without doses has no row of doses, and says that they are unknown") {
    VisitNights nights = three_nights();
    for (Night& night : nights.doses) night.dose.reset();
    CHECK(!has(visit_nights::picture(nights).svg, "Evening dose of magnesium</text>"));
    CHECK(visit_nights::numbers(nights)[1] == "Evening dose of magnesium (17:00 to 03:00): unknown on 3 nights.");
}

TEST_CASE("the page begins with what one would say") {
    const auto answer = [](const Visit& visit) { return visit_words::answer(visit); };
    Visit visit = four_days();
    CHECK(answer(visit) ==
          "Magnesium was above its upper level on 1 of 3 days. Whether magnesium reached the target is not known, "
          "because the total is a minimum.");
    visit.courses.front().summary.days_over_upper = 0;
    visit.courses.front().summary.days_at_least = 0;
    visit.taken.push_back({.name = "calm", .kept = Adherence{.taken = 3, .missed = 1}});
    CHECK(answer(visit) ==
          "Nothing that was logged went above an upper level. On average, magnesium was below the target. 3 of 4 "
          "scheduled doses were taken.");
    visit.courses.front().summary.days_upper_unknown = 2;
    CHECK(answer(visit).starts_with(
        "Magnesium may have been above its upper level on 2 of 3 days: the form is not known."));
    const DayRange silent{day("2026-11-16"), day("2026-11-16")};
    CHECK(answer(visit_of({}, silent)) == "Nothing was logged in this period.");
    Visit medicine = visit_of({}, silent);
    medicine.taken.push_back({.name = "levo", .kept = Adherence{.taken = 1}, .entries = 1});
    CHECK(
        answer(medicine) == "No supplements with nutrients and no food were logged. 1 of 1 scheduled dose was taken.");
    CHECK(answer(visit_of({{.day = silent.from, .logged = true, .supplement = 400_mg}}, silent)) ==
          "Magnesium was above its upper level. Magnesium reached the target.");
}

TEST_CASE("a medicine is called one, and a line is left for a name") {
    Visit visit = four_days();
    visit.taken.push_back({.name = "levo", .substance = "levothyroxine", .medicine = true, .entries = 1});
    const std::string page = visit_html(visit);
    CHECK(has(page, "<th>levo<span class=\"kind\">Medicine</span><small>levothyroxine</small></th>"));
    CHECK(has(page, "<p class=\"name\">Name<span></span></p>"));
    CHECK(has(visit_markdown(visit), "| levo (Medicine: levothyroxine) |"));
}

TEST_CASE("sources are at the foot of the page, each publication once") {
    const Visit visit = four_days();
    const std::string page = visit_html(visit);
    CHECK(has(page,
        "<li><b>IOM 1997 DRI for Ca, P, Mg, vitamin D, F</b><br/>Magnesium: RDA 320 mg, female, 31 to 50 years, "
        "all sources (ch. 6); UL 350 mg, both sexes, 31 to 50 years, supplements only (ch. 6 (pharmacological "
        "agents only))</li>\n</ul>\n<p class=\"close\">"));
}

TEST_CASE("names and notes stay text, whatever they hold") {
    const std::array<std::string, 7> hostile{"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>",
        "]]>&amp;<!--", "a\x1b[31mb\x01\x7f",
        "\xE2\x80\xAE"
        "desrever",
        "it's \xEF\xBF\xBF and \xFF\xFE", std::string(300, 'x')};
    Visit visit = four_days();
    for (const auto& text : hostile) {
        visit.taken.push_back({.name = text,
            .note = text,
            .per = text,
            .holds = {{Nutrient::magnesium, text, 1_mg, 1_mg}},
            .substance = text,
            .plan = text});
        visit.cautions.push_back({text, text});
        visit.nights.report.symptoms.push_back(
            {.outcome = {text}, .nights = {{day("2026-11-16"), Score::from_tenths(50), {}}}, .summary = {1, 5.0, 7.0}});
        visit.nights.factors.push_back({.name = text, .there = {true}, .nights = 1});
        visit.profile.conditions.push_back(text);
    }
    const std::string html = visit_html(visit);
    const Xml page{html};
    for (const char* element : {"script", "img", "iframe", "a"}) CHECK(page.all(element).empty());
    for (const auto& svg : page.all("svg")) CHECK(!svg.attributes.contains("onload"));
    CHECK(html.find('\x1b') == std::string::npos);
    CHECK(html.find("\xE2\x80\xAE") == std::string::npos);
    CHECK(is_utf8(html));
    const auto rows = page.all("tr", page.with_class("table", "taken"));
    REQUIRE(rows.size() == 8);
    CHECK(rows[1].children[0].own_text == "<script>alert(1)</script>");
    CHECK(rows[2].children[0].own_text == "\"><img src=x onerror=alert(1)>");
    CHECK(rows[3].children[0].own_text == "]]>&amp;<!--");
    CHECK(rows[4].children[0].own_text == "a?[31mb??");
    CHECK(rows[5].children[0].own_text == "?desrever");
    CHECK(rows[7].children[0].own_text == std::string(300, 'x'));
    CHECK_NOTHROW(Xml{visit_svg(visit)});
    const std::string note = visit_markdown(visit);
    CHECK(note.find("| \\<script>alert(1)\\</script> (") != std::string::npos);
    CHECK(note.find("\n<") == std::string::npos);
}

TEST_CASE("a page compares numbers and never diagnoses or advises") {
    const std::string page = visit_html(visit_of(
        {{.day = day("2026-11-16"), .logged = true, .food_logged = true, .food_complete = true, .supplement = 10_mg}},
        {day("2026-11-16"), day("2026-11-16")}));
    CHECK(page.find(
              "<i>▼</i>Magnesium: average below target.</b> 10 mg a day, 3% of 320 mg (RDA). Target met on 0 of 1 day "
              "with entries.") != std::string::npos);
    for (const char* word : {"eficien", "should", "recommend", "too little", "too much"})
        CHECK_MESSAGE(page.find(word) == std::string::npos, word);
}

TEST_CASE("where all is well the page says so") {
    const std::string page = visit_html(visit_of({{.day = day("2026-11-16"),
                                                     .logged = true,
                                                     .food_logged = true,
                                                     .food_complete = true,
                                                     .supplement = 300_mg,
                                                     .food = 100_mg}},
        {day("2026-11-16"), day("2026-11-16")}));
    CHECK(has(page,
        "<p class=\"answer\">Nothing that was logged went above an upper level. Magnesium reached the target.</p>"));
    CHECK(!has(page, "Needs attention"));
}

TEST_CASE("the page says who it is about only as far as that was given") {
    Visit visit = four_days();
    visit.profile.person.stages.push_back({LifeStage::pregnant, day("2026-10-01"), std::nullopt});
    visit.profile.person.stages.push_back({LifeStage::lactating, day("2020-10-01"), day("2020-12-01")});
    visit.profile.person.weight = Mass::from_nanograms(61'500 * ng_per_g);
    visit.profile.usual_diet.set(Nutrient::magnesium, 250_mg);
    const std::string page = visit_html(visit);
    CHECK(page.find("<th>Age</th><td>31 years on <time>2026-11-19</time>, born <time>1995-10-25</time></td>") !=
          std::string::npos);
    CHECK(page.find("<th>Life stage</th><td>pregnant since <time>2026-10-01</time></td>") != std::string::npos);
    CHECK(page.find("<th>Weight</th><td>61.5 kg</td>") != std::string::npos);
    CHECK(page.find("magnesium 250 mg a day (self-reported)") != std::string::npos);
}

TEST_CASE("blood values are on every page as typed, with a mark on the dates of the charts and no judgement") {
    Visit visit = four_days();
    CHECK(!has(visit_html(visit), "Blood values"));
    CHECK(!has(visit_svg(visit), "Blood values"));
    CHECK(!has(visit_markdown(visit), "Blood value"));
    Intake lab{.day = visit.range.to, .what = "ferritin<b>", .kind = Taken::lab};
    lab.unit = "ng/mL";
    lab.detail = "<10 in 15..150";
    visit.labs.push_back(lab);
    const std::string page = visit_html(visit);
    CHECK(has(page, "<h2>Blood values</h2>"));
    CHECK(has(page, "<tr><th>ferritin&lt;b&gt;</th><td><time>" + spell_day(lab.day) +
                        "</time></td><td>&lt;10 ng/mL</td><td>15 to 150</td></tr>"));
    for (const std::string& drawn : {page, visit_svg(visit)}) {
        // The last of the four days, eight pixels high.
        CHECK(has(drawn, "<path class=\"q\" d=\"M3 24v-8h1v8\"/>"));
        CHECK(has(drawn, "ferritin&lt;b&gt;: &lt;10 ng/mL (" + spell_day(lab.day) + ")"));
    }
    CHECK(has(visit_markdown(visit), "| " + spell_day(lab.day) + " | "));
    const std::string section =
        page.substr(page.find("<h2>Blood values"), page.find("<h2>Limitations") - page.find("<h2>Blood values"));
    for (const char* judged : {"deficient", "normal", "low", "high"}) CHECK(!has(section, judged));
}

TEST_CASE("text has a contrast of 4.5 with the paper, marks one of 3, on light and on dark") {
    const std::string page = visit_html(four_days());
    CHECK(has(page, "@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;"));
    for (const std::string scheme : {"light", "dark"}) {
        const ColorTable colors = colors_of(page, scheme);
        CAPTURE(scheme);
        REQUIRE(colors.size() == 11);
        const std::string& paper = colors.at("paper");
        for (const char* text : {"ink", "quiet", "over", "caution", "below", "met"}) {
            CHECK(css_contrast(colors.at(text), paper) >= 4.5);
        }
        for (const char* mark : {"supplement", "food", "usual"}) {
            CHECK(css_contrast(colors.at(mark), paper) >= 3);
        }
        // Stacked areas are told apart without their colours.
        CHECK(css_contrast(colors.at("supplement"), colors.at("food")) >= 1.8);
    }
    CHECK(css_contrast("#fff", "#ffffff") == doctest::Approx(1));
    CHECK(css_contrast("#000", "#fff") == doctest::Approx(21));
}

TEST_CASE("every colour of the page is one of the scheme's") {
    const std::string page = visit_html(four_days());
    const auto body = page.substr(page.find("</style>"));
    for (const char* attribute : {"fill=\"", "stroke=\"", "style=\""}) CHECK_MESSAGE(!has(body, attribute), attribute);
    const auto style = page.substr(page.find("<style>"), page.find("</style>") - page.find("<style>"));
    const auto rules = style.substr(style.rfind("--met:"));
    CHECK(!has(rules.substr(rules.find('}')), "#"));
    // A picture on its own has no scheme to follow.
    CHECK(!has(visit_svg(four_days()), "var("));
}
