#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "epsom/domain/amounts/mass.hpp"
#include "epsom/domain/amounts/nutrient.hpp"

namespace epsom {

struct NutrientAmount {
    Nutrient nutrient;
    Mass amount;
    friend bool operator==(const NutrientAmount&, const NutrientAmount&) = default;
};

/// The amount of `nutrient` in a list in the order of the nutrients; empty where the list says nothing of it, which is
/// not zero.
[[nodiscard]] constexpr std::optional<Mass> amount_of(std::span<const NutrientAmount> amounts, Nutrient nutrient) {
    const auto found = std::ranges::lower_bound(amounts, nutrient, {}, &NutrientAmount::nutrient);
    return found == amounts.end() || found->nutrient != nutrient ? std::nullopt : std::optional{found->amount};
}

/// Amounts in the order of the nutrients, each at most once.
class Amounts {
public:
    [[nodiscard]] std::optional<Mass> of(Nutrient nutrient) const { return amount_of(amounts_, nutrient); }
    /// An empty amount takes the nutrient out.
    void set(Nutrient nutrient, std::optional<Mass> amount) {
        const auto place = std::ranges::lower_bound(amounts_, nutrient, {}, &NutrientAmount::nutrient);
        const bool there = place != amounts_.end() && place->nutrient == nutrient;
        if (!amount) {
            if (there) amounts_.erase(place);
        } else if (there) {
            place->amount = *amount;
        } else {
            amounts_.insert(place, {nutrient, *amount});
        }
    }
    [[nodiscard]] bool empty() const { return amounts_.empty(); }
    [[nodiscard]] auto begin() const { return amounts_.begin(); }
    [[nodiscard]] auto end() const { return amounts_.end(); }
    [[nodiscard]] std::span<const NutrientAmount> all() const { return amounts_; }
    friend bool operator==(const Amounts&, const Amounts&) = default;

private:
    std::vector<NutrientAmount> amounts_;
};

}  // namespace epsom
