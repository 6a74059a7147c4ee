#include <algorithm>
#include <array>

#include "epsom/domain/label/label.hpp"
#include "epsom/text/text.hpp"
#include "label_parts.hpp"
#include "label_row.hpp"

namespace epsom {
namespace label {

std::optional<Serving> read_serving(std::string_view text, bool& range) {
    std::string folded = folded_text(text);
    std::string_view rest = folded;
    while (!rest.empty() && (rest.front() == ':' || rest.front() == '-' || rest.front() == '=' || rest.front() == ' '))
        rest.remove_prefix(1);
    for (const std::string_view start : {"about ", "ca. ", "take "}) {
        if (rest.starts_with(start)) rest.remove_prefix(start.size());
    }
    std::int64_t thousandths = 0;
    struct Word {
        std::string_view word;
        int count;
    };
    constexpr std::array counts = std::to_array<Word>(
        {{"one", 1}, {"two", 2}, {"three", 3}, {"four", 4}, {"five", 5}, {"six", 6}, {"eine", 1}, {"ein", 1},
            {"einen", 1}, {"zwei", 2}, {"drei", 3}, {"vier", 4}, {"half a", 0}, {"a", 1}, {"an", 1}, {"each", 1}});
    for (const auto& [each, count] : counts) {
        if (!starts_with_word(rest, each)) continue;
        thousandths = count == 0 ? 500 : count * 1000;
        rest = trim(rest.substr(each.size()));
        if (rest.starts_with('(') && rest.size() > 1 && is_digit(rest[1]))
            rest = trim(rest.substr(std::min(rest.size(), rest.find(')') + 1)));
        break;
    }
    if (thousandths == 0) {
        if (const auto number = number_at(rest, Numbers::english)) {
            std::int64_t value = number->number.digits * 1000;
            for (int d = 0; d < number->number.decimals; ++d) value /= 10;
            rest.remove_prefix(number->size);
            if (rest.starts_with('/') && rest.size() > 1 && is_digit(rest[1])) {
                value /= rest[1] - '0' == 0 ? 1 : rest[1] - '0';
                rest.remove_prefix(2);
            } else if (rest.starts_with(" 1/") && rest.size() > 3 && is_digit(rest[3]) && rest[3] != '0') {
                value += 1000 / (rest[3] - '0');
                rest.remove_prefix(4);
            }
            thousandths = value;
            std::string_view more = trim(rest);
            if (more.starts_with('-') || more.starts_with("to ") || more.starts_with("bis ")) {
                more.remove_prefix(more.front() == '-' ? 1 : more.find(' '));
                if (const auto upper = number_at(trim(more), Numbers::english)) {
                    range = true;
                    rest = trim(more).substr(upper->size);
                }
            }
        }
    }
    if (thousandths <= 0 || thousandths > largest_count.thousandths()) return std::nullopt;
    const std::string unit = serving_unit(rest);
    if (unit.empty()) return std::nullopt;
    return Serving{Count::from_thousandths(thousandths), unit};
}

}  // namespace label

std::string serving_unit(std::string_view printed) {
    using namespace label;
    std::string unit = folded_text(without_brackets(printed.substr(0, printed.find_first_of(",;"))));
    const std::string whole = folded_text(printed);
    if (const auto open = whole.find('('); open != std::string::npos && open > 0 && is_letter(whole[open - 1])) {
        // "capsule(s)", "gummy(ies)".
        unit = whole.substr(0, open);
    }
    while (!unit.empty() && !is_letter(unit.back()) && unit.back() != ')') unit.pop_back();
    const std::size_t last = unit.rfind(' ') == std::string::npos ? 0 : unit.rfind(' ') + 1;
    std::string word = unit.substr(last);
    struct Plural {
        std::string_view many, one;
    };
    constexpr std::array plurals = std::to_array<Plural>({{"kapseln", "kapsel"}, {"tabletten", "tablette"},
        {"portionen", "portion"}, {"softgelkapseln", "softgelkapsel"}, {"lutschtabletten", "lutschtablette"},
        {"dragees", "dragee"}, {"grams", "g"}, {"gram", "g"}, {"milliliters", "ml"}, {"milliliter", "ml"},
        {"caps", "capsule"}, {"tabs", "tablet"}, {"vcaps", "capsule"}});
    const auto known = std::ranges::find(plurals, std::string_view{word}, &Plural::many);
    if (known != plurals.end()) {
        word = known->one;
    } else if (word.ends_with("ies") && word.size() > 4) {
        word.replace(word.size() - 3, 3, "y");
    } else if ((word.ends_with("xes") || word.ends_with("ches") || word.ends_with("sses")) && word.size() > 4) {
        word.resize(word.size() - 2);
    } else if (word.size() > 3 && word.ends_with('s') && !word.ends_with("ss")) {
        word.pop_back();
    }
    return unit.substr(0, last) + word;
}

}  // namespace epsom
