#include "own_ingredients.hpp"

#include <SQLiteCpp/Statement.h>

#include <algorithm>

#include "columns.hpp"
#include "epsom/text/text.hpp"
#include "uuid_column.hpp"

namespace epsom::store {

const std::vector<OwnIngredients::Row>& OwnIngredients::rows() {
    if (is_read_) return rows_;
    rows_.clear();
    SQLite::Statement query{db_, "SELECT id, uuid, key, name, unit FROM ingredient ORDER BY id"};
    while (query.executeStep()) {
        OwnIngredient own{uuid_in(query.getColumn(1)), query.getColumn(2).getString(), query.getColumn(3).getString(),
            query.getColumn(4).getString()};
        if (find_unit(own.unit) == nullptr) throw damage();
        const Nutrient nutrient = own_ingredient(own);
        rows_.push_back({query.getColumn(0).getInt64(), std::move(own), nutrient});
    }
    is_read_ = true;
    return rows_;
}

Nutrient OwnIngredients::at(std::int64_t number) {
    if (number >= first_own) {
        const auto& known = rows();
        const auto row = std::ranges::find(known, number, &Row::number);
        if (row == known.end()) throw damage();
        return row->nutrient;
    }
    if (is_ingredient_id(number)) return static_cast<Nutrient>(number);
    if (number < 0) throw damage();
    throw MachineError{
        "the database contains an ingredient that this version does not know (number " + std::to_string(number) + ")",
        "update epsom"};
}

std::optional<std::int64_t> OwnIngredients::number_of(Nutrient nutrient) {
    if (!is_own(nutrient)) return column(nutrient);
    const OwnIngredient& own = own_value(nutrient);
    const auto& known = rows();
    auto row = own.uuid.empty()
                   ? known.end()
                   : std::ranges::find(known, own.uuid, [](const Row& each) { return each.ingredient.uuid; });
    if (row == known.end())
        row = std::ranges::find(known, own.key, [](const Row& each) { return each.ingredient.key; });
    return row == known.end() ? std::nullopt : std::optional{row->number};
}

std::optional<Nutrient> OwnIngredients::named(std::string_view name) {
    const std::string key = name_key(name);
    for (const Row& row : rows()) {
        if (name_key(row.ingredient.key) == key || name_key(row.ingredient.label) == key) return row.nutrient;
    }
    return std::nullopt;
}

std::vector<Nutrient> OwnIngredients::all() {
    std::vector<Nutrient> found;
    for (const Row& row : rows()) found.push_back(row.nutrient);
    return found;
}

}  // namespace epsom::store
