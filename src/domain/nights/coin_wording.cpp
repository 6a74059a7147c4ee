#include <array>
#include <cmath>

#include "epsom/domain/nights/coin_test.hpp"
#include "epsom/domain/time/moment.hpp"
#include "symptom_words.hpp"

namespace epsom {
namespace {

std::string count(int value) { return std::to_string(value); }

std::string rated_so_far(const CoinResult& result) {
    return "Rated so far: " + count(result.rated_with) + " with it by the draw, " + count(result.rated_without) +
           " without.";
}

std::string too_few(const CoinResult& result) {
    const std::string needed = count(fewest_rated);
    if (result.pairs) {
        return "Too few complete pairs to test: " + count(result.pairs_complete) + " of " + count(result.nights / 2) +
               " have both nights rated. " + needed + " are needed.";
    }
    return "Too few rated nights to test: " + count(result.rated_with) + " with it by the draw, " +
           count(result.rated_without) + " without. " + needed + " of each are needed.";
}

std::string why_untested(const CoinResult& result, const CoinRun& run) {
    switch (result.status) {
        case CoinStatus::to_come: return "The first night is " + spell_day(run.first) + ".";
        case CoinStatus::under_way:
            return count(result.past) + " of " + count(result.nights) + " nights past. The test is made once, after " +
                   spell_day(run.last) + ": with a look every day, false alarms are likelier.";
        case CoinStatus::ended:
            return "The run ended early, after " + count(run.number(*run.ended) - 1) + " of " + count(result.nights) +
                   " nights. No test is made, because the ratings may have decided when it ended.";
        case CoinStatus::paused:
            return "A pause from " + spell_day(*run.paused) +
                   " interrupts the run. No test is made, because those"
                   " nights are not as drawn.";
        case CoinStatus::too_few_nights:
        case CoinStatus::ok: break;
    }
    return too_few(result);
}

std::string verdict_text(const CoinResult& result, std::string_view dose, const OutcomeScale& scale) {
    const std::string chance =
        " Other draws of the same kind give a gap this large " + chance_in_words(*result.p) + '.';
    if (*result.verdict == SymptomVerdict::no_clear_difference) {
        return "No clear difference: " + value(*result.difference, scale) + " " + std::string{scale.unit} + " (" +
               signed_range(result.interval, scale) + ")." + chance + " This does not show that it has no effect.";
    }
    const bool lower = *result.verdict == SymptomVerdict::lower_with;
    return "Nights with " + std::string{dose} + " by the draw " + std::string{lower ? scale.lower : scale.higher} +
           " than nights without: about " + size_in_words(*result.difference, scale) + " (" +
           unsigned_range(result.interval, lower, scale) + ')' + small_difference(*result.difference, scale) + '.' +
           chance;
}

std::string followed_text(const CoinResult& result) {
    const int unknown = result.past - result.known;
    return "The draw was followed on " + count(result.followed) + " of " + count(result.past) + " nights" +
           (unknown > 0 ? "; nothing is logged for " + count(unknown) : "") + ".";
}

std::string as_taken_text(const AsTaken& taken, const OutcomeScale& scale) {
    const auto kind = [&scale](int nights, const std::optional<double>& mean, std::string_view which) {
        return count(nights) + (nights == 1 ? " rated night " : " rated nights ") + std::string{which} +
               (mean ? " (mean " + value(*mean, scale) + ")" : "");
    };
    return "As taken: " + kind(taken.with, taken.mean_with, "with it") + ", " +
           kind(taken.without, taken.mean_without, "without") +
           (taken.difference ? ", difference " + value(*taken.difference, scale) + " " + std::string{scale.unit} : "") +
           ". The draw does not protect this comparison: why you left it out may matter too.";
}

}  // namespace

std::string_view spell(CoinStatus status) {
    static constexpr std::array<std::string_view, 6> names{
        "ok", "to_come", "under_way", "ended", "paused", "too_few_nights"};
    return names[static_cast<std::size_t>(status)];
}

std::vector<std::string> sentences(
    const CoinResult& result, const CoinRun& run, std::string_view dose, const OutcomeScale& scale) {
    if (result.status != CoinStatus::ok) {
        std::vector all{why_untested(result, run)};
        if (result.status == CoinStatus::under_way) all.push_back(rated_so_far(result));
        if (result.past > 0) all.push_back(followed_text(result));
        return all;
    }
    return {verdict_text(result, dose, scale), "This compares the nights as they were drawn, whatever was taken.",
        followed_text(result), as_taken_text(*result.as_taken, scale),
        "You knew what you took, so what you expected may show here too.",
        "Only a same-night effect can show. If it works slowly or lasts into the next night, both kinds of night change"
        " together."};
}

}  // namespace epsom
