#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "context.hpp"

namespace epsom {

/// A file to write, and what was said of its format.
struct FileToWrite {
    std::optional<std::string> format;  // --format
    std::optional<std::string> file;    // empty, or "-": standard output
    std::string_view usual;             // the format without either
    std::span<const std::string_view> known;
    bool is_page = false;               // html would be a page to print
};

/// The format as it was typed, else the one that the file's ending names, else the usual one. Error: an ending that names no format, or one
/// that other programs write, whatever the format.
Result<std::string> chosen_format(const Context& context, const FileToWrite& asked);

}  // namespace epsom
