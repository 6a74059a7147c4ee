#include "epsom/text/choice.hpp"

namespace epsom {

std::string either(std::span<const std::string_view> names) {
    std::string text;
    append_choices(text, names);
    return text;
}

std::string hint_for(std::string_view typed, std::span<const std::string_view> names, std::string_view otherwise) {
    std::string near = did_you_mean(typed, names);
    if (!near.empty()) return near;
    return otherwise.empty() ? "use " + either(names) : std::string{otherwise};
}

Error unknown(std::string_view what, std::string_view typed, std::span<const std::string_view> names,
    std::string_view otherwise) {
    return {"unknown " + std::string{what} + " " + in_quotes(typed), hint_for(typed, names, otherwise)};
}

}  // namespace epsom
