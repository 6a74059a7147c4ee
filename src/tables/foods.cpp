#include <span>
#include <string_view>

#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"
#include "names.hpp"

namespace epsom::tables {
namespace {

#include "foods.inc"

constexpr auto names_of = [](const Food& food, auto visit) {
    visit(food.key);
    visit(food.name);
};

}  // namespace

std::span<const Food> foods() { return food_rows; }

const Food* find_food(std::string_view name) {
    return row_named(name_key(name), std::span<const HashedName>{food_names}, foods(), names_of);
}

}  // namespace epsom::tables
