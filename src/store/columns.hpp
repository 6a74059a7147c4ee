#pragma once

#include <SQLiteCpp/Column.h>

#include <cstdint>
#include <optional>
#include <string>

#include "epsom/domain/intake.hpp"
#include "epsom/domain/moment.hpp"
#include "epsom/domain/record.hpp"
#include "epsom/store/store.hpp"

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

/// The last value of each enumeration that a data file holds.
constexpr Nutrient last(Nutrient) { return Nutrient::folate; }
constexpr Source last(Source) { return Source::food; }
constexpr Route last(Route) { return Route::topical; }
constexpr Basis last(Basis) { return Basis::table; }
constexpr Taken last(Taken) { return Taken::factor; }
constexpr LifeStage last(LifeStage) { return LifeStage::lactating; }
constexpr RecordKind last(RecordKind) { return RecordKind::food; }

/// Throws MachineError when it is no value of the enumeration, as in a damaged file.
template <class Enumeration>
Enumeration enum_in(const SQLite::Column& value) {
    const std::int64_t place = value.getInt64();
    if (place < 0 || place > column(last(Enumeration{}))) throw MachineError{"the data file is damaged", "put a backup in its place"};
    return static_cast<Enumeration>(place);
}

}  // namespace epsom::store
