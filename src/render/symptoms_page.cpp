#include "drawing.hpp"
#include "epsom/render/symptoms.hpp"
#include "symptoms_strip.hpp"
#include "symptoms_words.hpp"

namespace epsom {

using namespace drawing;

std::string symptoms_page(const Terminal& terminal, const SymptomReport& report, const NightLog& log) {
    const auto width = page_width(terminal, 120);
    const auto words = symptoms_words::words(report, log);
    std::string out = answer(terminal, "Nights", words.sentences, words.facts);
    for (const auto& section : words.sections) {
        out += "\n";
        if (!section.heading.empty()) out += colored_lines(terminal, Ink::heading, wrapped(section.heading, width, 0));
        for (const auto& line : section.lines)
            out += section.heading.empty() ? wrapped(line, width, 2) : "  " + wrapped(line, width, 2, 2);
    }
    if (!words.rated) return out;
    out += "\n" + symptoms_strip(terminal, report, log, width) + "\n";
    for (const auto& line : words.closing) out += wrapped(line, width, 2);
    return out;
}

}  // namespace epsom
