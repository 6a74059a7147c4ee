#include <algorithm>
#include <cmath>

#include "drawing.hpp"

namespace epsom {

using namespace drawing;

namespace {

constexpr std::size_t least_label = 12, most_label = 21, percent_width = 7, wide_percent = 10, shortest_bar = 12,
                      longest_bar = 24;
constexpr std::size_t wide_label_from = 76;  // columns of a page that spells longer labels in full
constexpr std::size_t groups_from = 9;       // lines of a page that has a heading for each group
constexpr std::size_t met_from = 72;         // columns of a page that also counts the days on which the target was met

/// The cell in which a bar as long as the target ends: a third of the bar lies beyond it.
std::size_t target_cell(std::size_t cells) { return cells * 2 / 3 - 1; }

/// The mean as a share of the target, in `cells` columns. The upper level is marked where it counts the same as the
/// bar.
std::string share_bar(
    const Terminal& terminal, const Mean& mean, const References& references, Mark mark, std::size_t cells) {
    const Glyphs& g = glyphs(terminal);
    const double unit =
        static_cast<double>(references.target->value.nanograms()) / static_cast<double>(target_cell(cells) + 1);
    const auto cells_of = [&](Mass mass) {
        return static_cast<std::size_t>(std::lround(static_cast<double>(mass.nanograms()) / unit));
    };
    const std::size_t filled = cells_of(mass_of(mean));
    const bool same_scope = references.upper && references.upper->scope == Scope::total;
    const std::size_t upper = same_scope ? cells_of(references.upper->value) : 0;
    const Ink ink = mark == Mark::met || mark == Mark::no_target ? Ink::supplement : look_of(terminal, mark).ink;
    Painter bar{terminal};
    for (std::size_t i = 0; i < cells; ++i) {
        if (i + 1 == cells && filled > cells) bar.add(ink, g.off_scale);
        else if (i + 1 == upper) bar.add(Ink::quiet, g.upper);
        else if (i == target_cell(cells) && filled <= i) bar.add(Ink::plain, g.target);
        else if (i < filled) bar.add(ink, g.supplement);
        else bar.blanks(1);
    }
    return bar.take();
}

char initial(const ReportRow& row) {
    if (row.span == Span::day) return spell_weekday(row.range.from).front();
    const auto month =
        static_cast<unsigned>(std::chrono::year_month_day{std::chrono::local_days{row.range.from}}.month());
    return row.span == Span::month ? "JFMAMJJASOND"[month - 1] : ' ';
}

Mark mark_of_mean(const ReportSummary& summary, const References& references) {
    if (summary.days_over_upper > 0) return Mark::above;
    if (!references.target) return Mark::no_target;
    if (summary.mean_for_target->reaches(references.target->value)) return Mark::met;
    return summary.days_at_least > 0 ? Mark::unknown : Mark::below;
}

std::string names(std::span<const std::string> labels) {
    std::string text;
    for (std::size_t i = 0; i < labels.size(); ++i)
        text += (i == 0 ? "" : i + 1 == labels.size() ? " and " : ", ") + labels[i];
    return text;
}

std::string_view name_of(Group group) {
    switch (group) {
        case Group::mineral: return "Minerals";
        case Group::vitamin: return "Vitamins";
        case Group::other: return "Other nutrients";
        case Group::ingredient:
        case Group::part: break;
    }
    return "Other ingredients";
}

std::string_view span_words(Span span) {
    switch (span) {
        case Span::day: return "day";
        case Span::week: return "week";
        case Span::month: return "month";
        case Span::year: break;
    }
    return "year";
}

}  // namespace

Span overview_span(DayRange range) {
    constexpr int most_cells = 14;
    const auto days = (range.to - range.from).count() + 1;
    return days <= most_cells        ? Span::day
           : days <= most_cells * 7  ? Span::week
           : days <= most_cells * 30 ? Span::month
                                     : Span::year;
}

std::string products_line(const Terminal& terminal, Nutrient nutrient, std::span<const std::string> names) {
    constexpr std::size_t most_named = 5;
    std::string listed;
    for (std::size_t i = 0; i < std::min(names.size(), most_named); ++i)
        listed += (i == 0 ? "" : ", ") + printable(names[i]);
    if (names.size() > most_named) listed += formatted(" and {} others", names.size() - most_named);
    return wrapped(
        formatted("{} is in {} products: {}", info(nutrient).label, names.size(), listed), page_width(terminal), 2);
}

void OverviewPage::add(const ReportRow& row, std::vector<std::string> explanation) {
    lines_.push_back({row, std::move(explanation)});
}

std::vector<OverviewPage::Part> OverviewPage::parts(std::span<const ReportSummary> summaries) const {
    std::vector<Part> parts;
    for (const ReportSummary& summary : summaries) {
        Part part{summary, IntakeWords{terminal_, authority_}, {}};
        for (const Line& line : lines_) {
            if (line.row.nutrient != summary.nutrient) continue;
            part.words.add(line.row);
            part.lines.push_back(&line);
        }
        parts.push_back(std::move(part));
    }
    return parts;
}

OverviewPage::Layout OverviewPage::layout(std::span<const Part> parts) const {
    Layout layout{.label = least_label, .mean = 10, .target = 8};
    const std::size_t width = page_width(terminal_);
    for (const Part& part : parts) {
        if (width >= wide_label_from) {
            layout.label =
                std::max(layout.label, std::min(most_label, 1 + display_width(info(part.summary.nutrient).label)));
        }
        const auto& target = part.lines.back()->row.references.target;
        const std::string mean =
            spell_bound(terminal_, *part.summary.mean_total, part.summary.nutrient, part.summary.days_at_least > 0);
        layout.mean = std::max(layout.mean, 2 + display_width(mean));
        if (target)
            layout.target = std::max(layout.target, 2 + display_width(spell(target->value, part.summary.nutrient)));
    }
    if (width >= met_from)
        layout.met = std::max<std::size_t>(7, 3 + 2 * std::to_string(parts.front().summary.days_logged).size());
    if (2 + layout.label + layout.mean + layout.target + percent_width > width) layout.target = 0;
    const std::size_t percent = layout.target > 0 ? percent_width : wide_percent;
    const std::size_t fixed = 2 + layout.label + layout.mean + layout.target + percent + layout.met + 2;
    const std::size_t room = width > fixed ? width - fixed : 0;
    const std::size_t rows = parts.front().lines.size();
    if (width < bars_from || room < shortest_bar) {
        layout.strip = rows > 1 && rows <= room ? rows : 0;
        return layout;
    }
    layout.strip = rows > 1 && shortest_bar + 2 + rows <= room ? rows : 0;
    layout.bar = std::min(longest_bar, room - (layout.strip > 0 ? 2 + layout.strip : 0));
    return layout;
}

std::string OverviewPage::header(const Layout& layout, const Part& part) const {
    std::string text = "  " + std::string(layout.label, ' ') + right("avg/day", layout.mean) +
                       (layout.target > 0 ? right("target", layout.target) : "") +
                       (layout.target > 0 ? right("%", percent_width) : right("% target", wide_percent)) +
                       (layout.met > 0 ? right("met", layout.met) : "");
    if (layout.bar > 0)
        text +=
            "  0" + right("100%", target_cell(layout.bar)) + std::string(layout.bar - target_cell(layout.bar) - 1, ' ');
    if (layout.strip > 0) text += "  ";
    for (std::size_t i = 0; i < layout.strip; ++i) text += initial(part.lines[i]->row);
    return colored(terminal_, Ink::quiet, without_trailing_blanks(std::move(text))) + "\n";
}

std::string OverviewPage::line(const Part& part, const Layout& layout) const {
    const ReportSummary& summary = part.summary;
    const References& references = part.lines.back()->row.references;
    const std::string dash{glyphs(terminal_).dash};
    const Mark mark = mark_of_mean(summary, references);
    const Look look = look_of(terminal_, mark);
    const auto& target = references.target;
    std::string text =
        colored(terminal_, look.ink, look.glyph) + " " + cell(terminal_, info(summary.nutrient).label, layout.label) +
        right(spell_bound(terminal_, *summary.mean_total, summary.nutrient, summary.days_at_least > 0), layout.mean);
    if (layout.target > 0) text += right(target ? spell(target->value, summary.nutrient) : dash, layout.target);
    const std::size_t percent = layout.target > 0 ? percent_width : wide_percent;
    if (!info(summary.nutrient).is_nutrient() && !target) {
        // Nobody has a target for it: how often it was taken says more than dashes.
        text += right(formatted("{}/{} d", summary.days_with, summary.days_logged), percent + layout.met);
    } else {
        text += right(target ? percent_of(*summary.mean_for_target, target->value) : dash, percent);
        if (layout.met > 0)
            text += right(target ? formatted("{}/{}", summary.days_met, summary.days_logged) : dash, layout.met);
    }
    if (layout.bar > 0)
        text += "  " + (target ? share_bar(terminal_, *summary.mean_for_target, references, mark, layout.bar)
                               : std::string(layout.bar, ' '));
    if (layout.strip > 0) {
        Painter strip{terminal_};
        for (const Line* row : part.lines) {
            const Look day = look_of(terminal_, day_cell(row->row));
            strip.add(day.ink, day.glyph);
        }
        text += "  " + strip.take();
    }
    text = without_trailing_blanks(std::move(text)) + "\n";
    for (const Line* row : part.lines) {
        if (row->explanation.empty()) continue;
        text += "    " + label_of(row->row) + "\n";
        for (const auto& reason : row->explanation) text += "      " + wrapped(reason, page_width(terminal_), 10, 6);
    }
    return text;
}

std::string OverviewPage::attention(std::span<const Part> parts) const {
    const std::size_t width = page_width(terminal_);
    std::string lines;
    std::vector<std::string> low, unknown, partial;
    int days_unknown = 0, days_partial = 0;
    std::size_t nutrients = 0;  // food is recorded for these only
    for (const Part& part : parts) {
        nutrients += info(part.summary.nutrient).is_nutrient() ? 1 : 0;
        const std::string label{info(part.summary.nutrient).label};
        if (const std::string over = part.words.over(part.summary); !over.empty())
            lines += marked(terminal_, Mark::above, label + ": " + over, width);
        if (const std::string open = part.words.may_be_over(part.summary); !open.empty())
            lines += marked(terminal_, Mark::unknown, label + ": " + open, width);
        const auto& target = part.lines.back()->row.references.target;
        if (target && part.summary.days_at_least == 0 && !part.summary.mean_for_target->reaches(target->value))
            low.push_back(label);
        if (part.summary.days_diet_unknown > 0) unknown.push_back(label);
        if (part.summary.days_diet_partial > 0) partial.push_back(label);
        days_unknown = std::max(days_unknown, part.summary.days_diet_unknown);
        days_partial = std::max(days_partial, part.summary.days_diet_partial);
    }
    const auto whose = [nutrients](const std::vector<std::string>& labels) {
        return labels.size() == nutrients ? "" : " (" + names(labels) + ")";
    };
    if (!low.empty()) lines += marked(terminal_, Mark::below, "average below target: " + names(low), width);
    if (!unknown.empty()) {
        lines += marked(terminal_, Mark::unknown,
            formatted("food not logged on {}{}: totals are minimums", days(days_unknown), whose(unknown)), width);
    }
    if (!partial.empty()) {
        lines += marked(terminal_, Mark::unknown,
            formatted("only some food logged on {}{}: totals are minimums", days(days_partial), whose(partial)), width);
    }
    if (const std::string needs = parts.front().words.needs(); !needs.empty())
        lines += marked(terminal_, Mark::unknown, needs, width);
    return lines;
}

std::string OverviewPage::legend(const Layout& layout, std::span<const Part> parts) const {
    const Glyphs& g = glyphs(terminal_);
    const std::size_t width = page_width(terminal_);
    std::vector<std::string> items;
    if (layout.bar > 0) {
        items.push_back(formatted("{} target", g.target));
        const auto in_bar = [](const Part& part) {
            const References& r = part.lines.back()->row.references;
            return r.target && r.upper && r.upper->scope == Scope::total &&
                   r.upper->value.nanograms() * 2 < r.target->value.nanograms() * 3;
        };
        if (std::ranges::any_of(parts, in_bar)) items.push_back(formatted("{} upper level", g.upper));
    }
    if (layout.met > 0) items.emplace_back("met: days at target / days logged");
    const auto is_counted_only = [](const Part& part) {
        return !info(part.summary.nutrient).is_nutrient() && !part.lines.back()->row.references.target;
    };
    if (std::ranges::any_of(parts, is_counted_only)) items.emplace_back("d: days taken / days logged");
    std::string out = items.empty() ? "" : flowed(items, width);
    if (layout.strip == 0) return out;
    std::vector<DayCell> cells;
    for (const Line& line : lines_) cells.push_back(day_cell(line.row));
    return out + wrapped(formatted("One character per {}.", span_words(lines_.front().row.span)), width, 2) +
           cell_legend(terminal_, cells, width);
}

std::string OverviewPage::closing(std::span<const Part> parts) const {
    const std::size_t width = page_width(terminal_);
    int reached = 0, below = 0, unknown = 0, days_unknown = 0;
    for (const Part& part : parts) {
        const auto& target = part.lines.back()->row.references.target;
        days_unknown = std::max(days_unknown, part.summary.days_diet_unknown);
        if (!target) continue;
        if (part.summary.mean_for_target->reaches(target->value)) ++reached;
        else if (part.summary.days_at_least > 0) ++unknown;
        else ++below;
    }
    const int logged = parts.front().summary.days_logged;
    std::string text = logged == 1 ? "1 day logged." : formatted("Averages of {} logged days.", logged);
    if (reached + below + unknown > 0)
        text += formatted(" Target met: {} of {} nutrients.", reached, reached + below + unknown);
    if (below > 0) text += formatted(" Below target: {}.", below);
    if (unknown > 0) text += formatted(" Not known: {} (totals are minimums).", unknown);
    for (const Part& part : parts) text += part.words.over_reduction(part.summary);
    std::string out = wrapped(text, width, 2);
    if (days_unknown > 0) {
        out += wrapped(
            "For complete totals, log food or set a usual diet: epsom profile set --diet magnesium=250mg", width, 2);
    }
    const auto open = std::ranges::find_if(parts, [](const Part& part) { return !part.words.completing().empty(); });
    if (open != parts.end()) out += wrapped(open->words.completing(), width, 2);
    return out + wrapped(formatted("Reference values: {}. With sources: epsom report reference", authority_), width, 2);
}

std::string OverviewPage::finish(std::span<const ReportSummary> summaries) const {
    std::string out = heading(terminal_, "Nutrients", range_, summaries.front());
    if (summaries.front().days_logged == 0) return out + nothing_logged(page_width(terminal_));
    const std::vector<Part> rows = parts(summaries);
    const std::string first = attention(rows);
    out += first + (first.empty() ? "" : "\n");
    const Layout columns = layout(rows);
    out += header(columns, rows.front());
    std::optional<Group> last;
    for (const Part& row : rows) {
        const Group group = info(row.summary.nutrient).group;
        if (rows.size() >= groups_from && group != last)
            out += colored(terminal_, Ink::quiet, std::string{name_of(group)}) + "\n";
        last = group;
        out += line(row, columns);
    }
    const std::string marks = legend(columns, rows);
    return out + "\n" + marks + (marks.empty() ? "" : "\n") + closing(rows);
}

}  // namespace epsom
