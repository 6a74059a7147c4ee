#pragma once

#include <string>
#include <vector>

#include "day_chart.hpp"
#include "epsom/render/visit.hpp"

/// The blood values of a visit, as typed: a table, and each value's draws on the axis of the charts.
namespace epsom::visit_labs {

/// A draw as the cells of a table.
struct Words {
    std::string name, day, value, range;
};
std::vector<Words> words(const Visit& visit);
/// `ferritin 45 ng/mL on 2026-11-03 (range 15 to 150)`, each with a stop; for the description of a picture.
std::string sentences(const Visit& visit);
/// A lane for each value, with a mark for each row of the charts in which blood was drawn. `place` are the attributes
/// that say where it goes, beginning with a blank. Of no height without blood values.
day_chart::Drawing lanes(const Visit& visit, std::string_view place);

}  // namespace epsom::visit_labs
