#pragma once

#include "epsom/domain/check.hpp"
#include "epsom/domain/spacing/interaction.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"
#include "schedule_fixture.hpp"

namespace epsom::test::taken {

inline Moment moment(std::string_view local, const Zone& zone = berlin()) {
    return zone.at(*parse_instant(local, zone));
}
/// A time on 2026-11-20, or a whole date and time.
inline Moment when(std::string_view time) {
    return moment(time.size() > 5 ? std::string{time} : "2026-11-20T" + std::string{time});
}

inline TakenThing medicine(std::string_view substance, std::string_view time = "08:00") {
    return {.name = std::string{substance}, .substance = std::string{substance}, .at = when(time)};
}
inline TakenThing mineral(Nutrient nutrient, std::string_view time = "08:00") {
    return {.name = std::string{info(nutrient).key}, .nutrients = {nutrient}, .at = when(time)};
}
inline TakenThing magnesium(std::string_view time = "08:00") { return mineral(Nutrient::magnesium, time); }
inline TakenThing iron(std::string_view time = "08:00") { return mineral(Nutrient::iron, time); }
inline TakenThing calcium(std::string_view time = "08:00") { return mineral(Nutrient::calcium, time); }
inline TakenThing food(std::string_view name, std::string_view time = "08:00", std::vector<Nutrient> holds = {}) {
    return {.name = std::string{name}, .nutrients = std::move(holds), .source = Source::food, .at = when(time)};
}

inline RuleBook book() { return tables::rule_book(); }
inline std::vector<Conflict> conflicts_of(
    const TakenThing& thing, const TakenThing& other, const RuleBook& rules = book()) {
    return conflicts(thing, std::span{&other, 1}, rules);
}
inline bool too_near(const TakenThing& thing, const TakenThing& other, const RuleBook& rules = book()) {
    return !conflicts_of(thing, other, rules).empty();
}
/// The gaps that speak in a conflict, the longest first.
inline Lines gaps(const Conflict& conflict) {
    Lines all;
    for (const Match& match : conflict.rules)
        all.push_back(spell(conflict.first ? match.spacing.before : match.spacing.after));
    return all;
}
inline Dose dose_of(
    std::string_view name, std::vector<minutes> times, std::vector<Nutrient> holds, std::string_view substance = {}) {
    Dose dose{.name = std::string{name}, .substance = std::string{substance}};
    for (const Nutrient nutrient : holds) dose.contents.push_back({.nutrient = nutrient, .amount = 100_mg});
    if (!times.empty()) dose.plan = plan_of(daily("2026-01-01", std::move(times)));
    return dose;
}

/// Something that is taken at a minute within `span` of `around`: medicines, minerals, foods and habits, some of them
/// both.
inline TakenThing some_thing(std::mt19937& random, Instant around, minutes span, const Zone& zone) {
    static const auto substances = tables::substances();
    TakenThing thing;
    const int kind = pick(random, 0, 9);
    if (kind < 5) {
        const Substance& substance =
            substances[static_cast<std::size_t>(pick(random, 0, static_cast<int>(substances.size()) - 1))];
        if (substance.type == SubstanceType::lifestyle) {
            thing = food(substance.key);
        } else {
            thing = medicine(substance.key);
        }
    } else if (kind < 9) {
        for (const Nutrient nutrient : {Nutrient::magnesium, Nutrient::iron, Nutrient::calcium}) {
            if (pick(random, 0, 1) == 1) thing.nutrients.push_back(nutrient);
        }
        thing.name = "supplement " + std::to_string(pick(random, 0, 99));
    } else {
        thing = food("spinach", "08:00", {Nutrient::magnesium, Nutrient::iron, Nutrient::calcium});
    }
    if (pick(random, 0, 9) == 0) thing.route = Route::topical;
    const auto reach = static_cast<int>(span.count());
    const minutes away{pick(random, -reach, reach)};
    thing.at = zone.at(around + away + seconds{pick(random, 0, 59)});
    return thing;
}
inline std::vector<TakenThing> some_things(
    std::mt19937& random, int count, Instant around, minutes span, const Zone& zone) {
    std::vector<TakenThing> things;
    for (int i = 0; i < count; ++i) things.push_back(some_thing(random, around, span, zone));
    return things;
}

}  // namespace epsom::test::taken
