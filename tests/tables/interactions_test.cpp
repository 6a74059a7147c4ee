#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "../tsv.hpp"
#include "epsom/domain/check.hpp"
#include "epsom/domain/table_name.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"
#include "paths.hpp"

namespace {

using namespace epsom;
using namespace std::chrono_literals;

const std::string transcription = test::data_path("interactions.tsv");

std::vector<test::Record> records(bool of_conditions) {
    auto all = test::read_tsv(transcription);
    std::erase_if(all, [=](const test::Record& record) { return (record.at("type") == "condition") != of_conditions; });
    return all;
}

Evidence evidence(const test::Record& record) {
    const std::string& status = record.at("status");
    REQUIRE_MESSAGE((status == "verified" || status == "secondary" || status == "weak"), status);
    return status == "verified" ? Evidence::verified : status == "secondary" ? Evidence::secondary : Evidence::weak;
}

/// What is kept apart from any other medicine is the mineral of that rule.
bool is_for_any_medicine(const test::Record& record) { return record.at("with") == "any medicine"; }

/// "2-3", "0.5"
Gap gap(const std::string& hours) {
    if (hours.empty()) return {};
    const auto dash = hours.find('-');
    const minutes least{test::exact(hours.substr(0, dash), 60)};
    return {least, dash == std::string::npos ? least : minutes{test::exact(hours.substr(dash + 1), 60)}};
}

/// The key of what the rules call it; empty when they do not know it.
std::string_view key_of(std::string_view name) {
    if (const auto nutrient = find_nutrient(name)) return info(*nutrient).key;
    if (const Substance* substance = tables::find_substance(name)) return substance->key;
    const Substance* habit = tables::find_habit(name);
    return habit != nullptr ? habit->key : std::string_view{};
}

std::vector<std::string> words_between(std::string text, std::string_view separator) {
    std::vector<std::string> found;
    for (std::size_t at = text.find(separator); at != std::string::npos; at = text.find(separator)) {
        found.push_back(text.substr(0, at));
        text.erase(0, at + separator.size());
    }
    found.push_back(text);
    return found;
}

TakenThing named(std::string_view key) {
    TakenThing thing{.name = "it"};
    if (const auto nutrient = find_nutrient(key)) {
        thing.nutrients = {*nutrient};
    } else if (tables::find_substance(key) != nullptr) {
        thing.substance = key;
    } else {
        thing.name = key;
        thing.source = Source::food;
    }
    return thing;
}

bool speaks_of(const Interaction& rule, std::string_view key) {
    const TakenThing mineral{.name = "mineral", .nutrients = {rule.mineral}};
    const auto matches = rules_between(named(key), mineral, tables::rule_book());
    return std::ranges::any_of(matches, [&](const Match& match) { return match.rule == &rule; });
}

TEST_CASE("the rules are the records of the transcription, in its order") {
    const auto expected = records(false);
    const auto rules = tables::interactions();
    REQUIRE(expected.size() == 140);
    REQUIRE(rules.size() == 145);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const auto& record = expected[i];
        const Interaction& rule = rules[i];
        CAPTURE(record.at("substance"));
        CAPTURE(record.at("examples"));
        CHECK(info(rule.mineral).key == (is_for_any_medicine(record) ? "psyllium" : record.at("with")));
        CHECK(spell(rule.kind) == record.at("kind"));
        CHECK(rule.fact == record.at("fact"));
        CHECK(rule.source == record.at("source"));
        CHECK(rule.evidence == evidence(record));
        const bool either = !record.at("gap_either_side_h").empty();
        const Spacing hours{gap(record.at(either ? "gap_either_side_h" : "drug_before_mineral_h")),
            gap(record.at(either ? "gap_either_side_h" : "drug_after_mineral_h"))};
        CHECK(rule.spacing == (rule.evidence == Evidence::weak ? Spacing{} : hours));
        const auto says = [&](std::string_view words) { return rule.fact.find(words) != std::string_view::npos; };
        CHECK(rule.avoid == (says("avoid") || says("with or without spacing") || says("spacing does not help")));
    }
}

TEST_CASE("a rule speaks of what its record names, and of nothing else") {
    const auto expected = records(false);
    std::set<std::string> unknown;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const auto& record = expected[i];
        const Interaction& rule = tables::interactions()[i];
        CAPTURE(record.at("substance"));
        if (is_for_any_medicine(record)) {
            CHECK(rule.reach == Reach::any_medicine);
            for (const auto& example : words_between(record.at("examples"), ", ")) {
                CHECK_MESSAGE(key_of(tables::without_brackets(example)) == "psyllium", example);
            }
            continue;
        }
        std::set<std::string_view> meant{key_of(record.at("substance"))};
        for (const auto& part : words_between(record.at("substance"), ", ")) meant.insert(key_of(part));
        for (const auto& part : words_between(record.at("substance"), " and ")) meant.insert(key_of(part));
        // What a record of nutrients gives as examples is forms and amounts.
        const bool of_nutrients = record.at("type") == "nutrient";
        for (const auto& examples : words_between(of_nutrients ? "" : record.at("examples"), ", ")) {
            for (const auto& example : words_between(examples, " and other ")) {
                const std::string_view key = key_of(example);
                meant.insert(key);
                if (key.empty()) {
                    unknown.insert(example);
                } else {
                    CHECK_MESSAGE(speaks_of(rule, key), example);
                }
            }
        }
        for (const auto& subject : split(rule.subjects, ',')) {
            const bool antacid = subject.ends_with("-antacid");
            CHECK_MESSAGE((antacid || meant.contains(subject)), subject);
        }
    }
    CHECK(unknown == std::set<std::string>{"", "Mg carbonate + Mg/Al hydroxide", "any oral", "any quinolone",
                         "any quinolone not listed", "calcium carbonate 500 mg", "chronic use",
                         "drugs that affect clotting"});
}

TEST_CASE("what a record says in words beyond its hours is a rule of its own, under the source that says it") {
    struct Said {
        std::string_view subject;
        Nutrient mineral;
        Spacing spacing;
        std::string_view words;
    };
    const Gap two{2h, 2h};
    const Gap four{4h, 4h};
    const Said all[] = {
        {"levothyroxine", Nutrient::iron, {two, two}, "iron SmPC asks only 2 h"},
        {"eltrombopag", Nutrient::magnesium, {four, four}, "EU text 4 h either side"},
        {"eltrombopag", Nutrient::iron, {four, four}, "EU text 4 h either side"},
        {"eltrombopag", Nutrient::calcium, {four, four}, "EU text 4 h either side"},
        {"medicine", Nutrient::magnesium, {{2h, 3h}, {2h, 3h}}, "2 to 3 h (SmPC)"},
    };
    const auto expected = records(false);
    const auto rules = tables::interactions().subspan(expected.size());
    REQUIRE(rules.size() == std::size(all));
    for (std::size_t i = 0; i < rules.size(); ++i) {
        CAPTURE(all[i].subject);
        CHECK(rules[i].subjects == all[i].subject);
        CHECK(rules[i].mineral == all[i].mineral);
        CHECK(rules[i].spacing == all[i].spacing);
        CHECK(std::ranges::any_of(expected, [&](const test::Record& record) {
            return record.at("fact").find(all[i].words) != std::string::npos &&
                   record.at("source").find(rules[i].source) != std::string::npos;
        }));
    }
}

TEST_CASE("nothing is said from memory") {
    const auto from_memory = [](std::string_view text) { return text.find("memory") != std::string_view::npos; };
    for (const Interaction& rule : tables::interactions())
        CHECK_FALSE((from_memory(rule.fact) || from_memory(rule.source)));
    for (const Condition& condition : tables::conditions()) CHECK_FALSE(from_memory(condition.source));
}

TEST_CASE("a page for consumers warns of nothing, and is shown as unverified") {
    std::size_t weak = 0;
    for (const Interaction& rule : tables::interactions()) {
        const bool said = explain(rule, tables::rule_book()).find("(unverified: ") != std::string::npos;
        CHECK(said == (rule.evidence == Evidence::weak));
        if (rule.evidence != Evidence::weak) continue;
        ++weak;
        CHECK_FALSE(rule.spacing.any());
        CHECK(severity_of(rule) == Severity::info);
    }
    CHECK(weak == 4);
}

TEST_CASE("the conditions are the records of the transcription, in its order") {
    const auto expected = records(true);
    const auto conditions = tables::conditions();
    REQUIRE(expected.size() == 10);
    REQUIRE(conditions.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const auto& record = expected[i];
        const Condition& condition = conditions[i];
        CAPTURE(condition.key);
        CHECK(info(condition.nutrient).key == record.at("with"));
        CHECK(condition.fact == record.at("fact"));
        CHECK(condition.source == record.at("source"));
        CHECK(condition.evidence == evidence(record));
        for (const auto& part : words_between(record.at("substance"), ", "))
            CHECK_MESSAGE(tables::find_condition(part) == &condition, part);
    }
}

TEST_CASE("a medicine is found by its generic names, whatever their case, spaces and hyphens") {
    const auto key = [](std::string_view name) { return tables::find_substance(name)->key; };
    CHECK(key("levothyroxine") == "levothyroxine");
    CHECK(key("L-Thyroxine") == "levothyroxine");
    CHECK(key("Alendronic acid") == "alendronate");
    CHECK(key("rifampin") == "rifampicin");
    CHECK(key("ciclosporin") == key("Cyclosporine"));
    CHECK(key("torsemide") == "torasemide");
    CHECK(key("dolutegravir/rilpivirine") == "dolutegravir-rilpivirine");
    CHECK(key("itraconazole") == key("Itraconazole (standard capsules)"));
}

TEST_CASE("a class is a medicine that does not say which") {
    CHECK(tables::find_substance("quinolone antibiotics")->key == "quinolones");
    CHECK(tables::find_substance("PPI")->key == "proton-pump-inhibitors");
    CHECK(tables::find_substance("doxycycline")->classes == "tetracyclines");
}

TEST_CASE("a name that is none is not found") {
    for (const std::string_view name :
        {"", " ", "-", "levothyroxin", "hydralazine", "metformin", "magnesium", "zinc", "caffeine"})
        CHECK(tables::find_substance(name) == nullptr);
    for (const std::string_view name : {"", "healthy", "kidneyy"}) CHECK(tables::find_condition(name) == nullptr);
}

TEST_CASE("habits are found among foods, never among medicines") {
    for (const std::string_view name :
        {"coffee", "coffee-brewed", "Espresso", "tea", "tea-black-brewed", "milk-whole", "egg-hard-boiled"}) {
        CHECK(tables::find_habit(name) != nullptr);
        CHECK(tables::find_substance(name) == nullptr);
    }
    for (const std::string_view name : {"levothyroxine", "zinc", "milk-chocolate", "almond-milk-unsweetened"})
        CHECK(tables::find_habit(name) == nullptr);
    for (const Substance& substance : tables::substances()) {
        if (substance.type != SubstanceType::lifestyle) continue;
        for (const auto& alias : split(substance.aliases, ',')) {
            const bool looks_like_a_key =
                alias.ends_with("-brewed") || alias.starts_with("milk-") || alias.starts_with("egg-");
            if (looks_like_a_key) CHECK_MESSAGE(tables::find_food(alias) != nullptr, alias);
        }
    }
}

TEST_CASE("no medicine answers to the name of an ingredient or a food, or of a compound of what it does not hold") {
    for (const Substance& substance : tables::substances()) {
        if (substance.type == SubstanceType::lifestyle) continue;
        std::vector<std::string> names = split(substance.aliases, ',');
        names.emplace_back(substance.key);
        names.emplace_back(substance.name);
        for (const auto& name : names) {
            if (name.empty()) continue;
            CAPTURE(name);
            const Compound* compound = tables::find_compound(name);
            CHECK((compound == nullptr || compound->nutrient == substance.holds));
            CHECK_FALSE(find_nutrient(name).has_value());
            CHECK(tables::find_food(name) == nullptr);
        }
    }
}

TEST_CASE("there is no substance without a rule, or a source that names it as making restless legs worse") {
    for (const Substance& substance : tables::substances()) {
        const auto about = [&](const Interaction& rule) {
            const auto subjects = split(rule.subjects, ',');
            const auto named_in = [&](std::string_view key) {
                return std::ranges::find(subjects, key) != subjects.end();
            };
            return named_in(substance.key) || std::ranges::any_of(split(substance.classes, ','), named_in);
        };
        const bool is_named = substance.type != SubstanceType::lifestyle && tables::find_aggravating(substance.key);
        CHECK_MESSAGE((is_named || std::ranges::any_of(tables::interactions(), about)), substance.key);
    }
}

TEST_CASE("medicines named as making restless legs worse say who names them, by every name and as members of a class") {
    const auto said = [](std::string_view name) {
        const AggravatingMedicine* named = tables::find_aggravating(name);
        return named == nullptr ? "" : describe(name, *named);
    };
    CHECK(said("metoclopramide") ==
          "metoclopramide is named as making restless legs worse (Winkelman 2025); see man "
          "epsom-restless-legs");
    CHECK(said("diphenhydramine") ==
          "diphenhydramine is named as making restless legs worse (Winkelman 2025, NHLBI "
          "RLS page); see man epsom-restless-legs");
    CHECK(said("Sertraline hydrochloride").find("(Winkelman 2025, NCT04462796)") != std::string::npos);
    CHECK(said("amlodipine").find("(NHLBI RLS page)") != std::string::npos);
    for (const char* name : {"prochlorperazine", "haloperidol", "phenothiazines", "chlorpromazine", "fluoxetine",
             "ssri", "fluvoxamine", "venlafaxine", "amitriptyline", "chlorpheniramine", "older antihistamines",
             "nifedipine", "calcium channel blockers"}) {
        CAPTURE(name);
        CHECK(tables::find_aggravating(name) != nullptr);
    }
    for (const char* name : {"fexofenadine", "levothyroxine", "gabapentin", "levodopa", "sulpiride", "tramadol", "iron",
             "caffeine", "magnesium-antacid", "medicine", "nobody"}) {
        CAPTURE(name);
        CHECK(tables::find_aggravating(name) == nullptr);
    }
}

TEST_CASE("upper levels are not for those whom kidneys, heart block or myasthenia set apart") {
    for (const std::string_view name : {"kidney disease", "CKD", "severe-kidney-disease", "heart block", "AV block",
             "bradycardia", "myasthenia gravis"}) {
        REQUIRE_MESSAGE(tables::find_condition(name) != nullptr, name);
        CHECK_FALSE(tables::find_condition(name)->upper_level_applies);
    }
    CHECK(tables::find_condition("pregnancy")->upper_level_applies);
}

}  // namespace
