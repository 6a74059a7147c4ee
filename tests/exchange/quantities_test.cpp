#include "exchange/quantities.hpp"

#include <doctest/doctest.h>

#include "epsom/domain/amounts/amount.hpp"

using namespace epsom;
using namespace epsom::exchange;

namespace {

std::string mass(std::string_view number, std::string_view unit, std::optional<Nutrient> nutrient = {},
    Exponent exponent = Exponent::refused) {
    const auto known = find_unit(unit, nutrient);
    if (!known) return "no unit";
    const auto read = read_mass(number, *known, exponent);
    return read ? std::to_string(read->nanograms()) : read.error().message;
}

std::string strength(std::string_view name) {
    const auto found = find_strength(name);
    if (!found) return found.error().message;
    return *found ? std::string{(*found)->number} + "|" + std::string{(*found)->unit} + "|" + (*found)->bare_name
                  : "none";
}

}  // namespace

TEST_CASE("units are read as files spell them") {
    CHECK(mass("1", "mg") == "1000000");
    for (const std::string_view unit : {"mcg", "ug", "\xC2\xB5g", "\xCE\xBCg", "Microgram(s)", "MCG", " mcg "})
        CHECK(mass("2.5", unit) == "2500");
    for (const std::string_view unit : {"g", "Gram(s)", "gram", "grams", "G"}) CHECK(mass("0.2", unit) == "200000000");
    CHECK(mass("1", "oz") == "28349523125");
    CHECK(mass("1000", "IU", Nutrient::vitamin_d) == "25000");
    CHECK(mass("1000", "International Unit(s)", Nutrient::vitamin_d) == "25000");
    CHECK(mass("1000", "IU", Nutrient::folate) == "no unit");
    CHECK(mass("1000", "IU") == "no unit");
    CHECK(mass("400", "mcg DFE", Nutrient::folate) == "400000");
    CHECK(mass("400", "mcg DFE", Nutrient::magnesium) == "no unit");
    CHECK(mass("400", "mcg DFE") == "no unit");
    CHECK(mass("900", "mcg RAE", Nutrient::vitamin_a) == "900000");
    CHECK(mass("900", "mcg RAE", Nutrient::folate) == "no unit");
    CHECK(mass("16", "mg NE", Nutrient::niacin) == "16000000");
    CHECK(mass("1000", "I.U.", Nutrient::vitamin_d) == "25000");
    CHECK(mass("1000", "I.E.", Nutrient::vitamin_d) == "25000");
    CHECK(mass("1", "mgs") == "no unit");
    CHECK(mass("1", "") == "no unit");
}

TEST_CASE("numbers are exact, zero is one, and what is finer than a nanogram is rounded half up") {
    CHECK(mass("0.00", "mg") == "0");
    CHECK(mass("35.64", "mg") == "35640000");
    CHECK(mass("0.07999999999999999", "g") == "80000000");
    CHECK(mass("0.0000005", "mg") == "1");
    CHECK(mass("0.0000004999", "mg") == "0");
    CHECK(mass("99.99999999999999999999999", "mg") == "100000000");
    CHECK(mass("0000000000000000000000001", "mg") == "1000000");
    CHECK(mass("2.4e-06", "g", {}, Exponent::allowed) == "2400");
    CHECK(mass("2E+2", "mg", {}, Exponent::allowed) == "200000000");
    CHECK(mass("1e-9999", "g", {}, Exponent::allowed) == "0");
    CHECK(mass("1e9999", "g", {}, Exponent::allowed) == "'1e9999' is more than 1 kg");
    CHECK(mass("1000", "g") == "1000000000000");
    CHECK(mass("1000.1", "g") == "'1000.1' is more than 1 kg");
    CHECK(mass("99999999999999999999999999999999999999999", "mg") ==
          "'99999999999999999999999999999999999999999' is more than 1 kg");
}

TEST_CASE("what is not a plain number is refused") {
    CHECK(mass("1,241.2", "mg") == "'1,241.2' has a comma");
    CHECK(mass("150,00", "mg") == "'150,00' has a comma");
    CHECK(mass("-5", "mg") == "'-5' has a sign");
    for (const std::string_view text :
        {"", ".", ".5", "5.", "1.2.3", "nan", "inf", "0x10", "FALSE", "1e3", "1 000", "1/27/2026", "5 "}) {
        CHECK(mass(text, "mg").ends_with(" is not a number"));
    }
    for (const std::string_view text : {"1e", "1e+", "e5", "1e5.5", "1e99999"}) {
        CHECK(mass(text, "mg", {}, Exponent::allowed).ends_with(" is not a number"));
    }
}

TEST_CASE("a heading's unit is in its last brackets") {
    CHECK(split_heading("Magnesium (mg)").unit == "mg");
    CHECK(split_heading("B12 (Cobalamin) (\xC2\xB5g)").name == "B12 (Cobalamin)");
    CHECK(split_heading(" Day ").name == "Day");
    CHECK(split_heading("Day").unit.empty());
    CHECK(split_heading("(mg)").unit.empty());
}

TEST_CASE("a name's strength is found, or that it has none") {
    CHECK(strength("Magnesium Bisglycinate, 100 mg Capsule") == "100|mg|Magnesium Bisglycinate");
    CHECK(strength("Magnesium citrate 150 mg") == "150|mg|Magnesium citrate");
    CHECK(strength("Vitamin D3 (1000IU)") == "1000|IU|Vitamin D3");
    CHECK(strength("150mg magnesium") == "150|mg|magnesium");
    CHECK(strength("Eisen 1,5 mg") == "1.5|mg|Eisen");
    CHECK(strength("Vitamin D3 5,000 IU") == "5000|IU|Vitamin D3");
    CHECK(strength("Vitamin D3 5.000 IE") == "5000|IE|Vitamin D3");
    CHECK(strength("Vitamine D3 5 000 UI") == "5000|UI|Vitamine D3");
    CHECK(strength("Vitamine D3 5\u202F000 UI") == "5000|UI|Vitamine D3");
    CHECK(strength("Vitamine D3 10\xC2\xA0"
                   "000 UI") == "10000|UI|Vitamine D3");
    CHECK(strength("Omega 3 500 mg") == "500|mg|Omega 3");
    CHECK(strength("Calcium 1,000 mg") == "1,000|mg|Calcium");  // which is refused
    CHECK(strength("Omega 3 (EPA/DHA 500mg)") == "500|mg|Omega 3 (EPA/DHA");
    CHECK(strength("B12") == "none");
    CHECK(strength("Magnesium 100 mg / 200 mg") == "'Magnesium 100 mg / 200 mg' has two strengths");
    CHECK(strength("Magnesium 100 mg (100 mg)") == "100|mg|Magnesium");
    CHECK(strength("") == "none");
}

TEST_CASE("product names are told from dishes") {
    CHECK(names_a_product("Magnesium Bisglycinate, 100 mg Capsule"));
    CHECK(names_a_product("Slow-Mag tablets"));
    CHECK(names_a_product("Vitamin D3 1000 IU"));
    CHECK_FALSE(names_a_product("Lunch"));
    CHECK_FALSE(names_a_product("Spinach"));
    CHECK_FALSE(names_a_product("Bread, 64 g"));
    CHECK_FALSE(names_a_product("Pizza, 12\" round"));
}
