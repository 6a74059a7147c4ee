#include "quantities.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "epsom/domain/amounts/nutrient.hpp"
#include "epsom/text/blank.hpp"
#include "epsom/text/text.hpp"
#include "number_marks.hpp"

namespace epsom::exchange {
namespace {

bool letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

struct Named {
    std::string_view name;
    std::int64_t ng;
};
constexpr std::array mass_units{
    Named{"mg", ng_per_mg}, Named{"milligram", ng_per_mg}, Named{"mcg", ng_per_ug}, Named{"ug", ng_per_ug},
    Named{"µg", ng_per_ug}, Named{"μg", ng_per_ug}, Named{"microgram", ng_per_ug}, Named{"g", ng_per_g},
    Named{"gm", ng_per_g}, Named{"gram", ng_per_g}, Named{"ng", 1}, Named{"nanogram", 1}, Named{"kg", 1'000 * ng_per_g},
    Named{"oz", 28'349'523'125},  // the avoirdupois ounce is 28.349523125 g exactly
};

/// Of English, German, Dutch, and the languages of the south, perhaps as "I.U.".
bool is_iu(std::string_view key) {
    constexpr auto names = std::to_array<std::string_view>(
        {"iu", "ie", "ui", "international unit", "i.u.", "i.e.", "u.i.", "i.u", "i.e", "u.i"});
    return std::ranges::find(names, key) != names.end();
}

/// Measures of a vitamin in which its amounts are kept, as units name them behind the mass: "mcg DFE".
struct Equivalents {
    std::string_view name;
    Nutrient nutrient;
};
constexpr std::array equivalents{
    Equivalents{"dfe", Nutrient::folate}, Equivalents{"rae", Nutrient::vitamin_a}, Equivalents{"ne", Nutrient::niacin}};

/// Those at the end of a unit in lower case; null where it has none.
const Equivalents* equivalents_of(std::string_view key) {
    if (!key.ends_with('e')) return nullptr;
    const auto found = std::ranges::find_if(equivalents, [key](const Equivalents& each) {
        if (key.size() <= each.name.size() + 1 || !key.ends_with(each.name)) return false;
        const char before = key[key.size() - each.name.size() - 1];
        return before == ' ' || before == '_';
    });
    return found == equivalents.end() ? nullptr : &*found;
}

bool counts_in(std::string_view unit, Nutrient nutrient) {
    const std::string key = lower(trim(unit));
    const Equivalents* known = equivalents_of(key);
    return known != nullptr && known->nutrient == nutrient;
}

/// The number of a name: "5,000 IU" are thousands, as no label states thousandths of an IU.
std::string strength_number(std::string_view text, bool iu) {
    NumberMarks marks;
    marks.learn(text);
    if (iu && marks.is_open(text))
        (text.find(',') == std::string_view::npos ? marks.comma_decimal : marks.point_decimal) = true;
    return marks.plain(text);
}

/// A decimal number: its first digits, and the power of ten of the last of them. 18 are more than a mass has; those
/// after them only move the point.
struct Decimal {
    static constexpr int most_digits = 18;
    std::int64_t digits = 0;
    int exponent = 0;
};

Error no_number(std::string_view text) {
    const std::string shown = in_quotes(text);
    if (text.find(',') != std::string_view::npos) {
        return {shown + " has a comma", "use a decimal point, and no thousands separator"};
    }
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) return {shown + " has a sign"};
    return {shown + " is not a number", "use digits with at most one decimal point"};
}

std::optional<Decimal> read_decimal(std::string_view text, Exponent allowed) {
    Decimal decimal;
    bool point = false;
    int count = 0;  // of the digits, from the first that is not 0
    std::size_t i = 0;
    for (; i < text.size() && (is_digit(text[i]) || (text[i] == '.' && !point)); ++i) {
        if (text[i] == '.') {
            point = true;
            if (i == 0 || i + 1 == text.size() || !is_digit(text[i + 1])) return std::nullopt;
        } else {
            if (count > 0 || text[i] != '0') ++count;
            if (count <= Decimal::most_digits) decimal.digits = 10 * decimal.digits + (text[i] - '0');
            else ++decimal.exponent;
            if (point) --decimal.exponent;
        }
    }
    if (i == 0) return std::nullopt;
    if (i == text.size()) return decimal;
    if (allowed == Exponent::refused || (text[i] != 'e' && text[i] != 'E')) return std::nullopt;
    std::string_view power = text.substr(i + 1);
    const bool negative = power.starts_with('-');
    if (negative || power.starts_with('+')) power.remove_prefix(1);
    if (power.empty() || power.size() > 4 || !std::ranges::all_of(power, is_digit)) return std::nullopt;
    int value = 0;
    for (const char c : power) value = 10 * value + (c - '0');
    decimal.exponent += negative ? -value : value;
    return decimal;
}

/// `decimal` times `unit`, rounded half up; empty when that is more than `most`.
std::optional<std::int64_t> times(const Decimal& decimal, std::int64_t unit, std::int64_t most) {
    __extension__ using Wide = __int128;
    if (decimal.digits == 0) return 0;
    Wide value = Wide{decimal.digits} * unit;
    int exponent = decimal.exponent;
    for (; exponent > 0; --exponent) {
        if (value > most) return std::nullopt;
        value *= 10;
    }
    if (exponent < -36) return 0;
    Wide divisor = 1;
    for (; exponent < 0; ++exponent) divisor *= 10;
    value = value / divisor + (value % divisor * 2 >= divisor ? 1 : 0);
    if (value > most) return std::nullopt;
    return static_cast<std::int64_t>(value);
}

}  // namespace

std::optional<Unit> find_unit(std::string_view name, std::optional<Nutrient> nutrient) {
    std::string key = lower(trim(name));
    if (const Equivalents* counted = equivalents_of(key)) {
        if (nutrient != counted->nutrient) return std::nullopt;
        key = trim(std::string_view{key}.substr(0, key.find_first_of(" _")));
    }
    for (const std::string_view plural : {"(s)", "s"}) {
        if (key.size() > 4 && key.ends_with(plural)) key.resize(key.size() - plural.size());
    }
    if (nutrient && info(*nutrient).measure != Measure::mass) {
        const UnitInfo* label_unit = epsom::find_unit(name);
        if (label_unit == nullptr || label_unit->unit != info(*nutrient).unit) return std::nullopt;
        return Unit{label_unit->steps};
    }
    if (is_iu(key)) {
        if (!nutrient || info(*nutrient).iu_steps == 0) return std::nullopt;
        return Unit{info(*nutrient).iu_steps};
    }
    const auto known = std::ranges::find(mass_units, std::string_view{key}, &Named::name);
    if (known == mass_units.end()) return std::nullopt;
    return Unit{known->ng};
}

bool counts_dfe(std::string_view unit) { return counts_in(unit, Nutrient::folate); }
bool counts_ne(std::string_view unit) { return counts_in(unit, Nutrient::niacin); }

std::string usual_unit(std::string_view unit, std::optional<Nutrient> nutrient) {
    unit = trim(unit);
    const std::string key = lower(unit);
    if (is_iu(key)) return "IU";
    const Equivalents* counted = equivalents_of(key);
    if (counted == nullptr || counted->nutrient != nutrient) return std::string{unit};
    return std::string{trim(unit.substr(0, unit.find_first_of(" _")))};
}

bool has_no_value(std::string_view cell) {
    constexpr auto dashes = std::to_array<std::string_view>({"", "-", "--", "\u2013", "\u2014", "\u2212"});
    return cell.size() <= 3 && std::ranges::find(dashes, trim(cell)) != dashes.end();
}

Result<Mass> read_mass(std::string_view number, Unit unit, Exponent exponent) {
    const auto decimal = read_decimal(number, exponent);
    if (!decimal) return no_number(number);
    const auto ng = times(*decimal, unit.ng, largest_mass.nanograms());
    if (!ng) return Error{in_quotes(number) + " is more than 1 kg", "check the number and the unit"};
    return Mass::from_nanograms(*ng);
}

Result<Count> read_count(std::string_view number) {
    const auto decimal = read_decimal(number, Exponent::refused);
    if (!decimal) return no_number(number);
    const auto thousandths = times(*decimal, 1000, largest_count.thousandths());
    if (!thousandths) return Error{in_quotes(number) + " exceeds the limit of 1000", "use at most 1000"};
    return Count::from_thousandths(*thousandths);
}

Heading split_heading(std::string_view heading) {
    heading = trim(heading);
    const auto open = heading.rfind('(');
    if (open == std::string_view::npos || open == 0 || heading.back() != ')') return {heading, {}};
    return {trim(heading.substr(0, open)), trim(heading.substr(open + 1, heading.size() - open - 2))};
}

Result<std::optional<Strength>> find_strength(std::string_view name) {
    std::optional<Strength> found;
    std::size_t from = 0, to = 0;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (!is_digit(name[i]) || (i > 0 && (is_digit(name[i - 1]) || name[i - 1] == '.' || letter(name[i - 1]))))
            continue;
        std::size_t end = i;
        while (end < name.size() &&
               (is_digit(name[end]) || (name[end] == '.' && end + 1 < name.size() && is_digit(name[end + 1])) ||
                   name[end] == ','))
            ++end;
        std::string digits{name.substr(i, end - i)};
        // "5 000" are thousands: no strength begins with a zero.
        const auto digits_at = [&name](std::size_t start) {
            std::size_t last = start;
            while (last < name.size() && is_digit(name[last])) ++last;
            return last - start;
        };
        if (const std::size_t blank = blank_at(name.substr(end));
            blank > 0 && name.substr(end + blank).starts_with('0') && digits_at(end + blank) == 3 && end - i <= 3)
            digits += name.substr(std::exchange(end, end + blank + 3) + blank, 3);
        std::size_t unit = end;
        while (const std::size_t blank = blank_at(name.substr(unit))) unit += blank;
        std::size_t after = unit;
        while (after < name.size() && letter(name[after])) ++after;
        const std::string_view unit_name = name.substr(unit, after - unit);
        // A plain "g" or "oz" is what food weighs.
        const std::string key = lower(unit_name);
        if (!is_iu(key) && (!find_unit(key) || key == "ng" || key == "kg" || key == "oz")) continue;
        const std::string number = strength_number(digits, is_iu(key));
        if (found && (found->number != number || lower(found->unit) != key)) {
            return Error{in_quotes(name) + " has two strengths", "add the amount to each row, such as 200 mg"};
        }
        if (!found) {
            found = Strength{number, unit_name, {}};
            from = i;
            to = after;
        }
        i = after - 1;
    }
    if (found) {
        // "Magnesium (150 mg)" and "Magnesium, 150 mg" are magnesium; what follows names the form: "capsule".
        std::string_view before = name.substr(0, from);
        while (!before.empty() &&
               (before.back() == ' ' || before.back() == ',' || before.back() == '(' || before.back() == '-'))
            before.remove_suffix(1);
        std::string_view after = name.substr(to);
        while (!after.empty() && (after.front() == ' ' || after.front() == ')' || after.front() == ','))
            after.remove_prefix(1);
        found->bare_name = before.empty() ? after : before;
    }
    return found;
}

bool names_a_product(std::string_view name) {
    constexpr std::array<std::string_view, 12> forms{"capsule", "capsules", "tablet", "tablets", "softgel", "softgels",
        "caplet", "caplets", "supplement", "supplements", "gummy", "gummies"};
    const std::string folded = lower(name);
    for (std::size_t start = 0; start < folded.size();) {
        std::size_t end = start;
        while (end < folded.size() && letter(folded[end])) ++end;
        if (std::ranges::find(forms, std::string_view{folded}.substr(start, end - start)) != forms.end()) return true;
        start = end + 1;
    }
    const auto strength = find_strength(name);
    if (!strength) return true;
    return *strength && lower((*strength)->unit) != "g";
}

}  // namespace epsom::exchange
