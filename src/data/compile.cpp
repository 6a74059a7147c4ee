#include "compile.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>

#include "epsom/domain/amounts/compound.hpp"
#include "epsom/domain/amounts/equivalents.hpp"
#include "epsom/domain/table_name.hpp"
#include "references.hpp"
#include "rules.hpp"
#include "schemas.hpp"
#include "spread.hpp"
#include "table.hpp"

namespace epsom::data {
namespace {

constexpr std::array<std::string_view, 4> measures{"mass", "volume", "activity", "cells"};
constexpr std::array<std::string_view, 4> groups{"mineral", "vitamin", "other", "ingredient"};
constexpr std::array<std::string_view, 6> kinds{"salt", "chelate", "element", "mixture", "excipient", "vitamer"};
constexpr std::array<std::string_view, 2> routes{"oral", "topical"};
/// Forms that upper levels tell apart, and how C++ calls them.
struct LimitFormWord {
    std::string_view word;
    std::string_view nutrient;
    std::string_view enumerator;
};
constexpr std::array limit_forms{LimitFormWord{"retinol", "vitamin-a", "retinol"},
    LimitFormWord{"carotene", "vitamin-a", "carotene"}, LimitFormWord{"folic-acid", "folate", "folic_acid"},
    LimitFormWord{"nicotinic-acid", "niacin", "nicotinic_acid"},
    LimitFormWord{"nicotinamide", "niacin", "nicotinamide"},
    // an ester of nicotinic acid that no authority counts or leaves out by name
    LimitFormWord{"undecided", "niacin", "unsaid"}, LimitFormWord{"natural", "vitamin-e", "natural"},
    LimitFormWord{"synthetic", "vitamin-e", "synthetic"}};
constexpr std::int64_t first_own = 0x8000;  // ids of the user's own ingredients
constexpr std::int64_t share_steps = 100'000;
constexpr std::int64_t heaviest_100g = 100'500'000'000;  // what food tables round, in nanograms

template <std::size_t count> bool is_one_of(const std::array<std::string_view, count>& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

struct Unit {
    std::string_view unit;
    std::string_view measure;
    std::int64_t steps = 1;
};

struct Ingredient {
    std::string_view key;
    std::int64_t id = 0;
    std::string_view symbol;
    std::string_view measure;
    bool is_nutrient = false;
};

struct Form {
    std::string_view key;
    std::string_view formula;
};

std::string spelled(Proportion share) {
    return "{" + std::to_string(share.numerator) + ", " + std::to_string(share.denominator) + "}";
}
std::string nutrient(std::int64_t id) { return "Nutrient{" + std::to_string(id) + "}"; }

class Compiler {
public:
    explicit Compiler(const Files& sources) : sources_{sources} {}
    Compiled run() {
        units();
        ingredients();
        ambiguous();
        compounds();
        companions();
        foods();
        std::map<std::string_view, std::int64_t> ids;
        for (const Ingredient& ingredient : ingredients_) ids.emplace(ingredient.key, ingredient.id);
        compile_rules(sources_, {ids, ingredient_names_, compound_names_}, includes_, errors_);
        std::map<std::string_view, Published> published;
        for (const Ingredient& ingredient : ingredients_)
            published.emplace(ingredient.key, Published{ingredient.id, ingredient.is_nutrient});
        std::map<std::string_view, std::int64_t> steps;
        for (const Unit& unit : units_) {
            if (unit.measure == "mass") steps.emplace(unit.unit, unit.steps);
        }
        compile_references(sources_, published, steps, includes_, errors_);
        compile_spread(sources_, published, steps, includes_, errors_);
        compile_schemas(sources_, includes_, errors_);
        return {std::move(includes_), std::move(errors_)};
    }

private:
    void units();
    void ingredients();
    std::string parts();
    void ambiguous();
    void compounds();
    void companions();
    void foods();

    std::string_view text_of(std::string_view name) { return data::text_of(sources_, name, errors_); }
    const Unit* unit_of(const Row& row, std::string_view name) {
        const auto found = std::ranges::find(units_, name, &Unit::unit);
        if (found != units_.end()) return &*found;
        row.refuse(errors_, in_quotes(name) + " is not a unit of units.tsv");
        return nullptr;
    }
    /// "2.4 mcg" in steps; 0 for an empty text.
    std::int64_t amount(const Row& row, std::string_view text, std::string_view measure) {
        if (text.empty()) return 0;
        const std::size_t space = text.find(' ');
        if (space == std::string_view::npos) {
            row.refuse(errors_, in_quotes(text) + " has no unit");
            return 0;
        }
        const Unit* unit = unit_of(row, text.substr(space + 1));
        if (unit == nullptr) return 0;
        const auto steps = in_steps(text.substr(0, space), unit->steps);
        if (!steps) row.refuse(errors_, in_quotes(text) + " is not a whole number of steps");
        if (unit->measure != measure) row.refuse(errors_, in_quotes(text) + " is not a " + std::string{measure});
        return steps.value_or(0);
    }

    const Ingredient* ingredient_of(const Row& row, std::string_view key) {
        const auto found = std::ranges::find(ingredients_, key, &Ingredient::key);
        if (found != ingredients_.end()) return &*found;
        row.refuse(errors_, in_quotes(key) + " is not a key of ingredients.tsv");
        return nullptr;
    }
    /// "0.41134"; empty for an empty text.
    std::optional<Proportion> share(const Row& row, std::string_view text) {
        if (text.empty()) return std::nullopt;
        const auto steps = in_steps(text, share_steps);
        if (!steps || *steps == 0) row.refuse(errors_, in_quotes(text) + " is not a share of at most five decimals");
        if (steps == share_steps) return Proportion{1, 1};
        return Proportion{steps.value_or(0), share_steps};
    }
    /// "17/10"; 1 for an empty text.
    Proportion fraction(const Row& row, std::string_view text) {
        if (text.empty()) return {1, 1};
        const std::size_t slash = std::min(text.find('/'), text.size());
        const auto numerator = whole(text.substr(0, slash));
        const auto denominator = whole(text.substr(std::min(slash + 1, text.size())));
        if (numerator.value_or(0) > 0 && denominator.value_or(0) > 0) return {*numerator, *denominator};
        row.refuse(errors_, in_quotes(text) + " is not a fraction");
        return {1, 1};
    }
    MolarMass mass_of(const Row& row, std::string_view formula, std::string_view element) {
        const MolarMass mass = molar_mass(formula, element);
        if (mass.total == 0) row.refuse(errors_, "the formula " + in_quotes(formula) + " cannot be read");
        else if (!element.empty() && mass.element == 0)
            row.refuse(errors_, "no " + std::string{element} + " in " + in_quotes(formula));
        return mass;
    }
    /// No compound is called as an ingredient is: an amount of it would be the ingredient's. Keys, which databases
    /// keep, may be the same: "chloride" is magnesium chloride.
    void add_compound_name(const Row& row, std::string_view name) {
        compound_names_.add(forms_.size(), row, name, errors_);
        if (name != row["key"] && ingredient_names_.find(name))
            row.refuse(errors_, "the name " + in_quotes(name) + " belongs to an ingredient");
        if (ambiguous_names_.find(name)) row.refuse(errors_, "the name " + in_quotes(name) + " is ambiguous");
    }

    const Files& sources_;
    Files includes_;
    Errors errors_;
    std::vector<Unit> units_;
    std::vector<Ingredient> ingredients_;
    std::vector<Form> forms_;
    Names ingredient_names_;
    Names ambiguous_names_;
    Names compound_names_;
};

void Compiler::units() {
    const Table table{"units.tsv", text_of("units.tsv"), {"unit", "spellings", "measure", "steps", "source"}, errors_};
    Names names;
    std::string rows;
    for (const Row& row : table.rows()) {
        const auto steps = whole(row["steps"]);
        if (!is_one_of(measures, row["measure"])) row.refuse(errors_, in_quotes(row["measure"]) + " is not a measure");
        if (!steps || *steps == 0) row.refuse(errors_, in_quotes(row["steps"]) + " is not a number of steps");
        check_source(row, errors_);
        names.add(units_.size(), row, row["unit"], errors_);
        tables::for_each_alias(
            row["spellings"], [&](std::string_view name) { names.add(units_.size(), row, name, errors_, true); });
        units_.push_back({row["unit"], row["measure"], std::max<std::int64_t>(steps.value_or(1), 1)});
        rows += "    {" + quoted(row["unit"]) + ", " + quoted(row["spellings"]) +
                ", Measure::" + std::string{row["measure"]} + ", " + std::to_string(units_.back().steps) + "},\n";
    }
    includes_["units.inc"] = "constexpr UnitInfo unit_rows[] = {\n" + rows +
                             "};\nconstexpr tables::HashedName unit_names[] = {\n" + names.spelled() + "};\n";
}

void Compiler::ingredients() {
    const Table table{"ingredients.tsv", text_of("ingredients.tsv"),
        {"id", "key", "label", "unit", "group", "edition", "symbol", "aliases", "iu", "daily_value", "nrv", "fdc_id",
            "source"},
        errors_};
    bool others_began = false;  // after the nutrients
    std::string rows;
    for (const Row& row : table.rows()) {
        const auto id = whole(row["id"]);
        const auto edition = whole(row["edition"]);
        const std::int64_t last = ingredients_.empty() ? -1 : ingredients_.back().id;
        if (!id || *id >= first_own) row.refuse(errors_, in_quotes(row["id"]) + " is not an id below 32768");
        else if (*id == last) row.refuse(errors_, "the id " + std::to_string(*id) + " is there twice");
        else if (*id < last) row.refuse(errors_, "the id " + std::to_string(*id) + " is there twice or out of order");
        if (!edition || *edition == 0 || *edition > 255)
            row.refuse(errors_, in_quotes(row["edition"]) + " is not an edition");
        const auto fdc_id = whole(row["fdc_id"]);
        if (!row["fdc_id"].empty() && !fdc_id) row.refuse(errors_, in_quotes(row["fdc_id"]) + " is not an fdc_id");
        if (!is_one_of(groups, row["group"])) row.refuse(errors_, in_quotes(row["group"]) + " is not a group");
        else if (row["group"] != "ingredient" && others_began)
            row.refuse(errors_, "a nutrient follows an ingredient that is not one");
        others_began = others_began || row["group"] == "ingredient";
        if (row["label"].empty()) row.refuse(errors_, "no label");
        check_key(row, errors_);
        check_source(row, errors_);
        const std::size_t number = ingredients_.size();
        ingredient_names_.add(number, row, row["key"], errors_);
        ingredient_names_.add(number, row, row["label"], errors_);
        tables::for_each_alias(
            row["aliases"], [&](std::string_view name) { ingredient_names_.add(number, row, name, errors_); });
        const Unit* unit = unit_of(row, row["unit"]);
        const std::string_view measure = unit == nullptr ? "mass" : unit->measure;
        ingredients_.push_back({row["key"], std::max(id.value_or(0), last), row["symbol"], measure, !others_began});
        rows += "    {" + nutrient(ingredients_.back().id) + ", " + quoted(row["key"]) + ", " + quoted(row["label"]) +
                ", " + quoted(row["unit"]) + ", " + std::to_string(unit == nullptr ? 1 : unit->steps) +
                ", Measure::" + std::string{measure} + ", Group::" + std::string{row["group"]} + ", " +
                std::to_string(edition.value_or(1)) + ", " + quoted(row["symbol"]) + ", " + quoted(row["aliases"]) +
                ", " + std::to_string(amount(row, row["iu"], measure)) + ", " +
                std::to_string(amount(row, row["daily_value"], measure)) + ", " +
                std::to_string(amount(row, row["nrv"], measure)) + ", " + std::to_string(fdc_id.value_or(0)) + ", " +
                nutrient(ingredients_.back().id) + "},\n";
    }
    rows += parts();
    std::map<std::int64_t, std::size_t> row_of;
    for (std::size_t row = 0; row < ingredients_.size(); ++row) row_of.emplace(ingredients_[row].id, row);
    std::string places;
    std::int64_t next = 0;
    for (const auto& [id, row] : row_of) {
        for (; next < id; ++next) places += "no_row, ";
        places += std::to_string(row) + ", ";
        ++next;
    }
    includes_["ingredients.inc"] =
        "constexpr NutrientInfo ingredient_rows[] = {\n" + rows +
        "};\nconstexpr tables::HashedName ingredient_names[] = {\n" + ingredient_names_.spelled() +
        "};\n// by id\nconstexpr std::uint16_t no_row = 0xffff;\nconstexpr std::uint16_t row_of_id[] = {" + places +
        "};\n";
}

/// Behind the ingredients.
std::string Compiler::parts() {
    const Table table{"parts.tsv", text_of("parts.tsv"), {"id", "key", "label", "unit", "part_of", "source"}, errors_};
    std::string rows;
    for (const Row& row : table.rows()) {
        const auto id = whole(row["id"]);
        const auto taken = std::ranges::find(ingredients_, id.value_or(0), &Ingredient::id);
        if (!id || *id >= first_own || taken != ingredients_.end())
            row.refuse(errors_, in_quotes(row["id"]) + " is not an id below 32768 that no other row has");
        if (row["label"].empty()) row.refuse(errors_, "no label");
        check_key(row, errors_);
        check_source(row, errors_);
        ingredient_names_.add(ingredients_.size(), row, row["key"], errors_);
        const Ingredient* of = ingredient_of(row, row["part_of"]);
        const Unit* unit = unit_of(row, row["unit"]);
        if (of != nullptr && unit != nullptr && unit->measure != of->measure)
            row.refuse(errors_, "a part is measured as what it is part of");
        rows += "    {" + nutrient(id.value_or(0)) + ", " + quoted(row["key"]) + ", " + quoted(row["label"]) + ", " +
                quoted(row["unit"]) + ", " + std::to_string(unit == nullptr ? 1 : unit->steps) +
                ", Measure::mass, Group::part, 1, \"\", \"\", 0, 0, 0, 0, " + nutrient(of == nullptr ? 0 : of->id) +
                "},\n";
        ingredients_.push_back({row["key"], id.value_or(0), {}, "mass"});
    }
    return rows;
}

void Compiler::ambiguous() {
    const Table table{"ambiguous.tsv", text_of("ambiguous.tsv"), {"word", "readings"}, errors_};
    std::string readings;
    std::string rows;
    std::size_t number = 0;
    std::size_t from = 0;
    for (const Row& row : table.rows()) {
        ambiguous_names_.add(number++, row, row["word"], errors_);
        if (ingredient_names_.find(row["word"])) row.refuse(errors_, in_quotes(row["word"]) + " names an ingredient");
        std::size_t count = 0;
        tables::for_each_alias(row["readings"], [&](std::string_view key) {
            static_cast<void>(ingredient_of(row, key));
            readings += quoted(key) + ", ";
            ++count;
        });
        if (count == 0) row.refuse(errors_, "no readings");
        rows += "    {" + quoted(row["word"]) + ", " + std::to_string(from) + ", " + std::to_string(count) + "},\n";
        from += count;
    }
    includes_["ambiguous.inc"] =
        "constexpr std::string_view every_reading[] = {" + readings + "};\nconstexpr Ambiguous ambiguous_rows[] = {\n" +
        rows + "};\nconstexpr tables::HashedName ambiguous_names[] = {\n" + ambiguous_names_.spelled() + "};\n";
}

void Compiler::compounds() {
    const Table table{"compounds.tsv", text_of("compounds.tsv"),
        {"key", "name", "aliases", "formula", "nutrient", "kind", "route", "share", "iu", "counts", "limit_form",
            "source"},
        errors_};
    std::string rows;
    std::string forms;
    for (const Row& row : table.rows()) {
        check_key(row, errors_);
        check_source(row, errors_);
        add_compound_name(row, row["key"]);
        add_compound_name(row, row["name"]);
        add_compound_name(row, tables::without_brackets(row["name"]));
        tables::for_each_alias(row["aliases"], [&](std::string_view name) { add_compound_name(row, name); });
        forms_.push_back({row["key"], row["formula"]});
        if (!is_one_of(kinds, row["kind"])) row.refuse(errors_, in_quotes(row["kind"]) + " is not a kind");
        if (!is_one_of(routes, row["route"])) row.refuse(errors_, in_quotes(row["route"]) + " is not a route");
        const auto limit_form = std::ranges::find(limit_forms, row["limit_form"], &LimitFormWord::word);
        if (limit_form != limit_forms.end() && limit_form->nutrient == row["nutrient"]) {
            forms += "    {" + quoted(row["key"]) + ", LimitForm::" + std::string{limit_form->enumerator} + "},\n";
        } else if (!row["limit_form"].empty()) {
            row.refuse(errors_, in_quotes(row["limit_form"]) + " is not a form of " + std::string{row["nutrient"]} +
                                    " that limits tell apart");
        }
        const Ingredient* counted = ingredient_of(row, row["nutrient"]);
        const std::string_view element = counted == nullptr ? std::string_view{} : counted->symbol;
        const auto of_whole = share(row, row["share"]);
        if (of_whole && !element.empty()) row.refuse(errors_, "the formula says the share of an element");
        if (!row["formula"].empty()) mass_of(row, row["formula"], element);
        rows += "    {" + quoted(row["key"]) + ", " + quoted(row["name"]) + ", " + quoted(row["aliases"]) + ", " +
                quoted(row["formula"]) + ", " + nutrient(counted == nullptr ? 0 : counted->id) + ", " +
                quoted(element) + ", CompoundKind::" + std::string{row["kind"]} +
                ", Route::" + std::string{row["route"]} + ", " + quoted(row["source"]) + ", " +
                spelled(of_whole.value_or(Proportion{})) + ", " + std::to_string(amount(row, row["iu"], "mass")) +
                ", " + spelled(fraction(row, row["counts"])) + "},\n";
    }
    includes_["limit_forms.inc"] = "constexpr NamedForm limit_forms[] = {\n" + forms + "};\n";
    includes_["compounds.inc"] = "constexpr Compound compound_rows[] = {\n" + rows +
                                 "};\nconstexpr HashedName compound_names[] = {\n" + compound_names_.spelled() + "};\n";
}

void Compiler::companions() {
    const Table table{
        "companions.tsv", text_of("companions.tsv"), {"compound", "nutrient", "share", "source"}, errors_};
    std::string rows;
    std::vector<std::pair<std::size_t, std::size_t>> parts(
        forms_.size());  // of each compound: where its companions begin, and how many
    std::size_t number = 0;
    std::string_view last;
    for (const Row& row : table.rows()) {
        check_source(row, errors_);
        const auto form = std::ranges::find(forms_, row["compound"], &Form::key);
        if (form == forms_.end()) {
            row.refuse(errors_, in_quotes(row["compound"]) + " is not a key of compounds.tsv");
            continue;
        }
        auto& [from, count] = parts[static_cast<std::size_t>(form - forms_.begin())];
        if (count > 0 && row["compound"] != last)
            row.refuse(errors_, "the companions of " + in_quotes(row["compound"]) + " are not together");
        if (count == 0) from = number;
        ++count;
        ++number;
        last = row["compound"];
        const Ingredient* brought = ingredient_of(row, row["nutrient"]);
        if (brought == nullptr) continue;
        auto of_whole = share(row, row["share"]);
        if (of_whole.has_value() != brought->symbol.empty())
            row.refuse(errors_, "a share is of a vitamin; the formula says that of an element");
        if (!of_whole) {
            const MolarMass mass = mass_of(row, form->formula, brought->symbol);
            of_whole = Proportion{mass.element, mass.total};
        }
        rows += "    {" + nutrient(brought->id) + ", " + std::to_string(of_whole->numerator) + ", " +
                std::to_string(of_whole->denominator) + "},\n";
    }
    std::string places;
    for (const auto& [from, count] : parts) places += "{" + std::to_string(from) + ", " + std::to_string(count) + "}, ";
    includes_["companions.inc"] = "constexpr Companion companion_rows[] = {\n" + rows +
                                  "};\n// of each compound\nconstexpr Part companion_parts[] = {" + places + "};\n";
}

void Compiler::foods() {
    const Table table{"foods.tsv", text_of("foods.tsv"),
        {"key", "name", "serving_name", "serving", "retinol mcg", "tryptophan g", "folic-acid mcg", "source"}, errors_};
    // What equivalents are reckoned from.
    constexpr std::array<std::string_view, 3> beside{"retinol mcg", "tryptophan g", "folic-acid mcg"};
    struct Column {
        std::string_view heading;
        const Ingredient* ingredient;
        std::int64_t steps;
    };
    std::vector<Column> columns;
    Names names;
    std::string amounts;
    std::string rows;
    std::size_t number = 0;
    std::size_t from = 0;
    for (const Row& row : table.rows()) {
        if (number == 0) {
            for (const auto heading : table.columns()) {
                const std::size_t space = heading.find(' ');
                if (space == std::string_view::npos || is_one_of(beside, heading)) continue;
                const Ingredient* ingredient = ingredient_of(row, heading.substr(0, space));
                const Unit* unit = unit_of(row, heading.substr(space + 1));
                if (ingredient == nullptr || unit == nullptr) continue;
                if (unit->measure != ingredient->measure)
                    row.refuse(errors_, "the column " + in_quotes(heading) + " has another measure");
                columns.push_back({heading, ingredient, unit->steps});
            }
            std::ranges::sort(columns, {}, [](const Column& column) { return column.ingredient->id; });
        }
        check_key(row, errors_);
        check_source(row, errors_);
        for (const auto name : {row["key"], row["name"]}) {
            names.add(number, row, name, errors_);
            if (compound_names_.find(name))
                row.refuse(errors_, "the name " + in_quotes(name) + " belongs to a compound");
        }
        ++number;
        const std::int64_t serving = amount(row, row["serving"], "mass");
        if ((serving == 0) != row["serving_name"].empty()) row.refuse(errors_, "a serving has a name and a mass");
        Amounts held;
        std::int64_t sum = 0;
        const auto read = [&](std::string_view heading, std::int64_t steps) -> std::optional<Mass> {
            const std::string_view text = row[heading];
            if (text.empty()) return std::nullopt;
            const auto read_steps = in_steps(text, steps);
            if (!read_steps)
                row.refuse(errors_, in_quotes(text) + " of " + in_quotes(heading) + " is not a whole number of steps");
            return Mass::from_nanograms(read_steps.value_or(0));
        };
        for (const auto& column : columns) {
            const auto held_of = read(column.heading, column.steps);
            held.set(Nutrient{static_cast<std::uint16_t>(column.ingredient->id)}, held_of);
            sum += held_of.value_or(Mass{}).nanograms();
        }
        if (sum > heaviest_100g) row.refuse(errors_, "100 g hold more than that");
        set_equivalents(held, {.retinol = read(beside[0], ng_per_ug),
                                  .tryptophan = read(beside[1], ng_per_g),
                                  .folic_acid = read(beside[2], ng_per_ug)});
        for (const auto& [of, mass] : held) {
            amounts += "    {" + nutrient(static_cast<std::int64_t>(of)) + ", Mass::from_nanograms(" +
                       std::to_string(mass.nanograms()) + ")},\n";
        }
        const auto count = held.all().size();
        rows += "    {" + quoted(row["key"]) + ", " + quoted(row["name"]) + ", " + quoted(row["serving_name"]) +
                ", Mass::from_nanograms(" + std::to_string(serving) + "), {food_amounts + " + std::to_string(from) +
                ", " + std::to_string(count) + "}, " + quoted(row["source"]) + "},\n";
        from += count;
    }
    includes_["foods.inc"] = "constexpr NutrientAmount food_amounts[] = {\n" + amounts +
                             "};\nconstexpr Food food_rows[] = {\n" + rows +
                             "};\nconstexpr HashedName food_names[] = {\n" + names.spelled() + "};\n";
}

}  // namespace

std::string_view text_of(const Files& sources, std::string_view name, Errors& errors) {
    const auto found = sources.find(name);
    if (found != sources.end()) return found->second;
    errors.push_back(std::string{name} + ":1: the file is missing");
    return {};
}

Compiled compile(const Files& sources) { return Compiler{sources}.run(); }

}  // namespace epsom::data
