#pragma once

#include <optional>

#include "epsom/domain/amounts/amounts.hpp"
#include "epsom/domain/amounts/mass.hpp"
#include "epsom/domain/amounts/nutrient.hpp"

namespace epsom {

/// Folic acid from supplements counts 1.7 times its mass as DFE (IOM 1998).
[[nodiscard]] constexpr Mass dfe_of_folic_acid(Mass folic_acid) { return folic_acid.scaled(17, 10); }
[[nodiscard]] constexpr Mass folic_acid_of_dfe(Mass dfe) { return dfe.scaled(10, 17); }
/// 60 mg of tryptophan make 1 mg of niacin (IOM 1998).
[[nodiscard]] constexpr Mass ne_of_tryptophan(Mass tryptophan) { return tryptophan.scaled(1, 60); }

/// What food tables state beside a nutrient; empty where a table does not.
struct Precursors {
    std::optional<Mass> retinol, tryptophan, folic_acid;
};
/// Turns what food tables state into what is kept: niacin into NE where tryptophan is known, and beside vitamin A (in
/// RAE), niacin (in NE) and folate (in DFE) the part that comes from carotenoids, tryptophan and folic acid. A part
/// that is not known is left out; so is one of folic acid that is zero.
inline void set_equivalents(Amounts& amounts, const Precursors& from) {
    if (const auto whole = amounts.of(Nutrient::vitamin_a); whole && (from.retinol || *whole == Mass{})) {
        const Mass retinol = from.retinol.value_or(Mass{});
        amounts.set(Nutrient::vitamin_a_from_carotenoids, *whole > retinol ? *whole - retinol : Mass{});
    }
    if (const auto alone = amounts.of(Nutrient::niacin); alone && from.tryptophan) {
        const Mass made = ne_of_tryptophan(*from.tryptophan);
        amounts.set(Nutrient::niacin, *alone + made);
        amounts.set(Nutrient::niacin_from_tryptophan, made);
    }
    if (amounts.of(Nutrient::folate) && from.folic_acid && *from.folic_acid > Mass{}) {
        amounts.set(Nutrient::folate_from_folic_acid, dfe_of_folic_acid(*from.folic_acid));
    }
}

}  // namespace epsom
