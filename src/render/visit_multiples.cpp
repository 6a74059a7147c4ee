#include "visit_multiples.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "drawing.hpp"
#include "formatted.hpp"
#include "markup.hpp"
#include "visit_words.hpp"

namespace epsom::visit_multiples {
namespace {

using namespace day_chart;
using drawing::mass_of;

// Pixels downwards. The target has half of the upper plot, the upper level two thirds of the lower one.
constexpr int target_height = 28, plot_height = 2 * target_height, bound_line = plot_height + 2;
constexpr int plot_end = plot_height + 4;
constexpr int level_height = 12, level_plot = level_height * 3 / 2, level_base = plot_end + 2 + level_plot;

double amount(const std::optional<Mean>& mean) {
    return mean ? static_cast<double>(mean->sum.nanograms()) / mean->days : 0;
}
bool some(const std::optional<Mean>& mean) { return mean && mean->sum != Mass{}; }
bool has(const NutrientCourse& course, std::optional<Mean> ReportRow::*part) {
    return std::ranges::any_of(course.rows, [part](const ReportRow& row) { return some(row.*part); });
}

bool any_of(const std::vector<bool>& marks) { return std::ranges::find(marks, true) != marks.end(); }

/// The bar that a share makes; at a `line`, on the right side of it however near it is.
int bar(double share, int line, std::optional<bool> reached, int most) {
    if (share <= 0) return 0;
    const int height = std::max(1, static_cast<int>(std::lround(share * line)));
    if (!reached) return std::min(height, most);
    return std::min(*reached ? std::max(height, line) : std::min(height, line - 1), most);
}

/// The upper plot: each ledger's bar begins at zero and is covered by the one before it.
struct Totals {
    std::vector<int> supplement, food, usual;
    std::vector<bool> cut_off, bound, silent;
};

/// What a row's amounts are drawn against: its target; where there is none, the period's; without any, the double of
/// this makes the highest bar.
double unit_of(const NutrientCourse& course, const ReportRow& row) {
    const auto& target = row.references.target ? row.references.target : course.rows.back().references.target;
    if (target) return static_cast<double>(target->value.nanograms());
    double highest = 1;
    for (const ReportRow& other : course.rows) highest = std::max(highest, amount(other.total));
    return highest / 2;
}

Totals totals(const NutrientCourse& course) {
    Totals drawn;
    for (const ReportRow& row : course.rows) {
        const double unit = unit_of(course, row);
        const auto& compared = row.target_amount;
        const double share = amount(compared) / unit, total = amount(row.total);
        std::optional<bool> reached;
        if (row.references.target && compared) reached = compared->reaches(row.references.target->value);
        const int height = bar(share, target_height, reached, plot_height);
        double stacked = 0;
        const auto stack = [&](std::vector<int>& heights, const std::optional<Mean>& part) {
            stacked += amount(part);
            const bool top = stacked >= total;
            const double part_share = total > 0 ? share * stacked / total : 0;
            heights.push_back(!some(part) ? 0
                              : top       ? height
                                    : std::min(height, static_cast<int>(std::lround(part_share * target_height))));
        };
        stack(drawn.supplement, row.supplement);
        stack(drawn.food, row.food);
        stack(drawn.usual, row.usual_diet);
        drawn.cut_off.push_back(share > 2);
        drawn.silent.push_back(!row.total);
        drawn.bound.push_back(row.total && row.at_least);
    }
    return drawn;
}

/// The lower plot.
struct Levels {
    std::vector<int> within, above;
    std::vector<bool> open;
    /// A row of bars that are all below half of the level says less than the words beside it.
    [[nodiscard]] bool empty() const {
        return std::ranges::all_of(within, [](int height) { return height < level_height / 2; }) &&
               std::ranges::all_of(above, [](int height) { return height == 0; }) && !any_of(open);
    }
};

Levels levels(const NutrientCourse& course) {
    Levels drawn;
    for (const ReportRow& row : course.rows) {
        const auto& upper = row.references.upper;
        const bool over = row.days_over_upper > 0;
        const double share = upper ? amount(row.upper_amount) / static_cast<double>(upper->value.nanograms()) : 0;
        const bool past = row.over_upper.value_or(false);
        int height = bar(share, level_height, past || share == 1, level_plot);
        if (past) height = std::max(height, level_height + 2);
        if (over) height = std::max(height, 1);
        drawn.within.push_back(over ? 0 : height);
        drawn.above.push_back(over ? height : 0);
        drawn.open.push_back(!over && row.days_upper_unknown > 0);
    }
    return drawn;
}

/// `60 to 580 mg`.
std::string extent(const NutrientCourse& course) {
    std::optional<Mass> least, most;
    for (const ReportRow& row : course.rows) {
        if (!row.total) continue;
        const Mass total = mass_of(*row.target_amount);
        least = least ? std::min(*least, total) : total;
        most = most ? std::max(*most, total) : total;
    }
    if (!least) return {};
    return formatted("{} to {}", spell_number(*least, course.nutrient()), spell(*most, course.nutrient()));
}

/// Where every row with entries is the same.
std::string steady(const NutrientCourse& course) {
    const ReportRow* first = nullptr;
    int same = 0;
    for (const ReportRow& row : course.rows) {
        if (!row.total) continue;
        if (first == nullptr) first = &row;
        // Means of weeks may be of unlike numbers of days: their fractions are compared as they are spelled.
        if (mass_of(*row.target_amount) != mass_of(*first->target_amount) || row.at_least != first->at_least) return {};
        if (amount(row.supplement) != amount(first->supplement) || amount(row.food) != amount(first->food)) return {};
        ++same;
    }
    if (first == nullptr) return {};
    const std::string total =
        (first->at_least ? "at least " : "") + spell(mass_of(*first->target_amount), course.nutrient());
    if (course.rows.size() == 1 && first->span == Span::day)
        return formatted("{} on {}", total, spell_day(first->range.from));
    const std::string rows = formatted("{} {}{}", same, visit_words::row_name(first->span), same == 1 ? "" : "s");
    const bool throughout = static_cast<std::size_t>(same) == course.rows.size();
    return formatted("{}{}{}{}", total, first->span == Span::day ? " on " : " a day on average in ",
        same == 1 ? "the only " + rows.substr(2) : "each of " + rows, throughout ? "" : " with entries");
}

/// Where no row comes to a tenth of its target.
std::string slight(const NutrientCourse& course) {
    constexpr double little = 0.1;
    const ReportRow* highest = nullptr;
    for (const ReportRow& row : course.rows) {
        if (!row.references.target) return {};
        if (!row.total) continue;
        if (highest == nullptr || amount(row.target_amount) > amount(highest->target_amount)) highest = &row;
    }
    if (highest == nullptr) return {};
    const Mass target = highest->references.target->value;
    const Mean& compared = *highest->target_amount;
    if (amount(compared) >= little * static_cast<double>(target.nanograms())) return {};
    // A minimum says how much was logged, and no more.
    const bool bound = course.summary.days_at_least > 0;
    return formatted("{} {}{}{}, {} of the target", bound ? "no more than" : "at most",
        spell(mass_of(*highest->target_amount), course.nutrient()), bound ? " logged a day" : " a day",
        highest->span == Span::day ? "" : formatted(" on average in a {}", visit_words::row_name(highest->span)),
        drawing::percent_of(compared, target));
}

/// Within a group: more days above first, what supplements contain before food alone, the lower share first.
bool before(const NutrientCourse* a, const NutrientCourse* b) {
    const auto rank = [](const NutrientCourse* course) {
        const auto status = course->status();
        const auto& target = course->rows.back().references.target;
        const bool below = status == PeriodStatus::below && target;
        return std::tuple{status, -course->summary.days_over_upper, -course->summary.days_upper_unknown,
            has(*course, &ReportRow::supplement) ? 0 : 1,
            below ? amount(course->summary.mean_for_target) / static_cast<double>(target->value.nanograms()) : 0};
    };
    return rank(a) < rank(b);
}

}  // namespace

std::vector<const NutrientCourse*> in_order(const Visit& visit) {
    std::vector<const NutrientCourse*> courses;
    for (const NutrientCourse& course : visit.courses) {
        if (course.recorded()) courses.push_back(&course);
    }
    std::ranges::stable_sort(courses, before);
    return courses;
}

StatusLook look_of(PeriodStatus status) {
    constexpr std::array<StatusLook, 6> looks{StatusLook{"▲", "above the upper level", "over"},
        StatusLook{"△", "may be above the upper level", "caution"}, StatusLook{"▼", "average below target", "below"},
        StatusLook{"?", "target not known to be reached: the average is a minimum", "unknown"},
        StatusLook{"✓", "average at or above target", "met"},
        StatusLook{"–", "no target: each on its own scale", "none"}};
    return looks[static_cast<std::size_t>(status)];
}

std::string instead_of_chart(const NutrientCourse& course) {
    if (course.status() <= PeriodStatus::may_be_above && course.rows.size() > 1) return {};
    const std::string same = steady(course);
    return same.empty() ? slight(course) : same;
}

Drawing chart(const NutrientCourse& course, std::string_view place) {
    const std::size_t slots = slots_of(course.rows.size());
    const Totals total = totals(course);
    const Levels level = levels(course);
    const int height = level.empty() ? plot_end : level_base + 2;
    std::string parts = path("u", area(total.usual, plot_height));
    if (!parts.empty())
        parts += formatted("<path class=\"x\" d=\"M{} 0V{}\" stroke-width=\"{}\"/>", slots / 2, plot_height, slots + 1);
    parts += path("f", area(total.food, plot_height)) + path("s", area(total.supplement, plot_height));
    const bool has_level = !level.empty();
    if (has_level) parts += path("q", area(level.within, level_base)) + path("o", area(level.above, level_base));
    parts += cut(slots, height) + path("k", along(total.cut_off, 1)) + path("m", along(total.bound, bound_line)) +
             path("d", along(total.silent, plot_height - 3));
    const auto across = [slots](int y) { return formatted("M0 {}H{}", y, slots); };
    const std::string target = across(plot_height - target_height), upper = across(level_base - level_height);
    if (course.rows.back().references.target) parts += path("h", target) + path("t", target);
    if (has_level) parts += path("e", along(level.open, level_base - 3)) + path("l", upper);
    parts += path("b", across(plot_height) + (has_level ? across(level_base) : ""));
    return {formatted("<svg class=\"p\"{} viewBox=\"0 0 {} {}\" height=\"{}\" preserveAspectRatio=\"none\" "
                      "role=\"img\"><title>{} by {}: {}</title>{}</svg>",
                place, slots, height, height, info(course.nutrient()).label,
                visit_words::row_name(course.rows.front().span), extent(course), parts),
        height};
}

Axis axis(const Visit& visit, int y) {
    std::vector<Day> first_days;
    for (const ReportRow& row : visit.courses.front().rows) first_days.push_back(row.range.from);
    return day_chart::axis(first_days, visit.span, y);
}

std::vector<Key> keys(const Visit& visit) {
    std::vector<Key> all;
    const std::vector<const NutrientCourse*> courses = in_order(visit);
    const auto add = [&](auto occurs, std::string sample, std::string_view text) {
        const bool drawn = std::ranges::any_of(courses,
            [&](const NutrientCourse* course) { return instead_of_chart(*course).empty() && occurs(*course); });
        if (drawn) all.push_back({std::move(sample), text});
    };
    const auto any = [](auto is) {
        return [is](const NutrientCourse& course) { return std::ranges::any_of(course.rows, is); };
    };
    constexpr std::string_view box = "M0 12V0h18v12", line = "M0 6h18";
    const bool daily = visit.span == Span::day;
    add([](const NutrientCourse& course) { return has(course, &ReportRow::supplement); }, path("s", box),
        "supplements");
    add([](const NutrientCourse& course) { return has(course, &ReportRow::food); }, path("f", box), "food");
    add([](const NutrientCourse& course) { return has(course, &ReportRow::usual_diet); },
        path("u", box) + "<path class=\"x\" d=\"M9 0V12\" stroke-width=\"18\"/>", "usual diet");
    add([](const NutrientCourse& course) { return course.rows.back().references.target.has_value(); }, path("t", line),
        "target");
    add([](const NutrientCourse& course) { return any_of(totals(course).cut_off); },
        path("f", "M4 12V2h10v10") + path("k", "M4 2h10"), "more than 200% of target");
    add(any([](const ReportRow& row) { return row.total && row.at_least; }), path("m", line), "minimum");
    add(any([](const ReportRow& row) { return !row.total; }), path("d", line), "no entries");
    add([](const NutrientCourse& course) { return !levels(course).empty(); }, path("l", line), "upper level");
    add([](const NutrientCourse& course) { return !levels(course).empty(); }, path("q", "M0 12V5h18v7"),
        "what the upper level counts");
    add(any([](const ReportRow& row) { return row.days_over_upper > 0; }),
        path("o", "M5 12V0h8v12") + path("l", "M0 4h18"), daily ? "above upper level" : "has a day above upper level");
    add([](const NutrientCourse& course) { return any_of(levels(course).open); }, path("e", line),
        "may be above: form not known");
    return all;
}

}  // namespace epsom::visit_multiples
