// MedTimer's medicines as doses: what the name says they contain.

#include <algorithm>

#include "epsom/text/plain.hpp"
#include "epsom/text/text.hpp"
#include "medtimer.hpp"

namespace epsom::exchange {
namespace {

/// The smallest mass that the reminders state, where each states one.
std::optional<Mass> stated_mass(const Json& reminders, Nutrient nutrient) {
    std::optional<Mass> stated;
    for (const Json& reminder : reminders.items) {
        const auto amount = read_medicine_amount(reminder["amount"].text, nutrient);
        if (!amount || !amount->mass || amount->nothing) return std::nullopt;
        stated = std::min(stated.value_or(*amount->mass), *amount->mass);
    }
    return stated;
}

}  // namespace

Result<ImportedProduct> medtimer_product(
    const Json& item, NameBook& names, const Leaders& leaders, const Clock& clock) {
    const Json& medicine = item["medicine"];
    const Json& reminders = item["reminders"];
    ImportedProduct product{.origin = "MedTimer", .line = item.line};
    Dose& dose = product.dose;
    dose.name = with_plain_blanks(medicine["name"].words());
    if (dose.name.empty()) return Error{"missing medicine name"};
    const std::string shown = in_quotes(dose.name);
    const auto read = read_medicine(dose.name, names);
    const Nutrient nutrient = read && read->nutrient ? *read->nutrient : Nutrient::magnesium;
    std::optional<Mass> piece = read ? read->strength : std::nullopt;
    if (!piece) piece = stated_mass(reminders, nutrient);
    if (piece == Mass{}) piece.reset();
    if (read && read->nutrient) {
        dose.contents.push_back(content_of(*read, piece));
        if (!piece) {
            product.by_hand.push_back({"missing amount of " + std::string{info(nutrient).key} + " in " + shown,
                "dose edit", {"--label", "-"}});
        }
    } else {
        // A reminder that is left out is a dose that is forgotten.
        dose.substance = lower(dose.name);
        product.by_hand.push_back({shown + " is imported without contents: " +
                                   (read ? "its name contains no tracked nutrient" : read.error().message)});
    }
    if (const auto unit = trim(medicine["unit"].words()); !unit.empty()) dose.serving.unit = unit;
    dose.note = medicine["notes"].words();
    plan_medicine({dose.name, dose.serving.unit, reminders, nutrient, piece}, leaders, clock, product);
    set_supply(item, clock, product);
    return product;
}

}  // namespace epsom::exchange
