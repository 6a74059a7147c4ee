#include "table.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include "epsom/domain/table_name.hpp"

namespace epsom::data {
namespace {

std::vector<std::string_view> split(std::string_view line, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = line.find(separator);
        parts.push_back(line.substr(0, end));
        if (end == std::string_view::npos) return parts;
        line.remove_prefix(end + 1);
    }
}

std::string folded(std::string_view name) {
    std::string key;
    for (const char c : name) {
        if (!tables::separates(c)) key += tables::lower(c);
    }
    return key;
}

}  // namespace

std::string_view Row::operator[](std::string_view column) const {
    const auto place = std::ranges::find(*columns_, column) - columns_->begin();
    return fields_.at(static_cast<std::size_t>(place));
}

Table::Table(
    std::string_view name, std::string_view text, const std::vector<std::string_view>& columns, Errors& errors) {
    std::size_t number = 0;
    for (const auto line : split(text, '\n')) {
        ++number;
        if (line.empty() || line.front() == '#') continue;
        const std::string where = std::string{name} + ":" + std::to_string(number);
        auto fields = split(line, '\t');
        if (columns_.empty()) {
            columns_ = std::move(fields);
            for (const auto column : columns) {
                if (std::ranges::count(columns_, column) == 1) continue;
                errors.push_back(where + ": the column '" + std::string{column} + "' is missing or there twice");
                return;
            }
        } else if (fields.size() != columns_.size()) {
            errors.push_back(
                where + ": " + std::to_string(fields.size()) + " fields instead of " + std::to_string(columns_.size()));
        } else {
            rows_.emplace_back(where, columns_, std::move(fields));
        }
    }
    if (rows_.empty() && errors.empty()) errors.push_back(std::string{name} + ":1: no rows");
}

void check_source(const Row& row, Errors& errors) {
    if (row["source"].empty() || row["source"].find("memory") != std::string_view::npos)
        row.refuse(errors, "no source");
}

void check_key(const Row& row, Errors& errors) {
    if (!tables::is_key(row["key"]))
        row.refuse(errors, in_quotes(row["key"]) + " is not a key: lower case, digits and hyphens");
}

std::string in_quotes(std::string_view text) { return "'" + std::string{text} + "'"; }

void Names::add(std::size_t number, const Row& row, std::string_view name, Errors& errors, bool any_script) {
    const std::string key = folded(name);
    const std::string shown = "the name '" + std::string{name} + "' ";
    const bool is_ascii = std::ranges::all_of(key, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (key.empty()) return row.refuse(errors, "a name is empty");
    if (!is_ascii && !any_script) return row.refuse(errors, shown + "is not ASCII");
    const auto [place, is_new] = by_name_.emplace(key, number);
    if (!is_new && place->second != number) return row.refuse(errors, shown + "belongs to another row");
    if (is_new && !by_hash_.emplace(tables::hash_of(name), number).second)
        row.refuse(errors, shown + "has the hash of another name");
}

std::optional<std::size_t> Names::find(std::string_view name) const {
    const auto found = by_name_.find(folded(name));
    return found == by_name_.end() ? std::nullopt : std::optional{found->second};
}

std::string Names::spelled() const {
    std::string text;
    for (const auto& [hash, number] : by_hash_)
        text += "    {" + std::to_string(hash) + "U, " + std::to_string(number) + "},\n";
    return text;
}

std::optional<std::int64_t> whole(std::string_view digits) {
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (digits.empty() || digits.front() == '-' || fault != std::errc{} || end != digits.data() + digits.size())
        return std::nullopt;
    return number;
}

std::optional<std::int64_t> in_steps(std::string_view decimal, std::int64_t steps) {
    const std::size_t point = decimal.find('.');
    const auto units = whole(decimal.substr(0, point));
    if (!units || *units > std::numeric_limits<std::int64_t>::max() / steps) return std::nullopt;
    std::int64_t sum = *units * steps;
    if (point == std::string_view::npos) return sum;
    if (point + 1 == decimal.size()) return std::nullopt;
    for (const char c : decimal.substr(point + 1)) {
        if (c < '0' || c > '9') return std::nullopt;
        if (steps % 10 != 0) {
            if (c != '0') return std::nullopt;
            continue;
        }
        steps /= 10;
        sum += (c - '0') * steps;
    }
    return sum;
}

std::string quoted(std::string_view text) {
    std::string spelled = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') spelled += '\\';
        spelled += c;
    }
    return spelled + '"';
}

}  // namespace epsom::data
