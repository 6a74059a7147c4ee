#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "epsom/domain/person.hpp"
#include "epsom/domain/reference.hpp"
#include "epsom/result.hpp"

/// The settings of a profile: how each is typed, what the database keeps of it, and what it means.
namespace epsom {

/// What the database keeps: `born` 1980-05-17, `diet.magnesium` 250000000 (nanograms), `condition.kidney-disease` yes,
/// `anchor.breakfast` 07:30;sat,sun=09:00.
struct KeptSetting {
    std::string key;
    std::string value;
};

/// What the domain does not know and a typed setting may name. Each is asked for only where it is needed.
struct SettingSources {
    Day today{};
    std::function<Result<Nutrient>(std::string_view name)> nutrient;
    std::function<Result<std::string_view>(std::string_view name)> authority;  // its key
    std::function<Result<std::string_view>(std::string_view name)> condition;  // its key
    std::function<const Authority&()> reference;                               // with whose targets intake is compared
    std::function<bool(Nutrient)> has_own_target;
};

/// An ingredient of the user's own by its name.
using FindOwn = std::function<std::optional<Nutrient>(std::string_view name)>;

/// What a setting is kept for: once, or for each nutrient, condition or anchor, whose key then follows a dot.
enum class SettingOf : std::uint8_t { profile, nutrient, condition, anchor };

struct SettingInfo {
    std::string_view key;  // "born", "diet"; the option of `profile set` has the same name
    SettingOf of;
    std::string_view about;
    /// Null for anchors: read_anchors() reads all that are typed at once.
    Result<KeptSetting> (*parse)(std::string_view typed, const SettingSources& sources);
    /// Whether an epsom could have written `value`: what another could have is not imported.
    bool (*is_possible)(std::string_view value);
    /// Puts a kept value into the profile. `name` follows the dot. False where the value cannot be read; a name that is
    /// not known is a newer epsom's.
    bool (*apply)(Profile& profile, std::string_view name, std::string_view value, const FindOwn& find_own);
    Amounts Profile::*amounts = nullptr;  // of a setting for each nutrient
};

/// All of them, in the order in which messages name them.
[[nodiscard]] std::span<const SettingInfo> profile_settings();
/// By its key, "diet" and not "diet.magnesium"; null where there is none.
[[nodiscard]] const SettingInfo* find_setting(std::string_view key);

/// Whether `value` may be imported as the setting `key`, "diet.magnesium". Keys that are not known are a newer epsom's,
/// and may.
[[nodiscard]] bool is_possible_setting(std::string_view key, std::string_view value);
/// Puts a setting of the database into the profile. Keys that are not known leave it as it is. False where the value
/// cannot be read.
[[nodiscard]] bool apply_setting(
    Profile& profile, std::string_view key, std::string_view value, const FindOwn& find_own);

}  // namespace epsom
