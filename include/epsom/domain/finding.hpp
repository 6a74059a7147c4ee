#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace epsom {

/// What can be checked.
enum class CheckKind : std::uint8_t { due, missed, upper, spacing, stock, target, database, symptom, open_day };

enum class Severity : std::uint8_t { alert, warning, info };
[[nodiscard]] constexpr std::string_view spell(Severity severity) {
    return severity == Severity::alert ? "alert" : severity == Severity::warning ? "warning" : "info";
}

/// What a finding says. Scripts and the database know it by its key.
struct FindingCode {
    std::string_view key;
    CheckKind kind;
    Severity severity;      // unless a finding says another
    std::string_view word;  // in the line for a prompt
    friend constexpr bool operator==(const FindingCode& a, const FindingCode& b) { return a.key == b.key; }
};

/// Every code, in the order in which `check` tells findings of the same severity.
inline constexpr std::array finding_codes{
    FindingCode{"dose-due", CheckKind::due, Severity::warning, "due"},
    FindingCode{"dose-soon", CheckKind::due, Severity::info, "soon"},
    FindingCode{"dose-missed", CheckKind::missed, Severity::warning, "missed"},
    FindingCode{"dose-unlinked", CheckKind::missed, Severity::warning, "unlinked"},
    FindingCode{"stock-out", CheckKind::stock, Severity::warning, "out"},
    FindingCode{"stock-low", CheckKind::stock, Severity::info, "low"},
    FindingCode{"expired", CheckKind::stock, Severity::warning, "expired"},
    FindingCode{"expires", CheckKind::stock, Severity::info, "expires"},
    FindingCode{"spacing", CheckKind::spacing, Severity::info, "spacing"},
    FindingCode{"condition", CheckKind::upper, Severity::warning, "condition"},
    FindingCode{"over-upper", CheckKind::upper, Severity::alert, "over"},
    FindingCode{"upper-unknown", CheckKind::upper, Severity::info, "unknown"},
    FindingCode{"below-target", CheckKind::target, Severity::info, "target"},
    FindingCode{"no-target", CheckKind::target, Severity::info, "target"},
    FindingCode{"database", CheckKind::database, Severity::alert, "database"},
    FindingCode{"symptom-missing", CheckKind::symptom, Severity::info, "missing"},
    FindingCode{"day-open", CheckKind::open_day, Severity::info, "open"},
};

/// The code of that key. One that is not in the list does not compile.
[[nodiscard]] consteval FindingCode finding_code(std::string_view key) {
    const auto* const found = std::ranges::find(finding_codes, key, &FindingCode::key);
    if (found == finding_codes.end()) throw "no such code";
    return *found;
}

/// A result of `check`.
struct Finding {
    FindingCode code;
    Severity severity;
    std::string subject;  // "evening-mag", "magnesium"
    std::string message;  // "2 capsules due since 21:00"
    std::string since;    // ISO 8601: when it began; a day where it is about one
    std::string key;      // the same as long as it is the same finding, for `--once`; begins with the code and a blank
};

/// `about` tells a finding from others of the same code.
[[nodiscard]] inline Finding make_finding(
    const FindingCode& code, std::string subject, std::string message, std::string since, std::string_view about) {
    return {code, code.severity, std::move(subject), std::move(message), std::move(since),
        std::string{code.key}.append(" ").append(about)};
}

/// The key as 16 hexadecimal digits, which fit into an address or the name of a file.
[[nodiscard]] std::string finding_id(std::string_view key);

/// Of the finding that had this key; empty where a newer epsom made it.
[[nodiscard]] constexpr std::optional<CheckKind> kind_of_key(std::string_view key) {
    const auto* const found = std::ranges::find(finding_codes, key.substr(0, key.find(' ')), &FindingCode::key);
    return found == finding_codes.end() ? std::nullopt : std::optional{found->kind};
}

}  // namespace epsom
