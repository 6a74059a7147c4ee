#include "epsom/domain/plan/coin.hpp"

#include <algorithm>
#include <charconv>
#include <random>

#include "epsom/text/text.hpp"

namespace epsom {
namespace {

using std::chrono::days;

/// Whole numbers of digits alone; empty for anything else and for what does not fit.
std::optional<std::uint64_t> whole_number(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// One of 0 to count - 1, each equally likely: numbers past the last whole multiple of `count` are drawn again.
std::uint64_t below(std::mt19937_64& random, std::uint64_t count) {
    const std::uint64_t beyond = (std::mt19937_64::max() - count + 1) % count;  // 2^64 modulo count
    while (true) {
        const std::uint64_t number = random();
        if (number <= std::mt19937_64::max() - beyond) return number % count;
    }
}

bool one_of_each_two(std::string_view nights) {
    for (std::size_t i = 0; i + 1 < nights.size(); i += 2) {
        if (nights[i] == nights[i + 1]) return false;
    }
    return true;
}

}  // namespace

Result<int> parse_nights(std::string_view text) {
    const auto number = whole_number(trim(text));
    if (!number) return Error{in_quotes(text) + " (--nights) is not a number of nights", "use 56"};
    if (*number < fewest_nights) {
        return Error{in_quotes(text) + " nights are too few: the test needs 10 rated nights of each kind",
            "use 56, or at least " + std::to_string(fewest_nights)};
    }
    if (*number > most_nights)
        return Error{in_quotes(text) + " nights exceed one year", "use " + std::to_string(most_nights)};
    if (*number % 2 != 0) {
        return Error{
            in_quotes(text) + " nights cannot be split into two equal halves", "use " + std::to_string(*number + 1)};
    }
    return static_cast<int>(*number);
}

Result<std::uint64_t> parse_seed(std::string_view text) {
    const auto number = whole_number(trim(text));
    if (!number || *number > largest_seed) {
        return Error{in_quotes(text) + " (--seed) is not a whole number from 0 to " + std::to_string(largest_seed),
            "leave out --seed to draw one"};
    }
    return *number;
}

std::string draw_nights(int nights, bool pairs, std::uint64_t seed) {
    std::mt19937_64 random{seed};
    std::string drawn;
    if (pairs) {
        for (int pair = 0; pair < nights / 2; ++pair) drawn += below(random, 2) == 0 ? "10" : "01";
        return drawn;
    }
    // Each night has the dose with the share of the nights left that still have to have it: so every choice of half is
    // equally likely.
    auto with = static_cast<std::uint64_t>(nights / 2);
    for (auto left = static_cast<std::uint64_t>(nights); left > 0; --left) {
        const bool has = below(random, left) < with;
        if (has) --with;
        drawn += has ? '1' : '0';
    }
    return drawn;
}

bool is_draw(const Coin& coin) {
    const auto count = std::ssize(coin.nights);
    const bool digits = std::ranges::all_of(coin.nights, [](char c) { return c == '0' || c == '1'; });
    return digits && count >= fewest_nights && count <= most_nights && count % 2 == 0 &&
           std::ranges::count(coin.nights, '1') * 2 == count && (!coin.pairs || one_of_each_two(coin.nights));
}

Day last_night(Day first, const Coin& coin) { return first + days{std::ssize(coin.nights) - 1}; }

int CoinRun::with() const { return static_cast<int>(std::ranges::count(coin.nights, '1')); }

bool CoinRun::with_on(Day day) const { return coin.nights[static_cast<std::size_t>((day - first).count())] == '1'; }

int CoinRun::past(Day today) const {
    const Day end = std::min(ended.value_or(last + days{1}), today);
    return static_cast<int>(std::max(end - first, days{0}).count());
}

std::vector<CoinRun> coin_runs(const Plan& plan, const Clock& clock) {
    std::vector<CoinRun> runs;
    for (std::size_t i = 0; i < plan.schedules.size(); ++i) {
        const Schedule& schedule = plan.schedules[i];
        const auto* coin = std::get_if<Coin>(&schedule.rule);
        if (coin == nullptr) continue;
        CoinRun run{.coin = *coin,
            .first = schedule.from,
            .last = last_night(schedule.from, *coin),
            .time = schedule.times.front().time};
        if (i + 1 < plan.schedules.size()) {
            const Schedule& next = plan.schedules[i + 1];
            // A night whose time was over when the next schedule was made is still one of the run.
            const bool decided = next.since && moment_on(next.from, run.time, clock).at + next.grace < *next.since;
            const Day taken_over = decided ? next.from + days{1} : next.from;
            if (taken_over <= run.last) run.ended = taken_over;
        }
        if (run.ended == run.first) continue;
        const Day end = run.ended.value_or(run.last + days{1});
        for (Day day = run.first; day < end && !run.paused; day += days{1}) {
            if (plan.paused_on(day)) run.paused = day;
        }
        runs.push_back(std::move(run));
    }
    return runs;
}

std::optional<CoinRun> run_ahead(const Plan& plan, const Clock& clock) {
    for (CoinRun& run : coin_runs(plan, clock)) {
        if (run.ended.value_or(run.last + days{1}) > clock.today()) return std::move(run);
    }
    return std::nullopt;
}

}  // namespace epsom
