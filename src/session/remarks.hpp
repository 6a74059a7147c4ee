#pragma once

#include <optional>
#include <span>
#include <vector>

#include "epsom/domain/plan/dose.hpp"
#include "epsom/domain/remarks.hpp"
#include "epsom/store/store.hpp"

namespace epsom {

/// The days of `intakes`, in order, with their present sums.
std::vector<TouchedDay> touched_days(std::span<const Intake> intakes, const Store& store);

/// The entries of one change, stored and not yet committed, and what judges them.
struct Logged {
    std::span<const Intake> intakes;
    std::span<const TouchedDay> days;  // theirs
    const Store& store;
    const std::vector<Dose>& doses;
    const Profile& profile;
    const Authority& authority;
    const Clock& clock;
    bool batch = false;                                    // many lines, whose repetitions are said in one sentence
    std::span<const std::optional<DoseIntake>> repeats{};  // what each entry repeats; none: nobody looked
};
/// All that is to be said of them, in the order in which it is printed: amounts, limits of doses, repetitions, spacing,
/// conditions, cautions.
std::vector<Remark> remarks_on(const Logged& logged);

}  // namespace epsom
