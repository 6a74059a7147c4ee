#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "epsom/domain/amounts/mass.hpp"
#include "epsom/domain/amounts/nutrient.hpp"

namespace epsom {

/// Oral intakes count; topical ones are kept and shown beside, never added to a total.
enum class Route : std::uint8_t { oral, topical };
enum class CompoundKind : std::uint8_t { salt, chelate, element, mixture, excipient, vitamer };

/// The forms of vitamin A, folate, niacin and vitamin E that upper levels tell apart. `unsaid`: nobody said which it
/// is; `other`: one that they do not name.
enum class LimitForm : std::uint8_t {
    unsaid,
    other,
    retinol,
    carotene,
    folic_acid,
    nicotinic_acid,
    nicotinamide,
    natural,
    synthetic
};
inline constexpr std::size_t limit_form_count = 9;
[[nodiscard]] constexpr bool has_limit_forms(Nutrient nutrient) {
    return nutrient == Nutrient::vitamin_a || nutrient == Nutrient::folate || nutrient == Nutrient::niacin ||
           nutrient == Nutrient::vitamin_e;
}
/// The form that a compound's key stands for, as entries keep it.
[[nodiscard]] LimitForm limit_form(std::string_view compound);
/// Another number whenever the forms above, or what compounds are of them, are others: sums by form that were kept
/// under another one are not today's.
[[nodiscard]] std::uint32_t limit_forms_edition();

/// A part of a mass.
struct Proportion {
    std::int64_t numerator = 0;
    std::int64_t denominator = 1;
    friend bool operator==(const Proportion&, const Proportion&) = default;
};

/// The form that a mineral or a vitamin comes in.
struct Compound {
    std::string_view key;      // "citrate-nonahydrate"
    std::string_view name;     // "Trimagnesium dicitrate nonahydrate"
    std::string_view aliases;  // separated by commas
    std::string_view formula;  // "Mg3(C6H5O7)2.9H2O"; empty when none is published: a mixture, a trade product
    Nutrient nutrient;
    std::string_view element;  // its symbol: "Mg"; empty of a vitamer
    CompoundKind kind;
    Route route;
    std::string_view source;
    Proportion share = {};  // of a vitamer: how much of the vitamin its mass is, where it is published; else 0
    /// Of a vitamer: nanograms of the vitamin in one IU, where that depends on the form; else 0.
    std::int64_t iu_steps = 0;
    Proportion counts = {1, 1};  // what a labelled amount of it counts as: folic acid 17/10 DFE, beta-carotene 1/2 RAE

    [[nodiscard]] constexpr bool is_counted_otherwise() const { return counts != Proportion{1, 1}; }
    [[nodiscard]] constexpr Mass counted(Mass labelled) const {
        return labelled.scaled(counts.numerator, counts.denominator);
    }
};

/// What else a compound brings, as a share of its whole mass: potassium iodide is potassium too.
struct Companion {
    Nutrient nutrient;
    std::int64_t numerator;
    std::int64_t denominator;
};

/// Exact masses in thousandths of a gram per mole; the share of the mineral is element / total.
struct MolarMass {
    std::int64_t total = 0;
    std::int64_t element = 0;
};

/// Standard atomic weights, abridged (IUPAC 2021, doi 10.1515/pac-2019-0603), in thousandths; 0 for elements that the
/// tables do not need.
[[nodiscard]] constexpr std::int64_t atomic_weight(std::string_view symbol) {
    struct Weight {
        std::string_view symbol;
        std::int64_t thousandths;
    };
    constexpr Weight weights[] = {
        {"H", 1'008},
        {"C", 12'011},
        {"N", 14'007},
        {"O", 15'999},
        {"Mg", 24'305},
        {"Si", 28'085},
        {"P", 30'974},
        {"S", 32'060},
        {"Cl", 35'450},
        {"Ca", 40'078},
        {"Fe", 55'845},
        {"B", 10'810},
        {"F", 18'998},
        {"Na", 22'990},
        {"K", 39'098},
        {"V", 50'942},
        {"Cr", 51'996},
        {"Mn", 54'938},
        {"Co", 58'933},
        {"Cu", 63'546},
        {"Zn", 65'380},
        {"Se", 78'971},
        {"Mo", 95'950},
        {"I", 126'900},
    };
    for (const auto& weight : weights) {
        if (weight.symbol == symbol) return weight.thousandths;
    }
    return 0;
}

/// Reads `Mg3(C6H5O7)2.9H2O`: elements, counts, one level of brackets, parts joined by '.', each with an optional
/// leading count. Total 0 when the formula is empty or cannot be read.
[[nodiscard]] constexpr MolarMass molar_mass(std::string_view formula, std::string_view element) {
    MolarMass sum;
    std::size_t i = 0;
    const auto number = [&] {
        std::int64_t n = 0;
        while (i < formula.size() && formula[i] >= '0' && formula[i] <= '9') n = n * 10 + (formula[i++] - '0');
        return n == 0 ? std::int64_t{1} : n;
    };
    while (i < formula.size()) {
        const std::int64_t times = number();
        MolarMass part;
        MolarMass group;
        bool grouped = false;
        while (i < formula.size() && formula[i] != '.') {
            const char c = formula[i];
            if (c == '(') {
                if (grouped) return {};
                grouped = true;
                group = {};
                ++i;
            } else if (c == ')') {
                if (!grouped) return {};
                grouped = false;
                ++i;
                const std::int64_t n = number();
                part.total += n * group.total;
                part.element += n * group.element;
            } else if (c >= 'A' && c <= 'Z') {
                const std::size_t start = i++;
                while (i < formula.size() && formula[i] >= 'a' && formula[i] <= 'z') ++i;
                const std::string_view symbol = formula.substr(start, i - start);
                const std::int64_t mass = atomic_weight(symbol) * number();
                if (mass == 0) return {};
                auto& into = grouped ? group : part;
                into.total += mass;
                if (symbol == element) into.element += mass;
            } else {
                return {};
            }
        }
        if (grouped) return {};
        sum.total += times * part.total;
        sum.element += times * part.element;
        if (i < formula.size()) ++i;
    }
    return sum;
}

[[nodiscard]] constexpr MolarMass molar_mass(const Compound& compound) {
    return molar_mass(compound.formula, compound.element);
}
/// The part of the whole compound that is counted: by formula, of a vitamer as published; empty when there is neither.
[[nodiscard]] constexpr std::optional<Proportion> share_of(const Compound& compound) {
    if (compound.share.numerator != 0) return compound.share;
    const MolarMass molar = molar_mass(compound);
    if (molar.element == 0) return std::nullopt;
    return Proportion{molar.element, molar.total};
}
/// What is counted in `mass` of the whole compound; empty as share_of() is.
[[nodiscard]] constexpr std::optional<Mass> elemental(const Compound& compound, Mass mass) {
    const auto share = share_of(compound);
    if (!share) return std::nullopt;
    return mass.scaled(share->numerator, share->denominator);
}

}  // namespace epsom
