#include "epsom/render/format.hpp"

#include "epsom/text/text.hpp"

namespace epsom {
namespace {

/// Reads a name; one that is unknown is answered with the nearest, or all, of `offered`.
Result<Format> parse_format(std::string_view name, std::span<const std::string_view> offered) {
    const auto format = std::ranges::find(formats, lower(name), &FormatInfo::key);
    if (format != formats.end()) return format->id;
    return unknown("format", name, offered);
}

}  // namespace

Result<Format> parse_format(std::string_view name) { return parse_format(name, report_formats); }

Result<Format> parse_record_format(std::string_view name) {
    const auto format = parse_format(name, record_formats);
    if (format && !info(*format).of_records()) return no_such_page(*format, "this list");
    return format;
}

Error no_such_page(Format format, std::string_view of) {
    const std::string key{info(format).key};
    std::string hint = "'epsom report --format " + key + "' works; here use ";
    append_choices(hint, record_formats);
    return {in_quotes(key) + " is not available for " + std::string{of}, hint};
}

std::optional<Format> format_of_file(std::string_view file) {
    const auto dot = file.rfind('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const std::string ending = lower(file.substr(dot + 1));
    for (const auto& format : formats) {
        if (format.key == ending || format.extension == ending) return format.id;
    }
    return std::nullopt;
}

std::unique_ptr<RecordWriter> record_writer(Format format, Write write, std::string_view rows_key) {
    MakeWriter* const writer = info(format).writer;
    return (writer != nullptr ? writer : csv_writer)(std::move(write), rows_key);
}

}  // namespace epsom
