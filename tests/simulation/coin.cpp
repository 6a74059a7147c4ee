// What the test of a run by lot does with diaries of which the truth is known: how often it words a difference where
// there is none, and how often it finds one that is there. It prints its figures and fails when one misses its limit.
// Every diary goes through draw_nights() and coin_test(), as those of users do.

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <random>
#include <vector>

#include "epsom/domain/nights/coin_test.hpp"

namespace {

using namespace epsom;

constexpr int nights = 56;
// A test at its limit finds 5 % of 2,000 within one point: so there are twice as many.
constexpr int null_diaries = 4'000, diaries_with_effect = 500;

struct Noise {
    const char* name;
    double neighbour;    // correlation of a night's noise with that of the night before
    double drift = 0;    // points from the first night to the last
    double unrated = 0;  // share of the nights
};

/// Normal numbers that are the same with every library.
class Normal {
public:
    explicit Normal(std::uint64_t seed) : random_{seed} {}
    double uniform() { return (static_cast<double>(random_() >> 11) + 0.5) / 9007199254740992.0; }
    double operator()() { return std::sqrt(-2 * std::log(uniform())) * std::cos(2 * std::numbers::pi * uniform()); }

private:
    std::mt19937_64 random_;
};

CoinResult tested(const Noise& noise, bool pairs, double effect, std::uint64_t seed) {
    constexpr double middle = 5, deviation = 1.8;
    CoinRun run;
    run.coin = {draw_nights(nights, pairs, seed), pairs, seed};
    run.first = Day{std::chrono::year{2026} / 11 / 30};
    run.last = last_night(run.first, run.coin);
    Normal normal{seed + 0x9E3779B97F4A7C15ULL};
    double state = normal();
    std::vector<CoinNight> diary;
    for (int i = 0; i < nights; ++i) {
        const bool with = run.coin.nights[static_cast<std::size_t>(i)] == '1';
        const double points =
            middle + deviation * state + noise.drift * (i / (nights - 1.0) - 0.5) + (with ? effect : 0);
        const int score = static_cast<int>(std::lround(std::clamp(points, 0.0, 10.0)));
        const bool rated = normal.uniform() >= noise.unrated;
        diary.push_back({with, rated ? std::optional{score * 10} : std::nullopt, with});
        state = noise.neighbour * state + std::sqrt(1 - noise.neighbour * noise.neighbour) * normal();
    }
    return coin_test(run, diary, run.last + std::chrono::days{1});
}

/// The share of diaries, in percent, whose verdict `counts`.
template <class Counts>
double share_of(const Noise& noise, bool pairs, double effect, int diaries, const Counts& counts) {
    int counted = 0;
    for (int i = 0; i < diaries; ++i) {
        const auto result = tested(noise, pairs, effect, static_cast<std::uint64_t>(i));
        if (result.verdict && counts(*result.verdict)) ++counted;
    }
    return 100.0 * counted / diaries;
}

constexpr const char* design(bool pairs) { return pairs ? "pairs " : "halves"; }

}  // namespace

int main() {
    bool good = true;
    const double limit = 5 + 2 * 100 * std::sqrt(0.05 * 0.95 / null_diaries);
    std::printf("No effect, %d diaries of %d nights each: worded as a difference (at most 5 %%, checked at %.2f %%)\n",
        null_diaries, nights, limit);
    for (const Noise& noise : {Noise{"independent nights", 0}, Noise{"neighbours alike (0.6)", 0.6},
             Noise{"the same, and a drift of 4 points", 0.6, -4},
             Noise{"the same, and 1 night in 5 not rated", 0.6, -4, 0.2}}) {
        for (const bool pairs : {true, false}) {
            const double found = share_of(noise, pairs, 0, null_diaries,
                [](SymptomVerdict verdict) { return verdict != SymptomVerdict::no_clear_difference; });
            std::printf("  %s  %-38s %5.2f %%\n", design(pairs), noise.name, found);
            good = good && found <= limit;
        }
    }
    std::printf(
        "An effect on the same night, %d diaries each, neighbours 0.3, deviation 1.8: found\n", diaries_with_effect);
    for (const double effect : {-2.0, -1.0}) {
        for (const bool pairs : {true, false}) {
            const double found = share_of({"", 0.3}, pairs, effect, diaries_with_effect,
                [](SymptomVerdict verdict) { return verdict == SymptomVerdict::lower_with; });
            std::printf("  %s  %.0f points lower  %5.1f %%%s\n", design(pairs), -effect, found,
                effect == -2 ? " (at least 95 %)" : "");
            good = good && (effect != -2 || found >= 95);
        }
    }
    if (!good) std::puts("a figure misses its limit");
    return good ? 0 : 1;
}
