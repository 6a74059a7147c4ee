#pragma once

#include <cstdint>
#include <map>
#include <string_view>

#include "references.hpp"

namespace epsom::data {

/// How much intakes differ from day to day, and requirements from person to person: day_to_day.tsv and
/// requirement_cv.tsv. `steps` has the mass of one unit: "mcg".
void compile_spread(const Files& sources, const std::map<std::string_view, Published>& ingredients,
    const std::map<std::string_view, std::int64_t>& steps, Files& includes, Errors& errors);

}  // namespace epsom::data
