#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "epsom/render/record.hpp"
#include "epsom/text/choice.hpp"

namespace epsom {

struct Visit;

/// Makes a writer for any list of records. `rows_key` names the array of a json document.
using MakeWriter = std::unique_ptr<RecordWriter>(Write write, std::string_view rows_key);
MakeWriter csv_writer, tsv_writer, json_writer, ndjson_writer, markdown_writer;
/// Writes what a person brings to a visit.
using VisitPage = std::string(const Visit& visit);
/// One HTML page that needs nothing else and runs nothing, for screens and for A4 or Letter paper. It is well-formed
/// XML too.
VisitPage visit_html;
/// The days of each course as bars, in one SVG file.
VisitPage visit_svg;
/// Headings, lists and tables in Markdown.
VisitPage visit_markdown;

/// The formats for machines, text for people, and what is looked at.
enum class Format : std::uint8_t { text, csv, tsv, json, ndjson, md, html, svg };
struct FormatInfo {
    Format id;
    std::string_view key;    // as typed after --format
    std::string_view about;  // for completion
    std::string_view extension;
    std::string_view other_extension = {};  // which a file may have instead
    MakeWriter* writer = nullptr;
    VisitPage* page = nullptr;
    bool nests = false;     // a field may be a list
    bool verbatim = false;  // control characters of a text are written as they are
    /// Whether any list of records can be written in it; as text each command has its own.
    [[nodiscard]] constexpr bool of_records() const { return writer != nullptr || id == Format::text; }
    [[nodiscard]] constexpr bool has_no_page() const { return page == nullptr; }
};
inline constexpr std::array formats{
    FormatInfo{.id = Format::text, .key = "text", .about = "for reading", .extension = "txt"},
    FormatInfo{.id = Format::csv,
        .key = "csv",
        .about = "comma-separated, for spreadsheets",
        .extension = "csv",
        .writer = csv_writer,
        .verbatim = true},
    FormatInfo{.id = Format::tsv,
        .key = "tsv",
        .about = "tab-separated",
        .extension = "tsv",
        .writer = tsv_writer,
        .verbatim = true},
    FormatInfo{.id = Format::json,
        .key = "json",
        .about = "one document",
        .extension = "json",
        .writer = json_writer,
        .nests = true},
    FormatInfo{.id = Format::ndjson,
        .key = "ndjson",
        .about = "one document per row",
        .extension = "ndjson",
        .other_extension = "jsonl",
        .writer = ndjson_writer,
        .nests = true},
    FormatInfo{.id = Format::md,
        .key = "md",
        .about = "a Markdown table",
        .extension = "md",
        .other_extension = "markdown",
        .writer = markdown_writer,
        .page = visit_markdown},
    FormatInfo{.id = Format::html,
        .key = "html",
        .about = "a page to print",
        .extension = "html",
        .other_extension = "htm",
        .page = visit_html},
    FormatInfo{.id = Format::svg, .key = "svg", .about = "an image", .extension = "svg", .page = visit_svg},
};
[[nodiscard]] constexpr const FormatInfo& info(Format format) { return formats[static_cast<std::size_t>(format)]; }
static_assert(std::ranges::all_of(formats, [](const FormatInfo& row) { return &info(row.id) == &row; }));

/// What `export` calls a database for analysis.
inline constexpr std::string_view sqlite_format = "sqlite";
/// What only one command writes: `dose list` the first two, `check` the third, `export` the last.
struct OwnFormat {
    std::string_view key, about;
};
inline constexpr std::array own_formats{OwnFormat{"ics", "a calendar with alarms"},
    OwnFormat{"crontab", "lines for cron"}, OwnFormat{"short", "one line for a prompt"},
    OwnFormat{sqlite_format, "a database for analysis"}};

/// The keys of the formats of which `quality` is true, then `others`.
template <auto quality> constexpr auto format_keys(auto... others) {
    constexpr auto count = static_cast<std::size_t>(std::ranges::count_if(formats, quality));
    std::array<std::string_view, count + sizeof...(others)> keys{};
    std::size_t at = 0;
    for (const FormatInfo& format : formats) {
        if (std::invoke(quality, format)) keys[at++] = format.key;
    }
    ((keys[at++] = others), ...);
    return keys;
}
inline constexpr auto record_formats = format_keys<&FormatInfo::of_records>();
inline constexpr auto report_formats = [] {
    std::array<std::string_view, formats.size()> keys{};
    std::ranges::transform(formats, keys.begin(), &FormatInfo::key);
    return keys;
}();
inline constexpr std::array<std::string_view, 2> text_and_json{"text", "json"};

/// Formats with what they are, for completion.
template <std::size_t size>
constexpr std::array<Choice, size> described(const std::array<std::string_view, size>& keys) {
    std::array<Choice, size> choices{};
    for (std::size_t i = 0; i < size; ++i) {
        choices[i].word = keys[i];
        for (const FormatInfo& format : formats) {
            if (format.key == keys[i]) choices[i].about = format.about;
        }
        for (const OwnFormat& format : own_formats) {
            if (format.key == keys[i]) choices[i].about = format.about;
        }
    }
    return choices;
}
inline constexpr auto record_choices = described(record_formats);
inline constexpr auto text_or_json_choices = described(text_and_json);
/// Help of `--format` for a list of records.
inline constexpr ChoicesText record_formats_help{record_formats, " (default: text)"};

/// Error: unknown names, with the nearest.
Result<Format> parse_format(std::string_view name);
/// Reads a format for a list of records. Error also: html and svg, which only 'report' has.
Result<Format> parse_record_format(std::string_view name);
/// Error for a format that is not `of_records` where only records can be written.
Error no_such_page(Format format, std::string_view of);
/// By a file's usual extension; empty when it says nothing.
std::optional<Format> format_of_file(std::string_view file);
/// A writer for any format that is `of_records` but text.
std::unique_ptr<RecordWriter> record_writer(Format format, Write write, std::string_view rows_key = "rows");

}  // namespace epsom
