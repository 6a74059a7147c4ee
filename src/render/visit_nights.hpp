#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "day_chart.hpp"
#include "epsom/render/visit.hpp"

/// The nights of a visit: ratings, evening doses, sleep and factors, each over the same days.
namespace epsom::visit_nights {

/// All of it in one picture, filling the width of its place.
day_chart::Drawing picture(const VisitNights& nights);
/// How the picture is read, in one line.
std::string legend(const VisitNights& nights);
/// The same in numbers, one sentence each.
std::vector<std::string> numbers(const VisitNights& nights);
/// What the comparison of nights says, and no more: in the words of the domain. Empty without one.
std::vector<std::string> comparison(const VisitNights& nights);

}  // namespace epsom::visit_nights
