#include "dose_schedule.hpp"

#include <algorithm>

#include "dose_coin.hpp"
#include "epsom/domain/plan/links.hpp"
#include "epsom/domain/time/calendar_names.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"
#include "session/catalogue.hpp"
#include "session/coin_runs.hpp"
#include "session/dose_facts.hpp"
#include "session/spacing.hpp"
#include "session/typed_line.hpp"

namespace epsom {
namespace {

constexpr std::array day_choices{Choice{"mon", weekday_names[0]}, Choice{"tue", weekday_names[1]},
    Choice{"wed", weekday_names[2]}, Choice{"thu", weekday_names[3]}, Choice{"fri", weekday_names[4]},
    Choice{"sat", weekday_names[5]}, Choice{"sun", weekday_names[6]}, Choice{"mon-fri", "Monday to Friday"},
    Choice{"last", "the last day of the month"}, Choice{"odd", "1, 3, 5 and so on of each month"},
    Choice{"even", "2, 4, 6 and so on of each month"}};

struct SpacedGap {
    minutes gap{0};
    std::vector<std::string> reasons;
};

/// How long after `leader` no spacing rule conflicts with `dose` any more. Error: there is no such rule.
Result<SpacedGap> spaced_gap(const Dose& dose, const Dose& leader, const Context& context, const Store& store) {
    const SpacingView view{store, context.clock(), {}};
    // To the minute, as gaps are.
    const Clock& clock = context.clock();
    const Moment taken = clock.zone.at(std::chrono::floor<minutes>(clock.now));
    const TakenThing first = thing_of(leader, taken);
    const NextGood next = next_good_time(thing_of(dose, taken), std::array{first}, taken.at, view.book());
    if (next.at == taken.at) {
        return Error{"no spacing rule for " + in_quotes(dose.name) + " after " + in_quotes(leader.name),
            "leave out --apart, and give the time: --after " + shell_quoted(printable(leader.name) + ":2h")};
    }
    SpacedGap spaced{std::chrono::duration_cast<minutes>(next.at - taken.at), {}};
    for (const Wait& wait : next.waits) spaced.reasons.push_back(explain(wait.conflict.rules.front(), view.book()));
    return spaced;
}

Result<After> find_leader(const std::string& text, bool apart, const Dose& dose, const Context& context,
    const Store& store, std::vector<std::string>& reasons) {
    const auto link = parse_link(text);
    if (!link) return link.error();
    const Catalogue catalogue{store};
    const auto found = catalogue.dose(link->name);
    if (!found) return found.error();
    const Dose& leader = **found;
    const std::string name = printable(leader.name);
    if (link->gap && apart) {
        return Error{"--apart chooses the time itself, and --after " + in_quotes(text) + " gives one",
            "leave out --apart, or use --after " + shell_quoted(name) + " --apart"};
    }
    if (!link->gap && !apart) {
        return Error{"missing time in --after " + in_quotes(text),
            "use " + shell_quoted(name + ":2h") + ", or add --apart for the time that the spacing rules give"};
    }
    const Day today = context.clock().today();
    if (leader.uuid == dose.uuid) return Error{in_quotes(dose.name) + " cannot follow itself", "name another dose"};
    if (!dose.uuid.empty() && waits_for(leader, dose.uuid, catalogue.doses(), today)) {
        return Error{in_quotes(dose.name) + " cannot follow " + in_quotes(leader.name) + ", which follows it",
            "epsom dose show " + name};
    }
    const DayKind kind = kind_of(leader.plan, today);
    if (kind == DayKind::as_needed || kind == DayKind::after) {
        return Error{in_quotes(leader.name) + (kind == DayKind::after ? " has ended" : " is taken as needed") +
                         " and has no scheduled times to follow",
            "schedule it first: epsom dose schedule " + name + " --at 08:00"};
    }
    After after{leader.uuid, link->gap.value_or(minutes{0}), link->servings, leader.name};
    if (apart) {
        const auto gap = spaced_gap(dose, leader, context, store);
        if (!gap) return gap.error();
        after.gap = gap->gap;
        reasons = gap->reasons;
    }
    return after;
}

/// The last day that the rule names, where months lack it; nothing by odd or even dates, which are meant so.
std::optional<std::string> lacking_day(const Rule& rule) {
    const auto* on = std::get_if<OnMonthDays>(&rule);
    if (on == nullptr || (on->days >> 29) == 0 || (on->days & 1U) != 0) return std::nullopt;
    for (const std::string_view word : {"odd", "even"}) {
        if (rule == *parse_on(word)) return std::nullopt;
    }
    return split(spell(rule), ',').back();
}

/// Months without the 29th, 30th or 31st have no dose, which is easily overlooked.
void warn_of_short_months(const Context& context, const Dose& dose) {
    if (dose.plan.schedules.empty()) return;
    const Schedule& schedule = dose.plan.schedules.back();
    const auto say = [&](const std::string& day) { context.warn("no doses in months without day " + day); };
    if (const auto day = lacking_day(schedule.rule)) {
        auto days = split(spell(schedule.rule), ',');
        days.back() = "last";
        std::string line = "epsom dose schedule " + printable(dose.name) + " --on " + joined(days, ",");
        for (const auto& time : schedule.times) line += " --at " + spell(time);
        say(*day);
        context.hint("for the last day of every month: " + (dose.uuid.empty() ? "--on last" : line));
    }
    for (const SlotTime& time : schedule.times) {
        const auto day = lacking_day(time.days);
        if (!day) continue;
        say(*day + " at " + spell_time_of_day(time.time));
        context.hint("for the last day of every month: --on last");
    }
}

/// Others that follow the dose have no times without its own.
void warn_of_followers(const Context& context, std::span<const Dose> doses, const Dose& dose) {
    if (kind_of(dose.plan, context.clock().today()) != DayKind::as_needed) return;
    for (const std::string& name : followers_of(dose.uuid, doses, context.clock().today()))
        context.warn(
            printable(name) + " follows " + printable(dose.name) + " and has no times until that is scheduled");
}

Result<std::vector<Schedule>> drawn_run(ScheduleWords words, const Dose& dose, const Store& store, const Clock& clock) {
    if (words.taper || words.step) return Error{"--coin and --taper cannot be combined", "keep one of them"};
    return draw_run(std::move(words), dose, store, clock).transform([](Schedule run) {
        return std::vector{std::move(run)};
    });
}

}  // namespace

void warn_of_limits(const Context& context, const Dose& dose) {
    for (const Schedule& schedule : dose.plan.schedules) {
        if (schedule.until && *schedule.until < context.clock().today()) continue;
        if (const auto over = over_limits(schedule, dose.limits, context.clock()))
            return context.warn(printable(dose.name) + ": " + *over);
    }
}

void warn_of_schedule(const Context& context, const Store& store, const Dose& dose) {
    warn_of_short_months(context, dose);
    warn_of_limits(context, dose);
    for (const auto& text : schedule_warnings(SpacingView{store, context.clock()}, dose, context.clock()))
        context.warn(text);
    const RuleBook book = tables::rule_book({});
    if (!dose.substance.empty() && !book.is_supplement(dose.substance) &&
        book.find_substance(dose.substance) == nullptr) {
        context.hint("no specific spacing rule for " + in_quotes(dose.substance) +
                     "; only the general rule for medicines and minerals applies");
    }
}

void ScheduleOptions::options(Options& options) {
    const auto keep = [this](WhenWord::Kind kind) {
        return [this, kind](const std::string& value) { when.push_back({kind, value}); };
    };
    options
        .each("--at", keep(WhenWord::Kind::at), "TIME[xN]",
            "Time to take it: 08:00, or 21:00x2 for 2 servings (repeatable)")
        .each("--with", keep(WhenWord::Kind::with), "MEAL[+TIME][xN]",
            "Time of a meal in the profile: breakfast, or breakfast-30m (repeatable)")
        .each("--on", keep(WhenWord::Kind::on), "DAYS",
            "Weekdays or days of the month: mon,wed,fri or 1,15,last (repeatable, each with its --at)")
        .words(day_choices, true)
        .each("--every", keep(WhenWord::Kind::every), "DAYS", "Every N days, such as 2d")
        .each("--cycle", keep(WhenWord::Kind::cycle), "ON/OFF", "Repeat days on, then days off, such as 21d/7d")
        .value("--interval", words.interval, "DURATION", "Time since the previous dose, such as 8h")
        .value("--between", words.between, "TIME-TIME", "Daily hours for --interval doses, such as 08:00-22:00")
        .value("--after", after, "DOSE:DURATION", "So long after each time another dose was taken, such as zinc:2h")
        .flag("--apart", apart, "With --after DOSE: as long as the spacing rules say")
        .value("--from", words.from, "DAY", "First day (default: today)")
        .value("--until", words.until, "DAY", "Last day")
        .value("--for", words.length, "DAYS", "Length of a course, such as 10d")
        .value("--taper", words.taper, "N,N,...", "Servings of each step, such as 3,2,1,0.5")
        .value("--step", words.step, "DAYS", "Length of a step of --taper, such as 7d")
        .value("--grace", words.grace, "DURATION", "Grace period before a dose counts as missed (default: 2h)");
}

bool ScheduleOptions::any() const {
    return !when.empty() || after || apart || words.interval || words.between || words.from || words.until ||
           words.length || words.taper || words.step || words.grace || words.as_needed || words.coin || words.pairs ||
           words.nights || words.seed;
}

Result<ReadSchedule> ScheduleOptions::read(const Dose& dose, const Context& context, const Store& store) const {
    auto words_of_all = arranged(words, when);
    if (!words_of_all) return words_of_all.error();
    ReadSchedule read{std::move(*words_of_all), {}};
    read.words.anchors = context.profile().anchors;
    if (apart && !after) return Error{"--apart requires --after", "name the dose to follow, such as --after zinc"};
    if (after) {
        auto link = find_leader(*after, apart, dose, context, store, read.reasons);
        if (!link) return link.error();
        read.words.after = std::move(*link);
    }
    return read;
}

void DoseSchedule::options(Options& options) {
    options.group("Times", {"--at", "--with", "--interval", "--between", "--after", "--apart", "--as-needed"});
    options.group("Days", {"--on", "--every", "--cycle", "--from", "--until", "--for", "--taper", "--step"});
    options.group("Nights by lot", {"--coin", "--pairs", "--nights", "--seed"});
    options.operands("NAME", name_).offer({Offer::dose});
    schedule_.options(options);
    ScheduleWords& words = schedule_.words;
    options.flag("--as-needed", words.as_needed, "Remove the schedule")
        .flag("--coin", words.coin, "Draw once which evenings have the dose, half of them (man epsom-chance)")
        .flag("--pairs", words.pairs, "One evening of each two has the dose")
        .value("--nights", words.nights, "N", "Length of the run, an even number (default: 56)")
        .value("--seed", words.seed, "N", "Draw with this number, to repeat a draw (default: a random one)")
        .examples(
            "  epsom dose schedule calm --at 08:00 --at 21:00x2\n"
            "  epsom dose schedule calm --at 21:00 --on mon,wed,fri\n"
            "  epsom dose schedule calm --at 07:00 --on mon-fri --at 09:00 --on sat,sun\n"
            "  epsom dose schedule calm --interval 8h\n"
            "  epsom dose schedule calm --at 08:00 --for 10d\n"
            "  epsom dose schedule calm --at 08:00 --taper 3,2,1,0.5 --step 7d\n"
            "  epsom dose schedule calm --coin --pairs --at 21:00\n");
}

ExitCode DoseSchedule::run(Context& context) {
    if (name_.empty()) return context.refuse({"missing NAME", "'epsom dose list' shows the names"});
    Store store = context.open_existing();
    const Catalogue catalogue{store};
    const auto found = catalogue.dose(joined(name_));
    if (!found) return context.refuse(found.error());
    if (!schedule_.any()) return context.refuse({"missing schedule", "give --at 21:00, --interval 8h or --as-needed"});
    Dose dose = **found;
    auto typed = schedule_.read(dose, context, store);
    if (!typed) return context.refuse(typed.error());
    auto schedules = typed->words.coin ? drawn_run(std::move(typed->words), dose, store, context.clock())
                                       : make_schedules(typed->words, context.clock());
    if (!schedules) return context.refuse(schedules.error());
    dose.plan = replanned(std::move(dose.plan), std::move(*schedules));
    Change change{store, context.clock().now};
    change.put(dose);
    change.commit("dose schedule " + dose.name);
    if (!context.quiet()) {
        context.print("Scheduled " + printable(dose.name) + "\n" + dose_card(store, dose, context));
        for (const std::string& reason : typed->reasons)
            context.print(beside("  gap", 12, printable(reason), context.terminal()));
        if (schedule_.words.coin) {
            context.print(evenings_with(dose.plan, context) +
                          "Rate every night, also those without it: epsom log symptom 6. More: man epsom-chance\n");
        }
        const std::string cut_short = run_cut_short((*found)->plan, dose.plan, context.clock());
        if (!cut_short.empty()) context.print(cut_short + "\n");
    }
    warn_of_schedule(context, store, dose);
    warn_of_followers(context, catalogue.doses(), dose);
    return ExitCode::ok;
}

}  // namespace epsom
