#include "epsom/domain/person.hpp"

namespace epsom {

const Stage* overlapping(std::span<const Stage> stages, const Stage& stage) {
    for (const Stage& other : stages) {
        if (other.stage == stage.stage && other.from == stage.from) continue;
        const bool before = other.until && *other.until < stage.from;
        const bool after = stage.until && *stage.until < other.from;
        if (!before && !after) return &other;
    }
    return nullptr;
}

LifeStage Person::stage_on(Day day) const {
    const Stage* found = nullptr;
    for (const Stage& stage : stages) {
        if (stage.from <= day && (!stage.until || day <= *stage.until) &&
            (found == nullptr || found->from <= stage.from))
            found = &stage;
    }
    return found == nullptr ? LifeStage::none : found->stage;
}

int completed_months(Day born, Day day) {
    const std::chrono::year_month_day birth{born};
    const std::chrono::year_month_day now{day};
    const int months =
        (static_cast<int>(now.year()) - static_cast<int>(birth.year())) * 12 +
        (static_cast<int>(static_cast<unsigned>(now.month())) - static_cast<int>(static_cast<unsigned>(birth.month())));
    return now.day() < birth.day() ? months - 1 : months;
}

}  // namespace epsom
