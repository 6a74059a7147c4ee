#include "epsom/domain/amounts/compound.hpp"

#include <algorithm>

namespace epsom {
namespace {

struct NamedForm {
    std::string_view compound;
    LimitForm form;
};

#include "limit_forms.inc"

}  // namespace

LimitForm limit_form(std::string_view compound) {
    if (compound.empty()) return LimitForm::unsaid;
    const auto found = std::ranges::find(limit_forms, compound, &NamedForm::compound);
    return found == std::end(limit_forms) ? LimitForm::other : found->form;
}

}  // namespace epsom
