#include "interval_chain.hpp"

#include <algorithm>
#include <chrono>

namespace epsom {

using std::chrono::days;

IntervalChain::IntervalChain(const Plan& plan, std::size_t index, const Clock& clock)
    : plan_{plan},
      index_{index},
      schedule_{plan.schedules[index]},
      rule_{std::get<Interval>(schedule_.rule)},
      clock_{clock} {
    if (schedule_.until) end_ = start_of(*schedule_.until + days{1}, clock);
    if (index + 1 < plan.schedules.size()) {
        const Schedule& after = plan.schedules[index + 1];
        const Instant begins = start_of(after.from, clock);
        end_ = std::min(end_, after.since ? std::max(begins, *after.since) : begins);
    }
    const auto& times = schedule_.times;
    const Instant begin = times.empty() ? schedule_.since.value_or(start_of(schedule_.from, clock))
                                        : moment_on(schedule_.from, times.front().time, clock).at;
    next_ = in_window(begin);
    // A first time that was over when the schedule was made is no slot: its next ones are.
    if (schedule_.since && next_ + schedule_.grace < *schedule_.since) {
        next_ = in_window(next_ + (*schedule_.since - schedule_.grace - next_) / rule_.every * rule_.every);
        while (next_ + schedule_.grace < *schedule_.since) next_ = in_window(next_ + rule_.every);
    }
    last_ = next_ - rule_.every;
}

std::optional<Slot> IntervalChain::pending(Instant moment) const {
    Instant at = next_;
    const Day today = clock_.day_of(clock_.zone.at(std::min(moment, end_)));
    for (const Pause& pause : plan_.pauses) {
        const Day day = clock_.day_of(clock_.zone.at(at));
        if (!pause.contains(day) && (pause.from <= day || pause.from > today)) continue;
        if (!pause.until) return std::nullopt;
        at = std::max(at, in_window(start_of(*pause.until + days{1}, clock_)));
    }
    return slot_at(at);
}

void IntervalChain::taken(Instant moment, bool for_pending) {
    const Instant then = in_window(moment + rule_.every);
    // In a window, the slot after the one taken ahead of its time may be that one again.
    next_ = !for_pending ? std::max(next_, then) : then > next_ ? then : in_window(next_ + rule_.every);
    last_ = std::max(last_, moment);
}

void IntervalChain::skipped(Instant moment, const Slot& slot) {
    last_ = std::max(moment, slot.at.at);
    next_ = in_window(last_ + rule_.every);
}

std::optional<Slot> IntervalChain::expected_after(Instant at) const {
    for (Instant next = in_window(at + rule_.every); next < end_; next = in_window(next + rule_.every)) {
        if (auto slot = slot_at(next)) return slot;
        const Day day = clock_.day_of(clock_.zone.at(next));
        const auto pause = std::ranges::find_if(plan_.pauses, [day](const Pause& one) { return one.contains(day); });
        if (pause == plan_.pauses.end() || !pause->until) return std::nullopt;
        next = std::max(next, start_of(*pause->until + days{1}, clock_) - rule_.every);
    }
    return std::nullopt;
}

std::optional<Slot> IntervalChain::slot_at(Instant at) const {
    if (at >= end_) return std::nullopt;
    const Moment moment = clock_.zone.at(at);
    const auto time = std::chrono::floor<minutes>(moment.local() - std::chrono::floor<days>(moment.local()));
    const Count servings = schedule_.times.empty() ? Count{1} : schedule_.times.front().servings;
    const Slot slot{clock_.day_of(moment), time, moment, servings, schedule_.grace, true};
    return holds(plan_, index_, slot) ? std::optional{slot} : std::nullopt;
}

Instant IntervalChain::in_window(Instant at) const {
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

}  // namespace epsom
