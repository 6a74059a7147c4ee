#include "day_chart.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "drawing.hpp"
#include "formatted.hpp"
#include "markup.hpp"
#include "visit_words.hpp"

namespace epsom::day_chart {
namespace {

using drawing::mass_of;

// Pixels downwards; across, bars take `plot_share` percent of the width and what the lines are called the rest.
constexpr double plot_share = 80;
constexpr double label_share = 81;
constexpr int title_line = 13, marks_line = 30, plot_top = 36, plot_height = 100, plot_end = plot_top + plot_height;
constexpr int tick_line = plot_end + 18, second_tick_line = plot_end + 30, below_ticks = 6;
constexpr std::size_t fewest_slots = 7;  // so that a single day is a bar, not a wall
constexpr double narrowest_plot = 260;   // pixels, on a phone
constexpr double tick_character = 6.2;   // pixels

/// As short as a picture needs: `12.3`.
std::string number(double value) {
    std::string text = formatted("{:.1f}", std::max(0.0, value));
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    return text;
}

double amount(const std::optional<Mean>& mean) {
    return mean ? static_cast<double>(mean->sum.nanograms()) / mean->days : 0;
}
double amount(const std::optional<Applied>& applied) {
    return applied ? static_cast<double>(applied->value.nanograms()) : 0;
}

/// An area that has each of `heights` over one slot, in whole pixels; equal neighbours share a step. Empty where all
/// are zero.
std::string area(const std::vector<double>& heights) {
    std::string path;
    int before = 0;
    std::size_t done = 0;
    for (std::size_t i = 0; i <= heights.size(); ++i) {
        const int height = i == heights.size() ? 0 : static_cast<int>(std::lround(heights[i]));
        if (height == before) continue;
        path += path.empty() ? formatted("M{} 0v{}", i, height) : formatted("h{}v{}", i - done, height - before);
        before = height;
        done = i;
    }
    return path;
}

/// A line at `y` along the slots that are `marked`, in one piece where they are neighbours.
std::string along(const std::vector<bool>& marked, int y) {
    std::string path;
    for (std::size_t i = 0; i < marked.size(); ++i) {
        if (marked[i] && (i == 0 || !marked[i - 1])) path += formatted("M{} {}", i, y);
        if (marked[i] && (i + 1 == marked.size() || !marked[i + 1])) path += formatted("H{}", i + 1);
    }
    return path;
}

std::string title(std::string_view text) {
    return formatted("<text y=\"{}\" class=\"t\">{}</text>", title_line, escaped(text));
}

/// As much of a name as fits above a picture on a phone.
std::string shortened(std::string_view name) {
    constexpr std::size_t most = 30;
    const std::string shown = printable(name);
    return fitted(shown, std::min(display_width(shown), most), false);
}

std::string text_at(double percent, double y, std::string_view attributes, std::string_view text) {
    return formatted("<text x=\"{}%\" y=\"{}\"{}>{}</text>", number(percent), number(y), attributes, escaped(text));
}

/// Where the middle of a slot is, in percent of the whole width.
double middle_of(std::size_t i, std::size_t slots) {
    return plot_share * (static_cast<double>(i) + 0.5) / static_cast<double>(slots);
}

/// The part of a picture whose width stretches and whose height does not: a unit across for each row, and a pixel
/// upwards.
class Plot {
public:
    Plot(std::size_t rows) : slots_{std::max(rows, fewest_slots)} {}
    [[nodiscard]] std::size_t slots() const { return slots_; }
    /// Bars that grow from zero; later ones cover earlier ones.
    void bars(const std::vector<double>& heights, std::string_view color) {
        if (const std::string path = area(heights); !path.empty())
            areas_ += formatted("<path d=\"{}\" fill=\"{}\"/>", path, color);
    }
    /// A line that is seen on bars too.
    void line_on_bars(const std::string& path, std::string_view color, std::string_view width) {
        if (!path.empty()) lines_ += formatted("<path d=\"{}\" class=\"h\"/>", path);
        line(path, color, width);
    }
    /// Cuts stripes across what is drawn so far.
    void hatch() {
        cut(formatted("M{} 0V{}", number(static_cast<double>(slots_) / 2), plot_height), static_cast<double>(slots_),
            "2 2");
    }
    /// Cuts what is drawn so far into one bar for each row.
    void separate() {
        // The first dash begins half a gap before zero, so that the others lie across the borders of slots.
        if (slots_ > 45) cut(formatted("M-.05 {}H{}.5", plot_height / 2, slots_), plot_height, ".1 .9");
        else cut(formatted("M-.1 {}H{}.5", plot_height / 2, slots_), plot_height, ".2 .8");
    }
    void line(std::string_view path, std::string_view color, std::string_view width, std::string_view more = "") {
        if (path.empty()) return;
        lines_ += formatted("<path d=\"{}\" stroke=\"{}\" stroke-width=\"{}\"{}/>", path, color, width, more);
    }
    [[nodiscard]] std::string svg() const {
        return formatted(
            "<svg y=\"{}\" width=\"{}%\" height=\"{}\" viewBox=\"0 0 {} {}\" preserveAspectRatio=\"none\" class=\"p\">"
            "<g transform=\"matrix(1 0 0 -1 0 {})\">{}<g class=\"v\">{}<path d=\"M0 0H{}\" "
            "stroke=\"{}\"/></g></g></svg>",
            plot_top, number(plot_share), plot_height, slots_, plot_height, plot_height, areas_, lines_, slots_, ink);
    }

private:
    void cut(const std::string& path, double width, const std::string& dashes) {
        areas_ += formatted(
            "<path d=\"{}\" stroke=\"#fff\" stroke-width=\"{}\" stroke-dasharray=\"{}\"/>", path, width, dashes);
    }
    std::size_t slots_;
    std::string areas_, lines_;  // lines keep their width, and are not cut
};

/// Label of a line, at the edge of the plot.
struct EdgeLabel {
    double y;
    std::string text;
    std::string_view color;
};

/// Names of lines at the edge, moved apart where the lines are near to each other.
std::string edge(std::vector<EdgeLabel> labels) {
    constexpr double apart = 13, half = 4;
    std::ranges::stable_sort(labels, std::ranges::greater{}, &EdgeLabel::y);
    std::string out;
    double ceiling = plot_end + apart;
    for (EdgeLabel& label : labels) {
        label.y = std::min(label.y, ceiling - apart);
        ceiling = label.y;
        out += text_at(label_share, label.y + half, formatted(" fill=\"{}\"", label.color), label.text);
    }
    return out;
}

/// A value's line: steps where the value changes from row to row, gaps where there is none.
std::string steps(const NutrientCourse& course, std::optional<Applied> References::*role, double highest) {
    std::string path;
    std::optional<double> before;
    for (std::size_t i = 0; i < course.rows.size(); ++i) {
        const double value = amount(course.rows[i].references.*role);
        const auto y = value > 0 && value <= highest ? std::optional{value / highest * plot_height} : std::nullopt;
        if (y != before) {
            if (before) path += formatted("H{}", i);
            if (y) path += formatted("{}{}", before ? "V" : formatted("M{} ", i), number(*y));
        }
        before = y;
    }
    return before ? path + formatted("H{}", course.rows.size()) : path;
}

struct Axis {
    std::string svg;
    int bottom = 0;
};
/// The names of rows, by their first days, below the bars: so many that they do not touch on a phone.
Axis axis(std::span<const Day> rows, Span span, std::size_t slots) {
    const bool daily = span == Span::day;
    std::string out;
    const auto finished = [&](int bottom) { return Axis{formatted("<g class=\"a\">{}</g>", out), bottom}; };
    if (daily && rows.size() <= fewest_slots) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const double x = middle_of(i, slots);
            out += text_at(x, tick_line, "", spell_weekday(rows[i])) +
                   text_at(x, second_tick_line, "", spell_day(rows[i]).substr(5));
        }
        return finished(second_tick_line + below_ticks);
    }
    const auto name = [&](Day row) { return daily ? spell_day(row).substr(5) : spell_span(row, span); };
    const double wide = static_cast<double>(name(rows.front()).size()) * tick_character + 10;
    const auto fit = static_cast<std::size_t>(narrowest_plot / wide);
    const std::size_t group = daily ? 7 : 1;
    const std::size_t step = (slots + fit * group - 1) / (fit * group) * group;
    std::size_t i = 0;
    while (daily && i < rows.size() && span_around(rows[i], Span::week).from != rows[i]) ++i;  // weeks begin on Monday
    const double least = wide / 2 / narrowest_plot * plot_share;
    for (; i < rows.size(); i += step) {
        if (middle_of(i, slots) >= least) out += text_at(middle_of(i, slots), tick_line, "", name(rows[i]));
    }
    return finished(tick_line + below_ticks);
}

/// A picture with its text alternative; `parts` are drawn in its own coordinates.
Drawing picture(std::string_view place, int height, std::string_view title, std::string_view description,
    const std::string& parts) {
    return {formatted("<svg {} height=\"{}\" role=\"img\" font-size=\"11\"><title>{}</title><desc>{}</desc>{}</svg>",
                place, height, escaped(title), escaped(description), parts),
        height};
}

/// `RDA 320`; `target 300` where the authority's word is long.
std::string line_name(const Applied& applied, std::string_view otherwise, Nutrient nutrient) {
    const std::string_view kind = spell(applied.kind);
    return formatted("{} {}", kind.size() <= 4 ? kind : otherwise, spell_number(applied.value, nutrient));
}

bool any(const Visit& visit, bool (*has)(const ReportRow&)) {
    return std::ranges::any_of(visit.courses,
        [&](const NutrientCourse& course) { return course.recorded() && std::ranges::any_of(course.rows, has); });
}
bool some(const std::optional<Mean>& mean) { return mean && mean->sum != Mass{}; }

constexpr std::string_view dashed = " stroke-dasharray=\"5 3\"", hatched = " stroke-dasharray=\"2 2\"",
                           dotted = " stroke-dasharray=\"2 4\"";

}  // namespace

std::string style() {
    return formatted(
        ".p{{overflow:visible;fill:none}}.v path{{vector-effect:non-scaling-stroke}}.h{{stroke:#fff;stroke-width:4}}"
        ".b line{{stroke-width:2}}.t{{font-size:12px;font-weight:700}}.a{{fill:{};font-size:10px;text-anchor:middle}}"
        ".o{{font-size:9px;text-anchor:middle}}",
        quiet);
}

Drawing course(const NutrientCourse& course, std::string_view place) {
    const Nutrient nutrient = course.nutrient();
    const auto& rows = course.rows;
    double total = 0, target = 0, upper = 0;
    for (const ReportRow& row : rows) {
        total = std::max(total, amount(row.total));
        target = std::max(target, amount(row.references.target));
        upper = std::max(upper, amount(row.references.upper));
    }
    double highest = std::max({total, target, 1.0});
    const bool upper_in_sight = upper <= 3 * highest;  // a level far above all that was taken would flatten it
    if (upper_in_sight) highest = std::max(highest, upper);
    const auto height_of = [&](double value) { return value / highest * plot_height; };

    Plot plot{rows.size()};
    std::vector<double> supplement, food, usual;
    std::vector<bool> lower_bound, silent;
    std::string over, over_at;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const ReportRow& row = rows[i];
        // Each ledger's bar begins at zero and is covered by the one below it.
        double top = 0;
        const auto stack = [&](std::vector<double>& heights, const std::optional<Mean>& mean) {
            top += height_of(amount(mean));
            heights.push_back(amount(mean) > 0 ? top : 0);
        };
        stack(supplement, row.supplement);
        stack(food, row.food);
        stack(usual, row.usual_diet);
        silent.push_back(!row.total);
        lower_bound.push_back(row.total && row.at_least);
        if (row.days_over_upper == 0) continue;
        over += "▲";
        over_at += (over_at.empty() ? "" : " ") + number(middle_of(i, plot.slots())) + "%";
    }
    plot.bars(usual, usual_color);
    if (std::ranges::any_of(usual, [](double height) { return height > 0; })) plot.hatch();
    plot.bars(food, food_color);
    plot.bars(supplement, supplement_color);
    plot.separate();
    plot.line(along(lower_bound, -5), quiet, "3");
    plot.line(along(silent, 4), quiet, "2", dotted);
    plot.line_on_bars(steps(course, &References::target, highest), ink, "1.5");
    plot.line(steps(course, &References::upper, highest), over_color, "2", dashed);

    std::vector<EdgeLabel> labels{{plot_end, "0", quiet}};
    const auto& last = rows.back().references;
    if (last.target)
        labels.push_back({plot_end - height_of(amount(last.target)), line_name(*last.target, "target", nutrient), ink});
    if (last.upper) {
        const std::string name = line_name(*last.upper, "upper", nutrient);
        labels.push_back({upper_in_sight ? plot_end - height_of(amount(last.upper)) : plot_top,
            upper_in_sight ? name : "↑ " + name, over_color});
    }
    if (total == highest && total > 1.3 * std::max(target, upper_in_sight ? upper : 0)) {
        labels.push_back({plot_top, spell_number(Mass::from_nanograms(std::llround(total)), nutrient), quiet});
    }

    std::string parts = title(formatted("{}, {}/day", info(nutrient).label, info(nutrient).unit));
    if (!over.empty())
        parts += formatted(
            "<text x=\"{}\" y=\"{}\" fill=\"{}\" class=\"o\">{}</text>", over_at, marks_line, over_color, over);
    std::vector<Day> first_days;
    for (const ReportRow& row : rows) first_days.push_back(row.range.from);
    const Axis names = axis(first_days, rows.front().span, plot.slots());
    parts += plot.svg() + edge(std::move(labels)) + names.svg;
    return picture(place, names.bottom,
        formatted("{} by {}", info(nutrient).label, visit_words::row_name(rows.front().span)),
        visit_words::in_a_sentence(course), parts);
}

Drawing nights(const SymptomNights& symptom, std::string_view place) {
    constexpr double tenths = 100, least_bar = 1;  // so that a score of 0 is seen
    Plot plot{symptom.nights.size()};
    std::vector<double> scores;
    std::vector<bool> silent;
    std::vector<Day> dates;
    for (const Night& night : symptom.nights) {
        dates.push_back(night.date);
        scores.push_back(night.score ? std::max(least_bar, night.score->tenths() / tenths * plot_height) : 0);
        silent.push_back(!night.score);
    }
    plot.bars(scores, quiet);
    plot.separate();
    plot.line(along(silent, 4), quiet, "2", dotted);
    const Axis names = axis(dates, Span::day, plot.slots());
    const std::string parts = title(shortened(symptom.name) + ", 0 to 10") + plot.svg() +
                              edge({{plot_end, "0", quiet}, {plot_top, "10", quiet}}) + names.svg;
    return picture(place, names.bottom, symptom.name + " by night",
        symptom.name + ": " + visit_words::in_a_sentence(symptom) + ".", parts);
}

Drawing legend(const Visit& visit, std::string_view place) {
    constexpr int line = 17, columns = 2;
    struct Entry {
        bool shown;
        std::string_view sample, text;
    };
    const auto area = [](std::string_view color, std::string_view dashes = "") {
        return formatted("<path d=\"M7 11V1\" stroke=\"{}\" stroke-width=\"14\"{}/>", color, dashes);
    };
    const auto stroke = [](std::string_view d, std::string_view color, std::string_view width,
                            std::string_view more = "") {
        return formatted("<path d=\"{}\" stroke=\"{}\" stroke-width=\"{}\"{}/>", d, color, width, more);
    };
    const std::string supplement = area(supplement_color), food = area(food_color), usual = area(usual_color, hatched),
                      target = stroke("M0 6h14", ink, "1.5"), upper = stroke("M0 6h14", over_color, "2", dashed),
                      bound = stroke("M0 8h14", quiet, "3"), silent = stroke("M0 6h14", quiet, "2", dotted),
                      over = formatted("<text x=\"3\" y=\"10\" font-size=\"9\" fill=\"{}\">▲</text>", over_color);
    const std::array entries{
        Entry{any(visit, [](const ReportRow& row) { return some(row.supplement); }), supplement, "supplements"},
        Entry{any(visit, [](const ReportRow& row) { return row.references.target.has_value(); }), target, "target"},
        Entry{any(visit, [](const ReportRow& row) { return some(row.food); }), food, "food"},
        Entry{any(visit, [](const ReportRow& row) { return row.references.upper.has_value(); }), upper, "upper level"},
        Entry{any(visit, [](const ReportRow& row) { return some(row.usual_diet); }), usual, "usual diet"},
        Entry{any(visit, [](const ReportRow& row) { return row.days_over_upper > 0; }), over, "above upper level"},
        Entry{any(visit, [](const ReportRow& row) { return row.total && row.at_least; }), bound, "minimum"},
        Entry{any(visit, [](const ReportRow& row) { return !row.total; }), silent, "no entries"}};
    std::string parts;
    int shown = 0;
    for (const Entry& entry : entries) {
        if (!entry.shown) continue;
        parts += formatted("<svg x=\"{}%\" y=\"{}\">{}<text x=\"21\" y=\"10\">{}</text></svg>", shown % columns * 50,
            shown / columns * line, entry.sample, entry.text);
        ++shown;
    }
    const int height = (shown + columns - 1) / columns * line;
    return {formatted("<svg {} height=\"{}\" font-size=\"11\">{}</svg>", place, height, parts), height};
}

std::string bullet(const NutrientCourse& course) {
    const auto& last = course.rows.back().references;
    const double supplement = amount(mean_over(course.rows, &ReportRow::supplement)),
                 food = amount(mean_over(course.rows, &ReportRow::food)),
                 usual = amount(mean_over(course.rows, &ReportRow::usual_diet)), target = amount(last.target),
                 upper = amount(last.upper);
    double highest = 1.1 * std::max({supplement + food + usual, 1.25 * target, 1.0});
    const bool upper_in_sight = upper > 0 && upper <= 6 * highest;
    if (upper_in_sight) highest = std::max(highest, 1.1 * upper);
    const auto percent = [&](double value) { return number(value / highest * 100) + "%"; };
    std::string parts;
    double at = 0;
    const auto part = [&](double value, std::string_view color) {
        if (value > 0)
            parts += formatted("<rect{} y=\"6\" width=\"{}\" height=\"8\" fill=\"{}\"/>",
                at > 0 ? formatted(" x=\"{}\"", percent(at)) : "", percent(value), color);
        at += value;
    };
    part(supplement, supplement_color);
    part(food, food_color);
    part(usual, usual_color);
    const auto mark = [&](double value, std::string_view color, std::string_view more) {
        parts += formatted("<line x1=\"{0}\" x2=\"{0}\" y2=\"20\" stroke=\"{1}\"{2}/>", percent(value), color, more);
    };
    if (last.target) mark(target, ink, "");
    if (upper_in_sight) mark(upper, over_color, " stroke-dasharray=\"4 2\"");
    const visit_words::Compared words = visit_words::compared(course);
    const std::string alternative = formatted("{}: average {}", words.name, words.mean) +
                                    (words.target.empty() ? "" : ", target " + words.target) +
                                    (words.upper.empty() ? "" : ", upper level " + words.upper);
    return formatted("<svg width=\"100%\" height=\"20\" role=\"img\" class=\"b\"><title>{}</title>{}</svg>",
        escaped(alternative), parts);
}

}  // namespace epsom::day_chart
