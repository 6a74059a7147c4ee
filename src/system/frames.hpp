#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>

#include "epsom/domain/time/moment.hpp"

namespace epsom {

/// What can have changed since the screen was last drawn.
struct Frame {
    Instant now;
    std::optional<int> columns, rows;  // of the terminal
};

/// The terminal's size; empty where standard output and standard error are none.
std::optional<int> terminal_columns();
std::optional<int> terminal_rows();

/// Calls `draw` now, at each full minute, when `data_file` changes and when the window does, until the process is told
/// to end: Ctrl-C, a hang-up, a termination.
void each_frame(const std::filesystem::path& data_file, const std::function<void(const Frame&)>& draw);

}  // namespace epsom
