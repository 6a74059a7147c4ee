#pragma once

#include <compare>
#include <cstdint>

namespace epsom {

/// A mass of one nutrient, compound or food in whole nanograms, so that sums never round: 1 IU of vitamin D is 25 ng.
/// Of an ingredient that is counted in another measure, whole steps of that: see Measure.
class Mass {
public:
    constexpr Mass() = default;
    [[nodiscard]] static constexpr Mass from_nanograms(std::int64_t ng) { return Mass{ng}; }
    [[nodiscard]] constexpr std::int64_t nanograms() const { return ng_; }

    friend constexpr auto operator<=>(Mass, Mass) = default;
    friend constexpr Mass operator+(Mass a, Mass b) { return Mass{a.ng_ + b.ng_}; }
    friend constexpr Mass operator-(Mass a, Mass b) { return Mass{a.ng_ - b.ng_}; }
    constexpr Mass& operator+=(Mass other) {
        ng_ += other.ng_;
        return *this;
    }

    /// This mass times numerator / denominator (denominator > 0), rounded half up to a nanogram.
    [[nodiscard]] constexpr Mass scaled(std::int64_t numerator, std::int64_t denominator) const {
        __extension__ using Wide = __int128;
        const Wide doubled = 2 * static_cast<Wide>(ng_) * numerator + denominator;
        return Mass{static_cast<std::int64_t>(doubled / (2 * static_cast<Wide>(denominator)))};
    }

private:
    explicit constexpr Mass(std::int64_t ng) : ng_{ng} {}
    std::int64_t ng_ = 0;
};

inline constexpr std::int64_t ng_per_ug = 1'000;
inline constexpr std::int64_t ng_per_mg = 1'000'000;
inline constexpr std::int64_t ng_per_g = 1'000'000'000;
/// Nothing that a person takes at once weighs more than a kilogram.
inline constexpr Mass largest_mass = Mass::from_nanograms(1'000 * ng_per_g);

inline namespace literals {
constexpr Mass operator""_g(unsigned long long n) {
    return Mass::from_nanograms(static_cast<std::int64_t>(n) * ng_per_g);
}
constexpr Mass operator""_mg(unsigned long long n) {
    return Mass::from_nanograms(static_cast<std::int64_t>(n) * ng_per_mg);
}
constexpr Mass operator""_ug(unsigned long long n) {
    return Mass::from_nanograms(static_cast<std::int64_t>(n) * ng_per_ug);
}
constexpr Mass operator""_ng(unsigned long long n) { return Mass::from_nanograms(static_cast<std::int64_t>(n)); }
}  // namespace literals

/// How often something was taken, or how many servings, in thousandths: half a serving is 500.
class Count {
public:
    constexpr Count() = default;
    explicit constexpr Count(int whole) : thousandths_{std::int64_t{whole} * 1000} {}
    [[nodiscard]] static constexpr Count from_thousandths(std::int64_t n) {
        Count c;
        c.thousandths_ = n;
        return c;
    }
    [[nodiscard]] constexpr std::int64_t thousandths() const { return thousandths_; }

    friend constexpr auto operator<=>(Count, Count) = default;
    friend constexpr Count operator+(Count a, Count b) { return from_thousandths(a.thousandths_ + b.thousandths_); }
    friend constexpr Count operator-(Count a, Count b) { return from_thousandths(a.thousandths_ - b.thousandths_); }
    friend constexpr Mass operator*(Count count, Mass mass) { return mass.scaled(count.thousandths_, 1000); }

private:
    std::int64_t thousandths_ = 1000;
};
inline constexpr Count largest_count{1000};

}  // namespace epsom
