#include "epsom/domain/reference.hpp"

#include <algorithm>

namespace epsom {
namespace {

/// Which of several targets is the recommendation: the one on the strongest evidence.
bool stronger(Kind a, Kind b) { return static_cast<int>(a) < static_cast<int>(b); }

std::optional<Applied>& slot(References& references, Role role) {
    switch (role) {
        case Role::requirement: return references.requirement;
        case Role::lower: return references.lower;
        case Role::limit: return references.upper;
        default: return references.target;
    }
}

}  // namespace

std::string_view spell(Kind kind) {
    switch (kind) {
        case Kind::rda: return "RDA";
        case Kind::rdi: return "RDI";
        case Kind::rni: return "RNI";
        case Kind::rni_formula: return "RNI_formula";
        case Kind::pri: return "PRI";
        case Kind::ai: return "AI";
        case Kind::estimate: return "Schaetzwert";
        case Kind::ear: return "EAR";
        case Kind::ar: return "AR";
        case Kind::ar_prov: return "AR_prov";
        case Kind::lrni: return "LRNI";
        case Kind::ul: return "UL";
        case Kind::gl: return "GL";
        case Kind::personal: break;
    }
    return "personal";
}

std::string_view spell(Scope scope) { return scope == Scope::total ? "total" : "supplemental"; }

References references_on(const Person& person, const Authority& authority, Nutrient nutrient, Day day) {
    References found;
    found.stage = person.stage_on(day);
    if (person.born) found.months = completed_months(*person.born, day);
    for (const ReferenceValue& row : authority.rows) {
        if (row.nutrient != nutrient || row.stage != found.stage) continue;
        const Role role = role_of(row.kind);
        if (role == Role::alternative) continue;
        if (!found.months) {
            found.needs_born = true;
            continue;
        }
        if (*found.months < row.from_months || *found.months >= row.to_months) continue;
        // Pregnancy and lactation rows are for women; the stage says as much as the sex would.
        if (row.sex && row.stage == LifeStage::none && row.sex != person.sex) {
            found.needs_sex = found.needs_sex || !person.sex;
            continue;
        }
        Mass value = row.value;
        if (row.per_kg) {
            if (!person.weight) {
                found.needs_weight = true;
                continue;
            }
            value = row.value.scaled(person.weight->nanograms(), 1000 * ng_per_g);
        }
        auto& best = slot(found, role);
        if (!best || stronger(row.kind, best->kind)) best = Applied{value, row.kind, row.scope, row.source, &row};
    }
    return found;
}

References references_on(const Profile& profile, const Authority& authority, Nutrient nutrient, Day day) {
    References found = references_on(profile.person, authority, nutrient, day);
    constexpr std::string_view source = "set by you";
    if (const auto target = profile.target.of(nutrient)) found.target = Applied{*target, Kind::personal, Scope::total, source};
    if (const auto upper = profile.upper.of(nutrient)) {
        const auto limit = std::ranges::find_if(authority.rows, [nutrient](const ReferenceValue& row) {
            return row.nutrient == nutrient && role_of(row.kind) == Role::limit;
        });
        const Scope scope = limit == authority.rows.end() ? Scope::total : limit->scope;
        found.upper = Applied{*upper, Kind::personal, scope, source};
    }
    return found;
}

std::optional<Mass> largest(const Authority& authority, Nutrient nutrient, Role role) {
    std::optional<Mass> most;
    for (const ReferenceValue& row : authority.rows) {
        if (row.nutrient == nutrient && role_of(row.kind) == role && !row.per_kg && (!most || row.value > *most)) most = row.value;
    }
    return most;
}

}  // namespace epsom
