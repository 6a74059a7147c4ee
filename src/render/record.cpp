#include "epsom/render/record.hpp"

#include <fmt/format.h>

#include <iterator>

#include "epsom/text/text.hpp"
#include "writers.hpp"

namespace epsom {

Value Value::real(double number) {
    Value value;
    value.held_ = number == 0 ? 0 : number;  // never -0
    return value;
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

namespace {

/// Reads a name; one that is unknown is answered with the nearest, or all, of those that are allowed.
Result<Format> parse_format(std::string_view name, bool only_records) {
    std::vector<std::string_view> names;
    std::string listed;
    for (const auto& format : formats) {
        if (format.key == lower(name)) return format.id;
        if (only_records && !format.of_records) continue;
        if (!names.empty()) listed += (names.size() == 1 ? "" : ", ") + std::string{names.back()};
        names.push_back(format.key);
    }
    std::string hint = did_you_mean(name, names);
    if (hint.empty()) hint = "use " + listed + " or " + std::string{names.back()};
    return Error{"unknown format " + in_quotes(name), hint};
}

}  // namespace

Result<Format> parse_format(std::string_view name) { return parse_format(name, false); }

Result<Format> parse_record_format(std::string_view name) {
    const auto format = parse_format(name, true);
    if (format && !info(*format).of_records) return no_such_page(*format, "this list");
    return format;
}

Error no_such_page(Format format, std::string_view of) {
    const std::string key{info(format).key};
    return {in_quotes(key) + " is not available for " + std::string{of},
        "'epsom report --format " + key + "' works; here use text, csv, tsv, json, ndjson or md"};
}

std::optional<Format> format_of_file(std::string_view file) {
    const auto dot = file.rfind('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const std::string ending = lower(file.substr(dot + 1));
    if (ending == "txt") return Format::text;
    for (const auto& format : formats) {
        if (format.key == ending) return format.id;
    }
    return std::nullopt;
}

std::unique_ptr<RecordWriter> record_writer(Format format, Write write, std::string_view rows_key) {
    switch (format) {
        case Format::json: return json_writer(std::move(write), rows_key);
        case Format::ndjson: return ndjson_writer(std::move(write));
        case Format::md: return markdown_writer(std::move(write));
        case Format::tsv: return tsv_writer(std::move(write));
        case Format::csv:
        case Format::text:
        case Format::html:
        case Format::svg: break;
    }
    return csv_writer(std::move(write));
}

}  // namespace epsom
