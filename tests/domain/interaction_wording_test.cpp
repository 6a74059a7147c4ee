#include <algorithm>

#include "interaction_fixture.hpp"

using namespace epsom;
using namespace epsom::test;
using namespace epsom::test::taken;

namespace {

const Interaction& rule_of(std::string_view subjects, Nutrient mineral) {
    return *std::ranges::find_if(tables::interactions(),
        [=](const Interaction& rule) { return rule.subjects == subjects && rule.mineral == mineral; });
}
std::string said(const TakenThing& thing, const TakenThing& other, const RuleBook& rules = book()) {
    return describe(thing, conflicts_of(thing, other, rules).front());
}
std::string explained(const TakenThing& thing, const TakenThing& other) {
    return explain(thing, conflicts_of(thing, other, book()).front());
}

}  // namespace

TEST_CASE("a conflict is one short sentence") {
    CHECK(said(magnesium("09:00"), medicine("levothyroxine", "07:00")) ==
          "levothyroxine and magnesium 2 h apart; recommended gap 4 h");
    CHECK(said(calcium(), iron()) == "calcium and iron at the same time; recommended gap 2 h");
    CHECK(said(magnesium("2026-11-21T00:30"), medicine("levothyroxine", "23:00")) ==
          "levothyroxine and magnesium 1 h 30 min apart; recommended gap 4 h");
}

TEST_CASE("where the order matters the sentence says which one comes first") {
    CHECK(said(magnesium("08:20"), medicine("alendronate", "08:00")) ==
          "alendronate and magnesium 20 min apart; recommended gap 3-4 h after alendronate");
    CHECK(said(medicine("ciprofloxacin", "09:30"), magnesium("08:00")) ==
          "magnesium and ciprofloxacin 1 h 30 min apart; recommended gap 6 h after magnesium");
    CHECK(said(food("coffee-brewed", "08:30"), iron("08:00")) ==
          "iron and coffee-brewed 30 min apart; recommended gap 3 h after iron");
}

TEST_CASE("an explained conflict states times and every source, the longest gap first") {
    CHECK(explained(magnesium("09:00"), medicine("levothyroxine", "07:00")) ==
          "levothyroxine at 07:00 and magnesium at 09:00: 2 h apart; recommended gap 4 h "
          "(Tirosint-Sol label 2026 (FDA))");
    CHECK(explained(magnesium("08:20"), medicine("alendronate", "08:00")) ==
          "alendronate at 08:00 and magnesium at 08:20: 20 min apart; recommended gap after alendronate 3-4 h "
          "(Oral magnesium SmPC (emc 2678)), 2 h (NIH ODS magnesium), "
          "30 min (Fosamax label 2026 (FDA))");
    CHECK(explained(magnesium("2026-11-21T00:30"), medicine("levothyroxine", "23:00"))
              .starts_with("levothyroxine at 2026-11-20 23:00 and magnesium at 2026-11-21 00:30: 1 h 30 min apart"));
}

TEST_CASE("an explained conflict names what rules see in a dose") {
    TakenThing pill = medicine("levothyroxine", "07:00");
    pill.name = "morning pill";
    const TakenThing multi{.name = "multi",
        .nutrients = {Nutrient::magnesium, Nutrient::calcium, Nutrient::vitamin_d},
        .at = when("09:00")};
    CHECK(explained(multi, pill)
              .starts_with("morning pill (levothyroxine) at 07:00 and multi (magnesium, calcium) at 09:00: 2 h apart"));
    CHECK(said(multi, pill) == "morning pill and multi 2 h apart; recommended gap 4 h");
    TakenThing hostile = multi;
    hostile.name = "a\x1b[31mb";
    CHECK(said(hostile, pill).find('\x1b') == std::string::npos);
    CHECK(explained(hostile, pill).find('\x1b') == std::string::npos);
}

TEST_CASE("the user's own rule is named as such") {
    const std::vector<UserRule> own{*make_user_rule("metformin", "iron", "90m")};
    const RuleBook with_own = tables::rule_book(own);
    CHECK(said(iron("09:00"), medicine("metformin", "08:00"), with_own) ==
          "metformin and iron 1 h apart; gap of your own rule 1 h 30 min");
    CHECK(explain(own.front()) == "metformin and iron at least 1 h 30 min apart (your own rule)");
    CHECK(explain(*make_ignored_pair("calm", "melatonin")) == "calm and melatonin: ignored (your own rule)");
}

TEST_CASE("a wait names the gap and what was taken") {
    const auto wait = [](const TakenThing& thing, const TakenThing& other, std::string_view from) {
        return describe(next_good_time(thing, std::span{&other, 1}, when(from).at, book()).waits.front());
    };
    CHECK(wait(magnesium(), medicine("levothyroxine", "07:00"), "08:00") ==
          "recommended gap 4 h after levothyroxine (07:00)");
    CHECK(wait(magnesium(), medicine("levothyroxine", "09:00"), "08:00") ==
          "recommended gap 4 h before and after levothyroxine (09:00)");
    CHECK(wait(medicine("ciprofloxacin"), magnesium("09:00"), "08:00") ==
          "recommended gap 2 h before and 6 h after magnesium (09:00)");
    CHECK(wait(medicine("alendronate"), calcium("08:15"), "08:00") == "recommended gap 30 min before calcium (08:15)");
    CHECK(wait(magnesium(), medicine("levothyroxine", "22:00"), "23:00") ==
          "recommended gap 4 h after levothyroxine (22:00)");
    const std::vector<UserRule> own{*make_user_rule("metformin", "iron", "3d")};
    const TakenThing metformin = medicine("metformin", "07:00");
    const auto waits = next_good_time(iron(), std::span{&metformin, 1}, when("08:00").at, tables::rule_book(own)).waits;
    CHECK(describe(waits.front()) == "recommended gap 72 h after metformin (2026-11-20 07:00)");
    CHECK(explain(waits.front()) == describe(waits.front()) + " (your own rule)");
}

TEST_CASE("a caution states the fact, and on request the source") {
    const TakenThing other = medicine("raltegravir", "07:00");
    const TakenThing thing = magnesium("20:00");
    const Caution caution = cautions(thing, std::span{&other, 1}, book()).front();
    const std::string fact =
        "not recommended with or without spacing: trough -63 % together, about -60 % at 2 or 4 h, -50 % at 6 h either "
        "side";
    CHECK(describe(thing, caution) == "raltegravir and magnesium: " + fact);
    CHECK(explain(thing, caution) ==
          "raltegravir at 07:00 and magnesium: " + fact + " (Isentress label change 2015 (FDA))");
}

TEST_CASE("an ignored pair has no rules, whatever the table or another rule says") {
    const std::vector<UserRule> own{
        *make_user_rule("magnesium", "levothyroxine", "6h"), *make_ignored_pair("Levothyroxine", "magnesium")};
    CHECK(rules_between(magnesium("09:00"), medicine("levothyroxine", "08:00"), tables::rule_book(own)).empty());
    CHECK(!rules_between(calcium("09:00"), medicine("levothyroxine", "08:00"), tables::rule_book(own)).empty());
}

TEST_CASE("the rule for any other medicine leaves supplements alone, but not names that nobody knows") {
    for (const char* supplement : {"ashwagandha", "5-HTP", "L Theanine", "creatine"}) {
        CHECK(rules_between(magnesium("09:00"), medicine(supplement, "08:00"), book()).empty());
    }
    for (const char* other : {"melatonin", "mysterin", "metformin"}) {
        CHECK(!rules_between(magnesium("09:00"), medicine(other, "08:00"), book()).empty());
    }
}

TEST_CASE("a rule is explained with its hours, its fact and its source") {
    const auto rule = [](std::string_view subjects, Nutrient mineral) {
        return explain(rule_of(subjects, mineral), book());
    };
    CHECK(rule("levothyroxine", Nutrient::magnesium) ==
          "levothyroxine at least 4 h before or after magnesium; 4 h before or after products that lower absorption, "
          "magnesium and aluminium antacids among them; the Synthroid label says monitor (Tirosint-Sol label 2026 "
          "(FDA))");
    CHECK(rule("ciprofloxacin", Nutrient::magnesium) ==
          "ciprofloxacin at least 2 h before or 6 h after magnesium; 2 h before or 6 h after magnesium or aluminium "
          "antacids "
          "and products with calcium, iron or zinc (Cipro label 2026 (FDA))");
    CHECK(rule("ibandronate", Nutrient::magnesium) ==
          "ibandronate at least 1 h before magnesium; at least 60 min before any medicine or supplement; calcium, "
          "aluminium, "
          "magnesium and iron interfere (Ibandronate label 2026 (FDA))");
    CHECK(rule("gabapentin", Nutrient::magnesium)
              .starts_with("gabapentin at least 2 h after magnesium; take gabapentin"));
    CHECK(
        rule("quinolones", Nutrient::magnesium) ==
        "other quinolone antibiotics at least 2 h before or 4-6 h after magnesium; general rule: 2 h before or 4 to 6 "
        "h after "
        "(Stockley's Drug Interactions; NIH ODS magnesium)");
    CHECK(rule("medicine", Nutrient::magnesium)
              .starts_with("any other oral medicine at least 2 h before or after magnesium; default gap"));
    CHECK(rule("cholestyramine,colestipol", Nutrient::iron) ==
          "cholestyramine or colestipol and iron: less is absorbed (Oral iron SmPC (emc 3130))");
    CHECK(rule("estrogens", Nutrient::magnesium) ==
          "estrogens and magnesium: the body loses more of it (unverified: consumerlab.com)");
    CHECK(rule("iron", Nutrient::magnesium).starts_with("iron at least 2 h before or after magnesium; iron SmPC"));
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
    for (const Condition& condition : tables::conditions())
        CHECK(describe(condition).find("ask your clinician") != std::string::npos);
}

TEST_CASE("a condition says whether the published upper level applies") {
    CHECK(describe(*tables::find_condition("kidney-disease")) ==
          "kidney disease: the published upper level for magnesium does not apply to you; ask your clinician (NICE "
          "ESUOM4; NCT04462796; Epsom salt label 2025 (FDA))");
    CHECK(describe(*tables::find_condition("heart-failure")) ==
          "heart failure: ask your clinician about magnesium; excluded from the RLS citrate trial (NCT04462796)");
    CHECK(explain(*tables::find_condition("kidney-disease")) ==
          "kidney disease and magnesium: ask a clinician first: excretion falls and toxicity can follow (NICE ESUOM4; "
          "NCT04462796; Epsom salt label 2025 (FDA))");
}

TEST_CASE("hours are spelled with both their ends") {
    CHECK(spell(Gap{2h, 3h}) == "2-3 h");
    CHECK(spell(Gap{30min, 30min}) == "30 min");
    CHECK(spell(Gap{30min, 1h}) == "30 min to 1 h");
    CHECK(spell(Gap{90min, 90min}) == "1 h 30 min");
}
