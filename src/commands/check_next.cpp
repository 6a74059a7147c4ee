#include "check_next.hpp"

#include <algorithm>

#include "epsom/domain/spacing/next_time.hpp"
#include "epsom/render/today.hpp"
#include "epsom/text/text.hpp"
#include "session/doses.hpp"
#include "session/reference.hpp"
#include "session/spacing.hpp"

namespace epsom {
namespace {

std::string in_words(const Delay& delay, const Dose& dose, const Clock& clock, bool with_sources) {
    if (const auto* wait = std::get_if<Wait>(&delay))
        return (with_sources ? explain(*wait) : describe(*wait)) + ", until " +
               near_time(clock.zone.at(wait->until), clock);
    if (const auto* possible = std::get_if<NextPossible>(&delay)) return why(*possible, dose.limits);
    return describe(std::get<OverUpper>(delay));
}

/// The hours around now: when the dose would be too near to another thing, and the times of those things. Empty if no
/// rule applies.
std::string clock_of(
    const Dose& dose, std::span<const TakenThing> others, const RuleBook& book, const Context& context) {
    using std::chrono::hours;
    const Clock& clock = context.clock();
    const Instant begins = std::chrono::floor<hours>(clock.now) - hours{6};
    const TimeSpan shown{begins, begins + hours{24}};
    const TakenThing thing = thing_of(dose, clock.moment());
    std::vector<Lane> lanes{{.name = dose.name, .points = {}, .closed = {}}};
    for (const TakenThing& other : in_rules_with(thing, others, book)) {
        if (other.at.at < shown.from || other.at.at >= shown.until) continue;
        const auto known = std::ranges::find(lanes, other.name, &Lane::name);
        Lane& lane =
            known == lanes.end() ? lanes.emplace_back(Lane{.name = other.name, .points = {}, .closed = {}}) : *known;
        lane.points.push_back({other.at, other.planned ? SlotState::open : SlotState::taken, ""});
    }
    lanes.front().closed = closed_times(thing, others, shown, book);
    if (lanes.front().closed.empty()) return {};
    return "\n" + lanes_page(context.terminal(), lanes, begins, clock.moment());
}

}  // namespace

void CheckNext::options(Options& options) {
    options.operands("DOSE", name_)
        .offer({Offer::dose})
        .flag("--explain", explain_, "Add the source of each rule, and the hours as a picture")
        .examples("  epsom check next calm\n  epsom check next calm --explain\n");
}

ExitCode CheckNext::run(Context& context) {
    if (name_.empty()) return context.refuse({"missing DOSE", "'epsom dose list' shows your doses"});
    const Store store = context.open(Store::Access::read);
    const Clock& clock = context.clock();
    const SpacingView view{store, clock};
    const std::string typed = joined(name_);
    const auto dose =
        std::ranges::find(view.doses(), name_key(typed), [](const Dose& known) { return name_key(known.name); });
    if (dose == view.doses().end()) {
        std::vector<std::string_view> names;
        for (const Dose& known : view.doses()) names.push_back(known.name);
        const std::string near = did_you_mean(typed, names);
        return context.refuse(
            {"unknown dose " + in_quotes(typed), near.empty() ? "'epsom dose list' shows your doses" : near});
    }
    auto others = view.taken_around(clock.now);
    for (auto& slot : view.planned(*dose)) others.push_back(std::move(slot));
    const WatchedDose watched = watch(store, *dose, clock.now);
    const RuleBook book = view.book();
    const NextTime next =
        next_time({*dose, others, watched.intakes, book, context.profile(), authority_of(context.profile()), clock,
            [&store](Day day, std::span<const Nutrient> wanted) { return store.ledgers_on(day, wanted); }});

    std::string out = printable(dose->name) + ": ";
    if (!next.at) {
        out += "no time without a conflict\n";
    } else {
        out += *next.at == clock.now ? "now\n" : "from " + clock_time(clock.zone.at(*next.at), clock) + "\n";
    }
    for (const Delay& delay : next.delays) out += "  " + printable(in_words(delay, *dose, clock, explain_)) + "\n";
    if (explain_) out += clock_of(*dose, others, book, context);
    context.print(out);
    return next.delays.empty() ? ExitCode::ok : ExitCode::found;
}

}  // namespace epsom
