#include "symptoms_strip.hpp"

#include <algorithm>

#include "drawing.hpp"
#include "formatted.hpp"
#include "score_glyphs.hpp"

namespace epsom::drawing {
namespace {

using Days = std::chrono::days;

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
template <class Glyph> std::string strip_row(DayRange nights, Day first, std::size_t weeks, Glyph glyph) {
    std::string row;
    for (std::size_t week = 0; week < weeks; ++week) {
        if (week > 0) row += ' ';
        for (std::size_t i = 0; i < nights_a_week; ++i) {
            const Day date = first + Days{static_cast<int>(week * nights_a_week + i)};
            if (nights.contains(date)) row += glyph(static_cast<std::size_t>((date - nights.from).count()));
            else row += ' ';
        }
    }
    return without_trailing_blanks(std::move(row));
}

/// What one character of a strip counts, of what is not rated from 0 to 10.
struct DigitScale {
    int steps;
    std::string_view words;
};
std::optional<DigitScale> digit_scale(OutcomeKind kind) {
    switch (kind) {
        case OutcomeKind::sleep_time: return DigitScale{60, "whole hours"};
        case OutcomeKind::sleep_latency: return DigitScale{10, "tens of minutes"};
        case OutcomeKind::wakings: return DigitScale{10, "how many"};
        case OutcomeKind::symptom:
        case OutcomeKind::sleep_quality: break;
    }
    return std::nullopt;
}

std::string value_glyph(const Terminal& terminal, const NightOutcome& outcome, const std::optional<int>& value) {
    const auto digits = digit_scale(outcome.kind);
    if (!digits || !value)
        return score_glyph(terminal, value ? std::optional{Score::from_tenths(*value)} : std::nullopt);
    const int count = *value / digits->steps;
    return count > 9 ? "+" : std::to_string(count);
}

/// The strip has the factors that were compared, and the most frequent of the others.
constexpr std::size_t most_factors = 5;
std::span<const FactorRow> shown_factors(const SymptomReport& report) {
    return std::span{report.factors}.first(std::min(report.factors.size(), most_factors));
}
std::string_view factor_glyph(const Terminal& terminal, const std::optional<bool>& there) {
    const DoseGlyphs& g = dose_glyphs(terminal);
    return !there ? g.unknown : *there ? g.enough : g.none;
}

}  // namespace

std::string symptoms_strip(
    const Terminal& terminal, const SymptomReport& report, const NightLog& log, std::size_t width) {
    const DoseGlyphs& g = dose_glyphs(terminal);
    std::optional<Mass> enough;
    for (const auto& comparison : report.comparisons) {
        if (!enough && comparison.at_least() != nullptr) enough = *comparison.at_least();
    }
    std::size_t label = 6;
    for (const auto& symptom : report.symptoms) label = std::max(label, display_width(printable(symptom.outcome.name)));
    for (const auto& row : shown_factors(report)) label = std::max(label, display_width(printable(spell(row.factor))));
    label = std::min<std::size_t>(label, 22);
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
            line(symptom.outcome.name, strip_row(report.range, first, weeks, [&](std::size_t night) {
                return value_glyph(terminal, symptom.outcome, symptom.values[night]);
            }));
        }
        line("dose", strip_row(report.range, first, weeks, [&](std::size_t night) {
            return std::string{dose_glyph(terminal, report.symptoms.front().nights[night].dose, enough)};
        }));
        for (const auto& row : shown_factors(report)) {
            line(spell(row.factor), strip_row(report.range, first, weeks, [&](std::size_t night) {
                return std::string{factor_glyph(terminal, row.there[night])};
            }));
        }
        first += Days{static_cast<int>(weeks * nights_a_week)};
    }
    const std::string amount = enough ? "at least " + spell(*enough) : "some";
    const std::string doses = formatted("{}: {} {}{}, {} none, {} unknown", info(log.nutrient()).key, g.enough, amount,
        enough ? formatted(", {} less", g.less) : "", g.none, g.unknown);
    std::string scales;
    for (const auto& symptom : report.symptoms) {
        const auto digits = digit_scale(symptom.outcome.kind);
        if (digits) scales += formatted("{}: {}, + above 9; ", symptom.outcome.name, digits->words);
    }
    const bool factors = !report.factors.empty();
    out +=
        "\n" +
        wrapped(formatted("rating: {}; {}{}{}. Weeks begin on Monday. Nights are dated by their evening.",
                    score_words(terminal), scales, doses,
                    factors ? formatted("; factors: {} there, {} not, {} unknown", g.enough, g.none, g.unknown) : ""),
            width, 2);
    return out;
}

}  // namespace epsom::drawing
