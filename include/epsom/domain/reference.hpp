#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "epsom/domain/amounts/mass.hpp"
#include "epsom/domain/amounts/nutrient.hpp"
#include "epsom/domain/person.hpp"

namespace epsom {

/// The authorities' own words. Targets: rda to estimate (ai and estimate rest on weaker evidence); requirements: ear,
/// ar, ar_prov (provisional); lower: lrni; limits: ul and the UK's sul (safe upper level), and two that are weaker: gl
/// (guidance level) and EFSA's sli (safe level of intake, where no UL could be set). Above its cdrr (chronic disease
/// risk reduction intake) eating less of something lowers a risk; it is neither a target nor a limit.
enum class Kind : std::uint8_t {
    rda,
    rdi,
    rni,
    rni_formula,
    pri,
    ri,
    ai,
    estimate,
    ear,
    ar,
    ar_prov,
    lrni,
    ul,
    sul,
    gl,
    sli,
    cdrr,
    personal
};
/// What a kind is for; `alternative` values (formula-fed infants) are listed and never chosen.
enum class Role : std::uint8_t { target, requirement, lower, limit, reduction, alternative };
/// What a value is compared with: all sources; what supplements (and medicines, and what is added to food) supply; of
/// all sources the retinol; of supplements one form of niacin.
enum class Scope : std::uint8_t { total, supplemental, preformed, nicotinic_acid, nicotinamide };
/// What a value is a mass of, where that is not what amounts are kept in (vitamin A in RAE, niacin in NE, folate in
/// DFE, vitamin E as 2R-alpha-tocopherol): retinol equivalents count food's carotenoids twice and a supplement's a
/// third as much as RAE do; niacin without what tryptophan adds; folate by its mass; folic acid by its mass;
/// alpha-tocopherol of every form by its mass.
enum class Terms : std::uint8_t { kept, retinol_equivalents, niacin_alone, folate_mass, folic_acid, alpha_tocopherol };

[[nodiscard]] std::string_view spell(Kind kind);  // "RDA", "Schaetzwert", "AR_prov", "personal" …
[[nodiscard]] std::string_view spell(Scope scope);
[[nodiscard]] constexpr Role role_of(Kind kind) {
    switch (kind) {
        case Kind::ear:
        case Kind::ar:
        case Kind::ar_prov: return Role::requirement;
        case Kind::lrni: return Role::lower;
        case Kind::ul:
        case Kind::sul:
        case Kind::gl:
        case Kind::sli: return Role::limit;
        case Kind::cdrr: return Role::reduction;
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
    bool per_kg;  // `value` is per kilogram of body weight
    Scope scope;
    Terms terms;
    std::optional<Phytate> phytate;  // the diet it is for, where zinc has a value for each
    std::string_view source;
};

/// Who publishes reference values.
struct Authority {
    std::string_view key;                  // "US_CA"
    std::string_view name;                 // "National Academies (US, Canada)"
    std::span<const ReferenceValue> rows;  // by nutrient
    /// The rows of one nutrient; none where none is published or known here.
    [[nodiscard]] std::span<const ReferenceValue> rows_of(Nutrient nutrient) const;
};

/// A value that holds for one person on one day.
struct Applied {
    Mass value;
    Kind kind;
    Scope scope;
    Terms terms;
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
    std::optional<Applied> other_upper;  // niacin where each form has its own: the higher of the two
    std::optional<Applied> reduction;    // the cdrr
    bool needs_born = false;             // a value exists, but the age is not known
    bool needs_sex = false;              // a value exists, but the sex is not known
    bool needs_weight = false;           // a limit per kilogram exists, and the weight is not known
    LifeStage stage = LifeStage::none;
    std::optional<int> months;  // the age used
};

References references_on(const Person& person, const Authority& authority, Nutrient nutrient, Day day);
/// The authority's values, with the user's own target and upper level in their place. A personal upper level keeps the
/// scope of the authority's; where that has none it is compared with the total.
References references_on(const Profile& profile, const Authority& authority, Nutrient nutrient, Day day);

/// "upper level"; EFSA's safe level of intake is none, and is a "safe level".
[[nodiscard]] std::string_view limit_name(Kind kind);
/// What a limit counts: "all sources", "supplements", "preformed vitamin A"; and with what it leaves out: "supplements
/// only".
[[nodiscard]] std::string_view scope_name(const Applied& limit);
[[nodiscard]] std::string scope_words(const Applied& limit);
/// `350 mg (UL, supplements only)`; of a limit that counts all sources `45 mg (UL)`.
[[nodiscard]] std::string limit_words(const Applied& limit, Nutrient nutrient);
/// What an amount that does not say its form may be: "folic acid or folate". Empty where limits do not tell forms
/// apart.
[[nodiscard]] std::string_view forms_of(Nutrient nutrient);
/// What zinc's value is for, where there is one for each diet: "moderate phytate"; else empty.
[[nodiscard]] std::string_view diet_words(const Applied& applied);
/// Whether an upper level counts what is eaten, so that food that was not logged may count against it.
[[nodiscard]] bool counts_food(const Applied& upper);
/// What a target is a mass of where amounts are kept as something else: "retinol equivalents"; else empty.
[[nodiscard]] std::string_view terms_words(const Applied& applied);

/// The most that the rows say for anyone's `role`; empty when there is none. For judging a slip of the finger.
std::optional<Mass> largest(const Authority& authority, Nutrient nutrient, Role role);

}  // namespace epsom
