#include "epsom/domain/amounts/letters.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "epsom/domain/amounts/nutrient.hpp"
#include "epsom/text/text.hpp"

namespace epsom {

std::optional<Error> single_letter(std::string_view name) {
    struct Letter {
        std::string_view letter;
        std::array<std::string_view, 2> readings;
    };
    constexpr std::array letters{Letter{"a", {"vitamin-a", ""}}, Letter{"b", {"vitamin-b6", "vitamin-b12"}},
        Letter{"c", {"vitamin-c", ""}}, Letter{"d", {"vitamin-d", ""}}, Letter{"e", {"vitamin-e", ""}},
        Letter{"k", {"vitamin-k", "potassium"}}, Letter{"p", {"phosphorus", "protein"}}};
    const std::string key = name_key(name);
    const auto found = std::ranges::find(letters, key, &Letter::letter);
    if (found == letters.end()) return std::nullopt;
    std::string readings;
    std::string counted;
    for (const std::string_view reading : found->readings) {
        if (reading.empty()) continue;
        const std::string quoted = in_quotes(reading);
        readings += (readings.empty() ? "" : " or ") + quoted;
        if (find_nutrient(reading)) counted += (counted.empty() ? "" : " or ") + quoted;
    }
    return Error{
        in_quotes(name) + " could be " + readings, counted.empty() ? "epsom tracks none of them" : "use " + counted};
}

}  // namespace epsom
