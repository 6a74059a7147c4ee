#include <algorithm>
#include <cmath>

#include "column_heads.hpp"
#include "drawing.hpp"

namespace epsom {

using namespace drawing;

namespace {

constexpr std::size_t least_label = 12, most_label = 21, percent_width = 7, wide_percent = 10, shortest_bar = 12,
                      longest_bar = 40;
constexpr std::size_t wide_label_from = 76;  // columns of a page that spells longer labels in full
constexpr std::size_t groups_from = 9;       // lines of a page that has a heading for each group
constexpr std::size_t met_from = 72;         // columns of a page that also counts the days on which the target was met
constexpr std::string_view met_title = "days met";

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
    // The bar is the total: it warns where the upper level counts the total too.
    const Ink ink =
        mark == Mark::below || (mark == Mark::above && same_scope) ? look_of(terminal, mark).ink : Ink::supplement;
    Painter bar{terminal};
    for (std::size_t i = 0; i < cells; ++i) {
        if (i + 1 == cells && filled > cells) bar.add(ink, g.off_scale);
        else if (i + 1 == upper) bar.add(Ink::quiet, g.upper);
        else if (i == target_cell(cells)) bar.add(Ink::quiet, g.target);
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

/// The mean against the target, unless a day was above the upper level.
Mark mark_of_mean(const ReportSummary& summary, const References& references) {
    if (summary.days_over_upper > 0) return Mark::above;
    switch (target_status(summary, references)) {
        case PeriodStatus::met: return Mark::met;
        case PeriodStatus::below: return Mark::below;
        case PeriodStatus::no_target: return Mark::no_target;
        case PeriodStatus::above:
        case PeriodStatus::may_be_above:
        case PeriodStatus::unknown: break;
    }
    return Mark::unknown;
}

/// `taken 6/7`: how often an ingredient was taken that has no target; `6/7 d` in a narrow column. Of one day there is
/// nothing to count.
std::string taken_words(const Terminal& terminal, const ReportSummary& summary, std::size_t width) {
    if (summary.days == 1) return std::string{glyphs(terminal).dash};
    const std::string counts = formatted("{}/{}", summary.days_with, summary.days_logged);
    return 6 + counts.size() + 2 <= width ? "taken " + counts : counts + " d";
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
    Layout layout{.label = least_label, .mean = 10, .target = 8, .percent = percent_width};
    const std::size_t width = chart_width(terminal_);
    for (const Part& part : parts) {
        if (width >= wide_label_from) {
            layout.label =
                std::max(layout.label, std::min(most_label, 1 + display_width(info(part.summary.nutrient).label)));
        }
        const auto& target = part.lines.back()->row.references.target;
        const std::string mean = spell_bound(
            terminal_, *part.summary.mean_for_target, part.summary.nutrient, part.summary.days_at_least > 0);
        layout.mean = std::max(layout.mean, 2 + display_width(mean));
        if (target)
            layout.target = std::max(layout.target, 2 + display_width(spell(target->value, part.summary.nutrient)));
    }
    if (width >= met_from && parts.front().summary.days > 1) {
        const std::size_t counts = 1 + 2 * std::to_string(parts.front().summary.days_logged).size();
        layout.met = 2 + std::max(counts, met_title.size());
    }
    if (layout.numbers() > width) {
        layout.target = 0;
        layout.percent = wide_percent;
    }
    const std::size_t room = width > layout.numbers() + 2 ? width - layout.numbers() - 2 : 0;
    const std::size_t rows = parts.front().lines.size();
    if (width < bars_from || room < shortest_bar) {
        layout.strip = rows > 1 && rows <= room ? rows : 0;
        return layout;
    }
    layout.strip = rows > 1 && shortest_bar + 2 + rows <= room ? rows : 0;
    const auto has_target = [](const Part& part) { return part.lines.back()->row.references.target.has_value(); };
    if (std::ranges::none_of(parts, has_target)) return layout;
    layout.bar = std::min(longest_bar, room - (layout.strip > 0 ? 2 + layout.strip : 0));
    return layout;
}

std::string OverviewPage::header(const Layout& layout, std::span<const Part> parts) const {
    const Glyphs& g = glyphs(terminal_);
    const auto any = [&](auto is) { return std::ranges::any_of(parts, is); };
    ColumnHeads heads{terminal_};
    std::size_t end = 2 + layout.label;
    const auto put = [&](std::string_view text, std::size_t columns) {
        end += columns;
        if (columns > 0) heads.put(end - text.size(), text);
    };
    put(parts.front().summary.days > 1 ? "avg/day" : "total", layout.mean);
    put("target", layout.target);
    put(layout.target > 0 ? "%" : "% target", layout.percent);
    put(met_title, layout.met);
    if (layout.bar > 0) heads.tick(end + 2 + target_cell(layout.bar), "target", g.target);
    std::string initials;
    for (std::size_t i = 0; i < layout.strip; ++i) initials += initial(parts.front().lines[i]->row);
    if (initials = without_trailing_blanks(std::move(initials)); !initials.empty())
        heads.put(end + 2 + (layout.bar > 0 ? layout.bar + 2 : 0), initials);
    std::vector<Mark> marks;
    for (const Part& part : parts) marks.push_back(mark_of_mean(part.summary, part.lines.back()->row.references));
    std::vector<std::string> items = mark_words(terminal_, marks, "UL");
    const auto in_bar = [](const Part& part) {
        const References& r = part.lines.back()->row.references;
        return r.target && r.upper && r.upper->scope == Scope::total &&
               r.upper->value.nanograms() * 2 < r.target->value.nanograms() * 3;
    };
    if (layout.bar > 0 && any(in_bar)) items.push_back(formatted("{} UL", g.upper));
    const auto is_counted_only = [&](const Part& part) {
        return !info(part.summary.nutrient).is_nutrient() && !part.lines.back()->row.references.target &&
               taken_words(terminal_, part.summary, layout.percent + layout.met).ends_with(" d");
    };
    if (any(is_counted_only)) items.emplace_back("d: days taken");
    const std::vector<std::string> legend = split(items.empty() ? "" : flowed(items, chart_width(terminal_)), '\n');
    for (std::size_t i = legend.size(); i-- > 0;) {
        if (!legend[i].empty()) heads.put(0, legend[i]);
    }
    return heads.text();
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
        right(
            spell_bound(terminal_, *summary.mean_for_target, summary.nutrient, summary.days_at_least > 0), layout.mean);
    if (layout.target > 0) text += right(target ? spell(target->value, summary.nutrient) : dash, layout.target);
    if (!info(summary.nutrient).is_nutrient() && !target) {
        // Nobody has a target for it: how often it was taken says more than dashes.
        text += right(taken_words(terminal_, summary, layout.percent + layout.met), layout.percent + layout.met);
    } else {
        text += right(target ? percent_of(*summary.mean_for_target, target->value) : dash, layout.percent);
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
    if (sources_.listed) {
        for (const auto& source : part.words.sources()) text += "    " + wrapped(source, page_width(terminal_), 8, 4);
    }
    return text;
}

std::vector<std::string> OverviewPage::sentences(std::span<const Part> parts) const {
    int reached = 0, below = 0, unknown = 0, over = 0, limits = 0, limits_unknown = 0;
    for (const Part& part : parts) {
        const ReportSummary& summary = part.summary;
        if (!part.words.uppers().empty()) {
            ++limits;
            if (summary.days_over_upper > 0) ++over;
            else if (summary.days_upper_unknown > 0 || summary.days_upper_at_least > 0) ++limits_unknown;
        }
        switch (target_status(summary, part.lines.back()->row.references)) {
            case PeriodStatus::met: ++reached; break;
            case PeriodStatus::below: ++below; break;
            case PeriodStatus::unknown: ++unknown; break;
            case PeriodStatus::above:
            case PeriodStatus::may_be_above:
            case PeriodStatus::no_target: break;
        }
    }
    std::vector<std::string> sentences;
    const bool one_day = parts.front().summary.days == 1;
    if (const int targets = reached + below + unknown; targets > 0) {
        std::string text = formatted("{} of {} targets met{}", reached, targets, one_day ? "" : " on average");
        if (below > 0) text += formatted(", {} below", below);
        if (unknown > 0) text += formatted(", {} not known", unknown);
        sentences.push_back(std::move(text));
    } else {
        sentences.emplace_back("no targets known");
    }
    if (over > 0) {
        sentences.push_back(formatted("{} above {}{}", over, over == 1 ? "its upper level" : "their upper levels",
            one_day ? "" : " on some days"));
    } else if (limits > 0) {
        sentences.emplace_back(
            limits_unknown > 0 ? "none known to be above its upper level" : "none above its upper level");
    }
    return sentences;
}

std::vector<std::string> OverviewPage::facts(std::span<const Part> parts) const {
    ReportSummary most = parts.front().summary;
    std::vector<std::string> unknown, partial;
    std::size_t nutrients = 0;  // food is recorded for these only
    for (const Part& part : parts) {
        const ReportSummary& summary = part.summary;
        nutrients += info(summary.nutrient).in_food_tables() ? 1 : 0;
        if (summary.days_diet_unknown > 0) unknown.emplace_back(info(summary.nutrient).label);
        if (summary.days_diet_partial > 0) partial.emplace_back(info(summary.nutrient).label);
        most.days_diet_unknown = std::max(most.days_diet_unknown, summary.days_diet_unknown);
        most.days_diet_partial = std::max(most.days_diet_partial, summary.days_diet_partial);
    }
    // An amount that is missing is each nutrient's own; its mean says that it is a minimum.
    most.days_at_least = most.days_diet_unknown + most.days_diet_partial;
    std::vector<std::string> facts = IntakeWords::facts(range_, most);
    const auto& open = unknown.size() >= partial.size() ? unknown : partial;
    if (!open.empty() && open.size() < nutrients) facts.back() += " (" + names(open) + ")";
    return facts;
}

std::string OverviewPage::attention(std::span<const Part> parts) const {
    const std::size_t width = page_width(terminal_);
    std::string lines;
    std::vector<std::string> low;
    for (const Part& part : parts) {
        const std::string label{info(part.summary.nutrient).label};
        if (const std::string over = part.words.over(part.summary); !over.empty())
            lines += marked(terminal_, Mark::above, label + ": " + over, width);
        if (const std::string open = part.words.may_be_over(part.summary); !open.empty())
            lines += marked(terminal_, Mark::unknown, label + ": " + open, width);
        if (const std::string over = part.words.over_reduction(part.summary); !over.empty())
            lines += marked(terminal_, Mark::none, label + ": " + over, width);
        if (target_status(part.summary, part.lines.back()->row.references) == PeriodStatus::below) low.push_back(label);
    }
    if (!low.empty()) lines += marked(terminal_, Mark::below, "average below target: " + names(low), width);
    if (const std::string needs = parts.front().words.needs(); !needs.empty())
        lines += marked(terminal_, Mark::unknown, needs, width);
    return lines;
}

std::string OverviewPage::strip_legend() const {
    const std::size_t width = page_width(terminal_);
    std::vector<DayCell> cells;
    for (const Line& line : lines_) cells.push_back(day_cell(line.row));
    return wrapped(formatted("One character per {}.", span_words(lines_.front().row.span)), width, 2) +
           cell_legend(terminal_, cells, width, false);
}

std::vector<std::string> OverviewPage::completing(std::span<const Part> parts) {
    std::vector<std::string> lines;
    const auto is_open = [](const Part& part) { return part.summary.days_diet_unknown > 0; };
    if (std::ranges::any_of(parts, is_open))
        lines.emplace_back("Log food or set a usual diet: epsom profile set --diet magnesium=250mg");
    const auto open =
        std::ranges::find_if(parts, [](const Part& part) { return !part.words.completing_food().empty(); });
    if (open != parts.end()) lines.push_back(open->words.completing_food());
    return lines;
}

std::string OverviewPage::finish(std::span<const ReportSummary> summaries) const {
    constexpr std::string_view title = "Nutrients";
    if (summaries.front().days_logged == 0) return nothing_logged(terminal_, title, range_, summaries.front());
    const std::vector<Part> rows = parts(summaries);
    std::string out = answer(terminal_, title, sentences(rows), facts(rows)) + attention(rows) + "\n";
    const Layout columns = layout(rows);
    out += header(columns, rows);
    std::optional<Group> last;
    for (const Part& row : rows) {
        const Group group = info(row.summary.nutrient).group;
        if (rows.size() >= groups_from && group != last)
            out += colored(terminal_, Ink::quiet, std::string{name_of(group)}) + "\n";
        last = group;
        out += line(row, columns);
    }
    if (columns.strip > 0) out += "\n" + strip_legend();
    return out + closing(terminal_, completing(rows), sources_, {});  // each nutrient has its own sources
}

}  // namespace epsom
