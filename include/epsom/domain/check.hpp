#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/finding.hpp"
#include "epsom/domain/plan/adherence.hpp"
#include "epsom/domain/plan/dose.hpp"
#include "epsom/domain/report.hpp"

namespace epsom {

/// A dose with as much of its history as checking needs.
struct WatchedDose {
    Dose dose;
    std::vector<DoseIntake> intakes;
    std::vector<Skip> skips;
    std::vector<DoseIntake> from_stock;  // recorded since the stock was counted
    std::vector<Leader> leaders = {};    // that the dose follows
    [[nodiscard]] History history() const { return {intakes, skips, leaders}; }
    [[nodiscard]] std::vector<Outcome> standing(const Clock& clock, minutes lead = minutes{0}) const {
        return epsom::standing(dose.plan, history(), clock, lead);
    }
    /// What is left of the stock; empty while nobody counts.
    [[nodiscard]] std::optional<Count> left() const;
};

/// From when on a dose's intakes matter for what is due and possible at `now`.
Instant history_begins(const Dose& dose, Instant now);

/// Slots that are due; with a `lead` also those that will be within it (`dose-soon`).
std::vector<Finding> due_findings(std::span<const WatchedDose> doses, const Clock& clock, minutes lead);
/// Slots that were missed and could still be taken; links that can give none (`dose-unlinked`).
std::vector<Finding> missed_findings(std::span<const WatchedDose> doses, const Clock& clock);
/// Stocks that are used up, or will be within `lead`, or else within the dose's own time, or else within a week; the
/// same of supplies that expire.
std::vector<Finding> stock_findings(
    std::span<const WatchedDose> doses, const Clock& clock, std::optional<minutes> lead = {});
/// `may be above the upper level of 10 mg (UL, nicotinic acid in supplements only): form not stated (nicotinic acid or
/// nicotinamide)`.
[[nodiscard]] std::string may_be_above(const ReportRow& row);
/// Nutrients above their upper level on the day of `rows`, or above if all that does not say its form is in the form
/// that counts.
std::vector<Finding> upper_findings(std::span<const ReportRow> rows);
/// Nutrients that the user follows and `authority` has no target for, nor the profile.
std::vector<Finding> no_target_findings(std::span<const ReportRow> rows, std::string_view authority);
/// Nutrients whose total is known to be below the target, or not known to reach it.
std::vector<Finding> target_findings(std::span<const ReportRow> rows);

/// Today's food is not complete, from `from` on, counted from midnight. `today` is the day's ledger of any nutrient.
std::vector<Finding> open_day_findings(
    const DayLedger& today, const Profile& profile, const Clock& clock, minutes from);

/// Worst first, then in the order of finding_codes; equals keep theirs.
void sort_worst_first(std::vector<Finding>& findings);

/// `2 capsules`, and what is in them when it is one nutrient: `2 capsules (200 mg magnesium)`.
std::string spell_portion(const Dose& dose, Count servings);

}  // namespace epsom
