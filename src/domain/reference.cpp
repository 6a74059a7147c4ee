#include "epsom/domain/reference.hpp"

#include <algorithm>
#include <utility>

#include "epsom/domain/amounts/amount.hpp"

namespace epsom {
namespace {

/// Which of several targets is the recommendation: the one on the strongest evidence.
bool stronger(Kind a, Kind b) { return static_cast<int>(a) < static_cast<int>(b); }

/// The kinds of phytate levels that an authority has for a nutrient end with the one that is meant, or the highest.
std::optional<Phytate> level_meant(std::span<const ReferenceValue> rows, Phytate meant) {
    std::optional<Phytate> level;
    for (const ReferenceValue& row : rows) {
        if (row.phytate && *row.phytate <= meant && (!level || *row.phytate > *level)) level = row.phytate;
    }
    return level;
}

/// A limit of one form of niacin stands beside that of the other, the lower one first.
void put_limit(References& references, const Applied& limit) {
    if (!references.upper) {
        references.upper = limit;
    } else if (references.upper->scope == limit.scope) {
        if (stronger(limit.kind, references.upper->kind)) references.upper = limit;
    } else if (limit.value < references.upper->value) {
        references.other_upper = std::exchange(references.upper, limit);
    } else {
        references.other_upper = limit;
    }
}

std::optional<Applied>& slot(References& references, Role role) {
    switch (role) {
        case Role::reduction: return references.reduction;
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
        case Kind::ri: return "RI";
        case Kind::ai: return "AI";
        case Kind::estimate: return "Schaetzwert";
        case Kind::ear: return "EAR";
        case Kind::ar: return "AR";
        case Kind::ar_prov: return "AR_prov";
        case Kind::lrni: return "LRNI";
        case Kind::ul: return "UL";
        case Kind::sul: return "SUL";
        case Kind::gl: return "GL";
        case Kind::sli: return "SLI";
        case Kind::cdrr: return "CDRR";
        case Kind::personal: break;
    }
    return "personal";
}

std::string_view spell(Scope scope) {
    switch (scope) {
        case Scope::total: return "total";
        case Scope::supplemental: return "supplemental";
        case Scope::preformed: return "preformed";
        case Scope::nicotinic_acid: return "nicotinic_acid";
        case Scope::nicotinamide: break;
    }
    return "nicotinamide";
}

std::string_view limit_name(Kind kind) { return kind == Kind::sli ? "safe level" : "upper level"; }

std::string_view scope_name(const Applied& limit) {
    if (limit.terms == Terms::folic_acid) return "folic acid";
    switch (limit.scope) {
        case Scope::total: break;
        case Scope::supplemental: return "supplements";
        case Scope::preformed: return "preformed vitamin A";
        case Scope::nicotinic_acid: return "nicotinic acid in supplements";
        case Scope::nicotinamide: return "nicotinamide in supplements";
    }
    return "all sources";
}

std::string scope_words(const Applied& limit) {
    return std::string{scope_name(limit)} + (limit.scope == Scope::total ? "" : " only");
}

std::string limit_words(const Applied& limit, Nutrient nutrient) {
    const bool all = limit.scope == Scope::total;
    return spell(limit.value, nutrient) + " (" + std::string{spell(limit.kind)} +
           (all ? "" : ", " + scope_words(limit)) + ")";
}

std::string_view forms_of(Nutrient nutrient) {
    switch (nutrient) {
        case Nutrient::folate: return "folic acid or folate";
        case Nutrient::vitamin_a: return "retinol or carotene";
        case Nutrient::niacin: return "nicotinic acid or nicotinamide";
        case Nutrient::vitamin_e: return "natural or synthetic";
        default: return {};
    }
}

std::string_view diet_words(const Applied& applied) {
    if (applied.row == nullptr || !applied.row->phytate) return {};
    switch (*applied.row->phytate) {
        case Phytate::low: return "low phytate";
        case Phytate::moderate: return "moderate phytate";
        case Phytate::high: return "high phytate";
        case Phytate::very_high: break;
    }
    return "very high phytate";
}

bool counts_food(const Applied& upper) {
    return upper.scope == Scope::total || upper.scope == Scope::preformed || upper.terms == Terms::folic_acid;
}

std::string_view terms_words(const Applied& applied) {
    switch (applied.terms) {
        case Terms::retinol_equivalents: return "retinol equivalents";
        case Terms::niacin_alone: return "niacin without tryptophan";
        case Terms::folate_mass: return "folate, not DFE";
        case Terms::kept:
        case Terms::folic_acid:
        case Terms::alpha_tocopherol: break;
    }
    return {};
}

std::span<const ReferenceValue> Authority::rows_of(Nutrient nutrient) const {
    return {std::ranges::lower_bound(rows, nutrient, {}, &ReferenceValue::nutrient),
        std::ranges::upper_bound(rows, nutrient, {}, &ReferenceValue::nutrient)};
}

References references_on(const Person& person, const Authority& authority, Nutrient nutrient, Day day) {
    References found;
    found.stage = person.stage_on(day);
    if (person.born) found.months = completed_months(*person.born, day);
    const auto rows = authority.rows_of(nutrient);
    const auto phytate = level_meant(rows, person.phytate.value_or(Phytate::moderate));
    for (const ReferenceValue& row : rows) {
        if (row.stage != found.stage || (row.phytate && row.phytate != phytate)) continue;
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
        const Applied applied{value, row.kind, row.scope, row.terms, row.source, &row};
        if (role == Role::limit) {
            put_limit(found, applied);
            continue;
        }
        auto& best = slot(found, role);
        if (!best || stronger(row.kind, best->kind)) best = applied;
    }
    return found;
}

References references_on(const Profile& profile, const Authority& authority, Nutrient nutrient, Day day) {
    References found = references_on(profile.person, authority, nutrient, day);
    constexpr std::string_view source = "set by you";
    if (const auto target = profile.target.of(nutrient))
        found.target = Applied{*target, Kind::personal, Scope::total, Terms::kept, source};
    if (const auto upper = profile.upper.of(nutrient)) {
        Applied own{*upper, Kind::personal, Scope::total, Terms::kept, source};
        const auto count_like = [&own](const auto& limit) {
            own.scope = limit.scope == Scope::nicotinic_acid || limit.scope == Scope::nicotinamide ? Scope::supplemental
                                                                                                   : limit.scope;
            own.terms = limit.terms;
        };
        for (const ReferenceValue& row : authority.rows_of(nutrient)) {
            if (role_of(row.kind) == Role::limit && row.stage == LifeStage::none)
                count_like(row);  // the last is for adults
        }
        if (found.upper) count_like(*found.upper);
        found.upper = own;
        found.other_upper.reset();
    }
    return found;
}

std::optional<Mass> largest(const Authority& authority, Nutrient nutrient, Role role) {
    std::optional<Mass> most;
    for (const ReferenceValue& row : authority.rows_of(nutrient)) {
        if (role_of(row.kind) == role && !row.per_kg && (!most || row.value > *most)) most = row.value;
    }
    return most;
}

}  // namespace epsom
