#include "shared.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>

#include "epsom/domain/amounts/letters.hpp"
#include "epsom/domain/time/period_meant.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"

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
    for (const Authority& authority : tables::authorities()) {
        names.push_back(authority.key);
        known += (known.empty() ? "" : ", ") + std::string{authority.key};
    }
    const std::string near = did_you_mean(name, names);
    return Error{"unknown authority " + in_quotes(name), near.empty() ? "use one of " + known : near};
}

const Authority& authority_of(const Profile& profile) {
    const Authority* found = tables::find_authority(profile.authority);
    if (found == nullptr)
        throw MachineError{
            "the profile uses an authority unknown to this version: " + in_quotes(profile.authority), "update epsom"};
    return *found;
}

Result<Nutrient> read_nutrient(std::string_view name, const Store& store) {
    if (const auto found = find_nutrient(name)) return *found;
    if (const auto own = store.own_ingredient_named(name)) return *own;
    if (auto error = single_letter(name)) return *error;
    std::vector<std::string_view> names;
    for (const auto& known : known_ingredients()) names.push_back(known.key);
    for (const Nutrient own : store.own_ingredients()) names.push_back(info(own).key);
    const std::string near = did_you_mean(name, names);
    return Error{
        "unknown nutrient " + in_quotes(name), near.empty() ? "to search: epsom dose find " + printable(name) : near};
}

Result<const Compound*> read_form(std::optional<Nutrient> nutrient, std::string_view name) {
    if (const Compound* found = nutrient ? tables::find_form(*nutrient, name) : tables::find_compound(name))
        return found;
    std::vector<std::string_view> known{folic_acid};
    for (const Compound& compound : tables::compounds()) known.push_back(compound.key);
    return Error{"unknown compound " + in_quotes(name), did_you_mean(name, known)};
}

namespace {

/// The nutrients for which the authority publishes a value, in their order.
std::vector<Nutrient> published_by(const Authority& authority) {
    std::vector<Nutrient> published;
    for (const ReferenceValue& row : authority.rows) published.push_back(row.nutrient);
    return published;
}

/// Group by group.
std::vector<Nutrient> each_once(std::vector<Nutrient> wanted) {
    std::ranges::sort(wanted, [](Nutrient a, Nutrient b) {
        const Group first = info(a).group, second = info(b).group;
        return first != second ? first < second : listed_before(a, b);
    });
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    return wanted;
}

}  // namespace

std::string published_by_others(const Authority& authority, Nutrient nutrient) {
    std::string keys;
    for (const Authority& other : tables::authorities()) {
        if (&other == &authority || other.rows_of(nutrient).empty()) continue;
        keys += (keys.empty() ? "" : " ") + std::string{other.key};
    }
    return keys;
}

std::string unpublished_note(const Terminal& terminal, const Authority& authority, std::span<const Nutrient> wanted) {
    std::vector<Nutrient> lacking;
    std::ranges::copy_if(wanted, std::back_inserter(lacking), [&authority](Nutrient nutrient) {
        return info(nutrient).is_nutrient() && authority.rows_of(nutrient).empty();
    });
    if (lacking.empty()) return {};
    std::vector<std::string_view> others;
    for (const Authority& other : tables::authorities()) {
        if (std::ranges::any_of(lacking, [&other](Nutrient nutrient) { return !other.rows_of(nutrient).empty(); }))
            others.push_back(other.key);
    }
    return unpublished_line(terminal, authority.key, lacking, others);
}

Result<std::vector<Nutrient>> read_nutrients(
    const std::string& text, const Store& store, const Authority& authority, DayRange range) {
    std::vector<Nutrient> wanted;
    for (const std::string& part : split(text, ',')) {
        const std::string word = name_key(part);
        if (word == "supplements") {
            for (const Nutrient nutrient : store.taken_in(range, Source::supplement)) wanted.push_back(nutrient);
        } else if (word == "all" || word == "minerals" || word == "vitamins") {
            const auto group = word == "minerals"   ? std::optional{Group::mineral}
                               : word == "vitamins" ? std::optional{Group::vitamin}
                                                    : std::nullopt;
            const auto add = [&](Nutrient nutrient) {
                if (!group || info(nutrient).group == *group) wanted.push_back(nutrient);
            };
            for (const Nutrient nutrient : store.taken_in(range)) add(nutrient);
        } else if (word == "published") {
            for (const Nutrient nutrient : published_by(authority)) wanted.push_back(nutrient);
        } else {
            const auto nutrient = read_nutrient(trim(part), store);
            if (!nutrient) return nutrient.error();
            wanted.push_back(*nutrient);
        }
    }
    if (wanted.empty()) wanted.push_back(Nutrient::magnesium);
    return each_once(std::move(wanted));
}

Result<std::string> new_dose_name(std::span<const std::string> words, std::span<const std::string> others) {
    constexpr std::string_view prefix = "dose:";
    std::string typed = joined(words);
    const bool prefixed = lower(typed).starts_with(prefix);
    if (prefixed) typed.erase(0, prefix.size());
    const bool quoted = words.size() == 1 && words.front().find(' ') != std::string::npos;
    return check_dose_name(typed, others, prefixed || quoted ? Naming::forced : Naming::usual);
}

DoseIntake as_dose_intake(const Intake& intake) { return {intake.id, intake.moment, intake.day, intake.servings}; }

WatchedDose watch(const Store& store, const Dose& dose, Instant moment) {
    return {dose, store.intakes_of(dose, history_begins(dose, moment)), store.skips_of(dose),
        dose.stock ? store.taken_from_stock(dose) : std::vector<DoseIntake>{}};
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
