#pragma once

#include <span>
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
/// `next possible 12:00, 2 of 3 in 24h`, `possible now, 1 of 3 in 24h`: when one more serving is within the dose's own
/// limits, and what its rolling window holds now of what it may hold.
std::string in_words(const AsNeededNow& dose, const Moment& now);
/// `next_possible`, `in_window`, `most` and `window`; null where there is none.
Record as_needed_fields(const std::optional<AsNeededNow>& dose);
/// 24 hours from `begins` on, a line for each product: when it was taken and is planned, and when it would be too near
/// to another.
std::string lanes_page(const Terminal& terminal, std::span<const Lane> lanes, Instant begins, const Moment& now);
/// The same as the screen for status bars and widgets: `epsom/today/1`.
Record today_record(const Today& today);

}  // namespace epsom
