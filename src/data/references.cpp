#include "references.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "epsom/domain/reference.hpp"
#include "epsom/domain/table_name.hpp"
#include "rules.hpp"

namespace epsom::data {
namespace {

template <typename Value> struct Word {
    std::string_view word;
    Value value;
    std::string_view enumerator;
};
template <typename Value>
Word(std::string_view, Value, std::string_view) -> Word<Value>;  // Clang 16 and older deduce nothing of an aggregate

constexpr std::array kinds{Word{"RDA", Kind::rda, "rda"}, Word{"RDI", Kind::rdi, "rdi"}, Word{"RNI", Kind::rni, "rni"},
    Word{"RNI_formula", Kind::rni_formula, "rni_formula"}, Word{"PRI", Kind::pri, "pri"}, Word{"RI", Kind::ri, "ri"},
    Word{"AI", Kind::ai, "ai"}, Word{"Schaetzwert", Kind::estimate, "estimate"}, Word{"EAR", Kind::ear, "ear"},
    Word{"AR", Kind::ar, "ar"}, Word{"AR_prov", Kind::ar_prov, "ar_prov"}, Word{"LRNI", Kind::lrni, "lrni"},
    Word{"UL", Kind::ul, "ul"}, Word{"SUL", Kind::sul, "sul"}, Word{"GL", Kind::gl, "gl"},
    Word{"SLI", Kind::sli, "sli"}, Word{"CDRR", Kind::cdrr, "cdrr"}};
constexpr std::array sexes{Word{"any", std::optional<Sex>{}, "std::nullopt"},
    Word{"female", std::optional{Sex::female}, "Sex::female"}, Word{"male", std::optional{Sex::male}, "Sex::male"}};
constexpr std::array stages{Word{"none", LifeStage::none, "none"}, Word{"pregnant", LifeStage::pregnant, "pregnant"},
    Word{"lactating", LifeStage::lactating, "lactating"}};
constexpr std::array scopes{Word{"total", Scope::total, "total"},
    Word{"supplemental", Scope::supplemental, "supplemental"}, Word{"preformed", Scope::preformed, "preformed"},
    Word{"nicotinic-acid", Scope::nicotinic_acid, "nicotinic_acid"},
    Word{"nicotinamide", Scope::nicotinamide, "nicotinamide"}};
constexpr std::array levels{Word{"", std::optional<Phytate>{}, "std::nullopt"},
    Word{"phytate 300 mg", std::optional{Phytate::low}, "Phytate::low"},
    Word{"phytate 600 mg", std::optional{Phytate::moderate}, "Phytate::moderate"},
    Word{"phytate 900 mg", std::optional{Phytate::high}, "Phytate::high"},
    Word{"phytate 1200 mg", std::optional{Phytate::very_high}, "Phytate::very_high"},
    Word{"phytate 330 mg", std::optional{Phytate::low}, "Phytate::low"},
    Word{"phytate 660 mg", std::optional{Phytate::moderate}, "Phytate::moderate"},
    Word{"phytate 990 mg", std::optional{Phytate::high}, "Phytate::high"},
    Word{"bioavailability high", std::optional{Phytate::low}, "Phytate::low"},
    Word{"bioavailability moderate", std::optional{Phytate::moderate}, "Phytate::moderate"},
    Word{"bioavailability low", std::optional{Phytate::high}, "Phytate::high"}};

/// The word after the unit, as in "250 mcg RE". Without one a target of niacin or folate is a plain mass; vitamin A
/// needs one.
struct InTerms {
    std::string_view nutrient, word;
    Terms terms;
    std::string_view enumerator;
};
constexpr std::array terms{InTerms{"vitamin-a", "RAE", Terms::kept, "kept"},
    InTerms{"vitamin-a", "RE", Terms::retinol_equivalents, "retinol_equivalents"},
    InTerms{"niacin", "NE", Terms::kept, "kept"}, InTerms{"niacin", "", Terms::niacin_alone, "niacin_alone"},
    InTerms{"folate", "DFE", Terms::kept, "kept"}, InTerms{"folate", "", Terms::folate_mass, "folate_mass"},
    InTerms{"folate", "folic acid", Terms::folic_acid, "folic_acid"},
    InTerms{"vitamin-e", "alpha-tocopherol", Terms::alpha_tocopherol, "alpha_tocopherol"}};

/// A row as it is checked, and how it is written out.
struct Cell {
    ReferenceValue value{};
    const Row* row;
    bool as_printed;  // an order that looks wrong, and is printed so
    struct Enumerators {
        std::string_view kind, sex, stage, scope, level, terms{"kept"};
    } enumerators{};
};

bool same_series(const ReferenceValue& a, const ReferenceValue& b) {
    return a.nutrient == b.nutrient && a.kind == b.kind && a.sex == b.sex && a.stage == b.stage && a.scope == b.scope &&
           a.phytate == b.phytate;
}

/// Whether some person could be given both.
bool overlap(const ReferenceValue& a, const ReferenceValue& b) {
    return a.nutrient == b.nutrient && a.stage == b.stage && (!a.sex || !b.sex || a.sex == b.sex) &&
           a.phytate == b.phytate && a.from_months < b.to_months && b.from_months < a.to_months;
}

/// Both forms of niacin have a limit; of all else a person has one.
bool are_of_two_forms(Scope a, Scope b) {
    return (a == Scope::nicotinic_acid && b == Scope::nicotinamide) ||
           (a == Scope::nicotinamide && b == Scope::nicotinic_acid);
}

/// Enough for few, for half, for nearly everyone: 1 to 3; 0 for all else.
int rank(const ReferenceValue& value) {
    switch (role_of(value.kind)) {
        case Role::lower: return 1;
        case Role::requirement: return 2;
        case Role::target: return 3;
        default: return 0;
    }
}

/// Of the rows of an authority, and of its file: "reference_us_ca".
std::string array_name(std::string_view key) {
    std::string name = "reference_";
    for (const char c : key) name += tables::lower(c);
    return name;
}

class References {
public:
    References(const Files& sources, const std::map<std::string_view, Published>& ingredients,
        const std::map<std::string_view, std::int64_t>& steps, Errors& errors)
        : sources_{sources}, ingredients_{ingredients}, steps_{steps}, errors_{errors} {}

    [[nodiscard]] std::string run();

private:
    template <typename Value, std::size_t count>
    void read_word(const std::array<Word<Value>, count>& words, const Row& row, std::string_view column, Value& value,
        std::string_view& enumerator) {
        const auto found = std::ranges::find(words, row[column], &Word<Value>::word);
        if (found == words.end())
            return row.refuse(errors_, in_quotes(row[column]) + " is not a " + std::string{column});
        value = found->value;
        enumerator = found->enumerator;
    }
    /// "6 mo", "14 y"; `none` for an empty text.
    int months(const Row& row, std::string_view column, int none);
    void read_value(const Row& row, Cell& cell);
    Cell read(const Row& row);
    void check_order(const std::vector<Cell>& cells);
    void check_pair(const Cell& a, const Cell& b);
    std::string authority(const Row& row);
    std::string spelled(const Cell& cell);

    const Files& sources_;
    const std::map<std::string_view, Published>& ingredients_;
    const std::map<std::string_view, std::int64_t>& steps_;
    Errors& errors_;
    std::map<std::string_view, std::size_t> texts_;  // each source is written once
    std::string text_rows_;
};

int References::months(const Row& row, std::string_view column, int none) {
    const std::string_view text = row[column];
    if (text.empty()) return none;
    const std::size_t space = std::min(text.find(' '), text.size());
    const auto count = whole(text.substr(0, space));
    const std::string_view unit = text.substr(std::min(space + 1, text.size()));
    if (!count || *count > 1500 || (unit != "mo" && unit != "y")) {
        row.refuse(errors_, in_quotes(text) + " is not an age, such as '6 mo' or '14 y'");
        return none;
    }
    return static_cast<int>(*count) * (unit == "y" ? 12 : 1);
}

void References::read_value(const Row& row, Cell& cell) {
    const std::string_view text = row["value"];
    const std::size_t first = std::min(text.find(' '), text.size());
    const std::string_view rest = text.substr(std::min(first + 1, text.size()));
    const std::size_t second = std::min(rest.find(' '), rest.size());
    std::string_view unit = rest.substr(0, second);
    const std::string_view qualifier = rest.substr(std::min(second + 1, rest.size()));
    cell.value.per_kg = unit.ends_with("/kg");
    if (cell.value.per_kg) unit.remove_suffix(3);
    const auto steps = steps_.find(unit);
    const auto amount = steps == steps_.end() ? std::nullopt : in_steps(text.substr(0, first), steps->second);
    if (!amount || *amount == 0)
        row.refuse(errors_, in_quotes(text) + " is not an amount above zero, such as '320 mg'");
    cell.value.value = Mass::from_nanograms(amount.value_or(0));
    cell.value.terms = Terms::kept;
    // Without a word a limit is of the form that its scope names.
    if (qualifier.empty() && role_of(cell.value.kind) == Role::limit) return;
    const auto of_nutrient = [&row](const InTerms& each) { return each.nutrient == row["nutrient"]; };
    const auto meant =
        std::ranges::find_if(terms, [&](const InTerms& each) { return of_nutrient(each) && each.word == qualifier; });
    if (meant != terms.end()) {
        cell.value.terms = meant->terms;
        cell.enumerators.terms = meant->enumerator;
    } else if (!qualifier.empty()) {
        row.refuse(
            errors_, in_quotes(qualifier) + " is nothing that " + std::string{row["nutrient"]} + " is counted as");
    } else if (std::ranges::any_of(
                   terms, [&](const InTerms& each) { return of_nutrient(each) && each.terms == Terms::kept; })) {
        row.refuse(errors_, "the word after the unit is missing, such as 'RAE'");
    }
}

Cell References::read(const Row& row) {
    Cell cell{.row = &row, .as_printed = row["as_printed"] == "yes"};
    const auto found = ingredients_.find(row["nutrient"]);
    if (found == ingredients_.end() || !found->second.is_nutrient)
        row.refuse(errors_, in_quotes(row["nutrient"]) + " is not a nutrient of ingredients.tsv");
    cell.value.nutrient = Nutrient{static_cast<std::uint16_t>(found == ingredients_.end() ? 0 : found->second.id)};
    read_word(kinds, row, "kind", cell.value.kind, cell.enumerators.kind);
    read_word(sexes, row, "sex", cell.value.sex, cell.enumerators.sex);
    read_word(stages, row, "stage", cell.value.stage, cell.enumerators.stage);
    read_word(scopes, row, "scope", cell.value.scope, cell.enumerators.scope);
    read_word(levels, row, "level", cell.value.phytate, cell.enumerators.level);
    cell.value.from_months = months(row, "from", 0);
    cell.value.to_months = months(row, "to", no_age_limit);
    cell.value.source = row["source"];
    read_value(row, cell);
    check_source(row, errors_);
    if (!row["as_printed"].empty() && !cell.as_printed) row.refuse(errors_, "as_printed is 'yes' or empty");
    if (cell.value.from_months >= cell.value.to_months) row.refuse(errors_, "the ages end before they begin");
    if (cell.value.stage != LifeStage::none && cell.value.sex != Sex::female)
        row.refuse(errors_, "a life stage is of women");
    const bool is_limit = role_of(cell.value.kind) == Role::limit;
    if (!is_limit && (cell.value.per_kg || cell.value.scope != Scope::total))
        row.refuse(errors_, "only a limit is per kilogram, or of a part of the intake");
    // A limit for the total would forbid a diet that meets the target.
    if (is_limit && row["nutrient"] == "magnesium" && cell.value.scope != Scope::supplemental)
        row.refuse(errors_, "magnesium's limits never count food");
    return cell;
}

/// By nutrient, a series in one piece and from young to old without a gap.
void References::check_order(const std::vector<Cell>& cells) {
    for (std::size_t i = 1; i < cells.size(); ++i) {
        const ReferenceValue& before = cells[i - 1].value;
        const ReferenceValue& value = cells[i].value;
        if (value.nutrient < before.nutrient)
            cells[i].row->refuse(errors_, "out of order: nutrients stand as in ingredients.tsv");
        if (same_series(before, value)) {
            if (before.to_months != value.from_months)
                cells[i].row->refuse(errors_, "begins at another age than the row before it ends");
            continue;
        }
        for (std::size_t j = 0; j + 1 < i; ++j) {
            if (!same_series(cells[j].value, value)) continue;
            cells[i].row->refuse(errors_, "continues a series of rows further up");
            break;
        }
    }
}

void References::check_pair(const Cell& first, const Cell& second) {
    const ReferenceValue& a = first.value;
    const ReferenceValue& b = second.value;
    const auto refuse = [&](const std::string& why) { second.row->refuse(errors_, why + first.row->where()); };
    if (a.kind == b.kind && a.stage == b.stage && a.scope == b.scope && a.sex.has_value() != b.sex.has_value())
        refuse("a series is for both sexes or for each, unlike ");
    if (!overlap(a, b)) return;
    const Role role = role_of(a.kind);
    if (role == role_of(b.kind) && role != Role::alternative &&
        !(role == Role::limit && are_of_two_forms(a.scope, b.scope)))
        refuse("nobody has two values for one purpose, as with ");
    if (first.as_printed || second.as_printed || a.per_kg || b.per_kg || a.terms != b.terms) return;
    const int lower = std::min(rank(a), rank(b));
    const int higher = std::max(rank(a), rank(b));
    if (lower > 0 && lower != higher) {
        const Mass low = rank(a) < rank(b) ? a.value : b.value;
        const Mass high = rank(a) < rank(b) ? b.value : a.value;
        if (low >= high) refuse("what is enough for some is less than what is enough for nearly everyone, unlike ");
    }
    const ReferenceValue& limit = role == Role::limit ? a : b;
    const ReferenceValue& target = role == Role::limit ? b : a;
    if (role_of(limit.kind) == Role::limit && role_of(target.kind) == Role::target && limit.scope == Scope::total &&
        limit.value < target.value)
        refuse("the limit is below the target of ");
}

std::string References::spelled(const Cell& cell) {
    const ReferenceValue& value = cell.value;
    const Cell::Enumerators& written = cell.enumerators;
    const auto [text, is_new] = texts_.emplace(value.source, texts_.size());
    if (is_new)
        text_rows_ +=
            "constexpr std::string_view source_" + std::to_string(text->second) + " = " + quoted(value.source) + ";\n";
    const std::string to = value.to_months == no_age_limit ? "no_age_limit" : std::to_string(value.to_months);
    const std::string parts[] = {"Nutrient{" + std::to_string(static_cast<int>(value.nutrient)) + "}",
        "Kind::" + std::string{written.kind}, std::string{written.sex}, "LifeStage::" + std::string{written.stage},
        std::to_string(value.from_months), to, "Mass::from_nanograms(" + std::to_string(value.value.nanograms()) + ")",
        value.per_kg ? "true" : "false", "Scope::" + std::string{written.scope}, "Terms::" + std::string{written.terms},
        std::string{written.level}, "source_" + std::to_string(text->second)};
    std::string line;
    for (const std::string& part : parts) line += (line.empty() ? "    {" : ", ") + part;
    return line + "},\n";
}

std::string References::authority(const Row& authority) {
    const std::string name = array_name(authority["key"]);
    const std::string file = name + ".tsv";
    const Table table{file, text_of(sources_, file, errors_),
        {"nutrient", "kind", "sex", "stage", "from", "to", "value", "scope", "level", "as_printed", "source"}, errors_};
    std::vector<Cell> cells;
    cells.reserve(table.rows().size());
    for (const Row& row : table.rows()) cells.push_back(read(row));
    check_order(cells);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        for (std::size_t j = i + 1; j < cells.size() && cells[j].value.nutrient == cells[i].value.nutrient; ++j)
            check_pair(cells[i], cells[j]);
    }
    std::string rows;
    for (const Cell& cell : cells) rows += spelled(cell);
    return "constexpr ReferenceValue " + name + "[] = {\n" + rows + "};\n";
}

std::string References::run() {
    const Table table{"authorities.tsv", text_of(sources_, "authorities.tsv", errors_), {"key", "name"}, errors_};
    std::string rows, all;
    for (const Row& row : table.rows()) {
        const std::string_view key = row["key"];
        const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; };
        if (key.empty() || !std::ranges::all_of(key, is_letter))
            row.refuse(errors_, in_quotes(key) + " is not a key, such as 'US_CA'");
        if (row["name"].empty()) row.refuse(errors_, "no name");
        rows += authority(row);
        all += "    {" + quoted(key) + ", " + quoted(row["name"]) + ", " + array_name(key) + "},\n";
    }
    return text_rows_ + rows + "constexpr Authority authority_rows[] = {\n" + all + "};\n";
}

}  // namespace

void compile_references(const Files& sources, const std::map<std::string_view, Published>& ingredients,
    const std::map<std::string_view, std::int64_t>& steps, Files& includes, Errors& errors) {
    includes["references.inc"] = References{sources, ingredients, steps, errors}.run();
}

}  // namespace epsom::data
