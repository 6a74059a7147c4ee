#pragma once

#include <cstdint>
#include <map>
#include <string_view>

#include "compile.hpp"
#include "table.hpp"

namespace epsom::data {

/// The tables that rules are checked against.
struct Ground {
    const std::map<std::string_view, std::int64_t>& ids;  // of ingredients, by key
    const Names& ingredients;
    const Names& compounds;
};

/// What `sources` have by that name; an error where it is missing.
[[nodiscard]] std::string_view text_of(const Files& sources, std::string_view name, Errors& errors);

/// Substances, their rules, conditions, and the medicines that make restless legs worse: substances.tsv,
/// interactions.tsv, conditions.tsv and aggravating.tsv.
void compile_rules(const Files& sources, const Ground& ground, Files& includes, Errors& errors);

}  // namespace epsom::data
