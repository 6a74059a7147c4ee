#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "epsom/domain/amounts/mass.hpp"
#include "epsom/domain/amounts/nutrient.hpp"
#include "epsom/result.hpp"

namespace epsom::exchange {

/// What one unit weighs, as files name it: mg, mcg, µg, g, oz, Milligram(s); IU where they have a mass; "mcg DFE" of
/// folate, "mcg RAE" of vitamin A, "mg NE" of niacin. Of what is counted in another measure, the steps of its own unit.
struct Unit {
    std::int64_t ng = 1;
    friend bool operator==(const Unit&, const Unit&) = default;
};
std::optional<Unit> find_unit(std::string_view name, std::optional<Nutrient> nutrient = {});
/// Whether the name says that folate is counted as dietary folate equivalents.
bool counts_dfe(std::string_view unit);
/// Whether it says that niacin is counted with what tryptophan makes: of food, that is another amount.
bool counts_ne(std::string_view unit);
/// The unit as a label has it: "I.U." and "I.E." as IU, "mcg RAE" of vitamin A as mcg. Any other as it is.
std::string usual_unit(std::string_view unit, std::optional<Nutrient> nutrient);
/// Whether a cell with room for a number is empty, or has a dash as the mark for no value.
bool has_no_value(std::string_view cell);

/// A plain number: digits with an optional point and digits; an exponent where programs write numbers that way. Zero is
/// one.
enum class Exponent : bool { refused, allowed };
/// `number` of `unit`, rounded half up to a nanogram; at most a kilogram. Errors: signs, commas, words, too much.
Result<Mass> read_mass(std::string_view number, Unit unit, Exponent exponent = Exponent::refused);
/// In thousandths, rounded half up; at most 1000.
Result<Count> read_count(std::string_view number);

/// "Magnesium (mg)" is a name and a unit; the last brackets are the unit's.
struct Heading {
    std::string_view name;
    std::string_view unit;  // empty without
};
Heading split_heading(std::string_view heading);
/// "Magnesium (mg)": the amount of one nutrient in each row.
struct NutrientColumn {
    Nutrient nutrient;
    std::size_t place;
    Unit unit;
};

/// A strength inside a name, such as "100 mg" in "Magnesium Bisglycinate, 100 mg Capsule".
struct Strength {
    std::string number;  // with a point before decimals
    std::string_view unit;
    std::string bare_name;  // the name without it and without what only holds it together
};
/// Error: the name has two different ones. Empty: it has none.
Result<std::optional<Strength>> find_strength(std::string_view name);

/// Whether a name is that of a product: it states a strength, or what capsules and tablets are called.
bool names_a_product(std::string_view name);

}  // namespace epsom::exchange
