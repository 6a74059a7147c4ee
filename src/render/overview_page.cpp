#include <algorithm>

#include "drawing.hpp"

namespace epsom {

using namespace drawing;

namespace {

/// The mean as a share of the target: a third of the bar lies beyond it.
std::string share_bar(const Terminal& terminal, const Mean& mean, Mass counted, const References& references, Mark mark, std::size_t cells) {
    const Glyphs& g = glyphs(terminal);
    const double full = static_cast<double>(references.target->value.nanograms()) * 1.5;
    const auto cell = [&](Mass mass) { return static_cast<std::size_t>(static_cast<double>(mass.nanograms()) / full * static_cast<double>(cells) + 0.5); };
    const std::size_t filled = cell(mass_of(mean));
    const std::size_t target = cell(references.target->value) - 1;
    const std::size_t upper = references.upper ? cell(references.upper->value) : cells;
    const Look look = look_of(terminal, mark);
    std::string bar;
    for (std::size_t i = 0; i < cells; ++i) {
        if (i + 1 == cells && filled > cells) bar += colored(terminal, look.color, g.off_scale);
        else if (i + 1 == upper && counted != Mass{}) bar += g.upper;
        else if (i == target && filled <= target) bar += g.target;
        else if (i < filled) bar += colored(terminal, look.color, g.supplement);
        else bar += ' ';
    }
    return bar;
}

std::string strip_cell(const Terminal& terminal, const ReportRow& row) {
    const Glyphs& g = glyphs(terminal);
    if (!row.total || !row.references.target) return std::string{row.total ? g.dash : g.silent};
    const double share = static_cast<double>(row.total->sum.nanograms()) / row.total->days / static_cast<double>(row.references.target->value.nanograms());
    const std::size_t level = std::min<std::size_t>(7, static_cast<std::size_t>(share * 7.0));
    return colored(terminal, look_of(terminal, mark_of(row)).color, g.strip[level]);
}

}  // namespace

void OverviewPage::add(const ReportRow& row, std::vector<std::string> explanation) { lines_.push_back({row, std::move(explanation)}); }

std::string OverviewPage::finish(std::span<const ReportSummary> summaries) const {
    const Glyphs& g = glyphs(terminal_);
    const auto width = static_cast<std::size_t>(std::clamp(terminal_.width, 40, 100));
    const ReportSummary& first = summaries.front();
    std::string out = colored(terminal_, color_heading, "Nutrients") + fmt::format("  {}  {}  {} of {} logged\n\n", spell_range(range_), g.dot, first.days_logged, days(first.days));
    if (first.days_logged == 0) return out + wrapped("Nothing is logged in this period. Silence is not zero: there is nothing to judge.", width, 0);

    for (const ReportSummary& summary : summaries) {
        if (summary.days_over_upper == 0) continue;
        out += colored(terminal_, color_over, g.over) + " " +
               wrapped(fmt::format("{}: above the upper level on {}", info(summary.nutrient).label, days(summary.days_over_upper)), width - 2, 2);
    }
    if (first.days_diet_unknown > 0) {
        out += colored(terminal_, color_unknown, g.unknown) + " " +
               wrapped(fmt::format("nothing is known of the diet on {}: these totals are lower bounds", days(first.days_diet_unknown)), width - 2, 2);
    }
    if (out[out.size() - 2] != '\n') out += '\n';

    constexpr std::size_t label_width = 12, mean_width = 13, target_width = 10, percent_width = 7;
    constexpr std::size_t fixed = 2 + label_width + mean_width + target_width + percent_width + 2;
    std::size_t strip = lines_.size() / summaries.size();
    std::size_t cells = width > fixed + 10 ? std::min<std::size_t>(24, width - fixed) : 0;
    if (strip < 2 || fixed + cells + 1 + strip > width) {
        // a long period keeps its bars, a narrow page its columns; the days fit where there is room
        const std::size_t room = width > fixed + strip + 1 ? width - fixed - strip - 1 : 0;
        if (strip > 1 && room >= 12) cells = std::min<std::size_t>(24, room);
        else strip = 0;
    }
    out += colored(terminal_, color_quiet, without_trailing_blanks(fmt::format("  {}{}{}{}  {}", std::string(label_width, ' '), right("mean/day", mean_width), right("target", target_width),
                                                                     right("of it", percent_width), cells > 0 ? fitted("0", cells * 2 / 3 - 2, true) + "100%" : ""))) + "\n";
    for (const ReportSummary& summary : summaries) {
        const Nutrient nutrient = summary.nutrient;
        std::vector<const Line*> own;
        for (const Line& line : lines_) {
            if (line.row.nutrient == nutrient) own.push_back(&line);
        }
        const References& references = own.back()->row.references;
        const bool at_least = summary.days_at_least > 0;
        Mark mark = Mark::none;
        if (summary.days_over_upper > 0) mark = Mark::over;
        else if (references.target && !summary.mean_total->reaches(references.target->value)) mark = at_least ? Mark::unknown : Mark::low;
        const Look look = look_of(terminal_, mark);
        std::string line = fmt::format("{} {}{}", colored(terminal_, look.color, look.glyph), fitted(info(nutrient).label, label_width, terminal_.ascii),
                                       right(spell_bound(terminal_, *summary.mean_total, nutrient, at_least), mean_width));
        if (references.target) {
            const std::int64_t share = summary.mean_total->sum.nanograms() / summary.mean_total->days * 100;
            const std::string percent = share / references.target->value.nanograms() > 999 ? ">999%" : spell_decimal(share, references.target->value.nanograms(), 0) + "%";
            line += right(spell(references.target->value, nutrient), target_width) + right(percent, percent_width) + "  ";
            if (cells > 0) line += share_bar(terminal_, *summary.mean_total, Mass{}, references, mark, cells);
        } else {
            line += right(g.dash, target_width) + std::string(percent_width + 2 + cells, ' ');
        }
        if (strip > 0) {
            line += ' ';
            for (const Line* day : own) line += strip_cell(terminal_, day->row);
        }
        out += without_trailing_blanks(std::move(line)) + "\n";
        for (const Line* day : own) {
            if (day->explanation.empty()) continue;
            out += fmt::format("    {}\n", label_of(day->row));
            for (const auto& text : day->explanation) out += "      " + wrapped(text, width - 6, 10);
        }
    }
    out += fmt::format("\n{} target", g.target);
    if (strip > 0) out += fmt::format("; the strip shows each {}, {} nothing logged", lines_.front().row.span == Span::day ? "day" : "row", g.silent);
    return out + "\n" + wrapped(fmt::format("Values: {}; 'epsom report reference' shows each with its source.", authority_), width, 2);
}

}  // namespace epsom
