#include "epsom/domain/report.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <vector>

#include <doctest/doctest.h>

#include "epsom/domain/amounts/amount.hpp"
#include "epsom/tables/tables.hpp"
#include "zones.hpp"

using namespace epsom;
using epsom::test::day;
using std::chrono::days;

namespace {

constexpr Nutrient magnesium = Nutrient::magnesium;

const Authority& us_ca() { return *tables::find_authority("US_CA"); }
const Authority& authority(std::string_view key) { return *tables::find_authority(key); }

/// A woman with a target of 310 mg that becomes 320 mg on 2026-10-25; 350 mg from supplements are the upper level.
Profile woman() { return {.person = {.born = day("1995-10-25"), .sex = Sex::female, .weight = {}, .stages = {}}}; }
Profile woman_with_diet(Mass magnesium_a_day) {
    Profile profile = woman();
    profile.usual_diet.set(Nutrient::magnesium, magnesium_a_day);
    return profile;
}

DayLedger supplement(std::string_view on, Mass amount) {
    return {.day = day(on), .logged = true, .supplement = amount};
}
/// All of its food is logged.
DayLedger with_food(std::string_view on, Mass from_supplements, Mass from_food) {
    return {.day = day(on),
        .logged = true,
        .food_logged = true,
        .food_complete = true,
        .supplement = from_supplements,
        .food = from_food};
}

ReportRow row(
    const Profile& profile, const DayLedger& ledger, const Authority& values = us_ca(), Nutrient nutrient = magnesium) {
    return report_day(profile, values, nutrient, ledger, ledger.day);
}

struct Rows {
    std::vector<ReportRow> rows;
    ReportSummary summary;
};
Rows report(const Profile& profile, std::string_view from, std::string_view to, Span span,
    const std::vector<DayLedger>& ledgers, Nutrient nutrient = magnesium) {
    Rows result;
    IntakeReport made{profile, us_ca(), nutrient, {day(from), day(to)}, span, day(to),
        [&](const ReportRow& each) { result.rows.push_back(each); }};
    for (const DayLedger& ledger : ledgers) made.add(ledger);
    result.summary = made.finish();
    return result;
}

std::string spelled(const std::optional<Mean>& mean) {
    return mean ? spell_decimal(mean->sum.nanograms(), ng_per_mg * mean->days, 3) : "none";
}

/// Days with gaps, food on some, values missing on some.
std::vector<DayLedger> some_days(std::mt19937& random, DayRange range) {
    std::vector<DayLedger> ledgers;
    for (Day on = range.from; on <= range.to; on += days{1}) {
        if (random() % 4 == 0) continue;
        DayLedger ledger{.day = on,
            .logged = true,
            .food_logged = random() % 2 == 0,
            .food_complete = random() % 3 == 0,
            .lacks_value = random() % 8 == 0};
        ledger.supplement = Mass::from_nanograms(static_cast<std::int64_t>(random() % 800) * 500'000 + 1);
        if (ledger.food_logged)
            ledger.food = Mass::from_nanograms(static_cast<std::int64_t>(random() % 500) * 1'000'003);
        if (random() % 10 == 0) ledger.topical = 150_mg;
        ledgers.push_back(ledger);
    }
    return ledgers;
}

}  // namespace

// --- one day
// -------------------------------------------------------------------------------------------------------------

TEST_CASE("the total is what supplements, food and the usual diet give") {
    const ReportRow logged = row(woman(), with_food("2026-10-20", 200_mg, 150_mg));
    CHECK(spelled(logged.supplement) == "200");
    CHECK(spelled(logged.food) == "150");
    CHECK(spelled(logged.usual_diet) == "0");
    CHECK(spelled(logged.total) == "350");
    const ReportRow usual = row(woman_with_diet(250_mg), supplement("2026-10-20", 200_mg));
    CHECK(spelled(usual.usual_diet) == "250");
    CHECK(spelled(usual.total) == "450");
}

TEST_CASE("the usual diet does not count on a day whose food is complete") {
    const ReportRow logged = row(woman_with_diet(250_mg), with_food("2026-10-20", 200_mg, 50_mg));
    CHECK(logged.diet == Diet::logged);
    CHECK(spelled(logged.usual_diet) == "0");
    CHECK(spelled(logged.total) == "250");
    CHECK(row(woman_with_diet(250_mg), supplement("2026-10-20", 200_mg)).diet == Diet::usual);
    CHECK(row(woman(), supplement("2026-10-20", 200_mg)).diet == Diet::unknown);
}

TEST_CASE("the usual diet of one nutrient says nothing of another") {
    const Profile profile = woman_with_diet(250_mg);
    CHECK(row(profile, supplement("2026-10-20", 14_mg), us_ca(), Nutrient::iron).diet == Diet::unknown);
}

TEST_CASE("what reaches the target meets it") {
    CHECK(row(woman(), with_food("2026-10-20", 200_mg, 110_mg)).status == Status::met);
    CHECK(row(woman(), with_food("2026-10-20", 200_mg, 109_mg)).status == Status::below);
    CHECK(row(woman(), with_food("2026-10-20", 200_mg, 110_mg - 1_ng)).status == Status::below);
}

TEST_CASE("a total whose diet is unknown is never below the target") {
    const ReportRow little = row(woman(), supplement("2026-10-20", 100_mg));
    CHECK(little.at_least);
    CHECK(little.status == Status::unknown);
    CHECK(row(woman(), supplement("2026-10-20", 310_mg)).status == Status::met);  // more can only be more
}

TEST_CASE("a total that lacks an intake's value is a lower bound") {
    DayLedger ledger = with_food("2026-10-20", 100_mg, 100_mg);
    ledger.lacks_value = true;
    const ReportRow lacking = row(woman(), ledger);
    CHECK(lacking.diet == Diet::logged);
    CHECK(lacking.at_least);
    CHECK(lacking.status == Status::unknown);
}

TEST_CASE("an amount equal to the upper level is not above it") {
    CHECK(row(woman(), supplement("2026-10-20", 350_mg)).over_upper == false);
    CHECK(row(woman(), supplement("2026-10-20", 350_mg + 1_ng)).over_upper == true);
    CHECK(row(woman(), supplement("2026-10-20", 350_mg)).days_over_upper == 0);
}

TEST_CASE("food never counts towards an upper level for supplements") {
    const ReportRow much = row(woman(), with_food("2026-10-20", 300_mg, 900_mg));
    CHECK(spelled(much.upper_amount) == "300");
    CHECK(much.over_upper == false);
}

TEST_CASE("food and the usual diet count towards an upper level for the total") {
    Profile profile = woman();
    profile.usual_diet.set(Nutrient::iron, 30_mg);
    const ReportRow iron = row(profile, supplement("2026-10-20", 20_mg), us_ca(), Nutrient::iron);
    CHECK(iron.references.upper->scope == Scope::total);
    CHECK(spelled(iron.upper_amount) == "50");
    CHECK(iron.over_upper == true);  // 45 mg
}

TEST_CASE("folate's upper level counts folic acid alone, in its own mass") {
    DayLedger ledger = with_food("2026-10-20", dfe_of_folic_acid(1000_ug) + 500_ug, 400_ug);
    ledger.supplement_forms.add(LimitForm::folic_acid, dfe_of_folic_acid(1000_ug));
    const ReportRow folate = row(woman(), ledger, us_ca(), Nutrient::folate);
    CHECK(folate.upper_amount->sum == 1000_ug);
    CHECK(folate.over_upper == false);  // 1,000 mcg
    CHECK(folate.total->sum == 2600_ug);
}

TEST_CASE("without an upper level nothing is above it") {
    const ReportRow b12 = row(woman(), supplement("2026-10-20", 1_g), us_ca(), Nutrient::vitamin_b12);
    CHECK_FALSE(b12.over_upper.has_value());
    CHECK_FALSE(b12.upper_amount.has_value());
    CHECK(b12.days_over_upper == 0);
}

TEST_CASE("what went on the skin stands beside the total") {
    DayLedger ledger = with_food("2026-10-20", 100_mg, 100_mg);
    ledger.topical = 900_mg;
    const ReportRow beside = row(woman(), ledger);
    CHECK(spelled(beside.topical) == "900");
    CHECK(spelled(beside.total) == "200");
    CHECK(beside.over_upper == false);
    CHECK(beside.status == Status::below);
}

TEST_CASE("silence is not zero") {
    const Rows silent = report(woman_with_diet(250_mg), "2026-10-20", "2026-10-20", Span::day, {});
    REQUIRE(silent.rows.size() == 1);
    const ReportRow& none = silent.rows[0];
    CHECK(none.status == Status::none);
    CHECK(none.days == 1);
    CHECK(none.days_logged == 0);
    for (const auto& amount :
        {none.supplement, none.food, none.usual_diet, none.total, none.topical, none.upper_amount})
        CHECK_FALSE(amount.has_value());
    CHECK_FALSE(none.over_upper.has_value());
    CHECK(none.days_met == 0);
    CHECK_FALSE(silent.summary.mean_total.has_value());
}

TEST_CASE("a day on which only another nutrient was logged is a logged day") {
    const ReportRow logged = row(woman_with_diet(250_mg), supplement("2026-10-20", Mass{}));
    CHECK(logged.days_logged == 1);
    CHECK(spelled(logged.total) == "250");
    CHECK(logged.status == Status::below);
}

TEST_CASE("without a target there is no verdict") {
    CHECK(row(Profile{}, supplement("2026-10-20", 200_mg)).status == Status::no_target);
    CHECK(row(Profile{}, supplement("2026-10-20", 200_mg)).references.needs_born);
}

TEST_CASE("a personal target and upper level judge in the authority's place") {
    Profile profile = woman();
    profile.target.set(Nutrient::magnesium, 500_mg);
    profile.upper.set(Nutrient::magnesium, 600_mg);
    const ReportRow personal = row(profile, with_food("2026-10-20", 400_mg, 50_mg));
    CHECK(personal.status == Status::below);
    CHECK(personal.over_upper == false);
    CHECK(spell(personal.references.target->kind) == "personal");
}

TEST_CASE("authorities may disagree about the same day") {
    const DayLedger ledger = with_food("2026-10-20", 300_mg, 0_mg);
    CHECK(row(woman(), ledger, authority("US_CA")).over_upper == false);
    CHECK(row(woman(), ledger, authority("EFSA")).over_upper == true);
    CHECK(row(woman(), ledger, authority("CHINA")).over_upper == std::nullopt);
    CHECK(row(woman(), ledger, authority("US_CA")).status == Status::below);
    CHECK(row(woman(), ledger, authority("EFSA")).status == Status::met);
}

// --- several days
// --------------------------------------------------------------------------------------------------------

TEST_CASE("every day of the period has its row, logged or not") {
    const Rows made = report(woman(), "2026-10-19", "2026-10-23", Span::day,
        {supplement("2026-10-20", 1_mg), supplement("2026-10-22", 2_mg)});
    std::string days_and_totals;
    for (const ReportRow& each : made.rows)
        days_and_totals += spell_day(each.range.from) + " " + spelled(each.total) + "\n";
    CHECK(days_and_totals == "2026-10-19 none\n2026-10-20 1\n2026-10-21 none\n2026-10-22 2\n2026-10-23 none\n");
}

TEST_CASE("the target is that of the day, also when a birthday changes it within the report") {
    const Rows made = report(woman(), "2026-10-24", "2026-10-25", Span::day,
        {with_food("2026-10-24", 310_mg, 0_mg), with_food("2026-10-25", 310_mg, 0_mg)});
    CHECK(made.rows[0].references.target->value == 310_mg);
    CHECK(made.rows[0].status == Status::met);
    CHECK(made.rows[1].references.target->value == 320_mg);
    CHECK(made.rows[1].status == Status::below);
}

TEST_CASE("a life stage changes the target on its first and after its last day") {
    Profile profile = woman();
    profile.person.stages = {{LifeStage::pregnant, day("2026-10-20"), day("2026-10-21")}};
    const Rows made = report(profile, "2026-10-19", "2026-10-22", Span::day, {});
    std::string targets;
    for (const ReportRow& each : made.rows) targets += spell(each.references.target->value) + " ";
    CHECK(targets == "310 mg 350 mg 350 mg 310 mg ");
}

TEST_CASE("a week's amounts are means over its logged days") {
    const Rows made = report(woman(), "2026-10-19", "2026-10-25", Span::week,
        {with_food("2026-10-19", 100_mg, 100_mg), with_food("2026-10-21", 200_mg, 0_mg),
            with_food("2026-10-23", 0_mg, 0_mg)});
    REQUIRE(made.rows.size() == 1);
    CHECK(made.rows[0].days == 7);
    CHECK(made.rows[0].days_logged == 3);
    CHECK(spelled(made.rows[0].supplement) == "100");
    CHECK(spelled(made.rows[0].food) == "33.333");
    CHECK(spelled(made.rows[0].total) == "133.333");
}

TEST_CASE("a mean is exact: three days of a third each reach the whole") {
    const Mean mean{310_mg + 310_mg + 310_mg, 3};
    CHECK(mean.reaches(310_mg));
    CHECK_FALSE(mean.above(310_mg));
    CHECK(Mean{310_mg + 310_mg + 310_mg + 1_ng, 3}.above(310_mg));
    CHECK_FALSE(Mean{310_mg + 310_mg + 310_mg - 1_ng, 3}.reaches(310_mg));
}

TEST_CASE("a week has the reference values of its last day, and the counts of each day's own") {
    std::vector<DayLedger> ledgers;
    for (Day on = day("2026-10-19"); on <= day("2026-10-25"); on += days{1})
        ledgers.push_back(
            {.day = on, .logged = true, .food_logged = true, .food_complete = true, .supplement = 310_mg});
    const Rows made = report(woman(), "2026-10-19", "2026-10-25", Span::week, ledgers);
    CHECK(made.rows[0].references.target->value == 320_mg);
    CHECK(made.rows[0].status == Status::below);
    CHECK(made.rows[0].days_met == 6);
}

TEST_CASE("a week's upper level is passed by its mean, and its days are counted one by one") {
    const Rows made = report(woman(), "2026-10-19", "2026-10-25", Span::week,
        {supplement("2026-10-19", 400_mg), supplement("2026-10-20", 200_mg)});
    CHECK(spelled(made.rows[0].upper_amount) == "300");
    CHECK(made.rows[0].over_upper == false);
    CHECK(made.rows[0].days_over_upper == 1);
}

TEST_CASE("a week's diet is the weakest of its logged days") {
    const Profile profile = woman_with_diet(250_mg);
    const std::vector<DayLedger> both{with_food("2026-10-19", 0_mg, 300_mg), supplement("2026-10-20", 100_mg)};
    CHECK(report(profile, "2026-10-19", "2026-10-25", Span::week, both).rows[0].diet == Diet::usual);
    CHECK(report(profile, "2026-10-19", "2026-10-25", Span::week, both).rows[0].at_least == false);
    CHECK(report(woman(), "2026-10-19", "2026-10-25", Span::week, both).rows[0].diet == Diet::unknown);
    CHECK(report(woman(), "2026-10-19", "2026-10-25", Span::week, both).rows[0].at_least);
    CHECK(report(woman(), "2026-10-19", "2026-10-25", Span::week, {both[0]}).rows[0].diet == Diet::logged);
}

TEST_CASE("rows are cut at the period's ends") {
    const Rows made = report(woman(), "2026-10-21", "2026-11-03", Span::week, {});
    REQUIRE(made.rows.size() == 3);
    CHECK(spell_range(made.rows[0].range) == "2026-10-21..2026-10-25");
    CHECK(made.rows[0].days == 5);
    CHECK(spell_range(made.rows[2].range) == "2026-11-02..2026-11-03");
    CHECK(made.rows[2].days == 2);
    CHECK(report(woman(), "2026-10-31", "2027-01-01", Span::month, {}).rows.size() == 4);
    CHECK(report(woman(), "2026-10-31", "2027-01-01", Span::year, {}).rows.size() == 2);
}

TEST_CASE("a week in which nothing was logged has no amounts") {
    const ReportRow silent = report(woman(), "2026-10-19", "2026-10-25", Span::week, {}).rows[0];
    CHECK(silent.status == Status::none);
    CHECK_FALSE(silent.total.has_value());
    CHECK_FALSE(silent.over_upper.has_value());
    CHECK(silent.references.target.has_value());
}

TEST_CASE("the summary counts days and means over the logged ones") {
    const Rows made = report(woman(), "2026-10-19", "2026-10-28", Span::day,
        {with_food("2026-10-19", 400_mg, 100_mg), supplement("2026-10-21", 100_mg),
            with_food("2026-10-28", 0_mg, 321_mg)});
    CHECK(made.summary.days == 10);
    CHECK(made.summary.days_logged == 3);
    CHECK(made.summary.days_met == 2);
    CHECK(made.summary.days_over_upper == 1);
    CHECK(made.summary.days_diet_unknown == 1);
    CHECK(made.summary.days_at_least == 1);
    CHECK(spelled(made.summary.mean_total) == "307");
}

TEST_CASE("the summary's mean of what an upper level counts leaves out what it does not count") {
    const std::vector<DayLedger> ledgers{
        with_food("2026-10-19", 100_mg, 300_mg), with_food("2026-10-20", 201_mg, 300_mg)};
    CHECK(report(woman(), "2026-10-19", "2026-10-20", Span::day, ledgers).summary.mean_for_upper == Mean{301_mg, 2});
    const Rows iron = report(woman(), "2026-10-19", "2026-10-20", Span::day, ledgers, Nutrient::iron);
    CHECK(iron.summary.mean_for_upper == iron.summary.mean_total);
}

TEST_CASE("the summary has no mean of what an upper level counts where a form is not known, nor without a level") {
    DayLedger unsaid{.day = day("2026-10-19"), .logged = true};
    unsaid.add(Source::supplement, 2_mg, LimitForm::unsaid);
    CHECK_FALSE(
        report(woman(), "2026-10-19", "2026-10-19", Span::day, {unsaid}, Nutrient::folate).summary.mean_for_upper);
    CHECK_FALSE(
        report(woman(), "2026-10-19", "2026-10-19", Span::day, {supplement("2026-10-19", 1_mg)}, Nutrient::vitamin_b12)
            .summary.mean_for_upper);
}

TEST_CASE("a day is not certainly within an upper level where more may count than is known") {
    const auto at_least = [](const DayLedger& ledger, Nutrient nutrient) {
        return report(woman(), "2026-10-19", "2026-10-19", Span::day, {ledger}, nutrient).summary.days_upper_at_least;
    };
    const DayLedger without_food = supplement("2026-10-19", 10_mg);
    CHECK(at_least(without_food, Nutrient::iron) == 1);
    CHECK(at_least(without_food, magnesium) == 0);  // food does not count
    DayLedger lacking = without_food;
    lacking.lacks_value = true;
    CHECK(at_least(lacking, magnesium) == 1);
    CHECK(at_least(with_food("2026-10-19", 10_mg, 1_mg), Nutrient::iron) == 0);
    CHECK(at_least(supplement("2026-10-19", 50_mg), Nutrient::iron) == 0);  // it is above
}

TEST_CASE("two hundred years of a kilogram a day are still exact") {
    std::vector<DayLedger> ledgers;
    for (Day on = day("1826-11-21"); on <= day("2026-11-20"); on += days{1})
        ledgers.push_back(
            {.day = on, .logged = true, .food_logged = true, .food_complete = true, .supplement = largest_mass});
    const Rows made = report(Profile{}, "1826-11-21", "2026-11-20", Span::day, ledgers);
    CHECK(made.summary.days == 73'049);
    CHECK(spelled(made.summary.mean_total) == "1000000");
    CHECK(made.summary.mean_total->reaches(largest_mass));
    CHECK_FALSE(made.summary.mean_total->above(largest_mass));
}

// --- what always holds
// ----------------------------------------------------------------------------------------------------

TEST_CASE("weeks, months and years are the sums of their days") {
    std::mt19937 random{20240229};
    for (int trial = 0; trial < 150; ++trial) {
        const DayRange range{day("2026-09-01") + days{random() % 60}, day("2026-11-20") + days{random() % 90}};
        const auto ledgers = some_days(random, range);
        const Profile profile = random() % 2 == 0 ? woman() : woman_with_diet(250_mg);
        const auto from = spell_day(range.from);
        const auto to = spell_day(range.to);
        const Rows by_day = report(profile, from, to, Span::day, ledgers);
        for (const Span span : {Span::week, Span::month, Span::year}) {
            const Rows longer = report(profile, from, to, span, ledgers);
            std::map<Day, ReportRow> sums;
            for (const ReportRow& each : by_day.rows) {
                ReportRow& sum = sums[std::max(span_around(each.range.from, span).from, range.from)];
                sum.days += 1;
                sum.days_logged += each.days_logged;
                sum.days_met += each.status == Status::met ? 1 : 0;
                sum.days_over_upper += each.over_upper.value_or(false) ? 1 : 0;
                sum.references = each.references;
                if (!each.total) continue;
                if (!sum.total) {
                    sum.total = sum.supplement = sum.food = sum.usual_diet = sum.topical = Mean{Mass{}, 1};
                    sum.diet = Diet::logged;
                    sum.at_least = false;
                }
                sum.total->sum += each.total->sum;
                sum.supplement->sum += each.supplement->sum;
                sum.food->sum += each.food->sum;
                sum.usual_diet->sum += each.usual_diet->sum;
                sum.topical->sum += each.topical->sum;
                sum.diet = std::max(sum.diet, each.diet);
                sum.at_least = sum.at_least || each.at_least;
            }
            REQUIRE(longer.rows.size() == sums.size());
            for (const ReportRow& each : longer.rows) {
                const ReportRow& sum = sums.at(each.range.from);
                REQUIRE(each.days == sum.days);
                REQUIRE(each.days_logged == sum.days_logged);
                REQUIRE(each.days_met == sum.days_met);
                REQUIRE(each.days_over_upper == sum.days_over_upper);
                REQUIRE(each.references.target->value == sum.references.target->value);
                REQUIRE(each.total.has_value() == sum.total.has_value());
                if (!each.total) continue;
                REQUIRE(each.total->days == each.days_logged);
                REQUIRE(each.total->sum == sum.total->sum);
                REQUIRE(each.supplement->sum == sum.supplement->sum);
                REQUIRE(each.food->sum == sum.food->sum);
                REQUIRE(each.usual_diet->sum == sum.usual_diet->sum);
                REQUIRE(each.topical->sum == sum.topical->sum);
                REQUIRE(each.diet == sum.diet);
                REQUIRE(each.at_least == sum.at_least);
                REQUIRE(each.upper_amount->sum == sum.supplement->sum);
            }
            REQUIRE(longer.summary.mean_total == by_day.summary.mean_total);
            REQUIRE(longer.summary.days_met == by_day.summary.days_met);
            REQUIRE(longer.summary.days_over_upper == by_day.summary.days_over_upper);
            REQUIRE(longer.summary.days_diet_unknown == by_day.summary.days_diet_unknown);
        }
    }
}

TEST_CASE("whatever was taken, the parts add up and no verdict goes beyond what is known") {
    std::mt19937 random{12};
    for (int trial = 0; trial < 100; ++trial) {
        const DayRange range{day("2026-09-01"), day("2026-11-20")};
        const Rows made = report(random() % 2 == 0 ? woman() : woman_with_diet(200_mg), "2026-09-01", "2026-11-20",
            Span::day, some_days(random, range));
        for (const ReportRow& each : made.rows) {
            if (each.days_logged == 0) continue;
            REQUIRE(each.total->sum == each.supplement->sum + each.food->sum + each.usual_diet->sum);
            REQUIRE((each.status != Status::below || !each.at_least));
            REQUIRE((each.status == Status::met) == (each.total->sum >= each.references.target->value));
            REQUIRE(*each.over_upper == (each.upper_amount->sum > each.references.upper->value));
            REQUIRE((each.diet >= Diet::partial ? each.at_least : true));
        }
    }
}

TEST_CASE("another milligram never makes a verdict on the target worse") {
    const auto rank = [](Status status) { return status == Status::met ? 2 : 1; };
    for (const bool food : {false, true}) {
        int before = 0;
        for (int mg = 0; mg < 400; ++mg) {
            DayLedger ledger = supplement("2026-10-20", Mass::from_nanograms(mg * ng_per_mg));
            ledger.food_logged = food;
            const int now = rank(row(woman(), ledger).status);
            REQUIRE(now >= before);
            before = now;
        }
    }
}

TEST_CASE("a period is above the upper level by one day, and met, below or unknown by its mean") {
    const auto status = [](const std::vector<DayLedger>& ledgers) {
        const auto [rows, summary] = report(woman(), "2026-10-19", "2026-10-20", Span::day, ledgers);
        return period_status(summary, rows.back().references);
    };
    CHECK(status({supplement("2026-10-19", 351_mg)}) == PeriodStatus::above);
    CHECK(status({supplement("2026-10-19", 350_mg)}) == PeriodStatus::met);
    CHECK(status({with_food("2026-10-19", 100_mg, 200_mg), with_food("2026-10-20", 100_mg, 219_mg)}) ==
          PeriodStatus::below);
    CHECK(status({with_food("2026-10-19", 100_mg, 200_mg), with_food("2026-10-20", 100_mg, 220_mg)}) ==
          PeriodStatus::met);
    CHECK(status({supplement("2026-10-19", 100_mg)}) == PeriodStatus::unknown);
    CHECK(status({}) == PeriodStatus::unknown);
    const auto [rows, summary] =
        report(Profile{}, "2026-10-19", "2026-10-19", Span::day, {with_food("2026-10-19", 100_mg, 200_mg)});
    CHECK(period_status(summary, rows.back().references) == PeriodStatus::no_target);
    ReportSummary open = summary;
    open.days_upper_unknown = 1;
    CHECK(period_status(open, rows.back().references) == PeriodStatus::may_be_above);
}
