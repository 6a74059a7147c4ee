#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

namespace epsom {

/// What the short name of a source stands for.
struct Citation {
    std::string_view key;   // "Cipro label 2026 (FDA)"
    std::string_view text;  // publisher, sections, set id, DOI or PMID
};

/// The short names in what a rule or a condition cites, "A; B".
[[nodiscard]] inline std::vector<std::string_view> cited(std::string_view source) {
    constexpr std::string_view between = "; ";
    std::vector<std::string_view> keys;
    for (;;) {
        const auto end = std::min(source.find(between), source.size());
        keys.push_back(source.substr(0, end));
        if (end == source.size()) return keys;
        source.remove_prefix(end + between.size());
    }
}

}  // namespace epsom
