#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "epsom/result.hpp"

namespace epsom::exchange {

/// Digits alone, or nothing: no mark that could be read in another way.
[[nodiscard]] bool is_whole(std::string_view cell);

/// What the points and commas in a table's numbers mean, as far as its cells show: `1,5` and `1.241,2` have one reading
/// each, `1,500` has two until another cell decides.
struct NumberMarks {
    bool point_decimal = false, comma_decimal = false;  // some cell can be read no other way
    bool comma_separates = false;                       // the fields: a point alone is then taken for a decimal one
    bool no_thousands = false;                          // the program that wrote the table has none

    void learn(std::string_view cell);
    /// Whether the number that `cell` begins with has two readings by itself, whatever other cells show.
    [[nodiscard]] bool needs_others(std::string_view cell) const;
    /// Whether the number that `cell` begins with has two readings still.
    [[nodiscard]] bool is_open(std::string_view cell) const;
    /// Whether it has two, of which one is taken, as no cell shows the other.
    [[nodiscard]] bool is_assumed(std::string_view cell) const;
    /// `cell` with its number as a program reads it: `1.241,20 mg` as `1241.20 mg`. Unchanged where it does not begin
    /// with a number, or with one that is open.
    [[nodiscard]] std::string plain(std::string_view cell) const;
    /// Why a cell is refused that has two readings: it is open, "use 1500 or 1.5", or has a plain blank as in "2 500
    /// mg".
    [[nodiscard]] std::optional<Error> two_readings(std::string_view cell) const;
};

}  // namespace epsom::exchange
