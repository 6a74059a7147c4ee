#include <algorithm>

#include "drawing.hpp"

namespace epsom {

using namespace drawing;

namespace {

constexpr std::size_t most_labels = 4;

void note(std::vector<std::string>& labels, std::string label) {
    if (labels.size() <= most_labels) labels.push_back(std::move(label));
}
void note_change(std::vector<std::string>& values, std::string value) {
    if (values.empty() || values.back() != value) values.push_back(std::move(value));
}
void note_once(std::vector<std::string>& values, std::string value) {
    if (std::ranges::find(values, value) == values.end()) values.push_back(std::move(value));
}

/// `Mon, Tue and 5 more` of `count` in all, of which `labels` are the first.
std::string first_of(const std::vector<std::string>& labels, int count) {
    std::vector<std::string> all = labels;
    all.resize(std::max(all.size(), static_cast<std::size_t>(count)));
    return drawing::listed(all, most_labels);
}

std::string one_after_another(const std::vector<std::string>& values) {
    std::string text;
    for (const auto& value : values) text += (text.empty() ? "" : ", then ") + value;
    return text;
}

/// `2 days: totals are minimums`.
std::string minimums(int count) {
    return days(count) + (count == 1 ? ": total is a minimum" : ": totals are minimums");
}

/// `Target met: 2 days.` Where `may_be_more`, the count is a minimum.
std::string verdict(std::string_view what, int count, bool may_be_more = false) {
    if (may_be_more && count == 0) return formatted(" {}: 0 days known.", what);
    return formatted(" {}: {}{}.", what, may_be_more ? "at least " : "", days(count));
}

}  // namespace

void IntakeWords::add(const ReportRow& row) {
    const References& r = row.references;
    const bool day = row.span == Span::day;
    days_ = day;
    note_references(row);
    last_ = r;
    if (row.days_over_upper > 0) {
        if (level_.empty() && r.upper) {
            level_ = formatted("{} of {} ({}, {})", limit_name(r.upper->kind), spell(r.upper->value, row.nutrient),
                spell(r.upper->kind), scope_words(*r.upper));
        }
        note(over_, formatted("{} ({})", label_of(row),
                        day ? spell(mass_of(*row.upper_amount), row.nutrient) : days(row.days_over_upper)));
        ++rows_over_;
    }
    if (row.status == Status::below) {
        note(below_, label_of(row));
        ++rows_below_;
    }
    if (row.diet == Diet::partial && row.days_logged > 0) partial_ = row.range;
    usual_diet_ = usual_diet_ || (row.usual_diet && row.usual_diet->sum != Mass{});
}

void IntakeWords::note_references(const ReportRow& row) {
    const auto note_one = [&](const std::optional<Applied>& now, const std::optional<Applied>& before,
                              std::vector<std::string>& values) {
        if (!now ||
            (before && before->value == now->value && before->kind == now->kind && before->source == now->source))
            return;
        note_change(values, spell(now->value, row.nutrient));
        const std::string owner = now->kind == Kind::personal ? "" : authority_ + " ";
        note_once(sources_, formatted("{}{}: {}", owner, spell(now->kind), now->source));
    };
    note_one(row.references.target, last_.target, targets_);
    note_one(row.references.upper, last_.upper, uppers_);
}

std::string IntakeWords::targets() const { return one_after_another(targets_); }

std::string IntakeWords::uppers() const {
    if (uppers_.empty()) return {};
    return formatted("{} ({})", one_after_another(uppers_), last_.upper ? scope_words(*last_.upper) : "all sources");
}

std::string IntakeWords::needs() const {
    if (!last_.target && last_.needs_born) return "targets need a birth date: epsom profile set --born 1980-05-17";
    if (!last_.target && last_.needs_sex) return "targets depend on sex: epsom profile set --sex female";
    if (last_.needs_weight) return "upper level is per kg body weight: epsom profile set --weight 24kg";
    return {};
}

std::string IntakeWords::over(const ReportSummary& summary) const {
    if (summary.days_over_upper == 0) return {};
    return formatted("above the {} on {}: {}", level_.empty() ? "upper level" : level_, days(summary.days_over_upper),
        first_of(over_, rows_over_));
}

std::string IntakeWords::may_be_over(const ReportSummary& summary) const {
    if (summary.days_upper_unknown == 0) return {};
    const std::string level =
        last_.upper ? formatted("{} of {}", limit_name(last_.upper->kind), limit_words(*last_.upper, summary.nutrient))
                    : "upper level";
    return formatted("may be above the {} on {}: form not stated ({})", level, days(summary.days_upper_unknown),
        forms_of(summary.nutrient));
}

std::string IntakeWords::over_reduction(const ReportSummary& summary) const {
    if (summary.days_over_reduction == 0 || !last_.reduction) return {};
    return formatted(" {} {}: {}.", info(summary.nutrient).label, above_reduction(*last_.reduction, summary.nutrient),
        days(summary.days_over_reduction));
}

std::string IntakeWords::attention(const ReportSummary& summary) const {
    const std::size_t width = page_width(terminal_);
    std::string lines;
    if (const std::string text = over(summary); !text.empty()) lines += marked(terminal_, Mark::above, text, width);
    if (const std::string text = may_be_over(summary); !text.empty())
        lines += marked(terminal_, Mark::unknown, text, width);
    if (rows_below_ > 0) {
        const std::string which = first_of(below_, rows_below_);
        const std::string text =
            days_ ? formatted("below target on {}: {}", days(rows_below_), which) : "average below target: " + which;
        lines += marked(terminal_, Mark::below, text, width);
    }
    if (summary.days_diet_unknown > 0) {
        lines += marked(
            terminal_, Mark::unknown, formatted("food not logged on {}", minimums(summary.days_diet_unknown)), width);
    }
    if (summary.days_diet_partial > 0) {
        lines += marked(terminal_, Mark::unknown,
            formatted("only some food logged on {}", minimums(summary.days_diet_partial)), width);
    }
    if (const std::string text = needs(); !text.empty()) lines += marked(terminal_, Mark::unknown, text, width);
    return lines;
}

std::string IntakeWords::sentences(const ReportSummary& summary) const {
    const Mean& mean = *summary.mean_total;
    const bool bound = summary.days_at_least > 0;
    std::string text =
        summary.days_logged == 1 ? "1 day logged: " : formatted("Average of {} logged days: ", summary.days_logged);
    text += (bound ? "at least " : "") + spell(mass_of(mean), summary.nutrient);
    if (targets_.size() == 1 && last_.target) {
        text += formatted(" ({} of target)", percent_of(*summary.mean_for_target, last_.target->value));
    }
    text += ".";
    if (!targets_.empty()) text += verdict("Target met", summary.days_met, bound);
    if (!uppers_.empty()) {
        const bool all_sources = !last_.upper || last_.upper->scope == Scope::total;
        text += verdict(
            "Above upper level", summary.days_over_upper, summary.days_upper_unknown > 0 || (bound && all_sources));
    }
    if (summary.days_upper_unknown > 0) {
        text += verdict(formatted("Not known if above ({})", forms_of(summary.nutrient)), summary.days_upper_unknown);
    }
    text += over_reduction(summary);
    if (summary.days_diet_unknown > 0) text += verdict("Food not logged", summary.days_diet_unknown);
    if (summary.days_diet_partial > 0) text += verdict("Only some food logged", summary.days_diet_partial);
    if (const int lacking = summary.days_lacking_value(); lacking > 0) text += verdict("Amount unknown", lacking);
    return text;
}

std::string IntakeWords::completing() const {
    return partial_ ? formatted("If all food was logged, mark it complete: epsom log complete food {}",
                          spell_range(*partial_))
                    : "";
}

std::string IntakeWords::closing(const ReportSummary& summary) const {
    const std::size_t width = page_width(terminal_);
    std::string out = wrapped(sentences(summary), width, 2);
    if (summary.days_diet_unknown > 0) {
        out += wrapped(formatted("For complete totals, log food or set a usual diet: epsom profile set --diet {}={}",
                           info(summary.nutrient).key, summary.nutrient == Nutrient::magnesium ? "250mg" : "AMOUNT"),
            width, 2);
    }
    if (const std::string text = completing(); !text.empty()) out += wrapped(text, width, 2);
    for (const auto& source : sources_) out += wrapped(source, width, 2);
    return out;
}

}  // namespace epsom
