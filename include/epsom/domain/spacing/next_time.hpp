#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "epsom/domain/report.hpp"
#include "epsom/domain/spacing/interaction.hpp"

namespace epsom {

/// A serving would bring a day's sum above the upper level.
struct OverUpper {
    Nutrient nutrient;
    Day day;
    Mass sum;               // with the serving, of what the upper level counts
    Mass upper;             // the upper level
    bool personal = false;  // it is one of the profile
    friend bool operator==(const OverUpper&, const OverUpper&) = default;
};
/// `magnesium on 2026-11-20 would exceed the upper level: 400 mg of 350 mg UL`, or `of 350 mg (personal)`.
std::string describe(const OverUpper& over);

/// Why a serving has to wait: a rule of spacing, a limit of the dose itself, or an upper level.
using Delay = std::variant<Wait, NextPossible, OverUpper>;

/// What next_time() has to know.
struct NextTimeQuestion {
    const Dose& dose;
    std::span<const TakenThing> others;   // what was taken, and what other doses plan
    std::span<const DoseIntake> intakes;  // of the dose itself, as far as its limits reach
    const RuleBook& book;
    const Profile& profile;
    const Authority& authority;
    const Clock& clock;
    std::function<DayLedgers(Day, std::span<const Nutrient>)> ledgers_on;  // the sums of a day so far
};
struct NextTime {
    std::optional<Instant> at;  // empty: at no time
    std::vector<Delay> delays;  // in the order in which they were met; none when `at` is now
};
/// The first moment from now on at which one serving of the dose breaks no rule, no limit and no upper level.
NextTime next_time(const NextTimeQuestion& asked);

}  // namespace epsom
