#include <array>
#include <cmath>
#include <utility>

#include "epsom/domain/amounts/amount.hpp"
#include "epsom/domain/nights/symptom.hpp"
#include "epsom/domain/time/calendar_names.hpp"
#include "symptom_words.hpp"

namespace epsom {
namespace {

std::string number(long value) { return std::to_string(value); }

/// `29 March`.
std::string day_and_month(Day day) {
    const std::chrono::year_month_day date{day};
    return number(static_cast<long>(unsigned{date.day()})) + ' ' + std::string{month_names[unsigned{date.month()} - 1]};
}

std::string too_few(const SameWeek& result, const ComparisonWords& words) {
    return "Too few nights to compare: " + number(result.n_with) + " with " + words.with + ", " +
           number(result.n_without) + " without. 7 of each are needed. 28 nights in total are better.";
}

std::string no_clear_difference(const SameWeek& result, const OutcomeScale& scale) {
    const int all = *result.pairs_better + *result.pairs_tied + *result.pairs_worse;
    return "No clear difference: " + value(*result.difference, scale) + ' ' + std::string{scale.unit} + " (" +
           signed_range(result.interval, scale) + "). Of " + number(all) + " same-week pairs of nights, " +
           number(*result.pairs_better) + " were better with, " + number(*result.pairs_tied) + " equal, " +
           number(*result.pairs_worse) + " worse. This does not show that it has no effect.";
}

std::string difference_may_be_drift(const SameWeek& result, const OutcomeScale& scale) {
    return std::string{*result.difference < 0 ? "Lower" : "Higher"} +
           (scale.kind == OutcomeKind::symptom ? " scores" : " values") +
           " on nights with it, but nights of the same kind came in runs. Neighbouring nights are alike, so this"
           " may be drift.";
}

std::string difference_with(const SameWeek& result, const ComparisonWords& words) {
    const OutcomeScale& scale = *words.scale;
    const bool lower = *result.verdict == SymptomVerdict::lower_with;
    return "Nights with " + words.with + ' ' + std::string{lower ? scale.lower : scale.higher} +
           " than other nights of the same week: about " + size_in_words(*result.difference, scale) + " (" +
           unsigned_range(result.interval, lower, scale) + ')' + small_difference(*result.difference, scale) +
           ". Reshuffling the nights within weeks gives a gap this large " + chance_in_words(*result.p) +
           ". This does not prove that " + words.subject +
           " caused it: " + (words.is_dose ? "you knew what you took." : "such nights may differ in other ways too.") +
           (words.is_dose && lower != scale.high_is_bad ? " People often take it because a night is bad." : "");
}

std::string ok_text(const SameWeek& result, const ComparisonWords& words) {
    if (*result.verdict == SymptomVerdict::no_clear_difference) return no_clear_difference(result, *words.scale);
    if (*result.verdict == SymptomVerdict::difference_may_be_drift)
        return difference_may_be_drift(result, *words.scale);
    return difference_with(result, words);
}

/// `19 scored nights`, where a window of 28 days holds fewer.
std::string if_fewer(int scored) { return scored < 28 ? number(scored) + " scored nights" : ""; }

/// `the first 7 days left out`.
std::string if_skipped(std::chrono::days skip) {
    if (skip.count() == 0) return {};
    return "the first " + (skip.count() == 1 ? "day" : number(skip.count()) + " days") + " left out";
}

std::string in_brackets(const std::string& one, const std::string& other = {}) {
    if (one.empty() && other.empty()) return {};
    return " (" + one + (one.empty() || other.empty() ? "" : ", ") + other + ')';
}

std::string change(double difference, const OutcomeScale& scale) {
    const auto size = value(std::abs(difference), scale);
    if (size == value(0, scale)) return "the same as in the 28 days before";
    return size + ' ' + std::string{scale.unit} + (difference < 0 ? " lower" : " higher") +
           " than in the 28 days before";
}

std::string placement_text(const Placement& placement) {
    return " Of " + number(placement.possible) + " possible start dates, " + number(placement.as_large) +
           (placement.as_large == 1 ? " shows" : " show") + " a change as large.";
}

std::string too_few(const BeforeAfter& result) {
    return "Too few nights to compare: " + number(result.n_before) + " scored in the 28 days before " +
           day_and_month(result.start_date) + ", " + number(result.n_after) +
           " in the 28 days after. 10 on each side are needed.";
}

std::string flag_text(SymptomFlag flag, std::string_view fewer, bool is_dose) {
    switch (flag) {
        case SymptomFlag::taken_after_bad_nights:
            return std::string{
                       is_dose ? "You tended to take it after bad nights." : "It tended to come after bad nights."} +
                   " That alone can make the two kinds of night differ.";
        case SymptomFlag::weekday_pattern:
            return "Nights " + std::string{fewer} +
                   " it fall almost only on two weekdays. Weekends differ in other ways too.";
        case SymptomFlag::trend_before:
            return "Scores were already moving this way before the start. That trend alone would explain at least half"
                   " of the change.";
        case SymptomFlag::started_after_bad_spell: break;
    }
    return "You started after a bad week, so some improvement was expected anyway.";
}

std::vector<std::string> texts(std::span<const SymptomFlag> flags, std::string_view fewer, bool is_dose) {
    std::vector<std::string> all;
    for (const auto flag : flags) all.push_back(flag_text(flag, fewer, is_dose));
    return all;
}

void append(std::vector<std::string>& all, std::vector<std::string> more) {
    for (auto& text : more) all.push_back(std::move(text));
}

}  // namespace

std::string_view spell(ComparisonStatus status) {
    static constexpr std::array<std::string_view, 3> names{"ok", "too_few_nights", "not_comparable"};
    return names[static_cast<std::size_t>(status)];
}

std::string_view spell(SymptomVerdict verdict) {
    static constexpr std::array<std::string_view, 4> names{
        "no_clear_difference", "difference_may_be_drift", "lower_with", "higher_with"};
    return names[static_cast<std::size_t>(verdict)];
}

std::string_view spell(SymptomFlag flag) {
    static constexpr std::array<std::string_view, 4> names{
        "taken_after_bad_nights", "weekday_pattern", "trend_before", "started_after_bad_spell"};
    return names[static_cast<std::size_t>(flag)];
}

std::string chance_in_words(double p) {
    if (p >= 0.01) return "in " + number(std::lround(100 * p)) + " of 100 cases";
    if (p >= 0.001) return "in " + number(std::lround(1000 * p)) + " of 1000 cases";
    return "in fewer than 1 of 1000 cases";
}

std::string size_in_words(double difference, const OutcomeScale& scale) {
    return value(std::abs(difference), scale) + ' ' + std::string{scale.unit};
}

std::string comparisons_text(int comparisons) {
    if (comparisons <= 1) return {};
    const std::string made = number(comparisons) + " comparisons were made. The first is the main one";
    if (comparisons == 2) return made + ". Each had to pass 1 in 20.";
    return made + " and had to pass 1 in 20. The other " + number(comparisons - 1) +
           " had to pass a stricter limit for their number (Holm).";
}

std::string verdict_text(const SameWeek& result, const ComparisonWords& words) {
    if (result.status == ComparisonStatus::too_few_nights) return too_few(result, words);
    if (result.status == ComparisonStatus::not_comparable) {
        return std::string{"You rarely had both kinds of night in one week. "} + (words.is_dose ? "The dose" : "It") +
               " cannot be separated from the time of year and everything else that changed.";
    }
    return ok_text(result, words);
}

std::string verdict_text(const BeforeAfter& result, const ComparisonWords& words) {
    if (result.status != ComparisonStatus::ok) return too_few(result);
    return "In the 28 days after " + day_and_month(result.start_date) +
           in_brackets(if_fewer(result.n_after), if_skipped(result.skip)) + " the average was " +
           change(*result.difference, *words.scale) + in_brackets(if_fewer(result.n_before)) +
           small_difference(*result.difference, *words.scale) + '.' +
           (result.placement ? placement_text(*result.placement) : "") + " This cannot separate " + words.subject +
           " from time, expectation or anything else that changed.";
}

std::vector<std::string> flag_texts(const SameWeek& result, const ComparisonWords& words) {
    return texts(result.flags, result.n_with < result.n_without ? "with" : "without", words.is_dose);
}

std::vector<std::string> flag_texts(const BeforeAfter& result) { return texts(result.flags, {}, true); }

std::vector<std::string> sentences(const SameWeek& result, const ComparisonWords& words, int comparisons) {
    std::vector all{verdict_text(result, words)};
    if (result.status != ComparisonStatus::ok) return all;
    append(all, flag_texts(result, words));
    if (comparisons > 1) all.push_back(comparisons_text(comparisons));
    all.emplace_back(same_night_text);
    return all;
}

std::vector<std::string> sentences(const BeforeAfter& result, const ComparisonWords& words) {
    std::vector all{verdict_text(result, words)};
    append(all, flag_texts(result));
    return all;
}

}  // namespace epsom
