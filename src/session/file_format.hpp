#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "context.hpp"

namespace epsom {

/// A file to write, and the format that was asked for.
struct FileToWrite {
    std::optional<std::string> format;  // --format
    std::optional<std::string> file;    // empty, or "-": standard output
    std::string_view usual;             // the format without either
    std::span<const std::string_view> known;
    bool is_page = false;  // html would be a page to print
};

/// The format that was typed, else that of the file's extension, else the usual one. Error: an unsupported extension,
/// or one that only other programs write, whatever the format.
Result<std::string> chosen_format(const Context& context, const FileToWrite& asked);

/// The format for a command that supports text and json only; `command` is its name.
Result<Format> text_or_json(std::string_view command, std::string_view typed);

}  // namespace epsom
