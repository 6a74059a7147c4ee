#pragma once

#include <string>

#include "epsom/domain/today.hpp"
#include "epsom/render/record.hpp"
#include "epsom/render/terminal.hpp"

namespace epsom {

/// One screen, 23 lines at most: what to do first, the followed nutrients, the day as a line for each product, what
/// needs attention, the nights of the week.
std::string today_page(const Terminal& terminal, const Today& today);
/// `calm due 21:00, 2 capsules`, `multi due since 08:00, wait until 11:05`, `nothing scheduled`.
std::string next_in_words(const Today& today, const NextSlot& next);
/// The same for status bars and widgets: `epsom/today/1`.
Record today_record(const Today& today);

}  // namespace epsom
