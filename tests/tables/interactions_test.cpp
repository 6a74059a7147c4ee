#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "../tsv.hpp"
#include "epsom/domain/text.hpp"
#include "epsom/tables/tables.hpp"
#include "paths.hpp"

namespace {

using namespace epsom;
using namespace std::chrono_literals;

const std::string transcription = test::data_path("interactions.tsv");

/// The parts of `text` that `; ` separates outside of brackets and that are not from memory.
std::string without_memory(std::string_view text) {
    std::string kept;
    int depth = 0;
    std::size_t start = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size() && text[i] == '(') ++depth;
        if (i < text.size() && text[i] == ')') --depth;
        if (i < text.size() && (depth > 0 || text[i] != ';')) continue;
        const std::string_view part = trim(text.substr(start, i - start));
        start = i + 1;
        if (part.find("memory") == std::string_view::npos) kept += (kept.empty() ? "" : "; ") + std::string{part};
    }
    return kept;
}

std::vector<test::Record> records(bool of_conditions, bool from_memory = false) {
    auto all = test::read_tsv(transcription);
    std::erase_if(all, [=](const test::Record& record) {
        return (record.at("type") == "condition") != of_conditions || (record.at("status") == "memory") != from_memory;
    });
    return all;
}

bool partly_memory(const test::Record& record) { return record.at("status") == "partly memory"; }

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

TEST_CASE("the rules are the records of the transcription that have a source, in its order") {
    const auto expected = records(false);
    const auto rules = tables::interactions();
    REQUIRE(expected.size() == 100);
    REQUIRE(rules.size() == 105);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const auto& record = expected[i];
        const Interaction& rule = rules[i];
        CAPTURE(record.at("substance"));
        CAPTURE(record.at("examples"));
        CHECK(info(rule.mineral).key == record.at("with"));
        CHECK(rule.fact == without_memory(record.at("fact")));
        CHECK(rule.source == without_memory(record.at("source")));
        CHECK((rule.evidence == Evidence::secondary) == (record.at("status") == "secondary"));
        const bool either = !record.at("gap_either_side_h").empty();
        const Spacing hours{gap(record.at(either ? "gap_either_side_h" : "drug_before_mineral_h")),
                            gap(record.at(either ? "gap_either_side_h" : "drug_after_mineral_h"))};
        if (partly_memory(record)) {
            CHECK_FALSE(rule.spacing.any());
            CHECK(spell(rule.kind) == "reduces-absorption");
        } else {
            CHECK(rule.spacing == hours);
            CHECK(spell(rule.kind) == record.at("kind"));
        }
    }
}

TEST_CASE("a rule speaks of what its record names, and of nothing else") {
    const auto expected = records(false);
    std::set<std::string> unknown;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const auto& record = expected[i];
        const Interaction& rule = tables::interactions()[i];
        CAPTURE(record.at("substance"));
        std::set<std::string_view> meant{key_of(record.at("substance"))};
        for (const auto& part : words_between(record.at("substance"), ", ")) meant.insert(key_of(part));
        for (const auto& part : words_between(record.at("substance"), " and ")) meant.insert(key_of(part));
        for (const auto& example : words_between(record.at("examples"), ", ")) {
            const std::string_view key = key_of(example);
            meant.insert(key);
            if (key.empty()) {
                unknown.insert(example);
            } else {
                CHECK_MESSAGE(speaks_of(rule, key), example);
            }
        }
        for (const auto& subject : split(rule.subjects, ',')) {
            const bool antacid = subject.ends_with("-antacid");
            CHECK_MESSAGE((antacid || meant.contains(subject)), subject);
        }
    }
    CHECK(unknown == std::set<std::string>{"", "142 mg/day", "80 mg", "Mg carbonate + Mg/Al hydroxide", "any oral", "any quinolone", "any quinolone not listed",
                                           "calcium carbonate 500 mg", "carbonate", "cholecalciferol", "chronic use", "citrate", "ferrous salts", "supplements"});
}

TEST_CASE("what a record says in words beyond its hours is a rule of its own, under the source that says it") {
    struct Said { std::string_view subject; Nutrient mineral; Spacing spacing; std::string_view words; };
    const Gap two{2h, 2h};
    const Said all[] = {
        {"levofloxacin", Nutrient::calcium, {two, {4h, 4h}}, "minerals named: calcium, magnesium, iron"},
        {"levothyroxine", Nutrient::iron, {two, two}, "iron SmPC asks only 2 h"},
        {"bictegravir", Nutrient::magnesium, {{}, two}, "not together nor 2 h after"},
        {"eltrombopag", Nutrient::magnesium, {{4h, 4h}, {4h, 4h}}, "EU text 4 h either side"},
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
            return record.at("fact").find(all[i].words) != std::string::npos && record.at("source").find(rules[i].source) != std::string::npos;
        }));
    }
}

TEST_CASE("nothing is said from memory") {
    REQUIRE(records(false, true).size() == 1);
    REQUIRE(records(true, true).size() == 1);
    for (const auto& example : words_between(records(false, true).front().at("examples"), ", ")) CHECK(tables::find_substance(example) == nullptr);
    CHECK(tables::find_condition(records(true, true).front().at("substance")) == nullptr);
    for (const Interaction& rule : tables::interactions()) {
        CHECK(rule.fact.find("memory") == std::string_view::npos);
        CHECK(rule.source.find("memory") == std::string_view::npos);
    }
    for (const Condition& condition : tables::conditions()) CHECK(condition.source.find("memory") == std::string_view::npos);
}

TEST_CASE("the conditions are the records of the transcription that have a source, in its order") {
    const auto expected = records(true);
    const auto conditions = tables::conditions();
    REQUIRE(expected.size() == 9);
    REQUIRE(conditions.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const auto& record = expected[i];
        const Condition& condition = conditions[i];
        CAPTURE(condition.key);
        CHECK(info(condition.nutrient).key == record.at("with"));
        CHECK(condition.fact == record.at("fact"));
        CHECK(condition.source == record.at("source"));
        CHECK((condition.evidence == Evidence::secondary) == (record.at("status") == "secondary"));
        for (const auto& part : words_between(record.at("substance"), ", ")) CHECK_MESSAGE(tables::find_condition(part) == &condition, part);
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
    for (const std::string_view name : {"", " ", "-", "levothyroxin", "amiloride", "metformin", "magnesium"}) CHECK(tables::find_substance(name) == nullptr);
    for (const std::string_view name : {"", "healthy", "kidneyy"}) CHECK(tables::find_condition(name) == nullptr);
}

TEST_CASE("habits are found among foods, never among medicines") {
    for (const std::string_view name : {"coffee", "coffee-brewed", "Espresso", "tea", "tea-black-brewed", "milk-whole", "egg-hard-boiled"}) {
        CHECK(tables::find_habit(name) != nullptr);
        CHECK(tables::find_substance(name) == nullptr);
    }
    for (const std::string_view name : {"levothyroxine", "zinc", "milk-chocolate", "almond-milk-unsweetened"}) CHECK(tables::find_habit(name) == nullptr);
    for (const Substance& substance : tables::substances()) {
        if (substance.type != SubstanceType::lifestyle) continue;
        for (const auto& alias : split(substance.aliases, ',')) {
            const bool looks_like_a_key = alias.ends_with("-brewed") || alias.starts_with("milk-") || alias.starts_with("egg-");
            if (looks_like_a_key) CHECK_MESSAGE(tables::find_food(alias) != nullptr, alias);
        }
    }
}

TEST_CASE("no medicine answers to the name of a compound, a nutrient or a food") {
    for (const Substance& substance : tables::substances()) {
        if (substance.type == SubstanceType::lifestyle) continue;
        std::vector<std::string> names = split(substance.aliases, ',');
        names.emplace_back(substance.key);
        names.emplace_back(substance.name);
        for (const auto& name : names) {
            if (name.empty()) continue;
            CAPTURE(name);
            CHECK(tables::find_compound(name) == nullptr);
            CHECK_FALSE(find_nutrient(name).has_value());
            CHECK(tables::find_food(name) == nullptr);
        }
    }
}

TEST_CASE("there is no substance without a rule") {
    for (const Substance& substance : tables::substances()) {
        const auto about = [&](const Interaction& rule) {
            const auto subjects = split(rule.subjects, ',');
            const auto named_in = [&](std::string_view key) { return std::ranges::find(subjects, key) != subjects.end(); };
            return named_in(substance.key) || std::ranges::any_of(split(substance.classes, ','), named_in);
        };
        CHECK_MESSAGE(std::ranges::any_of(tables::interactions(), about), substance.key);
    }
}

TEST_CASE("upper levels are not for those whom kidneys, heart block or myasthenia set apart") {
    for (const std::string_view name : {"kidney disease", "CKD", "severe-kidney-disease", "heart block", "AV block", "bradycardia", "myasthenia gravis"}) {
        REQUIRE_MESSAGE(tables::find_condition(name) != nullptr, name);
        CHECK_FALSE(tables::find_condition(name)->upper_level_applies);
    }
    CHECK(tables::find_condition("pregnancy")->upper_level_applies);
}

}  // namespace
