#include "shared.hpp"

#include <array>
#include <charconv>

#include "epsom/domain/letters.hpp"
#include "epsom/domain/period_meant.hpp"
#include "epsom/domain/text.hpp"
#include "epsom/tables/tables.hpp"

namespace epsom {

Result<DayRange> read_range(const std::string& text, const Context& context, const Store& store) {
    const Day today = context.clock().today();
    const auto period = parse_period(text, today);
    if (!period) {
        const std::string meant = period_meant(text, today);
        return meant.empty() ? period.error() : Error{period.error().message, "did you mean " + in_quotes(meant) + "?"};
    }
    const Day from = period->from ? *period->from : store.first_day().value_or(today);
    return DayRange{std::min(from, period->to), period->to};
}

Result<DayRange> read_entry_range(const std::string& text, const Context& context, const Store& store) {
    auto range = read_range(text, context, store);
    if (range && name_key(text) == "all") {
        if (const auto last = store.last_day()) range->to = std::max(range->to, *last);
    }
    return range;
}

Result<Intake> find_entry(const std::string& text, const Store& store) {
    const bool by_place = text.starts_with('@');
    const std::string_view digits = std::string_view{text}.substr(by_place ? 1 : 0);
    std::int64_t number = 0;
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (failed != std::errc{} || end != digits.data() + digits.size() || digits.front() == '-' || number < 1) {
        return Error{in_quotes(text) + " is not an entry",
                     "give its number, such as 12, or @1 for the last one logged; 'epsom log list' shows the numbers"};
    }
    const auto found = by_place ? store.latest(number) : store.intake(number);
    if (found) return *found;
    return Error{"no entry " + in_quotes(text), "'epsom log list all' shows every entry"};
}

Result<const Authority*> find_authority(std::string_view name) {
    if (const Authority* found = tables::find_authority(name)) return found;
    std::vector<std::string_view> names;
    std::string known;
    for (const Authority* authority : tables::authorities()) {
        names.push_back(authority->key);
        known += (known.empty() ? "" : ", ") + std::string{authority->key};
    }
    const std::string near = did_you_mean(name, names);
    return Error{"unknown authority " + in_quotes(name), near.empty() ? "use one of " + known : near};
}

const Authority& authority_of(const Profile& profile) {
    const Authority* found = tables::find_authority(profile.authority);
    if (found == nullptr)
        throw MachineError{"the profile uses an authority unknown to this version: " + in_quotes(profile.authority),
                           "update epsom"};
    return *found;
}

Result<Nutrient> read_nutrient(std::string_view name) {
    if (const auto found = find_nutrient(name)) return *found;
    if (auto error = single_letter(name)) return *error;
    std::vector<std::string_view> names;
    std::string known;
    for (const auto& nutrient : nutrients) {
        names.push_back(nutrient.key);
        known += (known.empty() ? "" : ", ") + std::string{nutrient.key};
    }
    const std::string near = did_you_mean(name, names);
    return Error{"unknown nutrient " + in_quotes(name), near.empty() ? "use one of " + known : near};
}

DoseIntake as_dose_intake(const Intake& intake) { return {intake.id, intake.moment, intake.day, intake.servings}; }

WatchedDose watch(const Store& store, const Dose& dose, Instant moment) {
    return {dose, store.intakes_of(dose, history_begins(dose, moment)), store.skips_of(dose), dose.stock ? store.taken_from_stock(dose) : std::vector<DoseIntake>{}};
}

WatchedDose watch(const Store& store, const Dose& dose, DayRange range) {
    // The range and the day before it; the entries of a day are within two days of its midnight in UTC.
    const Instant from{range.from.time_since_epoch() - std::chrono::days{3}};
    return {dose, store.intakes_of(dose, from), store.skips_of(dose), {}};
}

Result<Format> text_or_json(std::string_view command, std::string_view typed) {
    const auto format = parse_format(typed);
    if (format && (*format == Format::text || *format == Format::json)) return *format;
    if (format)
        return Error{std::string{command} + " supports --format text or json, not " + in_quotes(typed),
                     "leave out --format, or use --format json"};
    constexpr std::array<std::string_view, 2> known{"text", "json"};
    const std::string near = did_you_mean(typed, known);
    return Error{"unknown format " + in_quotes(typed), near.empty() ? "use text or json" : near};
}

}  // namespace epsom
