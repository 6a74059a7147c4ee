#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "epsom/domain/text.hpp"
#include "epsom/exchange/records.hpp"
#include "epsom/render/fields.hpp"
#include "epsom/render/schedule.hpp"
#include "epsom/render/symptoms.hpp"
#include "epsom/render/text.hpp"
#include "epsom/render/visit.hpp"
#include "epsom/tables/tables.hpp"
#include "fuzz/target.hpp"
#include "raw.hpp"
#include "xml.hpp"
#include "zones.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

const DayRange week{day("2026-11-14"), day("2026-11-20")};

const Clock& clock() {
    static const Clock now = clock_at("2026-11-20T22:00");
    return now;
}

/// As they would be on file: a supplement and a scored night.
std::vector<Intake> entries(const std::string& name, const std::string& note) {
    Intake intake{.id = 7, .uuid = "7f1c", .moment = clock().moment(), .day = week.to, .what = name, .kind = Taken::dose, .servings = Count{2}};
    intake.unit = name;
    intake.note = note;
    intake.contents = {{Nutrient::magnesium, 200_mg, name, Basis::label}};
    Intake score{.id = 8, .uuid = "8f1c", .moment = clock().moment(), .day = week.from, .what = name, .kind = Taken::symptom, .value = 65};
    score.onset = 23h + 10min;
    score.note = note;
    Intake factor{.id = 9, .uuid = "9f1c", .moment = clock().moment(), .day = week.to, .what = name, .kind = Taken::factor, .servings = Count{2}};
    factor.unit = name;
    factor.note = note;
    return {intake, score, factor};
}

Dose dose(const std::string& name, const std::string& note) {
    Dose dose{.uuid = "5f1c", .name = name};
    dose.contents = {{Nutrient::magnesium, 200_mg, name, Basis::label}};
    dose.serving = {Count{2}, name};
    dose.note = note;
    dose.substance = name;
    dose.plan = *parse_plan("at 08:00x2,21:00 on mon,wed from 2026-11-01");
    dose.created = clock().moment();
    return dose;
}

Visit visit(const std::string& name, const std::string& note) {
    static const Authority* const authority = tables::find_authority("US_CA");
    Visit visit{.range = week, .made = clock().moment(), .authority = authority};
    visit.profile.person.born = day("1995-10-25");
    visit.profile.conditions = {name};
    NutrientCourse course;
    IntakeReport report{visit.profile, *authority, Nutrient::magnesium, week, Span::day, [&course](const ReportRow& row) { course.rows.push_back(row); }};
    report.add({.day = week.to, .logged = true, .supplement = 200_mg});
    course.summary = report.finish();
    visit.courses.push_back(std::move(course));
    visit.taken.push_back({.name = name, .note = note, .per = name, .holds = {{Nutrient::magnesium, name, 1_mg, 2_mg}}, .substance = name, .plan = note});
    visit.cautions.push_back({name, note});
    visit.symptoms.push_back({.name = name, .nights = {{week.from, Score::from_tenths(50), {}}}, .summary = {1, 5.0, 7.0}});
    return visit;
}

void shape(const Xml::Element& element, std::string& out) {
    out += "<" + element.name;
    for (const auto& [key, value] : element.attributes) out += " " + key;
    for (const auto& child : element.children) shape(child, out);
    out += ">";
}
/// The elements and the names of their attributes: what no name may change.
std::string shape(const std::string& document) {
    std::string out;
    const Xml page{document};
    for (const auto& root : page.roots()) shape(root, out);
    return out;
}

void check_pages(const std::string& name, const std::string& note, const std::vector<Intake>& intakes) {
    for (const Charset charset : {Charset::unicode, Charset::ascii}) {
        const Terminal terminal{.charset = charset, .width = 40 + static_cast<int>(note.size() % 100)};
        NightLog nights{{}, Nutrient::magnesium};
        for (const Intake& intake : intakes) nights.add(intake);
        const auto symptoms = symptom_report(nights, {.range = week, .names = nights.names(week), .at_least = {}, .since = {}});
        const std::array<AdherenceRow, 1> kept{AdherenceRow{name, {}}};
        const std::array<BreakdownRow, 1> groups{BreakdownRow{name, 200_mg, 1}};
        for (const std::string& page : {entries_page(terminal, intakes, week), symptoms_page(terminal, symptoms, nights), adherence_page(terminal, week, kept),
                                        breakdown_page(terminal, week, Nutrient::magnesium, Grouping::what, groups), explain_content(intakes[0], intakes[0].contents[0], nullptr)}) {
            require(raw_in(page).empty(), "a page is text");
        }
        for (const Intake& intake : intakes) require(raw_in(in_words(intake)).empty(), "an entry in words is text");
    }
}

void check_records(const std::vector<Intake>& intakes) {
    for (const Format format : {Format::csv, Format::tsv, Format::json, Format::ndjson, Format::md}) {
        std::string out;
        const auto writer = record_writer(format, [&out](std::string_view piece) { out += piece; });
        writer->begin({}, EntryRecords::columns());
        for (const Intake& intake : intakes) {
            const EntryRecords records{intake};
            if (format == Format::json || format == Format::ndjson) writer->row(records.nested());
            else for (const Record& record : records.flat()) writer->row(record);
        }
        writer->end({});
        if (format == Format::json || format == Format::ndjson || format == Format::md) require(raw_in(out).empty(), "json and Markdown are text");
        if (format == Format::ndjson) {
            std::size_t rows = 0;
            for (const auto& line : split(out, '\n')) {
                if (line.empty()) continue;
                const auto row = nlohmann::json::parse(line);
                require(!is_utf8(intakes[rows].note) || intakes[rows].note.empty() || row.at("note") == intakes[rows].note, "a row has the note");
                ++rows;
            }
            require(rows == intakes.size(), "ndjson has a line a row");
        }
        if (format == Format::md) require(std::ranges::count(out, '\n') == static_cast<std::ptrdiff_t>(intakes.size()) + 2, "Markdown has a line a row");
    }
    for (const Intake& intake : intakes) {
        const std::string line = exchange::export_line({RecordKind::intake, intake.uuid, 1, intake});
        require(raw_in(line).empty() && line.find('\n') == line.size() - 1, "an export has a line a record");
        if (is_utf8(intake.note)) require(nlohmann::json::parse(line).value("note", nlohmann::json{}) == (intake.note.empty() ? nlohmann::json{} : nlohmann::json(intake.note)), "an export has the note");
    }
}

/// RFC 5545: lines of at most 75 octets that end in CR LF, and text with its commas, semicolons and backslashes escaped.
void check_calendar(const Dose& dose) {
    const std::string calendar = ics(std::span{&dose, 1}, clock());
    require(raw_in(calendar, "\r").empty() && calendar.ends_with("END:VCALENDAR\r\n"), "a calendar is text");
    std::string whole;
    for (std::string_view rest = calendar; !rest.empty();) {
        const auto end = rest.find("\r\n");
        require(end != std::string_view::npos && end <= 75, "a line has at most 75 octets and ends");
        const std::string_view line = rest.substr(0, end);
        require(line.find_first_of("\r\n") == std::string_view::npos, "lines end in CR LF alone");
        if (line.starts_with(' ')) whole += line.substr(1);
        else (whole += whole.empty() ? "" : "\n") += line;
        rest.remove_prefix(end + 2);
    }
    std::size_t begun = 0;
    for (const auto& line : split(whole, '\n')) {
        const auto colon = line.find(':');
        require(colon != std::string::npos && std::ranges::all_of(line.substr(0, colon), [](char c) { return (c >= 'A' && c <= 'Z') || c == '-'; }), "a line is a property");
        if (line == "BEGIN:VEVENT") ++begun;
        if (!line.starts_with("SUMMARY:") && !line.starts_with("DESCRIPTION:")) continue;
        for (std::size_t i = colon + 1; i < line.size(); ++i) {
            if (line[i] == '\\') {
                require(++i < line.size() && std::string_view{"\\;,n"}.find(line[i]) != std::string_view::npos, "an escape is one of four");
            } else {
                require(line[i] != ';' && line[i] != ',', "what separates is escaped");
            }
        }
    }
    require(begun == 2, "an event for each time");
}

/// cron(5): comments and lines of six fields; what was typed is in comments alone.
void check_crontab(const Dose& dose, const std::string& command) {
    const std::string lines = crontab(std::span{&dose, 1}, clock(), "epsom check");
    require(raw_in(lines).empty(), "a crontab is text");
    std::size_t jobs = 0;
    for (const auto& line : split(lines, '\n')) {
        if (line.empty() || line.starts_with('#')) continue;
        require(line == "0 8 * * * epsom check" || line == "0 21 * * * epsom check", "a name changes no line that runs");
        ++jobs;
    }
    require(jobs == 2, "a line for each time");
    for (const auto& line : split(crontab(std::span{&dose, 1}, clock(), command), '\n')) {
        for (std::size_t i = 0; i < line.size(); ++i) require(line.starts_with('#') || line[i] != '%' || line[i - 1] == '\\', "a percent sign is escaped");
    }
}

}  // namespace

/// A name, and behind the first NUL a note, in everything that shows them.
EPSOM_FUZZ_TARGET(renderers) {
    const std::string name{bytes.substr(0, bytes.find('\0'))};
    const std::string note{bytes.substr(std::min(name.size() + 1, bytes.size()))};
    const auto intakes = entries(name, note);
    check_pages(name, note, intakes);
    check_records(intakes);
    check_calendar(dose(name, note));
    check_crontab(dose(name, note), note);

    static const std::string html_shape = shape(visit_html(visit("calm", "with water")));
    static const std::string svg_shape = shape(visit_svg(visit("calm", "with water")));
    const Visit shown = visit(name.empty() ? "calm" : name, note.empty() ? "with water" : note);
    const std::string html = visit_html(shown);
    require(raw_in(html).empty() && shape(html) == html_shape, "no name changes what a page is made of");
    const std::string svg = visit_svg(shown);
    require(raw_in(svg).empty() && shape(svg) == svg_shape, "no name changes what a picture is made of");
    require(raw_in(visit_markdown(shown)).empty(), "Markdown is text");
}
