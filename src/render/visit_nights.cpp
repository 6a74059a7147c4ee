#include "visit_nights.hpp"

#include <algorithm>

#include "coin_section.hpp"
#include "drawing.hpp"
#include "epsom/domain/plan/dose.hpp"
#include "epsom/text/text.hpp"
#include "formatted.hpp"
#include "markup.hpp"
#include "visit_words.hpp"

namespace epsom::visit_nights {
namespace {

using namespace day_chart;

constexpr int title_height = 16, below_lane = 8;
constexpr int score_height = 50, dose_height = 14, sleep_height = 30, factor_height = 8;
constexpr std::size_t most_symptoms = 3, most_factors = 5;

/// As much of a name as fits above a lane on a phone.
std::string shortened(std::string_view name) {
    constexpr std::size_t most = 30;
    const std::string shown = printable(name);
    return fitted(shown, std::min(display_width(shown), most), false);
}

/// The dose that nights are told apart by: the one that they are compared at.
std::optional<Mass> enough_of(const VisitNights& nights) {
    if (nights.report.comparisons.empty()) return std::nullopt;
    const Mass* at_least = nights.report.comparisons.front().at_least();
    return at_least == nullptr ? std::nullopt : std::optional{*at_least};
}
DoseNights doses_of(const VisitNights& nights) {
    return dose_nights(nights.doses, enough_of(nights).value_or(Mass::from_nanograms(1)));
}
bool dose_taken(const VisitNights& nights) {
    const DoseNights counts = doses_of(nights);
    return counts.enough + counts.less > 0;
}

/// Lanes below each other, each with its title; all marks share one plot, which stretches.
class Lanes {
public:
    explicit Lanes(std::size_t nights) : slots_{slots_of(nights)} {}
    /// Makes room for a lane, and answers where its bars begin.
    int lane(std::string_view title, int height) {
        titles_ += formatted("<text class=\"n\" y=\"{}\">{}</text>", bottom_ + title_height - 5, escaped(title));
        bottom_ += title_height + height;
        const int base = bottom_;
        bottom_ += below_lane;
        lines_ += path("b", formatted("M0 {}H{}", base, slots_));
        return base;
    }
    void bars(std::string_view kind, const std::vector<int>& heights, int base) {
        areas_ += path(kind, area(heights, base));
    }
    void line(std::string_view kind, const std::vector<bool>& marked, int y) { lines_ += path(kind, along(marked, y)); }
    [[nodiscard]] Drawing finish(std::string_view title, std::string_view description, const Axis& dates) const {
        return {formatted("<svg width=\"100%\" height=\"{0}\" role=\"img\" font-size=\"11\"><title>{1}</title><desc>{2}"
                          "</desc><svg class=\"p\" viewBox=\"0 0 {3} {4}\" height=\"{4}\" "
                          "preserveAspectRatio=\"none\">{5}{6}{7}</svg>{8}{9}</svg>",
                    dates.height, escaped(title), escaped(description), slots_, bottom_, areas_, cut(slots_, bottom_),
                    lines_, titles_, dates.svg),
            dates.height};
    }
    [[nodiscard]] int bottom() const { return bottom_; }

private:
    std::size_t slots_;
    int bottom_ = 0;
    std::string areas_, lines_, titles_;
};

void add_scores(Lanes& lanes, const SymptomNights& symptom) {
    if (symptom.outcome.kind != OutcomeKind::symptom) return;  // sleep has a lane of its own
    std::vector<int> heights;
    std::vector<bool> silent;
    for (const Night& night : symptom.nights) {
        // A score of 0 is seen too.
        heights.push_back(night.score ? std::max(1, night.score->tenths() * score_height / 100) : 0);
        silent.push_back(!night.score);
    }
    const int base = lanes.lane(shortened(symptom.outcome.name) + ", 0 to 10", score_height);
    lanes.bars("q", heights, base);
    lanes.line("d", silent, base - 3);
}

void add_doses(Lanes& lanes, const VisitNights& nights) {
    const auto enough = enough_of(nights);
    std::vector<int> heights;
    std::vector<bool> unknown;
    for (const Night& night : nights.doses) {
        heights.push_back(!night.dose || *night.dose == Mass{} ? 0
                          : enough && *night.dose < *enough    ? dose_height / 2
                                                               : dose_height);
        unknown.push_back(!night.dose);
    }
    const int base = lanes.lane(formatted("Evening dose of {}", info(nights.nutrient).key), dose_height);
    lanes.bars("s", heights, base);
    lanes.line("d", unknown, base - 3);
}

void add_sleep(Lanes& lanes, const SleepNights& sleep) {
    minutes longest = std::chrono::hours{8};
    for (const auto& night : sleep.nights) longest = std::max(longest, night.value_or(minutes{0}));
    const auto hours = std::chrono::ceil<std::chrono::hours>(longest);
    std::vector<int> heights;
    std::vector<bool> silent;
    for (const auto& night : sleep.nights) {
        heights.push_back(
            night ? std::max(1, static_cast<int>(night->count() * sleep_height / minutes{hours}.count())) : 0);
        silent.push_back(!night);
    }
    const int base = lanes.lane(formatted("Sleep, 0 to {} hours", hours.count()), sleep_height);
    lanes.bars("u", heights, base);
    lanes.line("d", silent, base - 3);
}

void add_factor(Lanes& lanes, const FactorNights& factor) {
    std::vector<int> heights;
    for (const bool there : factor.there) heights.push_back(there ? factor_height : 0);
    lanes.bars("q", heights, lanes.lane(shortened(factor.name), factor_height));
}

std::string nights_text(int count) { return count == 1 ? "1 night" : formatted("{} nights", count); }

std::string dose_sentence(const VisitNights& nights) {
    const auto enough = enough_of(nights);
    const DoseNights counts = doses_of(nights);
    const std::string name = formatted("Evening dose of {} ({} to {})", info(nights.nutrient).key,
        spell_time_of_day(nights.evening.from), spell_time_of_day(nights.evening.to));
    std::vector<std::string> parts;
    const auto add = [&](const std::string& what, int count) {
        if (count > 0)
            parts.push_back(formatted("{} on {}", what, parts.empty() ? nights_text(count) : std::to_string(count)));
    };
    add(enough ? formatted("at least {}", spell(*enough)) : "taken", counts.enough);
    add("less", counts.less);
    add("none", counts.none);
    add("unknown", counts.unknown);
    std::string text = name + ": ";
    for (std::size_t i = 0; i < parts.size(); ++i) text += (i > 0 ? ", " : "") + parts[i];
    return text + ".";
}

}  // namespace

Drawing picture(const VisitNights& nights) {
    Lanes lanes{nights.doses.size()};
    const auto& symptoms = nights.report.symptoms;
    for (std::size_t i = 0; i < symptoms.size() && i < most_symptoms; ++i) add_scores(lanes, symptoms[i]);
    if (dose_taken(nights)) add_doses(lanes, nights);
    if (nights.sleep.logged > 0) add_sleep(lanes, nights.sleep);
    for (std::size_t i = 0; i < nights.factors.size() && i < most_factors; ++i) add_factor(lanes, nights.factors[i]);
    std::vector<Day> dates;
    for (const Night& night : nights.doses) dates.push_back(night.date);
    std::string description;
    for (const auto& sentence : numbers(nights)) description += (description.empty() ? "" : " ") + sentence;
    constexpr int tick_line = 8;
    return lanes.finish("Nights", description, axis(dates, Span::day, lanes.bottom() + tick_line));
}

std::string legend(const VisitNights& nights) {
    std::string text;
    if (!nights.report.symptoms.empty()) {
        text += "Self-rated: 0 = none, 10 = worst imaginable; not a validated scale. ";
    }
    if (dose_taken(nights)) {
        const auto enough = enough_of(nights);
        text += enough ? formatted("Dose: full bar at least {}, half bar less, no bar none. ", spell(*enough))
                       : "Dose: bar taken, no bar none. ";
    }
    return text + "Dotted: not rated, not logged or unknown. Nights are dated by their evening.";
}

std::vector<std::string> numbers(const VisitNights& nights) {
    std::vector<std::string> all;
    for (const SymptomNights& symptom : nights.report.symptoms)
        all.push_back(symptom.outcome.name + ": " + visit_words::in_a_sentence(symptom) + ".");
    all.push_back(dose_sentence(nights));
    if (nights.sleep.mean) {
        all.push_back(formatted(
            "Sleep: average {} over {}.", drawing::spell_sleep(*nights.sleep.mean), nights_text(nights.sleep.logged)));
    }
    for (const FactorNights& factor : nights.factors)
        all.push_back(formatted("{}: {} of {}.", factor.name, factor.nights, nights_text(nights.range.days())));
    return all;
}

std::vector<std::string> comparison(const VisitNights& nights) {
    std::vector<std::string> all;
    const bool several = nights.report.symptoms.size() > 1;
    for (const RunReport& run : nights.report.runs) all.push_back(run_paragraph(run));
    for (const SymptomComparison& compared : nights.report.comparisons) {
        std::string text = several ? compared.outcome.name + ": " : "";
        const ComparisonWords words = words_of(compared, nights.nutrient);
        for (const auto& sentence :
            sentences(compared.result, words, static_cast<int>(nights.report.comparisons.size())))
            text += (text.empty() || text.ends_with(' ') ? "" : " ") + sentence;
        all.push_back(std::move(text));
    }
    return all;
}

}  // namespace epsom::visit_nights
