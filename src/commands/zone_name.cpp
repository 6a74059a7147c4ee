#include "zone_name.hpp"

#include <algorithm>

namespace epsom {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// POSIX rules begin with a name of three letters, or one in angle brackets, and an offset.
bool has_rules(std::string_view tz) {
    std::size_t at = 0;
    if (tz.starts_with('<')) {
        at = tz.find('>');
        if (at == std::string_view::npos) return false;
        ++at;
    } else {
        at = static_cast<std::size_t>(std::ranges::find_if_not(tz, is_letter) - tz.begin());
        if (at < 3) return false;
    }
    if (at < tz.size() && (tz[at] == '+' || tz[at] == '-')) ++at;
    return at < tz.size() && is_digit(tz[at]);
}

}  // namespace

bool says_a_zone(std::string_view tz, const std::function<bool(std::string_view)>& exists) {
    if (tz.starts_with(':')) tz.remove_prefix(1);
    return tz.empty() || tz == "UTC" || tz == "GMT" || has_rules(tz) || exists(tz);
}

}  // namespace epsom
