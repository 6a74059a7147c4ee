#include "epsom/domain/amounts/amount.hpp"

#include "epsom/domain/plan/dose.hpp"
#include "epsom/text/text.hpp"
#include "fuzz/target.hpp"

using namespace epsom;
using epsom::test::require;

EPSOM_FUZZ_TARGET(amount) {
    const auto amount = parse_amount(bytes);
    if (!amount)
        require(!amount.error().message.empty() && amount.error().message == printable(amount.error().message),
            "a refusal is a sentence");
    if (const auto mass = parse_mass(bytes)) {
        require(*mass > Mass{} && *mass <= largest_mass, "a mass is more than nothing and at most a kilogram");
        require(*parse_mass(spell(*mass)) == *mass, "a spelled mass is read back as the same");
    }
    if (const auto vitamin = parse_quantity(bytes, Nutrient::vitamin_d))
        require(*vitamin > Mass{} && *vitamin <= largest_mass, "international units weigh at most a kilogram");
    if (const auto count = parse_count(bytes)) {
        require(*count > Count{0} && *count <= largest_count, "a count is more than nothing and at most a thousand");
        require(*parse_count(spell(*count)) == *count, "a spelled count is read back as the same");
    }
    if (const auto serving = parse_serving(bytes)) {
        const auto again = *parse_serving(spell(*serving));
        require(again.count == serving->count && same_unit(again.unit, serving->unit),
            "a spelled serving is read back as the same");
    }
}
