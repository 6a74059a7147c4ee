#include <algorithm>
#include <array>
#include <cmath>

#include "column_heads.hpp"
#include "drawing.hpp"

namespace epsom {

using namespace drawing;

namespace {

constexpr std::size_t percent_width = 10, shortest_bar = 12, shortest_track = 10, longest_track = 24;
constexpr std::size_t limited_from = 72;  // columns of a page that draws what an upper level counts

/// Cells of a bar for `mean` where `most` fills `cells`; an amount has one at least.
std::size_t cells_of(const Mean& mean, Mass most, std::size_t cells) {
    if (most == Mass{} || mean.sum == Mass{}) return 0;
    const double share = static_cast<double>(mean.sum.nanograms()) / mean.days / static_cast<double>(most.nanograms());
    return std::clamp<std::size_t>(static_cast<std::size_t>(std::lround(share * static_cast<double>(cells))), 1, cells);
}

/// Cell of a value's mark: where a bar of that length ends.
std::size_t mark_cell(Mass value, Mass most, std::size_t cells) {
    return std::max<std::size_t>(cells_of({value, 1}, most, cells), 1) - 1;
}

/// Whether the upper level is a mark on the bar of totals: it counts the total, and is on the bar.
bool is_on_bar(const ReportRow& row, Mass axis) {
    const auto& upper = row.references.upper;
    return upper && upper->scope == Scope::total && upper->value <= axis;
}

/// A part of the total, drawn beside it in the terms of the target.
Mean in_target_terms(const ReportRow& row, Mass part) {
    const int days = row.total->days;
    if (row.target_amount == row.total || row.total->sum == Mass{}) return {part, days};
    const double share = static_cast<double>(part.nanograms()) / static_cast<double>(row.total->sum.nanograms());
    return {Mass::from_nanograms(std::llround(share * static_cast<double>(row.target_amount->sum.nanograms()))), days};
}

/// The total in exactly `cells` columns, which are `axis`: supplements first, then food. `warns` where nothing else
/// shows that an upper level was passed.
std::string total_bar(const Terminal& terminal, const ReportRow& row, Mass axis, std::size_t cells, bool warns) {
    const Glyphs& g = glyphs(terminal);
    const bool over = warns && row.over_upper.value_or(false);
    const std::size_t supplement = cells_of(in_target_terms(row, row.supplement->sum), axis, cells);
    const std::size_t logged =
        std::max(supplement, cells_of(in_target_terms(row, row.supplement->sum + row.food->sum), axis, cells));
    const std::size_t total = std::max(logged, cells_of(*row.target_amount, axis, cells));
    const auto& references = row.references;
    const std::size_t target = references.target ? mark_cell(references.target->value, axis, cells) : cells;
    const std::size_t upper = is_on_bar(row, axis) ? mark_cell(references.upper->value, axis, cells) : cells;
    Painter bar{terminal};
    for (std::size_t at = 0; at < cells; ++at) {
        // Where both marks fall into one cell, the upper level is shown.
        if (at == upper) bar.add(over ? Ink::above : Ink::quiet, g.upper);
        else if (at == target) bar.add(Ink::quiet, g.target);
        else if (at < supplement) bar.add(over ? Ink::above : Ink::supplement, g.supplement);
        else if (at < logged) bar.add(Ink::food, g.food);
        else if (at < total) bar.add(Ink::food, g.usual);
        else bar.blanks(1);
    }
    return bar.take();
}

/// `nicotinic acid`, of `nicotinic acid in supplements`: what an upper level counts, as a column's title.
std::string_view limited_title(const Applied& upper) {
    const std::string_view name = scope_name(upper);
    return name.substr(0, name.find(" in "));
}

/// How many days of the same week or month lie before `day`: where the strips of all rows begin.
std::size_t days_before(Day day, Span span) {
    return static_cast<std::size_t>((day - span_around(day, span).from).count());
}

std::string strip_header(Span span) { return span == Span::week ? "MTWTFSS" : "1      8      15     22     29"; }

}  // namespace

DayCell day_cell(const ReportRow& row) {
    DayCell cell{mark_of(row), -1};
    if (row.total && row.references.target && row.references.target->value != Mass{}) {
        const std::int64_t part = row.target_amount->sum.nanograms() / row.target_amount->days;
        const std::int64_t percent = part * 100 / row.references.target->value.nanograms();
        cell.percent = static_cast<int>(std::clamp<std::int64_t>(percent, part > 0 ? 1 : 0, 999));
    }
    return cell;
}

void IntakePage::add(const ReportRow& row, std::vector<std::string> explanation) {
    words_.add(row);
    lines_.push_back({row, std::move(explanation)});
}

std::size_t IntakePage::Layout::bar_from() const { return 2 + label + total + percent_width + (bar > 0 ? 2 : 0); }
std::size_t IntakePage::Layout::limited_from() const { return bar_from() + bar + (limited > 0 ? 2 : 0); }
std::size_t IntakePage::Layout::strip_from() const { return limited_from() + limited + 2; }

Mass IntakePage::axis() const {
    Mass most;
    for (const auto& [row, explanation] : lines_) {
        if (row.total) most = std::max(most, mass_of(*row.target_amount));
        if (row.references.target) most = std::max(most, row.references.target->value);
    }
    // An upper level far beyond everything would leave the bars no room.
    for (const auto& [row, explanation] : lines_) {
        const auto& upper = row.references.upper;
        if (upper && upper->scope == Scope::total && 2 * upper->value.nanograms() <= 3 * most.nanograms())
            most = std::max(most, upper->value);
    }
    return most;
}

/// The upper level counts something else than the total, the same in all rows.
bool IntakePage::has_limited_column() const {
    const Applied* first = nullptr;
    for (const auto& [row, explanation] : lines_) {
        const auto& upper = row.references.upper;
        if (!upper) continue;
        if (upper->scope == Scope::total) return false;
        if (first != nullptr && scope_name(*first) != scope_name(*upper)) return false;
        first = &*upper;
    }
    return first != nullptr;
}

IntakePage::Layout IntakePage::layout() const {
    Layout layout{.total = 10};
    for (const auto& [row, explanation] : lines_) {
        layout.label = std::max(layout.label, label_of(row).size());
        if (row.total)
            layout.total = std::max(layout.total,
                1 + display_width(spell_bound(terminal_, *row.target_amount, row.nutrient, row.at_least)));
    }
    const std::size_t width = chart_width(terminal_);
    const bool bars = width >= bars_from;
    const std::size_t fixed = layout.bar_from() + (bars ? 2 : 0);
    std::size_t room = width > fixed ? width - fixed : 0;
    const auto take = [&](std::size_t columns, std::size_t left) {
        const bool fits = room >= columns + 2 + left;
        if (fits) room -= columns + 2;
        return fits ? columns : 0;
    };
    const std::size_t left = bars ? shortest_bar : 0;
    const std::size_t strip = days_.empty() ? 0 : lines_.front().row.span == Span::week ? 7 : 31;
    if (strip > 0) layout.strip = take(strip, left);
    if (const auto& upper = words_.last().upper; upper && has_limited_column()) {
        const std::size_t number =
            std::max(limited_title(*upper).size(), spell(upper->value, lines_.front().row.nutrient).size());
        const std::size_t track =
            std::max({number, std::min(room / 3, longest_track), shortest_track}) + 1;  // and the mark at its end
        if (bars && width >= limited_from) layout.limited = take(track, left + 4);
        layout.track = layout.limited > 0 ? layout.limited - 1 : 0;
        if (layout.limited == 0) layout.limited = take(number, left);
    }
    layout.bar = bars ? std::max(room, shortest_bar) : 0;
    return layout;
}

std::string IntakePage::header(const Layout& layout, Mass axis) const {
    const Glyphs& g = glyphs(terminal_);
    const Span span = lines_.front().row.span;
    ColumnHeads heads{terminal_};
    const auto put_right = [&heads](std::size_t end, std::string_view text) { heads.put(end - text.size(), text); };
    put_right(2 + layout.label + layout.total, span == Span::day ? "total" : "avg/day");
    put_right(2 + layout.label + layout.total + percent_width, "% target");
    if (layout.strip > 0) heads.put(layout.strip_from(), strip_header(span));
    const References& last = words_.last();
    // Where a value changes within the period, the page has begun with both.
    const auto level = [](std::string_view name, const std::string& values) {
        return values.find(", then ") == std::string::npos ? std::string{name} + " " + values : std::string{name};
    };
    if (layout.track > 0) {
        const std::size_t at = layout.limited_from();
        heads.tick(at + layout.track, level(spell(last.upper->kind), words_.uppers()), g.upper);
        heads.put(at, limited_title(*last.upper));
    } else if (layout.limited > 0) {
        put_right(layout.limited_from() + layout.limited, limited_title(*last.upper));
    }
    if (layout.bar > 0 && last.target) {
        heads.tick(layout.bar_from() + mark_cell(last.target->value, axis, layout.bar),
            level("target", words_.targets()), g.target);
    }
    if (layout.bar > 0 && is_on_bar(lines_.back().row, axis)) {
        heads.tick(layout.bar_from() + mark_cell(last.upper->value, axis, layout.bar),
            level(spell(last.upper->kind), words_.uppers()), g.upper);
    }
    std::vector<Mark> marks;
    for (const Line& one : lines_) marks.push_back(mark_of(one.row));
    std::vector<std::string> items =
        mark_words(terminal_, marks, last.upper ? spell(last.upper->kind) : std::string_view{"upper level"});
    if (layout.bar > 0) {
        items.push_back(colored(terminal_, Ink::supplement, g.supplement) + " supplements");
        items.push_back(colored(terminal_, Ink::food, g.food) + " food");
        if (words_.has_usual_diet()) items.push_back(colored(terminal_, Ink::food, g.usual) + " usual diet");
    }
    const std::vector<std::string> legend = split(flowed(items, chart_width(terminal_)), '\n');
    for (std::size_t i = legend.size(); i-- > 0;) {
        if (!legend[i].empty()) heads.put(0, legend[i]);
    }
    return heads.text();
}

std::string IntakePage::strip(const ReportRow& row) const {
    Painter strip{terminal_};
    strip.blanks(days_before(row.range.from, row.span));
    const auto first = static_cast<std::size_t>((row.range.from - range_.from).count());
    for (std::size_t i = first; i < first + static_cast<std::size_t>(row.days); ++i) {
        const Look look = look_of(terminal_, days_[i]);
        strip.add(look.ink, look.glyph);
    }
    return strip.take();
}

/// What the upper level counts of a row: a bar that the level ends, or a number.
std::string IntakePage::limited(const ReportRow& row, const Layout& layout) const {
    if (!row.references.upper) return std::string(layout.limited, ' ');
    const bool over = row.over_upper.value_or(false);
    Painter painter{terminal_};
    if (!row.upper_amount) {
        painter.add(Ink::unknown, layout.limited >= 15 ? "form not stated" : glyphs(terminal_).unknown);
        const std::size_t used = layout.limited >= 15 ? 15 : 1;
        painter.blanks(layout.limited - used);
        return painter.take();
    }
    if (layout.track == 0) {
        painter.add(
            over ? Ink::above : Ink::plain, right(spell(mass_of(*row.upper_amount), row.nutrient), layout.limited));
        return painter.take();
    }
    const Glyphs& g = glyphs(terminal_);
    const std::size_t filled = cells_of(*row.upper_amount, row.references.upper->value, layout.track);
    painter.add(over ? Ink::above : Ink::supplement, g.supplement, filled);
    painter.blanks(layout.track - filled);
    painter.add(over ? Ink::above : Ink::quiet, over ? g.above : g.upper);
    return painter.take();
}

std::string IntakePage::line(const Line& line, const Layout& layout, Mass axis) const {
    const auto& [row, explanation] = line;
    const std::size_t width = page_width(terminal_);
    const Look look = look_of(terminal_, mark_of(row));
    std::string text = colored(terminal_, look.ink, look.glyph) + " " + cell(terminal_, label_of(row), layout.label);
    if (row.total) {
        const auto& target = row.references.target;
        text += right(spell_bound(terminal_, *row.target_amount, row.nutrient, row.at_least), layout.total) +
                right(target ? percent_of(*row.target_amount, target->value) : glyphs(terminal_).dash, percent_width);
        if (layout.bar > 0) text += "  " + total_bar(terminal_, row, axis, layout.bar, layout.limited == 0);
        if (layout.limited > 0) text += "  " + limited(row, layout);
    } else {
        text += right(glyphs(terminal_).dash, layout.total);
        if (layout.strip > 0) text += std::string(layout.strip_from() - 2 - (2 + layout.label + layout.total), ' ');
    }
    if (layout.strip > 0) text += "  " + strip(row);
    text = without_trailing_blanks(std::move(text)) + "\n";
    for (const auto& reason : explanation) text += "    " + wrapped(reason, width, 8, 4);
    if (row.topical && row.topical->sum != Mass{}) {
        text +=
            "    " + wrapped(formatted("plus {} topical, not in the total", spell(mass_of(*row.topical), row.nutrient)),
                         width, 8, 4);
    }
    return text;
}

std::string IntakePage::finish(const ReportSummary& summary) const {
    const std::string_view title = info(summary.nutrient).label;
    if (summary.days_logged == 0) return nothing_logged(terminal_, title, range_, summary);
    std::string out = answer(terminal_, title, words_.answer(summary), IntakeWords::facts(range_, summary));
    const std::string attention = words_.attention(summary);
    out += attention + "\n";
    const Layout columns = layout();
    const Mass most = axis();
    out += header(columns, most);
    for (const Line& row : lines_) out += line(row, columns, most);
    if (columns.strip > 0) out += "\n" + cell_legend(terminal_, days_, page_width(terminal_), false);
    return out + closing(terminal_, words_.completing(summary), sources_, words_.sources());
}

}  // namespace epsom
