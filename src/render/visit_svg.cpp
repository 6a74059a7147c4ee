#include "day_chart.hpp"
#include "epsom/render/format.hpp"
#include "epsom/text/text.hpp"
#include "formatted.hpp"
#include "markup.hpp"
#include "visit_words.hpp"

namespace epsom {

std::string visit_svg(const Visit& visit) {
    constexpr int width = 720, margin = 16, gap = 10;
    constexpr int header = 44;
    int y = header;
    std::string pictures;
    std::string description = visit_words::period(visit) + ".";
    const auto place = [&](auto draw, const auto& what) {
        const auto drawing = draw(what, formatted("x=\"{}\" y=\"{}\" width=\"{}\"", margin, y, width - 2 * margin));
        pictures += drawing.svg;
        y += drawing.height + gap;
    };
    for (const NutrientCourse& course : visit.courses) {
        description += " " + visit_words::in_a_sentence(course);
        place(day_chart::course, course);
    }
    place(day_chart::legend, visit);
    const std::string bars =
        formatted("{}; each bar is {}", visit_words::period(visit), visit_words::row_meaning(visit.span));
    return formatted(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" "
        "aria-labelledby=\"title desc\" "
        "font-family=\"system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif\" fill=\"{2}\">\n"
        "<title id=\"title\">Supplement intake</title>\n<desc id=\"desc\">{3}</desc>\n"
        "<style>{8}</style><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
        "<text x=\"{4}\" y=\"26\" font-size=\"12\" fill=\"{5}\">{6}</text>\n{7}\n</svg>\n",
        width, y + margin - gap, day_chart::ink, escaped(description), margin, day_chart::quiet, escaped(bars),
        pictures, day_chart::style());
}

}  // namespace epsom
