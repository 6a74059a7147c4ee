#include <cstdint>
#include <span>
#include <string_view>

#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"
#include "names.hpp"

namespace epsom::tables {
namespace {

/// Of all companions those of one compound.
struct Part {
    std::uint16_t from;
    std::uint16_t count;
};

#include "companions.inc"
#include "compounds.inc"

/// All that a compound answers to.
constexpr auto names_of = [](const Compound& compound, auto visit) {
    visit(compound.key);
    visit(compound.name);
    visit(without_brackets(compound.name));
    for_each_alias(compound.aliases, visit);
};

}  // namespace

std::span<const Compound> compounds() { return compound_rows; }

const Compound* find_compound(std::string_view name) {
    return row_named(name_key(name), std::span<const HashedName>{compound_names}, compounds(), names_of);
}

const Compound* find_form(Nutrient nutrient, std::string_view name) {
    const Compound* plain = find_compound(name);
    if (plain != nullptr && plain->nutrient == nutrient) return plain;
    const Compound* form = find_compound(std::string{info(nutrient).key} + "-" + std::string{name});
    return form != nullptr && form->nutrient == nutrient ? form : plain;
}

std::span<const Companion> companions_of(const Compound& compound) {
    const Compound* row = find_compound(compound.key);
    if (row == nullptr) return {};
    const Part& part = companion_parts[row - compound_rows];
    return std::span<const Companion>{companion_rows}.subspan(part.from, part.count);
}

}  // namespace epsom::tables
