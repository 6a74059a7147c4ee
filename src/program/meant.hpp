#pragma once

#include <span>
#include <string>
#include <string_view>

/// What people type in place of epsom's own commands and options. Each function gives the whole line that was meant,
/// for a hint; empty where it knows none.
namespace epsom {

/// `epsom list` is `epsom log list`; `at` is where the unknown command stands.
std::string command_meant(std::span<const std::string> arguments, std::size_t at);
/// `epsom dose refill calm 180` is `epsom dose stock calm +180`; `word` is what `path` does not take.
std::string subcommand_meant(std::string_view path, std::span<const std::string> arguments, std::string_view word);
/// `epsom report --days 30` is `epsom report 30d`; `option` is unknown to `path`.
std::string option_meant(std::string_view path, std::span<const std::string> arguments, std::string_view option);
/// `epsom log “evening mag”` is `epsom log 'evening mag'`: quotes that no shell reads. Empty also where there are none.
std::string straight_quotes(std::span<const std::string> arguments);
/// Whether one of `operands` begins or ends with such a quote.
bool has_typographic_quotes(std::span<const std::string> operands);

}  // namespace epsom
