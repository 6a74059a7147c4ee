#include "nights.hpp"

#include <algorithm>

#include "epsom/domain/nights/diary.hpp"

namespace epsom {

using std::chrono::days;

NightLog read_nights(const Store& store, const Evening& evening, Nutrient nutrient, DayRange range) {
    NightLog log{evening, nutrient};
    const DayRange around{range.from - days{1}, range.to + days{1}};
    store.for_each_intake(around, [&log](const Intake& intake) { log.add(intake); });
    for (const Dose& dose : store.doses()) {
        for (const Skip& skip : store.skips_of(dose)) {
            if (around.contains(skip.day)) log.add_recorded(skip.day);
        }
    }
    for (const CompleteDay& complete : store.complete_days(around)) {
        if (complete.source == Source::supplement) log.add_recorded(complete.day);
        else log.add_food_complete(complete.day);
    }
    return log;
}

DayRange nights_begun(DayRange period, const NightLog& log, const Store& store, const Clock& clock) {
    DayRange range = period;
    if (const auto first = store.first_day()) range.from = std::max(range.from, *first);
    const Day last = night_at(clock.moment().local()) - days{1};
    while (range.to > last && (log.on(range.to) == nullptr || log.on(range.to)->scores.empty())) range.to -= days{1};
    return range.from <= range.to ? range : period;
}

}  // namespace epsom
