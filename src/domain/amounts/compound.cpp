#include "epsom/domain/amounts/compound.hpp"

#include <algorithm>

namespace epsom {
namespace {

struct NamedForm {
    std::string_view compound;
    LimitForm form;
};

#include "limit_forms.inc"

/// FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/).
constexpr std::uint32_t hash(std::uint32_t before, std::uint32_t byte) { return (before ^ byte) * 16'777'619U; }

constexpr std::uint32_t edition = [] {
    std::uint32_t sum = 2'166'136'261U;
    for (std::uint16_t id = 0; id < 1'000; ++id) {
        if (has_limit_forms(Nutrient{id})) sum = hash(sum, id);
    }
    for (const NamedForm& named : limit_forms) {
        for (const char c : named.compound) sum = hash(sum, static_cast<unsigned char>(c));
        sum = hash(sum, static_cast<std::uint32_t>(named.form));
    }
    return sum;
}();

}  // namespace

std::uint32_t limit_forms_edition() { return edition; }

LimitForm limit_form(std::string_view compound) {
    if (compound.empty()) return LimitForm::unsaid;
    const auto found = std::ranges::find(limit_forms, compound, &NamedForm::compound);
    return found == std::end(limit_forms) ? LimitForm::other : found->form;
}

}  // namespace epsom
