#pragma once

#include <optional>
#include <string>
#include <vector>

#include "epsom/domain/time/period.hpp"
#include "session/context.hpp"

namespace epsom {

/// What `epsom report labs` was asked for: the words of a period after those of a name, both may be missing.
struct LabsAsked {
    std::string name;
    std::vector<std::string> period;
};
/// Error: words that are neither a blood value nor a period.
Result<LabsAsked> read_labs_words(const std::vector<std::string>& words, const Context& context, const Store& store);

/// `epsom report labs ferritin 1y --unit mcg/L`: blood values as typed, in any format but a page.
ExitCode report_labs(const Context& context, const Store& store, const std::string& name,
    const std::optional<std::string>& unit, DayRange range, Format format, const Write& write);

}  // namespace epsom
