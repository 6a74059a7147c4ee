#pragma once

#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "epsom/domain/report.hpp"
#include "epsom/render/terminal.hpp"
#include "epsom/store/store.hpp"

namespace epsom {

/// What an intake report asks of the data file.
struct IntakeQuery {
    const Store& store;
    const Profile& profile;
    const Authority& authority;
    DayRange range;
    std::vector<Nutrient> wanted;  // each once, as the report lists them
    Day today;
    /// Called at the end of each pass, where there is one.
    std::function<void(std::span<const ReportSummary>)> summarised;

    /// Hands the rows of each span of `spans` to `sink`, all made by one pass over the days; those of one nutrient and
    /// span are in order. A summary for each nutrient.
    std::vector<ReportSummary> run(std::initializer_list<Span> spans, const IntakeReport::Sink& sink) const;
};

/// How a row's numbers came about, a line each; an empty function where nobody asked.
using Explain = std::function<std::vector<std::string>(const ReportRow&)>;

/// The text page that shows it best. One nutrient: a bar for each `asked` span, with its days as a strip where a row
/// has several; days are a calendar where there are too many for bars, unless they were asked for or have to be
/// explained. Several nutrients: a line each.
/// `to_explain` is the command that also says where the numbers come from, where there is one.
std::string text_page(const Terminal& terminal, const IntakeQuery& query, std::optional<Span> asked,
    const Explain& explain, const std::string& to_explain);

}  // namespace epsom
