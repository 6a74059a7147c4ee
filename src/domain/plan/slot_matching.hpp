#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "epsom/domain/plan/adherence.hpp"
#include "interval_chain.hpp"

namespace epsom {

/// The slots of a plan's intervals that are still to be taken, each as if the one before were taken in time.
class IntervalForecast {
public:
    IntervalForecast(std::vector<IntervalChain> chains, const Clock& clock)
        : chains_{std::move(chains)}, clock_{clock} {}
    /// The next slot up to the end of `last`; empty where there is none until then.
    std::optional<Slot> next(Day last);

private:
    std::vector<IntervalChain> chains_;
    const Clock& clock_;
    std::size_t current_ = 0;
    std::optional<Slot> upcoming_;
};

/// The slots of some days with the intakes that took them: the one place that decides which intake goes where.
/// `plan` and `clock` must outlive it.
class SlotMatching {
public:
    SlotMatching(const Plan& plan, DayRange days, const History& history, const Clock& clock);

    /// Each slot of the days, and those of intervals whatever their day, by day and moment.
    [[nodiscard]] std::vector<Outcome> outcomes() const;
    /// Without the slots of intervals that nothing has taken.
    [[nodiscard]] std::vector<Outcome> fixed_outcomes() const;
    [[nodiscard]] IntervalForecast forecast() const { return {chains_, clock_}; }

    /// The slot that one more intake would take, of those whose days are `among`, and of the next day as outcomes()
    /// says.
    [[nodiscard]] std::optional<Slot> slot_for(const DoseIntake& intake, DayRange among);
    /// From now on slot_for() gives only slots that a plan has whether or not they are taken.
    void leave_out_forgone() { forgone_.clear(); }

private:
    struct Candidate;
    /// The slots of the schedule number `index`, a linked one, within `days`.
    void add_linked(std::size_t index, DayRange days, const History& history);
    void place(const DoseIntake& intake);
    void settle(const Skip& skip);
    [[nodiscard]] bool names_fixed_slot(const Skip& skip) const;
    /// The day whose slots an intake may take: the next one where an early slot of it is nearest.
    [[nodiscard]] Day day_for(const DoseIntake& intake) const;
    [[nodiscard]] std::optional<Candidate> best(const DoseIntake& intake, DayRange among);
    [[nodiscard]] SlotState state_now(const Outcome& outcome) const;

    const Plan& plan_;
    const Clock& clock_;
    std::vector<Outcome> fixed_;    // by day and moment
    std::vector<Outcome> forgone_;  // slots only once they are taken
    std::vector<Outcome> settled_;  // of intervals: taken, skipped, or left behind
    std::vector<IntervalChain> chains_;
};

}  // namespace epsom
