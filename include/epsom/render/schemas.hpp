#pragma once

#include <span>
#include <string_view>

namespace epsom {

/// What an output of json or ndjson looks like.
struct OutputSchema {
    std::string_view name;     // "report-intake/1"; the output itself says "epsom/report-intake/1"
    std::string_view command;  // what writes it, without `epsom`: "report entries, log list"
    std::string_view json;     // a JSON Schema (draft 2020-12) with a newline at the end
};

/// Each output, in the order of the commands.
std::span<const OutputSchema> output_schemas();

}  // namespace epsom
