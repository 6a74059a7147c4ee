#pragma once

#include <span>
#include <string>

#include "epsom/domain/check.hpp"
#include "epsom/store/store.hpp"

namespace epsom {

/// The name of a new dose. Quotes or the prefix `dose:` say that it is meant, whatever else it could be read as.
/// Error: one of `doses` has it, unless it is `itself`, a uuid; or it is the name of a set.
Result<std::string> new_dose_name(
    std::span<const std::string> words, std::span<const Dose> doses, std::string_view itself = {});

/// What the adherence of a dose has to know of an entry.
[[nodiscard]] DoseIntake as_dose_intake(const Intake& intake);

/// A dose with its history, as far as it matters at `moment`.
WatchedDose watch(const Store& store, const Dose& dose, Instant moment);

/// A dose with its history, as far as the adherence of `range` needs it.
WatchedDose watch(const Store& store, const Dose& dose, DayRange range);

}  // namespace epsom
