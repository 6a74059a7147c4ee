#include "epsom/domain/logging.hpp"

#include <algorithm>
#include <array>

#include "epsom/domain/amounts/fraction.hpp"
#include "epsom/domain/amounts/letters.hpp"
#include "epsom/domain/spacing/interaction.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

bool is_word(std::string_view text) {
    return !text.empty() && !looks_like_number(text) && !looks_like_count(text) && text.front() != '-' &&
           text.front() != '+';
}

/// What was meant as a moment and is none: how many words it takes, and why; empty when `words` begin with something
/// else.
struct BrokenMoment {
    std::size_t used;
    Error error;
};
std::optional<BrokenMoment> broken_moment(std::span<const std::string> words) {
    const auto folded = [&](std::size_t i) { return i < words.size() ? lower(words[i]) : std::string{}; };
    const std::string first = folded(0);
    if (const std::size_t used = impossible_date(words); used > 0) {
        const bool unread = first.size() == 10 && first[2] == '-' && first[5] == '-';
        const std::string date = in_quotes(joined(words.first(used)));
        return BrokenMoment{used, {unread ? "unsupported date format " + date : date + " is not a calendar date",
                                      "use a date such as 2026-11-20"}};
    }
    if (first.empty() || first.front() < '0' || first.front() > '9') return std::nullopt;
    const Error no_time{in_quotes(first) + " is not a time of day", "use 21:30 or 9pm"};
    if (folded(2) == "ago" && parse_duration(first) && parse_duration(folded(1))) {
        const std::string both = first + folded(1);
        return BrokenMoment{
            3, {"ambiguous duration in " + in_quotes(joined(words.first(3))),
                   parse_duration(both) ? "use '" + both + " ago'" : "give one duration, such as '1h30m ago'"}};
    }
    if (is_plain_number(first) && (folded(1) == "am" || folded(1) == "pm")) {
        return BrokenMoment{2, {in_quotes(joined(words.first(2))) + " is not a time of day", no_time.hint}};
    }
    if (first.size() >= 10 && first[4] == '-' && first[7] == '-') {
        const std::string day = first.substr(0, 10);
        if (!parse_iso_day(day)) {
            return BrokenMoment{1, {in_quotes(day) + " is not a calendar date", "use a date such as 2026-11-20"}};
        }
        return BrokenMoment{
            1, {in_quotes(words[0]) + " is not a valid time", "use '2026-11-19 21:30' or 2026-11-19T21:30"}};
    }
    const bool half_day = first.size() > 2 && (first.ends_with("am") || first.ends_with("pm")) &&
                          is_plain_number(first.substr(0, first.size() - 2));
    if (half_day || first.find(':') != std::string::npos) return BrokenMoment{1, no_time};
    return std::nullopt;
}

/// The moment that `words` begin with. `morning` is no moment where a dose has that name.
std::optional<MomentMatch> moment_in(std::span<const std::string> words, const IsName& is_name) {
    auto match = match_moment(words);
    const bool part = match && match->words.kind == MomentWords::Kind::part && match->words.any_day;
    if (part && is_name(match->words.text)) return std::nullopt;
    return match;
}

/// A bare number that reads as a time of day: `21.30`, `2130`, `0930`. Halves and quarters of a few servings are
/// counts.
std::optional<Error> mistyped_time(const std::string& word) {
    if (!is_plain_number(word)) return std::nullopt;
    const auto point = word.find('.');
    const bool four_digits = point == std::string::npos && word.size() == 4;
    if (!four_digits && (point > 2 || word.size() != point + 3)) return std::nullopt;
    const int hour = std::stoi(word.substr(0, four_digits ? 2 : point));
    const int minute = std::stoi(word.substr(word.size() - 2));
    if (hour > 23 || minute > 59) return std::nullopt;
    const bool count = four_digits                         ? word.front() != '0' && word <= "1000"
                       : word.front() == '0' && point == 1 ? true
                                                           : hour < 5 && minute % 25 == 0;
    if (count) return std::nullopt;
    const std::string time = "'" + spell_time_of_day(minutes{hour * 60 + minute}) + "'";
    const bool may_count = !four_digits;
    return Error{in_quotes(word) + (may_count ? " could be a time or a count" : " is not a time of day"),
        "use " + time + (may_count ? " or '" + word + "x'" : "")};
}

/// Reads counts, amounts and moments from `words` into `into`; the error names the word that fits nowhere.
/// How many of `words` are an amount in units that only labels use: `5 billion CFU`, `9000 ALU`, `50 % DV`; 0 where
/// they are none.
std::size_t label_amount_in(std::span<const std::string> words) {
    constexpr std::size_t most = 4;
    for (std::size_t count = std::min(words.size(), most); count > 0; --count) {
        const std::string text = joined(words.first(count));
        const auto digits = std::min(text.find_first_not_of("0123456789."), text.size());
        if (digits == 0) return 0;
        std::string unit = lower(trim(std::string_view{text}.substr(digits)));
        const UnitInfo* known = find_unit(unit);
        if (known != nullptr && (known->measure == Measure::activity || known->measure == Measure::cells)) return count;
        std::erase(unit, ' ');
        if (unit == "%dv" || unit == "%nrv") return count;
    }
    return 0;
}

std::optional<Error> read_rest(std::span<const std::string> words, const IsName& is_name, LogWords& into) {
    const auto twice = [](std::string_view what, const std::string& word) {
        return Error{
            "two " + std::string{what} + " given: " + in_quotes(word) + " is the second", "log them separately"};
    };
    while (!words.empty()) {
        const std::string& word = words.front();
        std::size_t used = 1;
        if (auto moment = moment_in(words, is_name)) {
            used = moment->used;
            if (into.moment) return twice("times", joined(words.first(used)));
            into.moment = std::move(moment->words);
        } else if (auto broken = broken_moment(words)) {
            return std::move(broken->error);
        } else if (const std::size_t of_label = label_amount_in(words); of_label > 0) {
            used = of_label;
            const std::string text = joined(words.first(used));
            auto amount = parse_amount(text);
            if (!amount) return amount.error();
            if (into.amount) return twice("amounts", text);
            into.amount = *amount;
        } else if (is_plain_number(word) && words.size() > 1 && (is_mass_unit(words[1]) || is_word(words[1])) &&
                   !match_moment(words.subspan(1))) {
            used = 2;
            auto amount = parse_amount(word + " " + words[1]);
            if (!amount) return amount.error();
            if (into.amount) return twice("amounts", word + " " + words[1]);
            into.amount = *amount;
        } else if (const auto time = mistyped_time(word)) {
            return *time;
        } else if (looks_like_count(word)) {
            auto count = parse_count(word);
            if (!count) return count.error();
            if (into.count) return twice("counts", word);
            into.count = *count;
            into.bare_count = is_plain_number(word);
        } else if (looks_like_number(word) || word.front() == '-' || word.front() == '+') {
            if (words.size() > 1 && word.find(',') != std::string::npos && is_mass_unit(words[1]))
                return parse_amount(word + " " + words[1]).error();
            auto amount = parse_amount(word);
            if (!amount) return amount.error();
            if (into.amount) return twice("amounts", word);
            into.amount = *amount;
        } else {
            return Error{"unexpected argument " + in_quotes(word),
                "give a name, an amount and a time: epsom log glycinate 200mg 21:30"};
        }
        words = words.subspan(used);
    }
    return std::nullopt;
}

/// The words that are neither number nor moment: what was meant for a name.
std::vector<std::string> name_words(std::span<const std::string> words, const IsName& is_name) {
    std::vector<std::string> names;
    while (!words.empty()) {
        std::size_t used = 1;
        if (const auto moment = moment_in(words, is_name)) {
            used = moment->used;
        } else if (const auto broken = broken_moment(words)) {
            used = broken->used;
        } else if (const std::size_t of_label = label_amount_in(words); of_label > 0) {
            used = of_label;
        } else if (is_plain_number(words.front()) && words.size() > 1 && is_word(words[1]) &&
                   (is_mass_unit(words[1]) || !parse_amount(words[0] + " " + words[1]))) {
            used = 2;  // a unit, right or wrong, is no name
        } else if (is_word(words.front()) && !(is_mass_unit(words.front()) && !names.empty())) {
            names.push_back(words.front());
        }
        words = words.subspan(used);
    }
    return names;
}

/// The longest known name among the words, and why those beside it could not be read.
struct KnownName {
    std::string name;
    Error leftover;
};

Error unknown_name(std::span<const std::string> words, const IsName& is_name, const Names& suggestable,
    const std::optional<KnownName>& known) {
    const auto meant = name_words(words, is_name);
    LogWords nowhere;
    if (meant.empty()) {
        if (const auto error = read_rest(words, is_name, nowhere)) return *error;
        return {"nothing to log", "epsom log glycinate 200mg"};
    }
    // One known name among others: the rest of the words is what is wrong.
    for (const auto& word : meant) {
        if (meant.size() > 1 && is_name(word)) {
            for (const auto& other : meant) {
                if (other != word && is_name(other)) {
                    return {in_quotes(word) + " and " + in_quotes(other) + " cannot be one entry",
                        "log them separately, or name a compound with --as"};
                }
            }
        }
    }
    const std::string text = joined(meant);
    if (auto error = single_letter(text)) return *error;
    const auto names = suggestable();
    std::string hint;
    const auto near = nearest(text, names);
    if (!near.empty() && (!known || name_key(near.front()) != name_key(known->name))) hint = did_you_mean(text, names);
    for (const auto& word : meant) {
        if (hint.empty() && !is_name(word)) hint = did_you_mean(word, names);
    }
    constexpr std::array<std::string_view, 15> of_time{"yesterday", "today", "tonight", "morning", "afternoon",
        "evening", "night", "noon", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    for (const auto& word : meant) {
        if (hint.empty() && !is_name(word)) hint = did_you_mean(word, of_time);
    }
    if (hint.empty() && known) return known->leftover;
    if (hint.empty()) {
        hint = "to search: epsom dose find " + printable(meant.front()) + "; to define it: epsom dose add --help";
    }
    return {"unknown name " + in_quotes(text), hint};
}

const Error next_to_nothing{"the amount is below 1 ng", "check the count and the amount"};

/// Nothing taken at once weighs more than a kilogram, counts included.
std::optional<Error> too_heavy(Mass mass) {
    if (mass <= largest_mass) return std::nullopt;
    return Error{"the total amount is more than 1 kg", "check the count and the amount"};
}

/// What `units` of a food weigh, where its table's serving is counted in them: `2 cups` of what has `1 cup, chopped`.
/// Else empty.
std::optional<Mass> measured(const Food& food, const Units& units) {
    const auto digits = std::min(food.serving_name.find_first_not_of("0123456789."), food.serving_name.size());
    const auto count = parse_count(food.serving_name.substr(0, digits));
    std::string_view unit = trim(food.serving_name.substr(digits));
    unit = unit.substr(0, unit.find_first_of(" ,("));
    if (!count || unit.empty() || !same_unit(units.unit, unit)) return std::nullopt;
    return food.serving.scaled(units.count.thousandths(), count->thousandths());
}

Result<Intake> of_food(
    const Food& food, std::optional<Count> count, const std::optional<Amount>& amount, const LogOptions& options) {
    if (options.compound || options.as != nullptr || options.folic_acid || options.as_folic_acid) {
        return Error{"--compound and --as do not apply to a food",
            "leave them out: the food table states the elemental amounts"};
    }
    const std::string name{food.key};
    const std::string serving = food.serving == Mass{} ? ""
                                                       : " or '1 serving' (" + std::string{food.serving_name} + ", " +
                                                             spell(food.serving) + ")";
    Intake intake{.what = name,
        .kind = Taken::food,
        .servings = count.value_or(Count{1}),
        .source = Source::food,
        .note = options.note};
    if (!amount && !count) return Error{"missing amount for " + name, "give its weight, such as 30g" + serving};
    const auto* units = amount ? std::get_if<Units>(&*amount) : nullptr;
    if (amount && units == nullptr) {
        const auto mass = mass_of(*amount);
        if (!mass) return mass.error();
        intake.quantity = intake.servings * *mass;
    } else if (const auto measure = units == nullptr ? std::nullopt : measured(food, *units)) {
        intake.quantity = intake.servings * *measure;
    } else {
        if (units != nullptr && units->unit != "serving" && units->unit != "servings") {
            return Error{
                "unknown unit " + in_quotes(units->unit) + " for " + name, "give its weight, such as 30g" + serving};
        }
        if (food.serving == Mass{}) return Error{"no serving size known for " + name, "give its weight, such as 30g"};
        if (units != nullptr)
            intake.servings =
                Count::from_thousandths(intake.servings.thousandths() * units->count.thousandths() / 1000);
        intake.quantity = intake.servings * food.serving;
    }
    if (const auto error = too_heavy(*intake.quantity)) return *error;
    if (*intake.quantity == Mass{}) return next_to_nothing;
    // What the table does not list is unknown, as is what is not in a food's contents.
    for (const auto& [nutrient, per_100g] : food.per_100g) {
        intake.contents.push_back(
            {nutrient, per_100g.scaled(intake.quantity->nanograms(), 100 * ng_per_g), "", Basis::table});
    }
    // Of niacin without tryptophan a table says less than a target counts.
    if (amount_of(food.per_100g, Nutrient::niacin) && !amount_of(food.per_100g, Nutrient::niacin_from_tryptophan)) {
        const auto place =
            std::ranges::lower_bound(intake.contents, Nutrient::niacin_from_tryptophan, {}, &Content::nutrient);
        intake.contents.insert(place, {Nutrient::niacin_from_tryptophan, std::nullopt, "", Basis::table});
    }
    if (intake.contents.empty())
        intake.contents.push_back({Nutrient::magnesium, std::nullopt, "", Basis::table});  // it is food all the same
    if (options.topical) intake.route = Route::topical;
    return intake;
}

/// A medicine is not a nutrient: spacing rules need only its time. The amount is for the reader.
Result<Intake> of_substance(const Substance& substance, std::optional<Count> count, const std::optional<Amount>& amount,
    const LogOptions& options) {
    const std::string name{substance.key};
    if (options.compound || options.as != nullptr || options.folic_acid || options.as_folic_acid) {
        return Error{"--compound and --as do not apply to " + name + ": it is not a nutrient", "leave them out"};
    }
    if (options.food) return Error{name + " is not a food", "leave out --food"};
    Intake intake{.what = name, .kind = Taken::substance, .servings = count.value_or(Count{1}), .note = options.note};
    if (options.topical) intake.route = Route::topical;
    if (substance.holds) intake.contents.push_back({*substance.holds, std::nullopt, "", Basis::label});
    if (!amount) return intake;
    if (const auto* units = std::get_if<Units>(&*amount)) {
        intake.servings = Count::from_thousandths(intake.servings.thousandths() * units->count.thousandths() / 1000);
        intake.unit = units->unit;
        return intake;
    }
    const auto* mass = std::get_if<Mass>(&*amount);
    if (mass == nullptr) {
        return Error{"cannot convert IU of " + name + " to a mass", "use the mass on the label, such as 75mcg"};
    }
    intake.quantity = intake.servings * *mass;
    if (const auto error = too_heavy(*intake.quantity)) return *error;
    if (*intake.quantity == Mass{}) return next_to_nothing;
    return intake;
}

/// Without a formula, the elemental amount must come from the label.
Error no_formula(const Compound& compound) {
    return {"--compound needs a formula, and " + std::string{compound.key} + " (" + std::string{compound.name} +
                ") has none",
        "log the elemental " + std::string{info(compound.nutrient).key} + " on the label, without --compound"};
}

/// `200mg`, `25mcg`, `5 billion CFU`: what an amount of it looks like.
std::string example_of(const NutrientInfo& counted) {
    if (counted.measure == Measure::cells) return "5 billion CFU";
    if (counted.measure == Measure::activity) return "5000 " + std::string{counted.unit};
    return std::string{counted.unit == "mg" ? "200" : counted.unit == "mcg" ? "25" : "5"} + std::string{counted.unit};
}

/// What `amount` of an ingredient is counted as: of what labels state in more than one measure, each is an ingredient
/// of its own.
Nutrient counted_as(Nutrient nutrient, const Amount& amount) {
    if (info(nutrient).is_nutrient()) return nutrient;
    if (std::holds_alternative<Mass>(amount)) return counted_in(nutrient, *find_unit("mg"));
    const auto* units = std::get_if<Units>(&amount);
    const UnitInfo* unit = units == nullptr ? nullptr : find_unit(units->unit);
    return unit == nullptr ? nutrient : counted_in(nutrient, *unit);
}

/// What `amount` is of it; a number of capsules or spoons is no amount of a nutrient.
Result<Mass> weighed(const Amount& amount, Nutrient nutrient, const Compound* form, const std::string& name) {
    const auto* units = std::get_if<Units>(&amount);
    if (units != nullptr && find_unit(units->unit) == nullptr && info(nutrient).measure == Measure::mass) {
        return Error{
            "cannot convert " + in_quotes(spell(units->count) + " " + units->unit) + " of " + name + " to a mass",
            "use the amount on the label, such as " + example_of(info(nutrient))};
    }
    return quantity_of(amount, nutrient, form);
}

/// What else `content`, which comes as `compound`, brings: potassium iodide is potassium too.
void add_companions(std::vector<Content>& contents, const Content& content, const Compound& compound,
    std::span<const Companion> companions) {
    const auto share = share_of(compound);
    if (!content.amount || !share) return;
    for (const Companion& other : companions) {
        const Mass amount =
            content.amount->scaled(other.numerator * share->denominator, other.denominator * share->numerator);
        contents.push_back({other.nutrient, amount, std::string{compound.key}, Basis::formula});
    }
    std::ranges::sort(contents, {}, &Content::nutrient);
}

Result<Intake> of_ingredient(Nutrient named, const Compound* compound, Taken kind, std::string_view what,
    std::optional<Count> count, const std::optional<Amount>& amount, const LogOptions& options) {
    const std::string name{what};
    const std::string_view elemental_if_mineral = info(named).symbol.empty() ? "" : "elemental ";
    const std::string example = example_of(info(named));
    if (!amount && count) {
        return Error{"'" + spell(*count) + "' has no unit",
            "give the " + std::string{elemental_if_mineral} + "amount with its unit, such as " + example};
    }
    if (!amount) {
        return Error{"missing amount for " + name,
            "give the " + std::string{elemental_if_mineral} + "amount on the label, such as " + example};
    }
    const Nutrient nutrient = counted_as(named, *amount);
    const auto each = weighed(*amount, nutrient, compound, name);
    if (!each) return each.error();
    Intake intake{.what = name, .kind = kind, .servings = count.value_or(Count{1}), .note = options.note};
    const Mass typed = intake.servings * *each;
    if (typed > largest_mass && info(nutrient).measure != Measure::mass)
        return Error{"the total amount is too large", "check the count and the amount"};
    if (const auto error = too_heavy(typed)) return *error;
    if (typed == Mass{}) return next_to_nothing;
    Content content{nutrient, typed, compound == nullptr ? "" : std::string{compound->key}, Basis::label};
    if (options.compound) {
        if (compound == nullptr && info(nutrient).symbol.empty()) {
            return Error{"--compound does not apply to " + name + ": it is not a mineral salt", "leave it out"};
        }
        if (compound == nullptr) {
            return Error{
                "--compound needs a compound", "name it: epsom log citrate 2g --compound; or add --as citrate"};
        }
        const auto share = elemental(*compound, typed);
        if (!share) return no_formula(*compound);
        content.amount = *share;
        content.basis = Basis::formula;
        intake.quantity = typed;
    } else if (compound != nullptr && kind == Taken::compound && compound->is_counted_otherwise() &&
               std::holds_alternative<Mass>(*amount)) {
        content.amount = compound->counted(typed);
        intake.quantity = typed;
    }
    if (options.as_folic_acid) content.compound = folic_acid_key;
    if (options.folic_acid) {
        content.compound = folic_acid_key;
        content.amount = dfe_of_folic_acid(typed);
        intake.quantity = typed;
    }
    intake.contents.push_back(content);
    if (compound != nullptr) add_companions(intake.contents, content, *compound, options.companions);
    if (options.topical || (compound != nullptr && compound->route == Route::topical)) intake.route = Route::topical;
    if (options.food) intake.source = Source::food;
    return intake;
}

}  // namespace

bool is_folic_acid(std::string_view name) { return name_key(name) == "folicacid"; }

Result<LogWords> read_log_words(std::span<const std::string> typed, const IsName& is_name, const Names& names) {
    std::vector<std::string> words;
    for (const auto& word : typed) {
        for (auto& part : words_of(word)) {
            // 1 1/2: the fraction belongs to the number before it.
            const bool joins = !words.empty() && words.back().size() < 4 &&
                               std::ranges::all_of(words.back(), [](char c) { return c >= '0' && c <= '9'; });
            const std::string both = joins ? words.back() + " " + part : part;
            if (const std::string decimal = with_decimals(both); joins && decimal != both) words.back() = decimal;
            else words.push_back(with_decimals(part));
        }
    }
    // Every run of words is tried as a name, which takes hours for many words.
    constexpr std::size_t most_words = 64;
    if (words.size() > most_words) {
        return Error{
            std::to_string(words.size()) + " arguments are too many for one entry", "put notes in quotes after --note"};
    }
    std::optional<Error> trouble;  // of the longest name's other words, where no second name was meant
    std::optional<KnownName> known;
    for (std::size_t length = words.size(); length > 0; --length) {
        for (std::size_t start = 0; start + length <= words.size(); ++start) {
            const auto all = std::span{words};
            const std::string name = joined(all.subspan(start, length));
            if (!is_name(name)) continue;
            LogWords found{.what = name};
            auto error = read_rest(all.first(start), is_name, found);
            if (!error) error = read_rest(all.subspan(start + length), is_name, found);
            if (!error) return found;
            if (!known) known = KnownName{name, *error};
            if (!trouble && name_words(all.first(start), is_name).empty() &&
                name_words(all.subspan(start + length), is_name).empty())
                trouble = error;
        }
    }
    if (trouble) return *trouble;
    return unknown_name(words, is_name, names, known);
}

Result<Intake> make_intake(
    const Thing& thing, std::optional<Count> count, const std::optional<Amount>& amount, const LogOptions& options) {
    if (const auto* food = std::get_if<const Food*>(&thing)) return of_food(**food, count, amount, options);
    if (const auto* substance = std::get_if<const Substance*>(&thing))
        return of_substance(**substance, count, amount, options);
    if (const auto* compound = std::get_if<const Compound*>(&thing)) {
        if (options.as != nullptr || options.folic_acid || options.as_folic_acid) {
            return Error{"--as does not apply to " + std::string{(*compound)->key} + ": it is already a compound",
                "leave out --as, or log " + std::string{info((*compound)->nutrient).key} + " --as COMPOUND"};
        }
        return of_ingredient(
            (*compound)->nutrient, *compound, Taken::compound, (*compound)->key, count, amount, options);
    }
    const Nutrient nutrient = std::get<Nutrient>(thing);
    const std::string_view key = info(nutrient).key;
    if (options.as != nullptr && options.as->nutrient != nutrient) {
        return Error{std::string{options.as->key} + " is a compound of " + std::string{info(options.as->nutrient).key} +
                         ", not of " + std::string{key},
            "name a compound of " + std::string{key}};
    }
    if ((options.folic_acid || options.as_folic_acid) && nutrient != Nutrient::folate) {
        return Error{"folic-acid is a form of folate, not of " + std::string{key}, "log folate --as folic-acid"};
    }
    return of_ingredient(nutrient, options.as, Taken::nutrient, key, count, amount, options);
}

Result<Intake> make_intake(const Dose& dose, std::optional<Count> count, const std::optional<Amount>& amount,
    Count usual, const LogOptions& options) {
    if (options.compound || options.as != nullptr || options.folic_acid || options.as_folic_acid) {
        return Error{"--compound and --as do not apply to a dose: its contents are defined",
            "leave them out, or change the dose with 'epsom dose edit'"};
    }
    Portion taken{usual, {}};
    if (amount) {
        auto each = portion(dose, *amount);
        if (!each) return each.error();
        taken = std::move(*each);
        const Count times = count.value_or(Count{1});
        taken.servings = Count::from_thousandths(
            std::max<std::int64_t>(1, taken.servings.thousandths() * times.thousandths() / 1000));
        for (Content& content : taken.contents) {
            if (content.amount) content.amount = times * *content.amount;
        }
    } else {
        taken = portion(dose, count.value_or(usual));
    }
    for (const Content& content : taken.contents) {
        if (content.amount) {
            if (const auto error = too_heavy(*content.amount)) return *error;
        }
    }
    Intake intake{.what = dose.name,
        .kind = Taken::dose,
        .servings = taken.servings,
        .dose = dose.uuid,
        .unit = dose.serving.unit,
        .source = options.food ? Source::food : dose.source,
        .route = options.topical ? Route::topical : dose.route,
        .note = options.note,
        .contents = std::move(taken.contents),
        .edition = dose.edition};
    const auto* units = amount ? std::get_if<Units>(&*amount) : nullptr;
    if (units != nullptr && !same_unit(units->unit, "serving"))
        intake.value = units->count.thousandths() * count.value_or(Count{1}).thousandths() / 1000;
    return intake;
}

std::optional<Error> bare_count_of(const Dose& dose, Count count) {
    if (dose.serving.count == Count{1} || same_unit(dose.serving.unit, "serving")) return std::nullopt;
    const std::string units = spell_units(count, dose.serving.unit);
    return Error{in_quotes(spell(count)) + " could be " + printable(units) + " or " + spell(count) + " servings of " +
                     printable(spell(dose.serving)),
        "use '" + printable(units) + "' or '" + spell(count) + "x'"};
}

namespace {

std::optional<Error> too_heavy(const Intake& intake) {
    if (intake.quantity) {
        if (auto error = too_heavy(*intake.quantity)) return error;
    }
    for (const Content& content : intake.contents) {
        if (!content.amount) continue;
        if (auto error = too_heavy(*content.amount)) return error;
    }
    return std::nullopt;
}

bool is_known(const Content& content) { return content.amount.has_value(); }

/// Of a nutrient or a compound: its amount is restated, and what followed from it in proportion.
Result<Intake> with_measured(Intake entry, const Amount& amount) {
    // What the label says; of a mass by formula, and its companions, the whole compound was weighed.
    auto stated = std::ranges::find_if(
        entry.contents, [](const Content& content) { return is_known(content) && content.basis == Basis::label; });
    if (stated == entry.contents.end()) stated = std::ranges::find_if(entry.contents, is_known);
    if (stated == entry.contents.end())
        return Error{"this entry has no amount to change", "remove it and log it again"};
    const auto typed = entry.quantity ? mass_of(amount) : weighed(amount, stated->nutrient, nullptr, entry.what);
    if (!typed) return typed.error();
    const Mass before = entry.quantity.value_or(*stated->amount);
    if (before == Mass{}) return Error{"this entry has no amount to change", "remove it and log it again"};
    for (Content& content : entry.contents) {
        if (content.amount) content.amount = content.amount->scaled(typed->nanograms(), before.nanograms());
    }
    if (entry.quantity) entry.quantity = *typed;
    entry.servings = Count{1};
    return entry;
}

}  // namespace

Result<Intake> with_amount(const Intake& intake, const Amount& amount) {
    Intake changed = intake;
    if (intake.kind == Taken::dose) changed.value.reset();
    if (intake.contents.empty() && !intake.quantity && intake.kind != Taken::substance) {
        return Error{"this entry has no amount to change", "remove it and log it again"};
    }
    const bool is_measured = intake.kind == Taken::compound || intake.kind == Taken::nutrient;
    if (std::holds_alternative<Units>(amount) && !is_measured) {
        const auto& units = std::get<Units>(amount);
        const std::int64_t before = std::max<std::int64_t>(1, intake.servings.thousandths());
        changed.servings = units.count;
        if (intake.kind == Taken::substance) {  // the strength of a tablet is not known
            changed.unit = units.unit;
            changed.quantity.reset();
            return changed;
        }
        if (intake.quantity) changed.quantity = intake.quantity->scaled(units.count.thousandths(), before);
        for (Content& content : changed.contents) {
            if (content.amount) content.amount = content.amount->scaled(units.count.thousandths(), before);
        }
        if (const auto error = too_heavy(changed)) return *error;
        return changed;
    }
    if (is_measured) return with_measured(std::move(changed), amount);
    // What was weighed is restated, and what followed from it in proportion.
    const auto mass = mass_of(amount);
    if (!mass) return mass.error();
    if (intake.kind == Taken::substance) {
        changed.quantity = *mass;
        changed.unit.clear();
    } else if (intake.quantity && *intake.quantity != Mass{}) {
        changed.quantity = *mass;
        for (Content& content : changed.contents) {
            if (content.amount)
                content.amount = content.amount->scaled(mass->nanograms(), intake.quantity->nanograms());
        }
    } else if (std::ranges::count_if(intake.contents, is_known) == 1) {
        const auto known = std::ranges::find_if(changed.contents, is_known);
        const auto restated = quantity_of(amount, known->nutrient);
        if (!restated) return restated.error();
        known->amount = *restated;
    } else {
        return Error{"a mass is ambiguous: this entry has several nutrients", "give servings, such as '2 servings'"};
    }
    changed.servings = Count{1};
    return changed;
}

Result<Intake> as_source(const Intake& intake, Source source) {
    const std::string number = "#" + std::to_string(intake.id);
    const std::string other = source == Source::food ? "--supplement" : "--food";
    if (is_diary(intake.kind) || intake.kind == Taken::substance) {
        return Error{number + " is " + (intake.kind == Taken::substance ? "a medicine" : "a diary entry") +
                         ", neither food nor a supplement",
            "to see it: epsom log list all"};
    }
    if (intake.source == source) {
        return Error{number + (source == Source::food ? " is food already" : " is a supplement already"),
            "epsom log edit " + std::to_string(intake.id) + " " + other};
    }
    Intake changed = intake;
    changed.source = source;
    if (intake.kind == Taken::nutrient || intake.kind == Taken::compound) return changed;
    const bool food = source == Source::food;
    if (!food) std::erase_if(changed.contents, [](const Content& content) { return !content.amount; });
    if (changed.contents.empty())
        return Error{number + " has no known amounts", "to remove it: epsom log remove " + std::to_string(intake.id)};
    for (Content& content : changed.contents) {
        if (content.basis == (food ? Basis::label : Basis::table)) content.basis = food ? Basis::table : Basis::label;
    }
    changed.kind = food ? Taken::food : Taken::dose;
    if (!food) return changed;
    // A food is not counted in units; what was counted is told as imports tell it.
    if (changed.note.empty() && !changed.unit.empty()) changed.note = spell(changed.servings) + " " + changed.unit;
    changed.servings = Count{1};
    changed.unit.clear();
    changed.value.reset();
    return changed;
}

}  // namespace epsom
