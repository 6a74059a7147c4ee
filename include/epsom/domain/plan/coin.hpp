#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/plan/schedule.hpp"

namespace epsom {

/// A run of nights by lot: which evenings have the dose is drawn once, before the first of them.
inline constexpr int usual_nights = 56;
/// Fewer could never be tested (fewest_rated in coin_test.hpp); a year is as far as one plans.
inline constexpr int fewest_nights = 20, most_nights = 364;
/// The largest seed: 2^53 - 1, which every reader of json keeps exactly.
inline constexpr std::uint64_t largest_seed = (std::uint64_t{1} << 53) - 1;

/// `56`: an even number of nights, from fewest_nights to most_nights.
Result<int> parse_nights(std::string_view text);
/// `42`: from 0 to largest_seed.
Result<std::uint64_t> parse_seed(std::string_view text);

/// '1' with or '0' without for each of `nights` nights, an even number. With `pairs` each two consecutive nights have
/// exactly one with, either order equally likely; else half of all nights, each choice of half equally likely. The
/// generator is std::mt19937_64, whose numbers the C++ standard fixes: the same seed is the same draw everywhere.
std::string draw_nights(int nights, bool pairs, std::uint64_t seed);
/// Whether draw_nights() could have drawn it.
bool is_draw(const Coin& coin);
/// The last night of a run that begins on `first`.
Day last_night(Day first, const Coin& coin);

/// A run as the plan has it.
struct CoinRun {
    Coin coin;
    Day first{}, last{};
    minutes time{0};                 // of the dose
    std::optional<Day> ended = {};   // the first of its nights that another schedule took over
    std::optional<Day> paused = {};  // the first of its nights without the dose because of a pause
    [[nodiscard]] int nights() const { return static_cast<int>(coin.nights.size()); }
    [[nodiscard]] int with() const;  // how many have the dose
    [[nodiscard]] bool has(Day day) const { return first <= day && day <= last; }
    [[nodiscard]] int number(Day day) const { return static_cast<int>((day - first).count()) + 1; }  // from 1
    [[nodiscard]] bool with_on(Day day) const;  // of a day that it has
    /// Nights before `today`, of a run that was ended those until then.
    [[nodiscard]] int past(Day today) const;
    /// Neither ended nor paused: what was drawn is what was planned.
    [[nodiscard]] bool whole() const { return !ended && !paused; }
    friend bool operator==(const CoinRun&, const CoinRun&) = default;
};
/// All runs of a plan by their first nights; those that another schedule took over before their first night are none.
std::vector<CoinRun> coin_runs(const Plan& plan, const Clock& clock);
/// The run that is under way today or still to come, and not ended.
std::optional<CoinRun> run_ahead(const Plan& plan, const Clock& clock);

}  // namespace epsom
