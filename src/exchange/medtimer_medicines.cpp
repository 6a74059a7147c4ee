// MedTimer's medicines as doses: what the name says they contain, what is in stock, and reminders at fixed times.

#include <algorithm>

#include "epsom/domain/text.hpp"
#include "medtimer.hpp"
#include "quantities.hpp"

namespace epsom::exchange {
namespace {

bool is_set(const Json& value) { return value.is(Json::Type::number) && value.whole().value_or(1) != 0; }

/// Whether the reminder is for a time of every day, without period, pause or interval.
bool is_daily(const Json& reminder) {
    const Json& week = reminder["days"];
    const bool every_day = week.is(Json::Type::null) || std::ranges::all_of(week.items, [](const Json& day) { return day.is(Json::Type::boolean) && day.truth; });
    return every_day && !is_set(reminder["periodStart"]) && !is_set(reminder["periodEnd"]) && !is_set(reminder["pauseDays"]) && !is_set(reminder["intervalStart"]) &&
           !is_set(reminder["linkedReminderId"]);
}

/// The reminders as one schedule; empty when one of them is of another kind. `piece` is what one serving holds.
std::optional<Schedule> read_schedule(const Json& reminders, Nutrient nutrient, Mass piece) {
    Schedule schedule{.rule = Daily{}};
    for (const Json& reminder : reminders.items) {
        const Json& active = reminder["active"];
        if (active.is(Json::Type::boolean) && !active.truth) continue;
        const auto minute = reminder["timeInMinutes"].whole();
        const auto amount = read_medicine_amount(reminder["amount"].text, nutrient);
        if (!is_daily(reminder) || !minute || *minute < 0 || *minute >= 24 * 60 || !amount || amount->nothing) return std::nullopt;
        if (amount->mass && *amount->mass != piece) return std::nullopt;
        const auto same_time = [&](const SlotTime& slot) { return slot.time == minutes{*minute}; };
        if (std::ranges::any_of(schedule.times, same_time)) return std::nullopt;
        schedule.times.push_back({minutes{*minute}, amount->mass ? Count{1} : amount->count});
    }
    if (schedule.times.empty()) return std::nullopt;
    std::ranges::sort(schedule.times, {}, &SlotTime::time);
    return schedule;
}

/// The mass that every reminder states, where the name states no strength.
std::optional<Mass> stated_mass(const Json& reminders, Nutrient nutrient) {
    std::optional<Mass> stated;
    for (const Json& reminder : reminders.items) {
        const auto amount = read_medicine_amount(reminder["amount"].text, nutrient);
        if (!amount || !amount->mass || amount->nothing || (stated && *stated != *amount->mass)) return std::nullopt;
        stated = amount->mass;
    }
    return stated;
}

}  // namespace

Result<ImportedProduct> medtimer_product(const Json& item, NameBook& names, bool& without_schedule) {
    const Json& medicine = item["medicine"];
    const Json& reminders = item["reminders"];
    ImportedProduct product{.origin = "MedTimer", .line = item.line};
    product.dose.name = trim(medicine["name"].words());
    if (product.dose.name.empty()) return Error{"a medicine has no name"};
    const auto read = read_medicine(product.dose.name, names);
    if (!read) return read.error();
    if (!read->nutrient) return Error{in_quotes(product.dose.name) + " speaks of no nutrient that epsom counts"};
    const auto piece = read->strength ? read->strength : stated_mass(reminders, *read->nutrient);
    if (!piece || *piece == Mass{}) return Error{"the strength of " + in_quotes(product.dose.name) + " is not said"};
    Content content{*read->nutrient, *piece, read->compound, Basis::label};
    if (content.compound == folic_acid) content.amount = dfe_of_folic_acid(*piece);
    product.dose.contents.push_back(std::move(content));
    if (const auto unit = trim(medicine["unit"].words()); !unit.empty()) product.dose.serving.unit = unit;
    product.dose.note = medicine["notes"].words();
    if (const auto stock = read_count(medicine["amount"].text); stock && *stock > Count::from_thousandths(0)) product.dose.stock = *stock;
    product.schedule = read_schedule(reminders, *read->nutrient, *piece);
    without_schedule = !product.schedule && !reminders.items.empty();
    return product;
}

}  // namespace epsom::exchange
