#include <algorithm>
#include <iterator>
#include <span>
#include <string_view>

#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"
#include "names.hpp"

namespace epsom::tables {
namespace {

#include "aggravating.inc"
#include "citations.inc"
#include "interactions.inc"
#include "substances.inc"

/// All that a substance answers to.
constexpr auto names_of = [](const Substance& substance, auto visit) {
    visit(substance.key);
    visit(substance.name);
    visit(without_brackets(substance.name));
    for_each_alias(substance.aliases, visit);
};

const Substance* find(std::string_view name, bool habit) {
    const Substance* found =
        row_named(name_key(name), std::span<const HashedName>{substance_names}, substances(), names_of);
    return found != nullptr && (found->type == SubstanceType::lifestyle) == habit ? found : nullptr;
}

}  // namespace

std::span<const Citation> citations() { return citation_rows; }
std::span<const Interaction> interactions() { return interaction_rows; }
std::span<const Substance> substances() { return substance_rows; }
const Substance* find_substance(std::string_view name) { return find(name, false); }
const Substance* find_habit(std::string_view name) { return find(name, true); }

const AggravatingMedicine* find_aggravating(std::string_view name) {
    const Substance* substance = find_substance(name);
    if (substance == nullptr) return nullptr;
    const auto of_key = [](std::string_view key) {
        const auto* const found = std::ranges::find(aggravating_rows, key, &AggravatingMedicine::key);
        return found == std::end(aggravating_rows) ? nullptr : found;
    };
    const AggravatingMedicine* found = of_key(substance->key);
    for_each_alias(substance->classes, [&](std::string_view key) {
        if (found == nullptr) found = of_key(key);
    });
    return found;
}

RuleBook rule_book(std::span<const UserRule> own) {
    return {interactions(), find_substance, find_habit, own, is_supplement};
}

}  // namespace epsom::tables
