#pragma once

#include <optional>
#include <string>
#include <vector>

#include "epsom/domain/time/period.hpp"
#include "session/context.hpp"
#include "session/options.hpp"

namespace epsom {

/// What may be asked of `epsom report symptoms` alone.
struct SymptomsAsked {
    std::vector<std::string> names, at_least;
    std::optional<std::string> evening, since;
    [[nodiscard]] bool any() const { return !first().empty(); }
    /// The option that was typed, without its dashes; of several one.
    [[nodiscard]] std::string first() const;
};
void symptom_options(Options& options, SymptomsAsked& asked);

/// `epsom report symptoms`: the nights of `period`, and what the log can bear of a comparison.
ExitCode report_symptoms(Context& context, const Store& store, const SymptomsAsked& asked, const std::string& nutrient,
    DayRange period, Format format, const Write& write);

}  // namespace epsom
