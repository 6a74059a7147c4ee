#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "epsom/domain/amounts/compound.hpp"
#include "epsom/domain/amounts/mass.hpp"
#include "epsom/domain/amounts/nutrient.hpp"
#include "epsom/result.hpp"

namespace epsom {

/// International units as typed; only a vitamin, and of some only its form, says what they weigh.
struct InternationalUnits {
    Count count;
    friend bool operator==(const InternationalUnits&, const InternationalUnits&) = default;
};
/// `2 capsules`, `1 serving`: counted in the taken thing's own unit. `5 billion CFU`, `250 HUT`: in one that labels
/// use, see find_unit().
struct Units {
    Count count;
    std::string unit;  // as typed; of live cells "CFU", however many make one of the unit
    friend bool operator==(const Units&, const Units&) = default;
};
/// `50%DV`, `100% NRV`: a share of the daily value that labels refer to, in the US or in the EU.
struct DailyValue {
    Count percent;
    bool is_nrv = false;
    friend bool operator==(const DailyValue&, const DailyValue&) = default;
};
using Amount = std::variant<Mass, InternationalUnits, Units, DailyValue>;

/// `200mg`, `200 mg`, `0.2g`, `25ug`, `1000IU`, `2 capsules`. Exact, or refused: signs, exponents, hex, commas, zero,
/// more than 1 kg, finer than a nanogram, no unit.
Result<Amount> parse_amount(std::string_view text);
/// The mass of something that is no nutrient: a food, a body.
Result<Mass> parse_mass(std::string_view text);
Result<Mass> mass_of(const Amount& amount);
/// `24kg`, `24.5 kg`, `24`: from 1 kg to the largest.
Result<Mass> parse_body_weight(std::string_view text);
inline constexpr Mass largest_body_weight = Mass::from_nanograms(500 * 1'000 * ng_per_g);
/// An amount of `nutrient`, in its steps. Errors: as quantity_of() has them.
Result<Mass> parse_quantity(std::string_view text, Nutrient nutrient);
/// How much `amount` is of `nutrient`, in its steps (nanograms of a mass), when it comes as `form` or in a form that
/// nobody named. Errors: units of another measure, IU where no factor is known or the form decides, a share of a daily
/// value that there is not.
Result<Mass> quantity_of(const Amount& amount, Nutrient nutrient, const Compound* form = nullptr);
/// `2x`, `x2`, `0.5x`, `2`. More than zero, at most 1000, in thousandths.
Result<Count> parse_count(std::string_view text);

/// Whether `word` has the shape of a count (`2x`, `x2`, `2`), right or wrong.
bool looks_like_count(std::string_view word);
/// Whether `word` starts like a number that a person might have meant (`200mgs`, `-5`, `1,5`, `1e3`).
bool looks_like_number(std::string_view word);
/// Digits with an optional point and digits, at the front of `text`: how many characters, 0 where there are none.
[[nodiscard]] std::size_t number_length(std::string_view text);
/// Whether `word` is a unit of mass or IU, in any case: mg, g, ug, mcg, µg, μg, iu.
bool is_mass_unit(std::string_view word);
bool is_plain_number(std::string_view word);

/// `decimals` places at most, no trailing zeros, a point, no thousands marks: the exact fraction rounded half up.
std::string spell_decimal(std::int64_t numerator, std::int64_t denominator, int decimals);
/// Appends spell_decimal() to `out`, without a string for each of the thousands of numbers in a table.
void append_decimal(std::string& out, std::int64_t numerator, std::int64_t denominator, int decimals);
/// A decimal as a person reads it: `1,241`, thousands marked.
std::string spell_grouped(std::int64_t numerator, std::int64_t denominator, int decimals);
/// A machine's number in the nutrient's unit: `301.521`.
std::string spell_in_unit(Mass mass, Nutrient nutrient);
/// An amount as a person reads it: `302 mg`, `25 mcg`; mg whole (one decimal below 10), mcg to one decimal.
std::string spell(Mass mass, Nutrient nutrient);
/// The number of spell(), without its unit: `302`.
std::string spell_number(Mass mass, Nutrient nutrient);
/// spell_number(), with as many decimals more as it takes to differ from `limit` where it is not equal to it.
std::string spell_number_beside(Mass mass, Mass limit, Nutrient nutrient);
/// A mass as typed, in the unit that needs no zeros: `200 mg`, `2 g`, `25 mcg`.
std::string spell(Mass mass);
std::string spell(Count count);

}  // namespace epsom
