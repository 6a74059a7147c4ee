#include "food_notice.hpp"

#include <algorithm>
#include <string>

namespace epsom {
namespace {

constexpr std::string_view notice = "partial-food";  // as the step of the schema has it

}  // namespace

void say_that_food_is_partial(const Context& context, Store& store, std::span<const ReportSummary> summaries) {
    int days = 0;
    for (const ReportSummary& summary : summaries) days = std::max(days, summary.days_open_by_food);
    if (days == 0 || context.profile().food_log || !store.is_announced(notice)) return;
    context.warn("a day's logged food is no longer assumed to be complete: " + std::to_string(days) +
                 (days == 1 ? " day changes" : " days change") + " from below target to unknown");
    context.hint("if you log all your food: epsom profile set --food-log complete");
    try {
        store.announce([](Store::Announced said) {
            said.erase(std::string{notice});
            return said;
        });
    } catch (const MachineError&) {
        // The report of a read-only file is printed anyway; the next report repeats the notice.
    }
}

}  // namespace epsom
