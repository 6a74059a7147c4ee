#include "epsom/domain/spacing/next_time.hpp"

#include <utility>

namespace epsom {
namespace {

/// Pushes a time past everything that asks to wait.
class Search {
public:
    explicit Search(const NextTimeQuestion& asked) : asked_{asked}, at_{asked.clock.now} {}

    NextTime run() {
        // Each kind of delay may push the time past the end of another: repeated until none does.
        do {
            moved_ = false;
            keep_apart();
            keep_limits();
            stay_below_upper_levels();
        } while (moved_ && !never_);
        return {never_ ? std::nullopt : std::optional{at_}, std::move(delays_)};
    }

private:
    void move_to(Instant later) {
        if (later <= at_) return;
        at_ = later;
        moved_ = true;
    }
    void keep_apart() {
        const TakenThing thing = thing_of(asked_.dose, asked_.clock.moment());
        NextGood spaced = next_good_time(thing, asked_.others, at_, asked_.book);
        for (Wait& wait : spaced.waits) delays_.emplace_back(std::move(wait));
        move_to(spaced.at);
    }
    void keep_limits() {
        const NextPossible possible = next_possible(asked_.dose.limits, asked_.intakes, at_);
        if (possible.limit == LimitKind::none) return;
        delays_.emplace_back(possible);
        if (possible.at) move_to(*possible.at);
        else never_ = true;
    }
    void stay_below_upper_levels() {
        const Dose& dose = asked_.dose;
        const Clock& clock = asked_.clock;
        const Day day = clock.day_of(clock.zone.at(at_));
        const std::vector<Content> contents = portion(dose, Count{1}).contents;
        std::vector<Nutrient> held;
        for (const Content& content : contents) held.push_back(content.nutrient);
        const DayLedgers ledgers = asked_.ledgers_on(day, held);
        for (const Content& content : contents) {
            if (!content.amount || dose.route == Route::topical) continue;
            DayLedger ledger = *ledgers.of(content.nutrient);
            ledger.logged = true;
            ledger.add(dose.source, *content.amount, limit_form(content.compound));
            const ReportRow with_it =
                report_day(asked_.profile, asked_.authority, content.nutrient, ledger, clock.today());
            if (!with_it.over_upper.value_or(false)) continue;
            delays_.emplace_back(OverUpper{content.nutrient, day, with_it.upper_amount->sum,
                with_it.references.upper->value, with_it.references.upper->kind == Kind::personal});
            const Instant tomorrow = moment_on(day + std::chrono::days{1}, clock.day_start, clock).at;
            // On a day to come only the serving itself can be too much.
            if (day > clock.today()) never_ = true;
            else move_to(tomorrow);
        }
    }

    const NextTimeQuestion& asked_;
    Instant at_;
    std::vector<Delay> delays_;
    bool moved_ = false;
    bool never_ = false;
};

}  // namespace

std::string describe(const OverUpper& over) {
    return std::string{info(over.nutrient).key} + " on " + spell_day(over.day) +
           " would exceed the upper level: " + spell(over.sum, over.nutrient) + " of " +
           spell(over.upper, over.nutrient) + (over.personal ? " (personal)" : " UL");
}

NextTime next_time(const NextTimeQuestion& asked) { return Search{asked}.run(); }

}  // namespace epsom
