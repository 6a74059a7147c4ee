#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/intake.hpp"
#include "epsom/domain/reference.hpp"
#include "epsom/domain/time/period.hpp"

namespace epsom {

/// The amounts of a nutrient's forms.
class ByForm {
public:
    [[nodiscard]] Mass of(LimitForm form) const { return masses_[static_cast<std::size_t>(form)]; }
    void add(LimitForm form, Mass mass) { masses_[static_cast<std::size_t>(form)] += mass; }

private:
    std::array<Mass, limit_form_count> masses_{};
};

/// The sums of one nutrient on one day, from supplements and from food, and what is known of them.
struct DayLedger {
    Day day{};
    bool logged = false;               // at least one intake of any nutrient, or the user said that the day is complete
    bool food_logged = false;          // at least one food
    bool food_complete = false;        // the user said that all of it was logged
    bool lacks_value = false;          // an oral intake has no value for this nutrient
    Mass supplement;                   // oral
    Mass food;                         // oral
    Mass topical;                      // in no total
    ByForm supplement_forms;           // `supplement` by form, where limits tell forms apart
    ByForm food_forms;                 // `food` by form
    Mass food_part;                    // what of `food` comes from carotenoids, tryptophan or folic acid
    std::int64_t food_of_no_form = 0;  // foods that do not say their form, less those that say the part

    /// What `entries` entries hold together.
    void add(Source source, Mass amount, LimitForm form, std::int64_t entries = 1) {
        (source == Source::food ? food : supplement) += amount;
        (source == Source::food ? food_forms : supplement_forms).add(form, amount);
        if (source == Source::food && form == LimitForm::unsaid) food_of_no_form += entries;
    }
    /// What `foods` foods say of their part.
    void add_part(Mass amount, std::int64_t foods = 1) {
        food_of_no_form -= foods;
        food_part += amount;
    }
};

/// The ledgers of one day: one for each nutrient that was asked for, in their order.
class DayLedgers {
public:
    explicit DayLedgers(std::span<const Nutrient> wanted)
        : wanted_{wanted.begin(), wanted.end()}, ledgers_(wanted.size()) {
        std::ranges::sort(wanted_);
    }
    [[nodiscard]] std::size_t size() const { return wanted_.size(); }
    [[nodiscard]] Nutrient nutrient(std::size_t place) const { return wanted_[place]; }
    [[nodiscard]] DayLedger& operator[](std::size_t place) { return ledgers_[place]; }
    [[nodiscard]] const DayLedger& operator[](std::size_t place) const { return ledgers_[place]; }
    /// Null where it was not asked for.
    [[nodiscard]] const DayLedger* of(Nutrient nutrient) const {
        const auto place = place_of(nutrient);
        return place ? &ledgers_[*place] : nullptr;
    }
    [[nodiscard]] std::optional<std::size_t> place_of(Nutrient nutrient) const {
        const auto found = std::ranges::lower_bound(wanted_, nutrient);
        if (found == wanted_.end() || *found != nutrient) return std::nullopt;
        return static_cast<std::size_t>(found - wanted_.begin());
    }
    void clear() { std::ranges::fill(ledgers_, DayLedger{}); }

private:
    std::vector<Nutrient> wanted_;
    std::vector<DayLedger> ledgers_;
};

/// What is known of a day's food for a nutrient, weakest last: all of it, a usual day's at least, some of it, nothing.
enum class Diet : std::uint8_t { logged, usual, partial, unknown };
enum class Status : std::uint8_t { none, met, below, unknown, no_target };

[[nodiscard]] std::string_view spell(Diet diet);
[[nodiscard]] std::string_view spell(Status status);

/// A mean that is still exact: a sum over a number of days (1 or more).
struct Mean {
    Mass sum;
    int days = 1;
    [[nodiscard]] bool above(Mass limit) const { return sum.nanograms() > limit.nanograms() * days; }
    [[nodiscard]] bool reaches(Mass target) const { return sum.nanograms() >= target.nanograms() * days; }
    friend bool operator==(const Mean&, const Mean&) = default;
};

/// One nutrient over a day, or over a week, month or year, then as means per logged day. Amounts are empty when nothing
/// was logged: silence is not zero.
struct ReportRow {
    DayRange range;  // cut at the report's ends
    Span span = Span::day;
    Nutrient nutrient = Nutrient::magnesium;
    int days = 0;
    int days_logged = 0;
    std::optional<Mean> supplement, food, usual_diet, total, topical;
    Diet diet = Diet::unknown;  // the weakest of the logged days; of the day itself when the row is one
    bool at_least = true;       // `total`, or what of it counts towards the target, is a lower bound
    References references;      // of the row's last day
    /// What the upper level's scope counts. Empty without an upper level, and where the form that it counts is not
    /// known of everything, unless what is known is above.
    std::optional<Mean> upper_amount;
    std::optional<bool> over_upper;  // strictly above; empty where `upper_amount` is, and without an intake
    /// The total in the terms of the target: retinol equivalents, niacin alone, folate; else the total. As little as it
    /// is where a form was not stated.
    std::optional<Mean> target_amount;
    std::optional<bool> over_reduction;  // strictly above the CDRR; empty without one, and where it is not known
    int days_upper_unknown = 0;
    Status status = Status::none;
    int days_met = 0;
    int days_over_upper = 0;
};

/// The mean of one ledger over the logged days of all rows; empty where no row has one.
[[nodiscard]] std::optional<Mean> mean_over(std::span<const ReportRow> rows, std::optional<Mean> ReportRow::*ledger);

/// The whole period in a few numbers.
struct ReportSummary {
    Nutrient nutrient = Nutrient::magnesium;
    int days = 0;
    int days_logged = 0;
    int days_met = 0;
    int days_over_upper = 0;
    // The following are among the logged days.
    int days_diet_unknown = 0;
    int days_diet_partial = 0;
    int days_at_least = 0;
    int days_with = 0;  // something holds the nutrient, in an amount above zero or an unknown one
    /// The sum is above the upper level if it is all in the form that the level counts, which nobody said.
    int days_upper_unknown = 0;
    int days_over_reduction = 0;
    int days_open_by_food = 0;  // below the target if the food that was logged were all of it
    /// What the upper level counts is a lower bound, and not above it; `days_upper_unknown` are others.
    int days_upper_at_least = 0;
    std::optional<Mean> mean_total;
    std::optional<Mean> mean_for_target;  // in the terms of the target
    /// What the upper level's scope counts. Empty without an upper level, where each form has its own, and where the
    /// form is not known of everything.
    std::optional<Mean> mean_for_upper;
    /// Days whose food is known, but not of everything that was taken how much it holds.
    [[nodiscard]] int days_lacking_value() const { return days_at_least - days_diet_unknown - days_diet_partial; }
};

/// How a nutrient's whole period compares with its reference values, what matters most first: above the upper level on
/// a day; above it if all is in the form that the level counts, which nobody said; the mean below the target; the mean
/// a lower bound below the target, which may or may not reach it; the mean at or above the target.
enum class PeriodStatus : std::uint8_t { above, may_be_above, below, unknown, met, no_target };
/// By the target of the period's last day; `unknown` when nothing was logged.
[[nodiscard]] PeriodStatus period_status(const ReportSummary& summary, const References& last);
/// The target alone: `below`, `unknown`, `met` or `no_target`.
[[nodiscard]] PeriodStatus target_status(const ReportSummary& summary, const References& last);

/// What of an intake a limit counts: `known` for certain, `possible` if all that does not say its form is in the form
/// that counts.
struct Counted {
    Mass known, possible;
};

/// Judges days, one nutrient at a time, and gathers them into rows. Days come in order, each at most once; days that
/// nobody hands in are silent ones. A day before `today` is over. Memory does not grow with the number of days.
class IntakeReport {
public:
    using Sink = std::function<void(const ReportRow&)>;
    IntakeReport(const Profile& profile, const Authority& authority, Nutrient nutrient, DayRange range, Span span,
        Day today, Sink sink);

    /// The profile is looked at until finish(): a temporary would be gone by then.
    IntakeReport(Profile&&, const Authority&, Nutrient, DayRange, Span, Day, Sink) = delete;

    void add(const DayLedger& ledger);
    /// Hands out the rows that are still open; call it once, after the last day.
    ReportSummary finish();

private:
    void stay_silent_until(Day day);
    void take(const DayLedger& ledger);
    void judge(const DayLedger& ledger);
    [[nodiscard]] Diet diet(const DayLedger& ledger) const;
    [[nodiscard]] std::optional<Mass> usual() const { return profile_.usual_diet.of(row_.nutrient); }
    void open_row();
    void close_row();
    const References& references(Day day);  // worked out anew only when the age in months or the life stage changes

    const Profile& profile_;
    const Authority& authority_;
    DayRange range_;
    Span span_;
    Day today_;
    Sink sink_;
    Day next_;
    ReportRow row_{};
    Mass supplement_, food_, usual_, topical_, for_target_;
    std::array<Counted, 2> counted_{};  // by the upper level and by the other one
    ReportSummary summary_{};
    Mass summary_total_, summary_for_target_, summary_for_upper_;
    bool upper_is_known_ = true;  // of every day so far
    std::optional<References> cached_;
};

/// What a period's oral intake can be broken down by.
enum class Grouping : std::uint8_t { source, what, hour };
[[nodiscard]] constexpr std::string_view spell(Grouping by) {
    return by == Grouping::source ? "source" : by == Grouping::what ? "what" : "hour";
}
struct BreakdownRow {
    std::string group;  // "supplement", "glycinate", "21"
    Mass amount;        // known amounts only
    std::int64_t intakes = 0;
};

/// One day alone, as `log` answers and `check` asks.
ReportRow report_day(
    const Profile& profile, const Authority& authority, Nutrient nutrient, const DayLedger& ledger, Day today);

}  // namespace epsom
