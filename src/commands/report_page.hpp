#pragma once

#include "epsom/domain/reference.hpp"
#include "epsom/domain/time/period.hpp"
#include "epsom/render/visit.hpp"
#include "session/context.hpp"

namespace epsom {

/// Which part of the log a page is about.
struct VisitAsked {
    DayRange range;
    Span span = Span::day;
    std::vector<Nutrient> wanted;
    const Authority* authority = nullptr;
};
/// Days while their bars can be told apart on paper, else weeks, months or years.
Span span_of_page(DayRange range);

/// `epsom report --format html`, svg or md: everything recorded about what was asked. The profile is that of the data
/// file.
ExitCode report_page(
    Context& context, Store& store, const Profile& profile, const VisitAsked& asked, Format format, const Write& write);

}  // namespace epsom
