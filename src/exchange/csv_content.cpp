#include "csv_content.hpp"

#include <algorithm>
#include <vector>

#include "quantities.hpp"

namespace epsom::exchange {
namespace {

constexpr std::array bases{Basis::label, Basis::formula, Basis::table};

std::optional<Fault> read_amount(const Cells& cells, Nutrient nutrient, std::optional<Mass>& amount) {
    const std::string_view cell = cells[Column::amount];
    if (cell.empty()) return std::nullopt;  // unknown, which is not zero
    if (auto fault = flaw_of_number(cells)) return fault;
    std::string_view number = cell;
    std::string_view unit = cells.unit();
    if (!is_plain_number(cell)) {
        const auto end = cell.find_first_not_of("0123456789.,");
        const std::string_view own_unit = end == std::string_view::npos ? std::string_view{} : trim(cell.substr(end));
        if (end != 0 && !own_unit.empty()) {
            if (!unit.empty() &&
                (!find_unit(own_unit, nutrient) || find_unit(unit, nutrient) != find_unit(own_unit, nutrient))) {
                return Fault{Column::unit,
                    {"unit of " + in_quotes(cell) + " conflicts with " + in_quotes(unit), "leave one of them out"}};
            }
            number = trim(cell.substr(0, end));
            unit = own_unit;
        }
    }
    if (unit.empty()) {
        return Fault{
            Column::amount, {in_quotes(cell) + " has no unit", "add a column 'unit', or use amounts such as 200 mg"}};
    }
    const auto known = find_unit(unit, nutrient);
    if (!known) {
        // The domain knows best what is wrong with it.
        const auto mass = parse_quantity(std::string{number} + " " + std::string{unit}, nutrient);
        return Fault{cells[Column::unit].empty() ? Column::amount : Column::unit,
            mass ? Error{in_quotes(unit) + " is not a unit of " + std::string{info(nutrient).key}} : mass.error()};
    }
    const auto mass = read_mass(number, *known);
    if (!mass) return Fault{Column::amount, mass.error()};
    amount = *mass;
    return std::nullopt;
}

/// epsom wrote the name, in a database that had the ingredient. A dose that contains it brings it.
Error unknown_ingredient(const Cells& cells) {
    const std::string_view name = cells[Column::nutrient], amount = cells[Column::amount], unit = cells[Column::unit];
    const std::string message = "unknown ingredient " + in_quotes(name);
    const auto key = ingredient_key(name);
    const UnitInfo* known = epsom::find_unit(unit);
    if (!key || *key != name || known == nullptr)
        return {message, "add a dose that contains it: epsom dose add --help"};
    const bool some = is_plain_number(amount) && amount.find_first_of("123456789") != std::string_view::npos;
    return {message, "to add it: epsom dose add " + *key + " --contains own:" + *key + "=" +
                         std::string{some ? amount : "1"} + std::string{known->unit}};
}

}  // namespace

std::optional<Fault> flaw_of_number(const Cells& cells, bool may_be_unknown) {
    const std::string_view cell = cells[Column::amount];
    if (cell.empty() || cells.unit().empty() || is_plain_number(cell)) return std::nullopt;
    const bool has_sign = cell.size() > 1 && (cell.front() == '-' || cell.front() == '+') && is_digit(cell[1]);
    const std::string_view rest = trim(cell.substr(std::min(cell.find_first_not_of("0123456789.,"), cell.size())));
    if (has_sign || rest.empty()) return std::nullopt;
    const char first = lower(rest.substr(0, 1)).front();
    const bool is_word = ((first >= 'a' && first <= 'z') || static_cast<unsigned char>(first) >= 0x80) &&
                         std::ranges::none_of(rest, is_digit);
    if (is_digit(cell.front()) && is_word) return std::nullopt;
    return Fault{Column::amount,
        {in_quotes(cell) + " is not a number",
            may_be_unknown ? "use one number, or leave it empty if the amount is unknown" : "use one number"}};
}

bool says_compound(std::string_view basis) {
    if (basis.empty()) return false;
    const std::string key = name_key(basis);
    return key == "compound" || key == "salt" || key == "whole";
}

std::optional<Fault> read_content(const Cells& cells, NameBook& names, Content& content, std::optional<Mass>& whole) {
    const Compound* compound = nullptr;
    std::optional<Nutrient> nutrient;
    bool folic = false;
    if (const auto name = cells[Column::compound]; !name.empty()) {
        const auto& found = names.find_content(name);
        if (found.thing && std::holds_alternative<const Compound*>(*found.thing))
            compound = std::get<const Compound*>(*found.thing);
        folic = found.folic_acid;
        if (compound == nullptr && !folic) {
            return Fault{Column::compound, {"unknown compound " + in_quotes(name), "leave it empty"}};
        }
        nutrient = folic ? Nutrient::folate : compound->nutrient;
        content.compound = folic ? folic_acid_key : compound->key;
    }
    if (const auto name = cells[Column::nutrient]; !name.empty()) {
        const auto& found = names.find_content(name);
        auto stated = found.kept;
        // An ingredient of the user's own.
        if (!stated && found.thing && std::holds_alternative<Nutrient>(*found.thing))
            stated = std::get<Nutrient>(*found.thing);
        if (!stated && cells.columns.own) return Fault{Column::nutrient, unknown_ingredient(cells)};
        if (!stated) {
            std::vector<std::string_view> keys;
            for (const auto& each : known_ingredients()) keys.push_back(each.key);
            return Fault{Column::nutrient, {in_quotes(name) + " is not a tracked nutrient", did_you_mean(name, keys)}};
        }
        if (nutrient && *nutrient != *stated) {
            return Fault{Column::compound,
                {in_quotes(cells[Column::compound]) + " is not a compound of " + std::string{info(*stated).key}}};
        }
        nutrient = stated;
    }
    content.nutrient = *nutrient;
    if (auto fault = read_amount(cells, *nutrient, content.amount)) return fault;
    const std::string_view basis = cells[Column::basis];
    if (says_compound(basis)) {
        if (compound == nullptr) {
            return Fault{Column::basis, {"missing compound name", "fill in the column 'compound'"}};
        }
        if (molar_mass(*compound).total == 0) {
            return Fault{Column::basis,
                {"no formula known for " + std::string{compound->key}, "use the elemental amount on the label"}};
        }
        whole = content.amount;
        if (content.amount) content.amount = elemental(*compound, *content.amount);
        content.basis = Basis::formula;
        return std::nullopt;
    }
    if (!basis.empty() && lower(basis) != "elemental") {
        const auto known = find_word(basis, bases);
        if (!known) return Fault{Column::basis, {in_quotes(basis) + " is not a basis", "use label or compound"}};
        content.basis = *known;
    }
    if (folic && !cells.columns.own && !counts_dfe(cells.unit())) {
        whole = content.amount;
        if (content.amount) content.amount = dfe_of_folic_acid(*content.amount);
    }
    return std::nullopt;
}

}  // namespace epsom::exchange
