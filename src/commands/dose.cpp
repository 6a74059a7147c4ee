#include "dose.hpp"

#include <algorithm>

#include "epsom/domain/amounts/letters.hpp"
#include "epsom/domain/plan/coin.hpp"
#include "epsom/domain/plan/stock.hpp"
#include "epsom/domain/time/calendar_names.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"
#include "session/catalogue.hpp"
#include "session/coin_runs.hpp"
#include "session/dose_facts.hpp"
#include "session/doses.hpp"
#include "session/reference.hpp"
#include "session/spacing.hpp"

namespace epsom {
namespace {

constexpr std::string_view contains_example = "add the amount, such as magnesium=200mg or magnesium:citrate=200mg";

/// What `--contains` names: a nutrient or ingredient, perhaps in a form.
struct ContainedName {
    Nutrient nutrient;
    const Compound* form = nullptr;
    bool folic_acid = false;
    bool is_new = false;  // an ingredient of the user's own that is not on file yet
};

/// An ingredient of the user's own, counted in the unit of `amount`. What is spelled almost like a known name is
/// refused: nobody means it.
Result<ContainedName> new_ingredient(std::string_view name, std::string_view amount, bool forced) {
    const std::string shown = in_quotes(name);
    if (!forced) {
        if (auto error = single_letter(name)) return *error;
        // There are no others: a vitamin that is not in the table is a slip.
        if (name_key(name).starts_with("vitamin") || name_key(name).starts_with("mineral")) {
            return Error{"unknown nutrient " + shown, "to search: epsom dose find vitamin"};
        }
        std::vector<std::string_view> names;
        for (const NutrientInfo& known : known_ingredients()) names.push_back(known.key);
        if (const std::string near = did_you_mean(name, names); !near.empty()) {
            return Error{"unknown nutrient " + shown, near};
        }
    }
    const auto key = ingredient_key(name);
    if (!key) return key.error();
    const auto digits = amount.find_first_not_of("0123456789., ");
    const UnitInfo* unit = digits == std::string_view::npos ? nullptr : find_unit(trim(amount.substr(digits)));
    if (unit == nullptr) {
        return Error{"unknown unit for the ingredient " + shown,
            "use mg, mcg, g, ml, CFU or the unit on the label, such as HUT"};
    }
    return ContainedName{.nutrient = own_ingredient({{}, *key, std::string{trim(name)},
                             unit->measure == Measure::cells ? "CFU" : std::string{unit->unit}}),
        .is_new = true};
}

Result<ContainedName> read_contained(const std::string& name, std::string_view amount, const Store& store) {
    if (is_folic_acid(name)) return ContainedName{.nutrient = Nutrient::folate, .folic_acid = true};
    if (lower(name).starts_with("own:")) {
        const std::string_view bare = trim(std::string_view{name}.substr(4));
        if (const auto known = store.own_ingredient_named(bare)) return ContainedName{.nutrient = *known};
        if (find_nutrient(bare)) {
            return Error{in_quotes(bare) + " is already the name of a nutrient or ingredient",
                "leave out 'own:', or choose another name"};
        }
        return new_ingredient(bare, amount, true);
    }
    const auto colon = name.find(':');
    const std::string bare = name.substr(0, colon);
    ContainedName found{.nutrient = Nutrient::magnesium};
    if (const auto known = find_nutrient(bare)) {
        found.nutrient = *known;
    } else if (const auto own = store.own_ingredient_named(bare)) {
        found.nutrient = *own;
    } else if (const Compound* compound = colon == std::string::npos ? tables::find_compound(bare) : nullptr) {
        return ContainedName{.nutrient = compound->nutrient, .form = compound};
    } else if (colon == std::string::npos) {
        return new_ingredient(bare, amount, false);
    } else {
        return read_nutrient(bare, store).error();
    }
    if (colon == std::string::npos) return found;
    const std::string form = name.substr(colon + 1);
    found.folic_acid = is_folic_acid(form);
    if (found.folic_acid) return found;
    const auto read = read_form(found.nutrient, form);
    if (!read) return read.error();
    found.form = *read;
    return found;
}

/// `magnesium:citrate=200mg`; with `by_formula` the amount is the mass of the whole compound. The content that is named
/// comes first, then what its form brings besides.
Result<std::vector<Content>> read_content(const std::string& text, bool by_formula, const Store& store) {
    const auto equals = text.rfind('=');
    if (equals == std::string::npos) {
        return Error{"missing amount in --contains " + in_quotes(text), std::string{contains_example}};
    }
    const std::string amount_typed = text.substr(equals + 1);
    const auto named = read_contained(text.substr(0, equals), amount_typed, store);
    if (!named) return named.error();
    if (by_formula && named->form == nullptr) {
        return Error{
            "--compound needs a compound in --contains " + in_quotes(text), "name it, such as magnesium:citrate=2g"};
    }
    LogOptions options{.compound = by_formula, .as = named->form, .folic_acid = named->folic_acid};
    if (named->form != nullptr) options.companions = tables::companions_of(*named->form);
    const auto amount = parse_amount(amount_typed);
    if (!amount) return amount.error();
    // A dose's serving is what one such entry would log.
    const auto entry = make_intake(Thing{named->nutrient}, std::nullopt, *amount, options);
    if (!entry) return entry.error();
    std::vector<Content> contents = entry->contents;
    const auto main =
        std::ranges::find_if(contents, [&](const Content& content) { return content.nutrient == named->nutrient; });
    if (main != contents.end()) std::rotate(contents.begin(), main, main + 1);
    return contents;
}

/// The label that `--label` names; empty without one.
Result<std::optional<ProductLabel>> read_label_of(const DoseWords& words, const Context& context, const Store& store) {
    if (!words.label) return std::optional<ProductLabel>{};
    return read_product_label(context, *words.label, store).transform([](ProductLabel product) {
        return std::optional{std::move(product)};
    });
}

/// Whether there is something that can run out or expire.
bool has_supply(const Dose& dose) { return dose.stock || dose.expires; }

}  // namespace

void DoseWords::options(Options& options) {
    options
        .values("--contains", contains, "NUTRIENT[:COMPOUND]=AMOUNT",
            "Amount per serving as on the label, such as magnesium:citrate=200mg")
        .value("--label", label, "FILE", "Read the contents from the text of the label ('-': standard input)")
        .flag("--compound", compound, "Amounts in --contains are weights of the whole compound")
        .value("--serving", serving, "UNITS", "Serving size: '2 capsules', '5 g' (default: 1 serving)")
        .value("--substance", substance, "NAME", "Mark as a medicine, such as levothyroxine (no nutrients counted)")
        .flag("--food", food, "Mark as food, not as a supplement")
        .flag("--topical", topical, "Applied to the skin: recorded, not counted in totals")
        .value(
            "--max", max, "N/DURATION", "Maximum servings within DURATION when taken as needed, such as 3/24h; or none")
        .value("--gap", gap, "DURATION", "Minimum time between doses, such as 4h; or none")
        .value(
            "--low", low, "DURATION", "Report the supply this long before it runs out or expires, such as 14d; or none")
        .value("--expires", expires, "DAY", "Last day the supply may be used: 2027-03 or 2027-03-15; or none")
        .value("--note", note, "TEXT", "Attach a note");
}

std::optional<Error> DoseWords::apply_to(
    Dose& dose, const Store& store, const std::optional<ProductLabel>& product) const {
    if (serving) {
        auto read = parse_serving(*serving);
        if (!read) return read.error();
        dose.serving = std::move(*read);
    }
    if (product && product->label.serving) {
        if (serving && dose.serving != *product->label.serving) {
            return Error{
                "the label is for " + spell(*product->label.serving) + ", but --serving is " + spell(dose.serving),
                "leave out --serving"};
        }
        dose.serving = *product->label.serving;
    }
    if (product || !contains.empty()) {
        dose.contents.clear();
        dose.edition = newest_edition;
    }
    const auto is_listed = [&dose](const Content& content) {
        return std::ranges::find(dose.contents, content.nutrient, &Content::nutrient) != dose.contents.end();
    };
    std::vector<Content> companions;
    for (const auto& text : contains) {
        auto read = read_content(text, compound, store);
        if (!read) return read.error();
        if (is_listed(read->front())) {
            return Error{std::string{info(read->front().nutrient).key} + " is given twice", "list each nutrient once"};
        }
        dose.contents.push_back(read->front());
        companions.insert(companions.end(), read->begin() + 1, read->end());
    }
    // What was typed goes before what the label says of the same.
    if (product) {
        for (const Content& content : product->reading.contents) {
            if (!is_listed(content)) dose.contents.push_back(content);
        }
        companions.clear();
    }
    // What the label states itself is more than what a formula says that its forms bring.
    for (const Content& companion : companions) {
        if (!is_listed(companion)) dose.contents.push_back(companion);
    }
    std::ranges::sort(dose.contents, {}, &Content::nutrient);
    if (compound && contains.empty()) return Error{"--compound requires --contains", "leave out --compound"};
    if (substance) dose.substance = lower(trim(*substance));
    if (food) dose.source = Source::food;
    if (topical) dose.route = Route::topical;
    if (max && lower(trim(*max)) == "none") {
        dose.limits.most.reset();
        dose.limits.window = Limits{}.window;
    } else if (max) {
        const auto limits = parse_max(*max);
        if (!limits) return limits.error();
        dose.limits.most = limits->most;
        dose.limits.window = limits->window;
    }
    if (gap && lower(trim(*gap)) == "none") {
        dose.limits.gap = Limits{}.gap;
    } else if (gap) {
        const auto time = parse_gap(*gap);
        if (!time) return time.error();
        dose.limits.gap = *time;
    }
    if (expires) {
        const auto day = parse_expiry(*expires);
        if (!day) return day.error();
        dose.expires = *day;
    }
    if (low) {
        const auto time = parse_low(*low);
        if (!time) return time.error();
        dose.low = *time;
    }
    if (note) {
        if (!is_utf8(*note)) return Error{"the note is not valid UTF-8", "use UTF-8 text"};
        dose.note = *note;
    }
    return flaw(dose);
}

void DoseAdd::options(Options& options) {
    options.group("What", {"--contains", "--label", "--compound", "--serving", "--substance", "--food", "--topical"});
    options.group("When", {"--at", "--with", "--on", "--every", "--cycle", "--interval", "--between", "--after",
                              "--apart", "--from", "--until", "--for", "--taper", "--step", "--grace"});
    options.group("Limits", {"--max", "--gap"});
    options.group("Supply", {"--stock", "--low", "--expires"});
    options.operands("NAME", name_);
    words_.options(options);
    schedule_.options(options);
    options.value("--stock", stock_, "N", "Units on hand")
        .flag("--dry-run", dry_run_, "Show the result, change nothing")
        .examples(
            "  epsom dose add calm --contains magnesium:glycinate=200mg \\\n"
            "      --serving '2 capsules' --at 21:00 --stock 60\n"
            "  epsom dose add multi --contains magnesium=100mg \\\n"
            "      --contains vitamin-d=1000IU --at 08:00\n"
            "  epsom dose add one-a-day --label label.txt --dry-run\n"
            "  epsom dose add levothyroxine --substance levothyroxine --at 07:00\n"
            "  epsom dose add rescue --contains magnesium:citrate=100mg --max 3/24h --gap 4h\n");
}

ExitCode DoseAdd::run(Context& context) {
    Store store = context.open_draft();
    if (name_.empty()) {
        return context.refuse({"missing NAME", "epsom dose add calm --contains magnesium:glycinate=200mg --at 21:00"});
    }
    const auto name = new_dose_name(name_, store.doses());
    if (!name) return context.refuse(name.error());
    Dose dose{.name = *name, .created = context.clock().moment()};
    const auto product = read_label_of(words_, context, store);
    if (!product) return context.refuse(product.error());
    if (const auto error = words_.apply_to(dose, store, *product)) return context.refuse(*error);
    std::vector<std::string> reasons;
    if (schedule_.any()) {
        const auto typed = schedule_.read(dose, context, store);
        if (!typed) return context.refuse(typed.error());
        reasons = typed->reasons;
        auto schedules = make_schedules(typed->words, context.clock());
        if (!schedules) return context.refuse(schedules.error());
        dose.plan = replanned(dose.plan, std::move(*schedules));
    }
    if (stock_) {
        const auto change = parse_stock(*stock_);
        if (!change) return context.refuse(change.error());
        dose.stock = change->units;
    }
    if (words_.low && dose.low && !has_supply(dose))
        return context.refuse({"--low has no effect without a supply", "add the units on hand, such as --stock 60"});
    if (!dry_run_) {
        context.begin(store);
        Change change{store, context.clock().now};
        change.put(dose);
        change.commit("dose add " + dose.name);
    }
    if (dry_run_ || !context.quiet()) {
        const std::string account = *product ? label_account(context.terminal(), **product) : "";
        context.print((dry_run_ ? "Would add " : "Added ") + printable(dose.name) + "\n" + account +
                      dose_card(store, dose, context));
        for (const std::string& reason : reasons)
            context.print(beside("  gap", 12, printable(reason), context.terminal()));
    }
    for (const auto& text : caution_warnings(SpacingView{store, context.clock()}, dose)) context.warn(text);
    warn_of_schedule(context, store, dose);
    return ExitCode::ok;
}

void DoseEdit::options(Options& options) {
    options.group("What", {"--contains", "--label", "--compound", "--serving", "--substance", "--food", "--topical"});
    options.group("Limits", {"--max", "--gap"});
    options.group("Supply", {"--low", "--expires"});
    options.operands("NAME", name_).offer({Offer::dose});
    words_.options(options);
    options.flag("--dry-run", dry_run_, "Show the result, change nothing")
        .examples(
            "  epsom dose edit calm --contains magnesium:glycinate=150mg\n"
            "  epsom dose edit calm --low 14d --expires 2027-03\n");
}

ExitCode DoseEdit::run(Context& context) {
    if (name_.empty()) return context.refuse({"missing NAME", "'epsom dose list' shows the names"});
    Store store = context.open_existing();
    const Catalogue catalogue{store};
    const auto found = catalogue.dose(joined(name_));
    if (!found) return context.refuse(found.error());
    if (!words_.any()) {
        return context.refuse(
            {"nothing to change", "give --contains, --serving, --max, --low or --note, such as --note evening"});
    }
    Dose dose = **found;
    if (words_.substance && words_.contains.empty()) dose.contents.clear();
    const auto product = read_label_of(words_, context, store);
    if (!product) return context.refuse(product.error());
    if (const auto error = words_.apply_to(dose, store, *product)) return context.refuse(*error);
    if (words_.low && dose.low && !has_supply(dose)) {
        return context.refuse({"--low has no effect: " + in_quotes(dose.name) + " has no supply recorded",
            "to record it first: epsom dose stock " + printable(dose.name) + " 60"});
    }
    const auto run = run_ahead(dose.plan, context.clock());
    if (run && !run->ended && !dose.substance.empty()) {
        return context.refuse({in_quotes(dose.name) + " has a run by lot, and medicines are never taken by lot",
            "to end it early: epsom dose schedule " + printable(dose.name) + " --at " + spell_time_of_day(run->time)});
    }
    if (dose.stock && dose.serving != (*found)->serving) {
        // What is left was used up in the old servings; only later doses are taken from it in new ones.
        dose.stock = watch(store, **found, context.clock().now).left();
        dose.counted = 0;
    }
    if (!dry_run_) {
        Change change{store, context.clock().now};
        change.put(dose);
        change.commit("dose edit " + dose.name);
    }
    if (dry_run_ || !context.quiet()) {
        context.print((dry_run_ ? "Would change " : "Changed ") + printable(dose.name) +
                      "; past entries are unchanged\n" +
                      (*product ? label_account(context.terminal(), **product) : "") + dose_card(store, dose, context));
    }
    for (const auto& text : caution_warnings(SpacingView{store, context.clock()}, dose, *found)) context.warn(text);
    if (words_.max || words_.gap) warn_of_limits(context, dose);
    return ExitCode::ok;
}

}  // namespace epsom
