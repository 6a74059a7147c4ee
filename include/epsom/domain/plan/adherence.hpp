#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/plan/schedule.hpp"

namespace epsom {

/// A slot that the user decided to leave out. It names the slot, so it holds whatever the zone is.
struct Skip {
    std::int64_t id = 0;
    std::string uuid = {};
    std::string dose = {};  // its uuid
    Day day{};
    minutes time{0};  // as scheduled: Slot::time
    std::string note = {};
    std::optional<Instant> at = {};  // when it was decided, from which an interval counts; empty in files of epsom 0.1
    friend bool operator==(const Skip&, const Skip&) = default;
};

/// Open before its time; due from then until time + grace; missed after that. Late is taken after time + grace. The
/// slot of an interval stays due until it is taken or skipped, or its schedule ends.
enum class SlotState : std::uint8_t { open, due, taken, late, skipped, missed };
[[nodiscard]] std::string_view spell(SlotState state);
/// Neither taken nor skipped.
[[nodiscard]] constexpr bool is_undecided(SlotState state) {
    return state == SlotState::open || state == SlotState::due || state == SlotState::missed;
}

struct Outcome {
    Slot slot;
    SlotState state = SlotState::open;
    std::optional<DoseIntake> intake;  // when taken or late
    [[nodiscard]] bool taken() const { return state == SlotState::taken || state == SlotState::late; }
    [[nodiscard]] bool undecided() const { return is_undecided(state); }
    friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// A dose that others follow, with its history.
struct Leader {
    std::string dose;  // its uuid
    Plan plan;
    std::vector<DoseIntake> intakes;
    std::vector<Skip> skips;
    std::vector<Leader> leaders;  // that it follows itself
};

/// What is on file about one dose. The order does not matter. Intakes outside the asked days do no harm; an interval
/// needs the latest one before them, since its slot counts from there. A leader that is not among `leaders` gives no
/// slots.
struct History {
    std::span<const DoseIntake> intakes;
    std::span<const Skip> skips;
    std::span<const Leader> leaders = {};
};
[[nodiscard]] inline History history_of(const Leader& leader) { return {leader.intakes, leader.skips, leader.leaders}; }

/// The link that holds on `day` and can give no slot: its leader is gone, is taken as needed, or has such a link
/// itself, as in a circle that a merge of two devices made. Null where there is none.
const After* idle_link(const Plan& plan, std::span<const Leader> leaders, Day day);

/// An intake can take a slot that is not due from this long before its time, and until this long after it or the end of
/// its day, whichever is later.
inline constexpr minutes slot_reach{12 * 60};
/// How many days after its leader's slot a linked one may be due: two links, each taken as late as can be.
inline constexpr std::chrono::days linked_reach{4};

/// What became of each slot of `days`, by day and moment. Intakes take slots in the order of their moments: the
/// earliest that is due, else the nearest undecided one in reach (ties: the earlier). An intake takes slots of the day
/// that it counts for; one of the next day where that is nearest and within its grace. The slot of an interval is bound
/// to no day. An intake from another zone is compared by the wall clock, as the slot is.
/// A linked dose has one slot for each of its leader's slots that was taken, on the same day and known by the same
/// time, at the moment of that intake and the gap after it. What the leader skipped, missed or took besides gives none.
std::vector<Outcome> outcomes(const Plan& plan, DayRange days, const History& history, const Clock& clock);

/// What there is to say at `clock.now`, by moment: slots that are due, of whatever day; missed ones that an intake
/// could still take; and open ones whose time comes within `lead`. Everybody who speaks of the present asks this.
std::vector<Outcome> standing(const Plan& plan, const History& history, const Clock& clock, minutes lead = minutes{0});

/// The day that an intake counts for which takes `slot` on its own day `own`: the slot's where that is an earlier one.
/// The slot of an interval may have waited for days: what is taken late then counts for the day on which it was taken.
[[nodiscard]] Day day_counted(const Slot& slot, Day own);

/// Where an intake goes that is about to be logged.
struct SlotMatch {
    std::optional<Slot> slot;  // the one that it takes, whose servings it has unless the user says how many
    Day day{};                 // day_counted()
};
/// For an intake at `moment`, whatever was taken after it. `day`, where given, is the only one whose slots are looked
/// at.
SlotMatch match_slot(
    const Plan& plan, const Moment& moment, const History& history, const Clock& clock, std::optional<Day> day = {});

/// The slot that `log skip` means: the one that an intake now would take, except one that was missed before the
/// schedule was made; on `day`, its earliest undecided one.
std::optional<Slot> slot_to_skip(
    const Plan& plan, const History& history, const Clock& clock, std::optional<Day> day = {});
/// The earliest slot that is due, else the first to come within two years.
std::optional<Outcome> next_slot(const Plan& plan, const History& history, const Clock& clock);

/// Calls `visit` for each slot from now to the end of `last` whose dose is still to be taken, in order, until it
/// returns false. Of an interval these are forecasts: each as if the one before were taken in time.
void each_slot_ahead(const Plan& plan, Day last, const History& history, const Clock& clock,
    const std::function<bool(Day, Count)>& visit);
/// The slots of intervals from now to the end of `last`, forecast in the same way.
std::vector<Slot> interval_slots_ahead(const Plan& plan, Day last, const History& history, const Clock& clock);

/// The last day of a plan, a course say, and how many of its slots are still to be taken.
struct PlanEnd {
    Day last{};
    int left = 0;
    bool over = false;  // nothing is left, nor can be
    friend bool operator==(const PlanEnd&, const PlanEnd&) = default;
};
/// Empty where the plan has no end, and for a run by lot.
std::optional<PlanEnd> end_of(const Plan& plan, const History& history, const Clock& clock);

/// A share of counts with its 95 % interval, in percent.
struct Share {
    double percent = 0;
    double low = 0;
    double high = 0;
};
/// Wilson's score interval; empty when `of` is zero.
[[nodiscard]] std::optional<Share> share(int count, int of);

/// What became of the slots of `days` that count as scheduled: from the plan's first day at the earliest, and today at
/// the latest.
std::vector<Outcome> outcomes_so_far(const Plan& plan, DayRange days, const History& history, const Clock& clock);

/// How a plan was kept. Slots to come are in no number but `later`, unless they were taken or skipped ahead of their
/// time.
struct Adherence {
    int taken = 0;  // with late ones
    int late = 0;
    int skipped = 0;
    int missed = 0;
    int waiting = 0;  // due now
    int later = 0;    // today's, before their time
    /// The slots that came due, or were decided before.
    [[nodiscard]] int due() const { return taken + skipped + missed + waiting; }
    /// Not decided yet.
    [[nodiscard]] int open() const { return waiting + later; }
    /// Taken of taken and missed.
    [[nodiscard]] std::optional<Share> kept() const { return share(taken, taken + missed); }
    friend bool operator==(const Adherence&, const Adherence&) = default;
};
/// Of outcomes_so_far().
Adherence adherence(const Plan& plan, DayRange days, const History& history, const Clock& clock);

}  // namespace epsom
