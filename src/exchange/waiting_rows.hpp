#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "delivery.hpp"
#include "number_marks.hpp"
#include "table_reader.hpp"
#include "timeline.hpp"

namespace epsom::exchange {

/// Hands the rows of a table over in their order, as soon as it is known what their dates and numbers mean: 11/02/2026
/// waits for an 11/18/2026 or a 18/11/2026, which says how the column is written, and 1,500 for a 1,5 or a 1.5. Dates
/// of both kinds refuse the table, with all that was handed over. So do numbers of both kinds where one waits for them,
/// before or after it.
class WaitingRows {
public:
    using Take = std::function<void(const TableRow&)>;
    WaitingRows(Delivery& out, Take take) : out_{out}, take_{std::move(take)} {}

    /// `date` is the date in the row, perhaps followed by a time; empty where it has none. `numbers` are its cells that
    /// begin with one.
    void row(const TableRow& row, std::string_view date, std::span<const std::string_view> numbers = {});
    /// Hands over what waits still, though its dates mean two days.
    void end();
    /// In what order the column's dates can stand, by those seen so far.
    [[nodiscard]] std::uint8_t orders() const { return orders_; }
    /// What the marks in numbers mean, by those seen so far.
    [[nodiscard]] const NumberMarks& marks() const { return marks_; }
    void set_marks(NumberMarks marks) { marks_ = marks; }

private:
    struct Held {
        std::vector<std::string> fields;
        std::size_t line;
        std::optional<Refusal> flaw;
    };
    void learn(const TableRow& row, std::string_view date);
    /// Whether a number of the row has two readings still.
    bool learn_numbers(const TableRow& row, std::span<const std::string_view> numbers);

    Delivery& out_;
    Take take_;
    std::uint8_t orders_ = any_order;
    std::string decided_by_;  // the date that did
    NumberMarks marks_;
    std::string point_by_, comma_by_;  // the first numbers that showed the decimal point and the comma
    std::string two_readings_;         // the first number that needs one of those
    std::string assumed_;              // the first number that was handed over with one of its two readings
    bool date_waits_ = false, number_waits_ = false;
    std::vector<Held> held_;
    std::size_t bytes_ = 0;
};

}  // namespace epsom::exchange
