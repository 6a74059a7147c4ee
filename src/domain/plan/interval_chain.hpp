#pragma once

#include <cstddef>
#include <optional>

#include "epsom/domain/plan/schedule.hpp"

namespace epsom {

/// The slots of one interval. There is one at a time: it waits, overdue without end, until the dose is taken or the
/// slot skipped, and the next one is counted from there. Events are told in the order of their moments.
class IntervalChain {
public:
    /// The chain of the plan's schedule number `index`, which is an interval. `plan` and `clock` must outlive it.
    IntervalChain(const Plan& plan, std::size_t index, const Clock& clock);

    /// The slot that waits at `moment`, overdue or still to come. A pause moves it to the first day after, also where
    /// it was overdue when the pause began. Empty where the schedule has no further slot.
    [[nodiscard]] std::optional<Slot> pending(Instant moment) const;
    /// Whether the schedule still runs at `moment`: until then its slot stays due, afterwards it ages like any other.
    [[nodiscard]] bool runs_at(Instant moment) const { return moment < end_; }
    /// Whether an intake at `moment`, before `slot`, is meant for it: it lies nearer to it than to the event before.
    [[nodiscard]] bool meant_for(const Slot& slot, Instant moment) const {
        return slot.at.at - moment <= moment - last_;
    }

    void taken(Instant moment, bool for_pending);
    void skipped(Instant moment, const Slot& slot);

    /// The slot after the one at `at`, if the dose is taken in time then: a forecast. Empty where the schedule ends.
    [[nodiscard]] std::optional<Slot> expected_after(Instant at) const;
    /// A slot of this schedule at `at`; empty where the schedule has none then.
    [[nodiscard]] std::optional<Slot> slot_at(Instant at) const;

private:
    /// `at`, or when the window opens next; never earlier, also where the clock shows the opening time a second time.
    [[nodiscard]] Instant in_window(Instant at) const;

    const Plan& plan_;
    std::size_t index_;
    const Schedule& schedule_;
    const Interval& rule_;
    const Clock& clock_;
    Instant end_ = Instant::max();
    Instant last_;  // the event from which `next_` is counted
    Instant next_;
};

}  // namespace epsom
