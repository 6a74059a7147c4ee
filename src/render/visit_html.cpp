#include <array>

#include "drawing.hpp"
#include "epsom/render/adequacy.hpp"
#include "epsom/render/format.hpp"
#include "epsom/text/text.hpp"
#include "formatted.hpp"
#include "html_page.hpp"
#include "markup.hpp"
#include "visit_labs.hpp"
#include "visit_multiples.hpp"
#include "visit_nights.hpp"
#include "visit_style.hpp"
#include "visit_words.hpp"

namespace epsom {

using namespace visit_words;

namespace {

std::string_view style_of(Urgency urgency) {
    constexpr std::array<std::string_view, 5> styles{"over", "caution", "below", "unknown", "met"};
    return styles[static_cast<std::size_t>(urgency)];
}

std::string small(const std::string& text) { return text.empty() ? "" : "<small>" + html_words(text) + "</small>"; }

std::string cell_of(const std::string& text, const std::string& remarks = "") {
    return "<td>" + (text.empty() ? "–" : html_words(text)) + remarks + "</td>";
}

std::string table_head(std::span<const std::string_view> names) {
    std::string out = "<thead><tr>";
    for (const auto name : names) out += formatted("<th>{}</th>", escaped(name));
    return out + "</tr></thead>";
}

std::string facts_table(const Visit& visit) {
    std::string out = "<table class=\"k\"><tbody>";
    for (const Fact& fact : person(visit))
        out += "<tr><th>" + escaped(fact.name) + "</th><td>" + html_words(fact.value) + "</td></tr>\n";
    return out + "</tbody></table>\n";
}

std::string notice_boxes(const Visit& visit) {
    std::string out;
    for (const Notice& notice : notices(visit)) {
        const bool answered =
            notice.urgency == Urgency::none || (notice.urgency == Urgency::unknown && nothing_logged(visit));
        if (answered) continue;
        out += formatted("<p class=\"note {}\"><b><i>{}</i>{}</b> {}</p>\n", style_of(notice.urgency),
            sign(notice.urgency), html_words(notice.lead), html_words(notice.detail));
    }
    return out.empty() ? out : "<h2>Needs attention</h2>\n" + out;
}

std::string taken_table(const Visit& visit) {
    if (visit.taken.empty()) return {};
    constexpr std::array<std::string_view, 5> names{"Name", "Contains", "Schedule", "Taken", "Since"};
    std::string out =
        "<h2>Supplements and medicines</h2>\n<table class=\"cards taken\">" + table_head(names) + "<tbody>\n";
    for (const TakenLine& line : visit.taken) {
        const TakenWords said = taken(line);
        const std::string kind = said.kind.empty() ? "" : formatted("<span class=\"kind\">{}</span>", said.kind);
        out += formatted("<tr><th>{}{}{}</th>", escaped(said.name), kind, small(said.remark)) + cell_of(said.holds) +
               cell_of(said.plan) + cell_of(said.kept, small(said.kept_remark)) +
               cell_of(said.since, small(said.since_remark)) + "</tr>\n";
    }
    const std::string legend = taken_legend(visit);
    return out + "</tbody></table>\n" + (legend.empty() ? "" : "<p class=\"legend\">" + escaped(legend) + "</p>\n");
}

/// A nutrient against its reference values, in words.
std::string compared_cell(const NutrientCourse& course) {
    const Compared said = compared(course);
    std::string out = "<td><b>" + escaped(said.mean) + "</b> a day" + small(said.parts);
    if (!said.target.empty()) out += small(formatted("{}: {}", said.target, said.met));
    if (!said.upper.empty()) out += small(formatted("{}, {}; {}", said.upper, said.counted, said.over));
    return out + small(said.reduction) + "</td>";
}

std::string key_list(const std::vector<visit_multiples::Key>& keys) {
    std::string out;
    for (const auto& [sample, text] : keys)
        out += formatted("<li><svg class=\"p\" viewBox=\"0 0 18 12\">{}</svg>{}</li>", sample, text);
    return "<ul class=\"key legend\">" + out + "</ul>\n";
}

/// The nutrients in groups by what matters, with a picture of each that changes.
std::string nutrient_table(const Visit& visit, const std::vector<const NutrientCourse*>& courses) {
    if (courses.empty()) return {};
    const day_chart::Axis axis = visit_multiples::axis(visit, 9);
    std::string rows;
    std::optional<PeriodStatus> group;
    for (const NutrientCourse* course : courses) {
        if (group != course->status()) {
            const auto look = visit_multiples::look_of(course->status());
            rows += formatted("{}<tbody class=\"{}\"><tr class=\"g\"><th colspan=\"3\"><i>{}</i>{}</th></tr>\n",
                group ? "</tbody>" : "", look.color, look.mark, drawing::sentence(std::string{look.words}));
            group = course->status();
        }
        const std::string said = visit_multiples::instead_of_chart(*course);
        rows += "<tr><th>" + escaped(info(course->nutrient()).label) + "</th>" + compared_cell(*course) +
                (said.empty() ? "<td>" + visit_multiples::chart(*course, "").svg + "</td>" : cell_of(said)) + "</tr>\n";
    }
    const auto keys = visit_multiples::keys(visit);
    const std::string reading =
        keys.empty()
            ? ""
            : formatted("<p>All charts share one scale. Each bar is {}. {} {} ≥ = minimum.</p>\n",
                  row_meaning(visit.span), visit_multiples::upper_plot_words, visit_multiples::lower_plot_words) +
                  key_list(keys);
    const std::string dates =
        keys.empty() ? "" : formatted("<svg width=\"100%\" height=\"{}\">{}</svg>", axis.height, axis.svg);
    return formatted(
        "<h2>Nutrients and reference values</h2>\n{}<table class=\"cards values\"><thead><tr><th>Nutrient</th>"
        "<th>Daily average, target, upper level</th><th>{}</th></tr></thead>{}</tbody></table>\n",
        reading, dates, rows);
}

/// Every row in numbers, of the first courses that there is room for.
std::string days_table(std::span<const NutrientCourse* const> courses) {
    if (courses.empty()) return {};
    constexpr std::size_t rows_shown_at_once = 14, many = 12;
    const std::size_t most_columns = courses.size() > many ? 3 : 6;
    const auto& first = courses.front()->rows;
    const auto shown = courses.first(std::min(courses.size(), most_columns));
    const std::string name = shown.size() == courses.size()
                                 ? "Data table"
                                 : formatted("Data table: the first {} of {} nutrients", shown.size(), courses.size());
    std::string out = formatted(
        "<details{}><summary>{}</summary><div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Data "
        "table\"><table><thead><tr><th>Total</th>",
        first.size() <= rows_shown_at_once ? " open=\"open\"" : "", name);
    for (const auto* course : shown)
        out += formatted("<th>{}, {}</th>", info(course->nutrient()).label, info(course->nutrient()).unit);
    out += "</tr></thead><tbody>\n";
    for (std::size_t i = 0; i < first.size(); ++i) {
        out += "<tr><th>" + spell_span(first[i].range.from, first[i].span) + "</th>";
        for (const auto* course : shown) out += "<td>" + escaped(cell(course->rows[i])) + "</td>";
        out += "</tr>\n";
    }
    return out + "</tbody></table></div></details>\n";
}

std::string nights_section(const VisitNights& nights) {
    if (!nights.kept()) return {};
    std::string compared;
    for (const auto& one : visit_nights::comparison(nights)) compared += "<p>" + html_words(one) + "</p>\n";
    return "<h2>Nights</h2>\n<p class=\"legend\">" + escaped(visit_nights::legend(nights)) + "</p>\n<figure>" +
           visit_nights::picture(nights).svg + "</figure>\n" + sentence_list(visit_nights::numbers(nights)) + compared;
}

std::string labs_section(const Visit& visit) {
    if (visit.labs.empty()) return {};
    constexpr std::array<std::string_view, 4> names{"Name", "Day", "Value", "Range of the laboratory"};
    std::string rows;
    for (const auto& [name, day, value, range] : visit_labs::words(visit))
        rows += "<tr><th>" + html_words(name) + "</th>" + cell_of(day) + cell_of(value) + cell_of(range) + "</tr>\n";
    return "<h2>Blood values</h2>\n<p class=\"legend\">Values and ranges as typed.</p>\n<figure>" +
           visit_labs::lanes(visit, " width=\"100%\"").svg + "</figure>\n<table class=\"cards\">" + table_head(names) +
           "<tbody>\n" + rows + "</tbody></table>\n";
}

std::string adequacy_section(const Visit& visit) {
    const auto notes = adequacy_notes(visit.adequacy);
    return notes.empty() ? "" : "<h2>How sure it is that intake is enough</h2>\n" + sentence_list(notes);
}

std::string sources_list(const Visit& visit) {
    std::string out;
    for (const Publication& publication : publications(visit)) {
        out += "<li><b>" + escaped(publication.title) + "</b>";
        for (const auto& value : publication.values) out += "<br/>" + escaped(value);
        out += "</li>\n";
    }
    if (out.empty()) return {};
    return formatted("<h2>Sources of reference values</h2>\n<p>{} ({})</p>\n<ul class=\"from\">{}</ul>\n",
        escaped(visit.authority->name), visit.authority->key, out);
}

}  // namespace

std::string visit_html(const Visit& visit) {
    const std::string range = dates(visit.range);
    const auto courses = visit_multiples::in_order(visit);
    const day_chart::Axis axis = visit_multiples::axis(visit, 0);
    const std::string style = visit_style::page("Supplement intake " + range, visit.profile.name) +
                              visit_style::grid(axis, day_chart::slots_of(visit.courses.front().rows.size()));
    const std::string body = "<p>" + html_words(period(visit)) + ". Self-reported.</p>\n<p class=\"answer\">" +
                             html_words(answer(visit)) + "</p>\n" + facts_table(visit) + notice_boxes(visit) +
                             taken_table(visit) + nutrient_table(visit, courses) + adequacy_section(visit) +
                             days_table(courses) + nights_section(visit.nights) + labs_section(visit) +
                             "<h2>Limitations</h2>\n" + sentence_list(unknowns(visit)) + sources_list(visit) +
                             "<p class=\"close\">" + escaped(closing()) + "</p>\n";
    return html_page("Supplement intake", visit.profile.name, range, style, body);
}

}  // namespace epsom
