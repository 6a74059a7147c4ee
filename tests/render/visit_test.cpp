#include "epsom/render/visit.hpp"

#include <array>
#include <cmath>

#include <doctest/doctest.h>

#include "epsom/render/format.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"
#include "render/day_chart.hpp"
#include "xml.hpp"
#include "zones.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

const Authority& us_ca() { return *tables::find_authority("US_CA"); }

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

/// By WCAG 2: of a colour on white.
double contrast_on_white(std::string_view color) {
    std::string digits{color.substr(1)};
    if (digits.size() == 3) digits = {digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]};
    constexpr std::array weights{0.2126, 0.7152, 0.0722};
    double luminance = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        const double value = std::stoi(digits.substr(2 * i, 2), nullptr, 16) / 255.0;
        luminance += weights[i] * (value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4));
    }
    return 1.05 / (luminance + 0.05);
}

}  // namespace

TEST_CASE("a day's bar is as high as its amount, food on top of supplements, silence a dotted line") {
    const std::string drawn = day_chart::course(four_days().courses.front(), "width=\"100%\"").svg;
    // 400 mg are the whole height of 100; each bar is a slot of 1, and the last of 7 slots are empty.
    CHECK(drawn.find("<path d=\"M0 0v50h1v-50h1v100h1v-75h1v-25\" fill=\"#005a8c\"/>") != std::string::npos);
    CHECK(drawn.find("<path d=\"M3 0v75h1v-75\" fill=\"#5a9a57\"/>") != std::string::npos);
    CHECK(drawn.find("<path d=\"M1 4H2\" stroke=\"#555\" stroke-width=\"2\" stroke-dasharray=\"2 4\"/>") !=
          std::string::npos);
    // Food is not known on Monday and Wednesday.
    CHECK(drawn.find("<path d=\"M0 -5H1M2 -5H3\" stroke=\"#555\" stroke-width=\"3\"/>") != std::string::npos);
    // 320 mg of 400 and 350 of 400.
    CHECK(drawn.find("<path d=\"M0 80H4\" stroke=\"#111\" stroke-width=\"1.5\"/>") != std::string::npos);
    CHECK(drawn.find("<path d=\"M0 87.5H4\" stroke=\"#a8321e\" stroke-width=\"2\" stroke-dasharray=\"5 3\"/>") !=
          std::string::npos);
    // One triangle, above Wednesday: two and a half of seven slots of 80 percent.
    CHECK(drawn.find("<text x=\"28.6%\" y=\"30\" fill=\"#a8321e\" class=\"o\">▲</text>") != std::string::npos);
    CHECK(drawn.find(
              "<title>Magnesium by day</title><desc>Magnesium, average of 3 days with entries: at least 300 mg; target "
              "320 mg RDA, met on at least 1 of 3 days; "
              "upper level 350 mg UL, above on 1 day.</desc>") != std::string::npos);
}

TEST_CASE("a target that changes within the period is drawn as a step") {
    Visit visit = four_days();
    visit.courses.front().rows[2].references.target->value = 200_mg;
    visit.courses.front().rows[3].references.target->value = 200_mg;
    CHECK(day_chart::course(visit.courses.front(), "").svg.find("<path d=\"M0 80H2V50H4\" stroke=\"#111\"") !=
          std::string::npos);
    visit.courses.front().rows[1].references.target.reset();
    CHECK(day_chart::course(visit.courses.front(), "").svg.find("<path d=\"M0 80H1M2 50H4\" stroke=\"#111\"") !=
          std::string::npos);
    CHECK(visit_html(visit).find("320 mg, then 200 mg RDA") != std::string::npos);
}

TEST_CASE("an upper level far above everything does not flatten the bars") {
    Visit visit = four_days();
    for (ReportRow& row : visit.courses.front().rows) row.references.upper->value = 9000_mg;
    const std::string drawn = day_chart::course(visit.courses.front(), "").svg;
    CHECK(drawn.find("↑ UL 9,000") != std::string::npos);
    CHECK(drawn.find("M0 0v50h1") != std::string::npos);
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
        visit.symptoms.push_back(
            {.name = text, .nights = {{day("2026-11-16"), Score::from_tenths(50), {}}}, .summary = {1, 5.0, 7.0}});
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
    CHECK(page.find("<i>✓</i>No known total above an upper level. No average below a target.") != std::string::npos);
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

TEST_CASE("text is read on white with a contrast of 4.5, areas are seen with 3") {
    for (const auto color : {day_chart::ink, day_chart::quiet, day_chart::over_color, std::string_view{"#444"}})
        CHECK(contrast_on_white(color) >= 4.5);
    for (const auto color :
        {day_chart::supplement_color, day_chart::food_color, day_chart::usual_color, std::string_view{"#b36b00"}})
        CHECK(contrast_on_white(color) >= 3);
    CHECK(contrast_on_white("#fff") == doctest::Approx(1));
}
