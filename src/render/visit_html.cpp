#include <array>

#include "day_chart.hpp"
#include "epsom/render/format.hpp"
#include "epsom/text/text.hpp"
#include "formatted.hpp"
#include "markup.hpp"
#include "visit_words.hpp"

namespace epsom {

using namespace visit_words;

namespace {

// The page is self-contained: it loads no script, font, picture or address.
constexpr std::string_view head = R"(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none';)"
                                  R"( form-action 'none'"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/><meta name="referrer" content="no-referrer"/>
<title>Supplement intake )";

constexpr std::string_view style =
    R"(:root{color-scheme:light}*{box-sizing:border-box}
body{font:11pt/1.4 system-ui,"Segoe UI","DejaVu Sans",sans-serif;color:#111;background:#fff;max-width:58rem;)"
    R"(margin:1.5rem auto;padding:0 1rem;overflow-wrap:anywhere}
h1{font-size:1.6em;margin:0}h2{font-size:1.15em;margin:1.6em 0 .5em;border-bottom:2px solid #111}p{margin:.4em 0}
.cards tbody th{width:18%}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{padding:.35em .6em .35em 0;text-align:left;vertical-align:top;border-bottom:1px solid #ccc;font-weight:400}
thead th{font-size:.82em;color:#444;border-bottom:1.5px solid #444}tbody th{font-weight:600}
small{display:block;font-size:.82em;font-weight:400;color:#444;line-height:1.3}td{overflow-wrap:break-word}
.k th{width:8.5rem;color:#444;font-weight:400}.from th{width:13rem}.from small{display:inline;margin-left:.5em})"
    R"(.k th,.k td{padding:.1em .6em .1em 0;border:0}
.note{border:1.5px solid #555;border-left-width:7px;padding:.45em .8em;margin:.4em 0}.over{border-color:#a8321e})"
    R"(.caution{border-color:#b36b00}
i{font-style:normal;margin-right:.5em}.over i{color:#a8321e}time{white-space:nowrap}.legend{font-size:.82em;color:#444}
svg{display:block;max-width:100%}.b{background:linear-gradient(#eceff1,#eceff1) 0 4px/100% 12px no-repeat})"
    R"(figure{margin:0 0 .8em;break-inside:avoid}.bar{width:24%}
.two{display:grid;grid-template-columns:1fr 1fr;gap:.2em 2em}
ul{margin:.3em 0;padding-left:1.2em}summary{cursor:pointer;margin:.6em 0}.wide{overflow-x:auto})"
    R"(.wide td,.wide thead th{text-align:right;white-space:nowrap}
.wide th{white-space:nowrap}.wide thead th:first-child{text-align:left})"
    R"(.close{margin-top:2em;border-top:1px solid #444;padding-top:.5em;font-size:.82em;color:#444}
@page{margin:14mm 13mm 16mm;@bottom-left{content:"Supplement intake )";

constexpr std::string_view style_end =
    R"( \2014  self-reported";font:8pt sans-serif})"
    R"(@bottom-right{content:"Page " counter(page) " of " counter(pages);font:8pt sans-serif}}
@media print{body{max-width:none;margin:0;padding:0;font-size:9.5pt}h2,thead{break-after:avoid})"
    R"(tr,.note,li{break-inside:avoid}thead{display:table-header-group}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}details:not([open]){display:none}}
@media screen and (max-width:46rem){.two{grid-template-columns:1fr})"
    R"(.cards,.cards tbody,.cards tr,.cards tbody th,.cards td{display:block;width:auto}.cards thead{display:none}
.cards tr{border-bottom:1px solid #888;padding:.4em 0}.cards tbody th,.cards td{border:0;padding:.1em 0})"
    R"(.cards td::before{color:#444}
.taken td:nth-child(2)::before{content:"Contains: "}.taken td:nth-child(3)::before{content:"Schedule: "})"
    R"(.taken td:nth-child(4)::before{content:"Taken: "}.taken td:nth-child(5)::before{content:"Since: "}
.values td:nth-child(2)::before{content:"Daily average: "}.values td:nth-child(3)::before{content:"Target: "})"
    R"(.values td:nth-child(4)::before{content:"Upper level: "}
.cards small{display:inline}.cards small::before{content:" \00B7  "}.cards th small{display:block})"
    R"(.cards th small::before{content:""}.k th{width:6.5rem}})";

std::string_view style_of(Urgency urgency) {
    return urgency == Urgency::over ? "note over" : urgency == Urgency::caution ? "note caution" : "note";
}

/// Escaped, and days kept from being torn apart at their hyphens.
std::string words(const std::string& text) {
    constexpr std::size_t day_size = 10;
    std::string out;
    std::size_t done = 0;
    for (std::size_t hyphen = text.find('-'); hyphen != std::string::npos; hyphen = text.find('-', hyphen + 1)) {
        if (hyphen < done + 4) continue;
        const std::size_t at = hyphen - 4;
        if (!parse_iso_day(std::string_view{text}.substr(at, day_size))) continue;
        out += escaped(text.substr(done, at - done)) + "<time>" + text.substr(at, day_size) + "</time>";
        done = at + day_size;
    }
    return out + escaped(text.substr(done));
}

std::string small(const std::string& text) { return text.empty() ? "" : "<small>" + words(text) + "</small>"; }

std::string row_head(const std::string& name, const std::string& remark) {
    return "<th>" + escaped(name) + small(remark) + "</th>";
}

std::string cell_of(const std::string& text, const std::string& remarks = "") {
    return "<td>" + (text.empty() ? "–" : words(text)) + remarks + "</td>";
}

std::string table_head(std::span<const std::string_view> names) {
    std::string out = "<thead><tr>";
    for (const auto name : names) out += formatted("<th>{}</th>", escaped(name));
    return out + "</tr></thead>";
}

std::string facts_table(const Visit& visit) {
    std::string out = "<table class=\"k\"><tbody>";
    for (const Fact& fact : person(visit))
        out += "<tr><th>" + escaped(fact.name) + "</th><td>" + words(fact.value) + "</td></tr>\n";
    return out + "</tbody></table>\n";
}

std::string notice_boxes(const Visit& visit) {
    std::string out = "<h2>Summary</h2>\n";
    for (const Notice& notice : notices(visit)) {
        out += formatted("<p class=\"{}\"><b><i>{}</i>{}</b> {}</p>\n", style_of(notice.urgency), sign(notice.urgency),
            words(notice.lead), words(notice.detail));
    }
    return out;
}

std::string taken_table(const Visit& visit) {
    if (visit.taken.empty()) return {};
    constexpr std::array<std::string_view, 5> names{"Name", "Contains", "Schedule", "Taken", "Since"};
    std::string out =
        "<h2>Supplements and medicines</h2>\n<table class=\"cards taken\">" + table_head(names) + "<tbody>\n";
    for (const TakenLine& line : visit.taken) {
        const TakenWords line_words = taken(line);
        out += "<tr>" + row_head(line_words.name, line_words.remark) + cell_of(line_words.holds) +
               cell_of(line_words.plan) + cell_of(line_words.kept, small(line_words.kept_remark)) +
               cell_of(line_words.since, small(line_words.since_remark)) + "</tr>\n";
    }
    return out + "</tbody></table>\n<p class=\"legend\">" + escaped(taken_legend(visit)) + "</p>\n";
}

std::string nutrient_table(const Visit& visit) {
    constexpr std::array<std::string_view, 5> names{"Nutrient", "Daily average", "Target", "Upper level", ""};
    std::string rows;
    for (const NutrientCourse& course : visit.courses) {
        if (!course.recorded()) continue;
        const Compared compare = compared(course);
        rows += "<tr>" + row_head(compare.name, "") + cell_of(compare.mean, small(compare.parts)) +
                cell_of(compare.target, small(compare.met)) +
                cell_of(compare.upper, small(compare.counted) + small(compare.over)) + "<td class=\"bar\">" +
                day_chart::bullet(course) + "</td></tr>\n";
    }
    if (rows.empty()) return {};
    return "<h2>Nutrients and reference values</h2>\n<table class=\"cards values\">" + table_head(names) + "<tbody>\n" +
           rows + "</tbody></table>\n<p class=\"legend\">" + escaped(compared_legend()) + "</p>\n";
}

/// Every row in numbers.
std::string days_table(const Visit& visit) {
    std::vector<const NutrientCourse*> courses;
    for (const NutrientCourse& course : visit.courses) {
        if (course.recorded()) courses.push_back(&course);
    }
    constexpr std::size_t rows_shown_at_once = 14;
    const auto& first = courses.front()->rows;
    std::string out = formatted(
        "<details{}><summary>Data table</summary><div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Data "
        "table\"><table><thead><tr><th>Total</th>",
        first.size() <= rows_shown_at_once ? " open=\"open\"" : "");
    for (const auto* course : courses)
        out += formatted("<th>{}, {}</th>", info(course->nutrient()).label, info(course->nutrient()).unit);
    out += "</tr></thead><tbody>\n";
    for (std::size_t i = 0; i < first.size(); ++i) {
        out += "<tr><th>" + spell_span(first[i].range.from, first[i].span) + "</th>";
        for (const auto* course : courses) out += "<td>" + escaped(cell(course->rows[i])) + "</td>";
        out += "</tr>\n";
    }
    return out + "</tbody></table></div></details>\n";
}

std::string days_section(const Visit& visit) {
    std::string figures;
    for (const NutrientCourse& course : visit.courses) {
        if (course.recorded()) figures += "<figure>" + day_chart::course(course, "width=\"100%\"").svg + "</figure>\n";
    }
    if (figures.empty()) return {};
    return formatted(
        "<h2>Intake by {}</h2>\n<p>Each bar is {}.</p>\n<figure>{}</figure>\n<div class=\"two\">\n{}</div>\n{}",
        row_name(visit.span), row_meaning(visit.span), day_chart::legend(visit, "width=\"100%\"").svg, figures,
        days_table(visit));
}

std::string symptoms_section(const Visit& visit) {
    if (visit.symptoms.empty()) return {};
    std::string out =
        "<h2>Nights (self-rated, 0 to 10)</h2>\n<p>0 = none, 10 = worst imaginable; not a validated scale. Dotted: "
        "not rated.</p>\n<div class=\"two\">\n";
    for (const SymptomNights& symptom : visit.symptoms) {
        out += "<figure>" + day_chart::nights(symptom, "width=\"100%\"").svg + "<figcaption>" +
               escaped(in_a_sentence(symptom)) + "</figcaption></figure>\n";
    }
    return out + "</div>\n";
}

std::string sources_table(const Visit& visit) {
    std::string out;
    for (const PublishedValue& source : sources(visit))
        out += "<tr><th>" + escaped(source.nutrient) + small(source.value) + "</th><td>" + escaped(source.text) +
               "</td></tr>\n";
    if (out.empty()) return {};
    return formatted(
        "<h2>Sources of reference values</h2>\n<p>{} ({})</p>\n<table class=\"k from\"><tbody>{}</tbody></table>\n",
        escaped(visit.authority->name), visit.authority->key, out);
}

}  // namespace

std::string visit_html(const Visit& visit) {
    const std::string range = dates(visit.range);
    std::string out{head};
    out += range + "</title>\n<style>" + day_chart::style() + std::string{style} + range + std::string{style_end} +
           "</style></head><body>\n";
    out += "<h1>Supplement intake</h1>\n<p>" + words(period(visit)) + ". Self-reported.</p>\n" + facts_table(visit) +
           notice_boxes(visit) + taken_table(visit) + nutrient_table(visit) + days_section(visit) +
           symptoms_section(visit);
    out += "<h2>Limitations</h2>\n<ul>\n";
    for (const auto& unknown : unknowns(visit)) out += "<li>" + words(unknown) + "</li>\n";
    out += "</ul>\n" + sources_table(visit) + "<p class=\"close\">" + escaped(closing()) + "</p>\n</body></html>\n";
    return out;
}

}  // namespace epsom
