#include <algorithm>
#include <array>

#include "epsom/domain/interaction.hpp"
#include "epsom/domain/text.hpp"

namespace epsom {
namespace {

using std::chrono::days;
constexpr std::string_view users_own = "your own rule";

std::string spell_hours(minutes time) {
    const auto hours = time.count() / 60;
    const auto rest = time.count() % 60;
    if (hours == 0) return std::to_string(rest) + " min";
    return std::to_string(hours) + " h" + (rest == 0 ? "" : " " + std::to_string(rest) + " min");
}

/// `4 h are asked for`.
std::string asked_for(const Gap& gap) {
    const bool one = gap.most == minutes{1} || gap.most == minutes{60};
    return spell(gap) + (one && gap.least == gap.most ? " is" : " are") + " asked for";
}

std::string_view source_of(const Match& match) { return match.rule != nullptr ? match.rule->source : users_own; }

Day date_of(const Moment& moment) { return std::chrono::floor<days>(moment.local()); }

/// `07:00`, with the date where that is not `usual`.
std::string time_of(const Moment& moment, Day usual) {
    const std::string time = spell_time(moment.local());
    return date_of(moment) == usual ? time : spell_day(date_of(moment)) + " " + time;
}

/// `calm (magnesium)`, `morning pill (levothyroxine)`: what it is in the rules' eyes, unless its name says so.
std::string label(const TakenThing& thing, std::span<const Match> rules) {
    std::string as = thing.substance;
    if (as.empty()) {
        for (const Nutrient nutrient : thing.nutrients) {
            const std::string_view key = info(nutrient).key;
            const auto about = [&](const Match& match) { return match.rule != nullptr && (match.rule->mineral == nutrient || match.rule->subjects == key); };
            if (thing.source == Source::supplement && std::ranges::any_of(rules, about)) as += (as.empty() ? "" : ", ") + std::string{key};
        }
    }
    const std::string name = printable(thing.name);
    return as.empty() || name_key(as) == name_key(thing.name) ? name : name + " (" + printable(as) + ")";
}

/// `4 h are asked for (A), 2 h (B)`: every rule, the longest first, with `when` after the first hours.
std::string all_rules(const Conflict& conflict, const std::string& when) {
    std::string text;
    for (const Match& match : conflict.rules) {
        const Gap& gap = conflict.first ? match.spacing.before : match.spacing.after;
        text += text.empty() ? asked_for(gap) + when : ", " + spell(gap);
        text += " (" + std::string{source_of(match)} + ")";
    }
    return text;
}

std::string_view name_of(std::string_view key, const RuleBook& book) {
    if (const Substance* substance = book.find_substance(key)) return substance->name;
    const Substance* habit = book.find_habit(key);
    return habit != nullptr ? habit->name : key;
}

std::string subjects_of(const Interaction& rule, const RuleBook& book) {
    if (rule.reach == Reach::any_medicine) return "any other oral medicine";
    std::string text = rule.reach == Reach::rest_of_class ? "other " : "";
    const auto keys = split(rule.subjects, ',');
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (i > 0) text += i + 1 == keys.size() ? " or " : ", ";
        text += name_of(keys[i], book);
    }
    return text;
}

std::string_view in_words(InteractionKind kind) {
    static constexpr std::array<std::string_view, 5> words{"to be taken apart", "less is absorbed", "the body loses more of it", "the body gets more of it", "a caution"};
    return words[static_cast<std::size_t>(kind)];
}

/// ` at least 2 h before or 6 h after magnesium`, ` and iron: less is absorbed`.
std::string relation(const Interaction& rule) {
    const std::string mineral{info(rule.mineral).key};
    if (rule.spacing.any()) {
        const auto& [before, after] = rule.spacing;
        std::string text = " at least ";
        if (rule.spacing.symmetric()) {
            text += spell(before) + " before or";
        } else if (before.any()) {
            text += spell(before) + " before";
            if (after.any()) text += " or " + spell(after);
        } else {
            text += spell(after);
        }
        return text + (after.any() ? " after " : " ") + mineral;
    }
    return " and " + mineral + ": " + std::string{in_words(rule.kind)};
}

}  // namespace

std::string_view spell(InteractionKind kind) {
    static constexpr std::array<std::string_view, 5> names{"spacing", "reduces-absorption", "depletes", "raises", "caution"};
    return names[static_cast<std::size_t>(kind)];
}

std::string spell(const Gap& gap) {
    if (gap.least == gap.most) return spell_hours(gap.most);
    const bool hours = gap.least.count() % 60 == 0 && gap.most.count() % 60 == 0;
    return (hours ? std::to_string(gap.least.count() / 60) : spell_hours(gap.least)) + " to " + spell_hours(gap.most);
}

std::string describe(const TakenThing& thing, const Conflict& conflict) {
    const TakenThing& first = conflict.first ? thing : conflict.other;
    const TakenThing& second = conflict.first ? conflict.other : thing;
    const std::string first_label = label(first, conflict.rules);
    const std::string second_label = label(second, conflict.rules);
    const bool ordered = !std::ranges::all_of(conflict.rules, [](const Match& match) { return match.spacing.symmetric(); });
    const std::string rules = all_rules(conflict, ordered ? " when " + first_label + " comes first" : "");
    const bool one_day = date_of(first.at) == date_of(second.at);
    const Day usual = one_day ? date_of(first.at) : Day::max();
    if (conflict.apart == minutes{0}) return first_label + " and " + second_label + " are both at " + time_of(first.at, usual) + "; " + rules;
    return first_label + " at " + time_of(first.at, usual) + " and " + second_label + " at " + time_of(second.at, usual) + " are " +
           spell_hours(conflict.apart) + " apart; " + rules;
}

std::string describe(const TakenThing& thing, const Caution& caution) {
    const Match match{.rule = caution.rule};
    const std::span<const Match> rules{&match, 1};
    return label(caution.other, rules) + " at " + time_of(caution.other.at, date_of(thing.at)) + " and " + label(thing, rules) + ": " +
           std::string{caution.rule->fact.empty() ? in_words(caution.rule->kind) : caution.rule->fact} + " (" + std::string{caution.rule->source} + ")";
}

std::string describe(const Wait& wait, const Zone& zone) {
    const Conflict& conflict = wait.conflict;
    const Moment until = zone.at(wait.until);
    std::string text = label(conflict.other, conflict.rules) + " at " + time_of(conflict.other.at, date_of(until)) + ": ";
    if (conflict.first && conflict.asked != wait.after) {
        text += asked_for(conflict.asked) + " before it";
        if (wait.after.any()) text += " and " + spell(wait.after) + " after it";
    } else if (conflict.first) {
        text += asked_for(conflict.asked) + " before and after it";
    } else {
        text += asked_for(conflict.asked) + " after it";
    }
    text += ", until " + spell_time(until.local());
    std::string sources;
    for (const Match& match : conflict.rules) {
        const std::string source{source_of(match)};
        if (sources.find(source) == std::string::npos) sources += (sources.empty() ? "" : "; ") + source;
    }
    return text + " (" + sources + ")";
}

std::string explain(const Interaction& rule, const RuleBook& book) {
    std::string text = subjects_of(rule, book) + relation(rule);
    if (!rule.fact.empty()) text += "; " + std::string{rule.fact};
    return text + " (" + std::string{rule.source} + ")";
}

std::string explain(const UserRule& rule) {
    return printable(rule.first) + " and " + printable(rule.second) + " at least " + spell_hours(rule.gap) + " apart (" + std::string{users_own} + ")";
}

std::string explain(const Match& match, const RuleBook& book) { return match.rule != nullptr ? explain(*match.rule, book) : explain(*match.own); }

std::string describe(const Condition& condition) {
    const std::string nutrient{info(condition.nutrient).key};
    const std::string source = " (" + std::string{condition.source} + ")";
    if (condition.upper_level_applies) return std::string{condition.name} + ": ask your clinician about " + nutrient + "; " + std::string{condition.fact} + source;
    return std::string{condition.name} + ": the published upper level for " + nutrient + " does not apply to you; ask your clinician" + source;
}

std::string explain(const Condition& condition) {
    return std::string{condition.name} + " and " + std::string{info(condition.nutrient).key} + ": " + std::string{condition.fact} + " (" + std::string{condition.source} + ")";
}

}  // namespace epsom
