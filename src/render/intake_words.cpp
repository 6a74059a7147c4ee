#include <algorithm>

#include "drawing.hpp"
#include "epsom/render/text.hpp"

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

/// `a day`, unless the period is one.
std::string_view a_day(const ReportSummary& summary) { return summary.days == 1 ? "" : " a day"; }

/// `met on at least 3 of 7 days`. Where `may_be_more`, the count is a minimum.
std::string verdict(std::string_view what, int count, const ReportSummary& summary, bool may_be_more) {
    if (summary.days_logged == 1 && summary.days == 1) {
        if (count > 0) return std::string{what};
        return (may_be_more ? "not known if " : "not ") + std::string{what};
    }
    if (count == summary.days_logged && count == summary.days) return formatted("{} every day", what);
    if (may_be_more && count == 0) return formatted("{}: 0 days known", what);
    return formatted("{} on {}{} of {}", what, may_be_more && count < summary.days_logged ? "at least " : "", count,
        days(summary.days_logged));
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
                              std::vector<std::string>* values) {
        if (!now ||
            (before && before->value == now->value && before->kind == now->kind && before->source == now->source))
            return;
        if (values != nullptr) note_change(*values, spell(now->value, row.nutrient));
        const std::string owner = now->kind == Kind::personal ? "" : authority_ + " ";
        note_once(sources_, owner + explain_reference(*now, row.nutrient));
    };
    note_one(row.references.target, last_.target, &targets_);
    note_one(row.references.requirement, last_.requirement, nullptr);
    note_one(row.references.upper, last_.upper, &uppers_);
}

std::string IntakeWords::targets() const { return one_after_another(targets_); }

std::string IntakeWords::uppers() const { return one_after_another(uppers_); }

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
    return formatted(
        "{} on {}", above_reduction(*last_.reduction, summary.nutrient), days(summary.days_over_reduction));
}

std::string IntakeWords::target_sentence(const ReportSummary& summary) const {
    const bool bound = summary.days_at_least > 0;
    const std::string at_least = bound ? "at least " : "";
    const auto& target = last_.target;
    if (targets_.size() == 1 && target) {
        return formatted("{}{} of {}{}; {}", at_least,
            spell_number_beside(mass_of(*summary.mean_for_target), target->value, summary.nutrient),
            applied_words(*target, summary.nutrient), a_day(summary), verdict("met", summary.days_met, summary, bound));
    }
    std::string text = at_least + spell(mass_of(*summary.mean_for_target), summary.nutrient);
    text += a_day(summary);
    if (targets_.empty()) return text;
    return text + formatted("; target {}; {}", targets(), verdict("met", summary.days_met, summary, bound));
}

std::string IntakeWords::upper_sentence(const ReportSummary& summary) const {
    if (uppers_.empty()) return {};
    const auto& upper = last_.upper;
    const bool bound = summary.days_upper_at_least > 0;
    const bool may_be_more = bound || summary.days_upper_unknown > 0;
    const bool one_day = summary.days == 1;
    std::vector<std::string> verdicts;
    if (summary.days_over_upper == 0 && !may_be_more && !one_day) verdicts.emplace_back("never above");
    else if (summary.days_over_upper > 0 || summary.days_upper_unknown == 0 || !one_day)
        verdicts.push_back(verdict("above", summary.days_over_upper, summary, may_be_more));
    if (summary.days_upper_unknown > 0) {
        verdicts.push_back(formatted("may be above{}: form not stated ({})",
            one_day ? "" : " on " + days(summary.days_upper_unknown), forms_of(summary.nutrient)));
    }
    std::string judged;
    for (const std::string& text : verdicts) judged += (judged.empty() ? "" : "; ") + text;
    if (uppers_.size() > 1 || !upper)
        return formatted("upper level {}{}; {}", uppers(), upper ? " (" + scope_words(*upper) + ")" : "", judged);
    if (upper->scope != Scope::total && summary.mean_for_upper) {
        return formatted("{} {}{} of {}{}; {}", scope_name(*upper), bound ? "at least " : "",
            spell_number_beside(mass_of(*summary.mean_for_upper), upper->value, summary.nutrient),
            applied_words(*upper, summary.nutrient), a_day(summary), judged);
    }
    return formatted("{} {}; {}", limit_name(upper->kind), limit_words(*upper, summary.nutrient), judged);
}

std::vector<std::string> IntakeWords::answer(const ReportSummary& summary) const {
    std::vector<std::string> sentences{target_sentence(summary)};
    if (std::string text = upper_sentence(summary); !text.empty()) sentences.push_back(std::move(text));
    if (std::string text = over_reduction(summary); !text.empty()) sentences.push_back(std::move(text));
    return sentences;
}

std::vector<std::string> IntakeWords::facts(DayRange range, const ReportSummary& summary) {
    const int unknown = summary.days_diet_unknown, partial = summary.days_diet_partial;
    const bool one = summary.days == 1 && summary.days_logged == 1;
    const auto on = [one](int count) { return one ? "" : " on " + days(count); };
    std::vector<std::string> facts;
    if (!one) facts.push_back(logged_words(summary));
    std::string food;
    if (unknown > 0) food = "food not logged" + on(unknown);
    if (partial > 0)
        food += unknown > 0 ? formatted(", only some on {}", partial) : "only some food logged" + on(partial);
    if (!food.empty()) facts.push_back(std::move(food));
    if (const int lacking = summary.days_lacking_value(); lacking > 0) facts.push_back("amount unknown" + on(lacking));
    facts.insert(facts.begin(), spell_range(range));
    return facts;
}

std::string IntakeWords::attention(const ReportSummary& summary) const {
    const std::size_t width = page_width(terminal_);
    std::string lines;
    if (summary.days > 1 && summary.days_over_upper > 0) {
        const std::string level = last_.upper ? std::string{spell(last_.upper->kind)} : "upper level";
        lines += marked(terminal_, Mark::above, formatted("above {}: {}", level, first_of(over_, rows_over_)), width);
    }
    if (summary.days > 1 && rows_below_ > 0) {
        const std::string_view what = days_ ? "below target: " : "average below target: ";
        lines += marked(terminal_, Mark::below, std::string{what} + first_of(below_, rows_below_), width);
    }
    if (const std::string text = needs(); !text.empty()) lines += marked(terminal_, Mark::unknown, text, width);
    return lines;
}

std::string IntakeWords::completing_food() const {
    return partial_ ? "If all food was logged: epsom log complete food " + spell_range(*partial_) : "";
}

std::vector<std::string> IntakeWords::completing(const ReportSummary& summary) const {
    std::vector<std::string> lines;
    if (summary.days_diet_unknown > 0) {
        lines.push_back(formatted("Log food or set a usual diet: epsom profile set --diet {}={}",
            info(summary.nutrient).key, summary.nutrient == Nutrient::magnesium ? "250mg" : "AMOUNT"));
    }
    if (std::string text = completing_food(); !text.empty()) lines.push_back(std::move(text));
    return lines;
}

}  // namespace epsom
