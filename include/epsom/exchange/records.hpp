#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "epsom/domain/record.hpp"
#include "epsom/result.hpp"

namespace epsom::exchange {

/// The first line of an export.
std::string export_head();
/// One record as a line of an export, with its newline: everything that is saved, readable, and exact (amounts also
/// in ng).
std::string export_line(const Stored& record);
/// Reads a line back; empty for the head. Errors: no JSON, a schema or a type that this program does not know, fields
/// that are missing or impossible.
Result<std::optional<Stored>> read_export_line(std::string_view line);

}  // namespace epsom::exchange
