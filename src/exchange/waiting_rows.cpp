#include "waiting_rows.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "epsom/text/text.hpp"

namespace epsom::exchange {
namespace {

bool begins_with_year(std::string_view date) {
    return date.size() > 4 && (date[0] == '1' || date[0] == '2') && is_digit(date[1]) && is_digit(date[2]) &&
           is_digit(date[3]) && date[4] == '-';
}

}  // namespace

void WaitingRows::learn(const TableRow& row, std::string_view date) {
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

bool WaitingRows::learn_numbers(const TableRow& row, std::span<const std::string_view> numbers) {
    if (std::ranges::all_of(numbers, is_whole)) return false;
    for (const std::string_view number : numbers) {
        const bool had_point = marks_.point_decimal, had_comma = marks_.comma_decimal;
        marks_.learn(number);
        if (marks_.point_decimal != had_point) point_by_ = number;
        if (marks_.comma_decimal != had_comma) comma_by_ = number;
        if (two_readings_.empty() && marks_.needs_others(number)) two_readings_ = number;
    }
    if (marks_.point_decimal && marks_.comma_decimal && !two_readings_.empty()) {
        out_.reject({row.line, 0,
            in_quotes(point_by_) + " and " + in_quotes(comma_by_) +
                " have different decimal marks, which leaves two readings of " + in_quotes(two_readings_) +
                "; use points for decimals only"});
        return false;
    }
    if (!assumed_.empty() && marks_.comma_decimal && !marks_.point_decimal) {
        out_.reject({row.line, 0,
            in_quotes(assumed_) +
                " could be thousands, as this row has a decimal comma; use points for decimals only"});
        return false;
    }
    if (assumed_.empty()) {
        const auto found =
            std::ranges::find_if(numbers, [this](std::string_view number) { return marks_.is_assumed(number); });
        if (found != numbers.end()) assumed_ = *found;
    }
    // Both marks before decimals decide nothing, however many rows come.
    return !marks_.comma_decimal &&
           std::ranges::any_of(numbers, [this](std::string_view number) { return marks_.is_open(number); });
}

void WaitingRows::row(const TableRow& row, std::string_view date, std::span<const std::string_view> numbers) {
    constexpr std::size_t most_bytes = 64 * 1024 * 1024;
    bool iso = begins_with_year(date);  // nothing is open, as in most files
    std::optional<std::string> numeric;
    if (!iso && !date.empty()) {
        numeric = with_month_number(date);
        date = date_of_stamp(numeric ? std::string_view{*numeric} : date);
        iso = date.size() > 4 && date[4] == '-';
        if (!iso) learn(row, date);
    }
    if (out_.stopped()) return;
    const bool number_waits = learn_numbers(row, numbers);
    if (out_.stopped()) return;
    number_waits_ = (number_waits_ || number_waits) && !marks_.point_decimal && !marks_.comma_decimal;
    if (!number_waits_ && (!date_waits_ || std::popcount(orders_) == 1)) end();
    const bool open = !iso && !date.empty() && std::popcount(orders_) > 1 &&
                      std::popcount(orders_of(date, orders_)) > 1 && !read_date(date, orders_);
    date_waits_ = date_waits_ || open;
    if (held_.empty() && !open && !number_waits) return take_(row);
    Held held{.fields = {row.fields.begin(), row.fields.end()},
        .line = row.line,
        .flaw = row.flaw != nullptr ? std::optional{*row.flaw} : std::nullopt};
    for (const auto& field : held.fields) bytes_ += field.size() + sizeof(std::string);
    held_.push_back(std::move(held));
    if (bytes_ > most_bytes) {
        out_.reject({row.line, 0,
            number_waits_ ? "ambiguous numbers in the rows before this one; use points for decimals only"
                          : "ambiguous dates in all rows before this one: day or month first; use dates such as "
                            "2026-11-20"});
    }
}

void WaitingRows::end() {
    for (const Held& held : std::exchange(held_, {})) {
        const std::vector<std::string_view> fields{held.fields.begin(), held.fields.end()};
        take_({fields, held.line, held.flaw ? &*held.flaw : nullptr});
    }
    bytes_ = 0;
    date_waits_ = number_waits_ = false;
}

}  // namespace epsom::exchange
