#pragma once

#include <string>
#include <vector>

#include "context.hpp"
#include "epsom/domain/nights/nights.hpp"
#include "epsom/domain/plan/coin.hpp"
#include "epsom/domain/plan/dose.hpp"

namespace epsom {

/// `night 12 of 56, tonight without it; 28 nights with it (seed 42)`, for a dose's card.
std::string run_in_words(const CoinRun& run, const Plan& plan, const Clock& clock);
/// A line of a dose's card with the evenings from today on that have it, the first ones of many: `with it   11-30,
/// 12-02`. Empty without a run.
std::string evenings_with(const Plan& plan, const Context& context);
/// What a change of the plan from `before` to `after` does to its run; a sentence, empty when nothing.
std::string run_cut_short(const Plan& before, const Plan& after, const Clock& clock);

/// Nights up to today that a run left without its dose are known to be without it, as skipped ones are.
void add_drawn_without(NightLog& log, const Store& store, const Clock& clock);
/// The runs that have a night within `period`, by dose and first night, each with all of its nights. The night of an
/// evening is dated as in NightLog.
std::vector<RunReport> runs_within(
    DayRange period, const Store& store, const Evening& evening, const NightOutcome& outcome, const Clock& clock);

}  // namespace epsom
