#include "epsom/render/symptoms.hpp"
#include "epsom/text/text.hpp"
#include "html_page.hpp"
#include "markup.hpp"
#include "symptoms_words.hpp"
#include "visit_nights.hpp"
#include "visit_style.hpp"

namespace epsom {
namespace {

/// The nights as the picture draws them.
VisitNights drawn(const SymptomReport& report, const NightLog& log) {
    VisitNights nights;
    nights.range = report.range;
    nights.evening = log.evening();
    nights.nutrient = log.nutrient();
    nights.report = report;
    nights.doses = log.nights("", report.range);
    nights.sleep = log.sleep(report.range);
    nights.factors = log.factors(report.range);
    return nights;
}

}  // namespace

std::string symptoms_html(const SymptomReport& report, const NightLog& log, std::string_view person) {
    const auto words = symptoms_words::words(report, log);
    std::string body = "<p>" + html_words(joined(words.facts, ", ")) + ". Self-reported.</p>\n";
    for (const auto& sentence : words.sentences) body += "<p class=\"answer\">" + html_words(sentence) + "</p>\n";
    if (words.rated) {
        const VisitNights nights = drawn(report, log);
        body += "<p class=\"legend\">" + escaped(visit_nights::legend(nights)) + "</p>\n<figure>" +
                visit_nights::picture(nights).svg + "</figure>\n";
    }
    for (const auto& section : words.sections) {
        if (!section.heading.empty()) body += "<h2>" + html_words(section.heading) + "</h2>\n";
        body += sentence_list(section.lines);
    }
    if (!words.closing.empty()) body += "<p class=\"close\">" + html_words(joined(words.closing)) + "</p>\n";
    const std::string range = spell_day(report.range.from) + " to " + spell_day(report.range.to);
    return html_page("Nights", person, range, visit_style::page("Nights " + range, person), body);
}

std::string symptoms_markdown(const SymptomReport& report, const NightLog& log) {
    const auto words = symptoms_words::words(report, log);
    std::string out = "## Nights\n\n" + markdown_escaped(joined(words.facts, ", ")) + "\n\n";
    for (const auto& sentence : words.sentences) out += "- " + markdown_escaped(sentence) + "\n";
    for (const auto& section : words.sections) {
        out += section.heading.empty() ? "\n" : "\n### " + markdown_escaped(section.heading) + "\n\n";
        for (const auto& line : section.lines) out += "- " + markdown_escaped(line) + "\n";
    }
    out += "\n";
    for (const auto& line : words.closing) out += markdown_escaped(line) + "\n\n";
    return out;
}

}  // namespace epsom
