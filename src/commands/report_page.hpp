#pragma once

#include "context.hpp"
#include "epsom/domain/period.hpp"
#include "epsom/domain/reference.hpp"
#include "epsom/render/visit.hpp"

namespace epsom {

/// Which part of the log a page is about.
struct VisitAsked {
    DayRange range;
    Span span = Span::day;
    NutrientSet wanted{};
    const Authority* authority = nullptr;
};
/// Everything that is on file about it. The profile is that of the data file.
Visit gather_visit(const Store& store, const Profile& profile, const VisitAsked& asked, const Clock& clock);

}  // namespace epsom
