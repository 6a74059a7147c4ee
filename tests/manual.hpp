#pragma once

#include <algorithm>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "paths.hpp"
#include "program/registry.hpp"
#include "session/command.hpp"
#include "temporary.hpp"

namespace epsom::test {

using Names = std::set<std::string>;

inline const fs::path pages{source_path("man")};

inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
    return text;
}

inline std::vector<std::string> lines_of(const fs::path& file) {
    std::ifstream in{file};
    REQUIRE_MESSAGE(in, file.string() << " is missing");
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

/// What the commands are called: "log list".
inline std::vector<std::string> paths() {
    std::vector<std::string> all;
    for (const auto& entry : registry()) all.emplace_back(entry.path);
    return all;
}

inline std::string shown(const Names& names) {
    std::string text;
    for (const auto& name : names) text += " " + name;
    return text;
}
inline Names without(const Names& all, const Names& some) {
    Names rest;
    std::ranges::set_difference(all, some, std::inserter(rest, rest.end()));
    return rest;
}
inline Names together(Names some, const Names& others) {
    some.insert(others.begin(), others.end());
    return some;
}

}  // namespace epsom::test
