#include "file_format.hpp"

#include <algorithm>
#include <array>

#include "epsom/text/choice.hpp"
#include "epsom/text/text.hpp"
#include "typed_line.hpp"

namespace epsom {
namespace {

/// The extension of the file's own name; empty for ".profile", and for "report.2026-11-20", which ends in a date.
std::string ending_of(std::string_view file) {
    file.remove_prefix(file.rfind('/') == std::string_view::npos ? 0 : file.rfind('/') + 1);
    const auto dot = file.rfind('.');
    if (dot == std::string_view::npos || dot == 0) return {};
    const std::string ending = lower(file.substr(dot + 1));
    return std::ranges::any_of(ending, [](char c) { return !is_digit(c) && c != '-'; }) ? ending : "";
}

/// The format of a file extension, as --format names it.
std::string_view format_named(std::string_view ending) {
    const auto found = std::ranges::find_if(formats,
        [ending](const FormatInfo& format) { return format.extension == ending || format.other_extension == ending; });
    return found == formats.end() ? ending : found->key;
}

bool is_among(std::span<const std::string_view> names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

constexpr std::array<std::string_view, 6> on_paper{"pdf", "ps", "doc", "docx", "odt", "rtf"};
constexpr std::array<std::string_view, 4> spreadsheets{"xlsx", "xls", "ods", "numbers"};
constexpr std::array<std::string_view, 7> not_text{"png", "jpg", "jpeg", "gif", "zip", "gz", "xz"};
constexpr std::array<std::string_view, 3> databases{"sqlite", "sqlite3", "db"};
/// Whether epsom writes no such file, whatever --format is.
bool is_of_other_programs(std::string_view ending) {
    return is_among(on_paper, ending) || is_among(spreadsheets, ending) || is_among(not_text, ending);
}

/// Whether a file with that extension is a database for analysis: a backup is a .db too, so that has to be said.
bool is_for_analysis(const FileToWrite& asked, std::string_view ending) {
    if (!is_among(asked.known, sqlite_format) || !is_among(databases, ending)) return false;
    return asked.format ? *asked.format == sqlite_format : ending != "db";
}

Error no_format(const Context& context, const FileToWrite& asked, std::string_view ending) {
    const std::string& file = *asked.file;
    const std::string stem = file.substr(0, file.size() - ending.size());
    std::string hint;
    if (is_among(spreadsheets, ending)) {
        hint = context.retyped(file, stem + "csv");
        if (!hint.empty()) hint = "for a spreadsheet, use csv: " + hint;
    } else if (is_among(on_paper, ending) && asked.is_page && !asked.format) {
        hint = context.retyped(file, stem + "html");
        if (!hint.empty()) hint = "print it from a browser: " + hint;
    } else if (is_among(on_paper, ending)) {
        hint = "print a report from a browser: epsom report --output visit.html";
    } else if (is_among(databases, ending)) {
        hint = "to copy the database: " + typed_line(std::vector<std::string>{"export", "--backup", file});
    }
    if (hint.empty()) {
        const auto first = std::ranges::find(formats, asked.known.front(), &FormatInfo::key);
        hint = context.retyped(file, stem + std::string{first->extension});
    }
    if (hint.empty()) hint = "use one of these extensions: " + either(asked.known);
    return {"unsupported file extension " + in_quotes("." + std::string{ending}), hint};
}

}  // namespace

Result<std::string> chosen_format(const Context& context, const FileToWrite& asked) {
    const std::string ending = asked.file && *asked.file != "-" ? ending_of(*asked.file) : "";
    if (is_for_analysis(asked, ending)) return std::string{sqlite_format};
    if (is_of_other_programs(ending) || is_among(databases, ending)) return no_format(context, asked, ending);
    if (asked.format) return *asked.format;
    if (ending.empty()) return std::string{asked.usual};
    const std::string_view named = format_named(ending);
    if (is_among(asked.known, named)) return std::string{named};
    return no_format(context, asked, ending);
}

Result<Format> text_or_json(std::string_view command, std::string_view typed) {
    const auto format = parse_format(typed);
    if (format && (*format == Format::text || *format == Format::json)) return *format;
    if (format)
        return Error{std::string{command} + " supports --format text or json, not " + in_quotes(typed),
            "leave out --format, or use --format json"};
    return unknown("format", typed, text_and_json);
}

}  // namespace epsom
