// What MedTimer's events mean. It has no field for a strength: the name or the amount contains it, if anything.

#include <algorithm>
#include <array>

#include "epsom/domain/amounts/fraction.hpp"
#include "epsom/text/text.hpp"
#include "medtimer.hpp"
#include "number_marks.hpp"
#include "nutrient_names.hpp"
#include "quantities.hpp"

namespace epsom::exchange {
namespace {

std::optional<Nutrient> nutrient_of(const NameBook::Found& found) {
    if (!found.thing) return std::nullopt;
    if (const auto* compound = std::get_if<const Compound*>(&*found.thing)) return (*compound)->nutrient;
    if (const auto* nutrient = std::get_if<Nutrient>(&*found.thing)) return *nutrient;
    return std::nullopt;
}

/// Whether a word of a medicine's name is the salt that the medicine comes as, and nothing that is taken for itself:
/// "Levothyroxine sodium", "Atorvastatin calcium".
bool is_salt_of(std::string_view nutrient, std::string_view word_before) {
    constexpr std::array always{std::string_view{"sodium"}, std::string_view{"potassium"}, std::string_view{"chloride"},
        std::string_view{"fluoride"}, std::string_view{"iodine"}};
    if (word_before.empty()) return false;
    return std::ranges::find(always, nutrient) != always.end() || word_before.ends_with("statin") ||
           word_before.ends_with("prazole");
}

/// The nutrients that a name contains as whole words, the longest first: "vitamin b12" is one of them.
std::vector<Nutrient> nutrients_in(std::string_view name, NameBook& names) {
    constexpr std::size_t most_words = 4;
    std::string plain;
    for (const char c : lower(name))
        plain += is_digit(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80 ? c : ' ';
    std::vector<std::string> words;
    for (std::string& word : split(plain, ' ')) {
        if (!word.empty()) words.push_back(std::move(word));
    }
    std::vector<Nutrient> found;
    for (std::size_t i = 0; i < words.size();) {
        std::size_t used = 1;
        for (std::size_t count = std::min(most_words, words.size() - i); count > 0; --count) {
            const std::string part = joined(std::span{words}.subspan(i, count));
            // Short names are words of other things too: "ca", "na".
            if (part.size() < 3 && std::ranges::none_of(part, is_digit)) continue;
            auto nutrient = nutrient_of(names.find(part));
            if (!nutrient) nutrient = find_nutrient(part);  // a dose may have that name
            if (!nutrient) continue;
            const NutrientInfo& row = info(*nutrient);
            // A powder's grams are not those of the protein or the fiber in it.
            const bool bulk = row.group == Group::other && row.unit == "g";
            if (bulk || is_salt_of(row.key, i == 0 ? std::string_view{} : words[i - 1])) break;
            if (std::ranges::find(found, *nutrient) == found.end()) found.push_back(*nutrient);
            used = count;
            break;
        }
        i += used;
    }
    return found;
}

}  // namespace

Result<Medicine> read_medicine(std::string_view name, NameBook& names) {
    const auto strength = find_strength(name);
    if (!strength) return strength.error();
    Medicine medicine;
    if (*strength) medicine.nutrient = nutrient_of(names.find((*strength)->bare_name));
    if (!medicine.nutrient) medicine.nutrient = nutrient_of(names.find(name));
    if (!medicine.nutrient)  // "Eisen", whole: a word of a name may be another thing in another language
        medicine.nutrient = nutrient_called(*strength ? std::string_view{(*strength)->bare_name} : name);
    if (!medicine.nutrient) {
        const auto spoken_of = nutrients_in(name, names);
        if (spoken_of.size() > 1) {
            return Error{in_quotes(name) + " names several nutrients for one amount",
                "add a dose of this name with its contents"};
        }
        if (spoken_of.empty()) return medicine;
        medicine.nutrient = spoken_of.front();
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

Result<MedicineAmount> read_medicine_amount(std::string_view amount, Nutrient nutrient) {
    amount = trim(amount);
    NumberMarks marks;
    marks.learn(amount);
    const std::string plain = marks.plain(with_decimals(amount));
    const std::string_view number = std::string_view{plain}.substr(0, plain.find_first_not_of("0123456789.,"));
    const std::string_view unit = trim(std::string_view{plain}.substr(number.size()));
    if (number.empty()) {
        return Error{"no number in dosage " + in_quotes(amount), "use a number, or an amount such as 200 mg"};
    }
    if (marks.is_open(plain)) return open_number(amount);
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

std::string_view without_cycle(std::string_view name) {
    name = trim(name);
    const auto open = name.rfind(" (");
    if (open == std::string_view::npos || !name.ends_with(')')) return name;
    const std::string_view inside = name.substr(open + 2, name.size() - open - 3);
    const auto slash = inside.find('/');
    const auto is_number = [](std::string_view text) {
        return !text.empty() && text.size() <= 3 && std::ranges::all_of(text, is_digit);
    };
    if (slash == std::string_view::npos || !is_number(inside.substr(0, slash)) || !is_number(inside.substr(slash + 1)))
        return name;
    return trim(name.substr(0, open));
}

std::string Events::called(std::string_view name) {
    name = trim(name);
    if (medicines_.contains(name_key(name)) || out_.names.find(name).dose != nullptr) return std::string{name};
    return std::string{without_cycle(name)};
}

std::optional<Error> Events::fill(const TakenEvent& event, Intake& intake) {
    const NameBook::Found named = out_.names.find(event.name);
    if (named.dose != nullptr && named.dose->contents.empty()) {
        const auto amount = read_medicine_amount(event.amount, Nutrient::magnesium);
        const bool counts = amount && !amount->mass && named.dose->serving.count == Count{1};
        if (amount && amount->nothing) {
            intake.contents.push_back({Nutrient::magnesium, Mass{}, "", Basis::label});  // left out by the caller
            return std::nullopt;
        }
        auto made = make_intake(*named.dose, counts ? amount->count : Count{1}, std::nullopt, Count{1}, {});
        if (!made) return made.error();
        made->moment = intake.moment;
        made->day = intake.day;
        intake = std::move(*made);
        return std::nullopt;
    }
    if (named.dose != nullptr && !named.dose->contents.empty()) {
        // The user has said what it contains.
        const auto amount = read_medicine_amount(event.amount, named.dose->contents.front().nutrient);
        if (!amount) return amount.error();
        const Serving& serving = named.dose->serving;
        if (!amount->mass && amount->unit.empty() && serving.count != Count{1}) {
            return Error{in_quotes(event.amount) + " could be servings or " + serving.unit,
                "use '" + spell(amount->count) + " " + serving.unit + "'"};
        }
        if (amount->nothing) return std::nullopt;
        const Amount taken = amount->mass
                                 ? Amount{*amount->mass}
                                 : Amount{Units{amount->count, amount->unit.empty() ? serving.unit : amount->unit}};
        auto made = make_intake(*named.dose, std::nullopt, taken, Count{1}, {});
        if (!made) return made.error();
        made->moment = intake.moment;
        made->day = intake.day;
        intake = std::move(*made);
        return std::nullopt;
    }
    const auto medicine = read_medicine(event.name, out_.names);
    if (!medicine) return medicine.error();
    if (!medicine->nutrient) {
        if (without_nutrients_.size() < 1000 || without_nutrients_.contains(event.name))
            ++without_nutrients_[event.name];
        return std::nullopt;
    }
    const auto amount = read_medicine_amount(event.amount, *medicine->nutrient);
    if (!amount) return amount.error();
    const std::string key{info(*medicine->nutrient).key};
    if (!amount->mass && !medicine->strength && !info(*medicine->nutrient).is_nutrient()) {
        // A herb without a strength was taken all the same.
        intake.servings = amount->count;
        intake.unit = amount->unit;
        intake.contents.push_back({*medicine->nutrient, std::nullopt, medicine->compound, Basis::label});
        return std::nullopt;
    }
    if (!amount->mass && !medicine->strength) {
        return Error{"unknown amount of " + key + " in " + in_quotes(event.amount) + " of " + in_quotes(event.name),
            "put the strength in " + std::string{program_} +
                "'s name or dosage, such as '200 mg', or add a dose of this name"};
    }
    const Mass total = amount->mass ? *amount->mass : amount->count * *medicine->strength;
    if (total > largest_mass)
        return Error{
            in_quotes(event.amount) + " of " + in_quotes(event.name) + " is more than 1 kg", "check the amount"};
    intake.servings = amount->count;
    intake.unit = amount->unit;
    Content content{*medicine->nutrient, total, medicine->compound, Basis::label};
    if (content.compound == folic_acid_key) {
        intake.quantity = total;
        content.amount = dfe_of_folic_acid(total);
    }
    intake.contents.push_back(std::move(content));
    return std::nullopt;
}

void Events::take(TakenEvent event) {
    const auto placed =
        event.offset ? out_.timeline.place(Moment{event.at, *event.offset}) : out_.timeline.place(event.at);
    if (!placed) return out_.refuse(event.line, event.column, placed.error());
    const std::string as_written = event.name;
    event.name = called(event.name);
    if (event.name.empty()) return out_.refuse(event.line, event.column, {"missing medicine name"});
    ImportedEntry entry{.origin = std::string{program_}, .line = event.line};
    entry.intake.moment = placed->moment;
    entry.intake.day = placed->day;
    entry.intake.what = event.name;
    entry.intake.kind = Taken::dose;
    if (const auto error = fill(event, entry.intake)) return out_.refuse(event.line, event.column, *error);
    entry.intake.note = std::move(event.note);
    const bool zero =
        std::ranges::any_of(entry.intake.contents, [](const Content& content) { return content.amount == Mass{}; });
    if (zero) {
        ++out_.nothing_taken;
        return;
    }
    const std::string identity =
        std::to_string(event.at.time_since_epoch().count()) + "\n" + as_written + "\n" + event.amount;
    out_.entry(std::move(entry), identity);
}

void Events::end() {
    if (skipped_ > 0) out_.note(Delivery::counted(skipped_, "skipped reminder", "skipped reminders") + " left out");
    if (unanswered_ > 0) {
        out_.note(Delivery::counted(unanswered_, "reminder", "reminders") + " left out: not marked 'taken'");
    }
    if (without_nutrients_.empty()) return;
    std::size_t events = 0;
    std::string names;
    for (const auto& [name, count] : without_nutrients_) {
        if (events > 0 && names.size() < 200) names += ", ";
        if (names.size() < 200) names += in_quotes(name);
        events += count;
    }
    out_.note(Delivery::counted(events, "dose", "doses") +
              " imported without amounts, as the name contains no tracked nutrient: " + names);
}

}  // namespace epsom::exchange
