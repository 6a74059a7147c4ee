#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "delivery.hpp"
#include "table_reader.hpp"
#include "taken_status.hpp"
#include "waiting_rows.hpp"

namespace epsom::exchange {

/// Reads a file that is one table with a header. Rows come in the order of the file, once it is known what their dates
/// and numbers mean.
class RowReader : public TextReader {
public:
    /// Without a separator the header decides; see TableReader.
    RowReader(std::string format, char separator, const Settings& settings, Sink sink)
        : TextReader{std::move(format), settings, std::move(sink)},
          rows_{out_, [this](const TableRow& row) { check(row); }},
          table_{separator, TableReader::Quoting::rfc4180, [this](const TableRow& row) { take(row); }} {}

protected:
    /// What the header says of the rows.
    struct Shape {
        std::size_t width = 0;             // columns
        std::size_t least = 0;             // fields of a row that is whole
        std::optional<std::size_t> date;   // the column whose dates show their order
        std::vector<std::size_t> numbers;  // the columns whose numbers show their separators
        bool no_thousands = false;         // no number has a mark for them
        StatusColumns statuses;
    };
    /// Stops where the header is that of another file.
    virtual Shape read_header(const TableRow& row) = 0;
    /// A row that is whole, not empty, and was taken.
    virtual void take_row(const TableRow& row) = 0;
    /// After the last row, to say what there is to say.
    virtual void end_of_rows() = 0;

    void refuse(const TableRow& row, std::optional<std::size_t> place, const Error& error) {
        out_.refuse(row.line_of(place.value_or(0)), place ? *place + 1 : 0, error);
    }
    WaitingRows rows_;

private:
    void text(std::string_view text) final { table_.feed(text); }
    bool read_past(const Refusal& broken) final {
        table_.spoil(broken.reason);
        return true;
    }
    void end() final;
    void take(const TableRow& row);
    void check(const TableRow& row);
    /// Why the row is not a whole one.
    [[nodiscard]] std::optional<std::string> misfit(const TableRow& row) const;

    TableReader table_;
    std::optional<Shape> shape_;             // empty before the header
    std::vector<std::string_view> numbers_;  // of the row that was read last
};

}  // namespace epsom::exchange
