#pragma once

#include <cstddef>
#include <span>

#include "epsom/domain/reference.hpp"

/// What every table of reference values must keep to, checked by the compiler.
namespace epsom::tables {

using Rows = std::span<const ReferenceValue>;

/// A series is one column of a printed table: the same but for the ages.
[[nodiscard]] constexpr bool same_series(const ReferenceValue& a, const ReferenceValue& b) {
    return a.nutrient == b.nutrient && a.kind == b.kind && a.sex == b.sex && a.stage == b.stage;
}

/// Whether some person could be given both rows.
[[nodiscard]] constexpr bool overlap(const ReferenceValue& a, const ReferenceValue& b) {
    return a.nutrient == b.nutrient && a.stage == b.stage && (!a.sex || !b.sex || a.sex == b.sex) &&
           a.from_months < b.to_months && b.from_months < a.to_months;
}

/// Whether `holds` is true of every two rows of one nutrient. Expects the rows by nutrient.
template <typename Holds>
[[nodiscard]] constexpr bool all_pairs(Rows rows, Holds holds) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (std::size_t j = i + 1; j < rows.size() && rows[j].nutrient == rows[i].nutrient; ++j) {
            if (!holds(rows[i], rows[j])) return false;
        }
    }
    return true;
}

/// Whether the rows stand by nutrient, each series in one piece and from young to old.
[[nodiscard]] constexpr bool in_order(Rows rows) {
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (rows[i].nutrient < rows[i - 1].nutrient) return false;
        if (same_series(rows[i - 1], rows[i])) {
            if (rows[i].from_months <= rows[i - 1].from_months) return false;
        } else {
            for (std::size_t j = 0; j < i; ++j) {
                if (same_series(rows[j], rows[i])) return false;
            }
        }
    }
    return true;
}

[[nodiscard]] constexpr bool ages_meet(Rows rows) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].from_months < 0 || rows[i].from_months >= rows[i].to_months) return false;
        if (i > 0 && same_series(rows[i - 1], rows[i]) && rows[i - 1].to_months != rows[i].from_months) return false;
    }
    return true;
}

[[nodiscard]] constexpr bool one_value_per_role(Rows rows) {
    return all_pairs(rows, [](const auto& a, const auto& b) { return role_of(a.kind) != role_of(b.kind) || !overlap(a, b); });
}

/// Whether no series is printed for both sexes and again for one, and life stages are women's.
[[nodiscard]] constexpr bool sexes_are_separate(Rows rows) {
    for (const auto& row : rows) {
        if (row.stage != LifeStage::none && row.sex != Sex::female) return false;
    }
    return all_pairs(rows, [](const auto& a, const auto& b) {
        return a.kind != b.kind || a.stage != b.stage || a.sex.has_value() == b.sex.has_value();
    });
}

/// Whether what is enough for few, for half and for nearly everyone rises in this order.
[[nodiscard]] constexpr bool needs_rise(Rows rows) {
    const auto rank = [](const ReferenceValue& row) {
        switch (role_of(row.kind)) {
            case Role::lower: return 1;
            case Role::requirement: return 2;
            case Role::target: return 3;
            default: return 0;
        }
    };
    return all_pairs(rows, [&](const auto& a, const auto& b) {
        const int first = rank(a);
        const int second = rank(b);
        if (first == 0 || second == 0 || first == second || !overlap(a, b)) return true;
        return first < second ? a.value < b.value : b.value < a.value;
    });
}

/// Whether every value is above zero, and only limits are per kilogram or for supplements alone.
[[nodiscard]] constexpr bool values_make_sense(Rows rows) {
    for (const auto& row : rows) {
        if (row.value <= Mass{} || row.value > largest_mass) return false;
        if (role_of(row.kind) != Role::limit && (row.per_kg || row.scope != Scope::total)) return false;
    }
    return true;
}

/// A limit for the total would forbid a diet that meets the target.
[[nodiscard]] constexpr bool magnesium_limits_are_supplemental(Rows rows) {
    for (const auto& row : rows) {
        if (row.nutrient != Nutrient::magnesium || role_of(row.kind) != Role::limit) continue;
        if (row.scope != Scope::supplemental) return false;
    }
    return true;
}

[[nodiscard]] constexpr bool sources_are_named(Rows rows) {
    for (const auto& row : rows) {
        if (row.source.empty()) return false;
    }
    return true;
}

/// True, or no program.
template <const auto& rows>
consteval bool sound() {
    static_assert(in_order(rows), "rows stand by nutrient, a series in one piece and from young to old");
    static_assert(ages_meet(rows), "each row starts at the age where the one before it stops");
    static_assert(one_value_per_role(rows), "nobody has two targets, two requirements or two limits");
    static_assert(sexes_are_separate(rows), "a series is for both sexes or for each");
    static_assert(needs_rise(rows), "what half of a group needs is below what covers nearly everyone");
    static_assert(values_make_sense(rows), "values are positive; only limits are per kilogram or supplemental");
    static_assert(magnesium_limits_are_supplemental(rows), "magnesium's limits never count food");
    static_assert(sources_are_named(rows), "every row has a source");
    return true;
}

}  // namespace epsom::tables
