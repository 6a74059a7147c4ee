#include <algorithm>

#include <nlohmann/json.hpp>

#include "epsom/exchange/records.hpp"
#include "epsom/render/fields.hpp"
#include "epsom/render/format.hpp"
#include "epsom/text/text.hpp"
#include "fuzz/shown.hpp"
#include "fuzz/target.hpp"
#include "raw.hpp"

using namespace epsom;
using namespace epsom::test;

/// Whatever a name and a note hold, a table for machines has a line a row, and an export a line a record, that give
/// them back.
EPSOM_FUZZ_TARGET(rows) {
    const auto intakes = entries(Shown{bytes});
    for (const Format format : {Format::csv, Format::tsv, Format::json, Format::ndjson, Format::md}) {
        std::string out;
        const auto writer = record_writer(format, [&out](std::string_view piece) { out += piece; });
        writer->begin({}, entry_columns());
        for (const Intake& intake : intakes) {
            if (format == Format::json || format == Format::ndjson) writer->row(nested_entry(intake));
            else for_each_row(intake, [&writer](const EntryFields& row) { writer->row(row); });
        }
        writer->end({});
        if (format == Format::json || format == Format::ndjson || format == Format::md)
            require(raw_in(out).empty(), "json and Markdown are text");
        if (format == Format::ndjson) {
            std::size_t rows = 0;
            for (const auto& line : split(out, '\n')) {
                if (line.empty()) continue;
                const auto row = nlohmann::json::parse(line);
                require(
                    !is_utf8(intakes[rows].note) || intakes[rows].note.empty() || row.at("note") == intakes[rows].note,
                    "a row has the note");
                ++rows;
            }
            require(rows == intakes.size(), "ndjson has a line a row");
        }
        if (format == Format::md)
            require(std::ranges::count(out, '\n') == static_cast<std::ptrdiff_t>(intakes.size()) + 2,
                "Markdown has a line a row");
    }
    for (const Intake& intake : intakes) {
        const std::string line = exchange::export_line({RecordKind::intake, intake.uuid, 1, intake});
        require(raw_in(line).empty() && line.find('\n') == line.size() - 1, "an export has a line a record");
        if (is_utf8(intake.note))
            require(nlohmann::json::parse(line).value("note", nlohmann::json{}) ==
                        (intake.note.empty() ? nlohmann::json{} : nlohmann::json(intake.note)),
                "an export has the note");
    }
}
