#pragma once

#include <optional>

#include "epsom/domain/intake.hpp"
#include "epsom/domain/plan/adherence.hpp"

namespace epsom {

/// The intake of `history` that one at `at`, which takes `slot`, most likely repeats by mistake; empty where none does.
/// It is within twelve hours, and nothing was due: no slot is left, or the slot is further away than it. As-needed
/// doses repeat nothing.
std::optional<DoseIntake> repeated(
    const Moment& at, const std::optional<Slot>& slot, const Plan& plan, const History& history, const Clock& clock);

/// Whether both say the same of the same thing, and within ten minutes of each other. Never of the diary.
[[nodiscard]] bool same_entry(const Intake& a, const Intake& b);

}  // namespace epsom
