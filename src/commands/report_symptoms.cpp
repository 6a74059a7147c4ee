#include "report_symptoms.hpp"

#include <algorithm>

#include "epsom/domain/nights/diary.hpp"
#include "epsom/domain/nights/nights.hpp"
#include "epsom/render/symptoms.hpp"
#include "epsom/text/choice.hpp"
#include "epsom/text/text.hpp"
#include "session/nights.hpp"
#include "session/reference.hpp"

namespace epsom {
namespace {

using std::chrono::days;

/// The symptoms that were asked for, each once, as the log spells them; error: one that the log does not know while it
/// knows others.
Result<std::vector<std::string>> read_names(
    const std::vector<std::string>& typed, const std::vector<std::string>& known) {
    std::vector<std::string> names;
    for (const auto& name : typed) {
        const auto same = [&name](const std::string& other) { return name_key(other) == name_key(name); };
        const auto found = std::ranges::find_if(known, same);
        if (found == known.end() && !known.empty()) {
            const std::vector<std::string_view> views{known.begin(), known.end()};
            std::string listed;
            for (const auto& other : known) listed += (listed.empty() ? "" : ", ") + in_quotes(other);
            return Error{
                "no score of " + in_quotes(name) + " in this period", hint_for(name, views, "use one of " + listed)};
        }
        if (std::ranges::none_of(names, same)) names.push_back(found == known.end() ? name : *found);
    }
    if (names.empty()) names.emplace_back(usual_symptom);
    return names;
}

Result<std::vector<Mass>> read_amounts(const std::vector<std::string>& typed, Nutrient nutrient) {
    std::vector<Mass> amounts;
    for (const auto& text : typed) {
        const auto amount = parse_quantity(text, nutrient);
        if (!amount) return amount.error();
        if (std::ranges::find(amounts, *amount) == amounts.end()) amounts.push_back(*amount);
    }
    return amounts;
}

}  // namespace

std::string SymptomsAsked::first() const {
    return !names.empty() ? "name" : !at_least.empty() ? "at-least" : evening ? "evening" : since ? "since" : "";
}

void symptom_options(Options& options, SymptomsAsked& asked) {
    options.values("--name", asked.names, "SYMPTOM", "Symptom for 'report symptoms' (default: rls; repeatable)")
        .values("--at-least", asked.at_least, "AMOUNT",
            "Symptoms: compare evenings with at least AMOUNT to the rest (default: the usual dose; repeatable)")
        .value("--evening", asked.evening, "FROM..TO", "Symptoms: hours that count as evening (default: 17:00..03:00)")
        .value("--since", asked.since, "DAY", "Symptoms: also describe the 28 days before and after DAY");
}

ExitCode report_symptoms(Context& context, const Store& store, const SymptomsAsked& asked, const std::string& nutrient,
    DayRange period, Format format, const Write& write) {
    const auto counted = read_nutrient(nutrient, store);
    if (!counted) return context.refuse(counted.error());
    const auto evening = parse_evening(asked.evening.value_or(spell(Evening{})));
    if (!evening) return context.refuse(evening.error());
    SymptomQuestion question{.range = period};
    const auto amounts = read_amounts(asked.at_least, *counted);
    if (!amounts) return context.refuse(amounts.error());
    question.at_least = *amounts;
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
    const NightLog log = read_nights(store, *evening, *counted, wanted);
    question.range = nights_begun(period, log, store, context.clock());
    const auto known = log.names(wanted);
    const auto names = read_names(asked.names, known);
    if (!names) return context.refuse(names.error());
    question.names = *names;

    const SymptomReport report = symptom_report(log, question);
    if (format == Format::text) {
        write(symptoms_page(context.terminal(), report, log));
        return ExitCode::ok;
    }
    write_symptoms(report, log, format, spell_moment(context.clock().moment()), write);
    return ExitCode::ok;
}

}  // namespace epsom
