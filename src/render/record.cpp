#include "epsom/render/record.hpp"

#include <fmt/format.h>

#include <iterator>

namespace epsom {

Value::Value(std::vector<Record> records) : held_{std::make_shared<const std::vector<Record>>(std::move(records))} {}
Value::Value(std::vector<Value> values) : held_{std::make_shared<const std::vector<Value>>(std::move(values))} {}

Value Value::real(double number) {
    return Value{std::in_place, number == 0 ? 0 : number};  // never -0
}

void append_plain(std::string& out, const Value& value) {
    if (const auto* number = std::get_if<Value::Fraction>(&value.held()))
        append_decimal(out, number->numerator, number->denominator, number->decimals);
    else if (const auto* real = std::get_if<double>(&value.held()))
        fmt::format_to(std::back_inserter(out), "{:.9g}", *real);
    else if (const auto* truth = std::get_if<bool>(&value.held())) out += *truth ? "true" : "false";
}

void RecordWriter::flush(bool all) {
    constexpr std::size_t enough = 1U << 14;
    if (!all && buffer_.size() < enough) return;
    write_(buffer_);
    buffer_.clear();
}

}  // namespace epsom
