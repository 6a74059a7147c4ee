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

constexpr std::string_view contains_example = "give the amount too, such as magnesium=200mg or magnesium:citrate=200mg";

/// `magnesium:citrate=200mg`; with `by_formula` the amount is the mass of the whole compound.
Result<Content> read_content(const std::string& text, bool by_formula) {
    const auto equals = text.find('=');
    if (equals == std::string::npos) return Error{"--contains " + in_quotes(text) + " lacks the '='", std::string{contains_example}};
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
            return Error{"no compound is called " + in_quotes(form), did_you_mean(form, known)};
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
    if (words.empty()) return Error{"the dose's name is missing", "write for example: epsom dose add calm --contains magnesium:glycinate=200mg --at 21:00"};
    std::vector<std::string> others;
    for (const Dose& dose : doses) {
        if (&dose != itself) others.push_back(dose.name);
    }
    return check_dose_name(joined(words), others);
}

void warn_of_collisions(const Context& context, const Store& store, const Dose& dose) {
    for (const auto& text : schedule_warnings(SpacingView{store, context.clock()}, dose, context.clock())) context.warn(text);
    const RuleBook book = tables::rule_book({});
    if (!dose.substance.empty() && book.find_substance(dose.substance) == nullptr) {
        context.hint("no published rule names " + in_quotes(dose.substance) + "; only the general one for medicines and minerals applies");
    }
}

}  // namespace

void DoseWords::options(Options& options) {
    options.values("--contains", contains, "NUTRIENT[:COMPOUND]=AMOUNT", "What one serving holds, as the label states it: magnesium:citrate=200mg")
        .flag("--compound", compound, "The amounts of --contains are masses of the whole compound")
        .value("--serving", serving, "UNITS", "What a serving is: '2 capsules', '5 g' (default: 1 serving)")
        .value("--substance", substance, "NAME", "It is this medicine, such as levothyroxine; medicines hold no nutrients")
        .flag("--food", food, "It is food, not a supplement")
        .flag("--topical", topical, "It goes on the skin: kept and shown, never added to a total")
        .value("--max", max, "N/DURATION", "At most so many servings in such a time, when taken as needed: 3/24h")
        .value("--gap", gap, "DURATION", "At least so long between two intakes: 4h")
        .value("--note", note, "TEXT", "A note to keep with it");
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
            return Error{std::string{info(content->nutrient).key} + " is said twice", "write each nutrient once"};
        }
        dose.contents.push_back(std::move(*content));
    }
    std::ranges::sort(dose.contents, {}, &Content::nutrient);
    if (compound && contains.empty()) return Error{"--compound speaks of --contains, which is missing", "leave out --compound"};
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
        if (!is_utf8(*note)) return Error{"the note is not valid UTF-8", "write it in UTF-8"};
        dose.note = *note;
    }
    return flaw(dose);
}

/// Months without the 29th, 30th or 31st are left out in silence otherwise.
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
    context.warn("months without day " + latest + " are left out");
    context.hint("for the last day of every month: " + line);
}

void schedule_options(Options& options, ScheduleWords& words) {
    options.values("--at", words.at, "TIME[xN]", "When it is taken: 08:00, 21:00x2 for two servings; may be repeated")
        .value("--on", words.on, "DAYS", "On these weekdays or days of the month: mon,wed,fri or 1,15,last")
        .value("--every", words.every, "DAYS", "Every so many days: 2d")
        .value("--cycle", words.cycle, "ON/OFF", "Days on and days off in turn: 21d/7d")
        .value("--interval", words.interval, "DURATION", "So long after the last intake: 8h")
        .value("--between", words.between, "TIME-TIME", "An interval's slots only within these hours: 08:00-22:00")
        .value("--from", words.from, "DAY", "The first day (default: today)")
        .value("--until", words.until, "DAY", "The last day")
        .value("--grace", words.grace, "DURATION", "How long it stays due before it is missed (default: 2h)");
}

bool any(const ScheduleWords& words) {
    return !words.at.empty() || words.on || words.every || words.cycle || words.interval || words.between || words.from || words.until || words.grace || words.as_needed;
}

void DoseAdd::options(Options& options) {
    options.operands("NAME", name_);
    words_.options(options);
    schedule_options(options, schedule_);
    options.value("--stock", stock_, "N", "How many units are there")
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
    options.operands("NAME", name_);
    words_.options(options);
    options.examples("  epsom dose edit calm --contains magnesium:glycinate=150mg\n");
}

ExitCode DoseEdit::run(Context& context) {
    if (name_.empty()) return context.refuse({"which dose is missing", "write its name: epsom dose edit NAME --contains magnesium=150mg"});
    Store store = context.open_existing();
    const Catalogue catalogue{store};
    const auto found = catalogue.dose(joined(name_));
    if (!found) return context.refuse(found.error());
    if (!words_.any()) return context.refuse({"what to change is missing", "write for example --contains, --serving, --max or --note; times change with 'epsom dose schedule'"});
    Dose dose = **found;
    if (words_.substance && words_.contains.empty()) dose.contents.clear();
    if (const auto error = words_.apply_to(dose)) return context.refuse(*error);
    Change change{store, context.clock().now};
    change.put(dose);
    change.commit("dose edit " + dose.name);
    if (!context.quiet()) context.print("Changed " + printable(dose.name) + "; what was logged stays as it was\n" + dose_card(store, dose, context));
    return ExitCode::ok;
}

void DoseSchedule::options(Options& options) {
    options.operands("NAME", name_);
    schedule_options(options, schedule_);
    options.flag("--as-needed", schedule_.as_needed, "No times from now on")
        .examples("  epsom dose schedule calm --at 08:00 --at 21:00x2\n"
                  "  epsom dose schedule calm --at 21:00 --on mon,wed,fri\n"
                  "  epsom dose schedule calm --interval 8h\n");
}

ExitCode DoseSchedule::run(Context& context) {
    if (name_.empty()) return context.refuse({"which dose is missing", "write its name: epsom dose schedule NAME --at 21:00"});
    Store store = context.open_existing();
    const Catalogue catalogue{store};
    const auto found = catalogue.dose(joined(name_));
    if (!found) return context.refuse(found.error());
    if (!any(schedule_)) return context.refuse({"the schedule is missing", "write for example --at 21:00, --interval 8h or --as-needed"});
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
