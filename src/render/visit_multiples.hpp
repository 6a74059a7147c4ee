#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "day_chart.hpp"
#include "epsom/render/visit.hpp"

/// The nutrients of a visit as small pictures on one scale: above, what was taken as a share of the target; below, what
/// the upper level counts as a share of that level.
namespace epsom::visit_multiples {

/// The courses that anything recorded holds, what matters most first.
std::vector<const NutrientCourse*> in_order(const Visit& visit);
/// A period's status as a mark, a word and the name of its colour.
struct StatusLook {
    std::string_view mark, words, color;
};
StatusLook look_of(PeriodStatus status);
/// `20 mcg on each of 90 days`, `at most 0.2 mg a day, 4% of the target`: where a picture would show the same bar
/// throughout, or next to none. Else empty.
std::string instead_of_chart(const NutrientCourse& course);
/// `place` are the attributes that say where it goes, beginning with a blank.
day_chart::Drawing chart(const NutrientCourse& course, std::string_view place);
/// The names of the rows of all pictures.
day_chart::Axis axis(const Visit& visit, int y);

/// How the upper and the lower plot of a picture are read, a sentence each.
inline constexpr std::string_view upper_plot_words =
    "Upper row: the total, from 0 to 200% of the target; the line is 100%.";
inline constexpr std::string_view lower_plot_words =
    "Lower row, where a day comes to half of the upper level: what that level counts, as a share of it.";
/// A mark that occurs in the pictures of `visit`, drawn 18 by 12 pixels, and what it means.
struct Key {
    std::string sample;
    std::string_view text;
};
std::vector<Key> keys(const Visit& visit);

}  // namespace epsom::visit_multiples
