#pragma once

#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>

#include "epsom/domain/time/moment.hpp"

/// Zones whose clock changes the tests know, and short ways to write days and moments.
namespace epsom::test {

using namespace std::chrono_literals;
using std::chrono::days;

inline Day day(std::string_view text) {
    const auto found = parse_iso_day(text);
    if (!found) throw std::runtime_error{"'" + std::string{text} + "' is no day"};
    return *found;
}

inline Instant utc(std::string_view text) {
    const auto found = parse_instant(text, Zone::fixed(0s));
    if (!found) throw std::runtime_error{found.error().message};
    return *found;
}

/// Central European time, with the changes of 2026: 02:00 becomes 03:00 on 29 March, 03:00 becomes 02:00 on 25 October.
inline Zone berlin() {
    return Zone{[spring = utc("2026-03-29T01:00"), autumn = utc("2026-10-25T01:00")](
                    Instant at) -> seconds { return spring <= at && at < autumn ? 2h : 1h; }};
}

/// The island that moves its clocks by half an hour, with the changes of 2026: 02:00 becomes 01:30 on 5 April, 02:30 on
/// 4 October.
inline Zone lord_howe() {
    return Zone{[autumn = utc("2026-04-04T15:00"), spring = utc("2026-10-03T15:30")](
                    Instant at) -> seconds { return autumn <= at && at < spring ? 10h + 30min : 11h; }};
}

/// The islands that had no 30 December 2011: from UTC-10 to UTC+14 at midnight.
inline Zone samoa() {
    return Zone{[change = utc("2011-12-30T10:00")](Instant at) -> seconds { return at < change ? -10h : 14h; }};
}

/// `now` as that zone's wall clock shows it, or with an offset.
inline Clock clock_at(std::string_view now, const Zone& zone = berlin(), minutes day_start = 0min) {
    const auto at = parse_instant(now, zone);
    if (!at) throw std::runtime_error{at.error().message};
    return {*at, zone, day_start};
}

/// What a parser answered: the value spelled, or the reason and the remedy.
template <class T, class Spell> std::string answer(const Result<T>& result, Spell spell_value) {
    if (result) return spell_value(*result);
    return result.error().message + " | " + result.error().hint;
}

}  // namespace epsom::test
