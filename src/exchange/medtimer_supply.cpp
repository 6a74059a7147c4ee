// The supply of MedTimer's medicines: stock, expiry and the alert before it runs out.

#include <algorithm>

#include "epsom/domain/plan/stock.hpp"
#include "epsom/text/text.hpp"
#include "medtimer.hpp"
#include "quantities.hpp"

namespace epsom::exchange {

using std::chrono::days;

bool is_alert(const Json& word) { return word.is(Json::Type::text) && !word.text.empty() && word.text != "OFF"; }

void set_supply(const Json& item, const Clock& clock, ImportedProduct& product) {
    const Json& medicine = item["medicine"];
    std::optional<Count> threshold;
    bool alert = false;
    const auto take = [&](const Json& type, const Json& units) {
        if (!is_alert(type)) return;
        alert = true;
        if (const auto count = read_count(units.text)) threshold = std::max(threshold.value_or(Count{0}), *count);
    };
    take(medicine["outOfStockReminder"], medicine["outOfStockReminderThreshold"]);
    for (const Json& reminder : item["reminders"].items) {
        if (is_active(reminder)) take(reminder["outOfStockReminderType"], reminder["outOfStockThreshold"]);
    }
    const auto stock = read_count(medicine["amount"].text);
    if (stock && (alert || *stock > Count{0}) && *stock <= largest_stock) product.dose.stock = *stock;
    product.dose.expires = day_in(medicine["expirationDate"]);
    if (!threshold || *threshold == Count{0}) return;
    // An alert at a number of units is one at a number of days where each day takes as many.
    const Plan plan{product.schedules, {}};
    constexpr int some_days = 28;
    Count taken{0};
    bool alike = true;
    std::optional<Count> of_a_day;
    for (int i = 1; i <= some_days; ++i) {
        const Count units = units_of(product.dose, servings_on(plan, clock.today() + days{i}));
        alike = alike && units == of_a_day.value_or(units);
        of_a_day = units;
        taken = taken + units;
    }
    const std::string no_alert = "no alert for " + in_quotes(product.dose.name) + " when " +
                                 spell_units(*threshold, product.dose.serving.unit) + " are left, as ";
    if (taken == Count{0}) {
        product.by_hand.push_back({no_alert + "it has no scheduled times"});
        return;
    }
    const auto lasts =
        std::clamp<std::int64_t>(threshold->thousandths() * some_days / taken.thousandths(), 1, longest_low.count());
    if (alike) product.dose.low = days{lasts};
    else product.by_hand.push_back({no_alert + "its days differ", "dose edit", {"--low", std::to_string(lasts) + "d"}});
}

}  // namespace epsom::exchange
