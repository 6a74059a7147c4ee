#pragma once

#include <span>
#include <string>
#include <vector>

#include "epsom/domain/nights/nights.hpp"
#include "epsom/render/record.hpp"
#include "symptoms_words.hpp"

namespace epsom {

/// For each run a heading and what its test says. Nothing in it is a control character.
std::vector<symptoms_words::Section> coin_sections(std::span<const RunReport> runs);
/// The same as one paragraph, for pages that escape what they show.
std::string run_paragraph(const RunReport& report);
/// One object a run.
std::vector<Record> coin_records(std::span<const RunReport> runs);

}  // namespace epsom
