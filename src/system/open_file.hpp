#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace epsom {

/// Shows the file in the program that the desktop has for it, with `xdg-open` (macOS: `open`), and waits 4 seconds at
/// most. Returns what failed; empty when nothing did.
std::optional<std::string> open_file(const std::filesystem::path& file);

}  // namespace epsom
