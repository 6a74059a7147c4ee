#pragma once

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

#include "../nutrients.hpp"
#include "epsom/domain/amounts/amount.hpp"
#include "epsom/domain/logging.hpp"
#include "epsom/store/store.hpp"
#include "epsom/tables/tables.hpp"
#include "zones.hpp"

/// Entries to put on file, and what a file holds as text to compare.
namespace epsom::test {

inline constexpr DayRange always{Day{days{-700'000}}, Day{days{700'000}}};

/// Logged in Berlin at that local time; the day starts at midnight.
inline Intake entry(const Thing& thing, std::string_view amount, std::string_view local, const LogOptions& options = {},
    Count count = Count{1}) {
    const Clock clock = clock_at("2099-01-01T00:00");
    Intake made = *make_intake(thing, count, *parse_amount(amount), options);
    made.moment = *parse_moment(local, clock);
    made.day = clock.day_of(made.moment);
    return made;
}
inline Intake glycinate(std::string_view amount, std::string_view local) {
    return entry(tables::find_compound("glycinate"), amount, local);
}
inline Intake almonds(std::string_view amount, std::string_view local) {
    return entry(tables::find_food("almonds"), amount, local);
}

/// Puts `intake` on file in a change of its own.
inline Intake logged(Store& store, Intake intake, std::string_view title = "log") {
    Change change{store, utc("2026-11-20T21:00")};
    change.put(intake);
    change.commit(std::string{title});
    return intake;
}

/// Puts them all on file in one change.
inline void log_all(Store& store, const std::vector<Intake>& intakes) {
    Change change{store, utc("2026-11-20T21:00")};
    for (Intake intake : intakes) change.put(intake);
    change.commit("log");
}

/// Supplements and foods of all kinds, on a few days, so that they meet.
inline Intake some_entry(std::mt19937& random) {
    const auto pick = [&random](auto span) { return &span[random() % span.size()]; };
    const Instant at = utc("2026-10-20T00:00") + minutes{random() % (12 * 24 * 60)};
    Intake made;
    switch (random() % 5) {
        case 0:
            made = *make_intake(pick(tables::foods()), {},
                Mass::from_nanograms(static_cast<std::int64_t>(1 + random() % 300) * ng_per_g), {});
            break;
        case 1:
            made = *make_intake(some_nutrients[random() % some_nutrients.size()], {},
                Mass::from_nanograms(static_cast<std::int64_t>(1 + random())), {.topical = random() % 4 == 0});
            break;
        case 2:
            made = *make_intake(Nutrient::folate, {}, Mass::from_nanograms(400 * ng_per_ug), {.folic_acid = true});
            break;
        case 3:
            made = *make_intake(tables::find_compound("oxide"), Count{2},
                Mass::from_nanograms(static_cast<std::int64_t>(1 + random())),
                {.compound = true, .note = "a 'note', with \"quotes\" \n\xE5\xA4\x9C"});
            break;
        default:
            made = *make_intake(some_nutrients[random() % some_nutrients.size()], {},
                Mass::from_nanograms(static_cast<std::int64_t>(1 + random())), {.food = true});
            break;
    }
    made.moment = berlin().at(at);
    made.day = clock_at("2026-11-20T22:00", berlin(), 4h).day_of(made.moment);
    return made;
}

/// Everything that an entry holds.
inline std::string spelled(const Intake& intake) {
    std::string text = "#" + std::to_string(intake.id) + " " + intake.uuid + " " + spell_moment(intake.moment) +
                       " day " + spell_day(intake.day) + " " + intake.what + " " + std::string{spell(intake.kind)} +
                       " " + spell(intake.servings) + " of " + (intake.quantity ? spell(*intake.quantity) : "?") + " " +
                       intake.unit + " " + std::string{spell(intake.source)} + " " + std::string{spell(intake.route)} +
                       " '" + intake.note + "'" + (intake.detail.empty() ? "" : " detail " + intake.detail);
    for (const Content& content : intake.contents) {
        text += " [" + std::string{info(content.nutrient).key} + " " +
                (content.amount ? std::to_string(content.amount->nanograms()) : "?") + " " + content.compound + " " +
                std::string{spell(content.basis)} + "]";
    }
    return text + "\n";
}

/// Everything that a user could see of a file, so that equal texts mean equal content.
inline std::string content_of(const Store& store) {
    const Profile profile = store.profile();
    std::string text = "born " + (profile.person.born ? spell_day(*profile.person.born) : "?") + " sex " +
                       (profile.person.sex ? std::string{spell(*profile.person.sex)} : "?") + " weight " +
                       (profile.person.weight ? spell(*profile.person.weight) : "?") + " " + profile.authority + " " +
                       spell_time_of_day(profile.day_start) + "\n";
    for (const Stage& stage : profile.person.stages) {
        text += std::string{spell(stage.stage)} + " " + spell_day(stage.from) + ".." +
                (stage.until ? spell_day(*stage.until) : "") + "\n";
    }
    for (const auto* amounts : {&profile.usual_diet, &profile.target, &profile.upper}) {
        for (const auto& [nutrient, amount] : *amounts)
            text += std::string{info(nutrient).key} + " " + spell(amount) + " ";
        text += "\n";
    }
    for (const auto& condition : profile.conditions) text += condition + "\n";
    for (const Anchor& anchor : profile.anchors) text += anchor.name + " " + spell_times(anchor) + "\n";
    if (profile.food_log) text += "food log " + std::string{spell(*profile.food_log)} + "\n";
    for (const CompleteDay& complete : store.complete_days(always)) text += "complete " + record_key(complete) + "\n";
    store.for_each_intake(always, [&text](const Intake& intake) { text += spelled(intake); });
    return text;
}

/// The ledgers of every day and nutrient.
inline std::string ledgers_of(const Store& store, DayRange range = always) {
    std::string text;
    store.for_each_day(range, some_nutrients, [&text](Day on, const DayLedgers& ledgers) {
        for (std::size_t i = 0; i < ledgers.size(); ++i) {
            const DayLedger& ledger = ledgers[i];
            text += spell_day(on) + " " + std::string{info(ledgers.nutrient(i)).key} + " " +
                    std::to_string(ledger.supplement.nanograms()) + " " +
                    std::to_string(ledger.supplement_forms.of(LimitForm::folic_acid).nanograms()) + " " +
                    std::to_string(ledger.food.nanograms()) + " " + std::to_string(ledger.topical.nanograms()) +
                    (ledger.food_logged ? " food" : "") + (ledger.food_complete ? " complete" : "") +
                    (ledger.lacks_value ? " lacks" : "") + "\n";
        }
    });
    return text;
}

}  // namespace epsom::test
