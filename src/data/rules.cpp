#include "rules.hpp"

#include <array>
#include <optional>
#include <set>
#include <string>

#include "epsom/domain/citation.hpp"
#include "epsom/domain/table_name.hpp"

namespace epsom::data {
namespace {

/// A word of a table, and how C++ calls it.
struct Word {
    std::string_view word;
    std::string_view enumerator;
};
constexpr std::array types{Word{"drug", "drug"}, Word{"injected-drug", "injected_drug"}, Word{"nutrient", "nutrient"},
    Word{"lifestyle", "lifestyle"}};
constexpr std::array kinds{Word{"spacing", "spacing"}, Word{"reduces-absorption", "reduces_absorption"},
    Word{"depletes", "depletes"}, Word{"raises", "raises"}, Word{"caution", "caution"}};
constexpr std::array statuses{Word{"verified", "verified"}, Word{"secondary", "secondary"}, Word{"weak", "weak"}};
constexpr std::array reaches{
    Word{"", "stated"}, Word{"rest-of-class", "rest_of_class"}, Word{"any-medicine", "any_medicine"}};
constexpr std::string_view any_medicine = "medicine";
constexpr std::int64_t longest_gap = 7 * 24 * 60;

struct Gap {
    std::int64_t least = 0;  // minutes
    std::int64_t most = 0;
};

std::string spelled(const Gap& gap) {
    return "{minutes{" + std::to_string(gap.least) + "}, minutes{" + std::to_string(gap.most) + "}}";
}

class Rules {
public:
    Rules(const Files& sources, const Ground& ground, Files& includes, Errors& errors)
        : sources_{sources}, ground_{ground}, includes_{includes}, errors_{errors} {}
    void citations();
    void substances();
    void interactions();
    void conditions();
    void aggravating();
    void check_citations();

private:
    template <std::size_t count>
    std::string enumerator(const std::array<Word, count>& words, const Row& row, std::string_view column) {
        for (const auto& [word, name] : words) {
            if (word == row[column]) return std::string{name};
        }
        row.refuse(errors_, in_quotes(row[column]) + " is not a " + std::string{column});
        return std::string{words.front().enumerator};
    }
    bool flag(const Row& row, std::string_view column, std::string_view yes, std::string_view no) {
        if (row[column] != yes && row[column] != no)
            row.refuse(errors_, in_quotes(row[column]) + " is not a value of " + std::string{column});
        return row[column] == yes;
    }
    std::optional<std::int64_t> id_of(std::string_view key) const {
        const auto found = ground_.ids.find(key);
        return found == ground_.ids.end() ? std::nullopt : std::optional{found->second};
    }
    std::string ingredient(const Row& row, std::string_view key) {
        const auto id = id_of(key);
        if (!id) row.refuse(errors_, in_quotes(key) + " is not a key of ingredients.tsv");
        return "Nutrient{" + std::to_string(id.value_or(0)) + "}";
    }
    /// "2", "0.5", "2-3": hours.
    Gap gap(const Row& row, std::string_view hours) {
        if (hours.empty()) return {};
        const std::size_t dash = hours.find('-');
        const auto least = in_steps(hours.substr(0, dash), 60);
        const auto most = dash == std::string_view::npos ? least : in_steps(hours.substr(dash + 1), 60);
        if (!least || !most || *least == 0 || *most > longest_gap)
            row.refuse(errors_, in_quotes(hours) + " is not a number of hours within a week");
        else if (*most < *least) row.refuse(errors_, in_quotes(hours) + " begins with the longer time");
        return {least.value_or(0), most.value_or(0)};
    }
    void cite(const Row& row, std::string_view column = "source") {
        const std::size_t before = errors_.size();
        check_source(row, errors_);
        if (errors_.size() > before) return;
        for (const std::string_view key : cited(row[column])) {
            const auto known = cited_.find(key);
            if (known == cited_.end()) row.refuse(errors_, in_quotes(key) + " is not a key of sources.tsv");
            else known->second = true;
        }
    }
    void add_name(const Row& row, std::string_view name, bool is_habit, bool is_compound) {
        names_.add(types_.size(), row, name, errors_);
        if (is_habit) return;
        if (ground_.ingredients.find(name))
            row.refuse(errors_, "the name " + in_quotes(name) + " belongs to an ingredient");
        if (!is_compound && ground_.compounds.find(name))
            row.refuse(errors_, "the name " + in_quotes(name) + " belongs to a compound");
    }

    const Files& sources_;
    const Ground& ground_;
    Files& includes_;
    Errors& errors_;
    std::map<std::string_view, std::string> types_;  // of substances, by key
    Table citations_{"sources.tsv", text_of(sources_, "sources.tsv", errors_), {"key", "citation"}, errors_};
    std::map<std::string_view, bool> cited_;  // the keys, and whether a rule cites each
    Names names_;
};

void Rules::citations() {
    std::string rows;
    for (const Row& row : citations_.rows()) {
        if (row["key"].empty() || row["key"].find(';') != std::string_view::npos)
            row.refuse(errors_, in_quotes(row["key"]) + " is not a key: it is empty or holds ';'");
        else if (!cited_.emplace(row["key"], false).second)
            row.refuse(errors_, in_quotes(row["key"]) + " is there twice");
        if (row["citation"].empty()) row.refuse(errors_, "no citation");
        rows += "    {" + quoted(row["key"]) + ", " + quoted(row["citation"]) + "},\n";
    }
    includes_["citations.inc"] = "constexpr Citation citation_rows[] = {\n" + rows + "};\n";
}

void Rules::check_citations() {
    for (const Row& row : citations_.rows()) {
        const auto known = cited_.find(row["key"]);
        if (known != cited_.end() && !known->second) row.refuse(errors_, "no rule cites " + in_quotes(row["key"]));
    }
}

void Rules::substances() {
    const Table table{"substances.tsv", text_of(sources_, "substances.tsv", errors_),
        {"key", "name", "aliases", "classes", "type", "holds"}, errors_};
    std::string rows;
    for (const Row& row : table.rows()) {
        check_key(row, errors_);
        const std::string type = enumerator(types, row, "type");
        const bool is_habit = type == "lifestyle";
        const bool holds = !row["holds"].empty();
        add_name(row, row["key"], is_habit, holds);
        add_name(row, row["name"], is_habit, holds);
        add_name(row, tables::without_brackets(row["name"]), is_habit, holds);
        tables::for_each_alias(row["aliases"], [&](std::string_view name) { add_name(row, name, is_habit, holds); });
        tables::for_each_alias(row["classes"], [&](std::string_view key) {
            if (!types_.contains(key)) row.refuse(errors_, "the class " + in_quotes(key) + " is not in a row above");
        });
        types_.emplace(row["key"], type);
        const std::string held = holds ? ingredient(row, row["holds"]) : "std::nullopt";
        rows += "    {" + quoted(row["key"]) + ", " + quoted(row["name"]) + ", " + quoted(row["aliases"]) + ", " +
                quoted(row["classes"]) + ", SubstanceType::" + type + ", " + held + "},\n";
    }
    includes_["substances.inc"] = "constexpr Substance substance_rows[] = {\n" + rows +
                                  "};\nconstexpr HashedName substance_names[] = {\n" + names_.spelled() + "};\n";
}

void Rules::interactions() {
    const Table table{"interactions.tsv", text_of(sources_, "interactions.tsv", errors_),
        {"subjects", "with", "kind", "before", "after", "status", "reach", "avoid", "fact", "source"}, errors_};
    std::set<std::string> seen;
    std::string rows;
    for (const Row& row : table.rows()) {
        cite(row);
        std::string held = "std::nullopt";
        std::size_t count = 0;
        tables::for_each_alias(row["subjects"], [&](std::string_view key) {
            ++count;
            const bool is_ingredient = id_of(key).has_value();
            if (!is_ingredient && !types_.contains(key))
                row.refuse(errors_, in_quotes(key) + " is not a key of substances.tsv or ingredients.tsv");
            if (!is_ingredient) return;
            if (held != "std::nullopt") row.refuse(errors_, "two ingredients in one rule");
            held = ingredient(row, key);
        });
        if (count == 0) row.refuse(errors_, "no subject");
        const std::string kind = enumerator(kinds, row, "kind");
        const std::string reach = enumerator(reaches, row, "reach");
        const std::string status = enumerator(statuses, row, "status");
        const bool avoid = flag(row, "avoid", "yes", "");
        const Gap before = gap(row, row["before"]);
        const Gap after = gap(row, row["after"]);
        const bool has_hours = !row["before"].empty() || !row["after"].empty();
        if (row["kind"] == "spacing" && !has_hours) row.refuse(errors_, "spacing without hours");
        if (avoid && has_hours) row.refuse(errors_, "what is to be avoided has no hours");
        if (status == "weak" && (has_hours || avoid)) row.refuse(errors_, "a weak source warns of nothing");
        if ((reach == "any_medicine") != (row["subjects"] == any_medicine))
            row.refuse(errors_, "any medicine is the subject " + in_quotes(any_medicine));
        std::string statement;
        for (const auto column : {"subjects", "with", "kind", "before", "after", "source"})
            statement += std::string{row[column]} + '\t';
        if (!seen.insert(statement).second) row.refuse(errors_, "the rule is there twice");
        rows += "    {" + quoted(row["subjects"]) + ", " + ingredient(row, row["with"]) + ", InteractionKind::" + kind +
                ", {" + spelled(before) + ", " + spelled(after) + "}, Evidence::" + status + ", " +
                quoted(row["source"]) + ", " + quoted(row["fact"]) + ", Reach::" + reach + ", " +
                (avoid ? "true" : "false") + ", " + held + "},\n";
    }
    includes_["interactions.inc"] = "constexpr Interaction interaction_rows[] = {\n" + rows + "};\n";
}

void Rules::conditions() {
    const Table table{"conditions.tsv", text_of(sources_, "conditions.tsv", errors_),
        {"key", "name", "aliases", "nutrient", "compound", "upper_level", "fact", "status", "source"}, errors_};
    Names names;
    std::string rows;
    std::size_t number = 0;
    for (const Row& row : table.rows()) {
        check_key(row, errors_);
        cite(row);
        names.add(number, row, row["key"], errors_);
        names.add(number, row, row["name"], errors_);
        tables::for_each_alias(row["aliases"], [&](std::string_view name) { names.add(number, row, name, errors_); });
        ++number;
        if (row["fact"].empty()) row.refuse(errors_, "no fact");
        if (!row["compound"].empty() && !ground_.compounds.find(row["compound"]))
            row.refuse(errors_, in_quotes(row["compound"]) + " is not a compound");
        rows += "    {" + quoted(row["key"]) + ", " + quoted(row["name"]) + ", " + quoted(row["aliases"]) + ", " +
                ingredient(row, row["nutrient"]) + ", " + quoted(row["compound"]) + ", " +
                (flag(row, "upper_level", "applies", "does not apply") ? "true" : "false") + ", " +
                quoted(row["fact"]) + ", Evidence::" + enumerator(statuses, row, "status") + ", " +
                quoted(row["source"]) + "},\n";
    }
    includes_["conditions.inc"] = "constexpr Condition condition_rows[] = {\n" + rows +
                                  "};\nconstexpr HashedName condition_names[] = {\n" + names.spelled() + "};\n";
}

/// Medicines that are named as making restless legs worse, and who says so.
void Rules::aggravating() {
    const Table table{
        "aggravating.tsv", text_of(sources_, "aggravating.tsv", errors_), {"key", "source", "members"}, errors_};
    std::set<std::string_view> seen;
    std::string rows;
    for (const Row& row : table.rows()) {
        cite(row);
        if (!row["members"].empty()) cite(row, "members");
        const auto type = types_.find(row["key"]);
        if (type == types_.end() || (type->second != "drug" && type->second != "injected_drug"))
            row.refuse(errors_, in_quotes(row["key"]) + " is not the key of a medicine in substances.tsv");
        if (!seen.insert(row["key"]).second) row.refuse(errors_, in_quotes(row["key"]) + " is there twice");
        rows += "    {" + quoted(row["key"]) + ", " + quoted(row["source"]) + "},\n";
    }
    includes_["aggravating.inc"] = "constexpr AggravatingMedicine aggravating_rows[] = {\n" + rows + "};\n";
}

}  // namespace

void compile_rules(const Files& sources, const Ground& ground, Files& includes, Errors& errors) {
    Rules rules{sources, ground, includes, errors};
    rules.citations();
    rules.substances();
    rules.interactions();
    rules.conditions();
    rules.aggravating();
    rules.check_citations();
}

}  // namespace epsom::data
