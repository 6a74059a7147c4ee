// What a file is, by what it begins with.

#include <algorithm>

#include "csv_columns.hpp"
#include "encoding.hpp"
#include "epsom/text/choice.hpp"
#include "epsom/text/text.hpp"
#include "importers.hpp"

namespace epsom::exchange {
namespace {

std::string say_from() {
    std::string keys;
    for (const Importer& importer : importer_rows) keys += (keys.empty() ? "" : "|") + std::string{importer.key};
    return "add --from " + keys;
}

/// Without a file name it is standard input.
Error empty_input(std::string_view file_name) {
    return {(file_name.empty() ? "standard input" : path_in_quotes(file_name)) + " is empty", "export it again"};
}

/// What a file is of which no importer says that it is its own.
Error cannot_import(const Beginning& beginning) {
    if (beginning.form == Beginning::Form::xml) return {"this XML is not an Apple Health export", say_from()};
    if (beginning.form == Beginning::Form::json) return {"cannot detect the JSON format", say_from()};
    const std::vector<std::string_view> all{beginning.headings.begin(), beginning.headings.end()};
    if (const auto columns = read_columns(all); !columns && all.size() > 1) {
        return {"unrecognized table: " + columns.error().message, columns.error().hint};
    }
    return {"cannot detect the file format", say_from()};
}

/// The one importer that is sure, else one that is not. Error: several that are, or that it is another file of theirs;
/// empty where none knows it.
Result<const Importer*> ask_importers(const Beginning& beginning) {
    const Importer* found = nullptr;
    const Importer* by_columns = nullptr;
    std::optional<Error> instead;
    int sure = 0;
    for (const Importer& importer : importer_rows) {
        const auto likeness = importer.looks_like(beginning);
        if (!likeness && !instead) instead = likeness.error();
        if (!likeness) continue;
        if (*likeness == Likeness::sure && sure++ == 0) found = &importer;
        if (*likeness == Likeness::by_columns) by_columns = &importer;
    }
    if (sure == 1) return found;
    if (sure > 1) return nullptr;
    if (instead) return *instead;
    return by_columns;
}

}  // namespace

bool Beginning::has_heading(std::string_view name) const {
    return form == Form::table &&
           std::ranges::any_of(headings, [name](const std::string& heading) { return lower(trim(heading)) == name; });
}

bool Beginning::has_file(std::string_view name) const {
    return form == Form::folder && std::ranges::find(file_names, name) != file_names.end();
}

bool Beginning::has_key(std::string_view key) const {
    return form == Form::json && text.find("\"" + std::string{key} + "\"") != std::string_view::npos;
}

std::vector<std::string> first_record(std::string_view text, char separator, TableReader::Quoting quoting) {
    std::vector<std::string> fields;
    auto end = text.find_first_of("\r\n");
    if (text.starts_with("sep=") && end != std::string_view::npos)
        end = text.find_first_of("\r\n", text.find_first_not_of("\r\n", end));
    TableReader table{separator, quoting, [&fields](const TableRow& row) {
                          if (row.flaw == nullptr) fields.assign(row.fields.begin(), row.fields.end());
                      }};
    table.feed(text.substr(0, end));
    table.finish();
    return fields;
}

std::span<const Importer> importers() { return importer_rows; }

Result<const Importer*> find_importer(std::string_view name) {
    for (const Importer& importer : importer_rows) {
        if (name_key(importer.key) == name_key(name)) return &importer;
    }
    return Error{in_quotes(name) + " is not an import format",
        hint_for(name, choices_of(importer_rows, &Importer::key), say_from())};
}

Result<const Importer*> recognise(std::string_view first_bytes, std::string_view file_name) {
    using Form = Beginning::Form;
    if (first_bytes.empty()) return empty_input(file_name);
    if (first_bytes.starts_with("SQLite format 3")) return ask_importers({.form = Form::database});
    if (const auto error = no_text(first_bytes)) return *error;
    std::string text;
    TextGate gate;
    const auto take = [&text](std::string_view passed) { text += passed; };
    auto refusal = gate.feed(first_bytes, take);
    if (!refusal) refusal = gate.finish(take);
    Beginning beginning{.text = trim(text)};
    // A file that is unreadable from its start is not guessed at; a reader would refuse it too.
    if (refusal && beginning.text.find('\n') == std::string_view::npos) return Error{refusal->reason};
    if (beginning.text.empty()) return empty_input(file_name);
    const char first = beginning.text.front();
    beginning.form = first == '<' ? Form::xml : first == '{' || first == '[' ? Form::json : Form::table;
    if (beginning.form == Form::table)
        beginning.headings = first_record(beginning.text, '\0', TableReader::Quoting::rfc4180);
    const auto importer = ask_importers(beginning);
    if (importer && *importer == nullptr) return cannot_import(beginning);
    return importer;
}

Result<const Importer*> recognise_folder(std::span<const std::string> file_names) {
    const auto importer = ask_importers({.form = Beginning::Form::folder, .file_names = file_names});
    if (importer && *importer == nullptr)
        return Error{"unrecognized folder: only a FoodData Central csv download is a folder", "pass a file"};
    return importer;
}

}  // namespace epsom::exchange
