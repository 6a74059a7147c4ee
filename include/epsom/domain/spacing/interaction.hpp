#pragma once

// domain/spacing: what is kept apart in time, why, and the next time without a conflict.
// It stands on plan. The rules come in as a RuleBook; upper levels only where the next time is sought.
// Never here: a rule itself (data), or advice beyond what a source says.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/amounts/nutrient.hpp"
#include "epsom/domain/finding.hpp"
#include "epsom/domain/intake.hpp"
#include "epsom/domain/plan/dose.hpp"
#include "epsom/domain/plan/schedule.hpp"
#include "epsom/domain/time/moment.hpp"
#include "epsom/result.hpp"

namespace epsom {

/// What rules speak of besides ingredients. Only drugs are medicines; habits are found among foods alone.
enum class SubstanceType : std::uint8_t { drug, injected_drug, nutrient, lifestyle };

/// A medicine, or a class of them.
struct Substance {
    std::string_view key;      // "ciprofloxacin"
    std::string_view name;     // "ciprofloxacin"
    std::string_view aliases;  // separated by commas
    std::string_view classes;  // keys of those that it belongs to, separated by commas
    SubstanceType type = SubstanceType::drug;
    std::optional<Nutrient> holds = {};  // an antacid is a mineral itself, of which only its label knows how much
};

/// A medicine, or a class of them, that a source names as making restless legs worse.
struct AggravatingMedicine {
    std::string_view key;     // of a substance
    std::string_view source;  // keys of citations, separated by "; "
};
/// `metoclopramide is named as making restless legs worse (Winkelman 2025); see man epsom-restless-legs`.
std::string describe(std::string_view name, const AggravatingMedicine& medicine);

/// Raises and depletes are about the body's mineral, the others about the moment of taking both.
enum class InteractionKind : std::uint8_t { spacing, reduces_absorption, depletes, raises, caution };
[[nodiscard]] std::string_view spell(InteractionKind kind);  // "reduces-absorption"

/// How good the source is: a label, SmPC, guideline or study; or a text that passes one on; or a page for consumers,
/// which is shown as unverified and warns of nothing.
enum class Evidence : std::uint8_t { verified, secondary, weak };

/// Whom a rule is for: its subjects; those of its class that no rule of their own gives hours for; any medicine by
/// mouth for which nothing else is known.
enum class Reach : std::uint8_t { stated, rest_of_class, any_medicine };

/// Hours as a source has them, `2-3 h` with both ends; zero where it asks for none.
struct Gap {
    minutes least{0};
    minutes most{0};
    [[nodiscard]] constexpr bool any() const { return most > minutes{0}; }
    friend constexpr bool operator==(const Gap&, const Gap&) = default;
};
/// How long before, or else how long after the other thing something is taken. A side that is zero is not constrained.
struct Spacing {
    Gap before;
    Gap after;
    [[nodiscard]] constexpr bool any() const { return before.any() || after.any(); }
    [[nodiscard]] constexpr bool symmetric() const { return before == after; }
    [[nodiscard]] constexpr Spacing seen_from_the_other() const { return {after, before}; }
    friend constexpr bool operator==(const Spacing&, const Spacing&) = default;
};

/// What one source says of a substance, or of an ingredient, and a mineral, which any other ingredient may be too.
struct Interaction {
    std::string_view subjects;  // keys of substances or ingredients, separated by commas
    Nutrient mineral;
    InteractionKind kind;
    Spacing spacing;  // of the subject, before and after the mineral
    Evidence evidence;
    std::string_view source;
    std::string_view fact;  // may be empty
    Reach reach = Reach::stated;
    bool avoid = false;  // no spacing is enough for the source
    /// The subject that is an ingredient, if one is: whatever contains it is meant.
    std::optional<Nutrient> ingredient = {};
};

/// A state of health that a mineral is a standing caution in.
struct Condition {
    std::string_view key;  // "kidney-disease"
    std::string_view name;
    std::string_view aliases;
    Nutrient nutrient;
    std::string_view compound;  // only in this form; empty: in any
    bool upper_level_applies;   // false: the published one is for people without it
    std::string_view fact;
    Evidence evidence;
    std::string_view source;
};

/// `dose rule add levothyroxine magnesium 4h`: each is the name of a dose, a substance, a class or a nutrient.
struct UserRule {
    std::string first;
    std::string second;
    minutes gap{0};  // zero: `dose rule ignore calm melatonin`, no rule applies to the two
    [[nodiscard]] bool ignores() const { return gap == minutes{0}; }
    friend bool operator==(const UserRule&, const UserRule&) = default;
};
/// Errors: a name missing, the same name twice, no duration, more than a week. Whether a name is known is not asked
/// here.
Result<UserRule> make_user_rule(std::string_view first, std::string_view second, std::string_view gap);
/// A pair that no rule applies to any more. Errors: a name missing, the same name twice.
Result<UserRule> make_ignored_pair(std::string_view first, std::string_view second);
/// The database keeps a rule as a setting: its key has the two names in the order of the alphabet, its value both and
/// the minutes between them. What a newer epsom made of it is no rule.
[[nodiscard]] std::string kept_key(const UserRule& rule);
[[nodiscard]] std::string spell_kept(const UserRule& rule);
[[nodiscard]] std::optional<UserRule> parse_kept_rule(std::string_view kept);
/// Whether two rules have the same two names, in any order and spelling.
[[nodiscard]] bool same_pair(const UserRule& a, const UserRule& b);

/// All rules that count, and how names are found; tables::rule_book() makes one. The finders answer null to what they
/// do not know: `find_substance` knows no habits, `find_habit` nothing else. `is_supplement` tells names that the rule
/// for any other oral medicine does not apply to, as it does not to nutrients; a name that nobody knows may be a
/// medicine's.
struct RuleBook {
    std::span<const Interaction> rules;
    const Substance* (*find_substance)(std::string_view name);
    const Substance* (*find_habit)(std::string_view name);
    std::span<const UserRule> own = {};
    bool (*is_supplement)(std::string_view name) = [](std::string_view) { return false; };
};

/// Something taken, or to be taken, as rules see it.
struct TakenThing {
    std::string name;                 // of the dose, or what was logged
    std::string substance;            // of a medicine, under any of its names; else empty
    std::vector<Nutrient> nutrients;  // those that it holds
    Source source = Source::supplement;
    Route route = Route::oral;
    Moment at;
    bool planned = false;  // a slot, not an intake
    friend bool operator==(const TakenThing&, const TakenThing&) = default;
};
/// `substance` is that of the intake's dose; an intake of a substance needs none.
TakenThing thing_of(const Intake& intake, std::string_view substance = {});
TakenThing thing_of(const Dose& dose, const Moment& at, bool planned = true);

/// A rule that speaks of two things; either of the table or the user's own.
struct Match {
    const Interaction* rule = nullptr;
    const UserRule* own = nullptr;
    Spacing spacing;  // of the first of the two things, before and after the second
    friend bool operator==(const Match&, const Match&) = default;
};
/// Info without hours; with hours warning, or alert where a verified source keeps a medicine and a mineral apart; alert
/// for `avoid`. The user's own rules warn.
[[nodiscard]] Severity severity_of(const Interaction& rule);
[[nodiscard]] Severity severity_of(const Match& match);

/// All rules about `a` and `b`, with hours or without, in the order of the table, then the user's own. None when one of
/// them is topical, or both are the same product, or the user ignores the pair. A food is only what a habit's name or
/// the user's own rule says it is; its nutrients are not asked. The rule for any medicine stands back where another one
/// gives hours, or says to avoid both.
std::vector<Match> rules_between(const TakenThing& a, const TakenThing& b, const RuleBook& book);

/// Two things nearer to each other than a rule asks for. Times are compared by the minute, as clocks show them.
struct Conflict {
    TakenThing other;
    bool first = false;  // the thing itself comes before `other`
    minutes apart{0};
    Gap asked;                 // of the rule that asks for most
    std::vector<Match> rules;  // all that give hours in this order, the longest first; spacing as seen from the thing
    friend bool operator==(const Conflict&, const Conflict&) = default;
};
[[nodiscard]] Severity severity_of(const Conflict& conflict);

/// The things among `others` that any rule is about when they meet `thing`. Most products are in no rule, and entries
/// of one product are looked up once: the functions below answer the same for these as for all, and sooner.
std::vector<TakenThing> in_rules_with(
    const TakenThing& thing, std::span<const TakenThing> others, const RuleBook& book);

/// The conflicts with each of `others` that is too near to `thing`, by moment, whatever the order of `others`.
std::vector<Conflict> conflicts(const TakenThing& thing, std::span<const TakenThing> others, const RuleBook& book);

/// A rule without hours about a thing and another one: a caution, or that one lowers the absorption of the other.
struct Caution {
    TakenThing other;
    const Interaction* rule = nullptr;
};
/// The cautions that time does not settle: pairs to be avoided altogether first, then by the moments of `others`.
/// Lasting effects are left out.
std::vector<Caution> cautions(const TakenThing& thing, std::span<const TakenThing> others, const RuleBook& book);

/// What no gap settles between `thing` and `others`, where one of the two is a medicine: each rule once, with the first
/// that it is about. Not what is to be avoided altogether, and nothing that rests on a weak source.
std::vector<Caution> standing_cautions(
    const TakenThing& thing, std::span<const TakenThing> others, const RuleBook& book);
/// The standing cautions that no two of `on_file` have already.
std::vector<Caution> new_cautions(const TakenThing& thing, std::span<const TakenThing> on_file, const RuleBook& book);

/// Why a time will not do, and until when.
struct Wait {
    Conflict conflict;
    Gap after;  // what is asked for once `other` has been taken; zero where nothing is
    Instant until;
};
struct NextGood {
    Instant at;
    std::vector<Wait> waits;  // in the order in which they end; none when `at` is the time that was asked for
};
/// The first moment from `from` on at which no rule with hours speaks against `thing`, whose own moment does not
/// matter: `from` itself or a full minute. `others` may lie in the past and, when they are planned, in the future.
NextGood next_good_time(
    const TakenThing& thing, std::span<const TakenThing> others, Instant from, const RuleBook& book);

/// When, within `within`, a rule with hours speaks against `thing`, whose own moment does not matter: full minutes, in
/// order, no two of them touching.
std::vector<TimeSpan> closed_times(
    const TakenThing& thing, std::span<const TakenThing> others, TimeSpan within, const RuleBook& book);

/// A slot of a dose that is too near to one of another dose.
struct SlotCollision {
    Slot slot;
    Conflict conflict;  // `other` is the other dose at its slot
    /// The time of that day nearest to the slot's that collides with nothing; the later of two.
    std::optional<minutes> instead;
};
/// The slots that `dose` has on `day`, by time, against those that `others` have then and on the days around it. A dose
/// of the same name among the others is passed over. Intervals have no slots to compare.
std::vector<SlotCollision> slot_collisions(
    const Dose& dose, std::span<const Dose> others, Day day, const Clock& clock, const RuleBook& book);

/// What `substances`, ingredients among them, do to the body's `nutrient`: the rules that deplete or raise, in the
/// order of the table.
std::vector<const Interaction*> lasting_effects(
    Nutrient nutrient, std::span<const std::string> substances, const RuleBook& book);

/// Whether `intake` is what `condition` is a caution for: by mouth, a supplement, with the nutrient in the form that
/// counts.
[[nodiscard]] bool concerns(const Condition& condition, const Intake& intake);

/// `calm and melatonin 40 min apart; recommended gap 2-3 h`: the longest gap that a rule gives for this order.
std::string describe(const TakenThing& thing, const Conflict& conflict);
/// `raltegravir and calm: not recommended with or without spacing`.
std::string describe(const TakenThing& thing, const Caution& caution);
/// `recommended gap 4 h after levothyroxine (07:00)`, with the date of what is more than a day away.
std::string describe(const Wait& wait);
/// Each with its times, what rules see in the two, and all rules with their sources:
/// `levothyroxine at 07:00 and calm (magnesium) at 09:00: 2 h apart; recommended gap 4 h (Tirosint-Sol label …), 2 h
/// (…)`.
std::string explain(const TakenThing& thing, const Conflict& conflict);
std::string explain(const TakenThing& thing, const Caution& caution);
std::string explain(const Wait& wait);
/// `ciprofloxacin at least 2 h before or 6 h after magnesium: 2 h before … (Cipro label 2026 (FDA))`.
std::string explain(const Interaction& rule, const RuleBook& book);
std::string explain(const UserRule& rule);
std::string explain(const Match& match, const RuleBook& book);
/// `kidney disease: the published upper level for magnesium does not apply to you; ask your clinician (NICE ESUOM4 …)`.
std::string describe(const Condition& condition);
/// `kidney disease and magnesium: ask a clinician first: excretion falls … (NICE ESUOM4 …)`.
std::string explain(const Condition& condition);
/// `2-3 h`, `30 min`, `1 h 30 min`.
std::string spell(const Gap& gap);

}  // namespace epsom
