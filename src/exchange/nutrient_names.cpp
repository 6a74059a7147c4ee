// Which nutrient another program's name means. The tables of the domain know most of them; here is what only other
// programs write.

#include "nutrient_names.hpp"

#include <algorithm>
#include <array>

#include "epsom/domain/label/label.hpp"
#include "epsom/text/text.hpp"

namespace epsom::exchange {
namespace {

struct OtherName {
    std::string_view key;  // by name_key()
    std::string_view nutrient;
};
constexpr auto other_names = std::to_array<OtherName>({{"totalfolate", "folate"}, {"dietaryfolate", "folate"},
    {"ijzer", "iron"}, {"cálcio", "calcium"}, {"magnésio", "magnesium"}, {"vitamined", "vitamin-d"},
    {"vitaminad", "vitamin-d"}, {"vitamineb12", "vitamin-b12"}, {"vitaminab12", "vitamin-b12"}, {"iode", "iodine"},
    {"totalfibre", "fiber"}, {"fibra", "fiber"}, {"fibres", "fiber"}, {"vitaminb3niacin", "niacin"},
    {"pyridoxine", "vitamin-b6"}, {"ascorbicacid", "vitamin-c"}, {"phylloquinone", "vitamin-k"}});

/// What brackets, or the words after a comma, may say without changing what is counted.
constexpr auto neutral = std::to_array<OtherName>({{"total", ""}, {"dietary", ""}, {"totaldietary", ""}, {"all", ""},
    {"elemental", ""}, {"element", ""}, {"dfe", "folate"}, {"rae", "vitamin-a"}, {"d2+d3", "vitamin-d"},
    {"d3+d2", "vitamin-d"}, {"d2d3", "vitamin-d"}, {"cholecalciferol", "vitamin-d"}, {"calciferol", "vitamin-d"},
    {"totalascorbicacid", "vitamin-c"}, {"tocopherols", "vitamin-e"}});

/// What is near to a nutrient, and is another amount.
constexpr auto near_names = std::to_array<std::string_view>({"retinol", "betacarotene", "alphacarotene", "carotene",
    "carotenoids", "folicacid", "folsäure", "niacinequivalents", "niacinequivalent", "solublefiber", "insolublefiber",
    "solublefibre", "insolublefibre", "salt", "vitaminaiu", "vitamink1", "vitamink2", "vitamind2", "gammatocopherol",
    "betatocopherol", "deltatocopherol", "foodfolate", "addedfolicacid"});

std::optional<Nutrient> whole_name(std::string_view name) {
    const std::string key = name_key(name);
    if (key.empty()) return std::nullopt;
    if (const auto known = find_nutrient(name)) return known;
    for (const auto& other : other_names) {
        if (name_key(other.key) == key) return find_nutrient(other.nutrient);
    }
    return find_nutrient(name_in_english(name));
}

bool is_neutral(std::string_view remark, Nutrient nutrient) {
    const std::string key = name_key(remark);
    if (key.empty() || key == name_key(info(nutrient).symbol)) return true;
    if (whole_name(remark) == nutrient) return true;
    return std::ranges::any_of(neutral, [&](const OtherName& each) {
        return name_key(each.key) == key && (each.nutrient.empty() || each.nutrient == info(nutrient).key);
    });
}

}  // namespace

std::optional<Nutrient> nutrient_called(std::string_view name) {
    name = trim(name);
    if (const auto known = whole_name(name)) return known;
    const auto end = name.find_first_of(",([");
    if (end == std::string_view::npos) return std::nullopt;
    const auto nutrient = whole_name(trim(name.substr(0, end)));
    std::string_view remark = trim(name.substr(end + 1));
    if (name[end] != ',' && (remark.ends_with(')') || remark.ends_with(']'))) remark.remove_suffix(1);
    return nutrient && is_neutral(remark, *nutrient) ? nutrient : std::nullopt;
}

std::optional<Nutrient> food_nutrient_called(std::string_view name) {
    const auto nutrient = nutrient_called(name);
    return nutrient && info(*nutrient).is_nutrient() ? nutrient : std::nullopt;
}

bool is_near_to_a_nutrient(std::string_view name) {
    if (food_nutrient_called(name)) return false;
    const auto is_near = [](std::string_view part) {
        const std::string key = name_key(part);
        return std::ranges::any_of(near_names, [&key](std::string_view each) { return name_key(each) == key; });
    };
    const std::string_view base = trim(name.substr(0, name.find_first_of(",([")));
    return is_near(name) || is_near(base) || food_nutrient_called(base);
}

bool is_water(Nutrient nutrient) { return info(nutrient).key == "water"; }

std::optional<Unit> unit_in_food(std::string_view unit, Nutrient nutrient) {
    if (counts_ne(unit)) return std::nullopt;
    if (nutrient != Nutrient::vitamin_a) return find_unit(unit, nutrient);
    return find_unit(usual_unit(unit, nutrient));  // a mass, and no IU
}

void LeftOut::add(std::string_view name) {
    if (std::ranges::find(names_, name) == names_.end()) names_.emplace_back(name);
}

void LeftOut::end(Delivery& out, std::string_view why) const {
    if (names_.empty()) return;
    constexpr std::size_t most = 8;
    std::string text{why};
    for (std::size_t i = 0; i < std::min(names_.size(), most); ++i)
        text += (i == 0 ? ": " : ", ") + in_quotes(names_[i]);
    if (names_.size() > most) text += " and " + std::to_string(names_.size() - most) + " more";
    out.note(std::move(text));
}

void settle_food(std::vector<Content>& contents) {
    const Nutrient first = contents.empty() ? Nutrient::magnesium : contents.front().nutrient;
    std::erase_if(contents, [](const Content& content) { return !content.amount; });
    // A program says nothing of the niacin that tryptophan makes, which a target counts.
    if (std::ranges::find(contents, Nutrient::niacin, &Content::nutrient) != contents.end())
        contents.push_back({Nutrient::niacin_from_tryptophan, std::nullopt, "", Basis::table});
    if (contents.empty()) contents.push_back({first, std::nullopt, "", Basis::table});
    std::ranges::sort(contents, {}, &Content::nutrient);
}

}  // namespace epsom::exchange
