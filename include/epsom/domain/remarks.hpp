#pragma once

#include <algorithm>
#include <array>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/intake.hpp"
#include "epsom/domain/report.hpp"

namespace epsom {

/// The codes of what `log` warns of, as scripts know them.
inline constexpr std::array<std::string_view, 11> remark_codes{"amount-unusual", "excipient", "over-upper",
    "upper-unknown", "dose-limit", "supply", "logged-twice", "spacing", "condition", "caution", "restless-legs"};
/// One that is not in the list does not compile.
[[nodiscard]] consteval std::string_view remark_code(std::string_view code) {
    const auto* const found = std::ranges::find(remark_codes, code);
    if (found == remark_codes.end()) throw "no such code";
    return *found;
}

/// What `log` warns of besides the sums.
struct Remark {
    std::string_view code;
    std::string message;
};

/// A day that logged entries fell on, with its sums.
struct TouchedDay {
    Day day;
    std::vector<Nutrient> touched;  // nutrients that the entries hold a known amount of, in their order
    DayLedgers ledgers;             // of these, and of magnesium
    [[nodiscard]] const DayLedger& ledger(Nutrient nutrient) const { return *ledgers.of(nutrient); }
};

/// Finds a compound by one of its names; null where there is none.
using FindCompound = const Compound* (*)(std::string_view name);

/// Amounts that look like a slip of the finger, additives that were logged as a dose, and days above an upper level,
/// or above it if all that does not say its form is in the form that counts. `days` are those of `intakes`.
std::vector<Remark> amount_remarks(std::span<const Intake> intakes, std::span<const TouchedDay> days,
    const Profile& profile, const Authority& authority, Day today, FindCompound find_compound);

}  // namespace epsom
