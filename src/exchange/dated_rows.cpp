#include "dated_rows.hpp"

#include <bit>
#include <utility>

#include "epsom/text/text.hpp"

namespace epsom::exchange {

void DatedRows::learn(const TableRow& row, std::string_view date) {
    const std::uint8_t possible = orders_of(date, orders_);
    if (possible == 0) {
        if (orders_of(date) == 0) return;  // no day at all, which its reader says
        return out_.reject({row.line, 0,
            in_quotes(date) + " and " + in_quotes(decided_by_) +
                " are in different formats: one has the day first, one the month; use dates such as"
                " 2026-11-20"});
    }
    if (possible != orders_) decided_by_ = date;
    orders_ = possible;
}

void DatedRows::row(const TableRow& row, std::string_view date) {
    constexpr std::size_t most_bytes = 64 * 1024 * 1024;
    date = date.empty() ? date : date_of_stamp(date);
    const bool iso = date.size() > 4 && date[4] == '-';
    if (!iso && !date.empty()) learn(row, date);
    if (out_.stopped()) return;
    if (std::popcount(orders_) == 1) end();
    const bool open = !iso && !date.empty() && std::popcount(orders_) > 1 &&
                      std::popcount(orders_of(date, orders_)) > 1 && !read_date(date, orders_);
    if (held_.empty() && !open) return take_(row);
    Held held{.fields = {row.fields.begin(), row.fields.end()},
        .line = row.line,
        .flaw = row.flaw != nullptr ? std::optional{*row.flaw} : std::nullopt};
    for (const auto& field : held.fields) bytes_ += field.size() + sizeof(std::string);
    held_.push_back(std::move(held));
    if (bytes_ > most_bytes) {
        out_.reject({row.line, 0,
            "ambiguous dates in all rows before this one: day or month first; use dates such as 2026-11-20"});
    }
}

void DatedRows::end() {
    for (const Held& held : std::exchange(held_, {})) {
        const std::vector<std::string_view> fields{held.fields.begin(), held.fields.end()};
        take_({fields, held.line, held.flaw ? &*held.flaw : nullptr});
    }
    bytes_ = 0;
}

}  // namespace epsom::exchange
