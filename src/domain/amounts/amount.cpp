#include "epsom/domain/amounts/amount.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "epsom/domain/amounts/fraction.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

constexpr std::int64_t ng_per_oz = 28'349'523'125;  // the avoirdupois ounce, exactly

struct MassUnit {
    std::string_view name;
    std::int64_t ng;
};
/// Upper and lower case mean the same on labels ("200 MG"). The micro sign is U+00B5 or the Greek letter U+03BC.
constexpr std::array mass_units{
    MassUnit{"mg", ng_per_mg},
    MassUnit{"g", ng_per_g},
    MassUnit{"ug", ng_per_ug},
    MassUnit{"mcg", ng_per_ug},
    MassUnit{"µg", ng_per_ug},
    MassUnit{"μg", ng_per_ug},
    MassUnit{"milligram", ng_per_mg},
    MassUnit{"milligrams", ng_per_mg},
    MassUnit{"gram", ng_per_g},
    MassUnit{"oz", ng_per_oz},
    MassUnit{"ounce", ng_per_oz},
    MassUnit{"ounces", ng_per_oz},
    MassUnit{"grams", ng_per_g},
    MassUnit{"microgram", ng_per_ug},
    MassUnit{"micrograms", ng_per_ug},
};
/// International units on English and on German labels.
bool is_iu(std::string_view unit) {
    const std::string folded = lower(unit);
    return folded == "iu" || folded == "ie";
}
constexpr std::string_view write_units = "add a unit: g, mg, mcg or IU, such as 200mg";

}  // namespace

std::size_t number_length(std::string_view text) {
    std::size_t end = 0;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end > 0 && end + 1 < text.size() && text[end] == '.' && is_digit(text[end + 1])) {
        ++end;
        while (end < text.size() && is_digit(text[end])) ++end;
    }
    return end;
}

namespace {

enum class Trouble { none, too_large, too_fine };
struct Scaled {
    std::int64_t value = 0;
    Trouble trouble = Trouble::none;
};

/// `number` (digits with an optional point and digits) times `unit`, exactly; at most `most`.
Scaled scaled(std::string_view number, std::int64_t unit, std::int64_t most) {
    __extension__ using Wide = __int128;
    const auto point = std::min(number.find('.'), number.size());
    Wide whole = 0;
    for (const char c : number.substr(0, point)) {
        whole = whole * 10 + (c - '0');
        if (whole > most) return {0, Trouble::too_large};
    }
    Wide value = whole * unit;
    std::string_view decimals = point < number.size() ? number.substr(point + 1) : std::string_view{};
    while (!decimals.empty() && decimals.back() == '0') decimals.remove_suffix(1);  // a last zero costs nothing
    for (Wide step = unit; const char c : decimals) {
        if (step % 10 != 0) return {0, Trouble::too_fine};
        step /= 10;
        value += step * (c - '0');
    }
    if (value > most) return {0, Trouble::too_large};
    return {static_cast<std::int64_t>(value), Trouble::none};
}

/// `1,330mg`: what it may mean, as it can be typed.
Error comma_in(std::string_view text) {
    const auto end = std::min(text.find_first_not_of("0123456789.,"), text.size());
    const std::string_view number = text.substr(0, end);
    const std::string unit{text.substr(end)};
    const auto comma = number.find(',');
    const auto without = [](std::string_view digits, char mark) {
        std::string kept{digits};
        std::erase(kept, mark);
        return kept;
    };
    /// Whether `digits` are groups of three after `mark`, except the first group.
    const auto grouped = [](std::string_view digits, char mark) {
        const auto groups = split(digits, mark);
        return groups.size() > 1 && !groups[0].empty() && groups[0].size() <= 3 && groups[0].front() != '0' &&
               std::all_of(
                   groups.begin() + 1, groups.end(), [](const std::string& group) { return group.size() == 3; });
    };
    std::vector<std::string> readings;
    const auto add = [&](const std::string& reading) {
        if (is_plain_number(reading)) readings.push_back(printable(reading + unit));
    };
    const auto point = number.find('.');
    const std::string_view before_point = number.substr(0, point);
    if (comma < point && grouped(before_point, ',')) add(without(number, ','));
    const std::string_view before_comma = number.substr(0, comma);
    if (number.find(',', comma + 1) == std::string_view::npos &&
        (point == std::string_view::npos || (point < comma && grouped(before_comma, '.')))) {
        std::string decimals{number.substr(comma + 1)};
        while (decimals.size() > 1 && decimals.back() == '0') decimals.pop_back();
        if (!decimals.empty() && decimals.find('.') == std::string::npos)
            add(without(before_comma, '.') + "." + decimals);
    }
    if (readings.empty()) return {in_quotes(text) + " has a comma", "use at most one decimal point, such as 1.5mg"};
    return {readings.size() > 1 ? "ambiguous comma in " + in_quotes(text) : in_quotes(text) + " has a comma",
        "use " + joined(readings, " or ")};
}

/// Why `text` is not a number, in one sentence.
Error no_number(std::string_view text) {
    const std::string shown = in_quotes(text);
    const std::string folded = lower(text);
    if (text.empty()) return {"empty amount", "give an amount with a unit, such as 200mg"};
    if (text.front() == '-' || text.front() == '+') {
        const std::string_view unsigned_text = trim(text.substr(1));
        const bool one_word = unsigned_text.find(' ') == std::string_view::npos;
        return {shown + " has a sign",
            one_word && parse_amount(unsigned_text) ? "use " + printable(unsigned_text) : "leave out the sign"};
    }
    if (folded.starts_with("nan") || folded.starts_with("inf"))
        return {shown + " is not a number", std::string{write_units}};
    if (text.find(',') != std::string_view::npos) return comma_in(text);
    if (folded.starts_with("0x")) return {shown + " is not a decimal number", std::string{write_units}};
    if (text.front() == '.') return {shown + " has no digit before the point", "use 0" + printable(text)};
    return {shown + " is not an amount", std::string{write_units}};
}

std::optional<std::int64_t> unit_ng(std::string_view unit) {
    const std::string folded = lower(unit);
    for (const auto& known : mass_units) {
        if (known.name == folded) return known.ng;
    }
    return std::nullopt;
}

/// A unit begins with a letter, of any script: `5-HTP` and `5%` are no amounts.
bool reads_as_words(std::string_view unit) {
    if (unit.empty()) return false;
    const auto first = static_cast<unsigned char>(lower(unit.substr(0, 1)).front());
    if (first < 0x80 && (first < 'a' || first > 'z')) return false;
    return std::ranges::none_of(unit, [](char c) {
        return is_digit(c) || c == '.' || c == ',' || c == ':' || static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    });
}

Result<Count> checked_count(std::string_view number, std::string_view shown) {
    const auto [value, trouble] = scaled(number, 1000, largest_count.thousandths());
    if (trouble == Trouble::too_large) {
        return Error{"count " + in_quotes(shown) + " exceeds the limit of 1000", "use at most 1000"};
    }
    if (trouble == Trouble::too_fine) {
        return Error{in_quotes(shown) + " has more than 3 decimals", "round it to 3 decimals"};
    }
    if (value == 0) return Error{in_quotes(shown) + " is zero", "leave it out"};
    return Count::from_thousandths(value);
}

/// `50%DV`; empty where `unit` is no daily value.
std::optional<Result<Amount>> of_daily_value(std::string_view number, std::string_view unit, const std::string& shown) {
    std::string folded = lower(unit);
    std::erase(folded, ' ');
    if (folded != "%dv" && folded != "%nrv") return std::nullopt;
    const auto [value, trouble] = scaled(number, 1000, std::int64_t{1'000'000} * 1000);
    if (trouble == Trouble::too_large) return Error{shown + " is more than 1,000,000 %", "check the number"};
    if (trouble == Trouble::too_fine) return Error{shown + " has more than 3 decimals", "round it to 3 decimals"};
    if (value == 0) return Error{shown + " is zero", "leave the entry out"};
    return Amount{DailyValue{Count::from_thousandths(value), folded == "%nrv"}};
}

/// `5 billion CFU`, `250 HUT`; empty where labels have no such unit, or one that things have too (`ml`).
std::optional<Result<Amount>> in_label_units(std::string_view number, std::string_view unit, const std::string& shown) {
    const UnitInfo* known = find_unit(unit);
    if (known == nullptr || (known->measure != Measure::activity && known->measure != Measure::cells))
        return std::nullopt;
    const std::int64_t each = known->measure == Measure::cells ? known->steps : 1;
    const auto [value, trouble] = scaled(number, 1000 * each, largest_mass.nanograms() * 1000);
    if (trouble == Trouble::too_large) return Error{shown + " is too large", "check the number and the unit"};
    if (trouble == Trouble::too_fine || (known->measure == Measure::cells && value % 1000 != 0)) {
        return Error{shown + " is finer than one " + std::string{known->unit}, "round it to fewer decimals"};
    }
    if (value == 0) return Error{shown + " is zero", "leave the entry out"};
    return Amount{
        Units{Count::from_thousandths(value), known->measure == Measure::cells ? "CFU" : std::string{known->unit}}};
}

}  // namespace

bool is_mass_unit(std::string_view word) { return unit_ng(word).has_value() || is_iu(word); }
bool is_plain_number(std::string_view word) { return !word.empty() && number_length(word) == word.size(); }

bool looks_like_count(std::string_view word) {
    if (is_plain_number(word)) return true;
    if (word.size() > 1 && (word.back() == 'x' || word.back() == 'X'))
        return is_plain_number(word.substr(0, word.size() - 1));
    return word.size() > 1 && (word.front() == 'x' || word.front() == 'X') && is_plain_number(word.substr(1));
}

bool looks_like_number(std::string_view word) {
    for (const std::string_view no_number : {"nan", "inf", "infinity"}) {
        const std::string folded = lower(word);
        if (folded == no_number ||
            (folded.starts_with(no_number) && is_mass_unit(std::string_view{folded}.substr(no_number.size()))))
            return true;
    }
    const auto at = [&](std::size_t i) { return i < word.size() ? word[i] : '\0'; };
    const std::size_t start = at(0) == '-' || at(0) == '+' ? 1 : 0;
    return is_digit(at(start)) || (at(start) == '.' && is_digit(at(start + 1)));
}

Result<Amount> parse_amount(std::string_view text) {
    const std::string decimal = with_decimals(trim(text));
    text = decimal;
    const std::size_t length = number_length(text);
    if (length == 0) return no_number(text);
    const std::string_view number = text.substr(0, length);
    const std::string_view unit = trim(text.substr(length));
    const std::string shown = in_quotes(text);
    if (unit.empty()) return Error{shown + " has no unit", std::string{write_units}};

    if (const auto ng = unit_ng(unit)) {
        const auto [value, trouble] = scaled(number, *ng, largest_mass.nanograms());
        if (trouble == Trouble::too_large) return Error{shown + " is more than 1 kg", "check the number and the unit"};
        if (trouble == Trouble::too_fine) return Error{shown + " is finer than 1 ng", "round it to fewer decimals"};
        if (value == 0) return Error{shown + " is zero", "leave the entry out"};
        return Amount{Mass::from_nanograms(value)};
    }
    if (is_iu(unit)) {
        const auto [value, trouble] = scaled(number, 1000, std::int64_t{1'000'000'000} * 1000);
        if (trouble == Trouble::too_large) {
            return Error{shown + " is more than 1 billion IU", "check the number and the unit"};
        }
        if (trouble == Trouble::too_fine) return Error{shown + " is finer than 1 ng", "round it to fewer decimals"};
        if (value == 0) return Error{shown + " is zero", "leave the entry out"};
        return Amount{InternationalUnits{Count::from_thousandths(value)}};
    }
    if (const auto share = of_daily_value(number, unit, shown)) return *share;
    if (const auto counted = in_label_units(number, unit, shown)) return *counted;
    if (looks_like_count(text)) return Error{shown + " is a count, not an amount", std::string{write_units}};
    const char next = unit.front();
    if (text.find(',') != std::string_view::npos) return no_number(text);
    if (next == '.') return Error{shown + " is not a number", "use at most one decimal point, such as 1.5mg"};
    if ((next == 'e' || next == 'E') && unit.size() > 1 && (is_digit(unit[1]) || unit[1] == '-' || unit[1] == '+')) {
        return Error{shown + " has an exponent", "use plain digits, such as 1000mg"};
    }
    if ((next == 'x' || next == 'X') && unit.size() > 1 && number == "0")
        return Error{shown + " is not a decimal number", std::string{write_units}};
    if (!reads_as_words(unit)) return Error{shown + " is not an amount", std::string{write_units}};
    constexpr std::array<std::string_view, 6> no_slips{"cup", "tab", "cap", "ml", "tsp", "cfu"};
    if (is_utf8(unit) && unit.size() <= 3 && std::ranges::find(no_slips, lower(unit)) == no_slips.end()) {
        constexpr std::array<std::string_view, 5> known{"mg", "g", "mcg", "ug", "IU"};
        // Any single letter is one step from 'g', which says nothing.
        std::string hint = unit.size() > 1      ? did_you_mean(unit, known)
                           : lower(unit) == "m" ? "did you mean 'mg'?"
                                                : std::string{write_units};
        if (!hint.empty()) return Error{"unknown unit " + in_quotes(unit) + " in " + shown, std::move(hint)};
    }
    return checked_count(number, text).transform([unit](Count count) {
        return Amount{Units{count, std::string{unit}}};
    });
}

Result<Mass> mass_of(const Amount& amount) {
    if (const auto* mass = std::get_if<Mass>(&amount)) return *mass;
    if (const auto* units = std::get_if<InternationalUnits>(&amount)) {
        return Error{"'" + spell(units->count) + "IU' is not a mass", "use mg or mcg, as on the label"};
    }
    if (const auto* share = std::get_if<DailyValue>(&amount)) {
        return Error{"'" + spell(share->percent) + "%' is not a mass", std::string{write_units}};
    }
    const auto& units = std::get<Units>(amount);
    return Error{in_quotes(spell(units.count) + " " + units.unit) + " is not a mass", std::string{write_units}};
}

namespace {

/// `thousandths` of a unit that has `steps`, exactly.
Result<Mass> in_steps(std::int64_t thousandths, std::int64_t steps, const std::string& shown) {
    __extension__ using Wide = __int128;
    const Wide product = static_cast<Wide>(thousandths) * steps;
    if (product % 1000 != 0) return Error{shown + " is finer than 1 ng", "round it to fewer decimals"};
    if (product / 1000 > largest_mass.nanograms())
        return Error{shown + " is more than 1 kg", "check the number and the unit"};
    return Mass::from_nanograms(static_cast<std::int64_t>(product / 1000));
}

Result<Mass> of_international(const InternationalUnits& units, const NutrientInfo& nutrient, const Compound* form) {
    const std::string shown = "'" + spell(units.count) + "IU'";
    const std::int64_t steps = form != nullptr && form->iu_steps != 0 ? form->iu_steps : nutrient.iu_steps;
    if (steps != 0) return in_steps(units.count.thousandths(), steps, shown);
    if (nutrient.id == Nutrient::vitamin_e) {
        return Error{shown + " of vitamin-e depends on its form",
            "name its form: d-alpha-tocopherol (natural, 0.67 mg per IU) or dl-alpha-tocopherol (synthetic, 0.45 mg)"};
    }
    return Error{"IU has no fixed mass for " + std::string{nutrient.key},
        "use " + std::string{nutrient.unit} + ", as on the label"};
}

}  // namespace

Result<Mass> quantity_of(const Amount& amount, Nutrient nutrient, const Compound* form) {
    const NutrientInfo& counted = info(nutrient);
    if (const auto* units = std::get_if<InternationalUnits>(&amount)) return of_international(*units, counted, form);
    if (const auto* share = std::get_if<DailyValue>(&amount)) {
        const std::int64_t whole = share->is_nrv ? counted.nrv : counted.daily_value;
        const std::string shown = "'" + spell(share->percent) + (share->is_nrv ? "%NRV'" : "%DV'");
        if (whole == 0) {
            return Error{
                std::string{counted.key} + " has no " + (share->is_nrv ? "EU reference value" : "US Daily Value"),
                "give the amount itself"};
        }
        if (share->is_nrv && nutrient == Nutrient::vitamin_a && form != nullptr &&
            limit_form(form->key) == LimitForm::carotene) {
            return Error{
                shown + " of vitamin-a is in retinol equivalents (RE), which are not RAE for " + std::string{form->key},
                "give the amount of " + std::string{form->key} + " itself, such as 4.8mg"};
        }
        const Mass part = Mass::from_nanograms(whole).scaled(share->percent.thousandths(), 100'000);
        if (part > largest_mass) return Error{shown + " is more than 1 kg", "check the number"};
        return part;
    }
    if (const auto* mass = std::get_if<Mass>(&amount)) {
        if (counted.measure == Measure::mass) return *mass;
        return Error{std::string{counted.label} + " is counted in " + std::string{counted.unit} + ", not as a mass",
            "give the number of " + std::string{counted.unit} + " on the label"};
    }
    const auto& units = std::get<Units>(amount);
    const std::string shown = in_quotes(spell(units.count) + " " + units.unit);
    const UnitInfo* unit = find_unit(units.unit);
    if (unit != nullptr && unit->unit == counted.unit) {
        auto steps = in_steps(units.count.thousandths(), unit->steps, shown);
        if (!steps) return Error{shown + " is too large or too fine", "check the number"};
        return steps;
    }
    if (counted.measure == Measure::mass) return Error{shown + " is not a mass", std::string{write_units}};
    return Error{std::string{counted.label} + " is counted in " + std::string{counted.unit},
        "give the number of " + std::string{counted.unit} + " on the label"};
}

Result<Mass> parse_body_weight(std::string_view text) {
    constexpr std::int64_t ug_per_kg = 1'000 * ng_per_g / ng_per_ug;
    const std::string decimal = with_decimals(trim(text));
    const std::size_t length = number_length(decimal);
    const std::string unit = lower(trim(std::string_view{decimal}.substr(length)));
    // No finer than a microgram, which is exact enough for a body.
    const auto weight = length == 0 || (unit != "" && unit != "kg")
                            ? Scaled{0, Trouble::none}
                            : scaled(std::string_view{decimal}.substr(0, length), ug_per_kg, 500 * ug_per_kg);
    if (weight.trouble != Trouble::none || weight.value < ug_per_kg)
        return Error{"invalid body weight " + in_quotes(text), "use kilograms, such as 24kg"};
    return Mass::from_nanograms(weight.value * ng_per_ug);
}

Result<Mass> parse_mass(std::string_view text) { return parse_amount(text).and_then(mass_of); }

Result<Mass> parse_quantity(std::string_view text, Nutrient nutrient) {
    return parse_amount(text).and_then([nutrient](const Amount& amount) { return quantity_of(amount, nutrient); });
}

Result<Count> parse_count(std::string_view text) {
    const std::string decimal = with_decimals(trim(text));
    text = decimal;
    std::string_view number = text;
    if (!number.empty() && (number.back() == 'x' || number.back() == 'X')) {
        number.remove_suffix(1);
    } else if (!number.empty() && (number.front() == 'x' || number.front() == 'X')) {
        number.remove_prefix(1);
    }
    if (!is_plain_number(number)) {
        return Error{in_quotes(text) + " is not a count", "use a number such as 2, 2x or 0.5x"};
    }
    return checked_count(number, text);
}

namespace {

struct Decimal {
    std::uint64_t whole;
    std::int64_t rest;  // of `power` parts
};

/// Half up, in a type that holds twice the scaled magnitude.
template <class Integer> Decimal rounded(Integer magnitude, std::int64_t power, std::int64_t denominator) {
    const Integer parts = (2 * magnitude * power + denominator) / (2 * static_cast<Integer>(denominator));
    return {static_cast<std::uint64_t>(parts / power), static_cast<std::int64_t>(parts % power)};
}

}  // namespace

void append_decimal(std::string& out, std::int64_t numerator, std::int64_t denominator, int decimals) {
    const bool is_digit =
        numerator == 0 || (denominator == 1 && 0 < numerator && numerator < 10);  // nearly every count of days
    if (is_digit) {
        out += static_cast<char>('0' + numerator);
        return;
    }
    __extension__ using Wide = __int128;
    std::int64_t power = 1;
    for (int i = 0; i < decimals; ++i) power *= 10;
    const bool negative = numerator < 0;
    // Nearly every number is narrow: less than 2^63 when it is scaled. Wide ones take three times as long to divide.
    constexpr std::int64_t narrow = std::int64_t{1} << 40, narrow_denominator = std::int64_t{1} << 60;
    const bool is_narrow =
        -narrow < numerator && numerator < narrow && power <= 1'000'000 && denominator < narrow_denominator;
    auto [whole, rest] = is_narrow
                             ? rounded<std::int64_t>(negative ? -numerator : numerator, power, denominator)
                             : rounded<Wide>(negative ? -static_cast<Wide>(numerator) : static_cast<Wide>(numerator),
                                   power, denominator);
    if (negative && (whole != 0 || rest != 0)) out += '-';
    std::array<char, 40> digits;
    char* end = std::to_chars(digits.data(), digits.data() + digits.size(), whole).ptr;
    if (rest != 0) {
        for (; rest % 10 == 0; rest /= 10) --decimals;
        *end = '.';
        for (int place = decimals; place > 0; rest /= 10) end[place--] = static_cast<char>('0' + rest % 10);
        end += 1 + decimals;
    }
    out.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

std::string spell_decimal(std::int64_t numerator, std::int64_t denominator, int decimals) {
    std::string text;
    append_decimal(text, numerator, denominator, decimals);
    return text;
}

std::string spell_grouped(std::int64_t numerator, std::int64_t denominator, int decimals) {
    std::string text = spell_decimal(numerator, denominator, decimals);
    const std::size_t first = text.front() == '-' ? 1 : 0;
    for (std::size_t at = std::min(text.find('.'), text.size()); at > first + 3;) {
        at -= 3;
        text.insert(at, 1, ',');
    }
    return text;
}

std::string spell_in_unit(Mass mass, Nutrient nutrient) {
    return spell_decimal(mass.nanograms(), info(nutrient).unit_steps, 3);
}

namespace {

/// `30 billion`, as labels have it.
std::string spell_cells(std::int64_t cells) {
    constexpr std::int64_t million = 1'000'000, billion = 1'000 * million;
    if (cells >= billion) return spell_grouped(cells, billion, 1) + " billion";
    if (cells >= million) return spell_grouped(cells, million, 1) + " million";
    return spell_grouped(cells, 1, 0);
}

}  // namespace

std::string spell_number(Mass mass, Nutrient nutrient) {
    const auto& unit = info(nutrient);
    if (unit.measure == Measure::cells) return spell_cells(mass.nanograms());
    const bool whole = unit.unit_steps == ng_per_mg && mass.nanograms() >= 10 * ng_per_mg;
    const bool tiny = mass.nanograms() > 0 && 20 * mass.nanograms() < unit.unit_steps;  // not none, which 0 would say
    return spell_grouped(mass.nanograms(), unit.unit_steps, whole ? 0 : tiny ? 3 : 1);
}

std::string spell(Mass mass, Nutrient nutrient) {
    return spell_number(mass, nutrient) + " " + std::string{info(nutrient).unit};
}

std::string spell_number_beside(Mass mass, Mass limit, Nutrient nutrient) {
    std::string text = spell_number(mass, nutrient);
    if (mass == limit || text != spell_number(limit, nutrient)) return text;
    constexpr int most_decimals = 9;
    const std::int64_t unit = info(nutrient).unit_steps;
    for (int decimals = 1; decimals <= most_decimals; ++decimals) {
        text = spell_grouped(mass.nanograms(), unit, decimals);
        if (text != spell_grouped(limit.nanograms(), unit, decimals)) break;
    }
    return text;
}

std::string spell(Mass mass) {
    const std::int64_t ng = mass.nanograms();
    if (ng >= 10 * ng_per_g || (ng >= ng_per_g && ng % (ng_per_g / 100) == 0))
        return spell_decimal(ng, ng_per_g, 9) + " g";
    if (ng >= ng_per_mg) return spell_decimal(ng, ng_per_mg, 6) + " mg";
    return spell_decimal(ng, ng_per_ug, 3) + " mcg";
}

std::string spell(Count count) { return spell_decimal(count.thousandths(), 1000, 3); }

}  // namespace epsom
