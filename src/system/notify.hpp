#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>

#include "epsom/domain/finding.hpp"

namespace epsom {

/// Hands findings to `notify-send`, one notification for all. Finds the session bus by itself where cron did not set
/// it. Waits at most 4 seconds, less than others wait for the data file. Returns what failed; empty when nothing did.
std::optional<std::string> notify(
    std::span<const Finding> findings, const std::function<std::optional<std::string>(const char*)>& environment);

}  // namespace epsom
