#include "epsom/domain/report.hpp"

#include <algorithm>
#include <cassert>
#include <memory>

namespace epsom {
namespace {

using std::chrono::days;

/// Retinol of any source. Of a food that does not say its form what does not come from carotenoids; all of it may be
/// retinol where the table does not know that.
Counted retinol(const DayLedger& ledger) {
    const Mass said = ledger.supplement_forms.of(LimitForm::retinol) + ledger.food_forms.of(LimitForm::retinol);
    const Mass of_food = ledger.food_forms.of(LimitForm::unsaid) - ledger.food_part;
    const Mass known = ledger.food_of_no_form > 0 ? said : said + of_food;
    return {known, said + of_food + ledger.supplement_forms.of(LimitForm::unsaid)};
}

/// One form of a supplement; what does not say its form may be it.
Counted in_form(const DayLedger& ledger, LimitForm form) {
    const Mass known = ledger.supplement_forms.of(form);
    return {known, known + ledger.supplement_forms.of(LimitForm::unsaid)};
}

/// What the upper level counts of a day, in its own terms.
Counted counted(const DayLedger& ledger, Mass total, const Applied& upper) {
    if (upper.terms == Terms::folic_acid) {
        const Mass known = ledger.supplement_forms.of(LimitForm::folic_acid) + ledger.food_part;
        return {folic_acid_of_dfe(known), folic_acid_of_dfe(known + ledger.supplement_forms.of(LimitForm::unsaid))};
    }
    const Mass amount = upper.scope == Scope::total ? total : ledger.supplement;
    if (upper.terms == Terms::alpha_tocopherol) {
        // 2 mg of synthetic alpha-tocopherol are kept as 1 mg.
        const Mass known = amount + ledger.supplement_forms.of(LimitForm::synthetic);
        return {known, known + ledger.supplement_forms.of(LimitForm::unsaid)};
    }
    switch (upper.scope) {
        case Scope::preformed: return retinol(ledger);
        case Scope::nicotinic_acid: return in_form(ledger, LimitForm::nicotinic_acid);
        case Scope::nicotinamide: return in_form(ledger, LimitForm::nicotinamide);
        case Scope::total:
        case Scope::supplemental: break;
    }
    return {amount, amount};
}

/// Whether a limit counts every form, each by its mass: then what is known is a lower bound, not a part.
bool counts_every_form(const Applied& upper) { return upper.terms == Terms::alpha_tocopherol; }

/// Whether more than what is known may count against an upper level: food that was not logged where it counts food, and
/// an amount that nobody knows.
bool is_lower_bound(const References& references, bool at_least, bool lacks_value) {
    const auto counts = [](const std::optional<Applied>& upper) { return upper && counts_food(*upper); };
    if (!references.upper) return false;
    return lacks_value || (at_least && (counts(references.upper) || counts(references.other_upper)));
}

/// What does not say its form: supplements, and foods whose table does not know their part.
Mass of_no_form(const DayLedger& ledger) {
    const Mass of_food = ledger.food_forms.of(LimitForm::unsaid) - ledger.food_part;
    return ledger.supplement_forms.of(LimitForm::unsaid) + (ledger.food_of_no_form > 0 ? of_food : Mass{});
}

/// A day's total in the terms of the target: as little as it is, whatever the forms that nobody stated, and as much.
Counted in_terms(Terms terms, const DayLedger& ledger, Mass total) {
    switch (terms) {
        case Terms::retinol_equivalents: {
            // 1 RAE is 2 mcg of a supplement's carotene, 1 RE 6 mcg; of a food's 12 and 6 (IOM 2001).
            const auto as_carotene = [](Mass of_supplement) { return of_supplement.scaled(1, 3) - of_supplement; };
            const Mass said = total + ledger.food_part + as_carotene(ledger.supplement_forms.of(LimitForm::carotene));
            const Mass unsaid = ledger.supplement_forms.of(LimitForm::unsaid);
            return {said + as_carotene(unsaid), said + of_no_form(ledger) - unsaid};
        }
        case Terms::niacin_alone: return {total - ledger.food_part, total - ledger.food_part};
        case Terms::folate_mass: {
            const Mass dfe = ledger.supplement_forms.of(LimitForm::folic_acid) + ledger.food_part;
            const auto with = [total](Mass folic_acid) { return total - folic_acid + folic_acid_of_dfe(folic_acid); };
            return {with(dfe + of_no_form(ledger)), with(dfe)};
        }
        case Terms::kept:
        case Terms::folic_acid:
        case Terms::alpha_tocopherol: break;
    }
    return {total, total};
}

/// Of the limits of two forms the one that says most about an intake: the one that it is above, or whose form was
/// taken.
bool other_says_more(const References& references, const std::array<Counted, 2>& counted, int logged) {
    if (!references.other_upper || Mean{counted[0].known, logged}.above(references.upper->value)) return false;
    if (Mean{counted[1].known, logged}.above(references.other_upper->value)) return true;
    return counted[0].possible == Mass{} && counted[1].known > Mass{};
}

Status status_of(const Mean& total, bool at_least, const std::optional<Applied>& target) {
    if (!target) return Status::no_target;
    if (total.reaches(target->value)) return Status::met;
    return at_least ? Status::unknown : Status::below;
}

Mean mean_of(Mass sum, int logged) { return {sum, logged}; }

}  // namespace

std::string_view spell(Diet diet) {
    switch (diet) {
        case Diet::logged: return "logged";
        case Diet::usual: return "usual";
        case Diet::partial: return "partial";
        case Diet::unknown: break;
    }
    return "unknown";
}

std::string_view spell(Status status) {
    switch (status) {
        case Status::none: return "none";
        case Status::met: return "met";
        case Status::below: return "below";
        case Status::unknown: return "unknown";
        case Status::no_target: break;
    }
    return "no-target";
}

std::optional<Mean> mean_over(std::span<const ReportRow> rows, std::optional<Mean> ReportRow::*ledger) {
    Mean whole{.sum = {}, .days = 0};
    for (const ReportRow& row : rows) {
        if (!(row.*ledger)) continue;
        whole.sum += (row.*ledger)->sum;
        whole.days += (row.*ledger)->days;
    }
    return whole.days == 0 ? std::nullopt : std::optional{whole};
}

IntakeReport::IntakeReport(const Profile& profile, const Authority& authority, Nutrient nutrient, DayRange range,
    Span span, Day today, Sink sink)
    : profile_{profile},
      authority_{authority},
      range_{range},
      span_{span},
      today_{today},
      sink_{std::move(sink)},
      next_{range.from} {
    row_.nutrient = nutrient;
    row_.span = span;
    summary_.nutrient = nutrient;
    open_row();
}

const References& IntakeReport::references(Day day) {
    const Person& person = profile_.person;
    const bool same_age = cached_ && (!person.born || cached_->months == completed_months(*person.born, day));
    if (!same_age || cached_->stage != person.stage_on(day)) {
        cached_ = references_on(profile_, authority_, row_.nutrient, day);
    }
    return *cached_;
}

void IntakeReport::open_row() {
    const Nutrient nutrient = row_.nutrient;
    std::construct_at(&row_);  // in place: a row is large, and a report has thousands
    row_.nutrient = nutrient;
    row_.span = span_;
    row_.range = {next_, std::min(span_around(next_, span_).to, range_.to)};
    row_.references = references(row_.range.to);
    row_.at_least = false;
    row_.diet = Diet::logged;
    supplement_ = food_ = usual_ = topical_ = for_target_ = Mass{};
    counted_ = {};
}

/// A complete food log is complete once its day is over. Until then the usual diet fills it up.
Diet IntakeReport::diet(const DayLedger& ledger) const {
    const bool closed = profile_.food_log == FoodLog::complete && ledger.day < today_;
    if (ledger.food_complete || (closed && ledger.food_logged)) return Diet::logged;
    if (usual() && !closed) return Diet::usual;
    return ledger.food_logged ? Diet::partial : Diet::unknown;
}

void IntakeReport::judge(const DayLedger& ledger) {
    const Diet diet = this->diet(ledger);
    // What only labels list is summed from labels: no food log would make its total more certain.
    const bool at_least = (info(row_.nutrient).in_food_tables() && diet >= Diet::partial) || ledger.lacks_value;
    const bool alone = span_ == Span::day;
    ++row_.days;
    ++summary_.days;
    if (ledger.logged || alone) {
        row_.diet = std::max(row_.diet, diet);
        row_.at_least = row_.at_least || at_least;
    }
    if (!ledger.logged) return;

    const Mass from_usual = diet == Diet::usual && *usual() > ledger.food ? *usual() - ledger.food : Mass{};
    const Mass total = ledger.supplement + ledger.food + from_usual;
    const References& values = alone ? row_.references : references(ledger.day);
    ++row_.days_logged;
    supplement_ += ledger.supplement;
    food_ += ledger.food;
    usual_ += from_usual;
    topical_ += ledger.topical;
    const Counted for_target = values.target ? in_terms(values.target->terms, ledger, total) : Counted{total, total};
    const bool may_be_more = at_least || for_target.known != for_target.possible;
    row_.at_least = row_.at_least || may_be_more;
    const Status status = status_of(mean_of(for_target.known, 1), may_be_more, values.target);
    if (status == Status::met) ++row_.days_met;
    bool over = false;
    bool may_be_over = false;
    for (const auto* upper : {&values.upper, &values.other_upper}) {
        if (!*upper) continue;
        const Counted amount = counted(ledger, total, **upper);
        over = over || amount.known > (*upper)->value;
        may_be_over = may_be_over || amount.possible > (*upper)->value;
    }
    const bool upper_at_least = is_lower_bound(values, at_least, ledger.lacks_value);
    if (over) ++row_.days_over_upper;
    else if (may_be_over) ++row_.days_upper_unknown;
    else if (upper_at_least) ++summary_.days_upper_at_least;
    if (values.upper && !values.other_upper) {
        const Counted amount = counted(ledger, total, *values.upper);
        summary_for_upper_ += amount.known;
        upper_is_known_ = upper_is_known_ && amount.known == amount.possible;
    } else {
        upper_is_known_ = false;
    }
    if (values.reduction && total > values.reduction->value) ++summary_.days_over_reduction;
    std::size_t place = 0;
    for (const auto* upper : {&row_.references.upper, &row_.references.other_upper}) {
        if (*upper) {
            const Counted amount = counted(ledger, total, **upper);
            counted_[place].known += amount.known;
            counted_[place].possible += amount.possible;
        }
        ++place;
    }
    for_target_ += for_target.known;
    summary_for_target_ += for_target.known;
    ++summary_.days_logged;
    if (ledger.lacks_value || ledger.supplement + ledger.food != Mass{}) ++summary_.days_with;
    summary_total_ += total;
    if (may_be_more) ++summary_.days_at_least;
    if (!info(row_.nutrient).in_food_tables()) return;
    if (diet == Diet::unknown) ++summary_.days_diet_unknown;
    if (diet == Diet::partial) ++summary_.days_diet_partial;
    if (diet == Diet::partial && status == Status::unknown && !ledger.lacks_value) ++summary_.days_open_by_food;
}

void IntakeReport::close_row() {
    if (row_.days_logged > 0) {
        const int logged = row_.days_logged;
        row_.supplement = mean_of(supplement_, logged);
        row_.food = mean_of(food_, logged);
        row_.usual_diet = mean_of(usual_, logged);
        row_.topical = mean_of(topical_, logged);
        row_.total = mean_of(supplement_ + food_ + usual_, logged);
        row_.target_amount = mean_of(for_target_, logged);
        row_.status = status_of(*row_.target_amount, row_.at_least, row_.references.target);
        if (row_.references.upper) {
            const bool other = other_says_more(row_.references, counted_, logged);
            if (other) std::swap(row_.references.upper, row_.references.other_upper);
            const Applied& upper = *row_.references.upper;
            const Counted amount = counted_[other ? 1 : 0];
            const Mean known = mean_of(amount.known, logged);
            const bool over = known.above(upper.value);
            const bool certain = amount.known == amount.possible;
            if (over || certain || counts_every_form(upper)) row_.upper_amount = known;
            if (over || certain || (counts_every_form(upper) && !mean_of(amount.possible, logged).above(upper.value)))
                row_.over_upper = over;
        }
        if (row_.references.reduction) {
            const bool over = row_.total->above(row_.references.reduction->value);
            if (over || !row_.at_least) row_.over_reduction = over;
        }
    } else if (span_ != Span::day) {
        DayLedger silent;
        silent.day = row_.range.to;
        row_.diet = diet(silent);
        row_.at_least = info(row_.nutrient).in_food_tables() && row_.diet >= Diet::partial;
    }
    summary_.days_met += row_.days_met;
    summary_.days_over_upper += row_.days_over_upper;
    summary_.days_upper_unknown += row_.days_upper_unknown;
    sink_(row_);
}

void IntakeReport::take(const DayLedger& ledger) {
    judge(ledger);
    next_ += days{1};
    if (ledger.day != row_.range.to) return;
    close_row();
    if (next_ <= range_.to) open_row();
}

void IntakeReport::stay_silent_until(Day day) {
    if (next_ >= day) return;
    DayLedger silent;
    for (silent.day = next_; silent.day < day; silent.day = next_) take(silent);
}

void IntakeReport::add(const DayLedger& ledger) {
    assert(next_ <= ledger.day && ledger.day <= range_.to);
    stay_silent_until(ledger.day);
    take(ledger);
}

ReportSummary IntakeReport::finish() {
    stay_silent_until(range_.to + days{1});
    if (summary_.days_logged > 0) {
        summary_.mean_total = mean_of(summary_total_, summary_.days_logged);
        summary_.mean_for_target = mean_of(summary_for_target_, summary_.days_logged);
        if (upper_is_known_) summary_.mean_for_upper = mean_of(summary_for_upper_, summary_.days_logged);
    }
    return summary_;
}

PeriodStatus period_status(const ReportSummary& summary, const References& last) {
    if (summary.days_over_upper > 0) return PeriodStatus::above;
    if (summary.days_upper_unknown > 0) return PeriodStatus::may_be_above;
    return target_status(summary, last);
}

PeriodStatus target_status(const ReportSummary& summary, const References& last) {
    if (!summary.mean_for_target) return PeriodStatus::unknown;
    if (!last.target) return PeriodStatus::no_target;
    if (summary.mean_for_target->reaches(last.target->value)) return PeriodStatus::met;
    return summary.days_at_least > 0 ? PeriodStatus::unknown : PeriodStatus::below;
}

ReportRow report_day(
    const Profile& profile, const Authority& authority, Nutrient nutrient, const DayLedger& ledger, Day today) {
    ReportRow only;
    IntakeReport report{profile, authority, nutrient, {ledger.day, ledger.day}, Span::day, today,
        [&only](const ReportRow& row) { only = row; }};
    report.add(ledger);
    report.finish();
    return only;
}

}  // namespace epsom
