#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "epsom/domain/check.hpp"
#include "epsom/domain/finding.hpp"
#include "epsom/domain/nights/symptom.hpp"
#include "epsom/domain/plan/adherence.hpp"
#include "epsom/domain/report.hpp"

namespace epsom {

/// A slot that is due, or the first one to come.
struct NextSlot {
    std::string dose;
    std::string portion;  // "2 capsules"
    Slot slot;
    SlotState state = SlotState::open;  // or due
    std::optional<Moment> wait_until;   // a rule of spacing speaks against it until then
};

/// When something was taken, or what became of a slot.
struct LanePoint {
    Moment at;
    SlotState state = SlotState::taken;
    std::string portion;  // "2 capsules", "30 g"; empty where nobody said how much
    friend bool operator==(const LanePoint&, const LanePoint&) = default;
};
/// One product through one day.
struct Lane {
    std::string name;
    std::vector<LanePoint> points;  // by moment
    [[nodiscard]] bool undecided() const {
        return std::ranges::any_of(points, [](const LanePoint& point) { return is_undecided(point.state); });
    }
    /// From now on, while it is still to be taken: when it would be too near to something else.
    std::vector<TimeSpan> closed;
};

/// What its own limits allow of a dose that is taken as needed.
struct AsNeededNow {
    std::string dose;
    Limits limits;
    NextPossible next;         // of one serving
    std::optional<Moment> at;  // that of `next`; empty where one serving is more than a window ever allows
    /// Whether something that was taken counts: in the window that ends now, or as less than the gap ago.
    [[nodiscard]] bool counts() const { return next.in_window > Count{0} || next.limit == LimitKind::gap; }
};

/// A dose that a run by lot leaves out tonight.
struct LeftToLot {
    std::string dose;
    int night = 0, nights = 0;  // of the run, from 1
};

/// The present day as one looks at it.
struct Today {
    std::string name;  // of the person; empty where nobody said
    Moment now;
    Day day{};
    Instant begins;                      // the user's day
    std::vector<NextSlot> next;          // what is due, else the first slot to come; empty where nothing is scheduled
    std::vector<LeftToLot> without;      // by the draw
    std::vector<AsNeededNow> as_needed;  // of which something counts now
    std::vector<Lane> lanes;             // by their first point
    std::vector<Intake> entries;         // of this day, but for the diary
    std::vector<ReportRow> followed;     // nutrients, as the user ordered them
    std::vector<Finding> findings;       // what `check` says but for what is due, worst first
    std::string symptom;                 // that the diary rates; empty without a diary
    std::vector<Night> nights;           // the last seven, the latest last
};

/// What is due at `clock.now`, by time; where nothing is, the first slot to come is alone.
std::vector<NextSlot> next_slots(std::span<const WatchedDose> doses, const Clock& clock);

/// Empty without limits, and on days on which the dose is paused or not taken as needed.
std::optional<AsNeededNow> as_needed_now(const WatchedDose& watched, const Clock& clock);

/// The doses that have no evening today because a run by lot has none for them.
std::vector<LeftToLot> without_tonight(std::span<const WatchedDose> doses, const Clock& clock);

/// What was taken today, and what is scheduled. `intakes` are today's entries; those of the diary are left out.
std::vector<Lane> lanes_of(std::span<const WatchedDose> doses, std::span<const Intake> intakes, const Clock& clock);

}  // namespace epsom
