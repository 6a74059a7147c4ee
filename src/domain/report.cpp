#include "epsom/domain/report.hpp"

#include <algorithm>
#include <cassert>

namespace epsom {
namespace {

using std::chrono::days;

/// What the upper level's scope counts of a day. Folate's limit is folic acid alone, in its own mass.
Mass counted(const DayLedger& ledger, Mass total, Nutrient nutrient, const Applied& upper) {
    if (nutrient == Nutrient::folate && upper.scope == Scope::supplemental) return folic_acid_of_dfe(ledger.supplement_folic_acid);
    return upper.scope == Scope::supplemental ? ledger.supplement : total;
}

/// Of a day's supplement what may count or not: only folic acid does, and the label does not say that it is.
Mass not_known_to_count(const DayLedger& ledger, Nutrient nutrient, const Applied& upper) {
    return nutrient == Nutrient::folate && upper.scope == Scope::supplemental ? ledger.supplement_of_no_form : Mass{};
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

IntakeReport::IntakeReport(const Profile& profile, const Authority& authority, Nutrient nutrient, DayRange range, Span span, Day today, Sink sink)
    : profile_{profile}, authority_{authority}, range_{range}, span_{span}, today_{today}, sink_{std::move(sink)}, next_{range.from} {
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
    row_ = ReportRow{};
    row_.nutrient = nutrient;
    row_.span = span_;
    row_.range = {next_, std::min(span_around(next_, span_).to, range_.to)};
    row_.references = references(row_.range.to);
    row_.at_least = false;
    row_.diet = Diet::logged;
    supplement_ = food_ = usual_ = topical_ = counted_ = uncounted_ = Mass{};
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
    const bool at_least = (info(row_.nutrient).is_nutrient() && diet >= Diet::partial) || ledger.lacks_value;
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
    const Status status = status_of(mean_of(total, 1), at_least, values.target);
    if (status == Status::met) ++row_.days_met;
    if (values.upper) {
        const bool over = counted(ledger, total, row_.nutrient, *values.upper) > values.upper->value;
        if (over) ++row_.days_over_upper;
        else if (not_known_to_count(ledger, row_.nutrient, *values.upper) != Mass{}) ++row_.days_upper_unknown;
    }
    if (row_.references.upper) {
        counted_ += counted(ledger, total, row_.nutrient, *row_.references.upper);
        uncounted_ += not_known_to_count(ledger, row_.nutrient, *row_.references.upper);
    }
    ++summary_.days_logged;
    if (ledger.lacks_value || ledger.supplement + ledger.food != Mass{}) ++summary_.days_with;
    summary_total_ += total;
    if (!info(row_.nutrient).is_nutrient()) {
        if (at_least) ++summary_.days_at_least;
        return;
    }
    if (diet == Diet::unknown) ++summary_.days_diet_unknown;
    if (diet == Diet::partial) ++summary_.days_diet_partial;
    if (diet == Diet::partial && status == Status::unknown && !ledger.lacks_value) ++summary_.days_open_by_food;
    if (at_least) ++summary_.days_at_least;
}

void IntakeReport::close_row() {
    if (row_.days_logged > 0) {
        const int logged = row_.days_logged;
        row_.supplement = mean_of(supplement_, logged);
        row_.food = mean_of(food_, logged);
        row_.usual_diet = mean_of(usual_, logged);
        row_.topical = mean_of(topical_, logged);
        row_.total = mean_of(supplement_ + food_ + usual_, logged);
        row_.status = status_of(*row_.total, row_.at_least, row_.references.target);
        if (row_.references.upper) {
            const Mean known = mean_of(counted_, logged);
            const bool over = known.above(row_.references.upper->value);
            if (over || uncounted_ == Mass{}) {
                row_.upper_amount = known;
                row_.over_upper = over;
            }
        }
    } else if (span_ != Span::day) {
        DayLedger silent;
        silent.day = row_.range.to;
        row_.diet = diet(silent);
        row_.at_least = info(row_.nutrient).is_nutrient() && row_.diet >= Diet::partial;
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
    if (summary_.days_logged > 0) summary_.mean_total = mean_of(summary_total_, summary_.days_logged);
    return summary_;
}

ReportRow report_day(const Profile& profile, const Authority& authority, Nutrient nutrient, const DayLedger& ledger, Day today) {
    ReportRow only;
    IntakeReport report{profile, authority, nutrient, {ledger.day, ledger.day}, Span::day, today, [&only](const ReportRow& row) { only = row; }};
    report.add(ledger);
    report.finish();
    return only;
}

}  // namespace epsom
