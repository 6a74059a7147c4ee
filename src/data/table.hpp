#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What every table needs: reading, checking and spelling.
namespace epsom::data {

using Errors = std::vector<std::string>;

/// A line of a source, by column.
class Row {
public:
    Row(std::string_view where, const std::vector<std::string_view>& columns, std::vector<std::string_view> fields)
        : where_{where}, columns_{&columns}, fields_{std::move(fields)} {}
    /// Of a column that there is.
    [[nodiscard]] std::string_view operator[](std::string_view column) const;
    [[nodiscard]] const std::string& where() const { return where_; }  // "units.tsv:7"
    void refuse(Errors& errors, const std::string& why) const { errors.push_back(where_ + ": " + why); }

private:
    std::string where_;
    const std::vector<std::string_view>* columns_;
    std::vector<std::string_view> fields_;
};

/// The rows of a source; the text must outlive them.
class Table {
public:
    /// Each of `columns` must be there; others may.
    Table(std::string_view name, std::string_view text, const std::vector<std::string_view>& columns, Errors& errors);
    Table(const Table&) = delete;
    Table& operator=(const Table&) = delete;
    [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }
    [[nodiscard]] const std::vector<std::string_view>& columns() const { return columns_; }

private:
    std::vector<std::string_view> columns_;
    std::vector<Row> rows_;
};

/// Refuses a row without a source, or with none but memory.
void check_source(const Row& row, Errors& errors);
/// Refuses a `key` that is spelled as none.
void check_key(const Row& row, Errors& errors);
[[nodiscard]] std::string in_quotes(std::string_view text);

/// The names of a table's rows, of which none may have two.
class Names {
public:
    /// Refuses what is not ASCII, unless `any_script`, and what another row is called.
    void add(std::size_t number, const Row& row, std::string_view name, Errors& errors, bool any_script = false);
    [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;
    /// `{0x…, 3},` a line, in the order of the hashes.
    [[nodiscard]] std::string spelled() const;

private:
    struct Named {
        std::uint64_t hash;
        std::size_t number;
    };
    std::map<std::string, std::size_t, std::less<>> by_name_;
    std::map<std::uint64_t, std::size_t> by_hash_;
};

/// "2.4" of 1000 steps each is 2400. Empty when it is no decimal number, finer than a step or more than fits.
[[nodiscard]] std::optional<std::int64_t> in_steps(std::string_view decimal, std::int64_t steps);
[[nodiscard]] std::optional<std::int64_t> whole(std::string_view digits);
/// `text` as a C++ string.
[[nodiscard]] std::string quoted(std::string_view text);

}  // namespace epsom::data
