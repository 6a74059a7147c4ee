#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "table_reader.hpp"

namespace epsom::exchange {

/// What a file begins with, or which files a folder has.
struct Beginning {
    enum class Form : std::uint8_t { database, xml, json, table, folder } form = Form::table;
    std::string_view text = {};                    // of a file, without a byte order mark and blanks before it
    std::vector<std::string> headings = {};        // of a table, in lower case
    std::span<const std::string> file_names = {};  // of a folder
    [[nodiscard]] bool has_heading(std::string_view name) const;
    [[nodiscard]] bool has_file(std::string_view name) const;
    /// Whether a json file has `"key"` anywhere.
    [[nodiscard]] bool has_key(std::string_view key) const;
};

/// The fields of the first line; empty unless it is a table.
std::vector<std::string> first_record(std::string_view text, char separator, TableReader::Quoting quoting);

}  // namespace epsom::exchange
