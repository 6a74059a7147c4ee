#include "epsom/domain/amounts/amount.hpp"

#include <array>
#include <limits>
#include <random>

#include <doctest/doctest.h>

#include "zones.hpp"

using namespace epsom;
using epsom::test::answer;

namespace {

std::int64_t ng(std::string_view text, std::optional<Nutrient> nutrient = {}) {
    const auto mass = nutrient ? parse_quantity(text, *nutrient) : parse_mass(text);
    REQUIRE_MESSAGE(mass, text);
    return mass->nanograms();
}

/// Why an amount is refused; the hint has to be there as well.
std::string refusal(std::string_view text) {
    const auto amount = parse_amount(text);
    if (amount) return "accepted";
    CHECK_FALSE(amount.error().hint.empty());
    return amount.error().message;
}
std::string remedy(std::string_view text) {
    const auto amount = parse_amount(text);
    return amount ? "accepted" : amount.error().hint;
}
std::string count_answer(std::string_view text) {
    return answer(parse_count(text), [](Count count) { return std::to_string(count.thousandths()); });
}

/// The decimal in `text` times a thousand to the power of `places` tells whether it lies within half a step of the
/// fraction.
bool is_rounded(const std::string& text, std::int64_t numerator, std::int64_t denominator, int decimals) {
    __extension__ using Wide = __int128;
    Wide steps = 0;
    int after_point = -1;
    for (const char c : text) {
        if (c == '.') {
            after_point = 0;
        } else {
            steps = steps * 10 + (c - '0');
            if (after_point >= 0) ++after_point;
        }
    }
    for (int i = std::max(after_point, 0); i < decimals; ++i) steps *= 10;
    Wide power = 1;
    for (int i = 0; i < decimals; ++i) power *= 10;
    const Wide twice_off = 2 * (steps * denominator - power * numerator);
    return -denominator < twice_off && twice_off <= denominator && after_point <= decimals;
}

}  // namespace

TEST_CASE("an amount is digits with an optional point, and a unit") {
    CHECK(ng("200mg") == 200'000'000);
    CHECK(ng("200 mg") == 200'000'000);
    CHECK(ng("0.2g") == 200'000'000);
    CHECK(ng("25ug") == 25'000);
    CHECK(ng("25mcg") == 25'000);
    CHECK(ng("80g") == 80'000'000'000);
    CHECK(ng("  1.5   mg ") == 1'500'000);
    CHECK(ng("007mg") == 7'000'000);
}

TEST_CASE("micrograms may be written with the micro sign or the Greek letter") {
    CHECK(ng("25\xC2\xB5g") == 25'000);  // U+00B5
    CHECK(ng("25\xCE\xBCg") == 25'000);  // U+03BC
    CHECK(ng("25 \xC2\xB5g") == 25'000);
}

TEST_CASE("units may be in capitals, as labels have them") {
    CHECK(ng("200 MG") == 200'000'000);
    CHECK(ng("25MCG") == 25'000);
    CHECK(ng("1G") == 1'000'000'000);
}

TEST_CASE("an amount is kept exactly, down to the nanogram") {
    CHECK(ng("0.000001mg") == 1);
    CHECK(ng("0.000000001g") == 1);
    CHECK(ng("0.001ug") == 1);
    CHECK(ng("301.520941mg") == 301'520'941);
    CHECK(ng("0.1mg") * 3 == ng("0.3mg"));
    CHECK(ng("0.10000000000000000000mg") == 100'000);  // last zeros cost nothing
}

TEST_CASE("what is finer than a nanogram is refused") {
    CHECK(refusal("0.0000001mg") == "'0.0000001mg' is finer than 1 ng");
    CHECK(refusal("0.0001ug") == "'0.0001ug' is finer than 1 ng");
    CHECK(refusal("1.0000000001g") == "'1.0000000001g' is finer than 1 ng");
}

TEST_CASE("a kilogram is the most") {
    CHECK(ng("1000g") == 1'000'000'000'000);
    CHECK(ng("1000000mg") == 1'000'000'000'000);
    CHECK(refusal("1000.000000001g") == "'1000.000000001g' is more than 1 kg");
    CHECK(refusal("1001g") == "'1001g' is more than 1 kg");
    CHECK(refusal("99999999999999999999999999mg") == "'99999999999999999999999999mg' is more than 1 kg");
}

TEST_CASE("zero is refused, because nothing was taken") {
    for (const auto text : {"0mg", "0.0mg", "000g", "0 mg", "0IU"}) {
        CHECK(refusal(text) == "'" + std::string{text} + "' is zero");
    }
}

TEST_CASE("a sign is refused") {
    for (const auto text : {"-200mg", "+200mg", "-0mg", "-.5mg", "+"}) {
        CHECK(refusal(text) == "'" + std::string{text} + "' has a sign");
    }
    CHECK(remedy("-200mg") == "use 200mg");
}

TEST_CASE("an exponent is refused") {
    for (const auto text : {"1e3mg", "1E3mg", "1e+3mg", "1e-3 mg", "2.5e2g"}) {
        CHECK(refusal(text) == "'" + std::string{text} + "' has an exponent");
    }
    CHECK(remedy("1e3mg") == "use plain digits, such as 1000mg");
}

TEST_CASE("hexadecimal is refused") {
    CHECK(refusal("0x10mg") == "'0x10mg' is not a decimal number");
    CHECK(refusal("0XFFmg") == "'0XFFmg' is not a decimal number");
}

TEST_CASE("what floating point calls a number is none") {
    for (const auto text : {"nan", "nanmg", "NaN mg", "inf", "infmg", "Infinity"})
        CHECK(refusal(text) == "'" + std::string{text} + "' is not a number");
}

TEST_CASE("a comma is refused, because it could mean either thing") {
    CHECK(refusal("1,500mg") == "ambiguous comma in '1,500mg'");
    for (const auto text : {"1,5mg", "1.000,5mg", "1,5", "1,000.5mg", ",5mg"}) {
        CHECK(refusal(text) == "'" + std::string{text} + "' has a comma");
    }
    CHECK(remedy("1,5mg") == "use 1.5mg");
    CHECK(remedy("1,330mg") == "use 1330mg or 1.33mg");
    CHECK(remedy("1,330 mg") == "use 1330 mg or 1.33 mg");
    CHECK(remedy("1,000,000mcg") == "use 1000000mcg");
    CHECK(remedy("1.000,5mg") == "use 1000.5mg");
    CHECK(remedy("0,5mg") == "use 0.5mg");
}

TEST_CASE("a point needs digits on both sides") {
    CHECK(refusal(".5mg") == "'.5mg' has no digit before the point");
    CHECK(remedy(".5mg") == "use 0.5mg");
    CHECK(refusal("5.mg") == "'5.mg' is not a number");
    CHECK(refusal("5. mg") == "'5. mg' is not a number");
    CHECK(refusal("1.2.3mg") == "'1.2.3mg' is not a number");
    CHECK(refusal("1..5mg") == "'1..5mg' is not a number");
}

TEST_CASE("a number without a unit is refused") {
    CHECK(refusal("200") == "'200' has no unit");
    CHECK(remedy("200") == "add a unit: g, mg, mcg or IU, such as 200mg");
    CHECK(refusal("0") == "'0' has no unit");
}

TEST_CASE("a unit that is nearly one is refused with the unit it might be") {
    CHECK(refusal("200mgs") == "unknown unit 'mgs' in '200mgs'");
    CHECK(remedy("200mgs") == "did you mean 'mg'?");
    CHECK(remedy("200gm") == "did you mean 'mg' or 'g'?");
    CHECK(remedy("5m") == "did you mean 'mg'?");
}

TEST_CASE("a unit of another kind is refused without a guess") {
    CHECK(refusal("5l") == "unknown unit 'l' in '5l'");
    CHECK(remedy("5l") == "add a unit: g, mg, mcg or IU, such as 200mg");
    CHECK(refusal("2x") == "'2x' is a count, not an amount");
    CHECK(remedy("2x") == "add a unit: g, mg, mcg or IU, such as 200mg");
}

TEST_CASE("what is no amount at all is refused") {
    CHECK(refusal("") == "empty amount");
    CHECK(refusal("   ") == "empty amount");
    for (const auto text :
        {"mg", "abc", "5mg5", "5 m:g", "5-HTP", "200-mg", "5_mg", "5%", "2026-11-20", "٣mg", "５mg"}) {
        CHECK(refusal(text) == "'" + std::string{text} + "' is not an amount");
    }
    CHECK(refusal(std::string_view{"5\0mg", 4}) == "'5?mg' is not an amount");
}

TEST_CASE("a refusal shows control characters harmlessly") { CHECK(refusal("\x1b[2J") == "'?[2J' is not an amount"); }

TEST_CASE("international units weigh something where they have a factor") {
    CHECK(ng("1000IU", Nutrient::vitamin_d) == 25'000);
    CHECK(ng("1000 iu", Nutrient::vitamin_d) == 25'000);
    CHECK(ng("40IU", Nutrient::vitamin_d) == 1'000);
    CHECK(ng("0.04IU", Nutrient::vitamin_d) == 1);
    CHECK(ng("1000IU", Nutrient::vitamin_a) == 300'000);
    for (const auto& nutrient : known_ingredients()) {
        if (nutrient.id == Nutrient::vitamin_d || nutrient.id == Nutrient::vitamin_a) continue;
        const auto mass = parse_quantity("1000IU", nutrient.id);
        REQUIRE_FALSE(mass);
        if (nutrient.id == Nutrient::vitamin_e)
            CHECK(mass.error().message == "'1000IU' of vitamin-e depends on its form");
        else CHECK(mass.error().message == "IU has no fixed mass for " + std::string{nutrient.key});
    }
}

TEST_CASE("international units are exact or refused") {
    const auto too_fine = parse_quantity("0.001IU", Nutrient::vitamin_d);
    REQUIRE_FALSE(too_fine);
    CHECK(too_fine.error().message == "'0.001IU' is finer than 1 ng");
    CHECK(refusal("0.0001IU") == "'0.0001IU' is finer than 1 ng");
    CHECK(refusal("1000000001IU") == "'1000000001IU' is more than 1 billion IU");
}

TEST_CASE("any other word is a unit of the thing's own") {
    const auto amount = parse_amount("2 capsules");
    REQUIRE(amount);
    CHECK(std::get<Units>(*amount) == Units{Count{2}, "capsules"});
    CHECK(std::get<Units>(*parse_amount("0.5 tablet")) == Units{Count::from_thousandths(500), "tablet"});
    CHECK(std::get<Units>(*parse_amount("1serving")) == Units{Count{1}, "serving"});
    CHECK(std::get<Units>(*parse_amount("3 große Löffel")) == Units{Count{3}, "große Löffel"});
}

TEST_CASE("a thousand is the most of the thing's own units") {
    CHECK(refusal("1000 drops") == "accepted");
    CHECK(refusal("1001 drops") == "count '1001 drops' exceeds the limit of 1000");
    CHECK(remedy("1001 drops") == "use at most 1000");
    CHECK(refusal("0.0001 drops") == "'0.0001 drops' has more than 3 decimals");
    CHECK(refusal("0 drops") == "'0 drops' is zero");
}

TEST_CASE("a unit of the thing's own is no mass") {
    const auto mass = parse_mass("2 capsules");
    REQUIRE_FALSE(mass);
    CHECK(mass.error().message == "'2 capsules' is not a mass");
}

TEST_CASE("a count is a number, with an x before or after it or none") {
    for (const auto text : {"2", "2x", "x2", "2X", "X2", "2.0x", " 2x "}) CHECK(count_answer(text) == "2000");
    CHECK(count_answer("0.5x") == "500");
    CHECK(count_answer("0.001") == "1");
    CHECK(count_answer("1000x") == "1000000");
}

TEST_CASE("a count lies above zero and up to a thousand, in thousandths") {
    CHECK(count_answer("0x") == "'0x' is zero | leave it out");
    CHECK(count_answer("1000.001x") == "count '1000.001x' exceeds the limit of 1000 | use at most 1000");
    CHECK(count_answer("99999999999999999999x") ==
          "count '99999999999999999999x' exceeds the limit of 1000 | use at most 1000");
    CHECK(count_answer("0.0001x") == "'0.0001x' has more than 3 decimals | round it to 3 decimals");
}

TEST_CASE("what is no count is refused") {
    for (const auto text : {"", "x", "2xx", "x2x", "-2", "+2x", "1,5x", ".5x", "2.x", "1e2", "two", "2 x 3"}) {
        CHECK(count_answer(text) == "'" + std::string{text} + "' is not a count | use a number such as 2, 2x or 0.5x");
    }
}

TEST_CASE("words that a person might have meant as a number are told from names") {
    for (const auto word : {"200mgs", "-5", "1,5", "1e3", "0x10", ".5", "nan", "nanmg", "inf", "5-htp", "+3"})
        CHECK(looks_like_number(word));
    for (const auto word : {"", "b12", "glycinate", "nandina", "infusion", "-", "--compound", ".", "x2", "omega-3"})
        CHECK_FALSE(looks_like_number(word));
    for (const auto word : {"2", "2x", "x2", "0.5x"}) CHECK(looks_like_count(word));
    for (const auto word : {"", "x", "2xx", "2mg", "-2"}) CHECK_FALSE(looks_like_count(word));
}

TEST_CASE("units are recognised in any case") {
    for (const auto unit : {"mg", "MG", "g", "ug", "mcg", "\xC2\xB5g", "\xCE\xBCg", "iu", "IU"})
        CHECK(is_mass_unit(unit));
    for (const auto unit : {"", "kg", "m", "mgs", "capsule"}) CHECK_FALSE(is_mass_unit(unit));
}

TEST_CASE("machines read decimals without trailing zeros or thousands marks") {
    CHECK(spell_decimal(301'520'941, 1'000'000, 3) == "301.521");
    CHECK(spell_decimal(200, 1, 3) == "200");
    CHECK(spell_decimal(1, 2, 3) == "0.5");
    CHECK(spell_decimal(1, 20, 3) == "0.05");
    CHECK(spell_decimal(1'234'567, 1, 3) == "1234567");
    CHECK(spell_decimal(0, 7, 3) == "0");
}

TEST_CASE("halves are rounded away from zero") {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    CHECK(spell_decimal(most, 1, 3) == "9223372036854775807");
    CHECK(spell_decimal(-most - 1, 1, 3) == "-9223372036854775808");
    CHECK(spell_decimal(most, 2, 1) == "4611686018427387903.5");
    CHECK(spell_decimal(1, most, 3) == "0");
    CHECK(spell_decimal(-1, 2000, 3) == "-0.001");
    CHECK(spell_decimal(-1, 2001, 3) == "0");
    CHECK(spell_decimal(5, 10, 0) == "1");
    CHECK(spell_decimal(15, 10, 0) == "2");
    CHECK(spell_decimal(25, 10, 0) == "3");
    CHECK(spell_decimal(4'999, 10'000, 0) == "0");
    CHECK(spell_decimal(-5, 10, 0) == "-1");
    CHECK(spell_decimal(-1, 10, 0) == "0");  // never "-0"
    CHECK(spell_decimal(1'9995, 10'000, 3) == "2");
}

TEST_CASE("a decimal is the fraction rounded, whatever the fraction") {
    std::mt19937_64 random{1};
    for (int trial = 0; trial < 20'000; ++trial) {
        const auto numerator = static_cast<std::int64_t>(random() >> (1 + random() % 60));
        const auto denominator = static_cast<std::int64_t>(1 + (random() >> (30 + random() % 33)));
        const int decimals = static_cast<int>(random() % 4);
        const std::string text = spell_decimal(numerator, denominator, decimals);
        INFO(numerator << " / " << denominator << " to " << decimals << " is " << text);
        REQUIRE(is_rounded(text, numerator, denominator, decimals));
        REQUIRE((text.find('.') == std::string::npos || text.back() != '0'));
    }
}

TEST_CASE("people read thousands marks") {
    CHECK(spell_grouped(1'241, 1, 0) == "1,241");
    CHECK(spell_grouped(1'234'567, 1, 0) == "1,234,567");
    CHECK(spell_grouped(999, 1, 0) == "999");
    CHECK(spell_grouped(-1'000, 1, 0) == "-1,000");
    CHECK(spell_grouped(-100, 1, 0) == "-100");
    CHECK(spell_grouped(12'345, 10, 1) == "1,234.5");
}

TEST_CASE("a nutrient is spelled in its own unit") {
    CHECK(spell(301_mg, Nutrient::magnesium) == "301 mg");
    CHECK(spell(Mass::from_nanograms(301'520'941), Nutrient::magnesium) == "302 mg");
    CHECK(spell(1241_mg, Nutrient::magnesium) == "1,241 mg");
    CHECK(spell(25_ug, Nutrient::vitamin_d) == "25 mcg");
    CHECK(spell(Mass::from_nanograms(37'540), Nutrient::vitamin_d) == "37.5 mcg");
    CHECK(spell(1500_ug, Nutrient::iron) == "1.5 mg");
    CHECK(spell(Mass{}, Nutrient::iron) == "0 mg");
    CHECK(spell_in_unit(Mass::from_nanograms(301'520'941), Nutrient::magnesium) == "301.521");
    CHECK(spell_number_beside(419'600_ug, 420_mg, Nutrient::magnesium) == "419.6");
    CHECK(spell_number_beside(420_mg, 420_mg, Nutrient::magnesium) == "420");
    CHECK(spell_number_beside(419'400_ug, 420_mg, Nutrient::magnesium) == "419");
    CHECK(spell_number_beside(Mass::from_nanograms(350'000'001), 350_mg, Nutrient::magnesium) == "350.000001");
    CHECK(spell_number_beside(Mass::from_nanograms(1'000'040), 1000_ug, Nutrient::folate) == "1,000.04");
    CHECK(spell_in_unit(25_ug, Nutrient::vitamin_d) == "25");
}

TEST_CASE("a mass alone is spelled in the unit that needs no zeros") {
    CHECK(spell(200_mg) == "200 mg");
    CHECK(spell(2_g) == "2 g");
    CHECK(spell(25_ug) == "25 mcg");
    CHECK(spell(1_ng) == "0.001 mcg");
    CHECK(spell(Mass::from_nanograms(100'500'000'000)) == "100.5 g");
    CHECK(spell(Mass::from_nanograms(1'234'500'000)) == "1234.5 mg");
}

TEST_CASE("a spelled mass is read back as the same mass") {
    std::mt19937_64 random{2};
    for (int trial = 0; trial < 20'000; ++trial) {
        const auto mass =
            Mass::from_nanograms(static_cast<std::int64_t>(1 + (random() >> (24 + random() % 40)) % 1'000'000'000'000));
        REQUIRE(ng(spell(mass)) == mass.nanograms());
    }
}

TEST_CASE("a spelled count is read back as the same count") {
    for (std::int64_t thousandths = 1; thousandths <= 1'000'000; thousandths += 37) {
        const Count count = Count::from_thousandths(thousandths);
        REQUIRE(*parse_count(spell(count) + "x") == count);
    }
}

TEST_CASE("reading any text ends in an amount or a reason with a remedy") {
    constexpr std::array<std::string_view, 22> pieces{"0", "1", "9", ".", ",", "-", "+", "e", "x", "mg", "g",
        "\xC2\xB5g", "IU", " ", "capsules", "nan", "\xFF", "\x1b", "\t", "å", "'", "1000"};
    std::mt19937 random{3};
    for (int trial = 0; trial < 20'000; ++trial) {
        std::string text;
        for (auto length = random() % 7; length > 0; --length) text += pieces[random() % pieces.size()];
        const auto amount = parse_amount(text);
        if (!amount) {
            REQUIRE_FALSE(amount.error().message.empty());
            REQUIRE_FALSE(amount.error().hint.empty());
        } else if (const auto* mass = std::get_if<Mass>(&*amount)) {
            REQUIRE(Mass{} < *mass);
            REQUIRE(*mass <= largest_mass);
        }
    }
}

TEST_CASE("a body weight is in kilograms, from 1 to 500") {
    for (const std::string_view text : {"24kg", "24", " 24.0 KG ", "24 kg"}) {
        CAPTURE(text);
        const auto weight = parse_body_weight(text);
        CHECK((weight && *weight == Mass::from_nanograms(24'000 * ng_per_g)));
    }
    CHECK(parse_body_weight("½kg").error() == Error{"invalid body weight '½kg'", "use kilograms, such as 24kg"});
    CHECK(*parse_body_weight("500") == largest_body_weight);
    for (const std::string_view text : {"", "kg", "0.9", "500.1", "70g", "70 lb", "70m", "-70", "70,5", "7 0"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_body_weight(text));
    }
}
