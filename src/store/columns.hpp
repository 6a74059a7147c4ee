#pragma once

#include <SQLiteCpp/Column.h>

#include <cstdint>
#include <optional>
#include <string>

#include "epsom/domain/intake.hpp"
#include "epsom/domain/moment.hpp"

/// How a domain type looks in SQL: days since 1970, seconds since 1970, nanograms, thousandths, and for enumerations
/// their place in the C++ declaration, which therefore never changes.
namespace epsom::store {

inline std::int64_t column(Day day) { return day.time_since_epoch().count(); }
inline std::int64_t column(Instant at) { return at.time_since_epoch().count(); }
inline std::int64_t column(seconds offset) { return offset.count(); }
inline std::int64_t column(Mass mass) { return mass.nanograms(); }
inline std::int64_t column(Count count) { return count.thousandths(); }
template <class Enumeration>
    requires std::is_enum_v<Enumeration>
std::int64_t column(Enumeration value) { return static_cast<std::int64_t>(value); }

inline Day day_in(const SQLite::Column& value) { return Day{std::chrono::days{value.getInt64()}}; }
inline Instant instant_in(const SQLite::Column& value) { return Instant{seconds{value.getInt64()}}; }
inline Mass mass_in(const SQLite::Column& value) { return Mass::from_nanograms(value.getInt64()); }
inline std::optional<Mass> maybe_mass_in(const SQLite::Column& value) {
    return value.isNull() ? std::nullopt : std::optional{mass_in(value)};
}
template <class Enumeration>
Enumeration enum_in(const SQLite::Column& value) { return static_cast<Enumeration>(value.getInt()); }

}  // namespace epsom::store
