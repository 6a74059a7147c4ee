#include "dose.hpp"

#include <algorithm>

#include "catalogue.hpp"
#include "epsom/domain/stock.hpp"
#include "epsom/domain/text.hpp"
#include "epsom/tables/tables.hpp"
#include "shared.hpp"
#include "spacing.hpp"

namespace epsom {
namespace {

constexpr std::string_view contains_example = "add the amount, such as magnesium=200mg or magnesium:citrate=200mg";

/// `magnesium:citrate=200mg`; with `by_formula` the amount is the mass of the whole compound.
Result<Content> read_content(const std::string& text, bool by_formula) {
    const auto equals = text.find('=');
    if (equals == std::string::npos) {
        return Error{"missing amount in --contains " + in_quotes(text), std::string{contains_example}};
    }
    const std::string name = text.substr(0, equals);
    const auto colon = name.find(':');
    const bool named_by_form = is_folic_acid(name);
    const auto nutrient = named_by_form ? Result<Nutrient>{Nutrient::folate} : read_nutrient(name.substr(0, colon));
    if (!nutrient) return nutrient.error();
    LogOptions options{.compound = by_formula, .folic_acid = named_by_form};
    if (colon != std::string::npos) {
        const std::string form = name.substr(colon + 1);
        options.folic_acid = is_folic_acid(form);
        options.as = options.folic_acid ? nullptr : tables::find_compound(form);
        if (!options.folic_acid && options.as == nullptr) {
            std::vector<std::string_view> known{folic_acid};
            for (const Compound& compound : tables::compounds()) known.push_back(compound.key);
            return Error{"unknown compound " + in_quotes(form), did_you_mean(form, known)};
        }
    }
    const auto amount = parse_amount(text.substr(equals + 1));
    if (!amount) return amount.error();
    // A dose's serving is what one such entry would log.
    const auto entry = make_intake(Thing{*nutrient}, std::nullopt, *amount, options);
    if (!entry) return entry.error();
    return entry->contents.front();
}

Result<std::string> dose_name(const std::vector<std::string>& words, const std::vector<Dose>& doses, const Dose* itself = nullptr) {
    if (words.empty()) {
        return Error{"missing NAME", "epsom dose add calm --contains magnesium:glycinate=200mg --at 21:00"};
    }
    std::vector<std::string> others;
    for (const Dose& dose : doses) {
        if (&dose != itself) others.push_back(dose.name);
    }
    return check_dose_name(joined(words), others);
}

void warn_of_collisions(const Context& context, const Store& store, const Dose& dose) {
    for (const auto& text : schedule_warnings(SpacingView{store, context.clock()}, dose, context.clock())) context.warn(text);
    const RuleBook book = tables::rule_book({});
    if (!dose.substance.empty() && !book.is_supplement(dose.substance) && book.find_substance(dose.substance) == nullptr) {
        context.hint("no specific spacing rule for " + in_quotes(dose.substance) +
                     "; only the general rule for medicines and minerals applies");
    }
}

}  // namespace

void DoseWords::options(Options& options) {
    options
        .values("--contains", contains, "NUTRIENT[:COMPOUND]=AMOUNT",
                "Amount per serving as on the label, such as magnesium:citrate=200mg")
        .flag("--compound", compound, "Amounts in --contains are weights of the whole compound")
        .value("--serving", serving, "UNITS", "Serving size: '2 capsules', '5 g' (default: 1 serving)")
        .value("--substance", substance, "NAME", "Mark as a medicine, such as levothyroxine (no nutrients counted)")
        .flag("--food", food, "Mark as food, not as a supplement")
        .flag("--topical", topical, "Applied to the skin: recorded, not counted in totals")
        .value("--max", max, "N/DURATION", "Maximum servings within DURATION when taken as needed, such as 3/24h")
        .value("--gap", gap, "DURATION", "Minimum time between doses, such as 4h")
        .value("--note", note, "TEXT", "Attach a note");
}

std::optional<Error> DoseWords::apply_to(Dose& dose) const {
    if (serving) {
        auto read = parse_serving(*serving);
        if (!read) return read.error();
        dose.serving = std::move(*read);
    }
    if (!contains.empty()) dose.contents.clear();
    for (const auto& text : contains) {
        auto content = read_content(text, compound);
        if (!content) return content.error();
        if (std::ranges::find(dose.contents, content->nutrient, &Content::nutrient) != dose.contents.end()) {
            return Error{std::string{info(content->nutrient).key} + " is given twice", "list each nutrient once"};
        }
        dose.contents.push_back(std::move(*content));
    }
    std::ranges::sort(dose.contents, {}, &Content::nutrient);
    if (compound && contains.empty()) return Error{"--compound requires --contains", "leave out --compound"};
    if (substance) dose.substance = lower(trim(*substance));
    if (food) dose.source = Source::food;
    if (topical) dose.route = Route::topical;
    if (max) {
        const auto limits = parse_max(*max);
        if (!limits) return limits.error();
        dose.limits.most = limits->most;
        dose.limits.window = limits->window;
    }
    if (gap) {
        const auto time = parse_gap(*gap);
        if (!time) return time.error();
        dose.limits.gap = *time;
    }
    if (note) {
        if (!is_utf8(*note)) return Error{"the note is not valid UTF-8", "use UTF-8 text"};
        dose.note = *note;
    }
    return flaw(dose);
}

/// Months without the 29th, 30th or 31st have no dose, which is easily overlooked.
void warn_of_short_months(const Context& context, const Dose& dose) {
    if (dose.plan.schedules.empty()) return;
    const Schedule& schedule = dose.plan.schedules.back();
    const auto* on = std::get_if<OnMonthDays>(&schedule.rule);
    if (on == nullptr || (on->days >> 29) == 0 || (on->days & 1U) != 0) return;
    auto days = split(spell(schedule.rule), ',');
    const std::string latest = days.back();
    days.back() = "last";
    std::string line = "epsom dose schedule " + printable(dose.name) + " --on " + joined(days, ",");
    for (const auto& time : schedule.times) line += " --at " + spell(time);
    context.warn("no doses in months without day " + latest);
    context.hint("for the last day of every month: " + line);
}

void schedule_options(Options& options, ScheduleWords& words) {
    options.values("--at", words.at, "TIME[xN]", "Time to take it: 08:00, or 21:00x2 for 2 servings (repeatable)")
        .value("--on", words.on, "DAYS", "Weekdays or days of the month: mon,wed,fri or 1,15,last")
        .value("--every", words.every, "DAYS", "Every N days, such as 2d")
        .value("--cycle", words.cycle, "ON/OFF", "Repeat days on, then days off, such as 21d/7d")
        .value("--interval", words.interval, "DURATION", "Time since the previous dose, such as 8h")
        .value("--between", words.between, "TIME-TIME", "Daily hours for --interval doses, such as 08:00-22:00")
        .value("--from", words.from, "DAY", "First day (default: today)")
        .value("--until", words.until, "DAY", "Last day")
        .value("--grace", words.grace, "DURATION", "Grace period before a dose counts as missed (default: 2h)");
}

bool any(const ScheduleWords& words) {
    return !words.at.empty() || words.on || words.every || words.cycle || words.interval || words.between || words.from || words.until || words.grace || words.as_needed;
}

void DoseAdd::options(Options& options) {
    options.group("What", {"--contains", "--compound", "--serving", "--substance", "--food", "--topical"});
    options.group("When", {"--at", "--on", "--every", "--cycle", "--interval", "--between", "--from", "--until",
                           "--grace"});
    options.group("Limits", {"--max", "--gap"});
    options.operands("NAME", name_);
    words_.options(options);
    schedule_options(options, schedule_);
    options.value("--stock", stock_, "N", "Units on hand")
        .examples("  epsom dose add calm --contains magnesium:glycinate=200mg \\\n"
                  "      --serving '2 capsules' --at 21:00 --stock 60\n"
                  "  epsom dose add multi --contains magnesium=100mg \\\n"
                  "      --contains vitamin-d=1000IU --at 08:00\n"
                  "  epsom dose add levothyroxine --substance levothyroxine --at 07:00\n"
                  "  epsom dose add rescue --contains magnesium:citrate=100mg --max 3/24h --gap 4h\n");
}

ExitCode DoseAdd::run(Context& context) {
    Store store = context.open_draft();
    const std::vector<Dose> doses = store.doses();
    const auto name = dose_name(name_, doses);
    if (!name) return context.refuse(name.error());
    Dose dose{.name = *name, .created = context.clock().moment()};
    if (const auto error = words_.apply_to(dose)) return context.refuse(*error);
    if (any(schedule_)) {
        auto schedule = make_schedule(schedule_, context.clock());
        if (!schedule) return context.refuse(schedule.error());
        dose.plan = replanned(dose.plan, std::move(*schedule));
    }
    if (stock_) {
        const auto change = parse_stock(*stock_);
        if (!change) return context.refuse(change.error());
        dose.stock = change->units;
    }
    context.begin(store);
    Change change{store, context.clock().now};
    change.put(dose);
    change.commit("dose add " + dose.name);
    if (!context.quiet()) context.print("Added " + printable(dose.name) + "\n" + dose_card(store, dose, context));
    warn_of_short_months(context, dose);
    warn_of_collisions(context, store, dose);
    return ExitCode::ok;
}

void DoseEdit::options(Options& options) {
    options.group("What", {"--contains", "--compound", "--serving", "--substance", "--food", "--topical"});
    options.group("Limits", {"--max", "--gap"});
    options.operands("NAME", name_);
    words_.options(options);
    options.examples("  epsom dose edit calm --contains magnesium:glycinate=150mg\n");
}

ExitCode DoseEdit::run(Context& context) {
    if (name_.empty()) return context.refuse({"missing NAME", "'epsom dose list' shows the names"});
    Store store = context.open_existing();
    const Catalogue catalogue{store};
    const auto found = catalogue.dose(joined(name_));
    if (!found) return context.refuse(found.error());
    if (!words_.any()) {
        return context.refuse(
            {"nothing to change", "give --contains, --serving, --max or --note, such as --note evening"});
    }
    Dose dose = **found;
    if (words_.substance && words_.contains.empty()) dose.contents.clear();
    if (const auto error = words_.apply_to(dose)) return context.refuse(*error);
    if (dose.stock && dose.serving != (*found)->serving) {
        // What is left was used up in the old servings; only later doses are taken from it in new ones.
        dose.stock = watch(store, **found, context.clock().now).left();
        dose.counted = 0;
    }
    Change change{store, context.clock().now};
    change.put(dose);
    change.commit("dose edit " + dose.name);
    if (!context.quiet()) {
        context.print("Changed " + printable(dose.name) + "; past entries are unchanged\n" +
                      dose_card(store, dose, context));
    }
    return ExitCode::ok;
}

void DoseSchedule::options(Options& options) {
    options.group("Times", {"--at", "--interval", "--between", "--as-needed"});
    options.group("Days", {"--on", "--every", "--cycle", "--from", "--until"});
    options.operands("NAME", name_);
    schedule_options(options, schedule_);
    options.flag("--as-needed", schedule_.as_needed, "Remove the schedule")
        .examples("  epsom dose schedule calm --at 08:00 --at 21:00x2\n"
                  "  epsom dose schedule calm --at 21:00 --on mon,wed,fri\n"
                  "  epsom dose schedule calm --interval 8h\n");
}

ExitCode DoseSchedule::run(Context& context) {
    if (name_.empty()) return context.refuse({"missing NAME", "'epsom dose list' shows the names"});
    Store store = context.open_existing();
    const Catalogue catalogue{store};
    const auto found = catalogue.dose(joined(name_));
    if (!found) return context.refuse(found.error());
    if (!any(schedule_)) return context.refuse({"missing schedule", "give --at 21:00, --interval 8h or --as-needed"});
    auto schedule = make_schedule(schedule_, context.clock());
    if (!schedule) return context.refuse(schedule.error());
    Dose dose = **found;
    dose.plan = replanned(std::move(dose.plan), std::move(*schedule));
    Change change{store, context.clock().now};
    change.put(dose);
    change.commit("dose schedule " + dose.name);
    if (!context.quiet()) context.print("Scheduled " + printable(dose.name) + "\n" + dose_card(store, dose, context));
    warn_of_short_months(context, dose);
    warn_of_collisions(context, store, dose);
    return ExitCode::ok;
}

}  // namespace epsom
