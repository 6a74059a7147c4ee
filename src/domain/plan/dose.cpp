#include "epsom/domain/plan/dose.hpp"

#include <algorithm>
#include <array>

#include "epsom/domain/plan/dose_name.hpp"
#include "epsom/domain/time/period.hpp"
#include "epsom/text/plain.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

/// What commands and options understand themselves, in any place where a dose could be named.
constexpr std::array own_words = std::to_array<std::string_view>({"epsom", "log", "dose", "report", "check", "profile",
    "undo", "redo", "import", "export", "help", "version", "complete", "list", "edit", "remove", "add", "show",
    "rename", "schedule", "pause", "resume", "stock", "find", "elemental", "rule", "ingredient", "skip", "symptom",
    "symptoms", "sleep", "factor", "lab", "labs", "set", "unset", "stage", "next", "short", "backup", "intake",
    "adherence", "entries", "reference", "due", "missed", "upper", "spacing", "target", "database", "today",
    "yesterday", "tomorrow", "now", "ago", "day", "week", "month", "year", "hour", "last-week", "last-month",
    "last-year", "all", "food", "compound", "nutrient", "substance", "supplement", "medicine", "entry", "source",
    "what", "x", "again", "but", "and", "refill", "note"});
constexpr std::array<std::string_view, 6> kinds{"food", "compound", "dose", "nutrient", "substance", "entry"};

struct KnownUnit {
    std::string_view one, many;
};
constexpr std::array known_units{
    KnownUnit{"capsule", "capsules"},
    KnownUnit{"tablet", "tablets"},
    KnownUnit{"pill", "pills"},
    KnownUnit{"caplet", "caplets"},
    KnownUnit{"softgel", "softgels"},
    KnownUnit{"drop", "drops"},
    KnownUnit{"spray", "sprays"},
    KnownUnit{"scoop", "scoops"},
    KnownUnit{"sachet", "sachets"},
    KnownUnit{"packet", "packets"},
    KnownUnit{"stick", "sticks"},
    KnownUnit{"lozenge", "lozenges"},
    KnownUnit{"gummy", "gummies"},
    KnownUnit{"patch", "patches"},
    KnownUnit{"ampoule", "ampoules"},
    KnownUnit{"vial", "vials"},
    KnownUnit{"teaspoon", "teaspoons"},
    KnownUnit{"tablespoon", "tablespoons"},
    KnownUnit{"cup", "cups"},
    KnownUnit{"puff", "puffs"},
    KnownUnit{"piece", "pieces"},
    KnownUnit{"bar", "bars"},
    KnownUnit{"box", "boxes"},
    KnownUnit{"bottle", "bottles"},
    KnownUnit{"serving", "servings"},
    KnownUnit{"unit", "units"},
};

const KnownUnit* find_piece(std::string_view word) {
    struct Short {
        std::string_view word, unit;
    };
    constexpr std::array shorts{Short{"tbsp", "tablespoon"}, Short{"tsp", "teaspoon"}, Short{"cap", "capsule"},
        Short{"caps", "capsule"}, Short{"tab", "tablet"}, Short{"tabs", "tablet"}};
    std::string folded = lower(trim(word));
    const auto in_full = std::ranges::find(shorts, folded, &Short::word);
    if (in_full != shorts.end()) folded = in_full->unit;
    const auto found = std::ranges::find_if(
        known_units, [&](const KnownUnit& unit) { return folded == unit.one || folded == unit.many; });
    return found == known_units.end() ? nullptr : &*found;
}

std::string_view plural(std::string_view unit) {
    const auto* known = find_piece(unit);
    return known == nullptr ? unit : known->many;
}

bool among(std::string_view name, std::span<const std::string_view> words) {
    const std::string key = name_key(name);
    return std::ranges::any_of(words, [&](std::string_view word) { return name_key(word) == key; });
}

/// What one of a name's words would be to the grammar, as in "an amount"; empty when it is only a word.
std::string_view other_meaning(const std::string& word) {
    if (looks_like_count(word)) return "a count";
    // A part of the day may be a name: 'morning' is the dose, 'this morning' the time.
    const auto moment = match_moment(std::span{&word, 1});
    const bool part = moment && moment->words.kind == MomentWords::Kind::part && moment->words.any_day;
    if ((moment && !part) || lower(word) == "ago") return "a time";
    if (looks_like_number(word)) return "an amount or a time";
    return {};
}

/// How many nanograms one serving weighs, where it is counted in a unit of mass; else empty.
std::optional<Mass> mass_of(const Serving& serving) {
    if (!is_mass_unit(serving.unit) || lower(serving.unit) == "iu") return std::nullopt;
    const auto one = parse_mass("1" + serving.unit);
    if (!one) return std::nullopt;
    return serving.count * *one;
}

__extension__ using Wide = __int128;

/// a / b in thousandths, rounded half up; at least one thousandth.
Result<Count> ratio(std::int64_t a, std::int64_t b, std::string_view shown) {
    const Wide thousandths = (Wide{2000} * a + b) / (Wide{2} * b);
    if (thousandths > largest_count.thousandths()) {
        return Error{in_quotes(shown) + " is more than 1000 servings", "check the number and the unit"};
    }
    return Count::from_thousandths(std::max<std::int64_t>(1, static_cast<std::int64_t>(thousandths)));
}

/// The dose's contents times a / b, each rounded once.
std::vector<Content> scaled(std::vector<Content> contents, std::int64_t a, std::int64_t b) {
    for (auto& content : contents) {
        if (content.amount) content.amount = content.amount->scaled(a, b);
    }
    return contents;
}

Result<Portion> share_of_serving(const Dose& dose, std::int64_t a, std::int64_t b, std::string_view shown) {
    return ratio(a, b, shown).transform([&](Count servings) { return Portion{servings, scaled(dose.contents, a, b)}; });
}

/// `amount` as the mass of the only nutrient that it can mean.
Result<Portion> by_nutrient(const Dose& dose, const Amount& amount, std::string_view shown) {
    const std::string one = in_quotes(spell_units(Count{1}, dose.serving.unit));
    const bool in_servings = same_unit(dose.serving.unit, "serving");
    const std::string units = in_servings ? "" : printable(plural(dose.serving.unit)) + " or ";
    const std::string give = "give " + units + "servings, such as " + one;
    const std::string no_use = "cannot use " + in_quotes(shown) + " for " + in_quotes(dose.name);
    if (dose.contents.empty()) return Error{no_use + ": it contains no nutrient", give};
    if (dose.contents.size() > 1) {
        return Error{in_quotes(shown) + " could mean any nutrient in " + in_quotes(dose.name), give};
    }
    const Content& content = dose.contents.front();
    const auto mass = quantity_of(amount, content.nutrient);
    if (!mass) return mass.error();
    if (!content.amount || *content.amount <= Mass{}) {
        return Error{no_use + ": its amount per serving is not known", give};
    }
    return share_of_serving(dose, mass->nanograms(), content.amount->nanograms(), shown);
}

}  // namespace

namespace {

/// Whether a word that looks like an amount or a time can be part of a product's name all the same: "Vitamin D3 1000
/// IU", "Men 50+", "5-HTP", "Now Foods Zinc". A time at the end is read as one.
bool is_part_of_name(std::span<const std::string> words, const std::string& word, std::string_view meaning) {
    if (words.size() > 1) return meaning != "a time" || &word != &words.back();
    const auto amount = parse_amount(word);
    const bool reads_as_amount =
        amount && (!std::holds_alternative<Units>(*amount) || word.find('-') == std::string::npos);
    // A single letter is that of a week or an hour: "2026-W42".
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const bool has_word =
        std::ranges::adjacent_find(word, [&](char a, char b) { return is_letter(a) && is_letter(b); }) != word.end();
    return meaning == "an amount or a time" && !reads_as_amount && !parse_count(word) && has_word;
}

/// What else a name reads as: "week", "5000 IU". Empty when nothing.
std::optional<Error> other_reading(const std::string& name, const std::vector<std::string>& words, Naming naming) {
    const std::string shown = in_quotes(name);
    const std::string force = "choose another name, such as 'calm', or force it with dose:" + printable(name);
    if (among(name, own_words)) return Error{shown + " is a reserved word", force};
    if (is_mass_unit(name) || find_piece(name) != nullptr) return Error{shown + " is a unit", force};
    for (const auto& word : words) {
        const std::string_view meaning = other_meaning(word);
        if (meaning.empty() ||
            ((naming == Naming::imported || words.size() == 1) && is_part_of_name(words, word, meaning)))
            continue;
        if (words.size() == 1) return Error{shown + " would be read as " + std::string{meaning}, force};
        return Error{in_quotes(word) + " in " + shown + " would be read as " + std::string{meaning},
            "put the name in quotes: \"" + printable(name) + "\""};
    }
    if (parse_period(name, Day{std::chrono::days{20'000}})) return Error{shown + " would be read as a period", force};
    return std::nullopt;
}

}  // namespace

Result<std::string> check_dose_name(std::string_view text, std::span<const std::string> others, Naming naming) {
    constexpr std::size_t longest = 60;
    constexpr std::string_view choose = "choose another name, such as 'calm' or 'evening-mag'";
    const std::string_view trimmed = trim(text);
    const std::string shown = in_quotes(trimmed);
    const auto words = words_of(trimmed);
    const std::string name = joined(words);
    if (!is_utf8(name) || printable(name) != name)
        return Error{shown + " has characters that a terminal cannot show", std::string{choose}};
    if (name_key(name).empty() && !name.starts_with('-')) return Error{"empty dose name", std::string{choose}};
    if (name.starts_with('-')) return Error{shown + " looks like an option", "choose a name that starts with a letter"};
    if (name.starts_with('@')) {
        return Error{shown + " looks like an entry such as @1", "choose a name that starts with a letter"};
    }
    if (characters(name) > longest) return Error{shown + " is longer than 60 characters", "choose a shorter name"};
    const std::string_view kind = std::string_view{name}.substr(0, name.find(':'));
    if (kind.size() < name.size() && among(kind, kinds)) {
        return Error{shown + " starts with '" + std::string{kind} + ":', a reserved prefix", "leave out the prefix"};
    }
    if (naming != Naming::forced) {
        if (auto error = other_reading(name, words, naming)) return *error;
    }
    for (const auto& other : others) {
        if (name_key(other) != name_key(name)) continue;
        return Error{
            "dose " + in_quotes(other) + " already exists", "choose another name, or change it with 'epsom dose edit'"};
    }
    return name;
}

std::string shortened_name(std::string_view name, std::size_t most) {
    std::string shortened{name};
    if (characters(shortened) <= most) return shortened;
    while (characters(shortened) > most) shortened.pop_back();
    while (!is_utf8(shortened)) shortened.pop_back();
    const auto end = shortened.find_last_not_of(" ,;-+&/([");
    return shortened.substr(0, end == std::string::npos ? 0 : end + 1);
}

Result<std::string> imported_dose_name(std::string_view text, std::span<const std::string> others) {
    auto name = check_dose_name(text, others, Naming::imported);
    if (name) return name;
    const std::string plain = with_plain_blanks(text);
    const std::size_t begin = std::min(plain.find_first_not_of("- "), plain.size());
    if (auto shorter = check_dose_name(shortened_name(plain.substr(begin)), others, Naming::imported)) return shorter;
    // A name that is unprintable, reserved or too long is changed.
    std::string other = printable(text);
    std::ranges::replace_if(
        other, [](char c) { return c == ' ' || c == ':' || c == '@'; }, '-');
    while (other.starts_with('-')) other.erase(0, 1);
    for (const std::string_view end : {"", "-dose", "-medicine"}) {
        const std::string candidate = shortened_name(other, 60 - end.size());
        if (auto accepted = check_dose_name(candidate + std::string{end}, others, Naming::imported)) return accepted;
    }
    return name;
}

const Dose* find_dose(std::span<const Dose> doses, std::string_view name) {
    const std::string key = name_key(name);
    const auto found = std::ranges::find(doses, key, [](const Dose& dose) { return name_key(dose.name); });
    return key.empty() || found == doses.end() ? nullptr : &*found;
}

std::optional<Error> flaw(const Dose& dose) {
    const std::string shown = in_quotes(dose.name);
    if (!dose.substance.empty() && !dose.contents.empty()) {
        return Error{shown + " is a medicine (" + in_quotes(dose.substance) + ") and cannot contain nutrients",
            "leave out --substance or --contains"};
    }
    if (!dose.substance.empty() && dose.source == Source::food) {
        return Error{
            shown + " is a medicine (" + in_quotes(dose.substance) + ") and cannot be a food", "leave out --food"};
    }
    if (dose.substance.empty() && dose.contents.empty()) {
        return Error{"missing contents of " + shown,
            "add contents, such as --contains magnesium=200mg, or --substance for a medicine"};
    }
    for (std::size_t i = 0; i < dose.contents.size(); ++i) {
        const Nutrient nutrient = dose.contents[i].nutrient;
        const auto first = std::ranges::find(dose.contents, nutrient, &Content::nutrient) - dose.contents.begin();
        if (static_cast<std::size_t>(first) < i) {
            return Error{shown + " contains " + std::string{info(nutrient).key} + " twice",
                "add up the amounts, or define two doses"};
        }
    }
    return std::nullopt;
}

Result<Serving> parse_serving(std::string_view text) {
    text = trim(text);
    const Error refusal{
        in_quotes(text) + " is not a serving", "give a number and a unit, such as '2 capsules' or '5 g'"};
    const auto number_end = std::min(text.find_first_not_of("0123456789."), text.size());
    Count count{1};
    if (number_end > 0) {
        const auto parsed = parse_count(text.substr(0, number_end));
        if (!parsed) return refusal;
        count = *parsed;
    }
    std::string_view unit = trim(text.substr(number_end));
    if (const auto words = words_of(unit); number_end == 0 && words.size() > 1) {
        const std::string first = lower(words.front());
        if (first == "half") return refusal;
        const auto number = first == "a" || first == "an" ? std::optional{1} : spelled_number(first);
        if (number) {
            count = Count{*number};
            unit = trim(unit.substr(first.size()));
        }
    }
    const bool odd = unit.find_first_of("0123456789-+,.:;/") != std::string_view::npos;
    if (unit.empty() || odd || characters(unit) > 30 || printable(unit) != unit || lower(unit) == "iu") return refusal;
    return Serving{count, std::string{unit}};
}

std::string spell(const Serving& serving) { return spell_units(serving.count, serving.unit); }

bool same_unit(std::string_view a, std::string_view b) {
    const auto* known = find_piece(a);
    if (known != nullptr) return known == find_piece(b);
    const auto singular = [](std::string_view word) {
        std::string folded = lower(trim(word));
        if (folded.size() > 3 && folded.ends_with('s') && !folded.ends_with("ss")) folded.pop_back();
        return folded;
    };
    return singular(a) == singular(b);
}

std::string spell_units(Count count, std::string_view unit) {
    const auto* known = find_piece(unit);
    const std::string_view word = known != nullptr && count == Count{1} ? known->one : plural(unit);
    return spell(count) + " " + std::string{word};
}

std::string describe_plan(const Dose& dose, Day day) {
    const Schedule* schedule = schedule_on(dose.plan, day);
    if (schedule == nullptr && !dose.plan.schedules.empty()) schedule = &dose.plan.schedules.back();
    std::string text = schedule == nullptr ? "as needed" : describe(*schedule);
    if (dose.limits.most) text += ", at most " + spell_max(dose.limits);
    if (dose.limits.gap > minutes{0}) text += ", at least " + spell_duration(dose.limits.gap) + " apart";
    return text;
}

Count units_of(const Dose& dose, Count servings) {
    const std::int64_t per_serving = dose.serving.count.thousandths();
    const std::int64_t millionths = servings.thousandths() * per_serving;
    // 1 capsule of 3 is stored as 0.333 servings: a quarter of a unit within that rounding is meant.
    constexpr std::int64_t quarter = 250'000;
    const std::int64_t nearest = (millionths + quarter / 2) / quarter * quarter;
    const std::int64_t off = nearest > millionths ? nearest - millionths : millionths - nearest;
    const std::int64_t meant = off * 2 <= per_serving && nearest > 0 ? nearest : millionths;
    return Count::from_thousandths((meant + 500) / 1000);
}

Portion portion(const Dose& dose, Count servings) {
    return {servings, scaled(dose.contents, servings.thousandths(), 1000)};
}

Result<Portion> portion(const Dose& dose, const Amount& amount) {
    if (const auto* units = std::get_if<Units>(&amount)) {
        const std::string shown = spell(units->count) + " " + units->unit;
        if (same_unit(units->unit, "serving")) return share_of_serving(dose, units->count.thousandths(), 1000, shown);
        if (same_unit(units->unit, dose.serving.unit)) {
            return share_of_serving(dose, units->count.thousandths(), dose.serving.count.thousandths(), shown);
        }
        if (find_unit(units->unit) != nullptr && dose.contents.size() == 1) return by_nutrient(dose, amount, shown);
        return Error{in_quotes(dose.name) + " is counted in " + printable(plural(dose.serving.unit)) + ", not in " +
                         in_quotes(units->unit),
            "use " + in_quotes(spell_units(units->count, dose.serving.unit)) + " or servings"};
    }
    const auto* mass = std::get_if<Mass>(&amount);
    if (const auto* share = std::get_if<DailyValue>(&amount))
        return by_nutrient(dose, amount, spell(share->percent) + "%");
    if (mass == nullptr) return by_nutrient(dose, amount, spell(std::get<InternationalUnits>(amount).count) + "IU");
    const auto whole = mass_of(dose.serving);
    if (!whole) return by_nutrient(dose, amount, spell(*mass));
    return share_of_serving(dose, mass->nanograms(), whole->nanograms(), spell(*mass));
}

}  // namespace epsom
