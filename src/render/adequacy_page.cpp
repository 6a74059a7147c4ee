#include "drawing.hpp"
#include "epsom/render/adequacy.hpp"
#include "epsom/render/text.hpp"

namespace epsom {

using namespace drawing;

namespace {

constexpr std::array<std::string_view, 24> columns{"nutrient", "unit", "against", "days", "days_complete", "mean",
    "food", "supplement", "requirement_kind", "requirement", "requirement_sd", "within_sd", "within_sd_source",
    "difference", "difference_sd", "z", "t", "degrees_of_freedom", "confidence_percent", "surety", "status", "reason",
    "text", "sources"};

std::string_view spell_against(Against against) {
    constexpr std::array<std::string_view, 3> words{"requirement", "adequate_intake", "upper_level"};
    return words[static_cast<std::size_t>(against)];
}

/// What the figures rest on, once for all of them.
constexpr std::string_view method =
    "The figures are about what was logged, not about a body. They are those of the Institute of Medicine, Dietary "
    "Reference Intakes: Applications in Dietary Assessment (2000).";

}  // namespace

std::string adequacy_lines(const Terminal& terminal, std::span<const NutrientAdequacy> nutrients) {
    std::string out;
    for (const auto& note : adequacy_notes(nutrients)) out += wrapped("Adequacy. " + note, page_width(terminal), 2);
    return out;
}

std::string adequacy_page(
    const Terminal& terminal, DayRange range, std::span<const NutrientAdequacy> nutrients, bool explain) {
    const std::size_t width = page_width(terminal, 120);
    std::vector<std::string> sentences;
    for (const NutrientAdequacy& nutrient : nutrients) {
        for (const AdequacyLine& line : nutrient.lines) {
            std::string sentence =
                formatted("{}: {}", info(nutrient.nutrient).label, adequacy_sentence(nutrient, line));
            // What is missing for the requirement is mostly missing for the upper level too.
            if (sentences.empty() || sentences.back() != sentence) sentences.push_back(std::move(sentence));
        }
    }
    std::vector<std::string> facts{spell_range(range)};
    if (!nutrients.empty()) {
        const NutrientAdequacy& first = nutrients.front();
        facts.push_back(
            formatted("{} with entries, {} of them complete", days(first.days_logged), first.complete.size()));
    }
    std::string out = answer(terminal, "Adequacy", sentences, facts);
    for (const NutrientAdequacy& nutrient : nutrients) {
        if (!explain) break;
        for (const AdequacyLine& line : nutrient.lines) {
            const auto steps = adequacy_steps(line);
            if (steps.empty()) continue;
            out += "\n" + colored_lines(terminal, Ink::heading,
                              formatted("{}, {}\n", info(nutrient.nutrient).label, spell(line.reference->kind)));
            for (const auto& step : steps) out += "  " + wrapped(step, width, 2, 2);
        }
    }
    const bool any = std::ranges::any_of(nutrients, [](const NutrientAdequacy& nutrient) {
        return std::ranges::any_of(nutrient.lines, [](const AdequacyLine& line) { return line.figure.is_figure(); });
    });
    if (any) out += "\n" + wrapped(method, width, 2);
    return out;
}

std::span<const std::string_view> adequacy_columns() { return columns; }

Record adequacy_record(const NutrientAdequacy& nutrient, const AdequacyLine& line) {
    const Adequacy& f = line.figure;
    const bool figure = f.is_figure();
    const auto real = [](double value) { return Value::real(value); };
    const auto if_figure = [&](double value) { return figure ? Value::real(value) : Value{}; };
    const bool measured = f.days > 0;
    std::string sources;
    for (const auto& step : adequacy_steps(line)) sources += (sources.empty() ? "" : "; ") + step;
    return {{"nutrient", info(line.nutrient).key}, {"unit", info(line.nutrient).unit},
        {"against", spell_against(line.against)}, {"days", nutrient.days}, {"days_complete", f.days},
        {"mean", measured ? real(f.mean) : Value{}}, {"food", measured ? real(f.food_mean) : Value{}},
        {"supplement", measured ? real(f.supplement_mean) : Value{}},
        {"requirement_kind", line.reference ? Value{spell(line.reference->kind)} : Value{}},
        {"requirement", line.reference ? real(line.ground.reference) : Value{}},
        {"requirement_sd", line.ground.requirement_sd ? real(*line.ground.requirement_sd) : Value{}},
        {"within_sd", if_figure(f.within_sd)}, {"within_sd_source", figure ? Value{spell(line.survey())} : Value{}},
        {"difference", if_figure(f.difference)}, {"difference_sd", if_figure(f.difference_sd)},
        {"z", figure && !f.degrees ? real(f.ratio) : Value{}}, {"t", figure && f.degrees ? real(f.ratio) : Value{}},
        {"degrees_of_freedom", figure && f.degrees ? real(*f.degrees) : Value{}},
        {"confidence_percent", figure ? Value{real(f.percent(line.against))} : Value{}},
        {"surety", figure ? Value{spell(f.surety())} : Value{}},
        {"status", !figure                            ? "not_applicable"
                   : f.reason == AdequacyReason::none ? "ok"
                                                      : "ok_caution"},
        {"reason", f.reason == AdequacyReason::none ? Value{} : Value{spell(f.reason)}},
        {"text", adequacy_sentence(nutrient, line)}, {"sources", sources.empty() ? Value{} : Value{sources}}};
}

}  // namespace epsom
