#include "adequacy.hpp"

#include <algorithm>

#include "epsom/tables/tables.hpp"
#include "intake_query.hpp"

namespace epsom {
namespace {

bool is_declared(const ReportRow& day) { return day.days_logged > 0 && day.diet == Diet::logged; }
bool is_complete(const ReportRow& day) { return is_declared(day) && !day.at_least && day.food && day.supplement; }

double in_unit(const Mean& mean, Nutrient nutrient) {
    return static_cast<double>(mean.sum.nanograms()) / static_cast<double>(info(nutrient).unit_steps);
}

}  // namespace

bool may_be_complete(std::span<const ReportSummary> summaries) {
    return std::ranges::any_of(summaries, [](const ReportSummary& summary) {
        return summary.days_logged > summary.days_diet_unknown + summary.days_diet_partial;
    });
}

std::vector<NutrientAdequacy> read_adequacy(const Store& store, const Profile& profile, const Authority& authority,
    DayRange range, std::span<const Nutrient> nutrients, Day today) {
    std::vector<NutrientAdequacy> all;
    for (const Nutrient nutrient : nutrients) all.push_back({.nutrient = nutrient, .complete = {}, .lines = {}});
    const IntakeQuery query{store, profile, authority, range, {nutrients.begin(), nutrients.end()}, today, {}};
    query.run({Span::day}, [&](const ReportRow& day) {
        const auto of = std::ranges::find(all, day.nutrient, &NutrientAdequacy::nutrient);
        of->days += day.days;
        of->days_logged += day.days_logged;
        if (is_declared(day) && day.at_least) ++of->days_lacking;
        if (is_complete(day))
            of->complete.push_back({in_unit(*day.food, day.nutrient), in_unit(*day.supplement, day.nutrient)});
    });
    for (NutrientAdequacy& one : all) {
        const References references = references_on(profile.person, authority, one.nutrient, range.to);
        one.lines = adequacy_lines(one.nutrient, one.complete,
            {references, &authority == &tables::authorities().front(), profile.person.sex, tables::day_to_day(),
                tables::requirement_spread()});
    }
    return all;
}

}  // namespace epsom
