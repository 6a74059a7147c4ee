#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "delivery.hpp"
#include "epsom/domain/amounts/nutrient.hpp"
#include "quantities.hpp"

namespace epsom::exchange {

/// The nutrient or other ingredient that another program calls `name`, without its unit: "B12, Cobalamin",
/// "Vitamin D (D2 + D3)", "PantothenicAcid", "vitamin_b6", "Folat". Case, blanks, '-' and '_' do not matter. Empty for
/// any other, and for what is only near to one: retinol, folic acid, soluble fiber, niacin equivalents.
std::optional<Nutrient> nutrient_called(std::string_view name);
/// As nutrient_called(), of those that values are published for: other ingredients of a food are not kept.
std::optional<Nutrient> food_nutrient_called(std::string_view name);
/// Whether `name` is near to a nutrient, such as retinol: its amount is not that of the nutrient.
bool is_near_to_a_nutrient(std::string_view name);

/// Of which a day has more than the kilogram that epsom keeps in an entry.
bool is_water(Nutrient nutrient);

/// As find_unit(), but empty for vitamin A in IU: of food, one IU is 0.3 mcg of retinol or 0.05 mcg of carotenoids as
/// RAE, and a diary does not say which. Nor niacin equivalents, which count tryptophan.
std::optional<Unit> unit_in_food(std::string_view unit, Nutrient nutrient);

/// Names of what a file has and epsom does not keep, each once, for one sentence.
class LeftOut {
public:
    void add(std::string_view name);
    /// `why: 'a', 'b' and 3 more`; nothing when there are none.
    void end(Delivery& out, std::string_view why) const;

private:
    std::vector<std::string> names_;
};

/// The contents of a food, of those that a file has a value for: in order, and without the ones of which it says only
/// that nothing is known, as what a food does not list is unknown. A food of which nothing is known keeps one.
void settle_food(std::vector<Content>& contents);

}  // namespace epsom::exchange
