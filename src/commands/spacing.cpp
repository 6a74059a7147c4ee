#include "spacing.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <set>

#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"
#include "session/doses.hpp"
#include "session/reference.hpp"

namespace epsom {
namespace {

using std::chrono::days;
using namespace std::chrono_literals;

std::string clock_time(const Moment& moment, const Clock& clock) {
    const Day date = std::chrono::floor<days>(moment.local());
    return (date == std::chrono::floor<days>(clock.moment().local()) ? "" : spell_day(date) + " ") +
           spell_time(moment.local());
}

/// `00:20`, with the date of what is half a day away or more.
std::string near_time(const Moment& moment, const Clock& clock) {
    return std::chrono::abs(moment.at - clock.now) < 12h ? spell_time(moment.local()) : clock_time(moment, clock);
}

}  // namespace

days reach_of(std::span<const UserRule> own) {
    days reach{1};
    for (const UserRule& rule : own) reach = std::max(reach, std::chrono::ceil<days>(rule.gap));
    return reach;
}

SpacingView::SpacingView(const Store& store, const Clock& clock, std::vector<Dose> doses)
    : store_{store}, clock_{clock}, doses_{std::move(doses)}, own_{store.user_rules()} {}

RuleBook SpacingView::book() const { return tables::rule_book(own_); }

TakenThing SpacingView::thing(const Intake& intake) const {
    const auto dose = std::ranges::find(doses_, intake.dose, &Dose::uuid);
    return thing_of(intake, intake.dose.empty() || dose == doses_.end() ? std::string_view{} : dose->substance);
}

std::vector<TakenThing> SpacingView::taken_around(Instant moment, std::int64_t without) const {
    std::vector<TakenThing> things;
    const Day middle = clock_.day_of(clock_.zone.at(moment));
    const days reach = reach_of(own_);
    store_.for_each_intake({middle - reach, middle + reach}, [&](const Intake& intake) {
        if (intake.id != without && !is_diary(intake.kind)) things.push_back(thing(intake));
    });
    return things;
}

std::vector<TakenThing> SpacingView::on_file(std::int64_t id, std::string_view without) const {
    std::vector<TakenThing> things;
    for (const Intake& intake : store_.latest_of_each(id)) things.push_back(thing(intake));
    for (const Dose& dose : doses_) {
        if (dose.uuid != without) things.push_back(thing_of(dose, clock_.moment()));
    }
    return things;
}

std::vector<TakenThing> SpacingView::planned(const Dose& without) const {
    std::vector<TakenThing> things;
    for (const Dose& dose : doses_) {
        if (dose.uuid == without.uuid) continue;
        const WatchedDose watched = watch(store_, dose, clock_.now);
        const Day tomorrow = clock_.today() + days{1};
        for (const Outcome& outcome : outcomes(dose.plan, {clock_.today(), tomorrow}, watched.history(), clock_)) {
            if (outcome.state == SlotState::open && !outcome.slot.of_interval)
                things.push_back(thing_of(dose, outcome.slot.at));
        }
        for (const Slot& slot : interval_slots_ahead(dose.plan, tomorrow, watched.history(), clock_)) {
            if (slot.at.at > clock_.now) things.push_back(thing_of(dose, slot.at));
        }
    }
    return things;
}

std::vector<std::string> SpacingView::substances() const {
    std::vector<std::string> names;
    for (const Dose& dose : doses_) {
        if (!dose.substance.empty()) names.push_back(dose.substance);
        if (dose.source != Source::supplement || dose.route == Route::topical) continue;
        for (const Nutrient held : thing_of(dose, {}).nutrients) names.emplace_back(info(held).key);
    }
    return names;
}

std::vector<std::string> spacing_warnings(const SpacingView& view, const Intake& intake, const Clock& clock) {
    std::vector<std::string> warnings;
    const TakenThing thing = view.thing(intake);
    const auto others = in_rules_with(thing, view.taken_around(intake.moment.at, intake.id), view.book());
    const auto found = conflicts(thing, others, view.book());
    for (const Conflict& conflict : found) warnings.push_back(describe(thing, conflict));
    if (!found.empty()) {
        const NextGood next = next_good_time(thing, others, intake.moment.at, view.book());
        warnings.back() +=
            " (earliest " + printable(thing.name) + ": " + near_time(clock.zone.at(next.at), clock) + ")";
    }
    // Where a source says to avoid the pair, each entry says so; other cautions are said once.
    for (const Caution& caution : cautions(thing, others, view.book())) {
        if (caution.rule->avoid) warnings.push_back(describe(thing, caution));
    }
    return warnings;
}

std::vector<std::string> caution_warnings(
    const SpacingView& view, const Store& store, std::span<const Intake> intakes) {
    std::int64_t first = std::numeric_limits<std::int64_t>::max();
    for (const Intake& intake : intakes) first = std::min(first, intake.id);
    std::vector<TakenThing> brought;
    std::set<std::string> names;
    for (const Intake& intake : intakes) {
        // 'dose add' said what a dose brings.
        const bool may_be_new = !is_diary(intake.kind) && intake.dose.empty() && names.insert(intake.what).second;
        if (!may_be_new || store.has_earlier(intake.what, first)) continue;
        brought.push_back(view.thing(intake));
    }
    std::vector<std::string> warnings;
    if (brought.empty()) return warnings;
    std::vector<TakenThing> on_file = view.on_file(first);
    for (TakenThing& thing : brought) {
        for (const Caution& caution : new_cautions(thing, on_file, view.book()))
            warnings.push_back(describe(thing, caution));
        on_file.push_back(std::move(thing));
    }
    return warnings;
}

std::vector<std::string> caution_warnings(const SpacingView& view, const Dose& dose, const Dose* before) {
    std::vector<TakenThing> on_file = view.on_file(std::numeric_limits<std::int64_t>::max(), dose.uuid);
    if (before != nullptr) on_file.push_back(thing_of(*before, {}));
    const TakenThing thing = thing_of(dose, {});
    std::vector<std::string> warnings;
    for (const Caution& caution : new_cautions(thing, on_file, view.book()))
        warnings.push_back(describe(thing, caution));
    return warnings;
}

std::vector<std::string> schedule_warnings(const SpacingView& view, const Dose& dose, const Clock& clock) {
    std::vector<std::string> warnings;
    for (int ahead = 0; ahead < 7 && warnings.empty(); ++ahead) {
        for (const SlotCollision& collision :
            slot_collisions(dose, view.doses(), clock.today() + days{ahead}, clock, view.book())) {
            std::string text = describe(thing_of(dose, collision.slot.at), collision.conflict);
            if (collision.instead) text += " (no conflict at " + spell_time_of_day(*collision.instead) + ")";
            warnings.push_back(std::move(text));
        }
    }
    return warnings;
}

std::vector<Finding> spacing_findings(const SpacingView& view, const Clock& clock, bool with_sources) {
    std::vector<Finding> findings;
    const auto taken = view.taken_around(clock.now);
    const Day today = clock.today();
    for (std::size_t i = 0; i < taken.size(); ++i) {
        if (clock.day_of(taken[i].at) != today) continue;
        // Each pair once, told by the later one.
        for (const Conflict& conflict : conflicts(taken[i], in_rules_with(taken[i], taken, view.book()), view.book())) {
            const bool later = taken[i].at.at > conflict.other.at.at ||
                               (taken[i].at.at == conflict.other.at.at && taken[i].name > conflict.other.name);
            if (!later) continue;
            findings.push_back({"spacing", severity_of(conflict), taken[i].name,
                with_sources ? explain(taken[i], conflict) : describe(taken[i], conflict), spell_moment(taken[i].at),
                "spacing " + taken[i].name + " " + spell_moment(taken[i].at) + " " + conflict.other.name + " " +
                    spell_moment(conflict.other.at)});
        }
    }
    return findings;
}

std::vector<Finding> wait_findings(
    const SpacingView& view, std::span<const WatchedDose> watched, const Clock& clock, bool with_sources) {
    std::vector<Finding> findings;
    std::optional<std::vector<TakenThing>> taken;
    for (const WatchedDose& dose : watched) {
        for (const Outcome& outcome : dose.standing(clock)) {
            if (outcome.state != SlotState::due) continue;
            if (!taken) taken = view.taken_around(clock.now);
            const NextGood next = next_good_time(thing_of(dose.dose, clock.moment()), *taken, clock.now, view.book());
            if (next.waits.empty()) continue;
            findings.push_back({"spacing", Severity::info, dose.dose.name,
                "scheduled for " + clock_time(outcome.slot.at, clock) + ", wait until " +
                    near_time(clock.zone.at(next.at), clock) + ": " +
                    (with_sources ? explain(next.waits.back()) : describe(next.waits.back())),
                spell_moment(outcome.slot.at),
                "spacing early " + dose.dose.uuid + " " + spell_moment(outcome.slot.at)});
        }
    }
    return findings;
}

std::vector<Finding> condition_findings(const Store& store, const Profile& profile, Day today) {
    std::vector<Finding> findings;
    for (const auto& key : profile.conditions) {
        const Condition* condition = tables::find_condition(key);
        bool concerned = false;
        if (condition != nullptr) {
            store.for_each_intake(
                {today, today}, [&](const Intake& intake) { concerned = concerned || concerns(*condition, intake); });
        }
        if (!concerned) continue;
        findings.push_back(
            {"condition", Severity::warning, std::string{info(condition->nutrient).key}, describe(*condition),
                spell_day(today), "condition " + std::string{condition->key} + " " + spell_day(today)});
    }
    return findings;
}

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
    options.operands("NAME NAME DURATION", words_).examples("  epsom dose rule add levothyroxine magnesium 4h\n");
}

namespace {

/// The sentence about a name of `rule` that is neither a dose nor anything that rules know; empty when both are known.
std::optional<Error> unknown_name(const UserRule& rule, const std::vector<Dose>& doses) {
    const RuleBook book = tables::rule_book({});
    for (const auto& name : {rule.first, rule.second}) {
        const bool known =
            find_nutrient(name) || book.find_substance(name) != nullptr || book.find_habit(name) != nullptr ||
            std::ranges::any_of(doses, [&](const Dose& dose) { return name_key(dose.name) == name_key(name); });
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
    options.operands("NAME NAME", words_).examples("  epsom dose rule ignore calm zinc\n");
}

ExitCode DoseRuleIgnore::run(Context& context) {
    if (words_.size() != 2)
        return context.refuse({"missing the two names to ignore", "epsom dose rule ignore calm zinc"});
    return keep_rule(context, make_ignored_pair(words_[0], words_[1]), "dose rule ignore");
}

void DoseRuleRemove::options(Options& options) {
    options.operands("NAME NAME", words_).examples("  epsom dose rule remove levothyroxine magnesium\n");
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

void CheckNext::options(Options& options) {
    options.operands("DOSE", name_)
        .flag("--explain", explain_, "Add the source of each rule")
        .examples("  epsom check next calm\n  epsom check next calm --explain\n");
}

ExitCode CheckNext::run(Context& context) {
    if (name_.empty()) return context.refuse({"missing DOSE", "'epsom dose list' shows your doses"});
    const Store store = context.open(Store::Access::read);
    const Clock& clock = context.clock();
    const SpacingView view{store, clock};
    const std::string typed = joined(name_);
    const auto dose =
        std::ranges::find(view.doses(), name_key(typed), [](const Dose& known) { return name_key(known.name); });
    if (dose == view.doses().end()) {
        std::vector<std::string_view> names;
        for (const Dose& known : view.doses()) names.push_back(known.name);
        const std::string near = did_you_mean(typed, names);
        return context.refuse(
            {"unknown dose " + in_quotes(typed), near.empty() ? "'epsom dose list' shows your doses" : near});
    }
    const TakenThing thing = thing_of(*dose, clock.moment());
    auto others = view.taken_around(clock.now);
    for (auto& slot : view.planned(*dose)) others.push_back(std::move(slot));
    const WatchedDose watched = watch(store, *dose, clock.now);
    const Profile& profile = context.profile();
    const Authority& authority = authority_of(profile);

    // Each kind of reason may push the time past the end of another: repeated until none does.
    std::vector<std::string> reasons;
    Instant at = clock.now;
    bool never = false;
    for (bool moved = true; moved && !never;) {
        moved = false;
        const NextGood spaced = next_good_time(thing, others, at, view.book());
        for (const Wait& wait : spaced.waits) {
            reasons.push_back(
                (explain_ ? explain(wait) : describe(wait)) + ", until " + near_time(clock.zone.at(wait.until), clock));
        }
        if (spaced.at > at) {
            at = spaced.at;
            moved = true;
        }
        const NextPossible possible = next_possible(dose->limits, watched.intakes, at);
        if (possible.limit != LimitKind::none) {
            reasons.push_back(why(possible, dose->limits));
            if (!possible.at) {
                never = true;
            } else if (*possible.at > at) {
                at = *possible.at;
                moved = true;
            }
        }
        const Day day = clock.day_of(clock.zone.at(at));
        const std::vector<Content> contents = portion(*dose, Count{1}).contents;
        std::vector<Nutrient> held;
        for (const Content& content : contents) held.push_back(content.nutrient);
        const DayLedgers ledgers = store.ledgers_on(day, held);
        for (const Content& content : contents) {
            DayLedger ledger = *ledgers.of(content.nutrient);
            const ReportRow before = report_day(profile, authority, content.nutrient, ledger, clock.today());
            if (!content.amount || dose->route == Route::topical || !before.references.upper) continue;
            ledger.logged = true;
            ledger.add(dose->source, *content.amount, limit_form(content.compound));
            const ReportRow after = report_day(profile, authority, content.nutrient, ledger, clock.today());
            if (!after.over_upper.value_or(false)) continue;
            reasons.push_back(std::string{info(content.nutrient).key} + " on " + spell_day(day) +
                              " would exceed the upper level: " + spell(after.upper_amount->sum, content.nutrient) +
                              " of " + spell(after.references.upper->value, content.nutrient) + " UL");
            const Instant tomorrow = moment_on(day + days{1}, clock.day_start, clock).at;
            if (at == tomorrow || day > clock.today()) {
                never = true;  // a single serving exceeds the upper level
            } else {
                at = tomorrow;
                moved = true;
            }
        }
    }
    std::string out = printable(dose->name) + ": ";
    if (never) {
        out += "no time without a conflict\n";
    } else {
        out += at == clock.now ? "now\n" : "from " + clock_time(clock.zone.at(at), clock) + "\n";
    }
    for (const auto& reason : reasons) out += "  " + printable(reason) + "\n";
    context.print(out);
    return reasons.empty() ? ExitCode::ok : ExitCode::found;
}

}  // namespace epsom
