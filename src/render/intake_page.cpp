#include <algorithm>
#include <array>
#include <cmath>

#include "drawing.hpp"

namespace epsom {

using namespace drawing;

namespace {

constexpr std::size_t percent_width = 10, shortest_bar = 12;

/// How the rows share one axis from zero: supplements first, since most upper levels apply to them only, then food.
class Bar {
public:
    Bar(const Terminal& terminal, std::size_t cells, Mass most) : terminal_{terminal}, cells_{cells}, most_{most} {}

    /// In exactly as many columns as there are cells.
    [[nodiscard]] std::string draw(const ReportRow& row) const {
        const Glyphs& g = glyphs(terminal_);
        const bool over = row.over_upper.value_or(false);
        const std::size_t supplement = cells_of(*row.supplement);
        const std::size_t logged =
            std::max(supplement, cells_of({row.supplement->sum + row.food->sum, row.supplement->days}));
        const std::size_t total = std::max(logged, cells_of(*row.total));
        const auto& references = row.references;
        const std::size_t target = references.target ? mark(references.target->value) : cells_;
        const std::size_t upper = references.upper ? mark(references.upper->value) : cells_;
        Painter bar{terminal_};
        const std::array marks{std::min(target, upper), std::max(target, upper), cells_};
        std::size_t at = 0;
        const auto fill = [&](Ink ink, std::string_view glyph, std::size_t until) {
            if (until <= at) return;
            bar.add(ink, glyph, until - at);
            at = until;
        };
        for (const std::size_t end : marks) {
            fill(over ? Ink::above : Ink::supplement, g.supplement, std::min(supplement, end));
            fill(Ink::food, g.food, std::min(logged, end));
            fill(Ink::food, g.usual, std::min(total, end));
            fill(Ink::plain, " ", end);
            if (at == cells_) break;
            // Where both marks fall into one cell, the upper level is shown.
            if (at == upper) fill(over ? Ink::above : Ink::quiet, g.upper, at + 1);
            else if (at == target) fill(Ink::plain, g.target, at + 1);
        }
        return bar.take();
    }

private:
    [[nodiscard]] std::size_t cells_of(const Mean& mean) const {
        if (most_ == Mass{} || mean.sum == Mass{}) return 0;
        const double share =
            static_cast<double>(mean.sum.nanograms()) / mean.days / static_cast<double>(most_.nanograms());
        return std::clamp<std::size_t>(
            static_cast<std::size_t>(std::lround(share * static_cast<double>(cells_))), 1, cells_);
    }
    /// Cell of a value's mark: where a bar of that length ends.
    [[nodiscard]] std::size_t mark(Mass value) const { return std::max<std::size_t>(cells_of({value, 1}), 1) - 1; }

    const Terminal& terminal_;
    std::size_t cells_;
    Mass most_;
};

/// How many days of the same week or month lie before `day`: where the strips of all rows begin.
std::size_t days_before(Day day, Span span) {
    return static_cast<std::size_t>((day - span_around(day, span).from).count());
}

std::string strip_header(Span span) { return span == Span::week ? "MTWTFSS" : "1      8      15     22     29"; }

}  // namespace

DayCell day_cell(const ReportRow& row) {
    DayCell cell{mark_of(row), -1};
    if (row.total && row.references.target && row.references.target->value != Mass{}) {
        const std::int64_t part = row.total->sum.nanograms() / row.total->days;
        const std::int64_t percent = part * 100 / row.references.target->value.nanograms();
        cell.percent = static_cast<int>(std::clamp<std::int64_t>(percent, part > 0 ? 1 : 0, 999));
    }
    return cell;
}

void IntakePage::add(const ReportRow& row, std::vector<std::string> explanation) {
    words_.add(row);
    lines_.push_back({row, std::move(explanation)});
}

Mass IntakePage::axis() const {
    Mass most;
    for (const auto& [row, explanation] : lines_) {
        if (row.total) most = std::max(most, mass_of(*row.total));
        if (row.references.target) most = std::max(most, row.references.target->value);
        if (row.references.upper) most = std::max(most, row.references.upper->value);
    }
    return most;
}

IntakePage::Layout IntakePage::layout() const {
    Layout layout{.total = 10};
    for (const auto& [row, explanation] : lines_) {
        layout.label = std::max(layout.label, label_of(row).size());
        if (row.total)
            layout.total = std::max(
                layout.total, 1 + display_width(spell_bound(terminal_, *row.total, row.nutrient, row.at_least)));
    }
    const std::size_t width = page_width(terminal_);
    const std::size_t fixed = 2 + layout.label + layout.total + percent_width + 2;
    const std::size_t room = width > fixed ? width - fixed : 0;
    const std::size_t strip = days_.empty() ? 0 : lines_.front().row.span == Span::week ? 7 : 31;
    if (width < bars_from) {
        layout.strip = strip <= room ? strip : 0;
        return layout;
    }
    layout.strip = strip > 0 && room >= shortest_bar + 2 + strip ? strip : 0;
    layout.bar = std::max(room - (layout.strip > 0 ? layout.strip + 2 : 0), shortest_bar);
    return layout;
}

std::string IntakePage::header(const Layout& layout) const {
    const Span span = lines_.front().row.span;
    std::string text = "  " + std::string(layout.label, ' ') +
                       right(span == Span::day ? "total" : "avg/day", layout.total) + right("% target", percent_width);
    if (layout.strip > 0) text += "  " + std::string(layout.bar > 0 ? layout.bar + 2 : 0, ' ') + strip_header(span);
    return colored(terminal_, Ink::quiet, text) + "\n";
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

std::string IntakePage::line(const Line& line, const Layout& layout, Mass axis) const {
    const auto& [row, explanation] = line;
    const std::size_t width = page_width(terminal_);
    const Look look = look_of(terminal_, mark_of(row));
    std::string text = colored(terminal_, look.ink, look.glyph) + " " + cell(terminal_, label_of(row), layout.label);
    if (row.total) {
        const auto& target = row.references.target;
        text += right(spell_bound(terminal_, *row.total, row.nutrient, row.at_least), layout.total) +
                right(target ? percent_of(*row.target_amount, target->value) : glyphs(terminal_).dash, percent_width);
        if (layout.bar > 0) text += "  " + Bar{terminal_, layout.bar, axis}.draw(row);
    } else {
        text += right(glyphs(terminal_).dash, layout.total) +
                std::string(percent_width + (layout.bar > 0 ? 2 + layout.bar : 0), ' ');
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

std::string IntakePage::legend(const Layout& layout) const {
    const Glyphs& g = glyphs(terminal_);
    const std::size_t width = page_width(terminal_);
    const bool bars = layout.bar > 0;
    std::vector<std::string> items;
    if (bars) {
        items.push_back(formatted("{} supplements", colored(terminal_, Ink::supplement, g.supplement)));
        items.push_back(formatted("{} food", colored(terminal_, Ink::food, g.food)));
        if (words_.has_usual_diet())
            items.push_back(formatted("{} usual diet", colored(terminal_, Ink::food, g.usual)));
    }
    const auto level = [&](std::string_view glyph, std::string_view name, const std::string& values) {
        return (bars ? std::string{glyph} + " " : "") + formatted("{} {}", name, values);
    };
    if (const std::string targets = words_.targets(); !targets.empty())
        items.push_back(level(g.target, "target", targets));
    std::string out = items.empty() ? "" : flowed(items, width);
    if (const std::string uppers = words_.uppers(); !uppers.empty())
        out += wrapped(level(g.upper, "upper level", uppers), width, 2);
    if (layout.strip > 0) out += cell_legend(terminal_, days_, width);
    return out;
}

std::string IntakePage::finish(const ReportSummary& summary) const {
    std::string out = heading(terminal_, info(summary.nutrient).label, range_, summary);
    if (summary.days_logged == 0) return out + nothing_logged(page_width(terminal_));
    const std::string attention = words_.attention(summary);
    out += attention + (attention.empty() ? "" : "\n");
    const Layout columns = layout();
    const Mass most = axis();
    out += header(columns);
    for (const Line& row : lines_) out += line(row, columns, most);
    out += "\n" + legend(columns);
    return out + "\n" + words_.closing(summary);
}

}  // namespace epsom
