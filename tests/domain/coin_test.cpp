#include "epsom/domain/nights/coin_test.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <numeric>

#include "epsom/text/text.hpp"
#include "schedule_fixture.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

/// A year has 364 nights, and Berlin's clock changes within this one.
constexpr auto first_evening = "2026-10-01";

CoinRun run_of(const std::string& nights, bool pairs) {
    CoinRun run;
    run.coin = {nights, pairs, 1};
    run.first = day(first_evening);
    run.last = last_night(run.first, run.coin);
    run.time = 21h;
    return run;
}
Day after(const CoinRun& run) { return run.last + days{1}; }

/// The kinds in the order of the run, with scores in points; '-' for none. Taken as drawn.
std::vector<CoinNight> nights_of(const CoinRun& run, const std::vector<std::optional<int>>& points) {
    std::vector<CoinNight> nights;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const bool with = run.coin.nights[i] == '1';
        nights.push_back({with, points[i] ? std::optional{*points[i] * 10} : std::nullopt, with});
    }
    return nights;
}

/// Every choice of k of the n scores, one after the other, written out on purpose.
double enumerated_p(const std::vector<int>& with, const std::vector<int>& without, int trial = 0) {
    std::vector<int> all;
    for (const int score : with) all.push_back(score - trial);
    all.insert(all.end(), without.begin(), without.end());
    const auto n = static_cast<int>(all.size()), k = static_cast<int>(with.size());
    int total = 0, real = 0;
    for (int i = 0; i < n; ++i) {
        total += all[static_cast<std::size_t>(i)];
        if (i < k) real += all[static_cast<std::size_t>(i)];
    }
    int as_far = 0, choices = 0;
    for (unsigned subset = 0; subset < 1U << n; ++subset) {
        if (std::popcount(subset) != k) continue;
        int sum = 0;
        for (int i = 0; i < n; ++i) sum += (subset >> i & 1U) != 0 ? all[static_cast<std::size_t>(i)] : 0;
        ++choices;
        if (std::abs(n * sum - k * total) >= std::abs(n * real - k * total)) ++as_far;
    }
    return static_cast<double>(as_far) / choices;
}

std::vector<int> some_scores(std::mt19937& random, int count, int step) {
    std::vector<int> scores;
    for (int i = 0; i < count; ++i) scores.push_back(pick(random, 0, 100 / step) * step);
    return scores;
}

}  // namespace

TEST_CASE("the same seed is the same draw everywhere") {
    // The thousandth number of the standard generator is fixed by the standard itself.
    std::mt19937_64 standard;
    standard.discard(9999);
    REQUIRE(standard() == 9981545732273789042ULL);
    CHECK(draw_nights(20, true, 42) == "10101010011010101001");
    CHECK(draw_nights(20, false, 42) == "11111010000110000011");
    CHECK(draw_nights(56, true, 1) == "10101010100110011010100101011001011001100101100101100101");
    CHECK(draw_nights(56, false, largest_seed) == "00011011000101111111000010001010100001111110011111001000");
}

TEST_CASE("half of all nights have the dose, and with pairs one of each two") {
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        const int nights = fewest_nights + 2 * static_cast<int>(seed % 173);
        for (const bool pairs : {false, true}) {
            const Coin coin{draw_nights(nights, pairs, seed), pairs, seed};
            REQUIRE(is_draw(coin));
            REQUIRE(std::ssize(coin.nights) == nights);
        }
    }
}

TEST_CASE("every draw of a kind is equally likely") {
    constexpr int draws = 70'000;
    std::map<std::string, int> halves, pairs;
    for (std::uint64_t seed = 0; seed < draws; ++seed) {
        ++halves[draw_nights(8, false, seed)];
        ++pairs[draw_nights(8, true, seed)];
    }
    const auto chi_square = [](const std::map<std::string, int>& counts) {
        const double expected = static_cast<double>(draws) / static_cast<double>(counts.size());
        double sum = 0;
        for (const auto& [nights, count] : counts) sum += (count - expected) * (count - expected) / expected;
        return sum;
    };
    CHECK(halves.size() == 70);
    CHECK(pairs.size() == 16);
    CHECK(chi_square(halves) < 111.1);  // 69 degrees of freedom, 1 in 1000
    CHECK(chi_square(pairs) < 37.7);    // 15
}

TEST_CASE("what is no draw is known") {
    const std::string nights = draw_nights(20, true, 7);
    CHECK(is_draw({nights, true, 7}));
    CHECK(is_draw({nights, false, 7}));
    CHECK_FALSE(is_draw({"11001010101010101010", true, 7}));
    CHECK(is_draw({"11001010101010101010", false, 7}));
    CHECK_FALSE(is_draw({"11101010101010101010", false, 7}));
    CHECK_FALSE(is_draw({"1x101010101010101010", false, 7}));
    CHECK_FALSE(is_draw({nights.substr(0, 18), true, 7}));
    CHECK_FALSE(is_draw({"", false, 7}));
}

TEST_CASE("the number of nights is even, from 20 to 364") {
    const auto read = [](std::string_view text) {
        return answer(parse_nights(text), [](int nights) { return std::to_string(nights); });
    };
    CHECK(read("20") == "20");
    CHECK(read(" 56 ") == "56");
    CHECK(read("364") == "364");
    CHECK(read("57") == "'57' nights cannot be split into two equal halves | use 58");
    CHECK(read("10") ==
          "'10' nights are too few: the test needs 10 rated nights of each kind | use 56, or at "
          "least 20");
    CHECK(read("366") == "'366' nights exceed one year | use 364");
    for (const auto* text : {"", "8w", "-56", "56.0", "fifty", "99999999999999999999999"})
        CHECK(parse_nights(text).error().message == in_quotes(text) + " (--nights) is not a number of nights");
    CHECK(*parse_seed("0") == 0);
    CHECK(*parse_seed("9007199254740991") == largest_seed);
    for (const auto* text : {"", "9007199254740992", "-1", "0x10", "1e3", "seed"}) CHECK_FALSE(parse_seed(text));
}

TEST_CASE("the share of all choices is exact") {
    std::mt19937 random{20261130};
    for (int trial = 0; trial < 60; ++trial) {
        const int n = pick(random, 2, 13), k = pick(random, 1, n - 1);
        const int step = std::array{10, 5, 1}[static_cast<std::size_t>(trial % 3)];
        const auto with = some_scores(random, k, step), without = some_scores(random, n - k, step);
        CAPTURE(trial);
        REQUIRE(halves_p(with, without) == doctest::Approx(enumerated_p(with, without)).epsilon(1e-12));
        const auto range = halves_range(with, without);
        if (!range) continue;
        const auto low = static_cast<int>(std::lround(range->low * 10));
        const auto high = static_cast<int>(std::lround(range->high * 10));
        REQUIRE(enumerated_p(with, without, low) > 0.05);
        REQUIRE(enumerated_p(with, without, high) > 0.05);
        REQUIRE(enumerated_p(with, without, low - 1) <= 0.05 + 1e-12);
        REQUIRE(enumerated_p(with, without, high + 1) <= 0.05 + 1e-12);
    }
}

TEST_CASE("a year of nights agrees with a hundred thousand draws") {
    std::mt19937 random{364};
    std::vector<int> with = some_scores(random, 182, 10), without = some_scores(random, 182, 10);
    for (std::size_t i = 0; i < 40; ++i) with[i] = std::max(0, with[i] - 20);
    const double p = halves_p(with, without);
    std::vector<int> all = with;
    all.insert(all.end(), without.begin(), without.end());
    const auto sum_with = [&] { return std::accumulate(all.begin(), all.begin() + 182, 0); };
    const int total = std::accumulate(all.begin(), all.end(), 0), real = std::abs(2 * sum_with() - total);
    int as_far = 0;
    constexpr int draws = 20'000;
    for (int i = 0; i < draws; ++i) {
        std::ranges::shuffle(all, random);
        if (std::abs(2 * sum_with() - total) >= real) ++as_far;
    }
    const double drawn = static_cast<double>(as_far) / draws;
    CHECK(std::abs(p - drawn) < 4 * std::sqrt(p * (1 - p) / draws));
}

TEST_CASE("scores that are all alike give no difference") {
    const std::vector<int> alike(15, 40);
    CHECK(halves_p(alike, alike) == 1);
    const auto run = run_of(draw_nights(56, true, 3), true);
    const auto result = coin_test(run, nights_of(run, std::vector<std::optional<int>>(56, 4)), after(run));
    CHECK(result.p == 1);
    CHECK(result.difference == 0);
    CHECK(result.verdict == SymptomVerdict::no_clear_difference);
}

TEST_CASE("pairs count where both nights are rated") {
    const auto run = run_of(draw_nights(20, true, 3), true);
    std::vector<std::optional<int>> points;
    for (const char c : run.coin.nights) points.emplace_back(c == '1' ? 3 : 5);
    auto result = coin_test(run, nights_of(run, points), after(run));
    CHECK(result.status == CoinStatus::ok);
    CHECK(result.pairs_complete == 10);
    CHECK(result.difference == doctest::Approx(-2));
    CHECK(*result.p == doctest::Approx(2.0 / 1024));
    CHECK(result.verdict == SymptomVerdict::lower_with);
    CHECK(result.mean_with == 3);
    CHECK(result.mean_without == 5);

    points[4].reset();
    result = coin_test(run, nights_of(run, points), after(run));
    CHECK(result.status == CoinStatus::too_few_nights);
    CHECK(result.pairs_complete == 9);
    CHECK(result.pairs_left_out == 1);
    CHECK(result.rated_with + result.rated_without == 19);
    CHECK_FALSE(result.p);
    CHECK(sentences(result, run, "calm").front() ==
          "Too few complete pairs to test: 9 of 10 have both nights rated. 10 are needed.");
}

TEST_CASE("without pairs all rated nights count") {
    const auto run = run_of(draw_nights(28, false, 3), false);
    std::mt19937 random{28};
    std::vector<std::optional<int>> points;
    std::vector<int> with, without;
    for (const char c : run.coin.nights) {
        if (points.size() % 5 == 4) {
            points.emplace_back();
            continue;
        }
        points.emplace_back(pick(random, 0, 6) + (c == '1' ? 4 : 0));
        (c == '1' ? with : without).push_back(*points.back() * 10);
    }
    const auto result = coin_test(run, nights_of(run, points), after(run));
    REQUIRE(result.status == CoinStatus::ok);
    CHECK(result.rated_with == std::ssize(with));
    CHECK(result.rated_without == std::ssize(without));
    CHECK(*result.p == halves_p(with, without));
    CHECK(result.interval == halves_range(with, without));
    CHECK(result.pairs_complete == 0);
    CHECK(result.pairs_left_out == 0);
    CHECK(result.verdict == SymptomVerdict::higher_with);
}

TEST_CASE("the test is made once, when the last night is over") {
    auto run = run_of(draw_nights(56, false, 3), false);
    const auto nights = nights_of(run, std::vector<std::optional<int>>(56, 4));
    const auto status_on = [&](Day today) { return coin_test(run, nights, today).status; };
    CHECK(status_on(run.first - days{1}) == CoinStatus::to_come);
    CHECK(status_on(run.first) == CoinStatus::under_way);
    CHECK(status_on(run.last) == CoinStatus::under_way);
    CHECK(status_on(after(run)) == CoinStatus::ok);
    const auto half_way = coin_test(run, nights, run.first + days{20});
    CHECK_FALSE(half_way.mean_with);
    CHECK_FALSE(half_way.difference);
    CHECK_FALSE(half_way.as_taken);
    CHECK(half_way.past == 20);
    CHECK(half_way.followed == 20);
    CHECK(sentences(half_way, run, "calm").front() ==
          "20 of 56 nights past. The test is made once, after 2026-11-25: with a look every day, false alarms are "
          "likelier.");
    run.paused = run.first + days{3};
    CHECK(status_on(after(run)) == CoinStatus::paused);
    run.ended = run.first + days{12};
    CHECK(status_on(after(run)) == CoinStatus::ended);
    CHECK(coin_test(run, nights, after(run)).past == 12);
    CHECK(sentences(coin_test(run, nights, after(run)), run, "calm").front() ==
          "The run ended early, after 12 of 56 nights. No test is made, because the ratings may have decided when it "
          "ended.");
}

TEST_CASE("what was taken stands beside the draw and does not change its test") {
    const auto run = run_of(draw_nights(56, false, 3), false);
    std::mt19937 random{56};
    std::vector<std::optional<int>> points;
    for (int i = 0; i < 56; ++i) points.emplace_back(pick(random, 2, 7));
    auto nights = nights_of(run, points);
    const auto as_drawn = coin_test(run, nights, after(run));
    CHECK(as_drawn.followed == 56);
    CHECK(*as_drawn.as_taken->difference == doctest::Approx(*as_drawn.difference));
    nights[0].taken = !nights[0].with;
    nights[9].taken.reset();
    nights[10].value.reset();
    nights[10].taken = nights[10].with;
    auto as_taken = coin_test(run, nights, after(run));
    CHECK(as_taken.followed == 54);
    CHECK(as_taken.known == 55);
    CHECK(as_taken.as_taken->with + as_taken.as_taken->without == 54);
    nights[0].taken = nights[0].with;
    nights[9].taken = nights[9].with;
    const auto same_draw = coin_test(run, nights, after(run));
    CHECK(same_draw.p == as_taken.p);
    CHECK(same_draw.difference == as_taken.difference);
    CHECK(same_draw.interval == as_taken.interval);
}

TEST_CASE("how one slept is compared in its own unit") {
    const auto run = run_of(draw_nights(56, false, 3), false);
    const OutcomeScale& sleep = scale_of(OutcomeKind::sleep_time);
    std::mt19937 random{56};
    std::vector<CoinNight> nights;
    std::vector<int> with, without;
    for (const char c : run.coin.nights) {
        const int value = 380 + pick(random, -60, 60) + (c == '1' ? 45 : 0);
        nights.push_back({c == '1', value, c == '1'});
        (c == '1' ? with : without).push_back(value);
    }
    const auto result = coin_test(run, nights, after(run), sleep);
    CHECK(*result.difference == doctest::Approx(*result.mean_with - *result.mean_without));
    CHECK(*result.mean_without > 300);
    CHECK(result.verdict == SymptomVerdict::higher_with);
    CHECK(result.interval == halves_range(with, without, sleep));
    CHECK(std::fmod(result.interval->low, 5) == 0);
    const auto first = sentences(result, run, "calm", sleep).front();
    CHECK(first.starts_with("Nights with calm by the draw had more sleep than nights without: about "));
    CHECK(first.find(" minutes (range ") != std::string::npos);
}

TEST_CASE("the wording says no more than the draw bears") {
    CoinResult result;
    result.status = CoinStatus::ok;
    result.nights = result.past = result.known = 56;
    result.followed = 50;
    result.difference = -1.52;
    result.interval = ScoreRange{-2.7, -0.4};
    result.p = 0.021;
    result.verdict = SymptomVerdict::lower_with;
    result.as_taken = AsTaken{27, 1, 3.14, std::nullopt, std::nullopt};
    const auto run = run_of(draw_nights(56, false, 3), false);
    CHECK(sentences(result, run, "calm") ==
          Lines{"Nights with calm by the draw scored lower than nights without: about 1.5 points (range 0.4 to 2.7). "
                "Other draws of the same kind give a gap this large in 2 of 100 cases.",
              "This compares the nights as they were drawn, whatever was taken.",
              "The draw was followed on 50 of 56 nights.",
              "As taken: 27 rated nights with it (mean 3.1), 1 rated night without. The draw does not protect this "
              "comparison: why you left it out may matter too.",
              "You knew what you took, so what you expected may show here too.",
              "Only a same-night effect can show. If it works slowly or lasts into the next night, both kinds of night "
              "change together."});
    result.verdict = SymptomVerdict::no_clear_difference;
    result.difference = 0.3;
    result.interval = ScoreRange{-0.6, 1.2};
    result.p = 0.52;
    CHECK(sentences(result, run, "calm").front() ==
          "No clear difference: 0.3 points (range -0.6 to 1.2). Other draws of the same kind give a gap this large in "
          "52 of 100 cases. This does not show that it has no effect.");
}

TEST_CASE("a run is a schedule, kept as its nights") {
    const auto schedule = made({.at = {"21:00"}, .nights = "20", .seed = "42", .coin = true, .pairs = true});
    const std::string nights = draw_nights(20, true, 42);
    CHECK(schedule.rule == Rule{Coin{nights, true, 42}});
    CHECK(schedule.from == day("2026-11-20"));
    CHECK(schedule.until == day("2026-12-09"));
    const Plan plan = plan_of(schedule);
    CHECK(spell(plan) == "at 21:00 coin " + nights +
                             " pairs seed 42 from 2026-11-20 until 2026-12-09 since 2026-11-20T11:00:00+00:00");
    CHECK(*parse_plan(spell(plan)) == plan);
    CHECK(describe(schedule) ==
          "10 of 20 nights drawn by lot, one of each two, at 21:00, from 2026-11-20, until 2026-12-09");
    const Clock clock = clock_at("2026-11-20T12:00");
    for (int i = -1; i <= 20; ++i) {
        const Day date = day("2026-11-20") + days{i};
        const bool with = 0 <= i && i < 20 && nights[static_cast<std::size_t>(i)] == '1';
        CAPTURE(i);
        CHECK(slots_on(plan, date, clock).size() == (with ? 1 : 0));
        CHECK(servings_on(plan, date) == Count{with ? 1 : 0});
        if (0 <= i && i < 20) CHECK(kind_of(plan, date) == (with ? DayKind::planned : DayKind::free));
    }
    CHECK(kind_of(plan, day("2026-12-10")) == DayKind::after);
}

TEST_CASE("a plan with a run is read back as it was spelled, and its slots are on the nights drawn") {
    std::mt19937 random{20261130};
    const Clock clock = clock_at("2026-11-20T12:00", berlin(), 4h);
    for (int trial = 0; trial < 200; ++trial) {
        const Plan plan = with_run(some_plan(random, day("2026-02-20")), random);
        CAPTURE(spell(plan));
        const auto read = parse_plan(spell(plan));
        REQUIRE((read && *read == plan));
        for (const CoinRun& run : coin_runs(plan, clock)) {
            if (!run.whole()) continue;
            for (Day date = run.first + days{1}; date <= run.last; date += days{1})
                REQUIRE(slots_on(plan, date, clock).size() == (run.with_on(date) ? 1 : 0));
        }
    }
}

TEST_CASE("the evenings of a run keep their time when the clocks change") {
    const Schedule coin = made({.at = {"02:30"}, .from = "2026-10-20", .seed = "3", .coin = true}, "2026-10-01T12:00");
    const Plan plan = plan_of(coin);
    for (const minutes day_start : {0min, 240min}) {
        const Clock clock = clock_at("2026-10-01T12:00", berlin(), day_start);
        const auto slots = slots_between(plan, {coin.from, *coin.until}, clock);
        REQUIRE(slots.size() == 28);
        for (const Slot& slot : slots) CHECK(spell_time_of_day(slot.time) == "02:30");
    }
}

TEST_CASE("a run begins with the first evening that is still to come") {
    const auto at = [](std::string_view now, std::optional<std::string> from = {}) {
        return make_schedule({.at = {"21:00"}, .from = std::move(from), .seed = "1", .coin = true}, clock_at(now));
    };
    CHECK(at("2026-11-20T20:59")->from == day("2026-11-20"));
    CHECK(at("2026-11-20T21:00")->from == day("2026-11-20"));
    CHECK(at("2026-11-20T21:01")->from == day("2026-11-21"));
    CHECK(at("2026-11-20T21:01")->until == day("2027-01-15"));
    CHECK_FALSE(at("2026-11-20T21:01")->since);
    CHECK(at("2026-11-20T21:01", "today").error().message ==
          "'today' (--from) cannot be drawn: 21:00 has passed on that day");
    CHECK(at("2026-11-20T21:01", "2026-11-19").error().message ==
          "'2026-11-19' (--from) is in the past, and nights that are over cannot be drawn");
    CHECK(at("2026-11-20T21:01", "2026-12-01")->from == day("2026-12-01"));
}

TEST_CASE("a run goes with no other rule, and its options with nothing else") {
    const auto refused = [](const ScheduleWords& words) {
        const auto schedule = make_schedule(words, clock_at("2026-11-20T12:00"));
        return schedule ? "accepted" : schedule.error().message;
    };
    CHECK(refused({.at = {"21:00"}, .on = "mon", .seed = "1", .coin = true}) == "--on and --coin cannot be combined");
    CHECK(refused({.at = {"21:00"}, .every = "2d", .seed = "1", .coin = true}) ==
          "--every and --coin cannot be combined");
    CHECK(refused({.at = {"21:00"}, .cycle = "2d/1d", .seed = "1", .coin = true}) ==
          "--cycle and --coin cannot be combined");
    CHECK(refused({.interval = "8h", .seed = "1", .coin = true}) == "--coin and --interval cannot be combined");
    CHECK(refused({.seed = "1", .as_needed = true, .coin = true}) == "--coin and --as-needed cannot be combined");
    CHECK(refused({.at = {"21:00"}, .until = "2027-01-01", .seed = "1", .coin = true}) ==
          "--coin and --until cannot be combined: the run ends after its nights");
    CHECK(refused({.at = {"08:00,21:00"}, .seed = "1", .coin = true}) == "--coin takes one time of day, not 2");
    CHECK(refused({.seed = "1", .coin = true}) == "--coin needs a time of day");
    CHECK(refused({.at = {"21:00"}, .pairs = true}) == "--pairs requires --coin");
    CHECK(refused({.at = {"21:00"}, .nights = "56"}) == "--nights requires --coin");
    CHECK(refused({.at = {"21:00"}, .seed = "1"}) == "--seed requires --coin");
}

TEST_CASE("a plan whose run was not drawn is refused") {
    const std::string nights = draw_nights(20, true, 42);
    const auto plan = [](const std::string& text) { return parse_plan(text).has_value(); };
    const std::string end = " from 2026-11-20 until 2026-12-09";
    REQUIRE(plan("at 21:00 coin " + nights + " pairs seed 42" + end));
    REQUIRE(plan("at 21:00 coin " + nights + " seed 42" + end));
    CHECK_FALSE(plan("at 21:00 coin " + nights + " pairs" + end));
    CHECK_FALSE(plan("at 21:00 coin " + nights + " pairs seed x" + end));
    CHECK_FALSE(plan("at 21:00 pairs seed 42" + end));
    CHECK_FALSE(plan("at 21:00 seed 42" + end));
    CHECK_FALSE(plan("at 08:00,21:00 coin " + nights + " seed 42" + end));
    CHECK_FALSE(plan("at 21:00 coin " + nights + " seed 42 on mon" + end));
    CHECK_FALSE(plan("at 21:00 coin " + nights + " seed 42 from 2026-11-20"));
    CHECK_FALSE(plan("at 21:00 coin " + nights + " seed 42 from 2026-11-20 until 2026-12-08"));
    CHECK_FALSE(plan("at 21:00 coin 11001010101010101010 pairs seed 42" + end));
    CHECK_FALSE(plan("as-needed coin " + nights + " seed 42" + end));
    CHECK_FALSE(plan("coin " + nights + " seed 42" + end));
}

TEST_CASE("a run ends where another schedule takes over, and a pause interrupts it") {
    const auto coin = made({.at = {"21:00"}, .from = "2026-12-01", .nights = "20", .seed = "42", .coin = true});
    const auto runs = [](const Plan& plan, std::string_view now) { return coin_runs(plan, clock_at(now)); };
    const Plan plan = replanned(plan_of(daily("2026-11-01", {21h})), coin);
    REQUIRE(runs(plan, "2026-11-20T12:00").size() == 1);
    CHECK(runs(plan, "2026-11-20T12:00").front().whole());
    CHECK(run_ahead(plan, clock_at("2026-12-20T12:00")));
    CHECK_FALSE(run_ahead(plan, clock_at("2026-12-21T12:00")));

    const auto ended = replanned(plan, made({.at = {"21:00"}}, "2026-12-05T12:00"));
    CHECK(runs(ended, "2026-12-05T12:00").front().ended == day("2026-12-05"));
    CHECK_FALSE(run_ahead(ended, clock_at("2026-12-05T12:00")));
    // A night that was over when the next schedule was made still belongs to the run.
    const auto late = replanned(plan, made({.at = {"08:00"}}, "2026-12-05T23:30"));
    CHECK(runs(late, "2026-12-05T23:30").front().ended == day("2026-12-06"));
    const auto last_evening = replanned(plan, made({.at = {"08:00"}}, "2026-12-20T23:30"));
    CHECK(runs(last_evening, "2026-12-20T23:30").front().whole());
    const auto afterwards = replanned(plan, made({.at = {"08:00"}}, "2026-12-21T08:00"));
    CHECK(runs(afterwards, "2026-12-21T08:00").front().whole());
    // Dropped before it began, there is no run.
    CHECK(runs(replanned(plan, made({.at = {"21:00"}}, "2026-11-25T12:00")), "2026-11-25T12:00").empty());

    const auto pause = paused(plan, {day("2026-12-10"), day("2026-12-10")});
    CHECK(runs(*pause, "2026-12-05T12:00").front().paused == day("2026-12-10"));
    CHECK(runs(*paused(plan, {day("2026-12-21"), {}}), "2026-12-05T12:00").front().whole());
    CHECK(runs(*paused(plan, {day("2026-11-21"), day("2026-11-30")}), "2026-12-05T12:00").front().whole());
}
