#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "delivery.hpp"

namespace epsom::exchange {

/// What an amount of it is counted in: the nutrient, or that of the compound.
std::optional<Nutrient> nutrient_of(const NameBook::Found& found);

/// What a medicine's name says it contains: "Magnesium citrate 150 mg".
struct Medicine {
    std::optional<Nutrient> nutrient;  // empty: none that epsom counts
    std::string compound;
    std::optional<Mass> strength;  // of one piece
};
/// Blanks and letters of any width are read. Error: two nutrients or two strengths, so that no amount has a meaning.
Result<Medicine> read_medicine(std::string_view name, NameBook& names);

/// What an amount as typed means: a mass, or a number of pieces with their unit.
struct MedicineAmount {
    std::optional<Mass> mass;
    Count count{1};
    std::string unit;
    bool nothing = false;
};
/// Whether an amount has no number: "?", "two", or nothing. The medicine was taken all the same.
bool has_no_number(std::string_view amount);
Result<MedicineAmount> read_medicine_amount(std::string_view amount, Nutrient nutrient);

/// The mass that was taken; empty where neither the amount nor the name says it. It may be more than largest_mass.
std::optional<Mass> mass_of(const MedicineAmount& amount, const Medicine& medicine);
/// `amount` of the medicine's nutrient, which is known; folic acid is counted in DFE. Without an amount it is unknown.
Content content_of(const Medicine& medicine, std::optional<Mass> amount);
/// Adds content_of() to the intake, whose quantity is the folic acid itself.
void put_contents(const Medicine& medicine, std::optional<Mass> amount, Intake& intake);

}  // namespace epsom::exchange
