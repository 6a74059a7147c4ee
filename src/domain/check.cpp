#include "epsom/domain/check.hpp"

#include <algorithm>

#include "epsom/domain/amounts/amount.hpp"
#include "epsom/domain/plan/stock.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

using std::chrono::days;

/// `21:00`, with the date where it is not today's.
std::string slot_time(const Slot& slot, const Clock& clock) {
    const std::string time = spell_time(slot.at.local());
    const Day date = std::chrono::floor<days>(slot.at.local());
    return date == std::chrono::floor<days>(clock.moment().local()) ? time : spell_day(date) + " " + time;
}

Finding slot_finding(const FindingCode& code, const Dose& dose, const Slot& slot, const std::string& message) {
    return make_finding(code, dose.name, message, spell_moment(slot.at),
        dose.uuid + " " + spell_day(slot.day) + " " + spell_time_of_day(slot.time));
}

}  // namespace

std::string finding_id(std::string_view key) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
    for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    std::string id;
    for (int shift = 60; shift >= 0; shift -= 4) id += digits[hash >> shift & 0xF];
    return id;
}

std::optional<Count> WatchedDose::left() const {
    if (!dose.stock) return std::nullopt;
    return units_left(dose, *dose.stock, from_stock);
}

Instant history_begins(const Dose& dose, Instant now) {
    Instant from = now - days{3};
    from = std::min(from, now - 2 * dose.limits.window);
    from = std::min(from, now - 2 * dose.limits.gap);
    for (const Schedule& schedule : dose.plan.schedules) {
        if (std::holds_alternative<After>(schedule.rule)) from = std::min(from, now - 2 * linked_reach);
    }
    return from;
}

std::string spell_portion(const Dose& dose, Count servings) {
    std::string text = spell_units(units_of(dose, servings), dose.serving.unit);
    const auto contents = portion(dose, servings).contents;
    if (contents.size() == 1 && contents.front().amount) {
        text += " (" + spell(*contents.front().amount, contents.front().nutrient) + " " +
                std::string{info(contents.front().nutrient).key} + ")";
    }
    return text;
}

std::vector<Finding> due_findings(std::span<const WatchedDose> doses, const Clock& clock, minutes lead) {
    std::vector<Finding> findings;
    for (const WatchedDose& watched : doses) {
        for (const Outcome& outcome : watched.standing(clock, lead)) {
            const std::string portion = spell_portion(watched.dose, outcome.slot.servings);
            if (outcome.state == SlotState::due) {
                findings.push_back(slot_finding(finding_code("dose-due"), watched.dose, outcome.slot,
                    portion + " due since " + slot_time(outcome.slot, clock)));
            } else if (outcome.state == SlotState::open) {
                findings.push_back(slot_finding(finding_code("dose-soon"), watched.dose, outcome.slot,
                    portion + " due at " + slot_time(outcome.slot, clock)));
            }
        }
    }
    return findings;
}

std::vector<Finding> missed_findings(std::span<const WatchedDose> doses, const Clock& clock) {
    std::vector<Finding> findings;
    for (const WatchedDose& watched : doses) {
        const After* idle = idle_link(watched.dose.plan, watched.leaders, clock.today());
        if (idle != nullptr && !watched.dose.plan.paused_on(clock.today())) {
            const std::string leader = idle->name.empty() ? "the dose it follows is gone"
                                                          : idle->name + ", which it follows, has no scheduled times";
            findings.push_back(make_finding(finding_code("dose-unlinked"), watched.dose.name, "never due: " + leader,
                spell_day(clock.today()), watched.dose.uuid));
        }
        for (const Outcome& outcome : watched.standing(clock)) {
            if (outcome.state != SlotState::missed) continue;
            findings.push_back(slot_finding(finding_code("dose-missed"), watched.dose, outcome.slot,
                "missed " + spell_portion(watched.dose, outcome.slot.servings) + " at " +
                    slot_time(outcome.slot, clock)));
        }
    }
    return findings;
}

namespace {

/// What there is to say of a supply that expires within `lead`, or has expired.
std::optional<Finding> expiry_finding(const Dose& dose, Day today, days lead) {
    if (!dose.expires) return std::nullopt;
    const Day last = *dose.expires;
    const std::string day = std::string{spell_weekday(last)} + " " + spell_day(last);
    const std::string about = dose.uuid + " " + spell_day(last);
    if (last < today)
        return make_finding(finding_code("expired"), dose.name, "expired " + day, spell_day(last + days{1}), about);
    if (last > today + lead) return std::nullopt;
    return make_finding(finding_code("expires"), dose.name, "expires " + day, spell_day(last - lead), about);
}

}  // namespace

std::vector<Finding> stock_findings(
    std::span<const WatchedDose> doses, const Clock& clock, std::optional<minutes> lead) {
    constexpr days usual{7};
    std::vector<Finding> findings;
    const Day today = clock.today();
    for (const WatchedDose& watched : doses) {
        const Dose& dose = watched.dose;
        const days ahead = lead ? std::chrono::ceil<days>(*lead) : dose.low.value_or(usual);
        const auto left = watched.left();
        // A supply that was counted again is a new finding.
        const std::string counted = dose.uuid + " " + std::to_string(dose.counted);
        if (left == Count{0}) {
            findings.push_back(
                make_finding(finding_code("stock-out"), dose.name, "out of stock", spell_day(today), counted));
            continue;
        }
        if (auto expiry = expiry_finding(dose, today, ahead)) findings.push_back(std::move(*expiry));
        if (!left) continue;
        const auto day = run_out_day(dose, *left, watched.history(), clock);
        if (!day || *day > today + ahead) continue;
        findings.push_back(make_finding(finding_code("stock-low"), dose.name,
            spell_units(*left, dose.serving.unit) + " left; runs out " + std::string{spell_weekday(*day)} + " " +
                spell_day(*day),
            spell_day(today), counted));
    }
    return findings;
}

std::string may_be_above(const ReportRow& row) {
    const Applied& upper = *row.references.upper;
    return "may be above the " + std::string{limit_name(upper.kind)} + " of " + limit_words(upper, row.nutrient) +
           ": form not stated (" + std::string{forms_of(row.nutrient)} + ")";
}

std::vector<Finding> upper_findings(std::span<const ReportRow> rows) {
    std::vector<Finding> findings;
    for (const ReportRow& row : rows) {
        const bool over = row.over_upper.value_or(false);
        if (!over && row.days_upper_unknown == 0) continue;
        const Applied& upper = *row.references.upper;
        const std::string key{info(row.nutrient).key};
        const std::string level{limit_name(upper.kind)};
        const std::string day = spell_day(row.range.from);
        if (over) {
            findings.push_back(make_finding(finding_code("over-upper"), key,
                "above the " + level + ": " + spell_number_beside(row.upper_amount->sum, upper.value, row.nutrient) +
                    " of " + limit_words(upper, row.nutrient),
                day, key + " " + day));
        } else {
            findings.push_back(
                make_finding(finding_code("upper-unknown"), key, may_be_above(row), day, key + " " + day));
        }
    }
    return findings;
}

std::vector<Finding> no_target_findings(std::span<const ReportRow> rows, std::string_view authority) {
    std::vector<Finding> findings;
    for (const ReportRow& row : rows) {
        const References& found = row.references;
        if (found.target) continue;
        const std::string key{info(row.nutrient).key};
        const std::string why = found.needs_born ? "not known without a birth date: epsom profile set --born 1980-05-17"
                                : found.needs_sex
                                    ? "not known without a sex: epsom profile set --sex female"
                                    : "not in " + std::string{authority} +
                                          "; to set your own: epsom profile set --target " + key + "=AMOUNT";
        findings.push_back(
            make_finding(finding_code("no-target"), key, "target " + why, spell_day(row.range.from), key));
    }
    return findings;
}

std::vector<Finding> target_findings(std::span<const ReportRow> rows) {
    std::vector<Finding> findings;
    for (const ReportRow& row : rows) {
        if (!row.references.target || row.status == Status::met) continue;
        const std::string target = spell(row.references.target->value, row.nutrient);
        const std::string terms{terms_words(*row.references.target)};
        std::string message = "nothing logged yet; target " + target;
        if (row.total) {
            message = (row.at_least ? "at least " : "") +
                      spell_number_beside(row.target_amount->sum, row.references.target->value, row.nutrient) +
                      " of the " + target + " target" + (terms.empty() ? "" : " (" + terms + ")");
        }
        const std::string day = spell_day(row.range.from);
        const std::string key{info(row.nutrient).key};
        findings.push_back(make_finding(finding_code("below-target"), key, message, day, key + " " + day));
    }
    return findings;
}

std::vector<Finding> open_day_findings(
    const DayLedger& today, const Profile& profile, const Clock& clock, minutes from) {
    if (clock.moment().local() - LocalTime{clock.today()} < from) return {};
    if (today.food_complete || (profile.food_log == FoodLog::complete && today.food_logged)) return {};
    const std::string day = spell_day(clock.today());
    return {make_finding(finding_code("day-open"), day,
        today.logged ? "food not marked complete; if all of it is logged: epsom log complete food"
                     : "nothing logged; if nothing was taken or eaten: epsom log complete",
        day, day)};
}

void sort_worst_first(std::vector<Finding>& findings) {
    std::ranges::stable_sort(findings, {}, [](const Finding& finding) {
        return std::pair{finding.severity, std::ranges::find(finding_codes, finding.code) - finding_codes.begin()};
    });
}

}  // namespace epsom
