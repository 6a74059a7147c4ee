#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <variant>

namespace epsom {

/// The tables of a database for analysis, as epsom-formats(5) describes them. A row that others refer to is added
/// before those.
enum class AnalysisTable : std::uint8_t {
    meta,
    dose,
    dose_content,
    entry,
    content,
    scheduled,
    day,
    night,
    lab,
    reference_value
};

/// A database for other programs: plain STRICT tables with keys and indexes, without anything that undo, merging or
/// checksums need. Its rows are handed in. It stays in the file that it is given, and keeps no journal: where it is not
/// finished the file is thrown away. Functions throw std::system_error when the file cannot be written, and
/// MachineError where rows contradict each other.
class AnalysisDatabase {
public:
    /// Nothing, a whole number, a number, a text. A column of numbers takes both kinds.
    using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;

    /// `file` is empty.
    explicit AnalysisDatabase(const std::filesystem::path& file);
    AnalysisDatabase(const AnalysisDatabase&) = delete;
    AnalysisDatabase& operator=(const AnalysisDatabase&) = delete;
    ~AnalysisDatabase();

    /// The names of the columns, in their order.
    [[nodiscard]] std::span<const std::string> columns(AnalysisTable table) const;
    /// One cell for each column.
    void add(AnalysisTable table, std::span<const Cell> row);
    /// All rows are in the file, and its indexes. Call it once, last.
    void finish();

    /// Whether `file` is a database for analysis, of any version.
    [[nodiscard]] static bool is_in(const std::filesystem::path& file);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace epsom
