#include <array>

#include "epsom/render/adequacy.hpp"
#include "epsom/render/format.hpp"
#include "formatted.hpp"
#include "markup.hpp"
#include "visit_labs.hpp"
#include "visit_nights.hpp"
#include "visit_words.hpp"

namespace epsom {

using namespace visit_words;

namespace {

/// A pipe table; cells are escaped here.
class Table {
public:
    explicit Table(const std::vector<std::string>& names) {
        row(names);
        for (std::size_t i = 0; i < names.size(); ++i) out_ += i == 0 ? "| ---" : " | ---";
        out_ += " |\n";
    }
    void row(const std::vector<std::string>& cells) {
        for (const auto& cell : cells) out_ += "| " + markdown_escaped(cell) + " ";
        out_ += "|\n";
    }
    [[nodiscard]] const std::string& text() const { return out_; }

private:
    std::string out_;
};

std::string with_remark(const std::string& text, const std::string& remark) {
    return remark.empty() ? text : text + " (" + remark + ")";
}

}  // namespace

std::string visit_markdown(const Visit& visit) {
    std::string out = "## Supplement intake\n\n" + markdown_escaped(period(visit)) + "\n\n";
    for (const Notice& notice : notices(visit))
        out += formatted("- {} {}\n", sign(notice.urgency),
            markdown_escaped(notice.lead + (notice.detail.empty() ? "" : " " + notice.detail)));

    std::vector<std::string> names{"Total"};
    Table compared_to{{"Nutrient", "Daily average", "Target", "Upper level"}};
    std::vector<const NutrientCourse*> courses;
    for (const NutrientCourse& course : visit.courses) {
        if (!course.recorded()) continue;
        courses.push_back(&course);
        names.push_back(formatted("{}, {}", info(course.nutrient()).label, info(course.nutrient()).unit));
        const Compared words = compared(course);
        compared_to.row({words.name, with_remark(words.mean, words.parts), with_remark(words.target, words.met),
            words.upper.empty() ? "" : with_remark(words.upper, words.counted + "; " + words.over)});
    }
    if (!courses.empty()) {
        out += "\n" + compared_to.text();
        Table rows{names};
        for (std::size_t i = 0; i < courses.front()->rows.size(); ++i) {
            std::vector<std::string> cells{row_label(courses.front()->rows[i])};
            for (const auto* course : courses) cells.push_back(cell(course->rows[i]));
            rows.row(cells);
        }
        out += formatted("\nEach row is {}. ≥ = minimum, ▲ = above upper level, – = no entries.\n\n",
                   row_meaning(visit.span)) +
               rows.text();
    }
    if (!visit.taken.empty()) {
        Table table{{"Name", "Contains", "Schedule", "Taken", "Since"}};
        for (const TakenLine& line : visit.taken) {
            const TakenWords words = taken(line);
            const std::string joint = words.kind.empty() || words.remark.empty() ? "" : ": ";
            table.row({with_remark(words.name, words.kind + joint + words.remark), words.holds, words.plan,
                with_remark(words.kept, words.kept_remark), with_remark(words.since, words.since_remark)});
        }
        out += "\n" + table.text();
        if (const std::string legend = taken_legend(visit); !legend.empty()) out += "\n" + legend + "\n";
    }
    if (const auto notes = adequacy_notes(visit.adequacy); !notes.empty()) {
        out += '\n';
        for (const auto& note : notes) out += "- " + markdown_escaped(note) + "\n";
    }
    if (visit.nights.kept()) {
        out += '\n';
        for (const auto& sentence : visit_nights::numbers(visit.nights))
            out += "- " + markdown_escaped(sentence) + "\n";
        for (const auto& sentence : visit_nights::comparison(visit.nights))
            out += "\n" + markdown_escaped(sentence) + "\n";
    }
    if (!visit.labs.empty()) {
        Table table{{"Blood value", "Day", "Value", "Range of the laboratory"}};
        for (const auto& [name, day, value, range] : visit_labs::words(visit)) table.row({name, day, value, range});
        out += "\n" + table.text();
    }
    std::string published;
    for (const PublishedValue& source : sources(visit))
        published += markdown_escaped(formatted("- {} {}: {}", source.nutrient, source.value, source.text)) + "\n";
    if (!published.empty()) {
        out += formatted("\nReference values: {} ({}):\n\n", visit.authority->name, visit.authority->key) + published;
    }
    return out + "\n" + markdown_escaped(closing()) + "\n";
}

}  // namespace epsom
