#pragma once

#include <string>

#include "epsom/domain/intake.hpp"

namespace epsom {

/// The user said of a day that all of its food, or all of its supplements, is in the log, also where that is none.
struct CompleteDay {
    Day day{};
    Source source = Source::food;
    friend bool operator==(const CompleteDay&, const CompleteDay&) = default;
};

/// By which every device knows the same statement: `2026-11-20 food`. Databases contain it.
[[nodiscard]] inline std::string record_key(const CompleteDay& complete) {
    return spell_day(complete.day) + " " + std::string{spell(complete.source)};
}

}  // namespace epsom
