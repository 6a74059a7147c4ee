#include "epsom/domain/plan/stock.hpp"

#include <algorithm>
#include <chrono>

#include "epsom/domain/time/day_count.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

using std::chrono::days;
constexpr int ten_years = 3653;
constexpr std::string_view how = "give the units on hand, such as 60, or the units added, such as +30";

Count units_taken(const Dose& dose, std::span<const DoseIntake> intakes) {
    Count units{0};
    for (const DoseIntake& intake : intakes) units = units + units_of(dose, intake.servings);
    return units;
}

}  // namespace

Result<StockChange> parse_stock(std::string_view text) {
    text = trim(text);
    const std::string shown = in_quotes(text);
    const bool add = text.starts_with('+');
    std::string_view number = text.substr(add ? 1 : 0);
    if (number.starts_with('-')) return Error{shown + " is negative", std::string{how}};
    if (!is_plain_number(number)) return Error{shown + " is not a number of units", std::string{how}};
    const auto point = std::min(number.find('.'), number.size());
    std::string_view decimals = number.substr(std::min(point + 1, number.size()));
    while (decimals.ends_with('0')) decimals.remove_suffix(1);
    if (decimals.size() > 3) return Error{shown + " has more than 3 decimals", "round it to 3 decimals"};
    std::int64_t thousandths = 0;
    const std::string digits =
        std::string{number.substr(0, point)} + std::string{decimals} + std::string(3 - decimals.size(), '0');
    for (const char c : digits) thousandths = std::min(thousandths * 10 + (c - '0'), largest_stock.thousandths() + 1);
    if (thousandths > largest_stock.thousandths()) {
        return Error{"supply " + shown + " exceeds the limit of 1000000", "use at most 1000000"};
    }
    if (add && thousandths == 0) return Error{shown + " adds nothing", std::string{how}};
    return StockChange{add, Count::from_thousandths(thousandths)};
}

Result<Count> restocked(std::optional<Count> stock, StockChange change) {
    const Count units = change.add ? stock.value_or(Count{0}) + change.units : change.units;
    if (units > largest_stock) {
        return Error{"supply '" + spell(units) + "' exceeds the limit of 1000000", "use at most 1000000"};
    }
    return units;
}

Result<std::optional<std::chrono::days>> parse_low(std::string_view text) {
    if (lower(trim(text)) == "none") return std::optional<days>{};
    const auto count = parse_day_count(text);
    if (!count) return count.error();
    return std::optional{days{*count}};
}

Result<std::optional<Day>> parse_expiry(std::string_view text) {
    const std::string_view typed = trim(text);
    if (lower(typed) == "none") return std::optional<Day>{};
    std::string month{typed};
    if (month.size() == 7 && month[2] == '/') month = month.substr(3) + "-" + month.substr(0, 2);
    std::optional<Day> day = month.size() == 7 ? parse_iso_day(month + "-01") : parse_iso_day(typed);
    if (day && month.size() == 7) {
        const std::chrono::year_month_day first{*day};
        day = Day{first.year() / first.month() / std::chrono::last};
    }
    if (!day)
        return Error{
            in_quotes(typed) + " is not a day or a month", "give it as on the label, such as 2027-03 or 2027-03-15"};
    return day;
}

Count units_left(const Dose& dose, Count stock, std::span<const DoseIntake> intakes) {
    return std::max(stock - units_taken(dose, intakes), Count{0});
}

Count units_over(const Dose& dose, Count stock, std::span<const DoseIntake> intakes) {
    return std::max(units_taken(dose, intakes) - stock, Count{0});
}

std::optional<Day> run_out_day(const Dose& dose, Count units, const History& history, const Clock& clock) {
    std::optional<Day> day_without;
    each_slot_ahead(dose.plan, clock.today() + days{ten_years}, history, clock, [&](Day day, Count servings) {
        units = units - units_of(dose, servings);
        if (units < Count{0}) day_without = day;
        return !day_without;
    });
    return day_without;
}

Enough enough_until(const Dose& dose, Count units, Day day, const History& history, const Clock& clock) {
    Enough enough;
    if (day < clock.today()) return enough;
    each_slot_ahead(dose.plan, day, history, clock, [&](Day, Count servings) {
        enough.needed = enough.needed + units_of(dose, servings);
        return true;
    });
    enough.missing = std::max(enough.needed - units, Count{0});
    return enough;
}

}  // namespace epsom
