#include <algorithm>
#include <map>
#include <random>
#include <regex>

#include "command_line.hpp"
#include "epsom/text/text.hpp"
#include "xml.hpp"

using namespace epsom;
using namespace epsom::test;
using Json = nlohmann::json;

namespace {

/// A number of json as a person's page has it: mg whole from 10 on, else one decimal, thousands marked.
std::string as_read(const Json& value, const std::string& unit) {
    const auto nanograms = static_cast<std::int64_t>(value.get<double>() * (unit == "mg" ? 1e6 : 1e3) + 0.5);
    const bool whole = unit == "mg" && nanograms >= 10'000'000;
    return spell_grouped(nanograms, unit == "mg" ? 1'000'000 : 1'000, whole ? 0 : 1);
}

/// The row of a nutrient at that place.
Json row_of(const Json& report, std::string_view nutrient, std::size_t place) {
    for (const Json& row : report.at("rows")) {
        if (row.at("nutrient") == nutrient && place-- == 0) return row;
    }
    throw std::out_of_range{"no such row"};
}

/// Four doses, foods on most days, a slip now and then: `days` days up to 2026-11-19.
CommandLine& some_time(CommandLine& epsom, int days) {
    epsom.as_woman();
    const Day last = *parse_iso_day("2026-11-19");
    const Instant now = epsom.now;
    epsom.now = *parse_instant(spell_day(last - std::chrono::days{days + 1}) + "T06:00", epsom.zone);
    epsom.ok(
        "dose add multi --contains magnesium:citrate=103mg --contains iron=14mg --contains calcium=123mg --contains "
        "vitamin-d=21ug --contains vitamin-b12=2.7ug "
        "--contains folate=123ug --at 08:00");
    epsom.ok(
        "dose add calm --contains magnesium:glycinate=200mg --serving '2 capsules' --at 21:00 --note 'with water'");
    epsom.ok("dose add d3 --contains vitamin-d=25ug --at 08:00");
    epsom.ok("dose add levothyroxine --substance levothyroxine --serving '1 tablet' --at 07:00");
    epsom.now = now;
    std::string lines;
    std::mt19937 random{20261119};
    for (int back = days - 1; back >= 0; --back) {
        const std::string day = spell_day(last - std::chrono::days{back});
        for (const char* dose : {"multi {} 08:00", "calm {} 21:10", "d3 {} 08:05", "levothyroxine {} 07:00"}) {
            if (random() % 7 > 0)
                lines += (random() % 5 > 0 ? "" : "2x ") + std::regex_replace(dose, std::regex{"\\{\\}"}, day) + "\n";
        }
        const bool hungry = random() % 4 > 0;
        for (const char* food : {"almonds", "oats", "milk-whole", "lentils"}) {
            if (hungry && random() % 4 > 0)
                lines += std::string{food} + " " + std::to_string(20 + random() % 200) + "g " + day + " 16:00\n";
        }
        lines += "symptom " + std::to_string(random() % 10) + " --night " + day + "\n";
        if (random() % 4 == 0) lines += "citrate 300mg " + day + " 20:00\n";
    }
    std::string taken;
    std::string scores;
    for (const auto& line : split(lines, '\n')) (line.starts_with("symptom") ? scores : taken) += line + "\n";
    epsom.ok("log -", taken);
    for (const auto& line : split(scores, '\n')) {
        if (!line.empty()) epsom.ok("log " + line);
    }
    return epsom;
}

}  // namespace

TEST_CASE("the page has the numbers of json") {
    CommandLine epsom;
    some_time(epsom, 30);
    const std::string asked =
        "report 2026-10-18..2026-11-20 --nutrient magnesium,iron,calcium,vitamin-d,vitamin-b12,folate";
    const Xml page{epsom.ok(asked + " --format html")};
    const Json json = epsom(asked + " --format json").json();

    // Every row of every nutrient.
    const auto rows = page.all("tr", page.first("details"));
    REQUIRE(rows.size() == 35);
    std::vector<std::string> columns;
    for (std::size_t i = 1; i < rows[0].children.size(); ++i) {
        const auto label = split(rows[0].children[i].text(), ',').front();
        columns.emplace_back(std::ranges::find(known_ingredients(), label, &NutrientInfo::label)->key);
    }
    REQUIRE(columns.size() == 6);
    for (std::size_t row = 1; row < rows.size(); ++row) {
        const auto& cells = rows[row].children;
        for (std::size_t nutrient = 0; nutrient < 6; ++nutrient) {
            const Json said = row_of(json, columns[nutrient], row - 1);
            CAPTURE(said);
            CHECK(cells[0].text() == said.at("period").get<std::string>());
            std::string expected = "–";
            if (!said.at("total").is_null()) {
                expected = (said.at("at_least").get<bool>() ? "≥" : "") + as_read(said.at("total"), said.at("unit")) +
                           (said.at("days_over_upper").get<int>() > 0 ? " ▲" : "");
            }
            CHECK(cells[nutrient + 1].text() == expected);
        }
    }

    // The whole of each nutrient, wherever its group is.
    std::map<std::string, Xml::Element> compared;
    for (const Xml::Element& row : page.all("tr", page.with_class("table", "values"))) {
        if (row.children.size() == 3) compared.emplace(name_key(row.children[0].text()), row.children[1]);
    }
    REQUIRE(compared.size() == 7);  // with the head
    for (std::size_t nutrient = 0; nutrient < 6; ++nutrient) {
        const Json& summary = json.at("summaries").at(nutrient);
        const Json last = row_of(json, known_ingredients()[nutrient].key, 33);
        const std::string unit = last.at("unit");
        CAPTURE(summary);
        const auto found = compared.find(name_key(summary.at("nutrient").get<std::string>()));
        REQUIRE(found != compared.end());
        const std::string said = found->second.text();
        const bool bound = summary.at("days_at_least").get<int>() > 0;
        CHECK(found->second.children[0].text() ==
              (bound ? "≥ " : "") + as_read(summary.at("mean_total"), unit) + " " + unit);
        const int days_met = summary.at("days_met");
        const std::string logged = std::to_string(summary.at("days_logged").get<int>()) + " days";
        const std::string met = bound && days_met == 0 ? "0 of " + logged + " known met"
                                                       : "met on " + std::string{bound ? "at least " : ""} +
                                                             std::to_string(days_met) + " of " + logged;
        CHECK(said.find(as_read(last.at("target"), unit) + " " + unit + " " +
                        last.at("target_kind").get<std::string>() + ": " + met) != std::string::npos);
        if (last.at("upper").is_null()) {
            CHECK(found->second.children.size() == 3);
            continue;
        }
        CHECK(said.find(as_read(last.at("upper"), unit) + " " + unit + " " + last.at("upper_kind").get<std::string>() +
                        ", ") != std::string::npos);
        const int over = summary.at("days_over_upper");
        const bool more_may_be = bound && last.at("upper_scope") == "total";
        const std::string above = "above on " + std::string{more_may_be ? "at least " : ""} + std::to_string(over) +
                                  (over == 1 ? " day" : " days");
        // Folate of which nobody says whether it is folic acid.
        const bool form_unknown = said.find("not known (folic acid or folate)") != std::string::npos;
        if (form_unknown) CHECK(summary.at("nutrient").get<std::string>() == "folate");
        else CHECK(said.ends_with(more_may_be && over == 0 ? "; 0 days known above" : "; " + above));
    }

    // How the plans were kept.
    const auto taken = page.all("tr", page.with_class("table", "taken"));
    const Json adherence = epsom("report adherence 2026-10-18..2026-11-20 --format json").json();
    REQUIRE(adherence.at("rows").size() == 4);
    for (const Json& dose : adherence.at("rows")) {
        const auto line = std::ranges::find(taken, dose.at("dose").get<std::string>(),
            [](const Xml::Element& row) { return row.children[0].own_text; });
        REQUIRE(line != taken.end());
        CHECK(line->children[3].own_text ==
              std::to_string(dose.at("taken").get<int>()) + " of " + std::to_string(dose.at("of").get<int>()));
    }
}

TEST_CASE("the page runs nothing and asks for nothing") {
    CommandLine epsom;
    const std::string page = some_time(epsom, 7).ok("report 2w --format html");
    CHECK(page.find(
              "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
              "base-uri 'none'; form-action 'none'\"/>") != std::string::npos);
    for (const char* outward : {"http:", "https:", "//", "src=", "href", "url(", "@import", "<script", "<link",
             "<iframe", "<object", "<img", "onload", "onclick"}) {
        CHECK_MESSAGE(page.find(outward) == std::string::npos, outward);
    }
    const std::string picture = epsom.ok("report 2w --format svg");
    CHECK(std::regex_replace(picture, std::regex{"xmlns=\"http://www.w3.org/2000/svg\""}, "").find("//") ==
          std::string::npos);
    for (const char* outward : {"href", "url(", "<script", "<image", "<foreignObject", "@import"})
        CHECK_MESSAGE(picture.find(outward) == std::string::npos, outward);
}

TEST_CASE("a quarter of six nutrients and four doses is a page of less than 40 kB") {
    CommandLine epsom;
    some_time(epsom, 90);
    const std::string page = epsom.ok("report 2026-08-22..2026-11-19 --format html");
    MESSAGE("a quarter is " << page.size() << " bytes");
    CHECK(page.size() < 40'000);
    CHECK(page.find("Each bar is one day.") != std::string::npos);
    const std::string all = epsom.ok("report 2026-08-22..2026-11-19 --nutrient all --format html");
    int nutrients = 0;
    const Xml drawn{all};
    for (const auto& row : drawn.all("tr", drawn.with_class("table", "values")))
        nutrients += row.children.size() == 3 ? 1 : 0;
    MESSAGE((nutrients - 1) << " nutrients are " << all.size() << " bytes");
    CHECK(nutrients > 28);
    CHECK(all.size() < 60'000);
    CHECK(all.find("Data table: the first 3 of ") != std::string::npos);
}

TEST_CASE("a longer period has rows of weeks, months or years, and says so") {
    CommandLine epsom;
    some_time(epsom, 3);
    const auto size_of = [&](const char* period, const char* said) {
        const std::string page = epsom.ok("report " + std::string{period} + " --format html");
        CHECK_MESSAGE(page.find(said) != std::string::npos, period);
        return page.size();
    };
    CHECK(size_of("2025-01-01..2026-11-20", "Each bar is one week (average of days with entries).") < 40'000);
    CHECK(size_of("2020-01-01..2026-11-20", "Each bar is one month (average of days with entries).") < 40'000);
    CHECK(size_of("1926-01-01..2026-11-20", "Each bar is one year (average of days with entries).") < 50'000);
    CHECK(size_of("2026 --by month", "Each bar is one month (average of days with entries).") < 40'000);
    const Answer answer = epsom("report 2020-01-01..2026-11-20 --by day --format html");
    CHECK(answer.status == 2);
    CHECK(answer.err ==
          "epsom: error: 2516 rows exceed the page limit of 366\n"
          "epsom: hint: choose a shorter period, or leave out --by\n");
    CHECK(answer.out.empty());
}

TEST_CASE("html shows every nutrient that anything holds, and the one that was asked for") {
    CommandLine epsom;
    epsom.as_woman().ok("log -", "glycinate 200mg 2026-11-18 21:30\nvitamin-d 1000IU 2026-11-18 08:00\n");
    const std::string all = epsom.ok("report --format html");
    CHECK(all.find("<th>Magnesium</th>") != std::string::npos);
    CHECK(all.find("<th>Vitamin D</th>") != std::string::npos);
    CHECK(all.find("<th>Iron</th>") == std::string::npos);
    const std::string one = epsom.ok("report --nutrient vitamin-d --format html");
    CHECK(one.find("<th>Magnesium</th>") == std::string::npos);
    CHECK(one.find("<th>Vitamin D</th>") != std::string::npos);
}

TEST_CASE("svg is the picture of the days that the page has") {
    CommandLine epsom;
    some_time(epsom, 14);
    const std::string asked = "report 2w --nutrient magnesium,iron,calcium,vitamin-d,vitamin-b12,folate";
    const std::string page = epsom.ok(asked + " --format html");
    const std::string svg = epsom.ok(asked + " --format svg");
    const Xml picture{svg};
    CHECK(picture.first("title").text() == "Supplement intake");
    CHECK(picture.first("desc").text().starts_with("2026-11-07 to 2026-11-20: 14 days, 13 with entries. "));
    CHECK(picture.first("desc").text().find("Magnesium, average of 13 days with entries: at least ") !=
          std::string::npos);
    int drawings = 0;
    for (auto at = svg.find("<title>", svg.find("</style>")); at != std::string::npos;
         at = svg.find("<title>", at + 1)) {
        CHECK(page.find(svg.substr(at, svg.find("</svg>", at) - at)) != std::string::npos);
        ++drawings;
    }
    CHECK(drawings == 6);
    CHECK(epsom.ok("report 2w --format svg").find("Iron") == std::string::npos);
}

TEST_CASE("each picture has its text beside it") {
    CommandLine epsom;
    some_time(epsom, 14);
    const Xml page{epsom.ok("report 2w --format html")};
    int pictures = 0;
    for (const auto& svg : page.all("svg")) {
        if (!svg.attributes.contains("role")) continue;
        ++pictures;
        CHECK(svg.attributes.at("role") == "img");
        REQUIRE(svg.children.front().name == "title");
        CHECK(svg.children.front().text().size() > 5);
    }
    CHECK(pictures == 6 + 1);  // days, nights
}

TEST_CASE("the nights of the page have what 'report symptoms' knows, and sleep and factors beside it") {
    CommandLine epsom;
    epsom.as_woman().ok(
        "log -", "glycinate 200mg 2026-11-17 21:30\nglycinate 200mg 2026-11-18 21:30\nzinc 5mg 2026-11-19 08:00\n");
    for (const char* line :
        {"log symptom 3 --night 2026-11-17", "log symptom 0 --night 2026-11-18", "log symptom 4 --night 2026-11-16",
            "log sleep 7h --night 2026-11-18", "log factor caffeine 2026-11-18 15:00"})
        epsom.ok(line);
    const std::string page = epsom.ok("report 2026-11-16..2026-11-19 --format md");
    CHECK(page.find(
              "- rls: 3 of 4 nights rated, mean 2.3 of 10 (range 0 to 4), above 0 on 4.7 nights a week.\n"
              "- Evening dose of magnesium (17:00 to 03:00): at least 200 mg on 2 nights, none on 1, unknown on 1.\n"
              "- Sleep: average 7h over 1 night.\n- caffeine: 1 of 4 nights.\n\n"
              "Too few nights to compare: 2 with at least 200 mg, 0 without. ") != std::string::npos);
}

TEST_CASE("a medicine that was logged or planned is called one, a supplement is not") {
    CommandLine epsom;
    epsom.as_woman().ok("dose add levo --substance levothyroxine --at 07:00 --from 2026-11-01");
    epsom.ok("log -", "levo 2026-11-18 07:00\nwarfarin 2026-11-18 08:00\nglycinate 200mg 2026-11-18 21:30\n");
    const std::string page = epsom.ok("report 2w --format html");
    CHECK(page.find("<th>levo<span class=\"kind\">Medicine</span>") != std::string::npos);
    CHECK(page.find("<th>warfarin<span class=\"kind\">Medicine</span>") != std::string::npos);
    CHECK(page.find("<th>glycinate</th>") != std::string::npos);
}

TEST_CASE("a page without entries says that there are none") {
    CommandLine epsom;
    const std::string page = epsom.ok("report --format html");
    CHECK(page.find("<p class=\"answer\">Nothing was logged in this period.</p>") != std::string::npos);
    CHECK(page.find("<tr><th>Age</th><td>not given</td></tr>") != std::string::npos);
    CHECK_NOTHROW(Xml{page});
    CHECK_NOTHROW(Xml{epsom.ok("report --format svg")});
}

TEST_CASE("what was taken without being a dose is on the page, with how much and how often") {
    CommandLine epsom;
    epsom.as_woman().ok(
        "log -", "citrate 100mg 2026-11-18 21:30\ncitrate 300mg 2026-11-19 21:30\nalmonds 30g 2026-11-19 08:00\n");
    const std::string page = epsom.ok("report --format md");
    CHECK(
        page.find(
            "| citrate | each time: 100 to 300 mg magnesium | unscheduled | 2 times | 2026-11-18 (first entry) |\n") !=
        std::string::npos);
    CHECK(page.find("| almonds") == std::string::npos);
}

TEST_CASE("a page has room for 25 things that were taken, and counts the others") {
    CommandLine epsom;
    epsom.as_woman();
    for (int i = 0; i < 27; ++i) {
        const std::string name = "dose-" + std::string(1, static_cast<char>('a' + i % 26)) + (i < 26 ? "" : "z");
        epsom.ok("dose add " + name + " --contains magnesium=1mg");
        epsom.ok("log " + name);
    }
    const Xml page{epsom.ok("report --format html")};
    CHECK(page.all("tr", page.with_class("table", "taken")).size() == 26);
    CHECK(epsom.ok("report --format md").find("2 more not shown.") != std::string::npos);
}

TEST_CASE("conditions and spacing stand among what needs attention, in the words of the sources") {
    CommandLine epsom;
    epsom.as_woman().ok("profile set --condition kidney-disease");
    epsom.ok("dose add levothyroxine --substance levothyroxine --serving '1 tablet' --at 07:00 --from 2026-11-01");
    epsom.ok("log -",
        "levothyroxine 2026-11-18 07:00\niron 14mg 2026-11-18 07:30\nlevothyroxine 2026-11-19 07:00\n"
        "iron 14mg 2026-11-19 07:10\n");
    const std::string before = epsom.ok("report --format md");
    CHECK(before.find(
              "- ! Iron and levothyroxine were taken closer together than recommended, 2 times. Last on 2026-11-19: "
              "levothyroxine at 07:00 and iron at 07:10: 10 min apart;") != std::string::npos);
    CHECK(before.find("Kidney disease") == std::string::npos);
    epsom.ok("log citrate 100mg 2026-11-19 21:00");
    CHECK(epsom.ok("report --format md")
              .find("- ! Kidney disease is in the profile, and magnesium was taken. The published upper level does not "
                    "apply. ") != std::string::npos);
}

TEST_CASE("a note in Markdown is what one pastes into a note") {
    CommandLine epsom;
    epsom.as_woman().ok(
        "log -", "glycinate 200mg 2026-11-19 21:30\nalmonds 30g 2026-11-19 08:00\nglycinate 400mg 2026-11-20 21:30\n");
    CHECK(epsom.ok("report 2026-11-19..2026-11-20 --format md") ==
          R"(## Supplement intake

2026-11-19 to 2026-11-20: 2 days, 2 with entries

- ▲ Magnesium: above the upper level on 1 of 2 days with entries. Upper level 350 mg (UL), supplements only. Fri 2026-11-20 (400 mg).
- ? Food not logged on 1 of 2 days with entries, only some food logged on 1; totals are minimums.

| Nutrient | Daily average | Target | Upper level |
| --- | --- | --- | --- |
| Magnesium | ≥ 341 mg (supplements 300 mg, food 41 mg) | 320 mg RDA (met on at least 1 of 2 days) | 350 mg UL (supplements only: 300 mg; above on 1 day) |

Each row is one day. ≥ = minimum, ▲ = above upper level, – = no entries.

| Total | Magnesium, mg |
| --- | --- |
| Thu 2026-11-19 | ≥281 |
| Fri 2026-11-20 | ≥400 ▲ |

| Name | Contains | Schedule | Taken | Since |
| --- | --- | --- | --- | --- |
| glycinate | each time: 200 to 400 mg magnesium | unscheduled | 2 times | 2026-11-19 (first entry) |

Reference values: Dietary Reference Intakes, Institute of Medicine (now National Academies), USA and Canada, 1997-2019 (US_CA):

- Magnesium RDA 320 mg: female, 31 to 50 years, all sources; IOM 1997 DRI for Ca, P, Mg, vitamin D, F - ch. 6
- Magnesium UL 350 mg: both sexes, 31 to 50 years, supplements only; IOM 1997 DRI for Ca, P, Mg, vitamin D, F - ch. 6 (pharmacological agents only)

Generated by epsom from self-reported entries. Amounts are compared with reference values published for healthy people. A total below a target is not a diagnosis. Nothing here is medical advice.
)");
}

TEST_CASE("what has no page says where there is one") {
    CommandLine epsom;
    for (const char* line :
        {"report adherence --format html", "report entries --format svg", "report reference --output r.html",
            "report --by what --format svg", "log list --format html", "dose find oats --format html"}) {
        const Answer answer = epsom(line);
        CAPTURE(std::string{line});
        CHECK(answer.status == 2);
        CHECK(answer.err.find(" is not available for ") != std::string::npos);
        CHECK(answer.err.find("'epsom report --format ") != std::string::npos);
        CHECK(answer.out.empty());
    }
    CHECK(epsom("report --by what --format svg").err ==
          "epsom: error: 'svg' is not available for 'report --by what'\n"
          "epsom: hint: 'epsom report --format svg' works; here use text, csv, tsv, json, ndjson or md\n");
    CHECK(epsom("report --explain --format html").err ==
          "epsom: error: --explain requires text, csv, tsv, json or ndjson\n"
          "epsom: hint: leave it out: html already names the source of each value\n");
}

TEST_CASE("the page names what no gap settles, in the words of the source") {
    CommandLine epsom;
    epsom.as_woman();
    epsom.ok("log warfarin");
    epsom.ok("log vitamin-k 100mcg -q");
    epsom.ok("log vitamin-d 25mcg");
    const std::string page = epsom.ok("report today --format md");
    CHECK(page.find("arfarin") != std::string::npos);
    CHECK(page.find(
              "both taken. \u201ckeep vitamin K intake the same from day to day; changes move the INR\u201d (NIH ODS "
              "vitamin K") != std::string::npos);
    CHECK(page.find("need magnesium") ==
          std::string::npos);  // a fact about two nutrients is listed by 'dose rule list' alone
}
