#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "epsom/domain/plan/adherence.hpp"
#include "epsom/domain/plan/dose.hpp"

namespace epsom {

/// No supply holds more units.
inline constexpr Count largest_stock = Count::from_thousandths(std::int64_t{1'000'000} * 1000);

/// `60`: so much is there; `+30`: so much came in.
struct StockChange {
    bool add = false;
    Count units{0};
    friend bool operator==(const StockChange&, const StockChange&) = default;
};
/// Zero is a stock. Errors: below zero, not a number, finer than a thousandth, more than a million.
Result<StockChange> parse_stock(std::string_view text);
/// Error: more than a million.
Result<Count> restocked(std::optional<Count> stock, StockChange change);

/// How long before it runs out or expires that is reported: `14d`, `2w`; `none` is empty.
Result<std::optional<std::chrono::days>> parse_low(std::string_view text);
/// The last day on which a supply may be used: `2027-03-15`, or a month for its last day, `2027-03` or, as on labels,
/// `03/2027`; `none` is empty. A past one is accepted. Errors: any other text.
Result<std::optional<Day>> parse_expiry(std::string_view text);

/// What is left of `stock` after `intakes`, all taken from it; never below zero.
Count units_left(const Dose& dose, Count stock, std::span<const DoseIntake> intakes);
/// How much more they took than `stock` had; zero where it sufficed.
Count units_over(const Dose& dose, Count stock, std::span<const DoseIntake> intakes);

/// The first day with a slot that `units` do not cover, when the plan is kept from now on: the undecided slots of
/// today, all of later days. Empty when that does not come within ten years, or nothing is planned.
std::optional<Day> run_out_day(const Dose& dose, Count units, const History& history, const Clock& clock);

/// Whether `units` cover every slot from now to the end of `day`.
struct Enough {
    Count needed{0};
    Count missing{0};  // zero: enough
    [[nodiscard]] bool enough() const { return missing == Count{0}; }
};
Enough enough_until(const Dose& dose, Count units, Day day, const History& history, const Clock& clock);

}  // namespace epsom
