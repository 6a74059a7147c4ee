#include "epsom/render/symptoms.hpp"

#include "coin_section.hpp"
#include "epsom/domain/nights/diary.hpp"
#include "epsom/domain/nights/sleep.hpp"
#include "epsom/render/fields.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

constexpr std::array<std::string_view, 13> night_columns{"night", "name", "score", "dose", "unit", "onset", "sleep",
    "factors", "left_out", "note", "sleep_quality", "sleep_latency", "wakings"};

Value list_of(const std::vector<std::string>& texts) { return std::vector<Value>(texts.begin(), texts.end()); }
Value list_of(const std::vector<SymptomFlag>& flags) {
    std::vector<Value> values;
    for (const auto flag : flags) values.emplace_back(spell(flag));
    return values;
}

Value real(const std::optional<double>& number) { return number ? Value::real(*number) : Value{}; }

Value time_or_none(const std::optional<minutes>& time) { return time ? Value{spell_time_of_day(*time)} : Value{}; }

Record comparison_record(const SymptomComparison& comparison, Nutrient nutrient, int comparisons) {
    const SameWeek& r = comparison.result;
    const Mass* at_least = comparison.at_least();
    const auto* factor = std::get_if<AskedFactor>(&comparison.kind);
    return {{"analysis", "same_week"}, {"name", comparison.outcome.name}, {"unit", comparison.outcome.scale().unit},
        {"at_least_mg", at_least != nullptr ? Value::fraction(at_least->nanograms(), ng_per_mg, 6) : Value{}},
        {"factor", factor != nullptr ? Value{factor->name} : Value{}},
        {"after", factor != nullptr ? time_or_none(factor->after) : Value{}}, {"nights_given", r.nights_given},
        {"usable", r.usable}, {"no_score", r.no_score}, {"dose_unknown", r.kind_unknown}, {"n_with", r.n_with},
        {"n_without", r.n_without}, {"mean_with", real(r.mean_with)}, {"mean_without", real(r.mean_without)},
        {"median_with", real(r.median_with)}, {"median_without", real(r.median_without)},
        {"weeks_with_both", r.weeks_with_both}, {"with_in_weeks", r.with_in_weeks},
        {"without_in_weeks", r.without_in_weeks}, {"status", spell(r.status)}, {"difference", real(r.difference)},
        {"interval", r.interval ? Value{std::vector<Value>{Value::real(r.interval->low), Value::real(r.interval->high)}}
                                : Value{}},
        {"pairs_better", r.pairs_better}, {"pairs_tied", r.pairs_tied}, {"pairs_worse", r.pairs_worse},
        {"nap", real(r.nap)}, {"p", real(r.p)}, {"p_holm", real(r.p_holm)}, {"r1_score", real(r.r1_score)},
        {"r1_label", real(r.r1_label)}, {"neighbour", real(r.neighbour)},
        {"previous_night_difference", real(r.previous_night_difference)},
        {"flags", r.status == ComparisonStatus::ok ? list_of(r.flags) : Value{}},
        {"comparisons", r.p ? Value{comparisons} : Value{}},
        {"verdict", r.verdict ? Value{spell(*r.verdict)} : Value{}},
        {"text", list_of(sentences(r, words_of(comparison, nutrient), comparisons))}};
}

void add_before_after(Record& head, const SymptomReport& report, Nutrient nutrient) {
    if (!report.before_after) {
        head.push_back({"before_after", Value{}});
        return;
    }
    const BeforeAfter& r = *report.before_after;
    const Record fields{
        {"before_after.analysis", "before_after"},
        {"before_after.name", report.symptoms.front().outcome.name},
        {"before_after.start_date", spell_day(r.start_date)},
        {"before_after.n_before", r.n_before},
        {"before_after.n_after", r.n_after},
        {"before_after.status", spell(r.status)},
        {"before_after.mean_before", real(r.mean_before)},
        {"before_after.mean_after", real(r.mean_after)},
        {"before_after.median_before", real(r.median_before)},
        {"before_after.median_after", real(r.median_after)},
        {"before_after.difference", real(r.difference)},
        {"before_after.nap", real(r.nap)},
        {"before_after.slope_per_week_before", real(r.slope_per_week_before)},
        {"before_after.expected_from_trend", real(r.expected_from_trend)},
        {"before_after.flags", r.status == ComparisonStatus::ok ? list_of(r.flags) : Value{}},
        {"before_after.placement",
            r.placement ? Value{std::vector<Value>{r.placement->as_large, r.placement->possible}} : Value{}},
        {"before_after.text", list_of(sentences(r, words_of(report.symptoms.front().outcome, nutrient)))},
    };
    head.insert(head.end(), fields.begin(), fields.end());
}

std::string factors_text(const NightFacts& facts) {
    std::string text;
    for (const Intake& factor : facts.factors)
        text += (text.empty() ? "" : "; ") + in_short(factor).substr(spell(Taken::factor).size() + 1);
    return text;
}

/// The course of an outcome, in `summaries`.
Record summary_record(const SymptomNights& symptom, const std::optional<Score>& from) {
    const bool rated = symptom.outcome.kind == OutcomeKind::symptom;
    const Course& course = symptom.course;
    std::vector<Record> months;
    for (const MonthNights& month : course.months) {
        months.push_back({{"month", spell_day(Day{month.month / std::chrono::day{1}}).substr(0, 7)},
            {"nights", month.nights}, {"rated", month.rated}, {"reached", rated ? Value{month.reached} : Value{}},
            {"reached_per_week", rated ? real(month.reached_per_week()) : Value{}}, {"mean", real(month.mean)}});
    }
    Record record{{"name", symptom.outcome.name}, {"unit", symptom.outcome.scale().unit},
        {"nights_scored", symptom.summary.nights_scored}, {"mean", real(symptom.summary.mean)},
        {"nights_above_zero_per_week", real(symptom.summary.nights_above_zero_per_week)},
        {"reached_from", !rated ? Value{} : Value::fraction(from.value_or(Score::from_tenths(1)).tenths(), 10)},
        {"months", months}};
    const auto& run = course.longest;
    record.push_back({"longest_run.from", rated && run ? Value{spell_day(run->from)} : Value{}});
    record.push_back({"longest_run.to", rated && run ? Value{spell_day(run->to)} : Value{}});
    record.push_back({"longest_run.nights", rated && run ? Value{run->days()} : Value{}});
    const auto& trend = course.trend;
    record.push_back({"trend.weeks", trend ? Value{trend->weeks} : Value{}});
    record.push_back({"trend.per_week", trend ? Value::real(trend->per_week) : Value{}});
    record.push_back({"trend.low", trend ? Value::real(trend->range.low) : Value{}});
    record.push_back({"trend.high", trend ? Value::real(trend->range.high) : Value{}});
    return record;
}

}  // namespace

Record night_record(
    const NightOutcome& outcome, const Night& night, const std::optional<int>& value, const NightLog& log) {
    const NightFacts* facts = log.on(night.date);
    const Intake* score = nullptr;
    if (facts != nullptr) {
        const auto found = facts->scores.find(name_key(outcome.name));
        if (found != facts->scores.end()) score = &found->second;
    }
    const bool slept = facts != nullptr && facts->sleep;
    const SleepDetails details = slept ? details_of(*facts->sleep) : SleepDetails{};
    const bool factors = facts != nullptr && !facts->factors.empty();
    return {{"night", spell_day(night.date)}, {"name", outcome.name},
        {"score", value ? Value::fraction(*value, outcome.scale().steps) : Value{}},
        {"dose", night.dose ? in_unit(*night.dose, log.nutrient()) : Value{}}, {"unit", info(log.nutrient()).unit},
        {"onset", score != nullptr && score->onset ? spell_time_of_day(*score->onset) : Value{}},
        {"sleep", slept && facts->sleep->value ? Value{*facts->sleep->value} : Value{}},
        {"factors", factors ? factors_text(*facts) : Value{}},
        {"left_out", !value        ? Value{"no_score"}
                     : !night.dose ? Value{"dose_unknown"}
                                   : Value{}},
        {"note", score != nullptr && !score->note.empty() ? Value{score->note} : Value{}},
        {"sleep_quality", details.quality ? Value::fraction(details.quality->tenths(), 10) : Value{}},
        {"sleep_latency", details.latency ? Value{details.latency->count()} : Value{}},
        {"wakings", details.wakings ? Value{*details.wakings} : Value{}}};
}

void write_symptoms(const SymptomReport& report, const NightLog& log, Format format, const std::string& generated_at,
    const Write& write) {
    std::vector<Record> comparisons;
    for (const auto& comparison : report.comparisons)
        comparisons.push_back(
            comparison_record(comparison, log.nutrient(), static_cast<int>(report.comparisons.size())));
    std::vector<Record> summaries;
    for (const auto& symptom : report.symptoms) summaries.push_back(summary_record(symptom, report.from));
    std::vector<Record> factors;
    for (const FactorRow& row : report.factors) {
        const auto& least = row.factor.at_least;
        factors.push_back({{"factor", row.factor.name}, {"after", time_or_none(row.factor.after)},
            {"at_least", least ? Value::fraction(least->thousandths(), 1000) : Value{}}, {"nights", row.nights},
            {"nights_with", row.rated_with}, {"nights_without", row.rated_without}, {"p", real(row.p)},
            {"p_holm", real(row.p_holm)}});
    }
    Record head{{"schema", "epsom/report-symptoms/1"}, {"generated_at", generated_at},
        {"from", spell_day(report.range.from)}, {"to", spell_day(report.range.to)},
        {"nutrient", info(log.nutrient()).key}, {"evening", spell(log.evening())}, {"summaries", summaries},
        {"comparisons", comparisons}, {"factors", factors}};
    add_before_after(head, report, log.nutrient());
    head.push_back({"coin", coin_records(report.runs)});
    const auto writer = record_writer(format, write, "nights");
    writer->begin(head, night_columns);
    for (const auto& symptom : report.symptoms) {
        for (std::size_t i = 0; i < symptom.nights.size(); ++i)
            writer->row(night_record(symptom.outcome, symptom.nights[i], symptom.values[i], log));
    }
    writer->end({});
}

}  // namespace epsom
