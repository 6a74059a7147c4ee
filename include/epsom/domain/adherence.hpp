#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/schedule.hpp"

namespace epsom {

/// A slot that the user decided to leave out. It names the slot, so it holds whatever the zone is.
struct Skip {
    std::int64_t id = 0;
    std::string uuid = {};
    std::string dose = {};  // its uuid
    Day day{};
    minutes time{0};        // as scheduled: Slot::time
    std::string note = {};
    friend bool operator==(const Skip&, const Skip&) = default;
};

/// Open before its time; due from then until time + grace; missed after that, for good. Late is taken after time + grace.
enum class SlotState : std::uint8_t { open, due, taken, late, skipped, missed };
[[nodiscard]] std::string_view spell(SlotState state);

struct Outcome {
    Slot slot;
    SlotState state = SlotState::open;
    std::optional<DoseIntake> intake;  // when taken or late
    [[nodiscard]] bool taken() const { return state == SlotState::taken || state == SlotState::late; }
    /// Neither taken nor skipped: an intake could still satisfy it.
    [[nodiscard]] bool undecided() const { return state == SlotState::open || state == SlotState::due || state == SlotState::missed; }
    friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// What is on file about one dose. The order does not matter. Intakes outside the asked days do no harm; an interval needs
/// the latest one before them, since its slots count from there.
struct History {
    std::span<const DoseIntake> intakes;
    std::span<const Skip> skips;
};

/// What became of each slot of `days`, by day and moment. An intake satisfies the nearest slot of its day that is neither
/// taken nor skipped (ties: the earlier), in the order of their moments; the slots of an interval are not bound to the day.
/// An intake from another zone is compared by the wall clock, as the slot is.
std::vector<Outcome> outcomes(const Plan& plan, DayRange days, const History& history, const Clock& clock);

/// The slot that an intake at `moment` would satisfy: it takes that slot's servings unless the user says how many.
std::optional<Slot> slot_for(const Plan& plan, const Moment& moment, const History& history, const Clock& clock);
/// The slot that `log skip` means: the one due, else the nearest undecided one of today.
std::optional<Slot> slot_to_skip(const Plan& plan, const History& history, const Clock& clock);
/// The first slot that is due or still to come within two years.
std::optional<Outcome> next_slot(const Plan& plan, const History& history, const Clock& clock);

/// A share of counts with its 95 % interval, in percent.
struct Share {
    double percent = 0;
    double low = 0;
    double high = 0;
};
/// Wilson's score interval; empty when `of` is zero.
[[nodiscard]] std::optional<Share> share(int count, int of);

/// How a plan was kept. Slots to come are in no number but `later`, unless they were taken or skipped ahead of their time.
struct Adherence {
    int taken = 0;    // with late ones
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
/// Over `days`, from the plan's first day at the earliest and today at the latest.
Adherence adherence(const Plan& plan, DayRange days, const History& history, const Clock& clock);

}  // namespace epsom
