#pragma once

#include <cstdint>
#include <map>
#include <string_view>

#include "compile.hpp"
#include "table.hpp"

namespace epsom::data {

/// An ingredient that reference values may be about.
struct Published {
    std::int64_t id = 0;
    bool is_nutrient = false;
};

/// Who publishes reference values, and the values: authorities.tsv and a reference_KEY.tsv for each. `steps` has the
/// mass of one unit: "mcg".
void compile_references(const Files& sources, const std::map<std::string_view, Published>& ingredients,
    const std::map<std::string_view, std::int64_t>& steps, Files& includes, Errors& errors);

}  // namespace epsom::data
