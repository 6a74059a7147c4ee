#include <algorithm>
#include <cmath>

#include "drawing.hpp"
#include "epsom/domain/nights/diary.hpp"
#include "epsom/domain/plan/dose.hpp"
#include "epsom/render/symptoms.hpp"
#include "score_glyphs.hpp"

namespace epsom {

using namespace drawing;
using Days = std::chrono::days;

namespace {

constexpr std::size_t nights_a_week = 7;

/// How a strip shows an evening's dose.
struct DoseGlyphs {
    std::string_view enough, less, none, unknown;
};
constexpr DoseGlyphs unicode_doses{"█", "▄", "–", "?"};
constexpr DoseGlyphs console_doses{"█", "▒", "-", "?"};
constexpr DoseGlyphs ascii_doses{"#", "o", "-", "?"};
const DoseGlyphs& dose_glyphs(const Terminal& terminal) {
    switch (terminal.charset) {
        case Charset::ascii: return ascii_doses;
        case Charset::console: return console_doses;
        case Charset::unicode: break;
    }
    return unicode_doses;
}

std::string_view dose_glyph(
    const Terminal& terminal, const std::optional<Mass>& dose, const std::optional<Mass>& enough) {
    const DoseGlyphs& g = dose_glyphs(terminal);
    if (!dose) return g.unknown;
    if (*dose == Mass{}) return g.none;
    return enough && *dose < *enough ? g.less : g.enough;
}

/// One row of the strip for the weeks from `first` on: `glyph` of each night, blanks where the period has none.
template <class Glyph> std::string strip_row(std::span<const Night> nights, Day first, std::size_t weeks, Glyph glyph) {
    std::string row;
    for (std::size_t week = 0; week < weeks; ++week) {
        if (week > 0) row += ' ';
        for (std::size_t i = 0; i < nights_a_week; ++i) {
            const Day date = first + Days{static_cast<int>(week * nights_a_week + i)};
            const bool inside = !nights.empty() && nights.front().date <= date && date <= nights.back().date;
            if (inside) row += glyph(nights[static_cast<std::size_t>((date - nights.front().date).count())]);
            else row += ' ';
        }
    }
    return without_trailing_blanks(std::move(row));
}

std::string nights_text(int count) { return count == 1 ? "1 night" : formatted("{} nights", count); }

/// Every night: the scores above, the evening doses below, a column a night, as many weeks a line as there is room for.
std::string strip(const Terminal& terminal, const SymptomReport& report, const NightLog& log, std::size_t width) {
    const DoseGlyphs& g = dose_glyphs(terminal);
    std::optional<Mass> enough;
    if (!report.comparisons.empty()) enough = report.comparisons.front().result.at_least;
    std::size_t label = 6;
    for (const auto& symptom : report.symptoms) label = std::max(label, display_width(printable(symptom.name)));
    label = std::min<std::size_t>(label, 12);
    const std::size_t fit = (width - label - 2 + 1) / (nights_a_week + 1);
    const Day last = report.range.to;
    std::string out;
    for (Day first = monday_of(report.range.from); first <= last;) {
        const auto left = static_cast<std::size_t>((last - first).count()) / nights_a_week + 1;
        const std::size_t weeks = std::min(std::max<std::size_t>(fit, 1), left);
        std::string dates;
        for (std::size_t week = 0; week < weeks; ++week) {
            const Day monday = first + Days{static_cast<int>(week * nights_a_week)};
            dates += fitted(spell_day(monday).substr(5), nights_a_week + 1, true);
        }
        const auto line = [&](std::string_view name, const std::string& row) {
            out += without_trailing_blanks(cell(terminal, printable(name), label) + "  " + row) + "\n";
        };
        if (!out.empty()) out += '\n';
        out += without_trailing_blanks(std::string(label + 2, ' ') + dates) + "\n";
        for (const auto& symptom : report.symptoms) {
            line(symptom.name, strip_row(symptom.nights, first, weeks,
                                   [&](const Night& night) { return score_glyph(terminal, night.score); }));
        }
        line("dose", strip_row(report.symptoms.front().nights, first, weeks,
                         [&](const Night& night) { return dose_glyph(terminal, night.dose, enough); }));
        first += Days{static_cast<int>(weeks * nights_a_week)};
    }
    const std::string amount = enough ? "at least " + spell(*enough) : "some";
    const std::string doses = formatted("{}: {} {}{}, {} none, {} unknown", info(log.nutrient()).key, g.enough, amount,
        enough ? formatted(", {} less", g.less) : "", g.none, g.unknown);
    out += "\n" + wrapped(formatted("rating: {}; {}. Weeks begin on Monday. Nights are dated by their evening.",
                              score_words(terminal), doses),
                      width, 2);
    return out;
}

std::string summary_line(const SymptomNights& symptom) {
    const SymptomSummary& summary = symptom.summary;
    if (!summary.mean) return formatted("{}: no night rated", printable(symptom.name));
    return formatted("{}: mean {:.1f} of 10 over {}, above 0 on {:.1f} nights a week", printable(symptom.name),
        *summary.mean, nights_text(summary.nights_scored), *summary.nights_above_zero_per_week);
}

/// Nights excluded from the comparison, with the reasons.
std::string left_out_line(const SymptomNights& symptom, bool named) {
    std::vector<std::string> reasons;
    if (symptom.no_score > 0) reasons.push_back(formatted("{} not rated", nights_text(symptom.no_score)));
    if (symptom.dose_unknown > 0) {
        reasons.push_back(formatted("{} with unknown evening dose (no entries that day, or an amount missing)",
            nights_text(symptom.dose_unknown)));
    }
    const std::string whose = named ? printable(symptom.name) + ": " : "";
    if (reasons.empty()) return whose + "no nights excluded";
    std::string text;
    for (const auto& reason : reasons) text += (text.empty() ? "" : "; ") + reason;
    return whose + "excluded: " + text;
}

/// The average of the nights with logged sleep; empty without one.
std::string sleep_line(const SymptomReport& report, const NightLog& log) {
    const SleepNights sleep = log.sleep(report.range);
    if (!sleep.mean) return {};
    return formatted("sleep: average {} over {}", spell_sleep(*sleep.mean), nights_text(sleep.logged));
}

class Paragraphs {
public:
    explicit Paragraphs(std::size_t width) : width_{width} {}
    void heading(const Terminal& terminal, const std::string& text) {
        out_ += "\n" + colored_lines(terminal, Ink::heading, wrapped(text, width_, 0));
    }
    void line(const std::string& text) { out_ += "  " + wrapped(text, width_, 2, 2); }
    [[nodiscard]] const std::string& text() const { return out_; }

private:
    std::size_t width_;
    std::string out_;
};

void compare(Paragraphs& page, const Terminal& terminal, const SymptomReport& report,
    const SymptomComparison& comparison, const NightLog& log) {
    const SameWeek& r = comparison.result;
    page.heading(terminal, formatted("{}: nights with at least {} {} from {} to {}{}", printable(comparison.name),
                               spell(r.at_least), info(log.nutrient()).key, spell_time_of_day(log.evening().from),
                               spell_time_of_day(log.evening().to), report.usual ? " (usual single dose)" : ""));
    if (r.status == ComparisonStatus::not_comparable) {
        page.line(formatted(
            "{} with, mean {:.1f}; {} without, mean {:.1f}. Unadjusted means: effects of dose and date are mixed.",
            nights_text(r.n_with), *r.mean_with, r.n_without, *r.mean_without));
    } else if (r.status == ComparisonStatus::ok) {
        const int weeks = *r.weeks_with_both;
        page.line(formatted("{} with, {} without; {} both.", nights_text(r.n_with), r.n_without,
            weeks == 1 ? "1 week has" : formatted("{} weeks have", weeks)));
    }
    page.line(verdict_text(r, info(log.nutrient()).key));
    if (r.verdict == SymptomVerdict::lower_with || r.verdict == SymptomVerdict::higher_with) {
        page.line(formatted("{} same-week pairs of nights: {} lower with, {} equal, {} higher.",
            *r.pairs_better + *r.pairs_tied + *r.pairs_worse, *r.pairs_better, *r.pairs_tied, *r.pairs_worse));
    }
    for (const auto& text : flag_texts(r)) page.line(text);
    if (r.status != ComparisonStatus::too_few_nights && r.usable < 28) {
        page.line(formatted("{}; at least 28 are recommended before drawing conclusions.", nights_text(r.usable)));
    }
}

void describe(Paragraphs& page, const Terminal& terminal, const BeforeAfter& r, const std::string& name,
    std::string_view nutrient) {
    page.heading(
        terminal, formatted("{} before and after {} (description only)", printable(name), spell_day(r.start_date)));
    if (r.status == ComparisonStatus::ok) {
        page.line(formatted(
            "{} before, mean {:.1f}; {} after, mean {:.1f}. {:.0f}% of before-after pairs were lower after (ties "
            "count half).",
            nights_text(r.n_before), *r.mean_before, r.n_after, *r.mean_after, 100 * *r.nap));
    }
    for (const auto& text : sentences(r, nutrient)) page.line(text);
    if (r.slope_per_week_before && std::abs(*r.slope_per_week_before) >= 0.05) {
        page.line(formatted(
            "Before the start, ratings changed by {:.1f} points a week. That trend alone would give {:.1f} points.",
            *r.slope_per_week_before, *r.expected_from_trend));
    }
}

}  // namespace

std::string symptoms_page(const Terminal& terminal, const SymptomReport& report, const NightLog& log) {
    const auto width = page_width(terminal, 120);
    const std::string_view nutrient = info(log.nutrient()).key;
    const bool scored = std::ranges::any_of(
        report.symptoms, [](const SymptomNights& symptom) { return symptom.summary.nights_scored > 0; });
    const auto known = log.names(report.range);
    if (!scored) {
        const std::vector<std::string> sentences{
            formatted("no ratings of {} in this period", printable(report.symptoms.front().name))};
        const std::string out = answer(terminal, "Nights", sentences, {spell_range(report.range)}) + "\n";
        if (known.empty()) {
            return out +
                   wrapped("To rate last night from 0 (none) to 10 (worst imaginable): epsom log symptom 6", width, 2);
        }
        return out + wrapped(formatted("Rated in this period: {}. To show one: --name {}", listed(known, 5),
                                 in_quotes(known.front())),
                         width, 2);
    }
    std::vector<std::string> sentences, facts{spell_range(report.range)};
    for (const auto& symptom : report.symptoms) {
        sentences.push_back(summary_line(symptom));
        facts.push_back(left_out_line(symptom, report.symptoms.size() > 1));
    }
    if (std::string sleep = sleep_line(report, log); !sleep.empty()) sentences.push_back(std::move(sleep));
    std::string out = answer(terminal, "Nights", sentences, facts);

    Paragraphs page{width};
    for (const auto& comparison : report.comparisons) compare(page, terminal, report, comparison, log);
    if (report.before_after) describe(page, terminal, *report.before_after, report.symptoms.front().name, nutrient);
    out += page.text();
    if (report.comparisons.empty()) {
        out += "\n" + wrapped(formatted("No evening dose of {} ({} to {}) in this period, so nothing to compare.",
                                  nutrient, spell_time_of_day(log.evening().from), spell_time_of_day(log.evening().to)),
                          width, 2);
    }
    out += "\n" + strip(terminal, report, log, width);
    const bool compared = std::ranges::any_of(
        report.comparisons, [](const SymptomComparison& one) { return one.result.status == ComparisonStatus::ok; });
    std::string closing;
    if (compared) {
        const std::string made = comparisons_text(static_cast<int>(report.comparisons.size()));
        if (!made.empty()) closing += wrapped(made, width, 2);
        closing += wrapped(same_night_text, width, 2);
    }
    closing += wrapped("Background and evidence: man epsom-restless-legs", width, 2);
    return out + "\n" + closing;
}

}  // namespace epsom
