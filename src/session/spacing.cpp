#include "spacing.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include "doses.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"

namespace epsom {

using std::chrono::days;
using namespace std::chrono_literals;

std::string clock_time(const Moment& moment, const Clock& clock) {
    const Day date = std::chrono::floor<days>(moment.local());
    return (date == std::chrono::floor<days>(clock.moment().local()) ? "" : spell_day(date) + " ") +
           spell_time(moment.local());
}

std::string near_time(const Moment& moment, const Clock& clock) {
    return std::chrono::abs(moment.at - clock.now) < 12h ? spell_time(moment.local()) : clock_time(moment, clock);
}

days reach_of(std::span<const UserRule> own) {
    days reach{1};
    for (const UserRule& rule : own) reach = std::max(reach, std::chrono::ceil<days>(rule.gap));
    return reach;
}

SpacingView::SpacingView(const Store& store, const Clock& clock, std::vector<Dose> doses)
    : store_{store}, clock_{clock}, doses_{std::move(doses)}, own_{store.user_rules()} {}

RuleBook SpacingView::book() const { return tables::rule_book(own_); }

TakenThing SpacingView::thing(const Intake& intake) const {
    const auto dose = std::ranges::find(doses_, intake.dose, &Dose::uuid);
    return thing_of(intake, intake.dose.empty() || dose == doses_.end() ? std::string_view{} : dose->substance);
}

DayRange SpacingView::reach(Instant moment) const {
    const Day middle = clock_.day_of(clock_.zone.at(moment));
    const days reach = reach_of(own_);
    return {middle - reach, middle + reach};
}

std::vector<TakenThing> SpacingView::taken_around(Instant moment) const {
    std::vector<TakenThing> things;
    store_.for_each_intake(reach(moment), [&](const Intake& intake) {
        if (!is_diary(intake.kind)) things.push_back(thing(intake));
    });
    return things;
}

std::vector<TakenThing> SpacingView::on_file(std::int64_t id, std::string_view without) const {
    std::vector<TakenThing> things;
    for (const Intake& intake : store_.latest_of_each(id)) things.push_back(thing(intake));
    for (const Dose& dose : doses_) {
        if (dose.uuid != without) things.push_back(thing_of(dose, clock_.moment()));
    }
    return things;
}

std::vector<TakenThing> SpacingView::planned(const Dose& without) const {
    std::vector<WatchedDose> others;
    for (const Dose& dose : doses_) {
        if (dose.uuid != without.uuid) others.push_back(watch(store_, dose, clock_.now));
    }
    return planned(others, clock_);
}

std::vector<TakenThing> SpacingView::planned(std::span<const WatchedDose> watched, const Clock& clock) {
    const Day tomorrow = clock.today() + days{1};
    std::vector<TakenThing> things;
    for (const WatchedDose& each : watched) {
        const Plan& plan = each.dose.plan;
        for (const Outcome& outcome : outcomes(plan, {clock.today(), tomorrow}, each.history(), clock)) {
            if (outcome.state == SlotState::open && !outcome.slot.of_interval)
                things.push_back(thing_of(each.dose, outcome.slot.at));
        }
        for (const Slot& slot : interval_slots_ahead(plan, tomorrow, each.history(), clock)) {
            if (slot.at.at > clock.now) things.push_back(thing_of(each.dose, slot.at));
        }
    }
    return things;
}

std::vector<std::string> SpacingView::substances() const {
    std::vector<std::string> names;
    for (const Dose& dose : doses_) {
        if (!dose.substance.empty()) names.push_back(dose.substance);
        if (dose.source != Source::supplement || dose.route == Route::topical) continue;
        for (const Nutrient held : thing_of(dose, {}).nutrients) names.emplace_back(info(held).key);
    }
    return names;
}

std::vector<std::string> spacing_warnings(const SpacingView& view, const Intake& intake, std::span<const Intake> around,
    std::span<const Intake> said, const Clock& clock) {
    std::vector<std::string> warnings;
    const TakenThing thing = view.thing(intake);
    const DayRange reach = view.reach(intake.moment.at);
    std::vector<TakenThing> taken;
    for (const Intake& other : around) {
        if (other.id != intake.id && !is_diary(other.kind) && reach.contains(other.day))
            taken.push_back(view.thing(other));
    }
    const auto others = in_rules_with(thing, taken, view.book());
    auto found = conflicts(thing, others, view.book());
    std::erase_if(found, [&](const Conflict& conflict) {
        return std::ranges::any_of(said, [&](const Intake& other) { return view.thing(other) == conflict.other; });
    });
    for (const Conflict& conflict : found) warnings.push_back(describe(thing, conflict));
    if (!found.empty()) {
        const NextGood next = next_good_time(thing, others, intake.moment.at, view.book());
        warnings.back() +=
            " (earliest " + printable(thing.name) + ": " + near_time(clock.zone.at(next.at), clock) + ")";
    }
    // Where a source says to avoid the pair, each entry says so; other cautions are said once.
    for (const Caution& caution : cautions(thing, others, view.book())) {
        if (caution.rule->avoid) warnings.push_back(describe(thing, caution));
    }
    return warnings;
}

std::vector<std::string> caution_warnings(
    const SpacingView& view, const Store& store, std::span<const Intake> intakes) {
    std::int64_t first = std::numeric_limits<std::int64_t>::max();
    for (const Intake& intake : intakes) first = std::min(first, intake.id);
    std::vector<TakenThing> brought;
    std::set<std::string> names;
    for (const Intake& intake : intakes) {
        // 'dose add' said what a dose brings.
        const bool may_be_new = !is_diary(intake.kind) && intake.dose.empty() && names.insert(intake.what).second;
        if (!may_be_new || store.has_earlier(intake.what, first)) continue;
        brought.push_back(view.thing(intake));
    }
    std::vector<std::string> warnings;
    if (brought.empty()) return warnings;
    std::vector<TakenThing> on_file = view.on_file(first);
    for (TakenThing& thing : brought) {
        for (const Caution& caution : new_cautions(thing, on_file, view.book()))
            warnings.push_back(describe(thing, caution));
        on_file.push_back(std::move(thing));
    }
    return warnings;
}

std::vector<std::string> caution_warnings(const SpacingView& view, const Dose& dose, const Dose* before) {
    std::vector<TakenThing> on_file = view.on_file(std::numeric_limits<std::int64_t>::max(), dose.uuid);
    if (before != nullptr) on_file.push_back(thing_of(*before, {}));
    const TakenThing thing = thing_of(dose, {});
    std::vector<std::string> warnings;
    for (const Caution& caution : new_cautions(thing, on_file, view.book()))
        warnings.push_back(describe(thing, caution));
    const bool is_new = before == nullptr || before->substance != dose.substance;
    if (const auto* named = tables::find_aggravating(dose.substance); is_new && named != nullptr)
        warnings.push_back(describe(dose.substance, *named));
    return warnings;
}

std::vector<std::string> schedule_warnings(const SpacingView& view, const Dose& dose, const Clock& clock) {
    std::vector<std::string> warnings;
    for (int ahead = 0; ahead < 7 && warnings.empty(); ++ahead) {
        for (const SlotCollision& collision :
            slot_collisions(dose, view.doses(), clock.today() + days{ahead}, clock, view.book())) {
            std::string text = describe(thing_of(dose, collision.slot.at), collision.conflict);
            if (collision.instead) text += " (no conflict at " + spell_time_of_day(*collision.instead) + ")";
            warnings.push_back(std::move(text));
        }
    }
    return warnings;
}

std::vector<Finding> spacing_findings(const SpacingView& view, const Clock& clock, bool with_sources) {
    std::vector<Finding> findings;
    const auto taken = view.taken_around(clock.now);
    const Day today = clock.today();
    for (std::size_t i = 0; i < taken.size(); ++i) {
        if (clock.day_of(taken[i].at) != today) continue;
        // Each pair once, told by the later one.
        std::vector<TakenThing> earlier;
        std::ranges::copy_if(taken, std::back_inserter(earlier), [&](const TakenThing& other) {
            return std::tie(other.at.at, other.name) < std::tie(taken[i].at.at, taken[i].name);
        });
        for (const Conflict& conflict :
            conflicts(taken[i], in_rules_with(taken[i], earlier, view.book()), view.book())) {
            Finding& finding = findings.emplace_back(make_finding(finding_code("spacing"), taken[i].name,
                with_sources ? explain(taken[i], conflict) : describe(taken[i], conflict), spell_moment(taken[i].at),
                taken[i].name + " " + spell_moment(taken[i].at) + " " + conflict.other.name + " " +
                    spell_moment(conflict.other.at)));
            finding.severity = severity_of(conflict);
        }
    }
    return findings;
}

std::vector<Finding> wait_findings(
    const SpacingView& view, std::span<const WatchedDose> watched, const Clock& clock, bool with_sources) {
    std::vector<Finding> findings;
    std::optional<std::vector<TakenThing>> taken;
    for (const WatchedDose& dose : watched) {
        for (const Outcome& outcome : dose.standing(clock)) {
            if (outcome.state != SlotState::due) continue;
            if (!taken) taken = view.taken_around(clock.now);
            const NextGood next = next_good_time(thing_of(dose.dose, clock.moment()), *taken, clock.now, view.book());
            if (next.waits.empty()) continue;
            const bool too_late = next.at > outcome.slot.at.at + outcome.slot.grace;
            findings.push_back(make_finding(finding_code("spacing"), dose.dose.name,
                "scheduled for " + clock_time(outcome.slot.at, clock) + ", wait until " +
                    near_time(clock.zone.at(next.at), clock) + (too_late ? ", after its grace period: " : ": ") +
                    (with_sources ? explain(next.waits.back()) : describe(next.waits.back())),
                spell_moment(outcome.slot.at), "early " + dose.dose.uuid + " " + spell_moment(outcome.slot.at)));
        }
    }
    return findings;
}

std::vector<Finding> condition_findings(const Store& store, const Profile& profile, Day today) {
    std::vector<Finding> findings;
    for (const auto& key : profile.conditions) {
        const Condition* condition = tables::find_condition(key);
        bool concerned = false;
        if (condition != nullptr) {
            store.for_each_intake(
                {today, today}, [&](const Intake& intake) { concerned = concerned || concerns(*condition, intake); });
        }
        if (!concerned) continue;
        findings.push_back(make_finding(finding_code("condition"), std::string{info(condition->nutrient).key},
            describe(*condition), spell_day(today), std::string{condition->key} + " " + spell_day(today)));
    }
    return findings;
}

}  // namespace epsom
