#include "slot_matching.hpp"

#include <algorithm>
#include <chrono>
#include <tuple>
#include <variant>

namespace epsom {
namespace {

using std::chrono::days;

/// How long after the slot's time the intake was. One of another zone is compared by what the wall clocks showed.
seconds elapsed(const Slot& slot, const DoseIntake& intake, const Clock& clock) {
    const bool same_zone = clock.zone.at(intake.moment.at).offset == intake.moment.offset;
    return same_zone ? intake.moment.at - slot.at.at : intake.moment.local() - slot.at.local();
}

void satisfy(Outcome& outcome, const DoseIntake& intake, seconds after) {
    outcome.state = after > outcome.slot.grace ? SlotState::late : SlotState::taken;
    outcome.intake = intake;
}

/// Something that moves an interval: an intake or a skip, at its moment.
struct Event {
    Instant at;
    std::int64_t order;
    std::variant<const DoseIntake*, const Skip*> what;
};

}  // namespace

/// A slot that an intake could take. Those that are due go first, the earliest of them; then the nearest.
struct SlotMatching::Candidate {
    Outcome* outcome = nullptr;  // null: the pending slot of `chain`
    IntervalChain* chain = nullptr;
    Slot slot;
    seconds after{0};
    bool due = false;

    [[nodiscard]] auto rank() const {
        const auto distance = due ? seconds{0} : std::chrono::abs(after);
        return std::tuple{!due, distance, slot.at.at};
    }
};

SlotMatching::SlotMatching(const Plan& plan, DayRange range, const History& history, const Clock& clock)
    : plan_{plan}, clock_{clock} {
    for (std::size_t i = 0; i < plan.schedules.size(); ++i) {
        if (std::holds_alternative<Interval>(plan.schedules[i].rule)) chains_.emplace_back(plan, i, clock);
    }
    // Where an interval follows fixed times, an intake that one of them takes also moves the interval.
    const bool mixed = !chains_.empty() && chains_.size() < plan.schedules.size();
    DayRange wide{range.from - days{1}, range.to + days{1}};
    for (const auto& intake : history.intakes) {
        if (mixed) wide = {std::min(wide.from, intake.day - days{1}), std::max(wide.to, intake.day + days{1})};
    }
    for (const auto& slot : slots_between(plan, wide, clock)) fixed_.push_back({slot, SlotState::open, {}});
    for (std::size_t i = 0; i < plan.schedules.size(); ++i) {
        if (std::holds_alternative<After>(plan.schedules[i].rule)) add_linked(i, wide, history);
    }
    for (const auto& schedule : plan.schedules) {
        if (!wide.contains(schedule.from) || &schedule != schedule_on(plan, schedule.from)) continue;
        for (const auto& slot : forgone_on(plan, schedule.from, clock)) forgone_.push_back({slot, SlotState::open, {}});
    }
    std::vector<std::pair<Day, minutes>> skipped;
    for (const auto& skip : history.skips) skipped.emplace_back(skip.day, skip.time);
    std::ranges::sort(skipped);
    for (auto& outcome : fixed_) {
        if (std::ranges::binary_search(skipped, std::pair{outcome.slot.day, outcome.slot.time}))
            outcome.state = SlotState::skipped;
    }
    std::vector<Event> events;
    for (const auto& intake : history.intakes) {
        if (!chains_.empty() || wide.contains(intake.day)) events.push_back({intake.moment.at, intake.id, &intake});
    }
    if (!chains_.empty()) {
        for (const auto& skip : history.skips) {
            if (names_fixed_slot(skip)) continue;
            events.push_back({skip.at.value_or(moment_on(skip.day, skip.time, clock).at), 0, &skip});
        }
    }
    std::ranges::sort(events, {}, [](const Event& event) {
        return std::tuple{event.at, event.what.index(), event.order};
    });
    for (const auto& event : events) {
        if (const auto* intake = std::get_if<const DoseIntake*>(&event.what)) place(**intake);
        else settle(*std::get<const Skip*>(event.what));
    }
}

void SlotMatching::add_linked(std::size_t index, DayRange among, const History& history) {
    const Schedule& schedule = plan_.schedules[index];
    const auto& link = std::get<After>(schedule.rule);
    const auto leader = std::ranges::find(history.leaders, link.leader, &Leader::dose);
    if (leader == history.leaders.end()) return;
    for (const Outcome& led : SlotMatching{leader->plan, among, history_of(*leader), clock_}.outcomes()) {
        if (!led.taken()) continue;
        // The slot of an interval is bound to no day: what follows it belongs to the day on which it was taken.
        const Day day = led.slot.of_interval ? led.intake->day : led.slot.day;
        const Moment at = clock_.zone.at(led.intake->moment.at + link.gap);
        const Slot slot{.day = day,
            .time = led.slot.time,
            .at = at,
            .servings = link.servings,
            .grace = schedule.grace,
            .linked = true};
        if (among.contains(day) && holds(plan_, index, slot)) fixed_.push_back({slot, SlotState::open, {}});
    }
    std::ranges::stable_sort(fixed_, {}, [](const Outcome& one) {
        return std::tuple{one.slot.day, one.slot.at.at, one.slot.time};
    });
}

bool SlotMatching::names_fixed_slot(const Skip& skip) const {
    const Schedule* schedule = schedule_on(plan_, skip.day);
    if (schedule != nullptr && std::holds_alternative<After>(schedule->rule)) return true;
    return std::ranges::any_of(
        slots_on(plan_, skip.day, clock_), [&](const Slot& slot) { return slot.time == skip.time; });
}

void SlotMatching::settle(const Skip& skip) {
    const auto named = [&](const Outcome& outcome) {
        return outcome.slot.day == skip.day && outcome.slot.time == skip.time;
    };
    const auto left = std::ranges::find_if(settled_, named);
    if (left != settled_.end()) {
        if (left->state == SlotState::open) left->state = SlotState::skipped;
        return;  // or an intake that was logged afterwards has taken it
    }
    for (auto& chain : chains_) {
        const Instant at = skip.at.value_or(moment_on(skip.day, skip.time, clock_).at);
        const auto slot = chain.runs_at(at) ? chain.pending(at) : std::nullopt;
        if (!slot) continue;
        settled_.push_back({*slot, SlotState::skipped, {}});
        chain.skipped(at, *slot);
        return;
    }
}

Day SlotMatching::day_for(const DoseIntake& intake) const {
    if (clock_.day_of(intake.moment) != intake.day)
        return intake.day;  // said by the user, or settled when it was logged
    const Day next = intake.day + days{1};
    std::optional<seconds> nearest_today, nearest_next;
    for (auto it =
             std::ranges::lower_bound(fixed_, intake.day, {}, [](const Outcome& outcome) { return outcome.slot.day; });
         it != fixed_.end() && it->slot.day <= next; ++it) {
        if (it->state != SlotState::open) continue;
        const seconds after = elapsed(it->slot, intake, clock_);
        const seconds distance = std::chrono::abs(after);
        if (it->slot.day == intake.day) {
            if (seconds{0} <= after && after <= it->slot.grace) return intake.day;
            if (!nearest_today || distance < *nearest_today) nearest_today = distance;
        } else if (after < seconds{0} && distance <= it->slot.grace && (!nearest_next || distance < *nearest_next)) {
            nearest_next = distance;
        }
    }
    return nearest_next && (!nearest_today || *nearest_next < *nearest_today) ? next : intake.day;
}

std::optional<SlotMatching::Candidate> SlotMatching::best(const DoseIntake& intake, DayRange among) {
    std::optional<Candidate> best;
    const auto consider = [&](Candidate candidate, bool in_reach) {
        if ((candidate.due || in_reach) && (!best || candidate.rank() < best->rank())) best = candidate;
    };
    const auto consider_slot = [&](Outcome& outcome) {
        if (outcome.state != SlotState::open) return;
        const seconds after = elapsed(outcome.slot, intake, clock_);
        const bool same_day = outcome.slot.day == among.to;
        const bool in_reach = after < seconds{0} ? -after <= slot_reach : same_day || after <= slot_reach;
        consider(
            {&outcome, nullptr, outcome.slot, after, seconds{0} <= after && after <= outcome.slot.grace}, in_reach);
    };
    for (auto it =
             std::ranges::lower_bound(fixed_, among.from, {}, [](const Outcome& outcome) { return outcome.slot.day; });
         it != fixed_.end() && it->slot.day <= among.to; ++it) {
        consider_slot(*it);
    }
    for (auto& outcome : forgone_) {
        if (among.contains(outcome.slot.day)) consider_slot(outcome);
    }
    for (auto& outcome : settled_) consider_slot(outcome);
    if (plan_.paused_on(clock_.day_of(intake.moment))) return best;
    for (auto& chain : chains_) {
        const auto slot = chain.pending(intake.moment.at);
        if (!slot) continue;
        const seconds after = elapsed(*slot, intake, clock_);
        const bool runs = chain.runs_at(intake.moment.at);
        const bool due = after >= seconds{0} && (runs || after <= slot->grace);
        const bool in_reach = after < seconds{0} ? chain.meant_for(*slot, intake.moment.at) : after <= slot_reach;
        consider({nullptr, &chain, *slot, after, due}, in_reach);
    }
    return best;
}

void SlotMatching::place(const DoseIntake& intake) {
    const Day day = day_for(intake);
    auto found = best(intake, {day, day});
    if (!found && day != intake.day) found = best(intake, {intake.day, intake.day});
    if (!found || !found->due) {
        // A slot that was due when it was taken, on whatever day the entry counts: days may begin at another hour now.
        const auto beside = best(intake, {intake.day - days{1}, intake.day + days{1}});
        if (beside && beside->due) found = beside;
    }
    if (found && found->outcome != nullptr) satisfy(*found->outcome, intake, found->after);
    for (auto& chain : chains_) {
        const bool took = found && found->chain == &chain;
        const bool runs = chain.runs_at(intake.moment.at);
        const auto waiting = runs ? chain.pending(intake.moment.at) : std::nullopt;
        if (took) {
            satisfy(settled_.emplace_back(Outcome{found->slot, SlotState::open, {}}), intake, found->after);
        } else if (waiting && waiting->at.at <= intake.moment.at) {
            settled_.push_back({*waiting, SlotState::open, {}});  // a fixed slot was due earlier
        }
        if (runs || took) chain.taken(intake.moment.at, took);
    }
}

std::optional<Slot> SlotMatching::slot_for(const DoseIntake& intake, DayRange among) {
    auto found = best(intake, among);
    if (const Day day = day_for(intake); day > among.to && !(found && found->due)) {
        if (const auto early = best(intake, {day, day})) found = early;
    }
    return found ? std::optional{found->slot} : std::nullopt;
}

SlotState SlotMatching::state_now(const Outcome& outcome) const {
    if (outcome.state != SlotState::open || clock_.now < outcome.slot.at.at) return outcome.state;
    return clock_.now <= outcome.slot.at.at + outcome.slot.grace ? SlotState::due : SlotState::missed;
}

std::vector<Outcome> SlotMatching::fixed_outcomes() const {
    std::vector<Outcome> all = fixed_;
    std::ranges::copy_if(forgone_, std::back_inserter(all), &Outcome::taken);
    std::ranges::copy(settled_, std::back_inserter(all));
    for (auto& outcome : all) outcome.state = state_now(outcome);
    std::ranges::sort(all, {}, [](const Outcome& one) {
        return std::tuple{one.slot.day, one.slot.at.at, one.slot.time};
    });
    return all;
}

std::vector<Outcome> SlotMatching::outcomes() const {
    auto all = fixed_outcomes();
    for (const auto& chain : chains_) {
        const auto slot = chain.pending(clock_.now);
        if (!slot) continue;
        Outcome waiting{*slot, SlotState::open, {}};
        waiting.state = chain.runs_at(clock_.now) && slot->at.at <= clock_.now ? SlotState::due : state_now(waiting);
        all.push_back(waiting);
    }
    std::ranges::sort(all, {}, [](const Outcome& one) {
        return std::tuple{one.slot.day, one.slot.at.at, one.slot.time};
    });
    return all;
}

std::optional<Slot> IntervalForecast::next(Day last) {
    while (current_ < chains_.size()) {
        const IntervalChain& chain = chains_[current_];
        if (!upcoming_ && chain.runs_at(clock_.now)) upcoming_ = chain.pending(clock_.now);
        if (!upcoming_) {
            ++current_;
            continue;
        }
        if (upcoming_->day > last) return std::nullopt;
        const Slot slot = *upcoming_;
        upcoming_ = chain.expected_after(std::max(slot.at.at, clock_.now));
        if (!upcoming_) ++current_;
        return slot;
    }
    return std::nullopt;
}

}  // namespace epsom
