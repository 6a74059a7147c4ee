#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>

namespace epsom::test {

/// Parts from 0 to 255: red, green, blue.
using Rgb = std::array<double, 3>;

/// `#111` and `#15181b`, as CSS has them.
inline Rgb rgb_of(std::string_view css) {
    std::string digits{css.substr(1)};
    if (digits.size() == 3) digits = {digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]};
    const auto part = [&digits](std::size_t at) { return double(std::stoi(digits.substr(at, 2), nullptr, 16)); };
    return {part(0), part(2), part(4)};
}

/// How much two colours differ, from 1 to 21: WCAG 2.2, contrast ratio.
inline double contrast(const Rgb& a, const Rgb& b) {
    const auto luminance = [](const Rgb& color) {
        constexpr Rgb weights{0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (std::size_t i = 0; i < color.size(); ++i) {
            const double part = color[i] / 255;
            sum += weights[i] * (part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    };
    const double one = luminance(a), other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

}  // namespace epsom::test
