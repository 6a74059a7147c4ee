#include "row_reader.hpp"

#include <algorithm>

#include "csv_columns.hpp"
#include "epsom/text/text.hpp"

namespace epsom::exchange {
namespace {

bool is_blank(std::string_view field) { return trim(field).empty(); }

}  // namespace

void RowReader::take(const TableRow& row) {
    if (out_.stopped()) return;
    if (!shape_) {
        if (row.flaw != nullptr) return out_.stop(*row.flaw);
        shape_ = read_header(row);
        return rows_.set_marks({.comma_separates = table_.separator() == ',', .no_thousands = shape_->no_thousands});
    }
    const bool readable = row.flaw == nullptr && !misfit(row);
    const auto cell = [&](std::size_t place) {
        return readable && place < row.fields.size() ? trim(without_guard(row.fields[place])) : std::string_view{};
    };
    numbers_.clear();
    for (const std::size_t place : shape_->numbers) numbers_.push_back(cell(place));
    rows_.row(row, shape_->date ? cell(*shape_->date) : std::string_view{}, numbers_);
}

std::optional<std::string> RowReader::misfit(const TableRow& row) const {
    const std::size_t count = row.fields.size(), width = shape_->width;
    const bool surplus = count > width && !std::ranges::all_of(row.fields.subspan(width), is_blank);
    if (count >= shape_->least && !surplus) return std::nullopt;
    return Delivery::counted(count, "field", "fields") + " for " + Delivery::counted(width, "column", "columns") +
           (surplus ? "; put quotes around a field that contains the separator" : "; the line may be truncated");
}

void RowReader::check(const TableRow& row) {
    if (out_.stopped()) return;
    if (row.flaw != nullptr) return out_.refuse(*row.flaw);
    if (std::ranges::all_of(row.fields, is_blank)) return;  // separators only
    if (auto reason = misfit(row)) return out_.refuse({row.line, row.fields.size(), std::move(*reason)});
    Status status;
    if (const auto fault = shape_->statuses.read(row.fields, status)) return refuse(row, fault->place, fault->error);
    if (!status.taken) return out_.leave_out_not_taken(status.why);
    take_row(row);
}

void RowReader::end() {
    if (auto refusal = table_.finish(); refusal && !out_.stopped()) out_.stop(std::move(*refusal));
    rows_.end();
    if (!out_.stopped() && !shape_) out_.stop({1, 0, "the file is empty"});
    end_of_rows();
}

}  // namespace epsom::exchange
