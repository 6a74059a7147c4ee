#include <algorithm>
#include <map>

#include "drawing.hpp"
#include "epsom/render/labs.hpp"

namespace epsom {

using namespace drawing;

namespace {

constexpr std::array<std::string_view, 11> labs_listed{"name", "day", "comparator", "value", "unit", "converted",
    "converted_unit", "range_low", "range_high", "id", "note"};

Value number_value(const LabNumber& number) {
    return Value::fraction(number.digits, scale_of(number), number.decimals);
}
Value number_value(const std::optional<LabNumber>& number) { return number ? number_value(*number) : Value{}; }
Value text_value(std::string_view text) { return text.empty() ? Value{} : Value{text}; }

/// `<24.8 nmol/L`: a value outside of the method's limits is that in every unit.
std::string spell_converted(const LabRow& row, const std::string& unit) {
    const auto result = parse_lab_detail(row.lab.detail);
    return (result ? std::string{result->comparator} : "") + spell(*row.converted) + " " + unit;
}

/// The draws of one value in columns.
std::string draws(const Terminal& terminal, const std::vector<const LabRow*>& rows, const std::string& unit) {
    struct Cells {
        std::string value, converted, range;
    };
    std::vector<Cells> cells;
    std::size_t value_width = 0, converted_width = 0;
    for (const LabRow* row : rows) {
        const auto result = parse_lab_detail(row->lab.detail);
        Cells made{printable(spell_lab(row->lab)), row->converted ? "= " + printable(spell_converted(*row, unit)) : "",
            result && result->range ? "range " + in_words(*result->range) : ""};
        value_width = std::max(value_width, display_width(made.value));
        converted_width = std::max(converted_width, display_width(made.converted));
        cells.push_back(std::move(made));
    }
    const std::size_t width = page_width(terminal);
    std::string out;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Intake& lab = rows[i]->lab;
        std::string line = "  " + spell_day(lab.day) + "  " + cell(terminal, cells[i].value, value_width);
        if (converted_width > 0) line += "  " + cell(terminal, cells[i].converted, converted_width);
        for (const std::string& more : {cells[i].range, "#" + std::to_string(lab.id), printable(lab.note)})
            line += more.empty() ? "" : "  " + more;
        out +=
            visible_width(line) <= width ? without_trailing_blanks(std::move(line)) + "\n" : wrapped(line, width, 14);
    }
    return out;
}

}  // namespace

std::string labs_page(const Terminal& terminal, const LabReport& report) {
    const std::string what = report.name.empty() ? "blood values" : "values of " + printable(report.name);
    if (report.rows.empty()) {
        return wrapped(
            formatted("No {} in {}. To log one: epsom log lab ferritin 45ng/mL", what, spell_range(report.range)),
            page_width(terminal), 2);
    }
    std::map<std::string, std::vector<const LabRow*>> named;
    for (const LabRow& row : report.rows) named[name_key(row.lab.what)].push_back(&row);
    std::string out = answer(terminal, "Blood values",
        {{formatted("{} of {}", report.rows.size() == 1 ? "1 result" : formatted("{} results", report.rows.size()),
            named.size() == 1 ? "1 blood value" : formatted("{} blood values", named.size()))}},
        {spell_range(report.range)});
    for (const auto& [key, rows] : named)
        out += "\n" + colored(terminal, Ink::heading, printable(rows.back()->lab.what)) + "\n" +
               draws(terminal, rows, report.unit);
    return out;
}

std::span<const std::string_view> lab_columns() { return labs_listed; }

Record lab_record(const LabRow& row, std::string_view unit) {
    const auto result = parse_lab_detail(row.lab.detail);
    const LabRange range = result ? result->range.value_or(LabRange{}) : LabRange{};
    return {{"name", row.lab.what}, {"day", spell_day(row.lab.day)},
        {"comparator", result ? text_value(result->comparator) : Value{}},
        {"value", result ? number_value(result->number) : Value{}}, {"unit", text_value(row.lab.unit)},
        {"converted", number_value(row.converted)}, {"converted_unit", row.converted ? Value{unit} : Value{}},
        {"range_low", number_value(range.low)}, {"range_high", number_value(range.high)}, {"id", row.lab.id},
        {"note", text_value(row.lab.note)}};
}

std::string labs_line(const Terminal& terminal, std::span<const Intake> labs, DayRange range) {
    constexpr std::size_t most = 4;
    if (labs.empty()) return {};
    const std::size_t left_out = labs.size() > most ? labs.size() - most : 0;
    std::string text;
    for (const Intake& lab : labs.subspan(left_out)) text += (text.empty() ? "" : "; ") + printable(in_a_line(lab));
    if (left_out > 0) text += formatted("; {} earlier: epsom report labs {}", left_out, spell_range(range));
    return wrapped("Blood values: " + text, page_width(terminal), 2);
}

}  // namespace epsom
