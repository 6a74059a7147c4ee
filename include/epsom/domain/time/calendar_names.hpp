#pragma once

#include <array>
#include <string_view>

namespace epsom {

/// From Monday on, as ISO counts.
inline constexpr std::array<std::string_view, 7> weekday_names{
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
inline constexpr std::array<std::string_view, 12> month_names{"January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December"};

/// `Mon`, `Sep`.
[[nodiscard]] constexpr std::string_view short_name(std::string_view name) { return name.substr(0, 3); }
inline constexpr auto short_weekday_names = [] {
    auto names = weekday_names;
    for (auto& name : names) name = short_name(name);
    return names;
}();

}  // namespace epsom
