#include "epsom/domain/logging.hpp"

#include <algorithm>
#include <array>

#include "epsom/domain/amounts/fraction.hpp"
#include "epsom/domain/amounts/letters.hpp"
#include "epsom/domain/spacing/interaction.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

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
    if (options.food) return Error{"--food has no effect on " + name + ", which is a food", "leave it out"};
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
    if (options.food && dose.source == Source::food)
        return Error{"--food has no effect on " + in_quotes(dose.name) + ", which is a food", "leave it out"};
    if (options.food && !dose.substance.empty())
        return Error{in_quotes(dose.name) + " is a medicine and not a food", "leave out --food"};
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

/// Of a dose: so many servings as have that much of its only nutrient; what is in a serving stays as it was logged.
Result<Intake> with_servings_of(Intake entry, const Amount& amount) {
    const auto known = std::ranges::find_if(entry.contents, is_known);
    const auto typed = quantity_of(amount, known->nutrient);
    if (!typed) return typed.error();
    if (*known->amount <= Mass{} || entry.servings <= Count{0})
        return Error{"this entry has no amount to change", "give servings, such as '2 servings'"};
    __extension__ using Wide = __int128;
    const Wide before = known->amount->nanograms();
    const Wide servings = (Wide{2} * entry.servings.thousandths() * typed->nanograms() + before) / (2 * before);
    if (servings > largest_count.thousandths())
        return Error{"the amount is more than 1000 servings", "check the number and the unit"};
    entry.servings = Count::from_thousandths(std::max<std::int64_t>(1, static_cast<std::int64_t>(servings)));
    known->amount = *typed;
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
    if (intake.kind == Taken::dose && !intake.quantity && std::ranges::count_if(intake.contents, is_known) == 1)
        return with_servings_of(std::move(changed), amount);
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
