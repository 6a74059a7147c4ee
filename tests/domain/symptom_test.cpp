#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <random>

#include "epsom/domain/nights/symptom.hpp"
#include "told_apart.hpp"

using namespace epsom;
using std::chrono::days;

namespace {

const Day monday{std::chrono::year{2026} / 1 / 5};

Night night(Day date, int tenths, Mass dose) { return {date, Score::from_tenths(tenths), dose}; }

/// One letter per night from Monday on: w with, o without, '-' not scored, '?' dose unknown. Scores 3 with, 5 without.
std::vector<Night> pattern(std::string_view letters) {
    std::vector<Night> nights;
    auto date = monday;
    for (const char letter : letters) {
        nights.push_back(letter == 'w' ? night(date, 30, 300_mg) : night(date, 50, 0_mg));
        if (letter == '-') nights.back().score.reset();
        if (letter == '?') nights.back().dose.reset();
        date += days{1};
    }
    return nights;
}

SameWeek compared(std::span<const Night> nights) { return same_week(test::told_apart(nights, 200_mg)); }
BeforeAfter changed(std::span<const Night> nights, Day start, days skip = {}) {
    return before_after(test::told_apart(nights, Mass{}), start, skip);
}

int some(std::mt19937& random, int from, int to) {
    return from + static_cast<int>(random() % static_cast<unsigned>(to - from + 1));
}

/// Eight weeks, some scores and doses missing; scores up to 8.
std::vector<Night> some_nights(std::mt19937& random) {
    std::vector<Night> nights;
    for (int i = 0; i < 56; ++i) {
        const bool with = some(random, 0, 1) == 1;
        nights.push_back(night(monday + days{i}, 5 * some(random, with ? 0 : 4, 16), with ? 300_mg : 100_mg));
        if (some(random, 0, 9) == 0) nights.back().score.reset();
        if (some(random, 0, 9) == 0) nights.back().dose.reset();
    }
    return nights;
}

/// `before` nights up to the day before `monday` and `after` nights from then on.
std::vector<Night> around_monday(int before, int after) {
    std::vector<Night> nights;
    for (int i = -before; i < after; ++i) nights.push_back({monday + days{i}, Score::from_tenths(i < 0 ? 60 : 40), {}});
    return nights;
}

}  // namespace

TEST_CASE("the order in which nights are given never changes a comparison") {
    std::mt19937 random{20260105};
    for (int trial = 0; trial < 50; ++trial) {
        auto nights = some_nights(random);
        const auto same = compared(nights);
        const auto change = changed(nights, monday + days{28});
        std::ranges::shuffle(nights, random);
        REQUIRE(compared(nights) == same);
        REQUIRE(changed(nights, monday + days{28}) == change);
    }
}

TEST_CASE("a constant added to every score changes no comparison") {
    std::mt19937 random{20260106};
    for (int trial = 0; trial < 50; ++trial) {
        auto nights = some_nights(random);
        const auto low = compared(nights);
        for (auto& each : nights) {
            if (each.score) each.score = Score::from_tenths(each.score->tenths() + 20);
        }
        const auto high = compared(nights);
        REQUIRE(high.difference == low.difference);
        REQUIRE(high.interval == low.interval);
        REQUIRE(high.p == low.p);
        REQUIRE(high.nap == low.nap);
        REQUIRE(*high.neighbour == doctest::Approx(*low.neighbour));
        REQUIRE(high.verdict == low.verdict);
        REQUIRE(*high.mean_with == doctest::Approx(*low.mean_with + 2));
    }
}

TEST_CASE("swapping the two kinds of night turns the difference round and keeps p") {
    std::mt19937 random{20260107};
    for (int trial = 0; trial < 50; ++trial) {
        auto nights = some_nights(random);
        const auto one = compared(nights);
        for (auto& each : nights) {
            if (each.dose) each.dose = *each.dose < 200_mg ? 300_mg : 0_mg;
        }
        const auto other = compared(nights);
        REQUIRE(*other.difference == -*one.difference);
        REQUIRE(*other.interval == ScoreRange{-one.interval->high, -one.interval->low});
        REQUIRE(*other.p == doctest::Approx(*one.p).epsilon(1e-12));
        REQUIRE(*other.nap == doctest::Approx(1 - *one.nap));
        REQUIRE(*other.previous_night_difference == -*one.previous_night_difference);
        REQUIRE(other.pairs_better == one.pairs_worse);
    }
}

TEST_CASE("every night given is usable, or left out for one reason") {
    auto nights = pattern("w-?o");
    nights.push_back({monday + days{9}, {}, {}});  // lacks both
    const auto result = compared(nights);
    CHECK(result.nights_given == 5);
    CHECK(result.usable == 2);
    CHECK(result.no_score == 2);
    CHECK(result.kind_unknown == 1);
}

TEST_CASE("a later entry for a night replaces the earlier one") {
    auto nights = pattern("wowowowowowowowowowowowowowo");
    const auto plain = compared(nights);
    nights.insert(nights.begin(), night(monday, 100, 0_mg));
    CHECK(compared(nights) == plain);
}

TEST_CASE("a dose of exactly the stated amount is a night with, a nanogram less is not") {
    const std::vector nights{night(monday, 30, 200_mg), night(monday + days{1}, 30, 200_mg - 1_ng)};
    CHECK(compared(nights).n_with == 1);
    CHECK(compared(nights).n_without == 1);
}

TEST_CASE("seven nights of each kind are needed before anything is compared") {
    const auto six = compared(pattern("wooowooowooowooowooowooo"));
    CHECK(six.n_with == 6);
    CHECK(six.status == ComparisonStatus::too_few_nights);
    CHECK(!six.mean_with);
    CHECK(!six.weeks_with_both);
    const auto seven = compared(pattern("wooowooowooowooowooowooowooo"));
    CHECK(seven.n_with == 7);
    CHECK(seven.status == ComparisonStatus::ok);
}

TEST_CASE("four weeks with both kinds are needed; below that, plain means only") {
    const auto three =
        compared(pattern("wwwwooo"
                         "wwwwooo"
                         "wwwwooo"));
    CHECK(three.weeks_with_both == 3);
    CHECK(three.status == ComparisonStatus::not_comparable);
    CHECK(three.mean_with == 3.0);
    CHECK(three.median_without == 5.0);
    CHECK(!three.difference);
    CHECK(!three.p);
    CHECK(!three.verdict);
    CHECK(compared(pattern("wwwwooo"
                           "wwwwooo"
                           "wwwwooo"
                           "wwwwooo"))
              .status == ComparisonStatus::ok);
}

TEST_CASE("five nights of each kind inside such weeks are needed") {
    const auto four =
        compared(pattern("wwwwwwo"
                         "wwwwwwo"
                         "wwwwwwo"
                         "wwwwwwo"
                         "ooooooo"));
    CHECK(four.n_without == 11);
    CHECK(four.without_in_weeks == 4);
    CHECK(four.status == ComparisonStatus::not_comparable);
    const auto five =
        compared(pattern("wwwwwwo"
                         "wwwwwwo"
                         "wwwwwwo"
                         "wwwwwoo"
                         "ooooooo"));
    CHECK(five.without_in_weeks == 5);
    CHECK(five.status == ComparisonStatus::ok);
}

TEST_CASE("Sunday and Monday are never nights of the same week, before 1970 either") {
    std::vector<Night> nights;
    const Day old_monday{std::chrono::year{1969} / 12 / 1};
    for (int week = 0; week < 8; ++week) {  // with on Sundays, without on the Mondays after
        nights.push_back(night(old_monday + days{7 * week + 6}, 30, 300_mg));
        nights.push_back(night(old_monday + days{7 * week + 7}, 50, 0_mg));
    }
    CHECK(compared(nights).weeks_with_both == 7);  // Monday and Sunday of the weeks between
    CHECK(compared(nights).with_in_weeks == 7);
}

TEST_CASE("each of several comparisons has to pass a stricter limit") {
    std::vector<Night> nights = pattern(
        "wowowow"
        "owowowo"
        "wowowow"
        "owowowo");
    for (std::size_t i = 0; i < nights.size(); i += 5) {  // blur it
        nights[i].score = Score::from_tenths(80 - nights[i].score->tenths());
    }
    const auto once = compared(nights);
    REQUIRE(*once.p <= 0.05);
    REQUIRE(*once.p > 0.05 / 40);
    CHECK(once.verdict == SymptomVerdict::lower_with);
    std::vector<SameWeek> forty(41, once);
    std::vector<SameWeek*> all;
    for (auto& one : forty) all.push_back(&one);
    correct_for_number(all);
    CHECK(forty.front() == once);  // the main one keeps its p
    CHECK(forty[1].verdict == SymptomVerdict::no_clear_difference);
    CHECK(*forty[1].p_holm == doctest::Approx(std::min(1.0, 40 * *once.p)));
}

TEST_CASE("Holm's limits grow from the smallest p on, and stop at the first that fails") {
    // Worked by hand: of 0.01, 0.04, 0.03, 0.005 the corrected ones are 0.03, 0.06, 0.06, 0.02.
    std::vector<SameWeek> results(6);
    const std::array p{0.5, 0.01, 0.04, 0.03, 0.005};
    for (std::size_t i = 0; i < p.size(); ++i) {
        results[i].p = results[i].p_holm = p[i];
        results[i].neighbour = 0;
        results[i].difference = -1;
    }
    std::vector<SameWeek*> all;
    for (auto& one : results) all.push_back(&one);
    correct_for_number(all);
    CHECK(*results[0].p_holm == 0.5);
    CHECK(*results[1].p_holm == doctest::Approx(0.03));
    CHECK(*results[2].p_holm == doctest::Approx(0.06));
    CHECK(*results[3].p_holm == doctest::Approx(0.06));
    CHECK(*results[4].p_holm == doctest::Approx(0.02));
    CHECK(results[1].verdict == SymptomVerdict::lower_with);
    CHECK(results[3].verdict == SymptomVerdict::no_clear_difference);
    CHECK_FALSE(results[5].p_holm);  // too few nights: no comparison
}

TEST_CASE("the night before says nothing below five nights of each kind") {
    std::vector<Night> nights;  // every other night scored, so that no night has a scored one before it
    for (int i = 0; i < 56; i += 2) nights.push_back(night(monday + days{i}, 30, i % 4 == 0 ? 300_mg : 0_mg));
    const auto result = compared(nights);
    CHECK(result.status == ComparisonStatus::ok);
    CHECK(!result.previous_night_difference);
    CHECK(!result.r1_label);
    CHECK(result.neighbour == 0.0);
}

TEST_CASE("the night before needs a score, but no known dose") {
    auto nights = pattern(
        "wowowow"
        "owowowo"
        "wowowow"
        "owowowo");
    const auto known = compared(nights);
    nights[4].dose.reset();  // the night before a night without
    const auto unknown = compared(nights);
    CHECK(known.previous_night_difference == 2.0);
    CHECK(unknown.previous_night_difference == 2.0);
    nights[4].score = Score::from_tenths(100);
    CHECK(compared(nights).previous_night_difference == 1.5);  // 5 before nights with, 3.5 before nights without
}

TEST_CASE("scores that never vary show no difference and no runs") {
    auto nights = pattern(
        "wwwoooo"
        "wwwoooo"
        "wwwoooo"
        "wwwoooo");
    for (auto& each : nights) each.score = Score::from_tenths(30);
    const auto result = compared(nights);
    CHECK(result.difference == 0.0);
    CHECK(*result.p == doctest::Approx(1));
    CHECK(!result.r1_score);
    CHECK(result.neighbour == 0.0);
    CHECK(result.verdict == SymptomVerdict::no_clear_difference);
}

TEST_CASE("before and after need ten scored nights on each side") {
    const auto nine = changed(around_monday(9, 28), monday);
    CHECK(nine.n_before == 9);
    CHECK(nine.status == ComparisonStatus::too_few_nights);
    CHECK(!nine.difference);
    CHECK(changed(around_monday(10, 10), monday).status == ComparisonStatus::ok);
    CHECK(changed(around_monday(10, 9), monday).status == ComparisonStatus::too_few_nights);
}

TEST_CASE("before and after look no farther than 28 days, and leave out what is skipped") {
    const auto nights = around_monday(60, 60);
    const auto result = changed(nights, monday);
    CHECK(result.n_before == 28);
    CHECK(result.n_after == 28);
    CHECK(result.difference == -2.0);
    CHECK(result.nap == 1.0);
    CHECK(changed(around_monday(28, 20), monday, days{7}).n_after == 13);
}

TEST_CASE("the start date is placed from twenty possible ones up") {
    CHECK(!changed(around_monday(16, 16), monday).placement);
    CHECK(changed(around_monday(17, 16), monday).placement == Placement{1, 20});
}

TEST_CASE("a bad week before the start is pointed out") {
    auto nights = around_monday(28, 28);
    CHECK(changed(nights, monday).flags.empty());
    for (std::size_t i = 21; i < 28; ++i) nights[i].score = Score::from_tenths(70);
    CHECK(changed(nights, monday).flags == std::vector{SymptomFlag::started_after_bad_spell});
    for (std::size_t i = 21; i < 28; ++i) nights[i].score = Score::from_tenths(69);
    CHECK(changed(nights, monday).flags.empty());
}

TEST_CASE("a trend that was there before is carried on from mean date to mean date") {
    std::vector<Night> nights;
    for (int i = 0; i < 56; ++i) nights.push_back({monday + days{i}, Score::from_tenths(90 - i), {}});
    const auto result = changed(nights, monday + days{28});
    CHECK(*result.slope_per_week_before == doctest::Approx(-0.7));
    CHECK(*result.expected_from_trend == doctest::Approx(-2.8));
    CHECK(*result.difference == doctest::Approx(-2.8));
    CHECK(result.flags == std::vector{SymptomFlag::trend_before});
}
