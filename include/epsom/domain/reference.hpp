#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "epsom/domain/mass.hpp"
#include "epsom/domain/nutrient.hpp"
#include "epsom/domain/person.hpp"

namespace epsom {

/// The terms of the authorities. Targets: rda to estimate (ai and estimate rest on weaker evidence); requirements: ear, ar,
/// ar_prov (provisional); lower: lrni; limits: ul and the UK's weaker gl (guidance level).
enum class Kind : std::uint8_t { rda, rdi, rni, rni_formula, pri, ai, estimate, ear, ar, ar_prov, lrni, ul, gl, personal };
/// What a kind is for; `alternative` values (formula-fed infants) are listed and never chosen.
enum class Role : std::uint8_t { target, requirement, lower, limit, alternative };
/// What a value is compared with: all sources, or what supplements (and magnesium-containing medicines) supply.
enum class Scope : std::uint8_t { total, supplemental };

[[nodiscard]] std::string_view spell(Kind kind);   // "RDA", "Schaetzwert", "AR_prov", "personal" …
[[nodiscard]] std::string_view spell(Scope scope);
[[nodiscard]] constexpr Role role_of(Kind kind) {
    switch (kind) {
        case Kind::ear: case Kind::ar: case Kind::ar_prov: return Role::requirement;
        case Kind::lrni: return Role::lower;
        case Kind::ul: case Kind::gl: return Role::limit;
        case Kind::rni_formula: return Role::alternative;
        default: return Role::target;
    }
}

inline constexpr int no_age_limit = std::numeric_limits<int>::max();

/// One cell of an authority's table. Ages in completed months, `from_months` included, `to_months` excluded.
struct ReferenceValue {
    Nutrient nutrient;
    Kind kind;
    std::optional<Sex> sex;  // empty: both
    LifeStage stage;         // pregnancy and lactation have absolute values, never increments
    int from_months;
    int to_months;
    Mass value;
    bool per_kg;             // `value` is per kilogram of body weight
    Scope scope;
    std::string_view source;
};

/// Who publishes reference values.
struct Authority {
    std::string_view key;   // "US_CA"
    std::string_view name;  // "National Academies (US, Canada)"
    std::span<const ReferenceValue> rows;
};

/// A value that holds for one person on one day.
struct Applied {
    Mass value;
    Kind kind;
    Scope scope;
    std::string_view source;
    const ReferenceValue* row = nullptr;  // empty for a personal value
};

/// What an authority says about one nutrient for one person on one day; empty where it publishes nothing (which never
/// means zero or unlimited) or where what it depends on (birth date, sex, weight) is not known.
struct References {
    std::optional<Applied> target;
    std::optional<Applied> requirement;
    std::optional<Applied> lower;
    std::optional<Applied> upper;
    bool needs_born = false;    // a value exists, but the age is not known
    bool needs_sex = false;     // likewise the sex
    bool needs_weight = false;  // a limit per kilogram exists, and the weight is not known
    LifeStage stage = LifeStage::none;
    std::optional<int> months;  // the age used
};

References references_on(const Person& person, const Authority& authority, Nutrient nutrient, Day day);
/// With the user's own target and upper level in the authority's place. A personal upper level keeps the scope of the
/// authority's; where that has none it is compared with the total.
References references_on(const Profile& profile, const Authority& authority, Nutrient nutrient, Day day);

/// The most that the rows say for anyone's `role`; empty when there is none. For judging a slip of the finger.
std::optional<Mass> largest(const Authority& authority, Nutrient nutrient, Role role);

}  // namespace epsom
