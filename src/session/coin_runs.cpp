#include "coin_runs.hpp"

#include <algorithm>
#include <set>

#include "nights.hpp"

namespace epsom {

using std::chrono::days;

namespace {

/// How many days the nights of a run are dated before or after its evenings: a dose at 00:30 belongs to the evening of
/// the day before, where the day starts at midnight.
days nights_after(const CoinRun& run, const Evening& evening, const Clock& clock) {
    const LocalTime local = LocalTime{run.time < clock.day_start ? run.first + days{1} : run.first} + run.time;
    return evening_of(evening, local).value_or(run.first) - run.first;
}

/// The nights on which the dose was taken.
std::set<Day> nights_taken(
    const Store& store, const Dose& dose, const CoinRun& run, const Evening& evening, const Clock& clock) {
    const days shift = nights_after(run, evening, clock);
    std::set<Day> taken;
    for (const DoseIntake& intake : store.intakes_of(dose, start_of(run.first - days{1}, clock)))
        taken.insert(evening_of(evening, intake.moment.local()).value_or(intake.day + shift));
    return taken;
}

std::vector<CoinNight> nights_of(const Store& store, const Dose& dose, const CoinRun& run, const Evening& evening,
    const NightOutcome& outcome, const Clock& clock) {
    const days shift = nights_after(run, evening, clock);
    const DayRange range{run.first + shift, run.last + shift};
    const NightLog log = read_nights(store, evening, Nutrient::magnesium, range);  // its doses are not asked for
    const std::set<Day> taken = nights_taken(store, dose, run, evening, clock);
    const auto values = log.values(outcome, range);
    std::vector<CoinNight> nights;
    for (Day date = range.from; date <= range.to; date += days{1}) {
        CoinNight night{run.with_on(date - shift), values[nights.size()], std::nullopt};
        const NightFacts* facts = log.on(date);
        // Who rates a night keeps the log: a dose that is not in it was not taken.
        if (taken.contains(date)) night.taken = true;
        else if (night.value || (facts != nullptr && facts->recorded)) night.taken = false;
        nights.push_back(night);
    }
    return nights;
}

}  // namespace

std::string run_in_words(const CoinRun& run, const Plan& plan, const Clock& clock) {
    const Day today = clock.today();
    const std::string nights = std::to_string(run.nights());
    std::string text;
    if (today > run.last) {
        text = "over. To see the test: epsom report symptoms " + spell_day(run.first) + ".." + spell_day(run.last);
    } else if (today < run.first) {
        text = nights + " nights from " + spell_day(run.first) + " through " + spell_day(run.last);
    } else {
        const bool with = run.with_on(today) && !plan.paused_on(today);
        text = "night " + std::to_string(run.number(today)) + " of " + nights + ", tonight " +
               (with ? "with it" : "without it");
    }
    if (today <= run.last) {
        text += "; " + std::to_string(run.with()) + " nights with it (seed " + std::to_string(run.coin.seed) + ")";
        if (run.paused) text += "; interrupted by a pause, so no test is made";
    }
    return text;
}

std::string evenings_with(const Plan& plan, const Context& context) {
    constexpr int most = 28;
    const Day today = context.clock().today();
    const auto run = run_ahead(plan, context.clock());
    if (!run) return {};
    std::string text;
    int count = 0;
    for (Day day = std::max(today, run->first); day < run->ended.value_or(run->last + days{1}); day += days{1}) {
        if (!run->with_on(day) || plan.paused_on(day) || ++count > most) continue;
        text += (text.empty() ? "" : ", ") + spell_day(day).substr(5);
    }
    if (text.empty()) return {};
    if (count > most) text += " and " + std::to_string(count - most) + " more";
    return beside("  with it", 12, text, context.terminal());
}

std::string run_cut_short(const Plan& before, const Plan& after, const Clock& clock) {
    const auto run = run_ahead(before, clock);
    if (!run || !run->whole()) return {};
    const auto runs = coin_runs(after, clock);
    const auto now = std::ranges::find(runs, run->first, &CoinRun::first);
    if (now == runs.end() || now->coin != run->coin) return "The run by lot is dropped before its first night.";
    if (now->ended) {
        return "The run by lot ends early, after " + std::to_string(run->number(*now->ended) - 1) + " of " +
               std::to_string(run->nights()) + " nights, so no test is made.";
    }
    if (now->paused) return "The pause interrupts the run by lot, so no test is made. To revert: epsom undo";
    return {};
}

void add_drawn_without(NightLog& log, const Store& store, const Clock& clock) {
    for (const Dose& dose : store.doses()) {
        for (const CoinRun& run : coin_runs(dose.plan, clock)) {
            const days shift = nights_after(run, log.evening(), clock);
            const Day end = run.first + days{run.past(clock.today())};
            for (Day day = run.first; day < end; day += days{1}) {
                if (!run.with_on(day)) log.add_left_to_lot(day + shift);
            }
        }
    }
}

std::vector<RunReport> runs_within(
    DayRange period, const Store& store, const Evening& evening, const NightOutcome& outcome, const Clock& clock) {
    std::vector<RunReport> reports;
    for (const Dose& dose : store.doses()) {
        for (CoinRun& run : coin_runs(dose.plan, clock)) {
            const Day last = run.ended ? *run.ended - days{1} : run.last;
            if (last < period.from || period.to < run.first) continue;
            const auto nights = nights_of(store, dose, run, evening, outcome, clock);
            auto result = coin_test(run, nights, clock.today(), outcome.scale());
            reports.push_back({dose.name, outcome, std::move(run), std::move(result)});
        }
    }
    return reports;
}

}  // namespace epsom
