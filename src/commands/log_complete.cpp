#include "log_complete.hpp"

#include <algorithm>
#include <array>

#include "epsom/render/text.hpp"
#include "epsom/text/text.hpp"
#include "session/periods.hpp"
#include "session/reference.hpp"

namespace epsom {
namespace {

constexpr std::array source_choices{Choice{"food", "food"}, Choice{"supplements", "supplements and medicines"}};

/// What is declared complete, supplements before food, and the days as typed.
struct Declaration {
    std::vector<Source> sources;
    std::string days;
};

Declaration read_declaration(const std::vector<std::string>& words) {
    Declaration read;
    for (const auto& word : words) {
        const std::string key = lower(word);
        if (key == "food") read.sources.push_back(Source::food);
        else if (key == "supplement" || key == "supplements") read.sources.push_back(Source::supplement);
        else read.days += (read.days.empty() ? "" : " ") + word;
    }
    if (read.sources.empty()) read.sources.assign(every_source.begin(), every_source.end());
    std::ranges::sort(read.sources);
    read.sources.erase(std::unique(read.sources.begin(), read.sources.end()), read.sources.end());
    if (read.days.empty()) read.days = "today";
    return read;
}

Result<DayRange> read_days(const std::string& typed, const Context& context, const Store& store) {
    auto range = read_range(typed, context, store);
    if (range) return range;
    const std::string near = did_you_mean(typed, std::array<std::string_view, 2>{"food", "supplements"});
    return near.empty() ? range.error() : Error{range.error().message, near};
}

/// `food and supplements`.
std::string spelled(const std::vector<Source>& sources) {
    if (sources.size() == 2) return "food and supplements";
    return sources.front() == Source::food ? "food" : "supplements";
}

/// The declaration as typed: `food 2026-11-14..2026-11-20`, without a source where the whole day is meant.
std::string in_words(const Declaration& declaration, DayRange range) {
    return (declaration.sources.size() == 2 ? "" : spelled(declaration.sources) + " ") + spell_range(range);
}

/// The totals of the day: magnesium, and what else its supplements contained.
void print_day(const Context& context, const Store& store, Day day) {
    const Profile& profile = context.profile();
    std::vector<Nutrient> wanted = store.taken_in({day, day});
    if (wanted.empty() || wanted.front() != Nutrient::magnesium) wanted.insert(wanted.begin(), Nutrient::magnesium);
    const DayLedgers ledgers = store.ledgers_on(day, wanted);
    for (std::size_t i = 0; i < ledgers.size(); ++i) {
        if (wanted[i] != Nutrient::magnesium && ledgers[i].supplement == Mass{}) continue;
        const ReportRow row =
            report_day(profile, authority_of(profile), wanted[i], ledgers[i], context.clock().today());
        if (row.total) context.print(day_line(context.terminal(), row, context.clock().today()));
    }
}

}  // namespace

void LogComplete::options(Options& options) {
    options.operands("[food|supplements] [DAY|PERIOD]", words_, source_choices)
        .offer({Offer::period}, each_place)
        .flag("--not", not_, "Withdraw the declaration")
        .examples(
            "  epsom log complete\n"
            "  epsom log complete food yesterday\n"
            "  epsom log complete last-week\n"
            "  epsom log complete 2026-11-01..2026-11-14\n"
            "  epsom log complete --not food yesterday\n");
}

ExitCode LogComplete::run(Context& context) {
    const Declaration declaration = read_declaration(words_);
    Store store = context.open_draft();
    const auto range = read_days(declaration.days, context, store);
    if (!range) return context.refuse(range.error());

    const auto declared = store.complete_days(*range);
    std::vector<CompleteDay> changed;
    int days = 0;
    for (Day day = range->from; day <= range->to; day += std::chrono::days{1}) {
        const std::size_t before = changed.size();
        for (const Source source : declaration.sources) {
            const CompleteDay complete{day, source};
            if ((std::ranges::find(declared, complete) != declared.end()) == not_) changed.push_back(complete);
        }
        days += changed.size() > before ? 1 : 0;
    }
    const std::string said = in_words(declaration, *range);
    if (changed.empty()) {
        return context.refuse(
            not_ ? Error{said + " is not declared complete", "to declare it: epsom log complete " + said}
                 : Error{said + " is already declared complete", "to withdraw it: epsom log complete --not " + said});
    }
    context.begin(store);
    Change change{store, context.clock().now};
    for (const CompleteDay& complete : changed) {
        if (not_) change.remove(complete);
        else change.put(complete);
    }
    change.commit((not_ ? "log complete --not " : "log complete ") + said);
    if (context.quiet()) return ExitCode::ok;
    context.print(std::string{not_ ? "Not complete: " : "Complete: "} + spelled(declaration.sources) + " for " +
                  spell_range(*range) +
                  (range->days() > 1 ? ", " + std::to_string(days) + (days == 1 ? " day" : " days") : "") + "\n");
    if (range->from == range->to) print_day(context, store, range->from);
    return ExitCode::ok;
}

}  // namespace epsom
