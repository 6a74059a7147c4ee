#pragma once

// domain/nights: the diary of nights (symptoms, sleep, factors), and what the nights say about what was taken.
// It stands on time, amounts and intakes.
// Never here: a claim of cause. Nights are compared, and the wording says no more.

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "epsom/domain/intake.hpp"
#include "epsom/domain/nights/coin_test.hpp"
#include "epsom/domain/nights/course.hpp"
#include "epsom/domain/nights/symptom.hpp"
#include "epsom/domain/time/period.hpp"

namespace epsom {

/// From when until when an evening's doses count, both ends included; past midnight when it ends before it begins.
struct Evening {
    minutes from{17 * 60};
    minutes to{3 * 60};
    friend bool operator==(const Evening&, const Evening&) = default;
};
/// `17:00..03:00`.
Result<Evening> parse_evening(std::string_view text);
std::string spell(const Evening& evening);
/// The date of the evening that `local` belongs to; empty outside.
[[nodiscard]] std::optional<Day> evening_of(const Evening& evening, LocalTime local);

/// What the log says of one night.
struct NightFacts {
    /// Anything was logged that day, left out on purpose, or said to be all: no dose then means none.
    bool recorded = false;
    bool left_to_lot = false;              // a run by lot had no dose that evening: none logged then means none too
    bool food_complete = false;            // all food of that day was said to be logged
    bool unknown_amount = false;           // a supplement of the evening whose amount nobody knows
    std::vector<Mass> intakes;             // of the evening, one each
    std::map<std::string, Intake> scores;  // by name_key
    std::vector<Intake> sleeps;            // one, but where two devices wrote of the night; the latest first
    std::optional<Intake> sleep;           // what they say together
    std::vector<Intake> factors;
    /// Empty when nobody knows.
    [[nodiscard]] std::optional<Mass> dose() const;
    /// Whether a factor that was not logged was not there: anything else of that day was logged, besides how the night
    /// went, or was said to be all.
    [[nodiscard]] bool factors_known() const { return recorded || food_complete || !factors.empty(); }
};

/// How long one slept, one entry a night and empty where nobody wrote it down.
struct SleepNights {
    std::vector<std::optional<minutes>> nights;
    int logged = 0;
    std::optional<minutes> mean;  // of the logged nights, to the minute
};
/// A factor, and on which nights it was there.
struct FactorNights {
    std::string name;
    std::vector<bool> there;
    int nights = 0;
};

/// A factor as it is asked for: there at any time of the day, or only from `after` on (after midnight of the date; the
/// evening's hours past midnight are later than all others); with any number, or only from `at_least` on.
struct AskedFactor {
    std::string name;
    std::optional<minutes> after = {};
    std::optional<Count> at_least = {};
    friend bool operator==(const AskedFactor&, const AskedFactor&) = default;
};
/// `caffeine`, `caffeine after 14:00`, `stress 6`.
Result<AskedFactor> parse_asked_factor(std::string_view text);
std::string spell(const AskedFactor& factor);

/// What tells two kinds of night apart: an evening dose of at least so much, or a factor.
using NightKind = std::variant<Mass, AskedFactor>;

/// What is compared between nights; `name` is the symptom, or the name of its scale.
struct NightOutcome {
    std::string name;
    OutcomeKind kind = OutcomeKind::symptom;
    [[nodiscard]] const OutcomeScale& scale() const { return scale_of(kind); }
    friend bool operator==(const NightOutcome&, const NightOutcome&) = default;
};

/// Nights by their evening dose: at least an amount, less, nothing, and nobody knows.
struct DoseNights {
    int enough = 0, less = 0, none = 0, unknown = 0;
    friend bool operator==(const DoseNights&, const DoseNights&) = default;
};
[[nodiscard]] DoseNights dose_nights(std::span<const Night> nights, Mass at_least);

/// Sorts what was taken and what was written into the diary by nights. A dose is the elemental `nutrient` of the oral
/// supplements of one evening.
class NightLog {
public:
    NightLog(Evening evening, Nutrient nutrient) : evening_{evening}, nutrient_{nutrient} {}

    /// Takes intakes in any order. Doses after midnight belong to the next date: hand in the days around a period too.
    void add(const Intake& intake);
    /// A dose was left out on purpose that day, or all supplements of it are logged.
    void add_recorded(Day day) { facts_[day].recorded = true; }
    /// A run by lot had no dose that evening.
    void add_left_to_lot(Day day) { facts_[day].left_to_lot = true; }
    /// All food of the day is logged.
    void add_food_complete(Day day) { facts_[day].food_complete = true; }

    /// One night a day of `range`, in order; with the scores of the symptom `name`.
    [[nodiscard]] std::vector<Night> nights(std::string_view name, DayRange range) const;
    /// One entry a night of `range`, in order.
    [[nodiscard]] SleepNights sleep(DayRange range) const;
    /// One value a night of `range`, in order, in steps of the outcome.
    [[nodiscard]] std::vector<std::optional<int>> values(const NightOutcome& outcome, DayRange range) const;
    /// The same with the kind of each night.
    [[nodiscard]] std::vector<ComparedNight> told_apart(
        const NightOutcome& outcome, const NightKind& kind, DayRange range) const;
    /// The factors of `range`, the most frequent first.
    [[nodiscard]] std::vector<FactorNights> factors(DayRange range) const;
    /// The symptoms that are scored in `range`, the most frequent first.
    [[nodiscard]] std::vector<std::string> names(DayRange range) const;
    /// The most frequent amount that was taken at once in the evenings of `range`; of equals the larger.
    [[nodiscard]] std::optional<Mass> usual_dose(DayRange range) const;
    /// Null when nothing is on file.
    [[nodiscard]] const NightFacts* on(Day date) const;
    [[nodiscard]] const Evening& evening() const { return evening_; }
    [[nodiscard]] Nutrient nutrient() const { return nutrient_; }

private:
    Evening evening_;
    Nutrient nutrient_;
    std::map<Day, NightFacts> facts_;
};

/// What is asked of the diary. Every outcome is compared between every two kinds of night; the first of both is the
/// main question.
struct SymptomQuestion {
    DayRange range;
    std::vector<NightOutcome> outcomes;
    std::vector<NightKind> kinds;  // empty: nights with at least the usual dose, if there is one
    std::optional<Day> since;      // also describe before and after, of the first outcome
    std::optional<Score> from;     // a symptom's nights count from this rating on; empty: from any above 0
    bool by_lot = false;           // a run decides: with no kinds, nothing else is compared
};

struct SymptomNights {
    NightOutcome outcome;
    std::vector<std::optional<int>> values;  // one a night, in steps of the outcome
    std::vector<Night> nights;               // the same nights with their evening dose; scores only of a symptom
    SymptomSummary summary;                  // nights above 0 only of a symptom
    Course course;
    int no_score = 0;  // as SameWeek counts them, by the dose
    int dose_unknown = 0;
};
struct SymptomComparison {
    NightOutcome outcome;
    NightKind kind;
    SameWeek result;
    /// Null when a factor tells the nights apart.
    [[nodiscard]] const Mass* at_least() const { return std::get_if<Mass>(&kind); }
};
/// One factor of the period beside the first outcome.
struct FactorRow {
    AskedFactor factor;
    std::vector<std::optional<bool>> there = {};  // one a night; empty when nobody knows
    int nights = 0, unknown = 0;                  // on which it was there; of which nobody knows
    int rated_with = 0, rated_without = 0;        // of the nights with a value
    bool compared = false;
    std::optional<double> p = {}, p_holm = {};  // where the comparison could be made
};
/// A run by lot of the dose `dose`, tested on one outcome.
struct RunReport {
    std::string dose;
    NightOutcome outcome;
    CoinRun run;
    CoinResult result;
    /// It is tested, or will be: then another comparison of the same nights would be a second look.
    [[nodiscard]] bool decides() const { return run.whole(); }
};
struct SymptomReport {
    DayRange range;
    bool usual = false;         // the amount is the usual dose: nobody named one
    std::optional<Score> from;  // as it was asked
    std::vector<SymptomNights> symptoms;
    std::vector<SymptomComparison> comparisons;
    std::optional<BeforeAfter> before_after;
    std::vector<FactorRow> factors;  // those that were asked for, then the others, the most frequent first
    std::vector<RunReport> runs;     // by lot, of the first outcome
};
[[nodiscard]] SymptomReport symptom_report(const NightLog& log, const SymptomQuestion& question);

/// What sentences call things: about a comparison, and about before and after.
[[nodiscard]] ComparisonWords words_of(const SymptomComparison& comparison, Nutrient nutrient);
[[nodiscard]] ComparisonWords words_of(const NightOutcome& outcome, Nutrient nutrient);

}  // namespace epsom
