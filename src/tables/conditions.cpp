#include <span>
#include <string_view>

#include "epsom/domain/spacing/interaction.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"
#include "names.hpp"

namespace epsom::tables {
namespace {

#include "conditions.inc"

constexpr auto names_of = [](const Condition& condition, auto visit) {
    visit(condition.key);
    visit(condition.name);
    for_each_alias(condition.aliases, visit);
};

}  // namespace

std::span<const Condition> conditions() { return condition_rows; }

const Condition* find_condition(std::string_view name) {
    return row_named(name_key(name), std::span<const HashedName>{condition_names}, conditions(), names_of);
}

}  // namespace epsom::tables
