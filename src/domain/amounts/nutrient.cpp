#include "epsom/domain/amounts/nutrient.hpp"

#include <algorithm>
#include <cassert>
#include <deque>
#include <stdexcept>

#include "epsom/domain/amounts/ambiguous.hpp"
#include "epsom/domain/table_name.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

/// A word of several readings, which are `count` of every_reading.
struct Ambiguous {
    std::string_view word;
    std::uint16_t from;
    std::uint16_t count;
};

#include "ambiguous.inc"
#include "ingredients.inc"
#include "units.inc"

constexpr auto names_of_ingredient = [](const NutrientInfo& row, auto visit) {
    visit(row.key);
    visit(row.label);
    tables::for_each_alias(row.aliases, visit);
};
constexpr auto names_of_unit = [](const UnitInfo& row, auto visit) {
    visit(row.unit);
    tables::for_each_alias(row.spellings, visit);
};
constexpr auto names_of_word = [](const Ambiguous& row, auto visit) { visit(row.word); };

template <typename Row, std::size_t names, std::size_t rows, typename NamesOf>
const Row* row_called(
    std::string_view name, const tables::HashedName (&by_hash)[names], const Row (&table)[rows], NamesOf names_of) {
    return tables::row_named(
        name_key(name), std::span<const tables::HashedName>{by_hash}, std::span<const Row>{table}, names_of);
}

constexpr std::uint16_t first_own = 0x8000;

/// Own ingredients stay where they are: what info() says of them refers to their texts.
struct Own {
    OwnIngredient ingredient;
    NutrientInfo info;
};
std::deque<Own>& owned() {
    static std::deque<Own> all;
    return all;
}

std::uint16_t id_of(Nutrient nutrient) { return static_cast<std::uint16_t>(nutrient); }
Nutrient own_at(std::size_t place) { return static_cast<Nutrient>(first_own + place); }

/// What an ingredient is counted in, other than its usual unit: one of its masses, volumes or cells is another's.
std::string_view plain_unit(const UnitInfo& unit) {
    switch (unit.measure) {
        case Measure::mass: return "mg";
        case Measure::volume: return "ml";
        case Measure::cells: return "CFU";
        case Measure::activity: break;
    }
    return unit.unit;
}

std::string suffix_of(std::string_view unit) { return "-" + lower(unit); }

}  // namespace

std::span<const NutrientInfo> known_ingredients() {
    constexpr auto end = std::ranges::find(ingredient_rows, Group::part, &NutrientInfo::group);
    return {std::begin(ingredient_rows), end};
}

std::span<const NutrientInfo> known_nutrients() {
    const auto all = known_ingredients();
    const auto end = std::ranges::find(all, Group::ingredient, &NutrientInfo::group);
    return all.first(static_cast<std::size_t>(end - all.begin()));
}

const NutrientInfo& info(Nutrient nutrient) {
    if (is_own(nutrient)) {
        assert(id_of(nutrient) - first_own < static_cast<int>(owned().size()));
        return owned()[static_cast<std::size_t>(id_of(nutrient) - first_own)].info;
    }
    assert(id_of(nutrient) < std::size(row_of_id) && row_of_id[id_of(nutrient)] != no_row);
    return ingredient_rows[row_of_id[id_of(nutrient)]];
}

bool is_ingredient_id(std::int64_t id) {
    return id >= 0 && id < static_cast<std::int64_t>(std::size(row_of_id)) && row_of_id[id] != no_row;
}

std::optional<Nutrient> find_nutrient(std::string_view name) {
    const NutrientInfo* found = row_called(name, ingredient_names, ingredient_rows, names_of_ingredient);
    return found == nullptr || found->is_part() ? std::nullopt : std::optional{found->id};
}

std::optional<Nutrient> find_kept(std::string_view key) {
    const NutrientInfo* found = row_called(key, ingredient_names, ingredient_rows, names_of_ingredient);
    return found == nullptr ? std::nullopt : std::optional{found->id};
}

std::span<const std::string_view> readings_of(std::string_view word) {
    const Ambiguous* found = row_called(word, ambiguous_names, ambiguous_rows, names_of_word);
    if (found == nullptr) return {};
    return std::span<const std::string_view>{every_reading}.subspan(found->from, found->count);
}

Nutrient own_ingredient(const OwnIngredient& ingredient) {
    auto& all = owned();
    const auto same = std::ranges::find(all, ingredient, &Own::ingredient);
    if (same != all.end()) return same->info.id;
    if (all.size() == 0xffff - first_own) throw std::length_error{"too many ingredients of the user's own"};
    const UnitInfo* unit = find_unit(ingredient.unit);
    assert(unit != nullptr);
    const Nutrient id = own_at(all.size());
    const OwnIngredient& kept = all.emplace_back(Own{ingredient, {}}).ingredient;
    all.back().info = {.id = id,
        .key = kept.key,
        .label = kept.label,
        .unit = unit->unit,
        .unit_steps = unit->steps,
        .measure = unit->measure,
        .group = Group::ingredient,
        .edition = newest_edition,
        .symbol = {},
        .aliases = {},
        .iu_steps = 0,
        .daily_value = 0,
        .nrv = 0,
        .fdc_id = 0,
        .part_of = id};
    return id;
}

Result<std::string> ingredient_key(std::string_view name) {
    constexpr std::size_t longest = 60;
    const std::string shown = in_quotes(name);
    if (name_key(name).empty() || printable(name) != name)
        return Error{shown + " is not a name", "use letters and digits"};
    if (display_width(name) > longest) return Error{shown + " is longer than 60 characters", "shorten it"};
    std::string key;
    for (const char c : lower(trim(name))) {
        const bool joins = static_cast<unsigned char>(c) < 0x80 && !((c >= 'a' && c <= 'z') || is_digit(c));
        if (!joins) key += c;
        else if (!key.empty() && key.back() != '-') key += '-';
    }
    while (key.ends_with('-')) key.pop_back();
    if (key.empty()) return Error{shown + " is not a name", "use letters and digits"};
    return key;
}

const OwnIngredient& own_value(Nutrient own) {
    assert(is_own(own));
    return owned()[static_cast<std::size_t>(id_of(own) - first_own)].ingredient;
}

bool listed_before(Nutrient a, Nutrient b) {
    if (is_own(a) && is_own(b)) return info(a).key < info(b).key;
    return a < b;
}

const UnitInfo* find_unit(std::string_view spelling) {
    return row_called(spelling, unit_names, unit_rows, names_of_unit);
}

Nutrient counted_in(Nutrient nutrient, const UnitInfo& unit) {
    const NutrientInfo& usual = info(nutrient);
    const bool is_same_scale = unit.measure != Measure::activity || usual.unit == unit.unit;
    if (usual.measure == unit.measure && is_same_scale) return nutrient;
    const auto& all = owned();
    const std::string suffix = suffix_of(plain_unit(*find_unit(usual.unit)));
    if (is_own(nutrient) && usual.key.ends_with(suffix)) {
        const std::string_view key = usual.key.substr(0, usual.key.size() - suffix.size());
        const auto original = find_nutrient(key);
        if (original && key == info(*original).key) return counted_in(*original, unit);
        const auto own = std::ranges::find(all, key, [](const Own& each) { return each.info.key; });
        if (own != all.end()) return counted_in(own->info.id, unit);
    }
    const std::string shown{plain_unit(unit)};
    const OwnIngredient other{.uuid = {},
        .key = std::string{usual.key} + suffix_of(shown),
        .label = std::string{usual.label} + " (" + shown + ")",
        .unit = shown};
    const auto is_other = [&](const Own& own) { return own.info.key == other.key && own.info.unit == other.unit; };
    const auto on_file = std::ranges::find_if(all, is_other);
    return on_file != all.end() ? on_file->info.id : own_ingredient(other);
}

}  // namespace epsom
