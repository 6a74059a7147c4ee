// MedTimer's medicines as doses: what the name says they contain, what is in stock, and reminders at fixed times.

#include <algorithm>

#include "epsom/text/text.hpp"
#include "medtimer.hpp"
#include "quantities.hpp"

namespace epsom::exchange {
namespace {

bool is_set(const Json& value) { return value.is(Json::Type::number) && value.whole().value_or(1) != 0; }

std::optional<Day> day_of(const Json& value) {
    const auto number = value.whole();
    if (!number || *number <= 0 || *number > 80'000) return std::nullopt;
    return Day{std::chrono::days{*number}};
}

/// The days on which it reminds; empty for an interval, a reminder that follows another one, and days that contradict
/// each other.
std::optional<Schedule> days_of(const Json& reminder) {
    if (is_set(reminder["intervalStart"]) || is_set(reminder["linkedReminderId"])) return std::nullopt;
    Schedule schedule{.rule = Daily{}};
    if (const auto first = day_of(reminder["periodStart"])) schedule.from = *first;
    schedule.until = day_of(reminder["periodEnd"]);
    OnWeekdays on;  // MedTimer's week begins with Monday too
    const auto& week = reminder["days"].items;
    for (std::size_t i = 0; i < week.size() && i < 7; ++i) {
        if (week[i].is(Json::Type::boolean) && week[i].truth) on.days = static_cast<std::uint8_t>(on.days | (1U << i));
    }
    const bool every_day = week.empty() || on.days == 0x7F;
    if (!week.empty() && (week.size() != 7 || on.days == 0)) return std::nullopt;
    if (!every_day) schedule.rule = on;
    if (!is_set(reminder["pauseDays"])) return schedule;
    const auto days_on = reminder["consecutiveDays"].whole(), days_off = reminder["pauseDays"].whole();
    const auto first = day_of(reminder["cycleStartDay"]);
    constexpr int most = 366;
    if (!every_day || !first || !days_on || *days_on < 1 || *days_on > most || !days_off || *days_off < 1 ||
        *days_off > most || schedule.from > *first)
        return std::nullopt;
    schedule.rule = Cycle{static_cast<int>(*days_on), static_cast<int>(*days_off)};
    schedule.from = *first;
    return schedule;
}

/// The reminders as one schedule; empty when one of them is of a kind that epsom has not, or on other days. `piece` is
/// what one serving holds.
std::optional<Schedule> read_schedule(const Json& reminders, Nutrient nutrient, std::optional<Mass> piece) {
    std::optional<Schedule> schedule;
    for (const Json& reminder : reminders.items) {
        const Json& active = reminder["active"];
        if (active.is(Json::Type::boolean) && !active.truth) continue;
        const auto minute = reminder["timeInMinutes"].whole();
        const auto amount = read_medicine_amount(reminder["amount"].text, nutrient);
        const auto days = days_of(reminder);
        if (!days || !minute || *minute < 0 || *minute >= 24 * 60 || (amount && amount->nothing)) return std::nullopt;
        if (amount && amount->mass && piece && *amount->mass != *piece) return std::nullopt;
        if (schedule &&
            (schedule->rule != days->rule || schedule->from != days->from || schedule->until != days->until))
            return std::nullopt;
        if (!schedule) schedule = days;
        const auto same_time = [&](const SlotTime& slot) { return slot.time == minutes{*minute}; };
        if (std::ranges::any_of(schedule->times, same_time)) return std::nullopt;
        schedule->times.push_back({minutes{*minute}, !amount || amount->mass ? Count{1} : amount->count});
    }
    if (schedule) std::ranges::sort(schedule->times, {}, &SlotTime::time);
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

Result<ImportedProduct> medtimer_product(const Json& item, NameBook& names, std::vector<std::string>& notes) {
    const Json& medicine = item["medicine"];
    const Json& reminders = item["reminders"];
    ImportedProduct product{.origin = "MedTimer", .line = item.line};
    product.dose.name = trim(medicine["name"].words());
    if (product.dose.name.empty()) return Error{"missing medicine name"};
    const std::string shown = in_quotes(product.dose.name);
    const auto read = read_medicine(product.dose.name, names);
    std::optional<Nutrient> nutrient;
    if (read) nutrient = read->nutrient;
    std::optional<Mass> piece;
    if (nutrient) {
        piece = read->strength ? read->strength : stated_mass(reminders, *nutrient);
        if (piece == Mass{}) piece.reset();
        Content content{*nutrient, piece, read->compound, Basis::label};
        if (content.compound == folic_acid_key && piece) content.amount = dfe_of_folic_acid(*piece);
        product.dose.contents.push_back(std::move(content));
        if (!piece) {
            notes.push_back("missing amount of " + std::string{info(*nutrient).key} + " in " + shown +
                            "; add it with 'epsom dose edit'");
        }
    } else {
        // A reminder that is left out is a dose that is forgotten.
        product.dose.substance = lower(product.dose.name);
        notes.push_back(shown + " is imported without contents: " +
                        (read ? "its name contains no tracked nutrient" : read.error().message));
    }
    if (const auto unit = trim(medicine["unit"].words()); !unit.empty()) product.dose.serving.unit = unit;
    product.dose.note = medicine["notes"].words();
    if (const auto stock = read_count(medicine["amount"].text); stock && *stock > Count::from_thousandths(0))
        product.dose.stock = *stock;
    product.schedule = read_schedule(reminders, nutrient.value_or(Nutrient::magnesium), piece);
    const bool any = std::ranges::any_of(reminders.items,
        [](const Json& reminder) { return !reminder["active"].is(Json::Type::boolean) || reminder["active"].truth; });
    if (!product.schedule && any) {
        notes.push_back("reminders of " + shown + " are not supported; add times with 'epsom dose schedule'");
    }
    return product;
}

}  // namespace epsom::exchange
