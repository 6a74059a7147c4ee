#include <algorithm>
#include <array>
#include <vector>

#include <nlohmann/json.hpp>

#include "epsom/render/format.hpp"
#include "epsom/text/text.hpp"
#include "fuzz/target.hpp"

using namespace epsom;
using epsom::test::require;

namespace {

std::string written(Format format, std::string_view text) {
    constexpr std::array<std::string_view, 2> columns{"what", "note"};
    std::string out;
    const auto writer = record_writer(format, [&out](std::string_view piece) { out += piece; });
    writer->begin({}, columns);
    writer->row(Record{{"what", text}, {"note", text}});
    writer->end({});
    return out;
}

/// The cells behind the header, by RFC 4180.
std::vector<std::string> csv_cells(std::string_view text) {
    text.remove_prefix(text.find('\n') + 1);
    std::vector<std::string> cells{""};
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"' && quoted && i + 1 < text.size() && text[i + 1] == '"') cells.back() += text[i++];
        else if (text[i] == '"') quoted = !quoted;
        else if (!quoted && (text[i] == ',' || text[i] == '\n')) cells.emplace_back();
        else cells.back() += text[i];
    }
    require(!quoted && cells.back().empty(), "the last line ends");
    cells.pop_back();
    return cells;
}

}  // namespace

EPSOM_FUZZ_TARGET(tables) {
    constexpr std::string_view runs{"=+-@\t\r"};
    const auto cells = csv_cells(written(Format::csv, bytes));
    require(cells.size() == 2 && cells.front() == cells.back(), "csv has the cells that it was given");
    const std::string_view cell = cells.front();
    require(cell.empty() || runs.find(cell.front()) == std::string_view::npos, "no spreadsheet runs a cell");
    const bool marked = !bytes.empty() && runs.find(bytes.front()) != std::string_view::npos;
    require(cell.substr(marked ? 1 : 0) == bytes, "a cell is what was written");

    const std::string tsv = written(Format::tsv, bytes);
    require(
        std::ranges::count(tsv, '\n') == 2 && std::ranges::count(tsv, '\t') == 2 && tsv.find('\r') == std::string::npos,
        "tsv has a line a row and a tab a cell");

    const auto row = nlohmann::json::parse(written(Format::ndjson, bytes));
    const auto document = nlohmann::json::parse(written(Format::json, bytes));
    require(document.at("rows").at(0) == row, "json and ndjson have the same rows");
    if (is_utf8(bytes)) require(row.at("what") == bytes, "json gives back what it was given");

    const std::string page = written(Format::md, bytes);
    require(std::ranges::count(page, '\n') == 3, "Markdown has a line a row");
}
