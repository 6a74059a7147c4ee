#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "delivery.hpp"
#include "table_reader.hpp"
#include "timeline.hpp"

namespace epsom::exchange {

/// Hands the rows of a table over in their order, as soon as it is known what their dates mean: 11/02/2026 waits for an
/// 11/18/2026 or a 18/11/2026, which says how the column is written. A column that holds both is refused, with all that
/// was handed over.
class DatedRows {
public:
    using Take = std::function<void(const TableRow&)>;
    DatedRows(Delivery& out, Take take) : out_{out}, take_{std::move(take)} {}

    /// `date` is the date in the row, perhaps followed by a time; empty where it has none.
    void row(const TableRow& row, std::string_view date);
    /// Hands over what waits still, though its dates mean two days.
    void end();
    /// In what order the column's dates can stand, by those seen so far.
    [[nodiscard]] std::uint8_t orders() const { return orders_; }

private:
    struct Held {
        std::vector<std::string> fields;
        std::size_t line;
        std::optional<Refusal> flaw;
    };
    void learn(const TableRow& row, std::string_view date);

    Delivery& out_;
    Take take_;
    std::uint8_t orders_ = any_order;
    std::string decided_by_;  // the date that did
    std::vector<Held> held_;
    std::size_t bytes_ = 0;
};

}  // namespace epsom::exchange
