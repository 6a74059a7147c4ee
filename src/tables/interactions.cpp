#include <span>
#include <string_view>

#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"
#include "names.hpp"

namespace epsom::tables {
namespace {

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
RuleBook rule_book(std::span<const UserRule> own) {
    return {interactions(), find_substance, find_habit, own, is_supplement};
}

}  // namespace epsom::tables
