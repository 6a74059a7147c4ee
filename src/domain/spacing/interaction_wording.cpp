#include <algorithm>
#include <array>

#include "epsom/domain/citation.hpp"
#include "epsom/domain/spacing/interaction.hpp"
#include "epsom/domain/table_name.hpp"
#include "epsom/text/text.hpp"

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

std::string source_of(const Interaction& rule) {
    return (rule.evidence == Evidence::weak ? "unverified: " : "") + std::string{rule.source};
}
std::string source_of(const Match& match) {
    return match.rule != nullptr ? source_of(*match.rule) : std::string{users_own};
}

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
            const auto about = [&](const Match& match) {
                return match.rule != nullptr && (match.rule->mineral == nutrient || match.rule->ingredient == nutrient);
            };
            if (thing.source == Source::supplement && std::ranges::any_of(rules, about))
                as += (as.empty() ? "" : ", ") + std::string{key};
        }
    }
    const std::string name = printable(thing.name);
    return as.empty() || name_key(as) == name_key(thing.name) ? name : name + " (" + printable(as) + ")";
}

/// `2-3 h (A), 2 h (B)`: every rule of the conflict, the longest gap first.
std::string all_rules(const Conflict& conflict) {
    std::string text;
    for (const Match& match : conflict.rules) {
        const Gap& gap = conflict.first ? match.spacing.before : match.spacing.after;
        text += (text.empty() ? "" : ", ") + spell(gap) + " (" + source_of(match) + ")";
    }
    return text;
}

/// ` (A; B)`: each source once.
std::string sources_of(const Conflict& conflict) {
    std::string sources;
    for (const Match& match : conflict.rules) {
        const std::string source = source_of(match);
        if (sources.find(source) == std::string::npos) sources += (sources.empty() ? "" : "; ") + source;
    }
    return " (" + sources + ")";
}

/// A conflict's two things in the order in which they are taken.
struct InOrder {
    const TakenThing& first;
    const TakenThing& second;
    InOrder(const TakenThing& thing, const Conflict& conflict)
        : first{conflict.first ? thing : conflict.other}, second{conflict.first ? conflict.other : thing} {}
};

/// `40 min apart`, `at the same time`.
std::string distance(const Conflict& conflict) {
    return conflict.apart == minutes{0} ? "at the same time" : spell_hours(conflict.apart) + " apart";
}

/// ` after levothyroxine`, where a rule asks for another gap when the other thing comes first.
std::string which_first(const Conflict& conflict, const std::string& first) {
    const bool either =
        std::ranges::all_of(conflict.rules, [](const Match& match) { return match.spacing.symmetric(); });
    return either ? "" : " after " + first;
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
    static constexpr std::array<std::string_view, 5> words{
        "to be taken apart", "less is absorbed", "the body loses more of it", "the body gets more of it", "a caution"};
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
    static constexpr std::array<std::string_view, 5> names{
        "spacing", "reduces-absorption", "depletes", "raises", "caution"};
    return names[static_cast<std::size_t>(kind)];
}

std::string spell(const Gap& gap) {
    if (gap.least == gap.most) return spell_hours(gap.most);
    const bool hours = gap.least.count() % 60 == 0 && gap.most.count() % 60 == 0;
    return (hours ? std::to_string(gap.least.count() / 60) + "-" : spell_hours(gap.least) + " to ") +
           spell_hours(gap.most);
}

std::string describe(const TakenThing& thing, const Conflict& conflict) {
    const auto [first, second] = InOrder{thing, conflict};
    const bool own = conflict.rules.front().own != nullptr;
    return printable(first.name) + " and " + printable(second.name) + " " + distance(conflict) + "; " +
           (own ? "gap of your own rule " : "recommended gap ") + spell(conflict.asked) +
           which_first(conflict, printable(first.name));
}

std::string explain(const TakenThing& thing, const Conflict& conflict) {
    const auto [first, second] = InOrder{thing, conflict};
    const std::string first_label = label(first, conflict.rules);
    const bool one_day = date_of(first.at) == date_of(second.at);
    const Day usual = one_day ? date_of(first.at) : Day::max();
    return first_label + " at " + time_of(first.at, usual) + " and " + label(second, conflict.rules) + " at " +
           time_of(second.at, usual) + ": " + distance(conflict) + "; recommended gap" +
           which_first(conflict, first_label) + " " + all_rules(conflict);
}

std::string describe(const TakenThing& thing, const Caution& caution) {
    return printable(caution.other.name) + " and " + printable(thing.name) + ": " +
           std::string{caution.rule->fact.empty() ? in_words(caution.rule->kind) : caution.rule->fact};
}

std::string explain(const TakenThing& thing, const Caution& caution) {
    const Match match{.rule = caution.rule};
    const std::span<const Match> rules{&match, 1};
    return label(caution.other, rules) + " at " + time_of(caution.other.at, date_of(thing.at)) + " and " +
           label(thing, rules) + ": " +
           std::string{caution.rule->fact.empty() ? in_words(caution.rule->kind) : caution.rule->fact} + " (" +
           source_of(*caution.rule) + ")";
}

std::string describe(const Wait& wait) {
    const Conflict& conflict = wait.conflict;
    std::string text = "recommended gap " + spell(conflict.asked);
    if (conflict.first && conflict.asked != wait.after) {
        text += " before";
        if (wait.after.any()) text += " and " + spell(wait.after) + " after";
    } else {
        text += conflict.first ? " before and after" : " after";
    }
    const bool recent = std::chrono::abs(wait.until - conflict.other.at.at) < days{1};
    const Day usual = recent ? date_of(conflict.other.at) : Day::max();
    return text + " " + printable(conflict.other.name) + " (" + time_of(conflict.other.at, usual) + ")";
}

std::string explain(const Wait& wait) { return describe(wait) + sources_of(wait.conflict); }

std::string explain(const Interaction& rule, const RuleBook& book) {
    std::string text = subjects_of(rule, book) + relation(rule);
    if (!rule.fact.empty()) text += "; " + std::string{rule.fact};
    return text + " (" + source_of(rule) + ")";
}

std::string explain(const UserRule& rule) {
    if (rule.ignores())
        return printable(rule.first) + " and " + printable(rule.second) + ": ignored (" + std::string{users_own} + ")";
    return printable(rule.first) + " and " + printable(rule.second) + " at least " + spell_hours(rule.gap) +
           " apart (" + std::string{users_own} + ")";
}

std::string explain(const Match& match, const RuleBook& book) {
    return match.rule != nullptr ? explain(*match.rule, book) : explain(*match.own);
}

std::string describe(const Condition& condition) {
    const std::string nutrient{info(condition.nutrient).key};
    const std::string source = " (" + std::string{condition.source} + ")";
    if (condition.upper_level_applies)
        return std::string{condition.name} + ": ask your clinician about " + nutrient + "; " +
               std::string{condition.fact} + source;
    return std::string{condition.name} + ": the published upper level for " + nutrient +
           " does not apply to you; ask your clinician" + source;
}

std::string explain(const Condition& condition) {
    return std::string{condition.name} + " and " + std::string{info(condition.nutrient).key} + ": " +
           std::string{condition.fact} + " (" + std::string{condition.source} + ")";
}

std::string describe(std::string_view name, const AggravatingMedicine& medicine) {
    std::string sources;
    for (const std::string_view key : cited(medicine.source))
        sources += (sources.empty() ? "" : ", ") + std::string{tables::without_brackets(key)};
    return printable(name) + " is named as making restless legs worse (" + sources + "); see man epsom-restless-legs";
}

}  // namespace epsom
