#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace epsom {

enum class Severity : std::uint8_t { alert, warning, info };
[[nodiscard]] constexpr std::string_view spell(Severity severity) {
    return severity == Severity::alert ? "alert" : severity == Severity::warning ? "warning" : "info";
}

/// A result of `check`.
struct Finding {
    std::string_view code;  // "dose-due"
    Severity severity = Severity::info;
    std::string subject;  // "evening-mag", "magnesium"
    std::string message;  // "2 capsules due since 21:00"
    std::string since;    // ISO 8601: when it began; a day where it is about one
    std::string key;      // the same as long as it is the same finding, for `--once`
};

}  // namespace epsom
