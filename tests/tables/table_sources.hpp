#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "data/compile.hpp"
#include "paths.hpp"

namespace epsom::test {

/// The text of the tables as they are.
inline data::Files table_sources() {
    data::Files files;
    for (const auto& entry : std::filesystem::directory_iterator{source_path("src/data")}) {
        if (entry.path().extension() != ".tsv") continue;
        std::ifstream file{entry.path(), std::ios::binary};
        files[entry.path().filename().string()] = {
            std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
    }
    return files;
}

/// `text` with the first `from` changed, which must be there.
inline std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
    std::string changed{text};
    return changed.replace(changed.find(from), from.size(), to);
}

}  // namespace epsom::test
