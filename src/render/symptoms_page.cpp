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

std::string nights_text(int count) { return count == 1 ? "1 night" : formatted("{} nights", count); }

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

/// `6h40m`, `25 minutes`, `6.3 of 10`, `1.4`: a mean of an outcome.
std::string spell_mean(const NightOutcome& outcome, double mean) {
    if (outcome.kind == OutcomeKind::sleep_time) return spell_sleep(minutes{std::lround(mean)});
    if (outcome.scale().steps == 1) return formatted("{:.0f} {}", mean, outcome.scale().unit);
    return formatted("{:.1f}", mean);
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

/// Every night: the ratings above, the evening doses and factors below, a column a night, as many weeks a line as there
/// is room for.
std::string strip(const Terminal& terminal, const SymptomReport& report, const NightLog& log, std::size_t width) {
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

/// `3 or more`, `above 0`: from which rating on a night counts.
std::string threshold(const std::optional<Score>& from) { return from ? spell(*from) + " or more" : "above 0"; }

std::string summary_line(const SymptomNights& symptom, const std::optional<Score>& from) {
    const SymptomSummary& summary = symptom.summary;
    const std::string name = printable(symptom.outcome.name);
    if (!summary.mean) return formatted("{}: no night rated", name);
    const std::string nights = nights_text(summary.nights_scored);
    if (symptom.outcome.kind != OutcomeKind::symptom) {
        return formatted("{}: mean {}{} over {}", name, spell_mean(symptom.outcome, *summary.mean),
            symptom.outcome.kind == OutcomeKind::sleep_quality ? " of 10" : "", nights);
    }
    double reached = 0;
    for (const MonthNights& month : symptom.course.months) reached += month.reached;
    return formatted("{}: mean {:.1f} of 10 over {}, {} on {:.1f} nights a week", name, *summary.mean, nights,
        threshold(from), 7 * reached / summary.nights_scored);
}

/// Nights excluded from the comparison, with the reasons.
std::string left_out_line(const SymptomNights& symptom, bool named, bool by_dose) {
    std::vector<std::string> reasons;
    if (symptom.no_score > 0) reasons.push_back(formatted("{} not rated", nights_text(symptom.no_score)));
    if (by_dose && symptom.dose_unknown > 0) {
        reasons.push_back(formatted("{} with unknown evening dose (no entries that day, or an amount missing)",
            nights_text(symptom.dose_unknown)));
    }
    const std::string whose = named ? printable(symptom.outcome.name) + ": " : "";
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
    const NightOutcome& outcome = comparison.outcome;
    const ComparisonWords words = words_of(comparison, log.nutrient());
    const std::string hours =
        formatted(" {} from {} to {}{}", info(log.nutrient()).key, spell_time_of_day(log.evening().from),
            spell_time_of_day(log.evening().to), report.usual ? " (usual single dose)" : "");
    page.heading(terminal,
        formatted("{}: nights with {}{}", printable(outcome.name), words.with, words.is_dose ? hours : ""));
    if (!words.is_dose && r.kind_unknown > 0) {
        page.line(formatted("{} excluded: nothing else was logged that day, so nobody knows whether it was there.",
            nights_text(r.kind_unknown)));
    }
    if (r.status == ComparisonStatus::not_comparable) {
        page.line(
            formatted("{} with, mean {}; {} without, mean {}. Unadjusted means: effects of {} and date are mixed.",
                nights_text(r.n_with), spell_mean(outcome, *r.mean_with), r.n_without,
                spell_mean(outcome, *r.mean_without), words.is_dose ? "dose" : words.subject));
    } else if (r.status == ComparisonStatus::ok) {
        const int weeks = *r.weeks_with_both;
        page.line(formatted("{} with, {} without; {} both.", nights_text(r.n_with), r.n_without,
            weeks == 1 ? "1 week has" : formatted("{} weeks have", weeks)));
    }
    page.line(verdict_text(r, words));
    if (r.verdict == SymptomVerdict::lower_with || r.verdict == SymptomVerdict::higher_with) {
        const bool better_is_lower = outcome.scale().high_is_bad;
        page.line(formatted("{} same-week pairs of nights: {} lower with, {} equal, {} higher.",
            *r.pairs_better + *r.pairs_tied + *r.pairs_worse, better_is_lower ? *r.pairs_better : *r.pairs_worse,
            *r.pairs_tied, better_is_lower ? *r.pairs_worse : *r.pairs_better));
    }
    for (const auto& text : flag_texts(r, words)) page.line(text);
    if (r.status != ComparisonStatus::too_few_nights && r.usable < 28) {
        page.line(formatted("{}; at least 28 are recommended before drawing conclusions.", nights_text(r.usable)));
    }
}

void describe(
    Paragraphs& page, const Terminal& terminal, const BeforeAfter& r, const NightOutcome& outcome, Nutrient nutrient) {
    const OutcomeScale& scale = outcome.scale();
    page.heading(terminal,
        formatted("{} before and after {} (description only)", printable(outcome.name), spell_day(r.start_date)));
    if (r.status == ComparisonStatus::ok) {
        page.line(formatted(
            "{} before, mean {}; {} after, mean {}. {:.0f}% of before-after pairs were {} after (ties count half).",
            nights_text(r.n_before), spell_mean(outcome, *r.mean_before), r.n_after, spell_mean(outcome, *r.mean_after),
            100 * *r.nap, scale.high_is_bad ? "lower" : "higher"));
    }
    for (const auto& text : sentences(r, words_of(outcome, nutrient))) page.line(text);
    if (r.slope_per_week_before && std::abs(*r.slope_per_week_before) * scale.steps >= 0.5) {
        page.line(
            formatted("Before the start, ratings changed by {:.1f} {} a week. That trend alone would give {:.1f} {}.",
                *r.slope_per_week_before, scale.unit, *r.expected_from_trend, scale.unit));
    }
}

std::string spell_month(std::chrono::year_month month) {
    return spell_day(Day{month / std::chrono::day{1}}).substr(0, 7);
}

/// Months, the longest run of free nights, the trend: what there is to see in a longer period.
void describe_course(
    Paragraphs& page, const Terminal& terminal, const SymptomNights& symptom, const std::optional<Score>& from) {
    const Course& course = symptom.course;
    const NightOutcome& outcome = symptom.outcome;
    const bool rated = outcome.kind == OutcomeKind::symptom;
    const auto& longest = course.longest;
    const bool has_run = rated && longest && longest->days() > 1;
    if (course.months.size() < 2 && !has_run && !course.trend) return;
    page.heading(terminal, formatted("{}: course", printable(outcome.name)));
    if (course.months.size() > 1) {
        for (const MonthNights& month : course.months) {
            if (!month.mean) {
                page.line(formatted("{}: no night rated", spell_month(month.month)));
                continue;
            }
            page.line(formatted("{}: {} of {} nights rated, mean {}{}", spell_month(month.month), month.rated,
                month.nights, spell_mean(outcome, *month.mean),
                rated ? formatted(", {} on {:.1f} nights a week", threshold(from), *month.reached_per_week()) : ""));
        }
    }
    if (has_run) {
        page.line(formatted(
            "Longest run without a rating {}: {}, {} to {}{}. An unrated night ends a run. Spells "
            "without symptoms for days to months occur on their own (NINDS).",
            from ? "of " + threshold(from) : threshold(from), nights_text(longest->days()), spell_day(longest->from),
            spell_day(longest->to), course.latest == longest ? " (the last night of the period)" : ""));
    }
    if (course.trend) {
        const OutcomeScale& scale = outcome.scale();
        page.line(
            formatted("Trend over {} weekly means: {:+.2f} {} a week (range {:+.2f} to {:+.2f}). Weeks that are "
                      "alike in runs make this range too narrow.",
                course.trend->weeks, course.trend->per_week, scale.unit, course.trend->range.low,
                course.trend->range.high));
    }
}

/// Each factor of the period, with the nights it was there.
void list_factors(Paragraphs& page, const Terminal& terminal, const SymptomReport& report) {
    if (report.factors.empty()) return;
    page.heading(terminal, "Factors");
    for (const FactorRow& row : report.factors) {
        std::string line =
            formatted("{}: {} of {}", printable(spell(row.factor)), row.nights, nights_text(report.range.days()));
        if (row.unknown > 0) line += formatted(", {} unknown", row.unknown);
        page.line(line);
    }
    const auto plain = std::ranges::find_if(report.factors, [](const FactorRow& row) { return !row.compared; });
    if (plain != report.factors.end()) {
        page.line(formatted("To compare: epsom report symptoms --with {}", in_quotes(plain->factor.name)));
    }
}

}  // namespace

std::string symptoms_page(const Terminal& terminal, const SymptomReport& report, const NightLog& log) {
    const auto width = page_width(terminal, 120);
    const bool scored = std::ranges::any_of(
        report.symptoms, [](const SymptomNights& symptom) { return symptom.summary.nights_scored > 0; });
    const auto known = log.names(report.range);
    if (!scored) {
        const std::vector<std::string> sentences{
            formatted("no ratings of {} in this period", printable(report.symptoms.front().outcome.name))};
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
    const bool by_dose =
        report.comparisons.empty() ||
        std::ranges::any_of(report.comparisons, [](const SymptomComparison& one) { return one.at_least() != nullptr; });
    for (const auto& symptom : report.symptoms) {
        sentences.push_back(summary_line(symptom, report.from));
        facts.push_back(left_out_line(symptom, report.symptoms.size() > 1, by_dose));
    }
    const bool about_sleep = std::ranges::any_of(
        report.symptoms, [](const SymptomNights& symptom) { return symptom.outcome.kind == OutcomeKind::sleep_time; });
    if (std::string sleep = about_sleep ? "" : sleep_line(report, log); !sleep.empty())
        sentences.push_back(std::move(sleep));
    std::string out = answer(terminal, "Nights", sentences, facts);

    Paragraphs page{width};
    for (const auto& comparison : report.comparisons) compare(page, terminal, report, comparison, log);
    if (report.before_after)
        describe(page, terminal, *report.before_after, report.symptoms.front().outcome, log.nutrient());
    for (const auto& symptom : report.symptoms) describe_course(page, terminal, symptom, report.from);
    list_factors(page, terminal, report);
    out += page.text();
    if (report.comparisons.empty()) {
        out += "\n" + wrapped(formatted("No evening dose of {} ({} to {}) in this period, so nothing to compare.",
                                  info(log.nutrient()).key, spell_time_of_day(log.evening().from),
                                  spell_time_of_day(log.evening().to)),
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
