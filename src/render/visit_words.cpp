#include "visit_words.hpp"

#include <algorithm>

#include "drawing.hpp"
#include "epsom/domain/plan/dose.hpp"

namespace epsom::visit_words {

using namespace drawing;

namespace {

constexpr std::size_t days_named = 4;

/// As it stands within a sentence: "vitamin D", but "EPA" and "5-HTP" as they are.
std::string lower_label(Nutrient nutrient) {
    std::string label{info(nutrient).label};
    const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    const bool is_word = label.size() > 1 && is_upper(label[0]) && label[1] >= 'a' && label[1] <= 'z';
    if (is_word && !is_own(nutrient)) label.front() = static_cast<char>(label.front() - 'A' + 'a');
    return label;
}

std::string of_days(int count, const ReportSummary& summary) {
    return formatted("{} of {} with entries", count, days(summary.days_logged));
}

/// The last row's value stands for the period; where it changed within, all are named.
const std::optional<Applied>& last(const NutrientCourse& course, std::optional<Applied> References::*role) {
    return course.rows.back().references.*role;
}

/// `320 mg (RDA)`, `310 mg, then 320 mg (RDA)`.
std::string in_words(const NutrientCourse& course, std::optional<Applied> References::*role) {
    return formatted("{} ({})", values_over(course.rows, role), spell(last(course, role)->kind));
}

Notice over_notice(const NutrientCourse& course) {
    std::vector<std::string> rows;
    const Applied* upper = nullptr;
    for (const ReportRow& row : course.rows) {
        if (row.days_over_upper == 0) continue;
        if (row.references.upper) upper = &*row.references.upper;
        rows.push_back(row.span == Span::day
                           ? formatted("{} ({})", label_of(row), spell(mass_of(*row.upper_amount), row.nutrient))
                           : formatted("{} ({})", label_of(row), days(row.days_over_upper)));
    }
    const std::string level = upper == nullptr
                                  ? ""
                                  : formatted("{} {}, {}. ", upper->kind == Kind::sli ? "Safe level" : "Upper level",
                                        applied_words(*upper, course.nutrient()), scope_words(*upper));
    return {Urgency::over,
        formatted("{}: above the upper level on {}.", info(course.nutrient()).label,
            of_days(course.summary.days_over_upper, course.summary)),
        formatted("{}{}.", level, listed(rows, days_named))};
}

bool below_target(const NutrientCourse& course) {
    const auto& target = last(course, &References::target);
    return course.recorded() && target && !course.summary.mean_for_target->reaches(target->value);
}

/// `magnesium, iron and zinc`; beyond `days_named` names the last is how many there are more.
std::string joined(std::vector<std::string> names) {
    if (names.size() > days_named) {
        const std::size_t more = names.size() - days_named + 1;
        names.resize(days_named - 1);
        names.push_back(formatted("{} others", more));
    }
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i)
        text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
    return text;
}

std::string percent_of(const Mean& mean, Mass of) {
    return spell_decimal(mean.sum.nanograms() * 100, of.nanograms() * mean.days, 0) + "%";
}

Notice below_notice(const NutrientCourse& course) {
    const auto& summary = course.summary;
    return {Urgency::below, formatted("{}: average below target.", info(course.nutrient()).label),
        formatted("{} a day, {} of {}. Target met on {}.", spell(mass_of(*summary.mean_for_target), course.nutrient()),
            percent_of(*summary.mean_for_target, last(course, &References::target)->value),
            in_words(course, &References::target), of_days(summary.days_met, summary))};
}

/// Days without logged food, and averages that are minimums below the target, which may or may not reach it.
Notice open_notice(const Visit& visit) {
    std::vector<std::string> open, without_food, with_some;
    int unknown = 0, some = 0;
    std::size_t recorded = 0;  // food says nothing about the others
    for (const NutrientCourse& course : visit.courses) {
        const auto& summary = course.summary;
        if (!course.recorded()) continue;
        recorded += info(course.nutrient()).in_food_tables() ? 1 : 0;
        if (summary.days_diet_unknown > 0) {
            unknown = summary.days_diet_unknown;  // the same for all that have no usual diet
            without_food.push_back(lower_label(course.nutrient()));
        }
        if (summary.days_diet_partial > 0) {
            some = summary.days_diet_partial;
            with_some.push_back(lower_label(course.nutrient()));
        }
        if (!below_target(course) || summary.days_at_least == 0) continue;
        open.push_back(formatted("{} (at least {} of {})", lower_label(course.nutrient()),
            spell_number(mass_of(*summary.mean_for_target), course.nutrient()),
            spell(last(course, &References::target)->value, course.nutrient())));
    }
    Notice notice{.urgency = Urgency::unknown, .lead = {}, .detail = {}};
    const auto add = [&](std::string_view what, int count, const std::vector<std::string>& names) {
        if (count == 0) return;
        const std::string of = names.size() == recorded ? "" : formatted(" ({})", listed(names, recorded));
        notice.lead += notice.lead.empty()
                           ? formatted("{} on {}{}", what, of_days(count, visit.courses.front().summary), of)
                           : formatted(", {} on {}{}", what, count, of);
    };
    add("Food not logged", unknown, without_food);
    add(notice.lead.empty() ? "Only some food logged" : "only some food logged", some, with_some);
    if (!notice.lead.empty()) notice.lead += "; totals are minimums.";
    if (!open.empty()) {
        (notice.lead.empty() ? notice.lead : notice.detail) =
            formatted("Average may or may not reach the target: {}.", listed(open, days_named));
    }
    return notice;
}

/// What the profile would have to say for values to be found.
Notice needs_notice(const Visit& visit) {
    bool born = false, sex = false, weight = false;
    for (const NutrientCourse& course : visit.courses) {
        const References& references = course.rows.back().references;
        born = born || references.needs_born;
        sex = sex || references.needs_sex;
        weight = weight || references.needs_weight;
    }
    std::vector<std::string> missing;
    if (born) missing.emplace_back("birth date");
    if (sex) missing.emplace_back("sex");
    if (weight) missing.emplace_back("weight");
    if (missing.empty()) return {};
    return {Urgency::unknown, formatted("Not given: {}.", listed(missing, missing.size())),
        formatted("Reference values that depend on {} are not shown.", missing.size() == 1 ? "it" : "them")};
}

/// Whether nothing at all was logged in the period, no medicine and no diary either.
bool empty(const Visit& visit) {
    return nothing_logged(visit) && !visit.nights.kept() &&
           std::ranges::all_of(visit.taken, [](const TakenLine& line) { return line.entries == 0; });
}

std::string age_on(const Person& person, Day day) {
    const int months = completed_months(*person.born, day);
    return months < 0    ? "not yet born"
           : months < 36 ? formatted("{} months", months)
                         : formatted("{} years", months / 12);
}

std::string stages(const Visit& visit) {
    std::vector<std::string> all;
    for (const Stage& stage : visit.profile.person.stages) {
        if (stage.from > visit.range.to || (stage.until && *stage.until < visit.range.from)) continue;
        all.push_back(
            stage.until && *stage.until <= visit.range.to
                ? formatted("{} {}", spell(stage.stage), spell_range({stage.from, std::max(stage.from, *stage.until)}))
                : formatted("{} since {}", spell(stage.stage), spell_day(stage.from)));
    }
    return listed(all, days_named);
}

/// `magnesium 250 mg, iron 8 mg`.
std::string usual_diet(const Profile& profile) {
    std::vector<std::string> parts;
    for (const auto& [nutrient, usual] : profile.usual_diet)
        parts.push_back(lower_label(nutrient) + " " + spell(usual, nutrient));
    return listed(parts, parts.size());
}

std::string in_words(const Held& held, std::string_view product) {
    std::string text = !held.least                 ? "unknown amount of"
                       : *held.least == *held.most ? spell(*held.least, held.nutrient)
                                                   : formatted("{} to {}", spell_number(*held.least, held.nutrient),
                                                         spell(*held.most, held.nutrient));
    text += " " + lower_label(held.nutrient);
    return held.compound.empty() || held.compound == product ? text : text + " as " + held.compound;
}

}  // namespace

std::string_view row_name(Span span) {
    constexpr std::array<std::string_view, 4> names{"day", "week", "month", "year"};
    return names[static_cast<std::size_t>(span)];
}

std::string row_meaning(Span span) {
    return formatted("one {}{}", row_name(span), span == Span::day ? "" : " (average of days with entries)");
}

std::string row_label(const ReportRow& row) { return label_of(row); }

std::string_view sign(Urgency urgency) {
    constexpr std::array<std::string_view, 5> signs{"▲", "!", "▼", "?", "✓"};
    return signs[static_cast<std::size_t>(urgency)];
}

bool nothing_logged(const Visit& visit) { return visit.courses.front().summary.days_logged == 0; }

std::vector<Notice> notices(const Visit& visit) {
    std::vector<Notice> all;
    for (const NutrientCourse& course : visit.courses) {
        if (course.summary.days_over_upper > 0) all.push_back(over_notice(course));
    }
    for (const auto& [lead, detail] : visit.cautions) all.push_back({Urgency::caution, sentence(lead), detail});
    for (const NutrientCourse& course : visit.courses) {
        if (below_target(course) && course.summary.days_at_least == 0) all.push_back(below_notice(course));
    }
    if (nothing_logged(visit)) {
        all.push_back({Urgency::unknown,
            empty(visit) ? "No entries in this period." : "No supplements with nutrients and no food in this period.",
            "Nothing to compare."});
        return all;
    }
    for (Notice notice : {open_notice(visit), needs_notice(visit)}) {
        if (!notice.lead.empty()) all.push_back(std::move(notice));
    }
    if (all.empty()) {
        all.push_back({Urgency::none, "No known total above an upper level. No average below a target.", {}});
    }
    return all;
}

std::string answer(const Visit& visit) {
    const int logged = visit.courses.front().summary.days_logged;
    if (empty(visit)) return "Nothing was logged in this period.";
    std::vector<std::string> above, may_be_above, met, below, open;
    bool has_upper = false;
    // The first is a sentence, the others go on: `Zinc was above its upper level on 34 of 90 days, magnesium on 2`.
    const auto add_days = [logged](std::vector<std::string>& into, const std::string& name, std::string_view was,
                              int count) {
        if (logged == 1) into.push_back(into.empty() ? formatted("{} {} its upper level", name, was) : name);
        else
            into.push_back(into.empty() ? formatted("{} {} its upper level on {} of {}", name, was, count, days(logged))
                                        : formatted("{} on {}", name, count));
    };
    for (const NutrientCourse& course : visit.courses) {
        if (!course.recorded()) continue;
        const auto& summary = course.summary;
        const std::string name = lower_label(course.nutrient());
        has_upper = has_upper || last(course, &References::upper);
        if (summary.days_over_upper > 0) add_days(above, name, "was above", summary.days_over_upper);
        else if (summary.days_upper_unknown > 0)
            add_days(may_be_above, name, "may have been above", summary.days_upper_unknown);
        if (!last(course, &References::target)) continue;
        (!below_target(course) ? met : summary.days_at_least == 0 ? below : open).push_back(name);
    }
    const std::string_view on_average = logged == 1 ? "" : "On average, ";
    std::string text;
    const auto add = [&text](const std::string& said) { text += (text.empty() ? "" : " ") + sentence(said); };
    if (logged == 0) add("No supplements with nutrients and no food were logged.");
    if (!above.empty()) add(listed(above, days_named) + ".");
    if (!may_be_above.empty()) add(listed(may_be_above, days_named) + ": the form is not known.");
    if (has_upper && above.empty() && may_be_above.empty()) add("Nothing that was logged went above an upper level.");
    if (!below.empty())
        add(formatted("{}{} {} below the target.", on_average, joined(below), below.size() == 1 ? "was" : "were"));
    if (!met.empty()) add(formatted("{}{} reached the target.", on_average, joined(met)));
    if (!open.empty()) {
        add(formatted("Whether {} reached the target is not known, because the {}.", joined(open),
            open.size() == 1 ? "total is a minimum" : "totals are minimums"));
    }
    int taken = 0, due = 0;
    for (const TakenLine& line : visit.taken) {
        taken += line.kept ? line.kept->taken : 0;
        due += line.kept ? line.kept->taken + line.kept->missed : 0;
    }
    if (due > 0) add(formatted("{} of {} scheduled {} taken.", taken, due, due == 1 ? "dose was" : "doses were"));
    return text;
}

std::string dates(DayRange range) {
    return range.from == range.to ? spell_day(range.from)
                                  : formatted("{} to {}", spell_day(range.from), spell_day(range.to));
}

std::string period(const Visit& visit) {
    const int logged = visit.courses.front().summary.days_logged;
    const std::string whole = formatted("{}: {}", dates(visit.range), days(visit.range.days()));
    return logged == 0 && !empty(visit) ? whole : formatted("{}, {} with entries", whole, logged);
}

std::vector<Fact> person(const Visit& visit) {
    const Person& person = visit.profile.person;
    std::vector<Fact> facts;
    facts.push_back({"Age", person.born ? formatted("{} on {}, born {}", age_on(person, visit.range.to),
                                              spell_day(visit.range.to), spell_day(*person.born))
                                        : "not given"});
    facts.push_back({"Sex", person.sex ? std::string{spell(*person.sex)} : "not given"});
    if (const std::string stage = stages(visit); !stage.empty()) facts.push_back({"Life stage", stage});
    if (person.weight)
        facts.push_back({"Weight", spell_decimal(person.weight->nanograms(), 1000 * ng_per_g, 3) + " kg"});
    if (!visit.profile.conditions.empty())
        facts.push_back({"Conditions", listed(visit.profile.conditions, visit.profile.conditions.size())});
    if (const std::string usual = usual_diet(visit.profile); !usual.empty()) {
        facts.push_back({"Usual diet",
            usual + " a day (self-reported). Food counts as at least this much on days without a complete food log."});
    }
    if (visit.profile.food_log == FoodLog::complete) {
        facts.push_back({"Food log", "complete: all food is logged on days with food entries"});
    }
    facts.push_back({"Reference values", formatted("{} ({})", visit.authority->name, visit.authority->key)});
    facts.push_back({"Generated",
        spell_day(std::chrono::floor<std::chrono::days>(visit.made.local())) + " " + spell_time(visit.made.local())});
    return facts;
}

TakenWords taken(const TakenLine& line) {
    TakenWords words{.name = line.name};
    if (line.medicine) words.kind = "Medicine";
    std::vector<std::string> remarks;
    if (!line.substance.empty() && line.substance != line.name) remarks.push_back(line.substance);
    if (line.route == Route::topical) remarks.emplace_back("topical, not in totals");
    if (!line.note.empty()) remarks.push_back(line.note);
    words.remark = listed(remarks, remarks.size());
    std::vector<std::string> parts;
    for (const Held& held : line.holds) parts.push_back(in_words(held, line.name));
    words.holds = parts.empty() ? line.per : formatted("{}: {}", line.per, listed(parts, parts.size()));
    words.plan = line.plan.empty() ? "unscheduled" : line.plan;
    const auto times = line.entries == 1 ? std::string{"once"} : formatted("{} times", line.entries);
    const auto share = line.kept ? line.kept->kept() : std::nullopt;
    if (share) {
        words.kept = formatted("{} of {}", line.kept->taken, line.kept->taken + line.kept->missed);
        words.kept_remark = formatted("{:.0f}%, 95% CI {:.0f} to {:.0f}%", share->percent, share->low, share->high);
        if (line.kept->skipped > 0) words.kept_remark += formatted("; {} skipped", line.kept->skipped);
    } else {
        words.kept = line.entries == 0 ? "not yet" : times;
    }
    if (line.since) words.since = spell_day(*line.since);
    if (line.since && line.plan.empty()) words.since_remark = "first entry";
    return words;
}

Compared compared(const NutrientCourse& course) {
    const auto& summary = course.summary;
    const Nutrient nutrient = course.nutrient();
    Compared words{.name = std::string{info(nutrient).label}};
    const bool bound = summary.days_at_least > 0;
    words.mean = (bound ? "≥ " : "") + spell(mass_of(*summary.mean_for_target), nutrient);
    words.parts = parts_of(course);
    if (const auto& target = last(course, &References::target)) {
        words.target = formatted("{} {}", values_over(course.rows, &References::target), spell(target->kind));
        const std::string of = days(summary.days_logged);
        words.met = bound && summary.days_met == 0
                        ? formatted("0 of {} known met", of)
                        : formatted("met on {}{} of {}", bound ? "at least " : "", summary.days_met, of);
    }
    if (const auto& upper = last(course, &References::upper)) {
        words.upper = formatted("{} {}", values_over(course.rows, &References::upper), spell(upper->kind));
        const auto counted = mean_over(course.rows, &ReportRow::upper_amount);
        const bool unknown = summary.days_upper_unknown > 0 || !counted;
        words.counted = scope_words(*upper);
        if (upper->scope != Scope::total) {
            words.counted +=
                unknown ? formatted(": not known ({})", forms_of(nutrient)) : ": " + spell(mass_of(*counted), nutrient);
        }
        const bool more_may_be = unknown || (bound && upper->scope == Scope::total);
        words.over = more_may_be && summary.days_over_upper == 0
                         ? "0 days known above"
                         : formatted("above on {}{}", more_may_be ? "at least " : "", days(summary.days_over_upper));
    }
    const auto& reduction = last(course, &References::reduction);
    if (reduction && summary.days_over_reduction > 0)
        words.reduction = formatted("{} on {}{}", above_reduction(*reduction, nutrient), bound ? "at least " : "",
            days(summary.days_over_reduction));
    return words;
}

std::string parts_of(const NutrientCourse& course) {
    struct Part {
        std::string_view name;
        std::optional<Mean> ReportRow::*ledger;
    };
    constexpr std::array all{Part{"supplements", &ReportRow::supplement}, Part{"food", &ReportRow::food},
        Part{"usual diet", &ReportRow::usual_diet}};
    std::vector<std::string> parts;
    std::string_view only;
    for (const auto& [name, ledger] : all) {
        const auto mean = mean_over(course.rows, ledger);
        if (!mean || mean->sum == Mass{}) continue;
        only = name;
        parts.push_back(formatted("{} {}", name, spell(mass_of(*mean), course.nutrient())));
    }
    if (parts.size() == 1) return formatted("from {}", only);
    // In the terms of another authority the parts do not add up to the total.
    const bool add_up = course.summary.mean_for_target == course.summary.mean_total;
    return (add_up ? "" : "before conversion: ") + listed(parts, parts.size());
}

std::string in_a_sentence(const NutrientCourse& course) {
    const auto& summary = course.summary;
    if (!summary.mean_total) return formatted("{}: no entries.", info(course.nutrient()).label);
    const Compared words = compared(course);
    std::string text = formatted("{}, average of {} with entries: {}{}", words.name, days(summary.days_logged),
        summary.days_at_least > 0 ? "at least " : "", spell(mass_of(*summary.mean_for_target), course.nutrient()));
    if (!words.target.empty()) text += formatted("; target {}, {}", words.target, words.met);
    if (!words.upper.empty()) text += formatted("; upper level {}, {}", words.upper, words.over);
    return text + ".";
}

std::string cell(const ReportRow& row) {
    if (!row.total) return "–";
    return (row.at_least ? "≥" : "") + spell_number(mass_of(*row.target_amount), row.nutrient) +
           (row.days_over_upper > 0 ? " ▲" : "");
}

std::string in_a_sentence(const SymptomNights& symptom) {
    Score least = Score::from_tenths(100), most;
    for (const Night& night : symptom.nights) {
        if (!night.score) continue;
        least = std::min(least, *night.score);
        most = std::max(most, *night.score);
    }
    return formatted("{} of {} nights rated, mean {:.1f} of 10 (range {} to {}), above 0 on {:.1f} nights a week",
        symptom.summary.nights_scored, symptom.nights.size(), *symptom.summary.mean, spell(least), spell(most),
        *symptom.summary.nights_above_zero_per_week);
}

std::vector<std::string> unknowns(const Visit& visit) {
    std::vector<std::string> all;
    const ReportSummary& summary = visit.courses.front().summary;
    if (summary.days_logged > 0 && summary.days > summary.days_logged) {
        const int without = summary.days - summary.days_logged;
        all.push_back(formatted("{} of {} without entries; excluded from averages.", without, days(summary.days)));
    }
    std::vector<std::string> silent, partly, no_values, no_target, no_upper;
    for (const NutrientCourse& course : visit.courses) {
        const std::string name = lower_label(course.nutrient());
        const References& references = course.rows.back().references;
        if (!course.recorded()) silent.push_back(name);
        const int lacking = course.summary.days_lacking_value();
        if (lacking > 0) partly.push_back(formatted("{} on {}", name, days(lacking)));
        if (!info(course.nutrient()).is_nutrient()) continue;  // nobody publishes anything for it
        if (std::ranges::find(visit.authority->rows, course.nutrient(), &ReferenceValue::nutrient) ==
            visit.authority->rows.end()) {
            if (course.recorded() && !references.target) no_values.push_back(name);
            continue;
        }
        if (course.recorded() && !references.target && !references.needs_born && !references.needs_sex)
            no_target.push_back(name);
        if (course.recorded() && !references.upper && !references.needs_born && !references.needs_weight)
            no_upper.push_back(name);
    }
    if (summary.days_logged > 0 && !silent.empty()) {
        all.push_back(formatted("No entry is known to contain {}.", listed(silent, silent.size())));
    }
    if (!partly.empty()) {
        all.push_back(
            formatted("Unknown amounts in entries (besides unlogged food): {}.", listed(partly, partly.size())));
    }
    if (!no_values.empty()) {
        all.push_back(formatted("epsom has no reference values of {} for {}: they are not compared.",
            visit.authority->key, listed(no_values, no_values.size())));
    }
    if (!no_target.empty()) {
        all.push_back(formatted("{} publishes no target for this age, sex and life stage: {}.", visit.authority->key,
            listed(no_target, no_target.size())));
    }
    if (!no_upper.empty()) {
        all.push_back(formatted(
            "{} publishes no upper level for this age, sex and life stage: {}. This does not mean that any amount is "
            "safe.",
            visit.authority->key, listed(no_upper, no_upper.size())));
    }
    all.emplace_back("Unlogged intake, absorption and blood levels are not covered.");
    return all;
}

std::string taken_legend(const Visit& visit) {
    std::string text = visit.taken_left_out == 0 ? "" : formatted("{} more not shown. ", visit.taken_left_out);
    if (std::ranges::any_of(visit.taken, [](const TakenLine& line) { return line.kept && line.kept->kept(); }))
        text += "Taken: scheduled doses taken of taken + missed, with 95% confidence interval (Wilson).";
    return text;
}

std::string_view closing() {
    return "Generated by epsom from self-reported entries. Amounts are compared with reference values published for "
           "healthy people. "
           "A total below a target is not a diagnosis. Nothing here is medical advice.";
}

}  // namespace epsom::visit_words
