#include <array>

#include "epsom/render/fields.hpp"
#include "epsom/render/symptoms.hpp"
#include "epsom/render/text.hpp"
#include "fuzz/shown.hpp"
#include "fuzz/target.hpp"
#include "raw.hpp"

using namespace epsom;
using namespace epsom::test;

/// Whatever a name and a note hold, every page for people is text.
EPSOM_FUZZ_TARGET(pages) {
    const Shown shown{bytes};
    const auto& [name, note] = shown;
    const auto intakes = entries(shown);
    const Terminal terminal{.charset = note.size() % 2 == 0 ? Charset::unicode : Charset::ascii,
        .width = 40 + static_cast<int>(note.size() % 100)};
    NightLog nights{{}, Nutrient::magnesium};
    for (const Intake& intake : intakes) nights.add(intake);
    SymptomQuestion question{.range = week, .outcomes = {}, .kinds = {}, .since = {}, .from = {}};
    for (const auto& symptom : nights.names(week)) question.outcomes.push_back({symptom});
    for (const auto& factor : nights.factors(week)) question.kinds.emplace_back(AskedFactor{factor.name, {}});
    const auto symptoms = symptom_report(nights, question);
    const std::array<AdherenceRow, 1> kept{AdherenceRow{name, {}}};
    const std::array<BreakdownRow, 1> groups{BreakdownRow{name, 200_mg, 1}};
    for (const std::string& page : {entries_page(terminal, intakes, week, Zone::fixed(std::chrono::seconds{0})),
             symptoms_page(terminal, symptoms, nights), adherence_page(terminal, week, kept),
             breakdown_page(terminal, week, Nutrient::magnesium, Grouping::what, groups),
             explain_content(intakes[0], intakes[0].contents[0], nullptr)}) {
        require(raw_in(page).empty(), "a page is text");
    }
    for (const Intake& intake : intakes) require(raw_in(in_words(intake)).empty(), "an entry in words is text");
}
