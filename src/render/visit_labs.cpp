#include "visit_labs.hpp"

#include <algorithm>
#include <map>

#include "epsom/text/text.hpp"
#include "formatted.hpp"
#include "markup.hpp"

namespace epsom::visit_labs {

using namespace day_chart;

namespace {

constexpr int title_height = 16, mark_height = 8, below_lane = 8;
constexpr std::size_t most_lanes = 8, longest_title = 110;

}  // namespace

std::vector<Words> words(const Visit& visit) {
    std::vector<Words> all;
    for (const Intake& lab : visit.labs) {
        const auto result = parse_lab_detail(lab.detail);
        all.push_back({printable(lab.what), spell_day(lab.day), printable(spell_lab(lab)),
            result && result->range ? in_words(*result->range) : ""});
    }
    return all;
}

std::string sentences(const Visit& visit) {
    std::string text;
    for (const Intake& lab : visit.labs) text += " " + printable(in_a_line(lab)) + ".";
    return text;
}

Drawing lanes(const Visit& visit, std::string_view place) {
    std::map<std::string, std::vector<const Intake*>> named;
    for (const Intake& lab : visit.labs) named[name_key(lab.what)].push_back(&lab);
    const auto& rows = visit.courses.front().rows;
    const std::size_t slots = slots_of(rows.size());
    std::string marks, titles;
    int bottom = 0;
    std::size_t drawn = 0;
    for (const auto& [key, draws] : named) {
        if (drawn++ == most_lanes) break;
        std::string title = printable(draws.back()->what) + ": ";
        std::vector<int> heights(rows.size());
        for (std::size_t i = 0; i < draws.size(); ++i) {
            title +=
                formatted("{}{} ({})", i == 0 ? "" : ", ", printable(spell_lab(*draws[i])), spell_day(draws[i]->day));
            for (std::size_t row = 0; row < rows.size(); ++row) {
                if (rows[row].range.contains(draws[i]->day)) heights[row] = mark_height;
            }
        }
        title = fitted(title, std::min(display_width(title), longest_title), false);
        titles += formatted("<text class=\"n\" y=\"{}\">{}</text>", bottom + title_height - 5, escaped(title));
        bottom += title_height + mark_height;
        marks += path("q", area(heights, bottom)) + path("b", formatted("M0 {}H{}", bottom, slots));
        bottom += below_lane;
    }
    if (drawn == 0) return {};
    return {formatted("<svg{} height=\"{}\" role=\"img\" font-size=\"11\"><title>Blood values</title><desc>{}</desc>"
                      "<svg class=\"p\" viewBox=\"0 0 {} {}\" height=\"{}\" "
                      "preserveAspectRatio=\"none\">{}{}</svg>{}</svg>",
                place, bottom, escaped(std::string{trim(sentences(visit))}), slots, bottom, bottom, marks,
                cut(slots, bottom), titles),
        bottom};
}

}  // namespace epsom::visit_labs
