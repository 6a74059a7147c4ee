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
    context.warn("food logged on a day no longer counts as all of it: " + std::to_string(days) + (days == 1 ? " day turns" : " days turn") +
                 " from below the target to unknown");
    context.hint("if you log all your food: epsom profile set --food-log complete");
    try {
        store.announce([](Store::Announced said) {
            said.erase(std::string{notice});
            return said;
        });
    } catch (const MachineError&) {
        // A file that cannot be written gives its report all the same; the next one says it again.
    }
}

}  // namespace epsom
