#include "epsom/domain/adherence.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <tuple>
#include <utility>

namespace epsom {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

/// An intake of another zone is compared by what the wall clocks showed.
seconds elapsed(const Slot& slot, const DoseIntake& intake, const Clock& clock) {
    const bool same_zone = clock.zone.at(intake.moment.at).offset == intake.moment.offset;
    return same_zone ? intake.moment.at - slot.at.at : intake.moment.local() - slot.at.local();
}

void satisfy(Outcome& outcome, const DoseIntake& intake, seconds after) {
    outcome.state = after > outcome.slot.grace ? SlotState::late : SlotState::taken;
    outcome.intake = intake;
}

Instant start_of(Day day, const Clock& clock) { return moment_on(day, clock.day_start, clock).at; }

/// The slots of one interval, made as the intakes come by.
class Chain {
public:
    /// Slots before `horizon` are left out.
    Chain(const Plan& plan, std::size_t index, Instant horizon, const Clock& clock)
        : plan_{plan}, index_{index}, schedule_{plan.schedules[index]}, rule_{std::get<Interval>(schedule_.rule)},
          horizon_{horizon}, clock_{clock} {
        const auto& times = schedule_.times;
        const Instant begin = schedule_.since.value_or(start_of(schedule_.from, clock));
        next_ = in_window(times.empty() ? begin : moment_on(schedule_.from, times.front().time, clock).at);
        last_ = next_ - rule_.every;
        if (schedule_.until) end_ = start_of(*schedule_.until + days{1}, clock);
        if (index + 1 < plan.schedules.size()) end_ = std::min(end_, start_of(plan.schedules[index + 1].from + days{1}, clock));
    }

    /// Makes the slots up to `end`.
    void advance(Instant end) {
        end = std::min(end, end_);
        if (const Instant skipped = std::min(end, horizon_); !rule_.between && next_ < skipped) {
            next_ += (skipped - next_) / rule_.every * rule_.every;
            last_ = next_ - rule_.every;
        }
        while (next_ <= end) {
            const Slot slot = make(next_);
            if (next_ >= horizon_ && holds(plan_, index_, slot)) made.push_back({slot, SlotState::open, {}});
            last_ = next_;
            next_ = in_window(next_ + rule_.every);
        }
    }
    /// The slot before the next one, when nothing was taken since.
    [[nodiscard]] Outcome* latest() {
        return made.size() > fresh_ && made.back().slot.at.at == last_ ? &made.back() : nullptr;
    }
    /// The slot to come, when `intake` is nearer to it than to the intake or the slot before; so a second helping is none.
    [[nodiscard]] std::optional<Slot> pending(Instant intake) const {
        if (next_ - intake > intake - last_) return std::nullopt;
        const Slot slot = make(next_);
        return holds(plan_, index_, slot) ? std::optional{slot} : std::nullopt;
    }
    /// The next slot lies an interval after `intake`, and after the slot that it satisfied ahead of its time; the slots
    /// before it are history.
    void restart(Instant intake, bool took_pending) {
        const Instant then = in_window(intake + rule_.every);
        next_ = !took_pending ? std::max(next_, then) : then > next_ ? then : in_window(next_ + rule_.every);
        last_ = std::max(last_, intake);
        fresh_ = made.size();
    }

    std::vector<Outcome> made;

private:
    [[nodiscard]] Slot make(Instant at) const {
        const Moment moment = clock_.zone.at(at);
        const auto time = std::chrono::floor<minutes>(moment.local() - std::chrono::floor<days>(moment.local()));
        const Count servings = schedule_.times.empty() ? Count{1} : schedule_.times.front().servings;
        return {clock_.day_of(moment), time, moment, servings, schedule_.grace};
    }
    /// `at`, or when the window opens next. Never earlier, also where the clock shows the opening time a second time.
    [[nodiscard]] Instant in_window(Instant at) const {
        if (!rule_.between) return at;
        const auto [from, to] = *rule_.between;
        const LocalTime local = clock_.zone.at(at).local();
        const Day date = std::chrono::floor<days>(local);
        const auto time = local - date;
        const bool inside = from < to ? from <= time && time <= to : from <= time || time <= to;
        if (inside) return at;
        const Day opens = time < from ? date : date + days{1};
        // moment_on() takes the user's day, whose early hours fall on the next date.
        return std::max(at, moment_on(from < clock_.day_start ? opens - days{1} : opens, from, clock_).at);
    }

    const Plan& plan_;
    std::size_t index_;
    const Schedule& schedule_;
    const Interval& rule_;
    Instant horizon_;
    const Clock& clock_;
    Instant end_ = Instant::max();
    Instant last_;  // the intake or the slot from which `next_` is counted
    Instant next_;
    std::size_t fresh_ = 0;  // the first slot since the last intake
};

/// All slots around `range` with what became of them.
class Matching {
public:
    Matching(const Plan& plan, DayRange range, const History& history, const Clock& clock) : clock_{clock} {
        for (const auto& skip : history.skips) skips_.emplace_back(skip.day, skip.time);
        std::ranges::sort(skips_);
        // Where an interval follows fixed times or another interval, an intake may have been nearer to a slot outside the range.
        const bool mixed = plan.schedules.size() > 1;
        for (std::size_t i = 0; i < plan.schedules.size(); ++i) {
            const auto* interval = std::get_if<Interval>(&plan.schedules[i].rule);
            if (interval == nullptr) continue;
            // One slot before the range is enough; a window may keep it waiting for up to a day.
            const Instant horizon = start_of(range.from, clock) - interval->every - (interval->between ? 24h : 0h);
            chains_.emplace_back(plan, i, mixed ? Instant::min() : horizon, clock);
        }
        DayRange wide = range;
        for (const auto& intake : history.intakes) {
            if (mixed && !chains_.empty()) wide = {std::min(wide.from, intake.day), std::max(wide.to, intake.day)};
        }
        for (const auto& slot : slots_between(plan, wide, clock)) fixed_.push_back({slot, SlotState::open, {}});
        for (const auto& schedule : plan.schedules) {
            if (!wide.contains(schedule.from) || &schedule != schedule_on(plan, schedule.from)) continue;
            for (const auto& slot : forgone_on(plan, schedule.from, clock)) forgone_.push_back({slot, SlotState::open, {}});
        }
        mark_skipped(fixed_);
        std::vector<DoseIntake> intakes(history.intakes.begin(), history.intakes.end());
        std::ranges::sort(intakes, {}, [](const DoseIntake& intake) { return std::pair{intake.moment.at, intake.id}; });
        for (const auto& intake : intakes) place(intake);
        for (auto& chain : chains_) advance(chain, start_of(range.to + days{1}, clock) - 1s);
        gather();
    }

    std::vector<Outcome> all;

private:
    [[nodiscard]] bool skipped(const Slot& slot) const { return std::ranges::binary_search(skips_, std::pair{slot.day, slot.time}); }
    void mark_skipped(std::span<Outcome> outcomes) {
        for (auto& outcome : outcomes) {
            if (skipped(outcome.slot)) outcome.state = SlotState::skipped;
        }
    }
    void advance(Chain& chain, Instant end) {
        const std::size_t first = chain.made.size();
        chain.advance(end);
        mark_skipped(std::span{chain.made}.subspan(first));
    }

    /// Gives `intake` to the nearest slot that is still free, the earlier of two.
    void place(const DoseIntake& intake) {
        Outcome* best = nullptr;
        Chain* pending_of = nullptr;
        seconds best_distance = seconds::max();
        Outcome pending;
        const auto consider = [&](Outcome& outcome, Chain* chain) {
            if (outcome.state != SlotState::open) return;
            const seconds distance = std::chrono::abs(elapsed(outcome.slot, intake, clock_));
            if (distance > best_distance || (distance == best_distance && best->slot.at.at <= outcome.slot.at.at)) return;
            best_distance = distance;
            pending_of = chain;
            if (chain != nullptr) pending = outcome;
            best = chain != nullptr ? &pending : &outcome;
        };
        const auto day = [](const Outcome& outcome) { return outcome.slot.day; };
        const auto first = std::ranges::lower_bound(fixed_, intake.day, {}, day);
        for (auto it = first; it != fixed_.end() && it->slot.day == intake.day; ++it) consider(*it, nullptr);
        for (auto& outcome : forgone_) {
            if (outcome.slot.day == intake.day) consider(outcome, nullptr);
        }
        for (auto& chain : chains_) {
            advance(chain, intake.moment.at);
            if (Outcome* latest = chain.latest()) consider(*latest, nullptr);
            if (const auto slot = chain.pending(intake.moment.at); slot && !skipped(*slot)) {
                Outcome next{*slot, SlotState::open, {}};
                consider(next, &chain);
            }
        }
        if (best != nullptr) satisfy(*best, intake, elapsed(best->slot, intake, clock_));
        if (pending_of != nullptr) pending_of->made.push_back(pending);
        for (auto& chain : chains_) chain.restart(intake.moment.at, &chain == pending_of);
    }

    void gather() {
        all = std::move(fixed_);
        std::ranges::copy_if(forgone_, std::back_inserter(all), &Outcome::taken);
        for (const auto& chain : chains_) std::ranges::copy(chain.made, std::back_inserter(all));
        for (auto& outcome : all) {
            if (outcome.state != SlotState::open || clock_.now < outcome.slot.at.at) continue;
            outcome.state = clock_.now <= outcome.slot.at.at + outcome.slot.grace ? SlotState::due : SlotState::missed;
        }
        const auto order = [](const Outcome& outcome) { return std::tuple{outcome.slot.day, outcome.slot.at.at, outcome.slot.time}; };
        std::ranges::sort(all, {}, order);
    }

    const Clock& clock_;
    std::vector<std::pair<Day, minutes>> skips_;
    std::vector<Outcome> fixed_;
    std::vector<Outcome> forgone_;  // slots only once they are taken
    std::vector<Chain> chains_;
};

}  // namespace

std::string_view spell(SlotState state) {
    switch (state) {
        case SlotState::open: return "open";
        case SlotState::due: return "due";
        case SlotState::taken: return "taken";
        case SlotState::late: return "late";
        case SlotState::skipped: return "skipped";
        case SlotState::missed: break;
    }
    return "missed";
}

std::vector<Outcome> outcomes(const Plan& plan, DayRange range, const History& history, const Clock& clock) {
    auto all = Matching{plan, range, history, clock}.all;
    std::erase_if(all, [&](const Outcome& outcome) { return !range.contains(outcome.slot.day); });
    return all;
}

std::optional<Slot> slot_for(const Plan& plan, const Moment& moment, const History& history, const Clock& clock) {
    const Day day = clock.day_of(moment);
    std::vector<DoseIntake> intakes(history.intakes.begin(), history.intakes.end());
    constexpr auto asked = std::numeric_limits<std::int64_t>::max();  // after any other of the same moment
    intakes.push_back({asked, moment, day, Count{1}});
    for (const auto& outcome : Matching{plan, {day, day}, {intakes, history.skips}, clock}.all) {
        if (outcome.intake && outcome.intake->id == asked) return outcome.slot;
    }
    return std::nullopt;
}

std::optional<Slot> slot_to_skip(const Plan& plan, const History& history, const Clock& clock) {
    const Day today = clock.today();
    std::optional<Slot> nearest;
    const auto distance = [&](const Slot& slot) { return std::chrono::abs(slot.at.at - clock.now); };
    for (const auto& [slot, state, intake] : outcomes(plan, {today - days{1}, today}, history, clock)) {
        if (state == SlotState::due) return slot;
        const bool undecided = state == SlotState::open || state == SlotState::missed;
        if (undecided && slot.day == today && (!nearest || distance(slot) < distance(*nearest))) nearest = slot;
    }
    return nearest;
}

std::optional<Outcome> next_slot(const Plan& plan, const History& history, const Clock& clock) {
    const Day today = clock.today();
    DayRange range{today - days{1}, today + days{1}};
    for (const Day end : {today + days{1}, today + days{40}, today + days{2 * 366}}) {
        range.to = end;
        for (const auto& outcome : outcomes(plan, range, history, clock)) {
            if (outcome.state == SlotState::due || outcome.state == SlotState::open) return outcome;
        }
        range.from = end + days{1};
    }
    return std::nullopt;
}

/// Wilson, J Am Stat Assoc 1927;22:209-212, doi 10.1080/01621459.1927.10502953, without continuity correction.
std::optional<Share> share(int count, int of) {
    if (of <= 0) return std::nullopt;
    constexpr double z = 1.959964;  // the normal distribution's 97.5 % point
    const double n = of;
    const double p = count / n;
    const double scale = 1 + z * z / n;
    const double centre = (p + z * z / (2 * n)) / scale;
    const double half = z / scale * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    // At the ends the bound is exactly 0 or 1, which floating point only comes near.
    return Share{100 * p, count == 0 ? 0 : 100 * (centre - half), count == of ? 100 : 100 * (centre + half)};
}

Adherence adherence(const Plan& plan, DayRange range, const History& history, const Clock& clock) {
    Adherence sum;
    if (plan.schedules.empty()) return sum;
    range.from = std::max(range.from, plan.schedules.front().from);
    range.to = std::min(range.to, clock.today());
    if (range.to < range.from) return sum;
    for (const auto& outcome : outcomes(plan, range, history, clock)) {
        switch (outcome.state) {
            case SlotState::late: ++sum.late; [[fallthrough]];
            case SlotState::taken: ++sum.taken; break;
            case SlotState::skipped: ++sum.skipped; break;
            case SlotState::missed: ++sum.missed; break;
            case SlotState::due: ++sum.waiting; break;
            case SlotState::open: ++sum.later; break;
        }
    }
    return sum;
}

}  // namespace epsom
