#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "epsom/domain/nights/nights.hpp"
#include "epsom/render/format.hpp"
#include "epsom/render/text.hpp"

namespace epsom {

/// What was scored, what the comparisons say, what was left out and why, and every night as a strip.
std::string symptoms_page(const Terminal& terminal, const SymptomReport& report, const NightLog& log);

/// The same as a page on its own, with the nights as a picture, and as Markdown.
std::string symptoms_html(const SymptomReport& report, const NightLog& log, std::string_view person);
std::string symptoms_markdown(const SymptomReport& report, const NightLog& log);

/// One night of an outcome: `value` is what night.date has of it, in its steps.
Record night_record(
    const NightOutcome& outcome, const Night& night, const std::optional<int>& value, const NightLog& log);

/// In any format of records: a row a night and symptom; json has every number of the comparisons before them.
void write_symptoms(const SymptomReport& report, const NightLog& log, Format format, const std::string& generated_at,
    const Write& write);

}  // namespace epsom
