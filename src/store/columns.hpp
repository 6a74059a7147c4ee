#pragma once

#include <SQLiteCpp/Column.h>

#include <cstdint>
#include <optional>
#include <string>

#include "epsom/domain/intake.hpp"
#include "epsom/domain/record.hpp"
#include "epsom/domain/time/moment.hpp"
#include "epsom/store/store.hpp"

/// How a domain type looks in SQL: days since 1970, seconds since 1970, nanograms, thousandths, and for enumerations
/// their place in the C++ declaration, which therefore never changes.
namespace epsom::store {

/// What is thrown where a file holds what epsom does not write, with a hint how to go on.
MachineError damage();

inline std::int64_t column(Day day) { return day.time_since_epoch().count(); }
inline std::int64_t column(Instant at) { return at.time_since_epoch().count(); }
inline std::int64_t column(seconds offset) { return offset.count(); }
inline std::int64_t column(Mass mass) { return mass.nanograms(); }
inline std::int64_t column(Count count) { return count.thousandths(); }
template <class Enumeration>
requires std::is_enum_v<Enumeration>
constexpr std::int64_t column(Enumeration value) { return static_cast<std::int64_t>(value); }

/// The number, from `low` to `high`: what lies outside is damage, which chrono's arithmetic would overflow at.
inline std::int64_t within(std::int64_t low, std::int64_t high, const SQLite::Column& value) {
    const std::int64_t number = value.getInt64();
    if (number < low || number > high) throw damage();
    return number;
}
inline constexpr std::int64_t most_days = 3'000'000;

inline Day day_in(const SQLite::Column& value) { return Day{std::chrono::days{within(-most_days, most_days, value)}}; }
inline Instant instant_in(const SQLite::Column& value) {
    return Instant{seconds{within(-most_days * 86400, most_days * 86400, value)}};
}
inline seconds offset_in(const SQLite::Column& value) { return seconds{within(-86400, 86400, value)}; }
inline minutes minutes_in(const SQLite::Column& value) {
    return minutes{within(-most_days * 1440, most_days * 1440, value)};
}
/// A thousand times what anybody can log at once: sums of a day's cannot overflow.
inline constexpr Mass most_mass = Mass::from_nanograms(1'000 * largest_mass.nanograms());
inline Mass mass_in(const SQLite::Column& value) {
    return Mass::from_nanograms(within(0, most_mass.nanograms(), value));
}
inline std::optional<Mass> maybe_mass_in(const SQLite::Column& value) {
    return value.isNull() ? std::nullopt : std::optional{mass_in(value)};
}

inline std::uint8_t edition_in(const SQLite::Column& value) { return static_cast<std::uint8_t>(within(1, 255, value)); }

/// The last value of each enumeration that a database contains.
constexpr Source last(Source) { return Source::food; }
constexpr Route last(Route) { return Route::topical; }
constexpr Basis last(Basis) { return Basis::table; }
constexpr Taken last(Taken) { return Taken::note; }
constexpr LifeStage last(LifeStage) { return LifeStage::lactating; }
constexpr RecordKind last(RecordKind) { return RecordKind::ingredient; }

/// Throws MachineError when it is no value of the enumeration, as in a damaged file.
template <class Enumeration> Enumeration enum_in(const SQLite::Column& value) {
    const std::int64_t place = value.getInt64();
    if (place < 0 || place > column(last(Enumeration{}))) throw damage();
    return static_cast<Enumeration>(place);
}

}  // namespace epsom::store
