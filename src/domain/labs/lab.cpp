#include "epsom/domain/labs/lab.hpp"

#include <algorithm>
#include <array>

#include "epsom/domain/amounts/amount.hpp"
#include "epsom/domain/plan/dose.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

__extension__ using Wide = __int128;

// Molar masses in thousandths of g/mol, from the atomic weights that compounds are calculated with.
constexpr std::int64_t iron_mass = atomic_weight("Fe");
constexpr std::int64_t magnesium_mass = atomic_weight("Mg");
constexpr std::int64_t cobalamin_mass = molar_mass("C63H88CoN14O14P", "Co").total;  // cyanocobalamin
constexpr std::int64_t folic_acid_mass = molar_mass("C19H19N7O6", "N").total;
static_assert(
    iron_mass == 55'845 && magnesium_mass == 24'305 && cobalamin_mass == 1'355'388 && folic_acid_mass == 441'404);

constexpr std::array ferritin{LabUnit{"ng/mL"}, LabUnit{"mcg/L"}};
constexpr std::array percent{LabUnit{"%"}};
constexpr std::array serum_iron{LabUnit{"mcg/dL"}, LabUnit{"umol/L", iron_mass, 10'000}};
constexpr std::array serum_magnesium{
    LabUnit{"mg/dL"}, LabUnit{"mmol/L", magnesium_mass, 10'000}, LabUnit{"mEq/L", magnesium_mass, 20'000}};
constexpr std::array cell_magnesium{LabUnit{"mg/dL"}, LabUnit{"mmol/L", magnesium_mass, 10'000}};
constexpr std::array vitamin_d{
    LabUnit{"ng/mL"}, LabUnit{"nmol/L", 1'000, 2'496}};  // 1 ng/mL is 2.496 nmol/L, as printed
constexpr std::array vitamin_b12{LabUnit{"pg/mL"}, LabUnit{"ng/L"}, LabUnit{"pmol/L", cobalamin_mass, 1'000'000}};
constexpr std::array folate{LabUnit{"ng/mL"}, LabUnit{"mcg/L"}, LabUnit{"nmol/L", folic_acid_mass, 1'000'000}};
// Laboratories that print mmol/L mean the whole molecule or a quarter of it: 0.155 or 0.6206 a g/dL.
constexpr std::array haemoglobin{LabUnit{"g/dL"}, LabUnit{"g/L", 1, 10}, LabUnit{"mmol/L", 0, 0}};
constexpr std::array filtration{LabUnit{"mL/min/1.73m2"}};

constexpr std::array labs{
    KnownLab{"ferritin", "serum ferritin", "iron stores", ferritin},
    KnownLab{"transferrin saturation", "tsat,tfs,iron saturation,transferrin sat", "share of transferrin with iron",
        percent},
    KnownLab{"iron", "serum iron,fe", "iron in serum", serum_iron},
    KnownLab{"magnesium", "serum magnesium,mg,magnesium serum", "magnesium in serum", serum_magnesium},
    KnownLab{"magnesium RBC", "rbc magnesium,red cell magnesium,erythrocyte magnesium,mg rbc",
        "magnesium in red blood cells", cell_magnesium},
    KnownLab{"25-OH vitamin D", "vitamin d,25-oh-d,25(oh)d,25-oh-d3,25-hydroxyvitamin d,calcidiol,vitamin d 25-oh",
        "vitamin D in serum", vitamin_d},
    KnownLab{"vitamin B12", "b12,cobalamin,serum b12", "vitamin B12 in serum", vitamin_b12},
    KnownLab{"folate", "serum folate,folic acid,vitamin b9", "folate in serum", folate},
    KnownLab{"haemoglobin", "hemoglobin,hb,hgb", "haemoglobin in blood", haemoglobin},
    KnownLab{"eGFR", "gfr,estimated gfr", "filtration rate of the kidneys", filtration},
};

/// As units are compared: without blanks, in lower case, `mcg` and the micro sign as `u`.
std::string unit_key(std::string_view unit) {
    std::string key;
    const auto starts = [&unit](std::string_view sign) { return unit.starts_with(sign); };
    while (!unit.empty()) {
        std::size_t used = 1;
        if (starts("µ") || starts("μ")) {
            key += 'u';
            used = 2;
        } else if (starts("²")) {
            key += '2';
            used = 2;
        } else if (unit.front() != ' ' && unit.front() != '^') {
            key += unit.front();
        }
        unit.remove_prefix(used);
    }
    key = lower(key);
    for (auto at = key.find("mcg"); at != std::string::npos; at = key.find("mcg")) key.replace(at, 3, "ug");
    return key;
}

constexpr int most_whole_digits = 9, most_decimals = 6;

/// `text` is a number and nothing else. Empty where it is not, or where it is longer than a laboratory prints.
std::optional<LabNumber> read_number(std::string_view text) {
    if (text.empty() || number_length(text) != text.size()) return std::nullopt;
    while (text.size() > 1 && text[0] == '0' && is_digit(text[1])) text.remove_prefix(1);
    const auto point = std::min(text.find('.'), text.size());
    const std::size_t decimals = point < text.size() ? text.size() - point - 1 : 0;
    if (point > most_whole_digits || decimals > most_decimals) return std::nullopt;
    LabNumber number{0, static_cast<int>(decimals)};
    for (const char c : text) {
        if (c != '.') number.digits = number.digits * 10 + (c - '0');
    }
    return number;
}

constexpr std::array<std::string_view, 4> comparators{"<=", ">=", "<", ">"};

/// The comparator that `text` begins with, which is taken off it.
std::string_view take_comparator(std::string_view& text) {
    for (const std::string_view one : comparators) {
        if (!text.starts_with(one)) continue;
        text = trim(text.substr(one.size()));
        return one;
    }
    return {};
}

constexpr std::string_view example = "epsom log lab ferritin 45ng/mL";

std::string units_of(const KnownLab& lab) {
    std::vector<std::string> names;
    for (const LabUnit& unit : lab.units) names.emplace_back(unit.name);
    return joined(names, ", ");
}

/// Whether a value may begin with `word`: a number, or a comparator. `25-OH`, `19-9` and `2026-11-03` begin none.
bool begins_value(std::string_view word) {
    const std::string_view comparator = take_comparator(word);
    if (!comparator.empty()) return word.empty() || looks_like_number(word);
    return looks_like_number(word) && word.find('-', 1) == std::string_view::npos;
}

/// A number with the unit that follows it, both as typed.
struct Typed {
    LabResult result;
    std::string unit;
};

/// Why `text`, which begins a value, has no number that can be read: in the words of an amount where these fit.
Error no_number(std::string_view text) {
    const auto amount = parse_amount(text);
    for (const std::string_view fault : {"sign", "comma", "digit before"}) {
        if (!amount && amount.error().message.find(fault) != std::string::npos) return amount.error();
    }
    const std::string_view number = text.substr(0, number_length(text));
    if (!amount && amount.error().message.find("exponent") != std::string::npos)
        return {in_quotes(text) + " has an exponent", "use plain digits, such as 1000ng/mL"};
    const std::size_t point = std::min(number.find('.'), number.size());
    if (point > most_whole_digits)
        return {in_quotes(number) + " is more than 999,999,999", "check the number and the unit"};
    if (number.size() - point > most_decimals + 1)
        return {in_quotes(number) + " has more than 6 decimals", "round it to 6 decimals"};
    return {in_quotes(text) + " is not a number with a unit", "give one number with its unit: " + std::string{example}};
}

/// What follows the number: the unit, and what is left over. Blanks may be in a unit, beside its slashes for example.
struct UnitWords {
    std::string unit, rest;
};
UnitWords unit_in(const std::vector<std::string>& words, const KnownLab* known) {
    std::size_t size = std::min<std::size_t>(1, words.size());
    if (known != nullptr) {
        for (std::size_t more = words.size(); more > 0; --more) {
            if (find_unit(*known, joined(std::span{words}.first(more))) == nullptr) continue;
            size = more;
            break;
        }
    } else {
        const auto goes_on = [](const std::string& before, const std::string& next) {
            return before.ends_with('/') || next.starts_with('/') || before == "x" || next == "m2" || next == "m²";
        };
        while (size > 0 && size < words.size() && goes_on(words[size - 1], words[size])) ++size;
    }
    return {joined(std::span{words}.first(size)), joined(std::span{words}.subspan(size))};
}

/// Reads `<10ng/mL`.
Result<Typed> read_value(std::string_view text, const KnownLab* known) {
    text = trim(text);
    const std::string shown = in_quotes(text);
    Typed typed;
    std::string_view value = text;
    typed.result.comparator = take_comparator(value);
    const std::size_t length = number_length(value);
    const auto number = read_number(value.substr(0, length));
    const std::string_view after = value.substr(length);
    const bool is_longer_number =
        !after.empty() && (after.front() == '.' || after.front() == ',' || is_digit(after.front()));
    const bool has_exponent = after.size() > 1 && lower(after.substr(0, 1)) == "e" &&
                              (is_digit(after[1]) || after[1] == '-' || after[1] == '+');
    if (!number || is_longer_number || has_exponent) return no_number(value);
    typed.result.number = *number;
    const auto [unit, rest] = unit_in(words_of(after), known);
    if (!rest.empty()) {
        return Error{
            "unexpected argument " + in_quotes(rest), "log each value by itself; a remark goes into --note TEXT"};
    }
    if (unit.empty() && known != nullptr) {
        return Error{shown + " has no unit; " + std::string{known->name} + " is given in " + units_of(*known),
            "add the unit that the laboratory printed, such as " + std::string{typed.result.comparator} +
                spell(*number) + std::string{known->units.front().name}};
    }
    constexpr std::size_t longest_unit = 30;
    const bool says_something = std::ranges::any_of(unit, [](char c) {
        return c == '%' || static_cast<unsigned char>(c) >= 0x80 ||
               (lower(std::string(1, c)) >= "a" && lower(std::string(1, c)) <= "z");
    });
    if (!unit.empty() && (!says_something || unit.size() > longest_unit || printable(unit) != unit))
        return Error{in_quotes(unit) + " is not a unit", "give one number with its unit: " + std::string{example}};
    if (known != nullptr && find_unit(*known, unit) == nullptr) {
        return Error{in_quotes(unit) + " is not a unit of " + std::string{known->name}, "use " + units_of(*known)};
    }
    typed.unit = unit;
    return typed;
}

/// The day that `words` are. Empty where they are no time at all. Errors: another time than a day, a day after today.
std::optional<Result<Day>> read_draw(std::span<const std::string> words, Day today) {
    if (words.empty()) return std::nullopt;
    const std::string text = joined(words);
    if (const auto day = parse_day(text, today)) {
        if (*day <= today) return Result<Day>{*day};
        return Result<Day>{
            Error{in_quotes(text) + " is in the future", "give the day of the blood draw, today or earlier"}};
    }
    if (lower(text) == "tomorrow")
        return Result<Day>{
            Error{in_quotes(text) + " is in the future", "give the day of the blood draw, today or earlier"}};
    const auto moment = match_moment(words);
    if ((moment && moment->used == words.size()) || impossible_date(words) == words.size()) {
        return Result<Day>{Error{
            in_quotes(text) + " is not a day", "give the day of the blood draw, such as 2026-11-03 or yesterday"}};
    }
    return std::nullopt;
}

/// How many of `words` are the name: the longest known one, or all up to the value.
std::size_t name_length(std::span<const std::string> words) {
    for (std::size_t size = words.size(); size > 0; --size) {
        if (find_lab(joined(words.first(size))) != nullptr) return size;
    }
    std::size_t size = 0;
    while (size < words.size() && !begins_value(words[size])) ++size;
    return size;
}

Result<LabRange> read_range(const std::string& text) {
    if (!is_utf8(text)) return Error{"the range is not valid UTF-8", "use UTF-8 text"};
    return parse_lab_range(text);
}

int significant(std::int64_t digits) {
    int count = 0;
    for (; digits > 0; digits /= 10) ++count;
    return count;
}

}  // namespace

std::span<const KnownLab> known_labs() { return labs; }

const KnownLab* find_lab(std::string_view name) {
    const std::string key = name_key(name);
    if (key.empty()) return nullptr;
    const auto found = std::ranges::find_if(labs, [&key](const KnownLab& lab) {
        if (name_key(lab.name) == key) return true;
        const auto aliases = split(lab.aliases, ',');
        return std::ranges::any_of(aliases, [&key](const std::string& alias) { return name_key(alias) == key; });
    });
    return found == labs.end() ? nullptr : &*found;
}

const LabUnit* find_unit(const KnownLab& lab, std::string_view unit) {
    const auto found =
        std::ranges::find_if(lab.units, [&](const LabUnit& one) { return same_lab_unit(one.name, unit); });
    return found == lab.units.end() ? nullptr : &*found;
}

bool same_lab_unit(std::string_view a, std::string_view b) { return unit_key(a) == unit_key(b); }

std::int64_t scale_of(const LabNumber& number) {
    std::int64_t scale = 1;
    for (int i = 0; i < number.decimals; ++i) scale *= 10;
    return scale;
}

std::string spell(const LabNumber& number) {
    std::string text = std::to_string(number.digits);
    const auto decimals = static_cast<std::size_t>(number.decimals);
    if (decimals == 0) return text;
    if (text.size() <= decimals) text.insert(0, decimals + 1 - text.size(), '0');
    return text.insert(text.size() - decimals, ".");
}

Result<LabRange> parse_lab_range(std::string_view text) {
    const std::string shown = in_quotes(text);
    text = trim(text);
    const auto dash = text.find('-');
    const bool dashed = dash != std::string_view::npos && read_number(trim(text.substr(0, dash))) &&
                        read_number(trim(text.substr(dash + 1)));
    const Error refusal{shown + " is not a range",
        dashed
            ? "did you mean " +
                  in_quotes(std::string{trim(text.substr(0, dash))} + ".." + std::string{trim(text.substr(dash + 1))}) +
                  "?"
            : "give the laboratory's range as LOW..HIGH without a unit, such as 15..150, ..150 or 30.."};
    const auto dots = text.find("..");
    if (dots == std::string_view::npos) return refusal;
    const std::string_view low = trim(text.substr(0, dots)), high = trim(text.substr(dots + 2));
    LabRange range{read_number(low), read_number(high)};
    if ((!low.empty() && !range.low) || (!high.empty() && !range.high) || (!range.low && !range.high)) return refusal;
    if (range.low && range.high &&
        static_cast<Wide>(range.low->digits) * scale_of(*range.high) >
            static_cast<Wide>(range.high->digits) * scale_of(*range.low)) {
        return Error{shown + " ends below its start",
            "did you mean " + in_quotes(spell(*range.high) + ".." + spell(*range.low)) + "?"};
    }
    return range;
}

std::string in_words(const LabRange& range) {
    if (!range.low) return "up to " + spell(*range.high);
    if (!range.high) return "from " + spell(*range.low);
    return spell(*range.low) + " to " + spell(*range.high);
}

std::string spell(const LabResult& result) {
    std::string text = std::string{result.comparator} + spell(result.number);
    if (!result.range) return text;
    text += " in ";
    if (result.range->low) text += spell(*result.range->low);
    text += "..";
    if (result.range->high) text += spell(*result.range->high);
    return text;
}

std::optional<LabResult> parse_lab_detail(std::string_view detail) {
    LabResult result;
    const auto in = detail.find(" in ");
    std::string_view value = detail.substr(0, in);
    result.comparator = take_comparator(value);
    const auto number = read_number(value);
    if (!number) return std::nullopt;
    result.number = *number;
    if (in != std::string_view::npos) {
        const auto range = parse_lab_range(detail.substr(in + 4));
        if (!range) return std::nullopt;
        result.range = *range;
    }
    return result;
}

std::string spell_lab(const Intake& lab) {
    const auto result = parse_lab_detail(lab.detail);
    const std::string value = result ? std::string{result->comparator} + spell(result->number) : lab.detail;
    return lab.unit.empty() ? value : value + " " + lab.unit;
}

Result<LabNumber> convert(
    const KnownLab& lab, const LabNumber& number, std::string_view unit, std::string_view target) {
    const LabUnit* from = find_unit(lab, unit);
    const LabUnit* to = find_unit(lab, target);
    if (from == to && from != nullptr) return number;
    if (from == nullptr || to == nullptr || from->denominator == 0 || to->denominator == 0) {
        return Error{"no conversion between " + in_quotes(unit) + " and " + in_quotes(target) + " is known for " +
                         std::string{lab.name},
            "leave out --unit"};
    }
    constexpr int least = 5, most = 9;
    Wide numerator = static_cast<Wide>(number.digits) * from->numerator * to->denominator;
    const Wide denominator = static_cast<Wide>(scale_of(number)) * from->denominator * to->numerator;
    const int wanted = std::clamp(significant(number.digits), least, most);
    LabNumber converted{0, 0};
    // The first step that shows enough digits; 9 decimals are as fine as any laboratory prints.
    for (;; ++converted.decimals, numerator *= 10) {
        converted.digits = static_cast<std::int64_t>((2 * numerator + denominator) / (2 * denominator));
        if (significant(converted.digits) >= wanted || converted.decimals == most) break;
    }
    while (converted.decimals > 0 && converted.digits % 10 == 0) {
        converted.digits /= 10;
        --converted.decimals;
    }
    return converted;
}

Result<LabNumber> convert(const Intake& lab, std::string_view target) {
    const auto result = parse_lab_detail(lab.detail);
    const KnownLab* known = find_lab(lab.what);
    if (result && known == nullptr && same_lab_unit(lab.unit, target)) return result->number;
    if (!result || known == nullptr) {
        return Error{"no conversion between " + in_quotes(lab.unit) + " and " + in_quotes(target) + " is known for " +
                         printable(lab.what),
            "leave out --unit"};
    }
    return convert(*known, result->number, lab.unit, target);
}

std::optional<Error> refuse_unit(std::string_view name, std::string_view target) {
    const KnownLab* known = find_lab(name);
    if (known == nullptr || find_unit(*known, target) != nullptr) return std::nullopt;
    return Error{in_quotes(target) + " is not a unit of " + std::string{known->name}, "use " + units_of(*known)};
}

Result<Intake> make_lab(std::span<const std::string> words, const LabOptions& options, const Clock& clock) {
    if (words.empty()) return Error{"missing name of the blood value", std::string{example}};
    if (!is_utf8(options.note)) return Error{"the note is not valid UTF-8", "use UTF-8 text"};
    const std::size_t named = name_length(words);
    const std::string typed_name = joined(words.first(named));
    if (trim(typed_name).empty()) {
        return Error{"missing name of the blood value before " + in_quotes(words.front()),
            "name first: " + std::string{example}};
    }
    const KnownLab* known = find_lab(typed_name);
    Intake lab{.moment = clock.moment(), .day = clock.today(), .kind = Taken::lab, .note = options.note};
    if (known != nullptr) {
        lab.what = known->name;
    } else {
        const auto name = check_dose_name(typed_name, {}, Naming::forced);
        if (!name) return Error{name.error().message, "name first: " + std::string{example}};
        lab.what = *name;
    }
    words = words.subspan(named);
    if (!words.empty() && !begins_value(words.front())) {
        return Error{in_quotes(words.front()) + " is not a number with a unit",
            "give one number with its unit: " + std::string{example}};
    }
    if (words.empty()) {
        const bool in_one = typed_name.find(' ') != std::string::npos && known == nullptr;
        return Error{"missing value of " + in_quotes(lab.what), in_one
                                                                    ? "leave out the quotes: " + std::string{example}
                                                                    : "give it with its unit: " + std::string{example}};
    }
    std::size_t end = 1;
    for (; end < words.size(); ++end) {
        const auto day = read_draw(words.subspan(end), clock.today());
        if (!day) continue;
        if (!*day) return day->error();
        lab.day = **day;
        break;
    }
    auto value = read_value(joined(words.first(end)), known);
    if (!value) return value.error();
    if (options.range) {
        const auto range = read_range(*options.range);
        if (!range) return range.error();
        value->result.range = *range;
    }
    lab.unit = value->unit;
    lab.detail = spell(value->result);
    return lab;
}

std::optional<Error> apply(const LabEdit& edit, Intake& lab, const Clock& clock) {
    auto result = parse_lab_detail(lab.detail).value_or(LabResult{});
    if (edit.amount) {
        const auto value = read_value(*edit.amount, find_lab(lab.what));
        if (!value) return value.error();
        if (value->unit.empty() && !lab.unit.empty()) {
            return Error{in_quotes(*edit.amount) + " has no unit", "use " + printable(*edit.amount + lab.unit)};
        }
        result.comparator = value->result.comparator;
        result.number = value->result.number;
        lab.unit = value->unit;
    }
    if (edit.range && lower(trim(*edit.range)) == "none") {
        result.range.reset();
    } else if (edit.range) {
        const auto range = read_range(*edit.range);
        if (!range) return range.error();
        result.range = *range;
    }
    if (edit.day) {
        const std::vector<std::string> words{*edit.day};
        const auto day = read_draw(words, clock.today())
                             .value_or(Result<Day>{Error{in_quotes(*edit.day) + " is not a day",
                                 "give the day of the blood draw, such as 2026-11-03 or yesterday"}});
        if (!day) return day.error();
        lab.day = *day;
    }
    lab.detail = spell(result);
    return std::nullopt;
}

std::string in_a_line(const Intake& lab) {
    const auto result = parse_lab_detail(lab.detail);
    return lab.what + " " + spell_lab(lab) + " on " + spell_day(lab.day) +
           (result && result->range ? " (range " + in_words(*result->range) + ")" : "");
}

}  // namespace epsom
