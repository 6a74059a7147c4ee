#include "dose_rule.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "epsom/domain/spacing/interaction.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

/// The citations whose keys `wanted` takes, below a heading.
void print_citations(const Context& context, const std::function<bool(std::string_view key)>& wanted) {
    context.print("\nSources\n");
    for (const Citation& citation : tables::citations()) {
        if (wanted(citation.key))
            context.print("  " + std::string{citation.key} + ": " + std::string{citation.text} + "\n");
    }
}

}  // namespace

void DoseRuleList::options(Options& options) {
    options.operands("[NAME]", name_)
        .offer({Offer::medicine, Offer::nutrient, Offer::dose}, 2)
        .flag("--sources", sources_, "Add the full citation of each source")
        .examples(
            "  epsom dose rule list\n  epsom dose rule list levothyroxine\n  epsom dose rule list iron --sources\n");
}

ExitCode DoseRuleList::run(Context& context) {
    const Store store = context.open(Store::Access::read);
    const std::vector<UserRule> own = store.user_rules();
    if (name_.empty()) {
        for (const UserRule& rule : own) context.print(explain(rule) + "\n");
        if (own.empty())
            context.print(
                "No rules of your own. To list the published rules for a name: epsom dose rule list levothyroxine\n");
        if (sources_) print_citations(context, [](std::string_view) { return true; });
        return ExitCode::ok;
    }
    const std::string name = joined(name_);
    const RuleBook book = tables::rule_book(own);
    const Substance* substance = book.find_substance(name);
    if (substance == nullptr) substance = book.find_habit(name);
    const auto nutrient = find_nutrient(name);
    std::size_t shown = 0;
    std::set<std::string_view> keys;
    for (const Interaction& rule : book.rules) {
        const auto subjects = split(rule.subjects, ',');
        const auto concerns_it = [&](const std::string& subject) {
            const std::string key = name_key(trim(subject));
            if (nutrient && key == name_key(info(*nutrient).key)) return true;
            if (substance == nullptr) return false;
            const auto classes = split(substance->classes, ',');
            return key == name_key(substance->key) ||
                   std::ranges::any_of(classes, [&](const std::string& group) { return name_key(trim(group)) == key; });
        };
        if (!(nutrient && rule.mineral == *nutrient) && std::ranges::none_of(subjects, concerns_it)) continue;
        context.print(printable(explain(rule, book)) + "\n");
        for (const std::string_view key : cited(rule.source)) keys.insert(key);
        ++shown;
    }
    for (const UserRule& rule : own) {
        if (name_key(rule.first) != name_key(name) && name_key(rule.second) != name_key(name)) continue;
        context.print(explain(rule) + "\n");
        ++shown;
    }
    if (sources_ && !keys.empty())
        print_citations(context, [&keys](std::string_view key) { return keys.contains(key); });
    if (shown > 0) return ExitCode::ok;
    std::vector<std::string_view> known;
    for (const Substance& other : tables::substances()) known.push_back(other.key);
    for (const auto& other : known_ingredients()) known.push_back(other.key);
    std::string hint = did_you_mean(name, known);
    if (hint.empty()) hint = "to add your own: epsom dose rule add NAME magnesium 4h";
    return context.refuse({"no known rule for " + in_quotes(name), hint});
}

void DoseRuleAdd::options(Options& options) {
    options.operands("NAME NAME DURATION", words_)
        .offer({Offer::medicine, Offer::nutrient, Offer::dose}, 2)
        .examples("  epsom dose rule add levothyroxine magnesium 4h\n");
}

namespace {

/// The sentence about a name of `rule` that is neither a dose nor anything that rules know; empty when both are known.
std::optional<Error> unknown_name(const UserRule& rule, const std::vector<Dose>& doses) {
    const RuleBook book = tables::rule_book({});
    for (const auto& name : {rule.first, rule.second}) {
        const bool known = find_nutrient(name) || book.find_substance(name) != nullptr ||
                           book.find_habit(name) != nullptr || find_dose(doses, name) != nullptr;
        if (known) continue;
        std::vector<std::string_view> names;
        for (const Substance& substance : tables::substances()) names.push_back(substance.key);
        for (const auto& nutrient : known_ingredients()) names.push_back(nutrient.key);
        for (const Dose& dose : doses) names.push_back(dose.name);
        const std::string near = did_you_mean(name, names);
        return Error{in_quotes(name) + " is not a dose, medicine or nutrient", near.empty() ? "epsom dose list" : near};
    }
    return std::nullopt;
}

ExitCode keep_rule(Context& context, const Result<UserRule>& rule, const std::string& title) {
    if (!rule) return context.refuse(rule.error());
    Store store = context.open_draft();
    if (const auto error = unknown_name(*rule, store.doses())) return context.refuse(*error);
    context.begin(store);
    Change change{store, context.clock().now};
    change.set_rule(*rule, true);
    change.commit(title + " " + rule->first + " " + rule->second);
    if (!context.quiet()) context.print("Added: " + explain(*rule) + "\n");
    return ExitCode::ok;
}

}  // namespace

ExitCode DoseRuleAdd::run(Context& context) {
    if (words_.size() != 3) {
        return context.refuse(
            {"a rule takes two names and a duration", "epsom dose rule add levothyroxine magnesium 4h"});
    }
    return keep_rule(context, make_user_rule(words_[0], words_[1], words_[2]), "dose rule add");
}

void DoseRuleIgnore::options(Options& options) {
    options.operands("NAME NAME", words_)
        .offer({Offer::medicine, Offer::nutrient, Offer::dose}, 2)
        .examples("  epsom dose rule ignore calm zinc\n");
}

ExitCode DoseRuleIgnore::run(Context& context) {
    if (words_.size() != 2)
        return context.refuse({"missing the two names to ignore", "epsom dose rule ignore calm zinc"});
    return keep_rule(context, make_ignored_pair(words_[0], words_[1]), "dose rule ignore");
}

void DoseRuleRemove::options(Options& options) {
    options.operands("NAME NAME", words_)
        .offer({Offer::medicine, Offer::nutrient, Offer::dose}, 2)
        .examples("  epsom dose rule remove levothyroxine magnesium\n");
}

ExitCode DoseRuleRemove::run(Context& context) {
    if (words_.size() != 2)
        return context.refuse({"missing the two names of the rule", "'epsom dose rule list' shows your rules"});
    Store store = context.open_existing();
    const UserRule typed{words_[0], words_[1], minutes{0}};
    for (const UserRule& rule : store.user_rules()) {
        if (!same_pair(rule, typed)) continue;
        Change change{store, context.clock().now};
        change.set_rule(rule, false);
        change.commit("dose rule remove " + rule.first + " " + rule.second);
        if (!context.quiet()) context.print("Removed: " + explain(rule) + "\n");
        return ExitCode::ok;
    }
    return context.refuse({"you have no rule for " + in_quotes(words_[0]) + " and " + in_quotes(words_[1]),
        "'epsom dose rule list' shows your rules"});
}

}  // namespace epsom
