// What a medicine's name and the amount of a dose of it mean.

#include "medicine.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>
#include <vector>

#include "epsom/domain/amounts/equivalents.hpp"
#include "epsom/domain/amounts/fraction.hpp"
#include "epsom/text/plain.hpp"
#include "epsom/text/text.hpp"
#include "number_marks.hpp"
#include "nutrient_names.hpp"
#include "quantities.hpp"

namespace epsom::exchange {
namespace {

/// Whether a word of a medicine's name is the salt that the medicine comes as, and nothing that is taken for itself:
/// "Levothyroxine sodium", "Atorvastatin calcium".
bool is_salt_of(std::string_view nutrient, std::string_view word_before) {
    constexpr std::array always{std::string_view{"sodium"}, std::string_view{"potassium"}, std::string_view{"chloride"},
        std::string_view{"fluoride"}, std::string_view{"iodine"}};
    if (word_before.empty()) return false;
    return std::ranges::find(always, nutrient) != always.end() || word_before.ends_with("statin") ||
           word_before.ends_with("prazole");
}

/// The words of a name in lower case; "+" is what puts several things together.
std::vector<std::string> words_and_links(std::string_view name) {
    constexpr std::array links{std::string_view{"and"}, std::string_view{"with"}, std::string_view{"plus"},
        std::string_view{"und"}, std::string_view{"mit"}, std::string_view{"et"}, std::string_view{"avec"},
        std::string_view{"con"}};
    std::string plain;
    for (const char c : lower(name)) {
        const bool of_word = is_digit(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
        plain += of_word ? std::string(1, c) : c == '+' || c == '&' || c == '/' ? " + " : " ";
    }
    std::vector<std::string> words;
    for (std::string& word : split(plain, ' ')) {
        if (word.empty()) continue;
        words.push_back(std::ranges::find(links, word) == links.end() ? std::move(word) : "+");
    }
    return words;
}

/// Whether a name says that what `count` words from `first` on name is not in it: "Zinc-free", "without iron".
bool is_denied(std::span<const std::string> words, std::size_t first, std::size_t count) {
    constexpr std::array before{std::string_view{"without"}, std::string_view{"no"}, std::string_view{"ohne"},
        std::string_view{"sans"}, std::string_view{"sin"}, std::string_view{"senza"}, std::string_view{"zonder"},
        std::string_view{"sem"}};
    constexpr std::array after{std::string_view{"free"}, std::string_view{"frei"}, std::string_view{"vrij"}};
    return (first > 0 && std::ranges::find(before, words[first - 1]) != before.end()) ||
           (first + count < words.size() && std::ranges::find(after, words[first + count]) != after.end());
}

/// The nutrients that a name contains as whole words, the longest first: "vitamin b12" is one of them. Where a name has
/// a vitamin, a letter that is put together with something is one too: "vitamin C + E".
std::vector<Nutrient> nutrients_in(std::span<const std::string> words, NameBook& names) {
    constexpr std::size_t most_words = 4;
    std::vector<Nutrient> found, letters;
    const auto add = [](std::vector<Nutrient>& to, Nutrient nutrient) {
        if (std::ranges::find(to, nutrient) == to.end()) to.push_back(nutrient);
    };
    bool of_vitamins = false;
    for (std::size_t i = 0; i < words.size();) {
        std::size_t used = 1;
        of_vitamins = of_vitamins || words[i] == "vitamins" || words[i] == "vitamine";
        const bool linked =
            (i > 0 && words[i - 1] == "+") || (i + 1 < words.size() && words[i + 1] == "+" && words[i].size() == 1);
        if (const auto letter = find_nutrient("vitamin-" + words[i]); linked && words[i].size() == 1 && letter)
            add(letters, *letter);
        for (std::size_t count = std::min(most_words, words.size() - i); count > 0; --count) {
            const auto part_words = words.subspan(i, count);
            if (std::ranges::find(part_words, "+") != part_words.end()) continue;
            const std::string part = joined(part_words);
            // Short names are words of other things too: "ca", "na".
            if (part.size() < 3 && std::ranges::none_of(part, is_digit)) continue;
            auto nutrient = nutrient_of(names.find(part));
            if (!nutrient) nutrient = find_nutrient(part);  // a dose may have that name
            if (!nutrient) continue;
            const NutrientInfo& row = info(*nutrient);
            // A powder's grams are not those of the protein or the fiber in it.
            const bool bulk = row.group == Group::other && row.unit == "g";
            if (bulk || is_salt_of(row.key, i == 0 ? std::string_view{} : words[i - 1])) break;
            if (is_denied(words, i, count)) {
                used = count;
                break;
            }
            add(found, *nutrient);
            of_vitamins = of_vitamins || row.group == Group::vitamin;
            used = count;
            break;
        }
        i += used;
    }
    if (of_vitamins) {
        for (const Nutrient letter : letters) add(found, letter);
    }
    return found;
}

}  // namespace

std::optional<Nutrient> nutrient_of(const NameBook::Found& found) {
    if (!found.thing) return std::nullopt;
    if (const auto* compound = std::get_if<const Compound*>(&*found.thing)) return (*compound)->nutrient;
    if (const auto* nutrient = std::get_if<Nutrient>(&*found.thing)) return *nutrient;
    return std::nullopt;
}

Result<Medicine> read_medicine(std::string_view written, NameBook& names) {
    const std::string name = plain_text(written);
    const auto strength = find_strength(name);
    if (!strength) return strength.error();
    Medicine medicine;
    medicine.nutrient = nutrient_of(names.find(name));
    const auto words = words_and_links(name);
    const bool has_link = std::ranges::find(words, "+") != words.end();
    std::vector<Nutrient> named;
    // "D3 25 mcg + K2" is not vitamin D alone.
    if (!medicine.nutrient && has_link) named = nutrients_in(words, names);
    if (!medicine.nutrient && *strength && named.size() < 2)
        medicine.nutrient = nutrient_of(names.find((*strength)->bare_name));
    if (!medicine.nutrient && named.size() < 2)  // "Eisen", whole: a word may be another thing in another language
        medicine.nutrient = nutrient_called(*strength ? std::string_view{(*strength)->bare_name} : name);
    if (!medicine.nutrient) {
        if (!has_link) named = nutrients_in(words, names);
        if (named.size() > 1) {
            return Error{in_quotes(written) + " names several nutrients for one amount",
                "add a dose of this name with its contents"};
        }
        if (named.empty()) return medicine;
        medicine.nutrient = named.front();
    }
    medicine.compound = names.compound_in(name, *medicine.nutrient);
    if (*strength) {
        const auto unit = find_unit((*strength)->unit, medicine.nutrient);
        if (!unit)
            return Error{
                in_quotes((*strength)->unit) + " is not a unit of " + std::string{info(*medicine.nutrient).key}};
        const auto mass = read_mass((*strength)->number, *unit);
        if (!mass) return mass.error();
        medicine.strength = *mass;
    }
    return medicine;
}

bool has_no_number(std::string_view amount) {
    return std::ranges::none_of(with_decimals(plain_text(amount)), is_digit);
}

Result<MedicineAmount> read_medicine_amount(std::string_view amount, Nutrient nutrient) {
    amount = trim(amount);
    NumberMarks marks;
    marks.learn(amount);
    // The blanks of thousands first: they become plain ones.
    const std::string decimal = plain_text(with_decimals(marks.plain(amount)));
    marks.learn(decimal);
    const std::string plain = marks.plain(decimal);
    const std::string_view number = std::string_view{plain}.substr(0, plain.find_first_not_of("0123456789.,"));
    const std::string_view unit = trim(std::string_view{plain}.substr(number.size()));
    if (plain.size() > 1 && (plain.front() == '-' || plain.front() == '+') && is_digit(plain[1]))
        return Error{"dosage " + in_quotes(amount) + " has a sign", "use a number, or an amount such as 200 mg"};
    if (number.empty()) {
        return Error{"no number in dosage " + in_quotes(amount), "use a number, or an amount such as 200 mg"};
    }
    if (auto ambiguous = marks.two_readings(plain)) return *ambiguous;
    MedicineAmount result;
    result.nothing = is_plain_number(number) && number.find_first_of("123456789") == std::string_view::npos;
    if (const auto known = find_unit(unit, nutrient)) {
        const auto mass = read_mass(number, *known);
        if (!mass) return mass.error();
        result.mass = *mass;
        return result;
    }
    const auto count = read_count(number);
    if (!count) return count.error();
    // "2x100 mg" and "1/3" are not a number of pieces.
    const bool is_word =
        std::ranges::none_of(unit, [](char c) { return (c >= '0' && c <= '9') || c == '/' || c == '%'; });
    if (!is_word || lower(unit) == "iu") {
        return Error{in_quotes(amount) + " is not a valid amount", "use a number, or an amount such as 200 mg"};
    }
    result.count = *count;
    result.unit = unit;
    return result;
}

std::optional<Mass> mass_of(const MedicineAmount& amount, const Medicine& medicine) {
    if (amount.mass) return amount.mass;
    return medicine.strength ? std::optional{amount.count * *medicine.strength} : std::nullopt;
}

Content content_of(const Medicine& medicine, std::optional<Mass> amount) {
    Content content{*medicine.nutrient, amount, medicine.compound, Basis::label};
    if (amount && content.compound == folic_acid_key) content.amount = dfe_of_folic_acid(*amount);
    return content;
}

void put_contents(const Medicine& medicine, std::optional<Mass> amount, Intake& intake) {
    intake.contents.push_back(content_of(medicine, amount));
    if (intake.contents.back().compound == folic_acid_key) intake.quantity = amount;
}

}  // namespace epsom::exchange
