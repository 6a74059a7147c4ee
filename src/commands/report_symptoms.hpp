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
    /// What tells nights apart, in the order in which it was typed: the first is the main question.
    struct Kind {
        bool is_factor;
        std::string text;
    };
    std::vector<std::string> names;
    std::vector<Kind> kinds;
    std::optional<std::string> after, from, evening, since;
    [[nodiscard]] bool any() const { return !first().empty(); }
    /// The option that was typed, without its dashes; of several one.
    [[nodiscard]] std::string first() const;
};
void symptom_options(Options& options, SymptomsAsked& asked);

/// `epsom report symptoms`: the nights of `period`, and what the log can bear of a comparison.
ExitCode report_symptoms(Context& context, const Store& store, const SymptomsAsked& asked, const std::string& nutrient,
    DayRange period, Format format, const Write& write);

}  // namespace epsom
