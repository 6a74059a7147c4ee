#include "epsom/domain/settings.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "epsom/domain/amounts/amount.hpp"
#include "epsom/domain/time/day_meant.hpp"
#include "epsom/text/choice.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

bool is_within(std::string_view value, std::int64_t least, std::int64_t most) {
    const auto number = whole_number(value);
    return number && least <= *number && *number <= most;
}

/// The one of `all` that is spelled `value`.
template <class Choice, std::size_t N>
std::optional<Choice> spelled(std::string_view value, const std::array<Choice, N>& all) {
    const auto found = std::ranges::find(all, value, [](Choice choice) { return spell(choice); });
    return found == all.end() ? std::nullopt : std::optional{*found};
}

bool is_any(std::string_view) { return true; }
bool is_something(std::string_view value) { return !value.empty(); }

// --- name -----------------------------------------------------------------------------------------------------------

constexpr std::size_t longest_name = 60;

bool is_name(std::string_view value) {
    return !name_key(value).empty() && trim(value) == value && is_utf8(value) && printable(value) == value &&
           characters(value) <= longest_name;
}
Result<KeptSetting> parse_name(std::string_view typed, const SettingSources&) {
    const std::string_view name = trim(typed);
    const std::string shown = "name " + in_quotes(name);
    if (is_name(name)) return KeptSetting{"name", std::string{name}};
    if (characters(name) > longest_name) return Error{shown + " is longer than 60 characters", "use a shorter name"};
    if (!is_utf8(name) || printable(name) != name)
        return Error{shown + " has characters that a terminal cannot show", "use letters"};
    return Error{shown + " has no letter", "use a name such as Anna"};
}
bool apply_name(Profile& profile, std::string_view, std::string_view value, const FindOwn&) {
    profile.name = value;
    return is_name(value);
}

// --- birth date -----------------------------------------------------------------------------------------------------

Result<KeptSetting> parse_born(std::string_view typed, const SettingSources& sources) {
    const std::string shown = "birth date " + in_quotes(typed);
    const auto day = parse_iso_day(trim(typed));
    if (!day) {
        const auto days = days_meant(typed);
        return Error{"invalid " + shown,
            days.empty() ? "use the full date, such as 1980-05-17"
                         : "use " + spell_day(days[0]) + (days.size() == 2 ? " or " + spell_day(days[1]) : "")};
    }
    const std::string remedy = "use the date of birth, such as 1980-05-17";
    if (*day > sources.today) return Error{shown + " is in the future", remedy};
    if (completed_months(*day, sources.today) > 130 * 12) return Error{shown + " is more than 130 years ago", remedy};
    return KeptSetting{"born", spell_day(*day)};
}
bool is_born(std::string_view value) { return parse_iso_day(value).has_value(); }
bool apply_born(Profile& profile, std::string_view, std::string_view value, const FindOwn&) {
    profile.person.born = parse_iso_day(value);
    return profile.person.born.has_value();
}

// --- sex ------------------------------------------------------------------------------------------------------------

Result<KeptSetting> parse_sex(std::string_view typed, const SettingSources&) {
    constexpr std::array<std::string_view, 6> of_women{"female", "f", "w", "woman", "girl", "fem"};
    constexpr std::array<std::string_view, 5> of_men{"male", "m", "man", "boy", "masc"};
    const auto sex = pick(
        "sex", typed, every_sex, [](Sex known) { return spell(known); },
        "use female or male (selects the reference table)");
    if (sex) return KeptSetting{"sex", std::string{spell(*sex)}};
    Error error = sex.error();
    const std::string word = lower(trim(typed));
    if (std::ranges::find(of_women, word) != of_women.end()) error.hint = "did you mean 'female'?";
    if (std::ranges::find(of_men, word) != of_men.end()) error.hint = "did you mean 'male'?";
    return error;
}
bool is_sex(std::string_view value) { return spelled(value, every_sex).has_value(); }
bool apply_sex(Profile& profile, std::string_view, std::string_view value, const FindOwn&) {
    profile.person.sex = spelled(value, every_sex).value_or(Sex::male);
    return true;
}

// --- body weight ----------------------------------------------------------------------------------------------------

Result<KeptSetting> parse_weight(std::string_view typed, const SettingSources&) {
    const auto weight = parse_body_weight(typed);
    if (!weight) return weight.error();
    return KeptSetting{"weight", std::to_string(weight->nanograms())};
}
bool is_weight(std::string_view value) { return is_within(value, 1, largest_body_weight.nanograms()); }
bool apply_weight(Profile& profile, std::string_view, std::string_view value, const FindOwn&) {
    const auto nanograms = whole_number(value);
    if (nanograms) profile.person.weight = Mass::from_nanograms(*nanograms);
    return nanograms.has_value();
}

// --- phytate --------------------------------------------------------------------------------------------------------

Result<KeptSetting> parse_phytate(std::string_view typed, const SettingSources&) {
    const auto level = pick("phytate level", typed, every_phytate, [](Phytate known) { return spell(known); });
    if (!level) return level.error();
    return KeptSetting{"phytate", std::string{spell(*level)}};
}
bool is_phytate(std::string_view value) { return spelled(value, every_phytate).has_value(); }
bool apply_phytate(Profile& profile, std::string_view, std::string_view value, const FindOwn&) {
    const auto level = spelled(value, every_phytate);
    if (level) profile.person.phytate = *level;
    return level.has_value();
}

// --- reference authority --------------------------------------------------------------------------------------------

Result<KeptSetting> parse_reference(std::string_view typed, const SettingSources& sources) {
    const auto key = sources.authority(typed);
    if (!key) return key.error();
    return KeptSetting{"reference", std::string{*key}};
}
bool apply_reference(Profile& profile, std::string_view, std::string_view value, const FindOwn&) {
    profile.authority = value;
    return true;
}

// --- nutrients whose targets are checked ----------------------------------------------------------------------------

/// `magnesium,iron`. Error: what has neither a published nor a personal target could not be checked.
Result<KeptSetting> parse_follow(std::string_view typed, const SettingSources& sources) {
    const Authority& authority = sources.reference();
    std::vector<Nutrient> followed;
    std::string keys;
    for (const std::string& part : split(typed, ',')) {
        const auto nutrient = sources.nutrient(trim(part));
        if (!nutrient) return nutrient.error();
        const std::string key{info(*nutrient).key};
        if (std::ranges::find(followed, *nutrient) != followed.end())
            return Error{key + " is named twice", "keep one of them"};
        const bool published = std::ranges::any_of(
            authority.rows_of(*nutrient), [](const ReferenceValue& row) { return role_of(row.kind) == Role::target; });
        if (!published && !sources.has_own_target(*nutrient)) {
            return Error{"there is no target of " + std::string{authority.key} + " for " + key,
                "set your own: epsom profile set --target " + key + "=AMOUNT --follow " + key};
        }
        followed.push_back(*nutrient);
        keys += (keys.empty() ? "" : ",") + key;
    }
    return KeptSetting{"follow", keys};
}
std::optional<Nutrient> named(std::string_view name, const FindOwn& find_own) {
    const auto nutrient = find_nutrient(name);
    return nutrient ? nutrient : find_own(name);
}
bool apply_follow(Profile& profile, std::string_view, std::string_view value, const FindOwn& find_own) {
    for (const std::string& name : split(value, ',')) {
        if (const auto nutrient = named(name, find_own)) profile.follow.push_back(*nutrient);
    }
    return true;
}

// --- start of the day -----------------------------------------------------------------------------------------------

constexpr minutes noon{12 * 60};

Result<KeptSetting> parse_day_start(std::string_view typed, const SettingSources&) {
    const auto time = parse_time_of_day(typed);
    if (!time) return time.error();
    if (*time >= noon)
        return Error{in_quotes(typed) + " is too late for a day start", "use a time before 12:00, such as 04:00"};
    return KeptSetting{"day-start", std::to_string(time->count())};
}
bool is_day_start(std::string_view value) { return is_within(value, 0, noon.count() - 1); }
bool apply_day_start(Profile& profile, std::string_view, std::string_view value, const FindOwn&) {
    const auto time = whole_number(value);
    if (time) profile.day_start = minutes{*time};
    return time.has_value();
}

// --- amounts of nutrients -------------------------------------------------------------------------------------------

/// `magnesium=250mg`; where a food folate amount is meant, in DFE.
Result<KeptSetting> parse_amount_of(std::string_view key, std::string_view typed, const SettingSources& sources) {
    const auto equals = typed.find('=');
    if (equals == std::string_view::npos) {
        return Error{"missing amount in --" + std::string{key} + " " + in_quotes(typed),
            "add the amount, such as magnesium=250mg"};
    }
    const auto nutrient = sources.nutrient(typed.substr(0, equals));
    if (!nutrient) return nutrient.error();
    const auto amount = parse_quantity(typed.substr(equals + 1), *nutrient);
    if (!amount) return amount.error();
    return KeptSetting{std::string{key} + "." + std::string{info(*nutrient).key}, std::to_string(amount->nanograms())};
}
Result<KeptSetting> parse_diet(std::string_view typed, const SettingSources& sources) {
    return parse_amount_of("diet", typed, sources);
}
Result<KeptSetting> parse_target(std::string_view typed, const SettingSources& sources) {
    return parse_amount_of("target", typed, sources);
}
Result<KeptSetting> parse_upper(std::string_view typed, const SettingSources& sources) {
    return parse_amount_of("upper", typed, sources);
}
bool is_amount(std::string_view value) { return is_within(value, 0, largest_mass.nanograms()); }
template <Amounts Profile::*amounts>
bool apply_amount(Profile& profile, std::string_view name, std::string_view value, const FindOwn& find_own) {
    const auto nutrient = named(name, find_own);
    if (!nutrient) return true;
    const auto steps = whole_number(value);
    if (steps) (profile.*amounts).set(*nutrient, Mass::from_nanograms(*steps));
    return steps.has_value();
}

// --- food log -------------------------------------------------------------------------------------------------------

Result<KeptSetting> parse_food_log(std::string_view typed, const SettingSources&) {
    const auto log = pick("food log", typed, every_food_log, [](FoodLog known) { return spell(known); });
    if (!log) return log.error();
    return KeptSetting{"food-log", std::string{spell(*log)}};
}
bool is_food_log(std::string_view value) { return spelled(value, every_food_log).has_value(); }
bool apply_food_log(Profile& profile, std::string_view, std::string_view value, const FindOwn&) {
    profile.food_log = spelled(value, every_food_log).value_or(FoodLog::partial);
    return true;
}

// --- conditions -----------------------------------------------------------------------------------------------------

Result<KeptSetting> parse_condition(std::string_view typed, const SettingSources& sources) {
    const auto key = sources.condition(typed);
    if (!key) return key.error();
    return KeptSetting{"condition." + std::string{*key}, "yes"};
}
bool apply_condition(Profile& profile, std::string_view name, std::string_view, const FindOwn&) {
    profile.conditions.emplace_back(name);
    return true;
}

// --- anchors --------------------------------------------------------------------------------------------------------

bool is_times(std::string_view value) { return kept_anchor({}, value).has_value(); }
bool apply_anchor(Profile& profile, std::string_view name, std::string_view value, const FindOwn&) {
    const auto anchor = kept_anchor(name, value);
    if (!anchor) return false;
    const auto order = [](const Anchor& other) {
        const auto first = std::ranges::find_if(other.times, [](const auto& time) { return time.has_value(); });
        return std::pair{**first, other.name};
    };
    profile.anchors.insert(std::ranges::upper_bound(profile.anchors, order(*anchor), {}, order), *anchor);
    return true;
}

constexpr auto one = SettingOf::profile, for_nutrients = SettingOf::nutrient, for_conditions = SettingOf::condition;
constexpr std::array rows{
    SettingInfo{"born", one, "birth date", parse_born, is_born, apply_born},
    SettingInfo{"sex", one, "sex", parse_sex, is_sex, apply_sex},
    SettingInfo{"weight", one, "body weight", parse_weight, is_weight, apply_weight},
    SettingInfo{"phytate", one, "phytate in the diet", parse_phytate, is_phytate, apply_phytate},
    SettingInfo{"reference", one, "authority", parse_reference, is_something, apply_reference},
    SettingInfo{"follow", one, "nutrients whose targets are checked", parse_follow, is_something, apply_follow},
    SettingInfo{"day-start", one, "day start", parse_day_start, is_day_start, apply_day_start},
    SettingInfo{"diet", for_nutrients, "usual diet", parse_diet, is_amount, apply_amount<&Profile::usual_diet>,
        &Profile::usual_diet},
    SettingInfo{"food-log", one, "food log", parse_food_log, is_food_log, apply_food_log},
    SettingInfo{"target", for_nutrients, "personal targets", parse_target, is_amount, apply_amount<&Profile::target>,
        &Profile::target},
    SettingInfo{"upper", for_nutrients, "personal upper levels", parse_upper, is_amount, apply_amount<&Profile::upper>,
        &Profile::upper},
    SettingInfo{"condition", for_conditions, "conditions", parse_condition, is_any, apply_condition},
    SettingInfo{"anchor", SettingOf::anchor, "named times of the day", nullptr, is_times, apply_anchor},
    SettingInfo{"name", one, "name", parse_name, is_name, apply_name},
};

/// The setting that a kept key belongs to, and what follows its dot.
struct Found {
    const SettingInfo* setting;
    std::string_view name;
};
Found kept_as(std::string_view key) {
    const auto dot = key.find('.');
    const SettingInfo* setting = find_setting(key.substr(0, dot));
    const bool has_name = dot != std::string_view::npos;
    if (setting == nullptr || (setting->of != SettingOf::profile) != has_name) return {nullptr, {}};
    return {setting, has_name ? key.substr(dot + 1) : std::string_view{}};
}

}  // namespace

std::span<const SettingInfo> profile_settings() { return rows; }

const SettingInfo* find_setting(std::string_view key) {
    const auto* const found = std::ranges::find(rows, key, &SettingInfo::key);
    return found == rows.end() ? nullptr : found;
}

bool is_possible_setting(std::string_view key, std::string_view value) {
    const Found found = kept_as(key);
    return found.setting == nullptr || found.setting->is_possible(value);
}

bool apply_setting(Profile& profile, std::string_view key, std::string_view value, const FindOwn& find_own) {
    const Found found = kept_as(key);
    return found.setting == nullptr || found.setting->apply(profile, found.name, value, find_own);
}

}  // namespace epsom
