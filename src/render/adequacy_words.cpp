#include <cmath>

#include "drawing.hpp"
#include "epsom/domain/plan/dose.hpp"
#include "epsom/render/adequacy.hpp"
#include "formatted.hpp"

namespace epsom {
namespace {

using drawing::days;

std::string complete_days(int count) { return count == 1 ? "1 complete day" : formatted("{} complete days", count); }

/// A number in the nutrient's unit, to as many digits as the sums below it bear.
std::string number(double value) {
    return std::abs(value) >= 1000 ? formatted("{:.0f}", value) : formatted("{:.4g}", value);
}
std::string with_unit(double value, Nutrient nutrient) {
    return number(value) + " " + std::string{info(nutrient).unit};
}

/// `about 84%`; at the ends only as much as a whole percent bears.
std::string about(double percent) {
    if (percent >= 99.5) return "more than 99%";
    if (percent < 0.5) return "less than 1%";
    return formatted("about {:.0f}%", percent);
}

/// Why there is no figure, and what is needed for one.
std::string missing(const NutrientAdequacy& nutrient, const AdequacyLine& line) {
    const int complete = line.figure.days;
    switch (line.figure.reason) {
        case AdequacyReason::no_complete_days:
            if (nutrient.days_logged == 0) return "no figure: no entries in this period";
            if (nutrient.days_lacking > 0) {
                return formatted("no figure: something logged on {} declared complete has no value for this nutrient",
                    days(nutrient.days_lacking));
            }
            return formatted(
                "no figure: none of {} with entries is complete. A day is complete once all of its food "
                "and supplements are declared: epsom log complete",
                days(nutrient.days_logged));
        case AdequacyReason::no_published_sd:
            return formatted(
                "no figure: no survey has published how much days differ for this nutrient and group, and "
                "{} of the {} complete days for a spread of your own are there",
                complete, own_spread_days);
        case AdequacyReason::intake_cv_over_70:
            return "no figure: intake differs too much from day to day for this method (more than 70% of the mean)";
        case AdequacyReason::skewed_requirement:
            return "no figure: requirements are too unequally distributed for this method";
        case AdequacyReason::no_requirement_cv:
            return "no figure: nobody has published how much requirements differ from person to person";
        case AdequacyReason::ul_supplement_only:
            return formatted("no figure: the {} counts {}, whose days no survey has measured",
                limit_name(line.reference->kind), scope_words(*line.reference));
        case AdequacyReason::no_requirement:
        case AdequacyReason::intake_cv_60_70:
        case AdequacyReason::none: break;
    }
    return "no figure: there is neither a requirement nor an adequate intake for you; birth date and sex choose them: "
           "epsom profile set --born 1980-05-17 --sex female";
}

std::string against_requirement(const Adequacy& figure, const std::string& sure) {
    if (figure.surety() == Surety::cannot_tell)
        return formatted(
            "cannot tell whether usual intake meets the requirement of someone like you: {} sure that it {}", sure,
            figure.ratio > 0 ? "does" : "does not");
    return formatted("{} sure that usual intake {} the requirement of someone like you", sure,
        figure.ratio > 0 ? "meets" : "is below");
}

/// An AI is above the requirement of nearly everyone: to be below it says nothing.
std::string against_ai(const Adequacy& figure, const std::string& sure) {
    if (figure.ratio <= 0 || figure.surety() == Surety::cannot_tell)
        return formatted(
            "no conclusion: {} sure that usual intake is above the adequate intake (AI), and an intake "
            "below it may be enough",
            sure);
    return formatted("{} sure that usual intake is above the adequate intake (AI), and so enough", sure);
}

std::string against_upper(const Adequacy& figure, const AdequacyLine& line, const std::string& sure) {
    const std::string_view limit = limit_name(line.reference->kind);
    if (figure.surety() == Surety::cannot_tell)
        return formatted("cannot tell whether usual intake is below the {}: {} sure that it {}", limit, sure,
            figure.ratio > 0 ? "is not" : "is");
    return formatted("{} sure that usual intake is {} the {}", sure, figure.ratio > 0 ? "above" : "below", limit);
}

}  // namespace

std::string adequacy_sentence(const NutrientAdequacy& nutrient, const AdequacyLine& line) {
    const Adequacy& figure = line.figure;
    if (!figure.is_figure()) return missing(nutrient, line);
    const std::string sure = about(figure.percent(line.against));
    const std::string said = line.against == Against::requirement       ? against_requirement(figure, sure)
                             : line.against == Against::adequate_intake ? against_ai(figure, sure)
                                                                        : against_upper(figure, line, sure);
    return formatted("{}; {}, mean {}, {} {}{}{}", said, complete_days(figure.days),
        with_unit(figure.mean, line.nutrient), spell(line.reference->kind),
        with_unit(line.ground.reference, line.nutrient),
        line.day_to_day == nullptr ? "; by the spread of your own days" : "",
        figure.reason == AdequacyReason::intake_cv_60_70
            ? "; with caution, as days of this nutrient are not quite symmetric"
            : "");
}

std::vector<std::string> adequacy_notes(std::span<const NutrientAdequacy> nutrients) {
    std::vector<std::string> notes;
    for (const NutrientAdequacy& nutrient : nutrients) {
        for (const AdequacyLine& line : nutrient.lines) {
            if (line.against != Against::upper_level && line.figure.is_figure())
                notes.push_back(formatted("{}: {}.", info(nutrient.nutrient).label, adequacy_sentence(nutrient, line)));
        }
    }
    return notes;
}

std::vector<std::string> adequacy_steps(const AdequacyLine& line) {
    const Adequacy& f = line.figure;
    if (!f.is_figure()) return {};
    const Nutrient nutrient = line.nutrient;
    const auto unit = [&](double value) { return with_unit(value, nutrient); };
    std::vector<std::string> steps;
    steps.push_back(formatted("mean of {}: food {} + supplements {} = {}", complete_days(f.days), unit(f.food_mean),
        unit(f.supplement_mean), unit(f.mean)));
    steps.push_back(
        formatted("{} {}: {}", spell(line.reference->kind), unit(line.ground.reference), line.reference->source));
    steps.push_back(
        formatted("difference: {} - {} = {}", number(f.mean), number(line.ground.reference), unit(f.difference)));
    if (line.ground.requirement_sd) {
        steps.push_back(line.requirement_cv->half_of_rda
                            ? formatted("SD of requirements: (RDA - EAR) / 2 = {}; {}",
                                  unit(*line.ground.requirement_sd), line.requirement_cv->source)
                            : formatted("SD of requirements: {}% of the EAR = {}; {}", line.requirement_cv->cv_percent,
                                  unit(*line.ground.requirement_sd), line.requirement_cv->source));
    }
    steps.push_back(line.day_to_day != nullptr
                        ? formatted("SD of food from day to day: {}; {}", unit(f.food_sd), line.day_to_day->source)
                        : formatted("SD of food from day to day: {}, of your own {} (the book advises a survey's)",
                              unit(f.food_sd), complete_days(f.days)));
    if (f.supplement_sd > 0) {
        steps.push_back(formatted(
            "SD of supplements from day to day: {}; with that of food {}", unit(f.supplement_sd), unit(f.within_sd)));
    } else if (f.supplement_mean > 0) {
        steps.push_back("supplements: the same every day, so they add to the mean and not to the spread");
    }
    steps.push_back(line.ground.requirement_sd
                        ? formatted("SD of the difference: sqrt({}^2 + {}^2 / {}) = {}",
                              number(*line.ground.requirement_sd), number(f.within_sd), f.days, unit(f.difference_sd))
                        : formatted("SD of the difference: {} / sqrt({}) = {}", number(f.within_sd), f.days,
                              unit(f.difference_sd)));
    steps.push_back(f.degrees
                        ? formatted("t = {:.3f} with {:.0f} degrees of freedom: {:.1f}%", f.ratio, *f.degrees,
                              f.percent(line.against))
                        : formatted("z = {:.3f}: {:.1f}% of a normal distribution", f.ratio, f.percent(line.against)));
    return steps;
}

}  // namespace epsom
