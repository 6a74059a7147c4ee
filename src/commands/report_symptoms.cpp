#include "report_symptoms.hpp"

#include <algorithm>
#include <array>

#include "epsom/domain/nights/diary.hpp"
#include "epsom/domain/nights/nights.hpp"
#include "epsom/render/symptoms.hpp"
#include "epsom/text/choice.hpp"
#include "epsom/text/text.hpp"
#include "session/coin_runs.hpp"
#include "session/nights.hpp"
#include "session/reference.hpp"

namespace epsom {
namespace {

using std::chrono::days;

constexpr auto names_of_sleep() {
    return std::array{Choice{scale_of(OutcomeKind::sleep_time).name, "how long you slept"},
        Choice{scale_of(OutcomeKind::sleep_quality).name, "0 to 10"},
        Choice{scale_of(OutcomeKind::sleep_latency).name, "time to fall asleep"},
        Choice{scale_of(OutcomeKind::wakings).name, "how often you woke up"}};
}

std::string listed(std::span<const std::string> names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : ", ") + in_quotes(name);
    return text;
}

/// The name of `known` that is `name`; error: none is, while some are known.
Result<std::string> find_name(
    const std::string& name, const std::vector<std::string>& known, std::string_view lacking) {
    const auto found = std::ranges::find(known, name_key(name), name_key);
    if (found != known.end()) return *found;
    if (known.empty()) return name;
    const std::vector<std::string_view> views{known.begin(), known.end()};
    return Error{std::string{lacking} + ' ' + in_quotes(name) + " in this period",
        hint_for(name, views, "use one of " + listed(known))};
}

/// What `--name` may name: the symptoms that are rated in `range`, and of sleep what is logged there.
std::vector<NightOutcome> known_outcomes(const NightLog& log, DayRange range) {
    std::vector<NightOutcome> known;
    for (const auto& name : log.names(range)) known.push_back({name});
    for (const OutcomeScale& scale : outcome_scales) {
        const NightOutcome outcome{std::string{scale.name}, scale.kind};
        if (scale.kind == OutcomeKind::symptom) continue;
        const auto has_value = [](const std::optional<int>& value) { return value.has_value(); };
        if (std::ranges::any_of(log.values(outcome, range), has_value)) known.push_back(outcome);
    }
    return known;
}

/// What a name stands for where nothing is logged yet: of sleep, or a symptom.
NightOutcome outcome_called(const std::string& name) {
    const auto found = std::ranges::find_if(
        outcome_scales, [&](const OutcomeScale& scale) { return name_key(scale.name) == name_key(name); });
    return found == outcome_scales.end() ? NightOutcome{name} : NightOutcome{std::string{found->name}, found->kind};
}

/// What was asked for, each once, as the log spells it; error: what the log does not know while it knows others.
Result<std::vector<NightOutcome>> read_outcomes(
    const std::vector<std::string>& typed, const std::vector<NightOutcome>& known) {
    std::vector<std::string> names;
    for (const NightOutcome& outcome : known) names.push_back(outcome.name);
    std::vector<NightOutcome> outcomes;
    for (const auto& text : typed) {
        const auto name = find_name(text, names, "no score of");
        if (!name) return name.error();
        const auto found = std::ranges::find(known, *name, &NightOutcome::name);
        const NightOutcome outcome = found == known.end() ? outcome_called(*name) : *found;
        if (std::ranges::find(outcomes, outcome) == outcomes.end()) outcomes.push_back(outcome);
    }
    if (outcomes.empty()) outcomes.push_back({std::string{usual_symptom}});
    return outcomes;
}

/// What tells nights apart, in the order in which it was typed. Errors: no amount, a factor that the log does not know,
/// an `--after` that does not say whose time it is.
Result<std::vector<NightKind>> read_kinds(
    const SymptomsAsked& asked, Nutrient nutrient, const NightLog& log, DayRange range) {
    std::vector<std::string> factors;
    for (const FactorNights& factor : log.factors(range)) factors.push_back(factor.name);
    const auto with = std::ranges::count_if(asked.kinds, &SymptomsAsked::Kind::is_factor);
    std::optional<minutes> after;
    if (asked.after) {
        if (with == 0) return Error{"--after requires --with", "epsom report symptoms --with caffeine --after 14:00"};
        if (with > 1) {
            std::string line = "epsom report symptoms";
            for (const auto& [is_factor, text] : asked.kinds) {
                const auto factor = parse_asked_factor(text);
                const bool has_time = factor && factor->after;
                if (is_factor) line += " --with " + in_quotes(has_time ? text : text + " after " + *asked.after);
            }
            return Error{"--after does not say which --with it is for", line};
        }
        const auto time = parse_time_of_day(*asked.after);
        if (!time) return time.error();
        after = *time;
    }
    std::vector<NightKind> kinds;
    for (const auto& [is_factor, text] : asked.kinds) {
        NightKind kind;
        if (is_factor) {
            const bool is_name = std::ranges::find(factors, name_key(text), name_key) != factors.end();
            auto factor = is_name ? Result<AskedFactor>{AskedFactor{text}} : parse_asked_factor(text);
            if (!factor) return factor.error();
            if (after && factor->after) {
                return Error{"two times given: " + in_quotes(text) + " and --after " + in_quotes(*asked.after),
                    "leave one of them out"};
            }
            if (after) factor->after = after;
            const auto name = find_name(factor->name, factors, "no factor");
            if (!name) return name.error();
            factor->name = *name;
            kind = *factor;
        } else {
            const auto amount = parse_quantity(text, nutrient);
            if (!amount) return amount.error();
            kind = *amount;
        }
        if (std::ranges::find(kinds, kind) == kinds.end()) kinds.push_back(kind);
    }
    return kinds;
}

}  // namespace

std::string SymptomsAsked::first() const {
    return !names.empty()   ? "name"
           : !kinds.empty() ? (kinds.front().is_factor ? "with" : "at-least")
           : after          ? "after"
           : from           ? "from"
           : evening        ? "evening"
           : since          ? "since"
                            : "";
}

void symptom_options(Options& options, SymptomsAsked& asked) {
    const auto add = [&asked](bool is_factor) {
        return [&asked, is_factor](const std::string& text) { asked.kinds.push_back({is_factor, text}); };
    };
    static constexpr auto sleep_names = names_of_sleep();
    options
        .values("--name", asked.names, "SYMPTOM",
            "Symptom for 'report symptoms', or sleep, 'sleep quality', 'sleep latency', wakings (default: rls; "
            "repeatable)")
        .words(sleep_names)
        .each("--at-least", add(false), "AMOUNT",
            "Symptoms: compare evenings with at least AMOUNT to the rest (default: the usual dose; repeatable)")
        .each("--with", add(true), "FACTOR",
            "Symptoms: compare nights with FACTOR to nights without, such as caffeine (repeatable; the first "
            "comparison is the main one)")
        .value("--after", asked.after, "TIME", "Symptoms: count the factor of --with only from TIME on, such as 14:00")
        .value("--from", asked.from, "SCORE", "Symptoms: count nights rated SCORE or more (default: any above 0)")
        .value("--evening", asked.evening, "FROM..TO", "Symptoms: hours that count as evening (default: 17:00..03:00)")
        .value("--since", asked.since, "DAY", "Symptoms: also describe the 28 days before and after DAY");
}

ExitCode report_symptoms(Context& context, const Store& store, const SymptomsAsked& asked, const std::string& nutrient,
    DayRange period, Format format, const Write& write) {
    const auto counted = read_nutrient(nutrient, store);
    if (!counted) return context.refuse(counted.error());
    const auto evening = parse_evening(asked.evening.value_or(spell(Evening{})));
    if (!evening) return context.refuse(evening.error());
    SymptomQuestion question{.range = period, .outcomes = {}, .kinds = {}, .since = {}, .from = {}};
    if (asked.from) {
        const auto from = parse_score(*asked.from);
        if (!from) return context.refuse(from.error());
        if (*from == Score{}) return context.refuse({"--from 0 counts every rating", "leave it out"});
        question.from = *from;
    }
    if (asked.since) {
        const auto since = parse_day(*asked.since, context.clock().today());
        if (!since) return context.refuse(since.error());
        if (*since > context.clock().today()) {
            return context.refuse(
                {"--since " + in_quotes(*asked.since) + " is in the future", "choose today or an earlier day"});
        }
        if (asked.names.size() > 1) {
            return context.refuse({"--since takes one symptom, but several are given", "keep one --name"});
        }
        question.since = since.has_value() ? std::optional{*since} : std::nullopt;
    }
    DayRange wanted = period;
    if (question.since)
        wanted = {std::min(period.from, *question.since - days{28}), std::max(period.to, *question.since + days{28})};
    NightLog log = read_nights(store, *evening, *counted, wanted);
    add_drawn_without(log, store, context.clock());
    question.range = nights_begun(period, log, store, context.clock());
    const auto outcomes = read_outcomes(asked.names, known_outcomes(log, wanted));
    if (!outcomes) return context.refuse(outcomes.error());
    question.outcomes = *outcomes;
    const auto is_symptom = [](const NightOutcome& outcome) { return outcome.kind == OutcomeKind::symptom; };
    if (question.from && std::ranges::none_of(*outcomes, is_symptom))
        return context.refuse({"--from counts ratings of a symptom", "leave it out"});
    const auto kinds = read_kinds(asked, *counted, log, wanted);
    if (!kinds) return context.refuse(kinds.error());
    question.kinds = *kinds;

    auto runs = runs_within(period, store, *evening, outcomes->front(), context.clock());
    question.by_lot = std::ranges::any_of(runs, &RunReport::decides);
    SymptomReport report = symptom_report(log, question);
    report.runs = std::move(runs);
    if (format == Format::text) {
        write(symptoms_page(context.terminal(), report, log));
        return ExitCode::ok;
    }
    if (format == Format::html) {
        write(symptoms_html(report, log, context.profile().name));
        return ExitCode::ok;
    }
    if (format == Format::md) write(symptoms_markdown(report, log));
    write_symptoms(report, log, format, spell_moment(context.clock().moment()), write);
    return ExitCode::ok;
}

}  // namespace epsom
