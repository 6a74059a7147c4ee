#pragma once

#include <optional>
#include <string>
#include <vector>

#include "epsom/domain/adequacy/person_adequacy.hpp"
#include "epsom/domain/amounts/compound.hpp"
#include "epsom/domain/labs/lab.hpp"
#include "epsom/domain/nights/nights.hpp"
#include "epsom/domain/person.hpp"
#include "epsom/domain/plan/adherence.hpp"
#include "epsom/domain/report.hpp"

namespace epsom {

/// One nutrient over the period: its rows in order, at least one, and the whole.
struct NutrientCourse {
    std::vector<ReportRow> rows;
    ReportSummary summary;
    [[nodiscard]] Nutrient nutrient() const { return summary.nutrient; }
    [[nodiscard]] PeriodStatus status() const { return period_status(summary, rows.back().references); }
    /// Whether anything that was logged, or the usual diet, holds it.
    [[nodiscard]] bool recorded() const { return summary.mean_total && summary.mean_total->sum != Mass{}; }
};

/// What one serving, or one entry, holds of a nutrient: from `least` to `most`, which are empty where nobody knows.
struct Held {
    Nutrient nutrient = Nutrient::magnesium;
    std::string compound;  // may be empty
    std::optional<Mass> least, most;
};

/// Something that was taken in the period, or was to be taken.
struct TakenLine {
    std::string name, note;
    std::string per;  // what `holds` is about: "2 capsules"
    std::vector<Held> holds;
    std::string substance;  // what a medicine is of, else empty
    bool medicine = false;
    Route route = Route::oral;
    std::string plan;               // "daily at 21:00"; empty for what was logged without being a dose
    std::optional<Adherence> kept;  // of a schedule
    int entries = 0;
    std::optional<Day> since;  // its first day
};

/// What a source says about what was taken: a sentence that can stand alone, and what belongs to it.
struct CautionText {
    std::string lead, detail;
};

/// The diary of the period's nights, all lists with one entry a night.
struct VisitNights {
    DayRange range;
    Nutrient nutrient = Nutrient::magnesium;  // whose evening doses are looked at
    Evening evening;
    std::vector<Night> doses;  // without scores
    SymptomReport report;      // of the symptoms with at least one score
    SleepNights sleep;
    std::vector<FactorNights> factors;
    /// Whether anything was written down about a night.
    [[nodiscard]] bool kept() const { return !report.symptoms.empty() || sleep.logged > 0 || !factors.empty(); }
};

/// What a person brings to a visit: the period with everything that belongs to it.
struct Visit {
    DayRange range;
    Span span = Span::day;  // what a row of a course stands for
    Moment made;
    const Authority* authority = nullptr;
    Profile profile;
    std::vector<NutrientCourse> courses;  // at least one
    std::vector<TakenLine> taken;
    int taken_left_out = 0;             // lines that there was no room for
    std::vector<CautionText> cautions;  // of conditions and spacing
    VisitNights nights;
    std::vector<NutrientAdequacy> adequacy;  // of the nutrients of the courses
    std::vector<Intake> labs;                // blood values by day, earliest first
};

}  // namespace epsom
