#include "epsom/domain/spacing/interaction.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "epsom/text/text.hpp"
#include "interaction_pair.hpp"

namespace epsom {
namespace {

using namespace std::chrono_literals;
constexpr minutes longest_own_gap = 7 * 24h;

/// Whether one of `list`, which commas separate, is `key`.
bool lists(std::string_view list, std::string_view key) {
    while (!list.empty()) {
        const auto comma = std::min(list.find(','), list.size());
        if (list.substr(0, comma) == key) return true;
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return false;
}

bool names_nutrient(std::string_view name) {
    const auto known = find_nutrient(name);
    return known && info(*known).is_nutrient();
}

/// A thing with what the book knows of it.
struct Known {
    const TakenThing& thing;
    const Substance* substance;
    bool is_supplement;

    Known(const TakenThing& of, const RuleBook& book)
        : thing{of},
          substance{of.source == Source::food ? book.find_habit(of.name)
                    : of.substance.empty()    ? nullptr
                                              : book.find_substance(of.substance)},
          is_supplement{!of.substance.empty() && (book.is_supplement(of.substance) || names_nutrient(of.substance))} {}

    [[nodiscard]] bool holds_any() const { return thing.source == Source::supplement && !thing.nutrients.empty(); }
    [[nodiscard]] bool holds(Nutrient nutrient) const {
        return holds_any() && std::ranges::find(thing.nutrients, nutrient) != thing.nutrients.end();
    }
    /// A name that the book does not know may be a medicine's.
    [[nodiscard]] bool medicine_by_mouth() const {
        return thing.source == Source::supplement && !thing.substance.empty() && !is_supplement &&
               (substance == nullptr || substance->type == SubstanceType::drug);
    }
    [[nodiscard]] bool is_subject_of(const Interaction& rule) const {
        if (rule.reach == Reach::any_medicine) return medicine_by_mouth();
        if (substance != nullptr && lists(rule.subjects, substance->key)) return true;
        std::string_view classes = substance == nullptr ? std::string_view{} : substance->classes;
        while (!classes.empty()) {
            const auto comma = std::min(classes.find(','), classes.size());
            if (lists(rule.subjects, classes.substr(0, comma))) return true;
            classes.remove_prefix(std::min(comma + 1, classes.size()));
        }
        return rule.ingredient && holds(*rule.ingredient);
    }
    /// Whether any rule of the table may have it for its subject.
    [[nodiscard]] bool may_be_subject() const { return substance != nullptr || holds_any() || medicine_by_mouth(); }
    /// Whether the user's word means this thing.
    [[nodiscard]] bool is_called(const std::string& name, const RuleBook& book) const {
        if (name_key(name) == name_key(thing.name) ||
            (!thing.substance.empty() && name_key(name) == name_key(thing.substance)))
            return true;
        if (const auto nutrient = find_nutrient(name); nutrient && holds(*nutrient)) return true;
        if (substance == nullptr) return false;
        const Substance* named = thing.source == Source::food ? book.find_habit(name) : book.find_substance(name);
        return named != nullptr && (named == substance || lists(substance->classes, named->key));
    }
};

/// What the table says when `subject` and `mineral` are taken; those rules alone that reach so far.
std::vector<const Interaction*> rules_for(const Known& subject, const Known& mineral, const RuleBook& book) {
    std::vector<const Interaction*> found;
    if (!mineral.holds_any() || !subject.may_be_subject()) return found;
    // Most things are neither a substance nor a medicine: of them only what they hold is a rule's subject.
    const bool by_what_it_holds = subject.substance == nullptr && !subject.medicine_by_mouth();
    std::map<Nutrient, Reach> nearest;  // of the minerals that some rule names
    for (const Interaction& rule : book.rules) {
        if ((by_what_it_holds && !rule.ingredient) || !mineral.holds(rule.mineral) || !subject.is_subject_of(rule))
            continue;
        found.push_back(&rule);
        Reach& reach = nearest.try_emplace(rule.mineral, Reach::any_medicine).first->second;
        if (rule.spacing.any() || rule.avoid) reach = std::min(reach, rule.reach);
    }
    std::erase_if(found, [&](const Interaction* rule) { return rule->reach > nearest.at(rule->mineral); });
    return found;
}

auto order_of(const TakenThing& thing) {
    return std::tie(thing.at.at, thing.name, thing.substance, thing.nutrients, thing.planned);
}

std::vector<Pair> spaced_pairs(const TakenThing& thing, std::span<const TakenThing> others, const RuleBook& book) {
    std::vector<Pair> pairs;
    for (const TakenThing& other : others) {
        Pair pair{thing, other, book};
        if (pair.spaced()) pairs.push_back(std::move(pair));
    }
    std::ranges::sort(pairs, [](const Pair& a, const Pair& b) { return order_of(a.other()) < order_of(b.other()); });
    return pairs;
}

}  // namespace

Pair::Pair(const TakenThing& thing, const TakenThing& other, const RuleBook& book)
    : other_{&other}, at_{std::chrono::floor<minutes>(other.at.at)}, rules_{rules_between(thing, other, book)} {
    std::erase_if(rules_, [](const Match& match) { return !match.spacing.any(); });
    for (const Match& match : rules_) {
        longest_.before = longer(longest_.before, match.spacing.before);
        longest_.after = longer(longest_.after, match.spacing.after);
    }
    first_of_two_ = std::tie(longest_.after.most, thing.name) < std::tie(longest_.before.most, other.name);
}

Gap Pair::longer(const Gap& a, const Gap& b) { return std::tie(a.most, a.least) < std::tie(b.most, b.least) ? b : a; }

std::optional<Conflict> Pair::conflict(Instant when) const {
    if (!blocks(when)) return std::nullopt;
    const auto at = std::chrono::floor<minutes>(when);
    Conflict found{.other = *other_, .first = comes_first(at), .apart = std::chrono::abs(at_ - at)};
    const auto side = [&](const Match& match) { return found.first ? match.spacing.before : match.spacing.after; };
    std::ranges::copy_if(
        rules_, std::back_inserter(found.rules), [&](const Match& match) { return side(match).any(); });
    std::ranges::stable_sort(found.rules,
        [&](const Match& a, const Match& b) { return side(a) != side(b) && longer(side(a), side(b)) == side(a); });
    found.asked = side(found.rules.front());
    return found;
}

Result<UserRule> make_ignored_pair(std::string_view first, std::string_view second) {
    UserRule pair{.first = std::string{trim(first)}, .second = std::string{trim(second)}};
    if (name_key(pair.first).empty() || name_key(pair.second).empty()) {
        return Error{"a rule needs two names", "epsom dose rule list"};
    }
    if (name_key(pair.first) == name_key(pair.second)) {
        return Error{
            in_quotes(first) + " is named twice", "for a minimum time between doses, use --gap with 'epsom dose edit'"};
    }
    return pair;
}

Result<UserRule> make_user_rule(std::string_view first, std::string_view second, std::string_view gap) {
    auto pair = make_ignored_pair(first, second);
    if (!pair) return pair.error();
    UserRule rule = std::move(*pair);
    const auto time = parse_duration(gap);
    if (!time) return time.error();
    if (*time > longest_own_gap) return Error{in_quotes(gap) + " is more than a week", "use at most 7d"};
    rule.gap = *time;
    return rule;
}

std::string kept_key(const UserRule& rule) {
    std::string first = name_key(rule.first);
    std::string second = name_key(rule.second);
    if (second < first) std::swap(first, second);
    return "rule." + first + "." + second;
}

std::string spell_kept(const UserRule& rule) {
    return rule.first + "\t" + rule.second + "\t" + std::to_string(rule.gap.count());
}

std::optional<UserRule> parse_kept_rule(std::string_view kept) {
    const auto parts = split(kept, '\t');
    if (parts.size() != 3) return std::nullopt;
    auto rule =
        parts[2] == "0" ? make_ignored_pair(parts[0], parts[1]) : make_user_rule(parts[0], parts[1], parts[2] + "m");
    return rule ? std::optional{std::move(*rule)} : std::nullopt;
}

bool same_pair(const UserRule& a, const UserRule& b) {
    const auto same = [](const std::string& x, const std::string& y) { return name_key(x) == name_key(y); };
    return (same(a.first, b.first) && same(a.second, b.second)) || (same(a.first, b.second) && same(a.second, b.first));
}

namespace {

/// Until 0.1.0 zinc and vitamin C were kept as substances, without an amount.
void add_nutrient_called(TakenThing& thing) {
    const auto nutrient = thing.substance.empty() ? std::nullopt : find_nutrient(thing.substance);
    if (nutrient && std::ranges::find(thing.nutrients, *nutrient) == thing.nutrients.end())
        thing.nutrients.push_back(*nutrient);
}

}  // namespace

TakenThing thing_of(const Intake& intake, std::string_view substance) {
    TakenThing thing{.name = intake.what,
        .substance = std::string{substance},
        .source = intake.source,
        .route = intake.route,
        .at = intake.moment};
    if (substance.empty() && intake.kind == Taken::substance) thing.substance = intake.what;
    for (const Content& content : intake.contents) {
        if (is_there(content)) thing.nutrients.push_back(content.nutrient);
    }
    add_nutrient_called(thing);
    return thing;
}

TakenThing thing_of(const Dose& dose, const Moment& at, bool planned) {
    TakenThing thing{.name = dose.name,
        .substance = dose.substance,
        .source = dose.source,
        .route = dose.route,
        .at = at,
        .planned = planned};
    for (const Content& content : dose.contents) {
        if (is_there(content)) thing.nutrients.push_back(content.nutrient);
    }
    add_nutrient_called(thing);
    return thing;
}

Severity severity_of(const Interaction& rule) {
    if (rule.avoid) return Severity::alert;
    if (!rule.spacing.any()) return Severity::info;
    const bool of_nutrients = rule.ingredient && rule.subjects == info(*rule.ingredient).key;
    const bool firm = rule.kind == InteractionKind::spacing && rule.evidence == Evidence::verified &&
                      rule.reach != Reach::any_medicine;
    return firm && !of_nutrients ? Severity::alert : Severity::warning;
}

Severity severity_of(const Match& match) {
    return match.rule != nullptr ? severity_of(*match.rule) : Severity::warning;
}

Severity severity_of(const Conflict& conflict) {
    Severity worst = Severity::info;
    for (const Match& match : conflict.rules) {
        const Gap& gap = conflict.first ? match.spacing.before : match.spacing.after;
        if (gap.most > conflict.apart) worst = std::min(worst, severity_of(match));
    }
    return worst;
}

std::vector<Match> rules_between(const TakenThing& a, const TakenThing& b, const RuleBook& book) {
    if (a.route == Route::topical || b.route == Route::topical || name_key(a.name) == name_key(b.name)) return {};
    const Known first{a, book};
    const Known second{b, book};
    const auto is_about_both = [&](const UserRule& rule) {
        return (first.is_called(rule.first, book) && second.is_called(rule.second, book)) ||
               (first.is_called(rule.second, book) && second.is_called(rule.first, book));
    };
    if (std::ranges::any_of(book.own, [&](const UserRule& rule) { return rule.ignores() && is_about_both(rule); }))
        return {};
    std::vector<Match> matches;
    for (const Interaction* rule : rules_for(first, second, book))
        matches.push_back({.rule = rule, .spacing = rule->spacing});
    for (const Interaction* rule : rules_for(second, first, book)) {
        // Two nutrients may be in both things; the rule is one all the same.
        if (std::ranges::find(matches, rule, &Match::rule) == matches.end())
            matches.push_back({.rule = rule, .spacing = rule->spacing.seen_from_the_other()});
    }
    std::ranges::sort(matches, {}, &Match::rule);
    for (const UserRule& rule : book.own) {
        const Gap gap{rule.gap, rule.gap};
        if (is_about_both(rule)) matches.push_back({.own = &rule, .spacing = {gap, gap}});
    }
    return matches;
}

std::vector<TakenThing> in_rules_with(
    const TakenThing& thing, std::span<const TakenThing> others, const RuleBook& book) {
    const auto product = [](const TakenThing& other) {
        return std::tie(other.name, other.substance, other.nutrients, other.source, other.route);
    };
    struct Asked {
        const TakenThing* first;
        bool in_rules;
    };
    std::vector<Asked> asked;
    std::vector<TakenThing> found;
    for (const TakenThing& other : others) {
        auto known =
            std::ranges::find_if(asked, [&](const Asked& before) { return product(*before.first) == product(other); });
        if (known == asked.end()) known = asked.insert(known, {&other, !rules_between(thing, other, book).empty()});
        if (known->in_rules) found.push_back(other);
    }
    return found;
}

std::vector<Conflict> conflicts(const TakenThing& thing, std::span<const TakenThing> others, const RuleBook& book) {
    std::vector<Conflict> found;
    for (const Pair& pair : spaced_pairs(thing, others, book)) {
        if (auto conflict = pair.conflict(thing.at.at)) found.push_back(std::move(*conflict));
    }
    return found;
}

std::vector<Caution> cautions(const TakenThing& thing, std::span<const TakenThing> others, const RuleBook& book) {
    std::vector<Caution> found;
    for (const TakenThing& other : others) {
        for (const Match& match : rules_between(thing, other, book)) {
            if (match.rule == nullptr || match.rule->spacing.any()) continue;
            if (match.rule->kind == InteractionKind::depletes || match.rule->kind == InteractionKind::raises) continue;
            found.push_back({other, match.rule});
        }
    }
    std::ranges::sort(found, [](const Caution& a, const Caution& b) {
        return std::tuple{!a.rule->avoid, order_of(a.other), a.rule} <
               std::tuple{!b.rule->avoid, order_of(b.other), b.rule};
    });
    return found;
}

namespace {

bool is_medicine(const TakenThing& thing, const RuleBook& book) {
    const Substance* substance = Known{thing, book}.substance;
    return substance != nullptr &&
           (substance->type == SubstanceType::drug || substance->type == SubstanceType::injected_drug);
}

}  // namespace

std::vector<Caution> standing_cautions(
    const TakenThing& thing, std::span<const TakenThing> others, const RuleBook& book) {
    std::vector<Caution> found;
    for (const TakenThing& other : others) {
        if (!is_medicine(thing, book) && !is_medicine(other, book)) continue;
        for (const Match& match : rules_between(thing, other, book)) {
            if (match.rule == nullptr || match.rule->spacing.any() || match.rule->avoid ||
                match.rule->evidence == Evidence::weak)
                continue;
            if (std::ranges::find(found, match.rule, &Caution::rule) == found.end())
                found.push_back({other, match.rule});
        }
    }
    return found;
}

std::vector<Caution> new_cautions(const TakenThing& thing, std::span<const TakenThing> on_file, const RuleBook& book) {
    std::vector<Caution> found = standing_cautions(thing, on_file, book);
    for (std::size_t i = 0; i < on_file.size() && !found.empty(); ++i) {
        for (const Caution& known : standing_cautions(on_file[i], on_file.subspan(i + 1), book)) {
            std::erase_if(found, [&known](const Caution& each) { return each.rule == known.rule; });
        }
    }
    return found;
}

NextGood next_good_time(
    const TakenThing& thing, std::span<const TakenThing> others, Instant from, const RuleBook& book) {
    const auto pairs = spaced_pairs(thing, others, book);
    NextGood next{.at = from};
    // Whatever blocks a time blocks every time from there to its end, so none is passed over.
    for (bool moved = true; moved;) {
        moved = false;
        const Instant tried = next.at;
        for (const Pair& pair : pairs) {
            auto conflict = pair.conflict(tried);
            if (!conflict) continue;
            next.waits.push_back({std::move(*conflict), pair.longest().after, pair.end()});
            next.at = std::max(next.at, pair.end());
            moved = true;
        }
    }
    std::ranges::stable_sort(next.waits, {}, &Wait::until);
    return next;
}

std::vector<TimeSpan> closed_times(
    const TakenThing& thing, std::span<const TakenThing> others, TimeSpan within, const RuleBook& book) {
    std::vector<TimeSpan> spans;
    for (const Pair& pair : spaced_pairs(thing, others, book)) {
        const TimeSpan span{std::max(pair.begin(), within.from), std::min(pair.end(), within.until)};
        if (span.from < span.until) spans.push_back(span);
    }
    std::ranges::sort(spans, {}, &TimeSpan::from);
    std::vector<TimeSpan> joined;
    for (const TimeSpan& span : spans) {
        if (joined.empty() || joined.back().until < span.from) joined.push_back(span);
        else joined.back().until = std::max(joined.back().until, span.until);
    }
    return joined;
}

std::vector<const Interaction*> lasting_effects(
    Nutrient nutrient, std::span<const std::string> substances, const RuleBook& book) {
    std::vector<const Interaction*> effects;
    for (const Interaction& rule : book.rules) {
        if (rule.mineral != nutrient ||
            (rule.kind != InteractionKind::depletes && rule.kind != InteractionKind::raises))
            continue;
        const auto affects = [&](const std::string& substance) {
            TakenThing thing{.name = substance, .substance = substance};
            add_nutrient_called(thing);
            return Known{thing, book}.is_subject_of(rule);
        };
        if (std::ranges::any_of(substances, affects)) effects.push_back(&rule);
    }
    return effects;
}

bool concerns(const Condition& condition, const Intake& intake) {
    if (intake.source != Source::supplement || intake.route == Route::topical) return false;
    return std::ranges::any_of(intake.contents, [&](const Content& content) {
        return content.nutrient == condition.nutrient && is_there(content) &&
               (condition.compound.empty() || name_key(content.compound) == name_key(condition.compound));
    });
}

}  // namespace epsom
