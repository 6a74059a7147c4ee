#include <algorithm>

#include "interaction_fixture.hpp"

using namespace epsom;
using namespace epsom::test;
using namespace epsom::test::taken;

namespace {

const Interaction& rule_of(std::string_view subjects, Nutrient mineral) {
    return *std::ranges::find_if(tables::interactions(), [=](const Interaction& rule) { return rule.subjects == subjects && rule.mineral == mineral; });
}
std::string said(const TakenThing& thing, const TakenThing& other, const RuleBook& rules = book()) { return describe(thing, conflicts_of(thing, other, rules).front()); }

}  // namespace

TEST_CASE("a conflict states the times, the distance, what is asked for, and the source") {
    CHECK(said(magnesium("09:00"), medicine("levothyroxine", "07:00")) ==
          "levothyroxine at 07:00 and magnesium at 09:00 are 2 h apart; 4 h are asked for (WebMD/FDB interaction monograph dmid-1034 citing Synthroid PI 02/2024)");
}

TEST_CASE("all sources are named, the longest gap first") {
    CHECK(said(magnesium("08:20"), medicine("alendronate", "08:00")) ==
          "alendronate at 08:00 and magnesium at 08:20 are 20 min apart; 3 to 4 h are asked for when alendronate comes first "
          "(emc 2678 SmPC (oral magnesium; same text emc 12118, Magnaspartate)), 2 h (GoodRx magnesium interactions 2024-12-16 and hcn.health digest), "
          "30 min (WebMD/FDB interaction monograph dmid-1660 citing US PIs)");
}

TEST_CASE("where the order matters it is said") {
    CHECK(said(medicine("ciprofloxacin", "09:30"), magnesium("08:00")) ==
          "magnesium at 08:00 and ciprofloxacin at 09:30 are 1 h 30 min apart; 6 h are asked for when magnesium comes first (ciprofloxacin ER label text (recallguide.org); medizzine.com)");
    CHECK(said(food("coffee-brewed", "08:30"), iron("08:00")) ==
          "iron at 08:00 and coffee-brewed at 08:30 are 30 min apart; 1 h is asked for when iron comes first (newsn24.de on Am J Hematol study (von Siebenthal))");
}

TEST_CASE("things at the same minute are said to be") {
    CHECK(said(calcium(), iron()) == "calcium and iron are both at 08:00; 2 h are asked for (emc 3130 SmPC (oral iron))");
}

TEST_CASE("over midnight the dates are given") {
    CHECK(said(magnesium("2026-11-21T00:30"), medicine("levothyroxine", "23:00")) ==
          "levothyroxine at 2026-11-20 23:00 and magnesium at 2026-11-21 00:30 are 1 h 30 min apart; 4 h are asked for "
          "(WebMD/FDB interaction monograph dmid-1034 citing Synthroid PI 02/2024)");
}

TEST_CASE("a dose is named with what it is in the rules' eyes") {
    TakenThing pill = medicine("levothyroxine", "07:00");
    pill.name = "morning pill";
    const TakenThing multi{.name = "multi", .nutrients = {Nutrient::magnesium, Nutrient::calcium, Nutrient::vitamin_d}, .at = when("09:00")};
    CHECK(said(multi, pill).starts_with("morning pill (levothyroxine) at 07:00 and multi (magnesium, calcium) at 09:00 are 2 h apart"));
    TakenThing hostile = multi;
    hostile.name = "a\x1b[31mb";
    CHECK(said(hostile, pill).find('\x1b') == std::string::npos);
}

TEST_CASE("the user's own rule says that it is") {
    const std::vector<UserRule> own{*make_user_rule("metformin", "iron", "90m")};
    CHECK(said(iron("09:00"), medicine("metformin", "08:00"), tables::rule_book(own)) == "metformin at 08:00 and iron at 09:00 are 1 h apart; 1 h 30 min are asked for (your own rule)");
    CHECK(explain(own.front()) == "metformin and iron at least 1 h 30 min apart (your own rule)");
}

TEST_CASE("a wait says what for and until when") {
    const auto wait = [](const TakenThing& thing, const TakenThing& other, std::string_view from) {
        return describe(next_good_time(thing, std::span{&other, 1}, when(from).at, book()).waits.front(), berlin());
    };
    CHECK(wait(magnesium(), medicine("levothyroxine", "07:00"), "08:00") ==
          "levothyroxine at 07:00: 4 h are asked for after it, until 11:00 (WebMD/FDB interaction monograph dmid-1034 citing Synthroid PI 02/2024)");
    CHECK(wait(magnesium(), medicine("levothyroxine", "09:00"), "08:00") ==
          "levothyroxine at 09:00: 4 h are asked for before and after it, until 13:00 (WebMD/FDB interaction monograph dmid-1034 citing Synthroid PI 02/2024)");
    CHECK(wait(medicine("ciprofloxacin"), magnesium("09:00"), "08:00") ==
          "magnesium at 09:00: 2 h are asked for before it and 6 h after it, until 15:00 (ciprofloxacin ER label text (recallguide.org); medizzine.com)");
    CHECK(wait(medicine("alendronate"), calcium("08:15"), "08:00") ==
          "calcium at 08:15: 30 min are asked for before it, until 08:16 (medizzine.com alendronate; care.med.sa)");
    CHECK(wait(magnesium(), medicine("levothyroxine", "22:00"), "23:00").starts_with("levothyroxine at 2026-11-20 22:00: 4 h are asked for after it, until 02:00 ("));
}

TEST_CASE("a caution states the fact and the source") {
    const TakenThing other = medicine("raltegravir", "07:00");
    CHECK(describe(magnesium("20:00"), cautions(magnesium("20:00"), std::span{&other, 1}, book()).front()) ==
          "raltegravir at 07:00 and magnesium: Mg/Al antacids within 2 h either side still cut C12h by 57 %: not recommended with or without spacing (hivinsite.ucsf.edu; Medscape)");
}

TEST_CASE("a rule is explained with its hours, its fact and its source") {
    const auto explained = [](std::string_view subjects, Nutrient mineral) { return explain(rule_of(subjects, mineral), book()); };
    CHECK(explained("levothyroxine", Nutrient::magnesium) ==
          "levothyroxine at least 4 h before or after magnesium; keep 4 h from aluminium, calcium, iron, magnesium (WebMD/FDB interaction monograph dmid-1034 citing Synthroid PI 02/2024)");
    CHECK(explained("ciprofloxacin", Nutrient::magnesium) ==
          "ciprofloxacin at least 2 h before or 6 h after magnesium; label rule; same for aluminium, iron and zinc products (ciprofloxacin ER label text (recallguide.org); medizzine.com)");
    CHECK(explained("ibandronate", Nutrient::magnesium) ==
          "ibandronate at least 1 h before magnesium; wait at least 60 min after the dose (WebMD/FDB interaction monograph dmid-1660 citing US PIs; nni.com.sg)");
    CHECK(explained("gabapentin", Nutrient::magnesium).starts_with("gabapentin at least 2 h after magnesium; take gabapentin"));
    CHECK(explained("quinolones", Nutrient::magnesium) == "other quinolone antibiotics at least 2 h before or 4 to 6 h after magnesium; general rule (medpill.info (Stockley excerpts) 10256)");
    CHECK(explained("medicine", Nutrient::magnesium).starts_with("any other oral medicine at least 2 h before or after magnesium; default gap"));
    CHECK(explained("cholestyramine,colestipol", Nutrient::iron) == "cholestyramine or colestipol and iron: less is absorbed (emc 3130 SmPC (oral iron))");
    CHECK(explained("estrogens", Nutrient::magnesium) == "estrogens and magnesium: the body loses more of it (consumerlab.com magnesium drug interactions)");
    CHECK(explained("iron", Nutrient::magnesium).starts_with("iron at least 2 h before or after magnesium; iron SmPC"));
}

TEST_CASE("every rule and every condition can be explained, in our way of writing") {
    for (const Interaction& rule : tables::interactions()) {
        const std::string text = explain(rule, book());
        CAPTURE(text);
        CHECK(text.ends_with(")"));
        CHECK(text.find(rule.source) != std::string::npos);
        if (rule.spacing.before.any()) CHECK(text.find(spell(rule.spacing.before)) != std::string::npos);
        if (rule.spacing.after.any()) CHECK(text.find(spell(rule.spacing.after)) != std::string::npos);
    }
    for (const Condition& condition : tables::conditions()) CHECK(describe(condition).find("ask your clinician") != std::string::npos);
}

TEST_CASE("a condition says whether the published upper level applies") {
    CHECK(describe(*tables::find_condition("kidney-disease")) ==
          "kidney disease: the published upper level for magnesium does not apply to you; ask your clinician (NICE ESUOM4; NCT04462796 exclusion list)");
    CHECK(describe(*tables::find_condition("heart-failure")) ==
          "heart failure: ask your clinician about magnesium; excluded from the RLS citrate trial (NCT04462796)");
    CHECK(explain(*tables::find_condition("kidney-disease")) ==
          "kidney disease and magnesium: ask a clinician first: excretion falls and toxicity can follow (NICE ESUOM4; NCT04462796 exclusion list)");
}

TEST_CASE("hours are spelled with both their ends") {
    CHECK(spell(Gap{2h, 3h}) == "2 to 3 h");
    CHECK(spell(Gap{30min, 30min}) == "30 min");
    CHECK(spell(Gap{30min, 1h}) == "30 min to 1 h");
    CHECK(spell(Gap{90min, 90min}) == "1 h 30 min");
}
