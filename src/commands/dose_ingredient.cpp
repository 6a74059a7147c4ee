#include "dose_ingredient.hpp"

#include <array>

#include "epsom/domain/amounts/nutrient.hpp"
#include "epsom/render/format.hpp"
#include "epsom/render/text.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/choice.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

constexpr auto table_formats = described(std::array<std::string_view, 5>{"text", "csv", "tsv", "json", "ndjson"});

}  // namespace

void DoseIngredientList::options(Options& options) {
    options.value("--format", format_, "FORMAT", "text, csv, tsv, json or ndjson (default: text)")
        .words(table_formats)
        .examples("  epsom dose ingredient list\n");
}

ExitCode DoseIngredientList::run(Context& context) {
    const auto format = parse_record_format(format_);
    if (!format) return context.refuse(format.error());
    const Store store = context.open(Store::Access::read);
    const std::vector<Nutrient> all = store.own_ingredients();
    if (*format == Format::text) {
        if (all.empty()) {
            context.print(
                "No ingredients of your own. To add one:"
                " epsom dose add greens --contains \"spirulina powder=500mg\"\n");
        }
        for (const Nutrient own : all) {
            context.print(beside(std::string{info(own).key}, 30,
                std::string{info(own).label} + ", in " + std::string{info(own).unit}, context.terminal()));
        }
        return ExitCode::ok;
    }
    const auto writer = record_writer(*format, context.out(*format));
    constexpr std::array<std::string_view, 3> columns{"key", "name", "unit"};
    writer->begin({{"schema", "epsom/ingredients/1"}}, columns);
    for (const Nutrient own : all) {
        writer->row(Record{{"key", info(own).key}, {"name", info(own).label}, {"unit", info(own).unit}});
    }
    writer->end({});
    return ExitCode::ok;
}

void DoseIngredientRename::options(Options& options) {
    options.operands("NAME NEW", names_).examples("  epsom dose ingredient rename cocoa-powder 'Raw cocoa'\n");
}

ExitCode DoseIngredientRename::run(Context& context) {
    if (names_.size() != 2) {
        return context.refuse({names_.empty()       ? "missing NAME and NEW"
                               : names_.size() == 1 ? "missing NEW"
                                                    : "more than two names given",
            "quote names with spaces: epsom dose ingredient rename cocoa-powder 'Raw cocoa'"});
    }
    Store store = context.open_existing();
    const auto own = store.own_ingredient_named(names_[0]);
    if (!own) {
        std::vector<std::string_view> known;
        for (const Nutrient each : store.own_ingredients()) known.push_back(info(each).key);
        return context.refuse({"no ingredient of your own is called " + in_quotes(names_[0]),
            hint_for(names_[0], known, "'epsom dose ingredient list' shows them")});
    }
    const std::string label{trim(names_[1])};
    const auto key = ingredient_key(label);
    if (!key) return context.refuse(key.error());
    const auto other = store.own_ingredient_named(label);
    if (find_nutrient(label) || tables::find_compound(label) != nullptr || (other && *other != *own)) {
        return context.refuse(
            {in_quotes(label) + " is already the name of a nutrient or ingredient", "choose another name"});
    }
    const std::string before{info(*own).key};
    Change change{store, context.clock().now};
    change.rename(*own, *key, label);
    change.commit("dose ingredient rename " + before);
    if (!context.quiet()) context.print("Renamed " + before + " to " + *key + "\n");
    return ExitCode::ok;
}

}  // namespace epsom
