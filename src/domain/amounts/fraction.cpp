#include "epsom/domain/amounts/fraction.hpp"

#include <algorithm>
#include <array>

#include "epsom/domain/amounts/amount.hpp"

namespace epsom {

std::string with_decimals(std::string_view text) {
    struct Fraction {
        std::string_view sign, words;
        int thousandths;
    };
    constexpr std::array fractions{
        Fraction{"½", "1/2", 500}, Fraction{"¼", "1/4", 250}, Fraction{"¾", "3/4", 750}, Fraction{"⅛", "1/8", 125}};
    const auto digits = std::min(text.find_first_not_of("0123456789"), text.size());
    std::string_view whole = text.substr(0, digits);
    if (whole.size() > 4) return std::string{text};
    for (const Fraction& fraction : fractions) {
        std::string_view rest = text.substr(digits);
        if (rest.starts_with(fraction.sign)) {
            rest.remove_prefix(fraction.sign.size());
        } else if (text.starts_with(fraction.words)) {
            whole = {};
            rest = text.substr(fraction.words.size());
        } else if (!whole.empty() && rest.starts_with(' ') && rest.substr(1).starts_with(fraction.words)) {
            rest.remove_prefix(1 + fraction.words.size());
        } else {
            continue;
        }
        if (!rest.empty() && (rest.front() == '/' || (rest.front() >= '0' && rest.front() <= '9'))) continue;  // 1/20
        const int units = whole.empty() ? 0 : std::stoi(std::string{whole});
        return spell_decimal(units * 1000 + fraction.thousandths, 1000, 3) + std::string{rest};
    }
    return std::string{text};
}

}  // namespace epsom
