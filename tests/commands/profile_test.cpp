#include "command_line.hpp"

using namespace epsom;
using namespace epsom::test;
using Json = nlohmann::json;

TEST_CASE("an empty profile says what to set") {
    CommandLine epsom;
    const Answer answer = epsom("profile");
    CHECK(answer.status == 0);
    CHECK(answer.out ==
          "born          not set\n"
          "sex           not set\n"
          "reference     US_CA, Dietary Reference Intakes, Institute of Medicine (now\n"
          "              National Academies), USA and Canada, 1997-2019\n"
          "day start     00:00\n");
    CHECK(answer.err ==
          "epsom: hint: targets depend on birth date and sex: epsom profile set --born 1980-05-17 --sex female\n");
}

TEST_CASE("what is set is shown") {
    CommandLine epsom;
    const std::string shown = epsom.ok(
        "profile set --born 1995-10-25 --sex FEMALE --weight 62.5kg --reference efsa --day-start 4:00 --diet "
        "magnesium=250mg --diet iron=10mg"
        " --target vitamin-d=1000IU --upper magnesium=600mg");
    CHECK(shown ==
          "born          1995-10-25 (31 years)\n"
          "sex           female\n"
          "weight        62.5 kg\n"
          "reference     EFSA, European Food Safety Authority, dietary reference values\n"
          "              2010-2019; UL 2001-2025\n"
          "day start     04:00\n"
          "usual diet    250 mg magnesium\n"
          "upper         600 mg magnesium (personal)\n"
          "usual diet    10 mg iron\n"
          "target        25 mcg vitamin-d (personal)\n");
    CHECK(epsom.ok("profile") == shown);
}

TEST_CASE("setting one thing leaves the others") {
    CommandLine epsom;
    epsom.as_woman();
    CHECK(epsom.ok("profile set --reference uk").find("1995-10-25") != std::string::npos);
}

TEST_CASE("the profile as json") {
    CommandLine epsom;
    epsom.as_woman();
    epsom.ok("profile set --diet magnesium=250mg --reference au-nz --day-start 04:00");
    epsom.ok("profile stage pregnant --from 2026-03-01 --until 2026-11-20");
    CHECK(epsom("profile --format json").json() == Json::parse(R"({
        "schema": "epsom/profile/1", "name": null, "born": "1995-10-25", "sex": "female", "weight_kg": null, "reference": "AU_NZ", "day_start": "04:00", "food_log": "partial",
        "stages": [{"stage": "pregnant", "from": "2026-03-01", "until": "2026-11-20"}],
        "nutrients": [{"nutrient": "magnesium", "unit": "mg", "diet": 250, "target": null, "upper": null}],
        "phytate": "moderate", "follow": "magnesium", "anchors": []})"));
}

TEST_CASE("what was set may be unset, one by one or a kind at once") {
    CommandLine epsom;
    epsom.as_woman();
    epsom.ok("profile set --diet magnesium=250mg --diet iron=10mg --target magnesium=400mg");
    CHECK(epsom.ok("profile unset diet.iron").find("iron") == std::string::npos);
    CHECK(epsom.ok("profile unset diet target.magnesium").find("magnesium") == std::string::npos);
    CHECK(epsom.ok("profile unset born Sex").find("born          not set") != std::string::npos);
    CHECK(epsom("profile unset sex").err ==
          "epsom: error: 'sex' is not set\nepsom: hint: 'epsom profile' shows the settings\n");
}

TEST_CASE("a name heads the profile, reports, pages and the screen of today, and no csv") {
    CommandLine epsom;
    epsom.as_woman().ok("log glycinate 100mg");
    const std::string csv = epsom.ok("report today --format csv"), report = epsom.ok("report today");
    const std::string entries = epsom.ok("report entries today"), today = epsom.ok("today");
    CHECK(epsom.ok("profile set --name '  Anna <3 '").starts_with("name          Anna <3\nborn "));
    CHECK(epsom.ok("report today") == "Anna <3\n\n" + report);
    CHECK(epsom.ok("report entries today") == "Anna <3\n\n" + entries);
    CHECK(epsom.ok("today") == "Anna <3  " + today);
    CHECK(epsom.ok("report today --format csv") == csv);
    CHECK(epsom.ok("report today --format md").starts_with("# Anna \\<3\n\n## Supplement intake"));
    const std::string html = epsom.ok("report today --format html");
    CHECK(html.find("<title>Anna &lt;3: Supplement intake ") != std::string::npos);
    CHECK(html.find("<p class=\"name\">Name<span>Anna &lt;3</span></p>") != std::string::npos);
    CHECK(html.find("content:\"Anna \\3c 3: Supplement intake") != std::string::npos);
    CHECK(epsom.ok("report today --format svg").find("<title id=\"title\">Anna &lt;3: Supplement intake</title>") !=
          std::string::npos);
    CHECK(epsom("report today --format json").json().at("profile").at("name") == "Anna <3");
    CHECK(epsom("today --format json").json().at("profile").at("name") == "Anna <3");
    CHECK(epsom("profile --format json").json().at("name") == "Anna <3");
    epsom.ok("profile unset name");
    CHECK(epsom.ok("report today") == report);
    CHECK(epsom.ok("today") == today);
}

TEST_CASE("a report that is refused prints no name") {
    CommandLine epsom;
    epsom.ok("profile set --name Anna");
    CHECK(epsom("report reference 7d").out == "");
}

TEST_CASE("anchors are times of the day with a name, on some days another one") {
    CommandLine epsom;
    CHECK(epsom.ok("profile set --anchor lunch=12:30 --anchor breakfast:sat,sun=9am --anchor breakfast=7:30")
              .find("anchor        breakfast 07:30; Sat, Sun 09:00\nanchor        lunch 12:30\n") != std::string::npos);
    CHECK(epsom.ok("profile set --anchor breakfast:sun=10:00").find("breakfast 07:30; Sat 09:00; Sun 10:00\n") !=
          std::string::npos);
    CHECK(epsom("profile --format json").json().at("anchors") == Json::parse(R"([
        {"name": "breakfast", "mon": "07:30", "tue": "07:30", "wed": "07:30", "thu": "07:30", "fri": "07:30",
         "sat": "09:00", "sun": "10:00"},
        {"name": "lunch", "mon": "12:30", "tue": "12:30", "wed": "12:30", "thu": "12:30", "fri": "12:30",
         "sat": "12:30", "sun": "12:30"}])"));
    epsom.ok("undo");
    CHECK(epsom.ok("profile").find("breakfast 07:30; Sat, Sun 09:00\n") != std::string::npos);
    CHECK(epsom.ok("profile unset anchor Breakfast").find("breakfast") == std::string::npos);
    CHECK(epsom.ok("profile").find("lunch") != std::string::npos);
    epsom.ok("undo");
    CHECK(epsom.ok("profile unset born anchor lunch breakfast sex").find("anchor") == std::string::npos);
    epsom.ok("undo");
    CHECK(epsom.ok("profile unset anchor.lunch anchor").find("anchor") == std::string::npos);
    CHECK(epsom("profile unset anchor").err ==
          "epsom: error: 'anchor' is not set\nepsom: hint: 'epsom profile' shows the settings\n");
}

TEST_CASE("anchors go with an export and are merged one by one") {
    CommandLine phone, laptop;
    phone.ok("profile set --anchor breakfast=07:30 --anchor breakfast:sat,sun=09:00");
    laptop.ok("profile set --anchor lunch=12:30");
    write_file(laptop.home / "phone.ndjson", phone.ok("export"));
    laptop.run({"import", (laptop.home / "phone.ndjson").string()});
    CHECK(laptop.ok("profile").find("anchor        breakfast 07:30; Sat, Sun 09:00\nanchor        lunch 12:30\n") !=
          std::string::npos);
}

TEST_CASE("life stages have days, and values follow them") {
    CommandLine epsom;
    epsom.as_woman();
    CHECK(epsom.ok("profile stage pregnant --from 2026-03-01 --until yesterday")
              .find("stage         pregnant from 2026-03-01 until 2026-11-19\n") != std::string::npos);
    CHECK(epsom.ok("report reference --on 2026-11-19 --nutrient magnesium --format csv").find(",pregnant,360,RDA,") !=
          std::string::npos);
    CHECK(epsom.ok("report reference --nutrient magnesium --format csv").find(",none,320,RDA,") != std::string::npos);
    CHECK(epsom.ok("profile unset stage").find("stage") == std::string::npos);
}

TEST_CASE("a stage that is ended later is over on the day after, and none overlaps it") {
    CommandLine epsom;
    epsom.as_woman().ok("profile stage pregnant --from 2026-03-01");
    const auto pregnant_on = [&epsom](std::string_view day) {
        return epsom.ok("report reference --nutrient magnesium --format csv --on " + std::string{day})
                   .find(",pregnant,360,RDA,") != std::string::npos;
    };
    CHECK(pregnant_on("2026-11-10"));
    epsom.ok("profile stage pregnant --from 2026-03-01 --until 2026-11-09");
    CHECK(pregnant_on("2026-11-09"));
    CHECK_FALSE(pregnant_on("2026-11-10"));
    CHECK(epsom.ok("profile").find("stage         pregnant from 2026-03-01 until 2026-11-09\nreference") !=
          std::string::npos);
    CHECK(epsom("profile stage lactating --from 2026-11-09").status == 2);
    CHECK(epsom("profile stage pregnant --from 2026-03-01 --until 2026-11-09").status == 2);
    epsom.ok("profile stage lactating --from 2026-11-10");
}

TEST_CASE("the reference tables have no life stages for men") {
    CommandLine epsom;
    epsom.ok("profile set --sex male");
    const Answer answer = epsom("profile stage pregnant --from 2026-03-01");
    CHECK(answer.status == 2);
    CHECK(answer.err ==
          "epsom: error: life stages require sex female; the profile says male\n"
          "epsom: hint: to change it: epsom profile set --sex female\n");
}

TEST_CASE("a usual diet makes a day without food a whole one") {
    CommandLine epsom;
    epsom.as_woman().ok("log glycinate 100mg");
    CHECK(epsom.ok("report today --format csv").find(",100,0,0,100,0,unknown,true,320,RDA,31.3,") != std::string::npos);
    epsom.ok("profile set --diet magnesium=250mg");
    CHECK(
        epsom.ok("report today --format csv").find(",100,0,250,350,0,usual,false,320,RDA,109.4,") != std::string::npos);
}
