#include <algorithm>

#include "drawing.hpp"

namespace epsom {

using namespace drawing;

namespace {

/// How the rows share one axis from zero: supplements first, since most upper levels count them alone, food behind.
class Bar {
public:
    Bar(const Terminal& terminal, std::size_t cells, Mass most) : terminal_{terminal}, cells_{cells}, most_{most} {}

    [[nodiscard]] std::string draw(const ReportRow& row) const {
        const Glyphs& g = glyphs(terminal_);
        const std::size_t supplement = cell(*row.supplement);
        const std::size_t logged = std::max(supplement, cell({row.supplement->sum + row.food->sum, row.supplement->days}));
        const std::size_t total = std::max(logged, cell(*row.total));
        const auto& references = row.references;
        const std::size_t target = references.target ? mark(references.target->value) : cells_;
        const std::size_t upper = references.upper ? mark(references.upper->value) : cells_;
        std::string bar;
        for (std::size_t i = 0; i < cells_; ++i) {
            if (i == upper) {
                bar += colored(terminal_, row.over_upper.value_or(false) ? color_over : color_quiet, g.upper);
            } else if (i == target) {
                bar += g.target;
            } else if (i < supplement) {
                bar += row.over_upper.value_or(false) ? colored(terminal_, color_over, g.supplement) : std::string{g.supplement};
            } else if (i < logged) {
                bar += colored(terminal_, color_food, g.food);
            } else if (i < total) {
                bar += colored(terminal_, color_quiet, g.usual);
            } else {
                bar += ' ';
            }
        }
        return without_trailing_blanks(std::move(bar));
    }

private:
    [[nodiscard]] std::size_t cell(const Mean& mean) const {
        if (most_ == Mass{} || mean.sum == Mass{}) return 0;
        const double share = static_cast<double>(mean.sum.nanograms()) / mean.days / static_cast<double>(most_.nanograms());
        return std::clamp<std::size_t>(static_cast<std::size_t>(share * static_cast<double>(cells_) + 0.5), 1, cells_);
    }
    /// A value's mark stands in the cell where a bar of that length ends.
    [[nodiscard]] std::size_t mark(Mass value) const { return std::max<std::size_t>(cell({value, 1}), 1) - 1; }

    const Terminal& terminal_;
    std::size_t cells_;
    Mass most_;
};

}  // namespace

void IntakePage::add(const ReportRow& row, std::vector<std::string> explanation) { lines_.push_back({row, std::move(explanation)}); }

std::string IntakePage::finish(const ReportSummary& summary) const {
    const Glyphs& g = glyphs(terminal_);
    const auto& unit = info(summary.nutrient);
    const auto width = static_cast<std::size_t>(std::clamp(terminal_.width, 40, 100));
    std::string out = colored(terminal_, color_heading, unit.label) +
                      fmt::format("  {}  {}  {} of {} logged\n\n", spell_range(range_), g.dot, summary.days_logged, days(summary.days));
    if (summary.days_logged == 0) {
        return out + wrapped("Nothing is logged in this period. Silence is not zero: there is nothing to judge.", width, 0);
    }

    std::vector<ReportRow> rows;
    Mass most;
    std::size_t label_width = 0;
    std::size_t total_width = 10;
    for (const auto& [row, explanation] : lines_) {
        rows.push_back(row);
        label_width = std::max(label_width, label_of(row).size());
        if (row.total) {
            most = std::max(most, mass_of(*row.total));
            total_width = std::max(total_width, 1 + display_width(spell_bound(terminal_, *row.total, row.nutrient, row.at_least)));
        }
        if (row.references.target) most = std::max(most, row.references.target->value);
        if (row.references.upper) most = std::max(most, row.references.upper->value);
    }

    std::vector<std::string> over, below;
    for (const ReportRow& row : rows) {
        const std::string label = label_of(row);
        const std::string counted = row.upper_amount ? spell(mass_of(*row.upper_amount), row.nutrient) : "";
        if (row.span == Span::day && row.over_upper.value_or(false)) over.push_back(fmt::format("{} ({})", label, counted));
        if (row.span != Span::day && row.days_over_upper > 0) over.push_back(fmt::format("{} ({})", label, days(row.days_over_upper)));
        if (row.status == Status::below) below.push_back(label);
    }
    const auto attention = [&](Mark mark, const std::string& text) {
        const Look look = look_of(terminal_, mark);
        std::string lines = wrapped(text, width - 2, 2);
        lines.insert(0, colored(terminal_, look.color, look.glyph) + " ");
        out += lines;
    };
    const ReportRow& last = rows.back();
    if (!over.empty()) {
        const auto& upper = std::ranges::find_if(rows, [](const ReportRow& row) { return row.days_over_upper > 0 && row.references.upper; });
        const std::string level = upper == rows.end() ? "" : fmt::format(" of {}, which counts {},", applied_words(*upper->references.upper, unit.id), scope_words(upper->references.upper->scope));
        attention(Mark::over, fmt::format("above the upper level{} on {}: {}", level, days(summary.days_over_upper), listed(over, 4)));
    }
    if (!below.empty()) attention(Mark::low, fmt::format("below the target: {}", listed(below, 4)));
    if (summary.days_diet_unknown > 0) {
        attention(Mark::unknown, fmt::format("nothing is known of the diet on {}: these totals are lower bounds", days(summary.days_diet_unknown)));
    }
    if (!last.references.target && (last.references.needs_born || last.references.needs_sex)) {
        attention(Mark::unknown, fmt::format("no target without {}: epsom profile set {}",
                                             last.references.needs_born ? "a birth date" : "a sex",
                                             last.references.needs_born ? "--born 1980-05-17" : "--sex female"));
    }
    if (last.references.needs_weight) attention(Mark::unknown, "the upper level is per kilogram of body weight: epsom profile set --weight 24kg");
    if (out.back() != '\n' || out[out.size() - 2] != '\n') out += '\n';

    constexpr std::size_t percent_width = 8;
    const std::size_t fixed = 2 + label_width + total_width + percent_width;
    const Bar bar{terminal_, std::max<std::size_t>(width > fixed + 2 ? width - fixed - 2 : 0, 8), most};
    const bool means = rows.front().span != Span::day;
    out += colored(terminal_, color_quiet, fmt::format("  {}{}{}", std::string(label_width, ' '), right(means ? "mean/day" : "total", total_width), right("target", percent_width))) + "\n";
    for (const auto& [row, explanation] : lines_) {
        const Look look = look_of(terminal_, mark_of(row));
        out += fmt::format("{} {}", colored(terminal_, look.color, look.glyph), fitted(label_of(row), label_width, terminal_.ascii));
        if (row.total) {
            const std::string percent =
                row.references.target
                    ? spell_decimal(row.total->sum.nanograms() * 100, row.references.target->value.nanograms() * row.total->days, 0) + "%"
                    : std::string{g.dash};
            out += without_trailing_blanks(right(spell_bound(terminal_, *row.total, row.nutrient, row.at_least), total_width) + right(percent, percent_width) + "  " + bar.draw(row));
        } else {
            out += right(g.dash, total_width);
        }
        out += '\n';
        for (const auto& text : explanation) out += "    " + wrapped(text, width - 4, 8);
        if (row.topical && row.topical->sum != Mass{}) {
            out += fmt::format("    besides {} on the skin, which is in no total\n", spell(mass_of(*row.topical), row.nutrient));
        }
    }

    out += fmt::format("\n{} supplements  {} food", g.supplement, g.food);
    if (std::ranges::any_of(rows, [](const ReportRow& row) { return row.usual_diet && row.usual_diet->sum != Mass{}; })) {
        out += fmt::format("  {} usual diet", g.usual);
    }
    const std::string targets = values_over(rows, &References::target);
    const std::string uppers = values_over(rows, &References::upper);
    if (!targets.empty()) out += fmt::format("  {} target {}", g.target, targets);
    out += '\n';
    if (!uppers.empty()) {
        out += fmt::format("{} upper level {}, counting {}\n", g.upper, uppers, scope_words(last.references.upper ? last.references.upper->scope : Scope::total));
    }

    std::string whole = fmt::format("mean {}{} on {}", summary.days_at_least > 0 ? "at least " : "", spell(mass_of(*summary.mean_total), unit.id),
                                    summary.days_logged == 1 ? "1 logged day" : fmt::format("{} logged days", summary.days_logged));
    if (!targets.empty()) whole += fmt::format("; target met on {}", summary.days_met);
    if (!uppers.empty()) whole += fmt::format("; above the upper level on {}", summary.days_over_upper);
    if (summary.days_diet_unknown > 0) whole += fmt::format("; diet unknown on {}", summary.days_diet_unknown);
    out += "\n" + wrapped(sentence(whole) + ".", width, 2);
    if (summary.days_diet_unknown > 0) {
        out += wrapped(fmt::format("Surer with the food logged, or a usual diet stated: epsom profile set --diet {}={}", unit.key,
                                   unit.id == Nutrient::magnesium ? "250mg" : "AMOUNT"), width, 2);
    }
    std::vector<std::string> sources;
    for (const ReportRow& row : rows) {
        for (const auto& applied : {row.references.target, row.references.upper}) {
            if (!applied) continue;
            const std::string owner = applied->kind == Kind::personal ? "" : authority_ + " ";
            std::string text = fmt::format("{}{}: {}", owner, spell(applied->kind), applied->source);
            if (std::ranges::find(sources, text) == sources.end()) sources.push_back(std::move(text));
        }
    }
    for (const auto& source : sources) out += wrapped(source, width, 2);
    return out;
}

}  // namespace epsom
