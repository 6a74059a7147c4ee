#pragma once

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// Test data: a header, then one record per line; a tab between two fields, nothing quoted.
namespace epsom::test {

using Record = std::map<std::string, std::string, std::less<>>;

inline std::vector<std::string> fields(std::string_view line) {
    std::vector<std::string> found;
    while (true) {
        const std::size_t tab = line.find('\t');
        found.emplace_back(line.substr(0, tab));
        if (tab == std::string_view::npos) return found;
        line.remove_prefix(tab + 1);
    }
}

/// The records of `path`, each by column name. Throws std::runtime_error when the file is missing or a line is short or
/// long.
inline std::vector<Record> read_tsv(const std::string& path) {
    std::ifstream file{path};
    std::string line;
    if (!std::getline(file, line)) throw std::runtime_error{path + " cannot be read"};
    const auto header = fields(line);
    std::vector<Record> records;
    while (std::getline(file, line)) {
        const auto values = fields(line);
        if (values.size() != header.size()) throw std::runtime_error{path + " has a broken line: " + line};
        Record& record = records.emplace_back();
        for (std::size_t i = 0; i < header.size(); ++i) record[header[i]] = values[i];
    }
    return records;
}

/// "2.4" times 1000 is 2400, exactly. Throws std::runtime_error when it is no number or not a whole one.
inline std::int64_t exact(std::string_view decimal, std::int64_t unit) {
    std::int64_t sum = 0;
    bool after_point = false;
    for (const char c : decimal) {
        if (c == '.' && !after_point) {
            after_point = true;
            continue;
        }
        const bool too_fine = after_point && unit % 10 != 0;
        if (c < '0' || c > '9' || too_fine) throw std::runtime_error{"'" + std::string{decimal} + "' is not exact"};
        if (after_point) {
            unit /= 10;
            sum += (c - '0') * unit;
        } else {
            sum = sum * 10 + (c - '0') * unit;
        }
    }
    if (decimal.empty()) throw std::runtime_error{"no number"};
    return sum;
}

}  // namespace epsom::test
