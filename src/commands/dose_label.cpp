#include "dose_label.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "epsom/domain/amounts/amount.hpp"
#include "epsom/render/text.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

constexpr std::size_t longest_label = 256 * 1024;  // no label has more

std::string read_text(const Context& context, const std::string& name) {
    std::ifstream file;
    if (name != "-") {
        std::error_code error;
        if (std::filesystem::is_directory(name, error))
            throw MachineError{"cannot read " + path_in_quotes(name) + ": it is a directory"};
        file.open(name, std::ios::binary);
        if (!file)
            throw MachineError{"cannot read " + path_in_quotes(name), "check that the file exists and can be read"};
    }
    std::istream& in = name == "-" ? context.in() : file;
    std::string text(longest_label + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (in.bad()) throw MachineError{"cannot read " + path_in_quotes(name)};
    text.resize(static_cast<std::size_t>(in.gcount()));
    return text;
}

/// What a line counts as, or why it does not.
std::string meaning(const ReadLine& line) {
    const auto counts_as = [&line] {
        const NutrientInfo& counted = info(*line.nutrient);
        std::string text{counted.key};
        if (line.amount && counted.measure == Measure::cells) text = spell(*line.amount, *line.nutrient) + " " + text;
        else if (line.amount)
            text = spell_grouped(line.amount->nanograms(), counted.unit_steps, 3) + " " + std::string{counted.unit} +
                   " " + text;
        else text += ", amount unknown";
        if (!line.form.empty() && line.form != counted.key) text += " as " + line.form;
        return text + (is_own(*line.nutrient) ? " (your own ingredient)" : "");
    };
    if (line.counted && line.nutrient) return counts_as();
    switch (line.kind) {
        case LineKind::sum: return "sum of other lines, not added";
        case LineKind::part_of: return "part of the line above, not added";
        case LineKind::also_mg: return "the same in another unit, not added";
        case LineKind::salt: return "mass of the salt, not added";
        case LineKind::duplicate: return "repeats another line, not added";
        case LineKind::skip: return "not a supplement ingredient, left out";
        case LineKind::blend: return "blend: only its parts are counted";
        case LineKind::nutrient:
        case LineKind::ingredient:
        case LineKind::present:
        case LineKind::unknown_name: break;
    }
    return "not added";
}

std::string_view what_is(LabelRemark::Kind kind) {
    switch (kind) {
        case LabelRemark::Kind::other_ingredients: return "other ingredients, not counted";
        case LabelRemark::Kind::directions: return "directions";
        case LabelRemark::Kind::unread: return "not understood";
        case LabelRemark::Kind::title:
        case LabelRemark::Kind::heading:
        case LabelRemark::Kind::serving:
        case LabelRemark::Kind::footnote: break;
    }
    return "";
}

}  // namespace

Result<ProductLabel> read_product_label(const Context& context, const std::string& name, const Store& store) {
    const std::string text = read_text(context, name);
    const std::string shown = name == "-" ? "standard input" : in_quotes(name);
    if (text.size() > longest_label)
        return Error{shown + " is too long for a label", "keep the lines of the facts panel"};
    if (!is_utf8(text) || text.find('\0') != std::string::npos)
        return Error{shown + " is not valid UTF-8 text", "save the file as UTF-8"};
    ProductLabel product{.label = read_label(text), .reading = {}};
    const LabelNames names{.compound = tables::find_compound,
        .own = [&store](std::string_view own) { return store.own_ingredient_named(own); }};
    product.reading = read_contents(product.label, names);
    if (product.reading.contents.empty()) {
        return Error{
            "no amount found in " + shown, "give one line each: name, amount and unit, such as 'Magnesium 100 mg'"};
    }
    return product;
}

std::string label_account(const Terminal& terminal, const ProductLabel& product) {
    constexpr std::size_t name_width = 34;
    std::string out;
    const auto add = [&](std::string_view name, const std::string& text) {
        const std::string left = "  " + fitted(printable(name), name_width, terminal.plain());
        out += beside(left, name_width + 4, text, terminal);
    };
    for (const ReadLine& line : product.reading.lines) {
        // The note of a line that does not count says why; of an ingredient of the user's own, no more than meaning()
        // does.
        const bool is_said = line.note.empty() || line.kind == LineKind::unknown_name;
        add(line.name, is_said        ? meaning(line)
                       : line.counted ? meaning(line) + "; " + printable(line.note)
                                      : printable(line.note));
    }
    for (const LabelRemark& remark : product.label.remarks) {
        if (const std::string_view what = what_is(remark.kind); !what.empty()) {
            add(remark.text, "line " + std::to_string(remark.line) + ": " + std::string{what});
        }
    }
    for (const std::string& note : product.label.notes) out += beside("  " + printable(note), 2, "", terminal);
    if (product.label.servings_per_container) {
        out += "  " + std::to_string(*product.label.servings_per_container) + " servings per container\n";
    }
    return out;
}

}  // namespace epsom
