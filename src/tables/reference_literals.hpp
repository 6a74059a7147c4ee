#pragma once

#include <optional>

#include "decimal_literals.hpp"
#include "epsom/domain/reference.hpp"

/// The words that tables of reference values are written in.
namespace epsom::tables {

using enum Nutrient;
using enum Sex;
using enum LifeStage;
using enum Scope;

inline constexpr std::optional<Sex> any;  // both sexes
inline constexpr bool per_day = false;
inline constexpr bool per_kg = true;      // per kilogram of body weight and day

/// Ages in completed months.
constexpr int operator""_mo(unsigned long long months) { return static_cast<int>(months); }
constexpr int operator""_y(unsigned long long years) { return 12 * static_cast<int>(years); }

}  // namespace epsom::tables
