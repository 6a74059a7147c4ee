#pragma once

// domain/nights: the diary of nights (symptoms, sleep, factors), and what the nights say about what was taken.
// It stands on time, amounts and intakes.
// Never here: a claim of cause. Nights are compared, and the wording says no more.

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/intake.hpp"
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
    bool unknown_amount = false;           // a supplement of the evening whose amount nobody knows
    std::vector<Mass> intakes;             // of the evening, one each
    std::map<std::string, Intake> scores;  // by name_key
    std::optional<Intake> sleep;
    std::vector<Intake> factors;
    /// Empty when nobody knows.
    [[nodiscard]] std::optional<Mass> dose() const;
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

    /// One night a day of `range`, in order; with the scores of the symptom `name`.
    [[nodiscard]] std::vector<Night> nights(std::string_view name, DayRange range) const;
    /// One entry a night of `range`, in order.
    [[nodiscard]] SleepNights sleep(DayRange range) const;
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

/// What is asked of the diary. Every name is compared at every amount.
struct SymptomQuestion {
    DayRange range;
    std::vector<std::string> names;
    std::vector<Mass> at_least;  // empty: the usual dose, if there is one
    std::optional<Day> since;    // also describe before and after, of the first name
};

struct SymptomNights {
    std::string name;
    std::vector<Night> nights;
    SymptomSummary summary;
    int no_score = 0;  // as SameWeek counts them
    int dose_unknown = 0;
};
struct SymptomComparison {
    std::string name;
    SameWeek result;
};
struct SymptomReport {
    DayRange range;
    bool usual = false;  // the amount is the usual dose: nobody named one
    std::vector<SymptomNights> symptoms;
    std::vector<SymptomComparison> comparisons;
    std::optional<BeforeAfter> before_after;
};
[[nodiscard]] SymptomReport symptom_report(const NightLog& log, const SymptomQuestion& question);

}  // namespace epsom
