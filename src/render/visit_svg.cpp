#include "day_chart.hpp"
#include "epsom/render/format.hpp"
#include "formatted.hpp"
#include "markup.hpp"
#include "visit_labs.hpp"
#include "visit_multiples.hpp"
#include "visit_style.hpp"
#include "visit_words.hpp"

namespace epsom {

std::string visit_svg(const Visit& visit) {
    constexpr int width = 720, margin = 16, inside = width - 2 * margin, title = 18, gap = 20, line = 18, columns = 3;
    int y = 62;
    std::string pictures, description = visit_words::period(visit) + ".";
    const auto say = [&](std::string_view kind, const std::string& text) {
        pictures += formatted("<text class=\"{}\" x=\"{}\" y=\"{}\">{}</text>\n", kind, margin, y, escaped(text));
        y += title / 2;
    };
    const auto courses = visit_multiples::in_order(visit);
    for (const NutrientCourse* course : courses) {
        description += " " + visit_words::in_a_sentence(*course);
        const auto look = visit_multiples::look_of(course->status());
        y += gap;
        say("n", formatted("{} {}: {}", look.mark, info(course->nutrient()).label, look.words));
        if (const std::string said = visit_multiples::instead_of_chart(*course); !said.empty()) {
            y += title / 2;
            say("y", said);
            continue;
        }
        const auto drawing =
            visit_multiples::chart(*course, formatted(" x=\"{}\" y=\"{}\" width=\"{}\"", margin, y, inside));
        pictures += drawing.svg;
        y += drawing.height;
    }
    if (!visit.labs.empty()) {
        description += visit_labs::sentences(visit);
        y += gap;
        say("y", "Blood values, as typed:");
        const auto drawing = visit_labs::lanes(visit, formatted(" x=\"{}\" y=\"{}\" width=\"{}\"", margin, y, inside));
        pictures += drawing.svg;
        y += drawing.height;
    }
    const auto keys = visit_multiples::keys(visit);
    if (!keys.empty() || !visit.labs.empty()) {
        const auto axis = visit_multiples::axis(visit, 12);
        pictures += formatted(
            "<svg x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\">{}</svg>\n", margin, y, inside, axis.height, axis.svg);
        y += axis.height + gap;
    }
    for (std::size_t i = 0; i < keys.size(); ++i) {
        pictures += formatted(
            "<svg x=\"{}\" y=\"{}\" width=\"18\" height=\"12\" class=\"p\">{}</svg><text x=\"{}\" y=\"{}\">{}</text>\n",
            margin + static_cast<int>(i % columns) * inside / columns, y, keys[i].sample,
            margin + 24 + static_cast<int>(i % columns) * inside / columns, y + 10, keys[i].text);
        if (i % columns == columns - 1 || i + 1 == keys.size()) y += line;
    }
    return formatted(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" "
        "aria-labelledby=\"title desc\" font-family=\"system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif\" "
        "font-size=\"11\">\n"
        "<title id=\"title\">{10}Supplement intake</title>\n<desc id=\"desc\">{2}</desc>\n"
        "<style>{3}</style><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
        "<text class=\"y\" x=\"{4}\" y=\"26\">{10}{5}; each bar is {6}</text>\n"
        "<text class=\"y\" x=\"{4}\" y=\"44\">{8}</text>\n<text class=\"y\" x=\"{4}\" y=\"58\">{9}</text>\n{7}</svg>\n",
        width, y + margin, escaped(description), visit_style::picture(), margin, escaped(visit_words::period(visit)),
        visit_words::row_meaning(visit.span), pictures, visit_multiples::upper_plot_words,
        visit_multiples::lower_plot_words, visit.profile.name.empty() ? "" : escaped(visit.profile.name) + ": ");
}

}  // namespace epsom
