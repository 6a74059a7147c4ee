#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "epsom/domain/mass.hpp"
#include "epsom/domain/nutrient.hpp"

namespace epsom {

/// Oral intakes count; topical ones are kept and shown beside, never added to a total.
enum class Route : std::uint8_t { oral, topical };
enum class CompoundKind : std::uint8_t { salt, chelate, element, mixture, excipient };

/// The form that a mineral comes in.
struct Compound {
    std::string_view key;      // "citrate-nonahydrate"
    std::string_view name;     // "Trimagnesium dicitrate nonahydrate"
    std::string_view aliases;  // separated by commas
    std::string_view formula;  // "Mg3(C6H5O7)2.9H2O"; empty when none is published: a mixture, a trade product
    Nutrient nutrient;
    CompoundKind kind;
    Route route;
    std::string_view source;
};

/// Exact masses in thousandths of a gram per mole; the share of the mineral is element / total.
struct MolarMass {
    std::int64_t total = 0;
    std::int64_t element = 0;
};

/// Standard atomic weights, abridged (IUPAC 2021, doi 10.1515/pac-2019-0603), in thousandths; 0 for elements that the tables
/// do not need.
[[nodiscard]] constexpr std::int64_t atomic_weight(std::string_view symbol) {
    struct Weight { std::string_view symbol; std::int64_t thousandths; };
    constexpr Weight weights[] = {
        {"H", 1'008},   {"C", 12'011},  {"N", 14'007},  {"O", 15'999},  {"Mg", 24'305}, {"Si", 28'085},
        {"P", 30'974},  {"S", 32'060},  {"Cl", 35'450}, {"Ca", 40'078}, {"Fe", 55'845},
    };
    for (const auto& weight : weights) {
        if (weight.symbol == symbol) return weight.thousandths;
    }
    return 0;
}

/// Reads `Mg3(C6H5O7)2.9H2O`: elements, counts, one level of brackets, parts joined by '.', each with an optional leading
/// count. Total 0 when the formula is empty or cannot be read.
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

[[nodiscard]] constexpr std::string_view element_symbol(Nutrient nutrient) {
    return nutrient == Nutrient::magnesium ? "Mg" : nutrient == Nutrient::iron ? "Fe" : nutrient == Nutrient::calcium ? "Ca" : "";
}
[[nodiscard]] constexpr MolarMass molar_mass(const Compound& compound) {
    return molar_mass(compound.formula, element_symbol(compound.nutrient));
}
/// The mineral in `mass` of the whole compound, by formula; empty when the compound has none.
[[nodiscard]] constexpr std::optional<Mass> elemental(const Compound& compound, Mass mass) {
    const MolarMass molar = molar_mass(compound);
    if (molar.total == 0) return std::nullopt;
    return mass.scaled(molar.element, molar.total);
}

}  // namespace epsom
