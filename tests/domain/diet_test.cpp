// What is known of a day's food, and that nothing that is logged ever makes a day worse.

#include <doctest/doctest.h>

#include <array>
#include <random>
#include <vector>

#include "epsom/domain/check.hpp"
#include "epsom/domain/report.hpp"
#include "epsom/tables/tables.hpp"
#include "zones.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

const Day today = day("2026-11-20");

/// A woman with a target of 320 mg of magnesium.
Profile woman(std::optional<Mass> usual = {}, std::optional<FoodLog> food_log = {}) {
    Profile profile;
    profile.person.born = day("1995-10-25");
    profile.person.sex = Sex::female;
    profile.usual_diet.set(Nutrient::magnesium, usual);
    profile.food_log = food_log;
    return profile;
}

DayLedger taken(Day on, Mass from_supplements, std::optional<Mass> from_food = {}) {
    return {.day = on,
        .logged = true,
        .food_logged = from_food.has_value(),
        .supplement = from_supplements,
        .food = from_food.value_or(Mass{})};
}
DayLedger complete(DayLedger ledger) {
    ledger.logged = ledger.food_complete = true;
    return ledger;
}

/// `usual 300+100=400 met`: the diet, what was taken and what the usual diet adds, with the verdict.
std::string judged(const Profile& profile, const DayLedger& ledger) {
    const ReportRow row = report_day(profile, *tables::find_authority("US_CA"), Nutrient::magnesium, ledger, today);
    const auto mg = [](const Mean& mean) { return spell_decimal(mean.sum.nanograms(), ng_per_mg * mean.days, 0); };
    return std::string{spell(row.diet)} + " " + mg({row.supplement->sum + row.food->sum, 1}) + "+" +
           mg(*row.usual_diet) + "=" + (row.at_least ? ">=" : "") + mg(*row.total) + " " +
           std::string{spell(row.status)};
}

}  // namespace

TEST_CASE("a cup of coffee does not replace the usual diet") {
    CHECK(judged(woman(240_mg), taken(today, 150_mg)) == "usual 150+240=390 met");
    CHECK(judged(woman(240_mg), taken(today, 150_mg, 7_mg)) == "usual 157+233=390 met");
    CHECK(judged(woman(240_mg), taken(today, 150_mg, 239_mg)) == "usual 389+1=390 met");
    CHECK(judged(woman(240_mg), taken(today, 150_mg, 300_mg)) == "usual 450+0=450 met");
}

TEST_CASE("some food leaves a day open") {
    CHECK(judged(woman(), taken(today, 100_mg)) == "unknown 100+0=>=100 unknown");
    CHECK(judged(woman(), taken(today, 100_mg, 80_mg)) == "partial 180+0=>=180 unknown");
    CHECK(judged(woman(), taken(today, 100_mg, 220_mg)) == "partial 320+0=>=320 met");
}

TEST_CASE("a day that was said to be complete is judged by what was logged, also where that is nothing") {
    for (const auto& usual : {std::optional<Mass>{}, std::optional{240_mg}}) {
        CHECK(judged(woman(usual), complete(taken(today, 100_mg, 80_mg))) == "logged 180+0=180 below");
        CHECK(judged(woman(usual), complete(taken(today, 100_mg))) == "logged 100+0=100 below");
        DayLedger silent;
        silent.day = today;
        CHECK(judged(woman(usual), complete(silent)) == "logged 0+0=0 below");
    }
}

TEST_CASE("with a complete food log the food of a day is all of it once the day is over") {
    const Day yesterday = today - days{1};
    const Profile profile = woman(240_mg, FoodLog::complete);
    CHECK(judged(profile, taken(today, 150_mg)) == "usual 150+240=390 met");
    CHECK(judged(profile, taken(today, 150_mg, 7_mg)) == "usual 157+233=390 met");
    CHECK(judged(profile, taken(yesterday, 150_mg, 7_mg)) == "logged 157+0=157 below");
    CHECK(judged(woman({}, FoodLog::complete), taken(today, 150_mg, 7_mg)) == "partial 157+0=>=157 unknown");
    CHECK(judged(woman({}, FoodLog::complete), taken(yesterday, 150_mg, 7_mg)) == "logged 157+0=157 below");
    CHECK(judged(woman(240_mg, FoodLog::partial), taken(yesterday, 150_mg, 7_mg)) == "usual 157+233=390 met");
}

TEST_CASE("with a complete food log a day that is over without food is not known, as no food was logged") {
    CHECK(judged(woman(240_mg, FoodLog::complete), taken(today - days{1}, 150_mg)) == "unknown 150+0=>=150 unknown");
    CHECK(judged(woman({}, FoodLog::complete), taken(today - days{1}, 150_mg)) == "unknown 150+0=>=150 unknown");
}

TEST_CASE("a food that lacks a value leaves even a complete day open") {
    DayLedger ledger = complete(taken(today, 100_mg, 80_mg));
    ledger.lacks_value = true;
    CHECK(judged(woman(), ledger) == "logged 180+0=>=180 unknown");
    ledger.food_complete = false;
    CHECK(judged(woman(240_mg), ledger) == "usual 180+160=>=340 met");
}

TEST_CASE("a week's diet is the weakest of its days, and a declared day enters its means") {
    const Profile profile = woman(240_mg);
    ReportRow week;
    DayLedger silent;
    silent.day = day("2026-11-18");
    IntakeReport report{profile, *tables::find_authority("US_CA"), Nutrient::magnesium, {day("2026-11-16"), today},
        Span::week, today, [&week](const ReportRow& row) { week = row; }};
    report.add(complete(taken(day("2026-11-16"), 100_mg, 200_mg)));
    report.add(complete(silent));
    const ReportSummary summary = report.finish();
    CHECK(week.days_logged == 2);
    CHECK(*week.total == Mean{300_mg, 2});
    CHECK(week.diet == Diet::logged);
    CHECK(week.status == Status::below);
    CHECK(summary.days_diet_unknown + summary.days_diet_partial == 0);
}

TEST_CASE("the summary tells days with some food from those without any") {
    const Profile profile = woman();
    IntakeReport report{profile, *tables::find_authority("US_CA"), Nutrient::magnesium, {day("2026-11-16"), today},
        Span::week, today, [](const ReportRow& row) { CHECK(row.diet == Diet::unknown); }};
    report.add(taken(day("2026-11-16"), 100_mg));
    report.add(taken(day("2026-11-17"), 100_mg, 50_mg));
    report.add(taken(day("2026-11-18"), 300_mg, 50_mg));
    DayLedger lacking = taken(day("2026-11-19"), 100_mg, 50_mg);
    lacking.lacks_value = true;
    report.add(lacking);
    lacking = complete(taken(today, 100_mg, 50_mg));
    lacking.lacks_value = true;
    report.add(lacking);
    const ReportSummary summary = report.finish();
    CHECK(summary.days_diet_unknown == 1);
    CHECK(summary.days_diet_partial == 3);
    CHECK(summary.days_at_least == 5);
    CHECK(summary.days_lacking_value() == 1);
    CHECK(summary.days_open_by_food == 1);
}

TEST_CASE("an open day is reported in the evening until its food is complete") {
    const auto found = [](std::string_view at, const DayLedger& ledger, const Profile& profile = {},
                           minutes day_start = {}) {
        const auto findings = open_day_findings(ledger, profile, clock_at(at, berlin(), day_start), 20h);
        return findings.empty() ? std::string{} : findings.front().message;
    };
    DayLedger silent;
    CHECK(found("2026-11-20T19:59", silent) == "");
    CHECK(found("2026-11-20T20:00", silent) == "nothing logged; if nothing was taken or eaten: epsom log complete");
    CHECK(found("2026-11-20T20:00", taken(today, 1_mg, 1_mg)) ==
          "food not marked complete; if all of it is logged: epsom log complete food");
    CHECK(found("2026-11-20T20:00", complete(silent)) == "");
    CHECK(found("2026-11-20T20:00", taken(today, 1_mg, 1_mg), woman({}, FoodLog::complete)) == "");
    CHECK(found("2026-11-20T20:00", taken(today, 1_mg), woman({}, FoodLog::complete)) != "");
    CHECK(found("2026-11-21T00:30", silent) == "");
    CHECK(found("2026-11-21T00:30", silent, {}, 4h) != "");  // the day before, which goes on until 04:00
}

// --- what always holds
// ----------------------------------------------------------------------------------------------------

namespace {

struct OneIntake {
    Source source = Source::supplement;
    Route route = Route::oral;
    std::optional<Mass> amount;  // empty: not known
};

OneIntake some_intake(std::mt19937& random) {
    OneIntake intake{
        random() % 2 == 0 ? Source::food : Source::supplement, random() % 8 == 0 ? Route::topical : Route::oral, {}};
    if (random() % 6 != 0)
        intake.amount =
            Mass::from_nanograms(static_cast<std::int64_t>(random() % 4 == 0 ? 0 : random() % 250) * ng_per_mg +
                                 static_cast<std::int64_t>(random() % 2));
    return intake;
}

void add(DayLedger& ledger, const OneIntake& intake) {
    ledger.logged = true;
    if (intake.route == Route::topical) {
        ledger.topical += intake.amount.value_or(Mass{});
        return;
    }
    if (intake.source == Source::food) ledger.food_logged = true;
    if (!intake.amount) ledger.lacks_value = true;
    else (intake.source == Source::food ? ledger.food : ledger.supplement) += *intake.amount;
}

}  // namespace

TEST_CASE("logging something never lowers a total, never un-meets a day, and never turns unknown into below") {
    std::mt19937 random{20261120};
    constexpr std::array<std::optional<FoodLog>, 3> food_logs{std::nullopt, FoodLog::partial, FoodLog::complete};
    int met = 0, unknown = 0, below = 0, closed = 0;
    for (int trial = 0; trial < 100'000; ++trial) {
        Profile profile = woman({}, food_logs[random() % food_logs.size()]);
        if (random() % 2 == 0)
            profile.usual_diet.set(
                Nutrient::magnesium, Mass::from_nanograms(static_cast<std::int64_t>(random() % 400) * ng_per_mg));
        DayLedger before;
        before.day = today - days{random() % 2};
        for (auto more = random() % 6; more > 0; --more) add(before, some_intake(random));
        if (random() % 4 == 0) before = complete(before);
        const OneIntake one = some_intake(random);
        DayLedger after = before;
        add(after, one);
        const auto& us_ca = *tables::find_authority("US_CA");
        const ReportRow was = report_day(profile, us_ca, Nutrient::magnesium, before, today);
        const ReportRow is = report_day(profile, us_ca, Nutrient::magnesium, after, today);
        REQUIRE(is.total.has_value());
        REQUIRE(is.total->sum == is.supplement->sum + is.food->sum + is.usual_diet->sum);
        if (was.total) REQUIRE(is.total->sum >= was.total->sum);
        if (was.status == Status::met) REQUIRE(is.status == Status::met);
        if (was.over_upper.value_or(false)) REQUIRE(*is.over_upper);
        // By the user's own word the first food of a day that is over is the sign that all of it was logged.
        const bool closes = profile.food_log == FoodLog::complete && before.day < today && !before.food_complete &&
                            !before.food_logged && after.food_logged;
        if (was.status == Status::unknown && !closes) REQUIRE(is.status != Status::below);
        met += is.status == Status::met ? 1 : 0;
        unknown += is.status == Status::unknown ? 1 : 0;
        below += is.status == Status::below ? 1 : 0;
        closed += closes ? 1 : 0;
    }
    for (const int seen : {met, unknown, below, closed}) CHECK(seen > 1'000);
}
