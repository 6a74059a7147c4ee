#include "remarks.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "doses.hpp"
#include "epsom/domain/plan/coin.hpp"
#include "epsom/domain/plan/repetition.hpp"
#include "epsom/domain/plan/stock.hpp"
#include "epsom/domain/spacing/interaction.hpp"
#include "epsom/render/text.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"
#include "spacing.hpp"
#include "typed_line.hpp"

namespace epsom {
namespace {

/// The warning that an entry is already logged. `among`: others are logged with it, which undo reverts too.
Remark logged_twice(
    const std::string& what, const Moment& before, std::int64_t id, bool nothing_due, bool among, const Clock& clock) {
    const Day date = std::chrono::floor<std::chrono::days>(before.local());
    const std::string day =
        date == std::chrono::floor<std::chrono::days>(clock.moment().local()) ? "" : spell_day(date) + " ";
    const std::string number = id == 0 ? "" : " (#" + std::to_string(id) + ")";  // not stored yet
    return {remark_code("logged-twice"), what + " is already logged at " + day + time_in_words(before, clock.zone) +
                                             number + (nothing_due ? " and not due" : "") + "; 'epsom undo' reverts " +
                                             (among ? "all entries of this change" : "this entry")};
}

/// The remark on an entry that repeats another of its day within ten minutes, or a dose with nothing due.
std::optional<Remark> twice(const Intake& intake, const std::optional<DoseIntake>& before, bool among,
    std::span<const Intake> around, const Clock& clock) {
    if (before) return logged_twice(printable(intake.what), before->moment, before->id, true, among, clock);
    const Intake* same = nullptr;
    for (const Intake& other : around) {
        if (other.day == intake.day && same_entry(intake, other)) same = &other;
    }
    if (same == nullptr) return std::nullopt;
    return logged_twice(printable(in_short(intake)), same->moment, same->id, false, among, clock);
}

/// The log on the days of these entries and as far around them as any rule reaches.
std::vector<Intake> entries_around(std::span<const Intake> intakes, const SpacingView& view, const Store& store) {
    DayRange range{Day::max(), Day::min()};
    for (const Intake& intake : intakes) {
        const DayRange reach = view.reach(intake.moment.at);
        range = {std::min({range.from, reach.from, intake.day}), std::max({range.to, reach.to, intake.day})};
    }
    std::vector<Intake> entries;
    store.for_each_intake(range, [&entries](const Intake& intake) { entries.push_back(intake); });
    return entries;
}

/// One warning for the repeated entries of a batch, each compared with earlier ones, logged before or in the batch.
std::optional<Remark> twice_in_batch(std::span<const Intake> batch, const Store& store, const Clock& clock) {
    const auto [first, last] = std::ranges::minmax(batch, {}, &Intake::day);
    std::set<std::int64_t> ids;
    for (const Intake& intake : batch) ids.insert(intake.id);
    std::map<std::string, Intake> latest;  // of each thing
    std::optional<std::pair<Intake, Intake>> example;
    int number = 0;
    store.for_each_intake({first.day, last.day}, [&](const Intake& intake) {
        const auto [before, is_first] = latest.try_emplace(name_key(intake.what), intake);
        if (is_first) return;
        if (same_entry(before->second, intake) && (ids.contains(before->second.id) || ids.contains(intake.id))) {
            if (++number == 1) example = {before->second, intake};
        }
        before->second = intake;
    });
    if (!example) return std::nullopt;
    const auto& [before, again] = *example;
    return Remark{remark_code("logged-twice"),
        (number == 1 ? "1 entry repeats" : std::to_string(number) + " entries repeat") + " another within 10 minutes" +
            (number == 1 ? ": " : ", first: ") + printable(in_short(again)) + ", " + when_in_words(again, clock.zone) +
            " (#" + std::to_string(again.id) + " repeats #" + std::to_string(before.id) +
            "); 'epsom undo' reverts the batch"};
}

/// Warnings from the as-needed limits of doses, for entries that are stored by now.
std::vector<Remark> limit_remarks(std::span<const Intake> intakes, const Store& store, const std::vector<Dose>& doses) {
    std::vector<Remark> warnings;
    for (const Intake& intake : intakes) {
        const auto dose = std::ranges::find(doses, intake.dose, &Dose::uuid);
        if (intake.dose.empty() || dose == doses.end() || !dose->limits.any()) continue;
        std::vector<DoseIntake> others = watch(store, *dose, intake.moment.at).intakes;
        std::erase_if(others, [&](const DoseIntake& other) { return other.id == intake.id; });
        const NextPossible next = next_possible(dose->limits, others, intake.moment.at, intake.servings);
        if (next.limit != LimitKind::none)
            warnings.push_back({remark_code("dose-limit"), dose->name + ": " + why(next, dose->limits)});
    }
    return warnings;
}

/// A supply that has less than is logged by now, with the entries that it does not cover and not again after them.
std::vector<Remark> supply_remarks(
    std::span<const Intake> intakes, const Store& store, const std::vector<Dose>& doses) {
    std::vector<Remark> warnings;
    for (const Dose& dose : doses) {
        const auto of_dose = [&dose](const Intake& intake) { return intake.dose == dose.uuid; };
        if (!dose.stock || std::ranges::none_of(intakes, of_dose)) continue;
        std::vector<DoseIntake> taken = store.taken_from_stock(dose);
        const Count over = units_over(dose, *dose.stock, taken);
        std::erase_if(taken,
            [&](const DoseIntake& each) { return std::ranges::find(intakes, each.id, &Intake::id) != intakes.end(); });
        if (over == Count{0} || units_over(dose, *dose.stock, taken) > Count{0}) continue;
        warnings.push_back({remark_code("supply"),
            printable(dose.name) + ": logged beyond the supply by " + printable(spell_units(over, dose.serving.unit)) +
                "; to correct the supply: epsom dose stock " + shell_quoted(dose.name) + " N"});
    }
    return warnings;
}

/// Doses taken on an evening that a run by lot left without them.
std::vector<Remark> run_remarks(std::span<const Intake> intakes, const std::vector<Dose>& doses, const Clock& clock) {
    std::vector<Remark> warnings;
    for (const Intake& intake : intakes) {
        const auto dose = std::ranges::find(doses, intake.dose, &Dose::uuid);
        if (intake.dose.empty() || dose == doses.end()) continue;
        for (const CoinRun& run : coin_runs(dose->plan, clock)) {
            if (!run.whole() || !run.has(intake.day) || run.with_on(intake.day)) continue;
            warnings.push_back({"by-lot", "by the draw, " + spell_day(intake.day) + " is a night without " +
                                              printable(dose->name) + "; the run goes on as drawn"});
        }
    }
    return warnings;
}

/// Cautions for conditions of the profile, once a day with the first entry concerned.
std::vector<Remark> condition_remarks(
    std::span<const Intake> intakes, std::span<const Intake> around, const Profile& profile) {
    std::vector<Remark> warnings;
    for (const auto& key : profile.conditions) {
        const Condition* condition = tables::find_condition(key);
        if (condition == nullptr) continue;
        const auto mine =
            std::ranges::find_if(intakes, [&](const Intake& intake) { return concerns(*condition, intake); });
        if (mine == intakes.end()) continue;
        const auto concerned = std::ranges::count_if(
            around, [&](const Intake& other) { return other.day == mine->day && concerns(*condition, other); });
        if (concerned == 1) warnings.push_back({remark_code("condition"), describe(*condition)});
    }
    return warnings;
}

/// The medicine that an entry is of, or one of whose doses it is; empty for what is none.
std::string medicine_of(const Intake& intake, const std::vector<Dose>& doses) {
    if (intake.kind == Taken::substance) return intake.what;
    const auto dose = std::ranges::find(doses, intake.dose, &Dose::uuid);
    return intake.dose.empty() || dose == doses.end() ? "" : dose->substance;
}

/// Medicines named as making restless legs worse, each with the first entry of its name.
std::vector<Remark> restless_legs_remarks(
    std::span<const Intake> intakes, const Store& store, const std::vector<Dose>& doses) {
    std::vector<Remark> remarks;
    std::set<std::string> said;
    for (const Intake& intake : intakes) {
        const std::string medicine = medicine_of(intake, doses);
        const AggravatingMedicine* named = medicine.empty() ? nullptr : tables::find_aggravating(medicine);
        const auto same = [&intake](const Intake& other) { return other.what == intake.what; };
        const std::int64_t first = named == nullptr ? 0 : std::ranges::find_if(intakes, same)->id;
        if (named == nullptr || store.has_earlier(intake.what, first) || !said.insert(name_key(medicine)).second)
            continue;
        remarks.push_back({remark_code("restless-legs"), describe(medicine, *named)});
    }
    return remarks;
}

}  // namespace

std::vector<TouchedDay> touched_days(std::span<const Intake> intakes, const Store& store) {
    std::map<Day, std::set<Nutrient>> days;
    for (const Intake& intake : intakes) {
        std::set<Nutrient>& touched = days[intake.day];
        for (const Content& content : intake.contents) {
            if (content.amount && *content.amount != Mass{} && !info(content.nutrient).is_part())
                touched.insert(content.nutrient);
        }
    }
    std::vector<TouchedDay> result;
    for (const auto& [day, touched] : days) {
        std::set<Nutrient> wanted = touched;
        wanted.insert(Nutrient::magnesium);
        result.push_back({day, {touched.begin(), touched.end()},
            store.ledgers_on(day, std::vector<Nutrient>{wanted.begin(), wanted.end()})});
    }
    return result;
}

std::vector<Remark> remarks_on(const Logged& logged) {
    const auto& [intakes, days, store, doses, profile, authority, clock, batch, repeats] = logged;
    std::vector<Remark> remarks =
        amount_remarks(intakes, days, profile, authority, clock.today(), tables::find_compound);
    const auto add = [&remarks](std::vector<Remark> more) { std::ranges::move(more, std::back_inserter(remarks)); };
    add(limit_remarks(intakes, store, doses));
    add(supply_remarks(intakes, store, doses));
    if (!batch) add(run_remarks(intakes, doses, clock));
    const SpacingView view{store, clock, doses};
    if (batch) {
        if (auto remark = twice_in_batch(intakes, store, clock)) remarks.push_back(std::move(*remark));
    } else {
        const std::vector<Intake> around = entries_around(intakes, view, store);
        // Two of a dose in one change were both due, or were both taken the day before.
        std::vector<Intake> earlier = around;
        std::erase_if(earlier, [all = logged.intakes](const Intake& other) {
            return std::ranges::find(all, other.id, &Intake::id) != all.end();
        });
        for (std::size_t i = 0; i < intakes.size(); ++i) {
            const auto before = i < repeats.size() ? repeats[i] : std::nullopt;
            if (auto remark = twice(intakes[i], before, intakes.size() > 1, earlier, clock))
                remarks.push_back(std::move(*remark));
        }
        for (std::size_t i = 0; i < intakes.size(); ++i) {
            for (auto& text : spacing_warnings(view, intakes[i], around, intakes.first(i), clock))
                remarks.push_back({remark_code("spacing"), std::move(text)});
        }
        add(condition_remarks(intakes, around, profile));
    }
    for (auto& text : caution_warnings(view, store, intakes))
        remarks.push_back({remark_code("caution"), std::move(text)});
    add(restless_legs_remarks(intakes, store, doses));
    return remarks;
}

}  // namespace epsom
