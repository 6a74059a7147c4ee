#pragma once

#include <span>
#include <string>
#include <vector>

#include "epsom/domain/adequacy/person_adequacy.hpp"
#include "epsom/domain/time/period.hpp"
#include "epsom/render/record.hpp"
#include "epsom/render/terminal.hpp"

namespace epsom {

/// `about 84% sure that usual intake meets the requirement of someone like you; 21 complete days`; why there is no
/// figure, and what it would take, where there is none. As within a sentence that begins with the nutrient.
std::string adequacy_sentence(const NutrientAdequacy& nutrient, const AdequacyLine& line);
/// Every step of the computation with its numbers and sources; none where there is no figure.
std::vector<std::string> adequacy_steps(const AdequacyLine& line);

/// Nutrients of which something can be said, a sentence each: what is enough, not the upper level.
std::vector<std::string> adequacy_notes(std::span<const NutrientAdequacy> nutrients);

/// The same at the foot of another report.
std::string adequacy_lines(const Terminal& terminal, std::span<const NutrientAdequacy> nutrients);

/// Each nutrient with what can be said of it; with `explain` every step.
std::string adequacy_page(
    const Terminal& terminal, DayRange range, std::span<const NutrientAdequacy> nutrients, bool explain);

/// The columns of a row, and the row of one line.
std::span<const std::string_view> adequacy_columns();
Record adequacy_record(const NutrientAdequacy& nutrient, const AdequacyLine& line);

}  // namespace epsom
