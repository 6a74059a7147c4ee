#include <stdexcept>

#include <expat.h>

#include "epsom/render/format.hpp"
#include "epsom/render/visit.hpp"
#include "epsom/tables/tables.hpp"
#include "fuzz/shown.hpp"
#include "fuzz/target.hpp"
#include "raw.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

Visit visit(const Shown& shown) {
    const auto& [name, note] = shown;
    static const Authority* const authority = tables::find_authority("US_CA");
    Visit visit{.range = week, .made = evening().moment(), .authority = authority};
    visit.profile.person.born = day("1995-10-25");
    visit.profile.conditions = {name};
    NutrientCourse course;
    IntakeReport report{visit.profile, *authority, Nutrient::magnesium, week, Span::day, week.to,
        [&course](const ReportRow& row) { course.rows.push_back(row); }};
    report.add({.day = week.to, .logged = true, .supplement = 200_mg});
    course.summary = report.finish();
    visit.courses.push_back(std::move(course));
    visit.taken.push_back({.name = name,
        .note = note,
        .per = name,
        .holds = {{Nutrient::magnesium, name, 1_mg, 2_mg}},
        .substance = name,
        .plan = note});
    visit.cautions.push_back({name, note});
    visit.nights.range = {week.from, week.from};
    visit.nights.doses = {{week.from, {}, 200_mg}};
    visit.nights.report.symptoms.push_back(
        {.outcome = {name}, .nights = {{week.from, Score::from_tenths(50), {}}}, .summary = {1, 5.0, 7.0}});
    visit.nights.factors.push_back({.name = name, .there = {true}, .nights = 1});
    return visit;
}

/// The elements and the names of their attributes: what no name may change, but for the days that it says.
std::string shape(const std::string& document) {
    std::string out;
    XML_Parser parser = XML_ParserCreate(nullptr);
    XML_SetUserData(parser, &out);
    XML_SetElementHandler(
        parser,
        [](void* into, const char* name, const char** attributes) {
            std::string& shape = *static_cast<std::string*>(into);
            if (std::string_view{name} == "time") return;
            (shape += '<') += name;
            for (; *attributes != nullptr; attributes += 2) (shape += ' ') += *attributes;
        },
        [](void* into, const char* name) {
            if (std::string_view{name} != "time") *static_cast<std::string*>(into) += '>';
        });
    const bool well_formed = XML_Parse(parser, document.data(), static_cast<int>(document.size()), 1) == XML_STATUS_OK;
    XML_ParserFree(parser);
    require(well_formed, "a page is well-formed");
    return out;
}

}  // namespace

/// Whatever a name and a note hold, what is taken to a visit is made of the same parts.
EPSOM_FUZZ_TARGET(visit) {
    static const Shown usual{std::string_view{"calm\0with water", 15}};
    static const std::string html_shape = shape(visit_html(visit(usual)));
    static const std::string svg_shape = shape(visit_svg(visit(usual)));
    Shown typed{bytes};
    if (typed.name.empty()) typed.name = usual.name;
    if (typed.note.empty()) typed.note = usual.note;
    const Visit shown = visit(typed);
    const std::string html = visit_html(shown);
    require(raw_in(html).empty() && shape(html) == html_shape, "no name changes what a page is made of");
    const std::string svg = visit_svg(shown);
    require(raw_in(svg).empty() && shape(svg) == svg_shape, "no name changes what a picture is made of");
    require(raw_in(visit_markdown(shown)).empty(), "Markdown is text");
}
