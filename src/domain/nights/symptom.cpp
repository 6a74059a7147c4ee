#include "epsom/domain/nights/symptom.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <map>
#include <numeric>
#include <utility>

#include "symptom_arithmetic.hpp"

namespace epsom {
namespace {

using std::chrono::days;

constexpr int nights_of_each_kind = 7;
constexpr int weeks_with_both_kinds = 4;
constexpr int nights_of_each_kind_in_weeks = 5;
constexpr int nights_after_nights = 5;  // of each kind, for the night before to say anything
constexpr double drift_from = 0.10;
constexpr days window{28};
constexpr int nights_per_side = 10;
constexpr int nights_per_split_side = 7;
constexpr int splits_to_place = 20;

using DatedNights = std::map<Day, ComparedNight>;

DatedNights by_date(std::span<const ComparedNight> nights) {
    DatedNights dated;
    for (const auto& night : nights) dated.insert_or_assign(night.date, night);
    return dated;
}

// Many values at once, each in steps of the outcome.

double mean(std::span<const int> values) {
    return static_cast<double>(sum(values)) / static_cast<double>(values.size());
}

template <class Number> double median(std::vector<Number> values) {
    std::ranges::sort(values);
    const auto half = values.size() / 2;
    if (values.size() % 2 == 1) return static_cast<double>(values[half]);
    return (static_cast<double>(values[half - 1]) + static_cast<double>(values[half])) / 2;
}

/// mean(first) - mean(second) as an exact fraction of steps; the denominator is positive.
struct Fraction {
    std::int64_t numerator, denominator;
    [[nodiscard]] double value() const { return static_cast<double>(numerator) / static_cast<double>(denominator); }
    /// Whether the first are worse by so much that it is a reason to doubt.
    [[nodiscard]] bool notably_worse(const OutcomeScale& scale) const {
        return (scale.high_is_bad ? numerator : -numerator) >= scale.notable * denominator;
    }
};
Fraction mean_difference(std::span<const int> first, std::span<const int> second) {
    const auto n = std::ssize(first);
    const auto m = std::ssize(second);
    return {sum(first) * m - sum(second) * n, n * m};
}

/// Every value of one kind against every value of the other.
struct Pairs {
    int better = 0, tied = 0, worse = 0;
    void add(std::span<const int> with, std::span<const int> without, bool high_is_bad) {
        for (const int a : with) {
            for (const int b : without) ++(a == b ? tied : (a < b) == high_is_bad ? better : worse);
        }
    }
    [[nodiscard]] double nap() const { return (better + tied / 2.0) / (better + tied + worse); }
};

/// A night whose value and kind are known.
struct UsableNight {
    Day date;
    int value;
    bool with;
};

/// The weeks that hold both kinds of night.
std::vector<WeekScores> weeks_with_both(std::span<const UsableNight> nights) {
    std::map<Day, WeekScores> weeks;
    for (const auto& night : nights) {
        const auto monday = night.date - days{std::chrono::weekday{night.date}.iso_encoding() - 1};
        auto& week = weeks[monday];
        (night.with ? week.with : week.without).push_back(night.value);
    }
    std::vector<WeekScores> both;
    for (auto& [monday, week] : weeks) {
        if (!week.with.empty() && !week.without.empty()) both.push_back(std::move(week));
    }
    return both;
}

// What else the nights show.

/// Mean product over neighbouring dates / mean square; empty where there are no neighbours or nothing varies.
std::optional<double> lag_one(std::span<const UsableNight> nights, std::span<const double> deviations) {
    double products = 0, squares = 0;
    int pairs = 0;
    for (std::size_t i = 0; i < nights.size(); ++i) {
        squares += deviations[i] * deviations[i];
        if (i == 0 || nights[i].date - nights[i - 1].date != days{1}) continue;
        products += deviations[i - 1] * deviations[i];
        ++pairs;
    }
    if (pairs == 0 || squares < 1e-12) return std::nullopt;
    return (products / pairs) / (squares / static_cast<double>(nights.size()));
}

void check_neighbours(SameWeek& result, std::span<const UsableNight> nights, const OutcomeScale& scale) {
    const double with_share = static_cast<double>(result.n_with) / static_cast<double>(nights.size());
    std::vector<double> scores, labels;
    for (const auto& night : nights) {
        scores.push_back(scale.in_unit(night.value) - (night.with ? *result.mean_with : *result.mean_without));
        labels.push_back((night.with ? 1.0 : 0.0) - with_share);
    }
    result.r1_score = lag_one(nights, scores);
    result.r1_label = lag_one(nights, labels);
    const double score = result.r1_score.value_or(0);
    const double label = result.r1_label.value_or(0);
    result.neighbour = score > 0 && label > 0 ? score * label : 0;
}

double standard_deviation(std::span<const UsableNight> nights) {  // divisor N
    double total = 0, squares = 0;
    for (const auto& night : nights) total += night.value;
    const auto n = static_cast<double>(nights.size());
    for (const auto& night : nights) squares += (night.value - total / n) * (night.value - total / n);
    return std::sqrt(squares / n);
}

/// Of the night before only the value has to be known.
void check_previous_nights(
    SameWeek& result, std::span<const UsableNight> nights, const DatedNights& dated, const OutcomeScale& scale) {
    std::vector<int> before_with, before_without;
    for (const auto& night : nights) {
        const auto previous = dated.find(night.date - days{1});
        if (previous == dated.end() || !previous->second.value) continue;
        (night.with ? before_with : before_without).push_back(*previous->second.value);
    }
    const auto fewer = std::min(before_with.size(), before_without.size());
    if (fewer < nights_after_nights) return;

    const auto gap = mean_difference(before_with, before_without);
    result.previous_night_difference = scale.in_unit(gap.value());
    const double noise = standard_deviation(nights) * std::sqrt(1.0 / static_cast<double>(before_with.size()) +
                                                                1.0 / static_cast<double>(before_without.size()));
    if (gap.notably_worse(scale) && std::abs(gap.value()) >= 2 * noise) {
        result.flags.push_back(SymptomFlag::taken_after_bad_nights);
    }
}

/// Two weekdays hold 80 % or more of the smaller group; of nights without, when both are alike.
void check_weekdays(SameWeek& result, std::span<const UsableNight> nights) {
    const bool fewer_with = result.n_with < result.n_without;
    std::array<int, 7> held{};
    for (const auto& night : nights) {
        if (night.with == fewer_with) ++held[std::chrono::weekday{night.date}.c_encoding()];
    }
    std::ranges::sort(held, std::greater{});
    if (10 * (held[0] + held[1]) >= 8 * std::min(result.n_with, result.n_without)) {
        result.flags.push_back(SymptomFlag::weekday_pattern);
    }
}

std::vector<UsableNight> count_nights(SameWeek& result, const DatedNights& dated) {
    std::vector<UsableNight> usable;
    for (const auto& [date, night] : dated) {
        if (!night.value) {
            ++result.no_score;
        } else if (!night.with) {
            ++result.kind_unknown;
        } else {
            usable.push_back({date, *night.value, *night.with});
            ++(usable.back().with ? result.n_with : result.n_without);
        }
    }
    result.nights_given = static_cast<int>(dated.size());
    result.usable = static_cast<int>(usable.size());
    return usable;
}

void describe_kinds(SameWeek& result, std::span<const UsableNight> nights, std::span<const WeekScores> weeks,
    const OutcomeScale& scale) {
    std::vector<int> with, without;
    for (const auto& night : nights) (night.with ? with : without).push_back(night.value);
    result.mean_with = scale.in_unit(mean(with));
    result.mean_without = scale.in_unit(mean(without));
    result.median_with = scale.in_unit(median(with));
    result.median_without = scale.in_unit(median(without));
    std::int64_t with_in_weeks = 0, without_in_weeks = 0;
    for (const auto& week : weeks) {
        with_in_weeks += std::ssize(week.with);
        without_in_weeks += std::ssize(week.without);
    }
    result.weeks_with_both = static_cast<int>(weeks.size());
    result.with_in_weeks = static_cast<int>(with_in_weeks);
    result.without_in_weeks = static_cast<int>(without_in_weeks);
}

void compare_within(SameWeek& result, std::span<const WeekScores> weeks, const OutcomeScale& scale) {
    Pairs pairs;
    for (const auto& week : weeks) pairs.add(week.with, week.without, scale.high_is_bad);
    result.difference = week_adjusted_difference(weeks, scale);
    result.interval = permutation_range(weeks, scale);
    result.pairs_better = pairs.better;
    result.pairs_tied = pairs.tied;
    result.pairs_worse = pairs.worse;
    result.nap = pairs.nap();
    result.p = permutation_p(weeks);
}

SymptomVerdict verdict(const SameWeek& result) {
    if (!at_most(*result.p_holm, significance)) return SymptomVerdict::no_clear_difference;
    if (*result.neighbour >= drift_from) return SymptomVerdict::difference_may_be_drift;
    return *result.difference < 0 ? SymptomVerdict::lower_with : SymptomVerdict::higher_with;
}

// Before and after.

/// Known nights of one side, by date: day numbers and values.
struct Side {
    std::vector<int> day_numbers, values;
};

Side side(const DatedNights& dated, Day from, Day until) {
    Side found;
    for (auto night = dated.lower_bound(from); night != dated.end() && night->first < until; ++night) {
        if (!night->second.value) continue;
        found.day_numbers.push_back(static_cast<int>(night->first.time_since_epoch().count()));
        found.values.push_back(*night->second.value);
    }
    return found;
}

/// Theil-Sen: the median slope of all pairs of nights, in steps per week.
double slope_per_week(const Side& nights) {
    std::vector<double> slopes;
    for (std::size_t i = 0; i < nights.values.size(); ++i) {
        for (std::size_t j = i + 1; j < nights.values.size(); ++j) {
            const double weeks = (nights.day_numbers[j] - nights.day_numbers[i]) / 7.0;
            slopes.push_back((nights.values[j] - nights.values[i]) / weeks);
        }
    }
    return median(std::move(slopes));
}

bool started_after_bad_spell(const Side& before, Day start_date, const OutcomeScale& scale) {
    const auto last_week = static_cast<int>(start_date.time_since_epoch().count()) - 7;
    const auto split = std::ranges::lower_bound(before.day_numbers, last_week) - before.day_numbers.begin();
    const auto earlier = std::span{before.values}.first(static_cast<std::size_t>(split));
    const auto last = std::span{before.values}.subspan(static_cast<std::size_t>(split));
    return last.size() >= 3 && earlier.size() >= 5 && mean_difference(last, earlier).notably_worse(scale);
}

std::optional<Placement> placement(const Side& before, const Side& after) {
    std::vector<int> all = before.values;
    all.insert(all.end(), after.values.begin(), after.values.end());
    const auto change_at = [&](std::size_t split) {
        return mean_difference(std::span{all}.subspan(split), std::span{all}.first(split));
    };
    const auto real = change_at(before.values.size());
    const auto as_large_as_real = [&](const Fraction& change) {
        return std::abs(change.numerator) * real.denominator >= std::abs(real.numerator) * change.denominator;
    };

    Placement place{0, 0};
    for (std::size_t n = nights_per_split_side; n + nights_per_split_side <= all.size(); ++n) {
        ++place.possible;
        if (as_large_as_real(change_at(n))) ++place.as_large;
    }
    if (place.possible < splits_to_place) return std::nullopt;
    return place;
}

}  // namespace

SameWeek same_week(std::span<const ComparedNight> nights, const OutcomeScale& scale) {
    SameWeek result;
    const auto dated = by_date(nights);
    const auto usable = count_nights(result, dated);
    if (std::min(result.n_with, result.n_without) < nights_of_each_kind) return result;

    const auto weeks = weeks_with_both(usable);
    describe_kinds(result, usable, weeks, scale);
    result.status = ComparisonStatus::not_comparable;
    if (*result.weeks_with_both < weeks_with_both_kinds) return result;
    if (std::min(*result.with_in_weeks, *result.without_in_weeks) < nights_of_each_kind_in_weeks) return result;

    result.status = ComparisonStatus::ok;
    compare_within(result, weeks, scale);
    check_neighbours(result, usable, scale);
    check_previous_nights(result, usable, dated, scale);
    check_weekdays(result, usable);
    result.p_holm = result.p;
    result.verdict = verdict(result);
    return result;
}

void correct_for_number(std::span<SameWeek* const> comparisons) {
    std::vector<SameWeek*> others;
    for (SameWeek* one : comparisons) {
        if (one != comparisons.front() && one->p) others.push_back(one);
    }
    std::ranges::stable_sort(others, {}, [](const SameWeek* one) { return *one->p; });
    double least = 0;
    for (std::size_t i = 0; i < others.size(); ++i) {
        least = std::max(least, std::min(1.0, *others[i]->p * static_cast<double>(others.size() - i)));
        others[i]->p_holm = least;
        others[i]->verdict = verdict(*others[i]);
    }
}

BeforeAfter before_after(std::span<const ComparedNight> nights, Day start_date, days skip, const OutcomeScale& scale) {
    BeforeAfter result;
    result.start_date = start_date;
    result.skip = skip;
    const auto dated = by_date(nights);
    const auto before = side(dated, start_date - window, start_date);
    const auto after = side(dated, start_date + skip, start_date + skip + window);
    result.n_before = static_cast<int>(before.values.size());
    result.n_after = static_cast<int>(after.values.size());
    if (std::min(result.n_before, result.n_after) < nights_per_side) return result;

    result.status = ComparisonStatus::ok;
    result.mean_before = scale.in_unit(mean(before.values));
    result.mean_after = scale.in_unit(mean(after.values));
    result.median_before = scale.in_unit(median(before.values));
    result.median_after = scale.in_unit(median(after.values));
    result.difference = scale.in_unit(mean_difference(after.values, before.values).value());
    Pairs pairs;
    pairs.add(after.values, before.values, scale.high_is_bad);
    result.nap = pairs.nap();

    const double weeks_between = mean_difference(after.day_numbers, before.day_numbers).value() / 7;
    result.slope_per_week_before = scale.in_unit(slope_per_week(before));
    result.expected_from_trend = *result.slope_per_week_before * weeks_between;
    if (*result.difference != 0 && *result.expected_from_trend / *result.difference >= 0.5) {
        result.flags.push_back(SymptomFlag::trend_before);
    }
    if (started_after_bad_spell(before, start_date, scale)) {
        result.flags.push_back(SymptomFlag::started_after_bad_spell);
    }
    result.placement = placement(before, after);
    return result;
}

SymptomSummary symptom_summary(std::span<const Night> nights) {
    std::map<Day, std::optional<Score>> dated;
    for (const Night& night : nights) dated.insert_or_assign(night.date, night.score);
    std::vector<int> tenths;
    for (const auto& [date, score] : dated) {
        if (score) tenths.push_back(score->tenths());
    }
    if (tenths.empty()) return {};
    const auto above = std::ranges::count_if(tenths, [](int score) { return score > 0; });
    return {static_cast<int>(tenths.size()), symptom_scale.in_unit(mean(tenths)),
        7 * static_cast<double>(above) / static_cast<double>(tenths.size())};
}

}  // namespace epsom
