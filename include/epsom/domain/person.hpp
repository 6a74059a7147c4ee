#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/amounts/amounts.hpp"
#include "epsom/domain/amounts/mass.hpp"
#include "epsom/domain/amounts/nutrient.hpp"
#include "epsom/domain/plan/anchor.hpp"
#include "epsom/domain/time/moment.hpp"

namespace epsom {

enum class Sex : std::uint8_t { female, male };
inline constexpr std::array every_sex{Sex::female, Sex::male};
enum class LifeStage : std::uint8_t { none, pregnant, lactating };

[[nodiscard]] constexpr std::string_view spell(Sex sex) { return sex == Sex::female ? "female" : "male"; }
[[nodiscard]] constexpr std::string_view spell(LifeStage stage) {
    return stage == LifeStage::pregnant ? "pregnant" : stage == LifeStage::lactating ? "lactating" : "none";
}

/// A life stage and its days, both included; `until` is empty while it lasts.
struct Stage {
    LifeStage stage = LifeStage::none;
    Day from{};
    std::optional<Day> until;
    friend bool operator==(const Stage&, const Stage&) = default;
};

/// The first of `stages` whose days overlap those of `stage`; null when none does. One of the same kind that began on
/// the same day is that stage itself, with another end perhaps.
[[nodiscard]] const Stage* overlapping(std::span<const Stage> stages, const Stage& stage);

/// How much phytate a diet holds, which binds zinc: about 300, 600, 900 and 1200 mg a day (EFSA 2014); 330, 660 and 990
/// mg (DACH); a high, moderate and low availability (WHO/FAO 2004).
enum class Phytate : std::uint8_t { low, moderate, high, very_high };
inline constexpr std::array every_phytate{Phytate::low, Phytate::moderate, Phytate::high, Phytate::very_high};
[[nodiscard]] constexpr std::string_view spell(Phytate phytate) {
    switch (phytate) {
        case Phytate::low: return "low";
        case Phytate::moderate: return "moderate";
        case Phytate::high: return "high";
        case Phytate::very_high: break;
    }
    return "very-high";
}

/// What reference values depend on. What the user did not say is empty, never assumed.
struct Person {
    std::optional<Day> born;
    std::optional<Sex> sex;
    std::optional<Mass> weight;  // of the body
    std::vector<Stage> stages;
    std::optional<Phytate> phytate;  // moderate where nobody said; the answer says which

    /// The stage on `day`; of several the one that began last.
    [[nodiscard]] LifeStage stage_on(Day day) const;
};

/// Completed calendar months, one less while the day of the month has not been reached; a birthday on a day that the
/// month lacks (29 February, the 31st) falls on the 1st of the next. Negative before birth.
[[nodiscard]] int completed_months(Day born, Day day);

/// What the food that is logged on a day is of all that was eaten, where nobody said more about the day.
enum class FoodLog : std::uint8_t { partial, complete };
inline constexpr std::array every_food_log{FoodLog::complete, FoodLog::partial};
[[nodiscard]] constexpr std::string_view spell(FoodLog log) {
    return log == FoodLog::complete ? "complete" : "partial";
}

/// Everything that `profile` holds.
struct Profile {
    std::string name;  // of whose data it is; empty where nobody said
    Person person;
    std::string authority = "US_CA";
    minutes day_start{0};
    std::optional<FoodLog> food_log{};  // partial where nobody said
    Amounts usual_diet;
    Amounts target;  // the user's own, set with a clinician
    Amounts upper;   // the user's own, set with a clinician
    std::vector<std::string> conditions;
    std::vector<Nutrient> follow;  // empty where nobody said
    std::vector<Anchor> anchors;   // by their first time of the week, then by name

    /// Whose targets are checked: magnesium where nobody said.
    [[nodiscard]] std::vector<Nutrient> followed() const {
        return follow.empty() ? std::vector{Nutrient::magnesium} : follow;
    }
};

}  // namespace epsom
