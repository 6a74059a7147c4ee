#include "epsom/domain/adequacy/adequacy.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

namespace epsom {
namespace {

constexpr int most_cv = 70, cautious_cv = 60;              // percent
constexpr std::array surety_from{0.45, 0.95, 1.45, 1.95};  // ratios; rounded to a tenth they are 0.5, 1, 1.5 and 2

struct Moments {
    double mean = 0, variance = 0;  // divisor n - 1
};
template <class Part> Moments moments(std::span<const CompleteIntake> days, Part part) {
    Moments of;
    const auto n = static_cast<double>(days.size());
    // A dose that is always the same has no spread, whatever a sum of it is rounded to.
    const double first = part(days.front());
    if (std::ranges::all_of(days, [&](const CompleteIntake& day) { return part(day) == first; })) return {first, 0};
    for (const auto& day : days) of.mean += part(day) / n;
    for (const auto& day : days) of.variance += (part(day) - of.mean) * (part(day) - of.mean) / (n - 1);
    return of;
}

AdequacyReason reason_of_cv(double percent) {
    return percent > most_cv       ? AdequacyReason::intake_cv_over_70
           : percent > cautious_cv ? AdequacyReason::intake_cv_60_70
                                   : AdequacyReason::none;
}

}  // namespace

double normal_below(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

double student_below(double t, double degrees) {
    // The density from 0 to |t| by Simpson's rule; t = sqrt(degrees) tan(angle) makes the range short and the integrand
    // a power of a cosine.
    const double angle = std::atan(std::abs(t) / std::sqrt(degrees));
    const double scale =
        std::exp(std::lgamma((degrees + 1) / 2) - std::lgamma(degrees / 2)) / std::sqrt(std::numbers::pi);
    constexpr int intervals = 400;
    double sum = 0;
    for (int i = 0; i <= intervals; ++i) {
        const double weight = i == 0 || i == intervals ? 1 : i % 2 == 1 ? 4 : 2;
        sum += weight * std::pow(std::cos(angle * i / intervals), degrees - 1);
    }
    const double half = scale * sum * angle / intervals / 3;
    return t < 0 ? 0.5 - half : 0.5 + half;
}

Adequacy adequacy(std::span<const CompleteIntake> days, const AdequacyGround& ground) {
    Adequacy result;
    result.days = static_cast<int>(days.size());
    result.reason = AdequacyReason::no_complete_days;
    if (days.empty()) return result;
    const Moments food = moments(days, [](const CompleteIntake& day) { return day.food; });
    const Moments supplement = moments(days, [](const CompleteIntake& day) { return day.supplement; });
    result.food_mean = food.mean;
    result.supplement_mean = supplement.mean;
    result.mean = food.mean + supplement.mean;
    result.supplement_sd = std::sqrt(supplement.variance);
    result.difference = result.mean - ground.reference;
    const bool own = !ground.food_sd;
    result.reason = AdequacyReason::no_published_sd;
    if (own && result.days < own_spread_days) return result;

    result.food_sd = own ? std::sqrt(food.variance) : *ground.food_sd;
    const double cv = own ? 100 * result.food_sd / food.mean : ground.cv_percent;
    result.reason = own && food.mean <= 0 ? AdequacyReason::intake_cv_over_70 : reason_of_cv(cv);
    if (!result.is_figure()) return result;

    const double within = result.food_sd * result.food_sd + supplement.variance;
    if (within <= 0) {  // days that never differ tell nothing of how much they do
        result.reason = AdequacyReason::no_published_sd;
        return result;
    }
    result.within_sd = std::sqrt(within);
    const double of_mean = within / result.days;
    const double of_requirement = ground.requirement_sd ? *ground.requirement_sd * *ground.requirement_sd : 0;
    const double variance = of_requirement + of_mean;
    result.difference_sd = std::sqrt(variance);
    result.ratio = result.difference / result.difference_sd;
    if (own) result.degrees = variance * variance / (of_mean * of_mean / (result.days - 1));
    result.above = own ? student_below(result.ratio, *result.degrees) : normal_below(result.ratio);
    return result;
}

Surety Adequacy::surety() const {
    const double surer = std::max(above, 1 - above);
    std::size_t step = 0;
    while (step < surety_from.size() && surer >= normal_below(surety_from[step])) ++step;
    return static_cast<Surety>(step);
}

double Adequacy::percent(Against against) const {
    const bool as_above = ratio > 0 || against == Against::adequate_intake;
    return 100 * (as_above ? above : 1 - above);
}

std::string_view spell(Surety surety) {
    constexpr std::array<std::string_view, 5> words{"cannot_tell", "leaning", "probably", "likely", "very_likely"};
    return words[static_cast<std::size_t>(surety)];
}

}  // namespace epsom
