#include "periods.hpp"

#include <algorithm>

#include "epsom/domain/time/period_meant.hpp"
#include "epsom/text/text.hpp"

namespace epsom {

Result<DayRange> read_range(const std::string& text, const Context& context, const Store& store) {
    const Day today = context.clock().today();
    const auto period = parse_period(text, today);
    if (!period) {
        const std::string meant = period_meant(text, today);
        return meant.empty() ? period.error() : Error{period.error().message, "did you mean " + in_quotes(meant) + "?"};
    }
    const Day from = period->from ? *period->from : store.first_day().value_or(today);
    return DayRange{std::min(from, period->to), period->to};
}

Result<DayRange> read_entry_range(const std::string& text, const Context& context, const Store& store) {
    auto range = read_range(text, context, store);
    if (range && name_key(text) == "all") {
        if (const auto last = store.last_day()) range->to = std::max(range->to, *last);
    }
    return range;
}

}  // namespace epsom
